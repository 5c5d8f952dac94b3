//! Those who observe, and those who play a part.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Hours;
use crate::ids::{AssessorId, ExerciseId, RolePlayerId};
use crate::time::Length;

/// A trained person who observes and rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// Made by the entry that added them.
    pub id: AssessorId,
    /// The name as the person writes it.
    pub name: String,
    /// When they were last trained (rule A6).
    pub trained: Option<Date>,
    /// The exercises that they may rate in; all when not said.
    pub certified: Option<BTreeSet<ExerciseId>>,
    /// When they can be there; the whole day when unknown.
    pub present: Option<Hours>,
    /// Taken off the list.
    pub removed: bool,
}

/// Something that is known about an assessor besides the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssessorFact {
    /// When they were last trained.
    Trained(Option<Date>),
    /// The exercises that they may rate in; all when not said.
    Certified(Option<BTreeSet<ExerciseId>>),
    /// When they can be there.
    Present(Option<Hours>),
}

/// A person who plays a part and does not rate (rule X1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePlayer {
    /// Made by the entry that added them.
    pub id: RolePlayerId,
    /// The name as the person writes it.
    pub name: String,
    /// The exercises that they play in; all that have parts when not said.
    pub plays: Option<BTreeSet<ExerciseId>>,
    /// What they need after each session, to become the same person again.
    pub reset: Length,
    /// When they can be there; the whole day when unknown.
    pub present: Option<Hours>,
    /// Taken off the list.
    pub removed: bool,
}

/// Something that is known about a role player.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RolePlayerFact {
    /// The name, put right.
    Name(String),
    /// The exercises that they play in; all that have parts when not said.
    Plays(Option<BTreeSet<ExerciseId>>),
    /// What they need after each session.
    Reset(Length),
    /// When they can be there.
    Present(Option<Hours>),
}

/// What a role player needs after a session unless somebody says otherwise.
pub const USUAL_RESET: Length = Length::minutes(5);

impl Assessor {
    pub(super) fn new(id: AssessorId, name: &str) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            trained: None,
            certified: None,
            present: None,
            removed: false,
        }
    }

    /// Whether they may rate in the exercise (rule A6).
    pub fn may_rate(&self, exercise: &ExerciseId) -> bool {
        self.certified.as_ref().is_none_or(|known| known.contains(exercise))
    }

    pub(super) fn set(&mut self, fact: &AssessorFact) {
        match fact {
            AssessorFact::Trained(date) => self.trained = *date,
            AssessorFact::Certified(exercises) => self.certified.clone_from(exercises),
            AssessorFact::Present(hours) => self.present = *hours,
        }
    }
}

impl RolePlayer {
    pub(super) fn new(id: RolePlayerId, name: &str) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            plays: None,
            reset: USUAL_RESET,
            present: None,
            removed: false,
        }
    }

    /// Whether they play in the exercise.
    pub fn plays_in(&self, exercise: &ExerciseId) -> bool {
        self.plays.as_ref().is_none_or(|known| known.contains(exercise))
    }

    pub(super) fn set(&mut self, fact: &RolePlayerFact) {
        match fact {
            RolePlayerFact::Name(name) => name.trim().clone_into(&mut self.name),
            RolePlayerFact::Plays(exercises) => self.plays.clone_from(exercises),
            RolePlayerFact::Reset(length) => self.reset = *length,
            RolePlayerFact::Present(hours) => self.present = *hours,
        }
    }
}
