//! A table of people or rooms that is walked by keyboard: arrows go from row to row, Enter opens
//! the detail, Escape leaves. Only what is in view is drawn.

use egui::{Event, EventFilter, Id, Key, Rect, Response, Sense, Stroke, Ui};
use egui_extras::{Column, TableBuilder};

use super::Chosen;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards;
use crate::ui::widgets::marks::{self, Tone};

const ROW: f32 = 34.0;

/// Below this width, columns of second rank are left out: the detail has them all.
const NARROW: f32 = 560.0;
const SECOND_RANK: [&str; 4] = ["Pronouns", "Trained", "Reset", "Steps"];

/// What stands in a cell.
pub(super) enum Cell {
    /// A candidate's code.
    Badge(String),
    /// Anything else.
    Text(String),
    /// Of second rank.
    Muted(String),
    /// A word to be seen.
    Pill(String),
    /// Nothing.
    Nothing,
}

/// A row: what it is called, and its cells.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// A column: its heading, and how wide it is; the rest of the width when not said.
pub(super) type Heading = (&'static str, Option<f32>);

/// What somebody did in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// Chose a row.
    Chose(Chosen),
    /// Wants to edit it.
    Opened(Chosen),
    /// Wants out.
    Left,
}

/// What is chosen, and where the focus is wanted.
pub(super) struct At {
    pub(super) chosen: Option<Chosen>,
    /// The row of the chosen one is to be shown and given the focus.
    pub(super) arrive: bool,
}

/// The place of a row in egui's memory.
fn row_id(who: Chosen) -> Id {
    Id::unique(("people-row", who))
}

/// Whether a row of these has the focus.
pub(super) fn focused(ui: &Ui, who: &[Chosen]) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    who.iter().position(|known| row_id(*known) == focused)
}

/// Draws the table of `who`, each as `describe` says.
pub(super) fn table(
    ui: &mut Ui,
    at: &At,
    headings: &[Heading],
    who: &[Chosen],
    describe: &dyn Fn(Chosen) -> Row,
) -> Option<Did> {
    let palette = Palette::of(ui.ctx());
    let mut did = keys(ui, who);
    let mut outline = None;
    cards::card(palette).inner_margin(6).show(ui, |ui| {
        let wide = ui.available_width();
        let across = egui::Rangef::new(ui.max_rect().left(), ui.max_rect().left() + wide);
        let mut table = TableBuilder::new(ui)
            .id_salt(headings.first().map(|(heading, _)| *heading))
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .auto_shrink([false, true]);
        let shown = |place: usize| {
            let heading = headings.get(place).map_or("", |(heading, _)| *heading);
            wide >= NARROW || !SECOND_RANK.contains(&heading)
        };
        for (place, (_, width)) in headings.iter().enumerate().filter(|(place, _)| shown(*place)) {
            // The first column's row takes the press of the whole row, which clipping would cut.
            let column = width.map_or_else(Column::remainder, Column::exact);
            table = table.column(column.clip(place > 0));
        }
        let goal = at.chosen.filter(|_| at.arrive);
        if let Some(place) = goal.and_then(|goal| who.iter().position(|known| *known == goal)) {
            table = table.scroll_to_row(place, None).animate_scrolling(false);
        }
        let body = table.header(26.0, |mut header| {
            for (_, (heading, _)) in headings.iter().enumerate().filter(|(place, _)| shown(*place))
            {
                header.col(|ui| {
                    ui.add_space(6.0);
                    let words = egui::RichText::new(*heading).small().color(palette.muted);
                    ui.label(words);
                });
            }
        });
        body.body(|body| {
            body.rows(ROW, who.len(), |mut row| {
                let Some(known) = who.get(row.index()).copied() else { return };
                let Row { name, cells } = describe(known);
                let chosen = at.chosen == Some(known);
                row.set_selected(chosen);
                for (place, cell) in cells.iter().enumerate().filter(|(place, _)| shown(*place)) {
                    row.col(|ui| {
                        if place == 0 {
                            let whole = Rect::from_x_y_ranges(across, ui.max_rect().y_range());
                            let pressed = press(ui, whole, known, &name, chosen);
                            if pressed.has_focus() {
                                outline = Some((whole, ui.clip_rect()));
                            }
                            if goal == Some(known) {
                                pressed.request_focus();
                            }
                            if pressed.clicked() {
                                // Whatever is half-typed elsewhere is kept when it is left.
                                pressed.request_focus();
                                let entered = ui.input(|input| input.key_pressed(Key::Enter));
                                did = Some(if entered {
                                    Did::Opened(known)
                                } else {
                                    Did::Chose(known)
                                });
                            }
                        }
                        ui.add_space(6.0);
                        draw(ui, cell);
                    });
                }
            });
        });
    });
    // After all cells, whose ground would cover it.
    if let Some((whole, within)) = outline {
        let stroke = Stroke::new(2.0, palette.accent);
        let painter = ui.painter().with_clip_rect(within);
        painter.rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    did
}

fn press(ui: &Ui, whole: Rect, who: Chosen, name: &str, chosen: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let response = ui.interact(whole, row_id(who), Sense::click());
    let name = name.to_owned();
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    } else if response.hovered() && !chosen {
        let stroke = Stroke::new(1.0, palette.line);
        ui.painter().rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

/// Arrows, Home and End while a row has the focus.
fn keys(ui: &Ui, who: &[Chosen]) -> Option<Did> {
    let place = focused(ui, who)?;
    let last = who.len().saturating_sub(1);
    let pressed = |wanted: Key| {
        ui.input(|input| {
            input.events.iter().any(
                |event| matches!(event, Event::Key { key, pressed: true, .. } if *key == wanted),
            )
        })
    };
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
    who.get(to).copied().map(Did::Chose)
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
        Cell::Pill(text) => drop(marks::pill(ui, text, Tone::Calm)),
        Cell::Nothing => {}
    }
}
