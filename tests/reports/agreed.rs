//! What the panel agreed and what the ratings give are two numbers, each under its own name; what was
//! changed after it had been submitted has its reason; nothing is said that is not so.

use std::sync::Arc;

use bellwether::centre::marksheet::Rating;
use bellwether::centre::{Author, Change, attendance, marksheets, washup};
use bellwether::centre::{Person, Record};
use bellwether::handouts::reports::{Format, Press};
use bellwether::ids::CandidateId;
use bellwether::print::reports::{Look, bundled_templates};
use bellwether::report::data::{Manner, Numbers, Report, Reporter};
use bellwether::report::data_out::{self, Value};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use bellwether::report::results;
use bellwether::{scoring, words};
use jiff::tz::TimeZone;

use crate::stage::readers::{dense, pdf_text, word_text};
use crate::stage::{Day, at, rated};

static ZONE: TimeZone = TimeZone::UTC;

fn manner(language: Language) -> Manner {
    Manner { language, numbers: Numbers::Shown }
}

fn report(record: &Record, kind: Kind, about: About) -> Report {
    let manner = manner(Language::English);
    Reporter::new(record.centre(), &ZONE, at(9_000), manner).report(kind, about).unwrap()
}

/// What a report says as PDF and as Word.
fn said(record: &Record, kind: Kind, about: About, language: Language) -> [String; 2] {
    let look = Look { templates: bundled_templates(), ..Look::default() };
    let reporter = Reporter::new(record.centre(), &ZONE, at(9_000), manner(language));
    let mut press = Press::new(reporter, look);
    let pdf = press.make(kind, about, Format::Pdf).unwrap().bytes;
    let word = press.make(kind, about, Format::Word).unwrap().bytes;
    [pdf_text(&pdf), word_text(&word).0]
}

/// A day on which the panel agreed the top level of everything for the first candidate.
fn agreed() -> (Record, CandidateId) {
    let mut record = rated::day(rated::scenario("graduate-day"), 4);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    let top = record.centre().scenario.scale.range().unwrap().1;
    for level in scoring::outcome(record.centre(), candidate).levels {
        let Some(mean) = level.arithmetic else { continue };
        let (competency, arithmetic) = (level.competency, Some(mean.value));
        let reason = "seen by all".to_owned();
        let level = Some(top);
        let agree = washup::Change::Agree { candidate, competency, level, arithmetic, reason };
        rated::act(&mut record, agree);
    }
    (record, candidate)
}

#[test]
fn mean_and_agreed_level_stand_side_by_side() {
    let (record, candidate) = agreed();
    let card = scoring::scorecard(record.centre(), candidate, scoring::Viewer::Facilitator);
    let about = About::Candidate(candidate);
    for kind in [Kind::Scorecard, Kind::Panel] {
        let shown = report(&record, kind, about).candidate.unwrap();
        for (one, row) in shown.competencies.iter().zip(&card.rows) {
            let mean = row.mean.unwrap();
            assert_eq!(one.over_exercises.as_ref().unwrap().text, mean.to_string());
            assert_eq!(one.result.as_ref().unwrap().text, "5.0");
        }
        for (language, heads) in [
            (Language::English, ["Mean over exercises", "Agreed"]),
            (Language::German, ["Mittel über die Übungen", "Festgelegt"]),
        ] {
            for said in said(&record, kind, about, language) {
                for head in heads {
                    assert!(said.contains(&dense(head)), "{kind:?}: {head}");
                }
                assert!(!said.contains(&dense("n/o..")) && !said.contains(&dense("n. b..")));
            }
        }
    }
}

#[test]
fn the_overall_rating_has_the_decimals_of_the_screen() {
    let (record, candidate) = agreed();
    let decision = report(&record, Kind::Scorecard, About::Candidate(candidate));
    let decision = decision.candidate.unwrap().decision.unwrap();
    let total = scoring::outcome(record.centre(), candidate).verdict.overall.unwrap();
    assert_eq!(decision.overall.unwrap().text, words::overall(&record.centre().scenario, &total));
}

#[test]
fn means_and_levels_that_count_have_names_of_their_own_in_data() {
    let (record, candidate) = agreed();
    let centre = record.centre();
    let wide = data_out::wide(centre);
    let row = wide.rows.iter().find(|row| row.about == [candidate]).unwrap();
    let cell = |key: &str| match row.cells[wide.place(key).unwrap()] {
        Value::Number(number) => number,
        ref other => panic!("{key}: {other:?}"),
    };
    let card = scoring::scorecard(centre, candidate, scoring::Viewer::Facilitator);
    let block = &results::derive(centre).candidates[0];
    for (place, family) in ["leadership", "management"].into_iter().enumerate() {
        let mean = card.families[place].mean.unwrap().value;
        assert!((cell(&format!("family__{family}__mean")) - mean).abs() < 1e-9);
        assert!((cell(&format!("family__{family}__counts")) - 5.0).abs() < 1e-9);
        let shown = block.families[place].1.unwrap().0;
        assert!((shown - 5.0).abs() < 1e-9, "as in results and on screens");
    }
    assert!((cell("overall") - 5.0).abs() < 1e-9);
    assert_eq!(wide.place("family__leadership"), None);
}

/// The first assessor rates and submits, after a slip; then reopens, changes one and submits again.
fn amended() -> Day {
    let mut day = Day::new();
    let sheet = day.sheet(0);
    let by = Author::Assessor(sheet.assessor);
    let scenario = Arc::clone(&day.record.centre().scenario);
    let rate = |place: usize, level: u8| {
        let competency = scenario.exercises[0].observes[place].competency.clone();
        let rating = Some(Rating::Level(level));
        Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating })
    };
    day.act_as(100, by, rate(0, 1));
    for place in 0..scenario.exercises[0].observes.len() {
        day.act_as(110, by, rate(place, 4));
    }
    day.act_as(200, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    let reason = "I had mixed up two people".to_owned();
    day.act_as(300, by, Change::Marksheet(marksheets::Change::Reopen { sheet, reason }));
    day.act_as(310, by, rate(0, 2));
    day.act_as(320, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    day
}

#[test]
fn r6_a_change_after_the_submission_is_told_from_a_slip_before_it_and_has_its_reason() {
    let day = amended();
    let about = About::Candidate(day.candidates[0]);
    let panel = report(&day.record, Kind::Panel, about).panel.unwrap();
    let ratings = panel.competencies.iter().flat_map(|one| &one.ratings);
    let changed: Vec<_> = ratings.filter(|one| !one.replaced.is_empty()).collect();
    assert_eq!(changed.len(), 1);
    let [slip, amendment] = &*changed[0].replaced else { panic!("{changed:?}") };
    assert!(slip.starts_with("before: 1") && !slip.contains("mixed up"), "{slip}");
    assert!(amendment.starts_with("submitted before: 4"), "{amendment}");
    assert!(amendment.contains("I had mixed up two people"), "{amendment}");
}

#[test]
fn p1_consents_given_and_taken_back_are_in_the_log_of_the_day() {
    let mut day = Day::new();
    let (first, second) = (day.candidates[0], day.candidates[1]);
    let consent =
        |candidate, given| Change::Attendance(attendance::Change::Consent { candidate, given });
    day.act(0, consent(first, true));
    day.act(60, consent(first, false));
    let session = day.session;
    let start = bellwether::centre::clocks::Change::Start { session };
    day.acts(120, vec![consent(first, true), Change::Clock(start)]);
    day.act(180, consent(second, true));
    let log = report(&day.record, Kind::Log, About::Centre).log.unwrap();
    let lines: Vec<_> = log.lines.iter().map(|line| (&*line.at, &*line.what)).collect();
    for wanted in [
        ("09:00", "C01: consent recorded"),
        ("09:01", "C01: consent taken back"),
        ("09:02", "C01: consent recorded"),
        ("09:03", "C02: consent recorded"),
    ] {
        assert!(lines.contains(&wanted), "{wanted:?}: {lines:?}");
    }
}

#[test]
fn who_came_and_left_came_all_the_same() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    day.act(0, Change::Attendance(attendance::Change::Arrive { who, at: at(0) }));
    let reason = "felt ill".to_owned();
    day.act(60, Change::Attendance(attendance::Change::Withdraw { who, reason }));
    let cohort = report(&day.record, Kind::Cohort, About::Centre).cohort.unwrap();
    let wanted = "1 of 2 candidates came; absent: 0, withdrawn: 1".to_owned();
    assert!(cohort.summary.contains(&wanted), "{:?}", cohort.summary);
    let shown = report(&day.record, Kind::Feedback, About::Candidate(day.candidates[0]));
    assert_eq!(shown.candidate.unwrap().missing, ["Withdrew, and did not do the rest"]);
    for (table, key) in [("candidates", "attendance"), ("decisions", "attendance")] {
        let table = data_out::table(day.record.centre(), table).unwrap();
        let cell = &table.rows[0].cells[table.place(key).unwrap()];
        assert_eq!(*cell, Value::Text("withdrawn".into()));
    }
}

#[test]
fn without_notes_and_without_ratings_nothing_is_said_of_them() {
    let day = Day::new();
    let about = About::Candidate(day.candidates[1]);
    let shown = report(&day.record, Kind::Feedback, about).candidate.unwrap();
    assert!(shown.profile.words.starts_with("Neither of the two"), "{}", shown.profile.words);
    assert!(!shown.quotes_notes());
    for said in said(&day.record, Kind::Feedback, about, Language::English) {
        assert!(said.contains(&dense("Neither of the two was measured")));
        assert!(!said.contains(&dense("Quotations are")), "{said}");
        assert!(!said.contains(&dense("added up")), "{said}");
    }
}
