//! What can happen to a marksheet: rated, declared, submitted, reviewed, given back, reopened.

use serde::{Deserialize, Serialize};

use super::marksheet::{Marksheet, Part, Rated, Rating, Sheet, Told, Turn, Waived};
use super::{Centre, Made, sessions};
use crate::ids::{CompetencyId, NoteId};
use crate::scenario::Rule;

/// The longest reason, and the longest note on a marksheet, in characters.
pub const LONGEST_TEXT: usize = 100_000;

/// What can happen to a marksheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A competency is rated, or its rating taken back.
    Rate {
        /// On which marksheet.
        sheet: Sheet,
        /// Which competency.
        competency: CompetencyId,
        /// What is given; nothing takes it back.
        rating: Option<Rating>,
    },
    /// The reason for a rating is written.
    Reason {
        /// On which marksheet.
        sheet: Sheet,
        /// Which competency.
        competency: CompetencyId,
        /// In the assessor's words; may be emptied.
        text: String,
    },
    /// Everything is rated; the marksheet is locked.
    Submit {
        /// Which marksheet.
        sheet: Sheet,
    },
    /// A submitted marksheet may be changed again.
    Reopen {
        /// Which marksheet.
        sheet: Sheet,
        /// Why.
        reason: String,
    },
    /// The facilitator looked a submitted marksheet through and has nothing to ask.
    Review {
        /// Which marksheet.
        sheet: Sheet,
    },
    /// The facilitator gives a submitted marksheet back to its assessor, who may change it.
    Return {
        /// Which marksheet.
        sheet: Sheet,
        /// What the assessor is asked.
        remark: String,
    },
    /// What the candidate is to be told is written.
    Tell {
        /// On which marksheet.
        sheet: Sheet,
        /// Strengths or next steps.
        part: Part,
        /// In the assessor's words; may be emptied.
        text: String,
        /// The notes that it rests on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        quotes: Vec<NoteId>,
    },
    /// The assessor declares that the ratings were made independently (rule R1).
    Declare {
        /// On which marksheet.
        sheet: Sheet,
    },
    /// A rule is not kept on the marksheet, for this reason.
    Waive {
        /// On which marksheet.
        sheet: Sheet,
        /// Which rule.
        rule: Rule,
        /// Why.
        reason: String,
    },
}

impl Change {
    /// The marksheet that it is about.
    pub fn sheet(&self) -> Sheet {
        match self {
            Self::Rate { sheet, .. }
            | Self::Reason { sheet, .. }
            | Self::Submit { sheet }
            | Self::Reopen { sheet, .. }
            | Self::Review { sheet }
            | Self::Return { sheet, .. }
            | Self::Tell { sheet, .. }
            | Self::Declare { sheet }
            | Self::Waive { sheet, .. } => *sheet,
        }
    }
}

/// Why a change to a marksheet cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such session.
    Session(sessions::Refusal),
    /// The assessor does not observe that candidate in the session.
    NotAssigned,
    /// The record holds nothing of the candidate any more, and takes nothing in.
    Erased,
    /// It is submitted: reopen it first.
    Submitted,
    /// It is not submitted.
    NotSubmitted,
    /// The panel has signed its decision about the candidate.
    Decided,
    /// It was looked through already.
    Reviewed,
    /// The competency is not rated in this exercise.
    NotObservedHere(CompetencyId),
    /// The scale has no such level.
    NoSuchLevel(u8),
    /// These are not rated yet (rule R5).
    Blanks(Vec<CompetencyId>),
    /// A reason is needed.
    NoReason,
    /// Longer than [`LONGEST_TEXT`].
    TooLong,
    /// A note that is quoted is not on this marksheet, has no words or is struck out.
    NotQuotable(NoteId),
    /// Rating opens when the run has ended (rule R2).
    StillRunning,
    /// The scenario asks why this rule is not kept.
    AsksWhy(Rule),
    /// The assessor has not declared that the ratings were made independently (rule R1).
    Undeclared,
    /// Levels that want their reason or their evidence first (rule R3).
    Unfounded(Vec<CompetencyId>),
}

/// The competencies that the marksheet leaves open, in the order of the exercise.
pub fn blanks(centre: &Centre, sheet: Sheet) -> Vec<CompetencyId> {
    let Some((_, exercise)) = centre.session(sheet.session) else { return Vec::new() };
    let marks = centre.marksheets.get(&sheet);
    let is_open = |competency: &CompetencyId| {
        marks.is_none_or(|marks| !marks.ratings.contains_key(competency))
    };
    let observed = exercise.observes.iter().map(|observed| &observed.competency);
    observed.filter(|competency| is_open(competency)).cloned().collect()
}

/// Whether notes and ratings can be written on the marksheet.
pub(super) fn check_writable(centre: &Centre, sheet: Sheet) -> Result<(), Refusal> {
    check_assigned(centre, sheet)?;
    let submitted = centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted);
    if submitted { Err(Refusal::Submitted) } else { Ok(()) }
}

fn check_assigned(centre: &Centre, sheet: Sheet) -> Result<(), Refusal> {
    let session = sessions::held(centre, sheet.session).map_err(Refusal::Session)?;
    if centre.is_erased(sheet.candidate) {
        return Err(Refusal::Erased);
    }
    let assigned = session
        .seats
        .iter()
        .any(|seat| seat.candidate == sheet.candidate && seat.assessors.contains(&sheet.assessor));
    assigned.then_some(()).ok_or(Refusal::NotAssigned)
}

fn check_submitted(centre: &Centre, sheet: Sheet) -> Result<&Marksheet, Refusal> {
    check_assigned(centre, sheet)?;
    let marks = centre.marksheets.get(&sheet).filter(|marks| marks.is_submitted());
    marks.ok_or(Refusal::NotSubmitted)
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let sheet = change.sheet();
    let observed = |competency: &CompetencyId| {
        let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
        let observed = exercise.is_some_and(|exercise| exercise.observes(competency));
        observed.then_some(()).ok_or_else(|| Refusal::NotObservedHere(competency.clone()))
    };
    match change {
        Change::Rate { competency, rating, .. } => {
            check_writable(centre, sheet)?;
            observed(competency)?;
            match rating {
                Some(Rating::Level(level)) if centre.scenario.scale.level(*level).is_none() => {
                    Err(Refusal::NoSuchLevel(*level))
                }
                _ => Ok(()),
            }
        }
        Change::Reason { competency, text, .. } => {
            check_writable(centre, sheet)?;
            observed(competency)?;
            fits(text)
        }
        Change::Submit { .. } => {
            check_writable(centre, sheet)?;
            let blanks = blanks(centre, sheet);
            if blanks.is_empty() { Ok(()) } else { Err(Refusal::Blanks(blanks)) }
        }
        Change::Review { .. } => {
            let marks = check_submitted(centre, sheet)?;
            if marks.is_reviewed() { Err(Refusal::Reviewed) } else { Ok(()) }
        }
        Change::Reopen { reason, .. } | Change::Return { remark: reason, .. } => {
            check_submitted(centre, sheet)?;
            if centre.meeting(sheet.candidate).is_some_and(super::meeting::Meeting::is_locked) {
                return Err(Refusal::Decided);
            }
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            fits(reason)
        }
        Change::Tell { text, quotes, .. } => {
            check_writable(centre, sheet)?;
            let quotable = |note: &super::Note| note.sheet == sheet && note.counts();
            match quotes.iter().find(|id| !centre.notes.get(id).is_some_and(quotable)) {
                Some(id) => Err(Refusal::NotQuotable(*id)),
                None => fits(text),
            }
        }
        Change::Declare { .. } => check_writable(centre, sheet),
        Change::Waive { reason, .. } => {
            check_writable(centre, sheet)?;
            if reason.trim().is_empty() { Err(Refusal::NoReason) } else { fits(reason) }
        }
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let marks = centre.marksheets.entry(change.sheet()).or_default();
    match change {
        Change::Rate { competency, rating, .. } => {
            let before = match rating {
                Some(rating) => {
                    let rated = Rated { rating: *rating, made: *made };
                    marks.ratings.insert(competency.clone(), rated)
                }
                None => marks.ratings.remove(competency),
            };
            marks.replaced.extend(before.map(|before| (competency.clone(), before)));
        }
        Change::Reason { competency, text, .. } => {
            marks.reasons.insert(competency.clone(), text.trim().to_owned());
        }
        Change::Submit { .. } => marks.turns.push(Turn::Submitted(*made)),
        Change::Reopen { reason, .. } => {
            marks.independent = None;
            marks.turns.push(Turn::Reopened(*made, reason.trim().to_owned()));
        }
        Change::Review { .. } => marks.turns.push(Turn::Reviewed(*made)),
        Change::Return { remark, .. } => {
            marks.independent = None;
            marks.turns.push(Turn::Returned(*made, remark.trim().to_owned()));
        }
        Change::Tell { part, text, quotes, .. } => {
            let told = Told { text: text.trim().to_owned(), quotes: quotes.clone(), made: *made };
            let before = marks.told.insert(*part, told);
            marks.told_before.extend(before.map(|before| (*part, before)));
        }
        Change::Declare { .. } => {
            marks.declared.push(*made);
            marks.independent = Some(*made);
        }
        Change::Waive { rule, reason, .. } => {
            let reason = reason.trim().to_owned();
            marks.waived.push(Waived { rule: *rule, reason, made: *made });
        }
    }
}

fn fits(text: &str) -> Result<(), Refusal> {
    let fits = text.chars().count() <= LONGEST_TEXT;
    fits.then_some(()).ok_or(Refusal::TooLong)
}
