//! An incident noted from what needs the facilitator, by clicks in the window: what lands in the
//! record, and what is filled in afterwards.

use crate::stage;
use bellwether::centre::incidents::{self, Effect, Kind};
use bellwether::centre::{Centre, Change, clocks};
use bellwether::day::Need;
use bellwether::day::attention::attention;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::noted::{newest, record};
use stage::window::Window;
use stage::{Day, at, rated};

/// The window at twenty past nine: the conversation of C01 ended a minute ago, and none of its
/// prompts was given.
fn after_a_run_without_prompts() -> (Window, Day) {
    let mut day = Day::new();
    let session = day.session;
    day.act(-600, Change::Clock(clocks::Change::Start { session }));
    for secs in [0, 1140] {
        let clock = &day.record.centre().sessions[&session].clock;
        let ends = clock.current().unwrap().phase.clone();
        day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
    }
    let mut window = rated::opened(&day.record, [1440.0, 900.0]);
    window.press("Live");
    (window, day)
}

fn centre(window: &Window) -> &Centre {
    record(window).centre()
}

fn missed(window: &Window) -> usize {
    let needs = attention(centre(window), at(1200));
    needs.iter().filter(|one| matches!(one.need, Need::Missed(..))).count()
}

/// Presses the remedy of the first prompt that was missed.
fn note_an_incident(window: &mut Window) {
    let remedies = window.harness.get_all_by_label_contains("Note an incident: ");
    remedies.into_iter().next().unwrap().click_accesskit();
    window.settle();
}

#[test]
fn x1_a_prompt_that_was_missed_becomes_an_incident_in_one_press_with_everything_filled_in() {
    let (mut window, day) = after_a_run_without_prompts();
    let before = missed(&window);
    assert!(before > 0, "prompts were missed");
    note_an_incident(&mut window);
    let changes = newest(&window);
    let [Change::Incident(incidents::Change::Note { kind, what, candidates, sessions, .. })] =
        changes.as_slice()
    else {
        panic!("one press is one incident: {changes:?}");
    };
    assert_eq!((candidates, sessions), (&vec![day.candidates[0]], &vec![day.session]));
    let exercise = &centre(&window).scenario.exercises[0];
    let is_this = |inject: &&bellwether::scenario::Inject| what.contains(first_words(&inject.text));
    let inject = exercise.injects.iter().find(is_this).unwrap();
    assert!(what.contains("was not given: "), "{what}");
    let of_player = matches!(inject.to, bellwether::scenario::exercise::Recipient::RolePlayer(_));
    assert_eq!(*kind, if of_player { Kind::RolePlayer } else { Kind::Material });
    assert_eq!(missed(&window), before - 1, "it is no longer asked for");
    assert!(window.shows("Incident of 09:20"), "it is open, to be filled in");
}

#[test]
fn beside_the_board_a_fire_alarm_is_one_press_and_so_is_the_all_clear() {
    let (mut window, day) = after_a_run_without_prompts();
    let is_held =
        |window: &Window| centre(window).sessions[&day.session].clock.current().unwrap().is_held();
    window.press("Fire alarm: hold every room");
    assert!(is_held(&window) && window.shows("Fire alarm: every room is held"));
    window.clock.move_on(60);
    window.press("All clear: every room goes on");
    assert!(!is_held(&window) && !window.shows("All clear: "));
    let incident = centre(&window).incidents.values().next().unwrap();
    assert_eq!((incident.kind, incident.lost.as_secs()), (Kind::Evacuation, 60));
    window.harness.get_by_label_contains("Incident 09:20, evacuation").click_accesskit();
    window.settle();
    assert!(window.shows("What was done"), "it is open in the log");
}

fn first_words(text: &str) -> &str {
    text.lines().next().unwrap_or("").get(..12).unwrap_or(text)
}

#[test]
fn what_was_done_is_filled_in_and_signed_where_the_remedy_has_led() {
    let (mut window, _) = after_a_run_without_prompts();
    note_an_incident(&mut window);
    window.fill_lines("What was done", "The player gave it in the questions");
    window.fill("Signed by", "M. Lind");
    window.press("Sign");
    let incident = centre(&window).incidents.values().next().unwrap();
    assert_eq!(incident.action, "The player gave it in the questions");
    assert_eq!(incident.signed.as_ref().unwrap().name, "M. Lind");
    assert_eq!(incident.effect, Effect::None, "nothing follows for the marking by itself");
}

#[test]
fn an_incident_noted_by_mistake_is_taken_back_with_one_undo_and_asked_for_again() {
    let (mut window, _) = after_a_run_without_prompts();
    let before = missed(&window);
    note_an_incident(&mut window);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(centre(&window).incidents.is_empty());
    assert_eq!(missed(&window), before);
    window.press("Board");
    assert!(window.shows("Note an incident: "));
}
