//! The Design stage as people use it: by clicks and keys, and what then stands in the file.

use crate::stage;
use bellwether::scenario::library;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use stage::designer::{designing, fill, fill_at, new_scenario, saved};
use stage::window::Window;

fn tick(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::CheckBox, name).click_accesskit();
    window.settle();
}

fn competency(window: &mut Window, family: &str, name: &str, words: &[&str]) {
    window.press("+ Add competency");
    window.press(family);
    fill(window, "Name", name);
    fill(window, "Definition", &format!("{name}, in what is said and done."));
    for (place, text) in words[..4].iter().enumerate() {
        fill_at(window, "What can be seen or heard", place, text);
    }
    for (level, text) in (1..=5).zip(&words[4..]) {
        fill(window, &format!("Level {level} of {name}"), text);
    }
}

fn exercise(window: &mut Window, kind: &str, title: &str) {
    window.press("+ Add exercise");
    window.press(kind);
    fill(window, "Title", title);
    fill(window, "Stands for", &format!("A piece of the week: {}.", title.to_lowercase()));
    fill(window, "Candidate’s brief", &format!("# {title}\n\nYou lead a team of **six**."));
    fill(window, "Assessor’s guide", "Watch who is asked, and what is agreed by when.");
    fill(window, "Facilitator’s script", "1. Show the candidate to the table.");
    fill(window, "Room", "Two chairs at a corner.");
}

#[test]
fn a_whole_scenario_is_built_by_clicks_and_keys() {
    let mut window = new_scenario();
    fill(&mut window, "Title", "The late van");
    fill(&mut window, "Short name", "late-van");
    fill(&mut window, "Purpose", "For those who run a depot. Four candidates in a morning.");
    fill(&mut window, "Authors", "A. Tester");
    competency(
        &mut window,
        "of leadership",
        "Listens",
        &[
            "Asks, and waits for the answer",
            "Sums up what was said",
            "Cuts a sentence off",
            "Answers before the question is out",
            "Talks; the other gives up.",
            "Lets the other speak and goes on as planned.",
            "Asks and sums up.",
            "Asks, sums up, and changes the plan for it.",
            "Draws out what nobody dared to say.",
        ],
    );
    competency(
        &mut window,
        "of management",
        "Hands out work",
        &[
            "Agrees a date",
            "Says what good looks like",
            "Keeps the work",
            "Leaves the date open",
            "Does it all alone.",
            "Passes work on as it comes.",
            "Gives each piece to somebody who can do it.",
            "Gives it with a date and a measure.",
            "Has people choose their part, date and measure.",
        ],
    );
    exercise(&mut window, "role play", "Talk with the driver");
    window.press("+ Add role player");
    fill(&mut window, "Name", "Ines Holt");
    fill(&mut window, "Role player’s brief", "You drive van 4. You have been late twice.");
    window.press("+ Add prompt, role player 1");
    fill(&mut window, "When", "after the first question");
    fill(&mut window, "What is said or done", "“It is the tunnel again.”");
    window.press("+ Add inject");
    fill(&mut window, "After", "8 min");
    fill(&mut window, "What is given or said", "A call: van 4 is needed at noon.");
    tick(&mut window, "Listens in Talk with the driver");
    tick(&mut window, "Hands out work in Talk with the driver");
    exercise(&mut window, "in-tray", "Monday’s messages");
    tick(&mut window, "Listens in Monday’s messages");
    tick(&mut window, "Hands out work in Monday’s messages");
    window.press("Decision");
    window.press("+ Add band");
    fill(&mut window, "Name of the band", "Some way to go");
    window.press("+ Add band");
    fill_at(&mut window, "Name of the band", 1, "There");
    fill_at(&mut window, "Begins at", 1, "3");
    let saved = saved(&mut window, "late-van.scenario.ron");
    let expected = library::read(include_str!("../cases/late-van.scenario.ron")).draft.unwrap();
    assert_eq!(library::write(&saved).unwrap(), library::write(&expected).unwrap());
    assert!(window.shows("saved"));
}

#[test]
fn what_the_checks_say_leads_to_the_field() {
    let mut window = new_scenario();
    window.press("+ Add competency");
    window.press("of leadership");
    window.press("About the scenario");
    let finding = window.harness.query_all_by_label_contains("does not say what level 3").next();
    finding.unwrap().click_accesskit();
    window.settle();
    let field = window.harness.get_by_label("Level 3 of New competency");
    assert!(field.is_focused());
}

#[test]
fn nothing_is_ticked_before_there_is_something_to_look_at() {
    let mut window = new_scenario();
    for said in
        ["✓ Each competency", "✓ There is a simulation", "✓ Role players", "✓ There is time"]
    {
        assert!(!window.shows(said), "{said}");
    }
    window.press("+ Add exercise");
    window.press("role play");
    assert!(window.shows("✓ There is a simulation of the work"));
    assert!(!window.shows("Without a simulation"));
}

#[test]
fn scoring_is_not_ticked_as_settled_once_somebody_has_rated() {
    let mut window = Window::sample();
    window.press("Design");
    window.press("Change this centre’s design…");
    assert!(!window.shows("before the first rating"));
    window.press("Close");
    window.press("Duplicate and edit");
    assert!(window.shows("✓ What a result means is settled before the first rating"));
}

#[test]
fn findings_name_things_and_places_as_people_know_them() {
    let mut window = new_scenario();
    window.press("+ Add competency");
    window.press("of leadership");
    window.press("+ Add exercise");
    window.press("interview");
    assert!(window.shows("No exercise is a simulation of the work."));
    assert!(window.shows("The candidate’s brief is empty."));
    assert!(window.shows("Interview · candidate’s brief"));
    assert!(!window.shows("framework") && !window.shows("`"));
    tick(&mut window, "New competency in Interview");
    assert!(window.shows("Weight here of New competency"));
    window.press("+ Add inject");
    fill(&mut window, "After", "90 min");
    assert!(window.shows("This inject comes after the end of its phase"));
    assert!(window.shows("Interview · inject 1"));
}

#[test]
fn a_check_about_the_whole_leads_somewhere_that_is_seen() {
    let mut window = new_scenario();
    for (said, to) in [
        ("There is no exercise yet", "+ Add exercise"),
        ("There is no competency yet", "+ Add competency"),
    ] {
        press_check(&mut window, said);
        assert!(window.harness.get_by_label(to).is_focused(), "{said}");
    }
    window.press("+ Add exercise");
    window.press("interview");
    press_check(&mut window, "Nothing is rated in this");
    let focused = window.harness.query_all_by(has_focus).last();
    let rect = focused.map(|node| node.rect()).unwrap();
    assert!(rect.min.y > 100.0 && rect.max.y < 900.0, "{rect:?}");
}

/// Presses the check that says so; what it is about says so too.
fn press_check(window: &mut Window, said: &str) {
    let found = window.harness.query_all_by_label_contains(said);
    let is_button = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
    found.into_iter().find(is_button).unwrap().click_accesskit();
    window.settle();
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

/// Whether what has that name has the focus and can be seen in the middle of the window.
fn focused_in_view(window: &Window, name: &str) -> bool {
    let found = window.harness.query_all_by_label(name).find(egui_kittest::Node::is_focused);
    let rect = found.map(|node| node.rect());
    rect.is_some_and(|rect| rect.max.y > 110.0 && rect.min.y < 880.0 && rect.min.y > 60.0)
}

#[test]
fn a_check_that_is_pressed_brings_its_field_into_view() {
    let mut window = new_scenario();
    window.press("+ Add exercise");
    window.press("group exercise");
    press_check(&mut window, "assessor’s guide is empty");
    assert!(focused_in_view(&window, "Assessor’s guide"));
}

#[test]
fn what_tab_leads_to_is_always_in_view() {
    let mut window = new_scenario();
    for page in ["About the scenario", "The day"] {
        window.press(page);
        let mut seen = 0;
        for _ in 0..90 {
            window.key(Key::Tab);
            let focused = window.harness.query_all_by(has_focus).last();
            let Some(rect) = focused.map(|node| node.rect()) else { continue };
            seen += 1;
            let whole = rect.min.y >= 0.0 && rect.max.y <= 901.0;
            let fills = rect.height() > 300.0 && rect.min.y < 700.0 && rect.max.y > 200.0;
            assert!(whole || fills, "{page}: {rect:?} after {seen} steps");
        }
        assert!(seen > 60, "{seen}");
    }
}

#[test]
fn ctrl_z_takes_back_a_cell_that_still_has_the_focus() {
    let mut window = new_scenario();
    window.press("+ Add competency");
    window.press("of leadership");
    window.press("+ Add exercise");
    window.press("role play");
    let cell = "New competency in Role play";
    window.harness.get_by_role_and_label(Role::CheckBox, cell).focus();
    window.settle();
    window.key(Key::Space);
    assert!(window.shows("Weight here of"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.shows("Weight here of"));
}

#[test]
fn digits_and_letters_still_go_to_the_field_that_has_the_focus() {
    let mut window = new_scenario();
    fill(&mut window, "Title", "Day 3 and 4, new");
    window.key(Key::Num3);
    window.key(Key::P);
    assert!(window.shows("About the scenario"), "the stage is still the same");
    assert_eq!(saved(&mut window, "digits.scenario.ron").title, "Day 3 and 4, new");
}

#[test]
fn the_end_of_a_phase_is_moved_by_keys_and_its_length_in_the_file_with_it() {
    let mut window = new_scenario();
    window.press("+ Add exercise");
    window.press("role play");
    window.harness.get_by_label("End of Run: 20 minutes").focus();
    window.settle();
    for _ in 0..3 {
        window.key(Key::ArrowRight);
    }
    let saved = saved(&mut window, "longer.scenario.ron");
    assert_eq!(saved.exercises[0].phases[1].length, bellwether::time::Length::minutes(23));
}

/// The end of the phase of that name, with its minutes.
fn end_of(window: &Window, phase: &str) -> (f32, egui::Rect) {
    let name = format!("End of {phase}: ");
    let node = window.harness.get_by_label_contains(&name);
    let label = node.accesskit_node().label().unwrap();
    let minutes = label.strip_prefix(&name).unwrap().split(' ').next().unwrap().parse().unwrap();
    (minutes, node.rect())
}

fn pointer(window: &mut Window, at: egui::Pos2, pressed: Option<bool>) {
    window.harness.event(egui::Event::PointerMoved(at));
    if let Some(pressed) = pressed {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    window.settle();
}

#[test]
fn the_end_of_a_phase_follows_the_pointer_at_one_scale() {
    for phase in ["Run", "Write-up"] {
        let mut window = new_scenario();
        window.press("+ Add exercise");
        window.press("role play");
        let run = window.harness.get_by_label("Run, 20 minutes").rect();
        let a_minute = run.width() / 20.0;
        let (before, grip) = end_of(&window, phase);
        let at = grip.center();
        pointer(&mut window, at, Some(true));
        for minutes in [1.0, 2.0, 3.0, -2.0, -6.0, 4.0] {
            pointer(&mut window, at + egui::vec2(a_minute * minutes, 0.0), None);
            let (now, grip) = end_of(&window, phase);
            assert!((now - before - minutes).abs() < 0.1, "{phase}: {now} after {minutes}");
            let beside = (grip.center().x - at.x - a_minute * minutes).abs();
            assert!(beside < 1.0, "{phase}: the end is {beside} beside the pointer");
            assert!((grip.center().y - at.y).abs() < 1.0);
        }
        pointer(&mut window, at + egui::vec2(a_minute * 4.0, 0.0), Some(false));
        let moved = window.harness.get_by_label_contains("End of Run: ").rect();
        assert!(moved.max.x < 1440.0);
        window.press("Undo");
        assert!((end_of(&window, phase).0 - before).abs() < 0.1, "one pull is one step");
    }
}

#[test]
fn a_length_that_was_typed_stays_and_what_is_wrong_with_it_is_said() {
    let mut window = new_scenario();
    window.press("+ Add exercise");
    window.press("role play");
    window.press("Run, 20 minutes");
    fill(&mut window, "Length", "500 h");
    assert!(window.shows("This phase takes 500 h. Is that meant?"));
    fill(&mut window, "Length", "0 min");
    assert!(window.shows("This phase takes no time."));
    let saved = saved(&mut window, "long.scenario.ron");
    assert_eq!(saved.exercises[0].phases[1].length, bellwether::time::Length::ZERO);
}

#[test]
fn undo_takes_back_a_whole_word_and_redo_brings_it_again() {
    let mut window = new_scenario();
    fill(&mut window, "Title", "One");
    window.press("+ Add competency");
    window.press("of management");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.shows("New competency"));
    window.press("About the scenario");
    window.press("Redo");
    assert!(window.shows("New competency"));
    window.press("Undo");
    window.press("Undo");
    assert_eq!(saved(&mut window, "undone.scenario.ron").title, "New scenario");
}

#[test]
fn the_first_scenario_of_the_library_is_chosen_and_its_role_players_can_be_read() {
    let mut window = designing();
    let chosen = library::bundled().remove(0);
    let name = format!("Scenario {}", chosen.title);
    let card = window.harness.get_by_label(&name);
    assert_eq!(card.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    let with_part = chosen.exercises.iter().find(|known| !known.role_players.is_empty()).unwrap();
    let name = format!("Role player {}", with_part.role_players[0].name);
    window.press(&format!("{name} of {}", with_part.title));
    assert!(window.shows("What you say only if you are asked"));
}

#[test]
fn the_matrix_of_eight_exercises_fits_beside_the_checks() {
    let mut window = designing();
    window
        .harness
        .query_all_by_label_contains("Scenario Recruit")
        .next()
        .unwrap()
        .click_accesskit();
    window.settle();
    window.press("Duplicate and edit");
    window.harness.query_all_by_label_contains("Exercise 8: ").next().unwrap().click_accesskit();
    window.settle();
    let seen_in = window.harness.get_by_label("Seen in").rect();
    let checks = window.harness.get_by_label("Checks").rect();
    assert!(seen_in.max.x < checks.min.x - 30.0, "{seen_in:?} {checks:?}");
}
