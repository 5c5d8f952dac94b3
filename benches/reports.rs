//! Reports: how many pages a second, from cold. `cargo bench --bench reports`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may stop at once")]

use bellwether::centre::Record;
use bellwether::demo::{self, Demo};
use bellwether::handouts::reports::{Format, Press};
use bellwether::print::reports::{Look, bundled_templates};
use bellwether::report::data::{Manner, Numbers, Reporter};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use jiff::tz::TimeZone;

static ZONE: TimeZone = TimeZone::UTC;

fn main() {
    divan::main();
}

/// A day with so many candidates, all of it run.
fn day(candidates: u32) -> Record {
    let begins: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    demo::record(&Demo {
        candidates,
        seed: 7,
        scenario: bellwether::scenario::library::bundled().remove(0),
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins + jiff::SignedDuration::from_hours(200),
        zone: TimeZone::UTC,
    })
}

fn all(record: &Record, format: Format) -> usize {
    let centre = record.centre();
    let manner = Manner { language: Language::English, numbers: Numbers::Shown };
    let now = "2026-11-25T09:00:00Z".parse().unwrap();
    let reporter = Reporter::new(centre, &ZONE, now, manner);
    let look = Look { templates: bundled_templates(), ..Look::default() };
    let mut press = Press::new(reporter, look);
    let people = centre.people.candidates();
    let made = people.iter().map(|known| {
        let made = press.make(Kind::Feedback, About::Candidate(known.id), format);
        made.unwrap().bytes.len()
    });
    made.sum()
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn feedback_of_48_as_pdf(bencher: divan::Bencher<'_, '_>) {
    let record = day(48);
    bencher.bench_local(|| all(&record, Format::Pdf));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn feedback_of_48_as_word(bencher: divan::Bencher<'_, '_>) {
    let record = day(48);
    bencher.bench_local(|| all(&record, Format::Word));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn cohort_of_48(bencher: divan::Bencher<'_, '_>) {
    let record = day(48);
    let centre = record.centre();
    bencher.bench_local(|| {
        let manner = Manner { language: Language::English, numbers: Numbers::Shown };
        let now = "2026-11-25T09:00:00Z".parse().unwrap();
        let reporter = Reporter::new(centre, &ZONE, now, manner);
        let look = Look { templates: bundled_templates(), ..Look::default() };
        Press::new(reporter, look).make(Kind::Cohort, About::Centre, Format::Pdf).unwrap()
    });
}
