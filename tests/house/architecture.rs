//! The house: which module may know which, and how large a file may be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module with what it may use. `ARCHITECTURE.md` says why.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ids", &[]),
    ("time", &["ids"]),
    ("problem", &[]),
    ("outline", &["problem"]),
    ("scenario", &["ids", "time", "problem", "outline"]),
    ("design", &["ids", "time", "problem", "scenario"]),
    ("people", &["ids", "time", "scenario"]),
    ("timetable", &[]),
    ("centre", &["ids", "time", "problem", "scenario", "people"]),
    ("planning", &["ids", "time", "scenario", "people", "timetable", "centre"]),
    ("day", &["ids", "time", "scenario", "people", "centre", "planning"]),
    ("scoring", &["ids", "scenario", "people", "centre"]),
    ("demo", &["ids", "time", "scenario", "people", "timetable", "centre", "planning", "day"]),
    ("files", &["ids", "problem", "scenario", "people", "centre"]),
    (
        "words",
        &[
            "ids",
            "time",
            "problem",
            "scenario",
            "people",
            "timetable",
            "centre",
            "planning",
            "scoring",
            "files",
        ],
    ),
    (
        "report",
        &["ids", "time", "scenario", "people", "centre", "day", "planning", "scoring", "words"],
    ),
    ("privacy", &["ids", "time", "scenario", "people", "centre", "scoring", "words", "report"]),
    ("print", &["ids", "time", "scenario", "words", "report", "privacy"]),
    ("handouts", &["ids", "centre", "files", "report", "privacy", "print"]),
    ("clock", &["time"]),
    ("workspace", &["ids", "time", "scenario", "people", "centre", "files", "clock"]),
    (
        "cli",
        &[
            "ids",
            "time",
            "problem",
            "scenario",
            "people",
            "timetable",
            "centre",
            "planning",
            "day",
            "scoring",
            "demo",
            "files",
            "words",
            "report",
            "privacy",
            "print",
            "handouts",
            "clock",
            "workspace",
        ],
    ),
    (
        "ui",
        &[
            "ids",
            "time",
            "problem",
            "scenario",
            "design",
            "people",
            "timetable",
            "centre",
            "planning",
            "day",
            "scoring",
            "demo",
            "files",
            "words",
            "report",
            "privacy",
            "print",
            "handouts",
            "clock",
            "workspace",
        ],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            all.push(path);
        }
    }
    all
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn module(path: &Path) -> String {
    let within = path.strip_prefix(root()).unwrap();
    let first = within.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules named after `crate::`, comments and tests left out.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
        .filter(|name: &String| !name.is_empty())
        .collect()
}

#[test]
fn arrows_point_downwards_only() {
    for path in sources(&root()) {
        let name = module(&path);
        // A test may look at its module from above.
        if name == "lib" || name == "main" || path.ends_with("tests.rs") {
            continue;
        }
        let row = MAY_USE.iter().find(|(known, _)| *known == name);
        let (_, may) = row.unwrap_or_else(|| panic!("{name} has no row: say what it may use"));
        for used in used(&std::fs::read_to_string(&path).unwrap()) {
            let allowed = used == name || may.contains(&used.as_str());
            assert!(allowed, "{}: {name} must not use {used}", path.display());
        }
    }
}

#[test]
fn rows_name_only_modules_above_them_in_the_list() {
    for (place, (name, may)) in MAY_USE.iter().enumerate() {
        for used in *may {
            let stands = MAY_USE.iter().position(|(known, _)| known == used);
            assert!(
                stands.is_some_and(|stands| stands < place),
                "{name} uses {used}, which is not below it"
            );
        }
    }
}

#[test]
fn screens_do_not_know_each_other() {
    for path in sources(&root().join("ui/screens")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for other in [
            "home",
            "design",
            "people",
            "timetable",
            "live",
            "observe",
            "wash_up",
            "scorecards",
            "reports",
        ] {
            let own = path.to_string_lossy().contains(&format!("screens/{other}"));
            let arrow = format!("screens::{other}");
            assert!(own || !text.contains(&arrow), "{} uses {arrow}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_has_one_subject() {
    for path in sources(&root()) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not begin with //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines: look for the second subject", path.display());
    }
}
