//! One act of a person, as it stands in the record for good.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{clocks, design, details, frame, marksheets, notes, sessions};
use crate::ids::{AssessorId, EntryId, Origin};
use crate::people;
use crate::time::Stamp;

/// In which role somebody acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Author {
    /// Who runs the day.
    Facilitator,
    /// One of the assessors.
    Assessor(AssessorId),
}

/// All that can happen in a centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// The design that the centre is held with.
    Design(design::Change),
    /// Name and date of the centre.
    Details(details::Change),
    /// Candidates, assessors, role players and rooms.
    People(people::Change),
    /// The frame of the day.
    Frame(frame::Change),
    /// Who does which exercise where and when.
    Session(sessions::Change),
    /// Clocks and injects.
    Clock(clocks::Change),
    /// Notes.
    Note(notes::Change),
    /// Ratings.
    Marksheet(marksheets::Change),
}

impl Change {
    /// Whether undo may take the change back. Submitting and reopening a marksheet have their own
    /// ways back, with a name and a reason (rule R6).
    pub fn can_be_undone(&self) -> bool {
        !matches!(
            self,
            Self::Marksheet(marksheets::Change::Submit { .. } | marksheets::Change::Reopen { .. })
        )
    }
}

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Act {
    /// Made these changes, as one act: an import of 48 candidates is one entry.
    Do(Vec<Change>),
    /// Took an earlier entry back. To take back an undo is to redo.
    Undo(EntryId),
}

/// Who did what, where and when. Never changed, never removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Device and number.
    pub id: EntryId,
    /// When, and its place in the order of entries.
    pub stamp: Stamp,
    /// Who.
    pub by: Author,
    /// What.
    pub act: Act,
}

impl Entry {
    /// The place in the order of entries, the same on every device.
    pub fn order(&self) -> (Stamp, EntryId) {
        (self.stamp, self.id)
    }
}

/// By which entry something was made: what every number can be traced to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The change within the record.
    pub origin: Origin,
    /// When, by the author's clock.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
}
