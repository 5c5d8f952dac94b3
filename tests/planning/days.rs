//! A centre of more people than one day has room for: its days are shown one at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use bellwether::centre::Record;
use bellwether::demo::{Demo, record};
use bellwether::planning::{pose, read};
use bellwether::timetable::{self, Form, Plan, Problem, Seat, Session, rules};
use bellwether::ui::Start;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::stage::planned::file;
use crate::stage::rated;
use crate::stage::window::Window;

/// Sixty candidates of a scenario that takes each of them half a day.
fn two_days() -> (Record, Timestamp) {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let record = record(&Demo {
        candidates: 60,
        seed: 7,
        scenario: rated::scenario("leading-and-managing"),
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins,
        zone: TimeZone::UTC,
    });
    (record, begins)
}

fn opened() -> Window {
    let (record, begins) = two_days();
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("days.centre.ron");
    std::fs::write(&path, file(&record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_at(begins, start, folder, [1024.0, 700.0]);
    window.settle();
    window.press("Timetable");
    window
}

/// Somebody's block in the lanes, by whose it is and when it begins.
fn blocks(window: &Window, code: &str) -> Vec<String> {
    let begins = format!("{code}, ");
    let all = window.harness.get_all_by_label_contains(&begins);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn of_several_days_the_lanes_show_one_and_lead_to_the_others() {
    let mut window = opened();
    assert!(window.shows("Tue 24 Nov 2026") && window.shows("day 1 of 2"));
    let first = blocks(&window, "C01");
    window.press("The day after");
    assert!(window.shows("Wed 25 Nov 2026") && window.shows("day 2 of 2"));
    let second = blocks(&window, "C01");
    assert!(first.iter().all(|block| !second.contains(block)), "{first:?} {second:?}");
    // There is no day after the last.
    assert!(window.harness.get_by_label("The day after").accesskit_node().is_disabled());
    window.press("The day before");
    assert_eq!(blocks(&window, "C01"), first);
}

#[test]
fn a_night_is_no_wait() {
    let (record, begins) = two_days();
    let posed = pose(record.centre(), &TimeZone::UTC, begins);
    let plan = read(record.centre(), &posed);
    let days = |candidate: usize| -> BTreeSet<i32> {
        let own = |session: &&Session| session.seats.iter().any(|seat| seat.candidate == candidate);
        plan.sessions.iter().filter(own).map(|one| one.run.div_euclid(24 * 60)).collect()
    };
    assert!((0..60).any(|candidate| days(candidate).len() > 1), "somebody comes again");
    let waits = rules::measure(&posed.problem, &plan).waits;
    assert!(waits.iter().all(|wait| *wait < 10 * 60), "{waits:?}");
}

#[test]
fn who_is_there_from_the_welcome_to_the_farewell_waits_for_the_first_and_the_last() {
    let exercise = timetable::Exercise {
        form: Form::Alone,
        run: 30,
        write_up: 10,
        raters: 1,
        in_room: false,
        players: 0,
    };
    let candidate = timetable::Candidate { lengths: vec![(0, 30)], ..Default::default() };
    let mut problem = Problem {
        step: 5,
        horizon: 480,
        exercises: vec![exercise],
        candidates: vec![candidate; 2],
        assessors: vec![timetable::Assessor { trained: vec![true], present: None }],
        ..Problem::default()
    };
    let held = |candidate, run| Session {
        exercise: 0,
        run,
        seats: vec![Seat { candidate, raters: vec![0], markings: Vec::new() }],
        panel: vec![0],
        players: Vec::new(),
        room: None,
    };
    let plan = Plan {
        sessions: vec![held(0, 20), held(1, 260)],
        candidate_lunches: vec![None, Some(180)],
        assessor_lunches: vec![None],
    };
    problem.candidate_lunch = Some(timetable::Lunch { length: 40, earliest: 120, latest_end: 300 });
    let waits = |problem: &Problem| rules::measure(problem, &plan).waits;
    assert_eq!(waits(&problem), [0, 0], "each comes for their own");
    problem.welcomed = true;
    assert_eq!(waits(&problem), [20, 180], "until lunch, which is no waiting");
    problem.seen_off = true;
    assert_eq!(waits(&problem), [240, 180], "until the other is through");
}
