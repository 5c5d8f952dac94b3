//! Where each candidate is, in words, from who is here and what their clocks do.

use crate::stage;
use bellwether::centre::{Change, Person, attendance, clocks};
use bellwether::day::whereabouts;
use bellwether::ids::AssessorId;
use bellwether::people;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::acts::plan_before;
use stage::window::Window;
use stage::{Day, at, rated};

fn whole_list(day: &Day) -> Window {
    let mut window = rated::opened(&day.record, [1440.0, 900.0]);
    window.press("Live");
    window.key(Key::W);
    window
}

/// What the row of a candidate says at twenty past nine.
fn row(day: &Day, code: &str) -> String {
    let window = whole_list(day);
    let start = format!("{code} · ");
    let nodes = window.harness.query_all_by_label_contains(&start);
    let rows = nodes.filter_map(|node| node.accesskit_node().label());
    rows.into_iter().find(|label| label.contains("Next: ")).unwrap()
}

fn attend(day: &mut Day, secs: i64, change: attendance::Change) {
    day.act(secs, Change::Attendance(change));
}

fn start(day: &mut Day) {
    let session = day.session;
    day.act(900, Change::Clock(clocks::Change::Start { session }));
}

#[test]
fn who_has_not_begun_is_here_late_overdue_absent_or_withdrawn() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    let says = |day: &Day, what: &str| {
        let row = row(day, "C01");
        assert!(row.contains(what), "{what}: {row}");
    };
    says(&day, "no-show, 20 min");
    attend(&mut day, 60, attendance::Change::Expect { who, by: Some(at(1800)) });
    says(&day, "late, by 09:30");
    attend(&mut day, 120, attendance::Change::Absent { who });
    says(&day, "absent");
    attend(&mut day, 180, attendance::Change::Arrive { who, at: at(180) });
    says(&day, "here, not begun");
    attend(&mut day, 240, attendance::Change::Withdraw { who, reason: "Unwell".into() });
    says(&day, "withdrawn");
}

#[test]
fn who_is_in_a_session_is_in_its_room_and_phase_until_it_ends_or_held() {
    let mut day = Day::new();
    start(&mut day);
    let running = row(&day, "C01");
    assert!(
        running.contains("Oak, ") && running.contains(" · Preparation, until 09:25"),
        "{running}"
    );
    let session = day.session;
    day.act(1000, Change::Clock(clocks::Change::Hold { session }));
    let held = row(&day, "C01");
    assert!(
        held.contains("Preparation · held. Done: 0 of 2. Next"),
        "nobody knows until when: {held}"
    );
}

#[test]
fn while_assessors_write_up_the_candidate_is_where_they_are_next() {
    let mut day = Day::new();
    let assessors = day.assessors.clone();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let other = plan_before(&mut day, 0, "Elm", 1000, vec![third]);
    day.act(0, Change::Clock(clocks::Change::Start { session: day.session }));
    for secs in [600, 700] {
        stage::acts::next(&mut day, secs);
    }
    let writes_up =
        whereabouts::in_the_room(day.record.centre(), &day.record.centre().sessions[&day.session]);
    assert_eq!(writes_up, assessors.iter().copied().map(Person::Assessor).collect::<Vec<_>>());
    let between = row(&day, "C01");
    assert!(between.contains("between exercises"), "{between}");
    day.act(1000, Change::Clock(clocks::Change::Start { session: other }));
    let row = row(&day, "C01");
    assert!(row.contains("Elm, ") && row.contains(" · Preparation"), "{row}");
}

#[test]
fn assessors_and_role_players_are_on_the_list_with_where_they_are() {
    let mut day = Day::new();
    let name = day.record.centre().people.assessors()[0].name.clone();
    let of = |day: &Day| {
        let window = whole_list(day);
        let rows = window.harness.query_all_by_label_contains(&name);
        let rows = rows.filter_map(|node| node.accesskit_node().label());
        rows.into_iter().find(|label| label.contains("Next: ")).unwrap()
    };
    assert!(of(&day).starts_with(&format!("{name}: –, ")), "{}", of(&day));
    day.act(0, Change::Clock(clocks::Change::Start { session: day.session }));
    stage::acts::next(&mut day, 600);
    let now = of(&day);
    assert!(now.contains("Oak, ") && !now.contains("Done"), "{now}");
}

#[test]
fn who_has_done_all_is_finished() {
    let mut day = Day::new();
    start(&mut day);
    let session = day.session;
    day.act(1000, Change::Clock(clocks::Change::End { session }));
    let done = row(&day, "C01");
    assert!(done.contains("finished. Done: 1 of 2. Next: nothing more"), "{done}");
}

#[test]
fn a_pressed_candidate_shows_how_far_each_exercise_is_and_leads_to_its_session() {
    let mut day = Day::new();
    start(&mut day);
    let assessors = day.assessors.clone();
    plan_before(&mut day, 0, "Elm", 5400, assessors);
    assert!(row(&day, "C01").contains("Done: 0 of 2"));
    let mut window = rated::opened(&day.record, [1440.0, 900.0]);
    window.press("Live");
    window.key(Key::W);
    let title = day.record.centre().scenario.exercises[0].title.clone();
    assert!(!window.shows(&format!("{title}: preparing")), "nobody is chosen");
    window
        .harness
        .get_by(|node| {
            node.label().is_some_and(|name| name.contains("Next: "))
                && node.label().is_some_and(|name| name.starts_with("C01"))
        })
        .click();
    window.settle();
    assert!(window.shows(&format!("{title}: preparing")));
    window.press(&format!("{title}: scheduled"));
    let room = window.harness.get_by_role_and_label(Role::TextInput, "Room");
    assert_eq!(room.value().as_deref(), Some("Elm"), "the session can be changed at once");
}
