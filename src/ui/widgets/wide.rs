//! What may be wider than its place: it is moved sideways, by a bar that is seen.

use egui::scroll_area::ScrollBarVisibility;
use egui::{ScrollArea, Ui};

use crate::ui::theme;

/// Draws `content`, which may be wider than the place. While all of it lies below what is in view,
/// it has no bar: egui would draw it at the foot of the view, across something else.
pub fn table<T>(ui: &mut Ui, id: &'static str, content: impl FnOnce(&mut Ui) -> T) -> T {
    theme::seen_bars(ui);
    let bar = if ui.cursor().top() > ui.clip_rect().bottom() {
        ScrollBarVisibility::AlwaysHidden
    } else {
        ScrollBarVisibility::VisibleWhenNeeded
    };
    ScrollArea::horizontal().id_salt(id).scroll_bar_visibility(bar).show(ui, content).inner
}
