//! Who is complete, and what is missing, in facts.

use super::{is_owed, voided};
use crate::centre::attendance::Away;
use crate::centre::{Centre, Marksheet, Session, Sheet};
use crate::ids::{CandidateId, ExerciseId, SessionId};

/// Something that a candidate's results still want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The candidate did not come, or left: what was not held will not be.
    Away(Away),
    /// No session is planned for the exercise.
    NotPlanned(ExerciseId),
    /// Nobody is to observe the candidate in the session.
    NoAssessor(SessionId),
    /// The session has not begun.
    NotRun(SessionId),
    /// The session is running.
    Running(SessionId),
    /// The session is over and a marksheet is not submitted. What it leaves open is said by
    /// [`crate::centre::marksheets::blanks`].
    NotSubmitted(Sheet),
}

/// How far a candidate's results are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub candidate: CandidateId,
    /// How many marksheets are submitted.
    pub submitted: usize,
    /// How many there are to be, as far as sessions are planned.
    pub expected: usize,
    /// What is missing, in the order of the exercises.
    pub missing: Vec<Missing>,
}

impl Progress {
    /// Nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// How far the results of all candidates on the list are, by code.
pub fn all_progress(centre: &Centre) -> Vec<Progress> {
    let listed = centre.people.candidates().into_iter();
    listed.map(|known| progress(centre, known.id)).collect()
}

/// How far a candidate's results are.
pub fn progress(centre: &Centre, candidate: CandidateId) -> Progress {
    let mut progress = Progress { candidate, submitted: 0, expected: 0, missing: Vec::new() };
    let away = centre.away(candidate);
    progress.missing.extend(away.map(Missing::Away));
    for exercise in centre.scenario.exercises.iter().filter(|known| !known.observes.is_empty()) {
        let mut planned = centre
            .sessions_of(candidate)
            .filter(|session| session.called_off.is_none() && session.exercise == exercise.id)
            .filter(|session| !voided(centre, session, candidate))
            .peekable();
        let owed = away.is_none() && is_owed(centre, candidate, &exercise.id);
        if planned.peek().is_none() && owed {
            progress.missing.push(Missing::NotPlanned(exercise.id.clone()));
        }
        for session in planned {
            of_session(centre, session, away.is_some(), &mut progress);
        }
    }
    progress
}

fn of_session(centre: &Centre, session: &Session, away: bool, progress: &mut Progress) {
    let seat = session.seats.iter().find(|seat| seat.candidate == progress.candidate);
    let sheet = |assessor| Sheet { session: session.id, candidate: progress.candidate, assessor };
    let sheets: Vec<Sheet> =
        seat.into_iter().flat_map(|seat| &seat.assessors).map(|known| sheet(*known)).collect();
    let is_open =
        |sheet: &Sheet| !centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
    let open: Vec<Sheet> = sheets.iter().copied().filter(is_open).collect();
    progress.expected += sheets.len();
    progress.submitted += sheets.len() - open.len();
    if away && !open.iter().any(|sheet| centre.is_awaited(*sheet)) {
        return;
    }
    if sheets.is_empty() {
        progress.missing.push(Missing::NoAssessor(session.id));
    } else if open.is_empty() {
        // Rated all the same, as on a day without clocks.
        return;
    }
    if session.clock.finished.is_some() {
        progress.missing.extend(open.into_iter().map(Missing::NotSubmitted));
    } else if session.clock.has_begun() {
        progress.missing.push(Missing::Running(session.id));
    } else {
        progress.missing.push(Missing::NotRun(session.id));
    }
}
