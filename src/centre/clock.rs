//! What the clock of a session has done, as moments and never as sums of ticks.
//!
//! How long is left follows from these moments and now (that is `day::clock`), so a clock
//! survives a crash, a restart and a sleeping laptop.

use jiff::{SignedDuration, Timestamp};

use super::Made;
use crate::ids::{InjectId, PhaseId};

/// A time in which the clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// From when.
    pub from: Timestamp,
    /// Until when; still held when there is none.
    pub until: Option<Timestamp>,
}

/// A start that was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrueStart {
    /// When the phase really began.
    pub at: Timestamp,
    /// Who said so, and when.
    pub made: Made,
}

/// One phase as it was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseRun {
    /// Which phase.
    pub phase: PhaseId,
    /// When the start was pressed, and by whom.
    pub pressed: Made,
    /// When it really began, if that was put right. The newest holds; all stay on record.
    pub true_starts: Vec<TrueStart>,
    /// When the clock stood still.
    pub holds: Vec<Hold>,
    /// Given (or taken, below zero) while it ran, in seconds.
    pub extended_secs: i64,
    /// When that was done last.
    pub extended_at: Option<Timestamp>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Its time ran out and it ended by itself, as the scenario has it.
    pub stopped_itself: bool,
}

impl PhaseRun {
    /// When the phase began: as put right, else as pressed.
    pub fn started(&self) -> Timestamp {
        self.true_starts.last().map_or(self.pressed.at, |start| start.at)
    }

    /// Whether the clock stands still just now.
    pub fn is_held(&self) -> bool {
        self.ended.is_none() && self.holds.last().is_some_and(|hold| hold.until.is_none())
    }

    /// How long it has run by `now`, holds left out.
    pub fn elapsed(&self, now: Timestamp) -> SignedDuration {
        let started = self.started();
        let until = self.ended.unwrap_or(now);
        let mut total = until.duration_since(started).max(SignedDuration::ZERO);
        for hold in &self.holds {
            let from = hold.from.max(started);
            let held = hold.until.unwrap_or(until).min(until).duration_since(from);
            total = total.saturating_sub(held.max(SignedDuration::ZERO));
        }
        total.max(SignedDuration::ZERO)
    }
}

/// An inject that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which inject.
    pub inject: InjectId,
    /// When and by whom.
    pub made: Made,
}

/// All that the clock of a session has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clock {
    /// The phases that have begun, in order.
    pub runs: Vec<PhaseRun>,
    /// The injects that were given in the phases as they stand.
    pub given: Vec<Given>,
    /// The injects that were given before their phase was begun anew.
    pub given_before: Vec<Given>,
    /// When the last phase ended, or the session was ended before it.
    pub finished: Option<Timestamp>,
}

impl Clock {
    /// Whether the first phase has begun.
    pub fn has_begun(&self) -> bool {
        !self.runs.is_empty()
    }

    /// The phase that runs or is held just now.
    pub fn current(&self) -> Option<&PhaseRun> {
        self.runs.last().filter(|run| run.ended.is_none())
    }

    /// Whether the inject was given.
    pub fn was_given(&self, inject: &InjectId) -> bool {
        self.given.iter().any(|given| given.inject == *inject)
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut PhaseRun> {
        self.runs.last_mut().filter(|run| run.ended.is_none())
    }
}
