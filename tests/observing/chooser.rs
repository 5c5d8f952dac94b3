//! Whoever observes says who they are, among however many.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::stage::rated;

#[test]
fn among_many_assessors_somebody_finds_themselves_by_typing() {
    let record = rated::day(rated::scenario("leading-and-managing"), 100);
    let mut window = rated::opened(&record, [1440.0, 900.0]);
    window.press("Observe");
    let centre = record.centre();
    let last = centre.people.assessors().last().copied().unwrap();
    assert!(!window.shows(&last.name), "far down the list");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Find by name");
    assert!(field.is_focused(), "the keys go there at once");
    field.type_text(&last.name.to_uppercase());
    window.settle();
    assert!(window.shows(&last.name));
    window.key(Key::Enter);
    assert!(window.shows(&format!("You: {}", last.name)));
}

#[test]
fn a_name_that_nobody_has_is_said_and_enter_then_chooses_nobody() {
    let record = rated::day(rated::scenario("leading-and-managing"), 100);
    let mut window = rated::opened(&record, [1440.0, 900.0]);
    window.press("Observe");
    window.fill("Find by name", "Xyzzy");
    assert!(window.shows("No assessor has that in their name."));
    window.key(Key::Enter);
    assert!(window.shows("You: Facilitator"));
}
