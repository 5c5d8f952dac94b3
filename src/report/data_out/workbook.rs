//! Tables as a workbook: a sheet a subject, heads frozen, numbers and dates that a spreadsheet
//! reckons with.
//!
//! Where a reader expects a formula there is one: a cell's mean is the average of its ratings, a
//! competency's the weighted mean of its cells. The value kept with a formula is ours, so a
//! program that does not reckon shows the same. What people typed is written as text.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet,
    XlsxError, utility,
};

use super::{Sort, Table, Value, tables};
use crate::centre::Centre;

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("The workbook could not be made: {0}.")]
pub struct WorkbookError(#[from] XlsxError);

/// The most letters that a cell holds.
const LONGEST_CELL: usize = 32_767;

/// The workbook as bytes, made at `now`; moments are those of `zone`.
///
/// # Errors
///
/// When it would be larger than a workbook can be.
pub fn workbook(
    centre: &Centre,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let mut about = DocProperties::new().set_title(&centre.details.name);
    if let Ok(made) = ExcelDateTime::from_timestamp(now.as_second()) {
        about = about.set_creation_datetime(&made);
    }
    book.set_properties(&about);
    let all = tables(centre);
    let formulas = Formulas::of(&all);
    let sheets = Sheets { zone, formats: Formats::new() };
    for table in &all {
        sheets.fill(book.add_worksheet(), table, &formulas)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Formulas by table, row from 0 and column.
struct Formulas(BTreeMap<(&'static str, usize, usize), String>);

impl Formulas {
    fn of(tables: &[Table]) -> Self {
        let mut formulas = Self(BTreeMap::new());
        let find = |name| tables.iter().find(|table| table.name == name);
        if let (Some(ratings), Some(cells)) = (find("ratings"), find("cell_means")) {
            let keys = ["code", "competency", "exercise"];
            let range = ranges(ratings, &keys, "counted");
            formulas.add(cells, &keys, "mean", &range, |at| format!("=AVERAGE({at})"));
            formulas.add(cells, &keys, "ratings", &range, |at| format!("=COUNT({at})"));
        }
        if let (Some(cells), Some(levels)) = (find("cell_means"), find("levels")) {
            let keys = ["code", "competency"];
            let means = ranges(cells, &keys, "mean");
            let weights = ranges(cells, &keys, "weight");
            let both = means.into_iter().filter_map(|(key, mean)| {
                let weight = weights.get(&key)?;
                Some((key, format!("=SUMPRODUCT({mean},{weight})/SUM({weight})")))
            });
            formulas.add(levels, &keys, "mean", &both.collect(), str::to_owned);
            let ratings = ranges(cells, &keys, "ratings");
            formulas.add(levels, &keys, "ratings", &ratings, |at| format!("=SUM({at})"));
        }
        formulas
    }

    fn add(
        &mut self,
        table: &Table,
        keys: &[&str],
        column: &str,
        known: &BTreeMap<Vec<String>, String>,
        formula: impl Fn(&str) -> String,
    ) {
        let Some(column) = table.place(column) else { return };
        for (place, row) in table.rows.iter().enumerate() {
            if let Some(at) = known.get(&key_of(table, &row.cells, keys)) {
                self.0.insert((table.name, place, column), formula(at));
            }
        }
    }
}

/// Where the rows of one key stand, as a range of a column: rows of one key stand together. A key
/// whose rows do not is left out, and has plain numbers.
fn ranges(table: &Table, keys: &[&str], column: &str) -> BTreeMap<Vec<String>, String> {
    let Some(column) = table.place(column).and_then(|at| u16::try_from(at).ok()) else {
        return BTreeMap::new();
    };
    let mut places: BTreeMap<Vec<String>, (usize, usize, usize)> = BTreeMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        let known = places.entry(key_of(table, &row.cells, keys)).or_insert((place, place, 0));
        known.1 = place;
        known.2 += 1;
    }
    let letter = utility::column_number_to_name(column);
    let together = places.into_iter().filter(|(_, (first, last, n))| last - first + 1 == *n);
    let range = |(first, last, _): (usize, usize, usize)| {
        format!("'{}'!${letter}${}:${letter}${}", table.title, first + 2, last + 2)
    };
    together.map(|(key, at)| (key, range(at))).collect()
}

fn key_of(table: &Table, cells: &[Value], keys: &[&str]) -> Vec<String> {
    let value = |key: &&str| match table.place(key).and_then(|at| cells.get(at)) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    keys.iter().map(value).collect()
}

struct Formats {
    head: Format,
    text: Format,
    whole: Format,
    number: Format,
    moment: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x0B_5F66))
                .set_font_color(Color::White)
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            text: top().set_text_wrap(),
            whole: top().set_num_format("0"),
            number: top().set_num_format("0.00"),
            moment: top().set_num_format("yyyy-mm-dd hh:mm:ss"),
            day: top().set_num_format("yyyy-mm-dd"),
        }
    }
}

struct Sheets<'a> {
    zone: &'a TimeZone,
    formats: Formats,
}

impl Sheets<'_> {
    fn fill(
        &self,
        sheet: &mut Worksheet,
        table: &Table,
        formulas: &Formulas,
    ) -> Result<(), XlsxError> {
        sheet.set_name(table.title)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (at, column) in (0_u16..).zip(&table.columns) {
            sheet.set_column_width(at, width(column.sort, &column.key))?;
            sheet.write_string_with_format(0, at, &column.title, &self.formats.head)?;
        }
        for (place, row) in table.rows.iter().enumerate() {
            let line = u32::try_from(place + 1).unwrap_or(u32::MAX);
            for (column, (at, value)) in (0_u16..).zip(&row.cells).enumerate() {
                match formulas.0.get(&(table.name, place, column)) {
                    Some(formula) => self.formula(sheet, (line, at), formula, value)?,
                    None => self.write(sheet, (line, at), value)?,
                }
            }
        }
        sheet.set_freeze_panes(
            1,
            u16::from(table.columns.first().is_some_and(|c| c.key == "code")),
        )?;
        let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let width = u16::try_from(table.columns.len()).unwrap_or(1).saturating_sub(1);
        sheet.autofilter(0, 0, last, width)?;
        Ok(())
    }

    fn formula(
        &self,
        sheet: &mut Worksheet,
        (line, at): (u32, u16),
        formula: &str,
        value: &Value,
    ) -> Result<(), XlsxError> {
        let (shown, format) = match value {
            Value::Number(number) => (number.to_string(), &self.formats.number),
            Value::Whole(number) => (number.to_string(), &self.formats.whole),
            // Nothing to average stays empty: an average of nothing is an error in a spreadsheet.
            other => return self.write(sheet, (line, at), other),
        };
        let formula = Formula::new(formula).set_result(shown);
        sheet.write_formula_with_format(line, at, formula, format)?;
        Ok(())
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (line, at): (u32, u16),
        value: &Value,
    ) -> Result<(), XlsxError> {
        let formats = &self.formats;
        match value {
            Value::Nothing => {}
            Value::Text(text) => {
                // A longer text is whole in every other form.
                let text: String = text.chars().take(LONGEST_CELL / 2).collect();
                sheet.write_string_with_format(line, at, text, &formats.text)?;
            }
            Value::Whole(number) => {
                #[expect(clippy::cast_precision_loss, reason = "counts, far below 2^52")]
                sheet.write_number_with_format(line, at, *number as f64, &formats.whole)?;
            }
            Value::Number(number) => {
                sheet.write_number_with_format(line, at, *number, &formats.number)?;
            }
            Value::Moment(moment) => {
                let there = moment.to_zoned_datetime(self.zone.clone());
                let (day, time) = (there.date(), there.time());
                let seconds = f64::from(time.second()) + f64::from(time.millisecond()) / 1000.0;
                let (hour, minute) = (u16::try_from(time.hour()), u8::try_from(time.minute()));
                let when = date_of(day)?.and_hms(
                    hour.unwrap_or_default(),
                    minute.unwrap_or_default(),
                    seconds,
                )?;
                sheet.write_datetime_with_format(line, at, &when, &formats.moment)?;
            }
            Value::Day(day) => {
                sheet.write_datetime_with_format(line, at, &date_of(*day)?, &formats.day)?;
            }
            Value::Is(is) => {
                sheet.write_boolean_with_format(line, at, *is, &formats.text)?;
            }
        }
        Ok(())
    }
}

fn date_of(day: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or_default(),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )
}

fn width(sort: Sort, key: &str) -> f64 {
    match (sort, key) {
        (Sort::Text, "text" | "reason" | "meaning" | "agreed_reason" | "for_the_day") => 60.0,
        (Sort::Text, "code") => 9.0,
        (Sort::Text, "session") => 12.0,
        (Sort::Text, _) => 24.0,
        (Sort::Moment, _) => 19.0,
        (Sort::Day | Sort::Whole | Sort::Number | Sort::Is, _) => 11.0,
    }
}
