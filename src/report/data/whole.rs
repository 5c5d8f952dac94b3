//! The shape of what is said about the whole centre, its day, and an assessor.

use serde::Serialize;

use super::{Number, Place};

/// All candidates side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cohort {
    /// How many candidates, and of how many the results are complete; in words.
    pub summary: Vec<String>,
    /// A row a candidate.
    pub candidates: Vec<CohortCandidate>,
    /// A column a competency.
    pub competencies: Vec<CohortCompetency>,
    /// Names of the families, in the order of their numbers in rows.
    pub families: Vec<String>,
    /// The mean of each family over all candidates, in the order of `families`.
    pub family_means: Vec<Option<Number>>,
    /// How many candidates have each result; empty where there is no rule.
    pub bands: Vec<Counted>,
    /// Who came, when, and what was missing.
    pub attendance: Vec<AttendeeShown>,
    /// The day as it ran.
    pub sessions: Vec<SessionShown>,
    /// What disturbed it.
    pub incidents: Vec<IncidentShown>,
}

/// How many there are of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Of what.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// One candidate among all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortCandidate {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// A number a family.
    pub families: Vec<Option<Number>>,
    /// A number a competency.
    pub competencies: Vec<Option<Number>>,
    /// The place on the map.
    pub place: Option<Place>,
    /// The result; empty while it is open.
    pub band: String,
    /// Nothing is missing.
    pub complete: bool,
}

/// One competency over all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortCompetency {
    /// What it is called.
    pub name: String,
    /// The family's name.
    pub family: String,
    /// The mean over candidates.
    pub mean: Option<Number>,
    /// How many ratings gave each level, lowest first; submitted ones alone.
    pub levels: Vec<usize>,
    /// How many ratings say *not observed*.
    pub not_observed: usize,
}

/// A session as it ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionShown {
    /// Which exercise.
    pub exercise: String,
    /// The candidates' codes.
    pub candidates: String,
    /// Where.
    pub room: String,
    /// When it was planned to begin.
    pub planned: String,
    /// When it began.
    pub began: String,
    /// When it ended.
    pub ended: String,
    /// How much later than planned it began, in words; empty when on time or not known.
    pub late: String,
    /// Why it was not held; empty when it was, or is still to be.
    pub called_off: String,
    /// For whom it does not count, since an incident made it void: their codes; mostly empty.
    pub void_for: String,
}

/// Something that disturbed the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentShown {
    /// When.
    pub at: String,
    /// What sort.
    pub kind: String,
    /// What happened.
    pub what: String,
    /// Whom and what it concerned.
    pub concerned: String,
    /// What was done.
    pub done: String,
    /// What follows for the marking, in words; empty when nothing does.
    pub effect: String,
}

/// A candidate on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendeeShown {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// When the candidate came, or that nobody noted it, in words.
    pub came: String,
    /// When consent was recorded; empty when it was not (rule P1).
    pub consent: String,
    /// When the briefing was recorded; empty when it was not (rule P1).
    pub briefed: String,
    /// Late, absent, withdrawn, without consent: with why, in words; mostly empty.
    pub remark: String,
}

/// What happened, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Log {
    /// In a few figures.
    pub summary: Vec<String>,
    /// Line by line.
    pub lines: Vec<LogLine>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// The day, where it is another than the line's before; else empty.
    pub date: String,
    /// When.
    pub at: String,
    /// What.
    pub what: String,
    /// Who entered it.
    pub by: String,
}

/// An assessor's ratings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfAssessor {
    /// In a few figures, in words.
    pub summary: Vec<String>,
    /// How often each level was given, beside others.
    pub levels: Vec<LevelShare>,
    /// How far own ratings lie from those of others on the same work, in words.
    pub severity: String,
    /// The difference itself: above zero is more lenient than others. None with too few pairs.
    pub difference: Option<f64>,
    /// Competency by competency.
    pub competencies: Vec<AssessorCompetency>,
    /// Marksheet by marksheet.
    pub sheets: Vec<SheetShown>,
}

/// How often a level was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelShare {
    /// The level's mark.
    pub mark: String,
    /// What it is called.
    pub label: String,
    /// How often.
    pub own: usize,
    /// The share of own ratings, from 0 to 1.
    pub own_share: f64,
    /// The share of the ratings of all others.
    pub others_share: f64,
}

/// One competency as an assessor rated it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssessorCompetency {
    /// What it is called.
    pub name: String,
    /// The mean of own ratings.
    pub own: Option<Number>,
    /// The mean of own ratings where others rated the same work.
    pub own_same: Option<Number>,
    /// The mean of the ratings of others on the same work.
    pub others: Option<Number>,
    /// The difference on the same work, as it is written; empty where nobody else rated it.
    pub difference: String,
}

/// One marksheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetShown {
    /// In which exercise.
    pub exercise: String,
    /// The candidate's code.
    pub candidate: String,
    /// How many notes, and how many of them under a competency.
    pub notes: usize,
    /// Of those, how many stand under a competency.
    pub classified: usize,
    /// How many ratings have a reason, out of how many.
    pub reasons: String,
    /// How long after the end it was submitted, in words; or that it is open.
    pub submitted: String,
}
