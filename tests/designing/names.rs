//! Short names changed in the Design stage, and what then stands in the file.

use crate::stage;
use bellwether::scenario::{Scenario, library};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use stage::designer::fill;
use stage::window::Window;

/// Types a short name into the field of the first phase of the first exercise.
fn type_name(window: &mut Window, scenario: &Scenario, text: &str) {
    let title = &scenario.exercises.first().unwrap().phases.first().unwrap().title;
    let label = format!("Short name of the phase: {title}");
    fill(window, &label, text);
}

fn saved(window: &mut Window) -> Scenario {
    let path = window.path("renamed.scenario.ron");
    window.dialogs.choose(path.clone());
    window.press("Save scenario");
    library::read(&std::fs::read_to_string(path).unwrap()).draft.unwrap()
}

#[test]
fn a_phase_gets_another_short_name_and_all_that_happens_in_it_follows() {
    let before = library::bundled().swap_remove(0);
    let old = before.exercises.first().unwrap().phases.first().unwrap().id.clone();
    let mut window = Window::open();
    window.press("Design");
    window.press("Duplicate and edit");
    window.press("Short names");
    type_name(&mut window, &before, "Not One");
    assert!(window.harness.query_by_label_contains("The old one stays until then").is_some());
    type_name(&mut window, &before, "at-the-door");
    let after = saved(&mut window);
    let exercise = after.exercises.first().unwrap();
    assert_eq!(exercise.phases.first().unwrap().id.as_str(), "at-the-door");
    let names = format!("{exercise:?}");
    assert!(!names.contains(&format!("PhaseId({:?})", old.as_str())), "{old} is still named");
}

#[test]
fn a_word_of_scoring_is_selected_in_the_paper_so_that_typing_replaces_it() {
    let mut scenario = library::bundled().swap_remove(0);
    let exercise = scenario.exercises.first_mut().unwrap();
    exercise.papers.candidate.push_str("\n\nYour scoring depends on it.\n");
    let mut window = Window::open();
    let path = window.path("scored.scenario.ron");
    std::fs::write(&path, library::write(&scenario).unwrap()).unwrap();
    window.press("Design");
    window.dialogs.choose(path);
    window.press("Open scenario file…");
    let label = window.harness.query_all_by_label_contains("“scoring”").next().unwrap();
    label.click_accesskit();
    window.settle();
    let papers = || Role::MultilineTextInput;
    let brief = "Candidate’s brief";
    let field = window.harness.query_all_by_role_and_label(papers(), brief).next().unwrap();
    field.type_text("success");
    window.settle();
    window.dialogs.choose(window.path("scored.scenario.ron"));
    window.press("Save scenario");
    let text = std::fs::read_to_string(window.path("scored.scenario.ron")).unwrap();
    let now = library::read(&text).draft.unwrap();
    let paper = &now.exercises.first().unwrap().papers.candidate;
    assert!(paper.contains("Your success depends on it."), "{paper}");
}
