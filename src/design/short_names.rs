//! The short names by which things are known in files, and how one is given another: what names
//! the thing follows.

use super::edits::swap_competency;
use crate::ids::{
    CheckItemId, ClusterId, CompetencyId, DocumentId, EventId, ExerciseId, IndicatorId, InjectId,
    PartId, PhaseId, PromptId, QuestionId, ScoreId, SeatId, is_word,
};
use crate::problem::Path;
use crate::scenario::checks::Thing;
use crate::scenario::exercise::{Exercise, Recipient};
use crate::scenario::framework::Competency;
use crate::scenario::running::Station;
use crate::scenario::{Rotation, Scenario};

/// A thing of a scenario with its short name.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortName {
    /// What it is.
    pub thing: Thing,
    /// Where its short name stands.
    pub path: Path,
    /// What people call it: its title, or how its text begins.
    pub called: String,
    /// The short name.
    pub word: String,
    /// Its place in its list, and before that the places of what it belongs to.
    places: Vec<usize>,
}

/// Why a short name cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadName {
    /// Not small letters, digits and hyphens with a letter first.
    NotAWord,
    /// Another thing of the same list has it.
    Taken,
}

/// Everything in the scenario that has a short name: the framework first, then each exercise with
/// what belongs to it, then scores and events.
pub fn short_names(scenario: &Scenario) -> Vec<ShortName> {
    let mut names = Names { path: Path::default(), places: Vec::new(), found: Vec::new() };
    let framework = &scenario.framework;
    names.within("framework", None, |names| {
        names.list("clusters", Thing::Cluster, &framework.clusters, |it| (&it.id, &it.name));
        let all = &framework.competencies;
        names.each("competencies", Thing::Competency, all, |it| (&it.id, &it.name), indicators);
    });
    let all = &scenario.exercises;
    names.each("exercises", Thing::Exercise, all, |it| (&it.id, &it.title), of_exercise);
    let scores = &scenario.external_scores;
    names.list("external_scores", Thing::Score, scores, |it| (&it.id, &it.title));
    names.list("events", Thing::Event, &scenario.events, |it| (&it.id, &it.title));
    names.found
}

/// Whether the thing could be called `word`.
///
/// # Errors
///
/// Why not.
pub fn check(all: &[ShortName], named: &ShortName, word: &str) -> Result<(), BadName> {
    if !is_word(word) {
        return Err(BadName::NotAWord);
    }
    let beside = |other: &&ShortName| other.is_beside(named) && other.places != named.places;
    let taken = all.iter().filter(beside).any(|other| other.word == word);
    if taken { Err(BadName::Taken) } else { Ok(()) }
}

/// Gives the thing another short name, and with it whatever names it.
///
/// # Errors
///
/// Why it cannot be called that; then nothing has changed.
pub fn rename(scenario: &mut Scenario, named: &ShortName, word: &str) -> Result<(), BadName> {
    check(&short_names(scenario), named, word)?;
    match named.places.as_slice() {
        [place] => rename_at_the_top(scenario, named.thing, *place, word),
        [of, place] if named.thing == Thing::Indicator => {
            let competency = scenario.framework.competencies.get_mut(*of);
            if let Some(indicator) = competency.and_then(|known| indicator_at(known, *place)) {
                *indicator = IndicatorId::new(word);
            }
        }
        [of, rest @ ..] => {
            if let Some(exercise) = scenario.exercises.get_mut(*of) {
                rename_in_exercise(exercise, named.thing, rest, word);
            }
        }
        [] => {}
    }
    Ok(())
}

impl ShortName {
    /// Whether both stand in one list, in which no short name may come twice.
    fn is_beside(&self, other: &Self) -> bool {
        let of = |places: &[usize]| places.split_last().map(|(_, of)| of.to_vec());
        self.thing == other.thing && of(&self.places) == of(&other.places)
    }
}

/// The walk through a scenario, with where it stands.
struct Names {
    path: Path,
    places: Vec<usize>,
    found: Vec<ShortName>,
}

impl Names {
    fn within(&mut self, field: &'static str, item: Option<usize>, walk: impl FnOnce(&mut Self)) {
        let path = self.path.field(field);
        let path = item.map_or_else(|| path.clone(), |item| path.item(item));
        let before = std::mem::replace(&mut self.path, path);
        self.places.extend(item);
        walk(self);
        if item.is_some() {
            self.places.pop();
        }
        self.path = before;
    }

    fn list<'a, T, I: AsRef<str> + 'a>(
        &mut self,
        field: &'static str,
        thing: Thing,
        items: &'a [T],
        of: impl Fn(&'a T) -> (&'a I, &'a String),
    ) {
        self.each(field, thing, items, of, |_, _| {});
    }

    /// Every item of a list, each followed by what belongs to it.
    fn each<'a, T, I: AsRef<str> + 'a>(
        &mut self,
        field: &'static str,
        thing: Thing,
        items: &'a [T],
        of: impl Fn(&'a T) -> (&'a I, &'a String),
        inside: impl Fn(&mut Self, &'a T),
    ) {
        for (place, item) in items.iter().enumerate() {
            let (id, called) = of(item);
            self.within(field, Some(place), |names| {
                names.keep(thing, id.as_ref(), called);
                inside(names, item);
            });
        }
    }

    fn keep(&mut self, thing: Thing, word: &str, called: &str) {
        self.found.push(ShortName {
            thing,
            path: self.path.field("id"),
            called: called.lines().next().unwrap_or_default().to_owned(),
            word: word.to_owned(),
            places: self.places.clone(),
        });
    }
}

/// Indicators of both directions share one list of short names: the positive ones come first.
fn indicators(names: &mut Names, competency: &Competency) {
    let positive = competency.positive.len();
    let lists =
        [("positive", &competency.positive, 0), ("negative", &competency.negative, positive)];
    for (field, list, before) in lists {
        for (place, indicator) in list.iter().enumerate() {
            let path = names.path.field(field).item(place);
            let outer = std::mem::replace(&mut names.path, path);
            names.places.push(before + place);
            names.keep(Thing::Indicator, indicator.id.as_str(), &indicator.text);
            names.places.pop();
            names.path = outer;
        }
    }
}

fn of_exercise(names: &mut Names, exercise: &Exercise) {
    names.list("phases", Thing::Phase, &exercise.phases, |it| (&it.id, &it.title));
    names.list("injects", Thing::Inject, &exercise.injects, |it| (&it.id, &it.text));
    let parts = &exercise.role_players;
    names.each(
        "role_players",
        Thing::Part,
        parts,
        |it| (&it.id, &it.name),
        |names, part| {
            names.list("prompts", Thing::Prompt, &part.prompts, |it| (&it.id, &it.text));
        },
    );
    names.list("seats", Thing::Seat, &exercise.seats, |it| (&it.id, &it.title));
    names.list("questions", Thing::Question, &exercise.questions, |it| (&it.id, &it.text));
    names.list("checklist", Thing::CheckItem, &exercise.checklist, |it| (&it.id, &it.text));
    names.within("papers", None, |names| {
        let documents = &exercise.papers.documents;
        names.list("documents", Thing::Document, documents, |it| (&it.id, &it.title));
    });
}

fn indicator_at(competency: &mut Competency, place: usize) -> Option<&mut IndicatorId> {
    let both = competency.positive.iter_mut().chain(&mut competency.negative);
    both.map(|indicator| &mut indicator.id).nth(place)
}

fn rename_at_the_top(scenario: &mut Scenario, thing: Thing, place: usize, word: &str) {
    match thing {
        Thing::Cluster => {
            let Some(cluster) = scenario.framework.clusters.get_mut(place) else { return };
            let new = ClusterId::new(word);
            let old = std::mem::replace(&mut cluster.id, new.clone());
            let named =
                scenario.framework.competencies.iter_mut().filter_map(|it| it.cluster.as_mut());
            named.filter(|id| **id == old).for_each(|id| id.clone_from(&new));
        }
        Thing::Competency => {
            let Some(known) = scenario.framework.competencies.get_mut(place) else { return };
            let new = CompetencyId::new(word);
            let old = std::mem::replace(&mut known.id, new.clone());
            swap_competency(scenario, &old, &new);
        }
        Thing::Exercise => {
            let Some(known) = scenario.exercises.get_mut(place) else { return };
            let old = std::mem::replace(&mut known.id, ExerciseId::new(word));
            if let Rotation::Carousel(carousel) = &mut scenario.rotation {
                let old = Station::Exercise(old);
                let here = carousel.stations.iter_mut().filter(|station| **station == old);
                here.for_each(|station| *station = Station::Exercise(ExerciseId::new(word)));
            }
        }
        Thing::Score => {
            if let Some(score) = scenario.external_scores.get_mut(place) {
                score.id = ScoreId::new(word);
            }
        }
        Thing::Event => {
            if let Some(event) = scenario.events.get_mut(place) {
                event.id = EventId::new(word);
            }
        }
        _ => {}
    }
}

fn rename_in_exercise(exercise: &mut Exercise, thing: Thing, places: &[usize], word: &str) {
    let [place, inner @ ..] = places else { return };
    let place = *place;
    match thing {
        Thing::Phase => rename_phase(exercise, place, &PhaseId::new(word)),
        Thing::Part => {
            let Some(part) = exercise.role_players.get_mut(place) else { return };
            let new = PartId::new(word);
            let old = Recipient::RolePlayer(std::mem::replace(&mut part.id, new.clone()));
            let given = exercise.injects.iter_mut().filter(|inject| inject.to == old);
            given.for_each(|inject| inject.to = Recipient::RolePlayer(new.clone()));
        }
        Thing::Prompt => {
            let part = exercise.role_players.get_mut(place);
            let inner = inner.first().copied().unwrap_or_default();
            if let Some(prompt) = part.and_then(|part| part.prompts.get_mut(inner)) {
                prompt.id = PromptId::new(word);
            }
        }
        Thing::Inject => {
            set(exercise.injects.get_mut(place).map(|it| &mut it.id), InjectId::new(word));
        }
        Thing::Seat => set(exercise.seats.get_mut(place).map(|it| &mut it.id), SeatId::new(word)),
        Thing::Question => {
            set(exercise.questions.get_mut(place).map(|it| &mut it.id), QuestionId::new(word));
        }
        Thing::CheckItem => {
            set(exercise.checklist.get_mut(place).map(|it| &mut it.id), CheckItemId::new(word));
        }
        Thing::Document => {
            let document = exercise.papers.documents.get_mut(place);
            set(document.map(|it| &mut it.id), DocumentId::new(word));
        }
        _ => {}
    }
}

fn set<T>(id: Option<&mut T>, new: T) {
    if let Some(id) = id {
        *id = new;
    }
}

fn rename_phase(exercise: &mut Exercise, place: usize, new: &PhaseId) {
    let Some(phase) = exercise.phases.get_mut(place) else { return };
    let old = std::mem::replace(&mut phase.id, new.clone());
    let injects = exercise.injects.iter_mut().map(|inject| &mut inject.phase);
    let questions = exercise.questions.iter_mut().map(|question| &mut question.phase);
    let documents = exercise.papers.documents.iter_mut();
    let handed =
        documents.flat_map(|it| it.given.as_mut().into_iter().chain(it.collected.as_mut()));
    let named = injects.chain(questions).chain(handed);
    named.filter(|id| **id == old).for_each(|id| id.clone_from(new));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Severity;
    use crate::scenario::checks::check as look_over;
    use crate::scenario::library;

    fn errors(scenario: &Scenario) -> usize {
        look_over(scenario).iter().filter(|found| found.severity == Severity::Error).count()
    }

    fn is_named_elsewhere(thing: Thing) -> bool {
        use Thing::{Cluster, Competency, Exercise, Part, Phase};
        matches!(thing, Cluster | Competency | Exercise | Part | Phase)
    }

    #[test]
    fn every_short_name_of_every_bundled_scenario_can_be_changed_and_nothing_loses_its_hold() {
        for scenario in library::bundled() {
            for named in short_names(&scenario) {
                let mut changed = scenario.clone();
                rename(&mut changed, &named, "quite-another").unwrap();
                assert_ne!(changed, scenario, "{}", named.path);
                let now = short_names(&changed);
                let same = now.iter().find(|other| other.path == named.path).unwrap();
                assert_eq!(same.word, "quite-another");
                if is_named_elsewhere(named.thing) {
                    assert_eq!(errors(&changed), 0, "{} of {}", named.path, scenario.id);
                }
                rename(&mut changed, same, &named.word).unwrap();
                assert_eq!(changed, scenario, "{}", named.path);
            }
        }
    }

    #[test]
    fn a_short_name_is_a_word_that_no_other_of_its_list_has() {
        let mut scenario = library::bundled().swap_remove(0);
        let before = scenario.clone();
        let all = short_names(&scenario);
        let of = |thing: Thing| all.iter().filter(move |named| named.thing == thing);
        let [one, other] = [0, 1].map(|nth| of(Thing::Competency).nth(nth).unwrap());
        assert_eq!(rename(&mut scenario, one, &other.word), Err(BadName::Taken));
        assert_eq!(rename(&mut scenario, one, "Not a word"), Err(BadName::NotAWord));
        assert_eq!(scenario, before);
        let phase = of(Thing::Phase).next().unwrap();
        let elsewhere = of(Thing::Phase).find(|named| !named.is_beside(phase)).unwrap();
        let beside = |named: &&ShortName| named.is_beside(phase) && named.word == elsewhere.word;
        if of(Thing::Phase).find(beside).is_none() {
            assert_eq!(check(&all, phase, &elsewhere.word), Ok(()));
        }
    }
}
