//! How far each candidate is with each exercise.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::presence::{self, Presence};
use crate::centre::clock::PhaseRun;
use crate::centre::voided::{is_owed, voided};
use crate::centre::{Centre, Person, Session};
use crate::ids::{CandidateId, ExerciseId, SessionId};
use crate::scenario::Exercise;
use crate::scenario::exercise::{PhaseKind, Present};

/// How far a candidate is with an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// No session of it is planned for them.
    Unplanned,
    /// Planned, and not begun.
    Scheduled,
    /// Planned as the next one of somebody who is here.
    CheckedIn,
    /// They are briefed, or read and plan.
    Preparing,
    /// They act or are questioned.
    Running,
    /// Its clock is held.
    Paused,
    /// They have done it; others may still write.
    Finished,
    /// It was held, or is due, without them.
    NoShow,
    /// They left, or drew back, before it was done.
    Withdrawn,
    /// An incident made it void, and nothing takes its place.
    Void,
    /// What was held does not count, and it is still to be held again.
    ReRun,
}

/// One exercise of one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which exercise.
    pub exercise: ExerciseId,
    /// How far it is.
    pub progress: Progress,
    /// It is held again, since what was held before does not count.
    pub again: bool,
    /// The session that counts, or else the one that no longer does.
    pub session: Option<SessionId>,
}

/// How far a candidate is with every exercise of the scenario, in the order in which they do them;
/// what is not planned comes last.
pub fn turns(
    centre: &Centre,
    candidate: CandidateId,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<Turn> {
    let presence = presence::of(centre, Person::Candidate(candidate), zone, now);
    turns_of(centre, candidate, presence)
}

/// The same, of somebody of whom it is known how they stand.
pub fn turns_of(centre: &Centre, candidate: CandidateId, presence: Presence) -> Vec<Turn> {
    // Whose clocks have run is somewhere, also where nobody checks people in.
    let begun = centre.sessions_of(candidate).any(|session| session.clock.has_begun());
    let presence = match presence {
        Presence::NoShow(overdue) if begun => Presence::Overdue(overdue),
        known => known,
    };
    let exercises = centre.scenario.exercises.iter();
    let mut all: Vec<(Option<Timestamp>, Turn)> =
        exercises.map(|exercise| turn(centre, candidate, exercise, presence)).collect();
    all.sort_by_key(|(planned, _)| (planned.is_none(), *planned));
    let mut all: Vec<Turn> = all.into_iter().map(|(_, turn)| turn).collect();
    let next = all.iter_mut().find(|turn| turn.progress == Progress::Scheduled);
    if let Some(next) = next.filter(|_| presence.is_here()) {
        next.progress = Progress::CheckedIn;
    }
    all
}

/// Whether a candidate is in a session now: it has begun, and a phase with candidates is still to
/// come or runs.
pub fn is_in_one(centre: &Centre, candidate: CandidateId) -> bool {
    centre.sessions_of(candidate).any(|session| {
        let exercise = centre.scenario.exercise(&session.exercise);
        let done = exercise.is_none_or(|exercise| done_at(exercise, session).is_some());
        session.called_off.is_none() && session.clock.has_begun() && !done
    })
}

fn turn(
    centre: &Centre,
    candidate: CandidateId,
    exercise: &Exercise,
    presence: Presence,
) -> (Option<Timestamp>, Turn) {
    let own = centre.sessions_of(candidate).filter(|session| session.exercise == exercise.id);
    let counts =
        |session: &Session| session.called_off.is_none() && !voided(centre, session, candidate);
    // What was called off before it began never was.
    let was = |session: &&Session| session.called_off.is_none() || session.clock.has_begun();
    let mut own: Vec<&Session> = own.filter(was).collect();
    own.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
    let counted = own.iter().rfind(|session| counts(session));
    let spoiled = own.iter().any(|session| !counts(session));
    let progress = match counted {
        Some(session) => progress(centre, exercise, session, (candidate, presence)),
        None if !spoiled => Progress::Unplanned,
        None if is_owed(centre, candidate, &exercise.id) => Progress::ReRun,
        None => Progress::Void,
    };
    let shown = counted.or(own.last());
    let turn = Turn {
        exercise: exercise.id.clone(),
        progress,
        again: counted.is_some() && spoiled,
        session: shown.map(|session| session.id),
    };
    (shown.and_then(|session| session.planned), turn)
}

fn progress(
    centre: &Centre,
    exercise: &Exercise,
    session: &Session,
    (candidate, presence): (CandidateId, Presence),
) -> Progress {
    let Some(began) = session.clock.runs.first().map(PhaseRun::started) else {
        return match presence {
            Presence::Absent | Presence::NoShow(_) => Progress::NoShow,
            Presence::Withdrawn => Progress::Withdrawn,
            _ => Progress::Scheduled,
        };
    };
    let known = centre.attendance.get(&Person::Candidate(candidate));
    let came = known.and_then(|known| known.arrived).map(|arrival| arrival.at);
    let missed = session.clock.finished.is_some_and(|ended| came.is_some_and(|at| at >= ended));
    if presence == Presence::Absent || missed {
        return Progress::NoShow;
    }
    let left = known.and_then(|known| known.withdrawn.as_ref()).map(|reason| reason.made.at);
    let done = done_at(exercise, session);
    if left.is_some_and(|left| left <= began || done.is_none_or(|done| left < done)) {
        return Progress::Withdrawn;
    }
    match session.clock.current() {
        _ if done.is_some() => Progress::Finished,
        None => Progress::Finished,
        Some(run) if run.is_held() => Progress::Paused,
        Some(run) => match exercise.phase(&run.phase).map(|(_, phase)| phase.kind) {
            Some(PhaseKind::Briefing | PhaseKind::Preparation) => Progress::Preparing,
            _ => Progress::Running,
        },
    }
}

/// When the last phase with candidates in it ended, if it has.
fn done_at(exercise: &Exercise, session: &Session) -> Option<Timestamp> {
    let of_candidates = |place: &usize| {
        exercise
            .phases
            .get(*place)
            .is_some_and(|phase| phase.present.contains(&Present::Candidates))
    };
    let last = (0..exercise.phases.len()).rfind(of_candidates)?;
    let past = session.clock.runs.iter().find_map(|run| {
        let (place, _) = exercise.phase(&run.phase)?;
        match place.cmp(&last) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => run.ended,
            std::cmp::Ordering::Greater => Some(run.started()),
        }
    });
    past.or(session.clock.finished)
}
