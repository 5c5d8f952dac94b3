//! Changes to a scenario that reach further than one field: what is renamed is renamed wherever it
//! is named, and what is removed leaves no name behind.

use std::collections::BTreeMap;

use super::ids::{free_word, numbered, word_of};
use crate::ids::{
    CheckItemId, ClusterId, CompetencyId, DocumentId, EventId, ExerciseId, IndicatorId, InjectId,
    PartId, PhaseId, PromptId, QuestionId, ScoreId, SeatId,
};
use crate::scenario::exercise::{Exercise, Observed, Recipient};
use crate::scenario::framework::Level;
use crate::scenario::running::Station;
use crate::scenario::{Rotation, Scenario};

/// Rates a competency in an exercise, or rates it there no longer. What fed it there goes too.
pub fn rate(exercise: &mut Exercise, competency: &CompetencyId, rated: bool) {
    if rated == exercise.observes(competency) {
        return;
    }
    if rated {
        exercise.observes.push(Observed { competency: competency.clone(), weight: 1.0 });
        return;
    }
    exercise.observes.retain(|observed| observed.competency != *competency);
    exercise.checklist.retain(|item| item.competency != *competency);
    for question in &mut exercise.questions {
        question.shows.retain(|shown| shown != competency);
    }
    if let Some(asked) = &mut exercise.self_assessment {
        asked.shows.retain(|shown| shown != competency);
    }
}

/// Takes a competency out of the scenario.
pub fn remove_competency(scenario: &mut Scenario, competency: &CompetencyId) {
    scenario.framework.competencies.retain(|known| known.id != *competency);
    for exercise in &mut scenario.exercises {
        rate(exercise, competency, false);
    }
    let rule = &mut scenario.decision;
    rule.weights.remove(competency);
    rule.minimums.remove(competency);
    rule.vetoes.remove(competency);
    rule.ties.retain(|tie| tie != competency);
    let families = scenario.framework.competencies.iter().map(|known| &known.family);
    rule.families.retain(|minimum| families.clone().any(|family| *family == minimum.family));
}

/// Gives the competency at `place` another name, and with it, where the id went with the name,
/// another id.
pub fn rename_competency(scenario: &mut Scenario, place: usize, name: &str) {
    let Some(competency) = scenario.framework.competencies.get_mut(place) else { return };
    let old = competency.id.clone();
    let followed = old.as_str().starts_with(&word_of(&competency.name, "competency"));
    name.clone_into(&mut competency.name);
    if !followed {
        return;
    }
    let others = scenario.framework.competencies.iter().enumerate();
    let taken: Vec<String> = others
        .filter(|(other, _)| *other != place)
        .map(|(_, known)| known.id.to_string())
        .collect();
    let new = free_word(&word_of(name, "competency"), taken.iter().map(String::as_str));
    let new = CompetencyId::new(new);
    if let Some(competency) = scenario.framework.competencies.get_mut(place) {
        competency.id = new.clone();
    }
    swap_competency(scenario, &old, &new);
}

/// Names `new` wherever `old` was named. The competency itself has its new id already.
pub(super) fn swap_competency(scenario: &mut Scenario, old: &CompetencyId, new: &CompetencyId) {
    let swap = |id: &mut CompetencyId| {
        if id == old {
            id.clone_from(new);
        }
    };
    for exercise in &mut scenario.exercises {
        exercise.observes.iter_mut().for_each(|observed| swap(&mut observed.competency));
        exercise.checklist.iter_mut().for_each(|item| swap(&mut item.competency));
        let questions = exercise.questions.iter_mut().flat_map(|question| &mut question.shows);
        let asked = exercise.self_assessment.iter_mut().flat_map(|asked| &mut asked.shows);
        questions.chain(asked).for_each(swap);
    }
    let rule = &mut scenario.decision;
    rule.ties.iter_mut().for_each(swap);
    rename_key(&mut rule.weights, old, new);
    rename_key(&mut rule.minimums, old, new);
    rename_key(&mut rule.vetoes, old, new);
}

fn rename_key<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, old: &K, new: &K) {
    if let Some(value) = map.remove(old) {
        map.insert(new.clone(), value);
    }
}

/// Gives the exercise at `place` another title, and with it, where the id went with the title,
/// another id.
pub fn retitle_exercise(scenario: &mut Scenario, place: usize, title: &str) {
    let Some(exercise) = scenario.exercises.get_mut(place) else { return };
    let old = exercise.id.clone();
    let followed = old.as_str().starts_with(&word_of(&exercise.title, "exercise"));
    title.clone_into(&mut exercise.title);
    if !followed {
        return;
    }
    let others = scenario.exercises.iter().enumerate();
    let taken: Vec<String> =
        others.filter(|(other, _)| *other != place).map(|(_, e)| e.id.to_string()).collect();
    let new = free_word(&word_of(title, "exercise"), taken.iter().map(String::as_str));
    let new = ExerciseId::new(new);
    if let Some(exercise) = scenario.exercises.get_mut(place) {
        exercise.id = new.clone();
    }
    if let Rotation::Carousel(carousel) = &mut scenario.rotation {
        for station in &mut carousel.stations {
            if *station == Station::Exercise(old.clone()) {
                *station = Station::Exercise(new.clone());
            }
        }
    }
}

/// Takes the exercise at `place` out of the scenario.
pub fn remove_exercise(scenario: &mut Scenario, place: usize) {
    if place >= scenario.exercises.len() {
        return;
    }
    let gone = Station::Exercise(scenario.exercises.remove(place).id);
    if let Rotation::Carousel(carousel) = &mut scenario.rotation {
        carousel.stations.retain(|station| *station != gone);
    }
}

/// Puts a copy of the exercise at `place` behind it.
pub fn duplicate_exercise(scenario: &mut Scenario, place: usize) {
    let Some(mut copy) = scenario.exercises.get(place).cloned() else { return };
    let taken = scenario.exercises.iter().map(|exercise| exercise.id.as_str());
    copy.title = format!("{} (copy)", copy.title);
    copy.id = ExerciseId::new(free_word(&word_of(&copy.title, "exercise"), taken));
    scenario.exercises.insert(place + 1, copy);
}

/// Takes the phase at `place` out of the exercise, with what happens in it.
pub fn remove_phase(exercise: &mut Exercise, place: usize) {
    if place >= exercise.phases.len() {
        return;
    }
    let gone = exercise.phases.remove(place).id;
    exercise.injects.retain(|inject| inject.phase != gone);
    exercise.questions.retain(|question| question.phase != gone);
    for document in &mut exercise.papers.documents {
        document.given = document.given.take().filter(|phase| *phase != gone);
        document.collected = document.collected.take().filter(|phase| *phase != gone);
    }
}

/// Takes the part at `place` out of the exercise, with what was given to it.
pub fn remove_part(exercise: &mut Exercise, place: usize) {
    if place >= exercise.role_players.len() {
        return;
    }
    let gone = Recipient::RolePlayer(exercise.role_players.remove(place).id);
    exercise.injects.retain(|inject| inject.to != gone);
}

/// Takes a cluster out of the scenario; its competencies stand by themselves.
pub fn remove_cluster(scenario: &mut Scenario, place: usize) {
    if place >= scenario.framework.clusters.len() {
        return;
    }
    let gone = scenario.framework.clusters.remove(place).id;
    for competency in &mut scenario.framework.competencies {
        competency.cluster = competency.cluster.take().filter(|cluster| *cluster != gone);
    }
}

/// Adds a level above the highest, with room for its anchor in every competency.
pub fn add_level(scenario: &mut Scenario) {
    let next = scenario.scale.levels.last().map_or(1, |level| level.number.saturating_add(1));
    scenario.scale.levels.push(Level { number: next, label: String::new(), symbol: String::new() });
    for competency in &mut scenario.framework.competencies {
        competency.anchors.entry(next).or_default();
    }
}

/// Takes the highest level away, and what was said of it.
pub fn remove_level(scenario: &mut Scenario) {
    let Some(gone) = scenario.scale.levels.pop().map(|level| level.number) else { return };
    for competency in &mut scenario.framework.competencies {
        competency.anchors.remove(&gone);
        competency.target = competency.target.filter(|target| *target != gone);
    }
    let rule = &mut scenario.decision;
    rule.minimums.retain(|_, level| *level != gone);
    rule.vetoes.retain(|_, level| *level != gone);
    rule.every = rule.every.filter(|level| *level != gone);
}

/// Lets the scale begin at 0 or at 1, and moves every level that is named with it.
pub fn begin_scale_at(scenario: &mut Scenario, first: u8) {
    let Some((lowest, _)) = scenario.scale.range() else { return };
    let moved = |level: u8| (level.saturating_sub(lowest)).saturating_add(first);
    for level in &mut scenario.scale.levels {
        level.number = moved(level.number);
    }
    for competency in &mut scenario.framework.competencies {
        let anchors = std::mem::take(&mut competency.anchors);
        competency.anchors =
            anchors.into_iter().map(|(level, text)| (moved(level), text)).collect();
        competency.target = competency.target.map(moved);
    }
    let rule = &mut scenario.decision;
    let levels = rule.minimums.values_mut().chain(rule.vetoes.values_mut());
    levels.for_each(|level| *level = moved(*level));
    rule.every = rule.every.map(moved);
}

/// A thing that can be added to a list, with an id that no other has.
macro_rules! next_id {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $id:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<'a>(taken: impl Iterator<Item = &'a $id> + Clone) -> $id {
            $id::new(numbered($word, taken.map($id::as_str)))
        }
    )*};
}

next_id! {
    /// The next free id of an indicator.
    next_indicator, "indicator", IndicatorId;
    /// The next free id of a cluster.
    next_cluster, "cluster", ClusterId;
    /// The next free id of an inject.
    next_inject, "inject", InjectId;
    /// The next free id of a part.
    next_part, "part", PartId;
    /// The next free id of a prompt.
    next_prompt, "prompt", PromptId;
    /// The next free id of a seat.
    next_seat, "seat", SeatId;
    /// The next free id of a document.
    next_document, "document", DocumentId;
    /// The next free id of a question.
    next_question, "question", QuestionId;
    /// The next free id of a checklist item.
    next_check_item, "item", CheckItemId;
    /// The next free id of a score from outside.
    next_score, "score", ScoreId;
    /// The next free id of an event.
    next_event, "event", EventId;
    /// The next free id of a phase.
    next_phase, "phase", PhaseId;
}
