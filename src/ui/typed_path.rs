//! A path to type, for machines that have no file dialogs.

use std::path::PathBuf;

use egui::Ui;

use super::dialogs::Purpose;
use super::theme;
use super::widgets::cards::muted;
use super::widgets::{buttons, fields};

/// A path that is being typed.
pub struct TypedPath {
    /// What for.
    pub purpose: Purpose,
    text: String,
}

/// What came of it.
pub enum Typed {
    /// Still typing.
    NotYet,
    /// This one.
    Path(PathBuf),
    /// Thought better of it.
    Cancelled,
}

impl TypedPath {
    /// Begins with a folder and a name.
    pub fn new(purpose: Purpose, folder: Option<PathBuf>, name: &str) -> Self {
        let text = folder.unwrap_or_default().join(name).display().to_string();
        Self { purpose, text }
    }

    /// Draws it.
    pub fn modal(&mut self, ui: &Ui) -> Typed {
        let mut typed = Typed::NotYet;
        let modal = egui::Modal::new(egui::Id::unique("typed path")).show(ui.ctx(), |ui| {
            ui.set_width(560.0);
            ui.label(theme::strong(self.purpose.title()).size(18.0));
            muted(ui, "This machine has no file dialogs. Type the whole path.");
            let field = fields::line(ui, "path", "File", &mut self.text, "/home/me/day.centre.ron");
            let entered = fields::entered(ui, &field);
            ui.horizontal(|ui| {
                let label = if self.purpose.saves() { "Save" } else { "Open" };
                let possible = if self.text.trim().is_empty() {
                    Err("Type a path first.".to_owned())
                } else {
                    Ok(())
                };
                let pressed = buttons::primary_if(ui, label, possible).clicked();
                if (pressed || entered) && !self.text.trim().is_empty() {
                    typed = Typed::Path(self.purpose.complete(PathBuf::from(self.text.trim())));
                }
                if buttons::plain(ui, "Cancel").clicked() {
                    typed = Typed::Cancelled;
                }
            });
        });
        if modal.should_close() { Typed::Cancelled } else { typed }
    }
}
