//! What the wash-up talks about first (rules W3 and W5): each point for itself, on a day made for
//! it, and the order in which they come.

use crate::stage;
use bellwether::centre::incidents::{self, Effect, Fact};
use bellwether::centre::marksheet::{Rating, WhyNot};
use bellwether::centre::marksheets;
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Author, Change, Sheet, design, washup};
use bellwether::ids::{IncidentId, SessionId};
use bellwether::scenario::decision::{Band, Bound};
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::scenario::{Rule, Scenario};
use bellwether::scoring::{ASSUMED_ERROR, Point, Triage, all_triage};
use stage::{Day, at};

/// Two exercises of one competency each, the same in both, and bands from 1 and from 3.
fn day(changed: impl FnOnce(&mut Scenario)) -> Day {
    let mut day = Day::new();
    let mut scenario = (*day.record.centre().scenario).clone();
    scenario.framework.competencies.truncate(2);
    for exercise in &mut scenario.exercises {
        exercise.observes.truncate(1);
    }
    scenario.decision.weights.clear();
    let band = |label: &str, from: f64| Band {
        label: label.to_owned(),
        from: Bound::AtLeast(from),
        passes: false,
        meaning: String::new(),
    };
    scenario.decision.bands = vec![band("Begin here", 1.0), band("Solid", 3.0)];
    changed(&mut scenario);
    let adopt = design::Change::Adopt { scenario: Box::new(scenario), reason: String::new() };
    day.act(-400, Change::Design(adopt));
    day
}

/// The second exercise, watched by both.
fn second(day: &mut Day) -> SessionId {
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[1].id.clone(),
        seats: vec![Seat { candidate: day.candidates[0], assessors: day.assessors.clone() }],
        room: "Elm".into(),
        planned: Some(at(5000)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    SessionId(day.act(-300, Change::Session(plan)))
}

fn give(day: &mut Day, session: SessionId, assessor: usize, rating: Rating) {
    give_at(day, 100, (session, assessor), rating);
}

fn give_at(day: &mut Day, secs: i64, (session, assessor): (SessionId, usize), rating: Rating) {
    let sheet = Sheet { session, ..day.sheet(assessor) };
    let by = Author::Assessor(sheet.assessor);
    let (_, exercise) = day.record.centre().session(session).unwrap();
    let competencies: Vec<_> =
        exercise.observes.iter().map(|observed| observed.competency.clone()).collect();
    for competency in competencies {
        let rate = marksheets::Change::Rate { sheet, competency, rating: Some(rating) };
        day.act_as(secs, by, Change::Marksheet(rate));
    }
    day.act_as(secs + 100, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
}

/// Both rate the first exercise, and the second where levels are given for it.
fn rated(day: &mut Day, first: [u8; 2], then: Option<[u8; 2]>) {
    for (assessor, level) in first.into_iter().enumerate() {
        give(day, day.session, assessor, Rating::Level(level));
    }
    if let Some(then) = then {
        let session = second(day);
        for (assessor, level) in then.into_iter().enumerate() {
            give(day, session, assessor, Rating::Level(level));
        }
    }
}

fn triage(day: &Day) -> Triage {
    all_triage(day.record.centre()).remove(0)
}

fn splits(day: &Day) -> Vec<(u8, bool)> {
    let split = |point: &Point| match point {
        Point::Split { apart, decides, .. } => Some((*apart, *decides)),
        _ => None,
    };
    triage(day).points.iter().filter_map(split).collect()
}

fn near_cut(day: &Day) -> Option<(usize, f64)> {
    triage(day).points.iter().find_map(|point| match point {
        Point::NearCut { band, above, .. } => Some((*band, *above)),
        _ => None,
    })
}

#[test]
fn a_marksheet_that_is_not_in_comes_first() {
    let mut day = day(|_| {});
    let session = day.session;
    give(&mut day, session, 0, Rating::Level(3));
    assert_eq!(triage(&day).points[0], Point::Open(day.sheet(1)));
    give(&mut day, session, 1, Rating::Level(3));
    assert!(!triage(&day).points.iter().any(|point| matches!(point, Point::Open(_))));
}

#[test]
fn w3_two_levels_apart_is_a_split_and_one_is_not() {
    let mut near = day(|_| {});
    rated(&mut near, [4, 5], None);
    assert_eq!(splits(&near), []);
    let mut far = day(|_| {});
    rated(&mut far, [3, 5], None);
    assert_eq!(splits(&far), [(2, false)]);
}

#[test]
fn w3_levels_of_different_exercises_are_no_split_however_far_apart() {
    let mut day = day(|_| {});
    rated(&mut day, [2, 2], Some([5, 5]));
    assert_eq!(splits(&day), []);
    let centre = day.record.centre();
    let competency = &centre.scenario.exercises[0].observes[0].competency;
    assert_eq!(centre.spread(day.candidates[0], competency), Some(0), "whoever watched the same");
}

#[test]
fn w3_the_scenario_says_from_how_many_levels_on() {
    let from_three = |scenario: &mut Scenario| {
        let setting = RuleSetting { level: Strictness::Note, figures: vec![3] };
        scenario.rules.0.insert(Rule::W3, setting);
    };
    let mut day = day(from_three);
    rated(&mut day, [3, 5], None);
    assert_eq!(splits(&day), []);
}

#[test]
fn a_split_decides_when_the_one_or_the_other_level_leads_to_another_band() {
    let mut above = day(|_| {});
    rated(&mut above, [3, 5], None);
    assert_eq!(splits(&above), [(2, false)], "solid either way");
    let mut across = day(|_| {});
    rated(&mut across, [2, 4], None);
    assert_eq!(splits(&across), [(2, true)], "below or above the cut at 3");
}

#[test]
fn w3_not_observed_beside_a_level_is_no_split() {
    let mut day = day(|_| {});
    let session = day.session;
    give(&mut day, session, 0, Rating::Level(5));
    give(&mut day, session, 1, Rating::NotObserved(WhyNot::NoOpportunity));
    assert_eq!(splits(&day), []);
}

#[test]
fn w5_an_overall_rating_within_the_error_of_a_cut_is_near_it() {
    let mut on = day(|_| {});
    rated(&mut on, [3, 3], None);
    assert_eq!(near_cut(&on), Some((1, 0.0)));
    let margin = triage(&on).margin.unwrap();
    assert_eq!((margin.by, margin.rests_on), (ASSUMED_ERROR, None), "too little was rated twice");
    let mut below = day(|_| {});
    rated(&mut below, [3, 3], Some([3, 2]));
    let (band, above) = near_cut(&below).unwrap();
    assert!(band == 1 && (above + 0.25).abs() < 1e-9, "a quarter of a level below");
    let mut far = day(|_| {});
    rated(&mut far, [3, 4], None);
    assert_eq!(near_cut(&far), None, "half a level above");
}

#[test]
fn w5_while_levels_are_agreed_nearness_rests_on_the_overall_rating_that_is_shown() {
    let mut day = day(|_| {});
    rated(&mut day, [3, 3], None);
    let candidate = day.candidates[0];
    let does = |day: &mut Day, change| {
        day.act(400, Change::WashUp(change));
    };
    does(&mut day, washup::Change::Reveal { candidate, reason: String::new() });
    let near = |day: &Day| near_cut(day).map(|(_, above)| above);
    assert_eq!(near(&day), Some(0.0), "before anything is agreed: of the means");
    let competency = day.record.centre().to_agree(candidate)[0].clone();
    let agree = washup::Change::Agree {
        candidate,
        competency,
        level: Some(5),
        arithmetic: Some(3.0),
        reason: "seen by both".into(),
    };
    does(&mut day, agree);
    let outcome = bellwether::scoring::outcome(day.record.centre(), candidate);
    assert!((outcome.verdict.overall.unwrap().value - 5.0).abs() < 1e-9);
    assert_eq!(near(&day), None, "five is shown, which is near to no cut");
}

#[test]
fn w5_switched_off_marks_no_case() {
    let off = |scenario: &mut Scenario| {
        let setting = RuleSetting { level: Strictness::Off, figures: Vec::new() };
        scenario.rules.0.insert(Rule::W5, setting);
    };
    let mut day = day(off);
    rated(&mut day, [3, 3], None);
    assert_eq!(near_cut(&day), None);
}

#[test]
fn a_level_from_one_exercise_alone_is_a_gap_where_two_were_planned() {
    let gap = |day: &Day| {
        triage(day).points.iter().find_map(|point| match point {
            Point::Gap { measured, planned, .. } => Some((*measured, *planned)),
            _ => None,
        })
    };
    let mut whole = day(|_| {});
    rated(&mut whole, [4, 4], Some([4, 4]));
    assert_eq!(gap(&whole), None);
    let mut unseen = day(|_| {});
    rated(&mut unseen, [4, 4], None);
    let session = second(&mut unseen);
    for assessor in 0..2 {
        give(&mut unseen, session, assessor, Rating::NotObserved(WhyNot::NoOpportunity));
    }
    assert_eq!(gap(&unseen), Some((1, 2)));
}

#[test]
fn what_disturbed_the_candidate_is_told_and_what_had_no_effect_is_not() {
    let mut day = day(|_| {});
    rated(&mut day, [4, 4], None);
    let note = incidents::Change::Note {
        noticed: at(50),
        kind: incidents::Kind::Evacuation,
        what: "The alarm rang".into(),
        candidates: vec![day.candidates[0]],
        exercises: Vec::new(),
        sessions: vec![day.session],
    };
    let incident = IncidentId(day.act(300, Change::Incident(note)));
    let told = |day: &Day| triage(day).points.contains(&Point::Disturbed(incident));
    assert!(!told(&day), "nobody has said that it had an effect");
    let fact = Fact::Effect(Effect::WashUp);
    day.act(310, Change::Incident(incidents::Change::Set { incident, fact }));
    assert!(told(&day));
}

#[test]
fn a_marksheet_handed_in_after_the_signature_is_said() {
    let mut day = day(|_| {});
    let (session, candidate) = (day.session, day.candidates[0]);
    give(&mut day, session, 0, Rating::Level(4));
    let competency = day.record.centre().scenario.framework.competencies[0].id.clone();
    let solid = "Solid".to_owned();
    let reason = "T. Ojo was called away".to_owned();
    let agree = washup::Change::Agree {
        candidate,
        competency,
        level: Some(4),
        arithmetic: Some(4.0),
        reason: String::new(),
    };
    let decide = washup::Change::Decide {
        candidate,
        band: solid.clone(),
        by_rule: Some(solid),
        reason: String::new(),
    };
    let (assessors, others) = (day.assessors.clone(), Vec::new());
    let sign = washup::Change::Sign { candidate, assessors, others };
    let reveal = washup::Change::Reveal { candidate, reason };
    for (secs, change) in (300..).zip([reveal, agree, decide, sign]) {
        day.act(secs, Change::WashUp(change));
    }
    assert!(!triage(&day).points.contains(&Point::ChangedSince));
    give_at(&mut day, 400, (session, 1), Rating::Level(2));
    assert!(triage(&day).points.contains(&Point::ChangedSince));
    let reason = "T. Ojo has handed in".to_owned();
    day.act(600, Change::WashUp(washup::Change::Reopen { candidate, reason }));
    assert!(!triage(&day).points.contains(&Point::ChangedSince), "the case is open again");
}

#[test]
fn first_things_come_first() {
    let mut day = day(|_| {});
    // A split that decides, nearness to the cut, and a gap.
    rated(&mut day, [2, 4], None);
    let session = second(&mut day);
    for assessor in 0..2 {
        give(&mut day, session, assessor, Rating::NotObserved(WhyNot::NotShown));
    }
    let order: Vec<&str> = triage(&day)
        .points
        .iter()
        .map(|point| match point {
            Point::Split { decides: true, .. } => "decides",
            Point::NearCut { .. } => "near",
            Point::Gap { .. } => "gap",
            _ => "else",
        })
        .collect();
    assert_eq!(order, ["decides", "near", "gap"]);
    let mut calm = self::day(|_| {});
    rated(&mut calm, [4, 4], None);
    assert!(triage(&calm).weight() < triage(&day).weight());
}

#[test]
fn everybody_on_the_list_has_an_entry_by_code() {
    let mut day = day(|_| {});
    rated(&mut day, [4, 4], None);
    let centre = day.record.centre();
    let who: Vec<_> = all_triage(centre).iter().map(|one| one.candidate).collect();
    assert_eq!(who, day.candidates);
}
