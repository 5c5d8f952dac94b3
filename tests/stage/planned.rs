//! A centre on one day with its timetable, made by acts like any other.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Record, details, frame};
use bellwether::files::{document, line};
use bellwether::ids::{CandidateId, CentreId, DeviceId, EntryId, Origin};
use bellwether::people::{self, Adjustment, CandidateFact, Grant};
use bellwether::planning::{adopt, pose};
use bellwether::scenario::{PhaseKind, library};
use bellwether::time::Now;
use bellwether::timetable::solve::Solver;
use jiff::Timestamp;
use jiff::civil::{Time, date};
use jiff::tz::TimeZone;

/// Names that break what is not careful.
pub const NAMES: [&str; 6] = [
    "Amara Okafor",
    "Zoë O’Brien; Ph.D., \"Zed\"",
    "=HYPERLINK(\"http://example.com\")",
    "أمينة الحسيني",
    "#panic(\"no\") $x_2$ <label> @ref",
    "Αλεξάνδρα Παπαδοπούλου-Μιχαηλίδη von und zu Habsburg-Lothringen der Dritte",
];

/// Early on the day.
pub fn morning() -> Timestamp {
    "2026-11-24T06:00:00Z".parse().unwrap()
}

/// How many there are of everything.
#[derive(Clone, Copy)]
pub struct Means {
    pub candidates: u16,
    pub assessors: u16,
    pub players: u16,
    pub rooms: u16,
}

/// Twelve candidates and enough of everything.
pub const TWELVE: Means = Means { candidates: 12, assessors: 7, players: 3, rooms: 6 };

/// A centre with people and rooms and no session.
pub fn centre(scenario: &str, means: Means) -> Record {
    let scenario = library::bundled().into_iter().find(|one| one.id.as_str() == scenario).unwrap();
    let mut record = Record::new(CentreId(7), Arc::new(scenario));
    let name = |place: u16| NAMES.get(usize::from(place)).copied().unwrap_or_default().to_owned();
    act(
        &mut record,
        vec![
            Change::Details(details::Change::Name("Autumn centre, Leeds; day 2".into())),
            Change::Details(details::Change::HeldOn(date(2026, 11, 24))),
            Change::Frame(frame::Change::Ends(Time::constant(19, 0, 0, 0))),
        ],
    );
    let all = |count: u16, make: &dyn Fn(u16) -> people::Change| -> Vec<Change> {
        (1..=count).map(|number| Change::People(make(number))).collect()
    };
    let made = act(
        &mut record,
        all(means.candidates, &|number| people::Change::AddCandidate {
            code: format!("C{number:02}"),
            name: name(number - 1),
        }),
    );
    act(
        &mut record,
        all(means.assessors, &|number| people::Change::AddAssessor {
            name: format!("Assessor {number}"),
        }),
    );
    act(
        &mut record,
        all(means.players, &|number| people::Change::AddRolePlayer {
            name: format!("Player {number}"),
        }),
    );
    act(
        &mut record,
        all(means.rooms, &|number| people::Change::AddRoom { name: format!("Room {number}") }),
    );
    let granted = Adjustment {
        exercise: None,
        phase: Some(PhaseKind::Run),
        grant: Grant::Percent(25),
        approved_by: "Facilitator".into(),
        reason: "dyslexia, on paper".into(),
    };
    let candidate = CandidateId(Origin { entry: made, place: 1 });
    let fact = CandidateFact::Adjustments(vec![granted]);
    act(&mut record, vec![Change::People(people::Change::Candidate { candidate, fact })]);
    record
}

/// The same with a plan in which every rule holds.
pub fn planned(scenario: &str, means: Means) -> Record {
    let mut record = centre(scenario, means);
    let posed = pose(record.centre(), &TimeZone::UTC, morning());
    let mut solver = Solver::new(&posed.problem, 3);
    for round in 0..10 {
        solver.round(f64::from(round) / 10.0);
    }
    let (_, plan) = solver.best().unwrap();
    let changes = adopt(record.centre(), &posed, &plan);
    act(&mut record, changes);
    record
}

/// Does something in it.
pub fn act(record: &mut Record, changes: Vec<Change>) -> EntryId {
    record.check(&changes).unwrap();
    let device = DeviceId { installation: 1, session: 1 };
    let entry =
        record.next_entry(device, Author::Facilitator, Now::at(morning()), Act::Do(changes));
    let id = entry.id;
    record.add(entry);
    id
}

/// The centre as a file.
pub fn file(record: &Record) -> String {
    let centre = record.centre();
    let lines: Vec<String> =
        record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(centre.id, &centre.designs[0].scenario).unwrap();
    document::whole(&beginning, lines.iter().map(String::as_str))
}
