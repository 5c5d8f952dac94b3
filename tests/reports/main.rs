//! What leaves the room: reports, data, feedback.

#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod agreed;
mod cli;
mod cli_leaving;
mod exporting;
mod feedback;
mod handed_out;
#[cfg(feature = "window")]
mod in_view;
mod pages;
mod papers;
mod record;
mod sizes;
#[cfg(feature = "window")]
mod stage_window;
mod word_charts;
mod words;
