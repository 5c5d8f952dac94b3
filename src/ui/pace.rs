//! The speeds of a rehearsal that have a key and a button.

/// How fast a rehearsal runs, for the keys and buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// As the day.
    Real,
    /// Ten times as fast.
    Quick,
    /// Sixty times as fast: a minute a second.
    Quickest,
}

impl Pace {
    /// Every one, the slowest first.
    pub const ALL: [Self; 3] = [Self::Real, Self::Quick, Self::Quickest];

    /// How many times as fast.
    pub fn speed(self) -> u8 {
        match self {
            Self::Real => 1,
            Self::Quick => 10,
            Self::Quickest => crate::clock::FASTEST,
        }
    }
}
