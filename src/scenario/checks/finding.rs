//! The facts that checks can find. [`crate::words`] says each in a sentence, with its reason.

use crate::ids::CompetencyId;
use crate::scenario::rules::{Rule, Strictness};
use crate::time::Length;

/// A kind of thing that a scenario names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The scenario itself.
    Scenario,
    /// A cluster of competencies.
    Cluster,
    /// A competency.
    Competency,
    /// An indicator of a competency.
    Indicator,
    /// A step of the scale.
    Level,
    /// A band of the decision rule.
    Band,
    /// A family of competencies.
    Family,
    /// An exercise.
    Exercise,
    /// A phase of an exercise.
    Phase,
    /// An inject of an exercise.
    Inject,
    /// Words said before the end of a phase.
    Warning,
    /// A part played in an exercise.
    Part,
    /// A prompt of a part.
    Prompt,
    /// A seat of a group.
    Seat,
    /// A document of an exercise.
    Document,
    /// A question of an exercise.
    Question,
    /// An item of a checklist.
    CheckItem,
    /// A score from outside.
    Score,
    /// An event that is not assessed.
    Event,
    /// A station of a carousel.
    Station,
}

/// A fact about a scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// RON could not read it; RON's own words.
    Unreadable(String),
    /// Not a Bellwether scenario at all.
    NotAScenario,
    /// Written by a newer Bellwether, in this format.
    NewerFormat(u32),
    /// More than [`crate::scenario::library::LARGEST`] bytes.
    TooLarge(u64),
    /// Not a short word.
    NotAWord(Thing, String),
    /// Two things have the same id.
    UsedTwice(Thing, String),
    /// Refers to a thing that the scenario does not have.
    NoSuch(Thing, String),
    /// A text that people need is empty.
    Empty(&'static str),
    /// There are none of these.
    None(Thing),
    /// The scale's numbers do not rise.
    ScaleNotRising,
    /// A scale of this many levels; 2 to 11 can be shown.
    ScaleLength(usize),
    /// A scale that begins at this number, neither 0 nor 1.
    ScaleStart(u8),
    /// A scale of two levels says little more than yes or no.
    ScaleShort,
    /// A competency says nothing about a level (D4).
    NoAnchor(CompetencyId, u8),
    /// A weight is not a number above zero.
    Weight(f64),
    /// A group from `min` to `max` makes no sense.
    GroupSize(u8, u8),
    /// Nobody observes.
    NoAssessor,
    /// An exercise in which nothing is rated.
    NothingObserved,
    /// An exercise that has no run.
    NoRun,
    /// A phase that has no length.
    NoLength,
    /// A phase of this length, more than half a day.
    LongPhase(Length),
    /// This thing comes outside of its phase, which lasts this long.
    AfterTheEnd(Thing, Length),
    /// What is in the phase takes this long, the phase less.
    LongerThanPhase(Length, Length),
    /// A phase with nobody in the room.
    NobodyPresent,
    /// A role player is present, but the exercise has no part to play.
    NoPart,
    /// The bands do not rise.
    BandsNotRising,
    /// There are this many seats, and so many in the largest group.
    Seats(usize, u8),
    /// More parts than three.
    Parts(usize),
    /// Feeds a competency that is not rated in this exercise.
    NotRatedHere(CompetencyId),
    /// Questions to the candidate about themselves, and no phase to answer them in.
    NoSelfAssessmentPhase,
    /// A phase for self-assessment, and no questions.
    NoSelfAssessmentQuestions,
    /// A number that must be finite and within bounds is not.
    Number(f64),
    /// The lowest score is not below the highest.
    ScoreRange(f64, f64),
    /// A rule has fewer figures than were given.
    Figures(Rule, usize),
    /// A station takes longer than the period of the carousel.
    StationTooLong(Length, Length),
    /// An exercise for a group stands in a carousel.
    GroupInCarousel,
    /// An exercise is in no station of the carousel.
    NotInCarousel,
    /// A carousel without a place to rest.
    NoRest,
    /// A competency is rated in so few exercises, of so many wanted (D1).
    SeenInFew(CompetencyId, usize, u32),
    /// So few exercises are simulations, of so many wanted (D2).
    FewSimulations(usize, u32),
    /// So many competencies are rated in one exercise, more than so many (D3).
    ManyHere(usize, u32),
    /// So many competencies overall, more than so many (D3).
    ManyOverall(usize, u32),
    /// A competency has no indicators of this direction (D4).
    NoIndicators(CompetencyId, Direction),
    /// There are no bands, so nothing says what a result means (D5).
    NoDecision,
    /// People are chosen, but no band passes (D5).
    NothingPasses,
    /// A band passes and one above it does not (D5).
    PassBelowFail,
    /// Development with a pass or a minimum (D5).
    PassInDevelopment,
    /// No performance is seen by two assessors (A5).
    NoDoubleAssessment,
    /// The guide says nothing of a competency rated in the exercise (A6).
    NotInGuide(CompetencyId),
    /// After this much observing there is so little time to write up (A7).
    ShortWriteUp(Length, Length),
    /// The lowest level is called as if nothing had been seen (R4).
    NoEvidenceIsALevel(String),
    /// A rule is kept less strictly than usual.
    Loosened(Rule, Strictness),
    /// A role play without a part (X1).
    NobodyToPlay,
    /// A part without prompts (X1).
    NoPrompts,
    /// A part is to be played, but no role player is in the room (X1).
    RolePlayerAbsent,
    /// Something to read, and no time set aside for it (T2).
    NoPreparation(Length),
    /// A long phase ends without a warning (T1).
    NoWarning(Length),
    /// Extra time can be given nowhere in this exercise (T3).
    NoExtraTime,
    /// A day of this length without a meal (T4).
    NoLunch(Length),
    /// Reading takes this long, the phase so long: too little is left.
    TooMuchToRead(Length, Length),
    /// Two indicators, this one and another, say the same.
    IndicatorTwice(String, CompetencyId),
    /// Two neighbouring anchors differ by degree words only.
    AnchorsByDegree(CompetencyId, u8, u8),
    /// A candidate's paper holds this word of scoring, between those words.
    ScoringWord(String, String),
    /// A competency counts nothing in the result.
    CountsNothing(CompetencyId),
    /// No competency is of this family.
    FamilyMissing(&'static str),
}

/// Whether behaviour speaks for or against a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// For it.
    For,
    /// Against it.
    Against,
}

impl Finding {
    /// The rule of the field that it is about, if any.
    pub fn rule(&self) -> Option<Rule> {
        Some(match self {
            Self::SeenInFew(..) => Rule::D1,
            Self::FewSimulations(..) => Rule::D2,
            Self::ManyHere(..) | Self::ManyOverall(..) => Rule::D3,
            Self::NoAnchor(..) | Self::NoIndicators(..) => Rule::D4,
            Self::NoDecision
            | Self::NothingPasses
            | Self::PassBelowFail
            | Self::PassInDevelopment => Rule::D5,
            Self::NoDoubleAssessment => Rule::A5,
            Self::NotInGuide(_) => Rule::A6,
            Self::ShortWriteUp(..) => Rule::A7,
            Self::NoEvidenceIsALevel(_) => Rule::R4,
            Self::Loosened(rule, _) => *rule,
            Self::NobodyToPlay | Self::NoPrompts | Self::RolePlayerAbsent => Rule::X1,
            Self::NoWarning(_) => Rule::T1,
            Self::NoPreparation(_) => Rule::T2,
            Self::NoExtraTime => Rule::T3,
            Self::NoLunch(_) => Rule::T4,
            _ => return None,
        })
    }

    /// The competency that it names, if any.
    pub fn competency(&self) -> Option<&CompetencyId> {
        match self {
            Self::NoAnchor(id, _)
            | Self::NotRatedHere(id)
            | Self::SeenInFew(id, ..)
            | Self::NoIndicators(id, _)
            | Self::NotInGuide(id)
            | Self::IndicatorTwice(_, id)
            | Self::AnchorsByDegree(id, ..)
            | Self::CountsNothing(id) => Some(id),
            _ => None,
        }
    }
}
