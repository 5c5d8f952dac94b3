//! The People stage as a facilitator uses it, through its accessibility tree; what counts is what
//! lands in the file.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::{Centre, Record};
use bellwether::people::{Grant, Relation};
use bellwether::ui::Start;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// A new centre with two candidates and two assessors, on the People stage.
pub(super) fn with_people() -> Window {
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
pub(super) fn saved(window: &mut Window) -> Centre {
    let document = window.saved_as("people.centre.ron");
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.merge(document.entries);
    record.centre().clone()
}

/// Chooses in a box of choices.
pub(super) fn choose(window: &mut Window, label: &str, choice: &str) {
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
    window.enter("There until", "13:00");
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
    assert!(window.shows("“last week” is not a day, such as 2026-03-02 or 2 March 2026."));
    window.enter("Last trained (year-month-day)", "2026-02-30");
    assert!(window.shows("“2026-02-30” is not a day"));
    window.enter("Last trained (year-month-day)", "1 Dec 2031");
    assert!(window.shows("Mon 1 Dec 2031 is still to come."));
    window.enter("Last trained (year-month-day)", "2 March 2026");
    assert!(window.shows("Mon 2 Mar 2026"), "as people write it");
    assert!(
        window
            .harness
            .get_by_role_and_label(Role::TextInput, "Last trained (year-month-day)")
            .value()
            .as_deref()
            == Some("2026-03-02"),
        "and shown in the form of the field"
    );
    window.enter("Last trained (year-month-day)", "");
    assert!(!window.shows("Mon 2 Mar 2026"));
    window.enter("Last trained (year-month-day)", "2026-03-02");
    assert!(window.shows("Mon 2 Mar 2026"));
    window.press("All exercises");
    window.press("First talk");
    window.fill("There from", "13:00");
    window.enter("There until", "12:00");
    assert!(window.shows("They cannot leave at 12:00 and come at 13:00."));
    window.enter("There until", "17:00");
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
    window.key(Key::ArrowDown);
    let first = window.harness.get_by_role_and_label(Role::Button, "C01 · Ada Abara");
    assert!(first.accesskit_node().is_focused(), "an arrow leads into the table");
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
    // What a key leads to is taken up whole; End goes to its end.
    window.key(Key::End);
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

fn palette(window: &mut Window, command: &str) {
    window.keys(Modifiers::COMMAND, Key::K);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Find or do anything");
    field.type_text(command);
    window.settle();
    window.key(Key::Enter);
}

#[test]
fn a_row_is_chosen_with_the_mouse_anywhere_on_it() {
    let mut window = with_people();
    window.press("Candidates");
    window.harness.get_by_role_and_label(Role::Button, "C02 · Ben Brandt").click();
    window.settle();
    let name = window.harness.get_by_role_and_label(Role::TextInput, "Name");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("Ben Brandt"));
}

#[test]
fn an_assessor_declares_a_conflict_on_the_day() {
    let mut window = with_people();
    window.press("Rooms");
    window.press("You: Facilitator");
    window.press("R. Castellan");
    palette(&mut window, "Declare a conflict");
    assert!(window.shows("Assessor: R. Castellan"));
    choose(&mut window, "Candidate", "C02 · Ben Brandt");
    window.press("Declare it");
    let centre = saved(&mut window);
    let (ben, castellan) = (centre.people.candidates()[1].id, centre.people.assessors()[0].id);
    assert_eq!(centre.people.apart(ben, castellan), Some(Relation::Declared));
}

/// Everything that a screen reader is told.
fn told(window: &Window) -> String {
    let mut all = String::new();
    let mut open = vec![window.harness.root().accesskit_node()];
    while let Some(node) = open.pop() {
        for text in [node.label(), node.value(), node.description()].into_iter().flatten() {
            all.push_str(&text);
            all.push('\n');
        }
        open.extend(node.children());
    }
    all
}

#[test]
fn with_names_hidden_no_stage_shows_one() {
    let mut window = Window::sample();
    let centre = window.harness.state().workspace().unwrap().centre().clone();
    let assessors: Vec<_> = centre.people.assessors().iter().map(|a| a.name.clone()).collect();
    let names: Vec<String> = centre.people.candidates().iter().map(|c| c.name.clone()).collect();
    let named = |window: &Window| {
        let told = told(window);
        names.iter().find(|name| told.contains(*name)).cloned()
    };
    window.press("People");
    assert!(named(&window).is_some(), "names are shown at first");
    palette(&mut window, "Hide names");
    assert!(window.shows("Codes only"));
    for stage in
        ["Home", "Design", "People", "Timetable", "Live", "Observe", "Scorecards", "Reports"]
    {
        window.press(stage);
        assert_eq!(named(&window), None, "{stage}");
    }
    window.press("People");
    for tab in ["Assessors", "Role players", "Rooms", "Candidates"] {
        window.press(tab);
        assert_eq!(named(&window), None, "{tab}");
    }
    window.press("C01");
    assert_eq!(named(&window), None, "the detail");
    window.press("Observe");
    window.press(&assessors[0]);
    assert_eq!(named(&window), None, "acting as an assessor");
    window.keys(Modifiers::COMMAND, Key::K);
    window.harness.get_by_role_and_label(Role::TextInput, "Find or do anything").type_text("C0");
    window.settle();
    assert_eq!(named(&window), None, "the palette");
    window.key(Key::Escape);
    window.press("Codes only");
    window.press("People");
    assert!(named(&window).is_some(), "names are shown again");
}

#[test]
fn a_fact_told_while_names_are_hidden_leaves_the_name_alone_and_the_choice_is_kept() {
    let mut window = with_people();
    palette(&mut window, "Hide names");
    window.press("Candidates");
    window.press("C01");
    window.enter("Pronouns", "she/her");
    let centre = saved(&mut window);
    assert_eq!(centre.people.candidates()[0].name, "Ada Abara");
    assert_eq!(centre.people.candidates()[0].pronouns, "she/her");
    window.key(Key::Escape);
    window.press("Live");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Undone: pronouns of C01") && !told(&window).contains("Ada Abara"));
    let folder = Arc::clone(&window.folder);
    drop(window);
    let window = Window::open_with(Start::default(), folder, [1440.0, 900.0]);
    assert!(window.shows("Codes only"), "the choice outlives the window");
}

#[test]
fn on_a_small_screen_the_next_step_covers_no_tab_and_all_are_reached_by_mouse() {
    let mut window = with_people();
    window.harness.set_size(egui::vec2(1024.0, 700.0));
    window.settle();
    let next = window.harness.get_by_label("Make the timetable").rect();
    for tab in ["Candidates", "Assessors", "Role players", "Rooms"] {
        let tab = window.harness.get_by_role_and_label(Role::Button, tab).rect();
        assert!(!next.intersects(tab), "{next:?} covers {tab:?}");
    }
    window.harness.get_by_role_and_label(Role::Button, "Rooms").click();
    window.settle();
    assert!(window.shows("Add a room: type what stands on its door, then Enter"));
}

#[test]
fn a4_people_and_timetable_say_how_many_assessors_are_lacking_until_they_are_named() {
    let mut window = with_people();
    window.press("Candidates");
    for number in 3..=8 {
        let field = format!("Add a candidate as C0{number}: type a name, then Enter");
        window.enter(&field, &format!("Person {number}"));
    }
    let words = "8 candidates and 2 assessors: more than 3 for each. Bring 1 assessor more.";
    assert!(window.shows(words));
    window.press("Timetable");
    assert!(window.shows(words));
    window.press("People");
    window.press("Assessors");
    window.enter("Add an assessor: type a name, then Enter", "One More");
    assert!(!window.shows("more than 3 for each"));
}

#[test]
fn enter_in_either_field_makes_the_new_centre_and_without_one_no_list_comes_in() {
    for last in ["What it is called", "Held on (year-month-day)"] {
        let mut window = Window::open();
        window.keys(Modifiers::COMMAND, Key::K);
        window.harness.get_by_role(Role::TextInput).type_text("bring in");
        window.settle();
        assert!(window.shows("Open a centre first."), "nothing is open to read only");
        window.key(Key::Escape);
        window.keys(Modifiers::COMMAND, Key::N);
        window.fill("What it is called", "Spring day");
        window.fill("Held on (year-month-day)", "2026-12-11");
        window.harness.get_by_label(last).focus();
        window.settle();
        window.key(Key::Enter);
        assert!(!window.shows("Make the centre") && window.shows("Spring day · 0 candidates"));
    }
}
