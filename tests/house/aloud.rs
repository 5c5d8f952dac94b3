//! What a screen reader says: every control of every screen has a name that makes sense alone.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui_kittest::kittest::{AccessKitNode, NodeT as _};

use crate::stage::window::Window;
use crate::walk::{self, Stop};

/// What can be pressed, chosen or typed into.
pub fn is_control(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::ComboBox
            | Role::Link
            | Role::MenuItem
            | Role::MultilineTextInput
            | Role::RadioButton
            | Role::Slider
            | Role::SpinButton
            | Role::Switch
            | Role::Tab
            | Role::TextInput
    )
}

/// Every control that is there, with the part of the window in which it stands.
fn controls(window: &Window) -> Vec<(Role, String, String)> {
    let nodes = window.harness.root().children_recursive();
    let controls = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let shown = is_control(node.role()) && !node.is_hidden();
        shown.then(|| (node.role(), node.label().unwrap_or_default(), group(&node)))
    });
    controls.collect()
}

/// The pane or window in which a node stands.
fn group(node: &AccessKitNode<'_>) -> String {
    let mut within = node.parent();
    while let Some(known) = within {
        if known.parent().is_none_or(|above| above.is_root()) || known.role() == Role::Pane {
            return format!("{:?}", known.id());
        }
        within = known.parent();
    }
    String::new()
}

/// Marks and words that say nothing without what stands beside them.
const BARE: [&str; 13] = [
    "edit", "remove", "delete", "more", "add", "open", "change", "up", "down", "show", "hide",
    "ok", "go",
];

fn says_nothing(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric()).count();
    letters == 0 || BARE.contains(&name.trim().trim_end_matches('…').to_lowercase().as_str())
}

#[test]
fn every_control_has_a_name_that_makes_sense_alone() {
    let mut wrong = Vec::new();
    walk::everywhere(|stop: &Stop, window| {
        let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for (role, name, group) in controls(window) {
            if says_nothing(&name) {
                wrong.push(format!("{}: {role:?} “{name}”", stop.name));
            }
            *seen.entry((group, format!("{role:?}"), name)).or_default() += 1;
        }
        for ((_, role, name), times) in seen {
            if times > 1 {
                wrong.push(format!("{}: {role} “{name}” {times} times", stop.name));
            }
        }
    });
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rows_are_read_from_left_to_right() {
    let mut wrong = std::collections::BTreeSet::new();
    walk::everywhere(|stop: &Stop, window| {
        let all: Vec<_> = window.harness.root().children_recursive().collect();
        let shown = all.iter().filter(|node| {
            let node = node.accesskit_node();
            is_control(node.role()) && !node.is_hidden()
        });
        let placed: Vec<_> = shown
            .map(|node| {
                (
                    node.rect(),
                    group(&node.accesskit_node()),
                    node.accesskit_node().label().unwrap_or_default(),
                )
            })
            .collect();
        for pair in placed.windows(2) {
            let [(one, of, first), (next, other, second)] = pair else { continue };
            let row = (one.center().y - next.center().y).abs() < 4.0;
            if of == other && row && next.right() <= one.left() {
                wrong.insert(format!("{}: “{first}” before “{second}”", stop.name));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}
