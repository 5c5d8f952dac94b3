//! What is half-chosen and half-typed in the wash-up, and the changes that come of it. Words live
//! with the open centre (`ui::half_typed`), each under the key that is given here.

use std::collections::BTreeSet;

use crate::centre::{Change, washup};
use crate::ids::{AssessorId, CandidateId, CompetencyId, ScoreId};
use crate::scoring::LevelOf;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::words;

/// What the panel may agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choose {
    /// A level.
    Level(u8),
    /// That nothing can be said.
    Nothing,
}

impl Choose {
    pub(super) fn of(level: Option<u8>) -> Self {
        level.map_or(Self::Nothing, Self::Level)
    }

    pub(super) fn level(self) -> Option<u8> {
        match self {
            Self::Level(level) => Some(level),
            Self::Nothing => None,
        }
    }
}

/// Where somebody is led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// To the reason, which wants to be typed.
    Reason,
    /// To the decision, or to its signatures.
    Decision,
    /// To who is at the table, where nobody is yet who could sign.
    Table,
}

/// What is half-chosen.
#[derive(Default)]
pub(super) struct Typed {
    /// What was chosen and not agreed yet.
    pub(super) level: Option<Choose>,
    /// The place of the band that was chosen.
    pub(super) band: Option<usize>,
    /// Who signs; whoever is at the table until somebody is ticked.
    pub(super) signs: Option<(BTreeSet<AssessorId>, Vec<String>)>,
    /// Where somebody is led: what comes next there gets the focus.
    pub(super) to: Option<To>,
    /// Something was settled: keys go on in the grid.
    pub(super) settled: bool,
    /// A level was agreed: the next that is open comes up.
    pub(super) goes_on: bool,
    /// Why something could not be.
    pub(super) refused: String,
    /// The panel is being changed.
    pub(super) panel_open: bool,
}

/// Whether the change can be made now, with the reason for a tooltip.
pub(super) fn possible(cx: &Cx<'_>, change: &washup::Change) -> Result<(), String> {
    if !cx.writable {
        return Err("This centre is open to read only.".to_owned());
    }
    let change = Change::WashUp(change.clone());
    cx.centre.check_now(&change).map_err(|refusal| words::refusal(cx.centre, &refusal))
}

/// Under which key the half-typed reason of an agreed level is kept.
pub(super) fn draft_key(candidate: CandidateId, competency: &CompetencyId) -> String {
    format!("washup {candidate} {competency}")
}

/// Under which key the half-typed score from outside is kept.
pub(super) fn score_key(candidate: CandidateId, score: &ScoreId) -> String {
    format!("washup-score {candidate} {score}")
}

/// The other texts about a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Why ratings are shown though somebody has not handed in.
    Reveal,
    /// What was found when a borderline case was looked at again.
    Found,
    /// Why the decision departs from the rule.
    Decision,
    /// Why it is opened again.
    Reopen,
    /// Who scored from outside.
    Source,
}

impl Text {
    /// Under which key it is kept.
    pub(super) fn key(self, candidate: CandidateId) -> String {
        let what = match self {
            Self::Reveal => "reveal",
            Self::Found => "found",
            Self::Decision => "decision",
            Self::Reopen => "reopen",
            Self::Source => "source",
        };
        format!("washup-{what} {candidate}")
    }

    /// As typed so far.
    pub(super) fn of(self, cx: &Cx<'_>, candidate: CandidateId) -> String {
        half_typed::text(cx, &self.key(candidate))
    }
}

impl Typed {
    /// Another candidate or competency is looked at.
    pub(super) fn leave(&mut self) {
        *self = Self { panel_open: self.panel_open, ..Self::default() };
    }

    /// Whether somebody is led there now, which is asked once.
    pub(super) fn leads(&mut self, to: To) -> bool {
        let leads = self.to == Some(to);
        if leads {
            self.to = None;
        }
        leads
    }

    pub(super) fn choose_level(&mut self, cx: &Cx<'_>, number: u8) {
        if cx.centre.scenario.scale.level(number).is_some() {
            self.level = Some(Choose::Level(number));
            self.refused.clear();
        }
    }

    /// Asks for the change, or keeps the words of why it cannot be.
    pub(super) fn perform(&mut self, cx: &Cx<'_>, change: washup::Change, asks: &mut Asks) -> bool {
        match possible(cx, &change) {
            Ok(()) => {
                self.refused.clear();
                asks.change(Change::WashUp(change));
                true
            }
            Err(why) => {
                self.refused = why;
                false
            }
        }
    }

    pub(super) fn agree_change(
        candidate: CandidateId,
        level: &LevelOf,
        chosen: Choose,
        reason: String,
    ) -> washup::Change {
        washup::Change::Agree {
            candidate,
            competency: level.competency.clone(),
            level: chosen.level(),
            arithmetic: level.arithmetic.map(|mean| mean.value),
            reason,
        }
    }

    /// Agrees the level that was chosen, with its reason.
    pub(super) fn agree(
        &mut self,
        cx: &Cx<'_>,
        (candidate, level): (CandidateId, &LevelOf),
        reason: String,
        asks: &mut Asks,
    ) {
        let Some(chosen) = self.level else {
            "Choose a level first.".clone_into(&mut self.refused);
            return;
        };
        let change = Self::agree_change(candidate, level, chosen, reason);
        let key = draft_key(candidate, &level.competency);
        if self.perform(cx, change, asks) {
            self.level = None;
            self.settled = true;
            self.goes_on = true;
            half_typed::forget(&key, asks);
        } else {
            self.to = Some(To::Reason);
        }
    }

    /// Shows everybody's ratings, for that reason where somebody has not handed in.
    pub(super) fn reveal(
        &mut self,
        cx: &Cx<'_>,
        candidate: CandidateId,
        reason: String,
        asks: &mut Asks,
    ) {
        let change = washup::Change::Reveal { candidate, reason };
        if self.perform(cx, change, asks) {
            self.settled = true;
            half_typed::forget(&Text::Reveal.key(candidate), asks);
        }
    }
}
