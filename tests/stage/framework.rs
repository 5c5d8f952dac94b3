//! Scenarios that are nothing but competencies, a scale and a rule: for figures worked by hand.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bellwether::ids::CompetencyId;
use bellwether::scenario::decision::{Band, Bound, DecisionRule};
use bellwether::scenario::{Competency, Family, Kind, Level, Scenario};
use bellwether::scoring::Levels;

/// Competencies with weights on a scale from `lowest` to `highest`, for selection, without bands.
pub fn of(competencies: &[(&str, f64)], (lowest, highest): (u8, u8)) -> Scenario {
    static BASE: LazyLock<Scenario> = LazyLock::new(super::scenario);
    let mut scenario = BASE.clone();
    scenario.kind = Kind::Selection;
    scenario.framework.competencies =
        competencies.iter().map(|(id, _)| competency(id, Family::Management)).collect();
    let weights = competencies.iter().map(|(id, weight)| (CompetencyId::new(*id), *weight));
    scenario.decision = DecisionRule::new(weights.collect());
    let level =
        |number: u8| Level { number, label: format!("Level {number}"), symbol: String::new() };
    scenario.scale.levels = (lowest..=highest).map(level).collect();
    scenario.external_scores.clear();
    scenario
}

pub fn competency(id: &str, family: Family) -> Competency {
    Competency {
        id: CompetencyId::new(id),
        name: id.to_owned(),
        family,
        cluster: None,
        focus: false,
        target: None,
        definition: String::new(),
        positive: Vec::new(),
        negative: Vec::new(),
        anchors: BTreeMap::new(),
    }
}

pub fn band(label: &str, from: Bound, passes: bool) -> Band {
    Band { label: label.to_owned(), from, passes, meaning: String::new() }
}

pub fn levels(given: &[(&str, f64)]) -> Levels {
    given.iter().map(|(id, level)| (CompetencyId::new(*id), *level)).collect()
}
