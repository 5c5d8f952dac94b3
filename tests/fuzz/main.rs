//! Inputs that nobody would write: files that were cut, flipped, spliced and blown up.
//!
//! `cargo test --test fuzz` replays the inputs that once found something (`corpus/`) and tries a few
//! hundred new ones. `CONTRIBUTING.md` says how to let it look for longer.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod centres;
mod drive;
mod mutate;
mod notes;
mod rosters;
mod scenarios;
mod templates;
