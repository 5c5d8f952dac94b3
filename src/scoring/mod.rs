//! From ratings to means, agreed levels, overall rating and band: what a scorecard shows, what
//! the rule gives, and what is still missing.
//!
//! **Invariants:** only submitted marksheets enter a mean, so that a number never moves while
//! somebody is still rating; *not observed* enters none (rule R4); where there is nothing to
//! average there is no number, never a zero. Every number can be traced to the ratings it rests
//! on ([`trace`]). Start reading at [`scorecard`], then [`judge`] and [`outcome`].

mod crossing;
pub mod evidence;
mod figures;
pub mod growth;
mod judge;
mod leaning;
mod means;
mod outcome;
mod progress;
mod ranking;
mod scorecard;
pub mod standing;
pub mod teams;
#[cfg(test)]
mod tests;
pub mod trace;
mod triage;

pub use crate::centre::sight::Viewer;
pub use crate::centre::voided::{is_owed, voided};
pub use crossing::{Crossing, Next, Step, crossing};
pub use figures::{shown, to_show};
pub use judge::{
    FamilyTotal, Held, Lacking, Levels, Scores, Total, Verdict, asked, band_at, draw_out, judge,
    rounded,
};
pub use leaning::{
    CannotSay, FEWEST_SHARED, Fit, Leaning, Observation, fit, leanings, rating_error,
};
pub use means::{Mean, weighted};
pub use outcome::{Basis, LevelOf, Outcome, outcome, outcome_of, outcomes};
pub use progress::{Missing, Progress, all_progress, progress};
pub use ranking::{Place, ranking};
pub use scorecard::{
    Cell, FamilyResult, Given, Row, Scorecard, all_scorecards, centre_means, scorecard,
};
pub use standing::{Group, Standing, group, standing};
pub use triage::{ASSUMED_ERROR, FEWEST_SPARE, Margin, Point, Triage, all_triage, triage_of};
