//! The reusable design of a centre: what is rated, on which scale, in which exercises, and how
//! ratings become a decision.
//!
//! **Invariant:** these types say what a scenario *is*. Whether it makes sense is said by
//! [`checks`], all problems at once. Start reading at [`Scenario`].

pub mod checks;
pub mod decision;
pub mod exercise;
pub(crate) mod figures;
pub mod framework;
pub mod library;
pub mod old;
pub mod papers;
pub mod rules;
pub mod running;

pub use decision::{Band, Bound, DecisionRule, ExternalScore};
pub use exercise::{Exercise, ExerciseKind, Inject, Phase, PhaseKind, Present};
pub use framework::{Cluster, Competency, Family, Framework, Level, Scale};
pub use rules::{Rule, Rules, Strictness};
pub use running::{Event, Keeping, Policies, Rotation, WashUp};

use serde::{Deserialize, Serialize};

use crate::ids::{CompetencyId, ExerciseId, ScenarioId};

/// What a centre is held for: it settles whether people are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Somebody is chosen for a post or a programme.
    Selection,
    /// Somebody who is already there is chosen for a higher post.
    Promotion,
    /// People are helped to grow; there is no pass or fail.
    Development,
}

/// Who wrote the content, and on which terms it may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorship {
    /// The authors, as they wish to be named.
    pub authors: Vec<String>,
    /// The licence of the content, as an SPDX expression or in words.
    pub licence: String,
    /// What the reader should know about where the content comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
}

/// A complete design, ready to run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Names the scenario in the library.
    pub id: ScenarioId,
    /// What people call it.
    pub title: String,
    /// What it is for, whom it suits, and what the results may be used for.
    pub purpose: String,
    /// Selection or development.
    pub kind: Kind,
    /// Counts up with each published change of the content.
    pub version: u32,
    /// The language of the content, as a BCP 47 tag such as `en-GB`.
    pub language: String,
    /// Authors and licence of the content.
    pub authorship: Authorship,
    /// The world of the day, which every candidate reads before the first exercise. Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub background: String,
    /// What the facilitator reads out to all at the beginning. Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub welcome: String,
    /// What is rated.
    pub framework: Framework,
    /// The steps on which it is rated.
    pub scale: Scale,
    /// The simulations in which it is observed.
    pub exercises: Vec<Exercise>,
    /// Scores that come from outside the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_scores: Vec<ExternalScore>,
    /// What else is on the timetable, not assessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// How candidates come to the exercises.
    #[serde(default, skip_serializing_if = "Rotation::is_free")]
    pub rotation: Rotation,
    /// How agreed levels become a result.
    pub decision: DecisionRule,
    /// How the panel comes to agreed levels.
    #[serde(default, skip_serializing_if = "WashUp::is_usual")]
    pub wash_up: WashUp,
    /// The field's rules that are kept otherwise than usual.
    #[serde(default, skip_serializing_if = "Rules::are_usual")]
    pub rules: Rules,
    /// What is done when people come late, not at all, or something breaks.
    #[serde(default, skip_serializing_if = "Policies::are_usual")]
    pub policies: Policies,
    /// How long results may be used and records are kept.
    #[serde(default, skip_serializing_if = "Keeping::is_usual")]
    pub keeping: Keeping,
}

impl Scenario {
    /// The exercise of that name.
    pub fn exercise(&self, id: &ExerciseId) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.id == *id)
    }

    /// Every exercise with its title, as lists name them.
    pub fn titles(&self) -> Vec<(ExerciseId, String)> {
        let exercises = self.exercises.iter();
        exercises.map(|exercise| (exercise.id.clone(), exercise.title.clone())).collect()
    }

    /// The competency of that name.
    pub fn competency(&self, id: &CompetencyId) -> Option<&Competency> {
        self.framework.competencies.iter().find(|competency| competency.id == *id)
    }
}
