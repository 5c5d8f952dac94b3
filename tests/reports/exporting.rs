//! Data in every form that others read: the same numbers, cell by cell, and what people typed as
//! text, never as a formula.

use crate::stage;
use std::collections::BTreeMap;
use std::io::Cursor;

use assert_cmd::Command;
use bellwether::centre::{Act, Author, Change, Record, incidents};
use bellwether::demo::{self, Demo};
use bellwether::files::{document, line};
use bellwether::handouts::data::{self, Form};
use bellwether::ids::DeviceId;
use bellwether::people;
use bellwether::report::data_out::{self, Table, Value};
use bellwether::report::results;
use bellwether::scenario::library;
use bellwether::time::Now;
use calamine::{Data, Range, Reader as _, Xlsx};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Names that a careless writer would run, cut or lose.
const NAMES: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "+441632960000",
    "@SUM(A1:A9)",
    "-2+3, \"quoted\", 'single'",
    "'=1+1",
    "\t=tabbed",
    "李明 Ελένη أمينة",
    "Two\nlines, <b>bold</b> & #include \"x\" $1_2*",
];

fn begins() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

/// A whole day with twelve candidates, some of whom have dangerous names.
fn record(candidates: u32) -> Record {
    let mut record = demo::record(&Demo {
        candidates,
        seed: 11,
        scenario: library::bundled().remove(0),
        date: jiff::civil::date(2026, 11, 24),
        begins: begins(),
        until: begins() + SignedDuration::from_hours(24),
        zone: TimeZone::UTC,
    });
    let listed: Vec<_> =
        record.centre().people.candidates().iter().map(|k| (k.id, k.code.clone())).collect();
    for ((candidate, code), name) in listed.into_iter().zip(NAMES) {
        let name = people::Change::NameCandidate { candidate, code, name: name.to_owned() };
        let device = DeviceId { installation: 3, session: 3 };
        let now = Now::at(begins() + SignedDuration::from_hours(25));
        let act = Act::Do(vec![Change::People(name)]);
        let entry = record.next_entry(device, Author::Facilitator, now, act);
        record.add(entry);
    }
    // Something happened, in words that a careless writer would run.
    let noted = incidents::Change::Note {
        noticed: begins() + SignedDuration::from_mins(90),
        kind: incidents::Kind::Technical,
        what: "=HYPERLINK(\"http://example.org\")".to_owned(),
        candidates: record.centre().people.candidates().iter().take(1).map(|k| k.id).collect(),
        exercises: Vec::new(),
        sessions: Vec::new(),
    };
    let device = DeviceId { installation: 3, session: 4 };
    let now = Now::at(begins() + SignedDuration::from_hours(25));
    let act = Act::Do(vec![Change::Incident(noted)]);
    let entry = record.next_entry(device, Author::Facilitator, now, act);
    record.add(entry);
    record
}

#[test]
fn e2_each_rating_says_where_it_stood_in_the_candidates_day_and_in_the_assessors() {
    let record = record(4);
    let centre = record.centre();
    let ratings = data_out::table(centre, "ratings").unwrap();
    let at = |key: &str| ratings.place(key).unwrap();
    let (code, session, assessor) = (at("code"), at("session"), at("assessor"));
    let of = |row: &data_out::Row, key: &str| match row.cells[at(key)] {
        Value::Whole(place) => usize::try_from(place).unwrap(),
        ref other => panic!("{other:?}"),
    };
    // By hand: when each session began, for everybody who was in it.
    let began = |id: &Value| {
        let Value::Text(id) = id else { panic!("{id:?}") };
        let session = centre.sessions.values().find(|one| one.id.to_string() == *id).unwrap();
        session.clock.runs[0].started()
    };
    let mut days: BTreeMap<String, std::collections::BTreeSet<Timestamp>> = BTreeMap::new();
    for row in &ratings.rows {
        for who in [code, assessor] {
            let who = format!("{who} {:?}", row.cells[who]);
            days.entry(who).or_default().insert(began(&row.cells[session]));
        }
    }
    assert!(ratings.rows.len() > 40);
    for row in &ratings.rows {
        for (who, key) in [(code, "candidate_order"), (assessor, "assessor_order")] {
            let day = &days[&format!("{who} {:?}", row.cells[who])];
            let earlier = day.range(..began(&row.cells[session])).count();
            assert_eq!(of(row, key), earlier + 1, "{key} of {:?}", row.cells[who]);
        }
    }
    let orders: Vec<usize> = ratings.rows.iter().map(|row| of(row, "candidate_order")).collect();
    assert_eq!((orders.iter().min(), orders.iter().max()), (Some(&1), Some(&4)));
}

/// What a form holds in a cell, brought to one shape.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Nothing,
    Text(String),
    Number(f64),
    Is(bool),
}

fn expected(value: &Value) -> Seen {
    match value {
        Value::Nothing => Seen::Nothing,
        Value::Text(text) => Seen::Text(text.clone()),
        Value::Whole(number) => Seen::Number(*number as f64),
        Value::Number(number) => Seen::Number(*number),
        Value::Moment(at) => Seen::Text(at.to_string()),
        Value::Day(day) => Seen::Text(day.to_string()),
        Value::Is(is) => Seen::Is(*is),
    }
}

fn same(table: &Table, form: &str, seen: &[Vec<Seen>]) {
    assert_eq!(seen.len(), table.rows.len(), "{form}: rows of {}", table.name);
    for (place, (row, seen)) in table.rows.iter().zip(seen).enumerate() {
        let wanted: Vec<Seen> = row.cells.iter().map(expected).collect();
        assert_eq!(*seen, wanted, "{form}: row {place} of {}", table.name);
    }
}

fn workbook(record: &Record) -> Xlsx<Cursor<Vec<u8>>> {
    let now = begins() + SignedDuration::from_hours(26);
    let bytes = data_out::workbook(record.centre(), &TimeZone::UTC, now).unwrap();
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn in_workbook(sheet: &Range<Data>, table: &Table) -> Vec<Vec<Seen>> {
    let cell = |row: usize, column: usize, value: &Value| {
        let at = (u32::try_from(row + 1).unwrap(), u32::try_from(column).unwrap());
        match sheet.get_value(at).unwrap_or(&Data::Empty) {
            Data::Empty => Seen::Nothing,
            Data::String(text) => Seen::Text(text.clone()),
            Data::Float(number) => Seen::Number(*number),
            Data::Int(number) => Seen::Number(*number as f64),
            Data::Bool(is) => Seen::Is(*is),
            // Days since 1899-12-30, to the millisecond.
            Data::DateTime(when) => {
                let zero: Timestamp = "1899-12-30T00:00:00Z".parse().unwrap();
                let ms = (when.as_f64() * 86_400_000.0).round();
                #[allow(clippy::cast_possible_truncation, reason = "far below")]
                let at = zero + SignedDuration::from_millis(ms as i64);
                match value {
                    Value::Day(_) => Seen::Text(at.strftime("%Y-%m-%d").to_string()),
                    _ => Seen::Text(at.to_string()),
                }
            }
            other => panic!("{other:?} in {}", table.name),
        }
    };
    let rows = table.rows.iter().enumerate();
    rows.map(|(row, cells)| {
        cells.cells.iter().enumerate().map(|(column, value)| cell(row, column, value)).collect()
    })
    .collect()
}

#[test]
fn every_form_holds_the_same_numbers_and_texts() {
    let record = record(12);
    let centre = record.centre();
    let mut book = workbook(&record);
    let json: serde_json::Value = serde_json::from_str(&data_out::json(centre)).unwrap();
    let ron: ron::Value = ron::from_str(&data_out::ron(centre)).unwrap();
    let ron: serde_json::Value = serde_json::to_value(&ron).unwrap();
    let tables = data_out::tables(centre);
    for table in &tables {
        assert!(!table.rows.is_empty(), "{} holds nothing to compare", table.name);
        let sheet = book.worksheet_range(table.title).unwrap();
        same(table, "workbook", &in_workbook(&sheet, table));
        same(table, "csv", &in_csv(&data_out::csv(table), table));
        for (form, value) in [("json", &json), ("ron", &ron)] {
            let rows = value["tables"][table.name]["rows"].as_array().unwrap();
            let seen: Vec<Vec<Seen>> = rows.iter().map(|row| in_json(row, table)).collect();
            same(table, form, &seen);
        }
    }
    let wide = data_out::wide(centre);
    same(&wide, "csv", &in_csv(&data_out::csv(&wide), &wide));
}

fn in_json(row: &serde_json::Value, table: &Table) -> Vec<Seen> {
    let cell = |key: &str| match &row[key] {
        serde_json::Value::Null => Seen::Nothing,
        serde_json::Value::Array(unit) if unit.is_empty() => Seen::Nothing,
        serde_json::Value::String(text) => Seen::Text(text.clone()),
        serde_json::Value::Number(number) => Seen::Number(number.as_f64().unwrap()),
        serde_json::Value::Bool(is) => Seen::Is(*is),
        other => panic!("{other:?}"),
    };
    table.columns.iter().map(|column| cell(&column.key)).collect()
}

fn in_csv(text: &str, table: &Table) -> Vec<Vec<Seen>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    assert_eq!(heads, keys);
    let rows = reader.records().map(Result::unwrap).enumerate();
    rows.map(|(place, record)| {
        let cells = record.iter().zip(&table.rows[place].cells);
        cells.map(|(cell, value)| read_back(cell, value)).collect()
    })
    .collect()
}

/// A cell of CSV as another program takes it that knows the column.
fn read_back(cell: &str, value: &Value) -> Seen {
    match value {
        _ if cell.is_empty() => Seen::Nothing,
        Value::Whole(_) | Value::Number(_) => Seen::Number(cell.parse().unwrap()),
        Value::Is(_) => Seen::Is(cell.parse().unwrap()),
        Value::Text(_) => {
            let first = cell.trim_start().chars().next().unwrap();
            assert!(!"=+-@\t\r".contains(first), "{cell} would be run");
            Seen::Text(data_out::unguarded(cell).to_owned())
        }
        _ => Seen::Text(cell.to_owned()),
    }
}

#[test]
fn results_hold_the_same_means_as_the_tables() {
    let record = record(12);
    let centre = record.centre();
    let results = results::derive(centre);
    let tables = data_out::tables(centre);
    let levels = tables.iter().find(|table| table.name == "levels").unwrap();
    let (code, name, mean) = (
        levels.place("code").unwrap(),
        levels.place("competency_name").unwrap(),
        levels.place("mean").unwrap(),
    );
    let mut compared = 0;
    for block in &results.candidates {
        for line in &block.competencies {
            let is = |row: &&data_out::Row| {
                row.cells[code] == Value::Text(block.code.clone())
                    && row.cells[name] == Value::Text(line.competency.clone())
            };
            let row = levels.rows.iter().find(is).unwrap();
            let wanted = line.mean.map_or(Value::Nothing, |(value, _)| Value::Number(value));
            assert_eq!(row.cells[mean], wanted);
            compared += 1;
        }
    }
    assert_eq!(compared, levels.rows.len());
    // Every rating has a row, whatever became of its marksheet.
    let ratings = tables.iter().find(|table| table.name == "ratings").unwrap();
    let given: usize = centre.marksheets.values().map(|marks| marks.ratings.len()).sum();
    assert_eq!(ratings.rows.len(), given);
}

/// The numbers of a range such as `'Ratings'!$L$2:$L$4`.
fn numbers(sheets: &BTreeMap<String, Range<Data>>, range: &str) -> Vec<Option<f64>> {
    let (sheet, cells) = range.split_once('!').unwrap();
    let values = &sheets[sheet.trim_matches('\'')];
    let at = |cell: &str| {
        let cell = cell.replace('$', "");
        let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
        let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1) - 1;
        let row = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        (row.parse::<u32>().unwrap() - 1, column)
    };
    let (first, last) = cells.split_once(':').unwrap();
    let ((from, column), (to, _)) = (at(first), at(last));
    (from..=to)
        .map(|row| match values.get_value((row, column)) {
            Some(Data::Float(number)) => Some(*number),
            Some(Data::Int(number)) => Some(*number as f64),
            _ => None,
        })
        .collect()
}

#[test]
fn formulas_of_the_workbook_give_what_is_kept_with_them() {
    let record = record(12);
    let mut book = workbook(&record);
    let sheets: BTreeMap<String, Range<Data>> = book.worksheets().into_iter().collect();
    let mut worked = 0;
    for title in ["Cell means", "Levels"] {
        let formulas = book.worksheet_formula(title).unwrap();
        let values = book.worksheet_range(title).unwrap();
        let (row0, column0) = formulas.start().unwrap();
        let cells: Vec<_> = formulas.used_cells().map(|(r, c, f)| (r, c, f.clone())).collect();
        for (row, column, formula) in cells {
            let at = (row0 + u32::try_from(row).unwrap(), column0 + u32::try_from(column).unwrap());
            let kept = match values.get_value(at).unwrap() {
                Data::Float(number) => *number,
                Data::Int(number) => *number as f64,
                other => panic!("{other:?} beside {formula}"),
            };
            let inner = |name: &str| {
                let rest = formula.trim_start_matches('=').strip_prefix(name)?.strip_prefix('(')?;
                rest.split(')').next().map(str::to_owned)
            };
            let wanted = if let Some(range) = inner("AVERAGE") {
                let all: Vec<f64> = numbers(&sheets, &range).into_iter().flatten().collect();
                all.iter().sum::<f64>() / all.len() as f64
            } else if let Some(range) = inner("COUNT") {
                numbers(&sheets, &range).into_iter().flatten().count() as f64
            } else if let Some(range) = inner("SUMPRODUCT") {
                let (means, weights) = range.split_once(',').unwrap();
                let weights = numbers(&sheets, weights);
                let pairs = numbers(&sheets, means).into_iter().zip(&weights);
                let sum: f64 = pairs.map(|(m, w)| m.unwrap() * w.unwrap()).sum();
                sum / weights.iter().flatten().sum::<f64>()
            } else {
                let range = inner("SUM").unwrap_or_else(|| panic!("{formula}"));
                numbers(&sheets, &range).into_iter().flatten().sum()
            };
            assert!((wanted - kept).abs() < 1e-9, "{title}: {formula} is {wanted}, not {kept}");
            worked += 1;
        }
    }
    assert!(worked > 300, "{worked}");
    // Nothing that somebody typed became a formula.
    for title in ["Candidates", "Ratings", "Notes", "Decisions"] {
        assert_eq!(book.worksheet_formula(title).unwrap().used_cells().count(), 0, "{title}");
    }
}

#[test]
fn the_dictionary_says_what_every_column_means() {
    let record = record(2);
    let dictionary = data_out::table(record.centre(), "dictionary").unwrap();
    for name in data_out::NAMES.iter().filter(|name| **name != "dictionary") {
        let table = data_out::table(record.centre(), name).unwrap();
        assert_eq!(table.name, *name);
        for column in &table.columns {
            let said = dictionary.rows.iter().any(|row| {
                row.cells[0] == Value::Text((*name).to_owned())
                    && row.cells[1] == Value::Text(column.key.clone())
                    && row.cells[4] == Value::Text(column.meaning.clone())
            });
            assert!(said, "{name}.{}", column.key);
        }
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len(), "{name}");
        }
    }
}

#[test]
fn nobody_yet_is_an_empty_table_in_every_form() {
    let record = Record::new(bellwether::ids::CentreId(1), std::sync::Arc::new(stage::scenario()));
    let centre = record.centre();
    for piece in data::pieces(centre, &Form::ALL) {
        let bytes = data::bytes(centre, &piece, (&TimeZone::UTC, begins())).unwrap();
        assert!(!bytes.is_empty(), "{}", piece.name);
    }
}

#[test]
fn the_command_line_exports_what_is_asked_for_and_overwrites_nothing_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.centre.ron");
    let record = record(3);
    let first = &record.centre().designs[0].scenario;
    let beginning = document::beginning(record.centre().id, first).unwrap();
    let lines: Vec<String> = record.entries().iter().map(|e| line::encode(e).unwrap()).collect();
    std::fs::write(&path, document::whole(&beginning, lines.iter().map(String::as_str))).unwrap();
    let to = folder.path().join("data");
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.arg("export").arg(&path).arg("--to").arg(&to).args(more).assert()
    };
    run(&["--as", "csv,json"]).success();
    let made = || std::fs::read_dir(&to).unwrap().count();
    assert_eq!(made(), data_out::NAMES.len() + 1);
    run(&["--as", "json,xlsx"]).code(2);
    assert_eq!(made(), data_out::NAMES.len() + 1, "nothing is made when something is in the way");
    run(&["--as", "json,xlsx", "--force", "--codes-only"]).success();
    let json = std::fs::read_dir(&to).unwrap().map(|e| e.unwrap().path());
    let json = json.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let text = std::fs::read_to_string(json.last().unwrap()).unwrap();
    assert!(!text.contains("calc") && text.contains("\"C01\""));
    run(&["--as", "odt"]).code(2);
}

#[test]
fn e1_nothing_that_is_exported_or_stored_has_a_place_for_monitoring() {
    let record = record(2);
    let kept = ["gender", "sex", "ethnic", "race", "religion", "belief", "age", "disab", "orient"];
    for name in data_out::NAMES {
        let table = data_out::table(record.centre(), name).unwrap();
        for column in &table.columns {
            let mut parts = column.key.split('_');
            let found = parts.find(|part| kept.iter().any(|word| part == word));
            assert_eq!(found, None, "{name}.{}", column.key);
        }
    }
    // Nor can a file bring it in: a fact that the program does not know is refused.
    let fact = ron::from_str::<people::CandidateFact>("Gender(\"f\")");
    assert!(fact.is_err());
}
