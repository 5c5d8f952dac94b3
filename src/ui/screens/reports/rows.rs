//! A table of candidates that is walked by keyboard: arrows go from row to row. Only what is in
//! view is drawn.

use egui::{Event, EventFilter, Id, Key, Rect, Response, Sense, Stroke, Ui};
use egui_extras::{Column, TableBuilder};

use crate::ids::CandidateId;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards;
use crate::ui::widgets::marks::{self, Tone};

const ROW: f32 = 34.0;

/// What stands in a cell.
pub(super) enum Cell {
    /// A candidate's code.
    Badge(String),
    /// Anything else.
    Text(String),
    /// Of second rank.
    Muted(String),
    /// A word to be seen.
    Pill(String, Tone),
}

/// A row: what it is called, and its cells.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// A column: its heading, and how wide it is; the rest of the width when not said.
pub(super) type Heading = (&'static str, Option<f32>);

/// Draws the table of `who`, each as `describe` says. Gives who was chosen.
pub(super) fn table(
    ui: &mut Ui,
    id: &'static str,
    headings: &[Heading],
    (who, chosen): (&[CandidateId], Option<CandidateId>),
    describe: &dyn Fn(CandidateId) -> Row,
) -> Option<CandidateId> {
    let palette = Palette::of(ui.ctx());
    let walked = keys(ui, id, who);
    let goal = walked.and_then(|place| who.get(place).copied());
    let mut did = goal;
    let mut outline = None;
    cards::card(palette).inner_margin(6).show(ui, |ui| {
        let across = egui::Rangef::new(ui.max_rect().left(), ui.max_rect().right());
        let mut table = TableBuilder::new(ui)
            .id_salt(id)
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .auto_shrink([false, true]);
        for (place, (_, width)) in headings.iter().enumerate() {
            // The first column's row takes the press of the whole row, which clipping would cut.
            let column = width.map_or_else(Column::remainder, Column::exact);
            table = table.column(column.clip(place > 0));
        }
        if let Some(place) = walked {
            table = table.scroll_to_row(place, None).animate_scrolling(false);
        }
        let body = table.header(26.0, |mut header| {
            for (heading, _) in headings {
                header.col(|ui| {
                    ui.add_space(6.0);
                    ui.label(egui::RichText::new(*heading).small().color(palette.muted));
                });
            }
        });
        body.body(|body| {
            body.rows(ROW, who.len(), |mut row| {
                let Some(known) = who.get(row.index()).copied() else { return };
                let Row { name, cells } = describe(known);
                row.set_selected(chosen == Some(known));
                for (place, cell) in cells.iter().enumerate() {
                    row.col(|ui| {
                        if place == 0 {
                            let whole = Rect::from_x_y_ranges(across, ui.max_rect().y_range());
                            let pressed =
                                press(ui, whole, row_id(id, known), &name, chosen == Some(known));
                            if pressed.has_focus() {
                                outline = Some((whole, ui.clip_rect()));
                            }
                            if goal == Some(known) {
                                pressed.request_focus();
                            }
                            if pressed.clicked() {
                                pressed.request_focus();
                                did = Some(known);
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
        let painter = ui.painter().with_clip_rect(within);
        let stroke = Stroke::new(2.0, palette.accent);
        painter.rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    did
}

fn row_id(table: &'static str, who: CandidateId) -> Id {
    Id::unique((table, who))
}

fn press(ui: &Ui, whole: Rect, id: Id, name: &str, chosen: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let response = ui.interact(whole, id, Sense::click());
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

/// Arrows, Home and End while a row has the focus: the place that they lead to.
fn keys(ui: &Ui, table: &'static str, who: &[CandidateId]) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    let place = who.iter().position(|known| row_id(table, *known) == focused)?;
    let last = who.len().saturating_sub(1);
    let pressed = |wanted: Key| {
        ui.input(|input| {
            input.events.iter().any(
                |event| matches!(event, Event::Key { key, pressed: true, .. } if *key == wanted),
            )
        })
    };
    if pressed(Key::ArrowDown) {
        Some((place + 1).min(last))
    } else if pressed(Key::ArrowUp) {
        Some(place.saturating_sub(1))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    }
}

fn draw(ui: &mut Ui, cell: &Cell) {
    let palette = Palette::of(ui.ctx());
    match cell {
        Cell::Badge(code) => drop(marks::badge(ui, code)),
        Cell::Text(text) => drop(ui.add(egui::Label::new(text).truncate())),
        Cell::Muted(text) => {
            let text = egui::RichText::new(text).small().color(palette.muted);
            ui.add(egui::Label::new(text).truncate());
        }
        Cell::Pill(text, tone) => drop(marks::pill(ui, text, *tone)),
    }
}
