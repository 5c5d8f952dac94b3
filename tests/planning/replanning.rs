//! A change of plan in the window: shown in words first, left with Esc, made with one press as one
//! act; and from the command line on the same code.

use crate::stage;
use std::process::Command;

use bellwether::centre::{Act, Centre, Change, Session};
use bellwether::day::disturbance;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::window::Window;

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

/// The Timetable stage with the last session of one candidate alone chosen.
fn chosen() -> (Window, Session) {
    let mut window = Window::sample();
    window.press("Timetable");
    let planned = centre(&window).planned_sessions();
    let waits = |one: &&Session| !one.clock.has_begun() && one.seats.len() == 1;
    let session = planned.into_iter().find(waits).unwrap().clone();
    let exercise = centre(&window).scenario.exercise(&session.exercise).unwrap().title.clone();
    let code = &centre(&window).people.candidate(session.seats[0].candidate).unwrap().code;
    let name = format!("{code}, {exercise}, ");
    window.harness.get_all_by_label_contains(&name).next().unwrap().click_accesskit();
    window.settle();
    (window, session)
}

/// Makes the change that is shown; its button says so too where something does not hold.
fn make(window: &mut Window) {
    window.harness.get_by_label_contains("Make this change").click_accesskit();
    window.settle();
}

#[test]
fn a_change_of_plan_is_shown_first_and_made_with_one_press_or_left() {
    let (mut window, session) = chosen();
    let before: Vec<Session> = centre(&window).sessions.values().cloned().collect();
    window.press("Hold it later…");
    window.until_planned("Make this change");
    assert!(window.shows("is held later."));
    assert!(window.shows(" instead of "));
    if let Ok(folder) = std::env::var("PICTURES") {
        window.harness.render().unwrap().save(format!("{folder}/replan.png")).unwrap();
    }
    window.key(Key::Escape);
    assert!(!window.shows("Make this change"));
    assert_eq!(centre(&window).sessions.values().cloned().collect::<Vec<_>>(), before);

    window.press("Hold it later…");
    window.until_planned("Make this change");
    let entries = window.harness.state().workspace().unwrap().record().entries().len();
    make(&mut window);
    assert!(centre(&window).sessions[&session.id].planned > session.planned);
    let after = window.harness.state().workspace().unwrap().record().entries().len();
    assert_eq!(after, entries + 1, "one act");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(centre(&window).sessions.values().cloned().collect::<Vec<_>>(), before);
}

#[test]
fn a_cue_that_falls_meanwhile_does_not_keep_a_change_from_being_made() {
    let (mut window, session) = chosen();
    window.press("Hold it later…");
    window.until_planned("Make this change");
    let entries = |window: &Window| {
        let record = window.harness.state().workspace().unwrap().record();
        record.entries().iter().map(|entry| entry.act.clone()).collect::<Vec<_>>()
    };
    let before = entries(&window).len();
    for _ in 0..120 {
        window.clock.move_on(15);
        window.harness.step();
        if entries(&window).len() > before {
            break;
        }
    }
    let cues = |act: &Act| act.changes().iter().all(|one| matches!(one, Change::Announcement(_)));
    let fallen = entries(&window).split_off(before);
    assert!(!fallen.is_empty() && fallen.iter().all(cues), "{fallen:?}");
    window.settle();
    make(&mut window);
    assert!(!window.shows("Make this change"), "it is made");
    assert!(centre(&window).sessions[&session.id].planned > session.planned);
}

#[test]
fn what_changes_meanwhile_is_looked_at_again_and_one_more_press_makes_the_change() {
    let (mut window, session) = chosen();
    window.press("Hold it later…");
    window.until_planned("Make this change");
    window.keys(Modifiers::COMMAND, Key::K);
    window.harness.event(egui::Event::Text("fire".to_owned()));
    window.settle();
    window.key(Key::Enter);
    assert!(disturbance::evacuation(centre(&window)).is_some());
    make(&mut window);
    assert_eq!(centre(&window).sessions[&session.id].planned, session.planned);
    window.until_planned("this was looked for again");
    window.until_planned("Make this change");
    make(&mut window);
    assert!(centre(&window).sessions[&session.id].planned > session.planned);
}

#[test]
fn the_command_line_says_the_same_and_writes_it_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bellwether"));
        command.args(arguments).current_dir(folder.path()).env("TZ", "UTC");
        command.output().unwrap()
    };
    let made = run(&["demo", "--candidates", "6", "--seed", "1", "-o", "day.centre.ron"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said = run(&["repair", "day.centre.ron", "--absent", "C03", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["happened"].as_array().unwrap().len(), 1);
    assert!(told["summary"].as_str().unwrap().contains("moved"), "{told}");
    assert!(told["moves"].is_array() && told["stays_broken"].is_array(), "{told}");
    assert!(!folder.path().join("mended.centre.ron").exists());
    let none = run(&["repair", "day.centre.ron", "--late", "C99=10:15"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no candidate called `C99`"));
    let bad = run(&["repair", "day.centre.ron", "--late", "C03=soon"]);
    assert!(String::from_utf8_lossy(&bad.stderr).contains("`soon` is not a time of day"));
    let out = ["repair", "day.centre.ron", "--absent", "C03", "-o", "mended.centre.ron"];
    run(&out);
    assert!(folder.path().join("mended.centre.ron").exists());
}
