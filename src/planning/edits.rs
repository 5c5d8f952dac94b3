//! Changing a timetable by hand: moving, swapping, giving to others; and what that would break.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::pose::pose;
use super::read::{self, read};
use crate::centre::frame::{self, Who};
use crate::centre::sessions::{self, Marking, Seat};
use crate::centre::{Act, Author, Centre, Change, Entry, Refusal, Session};
use crate::ids::{AssessorId, DeviceId, EntryId, RolePlayerId, SessionId};
use crate::people::{self, Adjustment, CandidateFact, Grant};
use crate::scenario::PhaseKind;
use crate::time::{Stamp, shifted};
use crate::timetable::rules::{self, Breach};

/// Moves a session, and the marking of its papers with it.
pub fn shift(session: &Session, by: SignedDuration) -> Vec<Change> {
    let Some(planned) = session.planned else { return Vec::new() };
    let mut changes = vec![Change::Session(sessions::Change::Move {
        session: session.id,
        room: session.room.clone(),
        planned: Some(shifted(planned, by)),
    })];
    if !session.markings.is_empty() {
        let later = |marking: &Marking| Marking { at: shifted(marking.at, by), ..marking.clone() };
        changes.push(Change::Session(sessions::Change::Mark {
            session: session.id,
            markings: session.markings.iter().map(later).collect(),
        }));
    }
    changes
}

/// Moves the time at which an assessor marks a paper.
pub fn shift_marking(session: &Session, of: &Marking, by: SignedDuration) -> Vec<Change> {
    let moved = |marking: &Marking| {
        let same = marking.candidate == of.candidate && marking.assessor == of.assessor;
        let at = if same { shifted(marking.at, by) } else { marking.at };
        Marking { at, ..marking.clone() }
    };
    let markings = session.markings.iter().map(moved).collect();
    vec![Change::Session(sessions::Change::Mark { session: session.id, markings })]
}

/// Moves somebody's lunch.
pub fn move_lunch(centre: &Centre, who: Who, by: SignedDuration) -> Vec<Change> {
    let at = centre.frame.lunches.get(&who);
    let moved = at.map(|at| Change::Frame(frame::Change::Lunches(vec![(who, shifted(*at, by))])));
    moved.into_iter().collect()
}

/// Holds a session in another room.
pub fn give_room(session: &Session, room: &str) -> Vec<Change> {
    vec![Change::Session(sessions::Change::Move {
        session: session.id,
        room: room.to_owned(),
        planned: session.planned,
    })]
}

/// Gives what one assessor does in a session to another.
pub fn give_assessor(session: &Session, from: AssessorId, to: AssessorId) -> Vec<Change> {
    let other = |known: &AssessorId| if *known == from { to } else { *known };
    let seats = session.seats.iter().map(|seat| {
        let mut assessors: Vec<AssessorId> = Vec::new();
        for assessor in seat.assessors.iter().map(other) {
            if !assessors.contains(&assessor) {
                assessors.push(assessor);
            }
        }
        Seat { candidate: seat.candidate, assessors }
    });
    let markings = session
        .markings
        .iter()
        .map(|marking| Marking { assessor: other(&marking.assessor), ..marking.clone() });
    vec![Change::Session(sessions::Change::Reseat {
        session: session.id,
        seats: seats.collect(),
        markings: markings.collect(),
    })]
}

/// Gives a part from one role player to another.
pub fn give_player(session: &Session, from: RolePlayerId, to: RolePlayerId) -> Vec<Change> {
    let other = |known: &RolePlayerId| if *known == from { to } else { *known };
    let players = session.players.iter().map(other).collect();
    vec![Change::Session(sessions::Change::Cast { session: session.id, players })]
}

/// Two sessions of one candidate each change places: time, room, assessors and role players.
pub fn swap(one: &Session, other: &Session) -> Vec<Change> {
    let mut changes = placed_like(one, other);
    changes.extend(placed_like(other, one));
    changes
}

/// `session` gets the place of `model`.
fn placed_like(session: &Session, model: &Session) -> Vec<Change> {
    let assessors = model.seats.first().map(|seat| seat.assessors.clone()).unwrap_or_default();
    let seats = session
        .seats
        .iter()
        .map(|seat| Seat { candidate: seat.candidate, assessors: assessors.clone() });
    let candidate = session.seats.first().map(|seat| seat.candidate);
    let markings = model
        .markings
        .iter()
        .filter_map(|marking| Some(Marking { candidate: candidate?, ..marking.clone() }));
    let id = session.id;
    [
        sessions::Change::Move { session: id, room: model.room.clone(), planned: model.planned },
        sessions::Change::Reseat {
            session: id,
            seats: seats.collect(),
            markings: markings.collect(),
        },
        sessions::Change::Cast { session: id, players: model.players.clone() },
    ]
    .into_iter()
    .map(Change::Session)
    .collect()
}

/// Whether two sessions can change places: the same exercise, for one candidate each, neither begun.
pub fn can_swap(one: &Session, other: &Session) -> bool {
    let free = |session: &Session| session.seats.len() == 1 && !session.clock.has_begun();
    one.id != other.id && one.exercise == other.exercise && free(one) && free(other)
}

/// Gives the candidate of a session so many minutes more in its run, or fewer, as an adjustment
/// (rule T3): nobody else's time changes. Nothing when the session is a group's.
pub fn lengthen(centre: &Centre, session: &Session, by_minutes: i32) -> Vec<Change> {
    let [seat] = session.seats.as_slice() else { return Vec::new() };
    let Some(known) = centre.people.candidate(seat.candidate) else { return Vec::new() };
    let Some(exercise) = centre.scenario.exercise(&session.exercise) else { return Vec::new() };
    let runs = exercise.phases.iter().find(|phase| phase.kind.is_observed());
    let phase = runs.map_or(PhaseKind::Run, |phase| phase.kind);
    let own = |adjustment: &Adjustment| {
        adjustment.exercise.as_ref() == Some(&session.exercise)
            && adjustment.phase == Some(phase)
            && matches!(adjustment.grant, Grant::Minutes(_))
    };
    let mut granted = known.adjustments.clone();
    let before = granted.iter().find(|one| own(one)).map_or(0, |one| match one.grant {
        Grant::Minutes(minutes) => i32::from(minutes),
        Grant::Percent(_) | Grant::Rest(_) => 0,
    });
    granted.retain(|one| !own(one));
    let minutes = u16::try_from((before + by_minutes).max(0)).unwrap_or(u16::MAX);
    if minutes > 0 {
        granted.push(Adjustment {
            exercise: Some(session.exercise.clone()),
            phase: Some(phase),
            grant: Grant::Minutes(minutes),
            approved_by: String::new(),
            reason: String::new(),
        });
    }
    vec![Change::People(people::Change::Candidate {
        candidate: seat.candidate,
        fact: CandidateFact::Adjustments(granted),
    })]
}

/// The centre as it would be after the changes.
///
/// # Errors
///
/// Why one of them cannot be.
pub fn preview(centre: &Centre, changes: &[Change]) -> Result<Centre, Refusal> {
    let mut after = centre.clone();
    // An entry that nobody keeps; its number is beyond any that a record gives.
    let device = DeviceId { installation: u32::MAX, session: u32::MAX };
    let stamp = Stamp::after(None, Timestamp::UNIX_EPOCH);
    for (number, change) in (u32::MAX / 2..).zip(changes) {
        after.check(change)?;
        let id = EntryId { device, number };
        let act = Act::Do(vec![change.clone()]);
        after.apply(&Entry { id, stamp, by: Author::Facilitator, act });
    }
    Ok(after)
}

/// The rules that do not hold in the centre's timetable, with the sessions that they name by place.
pub fn breaches(centre: &Centre, zone: &TimeZone, now: Timestamp) -> (Vec<Breach>, Vec<SessionId>) {
    let posed = pose(centre, zone, now);
    let plan = read(centre, &posed);
    (rules::check(&posed.problem, &plan), read::ids(centre, &posed))
}
