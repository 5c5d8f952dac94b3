//! From the bytes of a CSV file or a workbook to a table of texts. Whatever the bytes are, the
//! answer is a table or why there is none.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::people::roster::{Line, MOST_COLUMNS, MOST_ROWS, Table};

/// The largest file that is looked at.
pub const MOST_BYTES: usize = 8 << 20;

/// The most that a workbook may unpack to.
const MOST_UNPACKED: u64 = 200 << 20;

/// The longest cell that is kept whole, in characters: longer than anything that a list takes.
const LONGEST_CELL: usize = 5000;

/// A table, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The rows.
    pub table: Table,
    /// What they were read from.
    pub form: Form,
}

/// What a table was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A sheet of a workbook.
    Workbook {
        /// Its name.
        sheet: String,
        /// The names of all sheets, in their order.
        all: Vec<String>,
    },
    /// Text with this between cells, in this encoding.
    Text(char, &'static str),
}

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Larger than is looked at.
    TooLarge,
    /// More rows than a list takes.
    TooManyRows,
    /// The workbook has no sheet of that name; those that it has.
    NoSuchSheet(String, Vec<String>),
    /// A workbook of the format before 2007.
    OldWorkbook,
    /// A workbook that is damaged or locked; what its reader says.
    BadWorkbook(String),
    /// Neither text nor workbook.
    NotATable,
}

/// The table in a file; of a workbook the first sheet with something in it.
///
/// # Errors
///
/// Why there is none.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    read_sheet(bytes, None)
}

/// The table in a file; of a workbook the sheet of that name, else the first with something in it.
///
/// # Errors
///
/// Why there is none.
pub fn read_sheet(bytes: &[u8], named: Option<&str>) -> Result<Sheet, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let mut sheet = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes, named)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::OldWorkbook);
    } else {
        text(bytes)?
    };
    let lines = &mut sheet.table.lines;
    let is_empty = |line: &Line| line.cells.iter().all(|cell| cell.trim().is_empty());
    while lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    // The heading is a row too.
    match lines.len() {
        0 => Err(Unreadable::Empty),
        rows if rows > MOST_ROWS + 1 => Err(Unreadable::TooManyRows),
        _ => Ok(sheet),
    }
}

/// A table as CSV that every spreadsheet opens: UTF-8 with its mark, and commas.
pub fn csv(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    for line in &table.lines {
        let cells: Vec<String> = line.cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn text(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let encoding = encoding(bytes);
    let (text, _, _) = encoding.decode(bytes);
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}');
    if text.contains('\0') || text.chars().filter(|c| odd(*c)).count() > text.len() / 100 {
        return Err(Unreadable::NotATable);
    }
    // Excel's own way to name the separator.
    let mut lines = text.splitn(2, '\n');
    let named = lines
        .next()
        .and_then(|first| first.trim().to_lowercase().strip_prefix("sep=")?.chars().next());
    let (body, skipped) = match named {
        Some(_) => (lines.next().unwrap_or_default(), 1),
        None => (text.as_ref(), 0),
    };
    let separator = named.filter(char::is_ascii).unwrap_or_else(|| separator(body));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(body.as_bytes());
    let mut table = Table::default();
    let mut counted = (0, 1 + skipped);
    for record in reader.records() {
        let Ok(record) = record else { return Err(Unreadable::NotATable) };
        let begins = record.position().map_or(0, csv::Position::byte);
        let number = line_at(body.as_bytes(), begins, &mut counted);
        let cells = record.iter().take(MOST_COLUMNS).map(cut).collect();
        table.lines.push(Line { number, cells });
        if table.lines.len() > MOST_ROWS * 4 {
            return Err(Unreadable::TooManyRows);
        }
    }
    Ok(Sheet { table, form: Form::Text(separator, encoding.name()) })
}

/// The line in which the record at byte `begins` stands, as an editor counts them: also those that
/// are blank, and those within a cell. `counted` is how far they were counted, and to which line.
fn line_at(text: &[u8], begins: u64, counted: &mut (usize, usize)) -> usize {
    let (from, line) = counted;
    let begins = usize::try_from(begins).unwrap_or(text.len());
    let blank = text.iter().skip(begins).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let to = begins + blank;
    let passed = text.get(*from..to).unwrap_or_default();
    for (place, byte) in passed.iter().enumerate() {
        let pair = *byte == b'\r' && text.get(*from + place + 1) == Some(&b'\n');
        *line += usize::from(matches!(byte, b'\r' | b'\n') && !pair);
    }
    *from = to.max(*from);
    *line
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _mark)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // Text of one byte a character has no zeros; of two, every other byte is mostly zero.
    let sample = bytes.get(..bytes.len().min(4000)).unwrap_or(bytes);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 5 > sample.len() && bytes.len() > 3 {
        return if odd > even { UTF_16LE } else { UTF_16BE };
    }
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

/// The separator that stands in most of the first lines, and as often in each.
fn separator(text: &str) -> char {
    let counts = |separator: char| -> Vec<usize> {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).take(20);
        lines.map(|line| outside_quotes(line, separator)).collect()
    };
    let score = |separator: char| {
        let counts = counts(separator);
        let first = counts.first().copied().unwrap_or(0);
        let with = counts.iter().filter(|count| **count > 0).count();
        let alike = counts.iter().filter(|count| **count == first && first > 0).count();
        (with + alike, first)
    };
    // The first of equals, so that a comma within names does not win over a semicolon.
    let mut best = (',', score(','));
    for other in [';', '\t'] {
        let own = score(other);
        if own > best.1 {
            best = (other, own);
        }
    }
    best.0
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut within = false;
    line.chars()
        .filter(|c| {
            within ^= *c == '"';
            !within && *c == separator
        })
        .count()
}

/// What a cell says, as long as it may be. Characters that steer a terminal and that nobody sees
/// are no part of a name: a list that is written with them would be taken for no list.
fn cut(cell: &str) -> String {
    let seen = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    cell.chars().filter(seen).take(LONGEST_CELL).collect()
}

fn workbook(bytes: &[u8], named: Option<&str>) -> Result<Sheet, Unreadable> {
    if unpacked(bytes) > MOST_UNPACKED {
        return Err(Unreadable::TooLarge);
    }
    // The reader was written for workbooks that are well formed: it reckons with the row numbers and
    // cuts the formulas that it finds without asking whether they can be. How large a workbook is, how
    // many rows and columns and how long its cells are is asked here; what is inside its parts only
    // the reader knows, so that a panic in it is caught (`tests/people/damaged_workbooks.rs` has one that is).
    // It works on a copy of its own, so nothing is left half done.
    match catch_unwind(AssertUnwindSafe(|| sheets(bytes, named))) {
        Ok(sheet) => sheet,
        Err(_panic) => Err(Unreadable::BadWorkbook("it is damaged".to_owned())),
    }
}

fn sheets(bytes: &[u8], named: Option<&str>) -> Result<Sheet, Unreadable> {
    let bad = |error: calamine::XlsxError| Unreadable::BadWorkbook(error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(bad)?;
    let all = book.sheet_names();
    if let Some(named) = named.filter(|named| !all.iter().any(|name| name == named)) {
        return Err(Unreadable::NoSuchSheet(named.to_owned(), all));
    }
    for name in all.iter().filter(|name| named.is_none_or(|named| named == *name)) {
        // Only what holds something is looked at: one cell at the far corner makes no table of
        // a thousand million cells.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { continue };
        let mut rows = std::collections::BTreeMap::<u32, Vec<String>>::new();
        while let Some(cell) = cells.next_cell().map_err(bad)? {
            let (row, column) = cell.get_position();
            let text = said(cell.get_value());
            let place = usize::try_from(column).unwrap_or(usize::MAX);
            if text.trim().is_empty() || place >= MOST_COLUMNS {
                continue;
            }
            let line = rows.entry(row).or_default();
            if line.len() <= place {
                line.resize(place + 1, String::new());
            }
            if let Some(cell) = line.get_mut(place) {
                *cell = text;
            }
            if rows.len() > MOST_ROWS + 1 {
                return Err(Unreadable::TooManyRows);
            }
        }
        if !rows.is_empty() {
            let lines = rows
                .into_iter()
                .map(|(row, cells)| Line { number: usize::try_from(row).unwrap_or(0) + 1, cells });
            return Ok(Sheet {
                table: Table { lines: lines.collect() },
                form: Form::Workbook { sheet: name.clone(), all },
            });
        }
    }
    Err(Unreadable::Empty)
}

/// A cell as a person sees it.
fn said(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => cut(text),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            if moment.as_f64() < 1.0 || moment.is_duration() {
                format!("{hour:02}:{minute:02}")
            } else if moment.as_f64().fract() == 0.0 {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cut(text)
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// What the parts of an archive say that they unpack to.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let entries = bytes.windows(28).filter(|window| window.starts_with(ENTRY));
    let sizes = entries.filter_map(|window| {
        let size: [u8; 4] = window.get(24..28)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(size)))
    });
    sizes.sum()
}
