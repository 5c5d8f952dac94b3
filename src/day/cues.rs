//! What should be said or shown in a room by now: warnings, time up, injects.
//!
//! A cue is *due* from a moment on that follows from the clock alone, and *pending* until the
//! record says that it was given at or after that moment. So an extension puts a cue off and it is
//! given again when its time comes; a restart, a sleep or a crash loses none and gives none twice.

use jiff::{SignedDuration, Timestamp};

use super::clock::{self, State};
use crate::centre::clock::PhaseRun;
use crate::centre::{Centre, Session, announcements};
use crate::ids::{PhaseId, SessionId};
use crate::scenario::PhaseKind;
use crate::scenario::running::{Rotation, Station};

pub use crate::centre::announcements::CueKind;

/// Something to be said or shown in a room.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue {
    /// Where.
    pub session: SessionId,
    /// In which phase.
    pub phase: PhaseId,
    /// What.
    pub kind: CueKind,
}

/// A cue that has fallen due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// In which phase, and what.
    pub cue: Cue,
    /// As the record knows it.
    pub known_as: announcements::Cue,
    /// Since when it is due by the clock.
    pub since: Timestamp,
    /// The first moment at which it could be given: later than [`Self::since`] where time was
    /// taken away, or a start put right, after it.
    pub could: Timestamp,
}

/// All cues that have fallen due by `now` in the phases that run.
pub fn due(centre: &Centre, now: Timestamp) -> Vec<Cue> {
    all_due(centre, now).into_iter().map(|due| due.cue).collect()
}

/// The cues that are due and were not given yet, those due first first.
pub fn pending(centre: &Centre, now: Timestamp) -> Vec<Due> {
    let said = &centre.announcements;
    let mut pending = all_due(centre, now);
    pending.retain(|due| !said.was_given(&due.known_as, due.since));
    pending.sort_by_key(|due| due.since);
    pending
}

/// The phases whose time is up by `now` where the scenario stops hard: they end by themselves. An
/// assessor's write-up never does.
pub fn hard_stops(centre: &Centre, now: Timestamp) -> Vec<(SessionId, PhaseId)> {
    let Rotation::Carousel(carousel) = &centre.scenario.rotation else { return Vec::new() };
    if !carousel.hard_stop {
        return Vec::new();
    }
    let stands = |session: &Session| {
        let here =
            |station: &Station| matches!(station, Station::Exercise(id) if *id == session.exercise);
        carousel.stations.iter().any(here)
    };
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    let mut stops = Vec::new();
    for session in running.filter(|session| stands(session)) {
        let shown = clock::session_clock(centre, session, now);
        let Some(current) = shown.current.filter(|_| shown.state == State::Running) else {
            continue;
        };
        if current.phase.kind != PhaseKind::WriteUp && current.left() <= SignedDuration::ZERO {
            stops.push((session.id, current.phase.id.clone()));
        }
    }
    stops
}

fn all_due(centre: &Centre, now: Timestamp) -> Vec<Due> {
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    let mut due = Vec::new();
    for session in running {
        let shown = clock::session_clock(centre, session, now);
        let Some((current, run)) = shown.current.as_ref().zip(session.clock.current()) else {
            continue;
        };
        let mut cue = |kind: CueKind, elapsed: SignedDuration| {
            let Some(since) = reached(run, elapsed).filter(|since| *since <= now) else { return };
            let changed = run.true_starts.last().map(|start| start.made.at);
            let changed = changed.max(run.extended_at);
            let known_as = announcements::Cue {
                session: session.id,
                began: run.pressed.origin,
                kind: kind.clone(),
            };
            let cue = Cue { session: session.id, phase: current.phase.id.clone(), kind };
            due.push(Due {
                cue,
                known_as,
                since,
                could: changed.map_or(since, |at| at.max(since)),
            });
        };
        for (place, warning) in current.phase.warnings.iter().enumerate() {
            let at = current.length.saturating_sub(warning.before_end.as_duration());
            cue(CueKind::Warning(place), at.max(SignedDuration::ZERO));
        }
        cue(CueKind::TimeUp, current.length);
        for inject in shown.injects.iter().filter(|due| due.given.is_none()) {
            cue(CueKind::Inject(inject.inject.id.clone()), inject.inject.minute.as_duration());
        }
    }
    due
}

/// When a phase had run for `elapsed`, holds left out; never while it is held before that.
fn reached(run: &PhaseRun, elapsed: SignedDuration) -> Option<Timestamp> {
    let mut at = crate::time::shifted(run.started(), elapsed);
    for hold in &run.holds {
        let from = hold.from.max(run.started());
        if from >= at {
            break;
        }
        let stood = hold.until?.duration_since(from).max(SignedDuration::ZERO);
        at = crate::time::shifted(at, stood);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::centre::clock::Hold;
    use crate::centre::{Author, Made};
    use crate::ids::{DeviceId, EntryId, Origin};

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_second(secs).unwrap()
    }

    fn run(holds: &[(i64, Option<i64>)]) -> PhaseRun {
        let device = DeviceId { installation: 1, session: 1 };
        let origin = Origin { entry: EntryId { device, number: 1 }, place: 0 };
        PhaseRun {
            phase: PhaseId::new("run"),
            pressed: Made { origin, at: at(100), by: Author::Facilitator },
            true_starts: Vec::new(),
            holds: holds
                .iter()
                .map(|(from, until)| Hold { from: at(*from), until: until.map(at) })
                .collect(),
            extended_secs: 0,
            extended_at: None,
            ended: None,
            stopped_itself: false,
        }
    }

    #[test]
    fn a_moment_of_a_phase_is_put_off_by_the_holds_before_it_and_by_no_other() {
        let sixty = SignedDuration::from_secs(60);
        assert_eq!(reached(&run(&[]), sixty), Some(at(160)));
        assert_eq!(reached(&run(&[(130, Some(140))]), sixty), Some(at(170)));
        assert_eq!(reached(&run(&[(160, Some(900))]), sixty), Some(at(160)), "held after it");
        assert_eq!(reached(&run(&[(130, None)]), sixty), None, "it will not come while held");
        assert_eq!(reached(&run(&[(130, Some(140)), (150, Some(155))]), sixty), Some(at(175)));
    }
}
