//! The evidence of a cell in the wash-up: from all assessors, in the order of time, at the minute at
//! which its assessor saw it.

use crate::stage;
use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Author, Change, Sheet, clocks, washup};
use bellwether::ids::CompetencyId;
use egui::Key;
use egui_kittest::kittest::Queryable as _;
use stage::window::Window;
use stage::{Day, at, rated};

/// The talk ran from nine on, ten minutes of briefing first; then came the questions.
fn day() -> (Day, Vec<CompetencyId>) {
    let mut day = Day::new();
    let session = day.session;
    let (_, exercise) = day.record.centre().session(session).unwrap();
    let observed: Vec<_> = exercise.observes.iter().map(|one| one.competency.clone()).collect();
    let phases: Vec<_> = exercise.phases.iter().map(|phase| phase.id.clone()).collect();
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    for (ends, secs) in phases.into_iter().zip([600, 1800, 2400]) {
        day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
    }
    (day, observed)
}

fn note(day: &mut Day, assessor: usize, secs: i64, text: &str, on: &CompetencyId) {
    let sheet = day.sheet(assessor);
    let content = Content {
        text: text.to_owned(),
        direction: Some(Direction::For),
        shows: vec![Shown::of(on.clone())],
    };
    let keep = notes::Change::Keep { sheet, began: at(secs), content };
    day.act_as(2500, Author::Assessor(sheet.assessor), Change::Note(keep));
}

fn hand_in(day: &mut Day, sheet: Sheet) {
    let by = Author::Assessor(sheet.assessor);
    for competency in marksheets::blanks(day.record.centre(), sheet) {
        let rate = marksheets::Change::Rate { sheet, competency, rating: Some(Rating::Level(3)) };
        day.act_as(2600, by, Change::Marksheet(rate));
    }
    day.act_as(2700, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
}

fn shown(day: &mut Day) -> Window {
    for assessor in 0..2 {
        let sheet = day.sheet(assessor);
        hand_in(day, sheet);
    }
    let candidate = day.candidates[0];
    let reveal = washup::Change::Reveal { candidate, reason: String::new() };
    day.act(2800, Change::WashUp(reveal));
    rated::window(&day.record, [1440.0, 900.0])
}

/// Which of the texts stand on the screen, from top to bottom.
fn from_the_top(window: &Window, texts: &[&str]) -> Vec<String> {
    let mut seen: Vec<(f32, String)> = texts
        .iter()
        .filter_map(|text| {
            let label = window.harness.query_by_label(text)?;
            Some((label.rect().top(), (*text).to_owned()))
        })
        .collect();
    seen.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    seen.into_iter().map(|(_, text)| text).collect()
}

const SAID: [&str; 4] = ["Names the aim", "Asks who was left out", "Says it again", "Of the other"];

#[test]
fn notes_of_all_assessors_stand_in_the_order_of_time_whoever_kept_them_first() {
    let (mut day, observed) = day();
    // Kept in another order than said, by turns.
    note(&mut day, 0, 1900, SAID[2], &observed[0]);
    note(&mut day, 1, 1000, SAID[1], &observed[0]);
    note(&mut day, 0, 700, SAID[0], &observed[0]);
    note(&mut day, 1, 800, SAID[3], &observed[1]);
    let mut window = shown(&mut day);
    assert_eq!(from_the_top(&window, &SAID), SAID[..3], "of this competency alone");
    window.key(Key::ArrowDown);
    assert_eq!(from_the_top(&window, &SAID), SAID[3..]);
}

#[test]
fn each_note_has_its_assessor_once_initials_are_shown_and_nobody_before() {
    let (mut day, observed) = day();
    note(&mut day, 0, 700, SAID[0], &observed[0]);
    note(&mut day, 1, 1000, SAID[1], &observed[0]);
    let mut window = shown(&mut day);
    let blind = !window.shows("R. Castellan");
    if !blind {
        window.key(Key::I);
    }
    assert!(!window.shows("R. Castellan") && !window.shows("T. Ojo"));
    window.key(Key::I);
    let beside = |window: &Window, text: &str, name: &str| {
        let line = window.harness.get_by_label(text).rect();
        let mut names = window.harness.query_all_by_label(name);
        names.any(|label| (label.rect().center().y - line.center().y).abs() < 10.0)
    };
    assert!(beside(&window, SAID[0], "R. Castellan") && beside(&window, SAID[1], "T. Ojo"));
}

/// Minutes count from the beginning of what was observed, in every phase and on every screen: a note
/// of the questions is not put before one of the talk.
#[test]
fn a_note_has_the_same_minute_where_it_was_typed_in_the_wash_up_and_on_the_scorecard() {
    let (mut day, observed) = day();
    note(&mut day, 0, 700, SAID[0], &observed[0]);
    note(&mut day, 1, 1900, SAID[2], &observed[0]);
    let mut window = shown(&mut day);
    let minutes = ["01:40", "21:40"];
    assert_eq!(from_the_top(&window, &minutes), minutes);
    window.press("Scorecards");
    assert!(window.shows("01:40, R. Castellan") && window.shows("21:40, T. Ojo"));
    window.press("You: Facilitator");
    window.press("T. Ojo");
    window.press("Observe");
    assert!(window.shows("Note at 21:40: Says it again"));
}
