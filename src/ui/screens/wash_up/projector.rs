//! The window for the projector: the grid and its evidence by code alone, so that it can be shown
//! to everybody in the room. What it shows is a copy; it can be moved to another screen and made
//! to fill it.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{Key, Ui, Vec2, ViewportCommand, ViewportId};

use super::evidence::Evidence;
use super::fit::{Chips, needs};
use super::grid;
use super::sheet::Sheet;
use crate::ids::CandidateId;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{aloud, marks, wide};

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

/// How much larger than on a desk things stand in a window of 1280 × 720: so that they are read from
/// the far end of a table, five metres away.
const ACROSS_A_ROOM: f32 = 1.6;

/// How many times as large as on a desk everything is: as the window allows, and less where the
/// grid would not fit.
fn scale(sheet: &Sheet, room: Vec2) -> f32 {
    let by_window = (room.x / 1280.0).min(room.y / 720.0) * ACROSS_A_ROOM;
    let columns: f32 = needs(sheet, Chips::ROOMY, 76.0, 0.0).iter().sum();
    let count = sheet.exercises.len() as f32;
    let wide = NAME + columns + MEAN + AGREED + (count + 2.0) * GAP;
    // Evidence has the rest of the height.
    let high = 120.0 + 34.0 * sheet.lines.len() as f32;
    by_window.min(room.x / (wide + 8.0)).min(room.y * 0.9 / high).max(0.75)
}

/// The widths of the grid on a desk.
const NAME: f32 = 150.0;
const MEAN: f32 = 44.0;
const AGREED: f32 = 58.0;
const GAP: f32 = 12.0;

fn draw(ui: &mut Ui, shown: &Shown) {
    let palette = Palette::of(ui.ctx());
    let large = scale(&shown.sheet, ui.available_size() - Vec2::splat(2.0 * MARGIN));
    for font in ui.style_mut().text_styles.values_mut() {
        font.size *= large;
    }
    let frame = egui::Frame::new().fill(palette.ground).inner_margin(MARGIN);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        aloud::pane(ui, aloud::MIDDLE);
        ui.add(egui::Label::new(theme::strong(&shown.code).size(26.0 * large)));
        if !shown.sheet.revealed {
            ui.add_space(12.0);
            let text = egui::RichText::new("The ratings are shown once all are in.");
            ui.label(text.color(palette.muted));
            return;
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            table(ui, palette, &shown.sheet, large);
            let Some(evidence) = &shown.evidence else { return };
            ui.add_space(10.0 * large);
            ui.add(egui::Label::new(theme::strong(&evidence.title)).wrap());
            for said in &evidence.said {
                super::evidence::line(ui, palette, said, large);
            }
            if evidence.said.is_empty() {
                let text = egui::RichText::new(super::evidence::NO_NOTES).color(palette.muted);
                ui.label(text);
            }
        });
    });
}

/// Around everything.
const MARGIN: f32 = 24.0;

fn table(ui: &mut Ui, palette: &'static Palette, sheet: &Sheet, large: f32) {
    let chips = Chips::scaled(large);
    let (gap, mean, agreed) = (GAP * large, MEAN * large, AGREED * large);
    let count = sheet.exercises.len().max(1) as f32;
    let wants = needs(sheet, chips, 76.0 * large, 0.0);
    let left = ui.available_width() - mean - agreed - gap * (count + 2.0);
    // A little is left over, so that nothing is moved sideways for a hair's breadth.
    let left = left - wants.iter().sum::<f32>() - 8.0;
    let name = left.clamp(NAME * large, 230.0 * large);
    let more = ((left - name) / count).clamp(0.0, 60.0 * large);
    let title = |ui: &mut Ui, text: &str, width: f32| {
        ui.vertical(|ui| {
            ui.set_min_width(width);
            ui.set_max_width(width);
            ui.add(egui::Label::new(theme::strong(text).small()).wrap());
        });
    };
    wide::table(ui, "projected table", |ui| {
        // What another size took is no measure for this one.
        let shape = (sheet.shape(), large.to_bits());
        let grid = egui::Grid::new(("projected", shape)).num_columns(sheet.exercises.len() + 3);
        grid.spacing([gap, 8.0 * large]).min_col_width(0.0).show(ui, |ui| {
            title(ui, "", name);
            for (text, wants) in sheet.exercises.iter().zip(&wants) {
                title(ui, text, wants + more);
            }
            title(ui, "Mean", mean);
            title(ui, "Agreed", agreed);
            ui.end_row();
            for line in &sheet.lines {
                grid::name(ui, name, theme::strong(&line.name));
                for square in &line.squares {
                    grid::square_ui(ui, palette, sheet, (square, chips));
                }
                marks::figures(ui, &line.mean, 14.0 * large, false);
                grid::agreed(ui, palette, sheet, (&line.agreed, chips));
                ui.end_row();
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Agreed, Chip, Line, Square};
    use super::*;

    fn sheet(exercises: usize, lines: usize) -> Sheet {
        let chip = Chip { text: "3".into(), place: Some(2), by: String::new() };
        let square = Square { observed: true, chips: vec![chip; 2], ..Square::default() };
        let line = Line {
            name: "Takes the lead".into(),
            squares: vec![square; exercises],
            mean: "2.7".into(),
            agreed: Agreed::Open,
        };
        let exercises = (0..exercises).map(|at| format!("Exercise {at}")).collect();
        Sheet { exercises, lines: vec![line; lines], revealed: true, steps: 5 }
    }

    #[test]
    fn the_projector_is_read_at_five_metres_whatever_the_window() {
        // On a picture two metres wide a letter of 14 points, this many times as large, is as high
        // as a two-hundredth of five metres.
        for room in [Vec2::new(1280.0, 720.0), Vec2::new(1920.0, 1080.0), Vec2::new(3840.0, 2160.0)]
        {
            let metres_a_point = 2.0 / room.x;
            let letter = 14.0 * scale(&sheet(4, 6), room) * metres_a_point;
            assert!(letter >= 0.025, "{room:?}: {letter} m");
        }
    }

    #[test]
    fn it_grows_with_its_window() {
        let one = scale(&sheet(4, 6), Vec2::new(1280.0, 720.0));
        let other = scale(&sheet(4, 6), Vec2::new(2560.0, 1440.0));
        assert!((other - 2.0 * one).abs() < 0.01, "{one} {other}");
    }

    #[test]
    fn a_grid_of_eight_by_eight_gives_way_rather_than_move_sideways() {
        let room = Vec2::new(1280.0, 720.0);
        let full = sheet(8, 8);
        let large = scale(&full, room);
        let columns: f32 = needs(&full, Chips::ROOMY, 76.0, 0.0).iter().sum();
        let wide = (NAME + columns + MEAN + AGREED + 10.0 * GAP) * large;
        assert!(large > 1.0 && wide <= room.x + 0.5, "{large}: {wide}");
    }
}
