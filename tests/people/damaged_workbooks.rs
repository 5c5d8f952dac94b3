//! Workbooks that were cut off, flipped, or garbled within: each is read or refused in words, and
//! none takes the program down.

use std::io::{Cursor, Read as _, Write as _};

use bellwether::files::table::{self, Unreadable};
use fastrand::Rng;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A list of people as a workbook has it: texts, numbers, a day, a formula.
fn list() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Code", "Name", "Extra time", "Trained", "Places"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for row in 1..=12_u32 {
        sheet.write_string(row, 0, format!("C{row:02}")).unwrap();
        sheet.write_string(row, 1, "Zoë Ångström").unwrap();
        sheet.write_number(row, 2, f64::from(row)).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 2).unwrap();
        sheet.write_datetime_with_format(row, 3, &date, &day).unwrap();
        sheet.write_formula(row, 4, "=C2*2").unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The parts of the workbook, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = Vec::new();
            file.read_to_end(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The list with one part changed.
fn with(part: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut all = parts(&list());
    let own = all.iter_mut().find(|(name, _)| name == part).unwrap();
    own.1 = change(String::from_utf8(own.1.clone()).unwrap()).into_bytes();
    packed(&all)
}

#[test]
fn the_list_itself_is_read() {
    let sheet = table::read(&list()).unwrap();
    assert_eq!(sheet.table.lines.len(), 13);
    assert_eq!(sheet.table.lines[1].cells[..4], ["C01", "Zoë Ångström", "1", "2026-03-02"]);
    assert_eq!(table::read(&packed(&parts(&list()))).unwrap(), sheet);
}

#[test]
fn a_workbook_that_is_cut_off_is_refused_wherever_it_ends() {
    let whole = list();
    for end in (4..whole.len() - 1).step_by(3) {
        let read = table::read(&whole[..end]);
        assert!(matches!(read, Err(Unreadable::BadWorkbook(_))), "{end}: {read:?}");
    }
}

#[test]
fn flipped_bytes_are_a_table_or_a_refusal() {
    let whole = list();
    let mut rng = Rng::with_seed(4);
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..rng.usize(1..6) {
            let place = rng.usize(4..bytes.len());
            bytes[place] = rng.u8(..);
        }
        let _either = table::read(&bytes);
    }
}

#[test]
fn garbled_parts_are_a_table_or_a_refusal() {
    let all = parts(&list());
    let mut rng = Rng::with_seed(7);
    let marks: [&[u8]; 12] = [
        b"",
        b"<",
        b">",
        b"\"",
        b"=",
        b"</",
        b"<row r=\"0\">",
        b"-1",
        b"99999999999999999999",
        b"\xff\xfe",
        b"&#xFFFFFFFF;",
        b"ZZZZZZZZ99999999999",
    ];
    let (mut read, mut refused) = (0, 0);
    for _ in 0..500 {
        let mut garbled = all.clone();
        let place = rng.usize(0..garbled.len());
        let text = &mut garbled[place].1;
        for _ in 0..rng.usize(1..4) {
            let from = rng.usize(0..=text.len());
            let until = (from + rng.usize(0..8)).min(text.len());
            let mark = marks[rng.usize(0..marks.len())];
            text.splice(from..until, mark.iter().copied());
        }
        match table::read(&packed(&garbled)) {
            Ok(sheet) => {
                assert!(sheet.table.lines.len() <= 20, "rows out of nothing: {sheet:?}");
                read += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(read > 20 && refused > 20, "{read} read, {refused} refused: both are tried");
}

#[test]
fn parts_that_are_missing_or_empty_are_said() {
    let all = parts(&list());
    for (name, _) in &all {
        let without: Vec<_> = all.iter().filter(|(other, _)| other != name).cloned().collect();
        let _either = table::read(&packed(&without));
        let emptied = with(name, |_| String::new());
        let _either = table::read(&emptied);
    }
    let without: Vec<_> =
        all.iter().filter(|(name, _)| !name.contains("workbook")).cloned().collect();
    assert!(matches!(table::read(&packed(&without)), Err(Unreadable::BadWorkbook(_))));
}

#[test]
fn what_the_reader_cannot_reckon_with_is_refused_and_not_fatal() {
    // Row 99,999,999,999 is more than the reader's numbers hold.
    let far = with(SHEET, |text| text.replace("r=\"A2\"", "r=\"A99999999999\""));
    let read = table::read(&far);
    assert!(
        read.is_err() || read.as_ref().is_ok_and(|sheet| sheet.table.lines.len() <= 14),
        "{read:?}"
    );
    let wide = with(SHEET, |text| text.replace("r=\"A2\"", "r=\"ZZZZZZZZZZ2\""));
    let _either = table::read(&wide);
    let none = with(SHEET, |text| text.replace("r=\"A2\"", "r=\"\""));
    let _either = table::read(&none);
    let negative = with(SHEET, |text| text.replace("r=\"A2\"", "r=\"A0\""));
    assert!(table::read(&negative).is_err());
}

#[test]
fn one_cell_at_the_far_corner_makes_no_table_of_a_thousand_million_cells() {
    let far = with(SHEET, |text| {
        let far = text.replace("r=\"A13\"", "r=\"XFD1048576\"");
        far.replace("r=\"13\"", "r=\"1048576\"")
    });
    let sheet = table::read(&far).unwrap();
    assert!(sheet.table.lines.iter().all(|line| line.cells.len() <= 5));
}
