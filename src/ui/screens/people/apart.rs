//! Who must not meet whom, seen from the candidate and from the assessor.

use egui::Ui;

use super::adjustments::choice;
use super::perform;
use crate::ids::{AssessorId, CandidateId};
use crate::people::{Change, Relation};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, fields};
use crate::words;

const RELATIONS: [Relation; 3] = [Relation::Knows, Relation::Manages, Relation::Declared];

/// The pair that is being chosen.
#[derive(Debug)]
pub(super) struct Form {
    candidate: Option<CandidateId>,
    assessor: Option<AssessorId>,
    because: Relation,
    refused: String,
}

impl Default for Form {
    fn default() -> Self {
        Self { candidate: None, assessor: None, because: Relation::Knows, refused: String::new() }
    }
}

/// The assessors whom a candidate must not meet.
pub(super) fn of_candidate(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &mut Form,
    candidate: CandidateId,
    asks: &mut Asks,
) {
    above(ui, "Assessors who know a candidate do not rate them.");
    for (_, assessor, because) in pairs(cx).filter(|(one, _, _)| *one == candidate) {
        pair(ui, cx, (candidate, assessor), (words::assessor(cx.centre, assessor), because), asks);
    }
    let shown = form.assessor.map_or_else(
        || "Choose an assessor".to_owned(),
        |assessor| words::assessor(cx.centre, assessor),
    );
    choice(ui, "Keep apart from", shown, |ui| {
        for known in cx.centre.people.assessors() {
            if cx.centre.people.apart(candidate, known.id).is_none() {
                ui.selectable_value(&mut form.assessor, Some(known.id), &known.name);
            }
        }
    });
    let both = form.assessor.map(|assessor| (candidate, assessor));
    keep(ui, cx, form, both, asks);
}

/// The candidates whom an assessor must not meet.
pub(super) fn of_assessor(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &mut Form,
    assessor: AssessorId,
    asks: &mut Asks,
) {
    above(ui, "Assessors who know a candidate do not rate them.");
    for (candidate, _, because) in pairs(cx).filter(|(_, other, _)| *other == assessor) {
        let name = words::candidate(cx.centre, candidate);
        pair(ui, cx, (candidate, assessor), (name, because), asks);
    }
    let shown = form.candidate.map_or_else(
        || "Choose a candidate".to_owned(),
        |candidate| words::candidate(cx.centre, candidate),
    );
    choice(ui, "Keep apart from", shown, |ui| {
        for known in cx.centre.people.candidates() {
            if cx.centre.people.apart(known.id, assessor).is_none() {
                ui.selectable_value(&mut form.candidate, Some(known.id), known.label());
            }
        }
    });
    let both = form.candidate.map(|candidate| (candidate, assessor));
    keep(ui, cx, form, both, asks);
}

fn above(ui: &mut Ui, meaning: &str) {
    ui.add_space(8.0);
    heading(ui, "Must not meet");
    muted(ui, meaning);
}

/// Those of whom both are still on the list.
fn pairs<'a>(
    cx: &'a Cx<'_>,
) -> impl Iterator<Item = (CandidateId, AssessorId, Relation)> + use<'a> {
    let people = &cx.centre.people;
    people.kept_apart().filter(|(candidate, assessor, _)| {
        people.candidate(*candidate).is_some_and(|known| !known.removed)
            && people.assessor(*assessor).is_some_and(|known| !known.removed)
    })
}

fn pair(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (candidate, assessor): (CandidateId, AssessorId),
    (name, because): (String, Relation),
    asks: &mut Asks,
) {
    ui.horizontal(|ui| {
        let meet = format!("Let meet {name}");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if buttons::quiet(ui, "Let meet").accessible_name(meet).clicked() {
                perform(cx, asks, Change::LetMeet { candidate, assessor });
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let words = format!("{name} · {}", words::relation(because));
                ui.add(egui::Label::new(words).wrap());
            });
        });
    });
}

fn keep(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &mut Form,
    both: Option<(CandidateId, AssessorId)>,
    asks: &mut Asks,
) {
    choice(ui, "Why", words::relation(form.because).to_owned(), |ui| {
        for relation in RELATIONS {
            ui.selectable_value(&mut form.because, relation, words::relation(relation));
        }
    });
    let possible = both.map(|_| ()).ok_or_else(|| "Choose who first.".to_owned());
    if buttons::plain_if(ui, "Keep apart", possible).clicked()
        && let Some((candidate, assessor)) = both
    {
        let because = form.because;
        form.refused = perform(cx, asks, Change::KeepApart { candidate, assessor, because });
        if form.refused.is_empty() {
            *form = Form::default();
        }
    }
    fields::refusal(ui, &form.refused);
}
