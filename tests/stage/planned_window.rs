//! The window with a planned day in it.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "each test file uses its own part of it"
)]

use std::sync::Arc;

use bellwether::centre::{Centre, Record};
use bellwether::ui::Start;

use super::planned;
use super::window::Window;

pub const WIDE: [f32; 2] = [1440.0, 900.0];
pub const SMALL: [f32; 2] = [1024.0, 700.0];

/// A window over that record, as a file.
pub fn over(record: &Record, size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, planned::file(record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_with(start, folder, size);
    window.settle();
    window
}

/// The Timetable stage of a day of twelve on which nothing has begun.
pub fn twelve() -> Window {
    let record = planned::planned("leading-and-managing", planned::TWELVE);
    let mut window = over(&record, WIDE);
    window.press("Timetable");
    window
}

pub fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}
