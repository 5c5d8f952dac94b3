//! Promise 2: the clock is right, in every room, after any crash, sleep or clock change.

use crate::stage;
use bellwether::centre::{Change, clocks};
use bellwether::day::{self, CueKind, Need, State};
use bellwether::people;
use jiff::SignedDuration;
use stage::{Day, at};

/// What is pressed at a second after nine.
#[derive(Clone, Copy)]
enum Press {
    Start,
    Hold,
    GoOn,
    Give(i32),
    Next,
    End,
    Jump(usize),
    TrueStart(i64),
}

fn run(history: &[(i64, Press)]) -> Day {
    let mut day = Day::new();
    let session = day.session;
    for (secs, press) in history {
        let current = |day: &Day| {
            day.record.centre().sessions[&session].clock.current().unwrap().phase.clone()
        };
        let change = match press {
            Press::Start => clocks::Change::Start { session },
            Press::Hold => clocks::Change::Hold { session },
            Press::GoOn => clocks::Change::GoOn { session },
            Press::Give(by_secs) => clocks::Change::Extend { session, by_secs: *by_secs },
            Press::Next => clocks::Change::Next { session, ends: current(&day) },
            Press::End => clocks::Change::End { session },
            Press::Jump(place) => {
                let exercise = &day.record.centre().scenario.exercises[0];
                clocks::Change::Jump { session, to: exercise.phases[*place].id.clone() }
            }
            Press::TrueStart(secs) => {
                clocks::Change::SetTrueStart { session, phase: current(&day), at: at(*secs) }
            }
        };
        day.act(*secs, Change::Clock(change));
    }
    day
}

/// What the clock shows, in seconds left.
fn left(day: &Day, secs: i64) -> Option<i64> {
    let centre = day.record.centre();
    let clock = day::clock::session_clock(centre, &centre.sessions[&day.session], at(secs));
    clock.current.map(|current| current.shown_secs())
}

#[test]
fn the_clock_follows_from_what_was_pressed() {
    use Press::*;
    // Preparation lasts 10 minutes, the conversation 20, the write-up 10.
    let table: [(&str, &[(i64, Press)], i64, Option<i64>); 17] = [
        ("before the start there is none", &[], 5, None),
        ("the first second shows the whole length", &[(0, Start)], 0, Some(600)),
        ("it counts down", &[(0, Start)], 61, Some(539)),
        ("zero is shown for its second", &[(0, Start)], 600, Some(0)),
        ("then overtime counts up", &[(0, Start)], 682, Some(-82)),
        ("it stands still while held", &[(0, Start), (60, Hold)], 500, Some(540)),
        ("and goes on from there", &[(0, Start), (60, Hold), (160, GoOn)], 170, Some(530)),
        (
            "several holds add up",
            &[(0, Start), (10, Hold), (20, GoOn), (30, Hold), (60, GoOn)],
            60,
            Some(580),
        ),
        ("time can be given", &[(0, Start), (30, Give(90))], 60, Some(630)),
        ("and taken", &[(0, Start), (30, Give(-120))], 60, Some(420)),
        ("the next phase has its own time", &[(0, Start), (630, Next)], 630, Some(1200)),
        ("a true start moves the clock", &[(0, Start), (5, TrueStart(-60))], 60, Some(480)),
        ("an ended session has none", &[(0, Start), (30, End)], 60, None),
        ("a jump begins a phase anew", &[(0, Start), (630, Next), (700, Jump(0))], 760, Some(540)),
        ("a hold does not outlive it", &[(0, Start), (10, Hold), (40, Jump(1))], 100, Some(1140)),
        (
            "and a session that was ended can be taken up",
            &[(0, Start), (30, End), (90, Jump(0))],
            150,
            Some(540),
        ),
        (
            "a hold before the true start counts from there",
            &[(0, Start), (10, Hold), (40, GoOn), (50, TrueStart(-30))],
            50,
            Some(550),
        ),
    ];
    for (what, history, secs, expected) in table {
        assert_eq!(left(&run(history), secs), expected, "{what}");
    }
}

#[test]
fn the_same_moment_shows_the_same_after_a_restart() {
    let day =
        run(&[(0, Press::Start), (60, Press::Hold), (160, Press::GoOn), (200, Press::Give(60))]);
    let mut again =
        bellwether::centre::Record::new(bellwether::ids::CentreId(7), stage::scenario().into());
    again.merge(day.entries().into_iter().rev());
    for secs in [200, 400, 900] {
        let one = day::clock::session_clock(
            day.record.centre(),
            &day.record.centre().sessions[&day.session],
            at(secs),
        );
        let other = day::clock::session_clock(
            again.centre(),
            &again.centre().sessions[&day.session],
            at(secs),
        );
        assert_eq!(one, other);
    }
}

#[test]
fn a_true_start_keeps_the_press_on_record() {
    let day = run(&[(0, Press::Start), (5, Press::TrueStart(-60)), (9, Press::TrueStart(-30))]);
    let run = &day.record.centre().sessions[&day.session].clock.runs[0];
    assert_eq!((run.started(), run.pressed.at, run.true_starts.len()), (at(-30), at(0), 2));
}

#[test]
fn a_true_start_after_the_press_is_refused() {
    let day = run(&[(0, Press::Start)]);
    let phase = day.record.centre().sessions[&day.session].clock.runs[0].phase.clone();
    let late = clocks::Change::SetTrueStart { session: day.session, phase, at: at(30) };
    assert!(day.record.centre().check(&Change::Clock(late)).is_err());
}

#[test]
fn two_presses_of_next_never_skip_a_phase() {
    let day = run(&[(0, Press::Start), (600, Press::Next)]);
    let first = day.record.centre().scenario.exercises[0].phases[0].id.clone();
    let again = clocks::Change::Next { session: day.session, ends: first };
    assert!(day.record.centre().check(&Change::Clock(again)).is_err());
}

#[test]
fn t3_extra_time_lengthens_what_it_should() {
    let mut day = run(&[]);
    let give =
        people::Change::GiveExtraTime { candidate: day.candidates[0], exercise: None, percent: 25 };
    day.act(0, Change::People(give));
    let centre = day.record.centre();
    let session = &centre.sessions[&day.session];
    let lengths: Vec<u32> = centre.scenario.exercises[0]
        .phases
        .iter()
        .map(|phase| day::clock::planned_length(centre, session, phase).as_secs() / 60)
        .collect();
    assert_eq!(lengths, [13, 25, 10], "preparation and run grow, the write-up does not");
}

#[test]
fn warnings_injects_and_time_up_fall_due_once_each() {
    let day = run(&[(0, Press::Start), (600, Press::Next)]);
    let due = |secs| -> Vec<CueKind> {
        day::cues::due(day.record.centre(), at(secs)).into_iter().map(|cue| cue.kind).collect()
    };
    assert!(due(600).is_empty());
    assert_eq!(due(600 + 6 * 60).len(), 1, "the prompt of minute six");
    assert!(due(600 + 15 * 60).contains(&CueKind::Warning(0)));
    assert!(due(600 + 20 * 60).contains(&CueKind::TimeUp));
    assert!(!due(600 + 20 * 60 - 1).contains(&CueKind::TimeUp));
}

#[test]
fn what_needs_somebody_is_said_in_time() {
    let needs = |day: &Day, secs| -> Vec<Need> {
        let attention = day::attention::attention(day.record.centre(), at(secs));
        attention.into_iter().map(|attention| attention.need).collect()
    };
    let day = run(&[]);
    assert!(needs(&day, 10).is_empty());
    assert_eq!(needs(&day, 60), [Need::Begin(day.session)], "it should have begun at nine");
    let day = run(&[(0, Press::Start)]);
    assert_eq!(needs(&day, 700), [Need::OverTime(day.session)]);
    let day = run(&[(0, Press::Start), (30, Press::End)]);
    assert_eq!(needs(&day, 60).len(), 2, "two marksheets are open");
}

#[test]
fn clocks_before_1970_and_phases_of_no_length_or_a_thousand_minutes_are_fine() {
    let mut scenario = stage::scenario();
    scenario.exercises[0].phases[0].length = bellwether::time::Length::ZERO;
    scenario.exercises[0].phases[1].length = bellwether::time::Length::minutes(1000);
    let day = run(&[(0, Press::Start)]);
    let mut record = bellwether::centre::Record::new(bellwether::ids::CentreId(7), scenario.into());
    let early = at(0) - SignedDuration::from_hours(24 * 365 * 80);
    for (place, entry) in day.entries().into_iter().enumerate() {
        let stamp = bellwether::time::Stamp::after(record.newest(), early);
        record.add(bellwether::centre::Entry { stamp, ..entry });
        assert_eq!(record.entries().len(), place + 1);
    }
    let centre = record.centre();
    let clock = day::clock::session_clock(
        centre,
        &centre.sessions[&day.session],
        early + SignedDuration::from_secs(90),
    );
    assert_eq!(clock.state, State::Running);
    assert!(
        (-90..=-89).contains(&clock.current.unwrap().shown_secs()),
        "stamps are a millisecond apart"
    );
}
