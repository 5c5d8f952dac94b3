//! The loader: centre files and journals that were damaged, and such as somebody wrote by hand.

use std::sync::Arc;

use bellwether::centre::{Centre, Record};
use bellwether::day::Outlook;
use bellwether::files::document::{self, Document};
use bellwether::files::line::{self, Line};
use bellwether::ids::CentreId;
use bellwether::planning::{Agenda, edits, pose, read};
use bellwether::report::data::{Manner, Numbers, Reporter};
use bellwether::report::data_out;
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use bellwether::report::{log, results, timetable};
use bellwether::scoring::{self, Viewer};
use bellwether::{privacy, words};
use fastrand::Rng;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::drive::{self, Target};
use crate::mutate;
use crate::stage::{self, Day};

const TARGET: Target = Target { name: "centre", seeds, mutate, take };

/// A centre with the first design and all entries of another, in so few words that many can be
/// tried.
fn file(centre: &Centre, entries: &[bellwether::centre::Entry]) -> Vec<u8> {
    let first = centre.designs.first().map_or(&centre.scenario, |known| &known.scenario);
    let mut scenario = first.as_ref().clone();
    for exercise in &mut scenario.exercises {
        exercise.papers.documents.truncate(1);
    }
    let lines: Vec<String> = entries.iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(CentreId(7), &scenario).unwrap();
    document::whole(&beginning, lines.iter().map(String::as_str)).into_bytes()
}

fn seeds() -> Vec<Vec<u8>> {
    let day = Day::new();
    let demo = bellwether::demo::Demo {
        candidates: 3,
        seed: 5,
        scenario: stage::scenario(),
        date: jiff::civil::date(2026, 11, 24),
        begins: stage::at(0),
        until: stage::at(0) + SignedDuration::from_hours(240),
        zone: TimeZone::UTC,
    };
    let done = bellwether::demo::record(&demo);
    vec![
        file(day.record.centre(), &day.entries()),
        file(done.centre(), done.entries()),
        include_bytes!("../formats/v1.centre.ron").to_vec(),
    ]
}

/// Damage as a disk makes it, or a change under which length and checksum fit again.
fn mutate(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let (own, other) = (mutate::one(rng, seeds), mutate::one(rng, seeds));
    if rng.u8(0..5) == 0 {
        let mut bytes = own.to_vec();
        for _ in 0..mutate::rounds(rng) {
            mutate::bytes(rng, &mut bytes, other);
        }
        return bytes;
    }
    let text = String::from_utf8_lossy(own).into_owned();
    let other = String::from_utf8_lossy(other).into_owned();
    let (Some((head, lines)), Some((_, others))) = (parts(&text), parts(&other)) else {
        return mutate::text(rng, &text, &other).into_bytes();
    };
    let (mut head, mut lines) = (head.to_owned(), lines);
    for _ in 0..mutate::rounds(rng) {
        let place = rng.usize(0..lines.len().max(1));
        let beside =
            if others.is_empty() { "" } else { others[rng.usize(0..others.len())].as_str() };
        match rng.u8(0..12) {
            0 | 1 => head = mutate::text(rng, &head, &other),
            2 => {
                if place < lines.len() {
                    lines.remove(place);
                }
            }
            3 => {
                let to = rng.usize(0..=lines.len());
                lines.insert(to, beside.to_owned());
            }
            4 => {
                let to = rng.usize(0..lines.len().max(1));
                if place < lines.len() {
                    lines.swap(place, to);
                }
            }
            _ => {
                if let Some(line) = lines.get_mut(place) {
                    *line = mutate::text(rng, line, beside);
                }
            }
        }
    }
    sealed(&head, &lines, rng.u8(0..6) == 0)
}

/// The beginning without its checksum, and each entry without its own.
fn parts(text: &str) -> Option<(&str, Vec<String>)> {
    let start = text.find(", entries: [ // ")? + ", entries: [".len();
    let (head, rest) = text.split_at(start);
    let ron = |line: &str| line.rsplit_once(", // ").map(|(ron, _)| ron.to_owned());
    Some((head, rest.lines().skip(1).filter_map(ron).collect()))
}

/// A file in which every length and checksum fits; by hand, one that has none.
fn sealed(head: &str, lines: &[String], by_hand: bool) -> Vec<u8> {
    if by_hand {
        return format!("{head}{}])\n", lines.join(",")).into_bytes();
    }
    let sum = |text: &str| format!("{} {:08x}", text.len(), crc32fast::hash(text.as_bytes()));
    let beginning = format!("{head} // {}\n", sum(head));
    let lines: Vec<String> = lines.iter().map(|ron| format!("{ron}, // {}", sum(ron))).collect();
    document::whole(&beginning, lines.iter().map(String::as_str)).into_bytes()
}

fn take(bytes: &[u8]) {
    let reading = document::read(bytes);
    for damage in &reading.damage {
        assert!(!words::damage(damage).is_empty());
    }
    assert!(reading.document.is_some() || !reading.damage.is_empty(), "neither read nor refused");
    let journal = document::read_journal(bytes);
    if let (Some(document), Some(own)) = (&reading.document, &journal.document) {
        nothing_is_passed_over(bytes, document);
        assert!(own.entries.len() <= document.entries.len());
    }
    let Some(document) = reading.document else { return };
    comes_back(&document);
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.take_in(document.entries);
    shown(&record);
}

/// Every whole line is there, whatever stands around it.
fn nothing_is_passed_over(bytes: &[u8], document: &Document) {
    let text = String::from_utf8_lossy(bytes);
    let Some(start) = text.find(", entries: [ // ") else { return };
    let lines = text[start..].lines().skip(1).take_while(|line| *line != "])");
    for line in lines {
        match line::decode(line) {
            Ok(Line::Entry(entry)) => assert!(document.entries.contains(&entry), "lost: {line}"),
            Ok(Line::Unknown(text)) => assert!(document.unknown.contains(&text), "lost: {line}"),
            Err(_) => {}
        }
    }
}

/// What was read can be written, and is then read as the same.
fn comes_back(document: &Document) {
    let beginning = document::beginning(document.id, &document.scenario).unwrap();
    let own: Vec<String> = document.entries.iter().map(|e| line::encode(e).unwrap()).collect();
    let all = own.iter().chain(&document.unknown);
    let text = document::whole(&beginning, all.map(String::as_str));
    let again = document::read(text.as_bytes());
    let longest = own.iter().map(String::len).max().unwrap_or(0);
    if longest < line::LONGEST {
        assert_eq!(again.damage, [], "what was written is damaged");
        let again = again.document.unwrap();
        assert!(again.scenario == document.scenario, "the scenario came back otherwise");
        for (was, is) in document.entries.iter().zip(&again.entries) {
            assert!(was == is, "it came back otherwise: {was:?}, {is:?}");
        }
        assert!(again == *document, "more or fewer came back");
    }
}

/// All that screens, lists and reports would derive of it.
pub fn shown(record: &Record) {
    let (centre, zone) = (record.centre(), TimeZone::UTC);
    let newest = record.newest().map(bellwether::time::Stamp::at);
    for now in [stage::at(1200), newest.unwrap_or(Timestamp::MIN), Timestamp::MAX] {
        let _outlook = Outlook::of(centre, now);
        let _due = bellwether::day::cues::pending(centre, now);
        let _stops = bellwether::day::cues::hard_stops(centre, now);
        let _roll = bellwether::day::presence::roll(centre, &zone, now);
        let _agenda = Agenda::of(centre, &zone, now);
        let posed = pose(centre, &zone, now);
        let _plan = read(centre, &posed);
        let _breaches = edits::breaches(centre, &zone, now);
        let _turns = bellwether::report::turns::far(centre, &zone, now);
        let day = log::derive(centre, &zone, now);
        let _csv = log::csv(&day);
        let _timetable = timetable::Timetable::of(centre, &zone, now);
        let _due = privacy::all_due(centre, pose::date_of(centre, &zone, now));
        reports(centre, &zone, now);
    }
    for entry in record.entries() {
        let _words = words::act(centre, entry);
    }
    let _cards = scoring::all_scorecards(centre, Viewer::Facilitator);
    let _triage = scoring::all_triage(centre);
    let _ranking = scoring::ranking(&centre.scenario, &scoring::outcomes(centre));
    let _results = results::results(centre);
    for table in data_out::tables(centre) {
        let _csv = data_out::csv(&table);
    }
    for known in centre.people.candidates() {
        let access = privacy::access(record, known.id);
        let _page = privacy::page(&access, &zone);
        let _would = privacy::preview(record, &[known.id]);
    }
}

fn reports(centre: &Centre, zone: &TimeZone, now: Timestamp) {
    let manner = Manner { language: Language::German, numbers: Numbers::Shown };
    let reporter = Reporter::new(centre, zone, now, manner);
    for candidate in centre.people.candidates().iter().take(2) {
        for kind in [Kind::Feedback, Kind::Scorecard, Kind::Development, Kind::Panel] {
            let _report = reporter.report(kind, About::Candidate(candidate.id));
        }
    }
    for assessor in centre.people.assessors().iter().take(1) {
        let _report = reporter.report(Kind::Assessor, About::Assessor(assessor.id));
    }
    for kind in [Kind::Cohort, Kind::Log] {
        let _report = reporter.report(kind, About::Centre);
    }
}

#[test]
fn a_damaged_centre_is_read_as_far_as_it_goes_or_refused_in_words() {
    drive::replay(TARGET, 60);
}

#[test]
#[ignore = "takes as long as BELLWETHER_FUZZ_SECS says"]
fn search_centres() {
    drive::search(TARGET);
}
