//! Scenarios as files: opened, saved, let go of, brought back, and used in a centre.

use crate::stage;
use std::sync::Arc;

use bellwether::problem::Severity;
use bellwether::scenario::library;
use bellwether::ui::Start;
use egui_kittest::kittest::Queryable as _;
use stage::designer::{designing, fill, new_scenario, saved};
use stage::window::Window;

#[test]
fn a_file_that_is_no_text_is_said_to_be_no_scenario() {
    let mut window = designing();
    for (name, bytes) in
        [("empty.scenario.ron", vec![]), ("picture.scenario.ron", vec![0x89, 0x50, 0, 0xff])]
    {
        let path = window.path(name);
        std::fs::write(&path, bytes).unwrap();
        window.dialogs.choose(path);
        window.press("Open scenario file…");
        assert!(window.shows("This is not a Bellwether scenario"), "{name}");
        assert!(!window.shows("struct"), "{name}");
        window.clock.move_on(60);
        window.settle();
    }
}

#[test]
fn what_is_not_saved_is_asked_about_before_it_goes() {
    let mut window = new_scenario();
    fill(&mut window, "Title", "Kept in mind");
    window.press("Close");
    assert!(window.shows("This scenario is not saved"));
    window.press("Go on designing");
    let path = window.path("kept.scenario.ron");
    window.dialogs.choose(path.clone());
    window.press("Close");
    window.press("Save it first");
    assert!(library::read(&std::fs::read_to_string(path).unwrap()).draft.is_some());
    assert!(window.shows("Find a scenario"), "and then it is put away");
}

#[test]
fn a_copy_that_nobody_touched_is_closed_without_a_question() {
    let mut window = designing();
    window.press("Duplicate and edit");
    window.press("Close");
    assert!(window.shows("Find a scenario"));
}

#[test]
fn changes_can_be_let_go_of() {
    let mut window = new_scenario();
    fill(&mut window, "Title", "Not wanted");
    window.press("Close");
    window.press("Let go of the changes");
    assert!(window.shows("Find a scenario") && !window.shows("Not wanted"));
}

#[test]
fn a_draft_that_nobody_saved_is_there_after_the_process_died() {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let open = || Window::open_with(Start::default(), Arc::clone(&folder), [1440.0, 900.0]);
    let mut window = open();
    window.press("Design");
    window.press("New scenario");
    fill(&mut window, "Title", "Half done");
    window.clock.move_on(5);
    window.settle();
    drop(window);
    let mut again = open();
    again.press("Design");
    again.press("Go on designing Half done, begun Tue 24 Nov 2026, 09:20");
    assert_eq!(saved(&mut again, "half.scenario.ron").title, "Half done");
}

#[test]
fn a_bundled_scenario_is_found_duplicated_and_saved_as_ones_own() {
    let mut window = designing();
    fill(&mut window, "Find a scenario", "regulator breach");
    assert!(!window.shows("Scenario Graduate"));
    window.harness.query_all_by_label_contains("Scenario ").next().unwrap().click_accesskit();
    window.settle();
    window.press("Duplicate and edit");
    let own = saved(&mut window, "own.scenario.ron");
    assert!(own.title.ends_with("(copy)"));
    let theirs = library::bundled().into_iter().find(|known| own.title.starts_with(&known.title));
    assert_eq!(own.exercises, theirs.unwrap().exercises);
}

#[test]
fn a_file_is_opened_changed_and_saved_in_its_place() {
    let mut window = designing();
    let path = window.path("small.scenario.ron");
    std::fs::write(&path, include_str!("../cases/small.scenario.ron")).unwrap();
    window.dialogs.choose(path.clone());
    window.press("Open scenario file…");
    fill(&mut window, "Title", "Renamed");
    assert!(window.shows("changed since it was saved") && !window.shows("not in a file"));
    window.press("Save scenario");
    let reading = library::read(&std::fs::read_to_string(path).unwrap());
    assert_eq!(reading.draft.unwrap().title, "Renamed");
}

#[test]
fn a_file_that_is_no_scenario_is_refused_with_its_place() {
    let mut window = designing();
    let path = window.path("bad.scenario.ron");
    std::fs::write(&path, "(format: 2,\n scenario: (id: 3))").unwrap();
    window.dialogs.choose(path);
    window.press("Open scenario file…");
    assert!(window.shows("bad.scenario.ron:2:"));
    assert!(window.shows("Find a scenario"));
}

#[test]
fn the_centres_design_is_changed_with_a_reason_and_results_show_under_both() {
    let mut window = Window::sample();
    window.press("Design");
    window.press("Change this centre’s design…");
    window.press("Decision");
    fill(&mut window, "Weight of Vision and direction", "5");
    window.press("Use in this centre…");
    assert!(window.shows("Somebody has rated already"));
    window.enter("Why does the design change?", "The weight in the file was wrong");
    assert!(window.shows("as the centre has it"));
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!(centre.designs.len(), 2);
    assert_eq!(centre.designs[1].reason, "The weight in the file was wrong");
    window.press("Scorecards");
    assert!(window.shows("Changed because: The weight in the file was wrong"));
    window.press("of the start");
    assert!(!window.shows("Changed because"));
    let entries = window.saved_as("changed.centre.ron").entries;
    let mut again = bellwether::centre::Record::new(
        bellwether::ids::CentreId(7),
        Arc::new(library::bundled().remove(0)),
    );
    again.merge(entries);
    let weight = again.centre().scenario.decision.weights.values().copied().fold(0.0, f64::max);
    assert!((weight - 5.0).abs() < 1e-9, "the version is in the file");
}

#[test]
fn a_design_that_the_centre_can_no_longer_be_held_with_is_refused() {
    let mut window = Window::sample();
    window.press("Design");
    window.press("Change this centre’s design…");
    window.press("Exercise 1: Group discussion");
    window.press("Remove this exercise");
    window.press("Use in this centre…");
    assert!(
        !window.shows("Why does the design change?"),
        "it is refused before words are asked for"
    );
    assert!(window.shows("uses the exercise “Group discussion”"));
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!((centre.designs.len(), centre.scenario.exercises.len()), (1, 4));
}

#[test]
fn an_opened_scenario_is_brought_into_the_open_centre() {
    let mut window = Window::open();
    window.press("Design");
    window.press("New centre from this…");
    window.press("Make the centre");
    window.press("Design");
    let path = window.path("other.scenario.ron");
    std::fs::write(&path, include_str!("../cases/small.scenario.ron")).unwrap();
    window.dialogs.choose(path);
    window.press("Open scenario file…");
    window.press("Use in this centre…");
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!(centre.scenario.title, "A small centre");
    let path = window.path("out.scenario.ron");
    window.press("Close");
    window.dialogs.choose(path.clone());
    window.press("Export…");
    let reading = library::read(&std::fs::read_to_string(path).unwrap());
    assert!(reading.problems.iter().all(|problem| problem.severity != Severity::Error));
    assert_eq!(reading.draft.unwrap().title, "A small centre");
}
