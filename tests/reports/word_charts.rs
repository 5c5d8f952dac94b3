//! Charts in Word documents: pictures of the same data, with words for those who do not see them.

use crate::stage;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use bellwether::handouts::reports::Format;
use bellwether::report::data::Numbers;
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use stage::Day;
use stage::pressed::{about, look, press, press_as, press_with};

/// The pictures of a document by name, each with its words and its file.
fn pictures(bytes: &[u8]) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let document = String::from_utf8(part("word/document.xml")).unwrap();
    let ties = String::from_utf8(part("word/_rels/document.xml.rels")).unwrap();
    let (document, ties) = (
        roxmltree::Document::parse(&document).unwrap(),
        roxmltree::Document::parse(&ties).unwrap(),
    );
    let mut all = BTreeMap::new();
    for drawing in document.descendants().filter(|node| node.has_tag_name((WP, "inline"))) {
        let known = drawing.descendants().find(|node| node.has_tag_name((WP, "docPr"))).unwrap();
        let blip = drawing.descendants().find(|node| node.tag_name().name() == "blip").unwrap();
        let tie = blip.attributes().find(|one| one.name() == "embed").unwrap().value();
        let tie = ties.descendants().find(|node| node.attribute("Id") == Some(tie)).unwrap();
        let file = format!("word/{}", tie.attribute("Target").unwrap());
        let (name, alt) = (known.attribute("name").unwrap(), known.attribute("descr").unwrap());
        let before = all.insert(name.to_owned(), (alt.to_owned(), part(&file)));
        assert!(before.is_none(), "{name} twice");
    }
    all
}

const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

#[test]
fn each_kind_shows_its_charts_as_pictures_in_which_something_is_drawn_with_words_for_each() {
    let centre = stage::whole_day(12, 3);
    let mut press = press(&centre);
    let wanted = |kind| -> &[&str] {
        match kind {
            Kind::Feedback | Kind::Scorecard => &["bars", "map"],
            Kind::Development => &["map"],
            Kind::Cohort => &["map", "spread"],
            Kind::Assessor => &["levels"],
            Kind::Panel | Kind::Log => &[],
        }
    };
    for kind in Kind::ALL {
        let made = press.make(kind, about(&centre, kind), Format::Word).unwrap();
        assert_eq!(made.remarks, Vec::<String>::new(), "{kind:?}");
        let all = pictures(&made.bytes);
        assert_eq!(all.keys().collect::<Vec<_>>(), wanted(kind), "{kind:?}");
        for (name, (alt, png)) in &all {
            assert!(alt.len() > 20, "{kind:?}, {name}: {alt}");
            let picture = image::load_from_memory(png).unwrap().into_rgb8();
            assert!(picture.width() > 300 && picture.height() > 60, "{kind:?}, {name}");
            let painted = picture.pixels().filter(|point| point.0 != [255, 255, 255]).count();
            assert!(painted > 500, "{kind:?}, {name}: {painted} points are painted");
            assert!(png.len() < 200_000, "{kind:?}, {name}: {} bytes", png.len());
        }
    }
}

#[test]
fn the_words_of_a_chart_hold_the_numbers_of_the_data() {
    let centre = stage::whole_day(12, 3);
    let mut press = press(&centre);
    let whom = about(&centre, Kind::Feedback);
    let report = press.report(Kind::Feedback, whom).unwrap();
    let all = pictures(&press.make(Kind::Feedback, whom, Format::Word).unwrap().bytes);
    for one in report.candidate.unwrap().competencies {
        let Some(result) = one.result else { continue };
        let words = format!("{}: {}", one.name, result.text);
        assert!(all["bars"].0.contains(&words), "{words} is not in {}", all["bars"].0);
    }
    let cohort = press.report(Kind::Cohort, About::Centre).unwrap();
    let all = pictures(&press.make(Kind::Cohort, About::Centre, Format::Word).unwrap().bytes);
    for one in &cohort.cohort.unwrap().competencies {
        let counts = cohort.scale.levels.iter().zip(&one.levels);
        let counts: Vec<String> =
            counts.map(|(level, count)| format!("{}: {count}", level.mark)).collect();
        let words = format!("{} ({})", one.name, counts.join(", "));
        assert!(all["spread"].0.contains(&words), "{words} is not in {}", all["spread"].0);
    }
}

#[test]
fn without_numbers_the_words_of_a_chart_hold_none() {
    let centre = stage::whole_day(12, 3);
    let mut press = press_as(&centre, Language::English, Numbers::Hidden);
    for kind in [Kind::Feedback, Kind::Development] {
        let made = press.make(kind, about(&centre, kind), Format::Word).unwrap();
        for (name, (alt, _)) in pictures(&made.bytes) {
            assert!(
                !alt.contains(|letter: char| letter.is_ascii_digit()),
                "{kind:?}, {name}: {alt}"
            );
        }
    }
}

#[test]
fn where_nothing_was_measured_no_empty_chart_is_shown() {
    let day = Day::new();
    let mut press = press(day.record.centre());
    for kind in Kind::ALL {
        let made = press.make(kind, about(day.record.centre(), kind), Format::Word).unwrap();
        assert_eq!(pictures(&made.bytes).keys().collect::<Vec<_>>(), Vec::<&String>::new());
    }
}

#[test]
fn a_chart_template_of_ones_own_that_is_wrong_leaves_the_chart_out_and_says_so() {
    let centre = stage::whole_day(1, 3);
    let mut look = look();
    look.templates.insert("word.typ".into(), "#nothing-such".into());
    let mut press = press_with(&centre, Language::English, Numbers::Shown, look);
    let made = press.make(Kind::Feedback, about(&centre, Kind::Feedback), Format::Word).unwrap();
    assert!(pictures(&made.bytes).is_empty());
    let said = made.remarks.join(" ");
    assert!(said.contains("word.typ, line 1") && said.contains("left out"), "{said}");
}
