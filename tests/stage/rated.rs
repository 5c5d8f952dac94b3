//! Days on which everything is rated and handed in, for the wash-up.

#![allow(clippy::disallowed_methods, reason = "a test writes the file that it opens")]

use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Record, washup};
use bellwether::demo::{Demo, record};
use bellwether::files::{document, line};
use bellwether::ids::CandidateId;
use bellwether::scenario::{Scenario, library};
use bellwether::time::Now;
use bellwether::ui::Start;
use jiff::{SignedDuration, Timestamp};

use super::DEVICE;
use super::window::Window;

pub fn scenario(id: &str) -> Scenario {
    library::bundled().into_iter().find(|known| known.id.as_str() == id).unwrap()
}

/// A day of that many candidates that began so early that all of it is over.
pub fn day(scenario: Scenario, candidates: u32) -> Record {
    let begins: Timestamp = "2026-11-23T06:00:00Z".parse().unwrap();
    record(&Demo {
        candidates,
        seed: 3,
        scenario,
        date: jiff::civil::date(2026, 11, 23),
        begins,
        until: begins + SignedDuration::from_hours(900),
        zone: jiff::tz::TimeZone::UTC,
    })
}

/// One more act of the facilitator, after all others.
pub fn act(record: &mut Record, change: washup::Change) {
    let change = Change::WashUp(change);
    record.check_by(std::slice::from_ref(&change), Author::Facilitator).unwrap();
    let now = Now::at(record.newest().map_or(Timestamp::UNIX_EPOCH, bellwether::time::Stamp::at));
    let entry = record.next_entry(DEVICE, Author::Facilitator, now, Act::Do(vec![change]));
    record.add(entry);
}

pub fn candidates(record: &Record) -> Vec<CandidateId> {
    record.centre().people.candidates().iter().map(|known| known.id).collect()
}

/// The window over such a day, on the wash-up.
pub fn window(record: &Record, size: [f32; 2]) -> Window {
    let mut window = opened(record, size);
    window.press("Wash-up");
    window
}

/// The window over any record, as it opens.
pub fn opened(record: &Record, size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let lines: Vec<String> =
        record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let centre = record.centre();
    let first = &centre.designs.first().unwrap().scenario;
    let beginning = document::beginning(centre.id, first).unwrap();
    let file = folder.path().join("day.centre.ron");
    let text = document::whole(&beginning, lines.iter().map(String::as_str));
    std::fs::write(&file, text).unwrap();
    let start = Start { file: Some(file), ..Start::default() };
    Window::open_with(start, folder, size)
}
