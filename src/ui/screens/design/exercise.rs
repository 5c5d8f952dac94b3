//! An exercise: its phases, what is seen in it, who plays in it, and its papers.

use egui::Ui;

use super::outline::KINDS;
use super::page::{Page, Section};
use super::{competency, fields, matrix, papers, phases};
use crate::design::edits;
use crate::ids::CompetencyId;
use crate::problem::Path;
use crate::scenario::{Exercise, Scenario};
use crate::ui::theme::Palette;
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::{buttons, cards};
use crate::words;

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, place: usize) {
    let path = Path::default().field("exercises").item(place);
    let Some(mut exercise) = scenario.exercises.get(place).cloned() else { return };
    phases::bar_card(ui, page, &path, &mut exercise);
    ui.add_space(8.0);
    put_back(scenario, place, exercise);
    matrix::ui(ui, page, scenario);
    ui.add_space(8.0);
    competency::anchors_card(ui, page, scenario, *page.competency);
    ui.add_space(8.0);
    let Some(mut exercise) = scenario.exercises.get(place).cloned() else { return };
    let names = fields::rated_in(scenario, &exercise);
    let renamed = about(ui, page, (&path, &names), &mut exercise);
    ui.add_space(8.0);
    papers::ui(ui, page, (scenario, &path), &mut exercise);
    let title = exercise.title.clone();
    put_back(scenario, place, exercise);
    if let Some(renamed) = renamed.filter(|new| *new != title) {
        edits::retitle_exercise(scenario, place, &renamed);
    }
    ui.add_space(8.0);
    whole(ui, page, scenario, place);
}

fn put_back(scenario: &mut Scenario, place: usize, exercise: Exercise) {
    if let Some(known) = scenario.exercises.get_mut(place) {
        *known = exercise;
    }
}

/// Title, kind and size. The new title, when it was changed.
fn about(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    (path, names): (&Path, &[(CompetencyId, String)]),
    exercise: &mut Exercise,
) -> Option<String> {
    let palette = Palette::of(ui.ctx());
    let mut title = exercise.title.clone();
    let mut renamed = false;
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let form = &mut page.form;
        cards::heading(ui, "The exercise");
        form.said(ui, &path.to_string());
        let words = field("Title", "What people call it on the timetable and on the door.");
        renamed = form.line(ui, &path.field("title"), words, &mut title);
        let kinds = KINDS.map(|kind| (kind, words::exercise_kind(kind).to_owned()));
        let words =
            field("Kind", "What candidates do. All but the interview are simulations of the work.");
        form.choice(ui, &path.field("kind"), words, (&mut exercise.kind, &kinds));
        form.lines(
            ui,
            &path.field("simulates"),
            field("Stands for", "The piece of the real work that it simulates."),
            &mut exercise.simulates,
        );
        group(ui, form, path, exercise);
        weights(ui, form, (path, names), exercise);
    });
    renamed.then_some(title)
}

fn group(ui: &mut Ui, form: &mut Form<'_>, path: &Path, exercise: &mut Exercise) {
    let group = path.field("group");
    form.said(ui, &group.to_string());
    form.count(
        ui,
        &group.field("min"),
        field(
            "Smallest group",
            "How few candidates can do it together; 1 when each does it alone.",
        ),
        (&mut exercise.group.min, 1, 12),
    );
    form.count(
        ui,
        &group.field("max"),
        field("Largest group", "How many candidates do it together at most."),
        (&mut exercise.group.max, 1, 12),
    );
    form.count(
        ui,
        &path.field("assessors_per_candidate"),
        field(
            "Assessors for each candidate",
            "With two, agreement between assessors can be measured.",
        ),
        (&mut exercise.assessors_per_candidate, 1, 4),
    );
}

fn weights(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, names): (&Path, &[(CompetencyId, String)]),
    exercise: &mut Exercise,
) {
    let list = path.field("observes");
    form.said(ui, &list.to_string());
    for (place, observed) in exercise.observes.iter_mut().enumerate() {
        let known = names.iter().find(|(id, _)| *id == observed.competency);
        let name = known.map_or_else(|| observed.competency.to_string(), |(_, name)| name.clone());
        let label = format!("Weight here of {name}");
        let meaning = if place == 0 {
            "How much this exercise counts in the competency’s mean; 1 is usual."
        } else {
            ""
        };
        let path = list.item(place).field("weight");
        form.number(ui, &path, field(&label, meaning), (&mut observed.weight, 0.0));
    }
}

/// What can be done with the exercise as a whole.
fn whole(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, place: usize) {
    if !page.form.editable {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if buttons::plain(ui, "Duplicate this exercise").clicked() {
            edits::duplicate_exercise(scenario, place);
            *page.section = Section::Exercise(place + 1);
        }
        let last = scenario.exercises.len().saturating_sub(1);
        if place > 0 && buttons::plain(ui, "Move it up").clicked() {
            scenario.exercises.swap(place, place - 1);
            *page.section = Section::Exercise(place - 1);
        }
        if place < last && buttons::plain(ui, "Move it down").clicked() {
            scenario.exercises.swap(place, place + 1);
            *page.section = Section::Exercise(place + 1);
        }
        if buttons::plain(ui, "Remove this exercise").clicked() {
            edits::remove_exercise(scenario, place);
        }
    });
}
