//! Buttons: the one thing to do next, all others, and rows that can be chosen.

use egui::{Button, Response, RichText, Sense, Stroke, Ui, Vec2};

use crate::ui::theme::{self, Palette};

/// The one thing to do next.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let label = theme::strong(text).color(palette.on_accent);
    let button = Button::new(label).fill(palette.accent).stroke(Stroke::new(1.0, palette.accent));
    let response = ui.add(button);
    focus_ring(ui, &response);
    response
}

/// The one thing to do next, when it may not be possible; then the tooltip says why.
pub fn primary_if(ui: &mut Ui, text: &str, possible: Result<(), String>) -> Response {
    match possible {
        Ok(()) => primary(ui, text),
        Err(why) => {
            ui.add_enabled_ui(false, |ui| primary(ui, text)).inner.on_disabled_hover_text(why)
        }
    }
}

/// Any other thing to do.
pub fn plain(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text))
}

/// Any other thing to do, when it may not be possible; then the tooltip says why.
pub fn plain_if(ui: &mut Ui, text: &str, possible: Result<(), String>) -> Response {
    match possible {
        Ok(()) => plain(ui, text),
        Err(why) => ui.add_enabled(false, Button::new(text)).on_disabled_hover_text(why),
    }
}

/// A button with the key that does the same printed on it. The key is not part of its name.
pub fn with_key(ui: &mut Ui, text: &str, key: &str, possible: Result<(), String>) -> Response {
    let palette = Palette::of(ui.ctx());
    let key = RichText::new(key).small().color(palette.muted);
    let button = Button::new(text).shortcut_text(key);
    let response = match possible {
        Ok(()) => ui.add(button),
        Err(why) => ui.add_enabled(false, button).on_disabled_hover_text(why),
    };
    response.accessible_name(text)
}

/// Words that do something, for what is seldom needed.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let label = RichText::new(text).small().color(palette.accent);
    let button = Button::new(label).frame_when_inactive(false).min_size(Vec2::new(0.0, 22.0));
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = Vec2::new(4.0, 2.0);
        ui.add(button)
    })
    .inner
}

/// A whole row or card that can be pressed, with `name` for those who cannot see it. Buttons
/// within it get their own presses.
pub fn pressable(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    name: &str,
    chosen: bool,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let builder = egui::UiBuilder::new().id_salt(id).sense(Sense::click());
    let response = ui.scope_builder(builder, content).response;
    let name = name.to_owned();
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    if response.has_focus() {
        let palette = Palette::of(ui.ctx());
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(response.rect, 8.0, stroke, egui::StrokeKind::Outside);
    }
    response
}

/// What has the focus must be seen, also on the accent.
fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let palette = Palette::of(ui.ctx());
        let rect = response.rect.expand(3.0);
        ui.painter().rect_stroke(
            rect,
            9.0,
            Stroke::new(2.0, palette.accent),
            egui::StrokeKind::Middle,
        );
    }
}
