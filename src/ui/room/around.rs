//! What can be said and asked about the rooms’ windows from the main one.

use crate::ids::SessionId;

/// Whose screen it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A room's, by its name: whatever runs there.
    Room(String),
    /// A session's that has no room.
    Session(SessionId),
}

impl Of {
    /// The room’s name; none where the session has no room.
    pub fn room(&self) -> &str {
        match self {
            Self::Room(room) => room,
            Self::Session(_) => "",
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Room(room) => room,
            Self::Session(_) => "a session without a room",
        }
    }
}

/// A wish about the windows for the rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screening {
    /// Open the windows of these sessions' rooms; full screen on a monitor, by its place, where
    /// one is named.
    Open(Vec<SessionId>, Option<usize>),
    /// Close one.
    Close(Of),
    /// Close all.
    CloseAll,
}

/// What can be said about the rooms while the main window is drawn: their own windows, and whether
/// cues are heard.
#[derive(Debug, Default)]
pub struct Around {
    /// The monitors of this computer in words; empty where the system does not say.
    pub monitors: Vec<String>,
    /// Whose windows are open, each with what it shows in words.
    pub open: Vec<(Of, String)>,
    /// Cues are read out.
    pub reads_out: bool,
}
