//! Tables as JSON and RON: a document that says its format, then each table with its columns and
//! rows. `docs/DATA.md` is its schema.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use super::{Table, Value, tables};
use crate::centre::Centre;

/// The format of data files that this build writes.
pub const FORMAT: u32 = 1;

const FIRST_LINE: &str =
    "// Bellwether data, format 1. Derived from a centre; docs/DATA.md says what it means.\n";

#[derive(Serialize)]
struct Whole<'a> {
    format: u32,
    centre: &'a str,
    date: Option<jiff::civil::Date>,
    scenario: &'a str,
    scenario_version: u32,
    tables: BTreeMap<&'a str, Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    title: &'a str,
    columns: Vec<ColumnOf<'a>>,
    rows: Vec<RowOf<'a>>,
}

impl<'a> Part<'a> {
    fn of(table: &'a Table) -> Self {
        let columns = table.columns.iter().map(|column| ColumnOf {
            key: &column.key,
            title: &column.title,
            sort: column.sort.word(),
            meaning: &column.meaning,
        });
        Self {
            title: table.title,
            columns: columns.collect(),
            rows: table.rows.iter().map(|row| RowOf(table, &row.cells)).collect(),
        }
    }
}

#[derive(Serialize)]
struct ColumnOf<'a> {
    key: &'a str,
    title: &'a str,
    sort: &'static str,
    meaning: &'a str,
}

struct RowOf<'a>(&'a Table, &'a [Value]);

impl Serialize for RowOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for (column, value) in self.0.columns.iter().zip(self.1) {
            map.serialize_entry(&column.key, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Moment(at) => serializer.collect_str(at),
            Self::Day(day) => serializer.collect_str(day),
            Self::Is(is) => serializer.serialize_bool(*is),
        }
    }
}

fn with_whole<T>(centre: &Centre, write: impl FnOnce(&Whole<'_>) -> T) -> T {
    let tables = tables(centre);
    write(&Whole {
        format: FORMAT,
        centre: &centre.details.name,
        date: centre.details.date,
        scenario: centre.scenario.id.as_str(),
        scenario_version: centre.scenario.version,
        tables: tables.iter().map(|table| (table.name, Part::of(table))).collect(),
    })
}

/// All tables as JSON.
pub fn json(centre: &Centre) -> String {
    let text = with_whole(centre, |whole| serde_json::to_string_pretty(whole));
    text.map_or_else(|error| lost(&error), |text| text + "\n")
}

/// All tables as RON.
pub fn ron(centre: &Centre) -> String {
    let style = ron::ser::PrettyConfig::new().struct_names(false).new_line("\n").indentor(" ");
    let text = with_whole(centre, |whole| ron::ser::to_string_pretty(whole, style.depth_limit(6)));
    text.map_or_else(|error| lost(&error), |text| format!("{FIRST_LINE}{text}\n"))
}

/// Neither writer can fail on these values.
fn lost(error: &dyn std::fmt::Display) -> String {
    tracing::error!("data: {error}");
    String::new()
}
