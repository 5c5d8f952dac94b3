//! What makes a scenario unusable or doubtful, all at once, each finding with its place.
//!
//! `sound` finds what does not fit together, `field` what the rules of the field ask for and
//! `texts` what a careful reader would mark. How strictly a rule is kept, the scenario says.

mod field;
mod finding;
mod kept;
mod run;
mod sound;
mod texts;

pub use finding::{Direction, Finding, Thing};
pub use kept::kept;

use super::rules::Strictness;
use super::{Exercise, Scenario};
use crate::problem::{Path, Problem, Severity};

/// All that is wrong or doubtful with `scenario`, without places in a text.
pub fn check(scenario: &Scenario) -> Vec<Problem<Finding>> {
    let mut checks = Checks { scenario, problems: Vec::new() };
    checks.sound();
    checks.rules_of_the_field();
    checks.texts();
    checks.problems
}

struct Checks<'a> {
    scenario: &'a Scenario,
    problems: Vec<Problem<Finding>>,
}

impl<'a> Checks<'a> {
    fn error(&mut self, path: &Path, fact: Finding) {
        self.find(Severity::Error, path, fact);
    }

    fn warn(&mut self, path: &Path, fact: Finding) {
        self.find(Severity::Warning, path, fact);
    }

    /// A finding about a rule: as severe as the scenario keeps that rule.
    fn rule(&mut self, path: &Path, fact: Finding) {
        let Some(rule) = fact.rule() else { return };
        let severity = match self.scenario.rules.level(rule) {
            Strictness::Off => return,
            Strictness::Note => Severity::Note,
            Strictness::Warn | Strictness::Ask => Severity::Warning,
            Strictness::Block => Severity::Error,
        };
        self.find(severity, path, fact);
    }

    fn find(&mut self, severity: Severity, path: &Path, fact: Finding) {
        self.problems.push(Problem { severity, path: path.clone(), place: None, fact });
    }

    /// Every exercise with its path.
    fn exercises(&self) -> Vec<(&'a Exercise, Path)> {
        let list = Path::default().field("exercises");
        let exercises = self.scenario.exercises.iter().enumerate();
        exercises.map(|(index, exercise)| (exercise, list.item(index))).collect()
    }
}
