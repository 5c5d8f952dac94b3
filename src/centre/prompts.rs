//! The prompts that role players gave: the same in every session, and ticked (rule X1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Centre, Made, sessions};
use crate::ids::{PartId, PromptId, SessionId};

/// Which prompt of which part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Who gives it.
    pub part: PartId,
    /// What is given.
    pub prompt: PromptId,
}

/// The prompts that were given in each session, with when and by whom that was ticked.
pub type Prompts = BTreeMap<SessionId, BTreeMap<Which, Made>>;

/// What can happen to prompts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A prompt was given.
    Give {
        /// In which session.
        session: SessionId,
        /// Which.
        which: Which,
    },
    /// A prompt was ticked by mistake.
    TakeBack {
        /// In which session.
        session: SessionId,
        /// Which.
        which: Which,
    },
}

/// Why a prompt cannot be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such session.
    Session(sessions::Refusal),
    /// The exercise has no such prompt.
    NoSuchPrompt,
    /// It is ticked already.
    Given,
    /// It is not ticked.
    NotGiven,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let (Change::Give { session, which } | Change::TakeBack { session, which }) = change;
    let held = sessions::held(centre, *session).map_err(Refusal::Session)?;
    let exercise = centre.scenario.exercise(&held.exercise);
    let parts = exercise.into_iter().flat_map(|exercise| &exercise.role_players);
    let known = parts
        .filter(|part| part.id == which.part)
        .any(|part| part.prompts.iter().any(|prompt| prompt.id == which.prompt));
    if !known {
        return Err(Refusal::NoSuchPrompt);
    }
    let given = centre.prompts.get(session).is_some_and(|given| given.contains_key(which));
    match change {
        Change::Give { .. } if given => Err(Refusal::Given),
        Change::TakeBack { .. } if !given => Err(Refusal::NotGiven),
        Change::Give { .. } | Change::TakeBack { .. } => Ok(()),
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Give { session, which } => {
            centre.prompts.entry(*session).or_default().insert(which.clone(), *made);
        }
        Change::TakeBack { session, which } => {
            if let Some(given) = centre.prompts.get_mut(session) {
                given.remove(which);
            }
        }
    }
}
