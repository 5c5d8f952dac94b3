//! A day handed from one laptop to another through its file, whose clocks do not agree.

use crate::stage;
use std::path::PathBuf;
use std::sync::Arc;

use bellwether::clock::Time as _;
use bellwether::day;
use bellwether::ids::SessionId;
use bellwether::ui::Start;
use jiff::{SignedDuration, Timestamp};
use stage::window::Window;

/// The whole seconds left of every phase that runs.
fn left(window: &Window, now: Timestamp) -> Vec<(SessionId, i64)> {
    let centre = window.harness.state().workspace().unwrap().centre();
    let clocks = centre.sessions.values().filter_map(|session| {
        let clock = day::clock::session_clock(centre, session, now);
        let current = clock.current.filter(|_| clock.state == day::State::Running)?;
        Some((session.id, current.shown_secs()))
    });
    clocks.collect()
}

/// What the first laptop leaves: its file, the moment of its newest entry, and what was left then.
struct Handed {
    folder: Arc<tempfile::TempDir>,
    file: PathBuf,
    newest: Timestamp,
    left: Vec<(SessionId, i64)>,
}

fn handed_over() -> Handed {
    let mut first = Window::sample();
    first.clock.move_on(95);
    first.press("Log");
    first.enter("Note what disturbs the day: a word, then Enter", "Handing over now");
    let newest = first.clock.now().wall;
    let _document = first.saved_as("day.centre.ron");
    let left = left(&first, newest);
    assert!(left.len() > 1, "clocks run");
    first.keys(egui::Modifiers::COMMAND, egui::Key::W);
    Handed { folder: Arc::clone(&first.folder), file: first.path("day.centre.ron"), newest, left }
}

/// Another laptop, whose clock shows `wall`, opens the file. Its own data lies elsewhere.
fn opened_at(handed: &Handed, wall: Timestamp) -> Window {
    assert!(handed.folder.path().exists());
    let start = Start { file: Some(handed.file.clone()), ..Start::default() };
    let own = Arc::new(tempfile::tempdir().unwrap());
    let window = Window::open_at(wall, start, own, [1440.0, 900.0]);
    assert!(window.harness.state().workspace().unwrap().is_writable());
    window
}

fn after(left: &[(SessionId, i64)], secs: i64) -> Vec<(SessionId, i64)> {
    left.iter().map(|(session, left)| (*session, left - secs)).collect()
}

#[test]
fn a_laptop_whose_clock_is_right_goes_on_to_the_second() {
    let handed = handed_over();
    let window = opened_at(&handed, handed.newest + SignedDuration::from_secs(40));
    assert_eq!(left(&window, window.clock.now().wall), after(&handed.left, 40));
    assert!(!window.shows("Is that so?"));
}

#[test]
fn a_laptop_ten_minutes_behind_goes_on_from_the_newest_entry_and_says_so() {
    let handed = handed_over();
    let window = opened_at(&handed, handed.newest - SignedDuration::from_mins(10));
    assert_eq!(left(&window, window.clock.now().wall), handed.left);
    assert!(window.shows("10 min behind the newest entry"));
    window.clock.move_on(30);
    assert_eq!(left(&window, window.clock.now().wall), after(&handed.left, 30));
}

#[test]
fn a_laptop_ten_minutes_ahead_asks_for_no_file_can_tell_its_clock_from_time_that_passed() {
    let handed = handed_over();
    let window = opened_at(&handed, handed.newest + SignedDuration::from_mins(10));
    assert_eq!(left(&window, window.clock.now().wall), after(&handed.left, 600));
    assert!(window.shows("by this computer’s clock the last entry was made 10 min ago"));
    assert!(window.shows("Is that so?"));
}

#[test]
fn the_same_laptop_is_not_asked_about_its_own_clock() {
    let handed = handed_over();
    let start = Start { file: Some(handed.file.clone()), ..Start::default() };
    let later = handed.newest + SignedDuration::from_mins(10);
    let window = Window::open_at(later, start, Arc::clone(&handed.folder), [1440.0, 900.0]);
    assert_eq!(left(&window, window.clock.now().wall), after(&handed.left, 600));
    assert!(window.shows("the last entry was made 10 min ago"));
    assert!(!window.shows("Is that so?"));
}
