//! Promise 1 on a real disk: a program that is killed loses nothing it had called safe; damaged
//! files never panic, never invent, and say where.

use crate::stage;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use bellwether::centre::{Author, Change, Refusal};
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::files::{Fault, OpenFailure, document, line};
use bellwether::ids::CentreId;
use bellwether::people;
use bellwether::workspace::{Env, FileState, JournalState, Workspace};
use stage::{Day, now};

fn env(data: &Path) -> Env {
    Env {
        fs: Arc::new(Disk),
        places: Places::under(data.to_owned()),
        installation: 1,
        who: "somebody".into(),
        wake: Arc::new(|| {}),
    }
}

fn add(code: u32) -> Vec<Change> {
    vec![Change::People(people::Change::AddCandidate {
        code: format!("C{code}"),
        name: "Ada".into(),
    })]
}

/// Waits until the disk has said that everything is safe.
fn until_safe(workspace: &mut Workspace, secs: i64) {
    for _ in 0..2000 {
        workspace.poll(now(secs));
        if matches!(workspace.safety().journal, JournalState::Safe(_)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_micros(200));
    }
    panic!("never safe");
}

fn until_saved(workspace: &mut Workspace, secs: i64) {
    for _ in 0..2000 {
        workspace.poll(now(secs));
        if matches!(workspace.safety().file, FileState::Safe(_)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("never saved: {:?}", workspace.safety());
}

/// Not a test by itself: what the killed child does. It records entries for ever, and says the
/// number of each that the disk has acknowledged.
#[test]
fn child_that_records() {
    let Some(data) = std::env::var_os("BELLWETHER_RECORDING_CHILD") else { return };
    let mut workspace = Workspace::create(&env(Path::new(&data)), stage::scenario(), now(0));
    for code in 1.. {
        workspace.perform(add(code), Author::Facilitator, now(i64::from(code))).unwrap();
        until_safe(&mut workspace, i64::from(code));
        println!("safe {code}");
    }
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_that_it_called_safe() {
    let mut acknowledged_in_all = 0;
    for round in 0..200_u64 {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["recovery::child_that_records", "--exact", "--nocapture"])
            .env("BELLWETHER_RECORDING_CHILD", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut safe = 0;
        // The moment differs from round to round: after so many lines, and a little later.
        let lines = out.lines().map_while(Result::ok);
        for said in lines {
            if let Some(number) =
                said.rsplit("safe ").next().and_then(|n| n.trim().parse::<usize>().ok())
            {
                safe = number;
            }
            if safe as u64 > round % 23 {
                std::thread::sleep(std::time::Duration::from_micros(round * 37 % 900));
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let env = env(folder.path());
        let left = Workspace::left_behind(&env);
        assert_eq!(left.len(), 1);
        assert!(left[0].entries >= safe, "round {round}: {} of {safe}", left[0].entries);
        let back = Workspace::recover(&env, left[0].id, now(9999)).unwrap();
        let codes: Vec<_> =
            back.centre().people.candidates().iter().map(|known| known.code.clone()).collect();
        let expected: Vec<_> = (1..=codes.len()).map(|code| format!("C{code}")).collect();
        assert_eq!(codes, expected, "nothing is missing in between, nothing is invented");
        acknowledged_in_all += safe;
    }
    assert!(acknowledged_in_all > 1000);
}

fn small_file() -> String {
    let day = Day::new();
    let mut scenario = stage::scenario();
    scenario.exercises.clear();
    scenario.framework.competencies.truncate(1);
    let lines: Vec<String> =
        day.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let beginning = document::beginning(CentreId(7), &scenario).unwrap();
    document::whole(&beginning, lines.iter().map(String::as_str))
}

#[test]
fn a_file_cut_short_anywhere_is_noticed_and_what_is_whole_is_kept() {
    let text = small_file();
    let entries = Day::new().entries();
    for length in 0..text.len() - 1 {
        let reading = document::read(&text.as_bytes()[..length]);
        assert!(!reading.damage.is_empty(), "cut to {length} of {} bytes", text.len());
        for entry in reading.document.into_iter().flat_map(|document| document.entries) {
            assert!(entries.contains(&entry), "invented after a cut to {length}");
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_is_noticed_and_never_gives_another_entry() {
    let text = small_file();
    let entries = Day::new().entries();
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1 << (place % 7);
        let reading = document::read(&bytes);
        assert!(
            !reading.damage.is_empty(),
            "a flip in byte {place} went unnoticed: {:?}",
            &text[place.saturating_sub(20)..(place + 20).min(text.len())]
        );
        for entry in reading.document.into_iter().flat_map(|document| document.entries) {
            assert!(entries.contains(&entry), "invented after a flip in byte {place}");
        }
    }
}

#[test]
fn a_torn_end_of_a_journal_is_no_damage_but_a_flip_before_it_is() {
    let day = Day::new();
    let beginning = document::beginning(CentreId(7), &stage::scenario()).unwrap();
    let lines: Vec<String> =
        day.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let whole = format!("{beginning}{}\n", lines.join("\n"));
    let torn = &whole[..whole.len() - 9];
    let reading = document::read_journal(torn.as_bytes());
    assert_eq!(reading.damage, []);
    assert_eq!(reading.document.unwrap().entries.len(), day.entries().len() - 1);
    let hurt = whole.replacen("C01", "C91", 1);
    let reading = document::read_journal(hurt.as_bytes());
    assert_eq!(reading.damage[0].fault, Fault::EntryChanged);
}

#[test]
fn a_line_of_a_newer_build_is_kept_word_for_word() {
    let mut text = small_file();
    let ron = "(id:\"00000009.00000009-1\",stamp:\"2026-11-24T09:00:00.000Z\",by:Facilitator,act:Foretell(7))";
    let new = format!("{ron}, // {} {:08x}", ron.len(), crc32fast::hash(ron.as_bytes()));
    let end = text.rfind("\n])").unwrap();
    text.insert_str(end, &format!("\n{new}"));
    let reading = document::read(text.as_bytes());
    assert_eq!(
        reading.document.unwrap().unknown,
        [new],
        "though the seal says that a line was added"
    );
}

#[test]
fn a_newer_format_and_other_files_are_refused_in_facts() {
    let newer = small_file().replacen("(format: 2", "(format: 3", 1);
    assert_eq!(document::read(newer.as_bytes()).damage[0].fault, Fault::NewerFormat(3));
    for other in ["", "hello", "(format: 2, scenario: ())", "\u{0}\u{1}"] {
        let reading = document::read(other.as_bytes());
        assert!(reading.document.is_none() && !reading.damage.is_empty(), "{other:?}");
    }
    let nested = format!("(format: 2, centre: {}", "[".repeat(100_000));
    assert!(document::read(nested.as_bytes()).document.is_none());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_tolerated() {
    let text = format!("\u{feff}{}", small_file().replace('\n', "\r\n"));
    let reading = document::read(text.as_bytes());
    assert_eq!(reading.damage, []);
    assert_eq!(reading.document.unwrap().entries, Day::new().entries());
}

#[test]
fn a_saved_centre_is_opened_as_it_was_and_its_journal_goes() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut workspace = Workspace::create(&env, stage::scenario(), now(0));
    for code in 1..20 {
        workspace.perform(add(code), Author::Facilitator, now(1)).unwrap();
    }
    workspace.save_as(&env, file.clone(), now(2)).unwrap();
    until_saved(&mut workspace, 2);
    workspace.perform(add(20), Author::Facilitator, now(3)).unwrap();
    let entries = workspace.record().entries().to_vec();
    workspace.close(now(4));
    assert!(Workspace::left_behind(&env).is_empty());
    let again = Workspace::open(&env, &file, now(5)).unwrap();
    assert_eq!(again.record().entries(), entries);
    assert_eq!(again.opening().restored, 0);
}

#[test]
fn entries_that_the_file_did_not_hold_yet_are_brought_back_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut workspace = Workspace::create(&env, stage::scenario(), now(0));
    workspace.perform(add(1), Author::Facilitator, now(1)).unwrap();
    workspace.save_as(&env, file.clone(), now(2)).unwrap();
    until_saved(&mut workspace, 2);
    workspace.perform(add(2), Author::Facilitator, now(3)).unwrap();
    until_safe(&mut workspace, 3);
    drop(workspace);
    let again = Workspace::open(&env, &file, now(5)).unwrap();
    assert_eq!(again.opening().restored, 1);
    assert_eq!(again.centre().people.candidates().len(), 2);
}

#[test]
fn a_folder_that_went_away_keeps_the_work_here_and_says_so_until_a_save_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let stick = folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let file = stick.join("day.centre.ron");
    let mut workspace = Workspace::create(&env, stage::scenario(), now(0));
    workspace.perform(add(1), Author::Facilitator, now(1)).unwrap();
    workspace.save_as(&env, file.clone(), now(2)).unwrap();
    until_saved(&mut workspace, 2);
    std::fs::rename(&stick, folder.path().join("pulled out")).unwrap();
    workspace.perform(add(2), Author::Facilitator, now(10)).unwrap();
    workspace.save(now(10));
    until_safe(&mut workspace, 10);
    for _ in 0..1000 {
        workspace.poll(now(10));
        if matches!(workspace.safety().file, FileState::Failing(_)) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(matches!(workspace.safety().file, FileState::Failing(_)));
    std::fs::rename(folder.path().join("pulled out"), &stick).unwrap();
    until_saved(&mut workspace, 30);
    assert_eq!(document::read(&std::fs::read(&file).unwrap()).document.unwrap().entries.len(), 2);
}

#[test]
fn the_version_before_is_kept_as_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.ron");
    for text in ["one", "two", "three"] {
        bellwether::files::save::save(&Disk, &file, text.as_bytes()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "three");
    assert_eq!(std::fs::read_to_string(bellwether::files::save::backup_of(&file)).unwrap(), "two");
}

#[test]
fn a_second_window_reads_only_until_the_first_lets_go() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut first = Workspace::create(&env, stage::scenario(), now(0));
    first.perform(add(1), Author::Facilitator, now(1)).unwrap();
    first.save_as(&env, file.clone(), now(2)).unwrap();
    until_saved(&mut first, 2);
    let mut second = Workspace::open(&env, &file, now(3)).unwrap();
    assert!(second.opening().read_only.is_some());
    assert_eq!(second.perform(add(2), Author::Facilitator, now(3)), Err(Refusal::ReadOnly));
    first.close(now(4));
    let third = Workspace::open(&env, &file, now(5)).unwrap();
    assert!(third.is_writable());
}

#[test]
fn another_copy_of_a_centre_is_taken_in_and_another_centre_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let (mine, hers) =
        (folder.path().join("mine.centre.ron"), folder.path().join("hers.centre.ron"));
    let mut workspace = Workspace::create(&env, stage::scenario(), now(0));
    workspace.perform(add(1), Author::Facilitator, now(1)).unwrap();
    workspace.save_as(&env, mine.clone(), now(2)).unwrap();
    until_saved(&mut workspace, 2);
    std::fs::copy(&mine, &hers).unwrap();
    let mut other = Workspace::open(&env, &hers, now(3)).unwrap();
    other.perform(add(2), Author::Facilitator, now(4)).unwrap();
    other.close(now(5));
    let mut taken_in = |secs| workspace.merge_file(&env, &hers, now(secs)).map(|taken| taken.new);
    assert_eq!(taken_in(6), Ok(1));
    assert_eq!(taken_in(6), Ok(0));
    assert_eq!(workspace.centre().people.candidates().len(), 2);
    std::fs::write(&hers, small_file()).unwrap();
    assert_eq!(workspace.merge_file(&env, &hers, now(7)), Err(OpenFailure::OtherCentre));
}

#[test]
fn a_clock_that_is_behind_the_record_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut workspace = Workspace::create(&env, stage::scenario(), now(0));
    workspace.perform(add(1), Author::Facilitator, now(3600)).unwrap();
    workspace.save_as(&env, file.clone(), now(3600)).unwrap();
    until_saved(&mut workspace, 3600);
    workspace.close(now(3600));
    let again = Workspace::open(&env, &file, now(0)).unwrap();
    assert_eq!(again.opening().clock_behind.map(|by| by.as_secs()), Some(3600));
}
