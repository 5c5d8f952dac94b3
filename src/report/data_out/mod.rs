//! The data of a centre as tables, in every form that others read: a workbook, CSV, JSON, RON.
//!
//! **Invariants:** every form is made of the same [`Table`]s, so a number is the same in all of
//! them; what somebody typed is text in every form and never a formula; a mean that rests on
//! nothing is empty, never zero. Equal-opportunity monitoring is no part of a centre and so is in
//! none of them (rule E1). `docs/DATA.md` says what each column means.

mod columns;
mod csv_form;
mod json;
mod means;
mod people;
mod sessions;
mod workbook;

use jiff::Timestamp;
use jiff::civil::Date;

pub use csv_form::{csv, guarded, unguarded};
pub use json::{FORMAT, json, ron};
pub use means::wide;
pub use workbook::{WorkbookError, workbook};

use crate::centre::Centre;
use crate::ids::CandidateId;
use crate::people::Candidate;
use crate::scoring::{self, Outcome, Scorecard, Viewer};
use crate::words;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is known, or nothing can be said.
    Nothing,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any number.
    Number(f64),
    /// A moment.
    Moment(Timestamp),
    /// A day.
    Day(Date),
    /// Yes or no.
    Is(bool),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Moments, in universal time wherever there is no other.
    Moment,
    /// Days.
    Day,
    /// Yes or no.
    Is,
}

impl Sort {
    /// What the dictionary calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "whole number",
            Self::Number => "number",
            Self::Moment => "moment",
            Self::Day => "day",
            Self::Is => "true or false",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: small letters, digits and underscores.
    pub key: String,
    /// Its heading for people.
    pub title: String,
    /// What it holds.
    pub sort: Sort,
    /// What it means.
    pub meaning: String,
}

impl Column {
    /// A column of this name, with its heading and meaning.
    pub fn new(key: &str, title: &str, sort: Sort, meaning: &str) -> Self {
        let owned = str::to_owned;
        Self { key: owned(key), title: owned(title), sort, meaning: owned(meaning) }
    }
}

/// A row, and whom it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The candidates that it is about.
    pub about: Vec<CandidateId>,
    /// A cell a column.
    pub cells: Vec<Value>,
}

/// A subject: a sheet of the workbook, a file of CSV.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name for programs.
    pub name: &'static str,
    /// Its heading for people, short enough for a sheet.
    pub title: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The place of a column.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

/// All that tables are made of, reckoned once.
pub(super) struct Source<'a> {
    centre: &'a Centre,
    cards: Vec<(Scorecard, Outcome)>,
}

impl<'a> Source<'a> {
    fn new(centre: &'a Centre) -> Self {
        let cards = scoring::all_scorecards(centre, Viewer::Facilitator).into_iter();
        let judged = cards.map(|card| {
            let outcome = scoring::outcome_of(centre, &card);
            (card, outcome)
        });
        Self { centre, cards: judged.collect() }
    }

    /// Whether a candidate came and stayed.
    fn attendance(&self, candidate: CandidateId) -> Value {
        words::attendance(self.centre, candidate).map_or(Value::Nothing, text)
    }

    /// A row about a candidate: code and name, and what follows.
    fn row(&self, about: CandidateId, cells: impl IntoIterator<Item = Value>) -> Row {
        let known = self.centre.people.candidate(about);
        let said = |part: fn(&Candidate) -> &String| {
            known.map_or(Value::Nothing, |known| text(part(known)))
        };
        let whose = [said(|known| &known.code), said(|known| &known.name)];
        Row { about: vec![about], cells: whose.into_iter().chain(cells).collect() }
    }
}

/// The names of all tables, in their order; the wide one last but the dictionary, which names it.
pub const NAMES: &[&str] = &[
    "candidates",
    "ratings",
    "notes",
    "marksheets",
    "cell_means",
    "levels",
    "exercise_means",
    "decisions",
    "sessions",
    "phases",
    "incidents",
    "feedback",
    "wide",
    "dictionary",
];

/// The table of that name. The dictionary of all covers the wide table too.
pub fn table(centre: &Centre, name: &str) -> Option<Table> {
    match name {
        "wide" => Some(wide(centre)),
        "dictionary" => {
            let mut all = tables(centre);
            all.retain(|table| table.name != "dictionary");
            all.push(wide(centre));
            Some(dictionary(&all))
        }
        _ => tables(centre).into_iter().find(|table| table.name == name),
    }
}

/// Every table but the wide one, each in the order of candidates and exercises.
pub fn tables(centre: &Centre) -> Vec<Table> {
    let source = Source::new(centre);
    let mut all = vec![
        people::candidates(&source),
        people::ratings(&source),
        people::notes(&source),
        people::marksheets(&source),
        means::cells(&source),
        means::competencies(&source),
        means::exercises(&source),
        means::decisions(&source),
        sessions::sessions(&source),
        sessions::phases(&source),
        sessions::incidents(&source),
        people::feedback(&source),
    ];
    all.push(dictionary(&all));
    all
}

/// The table that says what every column of the others means.
pub fn dictionary(tables: &[Table]) -> Table {
    let columns = vec![
        Column::new("table", "Table", Sort::Text, "The table that the column stands in."),
        Column::new("column", "Column", Sort::Text, "The name of the column for programs."),
        Column::new("title", "Heading", Sort::Text, "Its heading in the workbook."),
        Column::new("sort", "Holds", Sort::Text, "What stands in its cells."),
        Column::new("meaning", "Meaning", Sort::Text, "What it means."),
    ];
    let row = |table: &Table, column: &Column| Row {
        about: Vec::new(),
        cells: vec![
            text(table.name),
            text(&column.key),
            text(&column.title),
            text(column.sort.word()),
            text(&column.meaning),
        ],
    };
    let rows = tables.iter().flat_map(|table| table.columns.iter().map(move |c| row(table, c)));
    Table { name: "dictionary", title: "Dictionary", columns, rows: rows.collect() }
}

fn text(words: &str) -> Value {
    if words.is_empty() { Value::Nothing } else { Value::Text(words.to_owned()) }
}

fn count(number: usize) -> Value {
    Value::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}

fn number(value: Option<f64>) -> Value {
    value.map_or(Value::Nothing, Value::Number)
}

fn moment(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Nothing, Value::Moment)
}
