//! The stages of a centre, in the order of the day, as the rail shows them.

use egui::Key;

use crate::centre::glance::Wants;

/// A stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What comes next, and which centres there are.
    Home,
    /// The scenario.
    Design,
    /// Candidates, assessors, role players and rooms.
    People,
    /// Who does what when, where and before whom.
    Timetable,
    /// Sessions and clocks.
    Live,
    /// Notes and ratings.
    Observe,
    /// What the panel settles.
    WashUp,
    /// What the ratings say.
    Scorecards,
    /// What leaves the room.
    Reports,
}

/// The parts of the day under which the rail lists its stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Until the candidates come.
    Before,
    /// While they are there.
    OnTheDay,
    /// When they have gone.
    After,
}

impl Part {
    /// The parts in order, each with its stages.
    pub const ALL: [(Self, &'static [Stage]); 3] = [
        (Self::Before, &[Stage::Design, Stage::People, Stage::Timetable]),
        (Self::OnTheDay, &[Stage::Live, Stage::Observe, Stage::WashUp]),
        (Self::After, &[Stage::Scorecards, Stage::Reports]),
    ];

    /// What the rail calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::OnTheDay => "ON THE DAY",
            Self::After => "AFTER",
        }
    }
}

impl Stage {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Design => "Design",
            Self::People => "People",
            Self::Timetable => "Timetable",
            Self::Live => "Live",
            Self::Observe => "Observe",
            Self::WashUp => "Wash-up",
            Self::Scorecards => "Scorecards",
            Self::Reports => "Reports",
        }
    }

    /// Whether it makes sense without an open centre.
    pub fn needs_centre(self) -> bool {
        !matches!(self, Self::Home | Self::Design)
    }

    /// Where it is done what a centre wants next.
    pub fn of(wants: Wants) -> Self {
        match wants {
            Wants::People => Self::People,
            Wants::Timetable => Self::Timetable,
            Wants::Day | Wants::Marksheets(_) => Self::Live,
            Wants::WashUp(_) => Self::WashUp,
            Wants::Feedback(_) => Self::Reports,
            Wants::Nothing => Self::Scorecards,
        }
    }

    /// The digit that leads to it. The gaps belong to stages that are still to be built, so that
    /// fingers need not learn twice.
    pub fn key(self) -> Option<(Key, &'static str)> {
        match self {
            Self::Home => None,
            Self::Design => Some((Key::Num1, "1")),
            Self::People => Some((Key::Num2, "2")),
            Self::Timetable => Some((Key::Num3, "3")),
            Self::Live => Some((Key::Num4, "4")),
            Self::Observe => Some((Key::Num5, "5")),
            Self::WashUp => Some((Key::Num6, "6")),
            Self::Scorecards => Some((Key::Num7, "7")),
            Self::Reports => Some((Key::Num9, "9")),
        }
    }
}
