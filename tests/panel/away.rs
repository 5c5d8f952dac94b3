//! Candidates who did not come or who left: the wash-up says so, and has nothing to agree.

use bellwether::centre::attendance::{self, Away};
use bellwether::centre::{Act, Author, Change, Person, Refusal, washup};
use bellwether::day::meeting::{self, Standing};
use bellwether::report::results;
use bellwether::scoring::{self, Missing};
use bellwether::time::Now;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::stage::rated;
use crate::stage::{DEVICE, Day, at, now};

/// The one candidate with a session came and left, and nobody wrote anything about them.
fn withdrawn() -> Day {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    day.act(0, Change::Attendance(attendance::Change::Arrive { who, at: at(0) }));
    let leave = attendance::Change::Withdraw { who, reason: "felt ill".into() };
    day.act(60, Change::Attendance(leave));
    day
}

fn refused(day: &Day, change: washup::Change) -> washup::Refusal {
    match day.record.check_by(&[Change::WashUp(change)], Author::Facilitator) {
        Err(Refusal::WashUp(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_whom_nothing_came_in_nothing_is_shown_agreed_or_decided() {
    let mut day = withdrawn();
    let candidate = day.candidates[0];
    let stands = |day: &Day| meeting::standing(day.record.centre(), candidate);
    assert_eq!(stands(&day), Standing::Nothing);
    let reveal = washup::Change::Reveal { candidate, reason: String::new() };
    assert_eq!(refused(&day, reveal.clone()), washup::Refusal::NothingHandedIn);
    // An older file may hold it: that is no agreement either.
    let act = Act::Do(vec![Change::WashUp(reveal)]);
    let entry = day.record.next_entry(DEVICE, Author::Facilitator, now(100), act);
    day.record.add(entry);
    assert!(day.record.centre().meeting(candidate).unwrap().revealed.is_some());
    assert_eq!(stands(&day), Standing::Nothing);
    let band = day.record.centre().scenario.decision.bands[0].label.clone();
    let reason = "because".to_owned();
    let decide = washup::Change::Decide { candidate, band, by_rule: None, reason };
    assert_eq!(refused(&day, decide), washup::Refusal::NothingRated);
    // Nobody has to talk about them: that takes no time.
    let for_each = day.record.centre().scenario.wash_up.for_each.as_duration();
    assert_eq!(meeting::left_for_all(day.record.centre(), at(200)), for_each);
}

#[test]
fn what_is_missing_of_whom_left_is_that_they_left() {
    let day = withdrawn();
    let centre = day.record.centre();
    let found = scoring::progress(centre, day.candidates[0]);
    assert_eq!(found.missing, [Missing::Away(Away::Withdrawn)]);
    let block = &results::derive(centre).candidates[0];
    assert_eq!(block.missing, ["Withdrew"]);
    assert_eq!(block.attendance.as_deref(), Some("withdrawn"));
}

#[test]
fn the_wash_up_says_who_left_and_agrees_nothing_of_them() {
    let mut window = rated::window(&withdrawn().record, [1440.0, 900.0]);
    assert!(window.shows("C01 · Ada Abara: withdrawn"), "the list says it");
    assert!(window.shows(": withdrawn") && window.shows("felt ill"), "grid and card say it");
    assert!(!window.shows("marksheets are in"));
    window.key(Key::Enter);
    window.key(Key::Enter);
    assert!(window.shows("0 of 1 agreed"));
    assert!(window.harness.query_by_label_contains("Decide:").is_none());
    let centre = window.harness.state().workspace().unwrap().centre();
    let first = centre.people.candidates()[0].id;
    assert!(centre.meeting(first).is_none_or(|meeting| meeting.revealed.is_none()));
}

#[test]
fn a_candidate_without_any_session_is_not_agreed_by_two_presses() {
    let day = Day::new();
    let mut window = rated::window(&day.record, [1440.0, 900.0]);
    window.press("C02 · Ελένη 李: no ratings");
    window.key(Key::Enter);
    window.key(Key::Enter);
    assert!(window.shows("0 of 2 agreed"));
    assert!(window.shows("there is nothing to show"));
}

#[test]
fn who_left_after_some_was_rated_is_talked_about_and_marked() {
    let mut record = rated::day(rated::scenario("graduate-day"), 4);
    let candidate = rated::candidates(&record)[0];
    let who = Person::Candidate(candidate);
    let leave = attendance::Change::Withdraw { who, reason: "felt ill".into() };
    let now = Now::at(record.newest().unwrap().at());
    let act = Act::Do(vec![Change::Attendance(leave)]);
    let entry = record.next_entry(DEVICE, Author::Facilitator, now, act);
    record.add(entry);
    let mut window = rated::window(&record, [1440.0, 900.0]);
    assert!(window.shows(": withdrawn") && window.shows("felt ill"));
    assert!(window.shows("marksheets are in"));
    window.press("Begin");
    window.press("Show all ratings");
    assert!(window.shows("to agree") || window.shows("splits to settle"));
}
