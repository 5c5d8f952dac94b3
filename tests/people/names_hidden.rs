//! With names hidden no screen shows one: each stage is gone through as somebody would who presses
//! everything that can be pressed, and hovers over it first; inner views, dialogs, tooltips, words about
//! what was done and what can be undone are all looked at.

use crate::stage;
use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// How many things are pressed on a stage.
const PRESSES: usize = 90;

/// What would show names again, or leave this centre.
const LEFT_ALONE: [&str; 14] = [
    "Codes only",
    "Show names",
    "Hide names",
    "Hide or show names",
    "New centre",
    "Open",
    "Rehearse",
    "Close",
    "Quit",
    "Make the centre",
    "Look around",
    "See a sample",
    "Continue",
    "Erase",
];

const STAGES: [&str; 9] = [
    "Home",
    "Design",
    "People",
    "Timetable",
    "Live",
    "Observe",
    "Wash-up",
    "Scorecards",
    "Reports",
];

struct Walk {
    window: Window,
    /// Names of candidates, whole and in parts.
    names: Vec<String>,
    pressed: BTreeSet<String>,
}

/// Something that can be pressed: its name, and whether it is there to be pressed.
fn pressable(window: &Window) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![window.harness.root().accesskit_node()];
    while let Some(node) = open.pop() {
        let role = node.role();
        let presses =
            matches!(role, Role::Button | Role::CheckBox | Role::RadioButton | Role::ComboBox);
        if presses && !node.is_disabled() {
            found.extend(node.label().filter(|label| !label.is_empty()));
        }
        open.extend(node.children());
    }
    // The last in the tree is what came last: a dialog, a list of choices.
    found
}

/// What two buttons have in common that do the same to different people at different times.
fn shape(label: &str) -> String {
    label.chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect()
}

impl Walk {
    fn on(stage: &str) -> Self {
        let window = Window::sample();
        window.harness.ctx.all_styles_mut(|style| {
            style.interaction.tooltip_delay = 0.0;
            style.interaction.show_tooltips_only_when_still = false;
        });
        let people = &window.harness.state().workspace().unwrap().centre().people;
        let names: Vec<String> = people.candidates().iter().map(|one| one.name.clone()).collect();
        let mut walk = Self { window, names, pressed: BTreeSet::new() };
        walk.window.press("People");
        assert!(walk.named().is_some(), "names are shown at first");
        walk.window.keys(Modifiers::COMMAND, Key::K);
        let role = Role::TextInput;
        let field = walk.window.harness.get_by_role_and_label(role, "Find or do anything");
        field.type_text("Hide names");
        walk.window.settle();
        walk.window.key(Key::Enter);
        walk.window.press(stage);
        walk.holds(stage);
        walk
    }

    /// A name that anybody could read.
    fn named(&self) -> Option<String> {
        let mut open = vec![self.window.harness.root().accesskit_node()];
        while let Some(node) = open.pop() {
            for text in [node.label(), node.value(), node.description()].into_iter().flatten() {
                if self.names.iter().any(|name| text.contains(name)) {
                    return Some(text);
                }
            }
            open.extend(node.children());
        }
        None
    }

    fn holds(&self, after: &str) {
        assert_eq!(self.named(), None, "after {after}");
    }

    fn next(&self) -> Option<String> {
        let left_alone = |label: &str| LEFT_ALONE.iter().any(|begins| label.starts_with(begins));
        let stage = |label: &str| STAGES.contains(&label) || label == "Quality";
        let wanted = |label: &String| {
            !left_alone(label) && !stage(label) && !self.pressed.contains(&shape(label))
        };
        pressable(&self.window).into_iter().find(wanted)
    }

    fn press(&mut self, label: &str) {
        self.pressed.insert(shape(label));
        let node = self.window.harness.query_all_by_label(label).next_back();
        let Some(node) = node else { return };
        node.hover();
        self.window.harness.step();
        self.window.harness.step();
        self.holds(&format!("hovering over {label}"));
        if let Some(node) = self.window.harness.query_all_by_label(label).next_back() {
            node.click_accesskit();
        }
        self.window.settle();
        self.holds(&format!("pressing {label}"));
    }

    /// Presses what was not pressed yet, until there is nothing left, or enough.
    fn through(mut self, stage: &str) {
        let mut stuck = 0;
        for _ in 0..PRESSES {
            if let Some(label) = self.next() {
                stuck = 0;
                self.press(&label);
                continue;
            }
            stuck += 1;
            match stuck {
                1 => self.window.key(Key::Escape),
                2 => self.window.press(stage),
                _ => break,
            }
            self.holds("leaving");
        }
        assert!(self.pressed.len() > 5, "little was pressed: {:?}", self.pressed);
        // And what was done can be told and taken back without a name.
        for _ in 0..3 {
            self.window.key(Key::Escape);
            self.window.keys(Modifiers::COMMAND, Key::Z);
            self.holds("undo");
        }
    }
}

#[test]
fn on_home_and_design() {
    Walk::on("Home").through("Home");
    Walk::on("Design").through("Design");
}

#[test]
fn on_people() {
    Walk::on("People").through("People");
}

#[test]
fn on_the_timetable() {
    Walk::on("Timetable").through("Timetable");
}

#[test]
fn on_live() {
    Walk::on("Live").through("Live");
}

#[test]
fn on_observe() {
    Walk::on("Observe").through("Observe");
}

#[test]
fn in_the_wash_up() {
    Walk::on("Wash-up").through("Wash-up");
}

#[test]
fn on_scorecards() {
    Walk::on("Scorecards").through("Scorecards");
}

#[test]
fn on_reports() {
    Walk::on("Reports").through("Reports");
}
