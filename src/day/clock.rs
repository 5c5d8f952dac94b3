//! What the clock of a session shows: a function of what it has done and of now.

use jiff::{SignedDuration, Timestamp};

use crate::centre::clock::PhaseRun;
use crate::centre::{Centre, Session};
use crate::scenario::{Exercise, Inject, Phase};
use crate::time::{Length, shifted};

/// What a session is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A phase runs.
    Running,
    /// A phase has begun and the clock stands still.
    Held,
    /// Not begun.
    Waiting,
    /// All over.
    Finished,
}

/// The clock of the phase that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseClock<'a> {
    /// Which phase.
    pub phase: &'a Phase,
    /// Its place in the exercise, from 0.
    pub place: usize,
    /// How long it is to last: planned, adjusted for extra time, and extended.
    pub length: SignedDuration,
    /// How much of that is due to extra time.
    pub extra: Length,
    /// How long it has run, holds left out.
    pub elapsed: SignedDuration,
    /// When it began.
    pub started: Timestamp,
}

impl PhaseClock<'_> {
    /// How long is left; below zero is overtime.
    pub fn left(&self) -> SignedDuration {
        self.length.saturating_sub(self.elapsed)
    }

    /// What the clock shows, in whole seconds: below zero is overtime.
    pub fn shown_secs(&self) -> i64 {
        ceil_secs(self.left())
    }

    /// How long until it shows something else.
    pub fn changes_in(&self) -> SignedDuration {
        let next = SignedDuration::from_secs(self.shown_secs().saturating_sub(1));
        self.left().saturating_sub(next)
    }

    /// How much has run, from 0 to 1.
    #[expect(clippy::cast_possible_truncation, reason = "a share of a bar on the screen")]
    pub fn share(&self) -> f32 {
        let length = self.length.as_secs_f64();
        if length <= 0.0 {
            1.0
        } else {
            (self.elapsed.as_secs_f64() / length).clamp(0.0, 1.0) as f32
        }
    }

    /// When it will end if it runs on without a hold.
    pub fn ends(&self, now: Timestamp) -> Timestamp {
        shifted(now, self.left())
    }
}

/// An inject of the running phase, and when it falls due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueInject<'a> {
    /// Which inject.
    pub inject: &'a Inject,
    /// Until it is due; below zero it is.
    pub in_secs: i64,
    /// When it was given.
    pub given: Option<Timestamp>,
}

/// All that the clock of a session shows at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionClock<'a> {
    /// Running, held, waiting or finished.
    pub state: State,
    /// The phase that runs or is held.
    pub current: Option<PhaseClock<'a>>,
    /// What comes after it, and how long that is to last.
    pub next: Option<(&'a Phase, Length)>,
    /// The injects of the running phase, by their minute.
    pub injects: Vec<DueInject<'a>>,
}

/// The clock of `session` at `now`.
pub fn session_clock<'a>(
    centre: &'a Centre,
    session: &'a Session,
    now: Timestamp,
) -> SessionClock<'a> {
    let Some(exercise) = centre.scenario.exercise(&session.exercise) else {
        return SessionClock {
            state: State::Finished,
            current: None,
            next: None,
            injects: Vec::new(),
        };
    };
    let current = session.clock.current().and_then(|run| {
        let (place, phase) = exercise.phase(&run.phase)?;
        Some((run, phase_clock(centre, session, run, (place, phase), now)))
    });
    let state = match &current {
        _ if session.clock.finished.is_some() => State::Finished,
        None => State::Waiting,
        Some((run, _)) if run.is_held() => State::Held,
        Some(_) => State::Running,
    };
    let next_place = match (&current, state) {
        (_, State::Finished) => None,
        (None, _) => Some(0),
        (Some((_, clock)), _) => Some(clock.place + 1),
    };
    let next = next_place.and_then(|place| exercise.phases.get(place));
    let injects = current.as_ref().map(|(_, clock)| injects(session, exercise, clock));
    SessionClock {
        state,
        next: next.map(|phase| (phase, planned_length(centre, session, phase))),
        injects: injects.unwrap_or_default(),
        current: current.map(|(_, clock)| clock),
    }
}

/// How long a phase is planned to last for those in the session: longer for a candidate with
/// extra time, where the phase takes it (rule T3).
pub fn planned_length(centre: &Centre, session: &Session, phase: &Phase) -> Length {
    let candidates =
        session.seats.iter().filter_map(|seat| centre.people.candidate(seat.candidate));
    let together = session.seats.len();
    let lengths = candidates.map(|known| known.length_of(&session.exercise, phase, together));
    lengths.max().unwrap_or(phase.length)
}

/// How long a phase has run by `now`, holds left out.
pub fn elapsed(run: &PhaseRun, now: Timestamp) -> SignedDuration {
    run.elapsed(now)
}

fn phase_clock<'a>(
    centre: &Centre,
    session: &Session,
    run: &PhaseRun,
    (place, phase): (usize, &'a Phase),
    now: Timestamp,
) -> PhaseClock<'a> {
    let planned = planned_length(centre, session, phase);
    let extended = SignedDuration::from_secs(run.extended_secs);
    PhaseClock {
        phase,
        place,
        length: planned.as_duration().saturating_add(extended).max(SignedDuration::ZERO),
        extra: planned.less(phase.length),
        elapsed: elapsed(run, now),
        started: run.started(),
    }
}

fn injects<'a>(
    session: &Session,
    exercise: &'a Exercise,
    clock: &PhaseClock<'_>,
) -> Vec<DueInject<'a>> {
    let of_phase = exercise.injects.iter().filter(|inject| inject.phase == clock.phase.id);
    let mut due: Vec<_> = of_phase
        .map(|inject| {
            let given = session.clock.given.iter().find(|given| given.inject == inject.id);
            DueInject {
                inject,
                in_secs: ceil_secs(inject.minute.as_duration().saturating_sub(clock.elapsed)),
                given: given.map(|given| given.made.at),
            }
        })
        .collect();
    due.sort_by_key(|due| due.inject.minute);
    due
}

/// Whole seconds, rounded up: a clock of 20 minutes shows 20:00 for its first second, and
/// overtime begins a second after zero.
fn ceil_secs(left: SignedDuration) -> i64 {
    let millis = i64::try_from(left.as_millis()).unwrap_or(i64::MAX);
    millis.div_euclid(1000) + i64::from(millis.rem_euclid(1000) > 0)
}
