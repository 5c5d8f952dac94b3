//! Pictures of the Live stage and of the rooms' screens: days of 12, 48 and 500, long names and
//! other scripts, a rehearsal, a projector.

use crate::stage::{self, looking, planned};
use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Person, Record, attendance, clocks};
use bellwether::ids::SessionId;
use bellwether::people;
use bellwether::time::Now;
use bellwether::ui::Start;
use bellwether::ui::room::face::{Face, FaceClock, face};
use egui::{Key, Modifiers};
use jiff::{SignedDuration, Timestamp};
use looking::{compare, look};
use planned::{Means, TWELVE, act, file, planned};
use stage::window::Window;

const WIDE: [f32; 2] = [1440.0, 900.0];
const SMALL: [f32; 2] = [1024.0, 700.0];

/// Everybody is here and has agreed; every session of the first hour has begun when it was due.
fn under_way(means: Means) -> (Record, Timestamp) {
    let mut record = planned("leading-and-managing", means);
    let candidates: Vec<_> =
        record.centre().people.candidates().iter().map(|known| known.id).collect();
    let mut sessions = record.centre().planned_sessions();
    sessions.sort_by_key(|session| session.planned);
    let first = sessions[0].planned.unwrap();
    let hour = first + SignedDuration::from_mins(12);
    let begun: Vec<(SessionId, Timestamp)> = sessions
        .iter()
        .filter_map(|session| Some((session.id, session.planned?)))
        .filter(|(_, at)| *at < hour)
        .collect();
    let arrived = first - SignedDuration::from_mins(20);
    let here = candidates.into_iter().flat_map(|candidate| {
        let who = Person::Candidate(candidate);
        [
            Change::Attendance(attendance::Change::Arrive { who, at: arrived }),
            Change::Attendance(attendance::Change::Consent { candidate, given: true }),
            Change::Attendance(attendance::Change::Brief { candidate, briefed: true }),
        ]
    });
    act_at(&mut record, arrived, here.collect());
    for (session, at) in begun.iter().copied() {
        let start = Change::Clock(clocks::Change::Start { session });
        act_at(&mut record, at, vec![start]);
    }
    for (session, at) in begun {
        // The briefing took as long as planned.
        let (known, exercise) = record.centre().session(session).unwrap();
        let ends = known.clock.current().unwrap().phase.clone();
        let at = at + exercise.phase(&ends).unwrap().1.length.as_duration();
        let next = Change::Clock(clocks::Change::Next { session, ends });
        act_at(&mut record, at.max(first), vec![next]);
    }
    (record, hour)
}

fn act_at(record: &mut Record, at: Timestamp, changes: Vec<Change>) {
    record.check(&changes).unwrap();
    let now = Now::at(at);
    let entry = record.next_entry(stage::DEVICE, Author::Facilitator, now, Act::Do(changes));
    record.add(entry);
}

fn opened(record: &Record, at: Timestamp, size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, file(record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_at(at, start, folder, size);
    window.settle();
    window.press("Live");
    window
}

fn twelve(size: [f32; 2]) -> Window {
    let (record, at) = under_way(TWELVE);
    opened(&record, at, size)
}

/// 48 candidates in at least twenty rooms.
fn many(size: [f32; 2]) -> Window {
    let means = Means { candidates: 48, assessors: 26, players: 12, rooms: 22 };
    let (record, at) = under_way(means);
    opened(&record, at, size)
}

/// 500 on the list, of whom nobody has a session yet.
fn crowd(size: [f32; 2]) -> Window {
    let mut record = planned("leading-and-managing", TWELVE);
    let names = |place: usize| planned::NAMES[place % planned::NAMES.len()].to_owned();
    let add = |place: usize| people::Change::AddCandidate {
        code: format!("C{:03}", place + 1),
        name: names(place),
    };
    act(&mut record, (100..588).map(|place| Change::People(add(place))).collect());
    opened(&record, planned::morning() + SignedDuration::from_mins(90), size)
}

fn rehearsing(size: [f32; 2]) -> Window {
    let start = Start { rehearse: Some(60), ..Start::default() };
    Window::open_with(start, Arc::new(tempfile::tempdir().unwrap()), size)
}

#[test]
fn the_board_of_12_looks_as_designed() {
    look(&mut twelve(WIDE), "live-12");
}

#[test]
fn the_board_of_12_fits_a_small_screen() {
    look(&mut twelve(SMALL), "live-12-small");
}

#[test]
fn the_board_of_48_in_20_rooms_looks_as_designed() {
    look(&mut many(WIDE), "live-48");
}

#[test]
fn the_board_of_48_in_20_rooms_fits_a_small_screen() {
    look(&mut many(SMALL), "live-48-small");
}

#[test]
fn where_48_are_fits_a_small_screen() {
    let mut window = many(SMALL);
    window.key(Key::W);
    look(&mut window, "whereabouts-48-small");
}

#[test]
fn the_check_in_of_500_looks_as_designed() {
    let mut window = crowd(WIDE);
    window.key(Key::I);
    look(&mut window, "check-in-500");
}

#[test]
fn the_check_in_of_500_fits_a_small_screen() {
    let mut window = crowd(SMALL);
    window.key(Key::I);
    look(&mut window, "check-in-500-small");
}

#[test]
fn the_forms_look_as_designed() {
    let mut window = Window::sample();
    window.key(Key::F);
    look(&mut window, "forms");
}

#[test]
fn the_log_of_times_looks_as_designed() {
    let mut window = twelve(WIDE);
    window.key(Key::L);
    window.press("Times");
    look(&mut window, "log-times");
}

#[test]
fn an_incident_fits_a_small_screen() {
    let mut window = twelve(SMALL);
    window.key(Key::L);
    window.press("Fire alarm: hold every room");
    look(&mut window, "incident-small");
}

#[test]
fn several_sessions_chosen_fit_a_small_screen() {
    let mut window = twelve(SMALL);
    window.keys(Modifiers::COMMAND, Key::A);
    look(&mut window, "live-several-small");
}

#[test]
fn a_rehearsal_fits_a_small_screen() {
    look(&mut rehearsing(SMALL), "rehearsal-small");
}

#[test]
fn what_has_happened_to_the_plan_fits_a_small_screen() {
    let mut window = twelve(SMALL);
    window.key(Key::R);
    look(&mut window, "change-of-plan-small");
}

#[test]
fn a_day_without_sessions_says_what_to_do_first() {
    let record = planned::centre("leading-and-managing", TWELVE);
    let mut window = opened(&record, planned::morning(), WIDE);
    look(&mut window, "live-empty");
}

/// A room's screen on a projector.
fn room(name: &str, shown: Face) {
    let mut installed = false;
    let mut harness = egui_kittest::Harness::builder()
        .with_size([1920.0, 1080.0])
        .renderer(stage::painter::Painter::default())
        .build_ui(move |ui| {
            if !std::mem::replace(&mut installed, true) {
                bellwether::ui::theme::install(ui.ctx());
            }
            let whole = ui.ctx().content_rect();
            face(ui, whole, &shown, stage::at(0));
        });
    harness.run_steps(4);
    compare(&mut harness, name);
}

fn clock(left: i64) -> FaceClock {
    FaceClock {
        left: SignedDuration::from_secs(left),
        length: SignedDuration::from_mins(20),
        at: stage::at(0),
        runs: true,
        warnings: vec![(SignedDuration::from_mins(5), "Five minutes left.".into())],
    }
}

#[test]
fn overtime_on_a_projector_can_be_read_at_ten_metres() {
    let shown = Face {
        heading: "Inclusive huddle · discussion".into(),
        clock: Some(clock(-134)),
        foot: "Birch · until 10:54".into(),
        ..Face::default()
    };
    room("room-over-time", shown);
}

#[test]
fn a_long_exercise_and_message_on_a_projector_can_be_read_at_ten_metres() {
    let message = "Please stay where you are until somebody comes for you; the talk begins later";
    let heading =
        "Talking with an employee who wanted the post that you have been given · questions";
    let shown = Face {
        heading: heading.into(),
        clock: Some(clock(4325)),
        message: Some(message.into()),
        foot: "Seminar room 2, on the second floor of the east wing · until 10:54".into(),
        ..Face::default()
    };
    room("room-long", shown);
}

#[test]
fn a_room_that_waits_says_when_it_begins() {
    let shown = Face {
        heading: "Coaching talk".into(),
        idle: "Begins at 10:40".into(),
        foot: "Oak".into(),
        ..Face::default()
    };
    room("room-waits", shown);
}
