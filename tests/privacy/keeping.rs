//! Copies under pseudonyms, everything about one person, and how long data is kept.

use crate::stage;
use std::collections::BTreeMap;

use assert_cmd::Command;
use bellwether::centre::notes::{self, Content};
use bellwether::centre::{Author, Change, Record, Refusal, details, keeping};
use bellwether::files::{document, line};
use bellwether::handouts::answers;
use bellwether::ids::CentreId;
use bellwether::people;
use bellwether::{privacy, words};
use jiff::civil::date;
use stage::Day;

fn note(day: &Day, text: &str) -> Change {
    let content: Content =
        ron::from_str(&format!("(text: {text:?}, direction: None, competency: None)")).unwrap();
    let began = stage::at(10);
    Change::Note(notes::Change::Keep { sheet: day.sheet(0), began, content })
}

/// A centre whose texts name people.
fn day() -> Day {
    let mut day = Day::new();
    day.act(-700, Change::Details(details::Change::HeldOn(date(2026, 5, 29))));
    day.act(-699, Change::Details(details::Change::Name("Abara day".into())));
    let by = Author::Assessor(day.assessors[0]);
    for text in ["Ada greets T. Ojo, then asks 李", "C01 sums up; Ελένη agrees", "Nobody is named"]
    {
        let note = note(&day, text);
        day.act_as(20, by, note);
    }
    let about = people::CandidateFact::Notes("Ada comes with Castellan".into());
    let fact = people::Change::Candidate { candidate: day.candidates[0], fact: about };
    day.act(30, Change::People(fact));
    day
}

fn text_of(record: &Record) -> String {
    let first = &record.centre().designs[0].scenario;
    let beginning = document::beginning(record.centre().id, first).unwrap();
    let lines: Vec<String> = record.entries().iter().map(|e| line::encode(e).unwrap()).collect();
    document::whole(&beginning, lines.iter().map(String::as_str))
}

#[test]
fn a_pseudonymised_copy_names_nobody_and_keeps_every_number() {
    let day = day();
    let found = privacy::proposals(&day.record);
    let proposed: Vec<_> = found.iter().map(|one| one.proposed.as_str()).collect();
    assert_eq!(
        proposed,
        [
            "P01 greets Assessor 2, then asks 李",
            "P01 sums up; P02 agrees",
            "P01 comes with Assessor 1"
        ]
    );
    // Somebody decides one text otherwise: a single letter is no name that could be found.
    let decided = BTreeMap::from([(found[0].at, "P01 greets and asks P02".to_owned())]);
    let copy = privacy::copy(&day.record, CentreId(99), &decided);
    let text = text_of(&copy);
    for name in ["Ada", "Abara", "Ελένη", "李", "Castellan", "Ojo", "C01", "C02"] {
        assert!(!text.contains(name), "{name} is in the copy");
    }
    assert!(text.contains("Nobody is named"));
    let read = document::read(text.as_bytes());
    assert_eq!(read.damage, []);
    assert_eq!(read.document.unwrap().id, CentreId(99));
    assert_eq!(copy.entries().len(), day.record.entries().len());
    assert_eq!(copy.centre().moot, day.record.centre().moot);
    assert_eq!(copy.centre().notes.len(), 3);
}

#[test]
fn p3_everything_about_one_person_leaves_everybody_else_out() {
    let day = day();
    let access = privacy::access(&day.record, day.candidates[0]);
    let zone = jiff::tz::TimeZone::UTC;
    for form in [privacy::html(&access, &zone), privacy::json(&access)] {
        for own in ["Ada Abara", "C01", "Nobody is named", "Ada comes with Assessor 1"] {
            assert!(form.contains(own), "{own} is missing");
        }
        for other in ["Ελένη", "C02", "Castellan", "Ojo"] {
            assert!(!form.contains(other), "{other} is in it: {form}");
        }
    }
    let typed: Vec<_> = access.acts.iter().flat_map(|act| &act.texts).map(|t| &t.1).collect();
    assert!(typed.iter().any(|text| *text == "Ada greets Assessor 2, then asks 李"), "{typed:?}");
    let json: serde_json::Value = serde_json::from_str(&privacy::json(&access)).unwrap();
    assert_eq!(json["tables"]["notes"].as_array().unwrap().len(), 3);
    // The other candidate's answer says nothing of the first.
    let other = privacy::access(&day.record, day.candidates[1]);
    assert!(other.tables.iter().all(|table| table.name != "notes"));
    assert!(!privacy::json(&other).contains("Ada"));
}

#[test]
fn p3_texts_about_others_that_name_the_person_are_told_as_an_erasure_finds_them() {
    let mut day = day();
    let kept = note(&day, "asks C02, who has said nothing");
    day.act_as(45, Author::Assessor(day.assessors[0]), kept);
    let who = day.candidates[1];
    let found = privacy::preview(&day.record, &[who]).texts.len();
    let access = privacy::access(&day.record, who);
    let texts: Vec<_> = access.named.iter().flat_map(|act| &act.texts).collect();
    assert_eq!(texts.len(), found, "{texts:?}");
    assert!(texts.iter().any(|(_, text)| text == "asks C02, who has said nothing"));
    let zone = jiff::tz::TimeZone::UTC;
    let pdf = answers::answer(&day.record, who, (&zone, date(2026, 11, 28)))[0].bytes.clone();
    let pdf = stage::readers::pdf_text(&pdf.unwrap());
    assert!(pdf.contains("Textsaboutothersthatnameyou") && pdf.contains("asksC02,who"), "{pdf}");
    for form in [privacy::html(&access, &zone), privacy::json(&access)] {
        assert!(form.contains("asks C02, who has said nothing") && !form.contains("Ada"));
    }
    let own = privacy::access(&day.record, day.candidates[0]);
    assert!(!privacy::html(&own, &zone).contains("Texts about others"), "nothing, so no heading");
}

#[test]
fn typed_markup_is_shown_as_typed_in_the_answer_to_a_request() {
    let mut day = day();
    let script = note(&day, "<script>alert(\"x\")</script> & more");
    day.act_as(40, Author::Assessor(day.assessors[0]), script);
    let access = privacy::access(&day.record, day.candidates[0]);
    let page = privacy::html(&access, &jiff::tz::TimeZone::UTC);
    assert!(!page.contains("<script>"));
    assert!(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more"));
}

#[test]
fn p3_the_answer_is_an_accessible_pdf_in_which_long_and_odd_texts_stand_as_typed() {
    // A font for every script is not on every computer.
    let mut day = Day::new();
    let odd = "#include \"x\" $1_2* =1+1 <b>@ref `raw` // no /* no */";
    let long = format!("Begins {}ends.", "said it again, in other words, ".repeat(300));
    for text in [odd, long.as_str()] {
        let kept = note(&day, text);
        day.act_as(40, Author::Assessor(day.assessors[0]), kept);
    }
    let zone = jiff::tz::TimeZone::UTC;
    let who = (&zone, date(2026, 11, 28));
    let [pdf, html, json] = answers::answer(&day.record, day.candidates[0], who);
    assert_eq!(pdf.remark, None);
    let (pdf, html, json) = (pdf.bytes.unwrap(), html.bytes.unwrap(), json.bytes.unwrap());
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(catalog.get(b"StructTreeRoot").is_ok(), "it is tagged");
    let stream = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.clone();
    let metadata = stream.as_stream().unwrap().get_plain_content().unwrap();
    assert!(String::from_utf8_lossy(&metadata).contains("pdfuaid:part"));
    let said = stage::readers::pdf_text(&pdf);
    assert!(said.contains(&stage::readers::dense(odd)), "{said}");
    assert!(said.contains("Beginssaiditagain") && said.contains("inotherwords,ends."));
    // Every text of the data stands on the pages.
    let page = privacy::page(&privacy::access(&day.record, day.candidates[0]), &zone);
    for table in &page.tables {
        for title in std::iter::once(table.title).chain(table.columns.iter().map(String::as_str)) {
            assert!(said.contains(&stage::readers::dense(title)), "{title} is missing");
        }
    }
    assert!(String::from_utf8(html).unwrap().contains("&lt;b&gt;@ref"));
    assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
}

#[test]
fn p2_data_is_due_when_its_months_are_over() {
    let mut day = day();
    let until = |day: &Day| privacy::kept(day.record.centre())[0].until.unwrap();
    assert_eq!(until(&day), date(2026, 11, 29));
    assert!(privacy::all_due(day.record.centre(), date(2026, 11, 29)).is_empty());
    assert_eq!(privacy::all_due(day.record.centre(), date(2026, 11, 30)), day.candidates);
    let set = |months| Change::Keeping(keeping::Change::Set { band: None, months });
    day.act(50, set(Some(12)));
    assert_eq!(until(&day), date(2027, 5, 29));
    assert_eq!(
        day.record.centre().check(&set(Some(0))),
        Err(Refusal::Keeping(keeping::Refusal::OutOfBounds(0)))
    );
    // Those who rated are kept as long as what they rated.
    let staff = privacy::staff(day.record.centre());
    assert_eq!((staff.people, staff.until, staff.over), (2, Some(date(2027, 5, 29)), false));
    assert!(
        words::staff_kept(staff.people, staff.until, staff.over).contains("until Sat 29 May 2027")
    );
    let unknown = keeping::Change::Set { band: Some("no such".into()), months: Some(3) };
    assert!(day.record.centre().check(&Change::Keeping(unknown)).is_err());
    day.act(51, set(None));
    assert_eq!(until(&day), date(2026, 11, 29));
}

#[test]
fn the_command_line_finds_names_takes_decisions_and_answers_requests() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("day.centre.ron"), text_of(&day().record)).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.current_dir(folder.path()).arg("privacy").args(args).assert()
    };
    run(&["due", "day.centre.ron", "--at", "2026-11-29"]).success();
    let said = run(&["due", "day.centre.ron", "--at", "2026-11-30", "--json"]).code(1);
    let said: serde_json::Value = serde_json::from_slice(&said.get_output().stdout).unwrap();
    assert_eq!(said["due"], 2);
    assert_eq!(said["staff"]["until"], "2026-11-29");
    run(&["names", "day.centre.ron", "--for", "facilitator", "-o", "names.ron"]).success();
    let names = std::fs::read_to_string(path("names.ron")).unwrap();
    let mended = names.replace("Assessor 2, then asks 李", "another assessor");
    assert_ne!(names, mended);
    std::fs::write(path("names.ron"), mended).unwrap();
    run(&["pseudonymise", "day.centre.ron", "--with", "names.ron", "-o", "copy.centre.ron"])
        .success();
    let copy = std::fs::read_to_string(path("copy.centre.ron")).unwrap();
    assert!(copy.contains("P01 greets another assessor") && !copy.contains("Abara"));
    // It cannot be put together with where it came from.
    let mut merge = Command::cargo_bin("bellwether").unwrap();
    merge.current_dir(folder.path());
    merge.args(["merge", "day.centre.ron", "copy.centre.ron", "-o", "both.centre.ron"]);
    merge.assert().code(2);
    run(&["access", "day.centre.ron", "--for", "facilitator", "--who", "C01", "--to", "answer"])
        .success();
    let page = std::fs::read_to_string(path("answer/access C01.html")).unwrap();
    assert!(page.contains("What is held about C01 · Ada Abara"));
    let pdf = std::fs::read(path("answer/access C01.pdf")).unwrap();
    let said = stage::readers::pdf_text(&pdf);
    for own in ["WhatisheldaboutC01·AdaAbara", "Nobodyisnamed", "AdacomeswithAssessor1"] {
        assert!(said.contains(own), "{own} is missing: {said}");
    }
    for other in ["C02", "Castellan", "Ojo"] {
        assert!(!said.contains(other), "{other} is in it: {said}");
    }
    run(&["access", "day.centre.ron", "--for", "facilitator", "--who", "C01", "--to", "answer"])
        .code(2);
    run(&["access", "day.centre.ron", "--for", "facilitator", "--who", "C77", "--to", "answer"])
        .code(2);
}

#[cfg(feature = "window")]
mod window {
    use std::path::PathBuf;

    use super::stage::window::{Window, read};

    fn view(name: &str) -> Window {
        let mut window = Window::sample();
        window.press("Reports");
        window.press(name);
        window
    }

    /// The files in the one folder below `folder` whose name begins so, once so many are there.
    fn made(window: &mut Window, folder: &str, begins: &str, wanted: usize) -> Vec<PathBuf> {
        for _ in 0..800 {
            window.settle();
            let below = std::fs::read_dir(window.path(folder)).into_iter().flatten();
            let named = below.map(|entry| entry.unwrap().path());
            let found = named.filter(|path| {
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins))
            });
            let files: Vec<PathBuf> = found
                .flat_map(|path| std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()))
                .collect();
            let whole = files.iter().all(|path| path.extension().is_none_or(|end| end != "new"));
            if files.len() >= wanted && whole {
                return files;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Vec::new()
    }

    fn all_files(folder: &std::path::Path) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() { all.extend(all_files(&path)) } else { all.push(path) }
        }
        all
    }

    #[test]
    fn data_is_exported_in_the_forms_that_are_chosen_into_a_new_folder() {
        let mut window = view("Data");
        window.press("JSON (.json)");
        std::fs::create_dir_all(window.path("out")).unwrap();
        window.dialogs.choose(window.path("out"));
        window.press("Export: choose the folder…");
        let names = bellwether::report::data_out::NAMES.len();
        let files = made(&mut window, "out", "Data ", names + 2);
        assert_eq!(files.len(), names + 2, "{files:?}");
    }

    #[test]
    fn an_erasure_says_what_it_does_and_wants_a_reason_and_a_word() {
        let mut window = view("Privacy");
        std::fs::create_dir_all(window.path("proof")).unwrap();
        window.saved_as("day.centre.ron");
        window.press("C01 · Ada Abara, no result, kept for 6 months, until Mon 24 May 2027");
        window.press("Erase them…");
        assert!(window.shows("1 person goes from the record"));
        window.press("Erase 1 person for good");
        assert!(window.shows("There is no way back"), "nothing is done without reason and word");
        window.fill("Why (kept on record, so without names)", "Asked for in letter 12");
        window.fill("Type ERASE to go on", "ERASE");
        window.dialogs.choose(window.path("proof"));
        window.press("Erase 1 person for good");
        let papers = made(&mut window, "proof", "Erasure ", 2);
        assert_eq!(papers.len(), 2);
        window.until_safe();
        let document = read(&window.path("day.centre.ron"));
        let text = std::fs::read_to_string(window.path("day.centre.ron")).unwrap();
        assert!(!text.contains("Abara"), "the file still names her");
        assert!(!window.path("day.centre.ron.backup").exists());
        assert!(document.entries.len() > 100);
        assert!(!window.shows("Ada Abara"));
        // Neither journals, drafts, preferences nor the list of recent files name her.
        for path in all_files(&window.path("")) {
            let bytes = std::fs::read(&path).unwrap();
            let names = bytes.windows(5).any(|part| part == b"Abara");
            assert!(!names, "{} still names her", path.display());
        }
    }

    #[test]
    fn a_copy_under_pseudonyms_is_shown_before_it_is_saved() {
        let mut window = view("Privacy");
        window.press("Find names in texts…");
        assert!(window.shows("somebody"));
        window.dialogs.choose(window.path("copy.centre.ron"));
        window.press("Save the copy…");
        for _ in 0..400 {
            window.settle();
            if window.path("copy.centre.ron").exists() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let text = std::fs::read_to_string(window.path("copy.centre.ron")).unwrap();
        assert!(!text.contains("Abara") && text.contains("P01"));
    }

    #[test]
    fn how_long_data_is_kept_is_set_in_months() {
        let mut window = view("Privacy");
        window.enter("Months from the day of the centre", "9");
        assert!(window.shows("kept for 9 months, until Tue 24 Aug 2027"));
        assert!(window.shows("as long as ratings that they gave are kept"));
        window.enter("Months from the day of the centre", "many");
        assert!(window.shows("Write a number of months"));
    }
}
