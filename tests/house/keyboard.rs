//! By keyboard alone: the focus is never lost, and what comes next is a key or two away.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::stage::designer::new_scenario;
use crate::stage::window::Window;

/// What has the focus, by its name; nothing where the keys are nowhere.
fn focused(window: &Window) -> Option<String> {
    let found = window.harness.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.is_focused() && !node.is_root()
    });
    found.map(|node| node.accesskit_node().label().unwrap_or_default())
}

fn is_at(window: &Window, name: &str) -> bool {
    focused(window).is_some_and(|focused| focused.starts_with(name))
}

/// Goes on with Tab until what begins so has the focus, and says how many presses that took.
fn tab_to(window: &mut Window, name: &str) -> usize {
    for presses in 0..60 {
        if is_at(window, name) {
            return presses;
        }
        window.key(Key::Tab);
    }
    panic!("Tab does not come to {name}");
}

/// The sample centre on People, with the keys at the second candidate.
fn at_the_second_candidate() -> Window {
    let mut window = Window::sample();
    window.key(Key::Num2);
    tab_to(&mut window, "C02");
    window
}

/// Letters typed into whatever has the focus.
fn type_(window: &mut Window, text: &str) {
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.settle();
}

#[test]
fn tab_begins_in_the_stage_that_is_shown_and_not_at_the_rail() {
    let mut window = Window::sample();
    window.key(Key::Num0);
    window.key(Key::Tab);
    assert!(is_at(&window, "Go on with"), "{:?}", focused(&window));
    window.key(Key::Num2);
    window.key(Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Candidates"));
    window.keys(Modifiers::SHIFT, Key::Tab);
    assert_ne!(focused(&window).as_deref(), Some("Candidates"), "the rail is before it");
}

#[test]
fn what_was_left_for_a_dialog_has_the_focus_again_when_that_is_closed() {
    let mut window = at_the_second_candidate();
    for dialog in [(Modifiers::NONE, Key::F1), (Modifiers::COMMAND, Key::K)] {
        window.keys(dialog.0, dialog.1);
        assert!(!is_at(&window, "C02"));
        window.key(Key::Escape);
        assert!(is_at(&window, "C02"), "{dialog:?}: {:?}", focused(&window));
    }
}

#[test]
fn whoever_goes_elsewhere_from_a_dialog_does_not_come_back_to_what_they_left() {
    let mut window = at_the_second_candidate();
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "go to home");
    window.key(Key::Enter);
    assert_eq!(focused(&window), None);
    window.key(Key::Tab);
    assert!(is_at(&window, "Go on with"), "{:?}", focused(&window));
}

#[test]
fn tab_goes_on_from_a_field_that_enter_has_left() {
    let mut window = at_the_second_candidate();
    window.key(Key::Enter);
    tab_to(&mut window, "Pronouns");
    type_(&mut window, "they/them");
    window.key(Key::Enter);
    window.key(Key::Tab);
    assert!(is_at(&window, "Add a photo"), "{:?}", focused(&window));
}

#[test]
fn in_a_dialog_the_thing_to_do_next_has_the_focus_until_something_else_has_it() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "rehearse a day");
    window.key(Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("Begin the rehearsal"));
}

#[test]
fn what_a_key_leads_to_is_taken_up_whole_and_typed_over() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::N);
    assert_eq!(focused(&window).as_deref(), Some("What it is called"));
    type_(&mut window, "Graduates, autumn");
    window.key(Key::Tab);
    type_(&mut window, "2026-12-01");
    window.key(Key::Enter);
    assert!(window.shows("Graduates, autumn · 0 candidates"));
    assert!(window.shows("Tue 1 Dec 2026"));
}

#[test]
fn a_centre_is_begun_from_a_scenario_that_is_typed() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "graduate");
    window.key(Key::Enter);
    let chosen = window.harness.get_by_label_contains("Graduate day · selection");
    assert_eq!(chosen.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    type_(&mut window, "Autumn");
    window.key(Key::Enter);
    assert!(window.shows("Autumn · 0 candidates"), "the name that was there is typed over");
}

#[test]
fn a_file_of_late_is_opened_by_a_few_letters_of_its_name() {
    let mut window = Window::sample();
    window.saved_as("autumn intake.centre.ron");
    window.keys(Modifiers::COMMAND, Key::W);
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "autumn");
    window.key(Key::Enter);
    window.key(Key::Num2);
    assert!(window.shows("C01"));
}

#[test]
fn what_is_called_nothing_known_is_said_to_be_nothing() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "quokka");
    assert!(window.shows("Nothing is called that."));
}

#[test]
fn each_list_of_people_has_a_key_that_leads_into_its_line_and_an_arrow_leads_on_into_its_rows() {
    let mut window = Window::sample();
    window.key(Key::Num2);
    for (key, line) in [
        (Key::Num2, "Add an assessor"),
        (Key::Num3, "Add a role player"),
        (Key::Num4, "Add a room"),
        (Key::Num1, "Add a candidate"),
    ] {
        window.keys(Modifiers::COMMAND, key);
        assert!(is_at(&window, line), "{line}: {:?}", focused(&window));
    }
    window.key(Key::ArrowDown);
    assert!(is_at(&window, "C01"), "{:?}", focused(&window));
    window.key(Key::ArrowDown);
    assert!(is_at(&window, "C02"), "{:?}", focused(&window));
}

#[test]
fn a_list_that_is_gone_to_with_space_is_ready_to_type_in_whoever_is_on_it() {
    let mut window = Window::sample();
    window.key(Key::Num2);
    tab_to(&mut window, "Assessors");
    window.key(Key::Space);
    assert!(is_at(&window, "Add an assessor"), "{:?}", focused(&window));
}

/// All of it before the window comes to its next frame.
fn burst(window: &mut Window, modifiers: Modifiers, key: Key, typed: &str) {
    let pressed = |key, modifiers| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let mut events = vec![pressed(key, modifiers)];
    for letter in typed.chars() {
        let key = Key::from_name(&letter.to_ascii_uppercase().to_string()).unwrap_or(Key::Space);
        events.push(pressed(key, Modifiers::NONE));
        events.push(egui::Event::Text(letter.to_string()));
    }
    window.burst_of(events);
}

/// What stands in the field or on the list that has the focus.
fn value(window: &Window) -> Option<String> {
    let found = window.harness.root().children_recursive().find(egui_kittest::Node::is_focused);
    found.and_then(|node| node.accesskit_node().value())
}

#[test]
fn what_is_typed_on_the_heels_of_a_command_is_in_the_field_that_it_opens() {
    let mut window = Window::sample();
    burst(&mut window, Modifiers::COMMAND, Key::K, "fire");
    assert_eq!(focused(&window).as_deref(), Some("Find or do anything"));
    assert_eq!(value(&window).as_deref(), Some("fire"));
    window.key(Key::Escape);
    burst(&mut window, Modifiers::COMMAND, Key::N, "autumn");
    assert_eq!(focused(&window).as_deref(), Some("What it is called"));
    assert_eq!(value(&window).as_deref(), Some("autumn"));
}

/// The sample centre on Reports, with the keys at the list of formats.
fn at_the_formats() -> Window {
    let mut window = Window::sample();
    window.press("Reports");
    window.harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "As").focus();
    window.settle();
    window
}

/// Whether the list of formats is open.
fn is_open(window: &Window) -> bool {
    window.harness.query_by_label("Data (JSON)").is_some()
}

#[test]
fn an_open_list_owns_the_arrows_which_begin_at_the_chosen_entry() {
    let mut window = at_the_formats();
    window.key(Key::Enter);
    assert!(is_open(&window));
    window.key(Key::ArrowUp);
    assert_eq!(focused(&window).as_deref(), Some("PDF"), "the first");
    for wanted in ["Word, to edit", "Data (JSON)", "Data (JSON)"] {
        window.key(Key::ArrowDown);
        assert_eq!(focused(&window).as_deref(), Some(wanted));
    }
    window.key(Key::ArrowRight);
    assert_eq!(focused(&window).as_deref(), Some("Data (JSON)"));
}

#[test]
fn an_entry_of_a_list_is_taken_with_enter_or_space_and_the_keys_are_at_its_button_again() {
    let mut window = at_the_formats();
    for (step, takes, wanted) in [
        (Key::ArrowDown, Key::Enter, "Word, to edit"),
        (Key::End, Key::Space, "Data (JSON)"),
        (Key::ArrowUp, Key::Enter, "Word, to edit"),
    ] {
        // All three come with one slow frame.
        window.burst(&[Key::Enter, step, takes]);
        assert_eq!(focused(&window).as_deref(), Some("As"));
        assert_eq!(value(&window).as_deref(), Some(wanted));
        assert_eq!(window.harness.query_all_by_label("PDF").count(), 0, "it is closed");
    }
}

#[test]
fn esc_closes_a_list_as_it_was_and_tab_goes_on_from_it() {
    let mut window = at_the_formats();
    for key in [Key::Enter, Key::ArrowDown, Key::Escape] {
        window.key(key);
    }
    assert!(!is_open(&window));
    assert_eq!(focused(&window).as_deref(), Some("As"));
    assert_eq!(value(&window).as_deref(), Some("PDF"));
    window.key(Key::Tab);
    let next = focused(&window);
    window.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("As"));
    for key in [Key::Enter, Key::ArrowDown, Key::Tab] {
        window.key(key);
    }
    assert!(!is_open(&window));
    assert_eq!(focused(&window), next);
    window.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(value(&window).as_deref(), Some("PDF"));
}

#[test]
fn a_list_says_that_it_is_open_and_an_entry_that_is_pressed_closes_it() {
    let mut window = at_the_formats();
    let role = egui::accesskit::Role::ComboBox;
    let says = |window: &Window| {
        let list = window.harness.get_by_role_and_label(role, "As");
        list.accesskit_node().data().is_expanded()
    };
    assert_eq!(says(&window), Some(false));
    window.key(Key::Enter);
    assert_eq!(says(&window), Some(true));
    window.press("Data (JSON)");
    assert_eq!(says(&window), Some(false));
    assert_eq!(value(&window).as_deref(), Some("Data (JSON)"));
}

#[test]
fn a_menu_is_walked_with_the_arrows_and_closes_when_an_entry_is_taken() {
    let mut window = Window::sample();
    window.harness.get_by_label_contains("You: ").focus();
    window.settle();
    window.key(Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("Facilitator"), "the chosen one");
    window.key(Key::ArrowDown);
    let taken = focused(&window).unwrap();
    window.key(Key::Enter);
    assert_eq!(focused(&window), Some(format!("You: {taken}")));
    assert_eq!(window.harness.query_all_by_label("Facilitator").count(), 0, "it is closed");
}

#[test]
fn whose_place_is_taken_is_said_in_a_few_letters() {
    let mut window = Window::sample();
    let acts_as = |window: &Window, name: &str| window.shows(&format!("You: {name}"));
    assert!(acts_as(&window, "Facilitator"));
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "act as");
    let first = window.harness.query_all_by_label_contains("Act as ").next().unwrap();
    let name = first.accesskit_node().label().unwrap().trim_start_matches("Act as ").to_owned();
    window.key(Key::Enter);
    assert!(acts_as(&window, &name), "{name}");
    window.keys(Modifiers::COMMAND, Key::K);
    type_(&mut window, "act as facil");
    window.key(Key::Enter);
    assert!(acts_as(&window, "Facilitator"));
}

#[test]
fn a_menu_of_things_to_do_begins_at_the_first_and_esc_closes_it_as_it_was() {
    let mut window = new_scenario();
    let shows = |window: &Window, name| window.harness.query_all_by_label(name).count();
    window.harness.get_by_label("+ Add competency").focus();
    window.settle();
    window.key(Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("of leadership"));
    window.key(Key::Escape);
    assert_eq!((shows(&window, "of leadership"), shows(&window, "New competency")), (0, 0));
    assert_eq!(focused(&window).as_deref(), Some("+ Add competency"));
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        window.key(key);
    }
    assert_eq!(shows(&window, "of leadership"), 0);
    assert!(window.shows("New competency"));
}

#[test]
fn arrows_in_quick_succession_walk_the_rows_and_nothing_else() {
    let mut window = at_the_second_candidate();
    window.burst(&[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp]);
    assert!(is_at(&window, "C04"), "{:?}", focused(&window));
}

#[test]
fn in_a_line_in_which_nothing_is_typed_the_last_act_is_taken_back() {
    let mut window = Window::sample();
    window.key(Key::Num2);
    window.keys(Modifiers::COMMAND, Key::Num1);
    type_(&mut window, "Quokka");
    window.key(Key::Enter);
    let row = |window: &Window| {
        let buttons = window.harness.query_all_by_role(egui::accesskit::Role::Button);
        let names = buttons.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with("C13") && name.contains("Quokka")).count()
    };
    assert_eq!(row(&window), 1);
    type_(&mut window, "half a name");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&window).unwrap_or_default(), "");
    assert_eq!(row(&window), 1, "what is half-typed goes first, and no act with it");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(row(&window), 0);
    assert!(is_at(&window, "Add a candidate"), "{:?}", focused(&window));
}
