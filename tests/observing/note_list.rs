//! The notes of a session as they stand above the line: only those in view are drawn, the newest
//! stands at the foot, and each can be changed in its place by keys alone.

use crate::stage;
use bellwether::centre::Change;
use bellwether::centre::notes::{self, Content, Direction};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::noted::{self, Noted, says, words};
use stage::window::Window;

fn observing(noted: &Noted) -> Window {
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num1);
    window
}

fn drawn(window: &Window) -> usize {
    window.harness.query_all_by_role(Role::ListBoxOption).count()
}

#[test]
fn of_two_thousand_notes_only_those_in_view_are_drawn_and_the_newest_stands_at_the_foot() {
    let mut noted = noted::session(1, |_| {});
    for count in 0..2000 {
        noted.note(0, count / 2, words(&format!("Remark {count}.")));
    }
    let mut window = observing(&noted);
    assert!((5..60).contains(&drawn(&window)), "{}", drawn(&window));
    assert!(window.shows("Remark 1999.") && !window.shows("Remark 0."));
    let line = window.harness.get_by_role_and_label(Role::TextInput, "Note");
    line.type_text("The newest of all");
    window.settle();
    window.key(Key::Enter);
    assert!(window.shows("The newest of all"), "who is at the foot stays there");
    noted::focus(&mut window, Role::ListBox, "Notes");
    window.key(Key::Home);
    assert!(window.shows("Remark 0.") && !window.shows("Remark 1999."));
    assert!(drawn(&window) < 60);
}

#[test]
fn a_note_is_changed_in_its_place_by_keys_alone() {
    let mut noted = noted::session(1, |_| {});
    let notes: Vec<_> = (0..40)
        .map(|count| noted.note(0, i64::from(count), words(&format!("Remark {count}."))))
        .collect();
    let mut window = observing(&noted);
    noted::focus(&mut window, Role::ListBox, "Notes");
    window.key(Key::Home);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.shows("Save the note"));
    window.fill_lines("Note", "Remark the second. ");
    window.press("+ for");
    window.press("Save the note");
    let said = says(&window, notes[1]);
    assert!(said.text.contains("Remark the second.") && said.direction.is_some());
    assert!(!window.shows("Save the note") && window.shows("edited · 1 earlier wording on record"));
}

#[test]
fn a_note_that_was_only_classified_is_not_called_edited() {
    let mut noted = noted::session(1, |_| {});
    let note = noted.note(0, 5, words("Asks"));
    let direction = Some(Direction::For);
    let content = Content { direction, ..words("Asks") };
    noted.act(Change::Note(notes::Change::Edit { note, content: content.clone() }));
    assert!(!observing(&noted).shows("edited"));
    let content = Content { text: "Asks why".into(), ..content };
    noted.act(Change::Note(notes::Change::Edit { note, content }));
    assert!(observing(&noted).shows("edited · 1 earlier wording on record"));
}

#[test]
fn a_note_that_was_being_changed_comes_back_after_a_crash() {
    let mut noted = noted::session(1, |_| {});
    let note = noted.note(0, 5, words("Asks"));
    let mut window = observing(&noted);
    window.press("Note at 00:05: Asks");
    window.fill_lines("Note", " why, and wai");
    window.until_safe();
    let (mut window, _file) = window.crashed();
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num1);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note");
    assert!(field.value().unwrap_or_default().contains(" why, and wai"));
    assert_eq!(says(&window, note).text, "Asks");
    window.press("Save the note");
    assert!(says(&window, note).text.contains("why, and wai"));
}
