//! A timetable problem as a centre poses it: what its places and its minutes stand for.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{AssessorId, CandidateId, ExerciseId, RolePlayerId};
use crate::time::shifted;
use crate::timetable::{Minute, Problem};

/// A timetable problem, with what its places stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posed {
    /// The problem itself.
    pub problem: Problem,
    /// Minute 0.
    pub origin: Timestamp,
    /// The exercises of the problem.
    pub exercises: Vec<ExerciseId>,
    /// Its candidates.
    pub candidates: Vec<CandidateId>,
    /// Its assessors.
    pub assessors: Vec<AssessorId>,
    /// Its role players.
    pub players: Vec<RolePlayerId>,
    /// Its rooms, by name.
    pub rooms: Vec<String>,
}

/// How far from its beginning a day reaches at most: sixty years of minutes, to which any length
/// can be added. A clock or a file may say less sensible things.
const FARTHEST: Minute = 1 << 25;

impl Posed {
    /// The moment of a minute of the plan.
    pub fn moment(&self, minute: Minute) -> Timestamp {
        shifted(self.origin, SignedDuration::from_mins(i64::from(minute)))
    }

    /// The minute of the plan at a moment, rounded down; what lies farther off than any plan reaches is at
    /// the farthest.
    pub fn minute(&self, moment: Timestamp) -> Minute {
        let minutes = moment.duration_since(self.origin).as_secs().div_euclid(60);
        let farthest = i64::from(FARTHEST);
        Minute::try_from(minutes.clamp(-farthest, farthest)).unwrap_or(FARTHEST)
    }

    /// The minute of the plan at a moment, rounded up.
    pub fn minute_up(&self, moment: Timestamp) -> Minute {
        let minute = self.minute(moment);
        minute.saturating_add(Minute::from(self.moment(minute) < moment))
    }
}
