//! The kinds of reports: whom each is about, and who reads it.
//!
//! **Invariant:** what a candidate reads names no assessor, and what a manager reads holds no
//! rating of a single assessor (rules P4 and W2). The data of each kind hold no more than it shows.

use crate::ids::{AssessorId, CandidateId};

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the candidate reads: by competency, in what was seen.
    Feedback,
    /// What decides: all of one candidate at a glance.
    Scorecard,
    /// What the candidate works on next, with their manager.
    Development,
    /// What was rated by whom and why, for the file, to be signed.
    Panel,
    /// All candidates side by side.
    Cohort,
    /// What happened on the day, minute by minute.
    Log,
    /// What an assessor's ratings look like beside those of others.
    Assessor,
}

/// Whom a kind of report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One candidate: a report each.
    Candidate,
    /// One assessor: a report each.
    Assessor,
    /// The whole centre: one report.
    Centre,
}

/// Whom one report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
    /// The whole centre.
    Centre,
}

impl About {
    /// About what sort of thing it is.
    pub fn scope(self) -> Scope {
        match self {
            Self::Candidate(_) => Scope::Candidate,
            Self::Assessor(_) => Scope::Assessor,
            Self::Centre => Scope::Centre,
        }
    }
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Feedback,
        Self::Scorecard,
        Self::Development,
        Self::Panel,
        Self::Cohort,
        Self::Log,
        Self::Assessor,
    ];

    /// The word for it on the command line, in template names and in keys of words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Scorecard => "scorecard",
            Self::Development => "development",
            Self::Panel => "panel",
            Self::Cohort => "cohort",
            Self::Log => "log",
            Self::Assessor => "assessor",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Feedback => "Candidate’s feedback",
            Self::Scorecard => "Decision-maker’s scorecard",
            Self::Development => "Development plan",
            Self::Panel => "Panel record",
            Self::Cohort => "Cohort report",
            Self::Log => "Log of the day",
            Self::Assessor => "Assessor’s feedback",
        }
    }

    /// For whom it is, and what is in it.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Feedback => {
                "For the candidate. What was seen, competency by competency; no assessor is named."
            }
            Self::Scorecard => {
                "For who decides. Results beside the centre’s mean, and what they rest on."
            }
            Self::Development => {
                "For candidate and line manager. What to build on, what to work on next."
            }
            Self::Panel => "For the file. Every rating with its assessor and reason, to be signed.",
            Self::Cohort => {
                "For who holds the centre. All candidates side by side, and the day as it ran."
            }
            Self::Log => "For the file. What happened when.",
            Self::Assessor => "For each assessor alone. Own ratings beside those of others.",
        }
    }

    /// Whom it is about.
    pub fn scope(self) -> Scope {
        match self {
            Self::Feedback | Self::Scorecard | Self::Development | Self::Panel => Scope::Candidate,
            Self::Assessor => Scope::Assessor,
            Self::Cohort | Self::Log => Scope::Centre,
        }
    }

    /// Whether it can be written without numbers: readers fix on them.
    pub fn can_go_without_numbers(self) -> bool {
        matches!(self, Self::Feedback | Self::Development)
    }

    /// Whether the candidate reads it, who is to read nothing of others in it (rule P4).
    pub fn is_for_candidates(self) -> bool {
        matches!(self, Self::Feedback | Self::Development)
    }

    /// The file name of its template.
    pub fn template(self) -> String {
        format!("{}.typ", self.word())
    }
}
