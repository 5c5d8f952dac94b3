//! `bellwether tell`: what the window drafts from an assessor's notes, without a window.

use crate::stage;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use bellwether::centre::marksheet::Part;
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Author, Change, Record};
use bellwether::files::{document, line};
use bellwether::words::drafts::{self, Draft};
use stage::{Day, at};

/// Each assessor has a note for and a note against the first competency.
fn day() -> Day {
    let mut day = Day::new();
    let competency = day.record.centre().scenario.framework.competencies[0].id.clone();
    for (place, who) in ["first", "second"].into_iter().enumerate() {
        for (direction, text) in
            [(Direction::For, "names the aim"), (Direction::Against, "forgets the date")]
        {
            let sheet = day.sheet(place);
            let content = Content {
                text: format!("The {who} sees: {text}"),
                direction: Some(direction),
                shows: vec![Shown::of(competency.clone())],
            };
            let keep = notes::Change::Keep { sheet, began: at(5), content };
            day.act_as(6, Author::Assessor(sheet.assessor), Change::Note(keep));
        }
    }
    day
}

fn file_of(day: &Day, folder: &Path) -> PathBuf {
    let centre = day.record.centre();
    let lines: Vec<String> =
        day.record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(centre.id, &centre.scenario).unwrap();
    let file = folder.join("day.centre.ron");
    std::fs::write(&file, document::whole(&beginning, lines.iter().map(String::as_str))).unwrap();
    file
}

fn tell(file: &Path, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("bellwether").unwrap();
    command.arg("tell").arg(file).args(["--candidate", "C01"]).args(more);
    command
}

fn read(file: &Path) -> Record {
    let document = document::read(&std::fs::read(file).unwrap()).document.unwrap();
    let mut record = Record::new(document.id, std::sync::Arc::new(document.scenario));
    record.merge(document.entries);
    record
}

#[test]
fn a_draft_is_shown_in_the_words_of_that_assessor_alone_and_nothing_is_kept() {
    let (day, folder) = (day(), tempfile::tempdir().unwrap());
    let file = file_of(&day, folder.path());
    let before = std::fs::read(&file).unwrap();
    let said = tell(&file, &["--by", "R. Castellan"]).assert().success();
    let said = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    assert!(said.contains("The first sees: names the aim."), "{said}");
    assert!(said.contains("The first sees: forgets the date."));
    assert!(!said.contains("The second"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn what_is_kept_is_what_the_window_drafts_as_an_act_of_the_assessor() {
    let (day, folder) = (day(), tempfile::tempdir().unwrap());
    let file = file_of(&day, folder.path());
    let keep = ["--by", "r. castellan", "--part", "next-steps", "--keep"];
    tell(&file, &keep).assert().success();
    let (record, sheet, part) = (read(&file), day.sheet(0), Part::NextSteps);
    let drafted = drafts::draft(day.record.centre(), sheet, part, &Draft::default()).unwrap();
    let marks = &record.centre().marksheets[&sheet];
    assert_eq!(marks.told(part), drafted.text);
    assert_eq!(marks.told[&part].quotes, drafted.quotes);
    assert_eq!(marks.told[&part].made.by, Author::Assessor(sheet.assessor));
    assert!(!marks.told.contains_key(&Part::Strengths));
    let kept = std::fs::read(&file).unwrap();
    tell(&file, &keep).assert().success();
    assert_eq!(std::fs::read(&file).unwrap(), kept, "nothing is quoted twice");
}

#[test]
fn whoever_does_not_observe_there_is_told_so() {
    let (day, folder) = (day(), tempfile::tempdir().unwrap());
    let file = file_of(&day, folder.path());
    tell(&file, &["--by", "Nobody"]).assert().code(2);
    tell(&file, &["--by", "T. Ojo", "--exercise", "second-talk"]).assert().code(2);
}
