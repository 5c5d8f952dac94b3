//! Pictures of the screens in both themes, painted on the processor: no graphics driver needed.
//! `UPDATE_SNAPSHOTS=1 cargo test --test looks` paints them anew; look before committing.

#![cfg(feature = "window")]
#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod crowds;
mod live;
mod panel;
mod plan;
mod screens;
