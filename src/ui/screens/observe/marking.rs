//! A card a competency: the level, its anchor, and why.

use std::collections::BTreeMap;

use egui::{Key, Ui};

use super::opening;
use crate::centre::marksheets::{self, Rating, WhyNot};
use crate::centre::notes::Direction;
use crate::centre::{self, Change, Marksheet, Note, Sheet, conduct};
use crate::ids::CompetencyId;
use crate::scenario::{Competency, Exercise, Scale};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::levels::{self, Choice};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// What is half-typed on the marksheet.
#[derive(Debug, Default)]
pub(super) struct View {
    of: Option<Sheet>,
    reasons: BTreeMap<CompetencyId, String>,
    reopening: String,
    early: String,
    refused: String,
    /// Somebody comes from the line of notes: the first open competency gets the focus.
    pub(super) arriving: bool,
}

const WHY_NOT: [WhyNot; 3] = [WhyNot::NoOpportunity, WhyNot::NotShown, WhyNot::Interrupted];

/// Draws the marksheet.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: Sheet,
    exercise: &Exercise,
    view: &mut View,
    asks: &mut Asks,
) {
    let marks = cx.centre.marksheets.get(&sheet);
    if view.of != Some(sheet) {
        let reasons = marks.map(|marks| marks.reasons.clone()).unwrap_or_default();
        *view = View { of: Some(sheet), reasons, ..View::default() };
    }
    let who = cx.centre.people.candidate(sheet.candidate).map_or("", |known| known.code.as_str());
    heading(ui, format!("{who} · rate each competency"));
    let locked = marks.is_some_and(Marksheet::is_submitted);
    given_back(ui, cx, marks);
    let of = (sheet, exercise);
    let open = locked || opening::ui(ui, cx, of, &mut view.early, asks);
    let notes = cx.centre.notes_of(sheet);
    let mut changes = Vec::new();
    for observed in &exercise.observes {
        let Some(competency) = cx.centre.scenario.competency(&observed.competency) else {
            continue;
        };
        let enabled = cx.writable && !locked && open;
        ui.push_id((sheet.candidate.to_string(), competency.id.as_str()), |ui| {
            let change = card(ui, cx, sheet, competency, &notes, enabled, view);
            changes.extend(change);
        });
    }
    if locked {
        submitted(ui, cx, sheet, marks, view, &mut changes);
    } else if open {
        submit(ui, cx, sheet, &mut changes);
    }
    view.arriving = false;
    fields::refusal(ui, &view.refused);
    for change in changes.into_iter().map(Change::Marksheet) {
        match cx.centre.check_now(&change) {
            Ok(()) => {
                view.refused.clear();
                asks.change(change);
            }
            Err(why) => view.refused = words::refusal(cx.centre, &why),
        }
    }
}

fn card(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: Sheet,
    competency: &Competency,
    notes: &[&Note],
    enabled: bool,
    view: &mut View,
) -> Option<marksheets::Change> {
    let marks = cx.centre.marksheets.get(&sheet);
    let rated = marks.and_then(|marks| marks.ratings.get(&competency.id)).map(|rated| rated.rating);
    let scale = &cx.centre.scenario.scale;
    let mut change = None;
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.horizontal(|ui| {
            // The family first, so that a long name gives way to it.
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let family = words::family(&competency.family).to_lowercase();
                ui.label(egui::RichText::new(family).small().color(cx.palette.muted));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::strong(&competency.name)).truncate());
                });
            });
        });
        let chosen = rated.and_then(|rating| place_of(scale, rating));
        let shown =
            levels::choices(ui, &competency.name, &choices(scale, competency), chosen, enabled);
        if enabled && rated.is_none() && std::mem::take(&mut view.arriving) {
            shown.response.request_focus();
        }
        if let Some(pressed) = shown.pressed {
            let rating = rating_at(scale, pressed);
            let keeps_why =
                matches!((rating, rated), (Rating::NotObserved(_), Some(Rating::NotObserved(_))));
            if rated != Some(rating) && !keeps_why {
                let competency = competency.id.clone();
                change = Some(marksheets::Change::Rate { sheet, competency, rating: Some(rating) });
            }
        }
        let looked_at =
            shown.hovered.or(shown.response.has_focus().then_some(chosen).flatten()).or(chosen);
        muted(ui, below(scale, competency, notes, looked_at));
        if let Some(Rating::NotObserved(why)) = rated {
            ui.horizontal_wrapped(|ui| {
                for reason in WHY_NOT {
                    let button = egui::Button::selectable(why == reason, words::why_not(reason));
                    if ui.add_enabled(enabled, button.small()).clicked() && why != reason {
                        let competency = competency.id.clone();
                        let rating = Some(Rating::NotObserved(reason));
                        change = Some(marksheets::Change::Rate { sheet, competency, rating });
                    }
                }
            });
        }
        if rated.is_some() {
            change = change.take().or_else(|| reason(ui, sheet, competency, marks, enabled, view));
        }
    });
    change
}

fn reason(
    ui: &mut Ui,
    sheet: Sheet,
    competency: &Competency,
    marks: Option<&Marksheet>,
    enabled: bool,
    view: &mut View,
) -> Option<marksheets::Change> {
    let text = view.reasons.entry(competency.id.clone()).or_default();
    let width = ui.available_width();
    let field = egui::TextEdit::singleline(text).hint_text("Why this level").desired_width(width);
    let name = format!("Why this level for {}", competency.name);
    let response = ui.add_enabled(enabled, field).accessible_name(name);
    let stored =
        marks.and_then(|marks| marks.reasons.get(&competency.id)).map_or("", String::as_str);
    (response.lost_focus() && text.trim() != stored).then(|| marksheets::Change::Reason {
        sheet,
        competency: competency.id.clone(),
        text: text.clone(),
    })
}

/// The anchor of the level looked at; without one, what the notes say so far.
fn below(
    scale: &Scale,
    competency: &Competency,
    notes: &[&Note],
    looked_at: Option<usize>,
) -> String {
    let level = looked_at.and_then(|place| scale.levels.get(place));
    if let Some(level) = level {
        let anchor = competency.anchors.get(&level.number).map_or("", String::as_str);
        return format!("{} {}: {anchor}", level.number, level.label);
    }
    if looked_at.is_some() {
        return format!("{}: it enters no mean. Say why below.", scale.not_observed);
    }
    let count = |direction| {
        let about = notes.iter().filter(|note| {
            let content = &note.now.content;
            note.struck.is_none() && content.direction_on(&competency.id) == Some(direction)
        });
        about.count()
    };
    let (for_it, against) = (count(Direction::For), count(Direction::Against));
    let against = if against == 0 { "none".to_owned() } else { against.to_string() };
    let for_it =
        if for_it == 0 { "No notes".to_owned() } else { words::count(for_it, "note", "notes") };
    format!("{for_it} for it, {against} against. Pick a level to see its anchor.")
}

fn choices(scale: &Scale, competency: &Competency) -> Vec<Choice> {
    let digit = |number: u8| Key::from_name(&number.to_string());
    let level = |level: &crate::scenario::Level| Choice {
        text: level.number.to_string(),
        name: format!("{}: {} {}", competency.name, level.number, level.label),
        key: digit(level.number),
    };
    let mut choices: Vec<_> = scale.levels.iter().map(level).collect();
    choices.push(Choice {
        text: "not seen".to_owned(),
        name: format!("{}: {}", competency.name, scale.not_observed),
        key: Some(Key::N),
    });
    choices
}

fn rating_at(scale: &Scale, place: usize) -> Rating {
    let level = scale.levels.get(place);
    level.map_or(Rating::NotObserved(WhyNot::NoOpportunity), |level| Rating::Level(level.number))
}

fn place_of(scale: &Scale, rating: Rating) -> Option<usize> {
    match rating {
        Rating::Level(number) => scale.levels.iter().position(|level| level.number == number),
        Rating::NotObserved(_) => Some(scale.levels.len()),
    }
}

fn submit(ui: &mut Ui, cx: &Cx<'_>, sheet: Sheet, changes: &mut Vec<marksheets::Change>) {
    let open = marksheets::blanks(cx.centre, sheet).len();
    unfounded(ui, cx, sheet);
    let still = format!("{} still open", words::count(open, "competency", "competencies"));
    ui.horizontal_wrapped(|ui| {
        let possible = match (cx.writable, open) {
            (false, _) => Err("This centre is open to read only.".to_owned()),
            (true, 0) => Ok(()),
            (true, _) => Err(format!("{still}: choose a level, or not seen.")),
        };
        if buttons::primary_if(ui, "Submit and lock", possible).clicked() {
            changes.push(marksheets::Change::Submit { sheet });
        }
        if open > 0 {
            muted(ui, still);
        }
    });
}

/// Which levels ask for their reason and have none (rule R3).
fn unfounded(ui: &mut Ui, cx: &Cx<'_>, sheet: Sheet) {
    let doubts = conduct::doubts(cx.centre, sheet).into_iter().filter(|doubt| !doubt.has_reason);
    let levels: Vec<CompetencyId> = doubts.map(|doubt| doubt.competency).collect();
    if levels.is_empty() {
        return;
    }
    let refusal = marksheets::Refusal::Unfounded(levels);
    let words = words::refusal(cx.centre, &centre::Refusal::Marksheet(refusal));
    ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
}

/// What the facilitator asked who gave the marksheet back.
fn given_back(ui: &mut Ui, cx: &Cx<'_>, marks: Option<&Marksheet>) {
    if let Some((remark, made)) = marks.and_then(Marksheet::remark) {
        let at = cx.time_of_day(made.at);
        let words = format!("Given back by the facilitator at {at}: {remark}");
        ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
    }
}

fn submitted(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: Sheet,
    marks: Option<&Marksheet>,
    view: &mut View,
    changes: &mut Vec<marksheets::Change>,
) {
    if let Some(made) = marks.and_then(Marksheet::submitted) {
        marks::pill(ui, &format!("Submitted {}", cx.time_of_day(made.at)), Tone::Good);
    }
    muted(ui, "Locked. To change it, reopen it with a reason; what was submitted stays on record.");
    if cx.writable {
        fields::line(ui, ("reopen", sheet.candidate), "Why reopen it", &mut view.reopening, "");
        if buttons::plain(ui, "Reopen").clicked() {
            let reason = view.reopening.clone();
            changes.push(marksheets::Change::Reopen { sheet, reason });
        }
    }
}
