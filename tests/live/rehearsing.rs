//! A day rehearsed in the window: the same program on a clock that is driven.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::{Act, Change, announcements, clocks, details};
use bellwether::day;
use bellwether::ids::SessionId;
use bellwether::report::{log, results};
use bellwether::scoring::Viewer;
use bellwether::ui::Start;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::{SignedDuration, Timestamp};
use stage::window::{Window, read};

fn folder() -> Arc<tempfile::TempDir> {
    Arc::new(tempfile::tempdir().unwrap())
}

fn rehearsing(speed: u8) -> Window {
    let start = Start { rehearse: Some(speed), ..Start::default() };
    Window::open_with(start, folder(), [1440.0, 900.0])
}

/// Enters a remark and gives the moment that it was stamped with: what the desk's clock shows.
fn shown(window: &mut Window) -> Timestamp {
    window.press("Live");
    window.press("Log");
    window.enter("Note what disturbs the day: a word, then Enter", "A word");
    newest(window)
}

fn newest(window: &Window) -> Timestamp {
    let open = window.harness.state().workspace().unwrap();
    open.record().entries().last().unwrap().stamp.at()
}

fn rehearsal_is_said(window: &Window) -> bool {
    window.shows("REHEARSAL, no real day")
}

fn moment(text: &str) -> Timestamp {
    format!("2026-11-24T{text}Z").parse().unwrap()
}

#[test]
fn a_minute_of_real_time_is_an_hour_of_the_day_at_sixty_times_its_speed() {
    let mut window = rehearsing(60);
    assert!(rehearsal_is_said(&window));
    assert_eq!(shown(&mut window), moment("08:10:00"), "before anybody comes");
    window.clock.move_on(60);
    assert_eq!(shown(&mut window), moment("09:10:00"));
}

#[test]
fn the_speed_changes_without_a_jump_by_button_and_key() {
    let mut window = rehearsing(60);
    window.clock.move_on(60);
    window.press("Rehearse as fast as the day");
    assert_eq!(shown(&mut window), moment("09:10:00"));
    window.clock.move_on(60);
    assert_eq!(shown(&mut window), moment("09:11:00"));
    window.key(Key::F7);
    window.clock.move_on(6);
    window.press("Hold the rehearsal");
    window.clock.move_on(600);
    assert_eq!(shown(&mut window), moment("09:12:00"), "a held clock stands still");
    window.key(Key::F5);
    window.clock.move_on(6);
    assert_eq!(shown(&mut window), moment("09:13:00"), "it goes on as fast as before");
}

#[test]
fn it_begins_from_home_with_a_chosen_speed_and_ends_when_the_centre_is_closed() {
    let mut window = Window::open();
    window.press("Rehearse a day…");
    window.fill("How many candidates", "6");
    window.fill("How many times as fast as the day (1 to 60)", "70");
    assert!(window.harness.get_by_label("Begin the rehearsal").accesskit_node().is_disabled());
    window.fill("How many times as fast as the day (1 to 60)", "30");
    window.press("Begin the rehearsal");
    assert!(rehearsal_is_said(&window));
    let candidates = window.harness.state().workspace().unwrap().centre().people.candidates().len();
    assert_eq!(candidates, 6);
    window.clock.move_on(60);
    assert_eq!(shown(&mut window), moment("08:40:00"));
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(!window.shows("Hold the rehearsal"));
    window.press("Try the sample centre");
    assert!(!rehearsal_is_said(&window));
    assert!(newest(&window) <= moment("09:21:00"), "the machine's own clock counts again");
    window.clock.move_on(60);
    assert_eq!(shown(&mut window), moment("09:22:00"));
}

#[test]
fn what_is_kept_and_written_out_says_that_it_was_a_rehearsal() {
    let mut window = rehearsing(10);
    let file = window.saved_as("tried.centre.ron");
    let rehearse = Change::Details(details::Change::Rehearse);
    assert_eq!(file.entries[0].act, Act::Do(vec![rehearse]), "the first act of the file");
    let centre = window.harness.state().workspace().unwrap().centre().clone();
    assert!(results::results(&centre).contains("rehearsal: true"));
    assert!(centre.details.name.contains("rehearsal"), "it stands on every paper");
    let zone = jiff::tz::TimeZone::UTC;
    let open = window.harness.state().workspace().unwrap();
    let log = log::text(
        &centre,
        (open.record().entries(), Viewer::Facilitator),
        &zone,
        moment("09:00:00"),
    );
    assert!(log.contains("REHEARSAL, no real day"));

    // Opened again tomorrow it goes on where it ended, still as a rehearsal.
    let path = window.path("tried.centre.ron");
    let ended = shown(&mut window);
    window.keys(Modifiers::COMMAND, Key::W);
    let start = Start { file: Some(path), ..Start::default() };
    let tomorrow = moment("09:20:00") + SignedDuration::from_hours(24);
    let mut window = Window::open_at(tomorrow, start, Arc::clone(&window.folder), [1440.0, 900.0]);
    assert!(rehearsal_is_said(&window) && !window.shows("Check the time"));
    window.clock.move_on(60);
    assert_eq!(shown(&mut window), ended + SignedDuration::from_secs(60));
}

#[test]
fn a_file_is_rehearsed_as_a_copy_and_never_touched() {
    let mut window = Window::sample();
    let real = window.saved_as("real.centre.ron");
    window.keys(Modifiers::COMMAND, Key::W);
    let folder = Arc::clone(&window.folder);
    let path = window.path("real.centre.ron");
    let before = std::fs::read(&path).unwrap();
    drop(window);
    let start = Start { rehearse: Some(60), file: Some(path.clone()), ..Start::default() };
    let mut window = Window::open_with(start, Arc::clone(&folder), [1440.0, 900.0]);
    assert!(rehearsal_is_said(&window));
    let last = real.entries.iter().map(|entry| entry.stamp.at()).max().unwrap();
    assert_eq!(shown(&mut window), last, "it goes on from the newest entry");
    let copy = window.saved_as("copy.centre.ron");
    assert_ne!(copy.id, real.id, "a centre of its own, which no merge mixes with the real one");
    assert!(copy.entries.len() > real.entries.len());
    window.clock.move_on(5);
    let _later = shown(&mut window);
    window.keys(Modifiers::COMMAND, Key::W);
    assert_eq!(std::fs::read(&path).unwrap(), before, "not one byte is different");
    assert_eq!(read(&path).entries, real.entries);
}

#[test]
fn a_rehearsal_over_a_file_of_the_window_is_chosen_from_home() {
    let mut window = Window::sample();
    let real = window.saved_as("real.centre.ron");
    window.keys(Modifiers::COMMAND, Key::W);
    window.press("Rehearse a day…");
    window.dialogs.choose(window.path("real.centre.ron"));
    window.press("With a copy of a centre…");
    assert!(rehearsal_is_said(&window));
    let open = window.harness.state().workspace().unwrap();
    assert_ne!(open.centre().id, real.id);
    assert!(open.path().is_none());
}

#[test]
fn cues_are_given_at_speed_and_stay_to_be_read() {
    let mut window = rehearsing(60);
    let session = start_first(&mut window);
    let open = window.harness.state().workspace().unwrap();
    let started = &open.centre().sessions[&session];
    let now = newest(&window);
    let clock = day::clock::session_clock(open.centre(), started, now);
    let length = clock.current.unwrap().length.as_secs();
    window.clock.move_on(length.div_euclid(60) + 1);
    window.settle();
    assert!(window.shows("time is up."), "said at once, though the phase went by in seconds");
    window.clock.move_on(4);
    window.settle();
    assert!(window.shows("time is up."), "words stay as long as they take to read");
    let all = window.saved_as("cues.centre.ron").entries;
    let started = all.iter().flat_map(|entry| entry.act.changes());
    let starts = started
        .filter(|change| matches!(change, Change::Clock(clocks::Change::Start { .. })))
        .count();
    assert_eq!(starts, 1, "the record holds what was done, as on any day");
}

/// What the newest cues of the record say of being late, in seconds.
fn lates(window: &Window, since: usize) -> Vec<i64> {
    let said = &window.harness.state().workspace().unwrap().centre().announcements;
    let late = said.cues.iter().skip(since).filter_map(announcements::Sounded::late);
    late.map(|by| by.as_secs()).collect()
}

fn given(window: &Window) -> usize {
    window.harness.state().workspace().unwrap().centre().announcements.cues.len()
}

/// How much is left of the phase that runs, in real seconds at sixty times the speed of the day.
fn really_left(window: &mut Window, session: SessionId) -> SignedDuration {
    window.press("Board");
    let now = shown(window);
    window.press("Board");
    let centre = window.harness.state().workspace().unwrap().centre();
    let clock = day::clock::session_clock(centre, &centre.sessions[&session], now);
    clock.current.unwrap().left() / 60
}

/// Starts the first session and lets half a real second be left of its first phase; how many cues
/// had been given by then.
fn just_before_a_phase_ends(window: &mut Window) -> usize {
    let session = start_first(window);
    let left = really_left(window, session);
    window.clock.move_by(left - SignedDuration::from_millis(500));
    window.settle();
    given(window)
}

#[test]
fn a_cue_is_late_when_people_waited_for_it_and_not_because_the_clock_runs_fast() {
    let mut window = rehearsing(60);
    let before = just_before_a_phase_ends(&mut window);
    // Four seconds pass between two frames: nearly four minutes of the day.
    window.clock.move_by(SignedDuration::from_secs(4));
    window.settle();
    assert!(given(&window) > before, "the time is up");
    assert_eq!(lates(&window, before), [] as [i64; 0], "nobody waited for more than five seconds");
    assert!(!window.shows("late by"));
    let all = window.saved_as("fast.centre.ron").entries;
    let mut sounds =
        all.iter().flat_map(|entry| entry.act.changes()).filter_map(|change| match change {
            Change::Announcement(announcements::Change::Sound { speed, .. }) => Some(*speed),
            _ => None,
        });
    assert_eq!(sounds.next_back(), Some(60), "the record says how fast the clock ran");
}

#[test]
fn a_cue_that_people_waited_for_is_late_in_a_rehearsal_too() {
    let mut window = rehearsing(60);
    let before = just_before_a_phase_ends(&mut window);
    window.clock.move_by(SignedDuration::from_millis(7500));
    window.settle();
    assert_eq!(lates(&window, before), [7 * 60], "the computer slept for seven seconds");
    assert!(window.shows("late by 07:00"));
}

/// Starts the first session on the Live stage, with a word why consent is still open.
fn start_first(window: &mut Window) -> SessionId {
    window.press("Live");
    window.press("Board");
    window.harness.get_all_by_label_contains("Start: ").next().unwrap().click_accesskit();
    window.settle();
    if window.shows("Consent is not recorded") {
        window.fill("Or why it begins without", "A rehearsal");
        window.press("Begin without consent");
    }
    let centre = window.harness.state().workspace().unwrap().centre();
    let mut begun = centre.sessions.values().filter(|session| session.clock.has_begun());
    begun.next().unwrap().id
}
