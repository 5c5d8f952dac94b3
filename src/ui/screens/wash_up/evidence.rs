//! The evidence of the chosen cell, from all assessors, in the order of time.

use egui::Ui;

use crate::centre::Note;
use crate::centre::notes::Direction;
use crate::scoring::Scorecard;
use crate::ui::cx::Cx;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards::{self, muted};
use crate::words;

/// What stands where nobody noted anything.
pub(super) const NO_NOTES: &str = "No notes on it.";

/// One note as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) at: String,
    pub(super) direction: Option<Direction>,
    pub(super) text: String,
    /// Nobody while initials are hidden.
    pub(super) by: String,
}

/// What is shown of the chosen cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub(super) title: String,
    pub(super) said: Vec<Said>,
    /// Reasons that assessors wrote for their ratings.
    pub(super) reasons: Vec<(String, String)>,
}

/// The evidence of a cell; of the whole competency where what was agreed is chosen.
pub(super) fn evidence(
    cx: &Cx<'_>,
    card: &Scorecard,
    (row, column): (usize, usize),
    blind: bool,
) -> Evidence {
    let Some(row) = card.rows.get(row) else { return Evidence::default() };
    let scenario = cx.centre.scenario.as_ref();
    let name = scenario.competency(&row.competency).map_or("", |known| &known.name);
    let exercise = scenario.exercises.get(column);
    let place = exercise.map_or("all exercises", |known| &known.title);
    let cells = row.cells.iter().enumerate().filter(|(at, _)| exercise.is_none() || *at == column);
    let cells: Vec<_> = cells.map(|(_, cell)| cell).collect();
    let by = |assessor| if blind { String::new() } else { words::assessor(cx.centre, assessor) };
    let notes = cells.iter().flat_map(|cell| &cell.notes);
    let mut notes: Vec<&Note> = notes.filter_map(|id| cx.centre.notes.get(id)).collect();
    notes.sort_by_key(|note| (note.began, note.id));
    let said = notes.into_iter().map(|note| Said {
        at: at(cx, note),
        direction: note.now.content.direction_on(&row.competency),
        text: note.now.content.text.clone(),
        by: by(note.sheet.assessor),
    });
    let given = cells.iter().flat_map(|cell| &cell.given);
    let mut reasons: Vec<(String, String)> = given
        .filter(|given| given.counted && !given.reason.is_empty())
        .map(|given| {
            let rating = words::rating(&scenario.scale, given.rating);
            let by = by(given.sheet.assessor);
            let head = if by.is_empty() { rating } else { format!("{by}, {rating}") };
            (head, given.reason.clone())
        })
        .collect();
    if blind {
        reasons.sort();
    }
    Evidence { title: format!("Evidence · {name} · {place}"), said: said.collect(), reasons }
}

/// How far into what was observed a note was begun, such as `06:10`, as its assessor saw it.
fn at(cx: &Cx<'_>, note: &Note) -> String {
    let held = cx.centre.session(note.sheet.session);
    let minute = held.and_then(|(session, exercise)| session.seconds_in(exercise, note.began));
    minute.map_or_else(|| words::time_of_day_secs(note.began, cx.zone), words::clock)
}

/// Draws the evidence.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, evidence: &Evidence) {
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, &evidence.title);
        ui.add_space(4.0);
        if evidence.said.is_empty() {
            muted(ui, NO_NOTES);
        }
        for said in &evidence.said {
            line(ui, cx.palette, said, 1.0);
            ui.separator();
        }
        for (head, reason) in &evidence.reasons {
            muted(ui, head);
            ui.add(egui::Label::new(reason).wrap());
        }
    });
}

/// One note: when, for or against, what, by whom; as many times as large as on a desk.
pub(super) fn line(ui: &mut Ui, palette: &Palette, said: &Said, large: f32) {
    ui.horizontal_top(|ui| {
        let at = egui::RichText::new(&said.at).color(palette.muted);
        ui.add_sized([58.0 * large, 18.0 * large], egui::Label::new(at));
        let (sign, colour) = match said.direction {
            Some(Direction::For) => ("+", palette.green),
            Some(Direction::Against) => ("−", palette.red),
            Some(Direction::Neutral) | None => ("·", palette.muted),
        };
        let sign = egui::Label::new(egui::RichText::new(sign).color(colour));
        ui.add_sized([16.0 * large, 18.0 * large], sign);
        let by = if said.by.is_empty() { 0.0 } else { 110.0 * large };
        let width = (ui.available_width() - by).max(80.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add(egui::Label::new(&said.text).wrap());
        });
        if !said.by.is_empty() {
            let by = egui::RichText::new(&said.by).small().color(palette.muted);
            ui.add(egui::Label::new(by).truncate());
        }
    });
}
