//! The wash-up as acts: what may be done when, by whom, and what stays on record.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::washup::{Change, Refusal};
use bellwether::centre::{Author, Change as Act, Refusal as Refused, Sheet, authority, design};
use bellwether::ids::{CandidateId, CompetencyId};
use bellwether::people;
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::scenario::running::WashUpMode;
use bellwether::scenario::{Kind, Rule, Scenario};
use bellwether::scoring::{self, Basis};
use bellwether::words;
use stage::{Day, at};

/// A day whose scenario selects, with both marksheets about the first candidate open.
fn day() -> Day {
    with(|scenario| scenario.kind = Kind::Selection)
}

fn with(changed: impl FnOnce(&mut Scenario)) -> Day {
    let mut day = Day::new();
    let mut scenario = (*day.record.centre().scenario).clone();
    changed(&mut scenario);
    let adopt = design::Change::Adopt { scenario: Box::new(scenario), reason: String::new() };
    day.act(-400, Act::Design(adopt));
    day
}

/// A day whose scenario keeps that rule so.
fn kept(rule: Rule, level: Strictness) -> Day {
    let setting = RuleSetting { level, figures: Vec::new() };
    with(|scenario| {
        scenario.kind = Kind::Selection;
        scenario.rules.0.insert(rule, setting);
    })
}

fn competency(day: &Day, place: usize) -> CompetencyId {
    day.record.centre().scenario.framework.competencies[place].id.clone()
}

/// One assessor rates everything with that level and submits.
fn hand_in(day: &mut Day, assessor: usize, level: u8) {
    let sheet = day.sheet(assessor);
    let by = Author::Assessor(sheet.assessor);
    let scenario = Arc::clone(&day.record.centre().scenario);
    for observed in &scenario.exercises[0].observes {
        let rate = marksheets::Change::Rate {
            sheet,
            competency: observed.competency.clone(),
            rating: Some(Rating::Level(level)),
        };
        day.act_as(100, by, Act::Marksheet(rate));
    }
    day.act_as(200, by, Act::Marksheet(marksheets::Change::Submit { sheet }));
}

fn does(day: &mut Day, secs: i64, change: Change) {
    day.act(secs, Act::WashUp(change));
}

fn refused(day: &Day, change: Change) -> Refusal {
    match day.record.check(&[Act::WashUp(change)]) {
        Err(Refused::WashUp(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn reveal(day: &mut Day) {
    let candidate = day.candidates[0];
    does(day, 300, Change::Reveal { candidate, reason: String::new() });
}

fn agree(day: &Day, place: usize, level: u8, arithmetic: f64, reason: &str) -> Change {
    Change::Agree {
        candidate: day.candidates[0],
        competency: competency(day, place),
        level: Some(level),
        arithmetic: Some(arithmetic),
        reason: reason.to_owned(),
    }
}

fn agree_all(day: &mut Day, level: u8) {
    for place in 0..day.record.centre().scenario.framework.competencies.len() {
        if day.record.centre().is_rated(day.candidates[0], &competency(day, place)) {
            let change = agree(day, place, level, f64::from(level), "");
            does(day, 400, change);
        }
    }
}

fn decide(day: &Day, band: usize, by_rule: usize, reason: &str) -> Change {
    let bands = &day.record.centre().scenario.decision.bands;
    Change::Decide {
        candidate: day.candidates[0],
        band: bands[band].label.clone(),
        by_rule: Some(bands[by_rule].label.clone()),
        reason: reason.to_owned(),
    }
}

fn sign(day: &Day) -> Change {
    Change::Sign {
        candidate: day.candidates[0],
        assessors: day.assessors.clone(),
        others: vec!["Line manager".to_owned()],
    }
}

#[test]
fn w1_nothing_is_shown_before_all_have_handed_in_unless_somebody_says_why() {
    let mut day = day();
    let candidate = day.candidates[0];
    hand_in(&mut day, 0, 3);
    let quiet = Change::Reveal { candidate, reason: "  ".to_owned() };
    assert_eq!(refused(&day, quiet.clone()), Refusal::Open(vec![day.sheet(1)]));
    let words =
        words::refusal(day.record.centre(), &Refused::WashUp(Refusal::Open(vec![day.sheet(1)])));
    assert!(words.contains("T. Ojo") && words.contains("say why"), "{words}");
    let reason = "T. Ojo was called away".to_owned();
    does(&mut day, 300, Change::Reveal { candidate, reason: reason.clone() });
    let revealed = day.record.centre().meeting(candidate).unwrap().revealed.clone().unwrap();
    assert_eq!((revealed.open, revealed.reason), (vec![day.sheet(1)], reason));
    assert_eq!(refused(&day, quiet), Refusal::Revealed);
}

#[test]
fn w1_where_the_scenario_forbids_it_no_reason_shows_anything_early() {
    let mut day = kept(Rule::W1, Strictness::Block);
    hand_in(&mut day, 0, 3);
    let candidate = day.candidates[0];
    let reason = "T. Ojo was called away".to_owned();
    let early = Change::Reveal { candidate, reason };
    assert_eq!(refused(&day, early), Refusal::MustWait(vec![day.sheet(1)]));
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
}

#[test]
fn w4_the_level_next_to_the_mean_needs_no_reason_and_every_other_does() {
    let mut day = day();
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
    for (level, mean) in [(4, 3.0), (2, 3.0), (4, 3.4)] {
        assert_eq!(refused(&day, agree(&day, 0, level, mean, " ")), Refusal::Departs, "{level}");
    }
    for (level, mean) in [(3, 3.0), (3, 3.4), (3, 3.5), (4, 3.5)] {
        day.record.check(&[Act::WashUp(agree(&day, 0, level, mean, ""))]).expect("it is near");
    }
}

#[test]
fn w4_where_the_scenario_forbids_it_no_reason_departs() {
    let mut day = kept(Rule::W4, Strictness::Block);
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
    let departs = agree(&day, 0, 5, 3.0, "Two saw another half");
    assert_eq!(refused(&day, departs), Refusal::MayNotDepart);
    day.record.check(&[Act::WashUp(agree(&day, 0, 3, 3.0, ""))]).expect("it is the mean");
}

#[test]
fn w1_nothing_is_agreed_or_decided_before_it_is_shown() {
    let mut day = day();
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    assert_eq!(refused(&day, agree(&day, 0, 3, 3.0, "")), Refusal::NotRevealed);
    assert_eq!(refused(&day, decide(&day, 0, 0, "")), Refusal::NotRevealed);
    assert_eq!(refused(&day, sign(&day)), Refusal::NotRevealed);
    reveal(&mut day);
    does_hold(&day, agree(&day, 0, 3, 3.0, ""));
}

fn does_hold(day: &Day, change: Change) {
    assert_eq!(day.record.check(&[Act::WashUp(change)]), Ok(()));
}

#[test]
fn w4_who_departs_from_the_mean_says_why_and_all_versions_stay() {
    let mut day = day();
    hand_in(&mut day, 0, 2);
    hand_in(&mut day, 1, 4);
    reveal(&mut day);
    assert_eq!(refused(&day, agree(&day, 0, 5, 3.0, " ")), Refusal::Departs);
    assert_eq!(refused(&day, agree(&day, 0, 9, 3.0, "x")), Refusal::NoSuchLevel(9));
    let change = agree(&day, 0, 3, 3.0, "");
    does(&mut day, 310, change);
    let change = agree(&day, 0, 4, 3.0, "Both saw the second half");
    does(&mut day, 320, change);
    let centre = day.record.centre();
    let meeting = centre.meeting(day.candidates[0]).unwrap();
    let versions = &meeting.agreed[&competency(&day, 0)];
    assert_eq!(versions.iter().map(|one| one.level).collect::<Vec<_>>(), [Some(3), Some(4)]);
    assert_eq!(versions[1].arithmetic, Some(3.0));
    let outcome = scoring::outcome(centre, day.candidates[0]);
    assert_eq!((outcome.levels[0].counts, outcome.levels[0].basis), (Some(4.0), Basis::Agreed));
    assert_eq!(outcome.levels[0].arithmetic.unwrap().to_string(), "3.0", "both are kept");
    assert!(outcome.levels[0].split);
}

#[test]
fn w4_a_decision_by_another_way_than_the_rule_needs_a_reason() {
    let mut day = day();
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
    agree_all(&mut day, 3);
    assert_eq!(refused(&day, decide(&day, 1, 0, "")), Refusal::DepartsFromRule);
    let change = decide(&day, 1, 0, "Six months in the post already");
    does(&mut day, 500, change);
    let centre = day.record.centre();
    let decision = centre.meeting(day.candidates[0]).unwrap().decision().unwrap();
    assert!(decision.departs());
}

#[test]
fn a_signed_decision_is_locked_and_reopened_only_with_a_reason() {
    let mut day = day();
    let candidate = day.candidates[0];
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
    assert!(matches!(refused(&day, sign(&day)), Refusal::NotAgreed(open) if !open.is_empty()));
    agree_all(&mut day, 3);
    assert_eq!(refused(&day, sign(&day)), Refusal::NotDecided);
    let change = decide(&day, 0, 0, "");
    does(&mut day, 500, change);
    let nobody = Change::Sign { candidate, assessors: Vec::new(), others: vec![" ".to_owned()] };
    assert_eq!(refused(&day, nobody), Refusal::NobodySigns);
    let change = sign(&day);
    does(&mut day, 600, change);
    assert_eq!(refused(&day, agree(&day, 0, 4, 3.0, "x")), Refusal::Locked);
    assert_eq!(refused(&day, decide(&day, 0, 0, "")), Refusal::Locked);
    // Nor does a marksheet change under a signature.
    let sheet = day.sheet(0);
    let reopen = marksheets::Change::Reopen { sheet, reason: "Typo".to_owned() };
    let under = day.record.check(&[Act::Marksheet(reopen)]);
    assert_eq!(under, Err(Refused::Marksheet(marksheets::Refusal::Decided)));
    let empty = Change::Reopen { candidate, reason: " ".to_owned() };
    assert_eq!(refused(&day, empty), Refusal::NoReason);
    does(&mut day, 700, Change::Reopen { candidate, reason: "New evidence".to_owned() });
    does_hold(&day, agree(&day, 0, 4, 3.0, "x"));
    assert_eq!(day.record.centre().meeting(candidate).unwrap().turns.len(), 2);
}

#[test]
fn showing_and_signing_are_not_undone() {
    let mut day = day();
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    reveal(&mut day);
    let undo = day.record.undoable(stage::DEVICE.installation, Author::Facilitator);
    assert!(undo.is_err(), "what was shown was seen");
    let change = agree(&day, 0, 3, 3.0, "");
    does(&mut day, 310, change);
    let undo = day.record.undoable(stage::DEVICE.installation, Author::Facilitator);
    assert!(undo.is_ok());
}

#[test]
fn a_candidate_is_left_and_come_back_to_and_the_times_add_up() {
    let mut day = day();
    let (one, other) = (day.candidates[0], day.candidates[1]);
    does(&mut day, 1000, Change::Begin { candidate: one });
    does(&mut day, 1060, Change::Begin { candidate: other });
    does(&mut day, 1100, Change::Begin { candidate: one });
    let centre = day.record.centre();
    assert_eq!(centre.wash_up.current, Some(one));
    let spent =
        |candidate: CandidateId, secs| centre.meeting(candidate).unwrap().spent(at(secs)).as_secs();
    assert_eq!((spent(one, 1130), spent(other, 1130)), (90, 40));
    assert_eq!(refused(&day, Change::Leave { candidate: other }), Refusal::IsNotCurrent);
}

#[test]
fn the_wash_up_is_the_facilitators_below_the_window_too() {
    let mut day = day();
    hand_in(&mut day, 0, 3);
    hand_in(&mut day, 1, 3);
    let candidate = day.candidates[0];
    let by = Author::Assessor(day.assessors[0]);
    let reveal = Act::WashUp(Change::Reveal { candidate, reason: String::new() });
    let refusal = day.record.check_by(std::slice::from_ref(&reveal), by);
    assert_eq!(refusal, Err(Refused::Authority(authority::Refusal::FacilitatorsAlone)));
    // An entry that comes from elsewhere all the same is kept, and does not count.
    day.act_as(300, by, reveal);
    let centre = day.record.centre();
    assert!(centre.meeting(candidate).is_none());
    assert_eq!(centre.moot.len(), 1);
}

#[test]
fn p4_an_assessor_writes_only_what_is_their_own() {
    let day = day();
    let you = Author::Assessor(day.assessors[0]);
    let may = |change: Act| day.record.check_by(&[change], you);
    let rate = |sheet: Sheet| {
        let competency = competency(&day, 0);
        Act::Marksheet(marksheets::Change::Rate {
            sheet,
            competency,
            rating: Some(Rating::Level(3)),
        })
    };
    assert_eq!(may(rate(day.sheet(0))), Ok(()));
    assert_eq!(may(rate(day.sheet(1))), Err(Refused::Authority(authority::Refusal::Anothers)));
    let add = people::Change::AddAssessor { name: "Somebody".to_owned() };
    assert_eq!(
        may(Act::People(add)),
        Err(Refused::Authority(authority::Refusal::FacilitatorsAlone))
    );
    let start = bellwether::centre::clocks::Change::Start { session: day.session };
    assert_eq!(may(Act::Clock(start)), Ok(()), "who sits in the room may start its clock");
}

#[test]
fn the_level_that_counts_follows_the_mode() {
    let mode = |mode: WashUpMode, second: u8| {
        let mut day = with(|scenario| {
            scenario.kind = Kind::Selection;
            scenario.wash_up.mode = mode;
        });
        hand_in(&mut day, 0, 2);
        hand_in(&mut day, 1, second);
        reveal(&mut day);
        let level = scoring::outcome(day.record.centre(), day.candidates[0]).levels.remove(0);
        let agree = day.record.check(&[Act::WashUp(agree(&day, 0, 3, 3.0, "why"))]).is_ok();
        (level.counts, level.basis, agree)
    };
    assert_eq!(mode(WashUpMode::Mechanical, 4), (Some(3.0), Basis::Arithmetic, false));
    assert_eq!(mode(WashUpMode::Consensus, 3), (None, Basis::Waiting, true));
    assert_eq!(mode(WashUpMode::Mixed, 3), (Some(2.5), Basis::Arithmetic, false));
    assert_eq!(mode(WashUpMode::Mixed, 4), (None, Basis::Waiting, true));
}

#[test]
fn the_order_is_what_was_chosen_and_then_by_code() {
    let mut day = day();
    let (one, other) = (day.candidates[0], day.candidates[1]);
    assert_eq!(day.record.centre().wash_up_order(), [one, other]);
    does(&mut day, 10, Change::Order { candidates: vec![other, other] });
    assert_eq!(day.record.centre().wash_up_order(), [other, one]);
}
