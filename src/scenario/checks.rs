//! What makes a scenario unusable or doubtful, all at once, each finding with its place.

use std::collections::BTreeSet;

use super::{Exercise, Phase, PhaseKind, Present, Scenario};
use crate::ids::{self, CompetencyId};
use crate::problem::{Path, Problem, Severity};
use crate::time::Length;

/// A kind of thing that a scenario names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The scenario itself.
    Scenario,
    /// A competency.
    Competency,
    /// An indicator of a competency.
    Indicator,
    /// A step of the scale.
    Level,
    /// An exercise.
    Exercise,
    /// A phase of an exercise.
    Phase,
    /// An inject of an exercise.
    Inject,
    /// A part played in an exercise.
    Part,
}

/// A fact about a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// RON could not read it; RON's own words.
    Unreadable(String),
    /// Not a Bellwether scenario at all.
    NotAScenario,
    /// Written by a newer Bellwether, in this format.
    NewerFormat(u32),
    /// More than [`super::library::LARGEST`] bytes.
    TooLarge(u64),
    /// Not a short word.
    NotAWord(Thing, String),
    /// Two things have the same id.
    UsedTwice(Thing, String),
    /// Refers to a thing that the scenario does not have.
    NoSuch(Thing, String),
    /// A text that people need is empty.
    Empty(&'static str),
    /// There are none of these.
    None(Thing),
    /// The scale's numbers do not rise.
    ScaleNotRising,
    /// A scale of this many levels; 2 to 11 can be shown.
    ScaleLength(usize),
    /// A competency says nothing about a level.
    NoAnchor(CompetencyId, u8),
    /// A weight is not a number above zero.
    Weight(f64),
    /// A group from `min` to `max` makes no sense.
    GroupSize(u8, u8),
    /// Nobody observes.
    NoAssessor,
    /// An exercise in which nothing is rated.
    NothingObserved,
    /// An exercise that has no run.
    NoRun,
    /// A phase that has no length.
    NoLength,
    /// A phase of this length, more than half a day.
    LongPhase(Length),
    /// Comes after the end of its phase, which lasts this long.
    AfterTheEnd(Length),
    /// A phase with nobody in the room.
    NobodyPresent,
    /// A role player is present, but the exercise has no part to play.
    NoPart,
    /// The bands do not rise.
    BandsNotRising,
}

/// All that is wrong or doubtful with `scenario`, without places in a text.
pub fn check(scenario: &Scenario) -> Vec<Problem<Finding>> {
    let mut checks = Checks { scenario, problems: Vec::new() };
    let root = Path::default();
    checks.heading(&root);
    checks.framework(&root.field("framework").field("competencies"));
    checks.scale(&root.field("scale"));
    if scenario.exercises.is_empty() {
        checks.warn(&root.field("exercises"), Finding::None(Thing::Exercise));
    }
    let exercises = root.field("exercises");
    let ids = scenario.exercises.iter().map(|exercise| exercise.id.as_str());
    checks.words(Thing::Exercise, ids, |index| exercises.item(index).field("id"));
    for (index, exercise) in scenario.exercises.iter().enumerate() {
        checks.exercise(exercise, &exercises.item(index));
    }
    checks.decision(&root.field("decision"));
    checks.problems
}

struct Checks<'a> {
    scenario: &'a Scenario,
    problems: Vec<Problem<Finding>>,
}

impl Checks<'_> {
    fn error(&mut self, path: &Path, fact: Finding) {
        self.find(Severity::Error, path, fact);
    }

    fn warn(&mut self, path: &Path, fact: Finding) {
        self.find(Severity::Warning, path, fact);
    }

    fn find(&mut self, severity: Severity, path: &Path, fact: Finding) {
        self.problems.push(Problem { severity, path: path.clone(), place: None, fact });
    }

    fn text(&mut self, path: &Path, text: &str, name: &'static str) {
        if text.trim().is_empty() {
            self.error(path, Finding::Empty(name));
        }
    }

    fn weight(&mut self, path: &Path, weight: f64) {
        if !(weight.is_finite() && weight > 0.0) {
            self.error(path, Finding::Weight(weight));
        }
    }

    /// Ids are short words, each used once.
    fn words<'w>(
        &mut self,
        thing: Thing,
        words: impl Iterator<Item = &'w str>,
        path: impl Fn(usize) -> Path,
    ) {
        let mut seen = BTreeSet::new();
        for (index, word) in words.enumerate() {
            if !ids::is_word(word) {
                self.error(&path(index), Finding::NotAWord(thing, word.to_owned()));
            } else if !seen.insert(word) {
                self.error(&path(index), Finding::UsedTwice(thing, word.to_owned()));
            }
        }
    }

    fn heading(&mut self, root: &Path) {
        let scenario = self.scenario;
        self.words(Thing::Scenario, [scenario.id.as_str()].into_iter(), |_| root.field("id"));
        self.text(&root.field("title"), &scenario.title, "title");
        self.text(&root.field("purpose"), &scenario.purpose, "purpose");
        self.text(
            &root.field("authorship").field("licence"),
            &scenario.authorship.licence,
            "licence",
        );
    }

    fn framework(&mut self, list: &Path) {
        let competencies = &self.scenario.framework.competencies;
        if competencies.is_empty() {
            self.warn(list, Finding::None(Thing::Competency));
        }
        let ids = competencies.iter().map(|competency| competency.id.as_str());
        self.words(Thing::Competency, ids, |index| list.item(index).field("id"));
        for (index, competency) in competencies.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("name"), &competency.name, "name");
            self.text(&path.field("definition"), &competency.definition, "definition");
            let both = competency.positive.iter().chain(&competency.negative);
            let positive = competency.positive.len();
            self.words(Thing::Indicator, both.map(|indicator| indicator.id.as_str()), |index| {
                match index.checked_sub(positive) {
                    None => path.field("positive").item(index).field("id"),
                    Some(negative) => path.field("negative").item(negative).field("id"),
                }
            });
            let anchors = path.field("anchors");
            for level in &self.scenario.scale.levels {
                if competency.anchors.get(&level.number).is_none_or(|text| text.trim().is_empty()) {
                    self.warn(&anchors, Finding::NoAnchor(competency.id.clone(), level.number));
                }
            }
            for number in competency.anchors.keys() {
                if self.scenario.scale.level(*number).is_none() {
                    let fact = Finding::NoSuch(Thing::Level, number.to_string());
                    self.error(&anchors.key(number), fact);
                }
            }
        }
    }

    fn scale(&mut self, path: &Path) {
        let levels = &self.scenario.scale.levels;
        if !(2..=11).contains(&levels.len()) {
            self.error(&path.field("levels"), Finding::ScaleLength(levels.len()));
        }
        if !levels.is_sorted_by(|lower, higher| lower.number < higher.number) {
            self.error(&path.field("levels"), Finding::ScaleNotRising);
        }
        self.text(&path.field("not_observed"), &self.scenario.scale.not_observed, "not_observed");
    }

    fn exercise(&mut self, exercise: &Exercise, path: &Path) {
        self.text(&path.field("title"), &exercise.title, "title");
        let group = exercise.group;
        if group.min == 0 || group.max < group.min {
            self.error(&path.field("group"), Finding::GroupSize(group.min, group.max));
        }
        if exercise.assessors_per_candidate == 0 {
            self.error(&path.field("assessors_per_candidate"), Finding::NoAssessor);
        }
        let parts = exercise.role_players.iter().map(|part| part.id.as_str());
        self.words(Thing::Part, parts, |i| path.field("role_players").item(i).field("id"));
        self.observes(exercise, &path.field("observes"));
        self.phases(exercise, &path.field("phases"));
        self.injects(exercise, &path.field("injects"));
        let papers = path.field("papers");
        self.text(&papers.field("candidate"), &exercise.papers.candidate, "candidate");
        self.text(&papers.field("assessor"), &exercise.papers.assessor, "assessor");
    }

    fn observes(&mut self, exercise: &Exercise, path: &Path) {
        if exercise.observes.is_empty() {
            self.warn(path, Finding::NothingObserved);
        }
        let mut seen = BTreeSet::new();
        for (index, observed) in exercise.observes.iter().enumerate() {
            let path = path.item(index);
            let word = observed.competency.as_str().to_owned();
            if self.scenario.competency(&observed.competency).is_none() {
                self.error(&path.field("competency"), Finding::NoSuch(Thing::Competency, word));
            } else if !seen.insert(&observed.competency) {
                self.error(&path.field("competency"), Finding::UsedTwice(Thing::Competency, word));
            }
            self.weight(&path.field("weight"), observed.weight);
        }
    }

    fn phases(&mut self, exercise: &Exercise, path: &Path) {
        let ids = exercise.phases.iter().map(|phase| phase.id.as_str());
        self.words(Thing::Phase, ids, |index| path.item(index).field("id"));
        if !exercise.phases.iter().any(|phase| phase.kind.is_observed()) {
            self.warn(path, Finding::NoRun);
        }
        for (index, phase) in exercise.phases.iter().enumerate() {
            self.phase(exercise, phase, &path.item(index));
        }
    }

    fn phase(&mut self, exercise: &Exercise, phase: &Phase, path: &Path) {
        self.text(&path.field("title"), &phase.title, "title");
        if phase.length == Length::ZERO {
            self.warn(&path.field("length"), Finding::NoLength);
        } else if phase.length > Length::minutes(12 * 60) {
            self.warn(&path.field("length"), Finding::LongPhase(phase.length));
        }
        if phase.present.is_empty() && phase.kind != PhaseKind::WriteUp {
            self.warn(&path.field("present"), Finding::NobodyPresent);
        }
        if phase.present.contains(&Present::RolePlayers) && exercise.role_players.is_empty() {
            self.error(&path.field("present"), Finding::NoPart);
        }
        for (index, warning) in phase.warnings.iter().enumerate() {
            if warning.before_end > phase.length {
                let path = path.field("warnings").item(index).field("before_end");
                self.error(&path, Finding::AfterTheEnd(phase.length));
            }
        }
    }

    fn injects(&mut self, exercise: &Exercise, path: &Path) {
        let ids = exercise.injects.iter().map(|inject| inject.id.as_str());
        self.words(Thing::Inject, ids, |index| path.item(index).field("id"));
        for (index, inject) in exercise.injects.iter().enumerate() {
            let path = path.item(index);
            match exercise.phase(&inject.phase) {
                None => {
                    let word = inject.phase.as_str().to_owned();
                    self.error(&path.field("phase"), Finding::NoSuch(Thing::Phase, word));
                }
                Some((_, phase)) if inject.minute > phase.length => {
                    self.error(&path.field("minute"), Finding::AfterTheEnd(phase.length));
                }
                Some(_) => {}
            }
            if let super::exercise::Recipient::RolePlayer(part) = &inject.to
                && !exercise.role_players.iter().any(|known| known.id == *part)
            {
                let word = part.as_str().to_owned();
                self.error(&path.field("to"), Finding::NoSuch(Thing::Part, word));
            }
        }
    }

    fn decision(&mut self, path: &Path) {
        let rule = &self.scenario.decision;
        for (competency, weight) in &rule.weights {
            let path = path.field("weights").key(competency);
            self.known_competency(competency, &path);
            self.weight(&path, *weight);
        }
        for (competency, level) in &rule.minimums {
            let path = path.field("minimums").key(competency);
            self.known_competency(competency, &path);
            if self.scenario.scale.level(*level).is_none() {
                self.error(&path, Finding::NoSuch(Thing::Level, level.to_string()));
            }
        }
        if !rule.bands.is_sorted_by(|lower, higher| lower.from.is_below(higher.from)) {
            self.error(&path.field("bands"), Finding::BandsNotRising);
        }
    }

    fn known_competency(&mut self, competency: &CompetencyId, path: &Path) {
        if self.scenario.competency(competency).is_none() {
            let word = competency.as_str().to_owned();
            self.error(path, Finding::NoSuch(Thing::Competency, word));
        }
    }
}
