//! The wash-up and what it rests on: scoring, triage, decisions, scorecards.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

#[cfg(feature = "window")]
mod away;

#[cfg(feature = "window")]
mod cli_independence;
mod cli_scorecards;
mod decisions;
#[cfg(feature = "window")]
mod evidence;
mod growth;
#[cfg(feature = "window")]
mod leading;
mod leaning;
mod published_figures;
#[cfg(feature = "window")]
mod scorecard_views;
mod scorecards;
mod triage;
mod wash_up;
#[cfg(feature = "window")]
mod window;
