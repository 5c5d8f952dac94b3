//! Who speaks in a group from when on, as an assessor marks it with one key.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Centre, Made, sessions};
use crate::ids::{AssessorId, CandidateId, SessionId};

/// From this moment on somebody speaks, until the next mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// From when.
    pub at: Timestamp,
    /// Who; nobody of the group when there is none.
    pub speaker: Option<CandidateId>,
    /// By which entry.
    pub made: Made,
}

/// All marks of speakers, by session and by who made them: two assessors may mark the same group.
pub type Talk = BTreeMap<(SessionId, AssessorId), Vec<Turn>>;

/// What can happen to marks of speakers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Somebody speaks from now on.
    Speaks {
        /// In which session.
        session: SessionId,
        /// Who marks it.
        assessor: AssessorId,
        /// From when.
        at: Timestamp,
        /// Who speaks; nobody of the group when there is none.
        speaker: Option<CandidateId>,
    },
}

/// Why a speaker cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such session.
    Session(sessions::Refusal),
    /// The assessor does not observe in the session.
    NotAssigned,
    /// The candidate is not in the session.
    NotInTheGroup,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Speaks { session, assessor, speaker, at: _ } = change;
    let session = sessions::held(centre, *session).map_err(Refusal::Session)?;
    if !session.has_assessor(*assessor) {
        return Err(Refusal::NotAssigned);
    }
    let there = speaker.is_none_or(|speaker| session.has_candidate(speaker));
    there.then_some(()).ok_or(Refusal::NotInTheGroup)
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Change::Speaks { session, assessor, at, speaker } = change;
    let turns = centre.talk.entry((*session, *assessor)).or_default();
    turns.push(Turn { at: *at, speaker: *speaker, made: *made });
    // Whatever came in first, the marks stand in the order of their moments.
    turns.sort_by_key(|turn| (turn.at, turn.made.origin));
}
