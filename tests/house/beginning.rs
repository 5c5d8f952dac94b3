//! A centre or a rehearsal is begun by keys alone.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::stage::window::Window;

#[test]
fn before_a_centre_is_open_tab_passes_by_the_stages_that_need_one() {
    let mut window = Window::open();
    let passed = |window: &mut Window| -> Vec<&str> {
        let stages = ["Design", "People", "Timetable", "Live", "Reports"];
        let mut passed = Vec::new();
        // Once round, and no more.
        for _ in 0..15 {
            window.key(Key::Tab);
            let focused =
                |stage: &&str| window.harness.get_by_label(stage).accesskit_node().is_focused();
            passed.extend(stages.into_iter().filter(focused));
        }
        passed
    };
    assert_eq!(passed(&mut window), ["Design"]);
    assert!(window.harness.get_by_label("People").accesskit_node().is_disabled());
    window.press("New centre from Feedback conversation");
    window.press("Make the centre");
    window.press("Home");
    let open: Vec<&str> = [passed(&mut window), passed(&mut window)].concat();
    assert!(open.contains(&"People"));
}

#[test]
fn enter_on_the_scenario_that_is_chosen_makes_the_centre() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::N);
    let radio = |window: &mut Window| {
        window.harness.get_all_by_label_contains("Graduate day · ").next().unwrap().focus();
        window.settle();
    };
    radio(&mut window);
    // The first Enter chooses, as Space does; the next one takes what is chosen.
    window.key(Key::Enter);
    assert!(window.harness.state().workspace().is_none());
    window.key(Key::Enter);
    let workspace = window.harness.state().workspace().unwrap();
    assert_eq!(workspace.centre().scenario.title, "Graduate day");
}

#[test]
fn a_rehearsal_is_begun_by_its_number_and_enter() {
    let mut window = Window::open();
    window.press("Rehearse a day…");
    window.key(Key::Enter);
    let workspace = window.harness.state().workspace().unwrap();
    assert_eq!(workspace.centre().people.count_candidates(), 12);
}
