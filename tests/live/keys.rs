//! What a facilitator does on the live stage by keys alone, and what it leaves on record.

use crate::stage;
use bellwether::centre::Centre;
use bellwether::centre::clock::PhaseRun;
use bellwether::day::disturbance;
use bellwether::ui::Start;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

fn focused(window: &Window) -> Option<String> {
    let all = window.harness.root().children_recursive();
    let node = all.into_iter().find(egui_kittest::Node::is_focused)?;
    node.accesskit_node().label()
}

/// Types into the palette, and takes what comes first.
fn find(window: &mut Window, words: &str) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.harness.event(egui::Event::Text(words.to_owned()));
    window.settle();
    window.key(Key::Enter);
}

#[test]
fn a_few_letters_hold_every_room_and_let_all_go_on_from_whatever_stage() {
    let mut window = Window::sample();
    window.key(Key::Num7);
    find(&mut window, "fire");
    assert!(disturbance::evacuation(centre(&window)).is_some());
    let running = |window: &Window| {
        let sessions = centre(window).sessions.values();
        let on = |run: &PhaseRun| !run.is_held();
        sessions.filter(|session| session.clock.current().is_some_and(on)).count()
    };
    assert_eq!(running(&window), 0);
    find(&mut window, "all clear");
    assert!(disturbance::evacuation(centre(&window)).is_none());
    assert!(running(&window) > 0);
}

#[test]
fn y_goes_from_one_need_to_the_next_and_round() {
    let mut window = Window::sample();
    window.key(Key::Num4);
    window.clock.move_on(45 * 60);
    window.settle();
    let mut led = Vec::new();
    for _ in 0..3 {
        window.key(Key::Y);
        led.push(focused(&window).unwrap());
    }
    assert_ne!(led[0], led[1]);
    assert_ne!(led[1], led[2]);
    for _ in 0..40 {
        window.key(Key::Y);
        let at = focused(&window).unwrap();
        if at == led[0] {
            return;
        }
        assert!(at.contains(": "), "a remedy, or what shows the need: {at}");
    }
    panic!("it never comes round to {}", led[0]);
}

/// A rehearsal of the sample at the moment at which several sessions are due.
fn several_are_due() -> Window {
    let start = Start { rehearse: Some(1), ..Start::default() };
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    while !window.shows("Start all ") {
        window.clock.move_on(60);
        window.settle();
    }
    window
}

fn begun(window: &Window) -> usize {
    centre(window).sessions.values().filter(|session| session.clock.has_begun()).count()
}

fn held(window: &Window) -> usize {
    let sessions = centre(window).sessions.values();
    sessions.filter(|session| session.clock.current().is_some_and(PhaseRun::is_held)).count()
}

#[test]
fn space_that_comes_as_a_need_goes_holds_no_clock() {
    let mut window = several_are_due();
    window.key(Key::Y);
    assert!(focused(&window).is_some_and(|name| name.starts_with("Start now: ")));
    window.key(Key::Space);
    window.key(Key::Enter);
    assert_eq!(begun(&window), 1, "consent is recorded, and it begins");
    assert_eq!(focused(&window), None, "the need is met");
    window.key(Key::Space);
    assert_eq!(held(&window), 0, "the second press was meant for the same");
    window.clock.move_on(2);
    window.settle();
    window.key(Key::Space);
    assert_eq!(held(&window), 1, "a moment later it is meant");
}

#[test]
fn what_needs_somebody_stays_above_the_session_that_is_chosen_and_all_of_it_is_a_press_away() {
    let mut window = Window::sample();
    window.key(Key::Num4);
    window.clock.move_on(90 * 60);
    window.settle();
    let listed = |window: &Window| window.harness.query_all_by_label_contains("Show: ").count();
    let all = listed(&window);
    assert!(all > 3, "{all}");
    let show = window.harness.query_all_by_label_contains("Show: ").next().unwrap();
    show.click_accesskit();
    window.settle();
    assert_eq!(listed(&window), 3, "the first of them");
    let top = |window: &Window, name: &str| window.harness.get_by_label(name).rect().top();
    assert!(top(&window, "Needs you") < top(&window, "Put right"));
    assert!(top(&window, "Put right") < top(&window, "Announce"));
    window.key(Key::Escape);
    assert_eq!(listed(&window), all);
    assert!(top(&window, "Announce") < top(&window, "Put right"));
}

#[test]
fn the_focus_stays_with_its_need_when_one_before_it_is_met() {
    let mut window = several_are_due();
    for _ in 0..2 {
        window.key(Key::Y);
    }
    let second = focused(&window).unwrap();
    window.key(Key::Y);
    let third = focused(&window).unwrap();
    assert_ne!(second, third);
    window.press(&second);
    window.press("Record consent and begin");
    assert_eq!(begun(&window), 1);
    assert_eq!(focused(&window), Some(third));
}

#[test]
fn all_that_are_due_begin_with_one_press() {
    let mut window = several_are_due();
    let button = window.harness.get_by_label_contains("Start all ");
    let button = button.accesskit_node().label().unwrap();
    let due: usize = button.split(' ').nth(2).unwrap().parse().unwrap();
    window.press(&button);
    window.press("Record consent and begin");
    assert_eq!(begun(&window), due);
}

#[test]
fn a_rehearsal_is_held_from_whatever_dialog_lies_over_it() {
    let start = Start { rehearse: Some(1), ..Start::default() };
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    let held = |window: &Window| window.harness.query_by_label("Go on rehearsing").is_some();
    assert!(!held(&window));
    window.key(Key::F1);
    window.key(Key::F5);
    assert!(held(&window));
    window.key(Key::F5);
    assert!(!held(&window));
}
