//! The shape of the data, as templates and readers of `--data-only` see it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cohort, Log, OfAssessor};

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Which kind: `feedback`, `scorecard`, `development`, `panel`, `cohort`, `log`, `assessor`.
    pub kind: String,
    /// The language of its words, such as `en`.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// The candidate's code; empty when it is about nobody with a code.
    pub code: String,
    /// Whom it is about; empty for a whole centre, or where only codes are used.
    pub name: String,
    /// What the centre is called.
    pub centre: String,
    /// The title of the scenario.
    pub scenario: String,
    /// Its version.
    pub version: u32,
    /// The day on which the centre was held, in words.
    pub held: String,
    /// The day on which the report was made, in words.
    pub made: String,
    /// Levels and means are shown.
    pub numbers: bool,
    /// Who may read it, in words.
    pub confidential: String,
    /// Until when it may be used, in words (rule F2).
    pub shelf_life: String,
    /// The words that mark a sample or a rehearsal; empty for a real centre.
    pub sample: String,
    /// The file name of the centre's own mark; empty when there is none.
    pub logo: String,
    /// The steps of the scale.
    pub scale: ScaleShown,
    /// Every fixed word of reports in this language, by key.
    pub words: BTreeMap<String, String>,
    /// About a candidate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<OfCandidate>,
    /// For the file: who rated what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<Panel>,
    /// About all candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Cohort>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<Log>,
    /// About an assessor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<OfAssessor>,
}

/// The scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScaleShown {
    /// The lowest number.
    pub low: u8,
    /// The highest.
    pub high: u8,
    /// The steps, lowest first.
    pub levels: Vec<LevelShown>,
    /// What *not observed* is called.
    pub not_observed: String,
}

/// A step of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelShown {
    /// Its number.
    pub number: u8,
    /// What people see: the number, or its letter.
    pub mark: String,
    /// What it is called.
    pub label: String,
}

/// A number, and how it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Number {
    /// Unrounded, to draw with.
    pub value: f64,
    /// As it is written in the report's language.
    pub text: String,
    /// On how many ratings it rests.
    pub ratings: usize,
}

/// How much was seen, in words: a way to say a result without a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// From 1 (little) to 4 (strong); 0 when nothing was measured.
    pub step: u8,
    /// Short: `clearly seen`.
    pub words: String,
}

/// All of one candidate that a report shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfCandidate {
    /// Leadership, management, and what else the scenario names.
    pub families: Vec<FamilyShown>,
    /// Leader and manager, in words and as a place.
    pub profile: Profile,
    /// The competencies, in the order of the framework.
    pub competencies: Vec<CompetencyShown>,
    /// The exercises, in the order of the day's design.
    pub exercises: Vec<ExerciseShown>,
    /// What to build on, the strongest first.
    pub strengths: Vec<Point>,
    /// What to work on next.
    pub next_steps: Vec<Point>,
    /// Where next steps can be practised at work, once a family; only in the development plan.
    pub practise: Vec<Practise>,
    /// The result; none before there is one, and never in what candidates and managers read.
    pub decision: Option<DecisionShown>,
    /// What is still missing, in words; empty when the results are complete.
    pub missing: Vec<String>,
}

impl OfCandidate {
    /// Whether anything that somebody noted is quoted.
    pub fn quotes_notes(&self) -> bool {
        let told = self.strengths.iter().chain(&self.next_steps).map(|one| one.quotes.len());
        let seen = self.competencies.iter().map(|one| one.seen.len() + one.held_back.len());
        told.chain(seen).sum::<usize>() > 0
    }
}

/// A family of competencies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FamilyShown {
    /// What it is called.
    pub name: String,
    /// What it means, in a sentence; empty for a family of the scenario's own.
    pub meaning: String,
    /// The candidate's mean.
    pub result: Option<Number>,
    /// The centre's.
    pub mean: Option<Number>,
    /// How much was seen.
    pub evidence: Evidence,
    /// How many of its competencies were measured, in words.
    pub measured: String,
}

/// Leader and manager side by side: two results, never one number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// What both together say, in a sentence or two, or that one or both are not measured.
    pub words: String,
    /// The place on the map in thirds, from the lowest: leadership upwards, management to the
    /// right. None where one is not measured.
    pub third: Option<Third>,
    /// The exact place; none without numbers.
    pub place: Option<Place>,
    /// Where the centre's means lie; none without numbers.
    pub mean: Option<Place>,
}

/// A third of each side of the map, from 0 to 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Third {
    /// From left to right.
    pub management: u8,
    /// From bottom to top.
    pub leadership: u8,
}

/// A place on the map, in levels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Place {
    /// From left to right.
    pub management: f64,
    /// From bottom to top.
    pub leadership: f64,
}

/// One competency of a candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompetencyShown {
    /// What it is called.
    pub name: String,
    /// The family's name.
    pub family: String,
    /// What it covers.
    pub definition: String,
    /// The level that counts: agreed by the panel, else the mean. None without numbers.
    pub result: Option<Number>,
    /// The panel agreed it.
    pub agreed: bool,
    /// The mean of the ratings over exercises, whatever was agreed. None without numbers.
    pub over_exercises: Option<Number>,
    /// The centre's mean.
    pub mean: Option<Number>,
    /// The level that the role asks for.
    pub target: Option<u8>,
    /// How much was seen.
    pub evidence: Evidence,
    /// What the level reached means, by the scenario's anchors; empty where there is none.
    pub anchor: String,
    /// What the next level would mean; empty at the top.
    pub next: String,
    /// A cell an exercise.
    pub cells: Vec<CellShown>,
    /// What was seen that speaks for it.
    pub seen: Vec<Quote>,
    /// What was seen that speaks against it.
    pub held_back: Vec<Quote>,
}

/// One competency in one exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellShown {
    /// Which exercise.
    pub exercise: String,
    /// It is rated there at all.
    pub observed_here: bool,
    /// The mean of the ratings given there; none without numbers.
    pub result: Option<Number>,
    /// It was to be rated there and was not observed.
    pub not_observed: bool,
}

/// An exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExerciseShown {
    /// What it is called.
    pub title: String,
    /// What sort of simulation it is, in words.
    pub kind: String,
    /// The piece of the work that it stands for.
    pub simulates: String,
    /// The mean over its competencies; none without numbers.
    pub result: Option<Number>,
}

/// Something that somebody saw or wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// As typed.
    pub text: String,
    /// In which exercise.
    pub exercise: String,
}

/// A strength or a next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The competency; empty for what assessors wrote about no single one.
    pub competency: String,
    /// The exercise after which an assessor wrote it; empty for what follows from the results.
    pub exercise: String,
    /// What is said about it.
    pub text: String,
    /// What it rests on.
    pub quotes: Vec<Quote>,
}

/// Where something can be practised at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Practise {
    /// The competencies for which it is meant.
    pub competencies: Vec<String>,
    /// What to look for.
    pub text: String,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionShown {
    /// What it is called, such as *ready now*; empty while it is open.
    pub band: String,
    /// What it means and what follows.
    pub meaning: String,
    /// The overall rating, where there is one.
    pub overall: Option<Number>,
    /// How it came about: by the rule, by the panel, what stood against it; in words.
    pub reasons: Vec<String>,
}

/// Who rated what, for the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Panel {
    /// A block a competency.
    pub competencies: Vec<PanelCompetency>,
    /// What assessors wrote for the candidate, on marksheets that were submitted.
    pub told: Vec<ToldShown>,
    /// Those who sign, with what was signed already in words.
    pub signatures: Vec<Signature>,
    /// Under which versions of the design, with the reasons for changes; empty for the first.
    pub designs: Vec<String>,
}

/// What an assessor wrote for the candidate, for the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldShown {
    /// In which exercise.
    pub exercise: String,
    /// By whom.
    pub assessor: String,
    /// Strengths or next steps, in words.
    pub part: String,
    /// As written.
    pub text: String,
    /// The notes that it rests on.
    pub quotes: Vec<Quote>,
    /// When it was written, in words.
    pub at: String,
    /// What was written before, each with its time (rule R6).
    pub replaced: Vec<String>,
    /// An incident made the exercise void: the candidate does not read this.
    pub void: bool,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// When it was signed, in words; empty when it is still to be signed by hand.
    pub signed: String,
}

/// One competency for the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelCompetency {
    /// What it is called.
    pub name: String,
    /// The mean of the ratings.
    pub mean: Option<Number>,
    /// What the panel agreed, with its label; empty where it agreed nothing.
    pub agreed: String,
    /// Why.
    pub reason: String,
    /// Ratings of one thing that lie two or more levels apart, in words; empty where none do.
    pub split: String,
    /// Every rating.
    pub ratings: Vec<RatingShown>,
}

/// One rating for the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatingShown {
    /// In which exercise.
    pub exercise: String,
    /// By whom.
    pub assessor: String,
    /// The level with its label, or not observed and why.
    pub rating: String,
    /// Why, in the assessor's words.
    pub reason: String,
    /// When it was given.
    pub at: String,
    /// The marksheet is submitted.
    pub submitted: bool,
    /// What was given before, each with its time (rule R6).
    pub replaced: Vec<String>,
}
