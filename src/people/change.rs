//! What can happen to the list of people and rooms, and why it sometimes cannot.

use serde::{Deserialize, Serialize};

use super::{AssessorFact, CandidateFact, Hours, Newcomer, Relation, RolePlayerFact, RoomFact};
use crate::ids::{AssessorId, CandidateId, ExerciseId, RolePlayerId, RoomId};

/// What can happen to the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A candidate joins.
    AddCandidate {
        /// Short and not in use.
        code: String,
        /// May be empty.
        name: String,
    },
    /// A candidate's code or name is put right.
    NameCandidate {
        /// Whose.
        candidate: CandidateId,
        /// The new code.
        code: String,
        /// The new name.
        name: String,
    },
    /// A candidate is given extra time, or another amount of it.
    GiveExtraTime {
        /// To whom.
        candidate: CandidateId,
        /// In one exercise, or in all.
        exercise: Option<ExerciseId>,
        /// In percent; 0 takes it back.
        percent: u16,
    },
    /// A candidate is taken off the list.
    RemoveCandidate {
        /// Who.
        candidate: CandidateId,
    },
    /// An assessor joins.
    AddAssessor {
        /// Not empty.
        name: String,
    },
    /// An assessor's name is put right.
    NameAssessor {
        /// Whose.
        assessor: AssessorId,
        /// The new name.
        name: String,
    },
    /// An assessor is taken off the list.
    RemoveAssessor {
        /// Who.
        assessor: AssessorId,
    },
    /// Something is known about a candidate.
    Candidate {
        /// About whom.
        candidate: CandidateId,
        /// What.
        fact: CandidateFact,
    },
    /// Something is known about an assessor.
    Assessor {
        /// About whom.
        assessor: AssessorId,
        /// What.
        fact: AssessorFact,
    },
    /// A role player joins.
    AddRolePlayer {
        /// Not empty.
        name: String,
    },
    /// Something is known about a role player.
    RolePlayer {
        /// About whom.
        player: RolePlayerId,
        /// What.
        fact: RolePlayerFact,
    },
    /// A role player is taken off the list.
    RemoveRolePlayer {
        /// Who.
        player: RolePlayerId,
    },
    /// A room can be used.
    AddRoom {
        /// Not empty.
        name: String,
    },
    /// Something is known about a room.
    Room {
        /// About which.
        room: RoomId,
        /// What.
        fact: RoomFact,
    },
    /// A room can no longer be used.
    RemoveRoom {
        /// Which.
        room: RoomId,
    },
    /// A candidate and an assessor must not meet (rule A2).
    KeepApart {
        /// The one.
        candidate: CandidateId,
        /// The other.
        assessor: AssessorId,
        /// Why.
        because: Relation,
    },
    /// They may meet after all.
    LetMeet {
        /// The one.
        candidate: CandidateId,
        /// The other.
        assessor: AssessorId,
    },
    /// Somebody, or a room, comes on to the list with all that is known.
    Join(Newcomer),
}

/// Why a change to the list of people cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A candidate needs a code.
    NoCode,
    /// Another candidate has that code.
    CodeInUse(String),
    /// A person or room needs a name.
    NoName,
    /// Another of the same kind has that name.
    NameInUse(String),
    /// Longer than [`super::LONGEST_NAME`], or than [`super::LONGEST_NOTES`].
    TooLong,
    /// More than [`super::MOST_EXTRA_TIME`].
    TooMuchExtraTime(u16),
    /// No such candidate on the list.
    NoSuchCandidate,
    /// No such assessor on the list.
    NoSuchAssessor,
    /// No such role player on the list.
    NoSuchRolePlayer,
    /// No such room on the list.
    NoSuchRoom,
    /// Somebody would leave before they come.
    LeavesFirst(Hours),
    /// They are not kept apart.
    MayMeet,
    /// The person, or the room, is in this many sessions that are still planned.
    InSessions(usize),
}
