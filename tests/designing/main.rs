//! Designing a scenario: its rules, its files, its pages in the window.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

#[cfg(feature = "window")]
mod files;
#[cfg(feature = "window")]
mod names;
mod rules;
mod scenarios;
#[cfg(feature = "window")]
mod window;
