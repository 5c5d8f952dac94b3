//! How long the data of candidates is kept, by what was decided about them (rule P2).
//!
//! No law names a number. The usual ones rest on the time in which a claim can be brought (three
//! months and early conciliation, so six are common) and on how long reserve lists and passes
//! last (twelve).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Centre;

/// How many months the data of somebody is kept who did not pass, or about whom nothing was
/// decided.
pub const USUAL: u16 = 6;

/// How many months the data of somebody is kept who passed.
pub const PASSED: u16 = 12;

/// The most months that can be set.
pub const MOST: u16 = 120;

/// For how many months data is kept, by the band that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keeping {
    /// Of candidates without a decision; [`USUAL`] when not set.
    pub undecided: Option<u16>,
    /// By band; when not set, [`PASSED`] for one that passes and [`USUAL`] for all others.
    pub bands: BTreeMap<String, u16>,
}

/// What can happen to how long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Data of candidates with this decision is kept so long.
    Set {
        /// The band; none for candidates about whom nothing was decided.
        band: Option<String>,
        /// In months from the day of the centre; nothing for the usual length.
        months: Option<u16>,
    },
}

/// Why it cannot be kept so long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The scenario has no such band.
    NoSuchBand(String),
    /// Not between 1 and [`MOST`] months.
    OutOfBounds(u16),
}

/// For how many months the data of candidates is kept about whom `band` was decided.
pub fn months(centre: &Centre, band: Option<&str>) -> u16 {
    let keeping = &centre.keeping;
    let Some(label) = band else { return keeping.undecided.unwrap_or(USUAL) };
    keeping.bands.get(label).copied().unwrap_or_else(|| {
        let passes = centre.scenario.decision.bands.iter().any(|b| b.label == label && b.passes);
        if passes { PASSED } else { USUAL }
    })
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Set { band, months } = change;
    if let Some(label) = band
        && centre.scenario.decision.bands.iter().all(|known| known.label != *label)
    {
        return Err(Refusal::NoSuchBand(label.clone()));
    }
    match months {
        Some(months) if !(1..=MOST).contains(months) => Err(Refusal::OutOfBounds(*months)),
        _ => Ok(()),
    }
}

pub(super) fn apply(keeping: &mut Keeping, change: &Change) {
    let Change::Set { band, months } = change;
    match (band, months) {
        (None, months) => keeping.undecided = *months,
        (Some(label), Some(months)) => {
            keeping.bands.insert(label.clone(), *months);
        }
        (Some(label), None) => {
            keeping.bands.remove(label);
        }
    }
}
