//! Observe, Classify, Rate: from what was said to a submitted marksheet.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

#[cfg(feature = "window")]
mod chooser;
#[cfg(feature = "window")]
mod classifying;
#[cfg(feature = "window")]
mod half_typed;
#[cfg(feature = "window")]
mod independence;
#[cfg(feature = "window")]
mod line;
#[cfg(feature = "window")]
mod note_list;
mod notes;
mod rating;
#[cfg(feature = "window")]
mod rating_keys;
#[cfg(feature = "window")]
mod rating_window;
#[cfg(feature = "window")]
mod shut_and_reopened;
