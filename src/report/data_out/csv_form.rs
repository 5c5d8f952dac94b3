//! Tables as CSV: comma, double quotes, UTF-8, a line a row.
//!
//! A spreadsheet that opens CSV takes a text that begins with `=`, `+`, `-`, `@` or a tab for a
//! formula. Such a text gets an apostrophe before it, and so does one that begins with an
//! apostrophe, so that taking one away always gives back what was typed ([`unguarded`]).

use super::{Table, Value};

/// What must not begin a text.
const RISKY: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// A typed text as it stands in CSV.
pub fn guarded(text: &str) -> String {
    // Some programs skip blanks before they look.
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    if first.is_some_and(|first| RISKY.contains(&first)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What was typed, from a text as it stands in CSV.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// The table as CSV, with the names of its columns first.
pub fn csv(table: &Table) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let heads = table.columns.iter().map(|column| column.key.clone()).collect::<Vec<_>>();
    let rows = table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>());
    for record in std::iter::once(heads).chain(rows) {
        if let Err(error) = writer.write_record(&record) {
            // Into memory, and with as many cells a row as there are columns.
            tracing::error!("csv: {error}");
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => guarded(text),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Moment(at) => at.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Is(is) => is.to_string(),
    }
}
