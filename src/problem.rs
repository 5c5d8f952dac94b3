//! What is wrong or doubtful in a document: where, how bad, and the bare fact.
//!
//! Facts are values of the module that finds them; [`crate::words`] turns them into sentences.
//! All problems of a document are given at once.

use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document cannot be used until it is mended.
    Error,
    /// The document can be used; somebody should look.
    Warning,
    /// For the record; nothing needs mending.
    Note,
}

/// A place in a text, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// The place of the byte at `offset` in `text`.
    pub fn of_byte(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One step from the whole of a document towards a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the field of a struct.
    Field(&'static str),
    /// Into an item of a list, from 0.
    Item(usize),
    /// Into the value of a map's key, as it is written.
    Key(String),
}

/// The way from the whole of a document to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The way on into a field.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.then(Step::Field(name))
    }

    /// The way on into an item.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.then(Step::Item(index))
    }

    /// The way on into the value of a key.
    #[must_use]
    pub fn key(&self, key: impl fmt::Display) -> Self {
        self.then(Step::Key(key.to_string()))
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
                Step::Key(key) => write!(f, "[{key}]")?,
            }
        }
        Ok(())
    }
}

/// A fact about a part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem<Fact> {
    /// How much it matters.
    pub severity: Severity,
    /// The part of the document.
    pub path: Path,
    /// Where that part stands in the text, when there is a text.
    pub place: Option<Place>,
    /// What is the case.
    pub fact: Fact,
}
