//! The scenario's rule applied to levels: overall rating, families, minimums and vetoes, band.
//!
//! **Invariants:** what has no level counts neither for nor against (rule R4): a sum is drawn out
//! from what there is, never filled up with zeros; leadership and management stay two results;
//! nothing is rounded but what the scenario says, and halves go up.

use std::collections::BTreeMap;

use crate::ids::{CompetencyId, ScoreId};
use crate::scenario::decision::{Overall, Rounding};
use crate::scenario::{Band, ExternalScore, Family, Scenario};

/// The level of each competency that counts. What is not in it was not measured.
pub type Levels = BTreeMap<CompetencyId, f64>;
/// The scores from outside that were entered.
pub type Scores = BTreeMap<ScoreId, f64>;

/// An overall rating, in what the scenario counts it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total {
    /// The rating itself.
    pub value: f64,
    /// The highest that can be reached.
    pub highest: f64,
    /// The weights of what it rests on.
    pub counted: f64,
    /// The weights of all that counts.
    pub whole: f64,
}

impl Total {
    /// Whether it rests on all that counts.
    pub fn is_whole(&self) -> bool {
        self.whole - self.counted < 1e-9
    }
}

/// What one family came to.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyTotal {
    /// Which.
    pub family: Family,
    /// The weighted mean of its levels.
    pub mean: Option<f64>,
    /// What the rule asks of it.
    pub at_least: Option<f64>,
}

/// What holds a candidate back, whatever the overall rating.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// A competency lies below what it must reach.
    Minimum {
        /// Which.
        competency: CompetencyId,
        /// What it came to.
        level: f64,
        /// What it must reach.
        at_least: u8,
    },
    /// A competency lies below its veto: the lowest band.
    Veto {
        /// Which.
        competency: CompetencyId,
        /// What it came to.
        level: f64,
        /// What it must reach.
        at_least: u8,
    },
    /// A family lies below what it must reach.
    Family {
        /// Which.
        family: Family,
        /// What it came to.
        mean: f64,
        /// What it must reach.
        at_least: f64,
    },
    /// A score from outside lies below what it must reach.
    Score {
        /// Which.
        score: ScoreId,
        /// What it is.
        value: f64,
        /// What it must reach.
        at_least: f64,
    },
}

/// Something that counts and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    /// A competency has no level.
    Level(CompetencyId),
    /// A score from outside was not entered.
    Score(ScoreId),
}

/// What the rule gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The overall rating; none without anything that counts.
    pub overall: Option<Total>,
    /// A result a family, leadership and management first.
    pub families: Vec<FamilyTotal>,
    /// What holds the candidate back, in the order of the scenario.
    pub held_back: Vec<Held>,
    /// What counts and is not there.
    pub lacking: Vec<Lacking>,
    /// The place of the band that the overall rating alone gives, from 0, the lowest.
    pub by_overall: Option<usize>,
    /// The place of the band after minimums and vetoes.
    pub band: Option<usize>,
}

impl Verdict {
    /// The band itself.
    pub fn band_of<'a>(&self, scenario: &'a Scenario) -> Option<&'a Band> {
        scenario.decision.bands.get(self.band?)
    }

    /// Whether it rests on all that counts.
    pub fn is_whole(&self) -> bool {
        self.lacking.is_empty()
    }

    /// Whether the candidate has passed: in a band that passes, held back by nothing.
    pub fn passes(&self, scenario: &Scenario) -> bool {
        self.held_back.is_empty() && self.band_of(scenario).is_some_and(|band| band.passes)
    }
}

/// A level as it counts: rounded as the scenario says, halves up.
pub fn rounded(scenario: &Scenario, level: f64) -> f64 {
    rounded_to(scenario.decision.rounding, level)
}

/// A level rounded in that way, halves up.
pub(super) fn rounded_to(rounding: Rounding, level: f64) -> f64 {
    let to = |parts: f64| ((level * parts + 0.5 + 1e-9).floor()) / parts;
    match rounding {
        Rounding::Unrounded => level,
        Rounding::Tenths => to(10.0),
        Rounding::Whole => to(1.0),
    }
}

/// Applies the scenario's rule.
pub fn judge(scenario: &Scenario, levels: &Levels, scores: &Scores) -> Verdict {
    let overall = overall(scenario, levels, scores);
    let families = families(scenario, levels);
    let held_back = held_back(scenario, levels, scores, &families);
    let by_overall = overall.and_then(|total| band_at(scenario, total.value));
    let band = by_overall.map(|band| after(scenario, band, &held_back));
    let lacking = lacking(scenario, levels, scores);
    Verdict { overall, families, held_back, lacking, by_overall, band }
}

/// A part of the overall rating: its value on the scale, and how much it counts.
type Part = (f64, f64);

fn overall(scenario: &Scenario, levels: &Levels, scores: &Scores) -> Option<Total> {
    let rule = &scenario.decision;
    let (lowest, highest) = scenario.scale.range()?;
    let (lowest, highest) = (f64::from(lowest), f64::from(highest));
    let mut whole = 0.0;
    let mut parts: Vec<Part> = Vec::new();
    for competency in &scenario.framework.competencies {
        let weight = counts(rule.weight(&competency.id));
        whole += weight;
        parts.extend(levels.get(&competency.id).map(|level| (*level, weight)));
    }
    for known in &scenario.external_scores {
        let weight = counts(known.weight);
        whole += weight;
        let drawn = scores.get(&known.id).map(|score| draw_out(known, *score, (lowest, highest)));
        parts.extend(drawn.map(|value| (value, weight)));
    }
    let counted: f64 = parts.iter().map(|(_, weight)| weight).sum();
    if counted <= 0.0 {
        return None;
    }
    let mean = parts.iter().map(|(value, weight)| value * weight).sum::<f64>() / counted;
    let (value, highest) = match rule.overall {
        Overall::Mean => (mean, highest),
        Overall::Points => (mean * whole, highest * whole),
        Overall::Percent => (100.0 * mean / highest.max(1e-9), 100.0),
    };
    Some(Total { value: settled(value), highest: settled(highest), counted, whole })
}

/// A score from outside as a value on the scale.
pub fn draw_out(known: &ExternalScore, score: f64, (lowest, highest): (f64, f64)) -> f64 {
    let range = known.highest - known.lowest;
    let share = if range > 0.0 { (score - known.lowest) / range } else { 0.0 };
    lowest + share.clamp(0.0, 1.0) * (highest - lowest)
}

fn families(scenario: &Scenario, levels: &Levels) -> Vec<FamilyTotal> {
    let mut parts: BTreeMap<&Family, Vec<Part>> = BTreeMap::new();
    for competency in &scenario.framework.competencies {
        let weight = counts(scenario.decision.weight(&competency.id));
        let level = levels.get(&competency.id).map(|level| (*level, weight));
        parts.entry(&competency.family).or_default().extend(level);
    }
    let total = |(family, parts): (&Family, Vec<Part>)| {
        let weights: f64 = parts.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = parts.iter().map(|(level, weight)| level * weight).sum();
        let asked = scenario.decision.families.iter().find(|known| known.family == *family);
        FamilyTotal {
            family: family.clone(),
            mean: (weights > 0.0).then(|| settled(sum / weights)),
            at_least: asked.map(|known| known.at_least),
        }
    };
    parts.into_iter().map(total).collect()
}

fn held_back(
    scenario: &Scenario,
    levels: &Levels,
    scores: &Scores,
    families: &[FamilyTotal],
) -> Vec<Held> {
    let rule = &scenario.decision;
    let mut held = Vec::new();
    for competency in scenario.framework.competencies.iter().map(|known| &known.id) {
        let Some(level) = levels.get(competency).map(|level| settled(*level)) else { continue };
        let below = |at_least: &u8| level < f64::from(*at_least);
        let competency = competency.clone();
        if let Some(at_least) = rule.vetoes.get(&competency).copied().filter(below) {
            held.push(Held::Veto { competency, level, at_least });
        } else if let Some(at_least) = asked(scenario, &competency).filter(below) {
            held.push(Held::Minimum { competency, level, at_least });
        }
    }
    held.extend(families.iter().filter_map(|total| {
        let (mean, at_least) = total.mean.zip(total.at_least)?;
        let family = total.family.clone();
        (mean < at_least).then_some(Held::Family { family, mean, at_least })
    }));
    held.extend(scenario.external_scores.iter().filter_map(|known| {
        let (value, at_least) = scores.get(&known.id).copied().zip(known.minimum)?;
        let score = known.id.clone();
        (value < at_least).then_some(Held::Score { score, value, at_least })
    }));
    held
}

/// The level that a competency must reach: its own minimum or the one for every competency.
pub fn asked(scenario: &Scenario, competency: &CompetencyId) -> Option<u8> {
    let rule = &scenario.decision;
    rule.minimums.get(competency).copied().max(rule.every)
}

fn lacking(scenario: &Scenario, levels: &Levels, scores: &Scores) -> Vec<Lacking> {
    let rule = &scenario.decision;
    let competencies = scenario.framework.competencies.iter().map(|known| &known.id);
    let matters = |id: &&CompetencyId| {
        counts(rule.weight(id)) > 0.0
            || asked(scenario, id).is_some()
            || rule.vetoes.contains_key(*id)
    };
    let levels = competencies
        .filter(matters)
        .filter(|id| !levels.contains_key(*id))
        .map(|id| Lacking::Level(id.clone()));
    let known = scenario.external_scores.iter();
    let wanted = known.filter(|known| counts(known.weight) > 0.0 || known.minimum.is_some());
    let open = wanted.filter(|known| !scores.contains_key(&known.id));
    levels.chain(open.map(|known| Lacking::Score(known.id.clone()))).collect()
}

/// The place of the band to which an overall rating belongs, before minimums and vetoes.
pub fn band_at(scenario: &Scenario, overall: f64) -> Option<usize> {
    let bands = &scenario.decision.bands;
    let reached = bands.iter().rposition(|band| band.from.admits(settled(overall)));
    reached.or(if bands.is_empty() { None } else { Some(0) })
}

/// A veto gives the lowest band; a minimum the highest band that is no pass.
fn after(scenario: &Scenario, band: usize, held_back: &[Held]) -> usize {
    if held_back.iter().any(|held| matches!(held, Held::Veto { .. })) {
        return 0;
    }
    if held_back.is_empty() {
        return band;
    }
    let up_to = scenario.decision.bands.iter().take(band + 1);
    // Where no band is a pass, as in development, the band stays and what is short is said.
    up_to
        .enumerate()
        .filter(|(_, known)| !known.passes)
        .map(|(at, _)| at)
        .next_back()
        .unwrap_or(band)
}

/// A weight that is not a number above zero counts nothing: `scenario::checks` finds it.
fn counts(weight: f64) -> f64 {
    if weight.is_finite() && weight > 0.0 { weight } else { 0.0 }
}

/// Without the dust of binary fractions, so that 3.0 reached by thirds is 3.0.
pub(super) fn settled(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
