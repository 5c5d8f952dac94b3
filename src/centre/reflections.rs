//! What a candidate answered about their own performance, right after it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Centre, Made, marksheets, sessions};
use crate::ids::{CandidateId, SessionId};

/// An answer, and who entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In the candidate's words.
    pub text: String,
    /// When and by whom it was entered.
    pub made: Made,
}

/// One candidate's answers in one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reflection {
    /// By the place of the question, from 0.
    pub answers: BTreeMap<u16, Answer>,
    /// What was entered before, oldest first.
    pub replaced: Vec<(u16, Answer)>,
}

/// What can happen to a self-assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// An answer is entered.
    Answer {
        /// In which session.
        session: SessionId,
        /// Whose.
        candidate: CandidateId,
        /// The place of the question, from 0.
        question: u16,
        /// In the candidate's words; may be emptied.
        text: String,
    },
}

/// Why an answer cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such session.
    Session(sessions::Refusal),
    /// The candidate is not in the session.
    NotInTheSession,
    /// The exercise asks no such question.
    NoSuchQuestion,
    /// Longer than [`marksheets::LONGEST_TEXT`].
    TooLong,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Answer { session, candidate, question, text } = change;
    let session = sessions::held(centre, *session).map_err(Refusal::Session)?;
    if !session.has_candidate(*candidate) {
        return Err(Refusal::NotInTheSession);
    }
    let asked = centre.scenario.exercise(&session.exercise);
    let asked = asked.and_then(|exercise| exercise.self_assessment.as_ref());
    let questions = asked.map_or(0, |asked| asked.questions.len());
    if usize::from(*question) >= questions {
        return Err(Refusal::NoSuchQuestion);
    }
    let fits = text.chars().count() <= marksheets::LONGEST_TEXT;
    fits.then_some(()).ok_or(Refusal::TooLong)
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Change::Answer { session, candidate, question, text } = change;
    let own = centre.reflections.entry((*session, *candidate)).or_default();
    let text = text.trim().to_owned();
    let before = if text.is_empty() {
        own.answers.remove(question)
    } else {
        own.answers.insert(*question, Answer { text, made: *made })
    };
    own.replaced.extend(before.map(|before| (*question, before)));
}
