//! How the day stands, for somebody who takes it over.

use jiff::Timestamp;

use crate::centre::Centre;

/// What runs, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Running {
    /// Sessions whose clock runs.
    pub running: usize,
    /// Sessions whose clock is held.
    pub held: usize,
    /// When the longest of them began.
    pub since: Option<Timestamp>,
}

/// What runs just now.
pub fn running(centre: &Centre) -> Running {
    let mut all = Running::default();
    for session in centre.sessions.values() {
        let Some(run) = session.clock.current() else { continue };
        if run.is_held() {
            all.held += 1;
        } else {
            all.running += 1;
        }
        let began = session.clock.runs.first().map(crate::centre::clock::PhaseRun::started);
        all.since = match (all.since, began) {
            (Some(known), Some(began)) => Some(known.min(began)),
            (known, began) => known.or(began),
        };
    }
    all
}
