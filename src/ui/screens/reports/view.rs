//! The views of the stage, with their names and keys.

use egui::Key;

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ReportsView {
    /// Reports for people.
    #[default]
    Reports,
    /// The data in other programs' forms.
    Data,
    /// What becomes of personal data.
    Privacy,
    /// Who has had feedback.
    Feedback,
}

impl ReportsView {
    /// Every view, as they stand side by side.
    pub const ALL: [Self; 4] = [Self::Reports, Self::Data, Self::Privacy, Self::Feedback];

    /// What stands on its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reports => "Reports for people",
            Self::Data => "Data",
            Self::Privacy => "Privacy",
            Self::Feedback => "Feedback",
        }
    }

    /// How the palette and the sheet of keys put it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reports => "Reports: for people",
            Self::Data => "Reports: data for other programs",
            Self::Privacy => "Reports: privacy",
            Self::Feedback => "Reports: who has had feedback",
        }
    }

    /// The digit that leads to it with Ctrl.
    pub fn key(self) -> Key {
        match self {
            Self::Reports => Key::Num1,
            Self::Data => Key::Num2,
            Self::Privacy => Key::Num3,
            Self::Feedback => Key::Num4,
        }
    }
}
