//! The question that a damaged file raises.

use std::path::Path;

use egui::Ui;

use super::asks::{Ask, Asks};
use super::theme;
use super::widgets::{buttons, cards};

/// A damaged file: where it is damaged, and whether to open what can be saved. True to close.
pub fn modal(ui: &Ui, path: &Path, places: &[String], asks: &mut Asks) -> bool {
    let mut close = false;
    let modal = egui::Modal::new(egui::Id::unique("damaged")).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        ui.label(theme::strong("This file is damaged").size(18.0));
        cards::muted(ui, path.display().to_string());
        for place in places.iter().take(8) {
            ui.add(egui::Label::new(place).wrap());
        }
        if places.len() > 8 {
            cards::muted(ui, format!("and {} more", places.len() - 8));
        }
        ui.add_space(6.0);
        cards::muted(ui, "What can be saved is opened as a copy. The damaged file stays as it is.");
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Open what can be saved").clicked() {
                asks.ask(Ask::Salvage(path.to_owned()));
                close = true;
            }
            if buttons::plain(ui, "Cancel").clicked() {
                close = true;
            }
        });
    });
    close || modal.should_close()
}
