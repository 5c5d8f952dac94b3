//! How long a frame of each stage takes, with the accessibility tree, without painting.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench may stop at once")]

use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Record, washup};
use bellwether::clock::Clock;
use bellwether::demo::{Demo, record};
use bellwether::files::fs::{Disk, Fs as _};
use bellwether::files::places::Places;
use bellwether::files::{document, line};
use bellwether::ids::{CandidateId, DeviceId};
use bellwether::scenario::library;
use bellwether::scoring;
use bellwether::time::{Now, Stamp};
use bellwether::ui::Start;
use bellwether::ui::app::{App, Parts};
use bellwether::ui::dialogs::Native;
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::{SignedDuration, Timestamp};

const STAGES: [&str; 4] = ["People", "Live", "Observe", "Scorecards"];

fn main() {
    divan::main();
}

/// A window over a centre of this size, part-way through its day.
fn window(folder: &std::path::Path, candidates: u32, stage: &str) -> Harness<'static, App> {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let scenario = library::bundled().remove(0);
    let date = jiff::civil::date(2026, 11, 24);
    let until = begins + SignedDuration::from_mins(100);
    let zone = jiff::tz::TimeZone::UTC;
    let day = record(&Demo { candidates, seed: 1, scenario, date, begins, until, zone });
    window_over(folder, &day, stage)
}

/// A window over a centre, on a stage.
fn window_over(folder: &std::path::Path, day: &Record, stage: &str) -> Harness<'static, App> {
    let lines: Vec<String> =
        day.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(day.centre().id, &day.centre().scenario).unwrap();
    let file = folder.join("bench.centre.ron");
    let text = document::whole(&beginning, lines.iter().map(String::as_str));
    let mut out = Disk.create(&file).unwrap();
    out.append(text.as_bytes()).unwrap();
    let places = Places::under(folder.join("data"));
    let mut harness = Harness::builder()
        .with_size([1440.0, 900.0])
        .allow_missing_glyphs()
        .build_eframe(move |cc| {
            let parts = Parts {
                fs: Arc::new(Disk),
                places,
                time: Arc::new(Clock::new()),
                zone: jiff::tz::TimeZone::UTC,
                dialogs: Box::<Native>::default(),
            };
            let start = Start { file: Some(file), ..Start::default() };
            App::new(&cc.egui_ctx, parts, &start)
        });
    harness.run_steps(3);
    harness.get_by_role_and_label(egui::accesskit::Role::Button, stage).click_accesskit();
    harness.run_steps(3);
    if stage == "Observe" {
        let centre = harness.state().workspace().unwrap().centre();
        let first = centre.people.assessors().first().map(|known| known.name.clone()).unwrap();
        harness.get_by_label(&first).click_accesskit();
        harness.run_steps(3);
    }
    harness
}

/// The views of the Scorecards stage.
const VIEWS: [&str; 4] = ["Candidate", "Compare", "Group", "Teams"];

fn view(bencher: divan::Bencher<'_, '_>, candidates: u32, view: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path(), candidates, "Scorecards");
    window.get_by_role_and_label(egui::accesskit::Role::Button, view).click_accesskit();
    window.run_steps(3);
    bencher.bench_local(|| window.step());
}

#[divan::bench(args = VIEWS, sample_count = 50)]
fn scorecards_of_12(bencher: divan::Bencher<'_, '_>, name: &str) {
    view(bencher, 12, name);
}

#[divan::bench(args = VIEWS, sample_count = 50)]
fn scorecards_of_100(bencher: divan::Bencher<'_, '_>, name: &str) {
    view(bencher, 100, name);
}

#[divan::bench(args = VIEWS, sample_count = 50)]
fn scorecards_of_500(bencher: divan::Bencher<'_, '_>, name: &str) {
    view(bencher, 500, name);
}

/// A day that is over, on which the ratings of the first candidate are shown to the panel.
fn panel(candidates: u32) -> Record {
    let begins: Timestamp = "2026-11-23T06:00:00Z".parse().unwrap();
    let scenario = library::bundled().remove(0);
    let date = jiff::civil::date(2026, 11, 23);
    let until = begins + SignedDuration::from_hours(900);
    let zone = jiff::tz::TimeZone::UTC;
    let mut day = record(&Demo { candidates, seed: 1, scenario, date, begins, until, zone });
    let candidate = day.centre().people.candidates()[0].id;
    let change = Change::WashUp(washup::Change::Reveal { candidate, reason: "All here".into() });
    act(&mut day, change);
    day
}

/// One more act of the facilitator.
fn act(day: &mut Record, change: Change) {
    let at = Now::at(day.newest().map_or(Timestamp::UNIX_EPOCH, Stamp::at));
    let device = DeviceId { installation: 9, session: 9 };
    let entry = day.next_entry(device, Author::Facilitator, at, Act::Do(vec![change]));
    day.add(entry);
}

/// A frame of the wash-up while nothing happens.
#[divan::bench(args = [12, 100, 500], sample_count = 50)]
fn wash_up(bencher: divan::Bencher<'_, '_>, candidates: u32) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_over(folder.path(), &panel(candidates), "Wash-up");
    bencher.bench_local(|| window.step());
}

/// The frame in which the next candidate is chosen: grid, evidence and result worked out anew.
#[divan::bench(args = [12, 100, 500], sample_count = 50)]
fn wash_up_goes_on(bencher: divan::Bencher<'_, '_>, candidates: u32) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_over(folder.path(), &panel(candidates), "Wash-up");
    bencher.bench_local(|| {
        window.key_press(egui::Key::N);
        window.step();
    });
}

/// What one more entry costs there: everybody’s order, standing and results derived anew.
#[divan::bench(args = [12, 100, 500], sample_count = 20)]
fn wash_up_results(bencher: divan::Bencher<'_, '_>, candidates: u32) {
    let day = panel(candidates);
    let all: Vec<_> = day.centre().people.candidates().iter().map(|known| known.id).collect();
    bencher.bench_local(|| {
        let one = |id: &CandidateId| scoring::outcome(day.centre(), *id);
        all.iter().map(one).collect::<Vec<_>>()
    });
}

#[divan::bench(args = STAGES, sample_count = 50)]
fn frame_with_12_candidates(bencher: divan::Bencher<'_, '_>, stage: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path(), 12, stage);
    bencher.bench_local(|| window.step());
}

/// About twenty rooms.
#[divan::bench(sample_count = 50)]
fn frame_of_the_board_with_48_candidates(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path(), 48, "Live");
    bencher.bench_local(|| window.step());
}

/// What a frame costs in which a second has passed: lanes, forecast and needs derived anew.
#[divan::bench(args = [48, 500], sample_count = 50)]
fn outlook(bencher: divan::Bencher<'_, '_>, candidates: u32) {
    let folder = tempfile::tempdir().unwrap();
    let window = window(folder.path(), candidates, "Live");
    let centre = window.state().workspace().unwrap().centre();
    let now: Timestamp = "2026-11-24T10:40:00Z".parse().unwrap();
    bencher.bench_local(|| bellwether::day::Outlook::of(centre, now));
}

#[divan::bench(args = STAGES, sample_count = 50)]
fn frame_with_500_candidates(bencher: divan::Bencher<'_, '_>, stage: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path(), 500, stage);
    bencher.bench_local(|| window.step());
}
