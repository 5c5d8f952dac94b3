//! Pictures of the meeting and of what comes of it: the projector's window, comparing, growth, and
//! scorecards of people with long names or names in other scripts, in both themes.

use crate::stage::{self, looking};
use bellwether::centre::{Act, Author, Change, Record, washup};
use bellwether::files::{document, line};
use bellwether::people;
use bellwether::time::Now;
use egui_kittest::kittest::Queryable as _;
use looking::look;
use stage::window::Window;
use stage::{DEVICE, rated};

const WIDE: [f32; 2] = [1440.0, 900.0];
const SMALL: [f32; 2] = [1024.0, 700.0];

/// A day that is over, on which the first six have long names or names in other scripts.
fn day(scenario: &str, candidates: u32) -> Record {
    let mut record = rated::day(rated::scenario(scenario), candidates);
    let names = [
        "Maximiliane-Theodora von und zu Hohenstein-Wittelsbach",
        "Ελένη Παπαδοπούλου",
        "محمد عبد الرحمن الهاشمي",
        "李小龍",
        "Nguyễn Thị Thanh Hằng",
        "Þórhallur Sigurðsson-Ólafsdóttir",
    ];
    for (candidate, name) in rated::candidates(&record).into_iter().zip(names) {
        let code = record.centre().people.candidate(candidate).unwrap().code.clone();
        let name = name.to_owned();
        let change = Change::People(people::Change::NameCandidate { candidate, code, name });
        let now = Now::at(record.newest().unwrap().at());
        let entry = record.next_entry(DEVICE, Author::Facilitator, now, Act::Do(vec![change]));
        record.add(entry);
    }
    record
}

fn shown(scenario: &str, candidates: u32) -> Record {
    let mut record = day(scenario, candidates);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: "All here".into() });
    record
}

/// The window over it, without what it says of a clock that a long day has left behind.
fn opened(record: &Record, size: [f32; 2]) -> Window {
    let mut window = rated::opened(record, size);
    let ok = window.harness.query_all_by_label_contains("OK: ").next();
    if let Some(ok) = ok {
        ok.click_accesskit();
        window.settle();
    }
    window
}

fn washing_up(record: &Record, size: [f32; 2]) -> Window {
    let mut window = opened(record, size);
    window.press("Wash-up");
    window
}

fn scorecards(candidates: u32, size: [f32; 2], view: &str) -> Window {
    let mut window = opened(&day("leading-and-managing", candidates), size);
    window.press("Scorecards");
    if !view.is_empty() {
        window.press(view);
    }
    window
}

fn comparing(candidates: u32, size: [f32; 2], name: &str) {
    let mut window = scorecards(candidates, size, "Compare");
    for _ in 0..candidates.min(6) {
        let add = window.harness.query_all_by_label_contains("Add C").next().unwrap();
        add.click_accesskit();
        window.settle();
    }
    look(&mut window, name);
}

#[test]
fn comparing_six_looks_as_designed() {
    comparing(12, WIDE, "compare-6");
}

#[test]
fn comparing_six_fits_a_small_screen() {
    comparing(100, SMALL, "compare-6-small");
}

#[test]
fn comparing_two_looks_as_designed() {
    comparing(2, WIDE, "compare-2");
}

#[test]
fn a_scorecard_with_a_long_name_fits_a_small_screen() {
    look(&mut scorecards(100, SMALL, ""), "scorecard-100-small");
}

fn growing(size: [f32; 2], name: &str) {
    let mut window = scorecards(4, size, "");
    let earlier = rated::day(rated::scenario("leading-and-managing"), 3);
    let lines: Vec<String> =
        earlier.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let centre = earlier.centre();
    // Another centre, by its number.
    let id = bellwether::ids::CentreId(7);
    let beginning = document::beginning(id, &centre.designs[0].scenario).unwrap();
    let file = window.path("earlier.centre.ron");
    std::fs::write(&file, document::whole(&beginning, lines.iter().map(String::as_str))).unwrap();
    window.press("Growth");
    window.dialogs.choose(file);
    window.press("Choose an earlier centre…");
    let was = window.harness.query_all_by_label_contains("It was C02").next().unwrap();
    was.click_accesskit();
    look(&mut window, name);
}

#[test]
fn growth_looks_as_designed() {
    growing(WIDE, "growth");
}

#[test]
fn growth_fits_a_small_screen() {
    growing(SMALL, "growth-small");
}

/// The projector's window stands within the main one where there is only one screen.
fn projected(scenario: &str, name: &str) {
    let mut window = washing_up(&shown(scenario, 12), WIDE);
    window.press("Projector");
    look(&mut window, name);
}

#[test]
fn the_projector_looks_as_designed() {
    projected("graduate-day", "projector");
}

#[test]
fn the_projector_shows_eight_exercises() {
    projected("recruit-carousel", "projector-8");
}

#[test]
fn a_wash_up_of_eight_exercises_looks_as_designed() {
    look(&mut washing_up(&shown("recruit-carousel", 12), WIDE), "wash-up-8");
}

#[test]
fn the_ranking_fits_a_small_screen() {
    let record = shown("graduate-day", 12);
    let mut window = washing_up(&record, SMALL);
    window.press("Ranking");
    look(&mut window, "ranking-small");
}

#[test]
fn a_wash_up_of_100_with_long_names_fits_a_small_screen() {
    look(&mut washing_up(&shown("leading-and-managing", 100), SMALL), "wash-up-100-small");
}
