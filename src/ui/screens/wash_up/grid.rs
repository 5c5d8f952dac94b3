//! The grid: competency × exercise with every assessor's level side by side. One stop for Tab;
//! arrows move in it, digits choose a level, Enter agrees.

use egui::{Key, Modifiers, Response, Ui};

use super::fit::{Chips, Fit};
use super::sheet::{Agreed, Line, Sheet, Square};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{arrows, buttons, cards, layers, levels, wide};
use crate::words;

/// What was pressed in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// A cell, by row and column; the last column is what was agreed.
    Cell(usize, usize),
    /// A digit.
    Digit(u8),
    /// Enter: agree, or show the ratings.
    Enter,
}

/// Draws the grid with the cell at `at` chosen; `arrives` gives it the focus, and where `agrees`
/// its digits are levels.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet,
    at: (usize, usize),
    (arrives, agrees): (bool, bool),
) -> Option<Pressed> {
    let mut pressed = None;
    let frame = cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let fit = Fit::of(sheet, ui.available_width());
        wide::table(ui, "wash-up grid", |ui| {
            let columns = sheet.exercises.len() + 3;
            let grid = egui::Grid::new(("wash-up", sheet.shape())).num_columns(columns);
            grid.spacing([fit.gap, 6.0]).min_col_width(0.0).show(ui, |ui| {
                head(ui, cx, sheet, &fit);
                for (row, line) in sheet.lines.iter().enumerate() {
                    pressed = pressed.or(self::row(ui, cx, sheet, (row, line), (at, &fit)));
                }
            });
        });
    });
    let group = ui.interact(
        frame.response.rect,
        egui::Id::unique("wash-up grid"),
        egui::Sense::focusable_noninteractive(),
    );
    group.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Group, true, "Grid of ratings".to_owned())
    });
    if arrives || matches!(pressed, Some(Pressed::Cell(..))) {
        group.request_focus();
    }
    pressed.or_else(|| keys(ui, &group, sheet, (at, agrees)))
}

fn head(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet, fit: &Fit) {
    word(ui, cx, "", fit.name);
    for (title, width) in sheet.exercises.iter().zip(&fit.columns) {
        word(ui, cx, title, *width);
    }
    word(ui, cx, if fit.is_close() { "Mean" } else { "Assessors’ mean" }, fit.mean);
    word(ui, cx, "Agreed", fit.agreed);
    ui.end_row();
}

fn word(ui: &mut Ui, cx: &Cx<'_>, text: &str, width: f32) {
    ui.vertical(|ui| {
        ui.set_min_width(width);
        ui.set_max_width(width);
        let text = egui::RichText::new(text).small().strong().color(cx.palette.muted);
        ui.add(egui::Label::new(text).wrap());
    });
}

fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet,
    (row, line): (usize, &Line),
    (at, fit): ((usize, usize), &Fit),
) -> Option<Pressed> {
    let mut pressed = None;
    name(ui, fit.name, theme::strong(&line.name));
    for (column, square) in line.squares.iter().enumerate() {
        let title = sheet.exercises.get(column).map_or("", String::as_str);
        let name = format!("{}, {title}: {}", line.name, square.words(sheet.revealed));
        let chosen = at == (row, column);
        let cell = buttons::pressable(ui, ("cell", row, column), &name, chosen, |ui| {
            framed(ui, cx, (chosen, fit), |ui| {
                square_ui(ui, cx.palette, sheet, (square, fit.chips));
            });
        });
        if cell.clicked() {
            pressed = Some(Pressed::Cell(row, column));
        }
    }
    ui.label(&line.mean);
    let chosen = at == (row, sheet.exercises.len());
    let name = format!("{}, agreed: {}", line.name, agreed_words(&line.agreed));
    let cell = buttons::pressable(ui, ("agreed", row), &name, chosen, |ui| {
        framed(ui, cx, (chosen, fit), |ui| {
            agreed(ui, cx.palette, sheet, (&line.agreed, fit.chips));
        });
    });
    if cell.clicked() {
        pressed = Some(Pressed::Cell(row, sheet.exercises.len()));
    }
    ui.end_row();
    pressed
}

/// The name of a competency, in the middle of its row: a grid centres a label, and nothing else
/// whose height it does not know.
pub(super) fn name(ui: &mut Ui, width: f32, text: egui::RichText) {
    let text = egui::WidgetText::from(text);
    let wrap = Some(egui::TextWrapMode::Wrap);
    let galley = text.into_galley(ui, wrap, width, egui::TextStyle::Body);
    ui.add(egui::Label::new(galley));
}

fn framed(ui: &mut Ui, cx: &Cx<'_>, (chosen, fit): (bool, &Fit), content: impl FnOnce(&mut Ui)) {
    let edge = if chosen { cx.palette.accent } else { egui::Color32::TRANSPARENT };
    let frame = egui::Frame::new().stroke(egui::Stroke::new(2.0, edge)).corner_radius(6);
    frame.inner_margin(fit.pad).show(ui, content);
}

/// A cell of the grid, here and on the projector.
pub(super) fn square_ui(
    ui: &mut Ui,
    palette: &Palette,
    sheet: &Sheet,
    (square, chips): (&Square, Chips),
) {
    let size = [chips.wide, chips.high()];
    if !square.observed {
        let dot = egui::RichText::new("·").color(palette.muted);
        ui.add_sized(size, egui::Label::new(dot));
        return;
    }
    if !sheet.revealed {
        let (inside, all) = square.handed_in;
        let colour = if inside == all && all > 0 { palette.green } else { palette.muted };
        let text = match (inside, all) {
            (_, 0) => square.away.map_or("–", words::away).to_owned(),
            _ if inside == all => format!("in {inside}/{all}"),
            _ => format!("open {inside}/{all}"),
        };
        ui.label(egui::RichText::new(text).small().color(colour));
        return;
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(chips.gap, 2.0);
        for line in square.chips.chunks(chips.a_line.max(1)) {
            ui.horizontal(|ui| {
                for chip in line {
                    let colours = chip.place.map_or((palette.trough, palette.muted), |at| {
                        palette.level(at, sheet.steps)
                    });
                    let shown =
                        marks::level_chip_of(ui, chips.size(), &chip.text, colours, &chip.text);
                    if !chip.by.is_empty() {
                        shown.on_hover_text(&chip.by);
                    }
                }
            });
        }
        if square.chips.is_empty() {
            let dash = egui::RichText::new("–").color(palette.muted);
            ui.add_sized(size, egui::Label::new(dash));
        }
        if let Some(by) = square.apart {
            marks::pill_sized(ui, &chips.apart(by), Tone::Soon, (f32::INFINITY, chips.scale));
        }
    });
}

fn agreed_words(agreed: &Agreed) -> String {
    match agreed {
        Agreed::Level(text, _) => text.clone(),
        Agreed::Open => "to agree".to_owned(),
        Agreed::Mean => "the mean stands".to_owned(),
        Agreed::Nothing => "nothing can be said".to_owned(),
        Agreed::NotMeasured => "nothing".to_owned(),
    }
}

/// What was agreed, here and on the projector.
pub(super) fn agreed(
    ui: &mut Ui,
    palette: &Palette,
    sheet: &Sheet,
    (agreed, chips): (&Agreed, Chips),
) {
    let muted = |ui: &mut Ui, text: &str| {
        ui.label(egui::RichText::new(text).small().color(palette.muted));
    };
    match agreed {
        Agreed::Level(text, place) => {
            let name = format!("agreed {text}");
            let colours = palette.level(*place, sheet.steps);
            marks::level_chip_of(ui, chips.size(), text, colours, &name);
        }
        Agreed::Open => {
            let (rect, _) = ui.allocate_exact_size(chips.size(), egui::Sense::hover());
            let edge = egui::Stroke::new(1.5, palette.accent);
            ui.painter().rect_stroke(rect, 4.0, edge, egui::StrokeKind::Inside);
        }
        Agreed::Mean => muted(ui, "mean"),
        Agreed::Nothing => muted(ui, "none"),
        Agreed::NotMeasured => muted(ui, "–"),
    }
}

/// What keys ask for while the grid has the focus.
fn keys(
    ui: &mut Ui,
    group: &Response,
    sheet: &Sheet,
    (at, agrees): ((usize, usize), bool),
) -> Option<Pressed> {
    let focused = group.has_focus();
    let idle = ui.ctx().memory(|memory| memory.focused().is_none());
    if focused {
        if agrees {
            levels::own_keys(ui, group.id);
        }
        arrows::own(ui, group.id, arrows::ALL);
        let rect = group.rect.expand(2.0);
        let edge = egui::Stroke::new(2.0, ui.visuals().selection.stroke.color);
        ui.painter().rect_stroke(rect, 9.0, edge, egui::StrokeKind::Middle);
    } else if !idle || !layers::is_free(ui) {
        return None;
    }
    let last = (sheet.lines.len().checked_sub(1)?, sheet.exercises.len());
    let pressed = ui.input_mut(|input| {
        let mut key = |key| input.consume_key(Modifiers::NONE, key);
        let (row, column) = at;
        if key(Key::ArrowUp) {
            return Some(Pressed::Cell(row.saturating_sub(1), column));
        }
        if key(Key::ArrowDown) {
            return Some(Pressed::Cell((row + 1).min(last.0), column));
        }
        if key(Key::ArrowLeft) {
            return Some(Pressed::Cell(row, column.saturating_sub(1)));
        }
        if key(Key::ArrowRight) {
            return Some(Pressed::Cell(row, (column + 1).min(last.1)));
        }
        if key(Key::Enter) {
            return Some(Pressed::Enter);
        }
        // Digits lead to stages, as long as nothing has the focus.
        if !(focused && agrees) {
            return None;
        }
        let digit = |digit: &u8| Key::from_name(&digit.to_string()).is_some_and(&mut key);
        (0..=9_u8).find(digit).map(Pressed::Digit)
    });
    if !focused && pressed.is_some() {
        group.request_focus();
    }
    pressed
}
