//! A table of people or rooms that is walked by keyboard: arrows, Home and End go from row to row,
//! Enter opens. Only what is in view is drawn.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Event, Id, Key, Rect, Response, Sense, Stroke, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

use super::marks::{self, Tone};
use super::{arrows, cards, layers};
use crate::ui::theme::Palette;

const ROW: f32 = 34.0;

/// Below this width, columns of second rank are left out: the detail has them all.
const NARROW: f32 = 560.0;

/// What stands in a cell.
pub enum Cell {
    /// A candidate's code.
    Badge(String),
    /// Anything else.
    Text(String),
    /// Of second rank.
    Muted(String),
    /// A word to be seen.
    Pill(String, Tone),
    /// Nothing.
    Nothing,
}

/// A row: what it is called, and its cells.
pub struct Row {
    /// What it is called for those who cannot see it.
    pub name: String,
    /// A cell a column.
    pub cells: Vec<Cell>,
}

/// A column.
#[derive(Clone, Copy)]
pub struct Heading {
    /// What stands over it.
    pub words: &'static str,
    /// How wide it is; the rest of the width when not said.
    pub width: Option<f32>,
    /// It is left out where the table is narrow.
    pub second_rank: bool,
}

/// A column of that width; the rest of the width when not said.
pub const fn heading(words: &'static str, width: Option<f32>) -> Heading {
    Heading { words, width, second_rank: false }
}

/// The same, left out where the table is narrow.
pub const fn second_rank(words: &'static str, width: Option<f32>) -> Heading {
    Heading { words, width, second_rank: true }
}

/// What is shown, and where the focus is wanted.
pub struct Look<'a, K> {
    /// Names the table in this window.
    pub id: &'static str,
    /// Its columns.
    pub headings: &'a [Heading],
    /// What each row stands for.
    pub who: &'a [K],
    /// The one that is chosen.
    pub chosen: Option<K>,
    /// The row of the chosen one is to be shown and given the focus.
    pub arrive: bool,
}

/// What somebody did in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did<K> {
    /// Chose a row.
    Chose(K),
    /// Pressed Enter on it.
    Opened(K),
}

impl<K> Did<K> {
    /// The row it was done to.
    pub fn row(self) -> K {
        match self {
            Self::Chose(row) | Self::Opened(row) => row,
        }
    }
}

/// The place of the row that has the focus.
pub fn focused<K: Copy + Eq + Hash + Debug>(ui: &Ui, id: &'static str, who: &[K]) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    who.iter().position(|known| row_id(id, *known) == focused)
}

/// Draws the table, each row as `describe` says.
pub fn table<K: Copy + Eq + Hash + Debug>(
    ui: &mut Ui,
    look: &Look<'_, K>,
    describe: &dyn Fn(K) -> Row,
) -> Option<Did<K>> {
    let palette = Palette::of(ui.ctx());
    let walked = keys(ui, look);
    let goal = walked.or(look.chosen.filter(|_| look.arrive));
    let mut drawing = Drawing {
        look,
        goal,
        across: egui::Rangef::NOTHING,
        shown: Vec::new(),
        outline: None,
        did: walked.map(Did::Chose),
    };
    cards::card(palette).inner_margin(6).show(ui, |ui| {
        let wide = ui.available_width();
        drawing.across = egui::Rangef::new(ui.max_rect().left(), ui.max_rect().left() + wide);
        drawing.shown =
            look.headings.iter().map(|known| wide >= NARROW || !known.second_rank).collect();
        let mut table = TableBuilder::new(ui)
            .id_salt(look.id)
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .auto_shrink([false, true]);
        for (place, known) in drawing.columns(look.headings) {
            // The first column's row takes the press of the whole row, which clipping would cut.
            let column = known.width.map_or_else(Column::remainder, Column::exact);
            table = table.column(column.clip(place > 0));
        }
        if let Some(place) = goal.and_then(|goal| look.who.iter().position(|known| *known == goal))
        {
            table = table.scroll_to_row(place, None).animate_scrolling(false);
        }
        let body = table.header(26.0, |mut header| {
            for (_, known) in drawing.columns(look.headings) {
                header.col(|ui| {
                    ui.add_space(6.0);
                    let words = egui::RichText::new(known.words).small().color(palette.muted);
                    ui.label(words);
                });
            }
        });
        body.body(|body| body.rows(ROW, look.who.len(), |row| drawing.row(row, describe)));
    });
    // After all cells, whose ground would cover it.
    if let Some((whole, within)) = drawing.outline {
        let stroke = Stroke::new(2.0, palette.accent);
        let painter = ui.painter().with_clip_rect(within);
        painter.rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    drawing.did
}

/// A table while its rows are drawn.
struct Drawing<'a, K> {
    look: &'a Look<'a, K>,
    /// The row that is to have the focus.
    goal: Option<K>,
    across: egui::Rangef,
    /// Which columns there is room for.
    shown: Vec<bool>,
    /// The row that has the focus, and what it may be seen in.
    outline: Option<(Rect, Rect)>,
    did: Option<Did<K>>,
}

impl<K: Copy + Eq + Hash + Debug> Drawing<'_, K> {
    /// What there is room for, with its place among all.
    fn columns<'a, T>(&'a self, all: &'a [T]) -> impl Iterator<Item = (usize, &'a T)> {
        let placed = all.iter().enumerate().zip(&self.shown);
        placed.filter(|(_, shown)| **shown).map(|(placed, _)| placed)
    }

    fn row(&mut self, mut row: TableRow<'_, '_>, describe: &dyn Fn(K) -> Row) {
        let Some(known) = self.look.who.get(row.index()).copied() else { return };
        let Row { name, cells } = describe(known);
        for place in 0..cells.len() {
            let Some(cell) = cells.get(place).filter(|_| self.shown.get(place) == Some(&true))
            else {
                continue;
            };
            row.col(|ui| {
                if place == 0 {
                    self.whole(ui, known, &name);
                }
                ui.add_space(6.0);
                draw(ui, cell);
            });
        }
    }

    /// The row as one thing to press.
    fn whole(&mut self, ui: &Ui, known: K, name: &str) {
        // What scrolls shows a little less than the card: the right edge is to be seen.
        let right = self.across.max.min(ui.clip_rect().right());
        let across = egui::Rangef::new(self.across.min, right);
        let whole = Rect::from_x_y_ranges(across, ui.max_rect().y_range());
        let chosen = self.look.chosen == Some(known);
        if chosen {
            // The whole row as one ground: that of each cell would stand out beside the outline.
            ui.painter().rect_filled(whole, 4.0, ui.visuals().selection.bg_fill);
        }
        let pressed = press(ui, whole, row_id(self.look.id, known), (name, chosen));
        if pressed.has_focus() {
            self.outline = Some((whole, ui.clip_rect()));
        }
        if self.goal == Some(known) {
            pressed.request_focus();
        }
        if pressed.clicked() {
            // Whatever is half-typed elsewhere is kept when it is left.
            pressed.request_focus();
            let entered = ui.input(|input| input.key_pressed(Key::Enter));
            self.did = Some(if entered { Did::Opened(known) } else { Did::Chose(known) });
        }
    }
}

/// The place of a row in egui's memory.
fn row_id<K: Hash + Debug>(table: &'static str, who: K) -> Id {
    Id::unique((table, who))
}

fn press(ui: &Ui, whole: Rect, id: Id, (name, chosen): (&str, bool)) -> Response {
    let palette = Palette::of(ui.ctx());
    let response = ui.interact(whole, id, Sense::click());
    let name = name.to_owned();
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    if !response.has_focus() && response.hovered() && !chosen {
        let stroke = Stroke::new(1.0, palette.line);
        ui.painter().rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

/// Whether an arrow was pressed that leads into a list where nothing has the focus.
pub fn enters(ui: &Ui) -> bool {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let enters = layers::is_free(ui) && (pressed(Key::ArrowDown) || pressed(Key::ArrowUp));
    if enters {
        // egui would go on from the row that gets the focus in this frame.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    enters
}

/// Arrows, Home and End while a row has the focus: the row that they lead to. Where nothing has
/// it, an arrow leads into the table.
fn keys<K: Copy + Eq + Hash + Debug>(ui: &Ui, look: &Look<'_, K>) -> Option<K> {
    let last = look.who.len().saturating_sub(1);
    let pressed = |wanted: Key| {
        ui.input(|input| {
            input.events.iter().any(
                |event| matches!(event, Event::Key { key, pressed: true, .. } if *key == wanted),
            )
        })
    };
    if ui.memory(egui::Memory::focused).is_none() {
        let chosen = look.chosen.filter(|chosen| look.who.contains(chosen));
        return chosen.or(look.who.first().copied()).filter(|_| enters(ui));
    }
    let place = focused(ui, look.id, look.who)?;
    // Before the focus goes on with them: its row may be out of view then, and not be drawn.
    arrows::own(ui, row_id(look.id, *look.who.get(place)?), arrows::VERTICAL);
    let to = if pressed(Key::ArrowDown) {
        (place + 1).min(last)
    } else if pressed(Key::ArrowUp) {
        place.saturating_sub(1)
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return None;
    };
    look.who.get(to).copied()
}

fn draw(ui: &mut Ui, cell: &Cell) {
    let palette = Palette::of(ui.ctx());
    match cell {
        Cell::Badge(code) => drop(marks::badge(ui, code)),
        Cell::Text(text) => drop(ui.add(egui::Label::new(text).truncate())),
        Cell::Muted(text) => {
            let text = egui::RichText::new(text).color(palette.muted);
            ui.add(egui::Label::new(text).truncate());
        }
        Cell::Pill(text, tone) => drop(marks::pill(ui, text, *tone)),
        Cell::Nothing => {}
    }
}
