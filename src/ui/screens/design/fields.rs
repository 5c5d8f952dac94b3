//! Choices that several pages offer: levels, competencies, phases.

use egui::Ui;

use crate::ids::{CompetencyId, PhaseId};
use crate::problem::Path;
use crate::scenario::{Exercise, Scenario};
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::form::{Field, Form};

/// A level, or none, with the words for none.
pub(super) fn maybe_level(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, field, none): (&Path, Field<'_>, &str),
    scenario: &Scenario,
    level: &mut Option<u8>,
) {
    let mut choices = vec![(None, none.to_owned())];
    let levels = scenario.scale.levels.iter();
    choices.extend(
        levels.map(|level| (Some(level.number), format!("{} {}", level.mark(), level.label))),
    );
    form.choice(ui, path, field, (level, &choices));
}

/// A phase of the exercise.
pub(super) fn phase(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, field): (&Path, Field<'_>),
    exercise_phases: &[(PhaseId, String)],
    phase: &mut PhaseId,
) {
    form.choice(ui, path, field, (phase, exercise_phases));
}

/// A phase of the exercise, or none.
pub(super) fn maybe_phase(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, field, none): (&Path, Field<'_>, &str),
    exercise_phases: &[(PhaseId, String)],
    phase: &mut Option<PhaseId>,
) {
    let mut choices = vec![(None, none.to_owned())];
    choices.extend(exercise_phases.iter().map(|(id, title)| (Some(id.clone()), title.clone())));
    form.choice(ui, path, field, (phase, &choices));
}

/// The phases of an exercise with their titles.
pub(super) fn phases_of(exercise: &Exercise) -> Vec<(PhaseId, String)> {
    exercise.phases.iter().map(|phase| (phase.id.clone(), phase.title.clone())).collect()
}

/// The competencies rated in an exercise with their names.
pub(super) fn rated_in(scenario: &Scenario, exercise: &Exercise) -> Vec<(CompetencyId, String)> {
    let competencies = scenario.framework.competencies.iter();
    competencies
        .filter(|competency| exercise.observes(&competency.id))
        .map(|competency| (competency.id.clone(), competency.name.clone()))
        .collect()
}

/// Any of the competencies, ticked.
pub(super) fn ticked(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, words): (&Path, &str),
    competencies: &[(CompetencyId, String)],
    chosen: &mut Vec<CompetencyId>,
) {
    muted(ui, words);
    form.said(ui, &path.to_string());
    ui.add_enabled_ui(form.editable, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (id, name) in competencies {
                let mut on = chosen.contains(id);
                // The same competencies are offered under every question.
                let box_ = ui.checkbox(&mut on, name);
                let said = format!("{name}: {words}");
                let said = form.name_within(&said).unwrap_or(said);
                if box_.accessible_name(said).changed() {
                    chosen.retain(|known| known != id);
                    if on {
                        chosen.push(id.clone());
                    }
                }
            }
        });
    });
}
