//! The order of candidates, where the scenario selects. Where it develops there is none: nobody is
//! set against anybody.

use std::cmp::Ordering;

use super::outcome::Outcome;
use crate::ids::CandidateId;
use crate::scenario::{Kind, Scenario};

/// A candidate's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub candidate: CandidateId,
    /// From 1; equals share one. None for those whom a minimum or a veto holds back, or about whom
    /// something is still lacking.
    pub rank: Option<usize>,
}

/// Everybody in order: by overall rating, equals by the scenario's rule for ties. None where the
/// scenario develops.
pub fn ranking(scenario: &Scenario, outcomes: &[Outcome]) -> Option<Vec<Place>> {
    if scenario.kind == Kind::Development {
        return None;
    }
    let mut sorted: Vec<&Outcome> = outcomes.iter().collect();
    sorted.sort_by(|one, other| compare(scenario, one, other));
    let mut places: Vec<Place> = Vec::with_capacity(sorted.len());
    let mut before: Option<(&Outcome, usize)> = None;
    for (at, outcome) in sorted.into_iter().enumerate() {
        let equal = before.filter(|(before, _)| compare(scenario, before, outcome).is_eq());
        let rank = equal.map_or(at + 1, |(_, rank)| rank);
        before = Some((outcome, rank));
        let ranked = is_ranked(outcome);
        places.push(Place { candidate: outcome.candidate, rank: ranked.then_some(rank) });
    }
    Some(places)
}

fn is_ranked(outcome: &Outcome) -> bool {
    let verdict = &outcome.verdict;
    verdict.overall.is_some() && verdict.held_back.is_empty() && verdict.is_whole()
}

fn compare(scenario: &Scenario, one: &Outcome, other: &Outcome) -> Ordering {
    let value = |outcome: &Outcome| outcome.verdict.overall.map_or(-1.0, |total| total.value);
    let first = is_ranked(other).cmp(&is_ranked(one));
    let by_overall = first.then_with(|| value(other).total_cmp(&value(one)));
    scenario.decision.ties.iter().fold(by_overall, |order, competency| {
        let level = |outcome: &Outcome| {
            outcome.level(competency).and_then(|level| level.counts).unwrap_or(-1.0)
        };
        order.then_with(|| level(other).total_cmp(&level(one)))
    })
}
