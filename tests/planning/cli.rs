//! A day planned from the command line: the real binary, the centre that it writes, what it says,
//! and what it hands out.

use crate::stage::{asked, planned};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use asked::{command, folder, timetable};
use bellwether::centre::{Change, Record, frame, sessions};
use bellwether::files::document;
use bellwether::people;
use jiff::civil::Time;
use planned::{Means, act, centre, file, planned};
use serde_json::Value;

const SIX: Means = Means { candidates: 6, assessors: 4, players: 2, rooms: 4 };
const SCENARIO: &str = "leading-and-managing";

fn open(path: &Path) -> Record {
    let document = document::read(&std::fs::read(path).unwrap()).document.unwrap();
    let mut record = Record::new(document.id, std::sync::Arc::new(document.scenario));
    record.merge(document.entries);
    record
}

fn files(folder: &Path) -> BTreeSet<String> {
    let names = std::fs::read_dir(folder).unwrap();
    names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_day_is_planned_written_as_one_more_entry_judged_and_handed_out() {
    let folder = folder(&centre(SCENARIO, SIX));
    let at = folder.path();
    let arguments =
        ["day.centre.ron", "--rounds", "12", "-o", "planned.centre.ron", "--to", "handouts"];
    let said = timetable(at, &arguments);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for words in ["Everything has ended by", "The last candidate", "Each candidate is seen by"] {
        assert!(said.out.contains(words), "{}", said.out);
    }
    let (before, after) = (open(&at.join("day.centre.ron")), open(&at.join("planned.centre.ron")));
    assert_eq!(after.entries().len(), before.entries().len() + 1);
    assert_eq!(after.entries()[..before.entries().len()], *before.entries());
    let exercises = after.centre().scenario.exercises.len();
    let seats: usize = after.centre().sessions.values().map(|one| one.seats.len()).sum();
    assert_eq!(seats, 6 * exercises);

    let handouts = at.join("handouts");
    for name in ["timetable.pdf", "own-timetables.pdf", "door-sheets.pdf"] {
        assert!(std::fs::read(handouts.join(name)).unwrap().starts_with(b"%PDF-"), "{name}");
    }
    assert!(std::fs::read(handouts.join("timetable.xlsx")).unwrap().starts_with(b"PK"));
    let calendar = std::fs::read_to_string(handouts.join("timetable.ics")).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"));
    for (folder, end) in [("own-timetables", "pdf"), ("calendars", "ics")] {
        let names = files(&handouts.join(folder));
        assert_eq!(names.len(), 6 + 4 + 2, "{names:?}");
        assert!(names.contains(&format!("candidate C01 Amara Okafor.{end}")), "{names:?}");
    }

    let judged = timetable(at, &["planned.centre.ron", "--only-check"]);
    assert_eq!(judged.code, Some(0), "{}", judged.out);
    let again = timetable(at, &["planned.centre.ron", "--only-check", "--to", "handouts"]);
    assert_eq!(again.code, Some(2), "nothing is written over unasked");
    assert!(again.err.contains("is there already"), "{}", again.err);
}

#[test]
fn the_same_seed_and_rounds_give_the_same_json_and_scripts_can_read_it() {
    let folder = folder(&centre(SCENARIO, SIX));
    let run = |seed: &str| {
        let arguments = ["day.centre.ron", "--rounds", "8", "--seed", seed, "--json"];
        let said = timetable(folder.path(), &arguments);
        assert_eq!(said.code, Some(0), "{}", said.err);
        said.out
    };
    let first = run("5");
    assert_eq!(first, run("5"));
    let told: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(told["plan"], true);
    assert_eq!(told["breaches"].as_array().unwrap().len(), 0);
    assert!(told["measures"]["ends"].as_str().unwrap() >= told["bound"]["ends"].as_str().unwrap());
    let best = told["measures"]["objective"].as_i64() <= told["bound"]["objective"].as_i64();
    assert_eq!(told["proved"], best);
    assert_eq!(told["merits"].to_string().contains("proved best"), best);
    let sessions = told["sessions"].as_array().unwrap();
    assert!(sessions.iter().all(|one| one["from"].as_str() < one["until"].as_str()));
    assert_eq!(files(folder.path()).len(), 1, "nothing is written unasked");
}

#[test]
fn a_broken_rule_is_said_and_ends_with_one() {
    let mut record = planned(SCENARIO, SIX);
    let session = record.centre().planned_sessions()[0].clone();
    let planned = Some("2026-11-24T17:55:00Z".parse().unwrap());
    let late = sessions::Change::Move { session: session.id, room: session.room, planned };
    act(&mut record, vec![Change::Session(late)]);
    let folder = folder(&record);
    let said = timetable(folder.path(), &["day.centre.ron", "--only-check"]);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.out.contains("These rules do not hold:"), "{}", said.out);
    assert!(said.out.contains("after the day does"), "{}", said.out);
    let json = timetable(folder.path(), &["day.centre.ron", "--only-check", "--json"]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert!(!told["breaches"].as_array().unwrap().is_empty());
    assert_eq!(json.code, Some(1));
}

#[test]
fn where_there_is_no_plan_it_says_why_and_what_would_help_and_writes_nothing() {
    let mut record = centre(SCENARIO, SIX);
    let gone: Vec<Change> = record.centre().people.assessors()[1..]
        .iter()
        .map(|one| Change::People(people::Change::RemoveAssessor { assessor: one.id }))
        .collect();
    act(&mut record, gone);
    act(&mut record, vec![Change::Frame(frame::Change::Ends(Time::constant(12, 0, 0, 0)))]);
    let folder = folder(&record);
    let out = ["day.centre.ron", "--rounds", "4", "-o", "planned.centre.ron"];
    let said = timetable(folder.path(), &out);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.out.contains("There is no plan:"), "{}", said.out);
    assert!(said.out.contains("Bring another assessor"), "{}", said.out);
    assert!(said.out.contains("C01 · Amara Okafor"), "{}", said.out);
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn the_clashes_of_an_instance_are_said_with_its_ids() {
    let folder = tempfile::tempdir().unwrap();
    let instance = r#"{"name": "none", "slot_minutes": 5, "horizon": 60,
        "exercises": [{"id": "RP", "kind": "individual", "run": 6, "room_pool": "small"}],
        "candidates": [{"id": "P1"}], "assessors": [{"id": "A1", "trained": []}],
        "room_pools": [{"id": "small", "rooms": 1}],
        "objective": {"makespan": 1, "load_range": 1, "candidate_span": 1}}"#;
    std::fs::write(folder.path().join("day.json"), instance).unwrap();
    let said = timetable(folder.path(), &["--instance", "day.json", "--rounds", "1"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("RP takes 1 assessor at once, and there is none"), "{}", said.err);
}

#[test]
fn a_file_that_is_there_is_refused_before_the_search() {
    let folder = folder(&centre(SCENARIO, SIX));
    let said =
        timetable(folder.path(), &["day.centre.ron", "--seconds", "3600", "-o", "day.centre.ron"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("is there already"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn a_search_that_is_broken_off_leaves_nothing_half_written() {
    let folder = folder(&centre(SCENARIO, SIX));
    let arguments = ["day.centre.ron", "--seconds", "3600", "-o", "planned.centre.ron"];
    let mut child = command(folder.path(), &arguments).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(2));
    let pressed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(pressed.success() && !child.wait().unwrap().success());
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn a4_more_than_three_candidates_for_an_assessor_are_said_with_how_many_to_bring() {
    let few = Means { candidates: 8, assessors: 2, players: 2, rooms: 6 };
    let folder = folder(&centre(SCENARIO, few));
    let said = timetable(folder.path(), &["day.centre.ron", "--only-check"]);
    let words = "8 candidates and 2 assessors: more than 3 for each. Bring 1 assessor more.";
    assert!(said.out.contains(words), "{}", said.out);
    let json = timetable(folder.path(), &["day.centre.ron", "--only-check", "--json"]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(told["warnings"][0], words);
}

#[test]
fn what_differs_from_another_plan_is_said_person_by_person() {
    let record = planned(SCENARIO, SIX);
    let folder = folder(&record);
    let at = folder.path();
    let check = ["day.centre.ron", "--only-check", "--compare", "day.centre.ron"];
    let same = timetable(at, &check);
    assert!(same.out.contains("Nobody’s day differs."), "{}", same.out);
    let mut later = record.clone();
    let session = record.centre().planned_sessions()[0].clone();
    let planned = session.planned.map(|at| at + jiff::SignedDuration::from_mins(5));
    let change = sessions::Change::Move { session: session.id, room: "Attic".into(), planned };
    act(&mut later, vec![Change::Session(change)]);
    std::fs::write(at.join("later.centre.ron"), file(&later)).unwrap();
    let arguments = ["later.centre.ron", "--only-check", "--compare", "day.centre.ron"];
    let said = timetable(at, &arguments);
    assert!(said.out.contains("Another day for"), "{}", said.out);
    assert!(said.out.contains(" instead of "), "{}", said.out);

    let other = planned_elsewhere();
    std::fs::write(at.join("other.centre.ron"), file(&other)).unwrap();
    let foreign = ["day.centre.ron", "--only-check", "--compare", "other.centre.ron"];
    let said = timetable(at, &foreign);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("another centre"), "{}", said.err);
}

/// Another centre, with nobody in it.
fn planned_elsewhere() -> Record {
    let id = bellwether::ids::CentreId(8);
    Record::new(id, std::sync::Arc::new(bellwether::scenario::library::bundled().remove(0)))
}
