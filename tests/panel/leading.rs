//! Where keys lead in the wash-up, and that it is in view.

use bellwether::scoring;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::stage::rated;
use crate::stage::window::Window;
use crate::window::{agree_all_by_keys, centre, first};

/// The height of the window in which things lie below the fold.
const LOW: f32 = 700.0;

fn in_view(window: &Window, name: &str) -> bool {
    let mut all = window.harness.query_all_by_label_contains(name);
    let rect = all.next().unwrap().rect();
    rect.top() > 60.0 && rect.bottom() < LOW
}

#[test]
fn after_the_decision_d_leads_to_the_signatures_which_are_brought_into_view() {
    let mut window = rated::window(&rated::day(rated::scenario("graduate-day"), 4), [1024.0, LOW]);
    window.press("Those who saw the candidate");
    window.press("Begin");
    window.press("Show all ratings");
    agree_all_by_keys(&mut window);
    assert!(window.shows("Go to the decision"));
    window.key(Key::D);
    window.key(Key::Enter);
    assert!(first(&window).decision().is_some());
    assert!(window.shows("Go to the signatures") && !window.shows("Go to the decision"));
    assert!(!in_view(&window, "Sign and lock"), "it is below the fold");
    window.key(Key::D);
    assert!(window.harness.get_by_label("Sign and lock").is_focused());
    assert!(in_view(&window, "Sign and lock"));
    assert!(!first(&window).is_locked());
}

#[test]
fn against_the_rule_d_leads_to_the_reason_that_is_wanted() {
    let mut window = rated::window(&rated::day(rated::scenario("graduate-day"), 4), [1024.0, LOW]);
    window.press("Begin");
    window.press("Show all ratings");
    agree_all_by_keys(&mut window);
    let candidate = centre(&window).wash_up.current.unwrap();
    let scenario = std::sync::Arc::clone(&centre(&window).scenario);
    let rule = scoring::outcome(centre(&window), candidate).verdict.band.unwrap();
    let other = scenario.decision.bands.iter().enumerate().find(|(place, _)| *place != rule);
    window.press(&other.unwrap().1.label.clone());
    window.harness.get_by_label("Grid of ratings").focus();
    window.settle();
    window.key(Key::D);
    let field = "Why it departs from the rule";
    let role = egui::accesskit::Role::TextInput;
    assert!(window.harness.get_by_role_and_label(role, field).is_focused());
    assert!(in_view(&window, field));
}
