//! Who does which exercise, where, when, and observed by whom.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::{Centre, Made, Sheet};
use crate::ids::{AssessorId, CandidateId, ExerciseId, NoteId, RolePlayerId, SessionId};
use crate::scenario::Exercise;

/// The longest name of a room and the longest reason, in characters.
pub const LONGEST_TEXT: usize = 1000;

/// A candidate in a session, and those who observe them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Who is assessed.
    pub candidate: CandidateId,
    /// Who observes.
    pub assessors: Vec<AssessorId>,
}

/// When an assessor marks a candidate's paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// Whose paper.
    pub candidate: CandidateId,
    /// Who marks it.
    pub assessor: AssessorId,
    /// When they begin.
    pub at: Timestamp,
}

/// One exercise, for one candidate or group, in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Made by the entry that planned it.
    pub id: SessionId,
    /// Which exercise.
    pub exercise: ExerciseId,
    /// Candidates with their assessors.
    pub seats: Vec<Seat>,
    /// Where; may be empty.
    pub room: String,
    /// When it should begin: its first phase, for whoever prepares longest.
    pub planned: Option<Timestamp>,
    /// Who plays the parts.
    pub players: Vec<RolePlayerId>,
    /// When each paper is marked, where that is not right after the run.
    pub markings: Vec<Marking>,
    /// The timetable leaves it where it is.
    pub pinned: bool,
    /// What its clock has done.
    pub clock: Clock,
    /// The notes kept in it, as they came.
    pub notes: Vec<NoteId>,
    /// Why it will not be held.
    pub called_off: Option<String>,
}

impl Session {
    /// Whether the candidate is in it.
    pub fn has_candidate(&self, candidate: CandidateId) -> bool {
        self.seats.iter().any(|seat| seat.candidate == candidate)
    }

    /// When what is observed began: minutes of notes count from there, wherever they are shown.
    pub fn observed_from(&self, exercise: &Exercise) -> Option<Timestamp> {
        let observed = self.clock.runs.iter().find(|run| {
            exercise.phase(&run.phase).is_some_and(|(_, phase)| phase.kind.is_observed())
        });
        observed.map(super::clock::PhaseRun::started)
    }

    /// How many seconds after that something happened; nothing before it.
    pub fn seconds_in(&self, exercise: &Exercise, at: Timestamp) -> Option<i64> {
        let secs = at.duration_since(self.observed_from(exercise)?).as_secs();
        (secs >= 0).then_some(secs)
    }

    /// Whether the role player plays in it.
    pub fn has_player(&self, player: RolePlayerId) -> bool {
        self.players.contains(&player)
    }

    /// Whether the assessor observes anybody in it.
    pub fn has_assessor(&self, assessor: AssessorId) -> bool {
        self.seats.iter().any(|seat| seat.assessors.contains(&assessor))
    }

    /// Everybody who observes in it, each once.
    pub fn assessors(&self) -> Vec<AssessorId> {
        let all: BTreeSet<_> = self.seats.iter().flat_map(|seat| &seat.assessors).collect();
        all.into_iter().copied().collect()
    }

    /// The marksheets of all its seats. Those that are to be filled in are [`Centre::sheets_in`].
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheet =
            |seat: &Seat, assessor| Sheet { session: self.id, candidate: seat.candidate, assessor };
        self.seats
            .iter()
            .flat_map(|seat| seat.assessors.iter().map(move |assessor| sheet(seat, *assessor)))
            .collect()
    }
}

/// What can happen to the plan of sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A session is planned.
    Plan {
        /// Which exercise.
        exercise: ExerciseId,
        /// Candidates with their assessors.
        seats: Vec<Seat>,
        /// Where; may be empty.
        room: String,
        /// When it should begin.
        planned: Option<Timestamp>,
        /// Who plays the parts.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        players: Vec<RolePlayerId>,
        /// When each paper is marked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        markings: Vec<Marking>,
    },
    /// A session gets another room or time.
    Move {
        /// Which.
        session: SessionId,
        /// The new room.
        room: String,
        /// The new start.
        planned: Option<Timestamp>,
    },
    /// A session gets other assessors; its candidates stay.
    Reseat {
        /// Which.
        session: SessionId,
        /// The same candidates with their assessors.
        seats: Vec<Seat>,
        /// When they mark each paper.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        markings: Vec<Marking>,
    },
    /// A candidate who does not take part leaves a group that has not begun.
    Unseat {
        /// Which.
        session: SessionId,
        /// Who.
        candidate: CandidateId,
    },
    /// Other people play the parts of a session.
    Cast {
        /// Which.
        session: SessionId,
        /// Who plays.
        players: Vec<RolePlayerId>,
    },
    /// The papers of a session are marked at other times.
    Mark {
        /// Which.
        session: SessionId,
        /// When.
        markings: Vec<Marking>,
    },
    /// The timetable leaves a session where it is, or may move it again.
    Pin {
        /// Which.
        session: SessionId,
        /// Whether it stays.
        pinned: bool,
    },
    /// A session will not be held.
    CallOff {
        /// Which.
        session: SessionId,
        /// Why.
        reason: String,
    },
    /// A session that has begun does not count: it is held again as another.
    Void {
        /// Which.
        session: SessionId,
        /// Why.
        reason: String,
    },
}

/// Why a change to the plan of sessions cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The scenario has no such exercise.
    NoSuchExercise,
    /// The exercise has no phases to run.
    NoPhases,
    /// The session has begun, so its candidates are what they were.
    HasRun,
    /// The candidate is not in the session.
    NotInIt,
    /// Without its only candidate there is no session.
    LastOne,
    /// No such session.
    NoSuchSession,
    /// The session was called off.
    CalledOff,
    /// A session needs somebody to assess.
    NoCandidate,
    /// The exercise takes a group of this size: smallest, largest.
    GroupSize(u8, u8),
    /// A candidate or assessor is not on the list.
    NotOnTheList,
    /// Somebody would sit in it twice.
    Twice,
    /// The candidates of a session stay the same.
    OtherCandidates,
    /// An assessor who has begun a marksheet cannot be taken off the session.
    HasBegun(AssessorId),
    /// The session has begun; end it instead.
    Running,
    /// Longer than [`LONGEST_TEXT`].
    TooLong,
    /// A reason is needed.
    NoReason,
    /// The session has not begun; call it off instead.
    NotBegun,
    /// An assessor has submitted a marksheet in it, which would have to be reopened first.
    Submitted(AssessorId),
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Plan { exercise, seats, room, planned: _, players, markings } => {
            let exercise = centre.scenario.exercise(exercise).ok_or(Refusal::NoSuchExercise)?;
            if exercise.phases.is_empty() {
                return Err(Refusal::NoPhases);
            }
            let group = exercise.group;
            if seats.is_empty() {
                return Err(Refusal::NoCandidate);
            }
            if !(usize::from(group.min)..=usize::from(group.max)).contains(&seats.len()) {
                return Err(Refusal::GroupSize(group.min, group.max));
            }
            fits(room)?;
            check_seats(centre, seats)?;
            check_players(centre, players)?;
            check_markings(seats, markings)
        }
        Change::Move { session, room, planned: _ } => {
            held(centre, *session)?;
            fits(room)
        }
        Change::Reseat { session, seats, markings } => {
            can_reseat(centre, held(centre, *session)?, seats, markings)
        }
        Change::Unseat { session, candidate } => {
            can_leave(centre, held(centre, *session)?, *candidate)
        }
        Change::Cast { session, players } => {
            held(centre, *session)?;
            check_players(centre, players)
        }
        Change::Mark { session, markings } => {
            check_markings(&held(centre, *session)?.seats, markings)
        }
        Change::Pin { session, pinned: _ } => held(centre, *session).map(|_| ()),
        Change::CallOff { session, reason } => {
            let session = held(centre, *session)?;
            if session.clock.has_begun() {
                return Err(Refusal::Running);
            }
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            fits(reason)
        }
        Change::Void { session, reason } => {
            let session = held(centre, *session)?;
            if !session.clock.has_begun() {
                return Err(Refusal::NotBegun);
            }
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            let submitted = |sheet: &Sheet| {
                centre.marksheets.get(sheet).is_some_and(super::Marksheet::is_submitted)
            };
            match session.sheets().into_iter().find(submitted) {
                Some(sheet) => Err(Refusal::Submitted(sheet.assessor)),
                None => fits(reason),
            }
        }
    }
}

fn can_reseat(
    centre: &Centre,
    session: &Session,
    seats: &[Seat],
    markings: &[Marking],
) -> Result<(), Refusal> {
    let candidates =
        |seats: &[Seat]| -> Vec<_> { seats.iter().map(|seat| seat.candidate).collect() };
    if candidates(seats) != candidates(&session.seats) {
        return Err(Refusal::OtherCandidates);
    }
    check_seats(centre, seats)?;
    check_markings(seats, markings)?;
    let kept = |sheet: &Sheet| {
        seats.iter().any(|seat| {
            seat.candidate == sheet.candidate && seat.assessors.contains(&sheet.assessor)
        })
    };
    let sheets = session.sheets().into_iter();
    let mut begun = sheets.filter(|sheet| has_begun(centre, *sheet));
    match begun.find(|sheet| !kept(sheet)) {
        Some(sheet) => Err(Refusal::HasBegun(sheet.assessor)),
        None => Ok(()),
    }
}

fn can_leave(centre: &Centre, session: &Session, candidate: CandidateId) -> Result<(), Refusal> {
    if session.clock.has_begun() {
        return Err(Refusal::HasRun);
    }
    if !session.has_candidate(candidate) {
        return Err(Refusal::NotInIt);
    }
    if session.seats.len() == 1 {
        return Err(Refusal::LastOne);
    }
    let theirs = session.sheets().into_iter().filter(|sheet| sheet.candidate == candidate);
    match theirs.into_iter().find(|sheet| has_begun(centre, *sheet)) {
        Some(sheet) => Err(Refusal::HasBegun(sheet.assessor)),
        None => Ok(()),
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Plan { exercise, seats, room, planned, players, markings } => {
            let id = SessionId(made.origin);
            let session = Session {
                id,
                exercise: exercise.clone(),
                seats: seats.clone(),
                room: room.trim().to_owned(),
                planned: *planned,
                players: players.clone(),
                markings: markings.clone(),
                pinned: false,
                clock: Clock::default(),
                notes: Vec::new(),
                called_off: None,
            };
            for seat in seats {
                centre.sessions_by_candidate.entry(seat.candidate).or_default().push(id);
            }
            centre.sessions.insert(id, session);
        }
        Change::Move { session, room, planned } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                room.trim().clone_into(&mut session.room);
                session.planned = *planned;
            }
        }
        Change::Reseat { session, seats, markings } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                session.seats.clone_from(seats);
                session.markings.clone_from(markings);
            }
        }
        Change::Unseat { session: id, candidate } => {
            if let Some(session) = centre.sessions.get_mut(id) {
                session.seats.retain(|seat| seat.candidate != *candidate);
                session.markings.retain(|marking| marking.candidate != *candidate);
            }
            if let Some(own) = centre.sessions_by_candidate.get_mut(candidate) {
                own.retain(|known| known != id);
            }
        }
        Change::Cast { session, players } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                session.players.clone_from(players);
            }
        }
        Change::Mark { session, markings } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                session.markings.clone_from(markings);
            }
        }
        Change::Pin { session, pinned } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                session.pinned = *pinned;
            }
        }
        Change::CallOff { session, reason } | Change::Void { session, reason } => {
            if let Some(session) = centre.sessions.get_mut(session) {
                session.called_off = Some(reason.trim().to_owned());
            }
        }
    }
}

/// Whether the assessor has written anything on the marksheet.
fn has_begun(centre: &Centre, sheet: Sheet) -> bool {
    centre.marksheets.contains_key(&sheet)
        || centre.checklists.contains_key(&sheet)
        || !centre.notes_of(sheet).is_empty()
}

/// The session, unless it was called off.
pub(super) fn held(centre: &Centre, id: SessionId) -> Result<&Session, Refusal> {
    let session = centre.sessions.get(&id).ok_or(Refusal::NoSuchSession)?;
    if session.called_off.is_some() { Err(Refusal::CalledOff) } else { Ok(session) }
}

fn check_seats(centre: &Centre, seats: &[Seat]) -> Result<(), Refusal> {
    let mut candidates = BTreeSet::new();
    for seat in seats {
        let listed = centre.people.candidate(seat.candidate).is_some_and(|known| !known.removed);
        if !listed {
            return Err(Refusal::NotOnTheList);
        }
        if !candidates.insert(seat.candidate) {
            return Err(Refusal::Twice);
        }
        let mut assessors = BTreeSet::new();
        for assessor in &seat.assessors {
            if centre.people.assessor(*assessor).is_none_or(|known| known.removed) {
                return Err(Refusal::NotOnTheList);
            }
            if !assessors.insert(assessor) {
                return Err(Refusal::Twice);
            }
        }
    }
    Ok(())
}

fn check_players(centre: &Centre, players: &[RolePlayerId]) -> Result<(), Refusal> {
    let mut known = BTreeSet::new();
    for player in players {
        if centre.people.role_player(*player).is_none_or(|known| known.removed) {
            return Err(Refusal::NotOnTheList);
        }
        if !known.insert(player) {
            return Err(Refusal::Twice);
        }
    }
    Ok(())
}

/// Only those mark a paper who rate in the session.
fn check_markings(seats: &[Seat], markings: &[Marking]) -> Result<(), Refusal> {
    let rates = |marking: &Marking| {
        seats.iter().any(|seat| {
            seat.candidate == marking.candidate && seat.assessors.contains(&marking.assessor)
        })
    };
    markings.iter().all(rates).then_some(()).ok_or(Refusal::NotOnTheList)
}

fn fits(text: &str) -> Result<(), Refusal> {
    (text.chars().count() <= LONGEST_TEXT).then_some(()).ok_or(Refusal::TooLong)
}
