//! Who comes and who does not, with as few presses as can be.

use crate::stage;
use bellwether::centre::{Centre, Person};
use bellwether::day::Need;
use bellwether::day::attention::{arrivals, attention};
use bellwether::ids::CandidateId;
use bellwether::ui::Start;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// The check-in of a day of twelve, before anybody has come.
fn check_in() -> Window {
    let start = Start { rehearse: Some(1), ..Start::default() };
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    window.press("Hold the rehearsal");
    window.press("Check-in");
    window
}

fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

/// Id and name of the candidate with that code.
fn candidate(window: &Window, code: &str) -> (CandidateId, String) {
    let known = centre(window).people.candidates();
    let known = known.into_iter().find(|known| known.code == code).unwrap();
    (known.id, known.label())
}

fn is_here(window: &Window, id: CandidateId) -> bool {
    let known = centre(window).attendance.get(&Person::Candidate(id));
    known.is_some_and(|known| known.arrived.is_some())
}

#[test]
fn one_press_notes_somebody_as_here() {
    let mut window = check_in();
    let (id, name) = candidate(&window, "C02");
    let here = format!("Check in: {name}");
    window.press(&here);
    assert!(is_here(&window, id));
    assert!(window.harness.query_by_label(&here).is_none(), "the time stands there now");
}

#[test]
fn who_is_searched_is_noted_as_here_by_enter_and_space() {
    let mut window = check_in();
    let (id, _) = candidate(&window, "C07");
    window.enter("Find somebody", "c07");
    window.key(Key::Space);
    assert!(is_here(&window, id));
}

#[test]
fn the_sheet_of_keys_names_those_of_the_check_in() {
    let mut window = check_in();
    window.key(Key::F1);
    assert!(window.shows("Check-in: the row above or below; here, or not after all"));
}

#[test]
fn one_who_does_not_take_part_is_one_need_and_one_press_calls_all_off() {
    let mut window = check_in();
    let (id, name) = candidate(&window, "C03");
    let planned = arrivals::still_planned(centre(&window), id).len();
    assert!(planned > 1);
    window.press(&format!("{name}: awaited"));
    window.press("Absent");
    let now = window.harness.state().workspace().unwrap().record().entries();
    let now = now.last().unwrap().stamp.at();
    let needs = attention(centre(&window), now);
    let gone = needs.iter().filter(|one| matches!(one.need, Need::Gone { .. })).count();
    assert_eq!(gone, 1);
    window.press("Board");
    assert!(window.shows(&format!("and {} more are still planned", planned - 1)));
    window.press(&format!("Call all off: {name} does not take part"));
    assert_eq!(arrivals::still_planned(centre(&window), id).len(), 0);
    assert!(centre(&window).moot.is_empty());
    assert!(!window.shows("does not take part"));
}

#[test]
fn five_minutes_are_one_press() {
    let mut window = check_in();
    window.press("Board");
    let start = window.harness.query_all_by_label_contains("Start: ").next().unwrap();
    let start = start.accesskit_node().label().unwrap();
    window.press(&start);
    window.press("Record consent and begin");
    window.press("+5 min");
    let entries = window.harness.state().workspace().unwrap().record().entries();
    let last = format!("{:?}", entries.last().unwrap().act);
    assert!(last.contains("Extend") && last.contains("300"), "{last}");
}

#[test]
fn what_waits_says_in_what_time_it_begins_and_names_no_exercise_twice() {
    let mut window = check_in();
    window.press("Board");
    assert!(window.shows("begins in"));
    assert!(!window.shows("to begin"));
}
