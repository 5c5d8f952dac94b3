//! What tests share: a small centre, made by acts like any other.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses its own part of the stage"
)]

pub mod acts;
pub mod asked;
#[cfg(feature = "window")]
pub mod designer;
pub mod framework;
#[cfg(feature = "window")]
pub mod looking;
#[cfg(feature = "window")]
pub mod noted;
#[cfg(feature = "window")]
pub mod painter;
pub mod planned;
#[cfg(feature = "window")]
pub mod planned_window;
pub mod planting;
pub mod pressed;
#[cfg(feature = "window")]
pub mod rated;
pub mod readers;
pub mod rehearsed;
pub mod searched;
pub mod sim_fs;
#[cfg(feature = "window")]
pub mod talks;
pub mod underway;
#[cfg(feature = "window")]
pub mod window;

use std::sync::Arc;

use bellwether::centre::marksheets;
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Act, Author, Change, Entry, Record, Sheet};
use bellwether::ids::{AssessorId, CandidateId, CentreId, DeviceId, ExerciseId, Origin, SessionId};
use bellwether::people;
use bellwether::scenario::{Scenario, library};
use bellwether::time::Now;
use jiff::{SignedDuration, Timestamp};

pub const DEVICE: DeviceId = DeviceId { installation: 1, session: 1 };

/// Two talks of 10, 20 and 10 minutes for one candidate, each seen by two assessors.
pub fn scenario() -> Scenario {
    let text = include_str!("../formats/v1.scenario.ron");
    let mut scenario = library::read(text).scenario().unwrap();
    scenario.exercises[0].assessors_per_candidate = 2;
    let mut second = scenario.exercises[0].clone();
    second.id = ExerciseId::new("second-talk");
    scenario.exercises.push(second);
    scenario
}

/// What lies in a folder, by name.
pub fn names_in(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Nine o'clock, and so many seconds.
pub fn at(secs: i64) -> Timestamp {
    let nine: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    nine + SignedDuration::from_secs(secs)
}

pub fn now(secs: i64) -> Now {
    Now::at(at(secs))
}

/// A day that is over, with so many candidates: every marksheet is submitted.
pub fn whole_day(candidates: u32, seed: u64) -> bellwether::centre::Centre {
    let begins = at(0);
    let until = begins + SignedDuration::from_hours(240);
    let date = jiff::civil::date(2026, 11, 24);
    let scenario = library::bundled().remove(0);
    let zone = jiff::tz::TimeZone::UTC;
    let demo = bellwether::demo::Demo { candidates, seed, scenario, date, begins, until, zone };
    bellwether::demo::record(&demo).centre().clone()
}

/// A submission with its declaration (rule R1); any other change alone.
pub fn with_declaration(change: Change) -> Vec<Change> {
    match change {
        Change::Marksheet(marksheets::Change::Submit { sheet }) => {
            vec![Change::Marksheet(marksheets::Change::Declare { sheet }), change]
        }
        _ => vec![change],
    }
}

/// A centre with two candidates, two assessors and a session of the first exercise for the first
/// candidate.
pub struct Day {
    pub record: Record,
    pub candidates: Vec<CandidateId>,
    pub assessors: Vec<AssessorId>,
    pub session: SessionId,
}

impl Day {
    pub fn new() -> Self {
        let mut day = Self {
            record: Record::new(CentreId(7), Arc::new(scenario())),
            candidates: Vec::new(),
            assessors: Vec::new(),
            session: SessionId(Origin {
                entry: bellwether::ids::EntryId { device: DEVICE, number: 0 },
                place: 0,
            }),
        };
        for (code, name) in [("C01", "Ada Abara"), ("C02", "Ελένη 李")] {
            let add = people::Change::AddCandidate { code: code.into(), name: name.into() };
            let made = day.act(-600, Change::People(add));
            day.candidates.push(CandidateId(made));
        }
        for name in ["R. Castellan", "T. Ojo"] {
            let made =
                day.act(-600, Change::People(people::Change::AddAssessor { name: name.into() }));
            day.assessors.push(AssessorId(made));
        }
        let plan = sessions::Change::Plan {
            exercise: day.record.centre().scenario.exercises[0].id.clone(),
            seats: vec![Seat { candidate: day.candidates[0], assessors: day.assessors.clone() }],
            room: "Oak".into(),
            planned: Some(at(0)),
            players: Vec::new(),
            markings: Vec::new(),
        };
        day.session = SessionId(day.act(-500, Change::Session(plan)));
        day
    }

    /// One act of the facilitator, so many seconds after nine.
    pub fn act(&mut self, secs: i64, change: Change) -> Origin {
        self.act_as(secs, Author::Facilitator, change)
    }

    /// Several changes of the facilitator as one act.
    pub fn acts(&mut self, secs: i64, changes: Vec<Change>) {
        self.record.check(&changes).unwrap();
        let by = Author::Facilitator;
        let entry = self.record.next_entry(DEVICE, by, now(secs), Act::Do(changes));
        self.record.add(entry);
    }

    /// One act; whoever hands a marksheet in declares with it that it was filled in alone.
    pub fn act_as(&mut self, secs: i64, by: Author, change: Change) -> Origin {
        let changes = with_declaration(change);
        self.record.check(&changes).unwrap();
        let entry = self.record.next_entry(DEVICE, by, now(secs), Act::Do(changes));
        let id = entry.id;
        self.record.add(entry);
        Origin { entry: id, place: 0 }
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.record.entries().to_vec()
    }

    pub fn sheet(&self, assessor: usize) -> Sheet {
        Sheet {
            session: self.session,
            candidate: self.candidates[0],
            assessor: self.assessors[assessor],
        }
    }
}
