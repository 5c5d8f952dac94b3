//! What the centre is called, when it is held, who has run it, and whether it is a rehearsal.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::logo::{Logo, MOST_BYTES};
use super::{Centre, Made};
use crate::people::LONGEST_NAME;

/// Name and date of a centre, and in whose hands it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// What people call it.
    pub name: String,
    /// The day on which it is held.
    pub date: Option<Date>,
    /// It is no real day. Once said, this stays.
    pub rehearsal: bool,
    /// Everybody in it is invented. Once said, this stays.
    pub sample: bool,
    /// The mark at the head of reports.
    pub logo: Option<Logo>,
    /// Who handed the day over to whom, in order.
    pub hand_overs: Vec<HandOver>,
}

impl Details {
    /// Who runs the day, as far as somebody said.
    pub fn facilitator(&self) -> Option<&str> {
        self.hand_overs.last().map(|last| last.to.as_str())
    }
}

/// One facilitator went and another came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Who went.
    pub from: String,
    /// Who came.
    pub to: String,
    /// When, and by whom it was entered.
    pub made: Made,
}

/// What can happen to name, date and hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// The centre gets a name.
    Name(String),
    /// The centre gets a date.
    HeldOn(Date),
    /// It is a rehearsal, with invented people: no real day, now or later.
    Rehearse,
    /// Everybody in it is invented: no real results, now or later.
    Sample,
    /// Reports show this mark; nothing takes it away.
    Logo(Option<Logo>),
    /// Somebody else runs the day from now on.
    HandOver {
        /// Who went; may be empty.
        from: String,
        /// Who came.
        to: String,
    },
}

/// Why a change to name, date or hands cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A centre needs a name.
    NoName,
    /// Longer than [`crate::people::LONGEST_NAME`].
    TooLong,
    /// Sessions have begun: a real day does not become a rehearsal.
    HasBegun,
    /// The picture takes more than [`super::logo::MOST_BYTES`].
    LogoTooLarge,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Name(name) => named(name),
        Change::Logo(Some(logo)) if logo.png().len() > MOST_BYTES => Err(Refusal::LogoTooLarge),
        Change::HeldOn(_) | Change::Sample | Change::Logo(_) => Ok(()),
        Change::Rehearse => {
            let begun = centre.sessions.values().any(|session| session.clock.has_begun());
            if begun { Err(Refusal::HasBegun) } else { Ok(()) }
        }
        Change::HandOver { from, to } => {
            if from.chars().count() > LONGEST_NAME {
                return Err(Refusal::TooLong);
            }
            named(to)
        }
    }
}

fn named(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NoName);
    }
    if name.chars().count() > LONGEST_NAME { Err(Refusal::TooLong) } else { Ok(()) }
}

pub(super) fn apply(details: &mut Details, change: &Change, made: &Made) {
    match change {
        Change::Name(name) => name.trim().clone_into(&mut details.name),
        Change::HeldOn(date) => details.date = Some(*date),
        Change::Rehearse => details.rehearsal = true,
        Change::Sample => details.sample = true,
        Change::Logo(logo) => details.logo.clone_from(logo),
        Change::HandOver { from, to } => details.hand_overs.push(HandOver {
            from: from.trim().to_owned(),
            to: to.trim().to_owned(),
            made: *made,
        }),
    }
}
