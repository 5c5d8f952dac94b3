//! How fast the record is: applying, opening, saving, and making an entry durable.

#![allow(clippy::unwrap_used, reason = "a bench may stop at once")]

use std::sync::Arc;

use bellwether::centre::{Author, Change, Entry, Record};
use bellwether::demo::{Demo, record};
use bellwether::files::fs::{Disk, Fs as _};
use bellwether::files::places::Places;
use bellwether::files::{document, line};
use bellwether::people;
use bellwether::scenario::library;
use bellwether::scoring::{self, Viewer};
use bellwether::time::Now;
use bellwether::workspace::{Env, JournalState, Workspace};
use jiff::Timestamp;

fn main() {
    divan::main();
}

fn day(candidates: u32) -> Record {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let until: Timestamp = "2026-12-24T09:00:00Z".parse().unwrap();
    let scenario = library::bundled().remove(0);
    let date = jiff::civil::date(2026, 11, 24);
    record(&Demo { candidates, seed: 1, scenario, date, begins, until })
}

/// A centre with at least 100,000 entries.
fn large() -> Record {
    let day = day(1500);
    assert!(day.entries().len() >= 100_000, "{}", day.entries().len());
    day
}

fn text(record: &Record) -> String {
    let lines: Vec<String> =
        record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(record.centre().id, &record.centre().scenario).unwrap();
    document::whole(&beginning, lines.iter().map(String::as_str))
}

#[divan::bench(sample_count = 10)]
fn apply_100_000_entries(bencher: divan::Bencher<'_, '_>) {
    let day = large();
    let entries: Vec<Entry> = day.entries().to_vec();
    bencher.bench_local(|| {
        let mut record = Record::new(day.centre().id, Arc::clone(&day.centre().scenario));
        record.merge(entries.iter().cloned());
        record
    });
}

#[divan::bench(sample_count = 10)]
fn read_a_file_of_100_000_entries(bencher: divan::Bencher<'_, '_>) {
    let text = text(&large());
    bencher.bench_local(|| document::read(text.as_bytes()));
}

/// The yardstick for reading: RON alone on the same entries, without checksums.
#[divan::bench(sample_count = 10)]
fn parse_the_same_entries_as_plain_ron(bencher: divan::Bencher<'_, '_>) {
    let lines: Vec<String> =
        large().entries().iter().map(|entry| ron::to_string(entry).unwrap()).collect();
    let list = format!("[{}]", lines.join(",\n"));
    bencher.bench_local(|| ron::from_str::<Vec<Entry>>(&list).unwrap());
}

#[divan::bench(sample_count = 10)]
fn write_a_file_of_100_000_entries(bencher: divan::Bencher<'_, '_>) {
    let day = large();
    bencher.bench_local(|| text(&day));
}

#[divan::bench(sample_count = 200)]
fn entry_to_durable(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let env = Env {
        fs: Arc::new(Disk),
        places: Places::under(folder.path().to_owned()),
        installation: 1,
        who: String::new(),
        wake: Arc::new(|| {}),
    };
    let now = Now::at("2026-11-24T09:00:00Z".parse().unwrap());
    let mut workspace = Workspace::create(&env, library::bundled().remove(0), now);
    let mut code = 0;
    bencher.bench_local(|| {
        code += 1;
        let add = people::Change::AddAssessor { name: format!("A{code}") };
        workspace.perform(vec![Change::People(add)], Author::Facilitator, now).unwrap();
        while !matches!(workspace.safety().journal, JournalState::Safe(_)) {
            workspace.poll(now);
            std::hint::spin_loop();
        }
    });
}

/// The yardstick for the above: 150 bytes and a flush.
#[divan::bench(sample_count = 200)]
fn bare_write_and_flush(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = Disk.create(&folder.path().join("bare")).unwrap();
    bencher.bench_local(|| {
        file.append(&[b'x'; 150]).unwrap();
        file.sync().unwrap();
    });
}

#[divan::bench(args = [12, 500])]
fn every_scorecard(bencher: divan::Bencher<'_, '_>, candidates: u32) {
    let day = day(candidates);
    let listed: Vec<_> = day.centre().people.candidates().iter().map(|known| known.id).collect();
    bencher.bench_local(|| {
        let cards =
            listed.iter().map(|id| scoring::scorecard(day.centre(), *id, Viewer::Facilitator));
        cards.collect::<Vec<_>>()
    });
}
