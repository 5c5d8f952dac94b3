//! The board when rooms have nothing more to come, and when all sessions are over: it says what
//! comes next.

use crate::stage;
use bellwether::centre::{Change, clocks};
use egui_kittest::kittest::Queryable as _;
use stage::acts::plan_before;
use stage::window::Window;
use stage::{Day, rated};

fn live(day: &Day) -> Window {
    let mut window = rated::opened(&day.record, [1440.0, 900.0]);
    window.press("Live");
    window
}

/// A day on which the first of two sessions is over.
fn half() -> Day {
    let mut day = Day::new();
    let assessors = day.assessors.clone();
    plan_before(&mut day, 1, "Elm", 5400, assessors);
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    day.act(900, Change::Clock(clocks::Change::End { session }));
    day
}

#[test]
fn a_room_in_which_nothing_more_happens_takes_a_word_and_no_card() {
    let window = live(&half());
    assert!(window.shows("Nothing more today: Oak"));
    let cards = window.harness.query_all_by_label_contains("C02 · Ελένη 李").count();
    assert!(cards > 0, "the other room has its card");
    assert!(!window.shows("All sessions are over"));
}

#[test]
fn when_all_is_over_those_who_owe_marksheets_are_one_press_away() {
    let mut day = half();
    let waiting = day.record.centre().sessions.values().find(|known| !known.clock.has_begun());
    let session = waiting.unwrap().id;
    day.act(1000, Change::Clock(clocks::Change::Start { session }));
    day.act(1100, Change::Clock(clocks::Change::End { session }));
    let mut window = live(&day);
    assert!(window.shows("4 marksheets are still owed"));
    window.press("See who owes them");
    assert!(window.shows("0 of 4 stored"));
}

#[test]
fn when_every_marksheet_is_in_the_panel_can_meet() {
    let record = rated::day(rated::scenario("leading-and-managing"), 4);
    let mut window = rated::opened(&record, [1440.0, 900.0]);
    window.press("Live");
    assert!(window.shows("Every marksheet is in"));
    assert!(!window.shows("Nothing more today"), "that would be said twice");
    window.press("Go to the wash-up");
    assert!(window.shows(" agreed"), "the count of what the panel has agreed");
}
