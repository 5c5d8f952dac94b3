//! `bellwether compare`, `bellwether teams` and what `bellwether results` says of the page.

use assert_cmd::Command;

fn bellwether() -> Command {
    Command::cargo_bin("bellwether").unwrap()
}

fn day(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("day.centre.ron");
    let demo = ["demo", "--candidates", "6", "--seed", "3", "--hours", "300", "-o"];
    bellwether().args(demo).arg(&file).assert().success();
    file
}

fn json(args: &[&str], file: &std::path::Path) -> serde_json::Value {
    let out = bellwether().arg(args[0]).arg(file).args(&args[1..]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn candidates_stand_side_by_side_with_the_numbers_of_the_results() {
    let folder = tempfile::tempdir().unwrap();
    let file = day(folder.path());
    let lines = json(&["compare", "C02", "c05", "--json"], &file);
    let results = json(&["results", "--json"], &file);
    let leadership = &lines.as_array().unwrap()[0];
    assert_eq!(leadership["what"], "LEADERSHIP");
    for (place, candidate) in [(0, 1), (1, 4)] {
        let shown = leadership["candidates"][place]["value"].as_f64();
        let result = results["candidates"][candidate]["families"][0][1][0].as_f64();
        assert!(shown.is_some());
        assert_eq!(shown, result);
    }
    bellwether().arg("compare").arg(&file).args(["C02", "X99"]).assert().failure();
    bellwether().arg("compare").arg(&file).arg("C02").assert().failure();
}

#[test]
fn teams_hold_everybody_once_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = day(folder.path());
    for (size, teams) in [("2", 3), ("3", 2), ("4", 2)] {
        let all = json(&["teams", "--size", size, "--json"], &file);
        let found = all["teams"].as_array().unwrap();
        assert_eq!(found.len(), teams);
        assert_eq!(all["proven"], true);
        let members = found.iter().flat_map(|team| team["members"].as_array().unwrap());
        let members: std::collections::BTreeSet<_> = members.map(ToString::to_string).collect();
        assert_eq!(members.len(), 6);
        assert!(found.iter().all(|t| t["reason"].as_str().unwrap().contains("together no")));
    }
    bellwether().arg("teams").arg(&file).args(["--size", "7"]).assert().failure();
}

#[test]
fn results_say_how_each_level_compares_and_quote_the_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let results = json(&["results", "--json"], &day(folder.path()));
    let first = &results["candidates"][0];
    let line = &first["competencies"][0];
    assert!(line["centre_mean"][0].is_number() && line["others"].is_array());
    let quotes = first["strengths"].as_array().unwrap();
    assert!(!quotes.is_empty());
    assert!(quotes.iter().all(|quote| quote["note"]["direction"] == "For"));
}

#[test]
fn growth_stands_beside_an_earlier_centre_and_says_what_cannot_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let file = day(folder.path());
    let since = ["--since", file.to_str().unwrap()];
    let run = |args: &[&str]| {
        let out = bellwether().arg("growth").arg(&file).args(args).args(since).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let told: serde_json::Value = serde_json::from_str(&run(&["C02", "--json"])).unwrap();
    let lines = told["competencies"].as_array().unwrap();
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| line["then"] == line["now"]), "the same centre twice");
    let told: serde_json::Value =
        serde_json::from_str(&run(&["C02", "--was", "C05", "--json"])).unwrap();
    let results = json(&["results", "--json"], &file);
    for line in told["competencies"].as_array().unwrap() {
        let value = |who: usize| {
            let all = results["candidates"][who]["competencies"].as_array().unwrap();
            let found = all.iter().find(|one| one["competency"] == line["competency"]).unwrap();
            found["mean"][0].clone()
        };
        assert_eq!(line["then"], value(4));
        assert_eq!(line["now"], value(1));
    }
    assert!(run(&["C02"]).contains("then    now"));
}
