//! What it would take to cross into the next band, and what would drop a candidate into the one
//! below: single changes of level, the smallest first. Shown so that the panel sees how near a
//! cut is; it is no advice to move anything.

use super::judge::{Levels, Scores, Verdict, judge};
use crate::ids::CompetencyId;
use crate::scenario::{Bound, Scenario};

/// A change of one competency's level.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Of which.
    pub competency: CompetencyId,
    /// The level that counts now.
    pub from: f64,
    /// The next step of the scale that makes the difference.
    pub to: u8,
}

impl Step {
    /// How far it goes.
    pub fn size(&self) -> f64 {
        (f64::from(self.to) - self.from).abs()
    }
}

/// The next band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    /// Its place, from 0.
    pub band: usize,
    /// Where it begins.
    pub from: Bound,
    /// How much the overall rating is short of it; 0 when only a minimum holds back.
    pub short: f64,
}

/// What it would take.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Crossing {
    /// The next band; none in the highest.
    pub next: Option<Next>,
    /// Single raises that lead into a higher band, the smallest first.
    pub raises: Vec<Step>,
    /// Single drops that lead into a lower band, the smallest first.
    pub drops: Vec<Step>,
}

/// What it would take from `verdict`, which rests on these levels and scores.
pub fn crossing(
    scenario: &Scenario,
    levels: &Levels,
    scores: &Scores,
    verdict: &Verdict,
) -> Crossing {
    let Some((band, overall)) = verdict.band.zip(verdict.overall) else {
        return Crossing::default();
    };
    let next = scenario.decision.bands.get(band + 1).map(|next| Next {
        band: band + 1,
        from: next.from,
        short: (next.from.value() - overall.value).max(0.0),
    });
    let steps = |up: bool| {
        let mut steps: Vec<Step> = scenario
            .framework
            .competencies
            .iter()
            .filter_map(|known| step(scenario, (levels, scores), &known.id, (band, up)))
            .collect();
        steps.sort_by(|one, other| one.size().total_cmp(&other.size()));
        steps
    };
    Crossing { next, raises: steps(true), drops: steps(false) }
}

/// The smallest change of one competency that leads out of `band`, upwards or downwards.
fn step(
    scenario: &Scenario,
    (levels, scores): (&Levels, &Scores),
    competency: &CompetencyId,
    (band, up): (usize, bool),
) -> Option<Step> {
    let from = *levels.get(competency)?;
    let mut all: Vec<u8> = scenario.scale.levels.iter().map(|level| level.number).collect();
    if !up {
        all.reverse();
    }
    let beyond = |to: &u8| if up { f64::from(*to) > from } else { f64::from(*to) < from };
    let mut trial = levels.clone();
    all.into_iter().filter(beyond).find_map(|to| {
        trial.insert(competency.clone(), f64::from(to));
        let then = judge(scenario, &trial, scores).band?;
        let crosses = if up { then > band } else { then < band };
        crosses.then(|| Step { competency: competency.clone(), from, to })
    })
}
