//! The Live stage: its inner views, the board, and what is done from it.

#![cfg(feature = "window")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod stage;

use egui::Key;
use stage::window::Window;

#[test]
fn the_inner_views_are_reached_by_mouse_and_by_key() {
    let mut window = Window::sample();
    assert!(window.shows("10 running"), "the board is seen first");
    window.press("Whereabouts");
    assert!(!window.shows("10 running"));
    assert!(window.shows("C01 · Ada Abara: At a desk, In-tray · Desk work, until 09:51."));
    window.key(Key::B);
    assert!(window.shows("10 running"));
    window.key(Key::W);
    assert!(window.shows("12 candidates") && !window.shows("10 running"));
}
