//! What can be done to a draft, and what must hold whatever is done.

use proptest::prelude::*;

use super::*;
use crate::ids::{CompetencyId, ExerciseId};
use crate::problem::Severity;
use crate::scenario::checks::{Finding, check};
use crate::scenario::exercise::{ExerciseKind, Inject, Recipient};
use crate::scenario::framework::Family;
use crate::scenario::{PhaseKind, Scenario, library};
use crate::time::Length;

fn sample() -> Scenario {
    let text = include_str!("../../tests/cases/small.scenario.ron");
    library::read(text).scenario().expect("the small scenario is sound")
}

fn titled(title: &str) -> Scenario {
    Scenario { title: title.to_owned(), ..sample() }
}

#[test]
fn letters_typed_into_one_field_are_one_step_back() {
    let mut draft = Draft::unsaved(sample());
    let before = draft.scenario().title.clone();
    draft.take(titled("A"), Some(7));
    draft.take(titled("Ab"), Some(7));
    draft.take(titled("Abc"), Some(7));
    draft.undo();
    assert_eq!(draft.scenario().title, before);
    assert!(!draft.can_undo());
    draft.redo();
    assert_eq!(draft.scenario().title, "Abc");
}

#[test]
fn another_field_begins_another_step() {
    let mut draft = Draft::unsaved(sample());
    draft.take(titled("A"), Some(7));
    draft.take(titled("B"), Some(8));
    draft.take(titled("C"), None);
    draft.take(titled("D"), None);
    for title in ["C", "B", "A"] {
        draft.undo();
        assert_eq!(draft.scenario().title, title);
    }
}

#[test]
fn what_was_changed_while_it_was_being_saved_is_still_unsaved() {
    let mut draft = Draft::unsaved(sample());
    assert!(draft.is_unsaved());
    let written = Arc::clone(draft.scenario());
    draft.take(titled("later"), None);
    draft.saved_to(Home::File("x.scenario.ron".into()), written);
    assert!(draft.is_unsaved());
    draft.undo();
    assert!(!draft.is_unsaved());
}

#[test]
fn nothing_is_lost_with_a_copy_that_nobody_touched() {
    let mut draft = Draft::unsaved(sample());
    assert!(draft.is_unsaved() && !draft.loses_work());
    draft.take(titled("mine"), None);
    assert!(draft.loses_work());
    draft.undo();
    assert!(!draft.loses_work());
    assert!(Draft::brought_back(sample(), Home::Nowhere).loses_work());
}

#[test]
fn a_renamed_competency_is_renamed_wherever_it_is_named() {
    let mut scenario = sample();
    let old = scenario.framework.competencies[0].id.clone();
    let weight = scenario.decision.weight(&old);
    edits::rename_competency(&mut scenario, 0, "Steers by the stars");
    let new = CompetencyId::new("steers-by-the-stars");
    assert_eq!(scenario.framework.competencies[0].id, new);
    assert!(scenario.exercises.iter().all(|exercise| !exercise.observes(&old)));
    assert!(scenario.exercises.iter().any(|exercise| exercise.observes(&new)));
    assert!((scenario.decision.weight(&new) - weight).abs() < 1e-9);
    assert!(errors(&scenario).is_empty());
}

#[test]
fn a_removed_competency_leaves_no_name_behind() {
    let mut scenario = sample();
    let gone = scenario.framework.competencies[0].id.clone();
    edits::remove_competency(&mut scenario, &gone);
    assert!(errors(&scenario).is_empty(), "{:?}", errors(&scenario));
}

#[test]
fn a_removed_phase_takes_along_what_happens_in_it() {
    let mut scenario = sample();
    let exercise = &mut scenario.exercises[0];
    let phase = exercise.phases[0].id.clone();
    exercise.injects.push(Inject {
        id: edits::next_inject(exercise.injects.iter().map(|inject| &inject.id)),
        phase: phase.clone(),
        minute: Length::ZERO,
        to: Recipient::Candidates,
        text: "A visitor.".to_owned(),
    });
    edits::remove_phase(exercise, 0);
    assert!(exercise.injects.iter().all(|inject| inject.phase != phase));
}

#[test]
fn the_scale_can_begin_at_nought_and_go_back() {
    let before = sample();
    let mut scenario = before.clone();
    edits::begin_scale_at(&mut scenario, 0);
    assert_eq!(scenario.scale.levels[0].number, 0);
    assert!(errors(&scenario).is_empty(), "{:?}", errors(&scenario));
    edits::begin_scale_at(&mut scenario, before.scale.levels[0].number);
    assert_eq!(scenario, before);
}

#[test]
fn a_word_is_made_of_any_name() {
    assert_eq!(word_of("Hand out the week!", "x"), "hand-out-the-week");
    assert_eq!(word_of("2nd talk", "x"), "nd-talk");
    assert_eq!(word_of("Ελπίδα", "exercise"), "exercise");
    assert_eq!(free_word("run", ["run", "run-2"].into_iter()), "run-3");
    assert!(crate::ids::is_word(&word_of(&"long ".repeat(40), "x")));
}

fn errors(scenario: &Scenario) -> Vec<Finding> {
    let found = check(scenario).into_iter();
    found.filter(|p| p.severity == Severity::Error).map(|p| p.fact).collect()
}

/// One thing that a person can do in the editor.
#[derive(Debug, Clone)]
enum Step {
    Exercise(u8, String),
    Competency(bool, String),
    Rename(u8, String),
    Retitle(u8, String),
    Rate(u8, u8, bool),
    Remove(u8, u8),
    Scale(u8),
    Text(u8, String),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = "\\PC{0,24}";
    let step = prop_oneof![
        (any::<u8>(), text).prop_map(|(kind, title)| Step::Exercise(kind, title)),
        (any::<bool>(), text).prop_map(|(leads, name)| Step::Competency(leads, name)),
        (any::<u8>(), text).prop_map(|(place, name)| Step::Rename(place, name)),
        (any::<u8>(), text).prop_map(|(place, title)| Step::Retitle(place, title)),
        (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(e, c, on)| Step::Rate(e, c, on)),
        (0..5_u8, any::<u8>()).prop_map(|(what, place)| Step::Remove(what, place)),
        (0..4_u8).prop_map(Step::Scale),
        (0..5_u8, any::<String>()).prop_map(|(where_, text)| Step::Text(where_, text)),
    ];
    prop::collection::vec(step, 0..30)
}

fn at(place: u8, count: usize) -> usize {
    usize::from(place) % count.max(1)
}

fn take_step(s: &mut Scenario, step: &Step) {
    let kinds = [
        ExerciseKind::RolePlay,
        ExerciseKind::GroupExercise,
        ExerciseKind::InTray,
        ExerciseKind::Interview,
    ];
    match step {
        Step::Exercise(kind, title) => {
            let new = new_exercise(s, kinds[at(*kind, kinds.len())], title);
            s.exercises.push(new);
        }
        Step::Competency(leads, name) => {
            let family = if *leads { Family::Leadership } else { Family::Other(name.clone()) };
            let new = new_competency(s, family, name);
            s.framework.competencies.push(new);
        }
        Step::Rename(place, name) => {
            edits::rename_competency(s, at(*place, s.framework.competencies.len()), name);
        }
        Step::Retitle(place, title) => {
            edits::retitle_exercise(s, at(*place, s.exercises.len()), title);
        }
        Step::Rate(exercise, competency, on) => {
            let competencies = &s.framework.competencies;
            let Some(id) = competencies.get(at(*competency, competencies.len())) else { return };
            let (id, place) = (id.id.clone(), at(*exercise, s.exercises.len()));
            if let Some(exercise) = s.exercises.get_mut(place) {
                edits::rate(exercise, &id, *on);
            }
        }
        Step::Remove(what, place) => remove(s, *what, *place),
        Step::Scale(0) => edits::add_level(s),
        Step::Scale(1) if s.scale.levels.len() > 2 => edits::remove_level(s),
        Step::Scale(first) => edits::begin_scale_at(s, first % 2),
        Step::Text(0, text) => s.purpose.clone_from(text),
        Step::Text(1, text) => s.scale.not_observed.clone_from(text),
        Step::Text(2, text) => s.background.clone_from(text),
        Step::Text(_, text) => {
            if let Some(exercise) = s.exercises.first_mut() {
                exercise.papers.candidate.clone_from(text);
                let phase = new_phase(exercise, PhaseKind::Questions, text);
                exercise.phases.push(phase);
            }
        }
    }
}

fn remove(s: &mut Scenario, what: u8, place: u8) {
    let exercise = at(place, s.exercises.len());
    match what {
        0 => edits::remove_exercise(s, exercise),
        1 => edits::duplicate_exercise(s, exercise),
        2 => {
            let known = &s.framework.competencies;
            if let Some(gone) = known.get(at(place, known.len())).map(|known| known.id.clone()) {
                edits::remove_competency(s, &gone);
            }
        }
        3 => {
            if let Some(exercise) = s.exercises.get_mut(exercise) {
                edits::remove_phase(exercise, at(place, exercise.phases.len()));
            }
        }
        _ => {
            if let Some(exercise) = s.exercises.get_mut(exercise) {
                edits::remove_part(exercise, at(place, exercise.role_players.len()));
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_editor_makes_is_read_back_as_it_was(steps in steps()) {
        let mut scenario = if steps.len() % 2 == 0 { blank() } else { sample() };
        for step in &steps {
            take_step(&mut scenario, step);
        }
        let text = library::write(&scenario).expect("scenarios can be written");
        let reading = library::read(&text);
        prop_assert_eq!(reading.draft.as_ref(), Some(&scenario), "{:?}", reading.problems);
    }

    #[test]
    fn whatever_the_editor_makes_names_nothing_that_is_not_there(steps in steps()) {
        let mut scenario = sample();
        for step in &steps {
            take_step(&mut scenario, step);
        }
        let bad = errors(&scenario);
        let dangling = |fact: &&Finding| matches!(
            fact,
            Finding::NoSuch(..) | Finding::UsedTwice(..) | Finding::NotAWord(..) | Finding::NotRatedHere(_)
        );
        prop_assert_eq!(bad.iter().find(dangling), None);
    }

    #[test]
    fn undoing_everything_leads_back_to_the_beginning(steps in steps()) {
        let first = sample();
        let mut draft = Draft::unsaved(first.clone());
        for step in &steps {
            let mut next = draft.scenario().as_ref().clone();
            take_step(&mut next, step);
            draft.take(next, None);
        }
        let last = draft.scenario().as_ref().clone();
        while draft.can_undo() {
            draft.undo();
        }
        prop_assert_eq!(draft.scenario().as_ref(), &first);
        while draft.can_redo() {
            draft.redo();
        }
        prop_assert_eq!(draft.scenario().as_ref(), &last);
    }
}

#[test]
fn ids_of_new_things_are_free() {
    let mut scenario = blank();
    for _ in 0..3 {
        let new = new_exercise(&scenario, ExerciseKind::RolePlay, "Talk");
        scenario.exercises.push(new);
    }
    let ids: Vec<_> = scenario.exercises.iter().map(|exercise| exercise.id.clone()).collect();
    assert_eq!(ids, ["talk", "talk-2", "talk-3"].map(ExerciseId::new));
}
