//! Who is not here for what is about to begin: late, not arrived, or gone with sessions still
//! planned.

use jiff::SignedDuration;

use super::{Attention, List, Need};
use crate::centre::{Centre, Person, Session};
use crate::ids::CandidateId;
use crate::time::shifted;

/// How long before a session somebody who has not arrived is a need.
const BEFORE: SignedDuration = SignedDuration::from_mins(10);
/// A session that should have begun this long ago is no longer about to begin.
const LONG_PAST: SignedDuration = SignedDuration::from_hours(3);

pub(super) fn needs(centre: &Centre, list: &mut List) {
    // Where nobody notes arrivals, nobody is missing.
    let noted = centre
        .attendance
        .iter()
        .any(|(who, known)| matches!(who, Person::Candidate(_)) && known.arrived.is_some());
    let soon = |session: &&Session| {
        session.called_off.is_none()
            && !session.clock.has_begun()
            && session.planned.is_some_and(|at| list.now.duration_since(at) <= LONG_PAST)
    };
    let waiting: Vec<&Session> = centre.sessions.values().filter(soon).collect();
    for session in waiting {
        for seat in &session.seats {
            candidate(centre, session, seat.candidate, noted, list);
        }
    }
    once_for_each_who_is_gone(list);
}

/// One who does not take part is one need, however many sessions are still planned: that of the
/// first.
fn once_for_each_who_is_gone(list: &mut List) {
    let gone = |one: &Attention| match one.need {
        Need::Gone { candidate, session } => Some((candidate, one.bites_in_secs, session)),
        _ => None,
    };
    let mut all: Vec<_> = list.needs.iter().filter_map(gone).collect();
    all.sort_unstable();
    all.dedup_by_key(|(candidate, _, _)| *candidate);
    list.needs.retain(|one| gone(one).is_none_or(|known| all.contains(&known)));
}

/// All sessions of a candidate that are still to be held, in the order of the day.
pub fn still_planned(centre: &Centre, candidate: CandidateId) -> Vec<&Session> {
    let waits = |session: &&Session| {
        session.called_off.is_none()
            && !session.clock.has_begun()
            && session.planned.is_some()
            && session.has_candidate(candidate)
    };
    let mut all: Vec<&Session> = centre.sessions.values().filter(waits).collect();
    all.sort_by_key(|session| (session.planned, session.id));
    all
}

fn candidate(
    centre: &Centre,
    session: &Session,
    candidate: CandidateId,
    noted: bool,
    list: &mut List,
) {
    let Some(planned) = session.planned else { return };
    if centre.is_erased(candidate) {
        return;
    }
    let known = centre.attendance.get(&Person::Candidate(candidate));
    if known.is_some_and(|known| !known.takes_part()) {
        list.add(Need::Gone { session: session.id, candidate }, list.now, planned);
        return;
    }
    let arrived = known.is_some_and(|known| known.arrived.is_some());
    let expected = known.and_then(|known| known.expected);
    if arrived {
        return;
    }
    let will_be_late = expected.is_some_and(|by| by > planned);
    let close = list.now >= shifted(planned, BEFORE.saturating_mul(-1));
    if will_be_late || (noted && close && expected.is_none_or(|by| by <= list.now)) {
        list.add(Need::Late { session: session.id, candidate, expected }, list.now, planned);
    }
}
