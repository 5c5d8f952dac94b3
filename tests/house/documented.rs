//! The pages on reports, data and privacy, followed to the letter: each command that stands in them
//! runs.

use std::path::Path;

use assert_cmd::Command;

const PAGES: [&str; 3] = ["REPORTS", "DATA", "PRIVACY"];

/// What a page leaves to its reader, and what this reader takes.
const TAKEN: [(&str, &str); 12] = [
    ("CENTRE.centre.ron", "day.centre.ron"),
    ("CENTRE", "day.centre.ron"),
    ("FILE.centre.ron", "day.centre.ron"),
    ("C07", "C01"),
    ("FOLDER", "out"),
    ("FILE", "day.centre.ron"),
    ("KIND", "feedback"),
    ("COPY", "copy.centre.ron"),
    ("\"…\"", "\"Asked for in letter 12\""),
    ("\"Not yet\"", "\"Begin here\""),
    ("[", ""),
    ("]", ""),
];

/// The commands of a page in their order, each as its words. What only names a command, and options
/// by themselves, are no commands to follow.
fn commands(page: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut fenced = false;
    let mut prose = String::new();
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            found.extend(in_spans(&std::mem::take(&mut prose)));
        } else if fenced && line.starts_with("bellwether ") {
            found.push(line.to_owned());
        } else if !fenced {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    found.extend(in_spans(&prose));
    let whole = found.into_iter().filter(|line| line.contains(" --") || line.contains('.'));
    whole.map(|line| words(&line)).collect()
}

fn in_spans(prose: &str) -> Vec<String> {
    let spans = prose.split('`').skip(1).step_by(2);
    let spans = spans.filter(|span| span.starts_with("bellwether ") && span.contains(' '));
    spans.map(|span| span.replace('\n', " ")).collect()
}

/// A line as a shell would part it, with what the page leaves open filled in.
fn words(line: &str) -> Vec<String> {
    let mut line = line.to_owned();
    for (open, taken) in TAKEN {
        line = line.replace(open, taken);
    }
    let mut words = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn run(folder: &Path, words: &[String]) -> std::process::Output {
    let mut command = Command::cargo_bin("bellwether").unwrap();
    let words = words.iter().skip(1);
    command.current_dir(folder).args(words).arg("--data").arg("kept").output().unwrap()
}

#[test]
fn every_command_of_the_pages_on_reports_data_and_privacy_runs() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut ran = 0;
    for page in PAGES {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let demo = ["bellwether", "demo", "--candidates", "1", "-o", "day.centre.ron"];
        assert!(run(folder, &demo.map(str::to_owned)).status.success());
        let mark = image::RgbaImage::from_pixel(300, 90, image::Rgba([9, 80, 90, 255]));
        mark.save(folder.join("our-mark.png")).unwrap();
        let text = std::fs::read_to_string(home.join("docs").join(format!("{page}.md"))).unwrap();
        for words in commands(&text) {
            let told = run(folder, &words);
            let said = String::from_utf8_lossy(&told.stderr);
            let asks = words.iter().any(|word| word == "erase");
            // An erasure says what it would do and leaves with 1 until it is told to go on; a
            // timetable is written, and 1 says that a rule does not hold in it.
            let one = asks || words.iter().any(|word| word == "timetable");
            let left = told.status.code();
            let fits = left == Some(i32::from(asks)) || (one && left == Some(1));
            assert!(fits, "{page}: {} left with {left:?}\n{said}", words.join(" "));
            if asks {
                let mut yes = words.clone();
                yes.push("--yes".to_owned());
                assert!(run(folder, &yes).status.success(), "{page}: {}", yes.join(" "));
            }
            ran += 1;
        }
    }
    assert!(ran >= 14, "only {ran} commands were found");
}
