//! The inner views of the stage. A view is one line in [`View::ALL`], one in
//! [`crate::ui::command::Command::ALL`], one arm in [`super::Live::ui`], and files of its own.

use egui::Key;

/// A way to look at the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum View {
    /// All rooms with their clocks.
    #[default]
    Board,
    /// Where each candidate is.
    Whereabouts,
}

impl View {
    /// Every view in the order of the bar: what people call it, the key that leads to it, and how
    /// the palette puts it.
    pub const ALL: &'static [(Self, &'static str, (Key, &'static str), &'static str)] = &[
        (Self::Board, "Board", (Key::B, "B"), "Live: all rooms"),
        (Self::Whereabouts, "Whereabouts", (Key::W, "W"), "Live: where everybody is"),
    ];

    /// The key that leads to it.
    pub fn key(self) -> Option<Key> {
        self.row().map(|row| row.2.0)
    }

    /// How the palette puts it.
    pub fn words(self) -> &'static str {
        self.row().map_or("Live", |row| row.3)
    }

    fn row(self) -> Option<&'static (Self, &'static str, (Key, &'static str), &'static str)> {
        Self::ALL.iter().find(|row| row.0 == self)
    }
}
