//! What leaves the room, as text or tables: `report` makes it, [`crate::files`] writes it.

pub mod data;
pub mod data_out;
pub mod group;
pub mod kinds;
pub mod language;
pub mod log;
pub mod results;
pub mod timetable;
pub mod turns;
pub mod word;
