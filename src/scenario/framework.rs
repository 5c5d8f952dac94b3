//! What is rated: competencies in families and clusters, and the scale with its anchors.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{ClusterId, CompetencyId, IndicatorId};

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

/// The upper level of a framework with two: a group of competencies that are read together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Names it within the scenario.
    pub id: ClusterId,
    /// What people call it.
    pub name: String,
    /// What its competencies have in common.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
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
    /// The cluster it belongs to, in a framework with two levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// It matters most for the role: a single exercise is never enough to measure it (rule D1).
    #[serde(default, skip_serializing_if = "is_false")]
    pub focus: bool,
    /// The level that the role asks for, shown beside the level reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u8>,
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

impl Competency {
    /// The indicator of that name, and whether the behaviour speaks for the competency.
    pub fn indicator(&self, id: &IndicatorId) -> Option<(&Indicator, bool)> {
        let positive = self.positive.iter().map(|indicator| (indicator, true));
        let negative = self.negative.iter().map(|indicator| (indicator, false));
        positive.chain(negative).find(|(indicator, _)| indicator.id == *id)
    }
}

/// All that is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The upper level, in the order in which it is shown; none in a framework with one level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clusters: Vec<Cluster>,
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
    /// The letter or symbol that people see in place of the number, such as `B` or `++`. The
    /// number when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
}

impl Level {
    /// What people see: the symbol, or the number where there is none.
    pub fn mark(&self) -> String {
        if self.symbol.is_empty() { self.number.to_string() } else { self.symbol.clone() }
    }
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}
