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
    /// Who has come.
    CheckIn,
    /// How every marksheet stands.
    Forms,
    /// What happened, and how long everybody had.
    Log,
}

impl View {
    /// Every view in the order of the bar: what people call it, the key that leads to it, and how
    /// the palette puts it.
    pub const ALL: &'static [(Self, &'static str, (Key, &'static str), &'static str)] = &[
        (Self::Board, "Board", (Key::B, "B"), "Live: all rooms"),
        (Self::Whereabouts, "Whereabouts", (Key::W, "W"), "Live: where everybody is"),
        (Self::CheckIn, "Check-in", (Key::I, "I"), "Live: who is here"),
        (Self::Forms, "Forms", (Key::F, "F"), "Live: how every marksheet stands"),
        (Self::Log, "Log", (Key::L, "L"), "Live: incidents, and how long everybody had"),
    ];

    /// The key that leads to it.
    pub fn key(self) -> Option<Key> {
        self.row().map(|row| row.2.0)
    }

    /// Whether the chosen session stands beside it, so that people see what its keys will do.
    pub fn shows_a_session(self) -> bool {
        matches!(self, Self::Board | Self::Whereabouts)
    }

    /// How the palette puts it.
    pub fn words(self) -> &'static str {
        self.row().map_or("Live", |row| row.3)
    }

    fn row(self) -> Option<&'static (Self, &'static str, (Key, &'static str), &'static str)> {
        Self::ALL.iter().find(|row| row.0 == self)
    }
}
