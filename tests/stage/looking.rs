//! Pictures of screens in both themes. With `PICTURES=FOLDER` they are painted there, to be looked
//! at, and compared with nothing.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part of it")]

use egui_kittest::SnapshotOptions;
use egui_kittest::kittest::Queryable as _;

use crate::stage::window::Window;

/// Where a glyph lands in the atlas depends on what was drawn before, so a channel of a pixel may
/// round the other way; anything that an eye could see fails.
pub fn options() -> SnapshotOptions {
    SnapshotOptions::new().threshold(0.6).output_path("tests/looks")
}

/// A picture in the light theme, and one in the dark.
pub fn look(window: &mut Window, name: &str) {
    // The foot of the rail says what the disk said, which takes its time.
    if window.harness.state().workspace().is_some() {
        window.until_safe();
    }
    window.settle();
    compare(&mut window.harness, &format!("{name}-light"));
    theme(window);
    compare(&mut window.harness, &format!("{name}-dark"));
    theme(window);
}

/// One picture as it is.
pub fn compare<S>(harness: &mut egui_kittest::Harness<'_, S>, name: &str) {
    match std::env::var("PICTURES") {
        Ok(folder) => {
            let picture = harness.render().unwrap();
            picture.save(format!("{folder}/{name}.png")).unwrap();
        }
        Err(_) => harness.snapshot_options(name, &options()),
    }
}

/// Turns the theme over.
pub fn theme(window: &mut Window) {
    window.keys(egui::Modifiers::COMMAND, egui::Key::K);
    let role = egui::accesskit::Role::TextInput;
    window.harness.get_by_role_and_label(role, "Find or do anything").type_text("Light or dark");
    window.settle();
    window.key(egui::Key::Enter);
    // Good news goes by itself; it should not stand in a picture.
    window.clock.move_on(0);
    window.settle();
}
