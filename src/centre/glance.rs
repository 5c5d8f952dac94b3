//! A centre at a glance: what a list of files says of it without opening it. It names nobody.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a centre still wants of its facilitator, the first thing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Wants {
    /// Candidates and assessors to be named.
    #[default]
    People,
    /// A timetable to be made.
    Timetable,
    /// Its day to be held, or to go on: sessions are to come or run.
    Day,
    /// So many marksheets that are owed.
    Marksheets(usize),
    /// The wash-up of so many candidates to be signed.
    WashUp(usize),
    /// Feedback to so many candidates.
    Feedback(usize),
    /// Nothing.
    Nothing,
}

/// A centre as it stood when it was looked at last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Glance {
    /// The day on which it is held.
    pub date: Option<Date>,
    /// How many candidates are on its list.
    pub candidates: usize,
    /// What its scenario is called.
    pub scenario: String,
    /// What it still wants.
    pub wants: Wants,
}
