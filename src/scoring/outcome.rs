//! From what a centre holds to a candidate's result: which level counts for each competency, and
//! what the scenario's rule makes of them, beside what the arithmetic alone gives (rule W4).

use std::collections::BTreeMap;

use super::crossing::{Crossing, crossing};
use super::judge::{Levels, Scores, Verdict, judge, rounded};
use super::means::Mean;
use super::scorecard::{Row, Scorecard, scorecard};
use crate::centre::Centre;
use crate::centre::meeting::{Agreed, Decision};
use crate::centre::sight::Viewer;
use crate::ids::{CandidateId, CompetencyId};
use crate::scenario::Scenario;
use crate::scenario::running::WashUpMode;

/// Why a level counts, or why none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The arithmetic result stands.
    Arithmetic,
    /// The panel agreed it.
    Agreed,
    /// The panel has still to agree.
    Waiting,
    /// The panel agreed that nothing can be said.
    SetAside,
    /// No submitted marksheet gives a level.
    NotMeasured,
}

/// One competency of a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelOf {
    /// Which.
    pub competency: CompetencyId,
    /// The weighted mean of its cells, unrounded.
    pub arithmetic: Option<Mean>,
    /// How far assessors who watched the same lie apart at most.
    pub spread: Option<u8>,
    /// That is enough to be a split (rule W3).
    pub split: bool,
    /// What the panel agreed, if it did.
    pub agreed: Option<Agreed>,
    /// The level that counts.
    pub counts: Option<f64>,
    /// Why it counts.
    pub basis: Basis,
    /// In how many exercises there is a level.
    pub measured: usize,
    /// In how many exercises it is observed.
    pub planned: usize,
}

/// A candidate's result.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Whose.
    pub candidate: CandidateId,
    /// A level a competency, in the order of the framework.
    pub levels: Vec<LevelOf>,
    /// The scores from outside.
    pub scores: Scores,
    /// What the rule gives.
    pub verdict: Verdict,
    /// What the rule would give on the arithmetic levels alone.
    pub by_arithmetic: Verdict,
    /// What it would take to be in another band.
    pub crossing: Crossing,
    /// What the panel decided.
    pub decision: Option<Decision>,
    /// The decision is signed and locked.
    pub signed: bool,
}

impl Outcome {
    /// The levels that count.
    pub fn counting(&self) -> Levels {
        let all = self.levels.iter();
        all.filter_map(|level| Some((level.competency.clone(), level.counts?))).collect()
    }

    /// How many competencies the panel has still to agree on.
    pub fn waiting(&self) -> usize {
        self.levels.iter().filter(|level| level.basis == Basis::Waiting).count()
    }

    /// The level of a competency.
    pub fn level(&self, competency: &CompetencyId) -> Option<&LevelOf> {
        self.levels.iter().find(|level| level.competency == *competency)
    }

    /// The result that holds: what the panel decided, else what the rule gives once nothing is
    /// waited for.
    pub fn result<'a>(&'a self, scenario: &'a Scenario) -> Option<&'a str> {
        if let Some(decision) = &self.decision {
            return Some(&decision.band);
        }
        let band = self.verdict.band_of(scenario)?;
        (self.waiting() == 0 && self.verdict.is_whole()).then_some(band.label.as_str())
    }
}

/// The result of a candidate.
pub fn outcome(centre: &Centre, candidate: CandidateId) -> Outcome {
    outcome_of(centre, &scorecard(centre, candidate, Viewer::Facilitator))
}

/// The result of a candidate whose scorecard is at hand, as the facilitator sees it.
pub fn outcome_of(centre: &Centre, card: &Scorecard) -> Outcome {
    let scenario = centre.scenario.as_ref();
    let candidate = card.candidate;
    let meeting = centre.meeting(candidate);
    let levels: Vec<LevelOf> =
        card.rows.iter().map(|row| level_of(centre, candidate, row)).collect();
    let scores = meeting.map(crate::centre::meeting::Meeting::scores).unwrap_or_default();
    let counting: Levels =
        levels.iter().filter_map(|one| Some((one.competency.clone(), one.counts?))).collect();
    let arithmetic: BTreeMap<_, _> = levels
        .iter()
        .filter_map(|one| Some((one.competency.clone(), rounded(scenario, one.arithmetic?.value))))
        .collect();
    let verdict = judge(scenario, &counting, &scores);
    Outcome {
        candidate,
        crossing: crossing(scenario, &counting, &scores, &verdict),
        by_arithmetic: judge(scenario, &arithmetic, &scores),
        verdict,
        levels,
        scores,
        decision: meeting.and_then(|meeting| meeting.decision()).cloned(),
        signed: meeting.is_some_and(crate::centre::meeting::Meeting::is_locked),
    }
}

/// The results of all candidates on the list, by code.
pub fn outcomes(centre: &Centre) -> Vec<Outcome> {
    centre.people.candidates().iter().map(|known| outcome(centre, known.id)).collect()
}

fn level_of(centre: &Centre, candidate: CandidateId, row: &Row) -> LevelOf {
    let scenario = centre.scenario.as_ref();
    let spread = spread(row);
    let split = spread.is_some_and(|apart| apart >= centre.split_from());
    let meeting = centre.meeting(candidate);
    let agreed = meeting.and_then(|meeting| meeting.agreed(&row.competency)).cloned();
    let by_panel = match scenario.wash_up.mode {
        WashUpMode::Mechanical => false,
        WashUpMode::Consensus => true,
        WashUpMode::Mixed => split,
    };
    let (counts, basis) = match (row.mean, by_panel, &agreed) {
        (None, ..) => (None, Basis::NotMeasured),
        (Some(mean), false, _) => (Some(rounded(scenario, mean.value)), Basis::Arithmetic),
        (Some(_), true, None) => (None, Basis::Waiting),
        (Some(_), true, Some(agreed)) => match agreed.level {
            Some(level) => (Some(f64::from(level)), Basis::Agreed),
            None => (None, Basis::SetAside),
        },
    };
    LevelOf {
        competency: row.competency.clone(),
        arithmetic: row.mean,
        spread,
        split,
        agreed,
        counts,
        basis,
        measured: row.measured,
        planned: row.planned,
    }
}

/// How far the ratings that count lie apart within one cell, at most.
fn spread(row: &Row) -> Option<u8> {
    row.cells.iter().filter_map(super::scorecard::Cell::spread).max()
}
