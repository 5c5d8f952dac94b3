//! What the command line prints, whole: data on standard output, talk on standard error, and the
//! exit code. One test a behaviour, through the real binary; `cli.rs` has the rest.

#![expect(clippy::disallowed_methods, reason = "a test makes the files that the program meets")]

use std::path::Path;

use assert_cmd::Command;

/// What a run said.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs `bellwether` in a folder.
fn bellwether(folder: &Path, args: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bellwether"));
    match command.current_dir(folder).args(args).output() {
        Ok(output) => Said {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        },
        Err(error) => Said { code: None, out: String::new(), err: error.to_string() },
    }
}

const SOUND: &str = include_str!("../cases/sound.scenario.ron");

fn small() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/small.scenario.ron")
        .display()
        .to_string()
}

fn file(folder: &Path, name: &str, text: &str) {
    let written = std::fs::write(folder.join(name), text);
    assert!(written.is_ok(), "{name}: {written:?}");
}

fn text(folder: &Path, name: &str) -> String {
    let read = std::fs::read_to_string(folder.join(name));
    assert!(read.is_ok(), "{name}: {read:?}");
    read.unwrap_or_default()
}

/// A centre of a few candidates, at the end of its day.
fn centre(folder: &Path, name: &str, more: &[&str]) -> Said {
    let small = small();
    let args = ["demo", "--candidates", "4", "--seed", "5", "--scenario", &small, "-o", name];
    bellwether(folder, &[&args, more].concat())
}

#[test]
fn a_sound_scenario_has_nothing_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "sound.scenario.ron", SOUND);
    let said = bellwether(folder.path(), &["check", "sound.scenario.ron"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert_eq!(said.out, "sound.scenario.ron: nothing to mend\n");
}

#[test]
fn check_shows_every_error_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let bad = SOUND.replace("weight: 2.0)", "weight: -2.0)").replace(
        "before_end: \"5 min\", text: \"Five minutes left.\")]),\n          (id: \"looking",
        "before_end: \"50 min\", text: \"Five minutes left.\")]),\n          (id: \"looking",
    );
    file(folder.path(), "bad.scenario.ron", &bad);
    let said = bellwether(folder.path(), &["check", "bad.scenario.ron"]);
    assert_eq!((said.code, said.err.as_str()), (Some(1), ""));
    assert_eq!(
        said.out,
        "bad.scenario.ron:70:37: error: This warning would be said before its phase begins: the phase takes 20 min. Bring it nearer to the end.
   |
70 |             warnings: [(before_end: \"50 min\", text: \"Five minutes left.\")]),
   |                                     ^^^^^^^^
bad.scenario.ron:90:125: error: A weight of -2 means nothing. Use a number above 0.
   |
90 |         observes: [(competency: \"steers\", weight: 1.0), (competency: \"listens\", weight: 1.0), (competency: \"plans\", weight: -2.0)],
   |                                                                                                                             ^^^^
"
    );
}

#[test]
fn check_says_why_a_rule_of_the_field_asks_for_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let bad = SOUND.replace("Plans: the order. Follows up: the dates.", "Look at the order.");
    file(folder.path(), "bad.scenario.ron", &bad);
    let said = bellwether(folder.path(), &["check", "bad.scenario.ron"]);
    assert_eq!(said.code, Some(0), "a warning is no error");
    assert_eq!(said.out.matches("warning[A6]: The assessor’s guide does not mention").count(), 2);
    assert_eq!(said.out.matches("why: Assessors are trained").count(), 1, "{}", said.out);
    let json = bellwether(folder.path(), &["check", "--json", "bad.scenario.ron"]).out;
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found[0]["rule"], "A6");
    assert!(found[0]["why"].as_str().unwrap().contains("ISO 10667"), "{found}");
}

#[test]
fn check_gives_json_to_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let bad = SOUND.replace("kind: RolePlay,", "kind: RolePlayy,");
    file(folder.path(), "bad.scenario.ron", &bad);
    let said = bellwether(folder.path(), &["check", "--json", "bad.scenario.ron"]);
    assert_eq!((said.code, said.err.as_str()), (Some(1), ""));
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found[0]["file"], "bad.scenario.ron");
    assert_eq!((&found[0]["line"], &found[0]["severity"]), (&57.into(), &"error".into()));
    assert!(found[0]["words"].as_str().unwrap().contains("RolePlayy"), "{found}");
}

#[test]
fn check_goes_on_after_a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "sound.scenario.ron", SOUND);
    let said = bellwether(folder.path(), &["check", "gone.scenario.ron", "sound.scenario.ron"]);
    assert_eq!(said.code, Some(2));
    assert_eq!(said.out, "sound.scenario.ron: nothing to mend\n");
    assert_eq!(said.err, "error: It is not there. Is the drive connected? (gone.scenario.ron)\n");
}

#[test]
fn check_finds_a_changed_letter_in_a_centre() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(centre(folder.path(), "day.centre.ron", &[]).code, Some(0));
    assert_eq!(bellwether(folder.path(), &["check", "day.centre.ron"]).code, Some(0));
    let changed = text(folder.path(), "day.centre.ron").replacen(
        "AddCandidate(code:\"C01\"",
        "AddCandidate(code:\"C91\"",
        1,
    );
    file(folder.path(), "changed.centre.ron", &changed);
    let said = bellwether(folder.path(), &["check", "changed.centre.ron"]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("This entry was changed outside Bellwether or is damaged."));
    let said = bellwether(folder.path(), &["results", "changed.centre.ron"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "no numbers from a damaged file");
}

#[test]
fn a_sample_centre_is_the_same_for_a_seed_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let said = centre(folder.path(), "a.centre.ron", &[]);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""));
    assert_eq!(said.err, "written: a.centre.ron\n");
    centre(folder.path(), "b.centre.ron", &[]);
    assert_eq!(text(folder.path(), "a.centre.ron"), text(folder.path(), "b.centre.ron"));

    let again = centre(folder.path(), "a.centre.ron", &["--hours", "2"]);
    assert_eq!((again.code, again.out.as_str()), (Some(2), ""));
    assert_eq!(again.err, "error: a.centre.ron is there already. Use another name, or --force.\n");
    assert_eq!(text(folder.path(), "a.centre.ron"), text(folder.path(), "b.centre.ron"));
    assert_eq!(centre(folder.path(), "a.centre.ron", &["--hours", "2", "--force"]).code, Some(0));
    assert_ne!(text(folder.path(), "a.centre.ron"), text(folder.path(), "b.centre.ron"));
}

#[test]
fn an_unknown_scenario_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = bellwether(folder.path(), &["demo", "--scenario", "no-such", "-o", "x.centre.ron"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(
        said.err.starts_with("error: There is no scenario `no-such`. There are: "),
        "{}",
        said.err
    );
    assert!(!folder.path().join("x.centre.ron").exists());
}

#[test]
fn results_are_ron_on_standard_output_and_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    centre(folder.path(), "day.centre.ron", &["--hours", "24"]);
    let said = bellwether(folder.path(), &["results", "day.centre.ron"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(said.out.starts_with("// Bellwether results, format 1."));
    let read: bellwether::report::results::Results = ron::from_str(&said.out).unwrap();
    assert_eq!(read.candidates.len(), 4);
    assert_eq!(read.candidates[0].code, "C01");

    let written =
        bellwether(folder.path(), &["results", "day.centre.ron", "-o", "day.results.ron"]);
    assert_eq!((written.code, written.out.as_str()), (Some(0), ""));
    assert_eq!(text(folder.path(), "day.results.ron"), said.out);
    let again = bellwether(folder.path(), &["results", "day.centre.ron", "-o", "day.results.ron"]);
    assert_eq!(again.code, Some(2));
}

#[test]
fn results_are_json_to_scripts() {
    let folder = tempfile::tempdir().unwrap();
    centre(folder.path(), "day.centre.ron", &["--hours", "24"]);
    let said = bellwether(folder.path(), &["results", "day.centre.ron", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let read: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(read["candidates"].as_array().unwrap().len(), 4);
    assert_eq!(read["candidates"][0]["families"][0][0], "Leadership");
}

#[test]
fn copies_are_put_together_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    centre(folder.path(), "morning.centre.ron", &["--hours", "2"]);
    centre(folder.path(), "day.centre.ron", &["--hours", "12"]);
    let both = ["merge", "morning.centre.ron", "day.centre.ron", "-o", "one.centre.ron"];
    let said = bellwether(folder.path(), &both);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{}", said.err);
    assert!(said.err.contains("day.centre.ron: ") && said.err.contains(" new entries\n"));
    let turned = ["merge", "day.centre.ron", "morning.centre.ron", "-o", "two.centre.ron"];
    let said = bellwether(folder.path(), &turned);
    assert_eq!(said.err, "morning.centre.ron: 0 new entries\nwritten: two.centre.ron\n");
    assert_eq!(text(folder.path(), "one.centre.ron"), text(folder.path(), "two.centre.ron"));
    assert_eq!(text(folder.path(), "one.centre.ron"), text(folder.path(), "day.centre.ron"));
}

#[test]
fn two_different_centres_are_not_put_together() {
    let folder = tempfile::tempdir().unwrap();
    centre(folder.path(), "a.centre.ron", &[]);
    let small = small();
    let other =
        ["demo", "--candidates", "4", "--seed", "6", "--scenario", &small, "-o", "b.centre.ron"];
    bellwether(folder.path(), &other);
    let said =
        bellwether(folder.path(), &["merge", "a.centre.ron", "b.centre.ron", "-o", "c.centre.ron"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert_eq!(said.err, "error: b.centre.ron holds another centre than a.centre.ron.\n");
    assert!(!folder.path().join("c.centre.ron").exists());
}

#[test]
fn help_names_every_subcommand_and_gives_examples() {
    let folder = tempfile::tempdir().unwrap();
    let said = bellwether(folder.path(), &["--help"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    for word in ["check", "results", "merge", "demo", "completions", "Examples:"] {
        assert!(said.out.contains(word), "{word}");
    }
    for subcommand in ["check", "results", "merge", "demo"] {
        let said = bellwether(folder.path(), &[subcommand, "--help"]);
        assert!(said.out.contains("Examples:"), "{subcommand}");
    }
}

#[test]
fn completions_are_written_for_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let said = bellwether(folder.path(), &["completions", "bash"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(said.out.contains("_bellwether()"));
    assert_eq!(bellwether(folder.path(), &["completions", "abacus"]).code, Some(2));
}

#[test]
fn what_is_mistyped_is_said_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    let said = bellwether(folder.path(), &["reslts", "--nonsense"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("--nonsense"), "{}", said.err);
}

#[cfg(not(feature = "window"))]
#[test]
fn a_build_without_the_window_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let said = bellwether(folder.path(), &[]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert_eq!(
        said.err,
        "error: This build has no window. `bellwether --help` lists what it can do.\n"
    );
}
