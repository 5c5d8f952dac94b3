//! Each stage as a person uses it, through its accessibility tree; what counts is what lands in
//! the file.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::marksheet::{Rating, WhyNot};
use bellwether::centre::marksheets;
use bellwether::centre::{Act, Change, Entry, clocks, notes};
use bellwether::people;
use bellwether::ui::Start;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::talks::{observing, running, with_people};
use stage::window::Window;

fn changes(entries: &[Entry]) -> Vec<Change> {
    let acts = entries.iter().filter_map(|entry| match &entry.act {
        Act::Do(changes) => Some(changes.clone()),
        Act::Undo(_) | Act::Emptied(_) => None,
    });
    acts.flatten().collect()
}

#[test]
fn people_are_named_by_keyboard_and_land_in_the_file() {
    let mut window = with_people();
    let document = window.saved_as("spring.centre.ron");
    let added: Vec<_> = changes(&document.entries)
        .into_iter()
        .filter_map(|change| match change {
            Change::People(people::Change::AddCandidate { code, name }) => {
                Some(format!("{code} {name}"))
            }
            Change::People(people::Change::AddAssessor { name }) => Some(name),
            _ => None,
        })
        .collect();
    assert_eq!(added, ["C01 Ada Abara", "C02 Ελένη Νικολάου", "R. Castellan", "T. Ojo"]);
}

#[test]
fn a_name_that_is_taken_is_refused_in_words_beside_the_field() {
    let mut window = with_people();
    window.enter("Add an assessor: type a name, then Enter", "T. Ojo");
    assert!(window.shows("T. Ojo is on the list already."));
}

#[test]
fn extra_time_is_given_to_a_candidate() {
    let mut window = with_people();
    window.press("Candidates");
    window.press("C01 · Ada Abara");
    window.enter("In every exercise, %", "25");
    let given = changes(&window.saved_as("x.centre.ron").entries).into_iter().any(|change| {
        matches!(
            change,
            Change::People(people::Change::GiveExtraTime { percent: 25, exercise: None, .. })
        )
    });
    assert!(given);
}

#[test]
fn a_session_is_run_by_mouse_and_every_press_is_an_entry() {
    let mut window = running();
    window.clock.move_on(60);
    window.press("Hold: First talk, C01 · Ada Abara");
    assert!(window.shows("Held"));
    window.clock.move_on(30);
    window.press("Go on: First talk, C01 · Ada Abara");
    window.press("+1 min: First talk, C01 · Ada Abara");
    let document = window.saved_as("run.centre.ron");
    let pressed: Vec<_> = changes(&document.entries)
        .into_iter()
        .filter_map(|change| match change {
            Change::Clock(clocks::Change::Start { .. }) => Some("start"),
            Change::Clock(clocks::Change::Next { .. }) => Some("next"),
            Change::Clock(clocks::Change::Hold { .. }) => Some("hold"),
            Change::Clock(clocks::Change::GoOn { .. }) => Some("go on"),
            Change::Clock(clocks::Change::Extend { by_secs: 60, .. }) => Some("+1"),
            _ => None,
        })
        .collect();
    assert_eq!(pressed, ["start", "next", "next", "hold", "go on", "+1"]);
}

#[test]
fn a_session_is_run_by_keyboard_alone() {
    let mut window = with_people();
    window.key(Key::Escape);
    window.press("Live");
    window.key(Key::P);
    window.press("Plan 2 sessions");
    for key in [Key::Space, Key::Enter, Key::N, Key::Space, Key::Space, Key::Minus] {
        window.clock.move_on(20);
        window.key(key);
    }
    let entries = window.saved_as("keys.centre.ron").entries;
    let clock =
        changes(&entries).into_iter().filter(|change| matches!(change, Change::Clock(_))).count();
    assert_eq!(clock, 5);
}

#[test]
fn overtime_is_said_in_red_figures_and_in_words() {
    let mut window = running();
    window.clock.move_on(20 * 60 + 82);
    window.settle();
    assert!(window.shows("+01:22"));
    assert!(window.shows("Over time"));
    assert!(window.shows("First talk is 01:22 over"));
}

#[test]
fn a_jump_of_the_wall_clock_is_said_and_moves_no_countdown() {
    let mut window = running();
    window.clock.move_on(60);
    window.settle();
    assert!(window.shows("19:00"));
    window.clock.set_wall_clock(jiff::SignedDuration::from_hours(-1));
    window.settle();
    assert!(window.shows("19:00"));
    assert!(window.shows("clock was changed"));
}

#[test]
fn injects_are_shown_when_due_and_given_with_a_press() {
    let mut window = running();
    window.clock.move_on(3 * 60 + 5);
    window.settle();
    assert!(window.shows("due now"));
    let name = "Given: “Nineteen years. Not one child. Write that down too.”";
    window.press(name);
    let entries = window.saved_as("inject.centre.ron").entries;
    assert!(
        changes(&entries)
            .iter()
            .any(|change| matches!(change, Change::Clock(clocks::Change::Give { .. })))
    );
}

#[test]
fn the_true_start_and_lengths_are_typed_as_people_write_them() {
    let mut window = running();
    window.clock.move_on(120);
    window.fill("Give or take time", "1:30");
    window.press("Give time");
    let field = window.harness.query_all_by_role(Role::TextInput);
    let label = field
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.contains("began at"));
    window.fill(&label.unwrap(), "9:35");
    window.press("Set the true start");
    let entries = window.saved_as("true.centre.ron").entries;
    let changes = changes(&entries);
    assert!(
        changes.iter().any(|change| matches!(
            change,
            Change::Clock(clocks::Change::Extend { by_secs: 90, .. })
        ))
    );
    assert!(changes.iter().any(|change| {
        matches!(change, Change::Clock(clocks::Change::SetTrueStart { at, .. }) if at.to_string() == "2026-11-24T09:35:00Z")
    }));
}

#[test]
fn a_note_is_kept_with_the_time_at_which_typing_began() {
    let mut window = observing();
    window.clock.move_on(41);
    let began = stage::at(20 * 60 + 17 * 60 + 41);
    let role = Role::TextInput;
    window.harness.get_by_role_and_label(role, "Note").focus();
    window.settle();
    window.harness.get_by_role_and_label(role, "Note").type_text("+");
    window.settle();
    window.clock.move_on(7);
    window.harness.get_by_role_and_label(role, "Note").type_text("Asks what she wants #reas");
    window.settle();
    window.key(Key::Tab);
    window.key(Key::Enter);
    let entries = window.saved_as("note.centre.ron").entries;
    let kept = changes(&entries).into_iter().find_map(|change| match change {
        Change::Note(notes::Change::Keep { began, content, .. }) => Some((began, content)),
        _ => None,
    });
    let (at, content) = kept.unwrap();
    assert_eq!(at, began);
    assert_eq!(content.text, "Asks what she wants");
    assert_eq!(content.direction, Some(notes::Direction::For));
    assert_eq!(content.shows[0].competency.as_str(), "gets-to-the-reason");
}

fn press_note(window: &mut Window, words: &str) {
    let named = window.harness.query_all_by_label_contains(words);
    let mut rows = named.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    rows.next().unwrap().click_accesskit();
    drop(rows);
    window.settle();
}

#[test]
fn a_note_is_edited_and_struck_out_and_the_old_text_stays_on_record() {
    let mut window = observing();
    window.enter("Note", "Talks over hre");
    press_note(&mut window, "Talks over hre");
    let role = Role::MultilineTextInput;
    window.harness.get_by_role_and_label(role, "Note").focus();
    window.settle();
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(role, "Note").type_text("Talks over her");
    window.settle();
    window.press("Save the note");
    press_note(&mut window, "Talks over her");
    window.press("Strike out");
    let document = window.saved_as("strike.centre.ron");
    let kinds: Vec<_> = changes(&document.entries)
        .into_iter()
        .filter_map(|change| match change {
            Change::Note(notes::Change::Keep { content, .. }) => Some(content.text),
            Change::Note(notes::Change::Edit { content, .. }) => Some(content.text),
            Change::Note(notes::Change::Strike { .. }) => Some("struck".to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, ["Talks over hre", "Talks over her", "struck"]);
}

/// The same when the conversation is over, so that rating is open (rule R2).
fn rating() -> Window {
    let mut window = running();
    window.clock.move_on(25 * 60);
    window.press("Next phase: First talk, C01 · Ada Abara");
    window.press("Observe");
    window.press("R. Castellan");
    window
}

#[test]
fn r2_nothing_is_rated_while_the_conversation_runs() {
    let mut window = observing();
    assert!(window.shows("Rating opens when the run has ended."));
    assert!(!window.shows("Submit and lock"));
    window.harness.get_by_role_and_label(Role::TextInput, "Note").focus();
    window.settle();
    for key in [Key::Tab, Key::Num4] {
        window.key(key);
    }
    let entries = window.saved_as("early.centre.ron").entries;
    let rates =
        |change: &Change| matches!(change, Change::Marksheet(marksheets::Change::Rate { .. }));
    assert!(!changes(&entries).iter().any(rates));
}

#[test]
fn digits_rate_the_marksheet_locks_and_reopening_needs_a_reason() {
    let mut window = rating();
    let group = |window: &Window, name: &str| {
        let role = Role::RadioGroup;
        window.harness.get_by_role_and_label(role, name).focus();
    };
    let names: Vec<String> = [
        "Says it straight",
        "Gets to the reason",
        "Keeps faith",
        "Agrees on goals",
        "Knows the duty",
    ]
    .map(str::to_owned)
    .to_vec();
    assert!(window.shows("5 competencies still open"));
    for (place, name) in names.iter().enumerate() {
        group(&window, name);
        window.settle();
        window.key(if place == 4 { Key::N } else { Key::Num4 });
    }
    assert!(window.shows("It is usual to say why for: Says it straight, Gets to the reason"));
    for name in names.iter().take(4) {
        window.enter(&format!("Why this level for {name}"), "As said at the table");
    }
    assert!(!window.shows("It is usual to say why"));
    window.press("I rated on my own, before seeing other ratings");
    window.press("Submit and lock");
    assert!(window.shows("Submitted"));
    window.press("Reopen");
    assert!(window.shows("Say why in a few words"));
    window.fill("Why reopen it", "Overlooked a note");
    window.press("Reopen");
    let changes = changes(&window.saved_as("marks.centre.ron").entries);
    let rated = |rating: Rating| {
        changes.iter().filter(move |change| {
            matches!(change, Change::Marksheet(marksheets::Change::Rate { rating: Some(given), .. }) if *given == rating)
        })
    };
    assert_eq!(rated(Rating::Level(4)).count(), 4);
    assert_eq!(rated(Rating::NotObserved(WhyNot::NoOpportunity)).count(), 1);
    assert!(changes.iter().any(|change| {
        matches!(change, Change::Marksheet(marksheets::Change::Reopen { reason, .. }) if reason == "Overlooked a note")
    }));
}

#[test]
fn typing_digits_in_a_note_never_goes_to_another_stage() {
    let mut window = observing();
    window.enter("Note", "Gives 2 dates, 4 owners, 7 limits");
    assert!(window.shows("Gives 2 dates, 4 owners, 7 limits"));
    assert!(window.shows("rate each competency"));
}

#[test]
fn undo_and_redo_say_what_they_did_and_stay_in_the_file() {
    let mut window = with_people();
    window.key(Key::Escape);
    window.press("Live");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Undone: T. Ojo added"));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(window.shows("Done again: T. Ojo added"));
    let entries = window.saved_as("undo.centre.ron").entries;
    assert_eq!(entries.iter().filter(|entry| matches!(entry.act, Act::Undo(_))).count(), 2);
}

#[test]
fn tab_goes_from_the_note_to_the_first_open_rating_and_on() {
    let mut window = rating();
    window.harness.get_by_role_and_label(Role::TextInput, "Note").focus();
    window.settle();
    for key in [Key::Tab, Key::Num4, Key::Tab, Key::Tab, Key::Num2] {
        window.key(key);
    }
    let entries = window.saved_as("tab.centre.ron").entries;
    let levels: Vec<_> = changes(&entries)
        .into_iter()
        .filter_map(|change| match change {
            Change::Marksheet(marksheets::Change::Rate { rating: Some(rating), .. }) => {
                Some(rating)
            }
            _ => None,
        })
        .collect();
    assert_eq!(levels, [Rating::Level(4), Rating::Level(2)]);
}

#[test]
fn a_scorecard_unfolds_into_who_rated_and_on_which_notes() {
    let mut window = Window::sample();
    window.press("Scorecards");
    assert!(window.shows("Leadership") && window.shows("Management"));
    let cell =
        window.harness.get_all_by_label_contains("Motivating others in Group discussion").next();
    cell.unwrap().click_accesskit();
    window.settle();
    let centre = window.harness.state().workspace().unwrap().centre();
    let names: Vec<_> = centre.people.assessors().iter().map(|known| known.name.clone()).collect();
    assert!(names.iter().any(|name| window.shows(&format!("{name} · "))));
}

#[test]
fn the_sample_centre_has_everything_and_nothing_of_it_is_asked_for_again() {
    let mut window = Window::sample();
    let centre = window.harness.state().workspace().unwrap().centre();
    let run = centre.sessions.values().filter(|session| session.clock.current().is_some()).count();
    assert!(run > 5 && window.shows(&format!("{run} running")));
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.shows("Start from a scenario"));
    assert!(!window.shows("Brought back"), "a sample that nobody touched is not kept");
}

#[test]
fn the_palette_finds_commands_people_and_sessions() {
    let mut window = Window::sample();
    window.keys(Modifiers::COMMAND, Key::K);
    let role = Role::TextInput;
    window.harness.get_by_role_and_label(role, "Find or do anything").type_text("C03");
    window.settle();
    window.key(Key::Enter);
    assert!(window.shows("Behind the number") || window.shows("this centre’s mean"));
    assert!(window.shows("C03"));
}

#[test]
fn the_sheet_of_keys_opens_with_f1_and_closes_with_escape() {
    let mut window = Window::sample();
    window.key(Key::F1);
    assert!(window.shows("Start, hold or go on"));
    window.key(Key::Escape);
    assert!(!window.shows("Everywhere"));
}

#[test]
fn results_are_exported_for_others() {
    let mut window = Window::sample();
    let path = window.path("day.results.ron");
    window.dialogs.choose(path.clone());
    window.keys(Modifiers::COMMAND, Key::E);
    window.settle();
    assert!(window.shows("Written:"));
    let text = std::fs::read_to_string(path).unwrap();
    let results: bellwether::report::results::Results = ron::from_str(&text).unwrap();
    assert_eq!(results.candidates.len(), 12);
}

#[test]
fn a_still_screen_costs_nothing_and_a_clock_one_frame_a_second() {
    let mut window = Window::sample();
    let delay = |window: &Window| {
        window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
    };
    assert!(delay(&window) <= std::time::Duration::from_millis(1003));
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(delay(&window) > std::time::Duration::from_secs(7));
}

#[test]
fn every_stage_works_small_empty_with_500_candidates_and_with_long_names() {
    let large = tempfile::tempdir().unwrap();
    let file = large.path().join("large.centre.ron");
    assert_cmd::Command::cargo_bin("bellwether")
        .unwrap()
        .args(["demo", "--candidates", "500", "-o"])
        .arg(&file)
        .assert()
        .success();
    let start = Start { file: Some(file), ..Start::default() };
    let mut window = Window::open_with(start, Arc::new(large), [1024.0, 700.0]);
    for name in ["People", "Live", "Observe", "Scorecards", "Reports"] {
        window.press(name);
    }
    let mut window = Window::open();
    window.press("New centre…");
    window.press("Make the centre");
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(5);
    window.enter("Add a candidate as C01: type a name, then Enter", long.trim());
    window.enter("Add a candidate as C02: type a name, then Enter", "محمد 李小龍 Ωμέγα 👩‍🏫");
    for name in ["People", "Live", "Observe", "Scorecards", "Reports"] {
        window.press(name);
    }
}
