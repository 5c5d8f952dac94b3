//! A new centre from its first minute: whoever comes can type at once, and what the centre is
//! called and when it is held can be put right.

use crate::stage;
use bellwether::centre::Centre;
use bellwether::ui::Start;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::{SignedDuration, Timestamp};
use stage::window::Window;

fn new_centre() -> Window {
    let mut window = Window::open();
    window.press("New centre from Feedback conversation");
    window.press("Make the centre");
    window
}

/// A day of twelve that is planned, and on which nothing has happened yet.
fn planned() -> Window {
    let start = Start { rehearse: Some(1), ..Start::default() };
    let mut window = Window::open_with(
        start,
        std::sync::Arc::new(tempfile::tempdir().unwrap()),
        [1440.0, 900.0],
    );
    window.press("Hold the rehearsal");
    window
}

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

fn can_type(window: &Window, field: &str) -> bool {
    let field = window.harness.get_by_role_and_label(Role::TextInput, field);
    field.accesskit_node().is_focused()
}

fn field(window: &Window, label: &str) -> String {
    let field = window.harness.get_by_role_and_label(Role::TextInput, label);
    field.accesskit_node().value().unwrap_or_default()
}

/// When all sessions, papers and lunches are planned.
fn moments(centre: &Centre) -> Vec<Timestamp> {
    let sessions = centre.sessions.values().filter(|session| session.called_off.is_none());
    let of_sessions = sessions.flat_map(|session| {
        session.planned.into_iter().chain(session.markings.iter().map(|marking| marking.at))
    });
    of_sessions.chain(centre.frame.lunches.values().copied()).collect()
}

/// A new centre with one candidate, who has a quarter more time.
fn with_more_time(scenario: &str) -> Window {
    let mut window = Window::open();
    window.press(scenario);
    window.press("Make the centre");
    window.enter("Add a candidate as C01: type a name, then Enter", "Ada Abara");
    window.press("C01 · Ada Abara");
    window.enter("In every exercise, %", "25");
    window
}

#[test]
fn extra_time_that_no_exercise_gives_is_said_to_be_none() {
    let says_none = |scenario| {
        let window = with_more_time(scenario);
        window.shows("No exercise here gives it: every phase has a fixed length.")
    };
    assert!(says_none("New centre from Recruit carousel"));
    assert!(!says_none("New centre from Graduate day"));
}

#[test]
fn whoever_comes_to_an_empty_list_can_type_at_once_and_where_somebody_is_on_it_keys_lead_on() {
    let mut window = new_centre();
    let candidates = "Add a candidate as C01: type a name, then Enter";
    assert!(can_type(&window, candidates));
    window.press("Assessors");
    assert!(can_type(&window, "Add an assessor: type a name, then Enter"));
    window.press("Candidates");
    window.enter(candidates, "Ada Abara");
    window.press("Timetable");
    window.press("People");
    assert!(!can_type(&window, "Add a candidate as C02: type a name, then Enter"));
}

#[test]
fn a_name_that_was_given_goes_along_with_scenario_and_day_until_somebody_types_another() {
    let mut window = Window::open();
    window.press("New centre…");
    let name = |window: &Window| field(window, "What it is called");
    assert!(name(&window).ends_with(", 24 November"), "{}", name(&window));
    let other = window.harness.query_all_by_label_contains("Graduate day · selection").next();
    other.unwrap().click_accesskit();
    window.settle();
    window.fill("Held on (year-month-day)", "2026-12-01");
    assert_eq!(name(&window), "Graduate day, 1 December");
    window.fill("What it is called", "Graduates, north");
    window.fill("Held on (year-month-day)", "2026-12-02");
    assert_eq!(name(&window), "Graduates, north");
}

#[test]
fn what_a_centre_is_called_can_be_put_right() {
    let mut window = new_centre();
    window.enter("What it is called", "Team leaders, spring");
    assert_eq!(centre(&window).details.name, "Team leaders, spring");
    window.enter("What it is called", "");
    assert_eq!(centre(&window).details.name, "Team leaders, spring", "a centre needs a name");
}

#[test]
fn a_centre_that_is_held_on_another_day_takes_its_timetable_along_as_one_act() {
    let mut window = planned();
    let before = moments(centre(&window));
    assert!(before.len() > 40);
    window.press("People");
    window.enter("Held on (year-month-day)", "tomorrow");
    assert!(window.shows("That is not a day, such as 2026-11-24."));
    window.enter("Held on (year-month-day)", "2026-12-01");
    assert_eq!(centre(&window).details.date.unwrap().to_string(), "2026-12-01");
    let week = SignedDuration::from_hours(7 * 24);
    let after: Vec<_> = before.iter().map(|at| *at + week).collect();
    assert_eq!(moments(centre(&window)), after);
    assert!(centre(&window).moot.is_empty());
    window.keys(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(moments(centre(&window)), before);
}
