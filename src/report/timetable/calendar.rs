//! Timetables as iCalendar files (RFC 5545), for the calendars that people carry.
//!
//! Times are UTC, so no calendar needs to know the zone. An appointment keeps its UID when it is
//! moved, so that reading the file again moves it in the calendar too.

use jiff::Timestamp;

use super::{Item, Kind, Own, Timetable};

/// The longest line, in bytes without its end.
const LONGEST_LINE: usize = 75;

/// The calendar of one person, or of a room, as it stood at `now`.
pub fn of_one(timetable: &Timetable, own: &Own, now: Timestamp) -> String {
    let mut calendar = Calendar::new(&timetable.centre);
    for (place, item) in own.items.iter().enumerate() {
        let uid = format!(
            "{}-{}-{}@bellwether",
            timetable.id,
            uid(item, &own.items, place),
            word(&own.key)
        );
        calendar.event(&uid, item, &describe(timetable, item), now);
    }
    calendar.end()
}

/// The calendar of all sessions, as it stood at `now`: for who runs the day.
pub fn of_all(timetable: &Timetable, now: Timestamp) -> String {
    let mut calendar = Calendar::new(&timetable.centre);
    let mut rows = timetable.rows.as_slice();
    while let Some(first) = rows.first() {
        let others = rows.iter().take_while(|row| row.session == first.session).count().max(1);
        let (own, rest) = rows.split_at(others);
        rows = rest;
        let candidates: Vec<&str> = own.iter().map(|row| row.code.as_str()).collect();
        let mut assessors: Vec<&str> =
            own.iter().flat_map(|row| &row.assessors).map(String::as_str).collect();
        assessors.sort_unstable();
        assessors.dedup();
        let mut lines = vec![timetable.centre.clone()];
        lines.push(format!("Candidates: {}", candidates.join(", ")));
        if !assessors.is_empty() {
            lines.push(format!("Assessors: {}", assessors.join(", ")));
        }
        if !first.players.is_empty() {
            lines.push(format!("Role players: {}", first.players.join(", ")));
        }
        let uid = format!("{}-{}@bellwether", timetable.id, word(&first.session.to_string()));
        let item = Item {
            from: first.from,
            until: first.until,
            kind: Kind::Run,
            what: format!("{} · {}", first.exercise, candidates.join(" ")),
            place: first.room.clone(),
            with: String::new(),
            exercise: None,
            session: Some(first.session),
            paper: None,
        };
        calendar.event(&uid, &item, &lines.join("\n"), now);
    }
    calendar.end()
}

fn describe(timetable: &Timetable, item: &Item) -> String {
    if item.with.is_empty() {
        timetable.centre.clone()
    } else {
        format!("{}\n{}", timetable.centre, item.with)
    }
}

/// Names an item among all of one person, the same whenever it is held.
fn uid(item: &Item, all: &[Item], place: usize) -> String {
    let kind = item.kind.word();
    if let Some(session) = item.session {
        let paper = item.paper.map(|paper| format!("-{}", word(&paper.to_string())));
        return format!("{}-{kind}{}", word(&session.to_string()), paper.unwrap_or_default());
    }
    let before = all.iter().take(place);
    let same = before.filter(|one| one.kind == item.kind && one.what == item.what).count();
    let title = crc32fast::hash(item.what.as_bytes());
    if same == 0 { format!("{kind}-{title:08x}") } else { format!("{kind}-{title:08x}-{same}") }
}

/// An id with nothing in it that a calendar could stumble over.
fn word(id: &str) -> String {
    if id.chars().all(|c| c.is_ascii_alphanumeric() || ".-/".contains(c)) {
        id.replace('/', ".")
    } else {
        format!("{:08x}", crc32fast::hash(id.as_bytes()))
    }
}

struct Calendar {
    text: String,
}

impl Calendar {
    fn new(name: &str) -> Self {
        let mut calendar = Self { text: String::new() };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Bellwether//Timetable//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("METHOD:PUBLISH");
        calendar.line(&format!("X-WR-CALNAME:{}", escaped(name)));
        calendar
    }

    fn event(&mut self, uid: &str, item: &Item, description: &str, now: Timestamp) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}"));
        self.line(&format!("DTSTAMP:{}", moment(now)));
        self.line(&format!("DTSTART:{}", moment(item.from)));
        self.line(&format!("DTEND:{}", moment(item.until)));
        self.line(&format!("SUMMARY:{}", escaped(&item.what)));
        if !item.place.is_empty() {
            self.line(&format!("LOCATION:{}", escaped(&item.place)));
        }
        self.line(&format!("DESCRIPTION:{}", escaped(description)));
        self.line("END:VEVENT");
    }

    /// Adds a line, folded so that no part is too long and no letter is torn.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(letter);
            used += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.text
    }
}

/// `20261124T093000Z`.
fn moment(at: Timestamp) -> String {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: what has a meaning of its own is escaped, and what must not stand in a line
/// is left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match letter {
            '\\' | ',' | ';' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(letter),
            _ if letter.is_control() => {}
            _ => value.push(letter),
        }
    }
    value
}
