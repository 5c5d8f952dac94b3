//! `bellwether report`, run as a person runs it.

use std::path::Path;

use assert_cmd::Command;

fn bellwether() -> Command {
    Command::cargo_bin("bellwether").unwrap()
}

fn centre(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("day.centre.ron");
    bellwether().args(["demo", "--candidates", "2", "-o"]).arg(&file).assert().success();
    file
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn reports_are_written_into_a_folder_and_nothing_is_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let file = centre(folder.path());
    let to = folder.path().join("out");
    let report = |more: &[&str]| {
        let mut command = bellwether();
        command.arg("report").arg(&file).args(["--kind", "development", "--candidate", "c01"]);
        command.args(["--pattern", "{code} {kind}", "--data"]).arg(folder.path()).args(more);
        command.arg("--to").arg(&to).assert()
    };
    report(&[]).success();
    assert_eq!(names(&to), ["C01 Development plan.pdf"]);
    let first = std::fs::read(to.join("C01 Development plan.pdf")).unwrap();
    assert!(first.starts_with(b"%PDF"));
    let told = report(&[]).failure().get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&told).contains("1 of these files is there already"));
    report(&["--number"]).success();
    report(&["--format", "docx"]).success();
    report(&["--language", "de", "--no-numbers"]).success();
    report(&["--force"]).success();
    assert_eq!(
        names(&to),
        [
            "C01 Development plan 2.pdf",
            "C01 Development plan.docx",
            "C01 Development plan.pdf",
            "C01 Entwicklungsplan.pdf",
        ]
    );
}

#[test]
fn the_data_of_a_report_is_plain_json_and_templates_can_be_taken_out_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = centre(folder.path());
    let said = bellwether()
        .arg("report")
        .arg(&file)
        .args(["--kind", "feedback", "--candidate", "C02", "--data-only"])
        .assert()
        .success();
    let data: serde_json::Value = serde_json::from_slice(&said.get_output().stdout).unwrap();
    assert_eq!(data["code"], "C02");
    assert!(data["candidate"]["competencies"].as_array().unwrap().len() > 3);
    let own = folder.path().join("own");
    bellwether().args(["report", "--write-templates"]).arg(&own).assert().success();
    assert!(names(&own).contains(&"feedback.typ".to_owned()));
    std::fs::write(own.join("log.typ"), "#let x = 1\n#y\n").unwrap();
    let told = bellwether()
        .arg("report")
        .arg(&file)
        .args(["--kind", "log", "--template"])
        .arg(&own)
        .arg("--to")
        .arg(folder.path().join("out"))
        .assert()
        .failure();
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    assert!(told.contains("log.typ, line 2, column 2"), "{told}");
    bellwether().args(["report", "--kind", "nonsense", "--to", "x"]).arg(&file).assert().failure();
}
