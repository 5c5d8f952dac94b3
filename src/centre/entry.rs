//! One act of a person, as it stands in the record for good.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    announcements, attendance, checklists, clocks, design, details, erasure, feedback, frame,
    incidents, keeping, marksheets, notes, prompts, reflections, sessions, talk, washup,
};
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
    /// Who is here.
    Attendance(attendance::Change),
    /// What disturbed an exercise.
    Incident(incidents::Change),
    /// Messages, chimes, and cues that were given.
    Announcement(announcements::Change),
    /// Notes.
    Note(notes::Change),
    /// Ratings.
    Marksheet(marksheets::Change),
    /// Feedback to candidates.
    Feedback(feedback::Change),
    /// How long data is kept.
    Keeping(keeping::Change),
    /// Erasing people from the record.
    Erasure(erasure::Change),
    /// What an erasure took out: it keeps its place, so that names made by place stay what they are.
    Nothing,
    /// The wash-up.
    WashUp(washup::Change),
    /// What is ticked on a checklist.
    Check(checklists::Change),
    /// Who speaks.
    Talk(talk::Change),
    /// What role players gave.
    Prompt(prompts::Change),
    /// What candidates say about their own performance.
    Reflection(reflections::Change),
}

impl Change {
    /// Whether undo may take the change back. Submitting, reopening and returning a marksheet have
    /// their own ways back, with a name and a reason (rule R6), and so have signing and reopening a
    /// decision; what was shown to all was seen. A rehearsal stays one, and there is no way back
    /// from an erasure.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Marksheet(change) => !matches!(
                change,
                marksheets::Change::Submit { .. }
                    | marksheets::Change::Reopen { .. }
                    | marksheets::Change::Return { .. }
            ),
            Self::WashUp(change) => change.can_be_undone(),
            Self::Details(details::Change::Rehearse | details::Change::Sample)
            | Self::Erasure(_) => false,
            _ => true,
        }
    }
}

impl Change {
    /// Whether the program made it by itself: a cue that was given, a phase that stopped hard.
    /// Nobody's last act, so that undo goes past it.
    pub fn is_automatic(&self) -> bool {
        matches!(
            self,
            Self::Announcement(announcements::Change::Sound { .. })
                | Self::Clock(clocks::Change::HardStop { .. })
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
    /// What an erasure left of changes that were made as one act.
    Emptied(Vec<Change>),
}

impl Act {
    /// The changes that were made.
    pub fn changes(&self) -> &[Change] {
        match self {
            Self::Do(changes) | Self::Emptied(changes) => changes,
            Self::Undo(_) => &[],
        }
    }
}

/// Who did what, where and when. Never removed, and changed by nothing but an erasure
/// ([`super::erasure`]).
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

    /// Whether the program made it by itself.
    pub fn is_automatic(&self) -> bool {
        match &self.act {
            Act::Do(changes) | Act::Emptied(changes) => {
                !changes.is_empty() && changes.iter().all(Change::is_automatic)
            }
            Act::Undo(_) => false,
        }
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
