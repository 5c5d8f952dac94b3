//! The middle of the stage: lanes of all rooms, a card a room, then a line for each session that
//! is to come or done. Only what is in view is drawn.

use std::ops::Range;

use egui::{Pos2, Rect, Ui, Vec2};

use super::{Live, cards, lanes, over, several};
use crate::day::{self, board::Card};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards as surfaces;

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, live: &mut Live, asks: &mut Asks) {
    let outlook = cx.outlook();
    let board = &outlook.board;
    lanes::ui(ui, cx, board, &mut live.chosen);
    ui.add_space(10.0);
    let targets = live.targets(cx);
    if live.chosen.several().is_some() {
        several::ui(ui, cx, &targets, (&mut live.several, &mut live.chosen), asks);
    } else {
        surfaces::heading(ui, heading(board));
    }
    ui.add_space(4.0);
    over::ui(ui, cx, board, asks);
    let subject = live.subject(cx);
    let per_row = cards::per_row(ui.available_width());
    let busy: Vec<&Card> = board.cards.iter().filter(|card| card.session.is_some()).collect();
    let card_rows = busy.len().div_ceil(per_row);
    let lines = cards::lines(board);
    let area = egui::ScrollArea::vertical().id_salt("board").auto_shrink(false);
    area.show_viewport(ui, |ui, view| {
        let heights = Heights { card: 250.0, line: 40.0 };
        ui.set_height(heights.total(card_rows, lines.len()));
        let origin = ui.min_rect().min;
        let width = ui.available_width();
        for row in heights.cards_in(view, card_rows) {
            let shown = busy.iter().skip(row * per_row).take(per_row).copied();
            let area = heights.card_rect(origin, width, row);
            let builder = egui::UiBuilder::new().max_rect(area).id_salt(("cards", row));
            ui.scope_builder(builder, |ui| {
                cards::row(ui, cx, shown, (subject, &mut live.chosen), asks);
            });
        }
        for place in heights.lines_in(view, card_rows, lines.len()) {
            let Some(line) = lines.get(place) else { continue };
            let area = heights.line_rect(origin, width, card_rows, place);
            let builder = egui::UiBuilder::new().max_rect(area).id_salt(("line", place));
            ui.scope_builder(builder, |ui| {
                cards::line(ui, cx, line, (subject, &mut live.chosen), asks);
            });
        }
    });
}

fn heading(board: &day::Board) -> String {
    let (running, done) = (board.running.len(), board.done.len());
    format!("{running} running · {} to come · {done} done", board.count_to_come())
}

/// Where rows stand, so that only those in view are drawn.
struct Heights {
    /// A row of cards with the gap below it.
    card: f32,
    /// A line.
    line: f32,
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "row numbers and positions on a screen"
)]
impl Heights {
    fn total(&self, card_rows: usize, lines: usize) -> f32 {
        self.card * card_rows as f32 + self.line * lines as f32 + 12.0
    }

    fn cards_in(&self, view: Rect, rows: usize) -> Range<usize> {
        let first = (view.top() / self.card).floor().max(0.0) as usize;
        let last = (view.bottom() / self.card).ceil().max(0.0) as usize;
        first.min(rows)..last.min(rows)
    }

    fn card_rect(&self, origin: Pos2, width: f32, row: usize) -> Rect {
        let top = origin.y + self.card * row as f32;
        Rect::from_min_size(Pos2::new(origin.x, top), Vec2::new(width, self.card - 12.0))
    }

    fn lines_in(&self, view: Rect, card_rows: usize, lines: usize) -> Range<usize> {
        let above = self.card * card_rows as f32;
        let first = ((view.top() - above) / self.line).floor().max(0.0) as usize;
        let last = ((view.bottom() - above) / self.line).ceil().max(0.0) as usize;
        first.min(lines)..last.min(lines)
    }

    fn line_rect(&self, origin: Pos2, width: f32, card_rows: usize, place: usize) -> Rect {
        let top = origin.y + self.card * card_rows as f32 + self.line * place as f32;
        Rect::from_min_size(Pos2::new(origin.x, top), Vec2::new(width, self.line - 4.0))
    }
}
