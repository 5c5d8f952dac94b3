//! Bellwether runs assessment centres: a scenario, the people, the live day, what was observed,
//! and the scorecards that follow from it.
//!
//! The modules stand on floors; each may use what stands below it and nothing else
//! (`ARCHITECTURE.md` says why, `tests/house/architecture.rs` holds it):
//!
//! | floor | modules |
//! |---|---|
//! | the faces | [`ui`] (feature `window`), [`cli`] |
//! | the open centre | [`workspace`], [`clock`] |
//! | words and bytes | [`words`], [`report`], [`privacy`], [`mod@print`], [`handouts`], [`files`] |
//! | what follows from the record | [`day`], [`planning`], [`scoring`] |
//! | the record | [`centre`] |
//! | what a centre is made of | [`scenario`], [`people`], [`timetable`] |
//! | the ground | [`ids`], [`time`] |

pub mod centre;
pub mod cli;
pub mod clock;
pub mod day;
pub mod demo;
pub mod design;
pub mod files;
pub mod handouts;
pub mod ids;
pub mod outline;
pub mod people;
pub mod planning;
pub mod print;
pub mod privacy;
pub mod problem;
pub mod report;
pub mod scenario;
pub mod scoring;
pub mod time;
pub mod timetable;
#[cfg(feature = "window")]
pub mod ui;
pub mod words;
pub mod workspace;
