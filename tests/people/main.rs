//! Bringing the people: lists, workbooks, who is here, names hidden.

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
mod arrivals;
mod damaged_workbooks;
#[cfg(feature = "window")]
mod lists;
#[cfg(feature = "window")]
mod names_hidden;
#[cfg(feature = "window")]
mod people;
mod roster;
#[cfg(feature = "window")]
mod this_centre;
mod who_is_here;
