//! What should be said or shown in a room by now: warnings, time up, injects.

use jiff::Timestamp;

use super::clock::{self, State};
use crate::centre::Centre;
use crate::ids::{InjectId, PhaseId, SessionId};

/// What a cue is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueKind {
    /// A warning before the end, by its place in the phase.
    Warning(usize),
    /// The time of the phase is up.
    TimeUp,
    /// An inject is to be given.
    Inject(InjectId),
}

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

/// All cues that have fallen due by `now` in the phases that run. Who has given those of the
/// moment before gives what is new; a cue that an extension put off is no longer among them.
pub fn due(centre: &Centre, now: Timestamp) -> Vec<Cue> {
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    let mut due = Vec::new();
    for session in running {
        let shown = clock::session_clock(centre, session, now);
        let Some(current) = shown.current.filter(|_| shown.state != State::Finished) else {
            continue;
        };
        let mut cue = |kind| {
            due.push(Cue { session: session.id, phase: current.phase.id.clone(), kind });
        };
        for (place, warning) in current.phase.warnings.iter().enumerate() {
            if current.left() <= warning.before_end.as_duration() {
                cue(CueKind::Warning(place));
            }
        }
        if current.shown_secs() <= 0 {
            cue(CueKind::TimeUp);
        }
        for inject in shown.injects.iter().filter(|due| due.in_secs <= 0 && due.given.is_none()) {
            cue(CueKind::Inject(inject.inject.id.clone()));
        }
    }
    due
}
