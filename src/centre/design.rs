//! The design that the centre is held with, and its versions (rule D5).
//!
//! A centre holds a copy of its scenario: results must not change when the library does. Once
//! somebody has rated, a change of the copy needs a reason, and every version is kept, so that
//! results can be shown under each.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Centre, Made};
use crate::problem::Severity;
use crate::scenario::Scenario;
use crate::scenario::checks::{self, Thing};

/// One version of the design.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// What it says.
    pub scenario: Arc<Scenario>,
    /// Why it took the place of the one before; empty for the first, and where nobody had rated.
    pub reason: String,
    /// By which entry; none for the first.
    pub made: Option<Made>,
}

/// What can happen to the design.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// The centre is held with this scenario from now on.
    Adopt {
        /// The whole scenario.
        scenario: Box<Scenario>,
        /// Why, once somebody has rated.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// Why a change to the design cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The scenario holds this many errors.
    Unusable(usize),
    /// Somebody has rated, and no reason is given.
    NoReason,
    /// The centre already uses what the scenario no longer has.
    InUse(Thing, String),
    /// It is the design that the centre has.
    NothingNew,
}

/// Whether anybody has rated.
pub fn anybody_rated(centre: &Centre) -> bool {
    centre.marksheets.values().any(|marksheet| {
        !(marksheet.ratings.is_empty()
            && marksheet.replaced.is_empty()
            && marksheet.turns.is_empty())
    })
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Adopt { scenario, reason } = change;
    if **scenario == *centre.scenario {
        return Err(Refusal::NothingNew);
    }
    let found = checks::check(scenario);
    let errors = found.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        return Err(Refusal::Unusable(errors));
    }
    sessions_have_their_exercises(centre, scenario)?;
    ratings_have_their_places(centre, scenario)?;
    notes_have_their_competencies(centre, scenario)?;
    ticks_have_their_items(centre, scenario)?;
    // Last: nobody should write a reason for what cannot be.
    if reason.trim().is_empty() && anybody_rated(centre) {
        return Err(Refusal::NoReason);
    }
    Ok(())
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Change::Adopt { scenario, reason } = change;
    let scenario = Arc::new(scenario.as_ref().clone());
    centre.scenario = Arc::clone(&scenario);
    let reason = reason.trim().to_owned();
    centre.designs.push(Version { scenario, reason, made: Some(*made) });
}

fn sessions_have_their_exercises(centre: &Centre, scenario: &Scenario) -> Result<(), Refusal> {
    for session in centre.sessions.values() {
        let Some(exercise) = scenario.exercise(&session.exercise) else {
            return Err(Refusal::InUse(Thing::Exercise, session.exercise.to_string()));
        };
        if session.seats.len() > usize::from(exercise.group.max) {
            return Err(Refusal::InUse(Thing::Seat, session.exercise.to_string()));
        }
        for run in &session.clock.runs {
            if exercise.phase(&run.phase).is_none() {
                return Err(Refusal::InUse(Thing::Phase, run.phase.to_string()));
            }
        }
        for given in &session.clock.given {
            if exercise.injects.iter().all(|inject| inject.id != given.inject) {
                return Err(Refusal::InUse(Thing::Inject, given.inject.to_string()));
            }
        }
    }
    Ok(())
}

fn ratings_have_their_places(centre: &Centre, scenario: &Scenario) -> Result<(), Refusal> {
    for (sheet, marksheet) in &centre.marksheets {
        let session = centre.sessions.get(&sheet.session);
        let exercise = session.and_then(|session| scenario.exercise(&session.exercise));
        for (competency, rated) in &marksheet.ratings {
            if !exercise.is_some_and(|exercise| exercise.observes(competency)) {
                return Err(Refusal::InUse(Thing::Competency, competency.to_string()));
            }
            if let super::marksheet::Rating::Level(level) = rated.rating
                && scenario.scale.level(level).is_none()
            {
                return Err(Refusal::InUse(Thing::Level, level.to_string()));
            }
        }
    }
    Ok(())
}

fn notes_have_their_competencies(centre: &Centre, scenario: &Scenario) -> Result<(), Refusal> {
    let noted = centre.notes.values().flat_map(|note| note.now.content.competencies());
    for competency in noted {
        if scenario.competency(competency).is_none() {
            return Err(Refusal::InUse(Thing::Competency, competency.to_string()));
        }
    }
    Ok(())
}

fn ticks_have_their_items(centre: &Centre, scenario: &Scenario) -> Result<(), Refusal> {
    for (sheet, list) in &centre.checklists {
        let session = centre.sessions.get(&sheet.session);
        let exercise = session.and_then(|session| scenario.exercise(&session.exercise));
        for item in list.ticks.keys() {
            let kept = exercise
                .is_some_and(|exercise| exercise.checklist.iter().any(|known| known.id == *item));
            if !kept {
                return Err(Refusal::InUse(Thing::CheckItem, item.to_string()));
            }
        }
    }
    Ok(())
}

impl Centre {
    /// The same centre under the version of its design at `place`, from 0: what the ratings would
    /// say by the rules as they were then.
    #[must_use]
    pub fn under(&self, place: usize) -> Self {
        let mut centre = self.clone();
        if let Some(version) = self.designs.get(place) {
            centre.scenario = Arc::clone(&version.scenario);
        }
        centre
    }
}
