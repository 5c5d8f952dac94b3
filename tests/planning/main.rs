//! The timetable: the rules it keeps, the search, changes of plan, what is handed out.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod centre;
#[cfg(feature = "window")]
mod change_of_plan;
mod cli;
#[cfg(feature = "window")]
mod compare;
mod days;
#[cfg(feature = "window")]
mod hand;
mod handouts;
mod impossible;
mod instances;
mod packs;
mod reasons;
mod repair;
mod repair_proved;
#[cfg(feature = "window")]
mod replanning;
mod rotation_repair;
mod timetable;
#[cfg(feature = "window")]
mod window;
