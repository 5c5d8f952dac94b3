//! What is rated: competencies in families, the scale with its anchors, and the decision rule.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{CompetencyId, IndicatorId};

/// A kind of skill that competencies belong to. Leadership and management are always told apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Family {
    /// Setting direction and winning people for it.
    Leadership,
    /// Setting goals, handing out work and seeing it done.
    Management,
    /// A family that the scenario names, such as *values*.
    Other(String),
}

/// One observable behaviour under a competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Names it within the competency.
    pub id: IndicatorId,
    /// The behaviour, as it can be seen or heard.
    pub text: String,
}

/// A set of related behaviours that is rated as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// Names it within the scenario.
    pub id: CompetencyId,
    /// What people call it.
    pub name: String,
    /// Leadership, management or a family of the scenario's own.
    pub family: Family,
    /// What it covers and what it does not.
    pub definition: String,
    /// Behaviours that speak for it.
    pub positive: Vec<Indicator>,
    /// Behaviours that speak against it.
    pub negative: Vec<Indicator>,
    /// The behaviour that fixes what each level means (BARS: Smith and Kendall, "Retranslation
    /// of expectations", Journal of Applied Psychology 47, 1963), by the level's number.
    pub anchors: BTreeMap<u8, String>,
}

/// All that is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// In the order in which they are shown.
    pub competencies: Vec<Competency>,
}

/// One step of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The number that enters means.
    pub number: u8,
    /// What the step is called, the same for every competency.
    pub label: String,
}

/// The steps on which competencies are rated, lowest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The steps, lowest first.
    pub levels: Vec<Level>,
    /// What *not observed* is called: neither a low level nor a zero, and never part of a mean
    /// (rule R4).
    pub not_observed: String,
}

impl Scale {
    /// The step with that number.
    pub fn level(&self, number: u8) -> Option<&Level> {
        self.levels.iter().find(|level| level.number == number)
    }

    /// The lowest and the highest number.
    pub fn range(&self) -> Option<(u8, u8)> {
        Some((self.levels.first()?.number, self.levels.last()?.number))
    }
}

/// How agreed levels turn into an overall rating and a band. Fixed before the first rating (D5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRule {
    /// How much each competency counts. One that is not named counts 1.
    pub weights: BTreeMap<CompetencyId, f64>,
    /// The level that each named competency must reach.
    pub minimums: BTreeMap<CompetencyId, u8>,
    /// The results, lowest first.
    pub bands: Vec<Band>,
}

impl DecisionRule {
    /// How much the competency counts in its family's mean and in the overall rating.
    pub fn weight(&self, competency: &CompetencyId) -> f64 {
        self.weights.get(competency).copied().unwrap_or(1.0)
    }
}

/// A result, such as *ready now*: all overall ratings from `from` up to the next band's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// What it is called.
    pub label: String,
    /// The lowest overall rating that belongs to it (included).
    pub from: f64,
    /// What it means for the candidate and what follows.
    pub meaning: String,
}
