//! What holds for the whole: layers, commands, documents, files, keys.

#![allow(
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::match_same_arms,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

#[cfg(feature = "window")]
mod aloud;
mod architecture;
#[cfg(feature = "window")]
mod beginning;
mod circles;
mod cli;
mod cli_output;
mod documented;
#[cfg(feature = "window")]
mod keyboard;
#[cfg(feature = "window")]
mod keys_sheet;
mod merge;
#[cfg(feature = "window")]
mod monkey;
#[cfg(feature = "window")]
mod opening;
mod power_cut;
mod recent_files;
mod recovery;
#[cfg(feature = "window")]
mod screens;
#[cfg(feature = "window")]
mod small_window;
#[cfg(feature = "window")]
mod tab_order;
#[cfg(feature = "window")]
mod walk;
