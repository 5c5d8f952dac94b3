//! What has happened to the plan, said in the Live stage's form: the moves are shown in words, and
//! one press makes them as one act.

use crate::stage::{self, planned};
use std::sync::Arc;

use bellwether::centre::{Centre, Session, clocks};
use bellwether::centre::{Change, sessions};
use bellwether::ids::SessionId;
use bellwether::ui::Start;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use planned::{TWELVE, act, file, planned};
use stage::window::Window;

/// A planned day of twelve, ten minutes before its first session.
fn before_the_day() -> Window {
    let record = planned("leading-and-managing", TWELVE);
    opened(&record)
}

fn opened(record: &bellwether::centre::Record) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, file(record)).unwrap();
    let first = record.centre().planned_sessions().iter().filter_map(|one| one.planned).min();
    let at: Timestamp = first.unwrap() - jiff::SignedDuration::from_mins(10);
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_at(at, start, folder, [1440.0, 900.0]);
    window.settle();
    window.press("Live");
    window
}

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

fn entries(window: &Window) -> usize {
    window.harness.state().workspace().unwrap().record().entries().len()
}

fn sessions_of(window: &Window) -> Vec<Session> {
    centre(window).sessions.values().cloned().collect()
}

/// Opens the form and says what has happened.
fn say(window: &mut Window, what: &str) {
    window.key(Key::R);
    assert!(window.shows("Change the plan"), "R opens the form");
    window.press(what);
}

/// Chooses in a list the first entry that is about so-and-so.
fn choose(window: &mut Window, list: &str, about: &str) {
    let role = egui::accesskit::Role::ComboBox;
    window.harness.get_by_role_and_label(role, list).click_accesskit();
    window.settle();
    let entries = window.harness.get_all_by_label_contains(about);
    entries.into_iter().last().unwrap().click_accesskit();
    window.settle();
}

/// Looks at the moves, makes them, and checks that it is one act that one undo takes back.
fn make(window: &mut Window) -> Vec<Session> {
    let (before, acts) = (sessions_of(window), entries(window));
    window.press("See the moves…");
    window.until_planned("Make this change");
    assert_eq!(sessions_of(window), before, "nothing has changed yet");
    // It says so too where something stays broken.
    let makes = window.harness.get_by_label_contains("Make this change");
    makes.click_accesskit();
    window.settle();
    let after = sessions_of(window);
    assert_eq!(entries(window), acts + 1, "one act");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(sessions_of(window), before, "one undo takes it back");
    assert_ne!(after, before);
    after
}

#[test]
fn an_assessor_who_has_to_leave_sees_nobody_any_more() {
    let mut window = before_the_day();
    say(&mut window, "An assessor has to leave");
    choose(&mut window, "Which assessor", "Assessor 3");
    let third = centre(&window).people.assessors().into_iter().find(|one| one.name == "Assessor 3");
    let third = third.unwrap().id;
    let sees = |one: &Session| one.called_off.is_none() && one.assessors().contains(&third);
    assert!(sessions_of(&window).iter().any(sees));
    let after = make(&mut window);
    let still = after.iter().filter(|one| sees(one)).count();
    let before = sessions_of(&window).iter().filter(|one| sees(one)).count();
    assert!(still < before, "{still} of {before}");
}

#[test]
fn in_a_room_that_is_lost_nothing_is_held() {
    let mut window = before_the_day();
    say(&mut window, "A room cannot be used");
    choose(&mut window, "Which room", "Room 2");
    let there = |all: &[Session]| {
        all.iter().filter(|one| one.called_off.is_none() && one.room == "Room 2").count()
    };
    assert!(there(&sessions_of(&window)) > 0);
    let after = make(&mut window);
    assert_eq!(there(&after), 0);
}

#[test]
fn what_follows_is_shifted_by_what_is_typed() {
    let mut window = before_the_day();
    say(&mut window, "What follows is held later");
    window.press("all that is to come");
    window.fill("By how much", "15 min");
    let before = sessions_of(&window);
    let after = make(&mut window);
    let later = before.iter().zip(&after).filter(|(one, other)| other.planned > one.planned);
    assert_eq!(later.count(), before.iter().filter(|one| one.called_off.is_none()).count());
}

#[test]
fn by_how_much_is_asked_before_it_is_judged_and_enter_goes_on() {
    let mut window = before_the_day();
    say(&mut window, "What follows is held later");
    window.press("all that is to come");
    assert!(!window.shows("is not a length of time"), "nothing is typed yet");
    assert!(window.shows("Say by how much, such as 10 min."));
    window.enter("By how much", "10 min");
    window.until_planned("Make this change");
}

#[test]
fn a_day_that_is_too_short_for_a_shift_may_end_later_in_the_same_act() {
    let mut window = before_the_day();
    let (ends, acts) = (centre(&window).frame.ends, entries(&window));
    let mut offered = false;
    for hours in 1..9 {
        say(&mut window, "What follows is held later");
        window.press("all that is to come");
        window.enter("By how much", &format!("{} min", hours * 60));
        window.until_planned("Make this change");
        offered = window.shows("Make it, and let the day end at ");
        if offered {
            break;
        }
        window.press("Leave everything");
    }
    assert!(offered, "no shift is only too long for the day");
    let button = window.harness.get_by_label_contains("Make it, and let the day end at ");
    button.click_accesskit();
    window.settle();
    assert!(centre(&window).frame.ends > ends);
    assert_eq!(entries(&window), acts + 1, "one act");
}

#[test]
fn two_sessions_change_places() {
    let mut window = before_the_day();
    let session = |window: &Window, room: &str, last: bool| -> SessionId {
        let mut own = centre(window).planned_sessions();
        own.retain(|one| one.room == room && one.seats.len() == 1);
        own.sort_by_key(|one| one.planned);
        if last { own.last().unwrap().id } else { own.first().unwrap().id }
    };
    let (one, other) = (session(&window, "Room 3", false), session(&window, "Room 3", true));
    let name = |window: &Window, id: SessionId| {
        let at = centre(window).sessions[&id].planned.unwrap();
        let at = bellwether::words::time_of_day(at, &jiff::tz::TimeZone::UTC);
        format!("{at} {}", bellwether::words::session(centre(window), id))
    };
    let (first, second) = (name(&window, one), name(&window, other));
    say(&mut window, "Two sessions change places");
    choose(&mut window, "Which session", &first);
    choose(&mut window, "With which session", &second);
    let planned = |all: &[Session], id| all.iter().find(|known| known.id == id).unwrap().planned;
    let before = sessions_of(&window);
    let after = make(&mut window);
    // What takes longer to prepare begins so much sooner.
    assert!(planned(&after, one) > planned(&before, one), "the first is held later");
    assert!(planned(&after, other) < planned(&before, other), "the last sooner");
    assert!(planned(&after, one) > planned(&after, other), "and after the other");
}

#[test]
fn a_session_that_does_not_count_is_held_again_for_a_reason() {
    let mut record = planned("leading-and-managing", TWELVE);
    let mut own = record.centre().planned_sessions();
    own.sort_by_key(|one| one.planned);
    let session = own.first().unwrap().id;
    act(&mut record, vec![Change::Clock(clocks::Change::Start { session })]);
    act(&mut record, vec![Change::Clock(clocks::Change::End { session })]);
    let mut window = opened(&record);
    say(&mut window, "A session is held again");
    let button = window.harness.get_by_label("See the moves…");
    assert!(button.accesskit_node().is_disabled(), "without a reason");
    assert!(window.shows("Say why it does not count."));
    window.fill("Why it does not count", "The wrong sheet was read out");
    let before = sessions_of(&window);
    let after = make(&mut window);
    let waiting = |all: &[Session]| {
        let open = |one: &&Session| one.called_off.is_none() && !one.clock.has_begun();
        all.iter().filter(open).count()
    };
    assert_eq!(waiting(&after), waiting(&before) + 1);
}

#[test]
fn a_form_that_says_too_little_says_what_is_wanting_and_changes_nothing() {
    let mut window = before_the_day();
    let before = sessions_of(&window);
    let wanting = [
        (false, "A candidate comes late", "Choose the candidate."),
        (false, "A session goes on too long", "Say by how much, such as 10 min."),
        (false, "Two sessions change places", "Choose two sessions."),
        (true, "A candidate comes late", "Say when they can begin, such as 10:15."),
        (true, "Two sessions change places", "Choose two sessions."),
    ];
    for (chosen, what, wanting) in wanting {
        if chosen {
            // Whoever has chosen a session speaks of that one.
            window.keys(Modifiers::COMMAND, Key::A);
        }
        say(&mut window, what);
        assert!(window.shows(wanting), "{what}: {wanting}");
        let acts = entries(&window);
        window.key(Key::Space);
        window.key(Key::N);
        assert_eq!(entries(&window), acts, "keys of the board do nothing below the form");
        window.key(Key::Escape);
        assert!(!window.shows("Say what has happened."));
    }
    assert_eq!(sessions_of(&window), before);
    let called_off =
        |change: &Change| matches!(change, Change::Session(sessions::Change::CallOff { .. }));
    let all = window.harness.state().workspace().unwrap().record().entries();
    assert!(!all.iter().flat_map(|entry| entry.act.changes()).any(called_off));
}
