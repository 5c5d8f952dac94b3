//! Formats of earlier versions, frozen, each with the step up to the next.
//!
//! A type is frozen here when its shape changes. Types that only gained fields which may be left
//! out are read as they are now.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Authorship, Band, Bound, DecisionRule, Exercise, Framework, Keeping, Kind, Policies, Rotation,
    Rules, Scale, Scenario, WashUp,
};
use crate::ids::{CompetencyId, ScenarioId};

/// Format 1: a band began at a bare number, which belonged to it.
pub mod v1 {
    use super::super::figures;
    use super::{
        Authorship, BTreeMap, CompetencyId, Deserialize, Exercise, Framework, Kind, Scale,
        ScenarioId,
    };

    /// A scenario of format 1.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Scenario")]
    #[expect(missing_docs, reason = "the fields mean what they mean today")]
    pub struct Scenario {
        pub id: ScenarioId,
        pub title: String,
        pub purpose: String,
        pub kind: Kind,
        pub version: u32,
        pub language: String,
        pub authorship: Authorship,
        pub framework: Framework,
        pub scale: Scale,
        pub exercises: Vec<Exercise>,
        pub decision: DecisionRule,
    }

    /// A decision rule of format 1.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename = "DecisionRule")]
    #[expect(missing_docs, reason = "the fields mean what they mean today")]
    pub struct DecisionRule {
        #[serde(deserialize_with = "figures::each")]
        pub weights: BTreeMap<CompetencyId, f64>,
        pub minimums: BTreeMap<CompetencyId, u8>,
        pub bands: Vec<Band>,
    }

    /// A band of format 1.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Band")]
    #[expect(missing_docs, reason = "the fields mean what they mean today")]
    pub struct Band {
        pub label: String,
        #[serde(deserialize_with = "figures::one")]
        pub from: f64,
        pub meaning: String,
    }
}

impl From<v1::Scenario> for Scenario {
    fn from(old: v1::Scenario) -> Self {
        Self {
            id: old.id,
            title: old.title,
            purpose: old.purpose,
            kind: old.kind,
            version: old.version,
            language: old.language,
            authorship: old.authorship,
            background: String::new(),
            welcome: String::new(),
            framework: old.framework,
            scale: old.scale,
            exercises: old.exercises,
            external_scores: Vec::new(),
            events: Vec::new(),
            rotation: Rotation::default(),
            decision: old.decision.into(),
            wash_up: WashUp::default(),
            rules: Rules::default(),
            policies: Policies::default(),
            keeping: Keeping::default(),
        }
    }
}

impl From<v1::DecisionRule> for DecisionRule {
    fn from(old: v1::DecisionRule) -> Self {
        let bands = old.bands.into_iter().map(|band| Band {
            label: band.label,
            from: Bound::AtLeast(band.from),
            passes: false,
            meaning: band.meaning,
        });
        Self { minimums: old.minimums, bands: bands.collect(), ..Self::new(old.weights) }
    }
}
