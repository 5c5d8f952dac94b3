//! Promise 1: nothing that a person entered is ever lost, whatever dies. Here: the power.

use crate::stage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bellwether::centre::Entry;
use bellwether::files::fs::Fs as _;
use bellwether::files::{document, line};
use bellwether::ids::{CentreId, EntryId};
use bellwether::workspace::{Keeper, find};
use stage::Day;
use stage::sim_fs::SimFs;

const FILE: &str = "/stick/day.centre.ron";
const FOLDER: &str = "/home/journals/7";

/// A dozen entries, as a session would make them.
fn entries() -> Vec<Entry> {
    let mut day = Day::new();
    for (second, code) in (0..7).zip(3..) {
        let add = bellwether::people::Change::AddCandidate {
            code: format!("C{code:02}"),
            name: String::new(),
        };
        day.act(second, bellwether::centre::Change::People(add));
    }
    day.entries()
}

fn keeper(fs: &SimFs, name: &str, superseded: Vec<PathBuf>) -> Keeper {
    // Little text, since thousands of states are read.
    let mut scenario = stage::scenario();
    scenario.exercises.clear();
    scenario.framework.competencies.clear();
    let beginning = document::beginning(CentreId(7), &scenario).unwrap();
    Keeper::new(Arc::new(fs.clone()), FOLDER.into(), name.into(), beginning.into(), superseded)
}

/// One session: entries one by one, saves in between. Tells the disk what was acknowledged, tries
/// again what failed, and gives how many were acknowledged in the end.
fn session(fs: &SimFs, entries: &[Entry]) -> usize {
    let mut keeper = keeper(fs, "00000001.00000001", Vec::new());
    let mut lines: Vec<Arc<str>> = Vec::new();
    let mut acknowledged = 0;
    let mut waiting = 0;
    for (place, entry) in entries.iter().enumerate() {
        let new: Arc<str> = line::encode(entry).unwrap().into();
        lines.push(Arc::clone(&new));
        waiting += 1;
        if keeper.append(&[new]).is_ok() {
            acknowledged += std::mem::take(&mut waiting);
            fs.acknowledge(acknowledged);
        }
        if place % 4 == 3 && keeper.save(Path::new(FILE), &lines).is_ok() {
            // What a certain save holds is safe as well; the journal may lag behind.
        }
    }
    for _try_again in 0..2 {
        if keeper.append(&[]).is_ok() {
            acknowledged += std::mem::take(&mut waiting);
            fs.acknowledge(acknowledged);
        }
    }
    acknowledged
}

/// All that an opening after a power cut would find: file and journals.
fn found(fs: &SimFs) -> BTreeMap<EntryId, Entry> {
    let journals = find(fs, Path::new(FOLDER), &|_path| false);
    let mut all: BTreeMap<EntryId, Entry> =
        journals.entries.into_iter().map(|entry| (entry.id, entry)).collect();
    if let Ok(bytes) = fs.read(Path::new(FILE)) {
        let reading = document::read(&bytes);
        assert!(
            reading.damage.is_empty(),
            "a file under its own name is always whole: {:?}",
            reading.damage
        );
        all.extend(reading.document.unwrap().entries.into_iter().map(|entry| (entry.id, entry)));
    }
    all
}

fn check_every_power_cut(fs: &SimFs, entries: &[Entry]) -> usize {
    let mut states = 0;
    for (state, acknowledged) in fs.history() {
        for after in state.after_power_cut() {
            states += 1;
            let found = found(&SimFs::after(after));
            for entry in entries.iter().take(acknowledged) {
                assert_eq!(found.get(&entry.id), Some(entry), "an acknowledged entry is lost");
            }
            for entry in found.values() {
                assert!(entries.contains(entry), "something was invented: {entry:?}");
            }
        }
    }
    states
}

#[test]
fn every_acknowledged_entry_is_found_after_a_power_cut_at_any_moment() {
    let entries = entries();
    let fs = SimFs::default();
    assert_eq!(session(&fs, &entries), entries.len());
    let states = check_every_power_cut(&fs, &entries);
    assert!(states > 300, "only {states} states were looked at");
}

#[test]
fn nothing_is_acknowledged_that_a_failing_disk_does_not_hold() {
    let entries = entries();
    let whole = SimFs::default();
    session(&whole, &entries);
    for error in [std::io::ErrorKind::StorageFull, std::io::ErrorKind::Other] {
        for first in (1..=whole.operations()).step_by(2) {
            let fs = SimFs::default();
            fs.fail(first..first + 3, error);
            let acknowledged = session(&fs, &entries);
            assert_eq!(
                acknowledged,
                entries.len(),
                "all is acknowledged once the disk works again"
            );
            let (last, count) = fs.history().pop().unwrap();
            for after in last.after_power_cut() {
                let found = found(&SimFs::after(after));
                for entry in entries.iter().take(count) {
                    assert!(
                        found.contains_key(&entry.id),
                        "lost after a failure of operation {first}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_failed_flush_is_never_trusted_when_it_says_yes_the_second_time() {
    let entries = entries();
    let whole = SimFs::default();
    session(&whole, &entries);
    for first in (1..=whole.operations()).step_by(3) {
        let fs = SimFs::default();
        fs.fail(first..first + 1, std::io::ErrorKind::Other);
        session(&fs, &entries);
        check_every_power_cut(&fs, &entries);
    }
}

#[test]
fn a_disk_that_stays_full_acknowledges_nothing_more() {
    let entries = entries();
    let fs = SimFs::default();
    fs.fail(20..10_000, std::io::ErrorKind::StorageFull);
    let acknowledged = session(&fs, &entries);
    assert!(acknowledged < entries.len());
    check_every_power_cut(&fs, &entries);
}

#[test]
fn what_an_earlier_session_left_goes_only_when_a_file_holds_it() {
    let entries = entries();
    let (early, late) = entries.split_at(6);
    let fs = SimFs::default();
    let lines = |entries: &[Entry]| -> Vec<Arc<str>> {
        entries.iter().map(|entry| line::encode(entry).unwrap().into()).collect()
    };
    let mut first = keeper(&fs, "00000001.00000001", Vec::new());
    first.append(&lines(early)).unwrap();
    fs.acknowledge(early.len());
    drop(first);
    let left = find(&fs, Path::new(FOLDER), &|_path| false);
    assert_eq!(left.entries, early);
    let mut second = keeper(&fs, "00000001.00000002", left.files);
    second.append(&lines(late)).unwrap();
    fs.acknowledge(entries.len());
    second.save(Path::new(FILE), &lines(&entries)).unwrap();
    second.remove(&BTreeMap::new());
    check_every_power_cut(&fs, &entries);
    assert!(find(&fs, Path::new(FOLDER), &|_path| false).entries.is_empty());
}
