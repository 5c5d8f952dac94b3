//! What can happen to the clock of a session: started, held, extended, led from phase to phase.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::clock::{Clock, Given, Hold, PhaseRun, TrueStart};
use super::{Centre, Made, sessions};
use crate::ids::{InjectId, PhaseId, SessionId};
use crate::scenario::Exercise;

/// The most that one press can give or take, in seconds: a day.
pub const MOST_AT_ONCE: i32 = 24 * 3600;

/// What can happen to the clock of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// The first phase begins.
    Start {
        /// Which session.
        session: SessionId,
    },
    /// The clock stands still.
    Hold {
        /// Which session.
        session: SessionId,
    },
    /// The clock goes on after a hold.
    GoOn {
        /// Which session.
        session: SessionId,
    },
    /// The phase gets longer, or shorter.
    Extend {
        /// Which session.
        session: SessionId,
        /// By how many seconds; below zero takes time away.
        by_secs: i32,
    },
    /// The phase ends and the next one begins; after the last, the session is finished.
    Next {
        /// Which session.
        session: SessionId,
        /// The phase that ends, so that two presses never skip one.
        ends: PhaseId,
    },
    /// The session ends, whatever is left of it.
    End {
        /// Which session.
        session: SessionId,
    },
    /// A phase begins anew, as after a false start. What ran before stays on record.
    Jump {
        /// Which session.
        session: SessionId,
        /// The phase that begins.
        to: PhaseId,
    },
    /// The time of a phase is up where the scenario stops hard: nobody pressed.
    HardStop {
        /// Which session.
        session: SessionId,
        /// The phase that ends.
        ends: PhaseId,
    },
    /// A phase really began at another time than the start was pressed.
    SetTrueStart {
        /// Which session.
        session: SessionId,
        /// Which phase.
        phase: PhaseId,
        /// When it began.
        at: Timestamp,
    },
    /// An inject was given.
    Give {
        /// Which session.
        session: SessionId,
        /// Which inject.
        inject: InjectId,
    },
}

impl Change {
    /// The session whose clock it is about.
    pub fn session(&self) -> SessionId {
        match self {
            Self::Start { session }
            | Self::Hold { session }
            | Self::GoOn { session }
            | Self::Extend { session, .. }
            | Self::Next { session, .. }
            | Self::End { session }
            | Self::Jump { session, .. }
            | Self::HardStop { session, .. }
            | Self::SetTrueStart { session, .. }
            | Self::Give { session, .. } => *session,
        }
    }
}

/// Why a clock cannot do that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such session to run.
    Session(sessions::Refusal),
    /// It has begun already.
    HasBegun,
    /// It has not begun.
    NotBegun,
    /// It is finished.
    Finished,
    /// It is held already.
    Held,
    /// It is not held.
    NotHeld,
    /// Another phase runs now.
    OtherPhase,
    /// More than [`MOST_AT_ONCE`].
    TooMuch,
    /// The phase has not begun, so it has no start to put right.
    PhaseNotBegun,
    /// A start after the end of the phase, or after the press.
    StartTooLate,
    /// The exercise has no such phase.
    NoSuchPhase,
    /// The exercise has no such inject.
    NoSuchInject,
    /// The inject was given already.
    Given,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let session = sessions::held(centre, change.session()).map_err(Refusal::Session)?;
    let clock = &session.clock;
    let running = || {
        if clock.finished.is_some() {
            return Err(Refusal::Finished);
        }
        clock.current().ok_or(Refusal::NotBegun)
    };
    match change {
        Change::Start { .. } if clock.has_begun() => Err(Refusal::HasBegun),
        Change::Start { .. } => Ok(()),
        Change::Hold { .. } => {
            if running()?.is_held() {
                Err(Refusal::Held)
            } else {
                Ok(())
            }
        }
        Change::GoOn { .. } => {
            if running()?.is_held() {
                Ok(())
            } else {
                Err(Refusal::NotHeld)
            }
        }
        Change::Extend { by_secs, .. } => {
            running()?;
            let fits = by_secs.unsigned_abs() <= MOST_AT_ONCE.unsigned_abs();
            fits.then_some(()).ok_or(Refusal::TooMuch)
        }
        Change::Next { ends, .. } | Change::HardStop { ends, .. } => {
            if running()?.phase == *ends {
                Ok(())
            } else {
                Err(Refusal::OtherPhase)
            }
        }
        Change::End { .. } => running().map(|_| ()),
        Change::Jump { to, .. } => {
            let exercise = centre.scenario.exercise(&session.exercise);
            if exercise.and_then(|exercise| exercise.phase(to)).is_none() {
                return Err(Refusal::NoSuchPhase);
            }
            clock.has_begun().then_some(()).ok_or(Refusal::NotBegun)
        }
        Change::SetTrueStart { phase, at, .. } => {
            let run = clock.runs.iter().rev().find(|run| run.phase == *phase);
            let run = run.ok_or(Refusal::PhaseNotBegun)?;
            let latest = run.ended.unwrap_or(run.pressed.at).max(run.pressed.at);
            if *at > latest { Err(Refusal::StartTooLate) } else { Ok(()) }
        }
        Change::Give { inject, .. } => {
            let exercise = centre.scenario.exercise(&session.exercise);
            let known = exercise
                .is_some_and(|exercise| exercise.injects.iter().any(|known| known.id == *inject));
            if !known {
                return Err(Refusal::NoSuchInject);
            }
            if clock.was_given(inject) { Err(Refusal::Given) } else { Ok(()) }
        }
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Some(session) = centre.sessions.get_mut(&change.session()) else { return };
    let Some(exercise) = centre.scenario.exercise(&session.exercise) else { return };
    let clock = &mut session.clock;
    match change {
        Change::Start { .. } => {
            clock.runs.extend(exercise.phases.first().map(|phase| begin(&phase.id, made)));
        }
        Change::Next { ends, .. } | Change::HardStop { ends, .. } => {
            if let Some(run) = clock.current_mut() {
                run.stopped_itself = matches!(change, Change::HardStop { .. });
            }
            end_current(clock, made.at);
            let next = exercise.phase(ends).and_then(|(place, _)| exercise.phases.get(place + 1));
            match next {
                Some(phase) => clock.runs.push(begin(&phase.id, made)),
                None => clock.finished = Some(made.at),
            }
        }
        Change::End { .. } => {
            end_current(clock, made.at);
            clock.finished = Some(made.at);
        }
        Change::Jump { to, .. } => jump(clock, exercise, to, made),
        Change::Hold { .. } => {
            if let Some(run) = clock.current_mut() {
                run.holds.push(Hold { from: made.at, until: None });
            }
        }
        Change::GoOn { .. } => {
            if let Some(hold) = clock.current_mut().and_then(|run| run.holds.last_mut()) {
                hold.until = Some(made.at);
            }
        }
        Change::Extend { by_secs, .. } => {
            if let Some(run) = clock.current_mut() {
                run.extended_secs = run.extended_secs.saturating_add(i64::from(*by_secs));
                run.extended_at = Some(made.at);
            }
        }
        Change::SetTrueStart { phase, at, .. } => {
            if let Some(run) = clock.runs.iter_mut().rev().find(|run| run.phase == *phase) {
                run.true_starts.push(TrueStart { at: *at, made: *made });
            }
        }
        Change::Give { inject, .. } => {
            clock.given.push(Given { inject: inject.clone(), made: *made });
        }
    }
}

fn begin(phase: &PhaseId, made: &Made) -> PhaseRun {
    PhaseRun {
        phase: phase.clone(),
        pressed: *made,
        true_starts: Vec::new(),
        holds: Vec::new(),
        extended_secs: 0,
        extended_at: None,
        ended: None,
        stopped_itself: false,
    }
}

/// Begins a phase anew; what was given in it and in later ones is to be given again.
fn jump(clock: &mut Clock, exercise: &Exercise, to: &PhaseId, made: &Made) {
    end_current(clock, made.at);
    clock.finished = None;
    let place = exercise.phase(to).map_or(0, |(place, _)| place);
    let comes_again = |given: &Given| {
        let inject = exercise.injects.iter().find(|known| known.id == given.inject);
        let phase = inject.and_then(|known| exercise.phase(&known.phase));
        phase.is_some_and(|(of, _)| of >= place)
    };
    let (before, stays) = clock.given.drain(..).partition(comes_again);
    clock.given = stays;
    clock.given_before.extend::<Vec<Given>>(before);
    clock.runs.push(begin(to, made));
}

fn end_current(clock: &mut Clock, at: Timestamp) {
    if let Some(run) = clock.current_mut() {
        run.ended = Some(at);
        if let Some(hold) = run.holds.last_mut().filter(|hold| hold.until.is_none()) {
            hold.until = Some(at);
        }
    }
}
