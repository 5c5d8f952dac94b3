//! Check-in, forms and log as a person uses them on the Live stage; what counts is what lands in
//! the file.

use crate::stage;
use bellwether::centre::attendance;
use bellwether::centre::incidents::{self, Kind};
use bellwether::centre::marksheets;
use bellwether::centre::{Act, Change, clocks, details, sessions};
use egui::accesskit::Toggled;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::talks;
use stage::window::Window;

fn changes(window: &mut Window) -> Vec<Change> {
    let entries = window.saved_as("day.centre.ron").entries;
    let acts = entries.into_iter().filter_map(|entry| match entry.act {
        Act::Do(changes) => Some(changes),
        _ => None,
    });
    acts.flatten().collect()
}

#[test]
fn somebody_is_checked_in_by_keyboard() {
    let mut window = talks::planned();
    window.press("Check-in");
    assert!(window.shows("Candidates: 0 of 2 here"));
    // The first arrow leads into the list.
    for key in [Key::ArrowDown, Key::Space, Key::C, Key::D, Key::ArrowDown, Key::C] {
        window.key(key);
    }
    assert!(window.shows("Candidates: 1 of 2 here"));
    let noted: Vec<&str> = changes(&mut window)
        .into_iter()
        .filter_map(|change| match change {
            Change::Attendance(attendance::Change::Arrive { .. }) => Some("here"),
            Change::Attendance(attendance::Change::Consent { given: true, .. }) => Some("consent"),
            Change::Attendance(attendance::Change::Brief { briefed: true, .. }) => Some("briefed"),
            _ => None,
        })
        .collect();
    assert_eq!(noted, ["here", "consent", "briefed", "consent"]);
}

/// The rows of the table with their names, where they are, and whether each is chosen.
fn rows(window: &Window) -> Vec<(String, f32, bool)> {
    let all = window.harness.query_all_by_role(egui::accesskit::Role::Button);
    let rows = all.filter_map(|node| {
        let known = node.accesskit_node();
        let name = known.label().filter(|name| name.contains(": "))?;
        Some((name, node.rect().center().y, known.toggled()? == Toggled::True))
    });
    rows.collect()
}

fn chosen_row(window: &Window) -> Option<String> {
    rows(window).into_iter().find(|(.., chosen)| *chosen).map(|(name, ..)| name)
}

#[test]
fn the_row_that_is_chosen_has_the_focus_however_quickly_the_arrows_are_pressed() {
    let mut window = talks::planned();
    window.press("Check-in");
    window.burst(&[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp]);
    let chosen = chosen_row(&window);
    assert!(chosen.is_some());
    let all = window.harness.root().children_recursive();
    let mut focused = all
        .map(|node| node.accesskit_node())
        .filter(egui_kittest::kittest::AccessKitNode::is_focused);
    assert_eq!(focused.next().and_then(|node| node.label()), chosen);
}

#[test]
fn a_row_is_chosen_wherever_it_is_pressed() {
    let mut window = talks::planned();
    window.press("Check-in");
    let rows = rows(&window);
    assert!(rows.len() > 2);
    let columns = ["Due", "Badge", "Who"]
        .map(|column| (column, window.harness.get_by_label(column).rect().center().x));
    for ((column, x), (name, y, _)) in columns.into_iter().zip(rows) {
        let pos = egui::pos2(x, y);
        let button = |pressed| egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        window.burst_of(vec![egui::Event::PointerMoved(pos), button(true), button(false)]);
        assert_eq!(chosen_row(&window), Some(name), "{column}");
    }
}

#[test]
fn whoever_comes_to_check_in_by_key_types_a_name_at_once() {
    let mut window = Window::sample();
    window.key(Key::Num4);
    window.key(Key::I);
    let name = {
        let centre = window.harness.state().workspace().unwrap().centre();
        centre.people.candidates()[6].name.to_lowercase()
    };
    for letter in name.chars() {
        window.harness.event(egui::Event::Text(letter.to_string()));
    }
    window.settle();
    window.key(Key::Enter);
    assert!(
        chosen_row(&window).is_some_and(|row| row.starts_with("C07")),
        "{:?}",
        chosen_row(&window)
    );
    window.key(Key::I);
    window.key(Key::Escape);
    window.key(Key::B);
    assert!(!window.shows("Find somebody"));
}

#[test]
fn no_key_holds_a_clock_that_is_not_in_view() {
    let mut window = Window::sample();
    let holds = |window: &mut Window| {
        let all = changes(window);
        all.iter().filter(|change| matches!(change, Change::Clock(_))).count()
    };
    let before = holds(&mut window);
    for view in [Key::I, Key::F, Key::L] {
        window.key(view);
        for key in [Key::Space, Key::N, Key::E, Key::Plus, Key::Escape] {
            window.key(key);
        }
    }
    assert_eq!(holds(&mut window), before);
    window.key(Key::B);
    window.key(Key::Space);
    assert_eq!(holds(&mut window), before + 1);
}

#[test]
fn p1_a_session_without_recorded_consent_asks_for_a_word_why() {
    let mut window = talks::planned();
    window.press("Start: First talk, C01 · Ada Abara");
    assert!(window.shows("Consent is not recorded"));
    assert!(window.shows("It holds for all their sessions of this day"));
    window.fill("Or why it begins without", "The form is with the client");
    window.press("Begin without consent");
    assert!(window.shows("No consent on record: C01"), "on the card of the board");
    window.press("Check-in");
    assert!(window.shows("no consent on record"), "in the row");
    window.press("Consent: C01 · Ada Abara");
    assert!(!window.shows("no consent on record"));
    window.press("Board");
    assert!(!window.shows("No consent on record"));
    let all = changes(&mut window);
    let why = all.iter().position(|change| {
        matches!(change, Change::Attendance(attendance::Change::WithoutConsent { reason, .. })
            if reason == "The form is with the client")
    });
    let start =
        all.iter().position(|change| matches!(change, Change::Clock(clocks::Change::Start { .. })));
    assert!(why.unwrap() < start.unwrap(), "both are on record, in one act");
}

#[test]
fn a_fire_alarm_holds_every_room_and_all_clear_lets_them_go_on() {
    let mut window = Window::sample();
    window.press("Log");
    window.press("Fire alarm: hold every room");
    assert!(window.shows("Fire alarm since 09:20"), "in the bar of every stage");
    window.press("Board");
    window.clock.move_on(300);
    window.press("All clear: every room goes on");
    assert!(!window.shows("Fire alarm since"));
    window.press("Log");
    assert!(window.shows("5 min lost · 5 min restored"));
    let all = changes(&mut window);
    let held = all
        .iter()
        .rev()
        .filter(|change| matches!(change, Change::Clock(clocks::Change::GoOn { .. })));
    assert!(held.count() > 1);
    assert!(all.iter().any(|change| {
        matches!(change, Change::Incident(incidents::Change::Note { kind: Kind::Evacuation, .. }))
    }));
}

#[test]
fn the_box_says_whether_cues_are_read_out() {
    let mut window = Window::sample();
    window.press("Live");
    for wanted in [Toggled::False, Toggled::True, Toggled::False] {
        let told = window.harness.get_by_label("Read cues out");
        assert_eq!(told.accesskit_node().toggled(), Some(wanted));
        window.press("Read cues out");
    }
}

#[test]
fn an_incident_is_noted_with_a_word_and_enter_and_filled_in_later() {
    let mut window = Window::sample();
    window.press("Log");
    window.enter("Note what disturbs the day: a word, then Enter", "Drilling next door");
    window.fill("Signed by", "K. Dunn");
    window.press("Sign");
    assert!(window.shows("Signed by K. Dunn"));
    let noted = changes(&mut window).into_iter().any(|change| {
        matches!(change, Change::Incident(incidents::Change::Note { what, .. })
            if what == "Drilling next door")
    });
    assert!(noted);
}

#[test]
fn a_stored_form_is_given_back_with_a_remark() {
    let mut window = Window::sample();
    window.press("Forms");
    // What colours mean stands where nothing is chosen.
    assert!(window.shows("begun and not stored, or due") && window.shows("overdue (rule R7)"));
    let stored = window.harness.get_all_by_label_contains(": submitted and stored").next();
    stored.unwrap().click_accesskit();
    window.settle();
    window.fill_lines("Give it back: what the assessor is asked", "Which words led you there?");
    window.press("Give back");
    assert!(window.shows("given back: Which words led you there?"));
    let returned = changes(&mut window).into_iter().any(|change| {
        matches!(change, Change::Marksheet(marksheets::Change::Return { remark, .. })
            if remark == "Which words led you there?")
    });
    assert!(returned);
}

#[test]
fn a_form_that_nobody_will_write_is_done_without_and_its_colleagues_stays() {
    let mut window = Window::sample();
    window.press("Forms");
    let untouched = window.harness.get_all_by_label_contains(": untouched").next().unwrap();
    let name = untouched.accesskit_node().label().unwrap();
    untouched.click_accesskit();
    window.settle();
    window.press("Do without this form");
    assert!(window.harness.query_by_label(&name).is_none(), "nobody waits for it: {name}");
    let without = changes(&mut window).into_iter().rev().find_map(|change| match change {
        Change::Session(sessions::Change::Reseat { session, seats, .. }) => Some((session, seats)),
        _ => None,
    });
    let (session, seats) = without.unwrap();
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!(centre.sessions[&session].seats, seats);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.harness.query_by_label(&name).is_some(), "one undo brings it back");
}

#[test]
fn the_day_is_handed_over_by_name() {
    let mut window = Window::sample();
    window.press("Log");
    window.press("Acts");
    window.fill("Who hands the day over", "K. Dunn");
    window.fill("Who runs it from now on", "M. Osei");
    window.press("Hand over");
    assert!(window.shows("M. Osei runs the day."));
    let handed = changes(&mut window).into_iter().any(|change| {
        matches!(change, Change::Details(details::Change::HandOver { from, to })
            if from == "K. Dunn" && to == "M. Osei")
    });
    assert!(handed);
}

/// Paints the views, to be looked at.
#[test]
#[ignore = "for eyes: LOOK=folder"]
fn the_views_are_painted() {
    let Ok(folder) = std::env::var("LOOK") else { return };
    let mut window = Window::sample();
    for view in ["Check-in", "Forms", "Log", "Times", "Acts"] {
        window.press(view);
        let image = window.harness.render().unwrap();
        image.save(format!("{folder}/{view}.png")).unwrap();
    }
}
