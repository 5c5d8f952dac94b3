//! What is handed out of a timetable: workbook and calendars that other programs read back, and
//! everybody's own page.

use crate::stage::planned;
use std::collections::BTreeSet;
use std::io::Cursor;

use bellwether::files::fonts;
use bellwether::handouts::{Paper, Sort, handouts};
use bellwether::planning::times;
use bellwether::print::{Faces, bundled_templates, timetable as pages};
use bellwether::report::timetable::{Kind, Role, Timetable, calendar, workbook};
use calamine::{Data, DataType as _, Reader as _, Xlsx};
use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime, EventLike as _};
use jiff::tz::TimeZone;
use planned::{NAMES, TWELVE, morning};
use proptest::prelude::*;

fn timetable() -> Timetable {
    let record = planned::planned("leading-and-managing", TWELVE);
    Timetable::of(record.centre(), &TimeZone::get("Europe/Berlin").unwrap(), morning())
}

#[test]
fn each_session_stands_on_the_pages_of_all_who_are_in_it() {
    let record = planned::planned("leading-and-managing", TWELVE);
    let centre = record.centre();
    let timetable = Timetable::of(centre, &TimeZone::UTC, morning());
    for session in centre.planned_sessions() {
        let has = |role: Role, key: String| {
            let own = timetable.of_role(role).find(|own| own.key == key).unwrap();
            own.items.iter().any(|item| item.session == Some(session.id))
        };
        for seat in &session.seats {
            assert!(has(Role::Candidate, seat.candidate.to_string()));
            assert!(seat.assessors.iter().all(|id| has(Role::Assessor, id.to_string())));
        }
        assert!(session.players.iter().all(|id| has(Role::RolePlayer, id.to_string())));
        assert!(session.room.is_empty() || has(Role::Room, session.room.clone()));
    }
}

#[test]
fn assessors_and_doors_know_candidates_by_code_and_nobody_reads_a_reason() {
    let record = planned::planned("leading-and-managing", TWELVE);
    let centre = record.centre();
    let timetable = Timetable::of(centre, &TimeZone::UTC, morning());
    let alone =
        |one: &&bellwether::scenario::Exercise| !times::is_desk(one) && !times::is_group(one);
    let first = centre.scenario.exercises.iter().find(alone).unwrap();
    let second = centre.people.candidates()[1];
    let run = times::parts_for(second, first, 1).run;
    let mut said = BTreeSet::new();
    for own in &timetable.own {
        for item in &own.items {
            let text = format!("{} {} {}", item.what, item.place, item.with);
            assert!(!text.contains("dyslexia"), "{text}");
            if own.role != Role::Candidate {
                assert!(NAMES.iter().all(|name| !text.contains(name)), "{text}");
            }
            if own.role == Role::Assessor && item.kind == Kind::Run {
                said.extend(item.with.split(',').map(str::to_owned));
            }
        }
    }
    let wanted = format!("C02 ({run})");
    assert!(said.contains(&wanted), "{wanted} not in {said:?}");
}

#[test]
fn a_role_player_reads_whom_they_play_and_for_whom() {
    let timetable = timetable();
    let player = timetable.of_role(Role::RolePlayer).find(|own| !own.items.is_empty()).unwrap();
    let run = player.items.iter().find(|item| item.kind == Kind::Run).unwrap();
    assert!(run.with.starts_with("As ") && run.with.contains(", with C"), "{}", run.with);
}

#[test]
fn the_workbook_reads_back_with_real_times_and_text_that_is_no_formula() {
    let timetable = timetable();
    let bytes = workbook::workbook(&timetable, morning()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Timetable", "By candidate", "By assessor", "By role player", "By room"]
    );
    let sheet = book.worksheet_range("Timetable").unwrap();
    assert_eq!(sheet.height(), timetable.rows.len() + 1);
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head[..6], ["Date", "From", "Until", "Exercise", "Candidate", "Name"]);
    for (cells, row) in sheet.rows().skip(1).zip(&timetable.rows) {
        assert!(cells[0].is_datetime() && cells[1].is_datetime() && cells[9].is_datetime());
        let there = row.from.to_zoned_datetime(timetable.zone.clone());
        let minutes = f64::from(there.hour()) * 60.0 + f64::from(there.minute());
        assert!((cells[1].get_datetime().unwrap().as_f64() * 1440.0 - minutes).abs() < 0.01);
        assert_eq!(cells[4], Data::String(row.code.clone()));
        let name = if row.name.is_empty() { Data::Empty } else { Data::String(row.name.clone()) };
        assert_eq!(cells[5], name);
    }
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
        let range = book.worksheet_range(&name).unwrap();
        assert!(range.height() > 1, "{name} has rows");
    }
}

/// What a calendar holds, as another program reads it: UID, summary, place, description, minutes.
fn read(text: &str) -> Vec<(String, String, String, String, i64)> {
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "lines end in CR LF");
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.components.iter().filter_map(|one| one.as_event());
    let utc = |at: Option<DatePerhapsTime>| match at {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at.timestamp(),
        other => panic!("not UTC: {other:?}"),
    };
    events
        .map(|event| {
            assert!(event.get_timestamp().is_some());
            let minutes = (utc(event.get_end()) - utc(event.get_start())) / 60;
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            (
                text(event.get_uid()),
                text(event.get_summary()),
                text(event.get_location()),
                text(event.get_description()),
                minutes,
            )
        })
        .collect()
}

#[test]
fn calendars_read_back_and_keep_their_uids_when_the_plan_moves() {
    let record = planned::planned("leading-and-managing", TWELVE);
    let earlier = Timetable::of(record.centre(), &TimeZone::UTC, morning());
    let mut record = record;
    let moved = record.centre().planned_sessions()[0].clone();
    let change = bellwether::centre::sessions::Change::Move {
        session: moved.id,
        room: "Elsewhere, up; left".into(),
        planned: moved.planned.map(|at| at + jiff::SignedDuration::from_mins(5)),
    };
    planned::act(&mut record, vec![bellwether::centre::Change::Session(change)]);
    let later = Timetable::of(record.centre(), &TimeZone::UTC, morning());
    for (before, after) in earlier.own.iter().zip(&later.own) {
        if after.role == Role::Room {
            continue;
        }
        let uids = |timetable: &Timetable, own| -> BTreeSet<String> {
            let read = read(&calendar::of_one(timetable, own, morning()));
            let all: BTreeSet<_> = read.iter().map(|event| event.0.clone()).collect();
            assert_eq!(all.len(), read.len(), "no UID twice");
            all
        };
        assert_eq!(uids(&earlier, before), uids(&later, after));
        for (event, item) in
            read(&calendar::of_one(&later, after, morning())).iter().zip(&after.items)
        {
            assert_eq!((&event.1, &event.2), (&item.what, &item.place));
            assert_eq!(event.4, item.until.duration_since(item.from).as_mins());
            assert!(event.3.starts_with("Autumn centre, Leeds; day 2"), "{}", event.3);
        }
    }
    let all = read(&calendar::of_all(&later, morning()));
    assert_eq!(all.len(), record.centre().planned_sessions().len());
    assert!(all.iter().any(|event| event.2 == "Elsewhere, up; left"));
}

#[test]
fn a_calendar_says_the_same_moment_whatever_zone_it_is_written_in() {
    let record = planned::planned("leading-and-managing", TWELVE);
    let session = record.centre().planned_sessions()[0].clone();
    let times = times::of_session(record.centre(), &session).unwrap();
    // Where clocks are an hour on, five and a half hours on, seven back; and where they change at night.
    for zone in ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"] {
        let zone = TimeZone::get(zone).unwrap();
        let timetable = Timetable::of(record.centre(), &zone, morning());
        let own = timetable.of_role(Role::Candidate);
        let mut own = own.filter(|own| own.items.iter().any(|one| one.session == Some(session.id)));
        let calendar: Calendar =
            calendar::of_one(&timetable, own.next().unwrap(), morning()).parse().unwrap();
        let starts = calendar.components.iter().filter_map(|one| one.as_event()?.get_start());
        let starts: Vec<i64> = starts
            .map(|at| match at {
                DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at.timestamp(),
                other => panic!("not UTC: {other:?}"),
            })
            .collect();
        assert!(
            starts.contains(&times.run.as_second()) || starts.contains(&times.begins.as_second())
        );
    }
}

/// Names in other scripts, and what has a meaning of its own in a calendar, in what is really handed out.
#[test]
fn everybodys_calendar_reads_back_with_their_name_whatever_it_is_written_in() {
    let timetable = timetable();
    let mut seen = 0;
    for own in timetable.own.iter().filter(|own| !own.items.is_empty()) {
        let text = calendar::of_one(&timetable, own, morning());
        let events = read(&text);
        assert_eq!(events.len(), own.items.len());
        for (event, item) in events.iter().zip(&own.items) {
            assert_eq!((&event.1, &event.2), (&item.what, &item.place));
            assert!(event.3.ends_with(&item.with), "{} / {}", event.3, item.with);
        }
        seen += usize::from(NAMES.contains(&own.name.as_str()));
    }
    assert_eq!(seen, NAMES.len());
}

proptest! {
    #[test]
    fn any_text_in_a_calendar_reads_back_as_it_was(
        what in "[,;:\\\\\"\n =#a-zßЖ李😀أ]{1,120}",
        place in "\\PC{1,90}",
    ) {
        let what = format!("x{what}x");
        let place = format!("x{place}x");
        let mut timetable = Timetable {
            id: bellwether::ids::CentreId(7),
            centre: what.clone(),
            language: "en".into(),
            date: jiff::civil::date(2026, 11, 24),
            zone: TimeZone::UTC,
            exercises: Vec::new(),
            own: Vec::new(),
            rows: Vec::new(),
        };
        timetable.own.push(bellwether::report::timetable::Own {
            role: Role::Assessor,
            key: "00000abc.00000007-12/3".into(),
            code: String::new(),
            name: what.clone(),
            items: vec![bellwether::report::timetable::Item {
                from: morning(),
                until: morning() + jiff::SignedDuration::from_mins(30),
                kind: Kind::Run,
                what: what.clone(),
                place: place.clone(),
                with: String::new(),
                exercise: None,
                session: None,
                paper: None,
            }],
        });
        let text = calendar::of_one(&timetable, &timetable.own[0], morning());
        let read = read(&text);
        prop_assert_eq!(&read[0].1, &what);
        prop_assert_eq!(&read[0].2, &place);
        prop_assert_eq!(&read[0].3, &what);
        prop_assert_eq!(read[0].4, 30);
    }
}

#[test]
fn names_in_other_scripts_are_printed_in_a_face_that_has_them() {
    let timetable = timetable();
    let lacking = pages::lacking(&timetable);
    assert!(lacking.contains(&'أ') && !lacking.iter().any(char::is_ascii), "{lacking:?}");
    let known = !fonts::covering(&lacking).missing.contains(&'أ');
    let paper = Paper::of(&timetable, bundled_templates());
    let bare = Paper { faces: Faces::default(), ..paper.clone() };
    let all = handouts(&timetable, &[Sort::Own]);
    let own = all.iter().find(|one| one.path.to_string_lossy().contains("C04")).unwrap();
    let size = |paper| own.bytes(&timetable, paper, morning()).unwrap().len();
    // Where this computer has such a face, it is part of the page.
    assert_eq!(size(&paper) > size(&bare) + 1000, known);
}
