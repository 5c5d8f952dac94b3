//! How far each candidate is with each exercise: every state from what makes it.

use crate::stage;
use bellwether::centre::incidents::{self, Effect, Fact, Kind};
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Change, Person, attendance, clocks};
use bellwether::day::turns::{Progress, turns};
use bellwether::ids::{IncidentId, SessionId};
use bellwether::report::turns as turns_said;
use bellwether::scenario::running::Voided;
use jiff::tz::TimeZone;
use stage::acts::{next, plan_before, start};
use stage::{Day, at};

/// How far the first candidate is with the first talk, so many seconds after nine.
fn first(day: &Day, secs: i64) -> String {
    let all = turns(day.record.centre(), day.candidates[0], &TimeZone::UTC, at(secs));
    let first = &day.record.centre().scenario.exercises[0].id;
    turns_said::said(all.iter().find(|turn| turn.exercise == *first).unwrap())
}

fn attend(day: &mut Day, secs: i64, change: attendance::Change) {
    day.act(secs, Change::Attendance(change));
}

fn who(day: &Day) -> Person {
    Person::Candidate(day.candidates[0])
}

fn clock(day: &mut Day, secs: i64, change: clocks::Change) {
    day.act(secs, Change::Clock(change));
}

/// An incident in the first session that is over, and what follows from it for the marking.
fn disturbed(day: &mut Day, secs: i64, effect: Effect) {
    let sessions = vec![day.session];
    let noted = incidents::Change::Note {
        noticed: at(secs),
        kind: Kind::Technical,
        what: "The screen went dark".into(),
        candidates: vec![day.candidates[0]],
        exercises: Vec::new(),
        sessions,
    };
    let incident = IncidentId(day.act(secs, Change::Incident(noted)));
    let fact = Fact::Effect(effect);
    day.act(secs, Change::Incident(incidents::Change::Set { incident, fact }));
}

/// A second session of the first talk.
fn again(day: &mut Day, secs: i64) -> SessionId {
    let assessors = day.assessors.clone();
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[0].id.clone(),
        seats: vec![Seat { candidate: day.candidates[0], assessors }],
        room: "Oak".into(),
        planned: Some(at(secs + 600)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    SessionId(day.act(secs, Change::Session(plan)))
}

#[test]
fn an_exercise_is_scheduled_then_prepared_run_held_and_finished() {
    let mut day = Day::new();
    let who = who(&day);
    assert_eq!(first(&day, -60), "scheduled");
    attend(&mut day, -50, attendance::Change::Arrive { who, at: at(-50) });
    assert_eq!(first(&day, -40), "checked in");
    start(&mut day, 0);
    assert_eq!(first(&day, 10), "preparing");
    next(&mut day, 600);
    assert_eq!(first(&day, 610), "running");
    let session = day.session;
    clock(&mut day, 700, clocks::Change::Hold { session });
    assert_eq!(first(&day, 710), "held");
    clock(&mut day, 720, clocks::Change::GoOn { session });
    next(&mut day, 1820);
    assert_eq!(first(&day, 1830), "finished", "others write, the candidate has gone");
}

#[test]
fn only_the_next_exercise_of_somebody_who_is_here_is_checked_in() {
    let mut day = Day::new();
    let who = who(&day);
    let assessors = day.assessors.clone();
    plan_before(&mut day, 0, "Elm", 3600, assessors);
    attend(&mut day, -50, attendance::Change::Arrive { who, at: at(-50) });
    let all = turns(day.record.centre(), day.candidates[0], &TimeZone::UTC, at(0));
    let far: Vec<Progress> = all.iter().map(|turn| turn.progress).collect();
    assert_eq!(far, [Progress::CheckedIn, Progress::Scheduled]);
    assert_eq!(turns_said::all_said(&all), "0 of 2");
}

#[test]
fn an_exercise_without_a_session_is_not_planned_and_stands_last() {
    let day = Day::new();
    let all = turns(day.record.centre(), day.candidates[0], &TimeZone::UTC, at(-60));
    let far: Vec<Progress> = all.iter().map(|turn| turn.progress).collect();
    assert_eq!(far, [Progress::Scheduled, Progress::Unplanned]);
}

#[test]
fn who_stays_away_is_a_no_show_before_and_after_it_was_held() {
    let mut day = Day::new();
    let who = who(&day);
    attend(&mut day, 60, attendance::Change::Absent { who });
    assert_eq!(first(&day, 70), "no-show");
    start(&mut day, 80);
    assert_eq!(first(&day, 90), "no-show");
}

#[test]
fn who_comes_when_it_is_over_was_not_there() {
    let mut day = Day::new();
    let who = who(&day);
    start(&mut day, 0);
    let session = day.session;
    clock(&mut day, 2400, clocks::Change::End { session });
    assert_eq!(first(&day, 2410), "finished", "nobody was checked in, so the clock says it");
    attend(&mut day, 2500, attendance::Change::Arrive { who, at: at(2500) });
    assert_eq!(first(&day, 2510), "no-show");
}

#[test]
fn who_draws_back_has_finished_what_was_done_and_nothing_else() {
    for (leaves, says) in [(-10, "withdrawn"), (700, "withdrawn"), (2000, "finished")] {
        let mut day = Day::new();
        let who = who(&day);
        let leave = |day: &mut Day, secs: i64| {
            let reason = "Unwell".into();
            attend(day, secs, attendance::Change::Withdraw { who, reason });
        };
        if leaves < 0 {
            leave(&mut day, leaves);
        }
        start(&mut day, 0);
        next(&mut day, 600);
        if (0..1800).contains(&leaves) {
            leave(&mut day, leaves);
        }
        next(&mut day, 1800);
        if leaves >= 1800 {
            leave(&mut day, leaves);
        }
        assert_eq!(first(&day, 2100), says, "left at {leaves}");
    }
}

#[test]
fn what_is_void_is_so_and_is_held_again_where_the_scenario_or_the_incident_says_so() {
    let over = || {
        let mut day = Day::new();
        start(&mut day, 0);
        let session = day.session;
        clock(&mut day, 2400, clocks::Change::End { session });
        day
    };
    let mut day = over();
    assert_ne!(day.record.centre().scenario.policies.voided, Voided::HeldAgain);
    disturbed(&mut day, 2500, Effect::WashUp);
    assert_eq!(first(&day, 2510), "finished", "a note to the wash-up changes nothing here");
    disturbed(&mut day, 2520, Effect::Void);
    assert_eq!(first(&day, 2530), "void");
    let all = turns(day.record.centre(), day.candidates[0], &TimeZone::UTC, at(2530));
    assert_eq!(turns_said::all_said(&all), "0 of 2 · 1 void");

    let mut day = over();
    disturbed(&mut day, 2500, Effect::ReRun);
    assert_eq!(first(&day, 2510), "to be held again");
    let second = again(&mut day, 2600);
    assert_eq!(first(&day, 2610), "again: scheduled");
    clock(&mut day, 3200, clocks::Change::Start { session: second });
    assert_eq!(first(&day, 3210), "again: preparing");
    clock(&mut day, 5600, clocks::Change::End { session: second });
    assert_eq!(first(&day, 5610), "again: finished");
}

#[test]
fn a_session_called_off_after_it_began_is_to_be_held_again_and_one_before_it_never_was() {
    let mut day = Day::new();
    let (session, reason) = (day.session, "Fire alarm".to_owned());
    let off = sessions::Change::CallOff { session, reason: reason.clone() };
    day.act(-100, Change::Session(off));
    assert_eq!(first(&day, -90), "not planned");
    let mut day = Day::new();
    start(&mut day, 0);
    day.act(310, Change::Session(sessions::Change::Void { session: day.session, reason }));
    assert_eq!(first(&day, 320), "to be held again");
}
