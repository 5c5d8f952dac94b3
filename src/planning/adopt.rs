//! Making a plan the centre's.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::posed::Posed;
use super::read::is_settled;
use crate::centre::frame::{self, Who};
use crate::centre::sessions::{self, Marking, Seat};
use crate::centre::{Centre, Change, Session};
use crate::ids::CandidateId;
use crate::time::shifted;
use crate::timetable::{self, Plan};

/// Why a session that the new plan does not have is called off.
pub const REPLANNED: &str = "The timetable was planned anew.";

/// The changes that make the plan the centre's, as one act.
///
/// A session of the same exercise for the same people stays the same session: it is moved, and gets
/// other assessors where the plan says so. A group without somebody who does not take part is another
/// group, unless it has begun. What is pinned or has begun is left alone, and so is
/// every change that the centre would refuse, such as taking away an assessor who has begun a
/// marksheet.
pub fn adopt(centre: &Centre, posed: &Posed, plan: &Plan) -> Vec<Change> {
    let mut kept = BTreeSet::new();
    let mut changes = Vec::new();
    let existing = centre.planned_sessions();
    for wanted in &plan.sessions {
        let Some(new) = session(posed, wanted) else { continue };
        let same = existing.iter().find(|known| {
            !kept.contains(&known.id)
                && known.exercise == new.exercise
                && who_of(posed, known) == people(&new.seats)
        });
        match same {
            Some(known) => {
                kept.insert(known.id);
                if !is_settled(known) {
                    changes.extend(moved(known, new));
                }
            }
            None => changes.push(sessions::Change::Plan {
                exercise: new.exercise,
                seats: new.seats,
                room: new.room,
                planned: Some(new.planned),
                players: new.players,
                markings: new.markings,
            }),
        }
    }
    let gone = existing.iter().filter(|known| !kept.contains(&known.id) && !is_settled(known));
    changes.extend(gone.map(|known| sessions::Change::CallOff {
        session: known.id,
        reason: REPLANNED.to_owned(),
    }));
    let mut changes: Vec<Change> = changes.into_iter().map(Change::Session).collect();
    changes.retain(|change| centre.check(change).is_ok());
    changes.extend(lunches(centre, posed, plan));
    changes
}

/// A session as the centre would have it.
pub(super) struct New {
    pub(super) exercise: crate::ids::ExerciseId,
    pub(super) seats: Vec<Seat>,
    pub(super) room: String,
    pub(super) planned: jiff::Timestamp,
    pub(super) players: Vec<crate::ids::RolePlayerId>,
    pub(super) markings: Vec<Marking>,
}

fn people(seats: &[Seat]) -> BTreeSet<CandidateId> {
    seats.iter().map(|seat| seat.candidate).collect()
}

/// Who is in a session, as far as a plan has to do with them.
fn who_of(posed: &Posed, session: &Session) -> BTreeSet<CandidateId> {
    let mut people = people(&session.seats);
    if is_settled(session) {
        people.retain(|one| posed.candidates.contains(one));
    }
    people
}

pub(super) fn session(posed: &Posed, wanted: &timetable::Session) -> Option<New> {
    let prep = wanted
        .seats
        .iter()
        .map(|seat| posed.problem.lengths(seat.candidate, wanted.exercise).0)
        .max()
        .unwrap_or(0);
    let mut seats = Vec::new();
    let mut markings = Vec::new();
    // By code, as people look for one another: their digit at Observe is the place of their seat.
    let mut in_order: Vec<&timetable::Seat> = wanted.seats.iter().collect();
    in_order.sort_by_key(|seat| seat.candidate);
    for seat in in_order {
        let candidate = *posed.candidates.get(seat.candidate)?;
        let rater = |place: &usize| posed.assessors.get(*place).copied();
        let assessors: Vec<_> = seat.raters.iter().filter_map(rater).collect();
        markings.extend(assessors.iter().zip(&seat.markings).map(|(assessor, at)| Marking {
            candidate,
            assessor: *assessor,
            at: posed.moment(*at),
        }));
        seats.push(Seat { candidate, assessors });
    }
    let room = wanted.room.and_then(|room| posed.rooms.get(room)).cloned();
    Some(New {
        exercise: posed.exercises.get(wanted.exercise)?.clone(),
        seats,
        room: room.unwrap_or_default(),
        planned: shifted(posed.moment(wanted.run), SignedDuration::from_mins(-i64::from(prep))),
        players: wanted.players.iter().filter_map(|one| posed.players.get(*one).copied()).collect(),
        markings,
    })
}

/// What has to happen so that the session is held as the plan has it.
pub(super) fn moved(known: &Session, new: New) -> Vec<sessions::Change> {
    let session = known.id;
    let mut changes = Vec::new();
    if known.room != new.room || known.planned != Some(new.planned) {
        let (room, planned) = (new.room, Some(new.planned));
        changes.push(sessions::Change::Move { session, room, planned });
    }
    let of = |candidate: CandidateId| {
        let seat = new.seats.iter().find(|seat| seat.candidate == candidate);
        seat.map(|seat| seat.assessors.clone()).unwrap_or_default()
    };
    let seats: Vec<Seat> = known
        .seats
        .iter()
        .map(|seat| Seat { candidate: seat.candidate, assessors: of(seat.candidate) })
        .collect();
    let others = |seats: &[Seat]| -> Vec<BTreeSet<_>> {
        seats.iter().map(|seat| seat.assessors.iter().copied().collect()).collect()
    };
    if known.players != new.players {
        changes.push(sessions::Change::Cast { session, players: new.players });
    }
    let markings = new.markings;
    if others(&seats) != others(&known.seats) {
        changes.push(sessions::Change::Reseat { session, seats, markings });
    } else if known.markings != markings {
        changes.push(sessions::Change::Mark { session, markings });
    }
    changes
}

/// When each person eats, if that has changed.
pub(super) fn lunches(centre: &Centre, posed: &Posed, plan: &Plan) -> Option<Change> {
    let candidates = posed.candidates.iter().map(|id| Who::Candidate(*id));
    let assessors = posed.assessors.iter().map(|id| Who::Assessor(*id));
    let eat = candidates
        .zip(&plan.candidate_lunches)
        .chain(assessors.zip(&plan.assessor_lunches))
        .filter_map(|(who, at)| Some((who, posed.moment((*at)?))))
        .filter(|(who, at)| centre.frame.lunches.get(who) != Some(at));
    let eat: Vec<_> = eat.collect();
    if eat.is_empty() { None } else { Some(Change::Frame(frame::Change::Lunches(eat))) }
}
