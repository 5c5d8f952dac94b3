//! Files that are handed out are whole or not there, whatever dies; what a killed export has left
//! goes at the next one into that folder, and nothing else does.

use crate::stage;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bellwether::files::fs::{Disk, Fs as _};
use bellwether::files::handed::{hand_out, sweep};
use stage::names_in;
use stage::sim_fs::SimFs;

const LEFT: &str = ".bellwether-0123456789abcdef.new";

#[test]
fn a_power_cut_at_any_moment_leaves_a_whole_file_and_nothing_that_the_next_export_does_not_clean() {
    let fs = SimFs::default();
    let path = Path::new("/stick/C01 Feedback.pdf");
    hand_out(&fs, path, b"the older one").unwrap();
    let whole = fs.operations();
    hand_out(&fs, path, b"the new and longer one").unwrap();
    let mut cleaned = 0;
    for (state, _) in fs.history().into_iter().skip(whole) {
        for left in state.after_power_cut() {
            let fs = SimFs::after(left);
            let found = fs.read(path).unwrap();
            assert!(found == b"the older one" || found == b"the new and longer one", "{found:?}");
            cleaned += sweep(&fs, Path::new("/stick"));
            assert_eq!(fs.list(Path::new("/stick")).unwrap(), [PathBuf::from(path)]);
            hand_out(&fs, path, b"again").unwrap();
            assert_eq!(fs.read(path).unwrap(), b"again");
        }
    }
    assert!(cleaned > 0, "no state had anything to clean");
}

#[test]
fn what_somebody_else_has_put_there_stays_whatever_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = [
        ".C01 Feedback.pdf.new",
        ".bellwether-0123456789abcdef",
        ".bellwether-0123456789abcdef.old",
        ".bellwether-0123456789ABCDEF.new",
        ".bellwether-notes.new",
        "bellwether-0123456789abcdef.new",
        "C01 Feedback.pdf",
    ];
    for name in theirs.into_iter().chain([LEFT]) {
        std::fs::write(folder.path().join(name), name).unwrap();
    }
    assert_eq!(sweep(&Disk, folder.path()), 1);
    let mut left = theirs.map(str::to_owned);
    left.sort();
    assert_eq!(names_in(folder.path()), left);
    assert_eq!(sweep(&Disk, &folder.path().join("not there")), 0);
}

#[test]
fn what_another_window_is_writing_stays_until_it_has_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(LEFT);
    let mut writes = Disk.create(&path).unwrap();
    writes.hold();
    writes.append(b"half").unwrap();
    assert_eq!(sweep(&Disk, folder.path()), 0);
    assert!(path.exists());
    drop(writes);
    assert_eq!(sweep(&Disk, folder.path()), 1);
    assert!(!path.exists());
}

/// `bellwether` with these words.
fn bellwether(words: &[&str], more: &[&Path]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("bellwether"));
    command.args(words).args(more).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn an_export_that_is_killed_again_and_again_leaves_only_whole_files_after_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (file, to) = (folder.path().join("day.centre.ron"), folder.path().join("out"));
    assert!(bellwether(&["demo", "--candidates", "6", "-o"], &[&file]).status().unwrap().success());
    let report = || {
        let words = ["report", "--kind", "scorecard", "--kind", "panel", "--kind", "feedback"];
        let mut command = bellwether(&words, &[&file]);
        command.args(["--for", "facilitator", "--format", "json", "--force", "--data"]);
        command.arg(folder.path()).arg("--to").arg(&to);
        command
    };
    for written in 1..9 {
        let mut running = report().spawn().unwrap();
        let told = BufReader::new(running.stderr.take().unwrap());
        let lines = told.lines().map_while(Result::ok);
        assert_eq!(lines.filter(|line| line.starts_with("written")).take(written).count(), written);
        running.kill().unwrap();
        running.wait().unwrap();
        let whole = names_in(&to).into_iter().filter(|name| !name.starts_with('.'));
        for name in whole {
            let read = File::open(to.join(&name)).unwrap();
            let report: serde_json::Value = serde_json::from_reader(read).unwrap();
            assert!(report["title"].is_string(), "{name}");
        }
    }
    std::fs::write(to.join(LEFT), "half of somebody's repor").unwrap();
    assert!(report().status().unwrap().success());
    let all = names_in(&to);
    assert_eq!(all.len(), 18, "{all:?}");
    assert!(all.iter().all(|name| !name.starts_with('.')), "{all:?}");
}

#[test]
fn data_and_answers_leave_no_older_copy_and_clean_what_a_killed_export_left() {
    let folder = tempfile::tempdir().unwrap();
    let (file, to) = (folder.path().join("day.centre.ron"), folder.path().join("out"));
    assert!(bellwether(&["demo", "--candidates", "2", "-o"], &[&file]).status().unwrap().success());
    std::fs::create_dir(&to).unwrap();
    for _twice in 0..2 {
        std::fs::write(to.join(LEFT), "half").unwrap();
        let words = ["export", "--for", "facilitator", "--as", "json,results", "--force", "--to"];
        assert!(bellwether(&words, &[&to, &file]).status().unwrap().success());
    }
    let all = names_in(&to);
    assert_eq!(all.len(), 2, "{all:?}");
    for _twice in 0..2 {
        std::fs::write(to.join(LEFT), "half").unwrap();
        let words =
            ["privacy", "access", "--for", "facilitator", "--who", "C01", "--force", "--to"];
        assert!(bellwether(&words, &[&to, &file]).status().unwrap().success());
    }
    let all = names_in(&to);
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(all.iter().all(|name| !name.starts_with('.') && !name.ends_with(".backup")));
}
