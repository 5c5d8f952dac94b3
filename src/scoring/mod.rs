//! From ratings to means: what a scorecard shows, and what is still missing.
//!
//! **Invariants:** only submitted marksheets enter a mean, so that a number never moves while
//! somebody is still rating; *not observed* enters none (rule R4); where there is nothing to
//! average there is no number, never a zero. Every number can be traced to the ratings it rests
//! on. Start reading at [`scorecard`].

mod means;
mod progress;
mod scorecard;
#[cfg(test)]
mod tests;

pub use means::{Mean, weighted};
pub use progress::{Missing, Progress, all_progress, progress};
pub use scorecard::{
    Cell, FamilyResult, Given, Row, Scorecard, Viewer, all_scorecards, centre_means, scorecard,
};
