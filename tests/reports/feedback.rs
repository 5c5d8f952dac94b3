//! Feedback followed up (rule F1): who had it, when, from whom, and who is overdue.

use crate::stage;
use assert_cmd::Command;
use bellwether::centre::feedback::{self, Giver, Way};
use bellwether::centre::{Change, Refusal, details};
use bellwether::day::feedback::{Standing, follow_up};
use bellwether::files::{document, line};
use jiff::civil::date;
use stage::Day;

/// Held on a Tuesday: feedback is due ten working days later, on Tuesday the 8th of December.
fn day() -> Day {
    let mut day = Day::new();
    let held = details::Change::HeldOn(date(2026, 11, 24));
    day.act(-700, Change::Details(held));
    day
}

fn give(day: &Day, on: jiff::civil::Date, by: Giver) -> Change {
    Change::Feedback(feedback::Change::Give {
        candidate: day.candidates[0],
        on,
        by,
        way: Way::Talk,
    })
}

fn standings(day: &Day, today: jiff::civil::Date) -> Vec<Standing> {
    follow_up(day.record.centre(), today).iter().map(|one| one.standing).collect()
}

#[test]
fn f1_who_has_no_feedback_is_due_and_then_overdue() {
    let mut day = day();
    let given = give(&day, date(2026, 12, 1), Giver::Assessor(day.assessors[0]));
    day.act(100, given);
    let had = Standing::Had { late: false, declined: false };
    assert_eq!(standings(&day, date(2026, 12, 7)), [had, Standing::DueIn(1)]);
    assert_eq!(standings(&day, date(2026, 12, 9)), [had, Standing::Overdue(1)]);
}

#[test]
fn feedback_that_was_recorded_by_mistake_is_taken_back_with_a_reason_and_stays_on_record() {
    let mut day = day();
    let candidate = day.candidates[0];
    let given = give(&day, date(2026, 12, 10), Giver::Facilitator);
    day.act(100, given);
    assert_eq!(
        standings(&day, date(2026, 12, 10))[0],
        Standing::Had { late: true, declined: false }
    );
    let back = |reason: &str| {
        Change::Feedback(feedback::Change::TakeBack { candidate, reason: reason.to_owned() })
    };
    let refused = day.record.centre().check(&back(" "));
    assert_eq!(refused, Err(Refusal::Feedback(feedback::Refusal::NoReason)));
    day.act(110, back("another candidate"));
    assert_eq!(standings(&day, date(2026, 12, 10))[0], Standing::Overdue(2));
    let kept = &day.record.centre().feedback[&candidate];
    assert_eq!(kept[0].taken_back.as_ref().unwrap().1, "another candidate");
    let refused = day.record.centre().check(&back("again"));
    assert_eq!(refused, Err(Refusal::Feedback(feedback::Refusal::NothingGiven)));
}

#[test]
fn feedback_before_the_centre_or_from_nobody_is_refused() {
    let day = day();
    let check = |change| day.record.centre().check(&change);
    assert_eq!(
        check(give(&day, date(2026, 11, 23), Giver::Facilitator)),
        Err(Refusal::Feedback(feedback::Refusal::BeforeTheCentre(date(2026, 11, 24))))
    );
    assert_eq!(
        check(give(&day, date(2026, 11, 24), Giver::Other("  ".to_owned()))),
        Err(Refusal::Feedback(feedback::Refusal::NoName))
    );
}

#[test]
fn the_command_line_says_who_is_overdue_and_records_feedback() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.centre.ron");
    let day = day();
    let centre = day.record.centre();
    let beginning = document::beginning(centre.id, &centre.scenario).unwrap();
    let lines: Vec<String> =
        day.record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let text = document::whole(&beginning, lines.iter().map(String::as_str));
    std::fs::write(&path, text).unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.arg("feedback").arg(&path).args(more).assert()
    };
    let said = run(&["--at", "2026-12-09"]).code(1).get_output().stdout.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("C01 · Ada Abara: overdue for 1 working day"), "{said}");
    run(&["--give", "C01", "--on", "2026-12-01", "--by", "r. castellan", "--way", "call"])
        .success();
    run(&["--give", "C02", "--on", "2026-12-02", "--by", "Her manager"]).success();
    run(&["--give", "C09"]).code(2);
    let said = run(&["--at", "2026-12-09"]).success().get_output().stdout.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("given on Tue 1 Dec 2026 by R. Castellan, by telephone"), "{said}");
    assert!(said.contains("by Her manager, face to face"), "{said}");
}

#[cfg(feature = "window")]
mod window {
    use bellwether::centre::feedback::{self, Giver, Way};
    use bellwether::centre::{Act, Change};
    use bellwether::ui::Start;
    use egui::accesskit::Role;
    use egui_kittest::kittest::Queryable as _;
    use jiff::civil::date;

    use std::sync::Arc;

    use super::stage::window::Window;

    fn feedback_view() -> Window {
        let mut window = Window::sample();
        window.press("Reports");
        window.press("Feedback");
        window
    }

    #[test]
    fn feedback_is_recorded_by_keys_and_lands_in_the_file() {
        let mut window = feedback_view();
        assert!(window.shows("0 of 12 had feedback · 0 overdue"));
        window.press("C01 · Ada Abara, due in 10 working days");
        window.enter("On", "2026-11-24");
        assert!(window.shows("1 of 12 had feedback"));
        // The arrow goes to the next candidate.
        window.press("C01 · Ada Abara, given on Tue 24 Nov 2026 by Facilitator, face to face");
        assert!(
            !window.shows("Record the feedback"),
            "it is recorded: no form invites to it again"
        );
        window.press("Record another time");
        assert!(window.shows("Record the feedback"));
        window.key(egui::Key::Escape);
        window.press("C01 · Ada Abara, given on Tue 24 Nov 2026 by Facilitator, face to face");
        window.key(egui::Key::ArrowDown);
        window.enter("On", "2026-11-23");
        assert!(window.shows("Feedback comes on that day or after it"));
        window.enter("On", "2999-01-01");
        assert!(window.shows("still to come"));
        window.enter("On", "Tuesday");
        assert!(window.shows("Write the day as year-month-day"));
        let document = window.saved_as("feedback.centre.ron");
        let given = document.entries.iter().filter_map(|entry| match &entry.act {
            Act::Do(changes) => match changes.as_slice() {
                [Change::Feedback(change)] => Some(change.clone()),
                _ => None,
            },
            _ => None,
        });
        let given: Vec<_> = given.collect();
        assert_eq!(given.len(), 1);
        assert!(matches!(
            &given[0],
            feedback::Change::Give { on, by: Giver::Facilitator, way: Way::Talk, .. }
                if *on == date(2026, 11, 24)
        ));
    }

    #[test]
    fn in_a_small_window_the_lists_of_the_form_end_with_their_column() {
        let start = Start { sample: true, ..Start::default() };
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut window = Window::open_with(start, folder, [1024.0, 700.0]);
        window.press("Reports");
        window.press("Feedback");
        window.press("C01 · Ada Abara, due in 10 working days");
        let column = window.harness.get_by_role_and_label(Role::TextInput, "On").rect();
        for name in ["By", "How"] {
            let list = window.harness.get_by_role_and_label(Role::ComboBox, name).rect();
            assert!(list.right() <= column.right() + 1.0, "{name}: {list:?} in {column:?}");
        }
        assert!(window.harness.query_all_by_label("due in 10 working days").next().is_some());
    }

    #[test]
    fn what_was_recorded_by_mistake_is_taken_back_with_a_reason() {
        let mut window = feedback_view();
        window.press("C01 · Ada Abara, due in 10 working days");
        window.press("Record the feedback");
        window.press("Recorded by mistake");
        window.press("Take it back");
        assert!(window.shows("Say why in a few words"));
        window.enter("Why it is taken back", "it was C02");
        assert!(window.shows("0 of 12 had feedback"));
        assert!(window.shows("taken back: it was C02"));
    }
}
