//! Rules that a design keeps: there was something to look at, and nothing was found about it.

use super::Finding;
use crate::problem::Problem;
use crate::scenario::rules::{Rule, Strictness};
use crate::scenario::{Exercise, PhaseKind, Present, Scenario};

/// Rules that the design settles, in the order in which they are shown.
const SETTLED: [Rule; 12] = [
    Rule::D1,
    Rule::D2,
    Rule::D3,
    Rule::D4,
    Rule::D5,
    Rule::A5,
    Rule::A6,
    Rule::A7,
    Rule::R4,
    Rule::X1,
    Rule::T1,
    Rule::T2,
];

/// The rules that hold in `scenario`, of which `problems` are known.
pub fn kept(scenario: &Scenario, problems: &[Problem<Finding>]) -> Vec<Rule> {
    let holds = |rule: &Rule| {
        scenario.rules.level(*rule) != Strictness::Off
            && has_something_to_look_at(scenario, *rule)
            && problems.iter().all(|problem| problem.fact.rule() != Some(*rule))
    };
    SETTLED.into_iter().filter(holds).collect()
}

fn has_something_to_look_at(scenario: &Scenario, rule: Rule) -> bool {
    let exercises = &scenario.exercises;
    let competencies = &scenario.framework.competencies;
    let rated = |exercise: &&Exercise| !exercise.observes.is_empty();
    let guide = |exercise: &Exercise| !exercise.papers.assessor.trim().is_empty();
    match rule {
        Rule::D1 => !exercises.is_empty() && !competencies.is_empty(),
        Rule::D3 => exercises.iter().any(|exercise| rated(&exercise)),
        Rule::D4 => !competencies.is_empty() && !scenario.scale.levels.is_empty(),
        Rule::D5 => !scenario.decision.bands.is_empty(),
        Rule::A6 => {
            let mut with_ratings = exercises.iter().filter(rated).peekable();
            with_ratings.peek().is_some() && with_ratings.all(guide)
        }
        Rule::A7 => exercises.iter().any(|exercise| {
            rated(&exercise) && exercise.phases.iter().any(|phase| phase.kind.is_observed())
        }),
        Rule::R4 => !scenario.scale.not_observed.trim().is_empty(),
        Rule::X1 => exercises.iter().any(|exercise| !exercise.role_players.is_empty()),
        Rule::T1 => exercises.iter().flat_map(|exercise| &exercise.phases).any(|phase| {
            phase.present.contains(&Present::Candidates) && !phase.warnings.is_empty()
        }),
        Rule::T2 => exercises.iter().any(|exercise| {
            let prepares = |kind| kind == PhaseKind::Preparation;
            !exercise.papers.candidate.trim().is_empty()
                && exercise.phases.iter().any(|phase| prepares(phase.kind))
        }),
        _ => !exercises.is_empty(),
    }
}
