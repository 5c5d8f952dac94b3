//! Whose results are complete, and what stands in the way of the others.

use std::collections::BTreeSet;

use super::index::{About, Index};
use crate::centre::{Centre, Marksheet, Session, Sheet, marksheets};
use crate::ids::{CandidateId, CompetencyId, ExerciseId, SessionId};

/// Something that a candidate's results still lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No session is planned for an exercise in which something is rated.
    NotPlanned {
        /// Which exercise.
        exercise: ExerciseId,
    },
    /// Nobody is to observe the candidate.
    NoAssessor {
        /// In which session.
        session: SessionId,
        /// Which exercise.
        exercise: ExerciseId,
    },
    /// The session has not begun.
    NotRun {
        /// Which session.
        session: SessionId,
        /// Which exercise.
        exercise: ExerciseId,
    },
    /// The session is running.
    Running {
        /// Which session.
        session: SessionId,
        /// Which exercise.
        exercise: ExerciseId,
    },
    /// The session is over, and a marksheet was not submitted.
    NotSubmitted {
        /// Whose marksheet.
        sheet: Sheet,
        /// Which exercise.
        exercise: ExerciseId,
        /// The competencies that it leaves open; empty when only submitting is left.
        open: Vec<CompetencyId>,
        /// Whether anything was written on it.
        begun: bool,
    },
}

/// How far one candidate's results are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateProgress {
    /// Whose.
    pub candidate: CandidateId,
    /// The exercises that the scenario holds for them: those in which something is rated.
    pub exercises: usize,
    /// Sessions that are over.
    pub sessions_run: usize,
    /// Sessions that are planned, those that are over included.
    pub sessions: usize,
    /// Marksheets that were submitted.
    pub submitted: usize,
    /// Marksheets that the planned sessions ask for.
    pub sheets: usize,
    /// What is missing, in the order of the exercises.
    pub missing: Vec<Missing>,
}

impl CandidateProgress {
    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// How far each candidate's results are, by code.
pub fn progress(centre: &Centre) -> Vec<CandidateProgress> {
    let index = Index::new(centre, None);
    let listed = centre.people.candidates().into_iter();
    listed.map(|known| of_candidate(centre, known.id, index.about(known.id))).collect()
}

fn of_candidate(
    centre: &Centre,
    candidate: CandidateId,
    about: Option<&About<'_>>,
) -> CandidateProgress {
    let mut found = CandidateProgress {
        candidate,
        exercises: 0,
        sessions_run: 0,
        sessions: 0,
        submitted: 0,
        sheets: 0,
        missing: Vec::new(),
    };
    let submitted: BTreeSet<Sheet> = about
        .iter()
        .flat_map(|about| &about.marksheets)
        .filter(|(_, marks)| Marksheet::is_submitted(marks))
        .map(|(sheet, _)| *sheet)
        .collect();
    for exercise in centre.scenario.exercises.iter().filter(|known| !known.observes.is_empty()) {
        found.exercises += 1;
        let all = about.iter().flat_map(|about| &about.sessions);
        let mut sessions = all.filter(|session| session.exercise == exercise.id).peekable();
        if sessions.peek().is_none() {
            found.missing.push(Missing::NotPlanned { exercise: exercise.id.clone() });
        }
        for session in sessions {
            of_session(centre, &mut found, session, &submitted);
        }
    }
    found
}

fn of_session(
    centre: &Centre,
    found: &mut CandidateProgress,
    session: &Session,
    submitted: &BTreeSet<Sheet>,
) {
    let sheets = session.sheets().into_iter().filter(|sheet| sheet.candidate == found.candidate);
    let sheets: Vec<Sheet> = sheets.collect();
    let handed_in = sheets.iter().filter(|sheet| submitted.contains(sheet)).count();
    found.sessions += 1;
    found.sessions_run += usize::from(session.clock.finished.is_some());
    found.sheets += sheets.len();
    found.submitted += handed_in;
    let (id, exercise) = (session.id, session.exercise.clone());
    if sheets.is_empty() {
        found.missing.push(Missing::NoAssessor { session: id, exercise: exercise.clone() });
    } else if handed_in == sheets.len() {
        // Rated all the same, on a day without clocks.
        return;
    }
    if !session.clock.has_begun() {
        found.missing.push(Missing::NotRun { session: id, exercise });
    } else if session.clock.finished.is_none() {
        found.missing.push(Missing::Running { session: id, exercise });
    } else {
        let open = sheets.into_iter().filter(|sheet| !submitted.contains(sheet));
        found.missing.extend(open.map(|sheet| Missing::NotSubmitted {
            sheet,
            exercise: exercise.clone(),
            open: marksheets::blanks(centre, sheet),
            begun: centre.marksheets.contains_key(&sheet),
        }));
    }
}
