//! What a professional reviewer would say of a design: for each rule a scenario that breaks just
//! it, made from one that breaks none.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use bellwether::ids::{CompetencyId, ExerciseId};
use bellwether::problem::Severity;
use bellwether::scenario::checks::{Direction, Finding, Thing, check};
use bellwether::scenario::exercise::{ExerciseKind, PhaseKind, Present, SubPhase};
use bellwether::scenario::rules::{Rule, RuleSetting, Strictness};
use bellwether::scenario::running::{Carousel, Rotation, Station};
use bellwether::scenario::{Family, Kind, Scenario, library};
use bellwether::time::Length;
use bellwether::words;

fn sound() -> Scenario {
    library::read(include_str!("../cases/sound.scenario.ron")).scenario().unwrap()
}

/// Breaks one thing.
type Break = fn(&mut Scenario);

fn id(word: &str) -> CompetencyId {
    CompetencyId::new(word)
}

fn broken(break_it: Break) -> Vec<Finding> {
    let mut scenario = sound();
    break_it(&mut scenario);
    check(&scenario).into_iter().map(|problem| problem.fact).collect()
}

/// Breaking it makes this finding, and no other.
fn just(break_it: Break, expected: &Finding) {
    assert_eq!(broken(break_it), std::slice::from_ref(expected));
}

#[test]
fn a_scenario_that_keeps_every_rule_has_no_findings() {
    assert_eq!(check(&sound()), []);
}

#[test]
fn d1_every_competency_is_seen_in_two_exercises() {
    just(
        |s| {
            s.exercises[2].observes.retain(|o| o.competency != id("follows-up"));
        },
        &Finding::SeenInFew(id("follows-up"), 1, 2),
    );
}

#[test]
fn d1_a_focus_competency_is_seen_twice_even_where_once_would_do() {
    just(
        |s| {
            s.rules.0.insert(Rule::D1, RuleSetting { level: Strictness::Warn, figures: vec![1] });
            s.exercises[1].observes.retain(|o| o.competency != id("steers"));
        },
        &Finding::SeenInFew(id("steers"), 1, 2),
    );
}

#[test]
fn d2_without_a_simulation_it_is_no_assessment_centre() {
    just(
        |s| {
            for exercise in &mut s.exercises {
                exercise.kind = ExerciseKind::Interview;
            }
        },
        &Finding::FewSimulations(0, 1),
    );
}

#[test]
fn d3_few_competencies_are_rated_at_once() {
    let found = broken(|s| {
        s.rules.0.insert(Rule::D3, RuleSetting { level: Strictness::Warn, figures: vec![2, 8] });
    });
    assert_eq!(found, [Finding::ManyHere(3, 2), Finding::ManyHere(3, 2)]);
}

#[test]
fn d3_few_competencies_are_rated_overall() {
    just(
        |s| {
            s.rules
                .0
                .insert(Rule::D3, RuleSetting { level: Strictness::Warn, figures: vec![5, 3] });
        },
        &Finding::ManyOverall(4, 3),
    );
}

#[test]
fn d4_every_level_has_an_anchor_and_every_competency_its_indicators() {
    just(
        |s| drop(s.framework.competencies[1].anchors.remove(&3)),
        &Finding::NoAnchor(id("listens"), 3),
    );
    just(
        |s| s.framework.competencies[1].negative.clear(),
        &Finding::NoIndicators(id("listens"), Direction::Against),
    );
}

#[test]
fn d5_the_decision_is_settled_and_fits_what_the_day_is_for() {
    just(|s| s.decision.bands.clear(), &Finding::NoDecision);
    just(|s| s.decision.bands[1].passes = false, &Finding::NothingPasses);
    just(|s| s.kind = Kind::Development, &Finding::PassInDevelopment);
    just(
        |s| {
            s.decision.bands[0].passes = true;
            s.decision.bands[1].passes = false;
        },
        &Finding::PassBelowFail,
    );
}

#[test]
fn a5_without_double_assessment_no_reliability_can_be_estimated() {
    just(|s| s.exercises[0].assessors_per_candidate = 1, &Finding::NoDoubleAssessment);
    let mut scenario = sound();
    scenario.exercises[0].assessors_per_candidate = 1;
    assert_eq!(check(&scenario)[0].severity, Severity::Note);
}

#[test]
fn a6_the_guide_speaks_of_every_competency_by_name() {
    just(
        |s| s.exercises[2].papers.assessor = "Plans: the order.".to_owned(),
        &Finding::NotInGuide(id("follows-up")),
    );
}

#[test]
fn a7_writing_up_takes_half_as_long_as_observing() {
    just(
        |s| s.exercises[0].phases[4].length = Length::minutes(9),
        &Finding::ShortWriteUp(Length::minutes(20), Length::minutes(9)),
    );
    just(
        |s| drop(s.exercises[0].phases.pop()),
        &Finding::ShortWriteUp(Length::minutes(20), Length::ZERO),
    );
}

#[test]
fn r4_not_observed_is_no_level_of_the_scale() {
    just(
        |s| s.scale.levels[0].label = "No evidence".to_owned(),
        &Finding::NoEvidenceIsALevel("No evidence".to_owned()),
    );
}

#[test]
fn r_rules_that_are_kept_less_strictly_are_noted() {
    for rule in [Rule::R1, Rule::R2, Rule::R3, Rule::R5, Rule::R6] {
        let mut scenario = sound();
        let setting = RuleSetting { level: Strictness::Note, figures: Vec::new() };
        scenario.rules.0.insert(rule, setting);
        let found = check(&scenario);
        assert_eq!(found.len(), 1, "{rule:?}");
        assert_eq!(found[0].fact, Finding::Loosened(rule, Strictness::Note));
        assert_eq!(found[0].severity, Severity::Note);
    }
}

#[test]
fn x1_role_players_have_a_part_prompts_and_a_place_in_the_room() {
    just(|s| s.exercises[0].role_players[0].prompts.clear(), &Finding::NoPrompts);
    just(
        |s| s.exercises[0].phases[2].present.retain(|who| *who != Present::RolePlayers),
        &Finding::RolePlayerAbsent,
    );
    just(|s| s.exercises[1].kind = ExerciseKind::RolePlay, &Finding::NobodyToPlay);
}

#[test]
fn t1_the_end_of_a_long_phase_is_announced() {
    just(|s| s.exercises[0].phases[2].warnings.clear(), &Finding::NoWarning(Length::minutes(20)));
}

#[test]
fn t2_what_is_to_be_read_has_its_time() {
    just(
        |s| {
            s.exercises[0].papers.candidate = "word ".repeat(300);
            s.exercises[0].phases.remove(1);
        },
        &Finding::NoPreparation(Length::minutes(1).plus(Length::seconds(30))),
    );
}

#[test]
fn t3_somewhere_extra_time_can_be_given() {
    just(|s| drop(s.exercises[1].phases.remove(0)), &Finding::NoExtraTime);
}

#[test]
fn t4_a_long_day_has_a_meal() {
    just(
        |s| {
            s.events.clear();
            s.exercises[2].phases[0].length = Length::minutes(240);
            s.exercises[2].phases[2].length = Length::minutes(130);
        },
        &Finding::NoLunch(Length::minutes(2 + 10 + 20 + 5 + 10 + 30 + 240 + 10)),
    );
}

#[test]
fn reading_leaves_time_to_think() {
    just(
        |s| s.exercises[0].papers.candidate = "word ".repeat(1500),
        &Finding::TooMuchToRead(Length::seconds(450), Length::minutes(10)),
    );
}

#[test]
fn one_behaviour_belongs_to_one_competency() {
    just(
        |s| {
            s.framework.competencies[2].positive[0].text =
                "Asks open questions, and waits.".to_owned();
            s.framework.competencies[1].positive[0].text =
                "Asks open questions and waits".to_owned();
        },
        &Finding::IndicatorTwice("Asks open questions, and waits.".to_owned(), id("listens")),
    );
}

#[test]
fn anchors_differ_by_what_is_done() {
    just(
        |s| {
            let anchors = &mut s.framework.competencies[1].anchors;
            anchors.insert(3, "Sometimes takes up points of the other’s.".to_owned());
            anchors.insert(4, "Often takes up points of the other’s.".to_owned());
        },
        &Finding::AnchorsByDegree(id("listens"), 3, 4),
    );
}

#[test]
fn a_candidate_does_not_read_how_the_task_is_marked() {
    let around = "… at one. Your rating depends on it.".to_owned();
    just(
        |s| s.exercises[1].seats[1].brief.push_str(" Your rating depends on it."),
        &Finding::ScoringWord("rating".to_owned(), around),
    );
}

#[test]
fn a_competency_without_weight_is_named() {
    just(
        |s| {
            s.decision.weights.insert(id("plans"), 0.0);
        },
        &Finding::CountsNothing(id("plans")),
    );
}

#[test]
fn leading_and_managing_are_told_apart() {
    just(
        |s| {
            s.framework.competencies[2].family = Family::Leadership;
            s.framework.competencies[3].family = Family::Leadership;
            s.decision.families.clear();
        },
        &Finding::FamilyMissing("Management"),
    );
}

#[test]
fn what_is_in_a_phase_fits_into_it() {
    just(
        |s| {
            let more = SubPhase { title: "More".to_owned(), length: Length::minutes(1) };
            s.exercises[0].phases[2].sub_phases.push(more);
        },
        &Finding::LongerThanPhase(Length::minutes(21), Length::minutes(20)),
    );
    just(
        |s| s.exercises[2].questions[0].length = Length::minutes(11),
        &Finding::LongerThanPhase(Length::minutes(11), Length::minutes(10)),
    );
}

#[test]
fn a_group_has_a_seat_for_everybody() {
    just(|s| drop(s.exercises[1].seats.pop()), &Finding::Seats(2, 3));
}

#[test]
fn what_feeds_a_competency_feeds_one_that_is_rated_there() {
    just(
        |s| s.exercises[2].checklist[0].competency = id("listens"),
        &Finding::NotRatedHere(id("listens")),
    );
}

#[test]
fn looking_back_has_its_questions_and_its_phase() {
    just(|s| s.exercises[0].self_assessment = None, &Finding::NoSelfAssessmentQuestions);
    just(
        |s| s.exercises[0].phases.retain(|phase| phase.kind != PhaseKind::SelfAssessment),
        &Finding::NoSelfAssessmentPhase,
    );
}

#[test]
fn a_score_from_outside_lies_within_its_range() {
    just(|s| s.external_scores[0].minimum = Some(12.0), &Finding::Number(12.0));
    just(
        |s| {
            s.external_scores[0].highest = -1.0;
            s.external_scores[0].minimum = None;
        },
        &Finding::ScoreRange(0.0, -1.0),
    );
}

fn carousel(s: &mut Scenario, period: u32, stations: &[&str]) {
    s.exercises.remove(1);
    s.rules.0.insert(Rule::D1, RuleSetting { level: Strictness::Warn, figures: vec![1] });
    s.framework.competencies[0].focus = false;
    let station = |id: &&str| match *id {
        "rest" => Station::Rest("Rest".to_owned()),
        id => Station::Exercise(ExerciseId::new(id)),
    };
    s.rotation = Rotation::Carousel(Carousel {
        stations: stations.iter().map(station).collect(),
        period: Length::minutes(period),
        change: Length::minutes(1),
        hard_stop: true,
    });
}

#[test]
fn a_carousel_leads_everybody_through_every_station_in_time() {
    just(|s| carousel(s, 40, &["night-talk", "log"]), &Finding::NoRest);
    just(|s| carousel(s, 40, &["night-talk", "rest"]), &Finding::NotInCarousel);
    just(
        |s| carousel(s, 38, &["night-talk", "log", "rest"]),
        &Finding::StationTooLong(Length::minutes(40), Length::minutes(38)),
    );
    just(
        |s| carousel(s, 40, &["night-talk", "log", "gone", "rest"]),
        &Finding::NoSuch(Thing::Exercise, "gone".to_owned()),
    );
}

#[test]
fn a_rule_that_the_scenario_puts_off_is_not_looked_at() {
    let mut scenario = sound();
    scenario.exercises[0].assessors_per_candidate = 1;
    let off = RuleSetting { level: Strictness::Off, figures: Vec::new() };
    scenario.rules.0.insert(Rule::A5, off);
    let found: Vec<Finding> = check(&scenario).into_iter().map(|problem| problem.fact).collect();
    assert_eq!(found, [Finding::Loosened(Rule::A5, Strictness::Off)]);
}

#[test]
fn a_rule_that_blocks_makes_the_scenario_unusable() {
    let mut scenario = sound();
    let block = RuleSetting { level: Strictness::Block, figures: Vec::new() };
    scenario.rules.0.insert(Rule::D4, block);
    scenario.framework.competencies[0].anchors.clear();
    let text = library::write(&scenario).unwrap();
    assert!(library::read(&text).scenario().is_none());
}

#[test]
fn every_rule_says_what_it_asks_and_where_that_is_known_from() {
    for rule in Rule::ALL {
        assert!(words::statement(*rule).ends_with('.'), "{rule:?}");
        assert!(!words::source(*rule).is_empty(), "{rule:?}");
        assert_eq!(format!("{rule:?}"), rule.id());
    }
}
