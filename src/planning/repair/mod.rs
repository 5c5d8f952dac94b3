//! A change of plan on the day: what has happened, what it does to the plan, and the repair that
//! moves as few people as possible.
//!
//! [`repair()`] changes nothing: it gives the changes that the facilitator may make, as one act.
//! What has begun or is pinned stays where it is, and nothing is moved into the past.

mod changes;
mod here;
mod situation;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use self::situation::Situation;
use super::{Past, Person, Posed};
use crate::centre::sessions::{Marking, Seat};
use crate::centre::{Centre, Change, frame};
use crate::ids::{AssessorId, CandidateId, RolePlayerId, SessionId};
use crate::timetable::repair::{self, Mended, Upset};
use crate::timetable::rules::{self, Breach};
use crate::timetable::{Minute, Plan};

/// Something that has happened, or that the facilitator wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A candidate comes late.
    Late {
        /// Who.
        candidate: CandidateId,
        /// When they can begin.
        until: Timestamp,
    },
    /// A candidate does not come, or has withdrawn.
    Absent {
        /// Who.
        candidate: CandidateId,
    },
    /// A room cannot be used.
    RoomLost {
        /// Which, by name.
        room: String,
        /// From when.
        from: Timestamp,
        /// Until when; for good when unknown.
        until: Option<Timestamp>,
    },
    /// An assessor has to leave.
    AssessorLost {
        /// Who.
        assessor: AssessorId,
        /// From when.
        from: Timestamp,
        /// Until when; for good when unknown.
        until: Option<Timestamp>,
    },
    /// A role player has to leave.
    PlayerLost {
        /// Who.
        player: RolePlayerId,
        /// From when.
        from: Timestamp,
        /// Until when; for good when unknown.
        until: Option<Timestamp>,
    },
    /// A running session ends later than its clock says.
    OverRuns {
        /// Which.
        session: SessionId,
        /// By how many minutes; 0 when its clock says all.
        minutes: u16,
    },
    /// What follows is held later, or earlier.
    Shift {
        /// What.
        what: Following,
        /// By how many minutes.
        minutes: i16,
    },
    /// A session that was missed, or cannot be held when it is planned, is held later.
    CarryOver {
        /// Which.
        session: SessionId,
    },
    /// A session that has begun was void and is held again.
    ReRun {
        /// Which.
        session: SessionId,
        /// Why it was void.
        reason: String,
    },
    /// Two sessions change places.
    Swap {
        /// The one.
        one: SessionId,
        /// The other.
        other: SessionId,
    },
}

/// What is shifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Following {
    /// What follows the session in its room, or for its people where it has none.
    Session(SessionId),
    /// All that is still to come in a room, by name.
    Room(String),
    /// All that is still to come.
    Everything,
}

/// Why there is nothing to repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cannot {
    /// The session is not known, or was called off.
    NoSuchSession,
    /// The session has not begun.
    NotBegun(SessionId),
    /// The session has begun.
    Begun(SessionId),
    /// The session has ended.
    Ended(SessionId),
    /// The session has no time.
    NoTime(SessionId),
    /// The two cannot change places.
    NoSwap,
    /// A reason is needed.
    NoReason,
    /// Marksheets of the session have been submitted.
    Submitted(SessionId),
}

/// How a session is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its first phase begins.
    pub at: Timestamp,
    /// Where; may be empty.
    pub room: String,
    /// Candidates with their assessors.
    pub seats: Vec<Seat>,
    /// Who plays.
    pub players: Vec<RolePlayerId>,
    /// When each paper is marked.
    pub markings: Vec<Marking>,
}

/// A session that is held otherwise than planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub session: SessionId,
    /// As planned.
    pub before: Held,
    /// As it would be; nothing when it is called off.
    pub after: Option<Held>,
    /// It is held again, as a session of its own.
    pub again: bool,
}

/// What could be done, and what it would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// What has happened.
    pub happened: Vec<Happening>,
    /// All that would change, to be made as one act.
    pub changes: Vec<Change>,
    /// The sessions that are held otherwise, in the order of their new times.
    pub moves: Vec<Move>,
    /// Who would eat when instead.
    pub lunches: Vec<(frame::Who, Timestamp, Timestamp)>,
    /// Whose day changes, those left out whom it concerns anyway.
    pub moved: Vec<Person>,
    /// Whose sessions or lunch are held otherwise, of those whom it concerns anyway.
    pub concerned: Vec<Person>,
    /// Whose day stays as it is, of those who have something to do.
    pub untouched: Vec<Person>,
    /// Sessions for which there is no place; they stay where they are planned.
    pub unplaced: Vec<SessionId>,
    /// What would not hold, of what is still to come, and held as it was planned.
    pub broken: Vec<Breach>,
    /// Of what would not hold, what holds as long as nothing is done.
    pub breaks: Vec<Breach>,
    /// What the plan is a plan of, and the plan.
    pub posed: Posed,
    /// The plan as it would be.
    pub plan: Plan,
    /// By how many minutes sessions are moved, all added.
    pub minutes: Minute,
    /// When all is over: before, and then.
    pub ends: (Timestamp, Timestamp),
    /// No repair moves fewer people.
    pub proved: bool,
}

impl Repair {
    /// Until when the day would have to last, where nothing but its end stands in the way.
    pub fn wanted_end(&self) -> Option<Timestamp> {
        let horizon = self.posed.problem.horizon;
        let late = |breach: &Breach| match breach {
            Breach::OutsideTheDay { span, .. } if span.0 >= 0 && span.1 > horizon => Some(span.1),
            _ => None,
        };
        let all: Option<Vec<Minute>> = self.broken.iter().map(late).collect();
        let last = all.filter(|_| self.unplaced.is_empty())?.into_iter().max()?;
        Some(self.posed.moment(last))
    }
}

/// Finds a repair. `go_on` is asked now and then; when it says no, the best so far is given.
///
/// # Errors
///
/// Why what has happened cannot be repaired.
pub fn repair(
    centre: &Centre,
    zone: &TimeZone,
    now: Timestamp,
    happened: &[Happening],
    go_on: &dyn Fn() -> bool,
) -> Result<Repair, Cannot> {
    let mut situation = Situation::of(centre, zone, now);
    situation.take_in_attendance(happened);
    for happening in happened {
        situation.take_in(happening)?;
    }
    situation.let_go_of_the_late();
    let before = situation.before_without_the_absent();
    let upset = Upset {
        problem: &situation.posed.problem,
        plan: &situation.plan,
        before: (&situation.before.0, &before),
        standing: &situation.standing,
        concerned: &situation.concerned,
        now: situation.now_minute(),
    };
    let mended = repair::mend(&upset, 1, go_on);
    Ok(finished(&situation, happened, &mended))
}

fn finished(situation: &Situation<'_>, happened: &[Happening], mended: &Mended) -> Repair {
    let (moves, changes) = changes::of(situation, &mended.plan);
    let lunches = changes::lunches(situation, &mended.plan);
    let held = situation.held(&mended.plan);
    let broken = broken(situation, &held, &mended.plan);
    let breaks = breaks(situation, &broken);
    let person = |one: &repair::Person| situation.person(*one);
    let moved: Vec<Person> = mended.moved.iter().filter_map(person).collect();
    let concerned: Vec<Person> = situation.concerned.iter().filter_map(person).collect();
    let busy = situation.busy(&held);
    let untouched =
        busy.into_iter().filter(|one| !moved.contains(one) && !concerned.contains(one)).collect();
    let ends = |plan: &Plan| {
        let measured = rules::measure(&situation.posed.problem, plan);
        situation.posed.moment(measured.ends)
    };
    // A repair moves what it must one by one; a rotation is only kept by moving all alike.
    let in_step = !broken.iter().any(|breach| matches!(breach, Breach::OutOfStep { .. }));
    let affected = changes::affected(&moves, &lunches);
    let affected = concerned.iter().filter(|one| affected.contains(one) && !moved.contains(one));
    let affected: std::collections::BTreeSet<Person> = affected.cloned().collect();
    let unplaced = mended.unplaced.iter().filter_map(|place| situation.ids.get(*place).copied());
    Repair {
        happened: happened.to_vec(),
        lunches,
        concerned: affected.into_iter().collect(),
        unplaced: unplaced.collect(),
        ends: (ends(&situation.before.1), ends(&held)),
        posed: situation.posed.clone(),
        minutes: mended.minutes,
        proved: mended.proved && in_step,
        plan: held,
        changes,
        moves,
        moved,
        untouched,
        broken,
        breaks,
    }
}

/// What does not hold of what is still to come, that held before. `whole` is the plan with what is
/// called off.
fn broken(situation: &Situation<'_>, held: &Plan, whole: &Plan) -> Vec<Breach> {
    let (problem, before) = &situation.before;
    let known: Vec<Breach> =
        rules::check(problem, before).iter().map(Breach::without_times).collect();
    let ids = situation.held_ids(whole);
    let past = Past::of(situation.centre, (&situation.posed, held), &ids, situation.now);
    let to_come = |breach: &Breach| match breach {
        Breach::Missing { candidate, .. } | Breach::FewAssessors { candidate, .. } => {
            !situation.absent.contains(candidate)
        }
        other => !past.holds(other),
    };
    let found = rules::check(&situation.posed.problem, held).into_iter();
    found.filter(|breach| !known.contains(&breach.without_times()) && to_come(breach)).collect()
}

/// What holds as long as nothing is done, in spite of what has happened.
fn breaks(situation: &Situation<'_>, broken: &[Breach]) -> Vec<Breach> {
    let undone = situation.held(&situation.undone());
    let known = rules::check(&situation.posed.problem, &undone);
    let known: Vec<Breach> = known.iter().map(Breach::without_times).collect();
    broken.iter().filter(|breach| !known.contains(&breach.without_times())).cloned().collect()
}
