//! What the Reports stage does about logo, retention, certificates and feedback, done by the command
//! line on the same code: each is an act in the file, and what cannot be is refused in words.

use crate::stage;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use bellwether::centre::{Centre, Record};
use bellwether::files::document;
use stage::searched::files;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(candidates: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let file = desk.file();
        desk.run(&["demo", "--candidates", candidates, "-o", file.to_str().unwrap()]).success();
        desk
    }

    fn file(&self) -> PathBuf {
        self.path("day.centre.ron")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Assert {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.arg("--data").arg(self.path("data")).args(words).assert()
    }

    /// A subcommand about the centre's file.
    fn about(&self, before: &[&str], after: &[&str]) -> Assert {
        let file = self.file();
        let words: Vec<&str> = before.iter().copied().chain([file.to_str().unwrap()]).collect();
        self.run(&[&words[..], after].concat())
    }

    fn centre(&self) -> Centre {
        let reading = document::read(&std::fs::read(self.file()).unwrap());
        assert_eq!(reading.damage, []);
        let document = reading.document.unwrap();
        let mut record = Record::new(document.id, std::sync::Arc::new(document.scenario));
        record.merge(document.entries);
        record.centre().clone()
    }
}

fn said(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn picture(path: &Path) {
    image::RgbImage::from_pixel(40, 20, image::Rgb([9, 90, 99])).save(path).unwrap();
}

#[test]
fn the_logo_is_kept_with_the_centre_shown_in_reports_and_taken_out() {
    let desk = Desk::new("1");
    let mark = desk.path("mark.png");
    picture(&mark);
    desk.about(&["logo"], &[mark.to_str().unwrap()]).success();
    assert!(desk.centre().details.logo.is_some());
    let into = desk.path("out");
    let to = ["--kind", "log", "--format", "docx", "--to", into.to_str().unwrap()];
    desk.about(&["report"], &to).success();
    let word = std::fs::read(&files(&into)[0]).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    assert!(archive.by_name("word/media/logo.png").is_ok());
    desk.about(&["logo"], &["--none"]).success();
    assert!(desk.centre().details.logo.is_none());
    let text = desk.path("mark.txt");
    std::fs::write(&text, "no picture").unwrap();
    let refused = desk.about(&["logo"], &[text.to_str().unwrap()]).code(2);
    assert!(said(&refused).contains("is no PNG or JPEG"), "{}", said(&refused));
}

#[test]
fn how_long_data_is_kept_is_set_by_result_and_given_back_to_the_usual_length() {
    let desk = Desk::new("3");
    desk.about(&["privacy", "keep"], &["--months", "9"]).success();
    assert_eq!(bellwether::centre::keeping::months(&desk.centre(), None), 9);
    let band = desk.centre().scenario.decision.bands[0].label.clone();
    desk.about(&["privacy", "keep"], &["--result", &band, "--months", "24"]).success();
    assert_eq!(bellwether::centre::keeping::months(&desk.centre(), Some(&band)), 24);
    desk.about(&["privacy", "keep"], &[]).success();
    assert_eq!(bellwether::centre::keeping::months(&desk.centre(), None), 6);
    let refused = desk.about(&["privacy", "keep"], &["--result", "Nobody", "--months", "1"]);
    assert!(said(&refused.code(2)).starts_with("error: "));
}

#[test]
fn the_certificate_of_an_erasure_can_be_written_again() {
    let desk = Desk::new("3");
    let (first, again) = (desk.path("first"), desk.path("again"));
    let to = again.to_str().unwrap();
    let refused = desk.about(&["privacy", "certificate"], &["--to", to]).code(2);
    assert!(said(&refused).contains("Nobody was erased"), "{}", said(&refused));
    let erase = ["--who", "C01", "--because", "Letter 12", "--to", first.to_str().unwrap()];
    desk.about(&["privacy", "erase"], &[&erase[..], &["--yes"]].concat()).success();
    desk.about(&["privacy", "certificate"], &["--to", to]).success();
    let read = |folder: &Path| -> Vec<String> {
        let mut all = files(folder);
        all.sort();
        all.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    };
    assert_eq!(read(&first).len(), 2);
    assert_eq!(read(&first), read(&again));
    let refused = desk.about(&["privacy", "certificate"], &["--number", "2", "--to", to]).code(2);
    assert!(said(&refused).contains("numbered from 1 to 1"), "{}", said(&refused));
    let refused = desk.about(&["privacy", "certificate"], &["--to", to]).code(2);
    assert!(said(&refused).contains("is there already"), "{}", said(&refused));
}

#[test]
fn f1_feedback_that_was_recorded_by_mistake_is_taken_back_with_a_reason() {
    let desk = Desk::new("3");
    let centre = desk.centre();
    let who = centre.people.candidates()[0].id;
    desk.about(&["feedback"], &["--give", "C01", "--way", "call"]).success();
    let given = bellwether::centre::feedback::of;
    assert!(given(&desk.centre(), who).is_some());
    desk.about(&["feedback"], &["--take-back", "C01"]).code(2);
    desk.about(&["feedback"], &["--take-back", "C01", "--because", "It was C02"]).success();
    assert!(given(&desk.centre(), who).is_none());
    let refused = desk.about(&["feedback"], &["--take-back", "C01", "--because", "Again"]);
    assert!(said(&refused.code(2)).starts_with("error: "));
}
