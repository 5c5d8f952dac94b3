//! The print packs from the command line: what is written, and what is not written over.

use std::path::Path;
use std::process::Command;

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn bellwether(folder: &Path, arguments: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_bellwether"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_DATA_HOME", folder.join("data"))
        .output()
        .unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = include_str!("../cases/sound.scenario.ron");
    std::fs::write(folder.path().join("sound.scenario.ron"), text).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn is_pdf(path: &Path) -> bool {
    std::fs::read(path).unwrap().starts_with(b"%PDF-")
}

#[test]
fn every_pack_of_every_exercise_is_a_pdf_and_one_of_all_together() {
    let folder = folder();
    let said = bellwether(folder.path(), &["print", "sound.scenario.ron", "--to", "papers"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let papers = folder.path().join("papers");
    let names = files(&papers);
    let exercises = 3;
    for pack in ["candidate", "assessor", "facilitator", "door"] {
        let of = names.iter().filter(|name| name.contains(pack)).count();
        assert_eq!(of, exercises + 1, "{pack}: {names:?}");
    }
    assert!(names.iter().any(|name| name.contains("role-player")));
    assert!(names.iter().all(|name| is_pdf(&papers.join(name))));
}

#[test]
fn one_pack_of_one_exercise_can_be_chosen_by_word() {
    let folder = folder();
    let one = ["print", "feedback-conversation", "--pack", "door", "--to", "papers"];
    assert_eq!(bellwether(folder.path(), &one).code, Some(0));
    assert!(files(&folder.path().join("papers")).iter().all(|name| name.contains("door")));
    let unknown = ["print", "feedback-conversation", "--exercise", "no-such", "--to", "papers"];
    let said = bellwether(folder.path(), &unknown);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("no-such"), "{}", said.err);
}

#[test]
fn papers_that_are_there_are_not_written_over_unless_asked() {
    let folder = folder();
    let arguments = ["print", "sound.scenario.ron", "--pack", "door", "--to", "papers"];
    assert_eq!(bellwether(folder.path(), &arguments).code, Some(0));
    let papers = folder.path().join("papers");
    let first = papers.join(&files(&papers)[0]);
    std::fs::write(&first, "mine").unwrap();
    let said = bellwether(folder.path(), &arguments);
    assert_eq!(said.code, Some(2), "{}", said.out);
    assert_eq!(std::fs::read(&first).unwrap(), b"mine");
    let forced = [&arguments[..], &["--force"]].concat();
    assert_eq!(bellwether(folder.path(), &forced).code, Some(0));
    assert!(is_pdf(&first));
}

#[test]
fn a_template_of_ones_own_takes_the_place_of_the_bundled_one() {
    let folder = folder();
    let write = ["print", "--write-templates", "mine"];
    assert_eq!(bellwether(folder.path(), &write).code, Some(0));
    assert_eq!(files(&folder.path().join("mine")).len(), 9);
    std::fs::write(folder.path().join("mine/door.typ"), "#this-is-not-defined").unwrap();
    let print = ["print", "sound.scenario.ron", "--pack", "door", "--templates", "mine"];
    let said = bellwether(folder.path(), &[&print[..], &["--to", "papers"]].concat());
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("door.typ, line 1"), "the place in the template: {}", said.err);
    std::fs::write(folder.path().join("mine/door.typ"), "= Our door").unwrap();
    assert_eq!(
        bellwether(folder.path(), &[&print[..], &["--to", "papers"]].concat()).code,
        Some(0)
    );
}
