//! Rule R1 in the window: an assessor who goes through every stage sees nobody else's ratings.

use crate::stage;
use bellwether::ui::Start;
use egui::{Key, Modifiers};
use stage::window::Window;

/// The sample day, in the place of one of its assessors.
fn as_an_assessor() -> Window {
    let start = Start { sample: true, ..Start::default() };
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    window.press("You: Facilitator");
    window.press("Mina Uzun");
    window
}

#[test]
fn r1_the_acts_of_the_day_are_not_shown_to_an_assessor() {
    let mut window = as_an_assessor();
    window.press("Live");
    window.key(Key::L);
    window.press("Acts");
    assert!(window.shows("They are the facilitator’s to read."));
    assert!(!window.shows("Find an act"), "no act of anybody stands there");
    assert!(!window.shows("Save as CSV"));
}

#[test]
fn r1_reports_and_data_are_not_shown_to_an_assessor_and_one_press_leads_back() {
    let mut window = as_an_assessor();
    window.press("Reports");
    assert!(window.shows("For the facilitator"));
    assert!(!window.shows("Candidate’s feedback"));
    window.press("Act as the facilitator");
    assert!(window.shows("Candidate’s feedback"));
}

#[test]
fn r1_results_are_not_written_for_an_assessor() {
    let mut window = as_an_assessor();
    let path = window.path("mine.results.ron");
    window.dialogs.choose(path.clone());
    window.keys(Modifiers::COMMAND, Key::E);
    assert!(window.shows("They are the facilitator’s to export."));
    assert!(!path.exists());
}
