//! What is kept of people, who is told, and what an erasure leaves: nothing.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod cli_tell;
mod erasure;
mod erasure_fields;
mod keeping;
