//! The Design stage at a person's hands.

use bellwether::scenario::{Scenario, library};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::Window;

pub fn designing() -> Window {
    let mut window = Window::open();
    window.press("Design");
    window
}

pub fn new_scenario() -> Window {
    let mut window = designing();
    window.press("New scenario");
    window
}

/// Replaces what stands in the field of that name at `place`, from 0, on the page.
pub fn fill_at(window: &mut Window, name: &str, place: usize, text: &str) {
    field(window, name, place).focus();
    window.settle();
    window.keys(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    field(window, name, place).type_text(text);
    window.settle();
}

/// The field under that label; of several the one at `place`, whose name goes on to say of what.
pub fn field<'a>(window: &'a Window, name: &'a str, place: usize) -> Node<'a> {
    let of = |role| window.harness.query_all_by_role(role);
    let is_it = |node: &Node<'_>| {
        let known = node.accesskit_node().label().unwrap_or_default();
        known.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
    };
    let typed = [Role::TextInput, Role::MultilineTextInput];
    typed.into_iter().flat_map(of).filter(is_it).nth(place).unwrap()
}

pub fn fill(window: &mut Window, field: &str, text: &str) {
    fill_at(window, field, 0, text);
}

pub fn saved(window: &mut Window, name: &str) -> Scenario {
    let path = window.path(name);
    window.dialogs.choose(path.clone());
    window.press("Save scenario");
    let reading = library::read(&std::fs::read_to_string(path).unwrap());
    reading.draft.unwrap()
}
