//! What is half-typed in the wash-up, and the changes that come of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::centre::{Change, washup};
use crate::ids::{AssessorId, CandidateId, CompetencyId, ScoreId};
use crate::scoring::LevelOf;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
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

/// What is half-typed.
#[derive(Default)]
pub(super) struct Typed {
    /// What was chosen and not agreed yet.
    pub(super) level: Option<Choose>,
    /// Reasons, by candidate and competency.
    pub(super) reasons: BTreeMap<String, String>,
    pub(super) reveal_reason: String,
    /// The place of the band that was chosen.
    pub(super) band: Option<usize>,
    pub(super) decision_reason: String,
    pub(super) found: String,
    pub(super) reopen_reason: String,
    pub(super) guest: String,
    /// Who signs; whoever is at the table until somebody is ticked.
    pub(super) signs: Option<(BTreeSet<AssessorId>, Vec<String>)>,
    pub(super) scores: BTreeMap<ScoreId, String>,
    pub(super) source: String,
    /// The reason wants to be typed: its field gets the focus.
    pub(super) wants_reason: bool,
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
    cx.centre.check(&change).map_err(|refusal| words::refusal(cx.centre, &refusal))
}

/// The key under which a half-typed reason is kept.
pub(super) fn draft_key(candidate: CandidateId, competency: &CompetencyId) -> String {
    format!("washup {candidate} {competency}")
}

impl Typed {
    pub(super) fn restore(&mut self, drafts: &BTreeMap<String, String>) {
        let reasons = drafts.iter().filter(|(key, _)| key.starts_with("washup "));
        self.reasons.extend(reasons.map(|(key, text)| (key.clone(), text.clone())));
    }

    /// Another candidate or competency is looked at.
    pub(super) fn leave(&mut self) {
        let reasons = std::mem::take(&mut self.reasons);
        *self = Self { reasons, panel_open: self.panel_open, ..Self::default() };
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
        &self,
        candidate: CandidateId,
        level: &LevelOf,
        chosen: Choose,
    ) -> washup::Change {
        let key = draft_key(candidate, &level.competency);
        washup::Change::Agree {
            candidate,
            competency: level.competency.clone(),
            level: chosen.level(),
            arithmetic: level.arithmetic.map(|mean| mean.value),
            reason: self.reasons.get(&key).cloned().unwrap_or_default(),
        }
    }

    /// Agrees the level that was chosen, with its reason.
    pub(super) fn agree(
        &mut self,
        cx: &Cx<'_>,
        candidate: CandidateId,
        level: &LevelOf,
        asks: &mut Asks,
    ) {
        let Some(chosen) = self.level else {
            "Choose a level first.".clone_into(&mut self.refused);
            return;
        };
        let change = self.agree_change(candidate, level, chosen);
        let key = draft_key(candidate, &level.competency);
        if self.perform(cx, change, asks) {
            self.level = None;
            self.reasons.remove(&key);
            asks.ask(Ask::Draft { key, text: String::new() });
        } else {
            self.wants_reason = true;
        }
    }

    pub(super) fn reveal_change(&self, candidate: CandidateId) -> washup::Change {
        washup::Change::Reveal { candidate, reason: self.reveal_reason.clone() }
    }

    pub(super) fn reveal(&mut self, cx: &Cx<'_>, candidate: CandidateId, asks: &mut Asks) {
        let change = self.reveal_change(candidate);
        if self.perform(cx, change, asks) {
            self.reveal_reason.clear();
        }
    }
}
