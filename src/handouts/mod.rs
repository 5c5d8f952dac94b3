//! Everything that is handed out of a timetable, file by file: pages, a workbook, calendars; and
//! in [`reports`] what people are told of the results.
//!
//! **Invariant:** each file has a name of its own that every system takes, whatever people are
//! called.

pub mod answers;
pub mod data;
pub mod reports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Timestamp;

use crate::files::{fonts, safe_name};
use crate::print::Faces;
use crate::print::timetable::{self as pages, Pages};
use crate::report::timetable::{Own, Role, Timetable, calendar, workbook};

/// What can be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Everybody's own timetable, each by itself and all in one.
    Own,
    /// What hangs on the doors.
    Doors,
    /// The whole plan.
    Plan,
    /// The workbook.
    Workbook,
    /// Calendars, one for each person and one for all.
    Calendars,
}

impl Sort {
    /// Everything, in the order in which it is offered.
    pub const ALL: [Self; 5] =
        [Self::Own, Self::Doors, Self::Plan, Self::Workbook, Self::Calendars];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Own => "Everyone’s own timetable (PDF)",
            Self::Doors => "Door sheets (PDF)",
            Self::Plan => "The whole plan (PDF)",
            Self::Workbook => "Workbook (Excel)",
            Self::Calendars => "Calendars (iCalendar)",
        }
    }
}

/// One file that is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// Where it lies, within the folder that was chosen.
    pub path: PathBuf,
    content: Content,
}

/// What is in it. People are named by their places in the timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    OwnPage(usize),
    OwnPages,
    Doors,
    Plan,
    Workbook,
    OwnCalendar(usize),
    Calendar,
}

/// Why a file could not be made, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unmade(String);

/// The files that a timetable gives; none of what would be empty.
pub fn handouts(timetable: &Timetable, sorts: &[Sort]) -> Vec<Handout> {
    let mut all = Vec::new();
    if timetable.is_empty() {
        return all;
    }
    let mut add = |path: PathBuf, content| all.push(Handout { path, content });
    for sort in sorts {
        match sort {
            Sort::Own => {
                add("own-timetables.pdf".into(), Content::OwnPages);
                for (place, name) in people(timetable) {
                    let path = PathBuf::from("own-timetables").join(format!("{name}.pdf"));
                    add(path, Content::OwnPage(place));
                }
            }
            Sort::Doors if timetable.of_role(Role::Room).all(|room| room.items.is_empty()) => {}
            Sort::Doors => add("door-sheets.pdf".into(), Content::Doors),
            Sort::Plan => add("timetable.pdf".into(), Content::Plan),
            Sort::Workbook => add("timetable.xlsx".into(), Content::Workbook),
            Sort::Calendars => {
                add("timetable.ics".into(), Content::Calendar);
                for (place, name) in people(timetable) {
                    let path = PathBuf::from("calendars").join(format!("{name}.ics"));
                    add(path, Content::OwnCalendar(place));
                }
            }
        }
    }
    all
}

/// Those who have something to do, each with a file name that nobody else has.
fn people(timetable: &Timetable) -> Vec<(usize, String)> {
    let mut taken = BTreeSet::new();
    let busy = |own: &&(usize, &Own)| own.1.role != Role::Room && !own.1.items.is_empty();
    let all: Vec<(usize, &Own)> = timetable.own.iter().enumerate().collect();
    let named = all.iter().filter(busy).map(|(place, own)| {
        let parts = [own.role.word(), &own.code, &own.name];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = safe_name(&parts.join(" "));
        let mut own_name = name.clone();
        let mut number = 2;
        while !taken.insert(own_name.to_lowercase()) {
            own_name = format!("{name} {number}");
            number += 1;
        }
        (*place, own_name)
    });
    named.collect()
}

/// What a timetable is printed with.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// Templates by file name.
    pub templates: BTreeMap<String, String>,
    /// Faces of this computer for letters that the bundled ones lack.
    pub faces: Faces,
}

impl Paper {
    /// Paper for everything that is handed out of the timetable, whatever script its names are
    /// written in.
    pub fn of(timetable: &Timetable, templates: BTreeMap<String, String>) -> Self {
        let lacking = pages::lacking(timetable);
        if lacking.is_empty() {
            return Self { templates, faces: Faces::default() };
        }
        Self { templates, faces: Faces::of(fonts::covering(&lacking).faces) }
    }
}

impl Handout {
    /// What is in the file, made at `now` on that paper.
    ///
    /// # Errors
    ///
    /// Why not: a template that is wrong, or a workbook that would be too large.
    pub fn bytes(
        &self,
        timetable: &Timetable,
        paper: &Paper,
        now: Timestamp,
    ) -> Result<Vec<u8>, Unmade> {
        let today = timetable.date_of(now);
        let own = |place: usize| {
            let gone = || Unmade("They are not in the timetable any more.".to_owned());
            timetable.own.get(place).ok_or_else(gone)
        };
        let pdf = |chosen: Pages<'_>| {
            let made = pages::pdf(timetable, chosen, (&paper.templates, &paper.faces), today);
            made.map_err(|wrong| Unmade(wrong.to_string()))
        };
        match self.content {
            Content::OwnPage(place) => pdf(Pages::Own(own(place)?)),
            Content::OwnPages => pdf(Pages::EverybodysOwn),
            Content::Doors => pdf(Pages::Doors),
            Content::Plan => pdf(Pages::Plan),
            Content::Workbook => {
                let made = workbook::workbook(timetable, now);
                made.map_err(|wrong| Unmade(wrong.to_string()))
            }
            Content::OwnCalendar(place) => {
                Ok(calendar::of_one(timetable, own(place)?, now).into_bytes())
            }
            Content::Calendar => Ok(calendar::of_all(timetable, now).into_bytes()),
        }
    }
}
