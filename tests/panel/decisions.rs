//! What the rule makes of levels: properties, what it would take to cross, order of candidates.

use crate::stage;
use bellwether::ids::CompetencyId;
use bellwether::scenario::decision::{Bound, FamilyMinimum, Overall};
use bellwether::scenario::{Family, Scenario};
use bellwether::scoring::{Lacking, Levels, Scores, crossing, judge};
use bellwether::words;
use proptest::prelude::*;
use stage::framework::{self, band, levels};

const IDS: [&str; 4] = ["a", "b", "c", "d"];

/// Two leadership and two management competencies, three bands on a scale of 1 to 5.
fn scenario(overall: Overall, weights: [f64; 4]) -> Scenario {
    let weighted: Vec<_> = IDS.into_iter().zip(weights).collect();
    let mut scenario = framework::of(&weighted, (1, 5));
    for place in [0, 1] {
        scenario.framework.competencies[place].family = Family::Leadership;
    }
    scenario.decision.overall = overall;
    let most = match overall {
        Overall::Mean => 5.0,
        Overall::Points => 5.0 * weights.iter().sum::<f64>(),
        Overall::Percent => 100.0,
    };
    scenario.decision.bands = vec![
        band("Not yet", Bound::AtLeast(0.0), false),
        band("Soon", Bound::AtLeast(0.5 * most), false),
        band("Now", Bound::AtLeast(0.7 * most), true),
    ];
    scenario
}

fn given(levels: [u8; 4]) -> Levels {
    IDS.into_iter().zip(levels).map(|(id, level)| (CompetencyId::new(id), level.into())).collect()
}

#[test]
fn r4_what_has_no_level_is_no_zero_in_a_sum() {
    let scenario = scenario(Overall::Points, [1.0; 4]);
    let all = judge(&scenario, &given([4; 4]), &Scores::new());
    let three = judge(&scenario, &levels(&[("a", 4.0), ("b", 4.0), ("c", 4.0)]), &Scores::new());
    let points = |verdict: &bellwether::scoring::Verdict| {
        words::overall(&scenario, &verdict.overall.unwrap())
    };
    assert_eq!(points(&all), "16.0 of 20 points");
    assert_eq!(points(&three), "16.0 of 20 points", "drawn out from what there is, not 12");
    assert!(!three.overall.unwrap().is_whole() && !three.is_whole());
    assert_eq!(three.lacking, [Lacking::Level(CompetencyId::new("d"))]);
}

#[test]
fn leadership_and_management_stay_two_results() {
    let mut scenario = scenario(Overall::Mean, [1.0; 4]);
    scenario.decision.families = vec![FamilyMinimum { family: Family::Leadership, at_least: 3.0 }];
    let verdict = judge(&scenario, &given([2, 3, 5, 5]), &Scores::new());
    let means: Vec<_> = verdict.families.iter().map(|total| total.mean).collect();
    assert_eq!(means, [Some(2.5), Some(5.0)]);
    assert_eq!(verdict.by_overall, Some(2), "3.75 alone would be “Now”");
    assert_eq!(verdict.band_of(&scenario).unwrap().label, "Soon", "the highest that is no pass");
    assert_eq!(
        words::held_back(&scenario, &verdict.held_back[0]),
        "Leadership is 2.5, and must be at least 3"
    );
}

#[test]
fn nothing_measured_has_no_result() {
    let verdict = judge(&scenario(Overall::Mean, [1.0; 4]), &Levels::new(), &Scores::new());
    assert_eq!((verdict.overall, verdict.band), (None, None));
    assert_eq!(verdict.lacking.len(), 4);
}

#[test]
fn thirds_that_come_to_the_cut_are_at_the_cut() {
    let mut scenario = scenario(Overall::Mean, [1.0, 1.0, 1.0, 0.0]);
    scenario.decision.bands[2].from = Bound::AtLeast(3.0);
    let third = levels(&[("a", 8.0 / 3.0), ("b", 10.0 / 3.0), ("c", 3.0)]);
    assert_eq!(judge(&scenario, &third, &Scores::new()).band, Some(2));
}

#[test]
fn the_smallest_changes_that_cross_are_named() {
    let scenario = scenario(Overall::Mean, [1.0, 1.0, 1.0, 3.0]);
    let levels = given([3, 3, 3, 3]);
    let verdict = judge(&scenario, &levels, &Scores::new());
    let found = crossing(&scenario, &levels, &Scores::new(), &verdict);
    assert_eq!(found.next.unwrap().band, 2);
    // One level of d, which counts three times, is half a point; the others need more than two.
    assert_eq!(
        found.raises.iter().map(|step| (step.competency.as_str(), step.to)).collect::<Vec<_>>(),
        [("d", 4)]
    );
    assert_eq!(
        words::crossing(&scenario, &found),
        [
            "0.50 short of “Now”. One of these would lead higher: d from 3 to 4.",
            "One of these would lead lower: d from 3 to 1.",
        ]
    );
}

#[test]
fn a_minimum_that_holds_back_is_what_it_would_take() {
    let mut scenario = scenario(Overall::Mean, [1.0; 4]);
    scenario.decision.every = Some(3);
    let levels = given([2, 4, 5, 5]);
    let verdict = judge(&scenario, &levels, &Scores::new());
    assert_eq!(verdict.band, Some(1));
    let found = crossing(&scenario, &levels, &Scores::new(), &verdict);
    assert!(found.next.unwrap().short.abs() < 1e-9);
    assert_eq!(
        words::crossing(&scenario, &found)[0],
        "One of these would lead higher: a from 2 to 3."
    );
}

proptest! {
    #[test]
    fn scaling_all_weights_changes_neither_mean_nor_percentage_nor_band(
        levels in prop::array::uniform4(1_u8..=5),
        weights in prop::array::uniform4(0.1_f64..4.0),
        factor in 0.01_f64..100.0,
    ) {
        for overall in [Overall::Mean, Overall::Percent] {
            let plain = judge(&scenario(overall, weights), &given(levels), &Scores::new());
            let scaled = scenario(overall, weights.map(|weight| weight * factor));
            let scaled = judge(&scaled, &given(levels), &Scores::new());
            let gap = plain.overall.unwrap().value - scaled.overall.unwrap().value;
            prop_assert!(gap.abs() < 1e-6);
            prop_assert_eq!(plain.families.len(), scaled.families.len());
        }
    }

    #[test]
    fn a_higher_level_never_leads_lower(
        levels in prop::array::uniform4(1_u8..=5),
        weights in prop::array::uniform4(0.0_f64..4.0),
        minimum in prop::option::of(1_u8..=5),
        place in 0_usize..4,
    ) {
        let mut scenario = scenario(Overall::Mean, weights);
        scenario.decision.every = minimum;
        scenario.decision.vetoes.insert(CompetencyId::new("b"), 2);
        let before = judge(&scenario, &given(levels), &Scores::new());
        let mut raised = levels;
        raised[place] = (raised[place] + 1).min(5);
        let after = judge(&scenario, &given(raised), &Scores::new());
        prop_assert!(before.band <= after.band);
    }

    #[test]
    fn each_named_step_crosses_and_no_shorter_one_does(
        levels in prop::array::uniform4(1_u8..=5),
        weights in prop::array::uniform4(0.1_f64..4.0),
    ) {
        let scenario = scenario(Overall::Mean, weights);
        let levels = given(levels);
        let verdict = judge(&scenario, &levels, &Scores::new());
        let found = crossing(&scenario, &levels, &Scores::new(), &verdict);
        for step in found.raises.iter().chain(&found.drops) {
            let up = f64::from(step.to) > step.from;
            let then = |to: f64| {
                let mut trial = levels.clone();
                trial.insert(step.competency.clone(), to);
                judge(&scenario, &trial, &Scores::new()).band
            };
            let to = f64::from(step.to);
            let crosses = if up { then(to) > verdict.band } else { then(to) < verdict.band };
            prop_assert!(crosses);
            let shorter = if up { to - 1.0 } else { to + 1.0 };
            prop_assert_eq!(then(shorter), verdict.band);
        }
    }
}
