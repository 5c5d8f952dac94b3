//! Columns that several tables have, each described once.

use super::{Column, Sort};

/// A column’s name for programs, its heading, what it holds and what it means.
pub(super) type Named = (&'static str, &'static str, Sort, &'static str);

pub(super) const CODE: Named = ("code", "Code", Sort::Text, "The candidate’s code.");
pub(super) const NAME: Named =
    ("name", "Name", Sort::Text, "The candidate’s name; empty where only codes are used.");
pub(super) const ATTENDANCE: Named = (
    "attendance",
    "Attendance",
    Sort::Text,
    "came, absent or withdrawn; empty where nothing was noted.",
);
pub(super) const COMPETENCY: Named =
    ("competency", "Competency", Sort::Text, "The competency’s short name in the scenario.");
pub(super) const COMPETENCY_NAME: Named =
    ("competency_name", "Competency’s name", Sort::Text, "What the competency is called.");
pub(super) const EXERCISE: Named =
    ("exercise", "Exercise", Sort::Text, "The exercise’s short name in the scenario.");
pub(super) const EXERCISE_TITLE: Named =
    ("exercise_title", "Exercise’s title", Sort::Text, "What the exercise is called.");
pub(super) const SESSION: Named = ("session", "Session", Sort::Text, "Names the session for good.");
pub(super) const RATINGS: Named =
    ("ratings", "Ratings", Sort::Whole, "On how many levels the mean rests.");

pub(super) fn columns(all: &[Named]) -> Vec<Column> {
    all.iter().map(|(key, title, sort, meaning)| Column::new(key, title, *sort, meaning)).collect()
}
