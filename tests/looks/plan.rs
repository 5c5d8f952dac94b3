//! People and Timetable before there is anything, with many, with long names and with names in other
//! scripts, and where no plan can be: what a person sees, pixel by pixel, in both themes.

use crate::stage::{self, looking, planned, planned_window};
use std::time::Duration;

use bellwether::centre::{Change, Record};
use bellwether::people;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use looking::look;
use planned::{Means, centre};
use planned_window::{SMALL, WIDE, over};
use stage::window::Window;

const SCENARIO: &str = "leading-and-managing";

/// A window over the record, on that stage.
fn at(stage: &str, record: &Record, size: [f32; 2]) -> Window {
    let mut window = over(record, size);
    window.press(stage);
    window
}

/// Seven candidates, three assessors and no session.
fn unplanned() -> Record {
    centre(SCENARIO, Means { candidates: 7, assessors: 2, players: 1, rooms: 4 })
}

/// A centre with a name and a scenario, and nobody in it.
fn nobody() -> Record {
    let scenario = bellwether::scenario::library::bundled().remove(0);
    Record::new(bellwether::ids::CentreId(7), std::sync::Arc::new(scenario))
}

/// Twelve whose assessors have long names, and names in other scripts.
fn long_names() -> Record {
    let mut record = planned::planned(SCENARIO, planned::TWELVE);
    let all = record.centre().people.assessors().into_iter().map(|one| one.id);
    let named = all.zip(planned::NAMES).map(|(assessor, name)| {
        let name = name.to_owned();
        Change::People(people::Change::NameAssessor { assessor, name })
    });
    let changes = named.collect();
    planned::act(&mut record, changes);
    record
}

#[test]
fn people_before_there_are_any_fit_a_small_screen() {
    look(&mut at("People", &nobody(), SMALL), "people-empty-small");
}

#[test]
fn people_before_there_is_a_timetable_fit_a_small_screen() {
    let mut window = at("People", &unplanned(), SMALL);
    window.press("C02 · Zoë O’Brien; Ph.D., \"Zed\"");
    look(&mut window, "people-unplanned-small");
}

#[test]
fn rooms_that_were_just_named_look_as_designed() {
    let mut window = at("People", &unplanned(), WIDE);
    window.press("Rooms");
    look(&mut window, "people-rooms");
}

#[test]
fn people_of_500_look_as_designed() {
    let many = centre(SCENARIO, Means { candidates: 500, assessors: 170, players: 9, rooms: 40 });
    look(&mut at("People", &many, WIDE), "people-500");
}

#[test]
fn no_timetable_yet_looks_as_designed() {
    look(&mut at("Timetable", &unplanned(), WIDE), "timetable-none");
}

#[test]
fn why_there_is_no_timetable_fits_a_small_screen() {
    let mut window = at("Timetable", &unplanned(), SMALL);
    window.press("Make the timetable");
    for _ in 0..600 {
        window.clock.move_on(1);
        window.harness.step();
        if window.shows("in which every rule holds.") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    look(&mut window, "timetable-why-none-small");
}

#[test]
fn assessors_with_long_names_fit_a_small_screen() {
    let mut window = at("Timetable", &long_names(), SMALL);
    window.press("By assessors");
    look(&mut window, "timetable-long-names-small");
}

/// Presses the one whose name begins so.
fn press(window: &mut Window, begins: &str) {
    let all: Vec<_> = window.harness.get_all_by_label_contains(begins).collect();
    let named = |label: Option<String>| label.is_some_and(|label| label.starts_with(begins));
    let own = all.into_iter().find(|node| {
        let node = node.accesskit_node();
        named(node.label()) && !node.is_disabled() && node.role() != Role::Label
    });
    own.unwrap_or_else(|| panic!("no {begins}")).click_accesskit();
    window.settle();
}

/// Two plans of twelve with long names, unfolded.
fn compared(size: [f32; 2]) -> Window {
    let mut window = at("Timetable", &long_names(), size);
    window.press("Set aside to compare");
    press(&mut window, "C03, Coaching talk, ");
    // Before the day begins, which some rule forbids in any plan.
    window.enter("Begins, preparation included", "08:00");
    window.press("Move it all the same");
    press(&mut window, "Who, and how");
    press(&mut window, "C03 · =");
    window
}

#[test]
fn two_plans_beside_each_other_look_as_designed() {
    look(&mut compared(WIDE), "timetable-two-plans");
}

#[test]
fn two_plans_beside_each_other_fit_a_small_screen() {
    look(&mut compared(SMALL), "timetable-two-plans-small");
}
