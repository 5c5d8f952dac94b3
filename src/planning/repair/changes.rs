//! What a repair changes in the centre, and how each session is held before and after it.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::situation::Situation;
use super::{Held, Move};
use crate::centre::frame::Who;
use crate::centre::sessions::{self, Marking, Seat};
use crate::centre::{Change, Session, clocks};
use crate::planning::{Person, adopt};
use crate::time::shifted;
use crate::timetable::{self, Plan};

/// The sessions that are held otherwise, and all that has to change for it.
pub(super) fn of(situation: &Situation<'_>, plan: &Plan) -> (Vec<Move>, Vec<Change>) {
    let mut moves = Vec::new();
    let mut changes = situation.facts.clone();
    for (place, reason) in &situation.off {
        let Some(session) = situation.session(*place) else { continue };
        moves.extend(held(session).map(|before| Move {
            session: session.id,
            before,
            after: None,
            again: false,
        }));
        let reason = reason.clone();
        changes.push(Change::Session(sessions::Change::CallOff { session: session.id, reason }));
    }
    for (place, wanted) in plan.sessions.iter().enumerate() {
        let Some(session) = situation.session(place) else { continue };
        let again = situation.again.iter().find(|(known, _)| *known == place);
        let planned = situation.before.1.sessions.get(place);
        let truly = situation.plan.sessions.get(place);
        let begun = session.clock.has_begun() && again.is_none();
        let same = if begun { truly == Some(wanted) } else { planned == Some(wanted) };
        if same || situation.off.iter().any(|(known, _)| *known == place) {
            continue;
        }
        let Some((before, after)) = held(session).zip(new(situation, session, planned, wanted))
        else {
            continue;
        };
        let after = if begun { Held { at: before.at, ..after } } else { after };
        match again {
            Some((_, reason)) => changes.extend(renewed(session, reason, &after)),
            None => changes.extend(moved(session, &before, &after)),
        }
        let (session, again) = (session.id, again.is_some());
        moves.push(Move { session, before, after: Some(after), again });
    }
    moves.sort_by_key(|one| (one.after.is_none(), one.after.as_ref().map(|held| held.at)));
    changes.extend(adopt::lunches(situation.centre, &situation.posed, plan));
    (moves, changes)
}

/// Who eats when instead.
pub(super) fn lunches(situation: &Situation<'_>, plan: &Plan) -> Vec<(Who, Timestamp, Timestamp)> {
    let posed = &situation.posed;
    let candidates = posed.candidates.iter().map(|id| Who::Candidate(*id));
    let assessors = posed.assessors.iter().map(|id| Who::Assessor(*id));
    let all = candidates.zip(&plan.candidate_lunches).chain(assessors.zip(&plan.assessor_lunches));
    let changed = all.filter_map(|(who, at)| {
        let before = *situation.centre.frame.lunches.get(&who)?;
        let at = (*at)?;
        (posed.minute(before) != at).then(|| (who, before, posed.moment(at)))
    });
    changed.collect()
}

/// Whose sessions or lunch are held otherwise; what is called off is nobody's move.
pub(super) fn affected(
    moves: &[Move],
    lunches: &[(Who, Timestamp, Timestamp)],
) -> BTreeSet<Person> {
    let mut all: BTreeSet<Person> = BTreeSet::new();
    for one in moves {
        let Some(after) = &one.after else { continue };
        let whole = one.again || after.at != one.before.at || after.room != one.before.room;
        let (was, is) = (parts(&one.before), parts(after));
        all.extend(was.symmetric_difference(&is).map(|(who, _)| who.clone()));
        let there = was.iter().filter(|(_, marks)| whole && marks.is_none());
        all.extend(there.map(|(who, _)| who.clone()));
    }
    all.extend(lunches.iter().map(|(who, ..)| match who {
        Who::Candidate(id) => Person::Candidate(*id),
        Who::Assessor(id) => Person::Assessor(*id),
    }));
    all
}

/// Who has a part in it; of those who mark, when.
fn parts(held: &Held) -> BTreeSet<(Person, Option<Timestamp>)> {
    let mut all: BTreeSet<(Person, Option<Timestamp>)> = BTreeSet::new();
    for seat in &held.seats {
        all.insert((Person::Candidate(seat.candidate), None));
        // Whoever marks a paper need not be there when it is written.
        let there = seat.assessors.iter().filter(|_| held.markings.is_empty());
        all.extend(there.map(|id| (Person::Assessor(*id), None)));
    }
    all.extend(held.players.iter().map(|id| (Person::RolePlayer(*id), None)));
    all.extend(held.markings.iter().map(|one| (Person::Assessor(one.assessor), Some(one.at))));
    all
}

fn held(session: &Session) -> Option<Held> {
    Some(Held {
        at: session.planned?,
        room: session.room.clone(),
        seats: session.seats.clone(),
        players: session.players.clone(),
        markings: session.markings.clone(),
    })
}

/// How the session is held as the plan wants it. What stays keeps its seconds, and a room that is
/// not on the list.
fn new(
    situation: &Situation<'_>,
    session: &Session,
    planned: Option<&timetable::Session>,
    wanted: &timetable::Session,
) -> Option<Held> {
    let new = adopt::session(&situation.posed, wanted)?;
    let known = planned?;
    // Without whoever prepares longest, a group begins to prepare later.
    let same = known.run == wanted.run && known.seats.len() == wanted.seats.len();
    let at = if same { session.planned? } else { new.planned };
    let room = if known.room == wanted.room { session.room.clone() } else { new.room };
    let leaves = |seat: &&Seat| {
        let place = situation.posed.candidates.iter().position(|one| *one == seat.candidate);
        place.is_some_and(|place| {
            situation.absent.contains(&place)
                && !wanted.seats.iter().any(|own| own.candidate == place)
        })
    };
    let seat = |seat: &Seat| {
        let own = new.seats.iter().find(|own| own.candidate == seat.candidate);
        let assessors = own.map_or_else(Vec::new, |own| own.assessors.clone());
        let same = assessors.len() == seat.assessors.len()
            && assessors.iter().all(|one| seat.assessors.contains(one));
        if same { seat.clone() } else { Seat { candidate: seat.candidate, assessors } }
    };
    let players =
        if known.players == wanted.players { session.players.clone() } else { new.players };
    Some(Held {
        at,
        room,
        seats: session.seats.iter().filter(|seat| !leaves(seat)).map(seat).collect(),
        players,
        markings: kept(&session.markings, new.markings),
    })
}

/// Markings that do not move keep their seconds.
fn kept(before: &[Marking], after: Vec<Marking>) -> Vec<Marking> {
    let same = |marking: Marking| {
        let known = before.iter().find(|known| {
            let apart = known.at.duration_since(marking.at);
            known.candidate == marking.candidate
                && known.assessor == marking.assessor
                && apart.abs() < SignedDuration::from_mins(1)
        });
        known.cloned().unwrap_or(marking)
    };
    if before.is_empty() { Vec::new() } else { after.into_iter().map(same).collect() }
}

fn moved(session: &Session, before: &Held, after: &Held) -> Vec<Change> {
    let id = session.id;
    let stays = |seat: &&Seat| after.seats.iter().any(|own| own.candidate == seat.candidate);
    let mut changes: Vec<sessions::Change> = before
        .seats
        .iter()
        .filter(|seat| !stays(seat))
        .map(|seat| sessions::Change::Unseat { session: id, candidate: seat.candidate })
        .collect();
    let same_seats = before.seats.iter().filter(stays).eq(&after.seats);
    if before.at != after.at || before.room != after.room {
        let (room, planned) = (after.room.clone(), Some(after.at));
        changes.push(sessions::Change::Move { session: id, room, planned });
    }
    if before.players != after.players {
        changes.push(sessions::Change::Cast { session: id, players: after.players.clone() });
    }
    let (seats, markings) = (after.seats.clone(), after.markings.clone());
    if !same_seats {
        changes.push(sessions::Change::Reseat { session: id, seats, markings });
    } else if before.markings != after.markings {
        changes.push(sessions::Change::Mark { session: id, markings });
    }
    changes.into_iter().map(Change::Session).collect()
}

/// The void session ends and counts no more; a new one is planned.
fn renewed(session: &Session, reason: &str, after: &Held) -> Vec<Change> {
    let id = session.id;
    let mut changes = Vec::new();
    if session.clock.finished.is_none() {
        changes.push(Change::Clock(clocks::Change::End { session: id }));
    }
    let reason = reason.to_owned();
    changes.push(Change::Session(sessions::Change::Void { session: id, reason }));
    let markings = after.markings.clone();
    changes.push(Change::Session(sessions::Change::Plan {
        exercise: session.exercise.clone(),
        seats: after.seats.clone(),
        room: after.room.clone(),
        planned: Some(shifted(after.at, SignedDuration::ZERO)),
        players: after.players.clone(),
        markings,
    }));
    changes
}
