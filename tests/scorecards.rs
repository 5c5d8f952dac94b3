//! Promise 3: every number can be traced to who gave it, when, and on what evidence.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

mod stage;

use bellwether::centre::marksheets::{self, Rating, WhyNot};
use bellwether::centre::notes::{self, Content, Direction};
use bellwether::centre::{Author, Change};
use bellwether::scenario::Family;
use bellwether::scoring::{self, Missing, Scorecard, Viewer};
use stage::{Day, at};

/// One assessor's ratings of the first candidate: a level a competency, none for not observed.
fn rate(day: &mut Day, assessor: usize, levels: [Option<u8>; 8]) {
    let sheet = day.sheet(assessor);
    let by = Author::Assessor(sheet.assessor);
    let ids: Vec<_> =
        day.record.centre().scenario.framework.competencies.iter().map(|c| c.id.clone()).collect();
    for (competency, level) in ids.into_iter().zip(levels) {
        let rating = level.map_or(Rating::NotObserved(WhyNot::NotShown), Rating::Level);
        let rate = marksheets::Change::Rate { sheet, competency, rating: Some(rating) };
        day.act_as(100, by, Change::Marksheet(rate));
    }
}

fn submit(day: &mut Day, assessor: usize) {
    let sheet = day.sheet(assessor);
    day.act_as(
        200,
        Author::Assessor(sheet.assessor),
        Change::Marksheet(marksheets::Change::Submit { sheet }),
    );
}

fn card(day: &Day, viewer: Viewer) -> Scorecard {
    scoring::scorecard(day.record.centre(), day.candidates[0], viewer)
}

fn family(card: &Scorecard, family: &Family) -> Option<(f64, usize)> {
    let result = card.families.iter().find(|result| result.family == *family).unwrap();
    result.mean.map(|mean| (mean.value, mean.ratings))
}

const FIRST: [Option<u8>; 8] =
    [Some(4), Some(3), Some(5), Some(4), Some(2), Some(3), None, Some(1)];
const SECOND: [Option<u8>; 8] = [Some(2), Some(3), Some(4), None, Some(2), Some(2), None, Some(3)];

#[test]
fn means_follow_a_table_worked_by_hand() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    submit(&mut day, 1);
    let card = card(&day, Viewer::Facilitator);
    let means: Vec<_> =
        card.rows.iter().map(|row| row.mean.map(|mean| (mean.value, mean.ratings))).collect();
    let expected = [
        Some((3.0, 2)), // (4 + 2) / 2
        Some((3.0, 2)),
        Some((4.5, 2)),
        Some((4.0, 1)), // one of two did not observe it
        Some((2.0, 2)),
        Some((2.5, 2)),
        None, // r4: neither observed it: no number, not zero
        Some((2.0, 2)),
    ];
    assert_eq!(means, expected);
    assert_eq!(family(&card, &Family::Leadership), Some((3.625, 7)), "(3 + 3 + 4.5 + 4) / 4");
    let (management, ratings) = family(&card, &Family::Management).unwrap();
    assert!((management - 6.5 / 3.0).abs() < 1e-12, "(2 + 2.5 + 2) / 3");
    assert_eq!(ratings, 6);
    assert_eq!((card.rows[6].measured, card.rows[6].planned), (0, 2));
}

#[test]
fn drafts_are_shown_and_enter_no_mean() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    let card = card(&day, Viewer::Facilitator);
    assert_eq!(card.rows[0].cells[0].given.len(), 1);
    assert!(!card.rows[0].cells[0].given[0].counted);
    assert!(card.rows.iter().all(|row| row.mean.is_none()));
}

#[test]
fn r1_an_assessor_sees_others_ratings_only_after_submitting_the_own() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    let second = Viewer::Assessor(day.assessors[1]);
    let before = card(&day, second);
    assert_eq!((before.rows[0].cells[0].hidden, before.rows[0].cells[0].given.len()), (1, 1));
    assert!(
        before.rows.iter().all(|row| row.mean.is_none()),
        "a mean would give the other rating away"
    );
    assert!(before.exercises.iter().all(|(_, mean)| mean.is_none()));
    assert!(before.families.iter().all(|result| result.mean.is_none()));
    submit(&mut day, 1);
    let after = card(&day, second);
    assert_eq!((after.rows[0].cells[0].hidden, after.rows[0].cells[0].given.len()), (0, 2));
}

#[test]
fn r1_notes_of_others_are_hidden_as_well() {
    let mut day = Day::new();
    let competency = day.record.centre().scenario.framework.competencies[0].id.clone();
    let content = Content {
        text: "Names an aim".into(),
        direction: Some(Direction::For),
        competency: Some(competency),
    };
    let keep = notes::Change::Keep { sheet: day.sheet(0), began: at(5), content };
    day.act_as(6, Author::Assessor(day.assessors[0]), Change::Note(keep));
    assert_eq!(card(&day, Viewer::Facilitator).rows[0].cells[0].notes.len(), 1);
    assert_eq!(card(&day, Viewer::Assessor(day.assessors[0])).rows[0].cells[0].notes.len(), 1);
    assert_eq!(card(&day, Viewer::Assessor(day.assessors[1])).rows[0].cells[0].notes.len(), 0);
}

#[test]
fn every_rating_leads_to_the_entry_that_gave_it() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    let card = card(&day, Viewer::Facilitator);
    for given in card.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.given) {
        let entry = day.record.entry(given.made.origin.entry).unwrap();
        assert_eq!(entry.by, Author::Assessor(day.assessors[0]));
        assert_eq!(entry.stamp.at(), given.made.at);
    }
}

#[test]
fn what_is_missing_is_said_in_facts() {
    let mut day = Day::new();
    let progress = |day: &Day| scoring::progress(day.record.centre(), day.candidates[0]);
    assert_eq!(progress(&day).missing[0], Missing::NotRun(day.session));
    assert!(matches!(progress(&day).missing[1], Missing::NotPlanned(_)));
    let session = day.session;
    day.act(0, Change::Clock(bellwether::centre::clocks::Change::Start { session }));
    day.act(1, Change::Clock(bellwether::centre::clocks::Change::End { session }));
    assert_eq!(progress(&day).missing[0], Missing::NotSubmitted(day.sheet(0)));
    rate(&mut day, 0, FIRST);
    submit(&mut day, 0);
    assert_eq!((progress(&day).submitted, progress(&day).expected), (1, 2));
}
