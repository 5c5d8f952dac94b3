//! Rule R1 on the command line: without the facilitator's word, what no command may show makes no
//! difference to what any command says.

use crate::stage;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content, Shown};
use bellwether::centre::{Author, Change};
use bellwether::files::{document, line};
use stage::{Day, at};

/// What an assessor of the day wrote and gave.
#[derive(Clone, Copy)]
struct Wrote<'a> {
    text: &'a str,
    level: u8,
}

const HERON: Wrote<'_> = Wrote { text: "Draws a heron on the flipchart", level: 5 };
const OTTER: Wrote<'_> = Wrote { text: "Tells a long tale of an otter", level: 1 };

/// A day on which both assessors wrote, and so many of them submitted.
fn day(folder: &Path, first: Wrote<'_>, submitted: usize) -> PathBuf {
    let mut day = Day::new();
    let competencies: Vec<_> =
        day.record.centre().scenario.framework.competencies.iter().map(|c| c.id.clone()).collect();
    let second = Wrote { text: "Asks for the aim", level: 3 };
    for (place, wrote) in [first, second].into_iter().enumerate() {
        let sheet = day.sheet(place);
        let by = Author::Assessor(sheet.assessor);
        let shows = competencies.first().cloned().map(Shown::of).into_iter().collect();
        let content = Content { text: wrote.text.to_owned(), direction: None, shows };
        let keep = notes::Change::Keep { sheet, began: at(5), content };
        day.act_as(6, by, Change::Note(keep));
        for competency in &competencies {
            let rating = Some(Rating::Level(wrote.level));
            let rate = marksheets::Change::Rate { sheet, competency: competency.clone(), rating };
            day.act_as(100, by, Change::Marksheet(rate));
        }
        if let Some(competency) = competencies.first().cloned() {
            let text = format!("Because: {}", wrote.text);
            let reason = marksheets::Change::Reason { sheet, competency, text };
            day.act_as(110, by, Change::Marksheet(reason));
        }
        if place < submitted {
            let submit = marksheets::Change::Submit { sheet };
            day.act_as(120, by, Change::Marksheet(submit));
        }
    }
    let centre = day.record.centre();
    let lines: Vec<String> =
        day.record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(centre.id, &centre.scenario).unwrap();
    let file = folder.join("day.centre.ron");
    std::fs::write(&file, document::whole(&beginning, lines.iter().map(String::as_str))).unwrap();
    file
}

/// Every command that shows anything of a marksheet.
const COMMANDS: [&str; 12] = [
    "results",
    "results --json",
    "compare C01 C02",
    "compare C01 C02 --json",
    "teams --json",
    "washup --json",
    "log --zone UTC",
    "report --kind feedback --candidate C01 --data-only",
    "report --kind panel --candidate C01 --data-only",
    "report --kind cohort --data-only",
    "privacy names",
    "export --as csv,json,ron,results --to data",
];

/// What a command says, and writes, for somebody.
fn said(command: &str, who: &[&str], (folder, file): (&Path, &Path)) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    let named = usize::from(words.first() == Some(&"privacy")) + 1;
    let (name, rest) = words.split_at(named);
    let mut run = Command::cargo_bin("bellwether").unwrap();
    run.current_dir(folder).args(name).arg(file).args(rest).args(who);
    let out = run.output().unwrap();
    let mut all = String::from_utf8_lossy(&out.stdout).into_owned();
    all.push_str(&String::from_utf8_lossy(&out.stderr));
    let mut written: Vec<PathBuf> = std::fs::read_dir(folder.join("data"))
        .map(|found| found.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    written.sort();
    for path in written {
        all.push_str(&std::fs::read_to_string(&path).unwrap());
        std::fs::remove_file(path).unwrap();
    }
    all
}

/// Whether what the first assessor wrote makes a difference to what the command says.
fn tells(command: &str, who: &[&str], submitted: usize) -> bool {
    let [one, other] = [HERON, OTTER].map(|wrote| {
        let folder = tempfile::tempdir().unwrap();
        let file = day(folder.path(), wrote, submitted);
        said(command, who, (folder.path(), &file)).replace(&*folder.path().to_string_lossy(), "")
    });
    assert!(!one.contains("error: unexpected"), "{command}: {one}");
    one != other
}

#[test]
fn r1_what_is_not_submitted_by_all_makes_no_difference_to_any_command() {
    for command in COMMANDS {
        for submitted in [0, 1] {
            assert!(!tells(command, &[], submitted), "{command} after {submitted} submitted");
            let second = ["--for", "T. Ojo"];
            assert!(!tells(command, &second, submitted), "{command} for the second assessor");
        }
    }
}

#[test]
fn r1_with_the_facilitators_word_and_after_all_have_submitted_it_is_shown() {
    // Before the panel was shown anything, and in teams of one candidate, there is nothing to say.
    let shows = |command: &&&str| !command.starts_with("washup") && !command.starts_with("teams");
    for command in COMMANDS.iter().filter(shows) {
        let marks_nothing = command.starts_with("privacy");
        let facilitator = ["--for", "facilitator"];
        assert!(tells(command, &facilitator, 1) || marks_nothing, "{command} for the facilitator");
        assert!(tells(command, &[], 2) || marks_nothing, "{command} after all have submitted");
    }
}

#[test]
fn whoever_is_not_of_the_centre_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = day(folder.path(), HERON, 1);
    let said = said("results", &["--for", "Nobody Inparticular"], (folder.path(), &file));
    assert!(said.contains("There is no assessor Nobody Inparticular"), "{said}");
}
