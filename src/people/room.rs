//! Where sessions are held.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Hours;
use crate::ids::{ExerciseId, RoomId};

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Made by the entry that added it.
    pub id: RoomId,
    /// What stands on its door.
    pub name: String,
    /// How many candidates it holds; as many as come when unknown.
    pub capacity: Option<u16>,
    /// It is reached without steps.
    pub step_free: bool,
    /// The exercises that it is fitted for; all when not said.
    pub fitted: Option<BTreeSet<ExerciseId>>,
    /// When it can be used; the whole day when unknown.
    pub present: Option<Hours>,
    /// Taken off the list.
    pub removed: bool,
}

/// Something that is known about a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomFact {
    /// What stands on its door, put right.
    Name(String),
    /// How many candidates it holds; as many as come when unknown.
    Capacity(Option<u16>),
    /// It is reached without steps.
    StepFree(bool),
    /// The exercises that it is fitted for; all when not said.
    Fitted(Option<BTreeSet<ExerciseId>>),
    /// When it can be used.
    Present(Option<Hours>),
}

impl Room {
    pub(super) fn new(id: RoomId, name: &str) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            capacity: None,
            step_free: true,
            fitted: None,
            present: None,
            removed: false,
        }
    }

    /// Whether the exercise can be held in it.
    pub fn is_fitted(&self, exercise: &ExerciseId) -> bool {
        self.fitted.as_ref().is_none_or(|known| known.contains(exercise))
    }

    pub(super) fn set(&mut self, fact: &RoomFact) {
        match fact {
            RoomFact::Name(name) => name.trim().clone_into(&mut self.name),
            RoomFact::Capacity(places) => self.capacity = *places,
            RoomFact::StepFree(reached) => self.step_free = *reached,
            RoomFact::Fitted(exercises) => self.fitted.clone_from(exercises),
            RoomFact::Present(hours) => self.present = *hours,
        }
    }
}
