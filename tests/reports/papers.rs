//! Reports, read back by other programs' readers: PDF by lopdf, Word as an archive of XML. What was
//! typed stands there as it was typed, numbers are the same everywhere, and nobody reads what is
//! not theirs.

use crate::stage;
use std::collections::BTreeSet;

use bellwether::centre::notes::{self, Content, Direction};
use bellwether::centre::{Author, Centre, Change, details, marksheet, marksheets};
use bellwether::handouts::reports::{Format, Made, Order, PATTERN, Piece, Press};
use bellwether::ids::CandidateId;
use bellwether::people;
use bellwether::print::reports::{Look, bundled_templates};
use bellwether::report::data::{Manner, Numbers, Report, Reporter};
use bellwether::report::kinds::{About, Kind, Scope};
use bellwether::report::language::Language;
use jiff::tz::TimeZone;
use stage::readers::{dense, pdf_text, word_text};
use stage::{Day, at};

static ZONE: TimeZone = TimeZone::UTC;

const MARKUP: &str =
    "#include \"x\" $1_2*$ =1+1 <script>&amp; @ref `raw` [a](b) \\n // no /* no */";

fn long_note() -> String {
    let mut text = String::from("Begins here. ");
    while text.chars().count() < 9_980 {
        text.push_str("Said it again, in other words. ");
    }
    text.push_str("Ends here.");
    text
}

/// A day on which everything that can be typed holds markup, with all ratings submitted.
fn hostile() -> Day {
    let mut day = Day::new();
    let name = people::Change::NameCandidate {
        candidate: day.candidates[0],
        code: "C01".into(),
        name: MARKUP.into(),
    };
    day.act(-300, Change::People(name));
    // A font for every script is not on every computer.
    let name = people::Change::NameCandidate {
        candidate: day.candidates[1],
        code: "C02".into(),
        name: "Zoë".into(),
    };
    day.act(-300, Change::People(name));
    let name =
        people::Change::NameAssessor { assessor: day.assessors[0], name: format!("A {MARKUP}") };
    day.act(-300, Change::People(name));
    day.act(-300, Change::Details(details::Change::Name(format!("Centre {MARKUP}"))));
    let competencies: Vec<_> = day.record.centre().scenario.exercises[0]
        .observes
        .iter()
        .map(|observed| observed.competency.clone())
        .collect();
    for (assessor, level) in [(0, 2), (1, 4)] {
        let sheet = day.sheet(assessor);
        let by = Author::Assessor(sheet.assessor);
        for (place, competency) in competencies.iter().enumerate() {
            let direction = if place % 2 == 0 { Direction::For } else { Direction::Against };
            let text = if place == 0 && assessor == 0 {
                long_note()
            } else {
                format!("note {place} {MARKUP}")
            };
            let content = Content {
                text,
                direction: Some(direction),
                shows: vec![notes::Shown::of(competency.clone())],
            };
            day.act_as(60, by, Change::Note(notes::Change::Keep { sheet, began: at(60), content }));
            let rating = Some(marksheet::Rating::Level(level));
            let rate = marksheets::Change::Rate { sheet, competency: competency.clone(), rating };
            day.act_as(100, by, Change::Marksheet(rate));
            let reason = marksheets::Change::Reason {
                sheet,
                competency: competency.clone(),
                text: format!("reason {MARKUP}"),
            };
            day.act_as(110, by, Change::Marksheet(reason));
        }
        day.act_as(200, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    }
    day
}

fn manner() -> Manner {
    Manner { language: Language::English, numbers: Numbers::Shown }
}

fn look() -> Look {
    Look { templates: bundled_templates(), ..Look::default() }
}

fn press(centre: &Centre, manner: Manner) -> Press<'_> {
    Press::new(Reporter::new(centre, &ZONE, at(40_000), manner), look())
}

fn about(day: &Day, kind: Kind) -> About {
    match kind.scope() {
        Scope::Candidate => About::Candidate(day.candidates[0]),
        Scope::Assessor => About::Assessor(day.assessors[0]),
        Scope::Centre => About::Centre,
    }
}

/// Every number of a report, as it is written.
fn numbers(value: &serde_json::Value, all: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(_), Some(text)) = (map.get("value"), map.get("text")) {
                all.insert(text.as_str().unwrap().to_owned());
            }
            map.values().for_each(|value| numbers(value, all));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| numbers(value, all)),
        _ => {}
    }
}

fn data(report: &Report) -> serde_json::Value {
    serde_json::to_value(report).unwrap()
}

/// Texts that stand in the report's data and were typed by people.
fn typed(kind: Kind) -> Vec<String> {
    let mut all = vec![format!("Centre {MARKUP}")];
    match kind {
        Kind::Feedback => all.extend([MARKUP.to_owned(), format!("note 1 {MARKUP}")]),
        Kind::Scorecard | Kind::Development | Kind::Cohort => all.push(MARKUP.to_owned()),
        Kind::Panel => {
            all.extend([MARKUP.to_owned(), format!("reason {MARKUP}"), format!("A {MARKUP}")]);
        }
        Kind::Log | Kind::Assessor => all.push(format!("A {MARKUP}")),
    }
    all
}

#[test]
fn every_kind_is_an_accessible_pdf_in_which_all_stands_as_it_was_typed() {
    let day = hostile();
    let centre = day.record.centre();
    let mut press = press(centre, manner());
    for kind in Kind::ALL {
        let made = press.make(kind, about(&day, kind), Format::Pdf).unwrap();
        assert_eq!(made.remarks, Vec::<String>::new(), "{kind:?}");
        let document = lopdf::Document::load_mem(&made.bytes).unwrap();
        let catalog = document.catalog().unwrap();
        assert!(catalog.get(b"StructTreeRoot").is_ok(), "{kind:?} is tagged");
        let marked = catalog.get(b"MarkInfo").and_then(|info| document.dereference(info));
        let marked = marked.unwrap().1.as_dict().unwrap().get(b"Marked").unwrap();
        assert!(marked.as_bool().unwrap());
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
        let stream = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.clone();
        let metadata = stream.as_stream().unwrap().get_plain_content().unwrap();
        assert!(String::from_utf8_lossy(&metadata).contains("pdfuaid:part"), "{kind:?}");
        let said = pdf_text(&made.bytes);
        for text in typed(kind) {
            assert!(said.contains(&dense(&text)), "{kind:?} lacks {text}: {said}");
        }
    }
}

#[test]
fn every_kind_is_a_word_document_with_real_headings_and_the_same_words_and_numbers() {
    let day = hostile();
    let centre = day.record.centre();
    let mut press = press(centre, manner());
    for kind in Kind::ALL {
        let about = about(&day, kind);
        let report = press.report(kind, about).unwrap();
        let word = press.make(kind, about, Format::Word).unwrap();
        let pdf = pdf_text(&press.make(kind, about, Format::Pdf).unwrap().bytes);
        let (said, styles) = word_text(&word.bytes);
        assert!(styles.contains("Title") && styles.contains("Heading1"), "{kind:?}: {styles:?}");
        for text in typed(kind) {
            assert!(said.contains(&dense(&text)), "{kind:?} lacks {text}");
        }
        let mut all = BTreeSet::new();
        // A development plan draws its numbers on the map, and writes none.
        if kind != Kind::Development {
            numbers(&data(&report), &mut all);
        }
        for number in all {
            assert!(said.contains(&number), "{kind:?}: Word lacks {number}");
            assert!(pdf.contains(&number), "{kind:?}: PDF lacks {number}");
        }
    }
}

#[test]
fn a_note_of_ten_thousand_characters_is_there_to_its_last_word() {
    let day = hostile();
    let mut press = press(day.record.centre(), manner());
    let about = About::Candidate(day.candidates[0]);
    let note = dense(&long_note());
    assert!(long_note().chars().count() >= 9_980);
    let pdf = press.make(Kind::Feedback, about, Format::Pdf).unwrap();
    // The head and foot of a page may stand between two words.
    let said = pdf_text(&pdf.bytes);
    assert!(said.contains("Beginshere.Saiditagain") && said.contains("inotherwords.Endshere."));
    let said_again = said.matches("Saiditagain,inotherwords.").count();
    let wanted = note.matches("Saiditagain,inotherwords.").count();
    // One may be cut in two by the end of a page.
    assert!(said_again + 4 >= wanted, "{said_again} of {wanted}");
    let word = press.make(Kind::Feedback, about, Format::Word).unwrap();
    assert!(word_text(&word.bytes).0.contains(&note));
}

#[test]
fn candidates_and_managers_read_no_assessor_no_decision_and_no_single_rating() {
    let day = hostile();
    let press = press(day.record.centre(), manner());
    for kind in [Kind::Feedback, Kind::Development] {
        let report = press.report(kind, About::Candidate(day.candidates[0])).unwrap();
        let text = data(&report).to_string();
        assert!(!text.contains("T. Ojo") && !text.contains("A #include"), "{kind:?}");
        assert!(!text.contains("reason #include"), "{kind:?}");
        assert_eq!(report.candidate.unwrap().decision, None);
        assert_eq!(report.panel, None);
    }
}

#[test]
fn without_numbers_there_are_none_in_the_data_and_the_same_is_said_in_words() {
    let day = hostile();
    let about = About::Candidate(day.candidates[0]);
    let hidden = Manner { language: Language::German, numbers: Numbers::Hidden };
    let shown = Manner { language: Language::German, numbers: Numbers::Shown };
    let steps = |report: &Report| -> Vec<u8> {
        let of = report.candidate.as_ref().unwrap();
        of.competencies.iter().map(|one| one.evidence.step).collect()
    };
    for kind in [Kind::Feedback, Kind::Development] {
        let without = press(day.record.centre(), hidden).report(kind, about).unwrap();
        let with = press(day.record.centre(), shown).report(kind, about).unwrap();
        let mut all = BTreeSet::new();
        numbers(&data(&without), &mut all);
        assert_eq!(all, BTreeSet::new());
        assert!(without.candidate.as_ref().unwrap().profile.place.is_none());
        assert_eq!(steps(&without), steps(&with));
        numbers(&data(&with), &mut all);
        assert!(all.iter().any(|number| number.contains(',')), "{all:?}");
    }
    let scorecard = press(day.record.centre(), hidden).report(Kind::Scorecard, about).unwrap();
    assert!(scorecard.numbers, "who decides reads numbers");
}

#[test]
fn a_candidate_without_any_rating_has_every_report_and_is_told_what_is_open() {
    let day = Day::new();
    let about = About::Candidate(day.candidates[1]);
    let mut press = press(day.record.centre(), manner());
    for kind in Kind::ALL.into_iter().filter(|kind| kind.scope() == Scope::Candidate) {
        let report = press.report(kind, about).unwrap();
        assert!(!report.candidate.as_ref().unwrap().missing.is_empty());
        let made = press.make(kind, about, Format::Pdf).unwrap();
        assert!(pdf_text(&made.bytes).contains(&dense("This report is not final")));
        press.make(kind, about, Format::Word).unwrap();
    }
}

#[test]
fn letters_that_no_font_has_are_named_in_words() {
    let mut day = Day::new();
    let name = people::Change::NameCandidate {
        candidate: day.candidates[0],
        code: "C01".into(),
        name: "A\u{F0000}b".into(),
    };
    day.act(10, Change::People(name));
    let mut press = press(day.record.centre(), manner());
    let made = press.make(Kind::Scorecard, About::Candidate(day.candidates[0]), Format::Pdf);
    let Made { remarks, .. } = made.unwrap();
    assert!(remarks.iter().any(|remark| remark.contains("U+F0000")), "{remarks:?}");
}

#[test]
fn a_template_of_ones_own_that_is_wrong_is_named_with_its_line() {
    let day = Day::new();
    let centre = day.record.centre();
    let reporter = Reporter::new(centre, &ZONE, at(0), manner());
    let mut own = look();
    own.templates.insert("log.typ".into(), "#import \"common.typ\": *\n\n#nothing-such\n".into());
    let wrong = Press::new(reporter, own).make(Kind::Log, About::Centre, Format::Pdf);
    let words = wrong.unwrap_err().to_string();
    assert!(words.contains("log.typ, line 3, column 2"), "{words}");
}

#[test]
fn a_template_of_ones_own_decides_how_it_looks_and_may_fall_short_of_the_standard_in_words() {
    let day = Day::new();
    let centre = day.record.centre();
    let mut own = look();
    // A picture without words for it is against PDF/UA-1.
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let text = format!(
        "#set document(title: \"mine\")\n#let data = json(\"data.json\")\nMine: #data.centre\n\
         #image(bytes(\"{svg}\"), format: \"svg\")"
    );
    own.templates.insert("log.typ".into(), text);
    let reporter = Reporter::new(centre, &ZONE, at(0), manner());
    let made = Press::new(reporter, own).make(Kind::Log, About::Centre, Format::Pdf).unwrap();
    assert!(pdf_text(&made.bytes).starts_with("Mine:"));
    assert!(made.remarks.iter().any(|words| words.contains("PDF/UA-1")), "{:?}", made.remarks);
}

fn demo(candidates: u32) -> bellwether::centre::Record {
    let scenario = bellwether::scenario::library::bundled().remove(0);
    let begins: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    bellwether::demo::record(&bellwether::demo::Demo {
        candidates,
        seed: 3,
        scenario,
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins + jiff::SignedDuration::from_hours(200),
        zone: TimeZone::UTC,
    })
}

fn order(centre: &Centre, pattern: &str) -> Order {
    Order {
        kinds: Kind::ALL.to_vec(),
        candidates: centre.people.candidates().iter().map(|known| known.id).collect(),
        assessors: centre.people.assessors().iter().map(|known| known.id).collect(),
        pattern: pattern.into(),
        language: Language::English,
    }
}

#[test]
fn one_or_twelve_candidates_give_every_report_once_under_names_of_their_own() {
    for candidates in [1_u32, 12] {
        let record = demo(candidates);
        let centre = record.centre();
        let press = press(centre, manner());
        for pattern in [PATTERN, "{kind}", "", "../{name}/{date}"] {
            let pieces = order(centre, pattern).pieces(centre);
            let assessors = centre.people.assessors().len();
            assert_eq!(pieces.len(), 4 * candidates as usize + assessors + 2);
            let names: BTreeSet<String> =
                pieces.iter().map(|piece| piece.name.to_lowercase()).collect();
            assert_eq!(names.len(), pieces.len(), "{pattern}");
            assert!(names.iter().all(|name| !name.contains(['/', '\\', ':']) && !name.is_empty()));
        }
        for Piece { kind, about, .. } in order(centre, PATTERN).pieces(centre) {
            let report = press.report(kind, about).unwrap();
            assert_eq!(report.kind, kind.word());
            if let Some(candidate) = &report.candidate {
                // A group exercise is not held for one.
                let left = usize::from(candidates == 1);
                assert_eq!(candidate.missing.len(), left, "{}", report.code);
            }
        }
    }
}

#[test]
fn a_file_is_named_after_its_kind_however_long_its_person_is_called() {
    let mut day = Day::new();
    for (place, letter) in ["李", "Llanfair"].into_iter().enumerate() {
        let name = letter.repeat(200 / letter.len());
        let (candidate, code) = (day.candidates[place], format!("C0{}", place + 1));
        let named = people::Change::NameCandidate { candidate, code, name };
        day.act(-300, Change::People(named));
    }
    let centre = day.record.centre();
    for piece in order(centre, PATTERN).pieces(centre) {
        if let About::Candidate(_) = piece.about {
            let kind = Language::English.words().say(&format!("title.{}", piece.kind.word()));
            assert!(piece.name.ends_with(&kind) && piece.name.len() <= 120, "{}", piece.name);
            assert!(piece.name.starts_with("C0"), "{}", piece.name);
        }
    }
}

#[test]
fn the_cohort_report_counts_every_submitted_rating_once() {
    let record = demo(12);
    let centre = record.centre();
    let cohort = press(centre, manner()).report(Kind::Cohort, About::Centre).unwrap();
    let cohort = cohort.cohort.unwrap();
    let shown: usize = cohort
        .competencies
        .iter()
        .map(|one| one.levels.iter().sum::<usize>() + one.not_observed)
        .sum();
    let submitted = centre.marksheets.values().filter(|marks| marks.is_submitted());
    assert_eq!(shown, submitted.map(|marks| marks.ratings.len()).sum::<usize>());
    assert_eq!(cohort.candidates.len(), 12);
    assert_eq!(cohort.sessions.len(), centre.sessions.len());
    let results: usize = cohort.bands.iter().map(|band| band.count).sum();
    assert_eq!(results, 12);
}

#[test]
fn a_kind_about_candidates_says_nothing_about_others() {
    let day = Day::new();
    let press = press(day.record.centre(), manner());
    assert!(press.report(Kind::Feedback, About::Centre).is_err());
    assert!(press.report(Kind::Log, About::Candidate(day.candidates[0])).is_err());
    let gone = CandidateId(bellwether::ids::Origin {
        entry: bellwether::ids::EntryId { device: stage::DEVICE, number: 99_999 },
        place: 0,
    });
    assert!(press.report(Kind::Feedback, About::Candidate(gone)).is_err());
}
