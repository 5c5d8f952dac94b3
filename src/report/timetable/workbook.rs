//! The timetable as a workbook: every session, and the day of everybody, a row each.
//!
//! What people typed is written as text, never as a formula. Dates and times are numbers that a
//! spreadsheet can sort and reckon with.

use jiff::Timestamp;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{Role, Timetable};

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("The workbook could not be made: {0}.")]
pub struct WorkbookError(#[from] XlsxError);

/// What stands in a cell.
enum Cell {
    Text(String),
    Date(Timestamp),
    Time(Timestamp),
}

/// A column: its head, and how many letters wide it is.
type Column = (&'static str, u8);

const SESSIONS: [Column; 11] = [
    ("Date", 11),
    ("From", 7),
    ("Until", 7),
    ("Exercise", 28),
    ("Candidate", 10),
    ("Name", 26),
    ("Assessors", 30),
    ("Role players", 24),
    ("Room", 18),
    ("Prepares from", 13),
    ("Written up by", 13),
];

const OWN: [Column; 7] =
    [("", 26), ("Date", 11), ("From", 7), ("Until", 7), ("What", 34), ("Where", 18), ("With", 48)];

/// The workbook as bytes, made at `now`.
///
/// # Errors
///
/// When it would be larger than a workbook can be.
pub fn workbook(timetable: &Timetable, now: Timestamp) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let mut about = DocProperties::new().set_title(&timetable.centre);
    if let Ok(made) = ExcelDateTime::from_timestamp(now.as_second()) {
        about = about.set_creation_datetime(&made);
    }
    book.set_properties(&about);
    let mut sheets = Sheets { timetable, formats: Formats::new() };
    sheets.sessions(book.add_worksheet())?;
    for (name, head, role) in [
        ("By candidate", "Candidate", Role::Candidate),
        ("By assessor", "Assessor", Role::Assessor),
        ("By role player", "Role player", Role::RolePlayer),
        ("By room", "Room", Role::Room),
    ] {
        sheets.own(book.add_worksheet(), name, head, role)?;
    }
    Ok(book.save_to_buffer()?)
}

struct Formats {
    head: Format,
    text: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x0B_5F66))
                .set_font_color(Color::White),
            text: top().set_text_wrap(),
            date: top().set_num_format("yyyy-mm-dd"),
            time: top().set_num_format("hh:mm"),
        }
    }
}

struct Sheets<'a> {
    timetable: &'a Timetable,
    formats: Formats,
}

impl Sheets<'_> {
    fn sessions(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let rows = self.timetable.rows.iter().map(|row| {
            vec![
                Cell::Date(row.from),
                Cell::Time(row.from),
                Cell::Time(row.until),
                Cell::Text(row.exercise.clone()),
                Cell::Text(row.code.clone()),
                Cell::Text(row.name.clone()),
                Cell::Text(row.assessors.join(", ")),
                Cell::Text(row.players.join(", ")),
                Cell::Text(row.room.clone()),
                Cell::Time(row.prepares),
                Cell::Time(row.written),
            ]
        });
        self.fill(sheet, "Timetable", &SESSIONS, rows)
    }

    fn own(
        &mut self,
        sheet: &mut Worksheet,
        name: &str,
        head: &'static str,
        role: Role,
    ) -> Result<(), XlsxError> {
        let mut columns = OWN;
        if let Some(first) = columns.first_mut() {
            first.0 = head;
        }
        let rows = self.timetable.of_role(role).flat_map(|own| {
            let who = format!("{} {}", own.code, own.name).trim().to_owned();
            own.items.iter().map(move |item| {
                vec![
                    Cell::Text(who.clone()),
                    Cell::Date(item.from),
                    Cell::Time(item.from),
                    Cell::Time(item.until),
                    Cell::Text(item.what.clone()),
                    Cell::Text(item.place.clone()),
                    Cell::Text(item.with.clone()),
                ]
            })
        });
        self.fill(sheet, name, &columns, rows)
    }

    /// A sheet with its head frozen and a filter over it.
    fn fill(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        columns: &[Column],
        rows: impl Iterator<Item = Vec<Cell>>,
    ) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (at, (head, width)) in (0_u16..).zip(columns) {
            sheet.set_column_width(at, f64::from(*width))?;
            sheet.write_string_with_format(0, at, *head, &self.formats.head)?;
        }
        let mut last = 0;
        for (line, row) in (1_u32..).zip(rows) {
            for (at, cell) in (0_u16..).zip(row) {
                self.write(sheet, (line, at), cell)?;
            }
            last = line;
        }
        sheet.set_freeze_panes(1, 0)?;
        let width = u16::try_from(columns.len()).unwrap_or(1).saturating_sub(1);
        sheet.autofilter(0, 0, last, width)?;
        Ok(())
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (line, at): (u32, u16),
        cell: Cell,
    ) -> Result<(), XlsxError> {
        let there = |moment: Timestamp| moment.to_zoned_datetime(self.timetable.zone.clone());
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => {
                sheet.write_string_with_format(line, at, text, &self.formats.text)?;
            }
            Cell::Date(moment) => {
                let date = there(moment).date();
                let year = u16::try_from(date.year()).unwrap_or_default();
                let month = u8::try_from(date.month()).unwrap_or(1);
                let day = u8::try_from(date.day()).unwrap_or(1);
                let date = ExcelDateTime::from_ymd(year, month, day)?;
                sheet.write_datetime_with_format(line, at, &date, &self.formats.date)?;
            }
            Cell::Time(moment) => {
                let time = there(moment).time();
                let hour = u16::try_from(time.hour()).unwrap_or_default();
                let minute = u8::try_from(time.minute()).unwrap_or_default();
                let time = ExcelDateTime::from_hms(hour, minute, f64::from(time.second()))?;
                sheet.write_datetime_with_format(line, at, &time, &self.formats.time)?;
            }
        }
        Ok(())
    }
}
