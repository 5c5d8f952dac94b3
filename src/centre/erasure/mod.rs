//! Erasing people from the record, and what is left of them: numbers without a name.
//!
//! The record is append-only by nature, so erasure is a change like any other, under one rule more:
//! **a record that holds an erasure holds nothing of those whom it names.** [`cleanse()`] sees to
//! it whenever entries come together: at the erasure itself, at opening, at taking in another copy.
//! Entries keep their ids and places, so a copy from before the erasure brings nothing back.

mod cleanse;

use serde::{Deserialize, Serialize};

pub use cleanse::{GONE, cleanse, gone};

use super::{Centre, Made};
use crate::ids::{CandidateId, CompetencyId};
use crate::people::named::Named;

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 1000;

/// How many people must be erased together before more than their number is kept: counts of fewer
/// could be told apart from those who stay.
pub const FEWEST: usize = 5;

/// How often each level was given for a competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distribution {
    /// For which competency.
    pub competency: CompetencyId,
    /// Levels, each with how often it was given.
    pub levels: Vec<(u8, u32)>,
    /// How often it was not observed.
    pub not_observed: u32,
}

/// What is left of those who were erased.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// How many people.
    pub people: u32,
    /// How many ratings they had on submitted marksheets.
    pub ratings: u32,
    /// How many notes.
    pub notes: u32,
    /// Their ratings by competency, if they were [`FEWEST`] or more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Distribution>,
}

/// An erasure that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Who did it, and when.
    pub made: Made,
    /// Whom, by ids that name nobody any more.
    pub people: Vec<CandidateId>,
    /// Why.
    pub reason: String,
    /// What is left.
    pub left: Left,
}

/// What erasure does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// All that the record holds of these candidates is taken out of it. There is no way back.
    Erase {
        /// Who.
        people: Vec<CandidateId>,
        /// Why. It must not name them.
        reason: String,
        /// What is left.
        left: Left,
    },
}

/// Why somebody cannot be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody was chosen.
    Nobody,
    /// No such candidate.
    NoSuchCandidate,
    /// A reason is needed.
    NoReason,
    /// The reason holds the name or code of somebody who is erased.
    ReasonNames,
    /// Longer than [`LONGEST_REASON`].
    TooLong,
    /// The centre holds this many lines of a newer build, which may speak of anybody.
    NewerLines(usize),
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Erase { people, reason, left: _ } = change;
    if people.is_empty() {
        return Err(Refusal::Nobody);
    }
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::TooLong);
    }
    let known =
        people.iter().map(|id| centre.people.candidate(*id).ok_or(Refusal::NoSuchCandidate));
    let known = known.collect::<Result<Vec<_>, _>>()?;
    let texts = known.iter().flat_map(|who| [who.name.as_str(), who.code.as_str()]);
    let names = Named::new(texts.map(|text| (text, ())));
    if names.find(reason).is_empty() { Ok(()) } else { Err(Refusal::ReasonNames) }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Change::Erase { people, reason, left } = change;
    for id in people {
        centre.people.forget(*id);
    }
    centre.erasures.push(Erasure {
        made: *made,
        people: people.clone(),
        reason: reason.trim().to_owned(),
        left: left.clone(),
    });
}
