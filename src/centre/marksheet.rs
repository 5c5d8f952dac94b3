//! One assessor's ratings of one candidate in one session: draft, submitted, reviewed, returned,
//! reopened.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Made;
use crate::ids::{AssessorId, CandidateId, CompetencyId, NoteId, SessionId};
use crate::scenario::Rule;

/// Which marksheet: every part of it is needed to name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// In which session.
    pub session: SessionId,
    /// Who was observed.
    pub candidate: CandidateId,
    /// By whom.
    pub assessor: AssessorId,
}

/// Why something was not observed (rule R4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WhyNot {
    /// The exercise gave no chance to show it.
    NoOpportunity,
    /// There was a chance, and nothing was shown.
    NotShown,
    /// The session was disturbed.
    Interrupted,
}

/// What an assessor gave for a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rating {
    /// A step of the scale, by its number.
    Level(u8),
    /// Not observed: never a low level and never part of a mean.
    NotObserved(WhyNot),
}

/// A rating, who gave it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// What was given.
    pub rating: Rating,
    /// When and by whom.
    pub made: Made,
}

/// A moment at which a marksheet was locked or opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Submitted and locked.
    Submitted(Made),
    /// Reopened, and why.
    Reopened(Made, String),
    /// Looked through by the facilitator, who found nothing to ask.
    Reviewed(Made),
    /// Given back to the assessor by the facilitator, with a remark; open again.
    Returned(Made, String),
}

/// The two halves of what a candidate is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// What went well.
    Strengths,
    /// What to work on next.
    NextSteps,
}

/// What a candidate is to be told, as an assessor wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In the assessor's words.
    pub text: String,
    /// The notes that it rests on.
    pub quotes: Vec<NoteId>,
    /// Who wrote it, and when.
    pub made: Made,
}

/// A rule that was not kept on a marksheet, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Which rule.
    pub rule: Rule,
    /// Why, in the assessor's words.
    pub reason: String,
    /// Who said so, and when.
    pub made: Made,
}

/// One assessor's ratings of one candidate in one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marksheet {
    /// The rating of each competency, as it stands.
    pub ratings: BTreeMap<CompetencyId, Rated>,
    /// The reasons, in the assessor's words.
    pub reasons: BTreeMap<CompetencyId, String>,
    /// Ratings that were replaced, oldest first: an amendment keeps what was there (R6).
    pub replaced: Vec<(CompetencyId, Rated)>,
    /// Submitted, reviewed, returned and reopened, in order.
    pub turns: Vec<Turn>,
    /// What the candidate is to be told, as it stands.
    pub told: BTreeMap<Part, Told>,
    /// What was to be told before, oldest first.
    pub told_before: Vec<(Part, Told)>,
    /// When the assessor declared that the ratings were made independently (rule R1).
    pub declared: Vec<Made>,
    /// The declaration that holds for what stands now: what is reopened is declared anew.
    pub independent: Option<Made>,
    /// Rules that were not kept here, with the reason that the scenario asks for.
    pub waived: Vec<Waived>,
}

/// A rating that was changed after the marksheet had been submitted (rule R6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment<'a> {
    /// Which competency.
    pub competency: &'a CompetencyId,
    /// What was submitted.
    pub was: &'a Rated,
    /// What stands now; nothing while it is taken back.
    pub now: Option<&'a Rated>,
    /// Why the marksheet was reopened for it.
    pub because: &'a str,
}

impl Marksheet {
    /// The ratings that were submitted once and are others now, each with why: for every
    /// competency what the first submission said, and what stands.
    pub fn amendments(&self) -> Vec<Amendment<'_>> {
        let submitted = self.turns.iter().find_map(|turn| match turn {
            Turn::Submitted(made) => Some(made.at),
            Turn::Reopened(..) | Turn::Reviewed(_) | Turn::Returned(..) => None,
        });
        let Some(submitted) = submitted else { return Vec::new() };
        let mut found: Vec<Amendment<'_>> = Vec::new();
        // Of several values given before the submission, the last one was submitted.
        for (competency, was) in self.replaced.iter().rev() {
            let now = self.ratings.get(competency);
            let given_before = was.made.at <= submitted;
            let known = found.iter().any(|earlier| earlier.competency == competency);
            let changed = now.is_none_or(|now| now.made.at > submitted);
            let because = self.opened_for(now);
            if let Some(because) = because.filter(|_| given_before && changed && !known) {
                found.push(Amendment { competency, was, now, because });
            }
        }
        found.reverse();
        found
    }

    /// What was given for a competency before, oldest first, each with why the marksheet was opened
    /// again where it had been submitted with it: a slip before that has no such reason.
    pub fn replaced_of(&self, competency: &CompetencyId) -> Vec<(&Rated, Option<&str>)> {
        let of_it = self.replaced.iter().filter(|(of, _)| of == competency);
        let before: Vec<&Rated> = of_it.map(|(_, rated)| rated).collect();
        let next = before.iter().skip(1).copied().chain(self.ratings.get(competency));
        let until = next.map(|next| Some(next.made.at)).chain(std::iter::once(None));
        let each = before.iter().copied().zip(until);
        each.map(|(was, until)| (was, self.opened_between(was, until))).collect()
    }

    /// Why the marksheet was opened again after it had been submitted with that rating.
    fn opened_between(&self, was: &Rated, until: Option<Timestamp>) -> Option<&str> {
        let mut submitted = false;
        let mut because = None;
        for turn in &self.turns {
            match turn {
                Turn::Submitted(made) if made.at >= was.made.at => submitted = true,
                Turn::Reopened(made, reason) | Turn::Returned(made, reason) => {
                    let in_time = until.is_none_or(|until| made.at <= until);
                    because = Some(reason.as_str()).filter(|_| submitted && in_time).or(because);
                }
                Turn::Submitted(_) | Turn::Reviewed(_) => {}
            }
        }
        because
    }

    /// Why the marksheet was open when that was given: it may have been reopened more than once.
    fn opened_for(&self, now: Option<&Rated>) -> Option<&str> {
        let mut turns = self.turns.iter().rev();
        turns.find_map(|turn| match turn {
            Turn::Reopened(made, reason) | Turn::Returned(made, reason) => {
                let before = now.is_none_or(|now| made.at <= now.made.at);
                before.then_some(reason.as_str())
            }
            Turn::Submitted(_) | Turn::Reviewed(_) => None,
        })
    }

    /// Whether the scenario's question about that rule was answered here.
    pub fn has_waived(&self, rule: Rule) -> bool {
        self.waived.iter().any(|waived| waived.rule == rule)
    }

    /// What the candidate is to be told, in the words that stand; empty when nothing is written.
    pub fn told(&self, part: Part) -> &str {
        self.told.get(&part).map_or("", |told| told.text.as_str())
    }

    /// Submitted, and not opened again since.
    pub fn is_submitted(&self) -> bool {
        matches!(self.turns.last(), Some(Turn::Submitted(_) | Turn::Reviewed(_)))
    }

    /// Submitted, and looked through since.
    pub fn is_reviewed(&self) -> bool {
        matches!(self.turns.last(), Some(Turn::Reviewed(_)))
    }

    /// When it was submitted last, however it stands.
    pub fn submitted(&self) -> Option<&Made> {
        self.turns.iter().rev().find_map(|turn| match turn {
            Turn::Submitted(made) => Some(made),
            Turn::Reopened(..) | Turn::Reviewed(_) | Turn::Returned(..) => None,
        })
    }

    /// What the facilitator said who gave it back, until it is submitted again.
    pub fn remark(&self) -> Option<(&str, &Made)> {
        match self.turns.last() {
            Some(Turn::Returned(made, remark)) => Some((remark, made)),
            _ => None,
        }
    }

    /// Why it was reopened, until it is submitted again.
    pub fn reopened(&self) -> Option<(&str, &Made)> {
        match self.turns.last() {
            Some(Turn::Reopened(made, reason)) => Some((reason, made)),
            _ => None,
        }
    }
}
