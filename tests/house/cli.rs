//! The command line, as a person or a script uses it: what it prints, writes and answers.

use assert_cmd::Command;

fn bellwether() -> Command {
    Command::cargo_bin("bellwether").unwrap()
}

/// Standard output as text.
fn said(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn demo(folder: &std::path::Path, seed: &str) -> std::path::PathBuf {
    let file = folder.join(format!("{seed}.centre.ron"));
    bellwether().args(["demo", "--seed", seed, "--hours", "2", "-o"]).arg(&file).assert().success();
    file
}

#[test]
fn check_says_nothing_to_mend_of_the_bundled_scenarios() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    for file in std::fs::read_dir(folder).unwrap() {
        let said = said(bellwether().arg("check").arg(file.unwrap().path()));
        assert!(said.ends_with("nothing to mend\n"), "{said}");
    }
}

#[test]
fn check_gives_every_error_at_once_with_file_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.scenario.ron");
    let good = include_str!("../cases/sound.scenario.ron");
    let broken = good.replacen("id: \"harbour-watch\"", "id: \"Harbour Watch\"", 1).replacen(
        "(competency: \"steers\", weight: 1.0)",
        "(competency: \"stears\", weight: -1.0)",
        1,
    );
    std::fs::write(&file, broken).unwrap();
    let output = bellwether().arg("check").arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said =
        String::from_utf8(output.stdout).unwrap().replace(&file.display().to_string(), "FILE");
    assert!(said.contains("FILE:5:9: error: “Harbour Watch” cannot name a scenario."), "{said}");
    assert!(said.contains("error: There is no competency “stears”."), "{said}");
    assert!(said.contains("error: A weight of -1 means nothing."), "{said}");
    assert!(said.contains("5 |     id: \"Harbour Watch\","), "the line is shown: {said}");
}

#[test]
fn check_reads_every_part_of_a_scenario_that_ron_cannot_read_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("two.scenario.ron");
    let good = include_str!("../cases/sound.scenario.ron");
    let broken = good
        .replacen("kind: RolePlay", "kind: Roleplay", 1)
        .replacen("kind: InTray", "kind: Basket", 1)
        .replacen("not_observed: \"Not observed\"", "not_observd: \"Not observed\"", 1);
    std::fs::write(&file, broken).unwrap();
    let json = said(bellwether().args(["check", "--json"]).arg(&file));
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    let words: Vec<&str> =
        found.as_array().unwrap().iter().map(|one| one["words"].as_str().unwrap()).collect();
    assert!(words.iter().any(|words| words.contains("Roleplay")), "{words:?}");
    assert!(words.iter().any(|words| words.contains("Basket")), "{words:?}");
    assert!(words.iter().any(|words| words.contains("not_observd")), "{words:?}");
}

#[test]
fn unknown_fields_and_newer_formats_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new.scenario.ron");
    let good = include_str!("../cases/sound.scenario.ron");
    std::fs::write(&file, good.replacen("  format: 2,", "  format: 3,", 1)).unwrap();
    assert!(said(bellwether().arg("check").arg(&file)).contains("newer Bellwether (format 3)"));
    std::fs::write(&file, good.replacen("version: 3,", "version: 3, colour: 3,", 1)).unwrap();
    assert!(said(bellwether().arg("check").arg(&file)).contains("colour"));
}

#[test]
fn a_damaged_centre_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path(), "1");
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text.lines().position(|line| line.contains("AddCandidate")).unwrap() + 1;
    std::fs::write(&file, text.replacen("AddCandidate", "AddCandidata", 1)).unwrap();
    let output = bellwether().arg("check").arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains(&format!(":{line}:1: error: This entry was changed"))
    );
}

#[test]
fn results_are_data_on_standard_output_or_in_a_file_and_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path(), "2");
    let out = folder.path().join("x.results.ron");
    bellwether().arg("results").arg(&file).arg("-o").arg(&out).assert().success();
    assert_eq!(
        said(bellwether().arg("results").arg(&file)),
        std::fs::read_to_string(&out).unwrap()
    );
    let json: serde_json::Value =
        serde_json::from_str(&said(bellwether().args(["results", "--json"]).arg(&file))).unwrap();
    assert_eq!(json["candidates"].as_array().unwrap().len(), 12);
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let file = demo(folder.path(), "3");
    let before = std::fs::read(&file).unwrap();
    let again = bellwether().args(["demo", "--seed", "9", "-o"]).arg(&file).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("is there already"));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_seed_gives_the_same_centre_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("a"), folder.path().join("b"));
    std::fs::create_dir_all(&one).unwrap();
    std::fs::create_dir_all(&other).unwrap();
    assert_eq!(std::fs::read(demo(&one, "4")).unwrap(), std::fs::read(demo(&other, "4")).unwrap());
}

#[test]
fn merging_copies_gives_every_entry_once_and_refuses_other_centres() {
    let folder = tempfile::tempdir().unwrap();
    let whole = demo(folder.path(), "5");
    let text = std::fs::read_to_string(&whole).unwrap();
    let out = folder.path().join("both.centre.ron");
    bellwether().arg("merge").arg(&whole).arg(&whole).arg("-o").arg(&out).assert().success();
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text);
    let other = demo(folder.path(), "6");
    let refused = bellwether()
        .arg("merge")
        .arg(&whole)
        .arg(&other)
        .arg("-o")
        .arg(folder.path().join("no"))
        .output()
        .unwrap();
    assert!(String::from_utf8(refused.stderr).unwrap().contains("holds another centre"));
}

#[test]
fn help_shows_examples_and_completions_are_written() {
    assert!(said(bellwether().arg("--help")).contains("bellwether merge mine.centre.ron"));
    assert!(said(bellwether().args(["completions", "bash"])).contains("_bellwether"));
}

#[test]
fn a_file_that_is_not_there_is_said_in_words() {
    let output = bellwether().args(["results", "/nowhere/x.centre.ron"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("It is not there.") && said.contains("/nowhere/x.centre.ron"), "{said}");
}
