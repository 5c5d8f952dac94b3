//! From a centre to a timetable problem, and from a plan back to sessions.
//!
//! [`pose()`] says what a plan of this centre has to fit, [`read()`] takes the sessions of the centre
//! as a plan, so that the one judge ([`crate::timetable::rules`]) can look at them whoever made
//! them, and [`adopt()`] makes a plan the centre's. [`agenda`] is the day as each person sees it.
//!
//! **Invariant:** nothing here changes a centre: [`adopt()`] gives the changes, to be made as one act.

pub mod adopt;
pub mod agenda;
pub mod another_day;
pub mod differences;
pub mod edits;
pub mod past;
pub mod pose;
mod posed;
pub mod read;
pub mod repair;
pub mod staffing;
pub mod times;

pub use adopt::adopt;
pub use agenda::{Agenda, Appointment, Person, What};
pub use another_day::another_day;
pub use differences::differences;
pub use past::Past;
pub use pose::pose;
pub use posed::Posed;
pub use read::read;
pub use repair::{Cannot, Following, Happening, Repair, repair};
pub use staffing::Staffing;
