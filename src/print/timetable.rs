//! The timetable as pages: everybody's own, what hangs on the doors, and the whole plan.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::typeset::{self, Beside, Faces, TemplateError};
use crate::report::timetable::{Item, Kind, Own, Role, Row, Timetable};
use crate::time::shifted;
use crate::words;

/// Pages of a timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages<'a> {
    /// One person's own timetable.
    Own(&'a Own),
    /// Everybody's own timetable, a page each.
    EverybodysOwn,
    /// What hangs on the doors, a page a room.
    Doors,
    /// The whole plan.
    Plan,
}

impl Pages<'_> {
    /// The file name of its template.
    pub fn template(self) -> &'static str {
        match self {
            Self::Own(_) | Self::EverybodysOwn => "timetable-own.typ",
            Self::Doors => "timetable-doors.typ",
            Self::Plan => "timetable-plan.typ",
        }
    }
}

/// Somebody is free, when at least so long lies between two items.
const FREE: SignedDuration = SignedDuration::from_mins(10);

/// How many minutes of the panel's meeting are drawn.
const MEETING: i64 = 45;

#[derive(Debug, Serialize)]
struct Data {
    title: String,
    language: String,
    printed: String,
    days: Vec<Day>,
    people: Vec<Page>,
    rooms: Vec<Page>,
    exercises: Vec<String>,
}

/// The plan of one day.
#[derive(Debug, Serialize)]
struct Day {
    date: String,
    minutes: i64,
    ticks: Vec<Tick>,
    groups: Vec<Group>,
    list: Vec<Line>,
}

/// A time that stands on the axis.
#[derive(Debug, Serialize)]
struct Tick {
    at: i64,
    label: String,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    rows: Vec<Lane>,
}

#[derive(Debug, Serialize)]
struct Lane {
    code: String,
    name: String,
    blocks: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Block {
    from: i64,
    until: i64,
    kind: &'static str,
    exercise: Option<usize>,
    what: String,
}

#[derive(Debug, Serialize)]
struct Line {
    from: String,
    until: String,
    what: String,
    candidates: String,
    assessors: String,
    players: String,
    room: String,
}

/// What one person, or one door, is shown.
#[derive(Debug, Serialize)]
struct Page {
    role: &'static str,
    code: String,
    name: String,
    days: Vec<Dated>,
}

#[derive(Debug, Serialize)]
struct Dated {
    date: String,
    items: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    from: String,
    until: String,
    kind: &'static str,
    exercise: Option<usize>,
    what: String,
    place: String,
    with: String,
}

/// The letters of a timetable that the bundled faces lack.
pub fn lacking(timetable: &Timetable) -> BTreeSet<char> {
    let all = [Pages::EverybodysOwn, Pages::Doors, Pages::Plan];
    let texts = all.map(|pages| {
        let data = data(timetable, pages, timetable.date);
        serde_json::to_string(&data).unwrap_or_default()
    });
    texts.iter().flat_map(|text| typeset::lacking(text)).collect()
}

/// The pages as PDF, with `templates` by file name and further faces, printed on `today`.
///
/// # Errors
///
/// Where a template is wrong: its file, line and column, and what Typst says.
pub fn pdf(
    timetable: &Timetable,
    pages: Pages<'_>,
    (templates, faces): (&BTreeMap<String, String>, &Faces),
    today: Date,
) -> Result<Vec<u8>, TemplateError> {
    let beside = Beside { files: BTreeMap::new(), faces: faces.clone() };
    let data = data(timetable, pages, today);
    typeset::pdf_beside(pages.template(), templates, &data, &beside, today)
}

fn data(timetable: &Timetable, pages: Pages<'_>, today: Date) -> Data {
    let maker = Maker { timetable };
    let busy = |own: &&Own| !own.items.is_empty();
    let people: Vec<&Own> = match pages {
        Pages::Own(own) => vec![own],
        Pages::EverybodysOwn => {
            timetable.own.iter().filter(|own| own.role != Role::Room).filter(busy).collect()
        }
        Pages::Doors | Pages::Plan => Vec::new(),
    };
    let rooms: Vec<&Own> = match pages {
        Pages::Doors => timetable.of_role(Role::Room).filter(busy).collect(),
        _ => Vec::new(),
    };
    Data {
        title: timetable.centre.clone(),
        language: timetable.language.clone(),
        printed: words::date(today),
        days: if pages == Pages::Plan { maker.days() } else { Vec::new() },
        people: people.into_iter().map(|own| maker.page(own)).collect(),
        rooms: rooms.into_iter().map(|own| maker.page(own)).collect(),
        exercises: timetable.exercises.clone(),
    }
}

struct Maker<'a> {
    timetable: &'a Timetable,
}

impl Maker<'_> {
    fn clock(&self, at: Timestamp) -> String {
        words::time_of_day(at, &self.timetable.zone)
    }

    fn date(&self, at: Timestamp) -> Date {
        self.timetable.date_of(at)
    }

    fn page(&self, own: &Own) -> Page {
        let days = own.items.chunk_by(|one, next| self.date(one.from) == self.date(next.from));
        Page {
            role: own.role.title(),
            code: own.code.clone(),
            name: own.name.clone(),
            days: days.map(|items| self.dated(items, own.role)).collect(),
        }
    }

    fn dated(&self, items: &[Item], role: Role) -> Dated {
        let date = items.first().map_or(self.timetable.date, |first| self.date(first.from));
        let mut entries = Vec::new();
        let mut busy_until: Option<Timestamp> = None;
        // What lies between two sessions of a role player is a break, however it is filled.
        for item in items.iter().filter(|item| item.kind != Kind::Reset) {
            let before = busy_until
                .filter(|until| role != Role::Room && item.from.duration_since(*until) >= FREE);
            entries.extend(before.map(|until| self.free(until, item.from, role != Role::Assessor)));
            busy_until = busy_until.max(Some(item.until));
            entries.push(Entry {
                from: self.clock(item.from),
                until: self.clock(item.until),
                kind: item.kind.word(),
                exercise: item.exercise,
                what: item.what.clone(),
                place: item.place.clone(),
                with: item.with.clone(),
            });
        }
        Dated { date: words::date_in_full(date), items: entries }
    }

    fn free(&self, from: Timestamp, until: Timestamp, at_rest: bool) -> Entry {
        Entry {
            from: self.clock(from),
            until: self.clock(until),
            kind: "free",
            exercise: None,
            what: if at_rest { "Break" } else { "Free" }.to_owned(),
            place: String::new(),
            with: String::new(),
        }
    }

    fn days(&self) -> Vec<Day> {
        let rows = &self.timetable.rows;
        let days = rows.chunk_by(|one, next| self.date(one.from) == self.date(next.from));
        days.map(|rows| self.day(rows)).collect()
    }

    /// The plan of the day on which these rows are.
    fn day(&self, rows: &[Row]) -> Day {
        let date = rows.first().map_or(self.timetable.date, |first| self.date(first.from));
        let people = || self.timetable.own.iter().filter(|own| own.role != Role::Room);
        let items = || people().flat_map(|own| &own.items).filter(|one| self.is_drawn(one, date));
        let begins = items().map(|item| item.from).min().unwrap_or(Timestamp::UNIX_EPOCH);
        let begins =
            shifted(begins, -SignedDuration::from_secs(begins.as_second().rem_euclid(1800)));
        let meets = items().any(|item| item.kind == Kind::WashUp);
        let last = items().filter(|item| item.kind != Kind::WashUp).map(|item| item.until).max();
        let minutes = last.unwrap_or(begins).duration_since(begins).as_mins();
        // The panel's meeting may last all evening: its beginning is enough.
        let minutes = minutes + if meets { MEETING } else { 1 };
        let group = |role: Role| Group {
            title: format!("{}s", role.title()),
            rows: self
                .timetable
                .of_role(role)
                .filter(|own| !own.items.is_empty())
                .map(|own| self.lane(own, date, (begins, minutes)))
                .collect(),
        };
        let groups = [Role::Candidate, Role::Assessor, Role::RolePlayer].map(group);
        Day {
            date: words::date_in_full(date),
            minutes,
            ticks: (0..=minutes / 30)
                .map(|half| half * 30)
                .map(|at| Tick {
                    at,
                    label: self.clock(shifted(begins, SignedDuration::from_mins(at))),
                })
                .collect(),
            groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
            list: self.list(rows, date),
        }
    }

    fn is_drawn(&self, item: &Item, date: Date) -> bool {
        item.kind != Kind::Reset && self.date(item.from) == date
    }

    fn lane(&self, own: &Own, date: Date, (begins, minutes): (Timestamp, i64)) -> Lane {
        let minute = |at: Timestamp| at.duration_since(begins).as_mins();
        let drawn = own.items.iter().filter(|item| self.is_drawn(item, date));
        let what = |item: &Item| {
            let exercise = item.exercise.and_then(|place| self.timetable.exercises.get(place));
            let what = exercise.unwrap_or(&item.what).clone();
            // What goes on beyond the page says until when.
            let cut = minute(item.until) > minutes;
            if cut { format!("{what} → {}", self.clock(item.until)) } else { what }
        };
        let blocks = drawn.map(|item| Block {
            from: minute(item.from),
            until: minute(item.until).min(minutes),
            kind: item.kind.word(),
            exercise: item.exercise,
            what: what(item),
        });
        Lane { code: own.code.clone(), name: own.name.clone(), blocks: blocks.collect() }
    }

    /// A line for each session, and for each event at which all candidates are.
    fn list(&self, rows: &[Row], date: Date) -> Vec<Line> {
        let sessions = rows.chunk_by(|one, next| one.session == next.session);
        let line = |own: &[Row]| {
            let first = own.first()?;
            let codes: Vec<&str> = own.iter().map(|row| row.code.as_str()).collect();
            let mut assessors: Vec<&str> = Vec::new();
            for name in own.iter().flat_map(|row| &row.assessors) {
                if !assessors.contains(&name.as_str()) {
                    assessors.push(name);
                }
            }
            let line = Line {
                from: self.clock(first.from),
                until: self.clock(first.until),
                what: first.exercise.clone(),
                candidates: codes.join(", "),
                assessors: assessors.join(", "),
                players: first.players.join(", "),
                room: first.room.clone(),
            };
            Some((first.from, line))
        };
        let mut lines: Vec<(Timestamp, Line)> = sessions.filter_map(line).collect();
        let candidate = self.timetable.of_role(Role::Candidate).find(|own| !own.items.is_empty());
        let events = candidate.into_iter().flat_map(|own| &own.items);
        let events = events.filter(|item| item.kind == Kind::Event && self.is_drawn(item, date));
        lines.extend(events.map(|item| {
            let line = Line {
                from: self.clock(item.from),
                until: self.clock(item.until),
                what: item.what.clone(),
                candidates: "all".to_owned(),
                assessors: String::new(),
                players: String::new(),
                room: String::new(),
            };
            (item.from, line)
        }));
        lines.sort_by_key(|(from, _)| *from);
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

/// Every text of the pages, as it is set, for tests.
#[cfg(test)]
pub(super) fn said(timetable: &Timetable, pages: Pages<'_>, today: Date) -> String {
    let data = data(timetable, pages, today);
    let templates = super::bundled_templates();
    let set = typeset::pages(pages.template(), &templates, &data, today);
    set.expect("the templates are sound").concat()
}
