//! The grid: competency × exercise with every assessor's level side by side. One stop for Tab;
//! arrows move in it, digits choose a level, Enter agrees.

use egui::{Key, Modifiers, Response, Ui};

use super::sheet::{Agreed, Line, Sheet, Square};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, levels};

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

/// Draws the grid with the cell at `at` chosen; `arrives` gives it the focus.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: &Sheet,
    at: (usize, usize),
    arrives: bool,
) -> Option<Pressed> {
    let mut pressed = None;
    let frame = cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let wide = ui.available_width();
        theme::seen_bars(ui);
        egui::ScrollArea::horizontal().show(ui, |ui| {
            let columns = sheet.exercises.len() + 3;
            egui::Grid::new("wash-up").num_columns(columns).spacing([12.0, 6.0]).show(ui, |ui| {
                head(ui, cx, sheet, wide);
                for (row, line) in sheet.lines.iter().enumerate() {
                    pressed = pressed.or(self::row(ui, cx, sheet, (row, line), (at, wide)));
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
    pressed.or_else(|| keys(ui, &group, sheet, at))
}

fn head(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet, wide: f32) {
    let width = column(sheet, wide);
    ui.label("");
    for title in &sheet.exercises {
        word(ui, cx, title, width);
    }
    word(ui, cx, "Assessors’ mean", 70.0);
    word(ui, cx, "Agreed", 54.0);
    ui.end_row();
}

fn column(sheet: &Sheet, wide: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few exercises")]
    let count = sheet.exercises.len().max(1) as f32;
    ((wide - 330.0) / count - 12.0).clamp(64.0, 130.0)
}

fn word(ui: &mut Ui, cx: &Cx<'_>, text: &str, width: f32) {
    ui.vertical(|ui| {
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
    (at, wide): ((usize, usize), f32),
) -> Option<Pressed> {
    let mut pressed = None;
    ui.scope(|ui| {
        ui.set_max_width(if wide > 700.0 { 170.0 } else { 110.0 });
        ui.add(egui::Label::new(theme::strong(&line.name)).wrap());
    });
    for (column, square) in line.squares.iter().enumerate() {
        let title = sheet.exercises.get(column).map_or("", String::as_str);
        let name = format!("{}, {title}: {}", line.name, square.words(sheet.revealed));
        let chosen = at == (row, column);
        let cell = buttons::pressable(ui, ("cell", row, column), &name, chosen, |ui| {
            framed(ui, cx, chosen, |ui| square_ui(ui, cx.palette, sheet, square));
        });
        if cell.clicked() {
            pressed = Some(Pressed::Cell(row, column));
        }
    }
    ui.label(&line.mean);
    let chosen = at == (row, sheet.exercises.len());
    let name = format!("{}, agreed: {}", line.name, agreed_words(&line.agreed));
    let cell = buttons::pressable(ui, ("agreed", row), &name, chosen, |ui| {
        framed(ui, cx, chosen, |ui| agreed(ui, cx.palette, sheet, &line.agreed));
    });
    if cell.clicked() {
        pressed = Some(Pressed::Cell(row, sheet.exercises.len()));
    }
    ui.end_row();
    pressed
}

fn framed(ui: &mut Ui, cx: &Cx<'_>, chosen: bool, content: impl FnOnce(&mut Ui)) {
    let edge = if chosen { cx.palette.accent } else { egui::Color32::TRANSPARENT };
    let frame = egui::Frame::new().stroke(egui::Stroke::new(2.0, edge)).corner_radius(6);
    frame.inner_margin(3).show(ui, content);
}

/// A cell of the grid, here and on the projector.
pub(super) fn square_ui(ui: &mut Ui, palette: &Palette, sheet: &Sheet, square: &Square) {
    if !square.observed {
        let dot = egui::RichText::new("·").color(palette.muted);
        ui.add_sized([30.0, 24.0], egui::Label::new(dot));
        return;
    }
    if !sheet.revealed {
        let (inside, all) = square.handed_in;
        let colour = if inside == all { palette.green } else { palette.muted };
        let mark = if inside == all && all > 0 { "in" } else { "open" };
        let text = format!("{mark} {inside}/{all}");
        ui.label(egui::RichText::new(text).small().color(colour));
        return;
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for chip in &square.chips {
                let colours = chip
                    .place
                    .map_or((palette.trough, palette.muted), |at| palette.level(at, sheet.steps));
                let shown = marks::level_chip(ui, &chip.text, colours, &chip.text);
                if !chip.by.is_empty() {
                    shown.on_hover_text(&chip.by);
                }
            }
            if square.chips.is_empty() {
                let dash = egui::RichText::new("–").color(palette.muted);
                ui.add_sized([30.0, 24.0], egui::Label::new(dash));
            }
        });
        if let Some(by) = square.apart {
            marks::pill(ui, &format!("apart by {by}"), Tone::Soon);
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
pub(super) fn agreed(ui: &mut Ui, palette: &Palette, sheet: &Sheet, agreed: &Agreed) {
    let muted = |ui: &mut Ui, text: &str| {
        ui.label(egui::RichText::new(text).small().color(palette.muted));
    };
    match agreed {
        Agreed::Level(text, place) => {
            let name = format!("agreed {text}");
            marks::level_chip(ui, text, palette.level(*place, sheet.steps), &name);
        }
        Agreed::Open => {
            let (rect, _) =
                ui.allocate_exact_size(egui::Vec2::new(30.0, 24.0), egui::Sense::hover());
            let edge = egui::Stroke::new(1.5, palette.accent);
            ui.painter().rect_stroke(rect, 4.0, edge, egui::StrokeKind::Inside);
        }
        Agreed::Mean => muted(ui, "mean"),
        Agreed::Nothing => muted(ui, "none"),
        Agreed::NotMeasured => muted(ui, "–"),
    }
}

/// What keys ask for while the grid has the focus.
fn keys(ui: &mut Ui, group: &Response, sheet: &Sheet, at: (usize, usize)) -> Option<Pressed> {
    let focused = group.has_focus();
    let idle = ui.ctx().memory(|memory| memory.focused().is_none());
    if focused {
        levels::own_keys(ui, group.id);
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..Default::default()
            };
            memory.set_focus_lock_filter(group.id, filter);
        });
        let rect = group.rect.expand(2.0);
        let edge = egui::Stroke::new(2.0, ui.visuals().selection.stroke.color);
        ui.painter().rect_stroke(rect, 9.0, edge, egui::StrokeKind::Middle);
    } else if !idle {
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
        if !focused {
            return None;
        }
        if key(Key::Enter) {
            return Some(Pressed::Enter);
        }
        let digit = |digit: &u8| Key::from_name(&digit.to_string()).is_some_and(&mut key);
        (0..=9_u8).find(digit).map(Pressed::Digit)
    });
    if !focused && pressed.is_some() {
        group.request_focus();
    }
    pressed
}
