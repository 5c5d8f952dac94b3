//! Who has had feedback: on which day, from whom and how (rule F1).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Centre, Made};
use crate::ids::{AssessorId, CandidateId};
use crate::people::LONGEST_NAME;

/// Who gave feedback.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Giver {
    /// Who runs the day.
    Facilitator,
    /// One of the assessors.
    Assessor(AssessorId),
    /// Somebody else, by name: a line manager, a coach.
    Other(String),
}

/// How feedback was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Way {
    /// Face to face.
    Talk,
    /// By telephone or video.
    Call,
    /// In writing.
    Writing,
    /// It was offered, and the candidate did not want it.
    Declined,
}

impl Way {
    /// Every way, the usual first.
    pub const ALL: [Self; 4] = [Self::Talk, Self::Call, Self::Writing, Self::Declined];
}

/// Feedback that was given, or offered and declined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// On which day.
    pub on: Date,
    /// By whom.
    pub by: Giver,
    /// How.
    pub way: Way,
    /// Who recorded it, and when.
    pub made: Made,
    /// It was recorded by mistake: who said so, and why. It stays on record.
    pub taken_back: Option<(Made, String)>,
}

/// The feedback of each candidate, in the order in which it was recorded.
pub type Feedback = BTreeMap<CandidateId, Vec<Given>>;

/// What can happen to feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A candidate has had feedback, or did not want it.
    Give {
        /// Who had it.
        candidate: CandidateId,
        /// On which day.
        on: Date,
        /// From whom.
        by: Giver,
        /// How.
        way: Way,
    },
    /// The last feedback of a candidate was recorded by mistake.
    TakeBack {
        /// Whose.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
}

impl Change {
    /// Whom it is about.
    pub fn candidate(&self) -> CandidateId {
        match self {
            Self::Give { candidate, .. } | Self::TakeBack { candidate, .. } => *candidate,
        }
    }
}

/// Why feedback cannot be recorded so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such candidate on the list.
    NoSuchCandidate,
    /// No such assessor.
    NoSuchAssessor,
    /// Somebody else needs a name.
    NoName,
    /// Longer than [`LONGEST_NAME`].
    TooLong,
    /// Before the day on which the centre was held.
    BeforeTheCentre(Date),
    /// There is nothing to take back.
    NothingGiven,
    /// A reason is needed.
    NoReason,
}

/// The feedback of a candidate that counts, the newest; none while there is none.
pub fn of(centre: &Centre, candidate: CandidateId) -> Option<&Given> {
    centre.feedback.get(&candidate)?.iter().rev().find(|given| given.taken_back.is_none())
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let listed = centre.people.candidate(change.candidate()).is_some_and(|known| !known.removed);
    if !listed {
        return Err(Refusal::NoSuchCandidate);
    }
    match change {
        Change::Give { on, by, .. } => {
            match by {
                Giver::Facilitator => {}
                Giver::Assessor(id) => {
                    centre.people.assessor(*id).ok_or(Refusal::NoSuchAssessor)?;
                }
                Giver::Other(name) if name.trim().is_empty() => return Err(Refusal::NoName),
                Giver::Other(name) => fits(name)?,
            }
            match centre.details.date {
                Some(held) if *on < held => Err(Refusal::BeforeTheCentre(held)),
                _ => Ok(()),
            }
        }
        Change::TakeBack { candidate, reason } => {
            of(centre, *candidate).ok_or(Refusal::NothingGiven)?;
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            fits(reason)
        }
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let known = centre.feedback.entry(change.candidate()).or_default();
    match change {
        Change::Give { on, by, way, .. } => {
            let by = match by {
                Giver::Other(name) => Giver::Other(name.trim().to_owned()),
                other => other.clone(),
            };
            known.push(Given { on: *on, by, way: *way, made: *made, taken_back: None });
        }
        Change::TakeBack { reason, .. } => {
            let last = known.iter_mut().rev().find(|given| given.taken_back.is_none());
            if let Some(last) = last {
                last.taken_back = Some((*made, reason.trim().to_owned()));
            }
        }
    }
}

fn fits(text: &str) -> Result<(), Refusal> {
    (text.chars().count() <= LONGEST_NAME).then_some(()).ok_or(Refusal::TooLong)
}
