//! Where candidates stand: the levels that a scorecard shows, and the group they are seen against.
//!
//! Leadership and management stay two results: nothing here adds them up.

use std::collections::BTreeMap;

use super::judge::Total;
use super::means::{Mean, weighted};
use super::outcome::{Basis, LevelOf, outcome_of};
use super::scorecard::{Scorecard, scorecard};
use crate::centre::Centre;
use crate::centre::sight::Viewer;
use crate::ids::{CandidateId, CompetencyId, ExerciseId};
use crate::scenario::Family;

/// Two values nearer than this are the same: means are sums of fractions.
const SAME: f64 = 1e-9;

/// Fewer others than this are no group to be compared with.
pub const FEWEST_OTHERS: usize = 3;

/// One competency of one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Stood {
    /// Which.
    pub competency: CompetencyId,
    /// The mean of the ratings over exercises.
    pub arithmetic: Option<Mean>,
    /// What the panel has come to.
    pub panel: Panel,
    /// The mean over the exercises was withheld, since it would give away what may not be seen.
    pub hides: bool,
}

impl Stood {
    /// The panel has come to something.
    pub fn is_agreed(&self) -> bool {
        self.panel != Panel::Open
    }

    /// What is shown: the agreed level, or the arithmetic mean where nothing was agreed.
    pub fn value(&self) -> Option<Mean> {
        match self.panel {
            Panel::Agreed(level) => {
                let ratings = self.arithmetic.map_or(0, |mean| mean.ratings);
                Some(Mean { value: f64::from(level), ratings })
            }
            Panel::SetAside => None,
            Panel::Open => self.arithmetic,
        }
    }
}

/// What the panel has come to for a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// Nothing yet: the mean of the ratings stands.
    #[default]
    Open,
    /// A level.
    Agreed(u8),
    /// That nothing can be said.
    SetAside,
}

/// All levels of one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Who.
    pub candidate: CandidateId,
    /// A line a competency, in the order of the framework.
    pub rows: Vec<Stood>,
    /// A result a family, leadership and management first.
    pub families: Vec<(Family, Option<Mean>)>,
    /// The mean of each exercise, in the order of the scenario.
    pub exercises: Vec<(ExerciseId, Option<Mean>)>,
    /// The overall rating that the scenario's rule gives, as far as levels count.
    pub overall: Option<Total>,
    /// What was decided, or what the rule gives once nothing is waited for.
    pub result: Option<String>,
}

impl Standing {
    /// Something is withheld from who looks.
    pub fn hides(&self) -> bool {
        self.rows.iter().any(|row| row.hides)
    }

    /// What is shown for a competency.
    pub fn value(&self, competency: &CompetencyId) -> Option<Mean> {
        self.rows.iter().find(|row| row.competency == *competency)?.value()
    }

    /// The result of a family.
    pub fn family(&self, family: &Family) -> Option<Mean> {
        self.families.iter().find(|(known, _)| known == family)?.1
    }

    /// The mean of an exercise.
    pub fn exercise(&self, exercise: &ExerciseId) -> Option<Mean> {
        self.exercises.iter().find(|(known, _)| known == exercise)?.1
    }

    /// What was decided, or what the rule gives.
    pub fn result(&self) -> Option<&str> {
        self.result.as_deref()
    }

    /// How many competencies the panel has agreed.
    pub fn agreed(&self) -> usize {
        self.rows.iter().filter(|row| row.is_agreed()).count()
    }
}

/// What a scorecard shows, from its ratings and from what the panel has agreed.
pub fn standing(centre: &Centre, card: &Scorecard) -> Standing {
    let hides = card.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.hidden > 0);
    let outcome = (!hides).then(|| outcome_of(centre, card));
    let rows: Vec<Stood> = card
        .rows
        .iter()
        .map(|row| {
            let hides = row.cells.iter().any(|cell| cell.hidden > 0);
            let level = outcome.as_ref().and_then(|known| known.level(&row.competency));
            let panel = level.filter(|_| !hides).map_or(Panel::Open, panel);
            let competency = row.competency.clone();
            Stood { competency, arithmetic: row.mean, panel, hides }
        })
        .collect();
    let families = card.families.iter().map(|result| {
        let of_family: Vec<&Stood> =
            rows.iter().filter(|row| is_in(centre, &row.competency, &result.family)).collect();
        let weigh =
            |row: &&Stood| Some((row.value()?, centre.scenario.decision.weight(&row.competency)));
        let hides = of_family.iter().any(|row| row.hides);
        let mean = if hides { None } else { weighted(of_family.iter().filter_map(weigh)) };
        (result.family.clone(), mean)
    });
    let families = families.collect();
    let known = outcome.as_ref();
    let result = known.and_then(|known| known.result(&centre.scenario)).map(str::to_owned);
    let overall = known.and_then(|known| known.verdict.overall);
    let (candidate, exercises) = (card.candidate, card.exercises.clone());
    Standing { candidate, rows, families, exercises, overall, result }
}

/// What the panel has come to, as far as it counts in this centre's way of deciding.
fn panel(level: &LevelOf) -> Panel {
    match (level.basis, &level.agreed) {
        (Basis::Agreed, Some(agreed)) => agreed.level.map_or(Panel::Open, Panel::Agreed),
        (Basis::SetAside, _) => Panel::SetAside,
        _ => Panel::Open,
    }
}

/// Whether a competency belongs to a family.
pub(super) fn is_in(centre: &Centre, competency: &CompetencyId, family: &Family) -> bool {
    centre.scenario.competency(competency).is_some_and(|known| known.family == *family)
}

/// Everybody on the list, as the facilitator sees them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// By code.
    pub standings: Vec<Standing>,
    /// The mean of each competency; each candidate counts once.
    pub competencies: BTreeMap<CompetencyId, Mean>,
    /// The mean of each family.
    pub families: BTreeMap<Family, Mean>,
    /// The mean of each exercise.
    pub exercises: BTreeMap<ExerciseId, Mean>,
}

/// Where everybody stands.
pub fn group(centre: &Centre) -> Group {
    let listed = centre.people.candidates().into_iter();
    let standings: Vec<Standing> = listed
        .map(|known| standing(centre, &scorecard(centre, known.id, Viewer::Facilitator)))
        .collect();
    let mut competencies: BTreeMap<CompetencyId, Vec<Mean>> = BTreeMap::new();
    let mut families: BTreeMap<Family, Vec<Mean>> = BTreeMap::new();
    let mut exercises: BTreeMap<ExerciseId, Vec<Mean>> = BTreeMap::new();
    for one in &standings {
        for row in &one.rows {
            competencies.entry(row.competency.clone()).or_default().extend(row.value());
        }
        for (family, mean) in &one.families {
            families.entry(family.clone()).or_default().extend(*mean);
        }
        for (exercise, mean) in &one.exercises {
            exercises.entry(exercise.clone()).or_default().extend(*mean);
        }
    }
    Group {
        standings,
        competencies: averages(competencies),
        families: averages(families),
        exercises: averages(exercises),
    }
}

fn averages<K: Ord>(means: BTreeMap<K, Vec<Mean>>) -> BTreeMap<K, Mean> {
    let each_once = |means: Vec<Mean>| weighted(means.into_iter().map(|mean| (mean, 1.0)));
    means.into_iter().filter_map(|(key, means)| Some((key, each_once(means)?))).collect()
}

impl Group {
    /// Where somebody stands.
    pub fn standing(&self, candidate: CandidateId) -> Option<&Standing> {
        self.standings.iter().find(|one| one.candidate == candidate)
    }

    /// How a candidate's level in a competency compares with everybody else's.
    pub fn place(&self, candidate: CandidateId, competency: &CompetencyId) -> Option<Place> {
        let own = self.standing(candidate)?.value(competency)?.value;
        let others = self.standings.iter().filter(|one| one.candidate != candidate);
        let levels = others.filter_map(|one| Some(one.value(competency)?.value));
        Some(Place::of(own, levels))
    }
}

/// How one value compares with those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// How many others are lower.
    pub lower: usize,
    /// How many others are the same.
    pub same: usize,
    /// How many others are higher.
    pub higher: usize,
}

/// A place in words. *Most* is more than half of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// More than half of the others are lower.
    AboveMost,
    /// Neither more than half lower nor more than half higher.
    WithTheGroup,
    /// More than half of the others are higher.
    BelowMost,
    /// Fewer than [`FEWEST_OTHERS`] others have a level.
    TooFew,
}

impl Place {
    /// Counts others by whether they lie lower or higher than `own`.
    pub fn of(own: f64, others: impl Iterator<Item = f64>) -> Self {
        let mut place = Self::default();
        for other in others {
            if other < own - SAME {
                place.lower += 1;
            } else if other > own + SAME {
                place.higher += 1;
            } else {
                place.same += 1;
            }
        }
        place
    }

    /// How many others there are.
    pub fn others(self) -> usize {
        self.lower + self.same + self.higher
    }

    /// The place in words.
    pub fn verdict(self) -> Verdict {
        let others = self.others();
        if others < FEWEST_OTHERS {
            Verdict::TooFew
        } else if 2 * self.lower > others {
            Verdict::AboveMost
        } else if 2 * self.higher > others {
            Verdict::BelowMost
        } else {
            Verdict::WithTheGroup
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(own: f64, others: &[f64]) -> Verdict {
        Place::of(own, others.iter().copied()).verdict()
    }

    #[test]
    fn most_is_more_than_half_of_the_others() {
        assert_eq!(verdict(4.0, &[3.0, 3.0, 4.0]), Verdict::AboveMost);
        assert_eq!(verdict(4.0, &[3.0, 3.0, 4.0, 5.0]), Verdict::WithTheGroup);
        assert_eq!(verdict(2.0, &[3.0, 3.0, 1.0]), Verdict::BelowMost);
        assert_eq!(verdict(3.0, &[3.0, 3.0, 3.0]), Verdict::WithTheGroup);
    }

    #[test]
    fn one_or_two_others_are_no_group() {
        assert_eq!(verdict(5.0, &[]), Verdict::TooFew);
        assert_eq!(verdict(5.0, &[1.0, 1.0]), Verdict::TooFew);
    }

    proptest! {
        #[test]
        fn turning_the_scale_round_turns_the_verdict_round(
            own in 1u8..=5, others in prop::collection::vec(1u8..=5, 0..20),
        ) {
            let there = Place::of(f64::from(own), others.iter().map(|level| f64::from(*level)));
            let back = Place::of(f64::from(6 - own), others.iter().map(|l| f64::from(6 - *l)));
            prop_assert_eq!(there.others(), others.len());
            let turned = match back.verdict() {
                Verdict::AboveMost => Verdict::BelowMost,
                Verdict::BelowMost => Verdict::AboveMost,
                same => same,
            };
            prop_assert_eq!(there.verdict(), turned);
        }
    }
}
