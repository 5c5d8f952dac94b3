//! Notes and all other acts: any change that the check lets through is kept, written, read and
//! shown; and any letters in the line of notes leave a line that comes back after a crash.

use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Record};
use bellwether::files::line::{self, Line};
use bellwether::ids::DeviceId;
use bellwether::time::Now;
#[cfg(feature = "window")]
use bellwether::ui::screens::observe::{note_line::NoteLine, tags::Tag};
use fastrand::Rng;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::drive::{self, Target};
use crate::stage::{self, Day};
use crate::{centres, mutate};

const TARGET: Target = Target { name: "notes", seeds, mutate, take };

const DEVICE: DeviceId = DeviceId { installation: 1, session: 2 };

/// What is typed into the line, beside acts.
const TYPED: [&str; 6] = [
    "2+Checks with all #2.1 ",
    "-#includes talks over ",
    "= 5 waits #",
    "+#1.99 #0 #-2 #++ ",
    "－＋１ “quoted” \u{301}",
    "",
];

fn acts(record: &Record) -> impl Iterator<Item = String> {
    record.entries().iter().map(|entry| {
        let by = ron::to_string(&entry.by).unwrap();
        format!("do {by} {}", ron::to_string(entry.act.changes()).unwrap())
    })
}

/// Scripts: one act or one typed line a line.
fn seeds() -> Vec<Vec<u8>> {
    let demo = bellwether::demo::Demo {
        candidates: 2,
        seed: 9,
        scenario: stage::scenario(),
        date: jiff::civil::date(2026, 11, 24),
        begins: stage::at(0),
        until: stage::at(0) + SignedDuration::from_hours(240),
        zone: TimeZone::UTC,
    };
    let done = bellwether::demo::record(&demo);
    let script: Vec<String> = acts(&done).collect();
    let by_part = script.chunks(60).map(|part| part.join("\n").into_bytes());
    let typed = TYPED.map(|text| format!("type {text}")).join("\n").into_bytes();
    by_part.take(4).chain([script.join("\n").into_bytes(), typed]).collect()
}

fn mutate(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let own = String::from_utf8_lossy(mutate::one(rng, seeds)).into_owned();
    let other = String::from_utf8_lossy(mutate::one(rng, seeds)).into_owned();
    let mut lines: Vec<String> = own.lines().map(str::to_owned).collect();
    let others: Vec<&str> = other.lines().collect();
    for _ in 0..mutate::rounds(rng) * 3 {
        let beside = others[rng.usize(0..others.len())];
        let place = rng.usize(0..lines.len().max(1));
        match rng.u8(0..8) {
            0 => lines.insert(rng.usize(0..=lines.len()), beside.to_owned()),
            1 => {
                let typed = TYPED[rng.usize(0..TYPED.len())];
                lines.push(format!("type {}", mutate::text(rng, typed, beside)));
            }
            2 => {
                let to = rng.usize(0..lines.len().max(1));
                if place < lines.len() {
                    lines.swap(place, to);
                }
            }
            3 => lines.push(format!("back {}", rng.u8(0..2))),
            _ => {
                if let Some(line) = lines.get_mut(place) {
                    *line = mutate::text(rng, line, beside);
                }
            }
        }
    }
    lines.join("\n").into_bytes()
}

fn take(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut record = Day::new().record;
    for (secs, said) in (0_i64..).zip(text.lines()) {
        let now = Now::at(stage::at(secs * 20));
        if let Some(rest) = said.strip_prefix("do ") {
            act(&mut record, rest, now);
        } else if said.starts_with("back ") {
            back(&mut record, said.ends_with('1'), now);
        } else if let Some(typed) = said.strip_prefix("type ") {
            type_in(&record, typed);
        }
    }
    // Another laptop that gets the entries in another order shows the same.
    let mut other = Record::new(record.centre().id, record_scenario(&record));
    other.take_in(record.entries().iter().rev().cloned());
    assert!(other.entries() == record.entries(), "two copies differ");
    assert!(other.centre() == record.centre(), "two copies show something else");
    centres::shown(&record);
}

fn record_scenario(record: &Record) -> Arc<bellwether::scenario::Scenario> {
    let first = record.centre().designs.first();
    first.map_or_else(|| Arc::clone(&record.centre().scenario), |known| Arc::clone(&known.scenario))
}

fn act(record: &mut Record, said: &str, now: Now) {
    let Some(place) = said.find('[') else { return };
    let by = ron::from_str::<Author>(said[..place].trim()).unwrap_or(Author::Facilitator);
    let Ok(changes) = ron::from_str::<Vec<Change>>(&said[place..]) else { return };
    if let Err(why) = record.check_by(&changes, by) {
        assert!(!bellwether::words::refusal(record.centre(), &why).is_empty());
        return;
    }
    let moot = record.centre().moot.len();
    let entry = record.next_entry(DEVICE, by, now, Act::Do(changes));
    let written = line::encode(&entry).unwrap();
    match line::decode(&written) {
        Ok(Line::Entry(again)) => assert!(*again == entry, "it came back otherwise"),
        other => panic!("what was written is {other:?}"),
    }
    record.add(entry);
    assert_eq!(record.centre().moot.len(), moot, "the check let it through, and it had no effect");
}

fn back(record: &mut Record, again: bool, now: Now) {
    let by = Author::Facilitator;
    let what = if again { record.redoable(1, by) } else { record.undoable(1, by) };
    let Ok(id) = what.map(|entry| entry.id) else { return };
    if again || record.check_undo(id).is_ok() {
        let entry = record.next_entry(DEVICE, by, now, Act::Undo(id));
        record.add(entry);
    }
}

#[cfg(feature = "window")]
fn type_in(record: &Record, typed: &str) {
    let scenario = &record.centre().scenario;
    let Some(exercise) = scenario.exercises.first() else { return };
    let tags = Tag::all(scenario, exercise);
    for own in [&[0][..], &[0, 1, 2], &[3, 4]] {
        let mut line = NoteLine::default();
        for letter in typed.chars() {
            line.text.push(letter);
            if let Some(seat) = line.typed(stage::at(0), own, &tags) {
                assert!(seat < own.len(), "nobody sits there");
            }
            let _offers = line.offers(&tags);
        }
        if !line.is_empty() {
            assert_eq!(
                NoteLine::from_draft(&line.draft()),
                line,
                "half-typed words came back otherwise"
            );
        }
        while line.is_marked() {
            line.take_back();
        }
    }
}

#[cfg(not(feature = "window"))]
fn type_in(_record: &Record, _typed: &str) {}

#[test]
fn any_script_of_acts_leaves_a_record_that_is_whole() {
    drive::replay(TARGET, 30);
}

#[test]
#[ignore = "takes as long as BELLWETHER_FUZZ_SECS says"]
fn search_notes() {
    drive::search(TARGET);
}
