//! The third step of observing by keys alone: from the first level to what is handed in.

use crate::rating_window::{level, marks, rating};
use crate::stage;
use bellwether::centre::Change;
use bellwether::centre::marksheet::{Part, Rating};
use bellwether::centre::marksheets;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::noted::{self, record};
use stage::window::Window;

#[test]
fn once_all_is_rated_the_key_of_the_step_leads_to_what_hands_it_in() {
    let mut noted = noted::session(1, |_| {});
    let sheet = noted.sheets[0];
    for competency in marksheets::blanks(noted.day.record.centre(), sheet) {
        let text = "As others said".to_owned();
        let rating = Some(Rating::Level(3));
        let reason = marksheets::Change::Reason { sheet, competency: competency.clone(), text };
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
        noted.act(Change::Marksheet(reason));
    }
    let mut window = rating(&noted);
    for _step in ["declare", "submit"] {
        assert!(!marks(&window, &noted).is_submitted());
        window.keys(Modifiers::COMMAND, Key::Num3);
        window.key(Key::Space);
    }
    assert!(marks(&window, &noted).is_submitted());
    window.keys(Modifiers::COMMAND, Key::Num3);
    window.key(Key::Space);
    assert!(marks(&window, &noted).is_submitted(), "it is not opened again by the same keys");
}

/// From the first note to the lock without the mouse: observe, classify, rate, tell, submit.
fn by_keys_alone(size: [f32; 2]) {
    let noted = noted::session(1, |_| {});
    let mut window = noted.window(size);
    window.keys(Modifiers::COMMAND, Key::Num1);
    let role = Role::TextInput;
    window.harness.get_by_role_and_label(role, "Note").type_text("Names the aim");
    window.settle();
    window.key(Key::Enter);
    window.keys(Modifiers::COMMAND, Key::Num2);
    for key in [Key::Num1, Key::Plus, Key::A] {
        window.key(key);
    }
    window.keys(Modifiers::COMMAND, Key::Num3);
    // The first open rating has the focus: a level with evidence, and seven not seen.
    window.key(Key::Num3);
    for _ in 1..8 {
        window.key(Key::Tab);
        window.key(Key::Tab);
        window.key(Key::N);
        if !window.shows("still open") {
            break;
        }
        // Past the reasons of what is not seen.
        for _ in 0..3 {
            window.key(Key::Tab);
        }
    }
    let open = marksheets::blanks(record(&window).centre(), noted.sheets[0]);
    assert!(open.is_empty(), "{open:?}");
    // On to the draft, the declaration and the lock.
    for name in
        ["Strengths: Draft from the notes", "I rated on my own, before seeing other ratings"]
    {
        tab_to(&mut window, name);
        window.key(Key::Space);
    }
    tab_to(&mut window, "Submit and lock");
    window.key(Key::Enter);
    let marks = marks(&window, &noted);
    assert!(marks.is_submitted() && marks.declared.len() == 1);
    assert_eq!(marks.told(Part::Strengths), "Sets direction: Names the aim.");
    assert_eq!(marks.told[&Part::Strengths].quotes.len(), 1);
}

#[test]
fn arrows_lead_from_the_levels_of_a_competency_to_those_of_the_next_and_back() {
    let noted = noted::session(1, |_| {});
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    // The first open rating has the focus. All of this comes with one slow frame.
    let (down, up) = (Key::ArrowDown, Key::ArrowUp);
    window.burst(&[up, Key::Num3, down, Key::Num4, down, down, Key::Num2, up, Key::Num5]);
    let given: Vec<Option<Rating>> = ["sets-direction", "builds-morale", "includes-others"]
        .into_iter()
        .chain(["leads-by-example"])
        .map(|competency| level(&window, &noted, competency))
        .collect();
    assert_eq!(given, [3, 4, 5, 2].map(|number| Some(Rating::Level(number))));
    assert!(marks(&window, &noted).reasons.is_empty(), "no digit is a word why");
    // Tab goes on to the word why, as before.
    tab_to(&mut window, "Why this level for Includes others");
}

fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..60 {
        let focused = window.harness.query_all_by_label(name).any(|node| node.is_focused());
        if focused {
            return;
        }
        window.key(Key::Tab);
    }
    panic!("Tab never comes to {name}");
}

#[test]
fn the_whole_path_goes_by_keys_alone() {
    by_keys_alone([1440.0, 900.0]);
}

#[test]
fn the_whole_path_goes_by_keys_alone_on_a_small_screen() {
    by_keys_alone([1024.0, 700.0]);
}
