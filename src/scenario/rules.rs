//! The field's rules that a scenario can set: how strictly each is kept, and its figures.
//!
//! A rule that a scenario does not name keeps the level and the figures given here. The ids are
//! the same on screen, in reports, in tests and in `docs/RULES.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How strictly a rule is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strictness {
    /// Not looked at.
    Off,
    /// Recorded, not shown as something to mend.
    Note,
    /// Shown.
    Warn,
    /// Allowed with a typed reason, which is kept.
    Ask,
    /// Refused.
    Block,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $id:ident, $level:ident, [$($figure:literal = $default:literal),*];)*) => {
        /// A rule of the field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* $id,)*
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$id),*];

            /// The id by which people know it.
            pub fn id(self) -> &'static str {
                match self { $(Self::$id => stringify!($id),)* }
            }

            /// How strictly it is kept unless the scenario says otherwise.
            pub fn usual(self) -> Strictness {
                match self { $(Self::$id => Strictness::$level,)* }
            }

            /// Its figures: what each is called, and its usual value.
            pub fn figures(self) -> &'static [(&'static str, u32)] {
                match self { $(Self::$id => &[$(($figure, $default)),*],)* }
            }
        }
    };
}

rules! {
    /// Every competency is measured in several exercises.
    D1, Warn, ["exercises for each competency" = 2];
    /// At least one exercise is a behavioural simulation.
    D2, Warn, ["simulations" = 1];
    /// Few competencies in one exercise, and few overall.
    D3, Warn, ["competencies in one exercise" = 5, "competencies overall" = 8];
    /// Every competency has a definition, indicators for and against, and an anchor a level.
    D4, Warn, [];
    /// Scoring, weights and decision rule are fixed before the first rating.
    D5, Ask, [];
    /// Each candidate is seen by several assessors.
    A1, Warn, ["assessors who see a candidate" = 2];
    /// Nobody assesses somebody they know or manage.
    A2, Block, [];
    /// One assessor observes few candidates at once.
    A3, Warn, ["candidates at once" = 2, "candidates at once with a reason" = 3];
    /// There are enough assessors for the candidates.
    A4, Warn, ["candidates for each assessor" = 3];
    /// Some performances are observed by two assessors, so that reliability can be estimated.
    A5, Note, [];
    /// Assessors are trained and certified for the exercise.
    A6, Warn, ["months that training lasts" = 24];
    /// There is time to write up after observing.
    A7, Warn, ["write-up as a percentage of observing" = 50];
    /// Ratings are made independently.
    R1, Block, [];
    /// Evaluation comes after the exercise, not during it.
    R2, Block, [];
    /// A rating rests on evidence.
    R3, Warn, ["notes for each rating" = 1];
    /// Not observed is no low level and no zero.
    R4, Block, [];
    /// No mark is left out.
    R5, Block, [];
    /// What was submitted is amended, with a reason, never overwritten.
    R6, Ask, [];
    /// Marksheets are submitted soon after the exercise.
    R7, Warn, ["minutes until amber" = 0, "minutes until red" = 15];
    /// Everybody has the same time, unless an adjustment was approved.
    T1, Warn, ["minutes of tolerance" = 1];
    /// Preparation time is the same for everybody.
    T2, Warn, [];
    /// Adjusted time is given by person and phase.
    T3, Note, ["usual extra time in percent" = 25];
    /// There is a break for lunch.
    T4, Warn, ["minutes of lunch" = 45, "earliest, minutes after midnight" = 690, "latest, minutes after midnight" = 840];
    /// In the wash-up everybody states their own rating first.
    W1, Warn, [];
    /// In the wash-up it is hidden who gave which rating.
    W2, Note, [];
    /// The wash-up talks about what needs talking about.
    W3, Note, ["levels between the highest and the lowest" = 2];
    /// The arithmetic result stands beside the agreed one.
    W4, Ask, [];
    /// Borderline cases are looked at again.
    W5, Warn, [];
    /// Every candidate gets feedback.
    F1, Warn, ["working days until feedback" = 10];
    /// The report says how long it may be used.
    F2, Warn, [];
    /// Consent is recorded before any data.
    P1, Ask, [];
    /// Records are kept no longer than said.
    P2, Warn, [];
    /// The order in which candidates come is kept and rotated.
    E2, Note, [];
    /// Role players all play the same part in the same way.
    X1, Warn, [];
}

/// How a scenario keeps one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// How strictly.
    pub level: Strictness,
    /// Its figures, in the order of [`Rule::figures`]; the usual ones where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<u32>,
}

/// The rules that the scenario keeps otherwise than usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(pub BTreeMap<Rule, RuleSetting>);

impl Rules {
    /// Whether every rule is kept as usual.
    pub fn are_usual(&self) -> bool {
        self.0.is_empty()
    }

    /// How strictly the rule is kept.
    pub fn level(&self, rule: Rule) -> Strictness {
        self.0.get(&rule).map_or_else(|| rule.usual(), |setting| setting.level)
    }

    /// The rule's figure at that place, from 0; nothing beyond its last.
    pub fn figure(&self, rule: Rule, place: usize) -> Option<u32> {
        let own = self.0.get(&rule).and_then(|setting| setting.figures.get(place));
        own.copied().or_else(|| rule.figures().get(place).map(|(_, usual)| *usual))
    }
}
