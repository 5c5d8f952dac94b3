//! The lists of the stage: what each is called, how many are on it, and the key that leads to it.

use egui::Key;

use crate::people;
use crate::people::roster::Kind;

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum List {
    /// Who is assessed.
    #[default]
    Candidates,
    /// Who observes and rates.
    Assessors,
    /// Who plays a part.
    RolePlayers,
    /// Where sessions are held.
    Rooms,
}

impl List {
    /// Every list, in the order of the stage.
    pub const ALL: [Self; 4] = [Self::Candidates, Self::Assessors, Self::RolePlayers, Self::Rooms];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Candidates => "Candidates",
            Self::Assessors => "Assessors",
            Self::RolePlayers => "Role players",
            Self::Rooms => "Rooms",
        }
    }

    /// The key that leads to it, with Ctrl.
    pub fn key(self) -> Key {
        match self {
            Self::Candidates => Key::Num1,
            Self::Assessors => Key::Num2,
            Self::RolePlayers => Key::Num3,
            Self::Rooms => Key::Num4,
        }
    }

    /// What a list that is brought in is about, when it does not say so.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Candidates => Kind::Candidate,
            Self::Assessors => Kind::Assessor,
            Self::RolePlayers => Kind::RolePlayer,
            Self::Rooms => Kind::Room,
        }
    }

    /// How the palette puts it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Candidates => "People: candidates",
            Self::Assessors => "People: assessors",
            Self::RolePlayers => "People: role players",
            Self::Rooms => "People: rooms",
        }
    }

    /// How many are on it.
    pub(super) fn count(self, people: &people::People) -> usize {
        match self {
            Self::Candidates => people.candidates().len(),
            Self::Assessors => people.assessors().len(),
            Self::RolePlayers => people.role_players().len(),
            Self::Rooms => people.rooms().len(),
        }
    }

    /// What is said while nobody is on it.
    pub(super) fn empty(self) -> &'static str {
        match self {
            Self::Candidates => {
                "Nobody yet. Codes are given by themselves; a name may be left empty."
            }
            Self::Assessors => "Nobody yet. Every session needs somebody who observes.",
            Self::RolePlayers => "Nobody yet. Role plays need somebody who plays the part.",
            Self::Rooms => "No room yet. A timetable puts sessions only into rooms listed here.",
        }
    }
}
