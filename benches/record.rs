//! What is asked of the record on a large day: `cargo bench --no-default-features --bench record`.
//!
//! A hundred thousand entries are a centre of about a thousand candidates. Reading
//! and writing, the way of one entry to the disk beside the bare disk, and everybody's scorecards.

#![expect(clippy::expect_used, reason = "a bench may stop at once")]

use std::sync::{Arc, LazyLock, mpsc};

use bellwether::centre::{Act, Author, Centre, Change, Entry, Record, details};
use bellwether::demo::{self, Demo};
use bellwether::files::fs::{Disk, Fs};
use bellwether::files::places::Places;
use bellwether::files::{document, line, save};
use bellwether::ids::{CentreId, DeviceId};
use bellwether::scenario::{Scenario, library};
use bellwether::scoring::{self, Viewer};
use bellwether::time::{Now, shifted};
use bellwether::workspace::{Env, JournalState, Workspace};
use divan::{Bencher, counter::ItemsCount};
use jiff::{SignedDuration, Timestamp};

const ENTRIES: usize = 100_000;

fn main() {
    divan::main();
}

fn scenario() -> Scenario {
    library::bundled().into_iter().next().expect("a bundled scenario")
}

fn sample(candidates: u32) -> Record {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().expect("a moment");
    let until = shifted(begins, SignedDuration::from_hours(2400));
    let date = jiff::civil::date(2026, 11, 24);
    demo::record(&Demo {
        candidates,
        seed: 7,
        scenario: scenario(),
        date,
        begins,
        until,
        zone: jiff::tz::TimeZone::UTC,
    })
}

/// So many candidates that there are enough entries.
static LARGE: LazyLock<Record> = LazyLock::new(|| {
    let sizes = [950, 1000, 1100, 1300, 1600, 2000].into_iter();
    let mut records = sizes.map(sample);
    records.find(|record| record.entries().len() >= ENTRIES).expect("a large day")
});

static TWELVE: LazyLock<Record> = LazyLock::new(|| sample(12));
static FIVE_HUNDRED: LazyLock<Record> = LazyLock::new(|| sample(500));

static FILE: LazyLock<String> = LazyLock::new(|| written(LARGE.centre(), entries()));

fn entries() -> &'static [Entry] {
    LARGE.entries().get(..ENTRIES).expect("a hundred thousand")
}

fn written(centre: &Centre, entries: &[Entry]) -> String {
    let beginning = document::beginning(centre.id, &centre.scenario).expect("a scenario is RON");
    let lines: Vec<String> =
        entries.iter().map(|entry| line::encode(entry).expect("an entry is RON")).collect();
    document::whole(&beginning, lines.iter().map(String::as_str))
}

/// Applies a hundred thousand entries to an empty centre.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn apply_100_000_entries(bencher: Bencher<'_, '_>) {
    let (id, scenario) = (LARGE.centre().id, Arc::clone(&LARGE.centre().scenario));
    let empty = || (Centre::new(id, Arc::clone(&scenario)), entries());
    bencher.counter(ItemsCount::new(ENTRIES)).with_inputs(empty).bench_values(
        |(mut centre, entries)| {
            for entry in entries {
                centre.apply(entry);
            }
            centre
        },
    );
}

/// Makes the text of a file of a hundred thousand entries.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn write_100_000_entries(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    bencher.counter(ItemsCount::new(ENTRIES)).bench(|| written(LARGE.centre(), entries()));
}

/// Reads such a text, as opening the file does.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_100_000_entries(bencher: Bencher<'_, '_>) {
    LazyLock::force(&FILE);
    let counter = ItemsCount::new(ENTRIES);
    bencher.counter(counter).bench(|| document::read(FILE.as_bytes()));
}

/// Reads it and makes its record: all of opening but the disk.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_100_000_entries(bencher: Bencher<'_, '_>) {
    LazyLock::force(&FILE);
    bencher.counter(ItemsCount::new(ENTRIES)).bench(|| {
        let document = document::read(FILE.as_bytes()).document.expect("a whole file");
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        record
    });
}

/// Saves such a text: beside, flush, rename, flush the folder.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn save_100_000_entries_to_disk(bencher: Bencher<'_, '_>) {
    LazyLock::force(&FILE);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.centre.ron");
    bencher.bench_local(|| save::save(&Disk, &path, FILE.as_bytes()));
}

/// From the call that performs a change until it is known to be durable.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn entry_to_durable(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (woken, wake) = mpsc::channel();
    let env = Env {
        fs: Arc::new(Disk),
        places: Places::under(folder.path().to_owned()),
        installation: 1,
        who: "bench".to_owned(),
        wake: Arc::new(move || {
            let _gone = woken.send(());
        }),
    };
    let now = Now::at("2026-11-24T09:00:00Z".parse().expect("a moment"));
    let mut workspace = Workspace::create(&env, scenario(), now);
    let is_safe =
        |workspace: &Workspace| matches!(workspace.safety().journal, JournalState::Safe(_));
    let mut count = 0;
    bencher.bench_local(|| {
        count += 1;
        let name = format!("Name {count}");
        let change = Change::Details(details::Change::Name(name));
        workspace.perform(vec![change], Author::Facilitator, now).expect("a name");
        while !is_safe(&workspace) {
            wake.recv().expect("the writer lives");
            workspace.poll(now);
        }
    });
    workspace.close(now);
}

/// The disk alone: as many bytes written and flushed.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn bare_write_and_sync(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = Disk.create(&folder.path().join("bare")).expect("a file");
    let line = one_line();
    bencher.bench_local(|| {
        file.append(line.as_bytes()).expect("room");
        file.sync().expect("a disk");
    });
}

fn one_line() -> String {
    let mut record = Record::new(CentreId(1), Arc::new(scenario()));
    let now = Now::at("2026-11-24T09:00:00Z".parse().expect("a moment"));
    let act = Act::Do(vec![Change::Details(details::Change::Name("Name 1".to_owned()))]);
    let device = DeviceId { installation: 1, session: 1 };
    let entry = record.next_entry(device, Author::Facilitator, now, act);
    let line = line::encode(&entry).expect("an entry is RON");
    record.add(entry);
    format!("{line}\n")
}

/// Everybody's scorecard.
#[divan::bench(args = [12, 500])]
fn all_scorecards(bencher: Bencher<'_, '_>, candidates: u32) {
    let centre = centre(candidates);
    bencher.bench(|| scoring::all_scorecards(centre, Viewer::Facilitator));
}

/// Everybody's scorecard as one assessor may see it.
#[divan::bench(args = [12, 500])]
fn all_scorecards_for_an_assessor(bencher: Bencher<'_, '_>, candidates: u32) {
    let centre = centre(candidates);
    let viewer = Viewer::Assessor(centre.people.assessors().first().expect("an assessor").id);
    bencher.bench(|| scoring::all_scorecards(centre, viewer));
}

/// Who is complete, and what is missing.
#[divan::bench(args = [12, 500])]
fn all_progress(bencher: Bencher<'_, '_>, candidates: u32) {
    let centre = centre(candidates);
    bencher.bench(|| scoring::all_progress(centre));
}

/// The means of the centre, as the bars show them.
#[divan::bench(args = [12, 500])]
fn centre_means(bencher: Bencher<'_, '_>, candidates: u32) {
    let centre = centre(candidates);
    bencher.bench(|| scoring::centre_means(centre));
}

/// Invents a centre and its whole day.
#[divan::bench(args = [12, 500], sample_count = 10, sample_size = 1)]
fn sample_centre(candidates: u32) -> Record {
    sample(candidates)
}

fn centre(candidates: u32) -> &'static Centre {
    if candidates == 12 { TWELVE.centre() } else { FIVE_HUNDRED.centre() }
}
