//! In which order a candidate had the exercises, and an assessor the candidates (rule E2): whoever
//! comes after somebody good is easily rated lower, and those who look for that need the order.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::centre::clock::PhaseRun;
use crate::centre::{Centre, Session};
use crate::ids::{AssessorId, CandidateId, SessionId};

/// Which of the candidate's sessions each was, from 1, as they were held; what has not begun stands
/// where it is planned, and what was called off nowhere.
pub fn of_candidate(centre: &Centre, candidate: CandidateId) -> BTreeMap<SessionId, usize> {
    places(centre.sessions_of(candidate))
}

/// Which of the assessor's sessions each was, from 1, in the same way.
pub fn of_assessor(centre: &Centre, assessor: AssessorId) -> BTreeMap<SessionId, usize> {
    places(centre.sessions.values().filter(|session| session.has_assessor(assessor)))
}

fn places<'a>(sessions: impl Iterator<Item = &'a Session>) -> BTreeMap<SessionId, usize> {
    let held = sessions.filter(|session| session.called_off.is_none());
    let mut known: Vec<(Timestamp, SessionId)> =
        held.filter_map(|session| Some((moment(session)?, session.id))).collect();
    known.sort_unstable();
    known.into_iter().zip(1..).map(|((_, session), place)| (session, place)).collect()
}

fn moment(session: &Session) -> Option<Timestamp> {
    session.clock.runs.first().map(PhaseRun::started).or(session.planned)
}
