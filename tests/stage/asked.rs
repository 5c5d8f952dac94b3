//! `bellwether timetable` asked by the real binary, of a day in a folder of its own.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "each test file uses its own part of it"
)]

use std::path::Path;
use std::process::Command;

use bellwether::centre::Record;

use super::planned::file;

/// What it said, and the code that it ended with.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bellwether"));
    command.arg("timetable").args(arguments).current_dir(folder);
    command.env("XDG_DATA_HOME", folder.join("data")).env("TZ", "UTC");
    command
}

pub fn timetable(folder: &Path, arguments: &[&str]) -> Said {
    let output = command(folder, arguments).output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that holds the day as `day.centre.ron` and nothing else.
pub fn folder(record: &Record) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("day.centre.ron"), file(record)).unwrap();
    folder
}
