//! Two plans beside each other in the Timetable stage: one is set aside, the day is changed, the figures
//! of both are what the two plans are like, and either can be had back.

use crate::stage::{self, planned, planned_window};
use std::collections::BTreeMap;

use bellwether::centre::Session;
use bellwether::centre::frame::Who;
use bellwether::ids::SessionId;
use bellwether::planning::pose;
use bellwether::planning::read::read;
use bellwether::time::Length;
use bellwether::timetable::rules;
use bellwether::words;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use planned_window::{centre, twelve as day};
use stage::window::Window;

const ROWS: [&str; 7] = [
    "Rules broken",
    "Last exercise ends",
    "Last write-up ends",
    "Assessors each, at least",
    "Seen by the same again",
    "Longest wait",
    "Assessors’ work apart by",
];

/// All that a new plan would change.
fn held(window: &Window) -> (BTreeMap<SessionId, Session>, BTreeMap<Who, Timestamp>) {
    let sessions = &centre(window).sessions;
    let sessions = sessions.iter().map(|(id, session)| (*id, session.clone())).collect();
    let lunches = &centre(window).frame.lunches;
    (sessions, lunches.iter().map(|(who, at)| (*who, *at)).collect())
}

/// The figures of the plan that is there, worked out from the centre.
fn figures(window: &Window) -> Vec<String> {
    let posed = pose(centre(window), &TimeZone::UTC, planned::morning());
    let plan = read(centre(window), &posed);
    let like = rules::measure(&posed.problem, &plan);
    let time = |minute| posed.moment(minute).strftime("%H:%M").to_string();
    let lasts = |minutes: i32| words::length(Length::minutes(u32::try_from(minutes).unwrap()));
    let (most, least) = (like.loads.iter().max().unwrap(), like.loads.iter().min().unwrap());
    vec![
        rules::check(&posed.problem, &plan).len().to_string(),
        time(like.last_candidate),
        time(like.ends),
        like.distinct.iter().min().unwrap().to_string(),
        like.again.to_string(),
        lasts(*like.waits.iter().max().unwrap()),
        lasts(most - least),
    ]
}

/// The two columns of the comparison, as a screen reader comes by them.
fn columns(window: &Window) -> (Vec<String>, Vec<String>) {
    let mut texts = Vec::new();
    let mut open = vec![window.harness.root().accesskit_node()];
    while let Some(node) = open.pop() {
        texts.extend(node.label().or_else(|| node.value()));
        let children: Vec<_> = node.children().collect();
        open.extend(children.into_iter().rev());
    }
    let from = texts.iter().position(|text| text == "Two plans").unwrap();
    let beside = |row: &str| {
        let at = from + texts[from..].iter().position(|text| text == row).unwrap();
        (texts[at + 1].clone(), texts[at + 2].clone())
    };
    assert_eq!(texts[from + 1..from + 3], ["Set aside", "Now"], "which is which");
    ROWS.iter().map(|row| beside(row)).unzip()
}

fn is_possible(window: &Window, name: &str) -> bool {
    let button = window.harness.get_by_role_and_label(Role::Button, name);
    !button.accesskit_node().is_disabled()
}

fn click(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::Button, name).click();
    window.settle();
}

/// Goes on with Tab until that has the focus, and presses Enter.
fn by_keys(window: &mut Window, begins: &str) {
    for _ in 0..400 {
        window.harness.key_press(Key::Tab);
        window.harness.step();
        let mut open = vec![window.harness.root().accesskit_node()];
        while let Some(node) = open.pop() {
            if node.is_focused() && node.label().is_some_and(|label| label.starts_with(begins)) {
                window.key(Key::Enter);
                return;
            }
            open.extend(node.children());
        }
    }
    panic!("no Tab leads to {begins}");
}

/// The last exercise that somebody does alone: its block begins so.
fn last(window: &Window) -> (Session, String) {
    let planned = centre(window).planned_sessions();
    let session = planned.into_iter().rfind(|one| one.seats.len() == 1).unwrap().clone();
    let exercise = &centre(window).scenario.exercise(&session.exercise).unwrap().title;
    let code = &centre(window).people.candidate(session.seats[0].candidate).unwrap().code;
    let begins = format!("{code}, {exercise}, ");
    (session, begins)
}

#[test]
fn two_plans_are_compared_by_mouse_and_the_other_is_taken_and_given_back() {
    let mut window = day();
    let (before, first) = (held(&window), figures(&window));
    click(&mut window, "Set aside to compare");
    assert_eq!(columns(&window), (first.clone(), first.clone()));
    assert!(!is_possible(&window, "Bring it back"), "it is there already");

    let (session, begins) = last(&window);
    window.harness.get_all_by_label_contains(&begins).next().unwrap().click();
    window.settle();
    window.enter("Begins, preparation included", "20:00");
    click(&mut window, "Move it all the same");
    window.settle();
    let (after, second) = (held(&window), figures(&window));
    assert_ne!(after.0[&session.id], before.0[&session.id]);
    assert_ne!(first[0], second[0], "a rule is broken");
    assert_ne!(first[2], second[2], "the day ends later");
    assert_eq!(columns(&window), (first.clone(), second.clone()));

    let entries = window.harness.state().workspace().unwrap().record().entries().len();
    click(&mut window, "Bring it back");
    assert_eq!(held(&window), before);
    assert_eq!(columns(&window), (first.clone(), first.clone()));
    let record = window.harness.state().workspace().unwrap().record();
    assert_eq!(record.entries().len(), entries + 1, "one act");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(held(&window), after, "and one undo");
    assert_eq!(columns(&window), (first, second));
    click(&mut window, "Forget it");
    assert!(!window.shows("Two plans") && window.shows("Set aside to compare"));
    assert_eq!(held(&window), after, "forgetting changes nothing");
}

#[test]
fn two_plans_are_compared_by_keyboard_alone() {
    let mut window = day();
    let (before, first) = (held(&window), figures(&window));
    by_keys(&mut window, "Set aside to compare");
    let (session, begins) = last(&window);
    by_keys(&mut window, &begins);
    for _ in 0..2 {
        window.key(Key::ArrowRight);
        if window.shows("Move it all the same") {
            by_keys(&mut window, "Move it all the same");
            by_keys(&mut window, &begins);
        }
    }
    let (after, second) = (held(&window), figures(&window));
    assert_ne!(after.0[&session.id].planned, before.0[&session.id].planned);
    assert_eq!(columns(&window), (first.clone(), second));
    by_keys(&mut window, "Bring it back");
    assert_eq!(held(&window), before);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(held(&window), after);
}

#[test]
fn a_plan_that_was_set_aside_knows_its_own_hours_and_people() {
    let mut window = day();
    let (before, first) = (held(&window), figures(&window));
    click(&mut window, "Set aside to compare");
    window.press("The day…");
    window.fill("The day begins", "8:30");
    window.press("Keep");
    // The minutes of the day are counted from elsewhere now; nobody's time has changed.
    assert_eq!(columns(&window).0, first);
    assert!(!is_possible(&window, "Bring it back"), "it is there already");
    let (session, begins) = last(&window);
    window.harness.get_all_by_label_contains(&begins).next().unwrap().click();
    window.settle();
    window.enter("Begins, preparation included", "20:00");
    click(&mut window, "Move it all the same");
    click(&mut window, "Bring it back");
    assert_eq!(held(&window).0[&session.id], before.0[&session.id], "at its own time of day");

    window.press("People");
    window.enter("Add a candidate as C13: type a name, then Enter", "Somebody Else");
    window.press("Timetable");
    assert_eq!(columns(&window).0, first, "as it was for those twelve");
    assert!(!is_possible(&window, "Bring it back"), "it has no place for the thirteenth");
}

#[test]
fn what_differs_between_two_plans_is_said_person_by_person_and_unfolds_by_keys() {
    let mut window = day();
    click(&mut window, "Set aside to compare");
    assert!(window.shows("Nobody’s day differs."));
    let (session, begins) = last(&window);
    window.harness.get_all_by_label_contains(&begins).next().unwrap().click();
    window.settle();
    window.enter("Begins, preparation included", "20:00");
    click(&mut window, "Move it all the same");
    assert!(
        window.shows("Another day for 1 candidate"),
        "one is moved, and who is there with them"
    );
    by_keys(&mut window, "Who, and how");
    let who = words::candidate(centre(&window), session.seats[0].candidate);
    by_keys(&mut window, &format!("{}: 1 change", words::shortened(&who, 18)));
    let title = &centre(&window).scenario.exercise(&session.exercise).unwrap().title;
    let was = session.planned.unwrap().strftime("%H:%M");
    assert!(window.shows(&format!("{title}: at 20:00 instead of {was}.")));
}
