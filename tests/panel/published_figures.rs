//! Scoring against examples that others have published, each with its source.

use crate::stage;
use bellwether::ids::{CompetencyId, ScoreId};
use bellwether::scenario::decision::{Bound, ExternalScore, FamilyMinimum, Overall, Rounding};
use bellwether::scenario::{Family, Scenario};
use bellwether::scoring::{Held, Levels, Mean, Scores, Verdict, judge, rounded, weighted};
use bellwether::words;
use stage::framework::{self, band, levels};

fn mean(scores: &[u8]) -> f64 {
    let one = |score: &u8| (Mean { value: f64::from(*score), ratings: 1 }, 1.0);
    weighted(scores.iter().map(one)).unwrap().value
}

/// NSW Public Service Commission, "Example of a candidate's consolidated results (all
/// capabilities assessed)" and "(focus capabilities assessed)", recruitment and selection guide,
/// psc.nsw.gov.au. Scores out of 5; the final rating is the mean of the cells that exist, to one
/// decimal; a starred capability has at least two measures.
const CAPABILITIES: [(&str, &[u8], &str); 20] = [
    ("resilience", &[5, 3], "4.0"),
    ("integrity", &[4, 4], "4.0"),
    ("manage-self", &[4, 3], "3.5"),
    ("diversity", &[3], "3.0"),
    ("communicate", &[4, 5, 3], "4.0"),
    ("customer", &[4], "4.0"),
    ("collaborate", &[4], "4.0"),
    ("influence", &[4, 4], "4.0"),
    ("results", &[4], "4.0"),
    ("plan", &[4], "4.0"),
    ("solve", &[4, 4, 5], "4.3"),
    ("accountability", &[4], "4.0"),
    ("finance", &[2], "2.0"),
    ("technology", &[4], "4.0"),
    ("procurement", &[2], "2.0"),
    ("projects", &[4, 4], "4.0"),
    ("develop-people", &[4], "4.0"),
    ("direction", &[3], "3.0"),
    ("outcomes", &[4], "4.0"),
    ("change", &[4, 2], "3.0"),
];

fn capability_table(rounding: Rounding) -> (Scenario, Levels) {
    let weights: Vec<(&str, f64)> = CAPABILITIES.iter().map(|(id, ..)| (*id, 1.0)).collect();
    let mut scenario = framework::of(&weights, (1, 5));
    scenario.decision.overall = Overall::Points;
    scenario.decision.rounding = rounding;
    let finals = CAPABILITIES
        .iter()
        .map(|(id, scores, _)| (CompetencyId::new(*id), rounded(&scenario, mean(scores))));
    let finals = finals.collect();
    (scenario, finals)
}

#[test]
fn nsw_a_capability_table_comes_to_72_8_of_100() {
    let (scenario, finals) = capability_table(Rounding::Tenths);
    for (id, _, shown) in CAPABILITIES {
        assert_eq!(format!("{:.1}", finals[&CompetencyId::new(id)]), shown, "{id}");
    }
    let total = judge(&scenario, &finals, &Scores::new()).overall.unwrap();
    assert!((total.value - 72.8).abs() < 1e-9);
    assert_eq!(words::overall(&scenario, &total), "72.8 of 100 points");
}

#[test]
fn nsw_unrounded_rows_would_come_to_72_83_and_are_shown_as_72_8() {
    let (scenario, finals) = capability_table(Rounding::Unrounded);
    let total = judge(&scenario, &finals, &Scores::new()).overall.unwrap();
    assert!((total.value - (72.0 + 5.0 / 6.0)).abs() < 1e-6);
    assert_eq!(words::overall(&scenario, &total), "72.8 of 100 points");
}

#[test]
fn nsw_focus_capabilities_alone_come_to_23_5_of_30() {
    // The same source, "focus capabilities assessed": finals 4, 4, 4, 4, 4.5 and 3.
    let ids = ["resilience", "integrity", "communicate", "influence", "solve", "change"];
    let weights: Vec<_> = ids.iter().map(|id| (*id, 1.0)).collect();
    let mut scenario = framework::of(&weights, (1, 5));
    scenario.decision.overall = Overall::Points;
    let finals: Vec<_> = ids.into_iter().zip([4.0, 4.0, 4.0, 4.0, 4.5, 3.0]).collect();
    let total = judge(&scenario, &levels(&finals), &Scores::new()).overall.unwrap();
    assert_eq!(words::overall(&scenario, &total), "23.5 of 30 points");
}

#[test]
fn nsw_three_meets_the_requirement_in_each_capability() {
    // Descriptive rating scale, same guide: 3 "meets requirements"; the total is out of 5 × n.
    let mut scenario = framework::of(&[("finance", 1.0), ("results", 1.0)], (1, 5));
    scenario.decision.every = Some(3);
    scenario.decision.bands =
        vec![band("Below", Bound::AtLeast(1.0), false), band("Meets", Bound::AtLeast(3.0), true)];
    let meets = judge(&scenario, &levels(&[("finance", 3.0), ("results", 4.0)]), &Scores::new());
    assert!(meets.passes(&scenario));
    let below = judge(&scenario, &levels(&[("finance", 2.0), ("results", 4.0)]), &Scores::new());
    assert!(!below.passes(&scenario));
    assert_eq!(below.band_of(&scenario).unwrap().label, "Below", "the mean of 3 does not help");
}

#[test]
fn gp_the_selection_centre_has_52_points() {
    // Stage 3 of GP specialty selection, UK, to 2020 (blackstonetutors.com, "GP Stage 3 selection
    // centre: the complete guide"): three simulations measure three of four competencies each, the
    // written exercise all four, on a scale of 1 to 4: 3 × 3 × 4 + 4 × 4 = 52.
    let cells = [("empathy", 4.0), ("communication", 3.0), ("problems", 3.0), ("integrity", 3.0)];
    let mut scenario = framework::of(&cells, (1, 4));
    scenario.decision.overall = Overall::Points;
    let best = levels(&cells.map(|(id, _)| (id, 4.0)));
    let total = judge(&scenario, &best, &Scores::new()).overall.unwrap();
    assert_eq!((total.value, total.highest), (52.0, 52.0));
    // A sum over thirteen cells is the weighted sum of the means of each competency's cells.
    let marks: [(&str, &[u8]); 4] = [
        ("empathy", &[4, 3, 2, 4]),
        ("communication", &[3, 3, 2]),
        ("problems", &[1, 4, 4]),
        ("integrity", &[2, 2, 3]),
    ];
    let given: Vec<_> = marks.iter().map(|(id, marks)| (*id, mean(marks))).collect();
    let by_hand: u32 =
        marks.iter().flat_map(|(_, marks)| *marks).map(|mark| u32::from(*mark)).sum();
    let total = judge(&scenario, &levels(&given), &Scores::new()).overall.unwrap();
    assert!((total.value - f64::from(by_hand)).abs() < 1e-9);
    assert_eq!(words::overall(&scenario, &total), "37.0 of 52 points");
}

#[test]
fn search_has_105_points_and_15_of_them_are_14_2857_percent() {
    // SEARCH recruit assessment centre, England and Wales: serving the public 15 points (14.3 %),
    // working with others 21 (20.0 %), freedom of information answer of 6 January 2020. The other
    // four competencies hold the other 69.
    let points = [
        ("serving-the-public", 15.0),
        ("working-with-others", 21.0),
        ("openness", 18.0),
        ("service-delivery", 18.0),
        ("professionalism", 18.0),
        ("decision-making", 15.0),
    ];
    let weights = points.map(|(id, most)| (id, most / 5.0));
    let mut scenario = framework::of(&weights, (0, 5));
    scenario.decision.overall = Overall::Points;
    let best = levels(&points.map(|(id, _)| (id, 5.0)));
    let total = judge(&scenario, &best, &Scores::new()).overall.unwrap();
    assert!((total.value - 105.0).abs() < 1e-9 && (total.highest - 105.0).abs() < 1e-9);
    scenario.decision.overall = Overall::Percent;
    let percent = |full: &str| {
        let given = points.map(|(id, _)| (id, if id == full { 5.0 } else { 0.0 }));
        judge(&scenario, &levels(&given), &Scores::new()).overall.unwrap().value
    };
    assert!((percent("serving-the-public") - 14.2857).abs() < 5e-5);
    assert!((percent("working-with-others") - 20.0).abs() < 1e-9);
}

#[test]
fn search_passes_at_50_percent() {
    // The national pass mark, same centre (leics.police.uk); forces may set their own above it.
    let mut scenario = framework::of(&[("one", 1.0), ("two", 1.0)], (0, 5));
    scenario.decision.overall = Overall::Percent;
    scenario.decision.bands = vec![
        band("Not passed", Bound::AtLeast(0.0), false),
        band("Passed", Bound::AtLeast(50.0), true),
    ];
    let passes = |one: f64, two: f64| {
        let given = levels(&[("one", one), ("two", two)]);
        judge(&scenario, &given, &Scores::new()).passes(&scenario)
    };
    assert!(passes(5.0, 0.0), "compensatory: one makes up for the other");
    assert!(passes(2.0, 3.0) && !passes(2.0, 2.0));
}

#[test]
fn epso_asks_a_minimum_in_each_competency_and_in_all() {
    // EU officials, general model 2010–2022: each competency out of 10 with a floor, and a floor
    // for the aggregate, as set by each notice of competition.
    let ids = ["analysis", "communicating", "delivering", "learning"];
    let mut scenario = framework::of(&ids.map(|id| (id, 1.0)), (0, 10));
    scenario.decision.overall = Overall::Points;
    scenario.decision.every = Some(3);
    scenario.decision.bands = vec![
        band("Not passed", Bound::AtLeast(0.0), false),
        band("Passed", Bound::AtLeast(20.0), true),
    ];
    let with = |given: [f64; 4]| -> Verdict {
        let given: Vec<_> = ids.into_iter().zip(given).collect();
        judge(&scenario, &levels(&given), &Scores::new())
    };
    assert!(with([5.0, 5.0, 5.0, 5.0]).passes(&scenario));
    let floor = with([10.0, 10.0, 10.0, 2.0]);
    assert!(!floor.passes(&scenario));
    assert_eq!(floor.by_overall, Some(1), "32 of 40 would do");
    assert!(matches!(floor.held_back[..], [Held::Minimum { at_least: 3, .. }]));
    assert!(!with([4.0, 5.0, 5.0, 5.0]).passes(&scenario), "19 of 40 is short of the aggregate");
}

#[test]
fn cjcr_asks_70_percent_in_each_of_two_phases() {
    // Cadets and Junior Canadian Rangers, GPI 001-22: no averaging across the two phases.
    let mut scenario = framework::of(&[("board", 1.0), ("file", 1.0)], (0, 5));
    scenario.framework.competencies[0].family = Family::Other("interview".to_owned());
    scenario.framework.competencies[1].family = Family::Other("file".to_owned());
    scenario.decision.families = ["interview", "file"]
        .map(|name| FamilyMinimum { family: Family::Other(name.to_owned()), at_least: 3.5 })
        .to_vec();
    scenario.decision.bands =
        vec![band("No", Bound::AtLeast(0.0), false), band("Yes", Bound::AtLeast(3.5), true)];
    let passes = |board: f64, file: f64| {
        let given = levels(&[("board", board), ("file", file)]);
        judge(&scenario, &given, &Scores::new()).passes(&scenario)
    };
    assert!(passes(3.5, 3.5));
    assert!(!passes(5.0, 3.0), "80 % overall, and still no");
}

#[test]
fn bands_have_closed_and_open_ends_as_written() {
    // Think Talent's sample report has 0–2, 2–3.5 and 3.5–5 with shared ends: which side an end
    // belongs to has to be said. VIFM's three bands of readiness follow the same pattern.
    let mut scenario = framework::of(&[("one", 1.0)], (0, 5));
    scenario.decision.bands = vec![
        band("Low", Bound::AtLeast(0.0), false),
        band("Moderate", Bound::Above(2.0), false),
        band("High", Bound::AtLeast(3.5), true),
    ];
    let label = |level: f64| {
        let verdict = judge(&scenario, &levels(&[("one", level)]), &Scores::new());
        verdict.band_of(&scenario).unwrap().label.clone()
    };
    assert_eq!(
        [0.0, 2.0, 2.01, 3.49, 3.5, 5.0].map(label),
        ["Low", "Low", "Moderate", "Moderate", "High", "High"]
    );
    assert_eq!(words::band_ends(&scenario, 1), "above 2, below 3.5");
    assert_eq!(words::band_ends(&scenario, 0), "up to 2");
}

#[test]
fn a_veto_gives_the_lowest_category_whatever_the_rest() {
    // Common in public safety, and the Army Officer Selection Board's categories 1 to 4: a board
    // against a common standard, the lowest of which is "no".
    let mut scenario = framework::of(&[("integrity", 1.0), ("drive", 1.0)], (1, 5));
    scenario.decision.vetoes.insert(CompetencyId::new("integrity"), 3);
    scenario.decision.bands = vec![
        band("Category 4", Bound::AtLeast(1.0), false),
        band("Category 3", Bound::AtLeast(2.0), false),
        band("Category 2", Bound::AtLeast(3.0), false),
        band("Category 1", Bound::AtLeast(4.0), true),
    ];
    let verdict = judge(&scenario, &levels(&[("integrity", 2.0), ("drive", 5.0)]), &Scores::new());
    assert_eq!(verdict.by_overall, Some(2));
    assert_eq!(verdict.band_of(&scenario).unwrap().label, "Category 4");
}

#[test]
fn an_earlier_test_counts_by_its_weight_drawn_out_over_the_scale() {
    // GP selection again: the day is combined with an earlier test to rank.
    let mut scenario = framework::of(&[("day", 1.0)], (1, 5));
    scenario.external_scores = vec![ExternalScore {
        id: ScoreId::new("msra"),
        title: "Earlier test".to_owned(),
        meaning: String::new(),
        lowest: 0.0,
        highest: 600.0,
        weight: 1.0,
        minimum: Some(200.0),
    }];
    let with = |score: f64| {
        let scores = [(ScoreId::new("msra"), score)].into();
        judge(&scenario, &levels(&[("day", 4.0)]), &scores)
    };
    // 300 of 600 is the middle of 1 to 5: 3; (4 + 3) / 2.
    assert!((with(300.0).overall.unwrap().value - 3.5).abs() < 1e-9);
    assert!((with(600.0).overall.unwrap().value - 4.5).abs() < 1e-9);
    assert!(matches!(with(150.0).held_back[..], [Held::Score { .. }]));
}
