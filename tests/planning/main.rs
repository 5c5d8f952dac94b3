//! The timetable: the rules it keeps, the search, changes of plan, what is handed out.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/asked.rs"]
mod asked;
#[path = "../stage/planned.rs"]
mod planned;
#[path = "../stage/planned_window.rs"]
mod planned_window;
#[path = "../stage/mod.rs"]
mod stage;
#[path = "../stage/underway.rs"]
mod underway;

mod centre;
#[cfg(feature = "window")]
mod change_of_plan;
mod cli;
#[cfg(feature = "window")]
mod compare;
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
