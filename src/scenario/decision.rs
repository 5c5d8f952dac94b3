//! How agreed levels and imported scores become a result. Fixed before the first rating (rule D5).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Family, figures};
use crate::ids::{CompetencyId, ScoreId};

/// In what the overall rating is counted, and with it the bounds of the bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Overall {
    /// The weighted mean of the agreed levels, on the scale itself.
    #[default]
    Mean,
    /// The weighted sum of the agreed levels: points.
    Points,
    /// The weighted sum as a percentage of the highest that can be reached.
    Percent,
}

/// How a competency's arithmetic level is rounded before it counts; halves go up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Rounding {
    /// Not at all: rounding is for showing only.
    #[default]
    Unrounded,
    /// To one decimal.
    Tenths,
    /// To the nearest level.
    Whole,
}

impl Rounding {
    /// Whether levels count as they are.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a band begins, and whether that very value belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Bound {
    /// From this value on, the value included.
    AtLeast(#[serde(deserialize_with = "figures::one")] f64),
    /// Above this value, the value itself left to the band below.
    Above(#[serde(deserialize_with = "figures::one")] f64),
}

impl Bound {
    /// The value at which the band begins.
    pub fn value(self) -> f64 {
        match self {
            Self::AtLeast(value) | Self::Above(value) => value,
        }
    }

    /// Whether a band that begins here lies below one that begins there.
    pub fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::AtLeast(here), Self::Above(there)) => here <= there,
            _ => self.value() < other.value(),
        }
    }

    /// Whether `overall` is in or above the band that begins here.
    pub fn admits(self, overall: f64) -> bool {
        match self {
            Self::AtLeast(value) => overall >= value,
            Self::Above(value) => overall > value,
        }
    }
}

/// A result, such as *ready now*: all overall ratings from its bound up to the next band's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// What it is called.
    pub label: String,
    /// Where it begins.
    pub from: Bound,
    /// A candidate in it has passed. Development has no pass and no fail: leave it out there.
    #[serde(default, skip_serializing_if = "super::framework::is_false")]
    pub passes: bool,
    /// What it means for the candidate and what follows.
    pub meaning: String,
}

/// What a whole family must reach, so that strength in one cannot hide weakness in another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyMinimum {
    /// Which family.
    pub family: Family,
    /// The lowest weighted mean of its agreed levels that will do.
    #[serde(deserialize_with = "figures::one")]
    pub at_least: f64,
}

/// How agreed levels turn into an overall rating and a band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRule {
    /// In what the overall rating is counted.
    #[serde(default)]
    pub overall: Overall,
    /// How a competency's arithmetic level is rounded before it counts.
    #[serde(default, skip_serializing_if = "Rounding::is_usual")]
    pub rounding: Rounding,
    /// How much each competency counts. One that is not named counts 1; 0 is shown and not counted.
    #[serde(deserialize_with = "figures::each")]
    pub weights: BTreeMap<CompetencyId, f64>,
    /// The level that each named competency must reach; below it nobody passes.
    pub minimums: BTreeMap<CompetencyId, u8>,
    /// The level that every competency must reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u8>,
    /// What whole families must reach.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<FamilyMinimum>,
    /// Below this level in a named competency the result is the lowest band, whatever the rest.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vetoes: BTreeMap<CompetencyId, u8>,
    /// Between equal overall ratings, the higher level in the first of these goes first, then in
    /// the second, and so on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<CompetencyId>,
    /// The results, lowest first. What is below the first bound belongs to the first band.
    pub bands: Vec<Band>,
}

impl DecisionRule {
    /// A rule that says nothing yet but how much competencies count.
    pub fn new(weights: BTreeMap<CompetencyId, f64>) -> Self {
        Self {
            overall: Overall::default(),
            rounding: Rounding::default(),
            weights,
            minimums: BTreeMap::new(),
            every: None,
            families: Vec::new(),
            vetoes: BTreeMap::new(),
            ties: Vec::new(),
            bands: Vec::new(),
        }
    }

    /// How much the competency counts in its family's mean and in the overall rating.
    pub fn weight(&self, competency: &CompetencyId) -> f64 {
        self.weights.get(competency).copied().unwrap_or(1.0)
    }

    /// The band to which an overall rating belongs, before minimums and vetoes.
    pub fn band(&self, overall: f64) -> Option<&Band> {
        let reached = self.bands.iter().rev().find(|band| band.from.admits(overall));
        reached.or_else(|| self.bands.first())
    }
}

/// A score that comes from outside the day, such as a numerical test, one number a candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalScore {
    /// Names it within the scenario.
    pub id: ScoreId,
    /// What people call it.
    pub title: String,
    /// What it measures, who scores it, and how it is used.
    pub meaning: String,
    /// The lowest score there can be.
    #[serde(deserialize_with = "figures::one")]
    pub lowest: f64,
    /// The highest.
    #[serde(deserialize_with = "figures::one")]
    pub highest: f64,
    /// How much it counts in the overall rating, drawn out over the scale; 0 is shown and not
    /// counted.
    #[serde(default, deserialize_with = "figures::one")]
    pub weight: f64,
    /// The score below which nobody passes.
    #[serde(default, deserialize_with = "figures::maybe", skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
}
