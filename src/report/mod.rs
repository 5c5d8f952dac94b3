//! What leaves the room, as text or tables: `report` makes it, [`crate::files`] writes it.

pub mod kinds;
pub mod results;
pub mod timetable;
