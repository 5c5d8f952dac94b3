//! Who is complete, and what is missing, in facts.

use crate::centre::{Centre, Marksheet, Sheet};
use crate::ids::{CandidateId, ExerciseId, SessionId};

/// Something that a candidate's results still want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No session is planned for the exercise.
    NotPlanned(ExerciseId),
    /// The session is not finished.
    NotRun(SessionId),
    /// A marksheet is not submitted.
    NotSubmitted(Sheet),
}

/// How far a candidate's results are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub candidate: CandidateId,
    /// How many marksheets are submitted.
    pub submitted: usize,
    /// How many there are to be.
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

/// How far a candidate's results are.
pub fn progress(centre: &Centre, candidate: CandidateId) -> Progress {
    let mut progress = Progress { candidate, submitted: 0, expected: 0, missing: Vec::new() };
    for exercise in &centre.scenario.exercises {
        let mut planned = centre
            .sessions_of(candidate)
            .filter(|session| session.called_off.is_none() && session.exercise == exercise.id)
            .peekable();
        if planned.peek().is_none() {
            progress.missing.push(Missing::NotPlanned(exercise.id.clone()));
        }
        for session in planned {
            if session.clock.finished.is_none() {
                progress.missing.push(Missing::NotRun(session.id));
            }
            for sheet in session.sheets().into_iter().filter(|sheet| sheet.candidate == candidate) {
                progress.expected += 1;
                if centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted) {
                    progress.submitted += 1;
                } else if session.clock.finished.is_some() {
                    progress.missing.push(Missing::NotSubmitted(sheet));
                }
            }
        }
    }
    progress
}
