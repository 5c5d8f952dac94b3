//! How the day is run: rotation, what is not assessed, wash-up, lateness, and how long things are
//! kept.

use serde::{Deserialize, Serialize};

use crate::ids::{EventId, ExerciseId};
use crate::time::Length;

/// A place in a carousel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Station {
    /// Here that exercise is done.
    Exercise(ExerciseId),
    /// Here a candidate rests; what the station is called.
    Rest(String),
}

/// Strict rotation: in each period every candidate stands at one station, then all move on by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carousel {
    /// In the order in which a candidate meets them. As many candidates rotate as there are
    /// stations.
    pub stations: Vec<Station>,
    /// How long a candidate stays at a station, reading included.
    pub period: Length,
    /// How long it takes to move to the next.
    pub change: Length,
    /// At the end of a period everybody moves, whatever was not said yet.
    pub hard_stop: bool,
}

/// How candidates come to the exercises.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Rotation {
    /// The timetable finds the order for each candidate.
    #[default]
    Free,
    /// All rotate through the stations in step.
    Carousel(Carousel),
}

impl Rotation {
    /// Whether the timetable is free to order the exercises.
    pub fn is_free(&self) -> bool {
        *self == Self::Free
    }
}

/// Where in the day an event lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Moment {
    /// Before the first exercise; several follow each other.
    #[default]
    Opening,
    /// Between exercises, for all candidates at once, when the facilitator says.
    Between,
    /// While people eat; the timetable gives each person their time.
    Lunch,
    /// After the last exercise.
    Closing,
}

impl Moment {
    /// Whether the day begins with it.
    pub fn is_opening(&self) -> bool {
        *self == Self::Opening
    }
}

/// A part of the day in which nobody is assessed: a welcome, a tour, a meal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Names it within the scenario.
    pub id: EventId,
    /// What it is called on the timetable.
    pub title: String,
    /// How long it takes.
    pub length: Length,
    /// Where in the day it lies.
    #[serde(default, skip_serializing_if = "Moment::is_opening")]
    pub when: Moment,
    /// What happens, and that it is not assessed. Markdown.
    pub text: String,
}

/// How the panel comes to agreed levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum WashUpMode {
    /// The arithmetic result stands; the panel looks at what is marked.
    Mechanical,
    /// The panel agrees every level from the evidence.
    #[default]
    Consensus,
    /// Arithmetic where assessors are near each other, consensus where they are not.
    Mixed,
}

/// How the wash-up is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WashUp {
    /// How the panel comes to agreed levels.
    pub mode: WashUpMode,
    /// It is hidden who gave which rating (rule W2).
    pub blind: bool,
    /// How long each candidate is given.
    pub for_each: Length,
}

impl Default for WashUp {
    fn default() -> Self {
        Self { mode: WashUpMode::default(), blind: true, for_each: Length::minutes(15) }
    }
}

impl WashUp {
    /// Whether it is held in the usual way.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What happens to the time of somebody who comes late to an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lateness {
    /// They have the full time and end later.
    #[default]
    FullTime,
    /// They end with the others.
    OriginalEnd,
    /// They join at their next exercise; what they missed is run at the end of the day.
    CarryOver,
}

/// What an exercise counts that could not be held as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Voided {
    /// It is left out for that candidate.
    #[default]
    LeftOut,
    /// It is left out for everybody.
    LeftOutForAll,
    /// It is held again.
    HeldAgain,
}

/// What is done when people come late, not at all, or something breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policies {
    /// Who comes late.
    pub lateness: Lateness,
    /// After how long somebody counts as absent.
    pub no_show_after: Length,
    /// An exercise that could not be held as planned.
    pub voided: Voided,
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            lateness: Lateness::default(),
            no_show_after: Length::minutes(15),
            voided: Voided::default(),
        }
    }
}

impl Policies {
    /// Whether they are the usual ones.
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How long results may be used and records are kept, in months (rules F2 and P2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeping {
    /// How long a report may be used.
    pub report: u16,
    /// How long the records of those are kept who were chosen or developed.
    pub records: u16,
    /// How long the records of those are kept who were not chosen.
    pub unsuccessful: u16,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { report: 18, records: 24, unsuccessful: 6 }
    }
}

impl Keeping {
    /// Whether the usual months hold.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
