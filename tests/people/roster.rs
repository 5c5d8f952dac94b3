//! Lists of people from files: what bytes say, that nothing breaks, and what the command line does
//! with them.

use std::sync::LazyLock;

use assert_cmd::Command;
use bellwether::centre::Record;
use bellwether::files::document;
use bellwether::files::table::{self, Form, Unreadable};
use bellwether::ids::{DeviceId, EntryId, Origin};
use bellwether::people::roster::{self, Column, Kind, Known, Line, Mapping, Table};
use bellwether::people::{
    AssessorFact, CandidateFact, Change, Hours, Newcomer, People, RolePlayerFact, RoomFact,
};
use bellwether::time::Length;
use jiff::civil::{Time, date};
use proptest::prelude::*;

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let lines = table::read(bytes).unwrap().table.lines;
    lines.into_iter().map(|line| line.cells).collect()
}

#[test]
fn text_is_read_in_every_encoding_that_spreadsheets_write() {
    let text = "Code;Name\nC01;Zoë Łuk–Ó\n";
    let expected = [["Code", "Name"], ["C01", "Zoë Łuk–Ó"]];
    let utf_8 = text.as_bytes().to_vec();
    let with_mark = [b"\xEF\xBB\xBF".to_vec(), utf_8.clone()].concat();
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".to_vec(), little.clone()].concat();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    for bytes in [utf_8, with_mark, little, marked, big] {
        assert_eq!(cells(&bytes), expected);
    }
    let latin = b"Name\tNote\nZo\xEB \x96 M\xFCller\tx\n";
    assert_eq!(cells(latin), [["Name", "Note"], ["Zoë – Müller", "x"]]);
}

#[test]
fn the_next_code_is_written_as_most_of_those_there_are() {
    let next = |codes: &[&str]| {
        let mut people = People::default();
        for (number, code) in (1..).zip(codes) {
            let device = DeviceId { installation: 1, session: 1 };
            let made = Origin { entry: EntryId { device, number }, place: 0 };
            people.apply(&Change::AddCandidate { code: (*code).into(), name: String::new() }, made);
        }
        people.next_code()
    };
    assert_eq!(next(&[]), "C01");
    assert_eq!(next(&["C01", "C09"]), "C10");
    assert_eq!(next(&["K001", "K500", "C07"]), "K501");
    assert_eq!(next(&["101", "102"]), "103");
    assert_eq!(next(&["Ada", "Bo"]), "C01");
}

#[test]
fn separators_quotes_and_line_numbers_are_as_a_person_sees_them() {
    assert_eq!(cells(b"sep=|\nName|From\nAda|9\n"), [["Name", "From"], ["Ada", "9"]]);
    let quoted = "Name,Notes\r\n\"Abara, Ada\",\"one\nand two\"\r\n\r\nBen,\r\n";
    let sheet = table::read(quoted.as_bytes()).unwrap();
    assert_eq!(sheet.form, Form::Text(',', "UTF-8"));
    assert_eq!(sheet.table.lines[1].cells, ["Abara, Ada", "one\nand two"]);
    let numbers: Vec<usize> = sheet.table.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2, 5], "as the lines are counted in a text editor");
}

#[test]
fn characters_that_nobody_sees_are_no_part_of_a_name() {
    let names = "Ada Abara, ".repeat(30);
    let list = format!("Name;Notes\nBen\u{1b}\u{7} Venn;{names}\n");
    assert_eq!(cells(list.as_bytes())[1][0], "Ben Venn");
}

#[test]
fn what_is_no_table_is_said() {
    assert_eq!(table::read(b""), Err(Unreadable::Empty));
    assert_eq!(table::read(b"\n\n ,\n"), Err(Unreadable::Empty));
    assert_eq!(table::read(b"\xD0\xCF\x11\xE0 old"), Err(Unreadable::OldWorkbook));
    assert_eq!(table::read(b"\x7fELF\0\0\0\x01\x02\x03"), Err(Unreadable::NotATable));
    assert!(matches!(table::read(b"PK\x03\x04 cut"), Err(Unreadable::BadWorkbook(_))));
    assert_eq!(table::read(&vec![b'a'; table::MOST_BYTES + 1]), Err(Unreadable::TooLarge));
    let long = "a\n".repeat(roster::MOST_ROWS + 2);
    assert_eq!(table::read(long.as_bytes()), Err(Unreadable::TooManyRows));
}

#[test]
fn a_workbook_gives_texts_numbers_percentages_times_and_days() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Empty").unwrap();
    let sheet = book.add_worksheet().set_name("People").unwrap();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    let clock = rust_xlsxwriter::Format::new().set_num_format("hh:mm");
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let heading = ["Name", "Role", "Extra time", "From", "Until", "Trained"];
    for (place, title) in (0_u16..).zip(heading) {
        sheet.write(0, place, title).unwrap();
    }
    sheet.write(2, 0, "Ada Abara").unwrap();
    sheet.write(2, 1, "Candidate").unwrap();
    sheet.write_with_format(2, 2, 0.25, &percent).unwrap();
    sheet.write_with_format(2, 3, 0.375, &clock).unwrap();
    sheet.write_with_format(2, 4, 0.75, &clock).unwrap();
    sheet.write(3, 0, "R. Castellan").unwrap();
    sheet.write(3, 1, "Assessor").unwrap();
    sheet.write_with_format(3, 5, 46083.0, &day).unwrap();
    // One cell far off must not make a table of a thousand million cells.
    sheet.write(1_000_000, 16_000, "lost").unwrap();
    let read = table::read(&book.save_to_buffer().unwrap()).unwrap();
    assert!(matches!(&read.form, Form::Workbook { sheet, .. } if sheet == "People"));
    assert_eq!(read.table.lines[1].number, 3, "as the sheet counts its rows");
    let reading = roster::read(&read.table, &roster::guess(&read.table), nobody());
    let hours = Hours { from: Time::constant(9, 0, 0, 0), until: Time::constant(18, 0, 0, 0) };
    let came: Vec<Newcomer> = reading.coming().cloned().collect();
    let ada = Newcomer::Candidate {
        code: "C01".into(),
        name: "Ada Abara".into(),
        extra_time: 25,
        facts: vec![CandidateFact::Present(Some(hours))],
        apart: Vec::new(),
    };
    let trained = AssessorFact::Trained(Some(date(2026, 3, 2)));
    let castellan = Newcomer::Assessor { name: "R. Castellan".into(), facts: vec![trained] };
    assert_eq!(came, [ada, castellan]);
}

/// An empty list of a scenario without exercises.
fn nobody() -> Known<'static> {
    static EMPTY: LazyLock<People> = LazyLock::new(People::default);
    Known { people: &EMPTY, exercises: &[] }
}

fn made(place: usize) -> Origin {
    let device = DeviceId { installation: 1, session: 1 };
    Origin { entry: EntryId { device, number: 1 }, place: u16::try_from(place).unwrap() }
}

fn taken_in(changes: &[Change]) -> People {
    let mut people = People::default();
    for (place, change) in changes.iter().enumerate() {
        assert_eq!(people.check(change), Ok(()), "{change:?}");
        people.apply(change, made(place));
    }
    people
}

fn text() -> impl Strategy<Value = String> {
    // Whatever can stand in a cell: quotes, separators, line ends, formulas, other scripts.
    "[a-zA-Zäß0-9 ,;\"'=+@\\-\tΩ李]{0,20}".prop_map(|text| text.trim().to_owned())
}

fn hours() -> impl Strategy<Value = Option<Hours>> {
    proptest::option::of((0..700_u32, 1..700_u32)).prop_map(|hours| {
        let time = |minutes: u32| {
            let (hour, minute) = (i8::try_from(minutes / 60).unwrap(), minutes % 60);
            Time::constant(hour, i8::try_from(minute).unwrap(), 0, 0)
        };
        hours.map(|(from, more)| Hours { from: time(from), until: time(from + more) })
    })
}

/// A list of people, names and codes told apart by a number.
fn people() -> impl Strategy<Value = Vec<Change>> {
    let one = (0..4_u8, text(), text(), text(), 0..=300_u16, any::<bool>(), hours());
    proptest::collection::vec(one, 0..30).prop_map(|all| {
        let join = |(number, (kind, name, pronouns, notes, amount, yes, hours))| {
            let (number, name): (usize, String) = (number, name);
            let unique = format!("{name} {number}").trim().to_owned();
            let who = match kind {
                0 => Newcomer::Candidate {
                    code: format!("K{number:02}"),
                    name,
                    extra_time: amount,
                    facts: vec![
                        CandidateFact::Pronouns(pronouns),
                        CandidateFact::Notes(notes),
                        CandidateFact::StepFree(yes),
                        CandidateFact::Present(hours),
                    ],
                    apart: Vec::new(),
                },
                1 => Newcomer::Assessor {
                    name: unique,
                    facts: vec![
                        AssessorFact::Trained(yes.then(|| date(2026, 1, 31))),
                        AssessorFact::Present(hours),
                    ],
                },
                2 => Newcomer::RolePlayer {
                    name: unique,
                    facts: vec![
                        RolePlayerFact::Reset(Length::minutes(u32::from(amount))),
                        RolePlayerFact::Present(hours),
                    ],
                },
                _ => Newcomer::Room {
                    name: unique,
                    facts: vec![
                        RoomFact::Capacity(yes.then_some(amount)),
                        RoomFact::StepFree(yes),
                        RoomFact::Present(hours),
                    ],
                },
            };
            Change::Join(who)
        };
        all.into_iter().enumerate().map(join).collect()
    })
}

fn any_column() -> impl Strategy<Value = Column> {
    (0..Column::ALL.len()).prop_map(|place| Column::ALL[place])
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_no_table(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _either = table::read(&bytes);
        let archive = [b"PK\x03\x04".to_vec(), bytes].concat();
        let _either = table::read(&archive);
    }

    #[test]
    fn any_table_under_any_mapping_gives_only_what_the_list_takes(
        rows in proptest::collection::vec(proptest::collection::vec(".{0,12}", 0..8), 0..12),
        columns in proptest::collection::vec(any_column(), 0..8),
        heading in any::<bool>(),
        kind in 0..4_usize,
    ) {
        let lines = rows.into_iter().enumerate();
        let lines = lines.map(|(place, cells)| Line { number: place + 1, cells });
        let table = Table { lines: lines.collect() };
        let mapping = Mapping { heading, columns, kind: Kind::ALL[kind] };
        for mapping in [roster::guess(&table), mapping] {
            let reading = roster::read(&table, &mapping, nobody());
            taken_in(&reading.changes(true));
            let expected = table.lines.len().saturating_sub(usize::from(mapping.heading));
            prop_assert_eq!(reading.rows.len(), expected);
        }
    }

    #[test]
    fn a_table_written_from_people_reads_back_as_the_same_people(changes in people()) {
        let before = taken_in(&changes);
        let text = table::csv(&roster::written(&before));
        let sheet = table::read(text.as_bytes()).unwrap();
        let mapping = roster::guess(&sheet.table);
        let reading = roster::read(&sheet.table, &mapping, nobody());
        prop_assert_eq!(reading.wrong(), 0, "{:?}", reading);
        let after = taken_in(&reading.changes(false));
        prop_assert_eq!(roster::written(&after), roster::written(&before));
    }
}

fn bellwether() -> Command {
    Command::cargo_bin("bellwether").unwrap()
}

fn people_in(file: &std::path::Path) -> (People, usize) {
    let document = document::read(&std::fs::read(file).unwrap()).document.unwrap();
    let entries = document.entries.len();
    let mut record = Record::new(document.id, std::sync::Arc::new(document.scenario));
    record.merge(document.entries);
    (record.centre().people.clone(), entries)
}

#[test]
fn the_command_line_brings_a_list_in_as_one_entry_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (centre, list) = (folder.path().join("day.centre.ron"), folder.path().join("list.csv"));
    bellwether().args(["demo", "--hours", "0", "-o"]).arg(&centre).assert().success();
    let (before, entries) = people_in(&centre);
    let text = "Code,Name,Extra time\nC91,Neu Abara,25%\nC92,Zoë Bo,a lot\nC91,Cy Day,\n";
    std::fs::write(&list, text).unwrap();
    let run = |more: &[&str]| {
        let mut command = bellwether();
        command.arg("roster").arg(&list).arg("--into").arg(&centre).args(more);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said, String::from_utf8(output.stdout).unwrap())
    };
    let (code, said, _) = run(&[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("list.csv:3: error: “a lot” is no percentage"), "{said}");
    assert!(said.contains("list.csv:4: error: Line 2 has the code C91 already."), "{said}");
    assert_eq!(people_in(&centre), (before.clone(), entries), "nothing is half imported");
    let (code, _, json) = run(&["--leave-out", "--json"]);
    assert_eq!(code, Some(0));
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&told["brought_in"], &told["wrong"]), (&1.into(), &2.into()));
    let (after, now) = people_in(&centre);
    assert_eq!(now, entries + 1);
    assert_eq!(after.candidates().len(), before.candidates().len() + 1);
    let new = after.candidates().into_iter().find(|known| known.code == "C91").unwrap().clone();
    assert_eq!((new.name.as_str(), new.extra_time), ("Neu Abara", 25));
    std::fs::write(&list, "Oak Annexe\nElm Annexe\n").unwrap();
    let out = folder.path().join("more.centre.ron");
    let (code, said, _) = run(&["--kind", "rooms", "-o", out.to_str().unwrap()]);
    assert_eq!((code, said.contains("brought in: 2 rooms")), (Some(0), true), "{said}");
    assert_eq!(people_in(&out).0.rooms().len(), after.rooms().len() + 2);
    assert_eq!(people_in(&centre), (after, now), "-o leaves the centre as it is");
}
