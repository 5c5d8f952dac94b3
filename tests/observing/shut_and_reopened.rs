//! What a marksheet says while rating is shut, once it is handed in, and when it is open again.

use crate::rating_window::{marks, rating};
use crate::stage;
use bellwether::centre::marksheet::{Part, Rating};
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Change, marksheets, talk};
use bellwether::ids::CompetencyId;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::noted::{self, Noted, words};

/// One candidate with two notes, one of them quoted, and every competency rated as said.
fn rated(level: u8, open: usize) -> Noted {
    let mut noted = noted::session(1, |_| {});
    let sheet = noted.sheets[0];
    let shows = vec![Shown::of(CompetencyId::new("sets-direction"))];
    let on = |text: &str| Content {
        direction: Some(Direction::For),
        shows: shows.clone(),
        ..words(text)
    };
    let quoted = noted.note(0, 41, on("Names the aim"));
    noted.note(0, 3723, on("Names the day"));
    let (part, text, quotes) = (Part::Strengths, "Clear.".to_owned(), vec![quoted]);
    noted.act(Change::Marksheet(marksheets::Change::Tell { sheet, part, text, quotes }));
    for competency in marksheets::blanks(noted.day.record.centre(), sheet).split_off(open) {
        let rating = Some(Rating::Level(level));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    noted
}

fn submitted() -> Noted {
    let mut noted = rated(3, 0);
    let sheet = noted.sheets[0];
    for change in [marksheets::Change::Declare { sheet }, marksheets::Change::Submit { sheet }] {
        noted.act(Change::Marksheet(change));
    }
    noted
}

#[test]
fn only_what_is_quoted_is_called_quoted_and_a_locked_sheet_offers_no_quoting() {
    let mut window = rating(&submitted());
    assert_eq!(window.harness.query_all_by_label("quoted").count(), 1);
    assert!(!window.shows("Quote: Names the day"));
    window.fill("Why reopen it", "One note is missing");
    window.press("Reopen");
    assert_eq!(window.harness.query_all_by_label("quoted").count(), 1);
    assert!(window.shows("Quote: Names the day"));
}

#[test]
fn a_reopened_sheet_says_so_and_why_until_it_is_submitted_again() {
    let noted = submitted();
    let mut window = rating(&noted);
    assert!(!window.shows("Reopened at"));
    window.fill("Why reopen it", "One note is missing");
    window.press("Reopen");
    assert!(marks(&window, &noted).reopened().is_some());
    assert!(window.shows("Reopened at 09:20: One note is missing") && window.shows("reopened"));
    window.press("I rated on my own, before seeing other ratings");
    window.press("Submit and lock");
    assert!(!window.shows("Reopened at"));
}

#[test]
fn r3_where_the_scenario_only_reminds_it_is_said_as_a_reminder_and_asked_for_where_it_asks() {
    let window = rating(&rated(5, 0));
    assert!(window.shows("It is usual to say why for: Sets direction"));
    assert!(!window.shows("Write why for"));
}

#[test]
fn what_is_still_open_stands_within_the_window() {
    for open in [3, 0] {
        let mut window = rating(&rated(5, open));
        window.settle();
        let screen = window.harness.ctx.content_rect();
        let said = if open > 0 { "3 competencies still open" } else { "Submit and lock" };
        let foot = window.harness.get_by_label(said).rect();
        assert!(screen.contains_rect(foot), "{said}: {foot:?} in {screen:?}");
    }
}

#[test]
fn while_rating_is_shut_no_card_asks_for_a_level() {
    let noted = noted::running(1, |_| true, |_| {});
    let mut window = noted.window([1440.0, 900.0]);
    assert!(window.shows("No notes for it, none against."));
    assert!(!window.shows("Pick a level"));
    window.clock.move_on(600);
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert!(!window.shows("Pick a level"));
}

#[test]
fn nobody_speaks_when_the_talk_is_over_and_notes_struck_out_are_not_counted() {
    let mut noted = noted::session(2, |_| {});
    let (session, sheet) = (noted.day.session, noted.sheets[0]);
    let speaker = Some(sheet.candidate);
    let at = stage::at(-1800);
    let speaks = talk::Change::Speaks { session, assessor: sheet.assessor, at, speaker };
    noted.act(Change::Talk(speaks));
    let struck = noted.note(0, 5, words("Asks"));
    noted.note(0, 6, words("Waits"));
    noted.act(Change::Note(notes::Change::Strike { note: struck }));
    let window = noted.window([1440.0, 900.0]);
    let bar = window.harness.get_by_label("C01 · Ada Abara speaks, 100 % of the talk");
    assert_eq!(bar.accesskit_node().toggled(), Some(egui::accesskit::Toggled::False));
    assert!(window.shows("1 note") && !window.shows("2 notes"));
}
