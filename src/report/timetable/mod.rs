//! The timetable of a day in words: everybody's own, what hangs on the doors, and every session.
//!
//! **Invariant:** everybody reads what is theirs to read. Candidates see where they have to be and
//! before whom; assessors see candidates by code, with the length that was approved and never the
//! reason; role players see whom they play. What hangs on a door names candidates by code.

pub mod calendar;
mod own;
mod rows;
pub mod workbook;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use own::{Item, Kind, Own, Role};
pub use rows::Row;

use crate::centre::Centre;
use crate::ids::CentreId;
use crate::planning::Agenda;
use crate::planning::pose::date_of;

/// The timetable of a centre, in words.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// Of which centre.
    pub id: CentreId,
    /// What the centre is called.
    pub centre: String,
    /// The language of its papers, such as `en`.
    pub language: String,
    /// The day on which it is held.
    pub date: Date,
    /// The clock by which people there live.
    pub zone: TimeZone,
    /// The exercises, in the order of the design.
    pub exercises: Vec<String>,
    /// Everybody's own timetable: candidates, assessors, role players, rooms.
    pub own: Vec<Own>,
    /// A row for each candidate of each session, in the order of time.
    pub rows: Vec<Row>,
}

impl Timetable {
    /// The timetable of the centre, by the sessions that have a time.
    pub fn of(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Self {
        let agenda = Agenda::of(centre, zone, now);
        let name = &centre.details.name;
        let language = centre.scenario.language.split('-').next().unwrap_or("en");
        Self {
            id: centre.id,
            centre: if name.is_empty() { centre.scenario.title.clone() } else { name.clone() },
            language: language.to_owned(),
            date: date_of(centre, zone, now),
            zone: zone.clone(),
            exercises: centre.scenario.exercises.iter().map(|one| one.title.clone()).collect(),
            own: own::all(centre, &agenda),
            rows: rows::all(centre),
        }
    }

    /// Whether no session has a time yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The timetables of one kind of people, or of the rooms.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Own> {
        self.own.iter().filter(move |own| own.role == role)
    }

    /// The date of a moment there.
    pub fn date_of(&self, moment: Timestamp) -> Date {
        moment.to_zoned_datetime(self.zone.clone()).date()
    }
}
