//! Each screen from Observe to Scorecards with 1, 12 and 100 candidates, in a large and in a small
//! window: what can be pressed is not cut off at a side. `PICTURES=FOLDER` paints them there in
//! both themes, to be looked at.

use bellwether::centre::{Record, Session, washup};
use bellwether::demo::{Demo, record};
use bellwether::ui::Start;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

use crate::stage::looking::look;
use crate::stage::planned::file;
use crate::stage::rated;
use crate::stage::window::Window;

const SIZES: [([f32; 2], &str); 2] = [([1440.0, 900.0], "wide"), ([1024.0, 700.0], "small")];
const CROWDS: [u32; 3] = [1, 12, 100];

/// In a picture if pictures are asked for; and nothing that can be pressed is cut off at a side.
fn fits(window: &mut Window, size: [f32; 2], name: &str) {
    window.settle();
    if std::env::var("PICTURES").is_ok() {
        look(window, name);
    }
    let roles = [Role::Button, Role::CheckBox, Role::TextInput, Role::ComboBox, Role::Tab];
    for role in roles {
        for node in window.harness.query_all_by_role(role) {
            let rect = node.rect();
            let label = node.accesskit_node().label().unwrap_or_default();
            let whole = rect.left() >= 0.0 && rect.right() <= size[0];
            assert!(whole || moves(name, &label), "{name}: {role:?} {label:?} at {rect:?}");
        }
    }
}

/// The numbers of the whole group move sideways under whoever they are of.
fn moves(name: &str, label: &str) -> bool {
    let who = ["Open ", "Compare", "Sort by Code", "Sort by Name"];
    name.starts_with("group") && !who.iter().any(|who| label.starts_with(who))
}

fn opened(record: &Record, at: Timestamp, size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, file(record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_at(at, start, folder, size);
    window.settle();
    window
}

/// A day in the middle of which somebody observes: who, and when.
fn observing(candidates: u32) -> (Record, Timestamp, String) {
    let begins: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    for minutes in (20..600).step_by(10) {
        let until = begins + SignedDuration::from_mins(minutes);
        let record = record(&Demo {
            candidates,
            seed: 3,
            scenario: rated::scenario("leading-and-managing"),
            date: jiff::civil::date(2026, 11, 23),
            begins,
            until,
            zone: jiff::tz::TimeZone::UTC,
        });
        let centre = record.centre();
        let noted = |session: &&Session| {
            let notes = centre.notes.values().filter(|note| note.sheet.session == session.id);
            session.clock.current().is_some() && notes.count() > 2
        };
        let who = |session: &Session| centre.people.assessor(session.assessors()[0]);
        let names = centre.sessions.values().filter(noted).filter_map(who);
        if let Some(name) = names.map(|known| known.name.clone()).next() {
            return (record, until, name);
        }
    }
    panic!("nobody observes with {candidates}");
}

#[test]
fn an_assessor_of_1_12_and_100_finds_all_that_can_be_pressed() {
    for candidates in CROWDS {
        let (record, at, name) = observing(candidates);
        for (size, wide) in SIZES {
            let mut window = opened(&record, at, size);
            window.press("Observe");
            if window.shows("Find by name") {
                window.fill("Find by name", &name);
            }
            if window.shows(&name) {
                window.press(&name);
            }
            for (key, step) in
                [(Key::Num1, "observe"), (Key::Num2, "classify"), (Key::Num3, "rate")]
            {
                window.keys(Modifiers::COMMAND, key);
                fits(&mut window, size, &format!("{step}-{candidates}-{wide}"));
                // One message at a time, over the name of the stage: it covers no clock.
                let told: Vec<_> = window.harness.query_all_by_label_contains("OK: ").collect();
                assert!(told.len() <= 1, "{step}-{candidates}-{wide}");
                assert!(told.iter().all(|node| node.rect().bottom() < 60.0), "{step}-{wide}");
            }
        }
    }
}

#[test]
fn a_panel_of_1_12_and_100_finds_all_that_can_be_pressed() {
    for candidates in CROWDS {
        let mut record = rated::day(rated::scenario("leading-and-managing"), candidates);
        let at = record.newest().unwrap().at();
        let candidate = rated::candidates(&record)[0];
        let hidden = record.clone();
        let reason = "Everybody is here".to_owned();
        rated::act(&mut record, washup::Change::Reveal { candidate, reason });
        for (size, wide) in SIZES {
            let mut window = opened(&hidden, at, size);
            window.press("Wash-up");
            fits(&mut window, size, &format!("wash-up-hidden-{candidates}-{wide}"));
            // A group exercise is not held for one alone, and waits for nobody.
            assert_eq!(window.shows(": not held"), candidates == 1);
            let mut window = opened(&record, at, size);
            window.press("Wash-up");
            fits(&mut window, size, &format!("wash-up-{candidates}-{wide}"));
            window.press("Projector");
            fits(&mut window, size, &format!("projector-{candidates}-{wide}"));
        }
    }
}

#[test]
fn a_reader_of_scorecards_of_1_12_and_100_finds_all_that_can_be_pressed() {
    for candidates in CROWDS {
        let record = rated::day(rated::scenario("leading-and-managing"), candidates);
        let at = record.newest().unwrap().at();
        for (size, wide) in SIZES {
            let mut window = opened(&record, at, size);
            window.press("Scorecards");
            for view in ["Candidate", "Compare", "Group", "Teams", "Growth"] {
                window.press(view);
                fits(&mut window, size, &format!("{view}-{candidates}-{wide}").to_lowercase());
            }
        }
    }
}
