//! Lists of people from elsewhere: text in any encoding, and workbooks with garbled parts.

use std::io::{Cursor, Read as _, Write as _};

use bellwether::centre::{Author, Change};
use bellwether::files::table;
use bellwether::ids::ExerciseId;
use bellwether::people::roster::{self, Kind, Known};
use bellwether::words;
use fastrand::Rng;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::drive::{self, Target};
use crate::mutate;
use crate::stage::Day;

const TARGET: Target = Target { name: "roster", seeds, mutate, take };

const LIST: &str = "\u{feff}Code,Name,Kind,Extra time,From,Until,Trained,Places,Not with,Exercises\r\n\
C03,\"Zoë, Ångström\",candidate,25%,9:15,14.00,,,R. Castellan,\r\n\
,Dr T. Ojo,assessor,,,,2/3/2026,,,talk\r\n\
,Oak,room,,,,,6,,\r\nC04,李 小龍,candidate,0.25,,,,,,\r\n";

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Code", "Name", "Extra time", "Trained", "Places"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for row in 1..=5_u32 {
        sheet.write_string(row, 0, format!("D{row:02}")).unwrap();
        sheet.write_string(row, 1, "Zoë Ångström").unwrap();
        sheet.write_number(row, 2, f64::from(row) / 10.0).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 2).unwrap();
        sheet.write_datetime_with_format(row, 3, &date, &day).unwrap();
        sheet.write_boolean(row, 4, row == 2).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn seeds() -> Vec<Vec<u8>> {
    let wide: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        LIST.as_bytes().to_vec(),
        LIST.replace(',', ";").into_bytes(),
        format!("sep=\t\n{}", LIST.replace(',', "\t")).into_bytes(),
        wide,
        workbook(),
    ]
}

fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).ok()?;
            let name = file.name().ok()?.into_owned();
            let mut text = Vec::new();
            file.read_to_end(&mut text).ok()?;
            Some((name, text))
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).ok()?;
        writer.write_all(text).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Changes bytes, or the parts of a workbook, which are packed again.
fn mutate(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let (own, other) = (mutate::one(rng, seeds), mutate::one(rng, seeds));
    let mut bytes = own.to_vec();
    let rounds = mutate::rounds(rng);
    if rng.u8(0..5) > 0
        && let Some(mut parts) = parts(own)
    {
        for _ in 0..rounds {
            // The sheet and its strings above all.
            let place = rng.usize(0..parts.len());
            let wanted = parts.iter().position(|(name, _)| name.contains("sheet1"));
            let place = wanted.filter(|_| rng.bool()).unwrap_or(place);
            let text = String::from_utf8_lossy(&parts[place].1).into_owned();
            parts[place].1 = mutate::text(rng, &text, &text).into_bytes();
            if rng.u8(0..3) == 0 {
                mutate::bytes(rng, &mut parts[place].1, other);
            }
        }
        return packed(&parts).unwrap_or(bytes);
    }
    for _ in 0..rounds {
        if rng.bool()
            && let (Ok(text), Ok(other)) = (std::str::from_utf8(&bytes), std::str::from_utf8(other))
        {
            bytes = mutate::text(rng, text, other).into_bytes();
        } else {
            mutate::bytes(rng, &mut bytes, other);
        }
    }
    bytes
}

fn take(bytes: &[u8]) {
    let sheet = match table::read(bytes) {
        Ok(sheet) => sheet,
        Err(why) => {
            assert!(!words::unreadable(&why).is_empty());
            return;
        }
    };
    let lines = &sheet.table.lines;
    assert!(!lines.is_empty() && lines.len() <= roster::MOST_ROWS + 1);
    let _form = words::roster_form(&sheet.form);
    let mut day = Day::new();
    let before = day.entries();
    let exercises: Vec<(ExerciseId, String)> = {
        let known = day.record.centre().scenario.exercises.iter();
        known.map(|one| (one.id.clone(), one.title.clone())).collect()
    };
    let guessed = roster::guess(&sheet.table);
    for kind in [None, Some(Kind::Assessor), Some(Kind::Room)] {
        let mut mapping = guessed.clone();
        mapping.kind = kind.unwrap_or(mapping.kind);
        let people = &day.record.centre().people;
        let reading = roster::read(&sheet.table, &mapping, Known { people, exercises: &exercises });
        for doubt in reading.rows.iter().flat_map(|row| &row.doubts) {
            assert!(!words::doubt(doubt).is_empty());
        }
        let _coming = words::coming(&reading);
        let changes: Vec<Change> = reading.changes(true).into_iter().map(Change::People).collect();
        // What reading gives can be made as one act.
        let can_be = day.record.check_by(&changes, Author::Facilitator);
        assert_eq!(can_be, Ok(()), "what was offered is refused");
        if kind.is_none() && !changes.is_empty() {
            let mut trial = Day::new();
            trial.acts(10, changes);
            let list = roster::written(&trial.record.centre().people);
            let again = table::read(table::csv(&list).as_bytes()).unwrap();
            assert_eq!(again.table.lines.len(), list.lines.len(), "a list that was written");
        }
    }
    assert_eq!(day.entries(), before);
    day.act(20, Change::People(bellwether::people::Change::AddAssessor { name: "Last".into() }));
}

#[test]
fn an_odd_list_is_a_table_or_a_refusal() {
    drive::replay(TARGET, 100);
}

#[test]
#[ignore = "takes as long as BELLWETHER_FUZZ_SECS says"]
fn search_rosters() {
    drive::search(TARGET);
}
