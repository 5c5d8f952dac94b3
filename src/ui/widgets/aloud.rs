//! What those hear who cannot see it, where egui does not say it by itself.

use egui::accesskit::{Live, Role, Toggled};
use egui::{Response, Ui};

/// Words that are read out by themselves: once the voice is free, or at once when they are urgent.
pub fn read_out(words: &Response, urgent: bool) {
    let live = if urgent { Live::Assertive } else { Live::Polite };
    words.ctx.accesskit_node_builder(words.id, |node| node.set_live(live));
}

/// Words over others: readers go from one heading to the next.
pub fn heading(words: &Response, text: &str) {
    words.ctx.accesskit_node_builder(words.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        node.clear_value();
    });
}

/// One of several is chosen, or not; with one that only looks chosen, the others would say nothing.
pub fn chosen(one: &Response, chosen: bool) {
    let state = if chosen { Toggled::True } else { Toggled::False };
    one.ctx.accesskit_node_builder(one.id, |node| node.set_toggled(state));
}

/// How far a bar goes, from the lowest to the highest; nothing where there is no value.
pub fn measure(bar: &Response, name: &str, value: Option<f64>, (low, high): (f64, f64)) {
    let role = if value.is_some() { Role::ProgressIndicator } else { Role::Image };
    bar.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(role, true, name);
        info.value = value;
        info
    });
    bar.ctx.accesskit_node_builder(bar.id, |node| {
        if value.is_some() {
            node.set_min_numeric_value(low);
            node.set_max_numeric_value(high);
        }
    });
}

/// What the list of a stage is called, on its left.
pub const LIST: &str = "List";

/// What the middle of a stage is called.
pub const MIDDLE: &str = "Middle";

/// What a part of the window is called: the panel in which `ui` stands.
pub fn pane(ui: &Ui, name: &str) {
    let panel = ui.stack().iter().find(|part| part.kind().is_some_and(|kind| kind.is_panel()));
    if let Some(panel) = panel {
        ui.ctx().accesskit_node_builder(panel.unique_id, |node| node.set_label(name));
    }
}
