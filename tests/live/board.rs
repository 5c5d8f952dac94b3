//! The Live stage: its inner views, the board, and what is done from it.

use crate::stage;
use bellwether::centre::{Act, Change, Entry, announcements, clocks, sessions};
use bellwether::ids::SessionId;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// The acts of people since the sample was made, without what the program did by itself.
fn acts(window: &Window) -> Vec<Entry> {
    let workspace = window.harness.state().workspace().unwrap();
    let entries = workspace.record().entries();
    let since = stage::at(20 * 60);
    entries
        .iter()
        .filter(|entry| entry.stamp.at() >= since && !entry.is_automatic())
        .cloned()
        .collect()
}

fn clock_changes(entry: &Entry) -> Vec<&clocks::Change> {
    let Act::Do(changes) = &entry.act else { return Vec::new() };
    changes
        .iter()
        .filter_map(|change| match change {
            Change::Clock(change) => Some(change),
            _ => None,
        })
        .collect()
}

fn running(window: &Window) -> Vec<SessionId> {
    let centre = window.harness.state().workspace().unwrap().centre();
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    running.map(|session| session.id).collect()
}

/// What runs for one candidate alone: the exercise, and who it is.
fn alone(window: &Window) -> Vec<(String, String)> {
    let centre = window.harness.state().workspace().unwrap().centre();
    let sessions = running(window).into_iter().map(|id| &centre.sessions[&id]);
    let alone = sessions.filter(|session| session.seats.len() == 1).map(|session| {
        let exercise = centre.scenario.exercise(&session.exercise).unwrap();
        let candidate = centre.people.candidate(session.seats[0].candidate).unwrap();
        (exercise.title.clone(), candidate.label())
    });
    let alone: Vec<_> = alone.collect();
    assert!(alone.len() >= 2);
    alone
}

#[test]
fn the_inner_views_are_reached_by_mouse_and_by_key() {
    let mut window = Window::sample();
    let board = format!("{} running", running(&window).len());
    assert!(window.shows(&board), "the board is seen first");
    window.press("Whereabouts");
    assert!(!window.shows(&board));
    for (exercise, candidate) in alone(&window) {
        let line = format!("{candidate}: ");
        let mut lines = window.harness.query_all_by_label_contains(&line);
        let said = lines.next().and_then(|line| line.accesskit_node().label()).unwrap();
        assert!(said.contains(&exercise) && said.contains("until "), "{said}");
    }
    window.key(Key::B);
    assert!(window.shows(&board));
    window.key(Key::W);
    assert!(window.shows("12 candidates") && !window.shows("10 running"));
}

#[test]
fn the_board_has_a_lane_for_each_room_and_says_how_the_day_goes() {
    let window = Window::sample();
    for room in ["Ash", "Birch", "Cedar", "Elm", "Hazel", "Desks"] {
        assert!(window.shows(&format!("Lane of {room}: ")), "{room}");
    }
    assert!(window.shows("12 candidates · "), "the bar says who is there and how it goes");
    assert!(window.shows("running ") || window.shows("on time"));
}

#[test]
fn all_are_held_with_one_press_and_one_undo_lets_them_go_on() {
    let mut window = Window::sample();
    let before = running(&window).len();
    window.keys(Modifiers::COMMAND, Key::A);
    assert!(window.shows(&format!("{before} sessions chosen")));
    window.key(Key::Space);
    let made = acts(&window);
    assert_eq!(made.len(), 1, "one act");
    let holds = clock_changes(&made[0]);
    assert_eq!(holds.len(), before);
    assert!(holds.iter().all(|change| matches!(change, clocks::Change::Hold { .. })));
    window.keys(Modifiers::COMMAND, Key::Z);
    let centre = window.harness.state().workspace().unwrap().centre();
    assert!(
        centre
            .sessions
            .values()
            .all(|session| { session.clock.current().is_none_or(|run| !run.is_held()) })
    );
}

#[test]
fn several_that_are_chosen_with_ctrl_are_given_typed_minutes_as_one_act() {
    let mut window = Window::sample();
    let centre = window.harness.state().workspace().unwrap().centre();
    let names: Vec<String> = running(&window)
        .iter()
        .map(|id| {
            let (session, exercise) = centre.session(*id).unwrap();
            let label = centre.people.candidate(session.seats[0].candidate).unwrap().label();
            format!("{}, {label}", exercise.title)
        })
        .filter(|name| window.shows(name))
        .take(2)
        .collect();
    for name in &names {
        let role = egui::accesskit::Role::Button;
        let card = window.harness.get_by_role_and_label(role, name).rect();
        let at = card.left_top() + egui::vec2(20.0, 20.0);
        window.harness.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let modifiers = Modifiers::COMMAND;
            let button = egui::PointerButton::Primary;
            window.harness.event_modifiers(
                egui::Event::PointerButton { pos: at, button, pressed, modifiers },
                modifiers,
            );
        }
        window.settle();
    }
    assert!(window.shows("2 sessions chosen"));
    window.fill("Give or take time, for all that are chosen", "1:30");
    window.press("Give each");
    let made = acts(&window);
    let given = clock_changes(&made[0]);
    assert_eq!((made.len(), given.len()), (1, 2));
    assert!(given.iter().all(|one| matches!(one, clocks::Change::Extend { by_secs: 90, .. })));
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(!window.shows("2 sessions chosen"));
}

#[test]
fn several_are_chosen_by_keyboard_alone() {
    let mut window = Window::sample();
    let role = egui::accesskit::Role::Button;
    let names: Vec<String> =
        alone(&window).iter().take(2).map(|(exercise, who)| format!("{exercise}, {who}")).collect();
    for name in &names {
        window.harness.get_by_role_and_label(role, name).focus();
        window.settle();
        window.keys(Modifiers::COMMAND, Key::Space);
    }
    assert!(window.shows("2 sessions chosen"));
    window.harness.get_by_role_and_label(role, &names[1]).focus();
    window.settle();
    window.keys(Modifiers::COMMAND, Key::Space);
    assert!(!window.shows("2 sessions chosen"));
}

#[test]
fn a_phase_is_begun_anew_after_a_false_start_and_undo_takes_it_back() {
    let mut window = Window::sample();
    let subject = {
        let live = running(&window);
        let centre = window.harness.state().workspace().unwrap().centre();
        *live.iter().find(|id| centre.sessions[*id].room == "Birch").unwrap()
    };
    let centre = window.harness.state().workspace().unwrap().centre();
    let (session, exercise) = centre.session(subject).unwrap();
    let label = centre.people.candidate(session.seats[0].candidate).unwrap().label();
    let name = format!("{}, {label}", exercise.title);
    let runs = session.clock.runs.len();
    window.press(&name);
    window.press("Jump to…");
    window.press("Begin “Conversation” anew");
    let clock = |window: &Window| {
        let centre = window.harness.state().workspace().unwrap().centre();
        centre.sessions[&subject].clock.clone()
    };
    assert_eq!(clock(&window).runs.len(), runs + 1);
    assert!(window.shows("20:00"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(clock(&window).runs.len(), runs);
}

#[test]
fn what_follows_is_shifted_by_the_remedy_and_only_then() {
    let mut window = Window::sample();
    let planned = |window: &Window| -> Vec<_> {
        let centre = window.harness.state().workspace().unwrap().centre();
        centre.sessions.values().map(|session| session.planned).collect()
    };
    let before = planned(&window);
    window.clock.move_on(14 * 60);
    window.settle();
    assert_eq!(planned(&window), before, "published times never change by themselves");
    assert!(window.shows("if it goes on") && window.shows("Changes the timetable: "));
    let button = window.harness.query_all_by_label_contains("Shift what follows by ").next();
    button.unwrap().click_accesskit();
    window.settle();
    assert_ne!(planned(&window), before);
    let made = acts(&window);
    let Act::Do(changes) = &made[0].act else { panic!("it is an act") };
    assert_eq!(made.len(), 1);
    assert!(
        changes
            .iter()
            .all(|change| { matches!(change, Change::Session(sessions::Change::Move { .. })) })
    );
}

/// The remedies of all that is over time, as they stand: what they do, and of what.
fn over_time(window: &Window) -> Vec<(String, String)> {
    let nodes = window.harness.root().children_recursive();
    let names = nodes.filter_map(|node| node.accesskit_node().label());
    let over = names.filter(|name| name.ends_with(", over time") && !name.starts_with("Show: "));
    over.map(|name| {
        let (does, of) = name.split_once(": ").unwrap();
        (does.to_owned(), of.to_owned())
    })
    .collect()
}

#[test]
fn what_only_waits_for_the_next_phase_asks_for_it_first_and_the_names_of_needs_stand_still() {
    let mut window = Window::sample();
    // One candidate looks back on the talk, and goes on doing so; all others are observed.
    let next = window.harness.query_all_by_label_contains("Next phase: Coaching talk, C05").next();
    next.unwrap().click_accesskit();
    window.settle();
    window.clock.move_on(40 * 60);
    window.settle();
    let observed = |of: &str| {
        let centre = window.harness.state().workspace().unwrap().centre();
        let mut sessions = centre.sessions.values();
        sessions.any(|session| {
            let exercise = centre.scenario.exercise(&session.exercise).unwrap();
            let code = &centre.people.candidate(session.seats[0].candidate).unwrap().code;
            let run = session.clock.current();
            let phase = run.and_then(|run| exercise.phase(&run.phase));
            of.starts_with(&format!("{}, {code}", exercise.title))
                && phase.is_some_and(|(_, phase)| phase.kind.is_observed())
        })
    };
    let remedies = over_time(&window);
    let mut waits = 0;
    for group in remedies.chunk_by(|one, next| one.1 == next.1) {
        let shift = group.iter().position(|(does, _)| does.starts_with("Shift "));
        let next = group.iter().position(|(does, _)| does == "Next phase" || does == "Finish");
        let (Some(shift), Some(next)) = (shift, next) else { continue };
        assert_eq!(shift < next, observed(&group[0].1), "{group:?}");
        waits += usize::from(next < shift);
    }
    assert!(waits > 0, "{remedies:?}");
    window.clock.move_on(1);
    window.settle();
    let names = |known: &[(String, String)]| -> Vec<String> {
        known.iter().map(|(_, of)| of.clone()).collect()
    };
    assert_eq!(names(&over_time(&window)), names(&remedies));
}

#[test]
fn a_message_to_all_rooms_is_put_up_and_taken_down() {
    let mut window = Window::sample();
    window.fill("Message to the rooms", "Lunch is in Oak today");
    window.press("All rooms");
    assert!(window.shows("on the screen of all rooms since 09:20"));
    window.press("Take down: Lunch is in Oak today");
    assert!(!window.shows("on the screen of all rooms"));
    window.press("Chime");
    let kinds: Vec<_> = acts(&window)
        .iter()
        .flat_map(|entry| entry.act.changes().to_vec())
        .filter_map(|change| match change {
            Change::Announcement(announcements::Change::Announce { .. }) => Some("said"),
            Change::Announcement(announcements::Change::TakeDown { .. }) => Some("taken down"),
            Change::Announcement(announcements::Change::Chime { .. }) => Some("chime"),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, ["said", "taken down", "chime"]);
}

#[test]
fn cues_are_put_on_record_once_and_late_ones_say_so() {
    let mut window = Window::sample();
    let sounded = |window: &Window| {
        let centre = window.harness.state().workspace().unwrap().centre();
        centre.announcements.cues.len()
    };
    let before = sounded(&window);
    window.settle();
    assert_eq!(sounded(&window), before, "nothing of the sample is asked for again");
    for _ in 0..12 {
        window.clock.move_on(30);
        window.settle();
    }
    let after = sounded(&window);
    assert!(after > before, "some warnings fell due");
    window.settle();
    assert_eq!(sounded(&window), after);
    let centre = window.harness.state().workspace().unwrap().centre();
    let late = centre.announcements.cues.iter().filter(|cue| cue.late().is_some()).count();
    assert!(late > 0, "a clock that is looked at every thirty seconds is late now and then");
}
