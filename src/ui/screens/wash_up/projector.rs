//! The window for the projector: the grid and its evidence by code alone, so that it can be shown
//! to everybody in the room. What it shows is a copy; it can be moved to another screen and made
//! to fill it.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{Key, Ui, ViewportCommand, ViewportId};

use super::evidence::Evidence;
use super::fit::Chips;
use super::grid;
use super::sheet::Sheet;
use crate::ids::CandidateId;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{marks, wide};

/// What the room sees.
#[derive(Debug, Clone, Default)]
struct Shown {
    code: String,
    sheet: Sheet,
    evidence: Option<Evidence>,
}

/// The window for the projector.
#[derive(Default)]
pub(super) struct Projector {
    open: bool,
    shown: Arc<Mutex<Shown>>,
    closed: Arc<Mutex<bool>>,
}

impl Projector {
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn open_or_close(&mut self) {
        self.open = !self.open;
    }

    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Shows a candidate by code, whatever the main window shows.
    pub(super) fn show(
        &mut self,
        cx: &Cx<'_>,
        candidate: CandidateId,
        sheet: &Sheet,
        evidence: Option<&Evidence>,
    ) {
        if !self.open {
            return;
        }
        let code = cx.centre.people.candidate(candidate).map_or("", |known| &known.code);
        let shown =
            Shown { code: code.to_owned(), sheet: sheet.clone(), evidence: evidence.cloned() };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = shown;
    }

    /// Keeps the window open.
    pub(super) fn ui(&mut self, ui: &Ui) {
        if std::mem::take(&mut *self.closed.lock().unwrap_or_else(PoisonError::into_inner)) {
            self.open = false;
        }
        if !self.open {
            return;
        }
        let (shown, closed) = (Arc::clone(&self.shown), Arc::clone(&self.closed));
        let window = egui::ViewportBuilder::default()
            .with_title("Bellwether · wash-up")
            .with_inner_size([1280.0, 720.0]);
        let id = ViewportId::from_hash_of("wash-up projector");
        // It draws what the main window has just come to, and does nothing while that stands still.
        ui.ctx().request_repaint_of(id);
        ui.ctx().show_viewport_deferred(id, window, move |ui, _class| {
            let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
            draw(ui, &shown);
            let (close, full, keys) = ui.input(|input| {
                let full = input.viewport().fullscreen.unwrap_or(false);
                let keys = (input.key_pressed(Key::F11), input.key_pressed(Key::Escape));
                (input.viewport().close_requested(), full, keys)
            });
            if keys.0 || (keys.1 && full) {
                ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            if close {
                *closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
            }
        });
    }
}

fn draw(ui: &mut Ui, shown: &Shown) {
    let palette = Palette::of(ui.ctx());
    let frame = egui::Frame::new().fill(palette.ground).inner_margin(28);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.add(egui::Label::new(theme::strong(&shown.code).size(32.0)));
        if !shown.sheet.revealed {
            ui.add_space(12.0);
            let text = egui::RichText::new("The ratings are shown once all are in.").size(18.0);
            ui.label(text.color(palette.muted));
            return;
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            table(ui, palette, &shown.sheet);
            let Some(evidence) = &shown.evidence else { return };
            ui.add_space(16.0);
            ui.label(theme::strong(&evidence.title).size(16.0));
            for said in &evidence.said {
                super::evidence::line(ui, palette, said);
            }
        });
    });
}

fn table(ui: &mut Ui, palette: &'static Palette, sheet: &Sheet) {
    let columns = sheet.exercises.len() + 3;
    let width = ui.available_width();
    // Long words break rather than push the last columns out of the picture.
    let gap = if sheet.exercises.len() > 5 { 12.0 } else { 22.0 };
    let name = (width * 0.2).clamp(120.0, 260.0);
    let count = sheet.exercises.len().max(1) as f32;
    let each = ((width - name - 150.0 - gap * (count + 2.0)) / count).clamp(60.0, 170.0);
    let title = |ui: &mut Ui, text: &str, width: f32| {
        ui.vertical(|ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(theme::strong(text)).wrap());
        });
    };
    wide::table(ui, "projected table", |ui| {
        let grid = egui::Grid::new(("projected", sheet.shape())).num_columns(columns);
        grid.spacing([gap, 10.0]).show(ui, |ui| {
            ui.label("");
            for text in &sheet.exercises {
                title(ui, text, each);
            }
            title(ui, "Mean", 60.0);
            title(ui, "Agreed", 70.0);
            ui.end_row();
            for line in &sheet.lines {
                ui.scope(|ui| {
                    ui.set_max_width(name);
                    ui.add(egui::Label::new(theme::strong(&line.name).size(16.0)).wrap());
                });
                for square in &line.squares {
                    grid::square_ui(ui, palette, sheet, (square, Chips::ROOMY));
                }
                marks::figures(ui, &line.mean, 16.0, false);
                grid::agreed(ui, palette, sheet, (&line.agreed, Chips::ROOMY));
                ui.end_row();
            }
        });
    });
}
