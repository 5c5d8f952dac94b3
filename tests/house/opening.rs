//! Centres that are opened, closed, found damaged, shared and brought back, through the window.

use crate::stage;
use std::sync::Arc;

use bellwether::ui::Start;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::talks::{observing, with_people};
use stage::window::Window;

#[test]
fn a_centre_is_closed_opened_and_found_as_it_was() {
    let mut window = observing();
    window.enter("Note", "Waits for the answer");
    let before = window.saved_as("again.centre.ron");
    let folder = Arc::clone(&window.folder);
    window.keys(Modifiers::COMMAND, Key::W);
    drop(window);
    let start = Start { file: Some(folder.path().join("again.centre.ron")), ..Start::default() };
    let window = Window::open_with(start, folder, [1440.0, 900.0]);
    let record = window.harness.state().workspace().unwrap().record();
    assert_eq!(record.entries(), before.entries);
}

#[test]
fn after_a_crash_the_centre_is_back_without_a_question_and_half_typed_words_too() {
    let mut window = observing();
    window.enter("Note", "Waits for the answer");
    window.fill("Note", "Half a thou");
    window.until_safe();
    let entries = window.harness.state().workspace().unwrap().record().entries().to_vec();
    let (mut window, _files) = window.crashed();
    assert!(window.shows("Brought back"));
    assert_eq!(window.harness.state().workspace().unwrap().record().entries(), entries);
    window.press("Observe");
    window.press("R. Castellan");
    let role = egui::accesskit::Role::TextInput;
    assert_eq!(
        window.harness.get_by_role_and_label(role, "Note").value().as_deref(),
        Some("Half a thou")
    );
}

#[test]
fn the_second_window_on_a_file_opens_it_to_read_only_and_says_who_has_it() {
    let mut window = with_people();
    window.saved_as("shared.centre.ron");
    let file = window.path("shared.centre.ron");
    let start = Start { file: Some(file), ..Start::default() };
    let mut second =
        Window::open_with(start, Arc::new(tempfile::tempdir().unwrap()), [1440.0, 900.0]);
    assert!(second.shows("It is open here to read only"));
    second.press("People");
    assert!(second.harness.query_by_label_contains("Add a candidate").is_none());
}

#[test]
fn a_damaged_file_says_where_and_opens_what_can_be_saved() {
    let mut window = with_people();
    window.saved_as("hurt.centre.ron");
    let path = window.path("hurt.centre.ron");
    window.keys(Modifiers::COMMAND, Key::W);
    let text = std::fs::read_to_string(&path).unwrap().replace("Ada Abara", "Ada Abera");
    std::fs::write(&path, &text).unwrap();
    let line = text.lines().position(|line| line.contains("Ada Abera")).unwrap() + 1;
    window.dialogs.choose(path.clone());
    window.keys(Modifiers::COMMAND, Key::O);
    window.settle();
    assert!(window.shows(&format!("Line {line}, column 1")));
    window.press("Open what can be saved");
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!(centre.people.candidates().len(), 1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "the damaged file is left as it is");
}

/// A file that was let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dragged_on_to_the_window_is_opened() {
    let mut window = with_people();
    let document = window.saved_as("dragged.centre.ron");
    let path = window.path("dragged.centre.ron");
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.harness.state().workspace().is_none());
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.settle();
    let workspace = window.harness.state().workspace().unwrap();
    assert_eq!(workspace.record().entries(), document.entries);
}
