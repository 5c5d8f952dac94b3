//! The whole group as a grid: a row a candidate, sorted and filtered by what people ask for, and
//! as a table for a spreadsheet.

use std::cmp::Ordering;

use crate::centre::Centre;
use crate::ids::{CandidateId, CompetencyId, ExerciseId};
use crate::people::roster::{Line, Table};
use crate::scenario::Family;
use crate::scoring::{Group, Mean};
use crate::words;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The code.
    Code,
    /// The name.
    Name,
    /// What was decided, or what the rule gives.
    Result,
    /// A family's result.
    Family(Family),
    /// A competency, as it is shown.
    Competency(CompetencyId),
    /// The mean of an exercise.
    Exercise(ExerciseId),
    /// How many competencies are agreed.
    Agreed,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A level or a mean, and whether the panel agreed it.
    Number(Option<Mean>, bool),
    /// So many of so many.
    Of(usize, usize),
}

/// One candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Who.
    pub candidate: CandidateId,
    /// What stands in each column.
    pub cells: Vec<Cell>,
}

/// Everybody, by code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// A row a candidate.
    pub rows: Vec<Row>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Only those whose code or name has this in it.
    pub text: String,
    /// Only those with this result.
    pub band: Option<String>,
    /// Only the competencies of this family; all when there is none.
    pub family: Option<Family>,
    /// By which column, and whether the highest comes first; by code when there is none.
    pub sort: Option<(Column, bool)>,
}

/// The whole grid.
pub fn grid(centre: &Centre, group: &Group) -> Grid {
    let framework = &centre.scenario.framework.competencies;
    let mut columns = vec![Column::Code, Column::Name];
    if group.standings.iter().any(|one| one.result().is_some()) {
        columns.push(Column::Result);
    }
    let families = group.standings.first().map(|one| one.families.as_slice()).unwrap_or_default();
    columns.extend(families.iter().map(|(family, _)| Column::Family(family.clone())));
    columns.extend(framework.iter().map(|known| Column::Competency(known.id.clone())));
    let exercises = centre.scenario.exercises.iter();
    let rated = exercises.filter(|exercise| !exercise.observes.is_empty());
    columns.extend(rated.map(|exercise| Column::Exercise(exercise.id.clone())));
    columns.push(Column::Agreed);
    let rows = group.standings.iter().map(|standing| {
        let known = centre.people.candidate(standing.candidate);
        let cell = |column: &Column| match column {
            Column::Code => Cell::Text(known.map_or_else(String::new, |known| known.code.clone())),
            Column::Name => Cell::Text(known.map_or_else(String::new, |known| known.name.clone())),
            Column::Result => Cell::Text(standing.result().unwrap_or_default().to_owned()),
            Column::Family(family) => Cell::Number(standing.family(family), false),
            Column::Competency(id) => {
                let row = standing.rows.iter().find(|row| row.competency == *id);
                Cell::Number(
                    row.and_then(crate::scoring::standing::Stood::value),
                    row.is_some_and(crate::scoring::standing::Stood::is_agreed),
                )
            }
            Column::Exercise(id) => Cell::Number(standing.exercise(id), false),
            Column::Agreed => Cell::Of(standing.agreed(), standing.rows.len()),
        };
        Row { candidate: standing.candidate, cells: columns.iter().map(cell).collect() }
    });
    let rows = rows.collect();
    Grid { columns, rows }
}

impl Grid {
    /// The results that there are, in the order in which they are met.
    pub fn results(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for row in &self.rows {
            if let Some(Cell::Text(result)) = self.cell(row, &Column::Result)
                && !result.is_empty()
                && !all.contains(result)
            {
                all.push(result.clone());
            }
        }
        all
    }

    /// What stands in a column of a row.
    pub fn cell<'a>(&self, row: &'a Row, column: &Column) -> Option<&'a Cell> {
        row.cells.get(self.columns.iter().position(|known| known == column)?)
    }

    /// The part that is asked for, in the order that is asked for.
    #[must_use]
    pub fn wanted(&self, centre: &Centre, wanted: &Wanted) -> Self {
        let kept: Vec<bool> =
            self.columns.iter().map(|column| is_kept(centre, column, wanted)).collect();
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| self.fits(row, wanted)).collect();
        if let Some((column, highest_first)) = &wanted.sort {
            rows.sort_by(|one, other| {
                let (one, other) = (self.cell(one, column), self.cell(other, column));
                compare(one, other, *highest_first)
            });
        }
        let part = |row: &Row| Row {
            candidate: row.candidate,
            cells: row
                .cells
                .iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(cell, _)| cell.clone())
                .collect(),
        };
        let columns = self.columns.iter().zip(&kept).filter(|(_, kept)| **kept);
        let columns = columns.map(|(column, _)| column.clone()).collect();
        Self { columns, rows: rows.into_iter().map(part).collect() }
    }

    fn fits(&self, row: &Row, wanted: &Wanted) -> bool {
        let text = |column| match self.cell(row, column) {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        };
        let looked_for = wanted.text.trim().to_lowercase();
        let found = looked_for.is_empty()
            || text(&Column::Code).to_lowercase().contains(&looked_for)
            || text(&Column::Name).to_lowercase().contains(&looked_for);
        found && wanted.band.as_ref().is_none_or(|band| text(&Column::Result) == band)
    }

    /// The grid as a table for a spreadsheet, with a heading.
    pub fn table(&self, centre: &Centre) -> Table {
        let heading: Vec<String> =
            self.columns.iter().map(|column| title(centre, column)).collect();
        let written = |cell: &Cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::Number(mean, _) => mean.map_or_else(String::new, |mean| mean.to_string()),
            Cell::Of(some, all) => format!("{some} of {all}"),
        };
        let rows = self.rows.iter().map(|row| row.cells.iter().map(written).collect());
        let lines = std::iter::once(heading)
            .chain(rows)
            .enumerate()
            .map(|(place, cells)| Line { number: place + 1, cells });
        Table { lines: lines.collect() }
    }
}

/// What a column is called.
pub fn title(centre: &Centre, column: &Column) -> String {
    match column {
        Column::Code => "Code".to_owned(),
        Column::Name => "Name".to_owned(),
        Column::Result => "Result".to_owned(),
        Column::Family(family) => words::family(family),
        Column::Competency(id) => words::scorecards::competency(centre, id),
        Column::Exercise(id) => words::scorecards::exercise(centre, id),
        Column::Agreed => "Agreed".to_owned(),
    }
}

fn is_kept(centre: &Centre, column: &Column, wanted: &Wanted) -> bool {
    let Some(family) = &wanted.family else { return true };
    match column {
        Column::Family(known) => known == family,
        Column::Competency(id) => {
            centre.scenario.competency(id).is_some_and(|known| known.family == *family)
        }
        _ => true,
    }
}

/// What has no number comes last, whichever way round.
fn compare(one: Option<&Cell>, other: Option<&Cell>, highest_first: bool) -> Ordering {
    let turned = |order: Ordering| if highest_first { order.reverse() } else { order };
    match (one, other) {
        (Some(Cell::Number(one, _)), Some(Cell::Number(other, _))) => match (one, other) {
            (Some(one), Some(other)) => turned(one.value.total_cmp(&other.value)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        },
        (Some(Cell::Text(one)), Some(Cell::Text(other))) => {
            match (one.is_empty(), other.is_empty()) {
                (false, true) => Ordering::Less,
                (true, false) => Ordering::Greater,
                _ => turned(one.to_lowercase().cmp(&other.to_lowercase())),
            }
        }
        (Some(Cell::Of(one, _)), Some(Cell::Of(other, _))) => turned(one.cmp(other)),
        _ => Ordering::Equal,
    }
}

/// A text that a spreadsheet would take for a formula begins with an apostrophe.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
