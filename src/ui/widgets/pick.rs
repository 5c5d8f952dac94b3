//! A drop-down list. By keyboard it is led from `ui::drop_down`; here is what it shows.

use egui::{ComboBox, Response, Ui};

use super::follow;

/// Shows the list with what it holds; an entry that gains the focus is brought into view.
pub fn list(ui: &mut Ui, list: ComboBox<'_>, entries: impl FnOnce(&mut Ui)) -> Response {
    let shown = list.show_ui(ui, |ui| {
        entries(ui);
        follow::scroll(ui);
    });
    shown.response
}
