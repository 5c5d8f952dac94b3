//! The Timetable stage as a facilitator uses it: one press for a plan, changes by hand, pins, and
//! papers for everybody.

use crate::stage::{self, planned, planned_window};
use std::time::Duration;

use bellwether::centre::{Centre, Session};
use bellwether::planning::edits;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiff::tz::TimeZone;
use stage::window::Window;

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

/// Waits until the window shows it, with the search's clock moved on by hand.
fn until(window: &mut Window, what: &str, holds: impl Fn(&Window) -> bool) {
    for _ in 0..600 {
        window.clock.move_on(1);
        window.harness.step();
        if holds(window) {
            window.settle();
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("never: {what}");
}

fn no_rule_is_broken(window: &Window) {
    let (found, _) =
        edits::breaches(centre(window), &TimeZone::UTC, "2026-11-24T09:20:00Z".parse().unwrap());
    assert_eq!(found, []);
}

/// A new centre with six candidates and four assessors, on the Timetable stage.
fn people() -> Window {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::N);
    window.fill("What it is called", "Spring day");
    window.press("Make the centre");
    for number in 1..=6 {
        let field = format!("Add a candidate as C0{number}: type a name, then Enter");
        window.enter(&field, &format!("Person {number}"));
    }
    window.press("Assessors");
    for number in 1..=4 {
        window.enter("Add an assessor: type a name, then Enter", &format!("Assessor {number}"));
    }
    window.press("Timetable");
    window
}

/// A session that has not begun.
fn waiting(window: &Window) -> Session {
    let planned = centre(window).planned_sessions();
    planned.into_iter().rfind(|session| !session.clock.has_begun()).unwrap().clone()
}

/// Presses the block of a session in its candidate's lane.
fn choose(window: &mut Window, session: &Session) {
    let exercise = centre(window).scenario.exercise(&session.exercise).unwrap().title.clone();
    let code = &centre(window).people.candidate(session.seats[0].candidate).unwrap().code;
    let name = format!("{code}, {exercise}, ");
    window.harness.get_all_by_label_contains(&name).next().unwrap().click_accesskit();
    window.settle();
}

#[test]
fn one_press_leads_to_a_timetable_in_which_every_rule_holds() {
    let mut window = people();
    assert!(window.shows("No timetable yet"));
    window.press("Make the timetable");
    until(&mut window, "a timetable", |window| !centre(window).planned_sessions().is_empty());
    no_rule_is_broken(&window);
    assert!(window.shows("Every rule holds"));
    let saved = window.saved_as("day.centre.ron");
    assert!(!saved.entries.is_empty());
    // The whole plan is one act, and one press takes it back.
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(centre(&window).planned_sessions().is_empty());
}

/// Looks for a better plan until the search is over.
fn look_again(window: &mut Window) {
    window.press("Look for a better one");
    until(window, "an answer", |window| {
        window.shows("Use this plan") || window.shows("No better plan was found")
    });
}

#[test]
fn a_better_plan_is_offered_beside_the_one_that_is_there_and_may_be_left() {
    // The whole day is held half an hour later than it need be.
    let mut record = planned::planned("leading-and-managing", planned::TWELVE);
    let by = jiff::SignedDuration::from_mins(30);
    let sessions = record.centre().planned_sessions();
    let later = sessions.iter().flat_map(|session| edits::shift(session, by)).collect();
    planned::act(&mut record, later);
    let mut window = planned_window::over(&record, planned_window::WIDE);
    window.press("Timetable");
    let before: Vec<_> = centre(&window).sessions.values().cloned().collect();
    look_again(&mut window);
    assert_eq!(centre(&window).sessions.values().cloned().collect::<Vec<_>>(), before);
    assert!(window.shows("Better: "), "in what it is better is said");
    window.press("Keep the old one");
    assert!(!window.shows("Use this plan"));
    assert_eq!(centre(&window).sessions.values().cloned().collect::<Vec<_>>(), before);
}

#[test]
fn a_plan_that_is_no_better_is_not_offered() {
    let mut window = people();
    window.press("Make the timetable");
    until(&mut window, "a timetable", |window| !centre(window).planned_sessions().is_empty());
    for _ in 0..6 {
        look_again(&mut window);
        if !window.shows("Use this plan") {
            break;
        }
        window.press("Use this plan");
    }
    assert!(window.shows("No better plan was found") && !window.shows("Keep the old one"));
    window.press("Close");
    assert!(!window.shows("No better plan was found"));
}

#[test]
fn enter_in_the_day_keeps_what_was_typed() {
    let mut window = people();
    window.press("The day…");
    window.enter("Last write-up ended by", "17:15");
    assert!(!window.shows("Last write-up ended by"), "the dialog is closed");
    assert_eq!(centre(&window).frame.ends, jiff::civil::time(17, 15, 0, 0));
}

#[test]
fn a_session_is_pinned_by_mouse_and_unpinned_by_key() {
    let mut window = Window::sample();
    window.press("Timetable");
    let session = waiting(&window);
    choose(&mut window, &session);
    window.press("Pin");
    assert!(centre(&window).sessions[&session.id].pinned);
    assert!(window.shows("Pinned by hand"));
    window.key(Key::K);
    assert!(!centre(&window).sessions[&session.id].pinned);
}

#[test]
fn what_would_break_a_rule_is_asked_about_and_done_only_all_the_same() {
    let mut window = Window::sample();
    window.press("Timetable");
    no_rule_is_broken(&window);
    let session = waiting(&window);
    choose(&mut window, &session);
    // The group discussion of all runs then.
    window.enter("Begins, preparation included", "7:30");
    assert!(window.shows("That would break a rule"));
    assert_eq!(centre(&window).sessions[&session.id].planned, session.planned);
    window.press("Leave it");
    assert_eq!(centre(&window).sessions[&session.id].planned, session.planned);
    window.enter("Begins, preparation included", "7:30");
    window.press("Move it all the same");
    assert_ne!(centre(&window).sessions[&session.id].planned, session.planned);
    assert!(window.shows("Not every rule holds"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(centre(&window).sessions[&session.id].planned, session.planned);
}

#[test]
fn the_frame_of_the_day_is_kept_and_what_cannot_be_is_said() {
    let mut window = people();
    window.press("The day…");
    window.fill("The day begins", "19:00");
    assert!(window.shows("The day would end before it begins"));
    window.fill("The day begins", "8:30");
    window.press("Keep");
    assert_eq!(centre(&window).frame.begins, jiff::civil::time(8, 30, 0, 0));
}

#[test]
fn a_wash_up_that_lasts_longer_than_the_day_is_said() {
    let mut window = people();
    window.press("Make the timetable");
    until(&mut window, "a timetable", |window| !centre(window).planned_sessions().is_empty());
    let said = |window: &Window| window.shows("but the wash-up");
    let ends_by = |window: &mut Window, time: &str| {
        window.press("The day…");
        window.fill("Last write-up ended by", time);
        window.press("Keep");
    };
    ends_by(&mut window, "23:55");
    assert!(!said(&window));
    ends_by(&mut window, "15:00");
    assert!(said(&window), "six meetings after the last exercise");
}

#[test]
fn why_there_is_no_plan_is_said_with_what_would_lead_to_one() {
    let mut window = people();
    window.press("The day…");
    window.fill("Last write-up ended by", "11:00");
    window.press("Keep");
    window.press("Make the timetable");
    until(&mut window, "a reason", |window| {
        window.shows("There is no plan in which every rule holds.")
    });
    assert!(centre(&window).planned_sessions().is_empty());
    window.press("Close");
    assert!(window.shows("No timetable yet"));
}

#[test]
fn everybodys_timetable_is_put_into_a_folder_of_its_own() {
    let mut window = Window::sample();
    window.press("Timetable");
    window.press("Print…");
    let folder = window.path("papers");
    std::fs::create_dir(&folder).unwrap();
    window.dialogs.choose(folder.clone());
    window.press("Choose the folder…");
    let made = || -> Vec<_> {
        let below = std::fs::read_dir(&folder).unwrap().filter_map(Result::ok);
        below
            .flat_map(|one| std::fs::read_dir(one.path()).unwrap())
            .filter_map(Result::ok)
            .collect()
    };
    for _ in 0..1500 {
        window.harness.step();
        if made().iter().any(|one| one.path().extension().is_some_and(|end| end == "xlsx"))
            && !window.shows("Printing")
        {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("nothing was made: {:?}", made());
}
