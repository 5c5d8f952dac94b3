//! Reports of many and of few, and of people who type what a careless template would run: one, 12
//! and 500 candidates; markup in every field into which anybody can type.

use crate::stage;
use std::collections::{BTreeMap, BTreeSet};

use bellwether::centre::personal::{Field, texts};
use bellwether::centre::{Act, Record};
use bellwether::handouts::data::{self, Form};
use bellwether::handouts::reports::{Format, Order, PATTERN};
use bellwether::report::data_out::tables;
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use jiff::tz::TimeZone;
use stage::pressed::{ZONE, about, press};
use stage::readers::{dense, pdf_text, word_text};

const MARKUP: &str = "#include \"x\" $1_2*$ =1+1 <b>&amp; @ref `raw` [a](b) {c} \\n // no";

#[test]
fn with_one_12_and_500_candidates_everybody_stands_once_in_all_that_lists_them() {
    for candidates in [1_u32, 12, 500] {
        let centre = stage::whole_day(candidates, 5);
        let many = usize::try_from(candidates).unwrap();
        let press = press(&centre);
        let report = press.report(Kind::Cohort, About::Centre).unwrap().cohort.unwrap();
        let codes: BTreeSet<&String> = report.candidates.iter().map(|one| &one.code).collect();
        assert_eq!((report.candidates.len(), codes.len()), (many, many));
        assert_eq!(report.sessions.len(), centre.sessions.len());
        let log = press.report(Kind::Log, About::Centre).unwrap().log.unwrap();
        assert!(log.lines.len() >= many, "{} lines", log.lines.len());
        let order = Order {
            kinds: Kind::ALL.to_vec(),
            candidates: centre.people.candidates().iter().map(|known| known.id).collect(),
            assessors: centre.people.assessors().iter().map(|known| known.id).collect(),
            pattern: PATTERN.into(),
            language: Language::English,
        };
        let pieces = order.pieces(&centre);
        assert_eq!(pieces.len(), 4 * many + centre.people.assessors().len() + 2);
        let names: BTreeSet<&String> = pieces.iter().map(|piece| &piece.name).collect();
        assert_eq!(names.len(), pieces.len(), "every file has a name of its own");
        for piece in [pieces.first().unwrap(), &pieces[many - 1], pieces.last().unwrap()] {
            assert_eq!(press.report(piece.kind, piece.about).unwrap().kind, piece.kind.word());
        }
        // The data: a row a candidate, and every form is written.
        let all = tables(&centre);
        let people = all.iter().find(|table| table.name == "candidates").unwrap();
        assert_eq!(people.rows.len(), many);
        for piece in data::pieces(&centre, &[Form::Json, Form::Csv]) {
            let now = "2026-12-08T09:00:00Z".parse().unwrap();
            let bytes = data::bytes(&centre, &piece, (&ZONE, now)).unwrap();
            assert!(!bytes.is_empty(), "{}", piece.name);
        }
    }
}

#[test]
fn the_cohort_report_of_500_is_a_word_document_with_a_row_for_each() {
    let centre = stage::whole_day(500, 5);
    let word = press(&centre).make(Kind::Cohort, About::Centre, Format::Word).unwrap();
    let said = word_text(&word.bytes).0;
    for known in centre.people.candidates() {
        let label = dense(&format!("{} {}", known.code, known.name));
        assert!(said.contains(&label), "{label} is missing");
    }
}

/// A day of three, all of it over.
fn three() -> Record {
    let begins = stage::at(0);
    bellwether::demo::record(&bellwether::demo::Demo {
        candidates: 3,
        seed: 5,
        scenario: bellwether::scenario::library::bundled().remove(0),
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins + jiff::SignedDuration::from_hours(240),
        zone: TimeZone::UTC,
    })
}

/// How many points of the margins of a page are not white.
#[cfg(feature = "window")]
fn in_the_margin(page: &bellwether::print::reports::PageDrawn) -> usize {
    // 21 mm of 210, or of 297 where it lies on its side; a little less, since letters lean out.
    let short = page.width.min(page.height);
    let margin = short * 18 / 210;
    let rows = page.points.chunks_exact(page.width * 4);
    let inked = |row: &[u8]| {
        let points = row.chunks_exact(4).enumerate();
        let margins = points.filter(|(place, _)| *place < margin || *place >= page.width - margin);
        margins.filter(|(_, point)| point[..3].iter().any(|part| *part < 250)).count()
    };
    rows.map(inked).sum()
}

#[cfg(feature = "window")]
#[test]
fn endless_words_and_long_names_stay_on_their_page_in_every_kind() {
    use bellwether::centre::{Author, Change, details};
    use bellwether::print::reports::pictures;
    let mut record = three();
    let people = record.centre().people.clone();
    let mut act = |change| {
        let now = bellwether::time::Now::at(stage::at(90_000_000));
        let act = Act::Do(vec![change]);
        record.check(act.changes()).unwrap();
        let entry = record.next_entry(stage::DEVICE, Author::Facilitator, now, act);
        record.add(entry);
    };
    let endless = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4);
    for known in people.candidates() {
        let (candidate, code) = (known.id, known.code.clone());
        let name =
            bellwether::people::Change::NameCandidate { candidate, code, name: endless.clone() };
        act(Change::People(name));
    }
    for known in people.assessors() {
        let (assessor, name) = (known.id, format!("{endless}{}", known.name.replace(' ', "")));
        act(Change::People(bellwether::people::Change::NameAssessor { assessor, name }));
    }
    act(Change::Details(details::Change::Name(endless.clone())));
    let centre = record.centre();
    let mut press = press(centre);
    for kind in Kind::ALL {
        let report = press.report(kind, about(centre, kind)).unwrap();
        let _missing = press.find_faces(&report);
        let (pages, _) = pictures(&report, press.look(), press.today(), (1.0, 4)).unwrap();
        for (place, page) in pages.iter().enumerate() {
            assert_eq!(in_the_margin(page), 0, "{kind:?}, page {}", place + 1);
        }
        let said = pdf_text(&press.make(kind, about(centre, kind), Format::Pdf).unwrap().bytes);
        assert!(said.contains(&endless), "{kind:?}: not as it was typed: {said:.600}");
    }
}

/// A day in which everybody typed markup wherever something can be typed. The same text is the same
/// again, so that what is named twice stays one.
fn hostile() -> (Record, BTreeSet<Field>) {
    let before = three();
    let mut fields = BTreeSet::new();
    let mut known: BTreeMap<(Field, String), String> = BTreeMap::new();
    let mut entries = before.entries().to_vec();
    for entry in &mut entries {
        let Act::Do(changes) = &mut entry.act else { continue };
        for change in changes {
            texts(change, &mut |field, text| {
                if text.trim().is_empty() {
                    return;
                }
                fields.insert(field);
                let next = known.len();
                let odd = known.entry((field, text.clone())).or_insert_with(|| match field {
                    Field::Code => format!("*{next}_$"),
                    Field::Badge => format!("=1+{next}"),
                    _ => format!("{next} {MARKUP}"),
                });
                odd.clone_into(text);
            });
        }
    }
    let mut record =
        Record::new(before.centre().id, std::sync::Arc::clone(&before.centre().scenario));
    record.merge(entries);
    (record, fields)
}

/// What a kind has in its data, for those who change its template, and does not print.
fn not_printed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Scorecard | Kind::Development => &["words", "seen", "held_back"],
        Kind::Panel => &["words", "seen", "held_back", "strengths", "next_steps"],
        Kind::Feedback | Kind::Cohort | Kind::Log | Kind::Assessor => &["words"],
    }
}

/// Every text in the data of a report that somebody typed and that is printed.
fn typed(value: &serde_json::Value, without: &[&str], all: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            let shown = map.iter().filter(|(key, _)| !without.contains(&key.as_str()));
            shown.for_each(|(_, value)| typed(value, without, all));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| typed(value, without, all)),
        serde_json::Value::String(text) if text.contains(MARKUP) => {
            all.insert(dense(text));
        }
        _ => {}
    }
}

/// Whether a text stands there, in one piece or with the foot and the head of a page in between.
fn stands(text: &str, said: &str) -> bool {
    let cut = |(place, _): (usize, char)| {
        let (first, second) = text.split_at(place);
        said.contains(first) && said.contains(second)
    };
    said.contains(text) || text.char_indices().any(cut)
}

#[test]
fn markup_in_every_field_stands_as_typed_in_every_kind_as_pdf_and_as_word() {
    let (record, fields) = hostile();
    let centre = record.centre();
    assert_eq!(centre.moot, []);
    assert!(fields.len() >= 6, "{fields:?}");
    let mut press = press(centre);
    for kind in Kind::ALL {
        let whom = about(centre, kind);
        let report = press.report(kind, whom).unwrap();
        let mut all = BTreeSet::new();
        typed(&serde_json::to_value(&report).unwrap(), not_printed(kind), &mut all);
        assert!(!all.is_empty(), "{kind:?}");
        let pdf = press.make(kind, whom, Format::Pdf).unwrap();
        assert_eq!(pdf.remarks, Vec::<String>::new(), "{kind:?}");
        let pdf = pdf_text(&pdf.bytes);
        let word = press.make(kind, whom, Format::Word).unwrap();
        let word = word_text(&word.bytes).0;
        for text in all {
            assert!(stands(&text, &word), "{kind:?}: Word lacks {text}");
            assert!(stands(&text, &pdf), "{kind:?}: PDF lacks {text}");
        }
    }
}
