//! What does not fit together within an exercise and in the rotation.

use std::collections::BTreeSet;

use super::{Checks, Finding, Thing};
use crate::ids::{CompetencyId, PhaseId};
use crate::problem::Path;
use crate::scenario::exercise::Recipient;
use crate::scenario::papers::{Papers, Part};
use crate::scenario::running::{Carousel, Station};
use crate::scenario::{Exercise, Phase, PhaseKind, Present, Rotation};
use crate::time::Length;

impl Checks<'_> {
    pub(super) fn exercise(&mut self, exercise: &Exercise, path: &Path) {
        self.text(&path.field("title"), &exercise.title, "title");
        let group = exercise.group;
        if group.min == 0 || group.max < group.min {
            self.error(&path.field("group"), Finding::GroupSize(group.min, group.max));
        }
        if exercise.assessors_per_candidate == 0 {
            self.error(&path.field("assessors_per_candidate"), Finding::NoAssessor);
        }
        self.parts(&exercise.role_players, &path.field("role_players"));
        self.seats(exercise, &path.field("seats"));
        self.observes(exercise, &path.field("observes"));
        self.phases(exercise, &path.field("phases"));
        self.injects(exercise, &path.field("injects"));
        self.questions(exercise, &path.field("questions"));
        self.checklist(exercise, &path.field("checklist"));
        self.self_assessment(exercise, path);
        self.papers(exercise, &exercise.papers, &path.field("papers"));
    }

    fn parts(&mut self, parts: &[Part], list: &Path) {
        let ids = parts.iter().map(|part| part.id.as_str());
        self.words(Thing::Part, ids, |index| list.item(index).field("id"));
        if parts.len() > 3 {
            self.warn(list, Finding::Parts(parts.len()));
        }
        for (index, part) in parts.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("name"), &part.name, "name");
            self.text(&path.field("brief"), &part.brief, "brief");
            let prompts = path.field("prompts");
            let ids = part.prompts.iter().map(|prompt| prompt.id.as_str());
            self.words(Thing::Prompt, ids, |index| prompts.item(index).field("id"));
        }
    }

    fn seats(&mut self, exercise: &Exercise, list: &Path) {
        let ids = exercise.seats.iter().map(|seat| seat.id.as_str());
        self.words(Thing::Seat, ids, |index| list.item(index).field("id"));
        let (seats, most) = (exercise.seats.len(), exercise.group.max);
        if seats > 0 && seats != usize::from(most) {
            self.error(list, Finding::Seats(seats, most));
        }
        for (index, seat) in exercise.seats.iter().enumerate() {
            self.text(&list.item(index).field("title"), &seat.title, "title");
            self.text(&list.item(index).field("brief"), &seat.brief, "brief");
        }
    }

    fn questions(&mut self, exercise: &Exercise, list: &Path) {
        let ids = exercise.questions.iter().map(|question| question.id.as_str());
        self.words(Thing::Question, ids, |index| list.item(index).field("id"));
        for (index, question) in exercise.questions.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("text"), &question.text, "text");
            self.known_phase(exercise, &question.phase, &path.field("phase"));
            self.rated_here(exercise, &question.shows, &path.field("shows"));
        }
        for (index, phase) in exercise.phases.iter().enumerate() {
            let asked = exercise.questions.iter().filter(|question| question.phase == phase.id);
            let total = asked.fold(Length::ZERO, |sum, question| sum.plus(question.length));
            if total > phase.length {
                let first = exercise.questions.iter().position(|asked| asked.phase == phase.id);
                let path = list.item(first.unwrap_or(index)).field("length");
                self.error(&path, Finding::LongerThanPhase(total, phase.length));
            }
        }
    }

    fn checklist(&mut self, exercise: &Exercise, list: &Path) {
        let ids = exercise.checklist.iter().map(|item| item.id.as_str());
        self.words(Thing::CheckItem, ids, |index| list.item(index).field("id"));
        for (index, item) in exercise.checklist.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("text"), &item.text, "text");
            let competency = std::slice::from_ref(&item.competency);
            self.rated_here(exercise, competency, &path.field("competency"));
            if item.points == 0 {
                self.error(&path.field("points"), Finding::Weight(0.0));
            }
        }
    }

    fn self_assessment(&mut self, exercise: &Exercise, path: &Path) {
        let phase = exercise.phases.iter().any(|phase| phase.kind == PhaseKind::SelfAssessment);
        match &exercise.self_assessment {
            Some(asked) => {
                let path = path.field("self_assessment");
                self.rated_here(exercise, &asked.shows, &path.field("shows"));
                if asked.questions.iter().all(|question| question.trim().is_empty()) {
                    self.error(&path.field("questions"), Finding::None(Thing::Question));
                }
                if !phase {
                    self.warn(&path, Finding::NoSelfAssessmentPhase);
                }
            }
            None if phase => self.warn(&path.field("phases"), Finding::NoSelfAssessmentQuestions),
            None => {}
        }
    }

    fn papers(&mut self, exercise: &Exercise, papers: &Papers, path: &Path) {
        self.text(&path.field("candidate"), &papers.candidate, "candidate");
        self.text(&path.field("assessor"), &papers.assessor, "assessor");
        let list = path.field("documents");
        let ids = papers.documents.iter().map(|document| document.id.as_str());
        self.words(Thing::Document, ids, |index| list.item(index).field("id"));
        for (index, document) in papers.documents.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("title"), &document.title, "title");
            for (name, phase) in [("given", &document.given), ("collected", &document.collected)] {
                if let Some(phase) = phase {
                    self.known_phase(exercise, phase, &path.field(name));
                }
            }
        }
    }

    fn known_phase(&mut self, exercise: &Exercise, phase: &PhaseId, path: &Path) {
        if exercise.phase(phase).is_none() {
            self.error(path, Finding::NoSuch(Thing::Phase, phase.to_string()));
        }
    }

    /// What feeds a competency must feed one that is rated in the exercise.
    fn rated_here(&mut self, exercise: &Exercise, fed: &[CompetencyId], path: &Path) {
        for competency in fed {
            if self.scenario.competency(competency).is_none() {
                self.known_competency(competency, path);
            } else if !exercise.observes(competency) {
                self.error(path, Finding::NotRatedHere(competency.clone()));
            }
        }
    }

    pub(super) fn rotation(&mut self, path: &Path) {
        let Rotation::Carousel(carousel) = &self.scenario.rotation else { return };
        let stations = path.field("stations");
        let stands = |exercise: &Exercise| {
            let station = Station::Exercise(exercise.id.clone());
            carousel.stations.contains(&station)
        };
        for (exercise, path) in self.exercises() {
            if !stands(exercise) {
                self.warn(&path, Finding::NotInCarousel);
            } else if exercise.group.max > 1 {
                self.error(&path.field("group"), Finding::GroupInCarousel);
            } else {
                self.station(exercise, carousel, &path);
            }
        }
        let mut seen = BTreeSet::new();
        for (index, station) in carousel.stations.iter().enumerate() {
            let Station::Exercise(id) = station else { continue };
            let word = id.as_str().to_owned();
            if self.scenario.exercise(id).is_none() {
                self.error(&stations.item(index), Finding::NoSuch(Thing::Exercise, word));
            } else if !seen.insert(id) {
                self.error(&stations.item(index), Finding::UsedTwice(Thing::Station, word));
            }
        }
        if carousel.stations.len() == seen.len() {
            self.warn(&stations, Finding::NoRest);
        }
    }

    /// A candidate's phases must fit into the period.
    fn station(&mut self, exercise: &Exercise, carousel: &Carousel, path: &Path) {
        let theirs = exercise.length_of(|phase| phase.present.contains(&Present::Candidates));
        if theirs > carousel.period {
            self.error(&path.field("phases"), Finding::StationTooLong(theirs, carousel.period));
        }
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
        let stretches = phase.sub_phases.iter();
        let total = stretches.fold(Length::ZERO, |sum, stretch| sum.plus(stretch.length));
        if total > phase.length {
            let fact = Finding::LongerThanPhase(total, phase.length);
            self.error(&path.field("sub_phases"), fact);
        }
        for (index, warning) in phase.warnings.iter().enumerate() {
            if warning.before_end > phase.length {
                let path = path.field("warnings").item(index).field("before_end");
                self.error(&path, Finding::AfterTheEnd(Thing::Warning, phase.length));
            }
        }
    }

    fn injects(&mut self, exercise: &Exercise, path: &Path) {
        let ids = exercise.injects.iter().map(|inject| inject.id.as_str());
        self.words(Thing::Inject, ids, |index| path.item(index).field("id"));
        for (index, inject) in exercise.injects.iter().enumerate() {
            let path = path.item(index);
            self.known_phase(exercise, &inject.phase, &path.field("phase"));
            if let Some((_, phase)) = exercise.phase(&inject.phase)
                && inject.minute > phase.length
            {
                let fact = Finding::AfterTheEnd(Thing::Inject, phase.length);
                self.error(&path.field("minute"), fact);
            }
            if let Recipient::RolePlayer(part) = &inject.to
                && !exercise.role_players.iter().any(|known| known.id == *part)
            {
                let word = part.as_str().to_owned();
                self.error(&path.field("to"), Finding::NoSuch(Thing::Part, word));
            }
        }
    }
}
