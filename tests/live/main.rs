//! The day itself: clocks, cues, the board, rooms, what is recorded.

#![allow(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

#[cfg(feature = "window")]
mod board;
mod clock;
mod cues;
mod day_record;
#[cfg(feature = "window")]
mod day_views;
mod forecast;
#[cfg(feature = "window")]
mod gone;
mod hand_over;
#[cfg(feature = "window")]
mod incident;
#[cfg(feature = "window")]
mod keys;
mod needs;
#[cfg(feature = "window")]
mod over;
mod rehearsed_day;
mod rehearsed_decisions;
mod rehearsing;
mod remedies;
#[cfg(feature = "window")]
mod room_screens;
mod turns;
#[cfg(feature = "window")]
mod whereabouts;
