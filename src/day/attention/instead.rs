//! Who could observe instead of somebody, and what follows could be shifted: the remedies that need
//! no search.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::ahead::occupied;
use crate::centre::sessions::{self, Marking, Seat};
use crate::centre::{Centre, Change, Session};
use crate::day::forecast::Forecast;
use crate::ids::{AssessorId, CandidateId, SessionId};
use crate::planning::times;
use crate::time::shifted;

/// An assessor who could see the candidate in a session instead of `assessor`, with the change
/// that says so: free, certified, not kept apart, and not seen too often; who has seen the
/// candidate least first.
pub fn instead(
    centre: &Centre,
    session: SessionId,
    candidate: CandidateId,
    assessor: AssessorId,
) -> Option<(AssessorId, Change)> {
    let known = centre.sessions.get(&session)?;
    let mut able: Vec<_> = centre
        .people
        .assessors()
        .into_iter()
        .filter(|other| !known.has_assessor(other.id))
        .filter(|other| centre.people.apart(candidate, other.id).is_none())
        .filter(|other| {
            other.certified.as_ref().is_none_or(|certified| certified.contains(&known.exercise))
        })
        .filter(|other| is_free(centre, known, other.id))
        .map(|other| (meetings(centre, candidate, other.id), other.name.clone(), other.id))
        .filter(|(met, ..)| *met < usize::from(centre.frame.same_pair))
        .collect();
    able.sort();
    let (_, _, other) = able.into_iter().next()?;
    let change = replace(known, candidate, assessor, other);
    centre.check(&change).is_ok().then_some((other, change))
}

fn meetings(centre: &Centre, candidate: CandidateId, assessor: AssessorId) -> usize {
    let sees = |session: &&Session| {
        let mut seats = session.seats.iter();
        session.called_off.is_none()
            && seats.any(|seat| seat.candidate == candidate && seat.assessors.contains(&assessor))
    };
    centre.sessions_of(candidate).filter(sees).count()
}

fn is_free(centre: &Centre, session: &Session, assessor: AssessorId) -> bool {
    let Some(own) = times::of_session(centre, session) else { return false };
    let busy = |other: &&Session| {
        let held = other.called_off.is_none() && other.clock.finished.is_none();
        if !held || other.id == session.id || !other.has_assessor(assessor) {
            return false;
        }
        let exercise = centre.scenario.exercise(&other.exercise);
        if exercise.is_some_and(times::is_desk) {
            return false;
        }
        times::of_session(centre, other)
            .is_some_and(|times| times.run < own.written && own.run < times.written)
    };
    !centre.sessions.values().any(|other| busy(&other))
}

/// The change after which nobody waits for a marksheet that its assessor will not write: the
/// candidate keeps the other assessors of the session.
pub fn without(session: &Session, candidate: CandidateId, assessor: AssessorId) -> Change {
    let seats = session.seats.iter().cloned().map(|mut seat| {
        let own = seat.candidate == candidate;
        seat.assessors.retain(|known| !own || *known != assessor);
        seat
    });
    let kept = |own: &&Marking| own.candidate != candidate || own.assessor != assessor;
    Change::Session(sessions::Change::Reseat {
        session: session.id,
        seats: seats.collect(),
        markings: session.markings.iter().filter(kept).cloned().collect(),
    })
}

fn replace(
    session: &Session,
    candidate: CandidateId,
    assessor: AssessorId,
    other: AssessorId,
) -> Change {
    let put = |known: AssessorId| if known == assessor { other } else { known };
    let seats = session.seats.iter().map(|seat| Seat {
        candidate: seat.candidate,
        assessors: if seat.candidate == candidate {
            seat.assessors.iter().copied().map(put).collect()
        } else {
            seat.assessors.clone()
        },
    });
    let markings = session.markings.iter().map(|own| Marking {
        assessor: if own.candidate == candidate { put(own.assessor) } else { own.assessor },
        ..own.clone()
    });
    Change::Session(sessions::Change::Reseat {
        session: session.id,
        seats: seats.collect(),
        markings: markings.collect(),
    })
}

/// Moves of what waits for `session`, and of what waits for that in turn, to when it is expected,
/// on whole minutes: from when to when each.
pub fn shift(forecast: &Forecast, session: SessionId) -> Vec<(SessionId, Timestamp, Timestamp)> {
    let mut reached = BTreeSet::from([session]);
    let mut moves = Vec::new();
    let mut in_order: Vec<_> = forecast.sessions.iter().filter(|(_, known)| !known.begun).collect();
    in_order.sort_by_key(|(id, known)| (known.expected.begins, **id));
    for (id, known) in in_order {
        let waits = known.wait.as_ref().is_some_and(|wait| reached.contains(&wait.behind));
        let Some(planned) = known.planned.filter(|_| waits) else { continue };
        let to = whole_minute(known.expected.begins);
        if to > planned.begins {
            reached.insert(*id);
            moves.push((*id, planned.begins, to));
        }
    }
    moves
}

/// A session held so much later than planned, on a whole minute; nothing where it is no later, and
/// where it would put somebody into two places, or two into one room.
pub fn later(
    centre: &Centre,
    session: SessionId,
    by: SignedDuration,
) -> Option<(SessionId, Timestamp, Timestamp)> {
    let known = centre.sessions.get(&session)?;
    let planned = known.planned?;
    let to = whole_minute(shifted(planned, by));
    if to <= planned {
        return None;
    }
    let own = occupied(centre, &Session { planned: Some(to), ..known.clone() });
    let others = centre.sessions.values().filter(|other| {
        other.id != session && other.called_off.is_none() && other.clock.finished.is_none()
    });
    let clashes = others.flat_map(|other| occupied(centre, other)).any(|(who, from, until)| {
        own.iter().any(|(whose, begins, ends)| *whose == who && from < *ends && *begins < until)
    });
    (!clashes).then_some((session, planned, to))
}

/// The moves as changes of the centre.
pub fn as_changes(centre: &Centre, moves: &[(SessionId, Timestamp, Timestamp)]) -> Vec<Change> {
    let change = |(id, _, to): &(SessionId, Timestamp, Timestamp)| {
        let room = centre.sessions.get(id)?.room.clone();
        let planned = Some(*to);
        Some(Change::Session(sessions::Change::Move { session: *id, room, planned }))
    };
    moves.iter().filter_map(change).collect()
}

fn whole_minute(at: Timestamp) -> Timestamp {
    let over = at.as_second().rem_euclid(60);
    let on = if over == 0 { 0 } else { 60 - over };
    Timestamp::from_second(at.as_second().saturating_add(on)).unwrap_or(at)
}
