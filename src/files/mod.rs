//! RON on the disk: centre files, journals, drafts, preferences, locks.
//!
//! **Invariants:** this is the only module that touches the disk, and it does so through
//! [`fs::Fs`], so that a test can cut the power after any operation. A file under its own name is
//! always whole: new content is written beside it and renamed over it ([`save`]).

pub mod designs;
pub mod document;
pub mod fonts;
pub mod fs;
pub mod handed;
pub mod journal;
pub mod line;
pub mod lock;
mod names;
pub mod places;
pub mod prefs;
pub mod save;
pub mod table;
pub mod templates;

pub use names::{LONGEST_FILE_NAME, safe_name};

use std::io;
use std::path::{Path, PathBuf};

use crate::problem::Place;

/// What the world said no to, and about which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub kind: FailureKind,
}

/// Why something could not be done on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureKind {
    /// It is not there.
    NotFound,
    /// It may not be read or written.
    NoPermission,
    /// The disk is full.
    Full,
    /// The folder or drive can be read but not written.
    ReadOnly,
    /// Another program holds it.
    Busy,
    /// It is too large to be what it says it is.
    TooLarge,
    /// Anything else, in the system's words.
    Other(String),
}

impl Failure {
    /// What the system said about a file.
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => FailureKind::NotFound,
            io::ErrorKind::PermissionDenied => FailureKind::NoPermission,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FailureKind::Full,
            io::ErrorKind::ReadOnlyFilesystem => FailureKind::ReadOnly,
            io::ErrorKind::ResourceBusy | io::ErrorKind::WouldBlock => FailureKind::Busy,
            io::ErrorKind::FileTooLarge => FailureKind::TooLarge,
            _ => FailureKind::Other(error.to_string()),
        };
        Self { path: path.to_owned(), kind }
    }
}

/// What is wrong at a place of a centre file or journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not a Bellwether centre.
    NotACentre,
    /// Written by a newer Bellwether, in this format.
    NewerFormat(u32),
    /// RON could not read it; RON's own words.
    Unreadable(String),
    /// The checksum of the beginning, with the scenario, does not fit.
    HeaderChanged,
    /// The checksum of an entry does not fit: changed outside Bellwether, or damaged.
    EntryChanged,
    /// The file ends before its end.
    CutShort,
    /// The checksum of the whole does not fit.
    SealBroken,
}

/// A damaged place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenFailure {
    /// The world said no.
    Failure(Failure),
    /// The file is damaged, and whether something can be saved of it.
    Damaged {
        /// Where.
        damage: Vec<Damage>,
        /// Entries can be saved.
        salvageable: bool,
    },
    /// It holds another centre than the one that is open.
    OtherCentre,
    /// Another window holds the file.
    Held(lock::HeldBy),
}
