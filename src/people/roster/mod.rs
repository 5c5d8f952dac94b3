//! A list of people or rooms from elsewhere: what each column means, what each row says, and what
//! is doubtful about it. Nothing is brought in by reading.
//!
//! **Invariant:** what [`Reading::changes`] gives can be made as one act on the list it was read
//! for. Each row was tried on that list with the rows before it.

mod columns;
mod rows;
#[cfg(test)]
mod tests;
mod values;
mod written;

pub use columns::{Column, Kind, Mapping, guess, guess_for};
pub use rows::read;
pub use written::written;

use super::{Change, Newcomer, People, Refusal};
use crate::ids::ExerciseId;
use jiff::civil::Date;

/// A day as people write it, the day before the month where both are numbers; nothing when nothing
/// is said.
///
/// # Errors
///
/// Why it is no day.
pub fn day(text: &str) -> Result<Option<Date>, Why> {
    values::day(text).map(|said| said.map(|(date, _)| date))
}

/// The most rows of a list.
pub const MOST_ROWS: usize = 2000;

/// The most columns of a list that are looked at.
pub const MOST_COLUMNS: usize = 60;

/// A row of a list as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The line of the file, or the row of the sheet, from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A list as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows, a heading too.
    pub lines: Vec<Line>,
}

impl Table {
    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        let widest = self.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        widest.min(MOST_COLUMNS)
    }
}

/// What a list is read for.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who is on the list already.
    pub people: &'a People,
    /// The exercises of the scenario, each with its title.
    pub exercises: &'a [(ExerciseId, String)],
}

/// Something about a row that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The column, from 0; the whole row when there is none.
    pub column: Option<usize>,
    /// What stands there.
    pub text: String,
    /// What is doubtful about it.
    pub why: Why,
}

/// What is doubtful about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing stands in it. It is passed over.
    EmptyRow,
    /// It has neither code nor name.
    Nobody,
    /// The list refuses it.
    Refused(Refusal),
    /// An earlier line has that code.
    CodeTwice(usize),
    /// An earlier line has that name, and no code tells the two apart.
    NameTwice(usize),
    /// Somebody of that name is on the list, and no code tells the two apart.
    OnTheList,
    /// Somebody else has the same name; the codes tell them apart.
    SameName,
    /// No percentage.
    NotAPercentage,
    /// No time of day.
    NotATime,
    /// Neither yes nor no.
    NotYesOrNo,
    /// No day.
    NotADay,
    /// No whole number.
    NotANumber,
    /// No kind of person or room.
    NotAKind,
    /// Means nothing for this kind, and is passed over.
    NotForKind(Kind),
    /// A fraction, as workbooks keep percentages: read as so many percent.
    ReadAsPercent(u16),
    /// So little extra time that it may be meant otherwise.
    VeryLittle(u16),
    /// Only one of the two times is said; the other is taken as the end of the day.
    OneTime,
    /// Day and month could be the other way round: read as this day.
    ReadAsDay(Date),
    /// No exercise of the scenario.
    NoExercise(String),
    /// No assessor on the list: nobody is kept apart because of it.
    NoAssessor(String),
    /// More rows than a list takes.
    TooMany,
}

impl Why {
    /// Whether the row cannot come in because of it.
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::EmptyRow
            | Self::SameName
            | Self::NotForKind(_)
            | Self::ReadAsPercent(_)
            | Self::VeryLittle(_)
            | Self::OneTime
            | Self::NoAssessor(_)
            | Self::ReadAsDay(_) => false,
            Self::Nobody
            | Self::Refused(_)
            | Self::CodeTwice(_)
            | Self::NameTwice(_)
            | Self::OnTheList
            | Self::NotAPercentage
            | Self::NotATime
            | Self::NotYesOrNo
            | Self::NotADay
            | Self::NotANumber
            | Self::NotAKind
            | Self::NoExercise(_)
            | Self::TooMany => true,
        }
    }
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, or the row of the sheet, from 1.
    pub line: usize,
    /// Who or what comes; nobody for an empty row and one that cannot come in.
    pub who: Option<Newcomer>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
}

impl Row {
    /// Whether it cannot come in.
    pub fn is_wrong(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.why.is_wrong())
    }
}

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Row by row, without the heading.
    pub rows: Vec<Row>,
}

impl Reading {
    /// How many rows cannot come in.
    pub fn wrong(&self) -> usize {
        self.rows.iter().filter(|row| row.is_wrong()).count()
    }

    /// Whoever comes.
    pub fn coming(&self) -> impl Iterator<Item = &Newcomer> {
        self.rows.iter().filter_map(|row| row.who.as_ref())
    }

    /// The changes that bring all of them in, to be made as one act. Nothing when nobody comes,
    /// and nothing when a row is wrong and is not to be left out.
    pub fn changes(&self, leave_wrong_out: bool) -> Vec<Change> {
        if self.wrong() > 0 && !leave_wrong_out {
            return Vec::new();
        }
        self.coming().cloned().map(Change::Join).collect()
    }
}
