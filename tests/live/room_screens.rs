//! The screens of the rooms: several at once, each with its clock and what is said in it.

use crate::stage;
use bellwether::centre::Session;
use bellwether::clock::Time as _;
use bellwether::day::clock::session_clock;
use bellwether::words;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

fn screens(window: &Window) -> Vec<String> {
    let screens = window.harness.query_all_by_label_contains("Room screen: ");
    let words = |node: egui_kittest::Node<'_>| {
        node.accesskit_node().label().or_else(|| node.accesskit_node().value())
    };
    screens.filter_map(words).collect()
}

#[test]
fn every_room_that_is_chosen_has_its_own_screen() {
    let mut window = Window::sample();
    window.key(Key::F9);
    assert_eq!(screens(&window).len(), 1);
    window.keys(Modifiers::COMMAND, Key::A);
    window.key(Key::F9);
    let all = screens(&window);
    assert!(all.len() >= 5, "{all:?}");
    assert!(all.iter().any(|one| one.contains("Birch · until ")), "{all:?}");
}

#[test]
fn a_rooms_screen_stays_whatever_the_facilitator_looks_at() {
    let mut window = Window::sample();
    window.key(Key::F9);
    for stage in ["Design", "People", "Timetable", "Observe", "Reports", "Home", "Live"] {
        window.press(stage);
        assert_eq!(screens(&window).len(), 1, "on {stage}");
    }
}

#[test]
fn a_rooms_screen_goes_to_a_monitor_of_ones_choice_and_is_closed_from_here() {
    let mut window = Window::sample();
    assert!(!window.shows("Close the screen of"));
    window.press("Full screen on…");
    assert!(window.shows("Monitor 1") && window.shows("Monitor 4"), "none is known here");
    window.press("Monitor 2");
    assert_eq!(screens(&window).len(), 1);
    window.press("Full screen on…");
    window.press("Monitor 1");
    assert_eq!(screens(&window).len(), 1, "the same window, elsewhere");
    let told = window.harness.get_by_label_contains("On the screen of ");
    let told = told.accesskit_node().value().or_else(|| told.accesskit_node().label()).unwrap();
    let shown = screens(&window).remove(0);
    let shown = shown.trim_start_matches("Room screen: ");
    assert!(told.ends_with(shown), "{told}: what the room sees is told here");
    window.harness.get_by_label_contains("Close the screen of ").click_accesskit();
    window.settle();
    assert!(screens(&window).is_empty());
}

/// What runs in Birch, with its phase and its clock, as the record has it.
fn in_birch(window: &Window) -> String {
    let centre = window.harness.state().workspace().unwrap().centre();
    let runs = |known: &&Session| known.room == "Birch" && known.clock.current().is_some();
    let session = centre.sessions.values().find(runs).unwrap();
    let exercise = centre.scenario.exercise(&session.exercise).unwrap();
    let clock = session_clock(centre, session, window.clock.now().wall);
    let current = clock.current.unwrap();
    let phase = current.phase.title.to_lowercase();
    format!("{} · {phase}. {}", exercise.title, words::clock(current.shown_secs()))
}

#[test]
fn a_screen_says_exercise_phase_clock_and_what_is_said_next() {
    let mut window = Window::sample();
    window.keys(Modifiers::COMMAND, Key::A);
    window.key(Key::F9);
    let birch = |window: &Window| {
        screens(window).into_iter().find(|one| one.contains("Birch · until")).unwrap()
    };
    let before = birch(&window);
    assert!(before.contains(&in_birch(&window)), "{before}");
    assert!(before.contains("minute warning within "), "{before}");
    window.clock.move_on(10);
    window.settle();
    assert_ne!(birch(&window), before, "it counts");
    window.fill("Message to the rooms", "Please wait for the next candidate");
    window.press("All rooms");
    assert!(birch(&window).contains("Please wait for the next candidate"));
    window.press("Take down: Please wait for the next candidate");
    assert!(!birch(&window).contains("Please wait"));
}

#[test]
fn a_fire_alarm_stands_on_every_screen_until_it_is_over() {
    let mut window = Window::sample();
    window.keys(Modifiers::COMMAND, Key::A);
    window.key(Key::F9);
    let says = |window: &Window| {
        let all = screens(window);
        all.iter().filter(|one| one.contains("Fire alarm: please leave the room")).count()
    };
    assert_eq!(says(&window), 0);
    window.press("Fire alarm: hold every room");
    assert_eq!(says(&window), screens(&window).len());
    assert!(screens(&window).iter().all(|one| !one.contains("warning") && !one.contains("until")));
    window.press("All clear: every room goes on");
    assert_eq!(says(&window), 0);
}
