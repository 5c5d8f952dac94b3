//! What leaves the room, as text: `report` makes it, [`crate::files`] writes it.

pub mod results;
