//! What the centre is called and when it is held.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Name and date of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// What people call it.
    pub name: String,
    /// The day on which it is held.
    pub date: Option<Date>,
}

/// What can happen to name and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// The centre gets a name.
    Name(String),
    /// The centre gets a date.
    HeldOn(Date),
}

/// Why a change to name or date cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A centre needs a name.
    NoName,
    /// Longer than [`crate::people::LONGEST_NAME`].
    TooLong,
}

pub(super) fn check(change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Name(name) if name.trim().is_empty() => Err(Refusal::NoName),
        Change::Name(name) if name.chars().count() > crate::people::LONGEST_NAME => {
            Err(Refusal::TooLong)
        }
        Change::Name(_) | Change::HeldOn(_) => Ok(()),
    }
}

pub(super) fn apply(details: &mut Details, change: &Change) {
    match change {
        Change::Name(name) => name.trim().clone_into(&mut details.name),
        Change::HeldOn(date) => details.date = Some(*date),
    }
}
