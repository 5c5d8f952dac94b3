//! The People stage as a facilitator uses it, through its accessibility tree; what counts is what
//! lands in the file.

#![cfg(feature = "window")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod stage;

use std::sync::Arc;

use bellwether::centre::{Centre, Record};
use bellwether::people::{Grant, Relation};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// A new centre with two candidates and two assessors, on the People stage.
fn with_people() -> Window {
    let mut window = Window::open();
    window.press("New centre from Feedback conversation");
    window.fill("What it is called", "Spring day");
    window.press("Make the centre");
    for (code, name) in [("C01", "Ada Abara"), ("C02", "Ben Brandt")] {
        window.enter(&format!("Add a candidate as {code}: type a name, then Enter"), name);
    }
    window.press("Assessors");
    for name in ["R. Castellan", "T. Ojo"] {
        window.enter("Add an assessor: type a name, then Enter", name);
    }
    window
}

/// The centre as the saved file gives it.
fn saved(window: &mut Window) -> Centre {
    let document = window.saved_as("people.centre.ron");
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.merge(document.entries);
    record.centre().clone()
}

/// Chooses in a box of choices.
fn choose(window: &mut Window, label: &str, choice: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, label).click_accesskit();
    window.settle();
    window.harness.get_by_role_and_label(Role::Button, choice).click_accesskit();
    window.settle();
}

#[test]
fn every_fact_about_a_candidate_is_typed_and_lands_in_the_file() {
    let mut window = with_people();
    window.press("Candidates");
    window.press("C01 · Ada Abara");
    window.enter("Pronouns", "she/her");
    window.fill("There from", "9");
    window.enter("until", "13:00");
    window.press("Needs a way without steps");
    let notes = "Notes for the day, for the facilitator alone";
    window.harness.get_by_role_and_label(Role::MultilineTextInput, notes).focus();
    window.settle();
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, notes);
    field.type_text("Parks by the gate");
    window.settle();
    window.key(Key::Tab);
    let centre = saved(&mut window);
    let ada = centre.people.candidates()[0];
    assert_eq!(ada.pronouns, "she/her");
    assert_eq!(ada.present.unwrap().from.to_string(), "09:00:00");
    assert_eq!(ada.present.unwrap().until.to_string(), "13:00:00");
    assert!(ada.step_free);
    assert_eq!(ada.notes, "Parks by the gate");
}

#[test]
fn an_adjustment_is_granted_changed_and_taken_back_as_a_whole() {
    let mut window = with_people();
    window.press("Candidates");
    window.press("C02 · Ben Brandt");
    window.press("+ Add an adjustment");
    window.press("Grant it");
    assert!(window.shows("Say how much, as a whole number."));
    window.fill("How much", "10");
    choose(&mut window, "In which exercise", "First talk");
    choose(&mut window, "In which phase", "preparation");
    window.fill("Approved by", "Dr Lind");
    window.fill("Reason, for the facilitator alone", "Reads slowly");
    window.press("Grant it");
    assert!(window.shows("+10 min") && window.shows("First talk, preparation"));
    let centre = saved(&mut window);
    let granted = centre.people.candidates()[1].adjustments.clone();
    assert_eq!(granted[0].grant, Grant::Minutes(10));
    assert_eq!(granted[0].approved_by, "Dr Lind");
    assert_eq!(granted[0].reason, "Reads slowly");
    assert!(granted[0].exercise.is_some() && granted[0].phase.is_some());
    window.press("Change adjustment 1");
    window.fill("How much", "15");
    window.press("Grant it");
    assert!(window.shows("+15 min") && !window.shows("+10 min"));
    window.press("Take back adjustment 1");
    assert!(window.shows("None. Minutes and rests come on top of extra time."));
}

#[test]
fn notes_and_reasons_are_not_shown_to_somebody_who_acts_as_an_assessor() {
    let mut window = with_people();
    window.press("Candidates");
    window.press("C02 · Ben Brandt");
    window.press("+ Add an adjustment");
    window.fill("How much", "10");
    window.fill("Reason, for the facilitator alone", "Reads slowly");
    window.press("Grant it");
    assert!(window.shows("Because: Reads slowly"));
    window.press("You: Facilitator");
    window.press("R. Castellan");
    assert!(window.shows("+10 min"), "the approved minutes are shown");
    assert!(!window.shows("Reads slowly") && !window.shows("Notes for the day"));
    assert!(!window.shows("Take back"));
}

#[test]
fn an_assessor_is_trained_certified_and_there_for_half_a_day() {
    let mut window = with_people();
    window.press("R. Castellan");
    window.enter("Last trained (year-month-day)", "last week");
    assert!(window.shows("“last week” is not a day, such as 2026-03-02."));
    window.enter("Last trained (year-month-day)", "2026-03-02");
    assert!(window.shows("Mon 2 Mar 2026"));
    window.press("All exercises");
    window.press("First talk");
    window.fill("There from", "13:00");
    window.enter("until", "12:00");
    assert!(window.shows("They cannot leave at 12:00 and come at 13:00."));
    window.enter("until", "17:00");
    let centre = saved(&mut window);
    let known = centre.people.assessors()[0];
    assert_eq!(known.trained.unwrap().to_string(), "2026-03-02");
    let first = centre.scenario.exercises[0].id.clone();
    assert!(!known.may_rate(&first));
    assert_eq!(known.present.unwrap().until.to_string(), "17:00:00");
}

#[test]
fn role_players_and_rooms_are_listed_with_what_a_timetable_asks() {
    let mut window = with_people();
    window.press("Role players");
    window.enter("Add a role player: type a name, then Enter", "Mo Finch");
    window.press("Mo Finch");
    window.enter("Minutes to reset after a session", "10");
    window.press("Rooms");
    window.enter("Add a room: type what stands on its door, then Enter", "Oak");
    window.press("Oak");
    window.enter("Places for candidates (empty: as many as come)", "6");
    window.press("Reached without steps");
    let centre = saved(&mut window);
    assert_eq!(centre.people.role_players()[0].reset.as_secs(), 600);
    let room = centre.people.rooms()[0];
    assert_eq!((room.name.as_str(), room.capacity, room.step_free), ("Oak", Some(6), false));
}

#[test]
fn a_conflict_is_kept_from_either_side_and_let_go_from_the_other() {
    let mut window = with_people();
    window.press("T. Ojo");
    choose(&mut window, "Keep apart from", "C01 · Ada Abara");
    choose(&mut window, "Why", "manages, or did");
    window.press("Keep apart");
    assert!(window.shows("C01 · Ada Abara · manages, or did"));
    let centre = saved(&mut window);
    let (ada, ojo) = (centre.people.candidates()[0].id, centre.people.assessors()[1].id);
    assert_eq!(centre.people.apart(ada, ojo), Some(Relation::Manages));
    window.press("Candidates");
    window.press("C01 · Ada Abara");
    assert!(window.shows("T. Ojo · manages, or did"));
    window.press("Let meet T. Ojo");
    assert!(!window.shows("T. Ojo · manages, or did"));
    assert_eq!(saved(&mut window).people.apart(ada, ojo), None);
}

#[test]
fn the_table_is_walked_by_arrows_entered_by_enter_and_left_by_escape() {
    let mut window = with_people();
    window.press("Candidates");
    let focus = |window: &mut Window, name: &str| {
        window.harness.get_by_role_and_label(Role::Button, name).focus();
        window.settle();
    };
    focus(&mut window, "C01 · Ada Abara");
    window.key(Key::ArrowDown);
    let name = |window: &Window| {
        window.harness.get_by_role_and_label(Role::TextInput, "Name").accesskit_node().value()
    };
    let add = "Add a candidate as C03: type a name, then Enter";
    assert!(window.harness.query_by_role_and_label(Role::TextInput, add).is_some());
    assert_eq!(name(&window).as_deref(), Some("Ben Brandt"));
    window.key(Key::ArrowUp);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let focused = window.harness.get_by_role_and_label(Role::TextInput, "Code");
    assert!(focused.accesskit_node().is_focused(), "Enter goes into the detail");
    window.key(Key::Tab);
    window.harness.get_by_role_and_label(Role::TextInput, "Name").type_text(" Junior");
    window.settle();
    window.key(Key::Escape);
    let row = window.harness.get_by_role_and_label(Role::Button, "C02 · Ben Brandt Junior");
    assert!(row.accesskit_node().is_focused(), "Escape goes back to the row");
    window.key(Key::Escape);
    assert!(window.shows("This centre"), "Escape leaves the table");
    assert_eq!(saved(&mut window).people.candidates()[1].name, "Ben Brandt Junior");
}

#[test]
fn what_was_typed_is_kept_when_somebody_else_is_chosen() {
    let mut window = with_people();
    window.press("Candidates");
    window.press("C01 · Ada Abara");
    window.fill("Pronouns", "they/them");
    window.press("C02 · Ben Brandt");
    let centre = saved(&mut window);
    assert_eq!(centre.people.candidates()[0].pronouns, "they/them");
    assert_eq!(centre.people.candidates()[1].pronouns, "");
}
