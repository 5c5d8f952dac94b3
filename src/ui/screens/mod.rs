//! The stages. Each draws from [`super::cx::Cx`] and its own small view state, and returns what
//! the person asked for as [`super::asks::Asks`]. No screen knows another.

pub mod design;
pub mod home;
pub mod live;
pub mod observe;
pub mod people;
pub mod reports;
pub mod scorecards;
pub mod timetable;
pub mod wash_up;
