//! What a screen reader says: every control of every screen has a name that makes sense alone.

use std::collections::BTreeMap;

use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _};

use crate::stage::talks;
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
        let shown = is_control(node.role()) && !node.is_hidden() && !is_frame(&node);
        shown.then(|| (node.role(), node.label().unwrap_or_default(), group(&node)))
    });
    controls.collect()
}

/// Of the frame that egui draws around the window of a room or of the projector, which the system
/// draws outside of tests.
fn is_frame(node: &AccessKitNode<'_>) -> bool {
    let frame = node.role() == Role::Unknown || node.label().as_deref() == Some("Hide");
    let window = |node: &AccessKitNode<'_>| node.role() == Role::Window && !node.is_root();
    frame && std::iter::successors(node.parent(), AccessKitNode::parent).any(|node| window(&node))
}

/// The pane or window in which a node stands.
pub fn group(node: &AccessKitNode<'_>) -> String {
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
const BARE: [&str; 16] = [
    "edit", "remove", "delete", "more", "add", "open", "change", "up", "down", "show", "hide",
    "ok", "go", "set", "earlier", "later",
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
fn rows_and_columns_are_read_from_left_to_right() {
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
        // Columns too, however much they hold.
        let panes = all.iter().filter(|node| node.accesskit_node().role() == Role::Pane);
        let panes: Vec<String> =
            panes.map(|node| node.accesskit_node().label().unwrap_or_default()).collect();
        let at = |name: &str| panes.iter().position(|pane| pane == name);
        if !["Stages", "Top", "List", "Middle", "Side"].map(at).iter().flatten().is_sorted() {
            wrong.insert(format!("{}: {panes:?}", stop.name));
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What has a role that says that there is something, and so needs a name.
fn wants_a_name(role: Role) -> bool {
    is_control(role)
        || matches!(
            role,
            Role::Dialog
                | Role::Group
                | Role::Heading
                | Role::Image
                | Role::ListBox
                | Role::ListBoxOption
                | Role::Menu
                | Role::Pane
                | Role::ProgressIndicator
                | Role::RadioGroup
                | Role::Window
        )
}

#[test]
fn whatever_is_said_to_be_there_has_a_role_a_name_and_a_value() {
    let mut wrong = std::collections::BTreeSet::new();
    walk::everywhere(|stop: &Stop, window| {
        for node in window.harness.root().children_recursive() {
            let node = node.accesskit_node();
            if node.is_hidden() || is_frame(&node) {
                continue;
            }
            let role = node.role();
            let name = node.label().unwrap_or_default();
            let mut say = |what: &str| {
                wrong.insert(format!("{}: {role:?} “{name}” {what}", stop.name));
            };
            if role == Role::Unknown {
                say("has no role");
            }
            if wants_a_name(role) && name.trim().is_empty() {
                say("has no name");
            }
            if role == Role::Label && node.value().is_none_or(|words| words.trim().is_empty()) {
                say("says nothing");
            }
            let bar = matches!(role, Role::ProgressIndicator | Role::Slider);
            if bar && node.numeric_value().is_none() {
                say("has no value");
            }
            if role == Role::ComboBox && node.data().is_expanded().is_none() {
                say("does not say whether it is open");
            }
        }
        let window = window.harness.root();
        assert_eq!(window.accesskit_node().label().as_deref(), Some("Bellwether"));
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is read out by itself, as it stands.
fn read_out(window: &Window) -> Vec<(Live, String)> {
    let nodes = window.harness.root().children_recursive();
    let live = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let own = node.data().live().filter(|live| *live != Live::Off)?;
        Some((own, node.label().or(node.value()).unwrap_or_default()))
    });
    live.collect()
}

#[test]
fn clocks_run_on_without_a_word() {
    let mut wrong = std::collections::BTreeSet::new();
    walk::everywhere(|stop: &Stop, window| {
        let before = read_out(window);
        window.clock.move_on(1);
        window.settle();
        let chatter = read_out(window).into_iter().filter(|said| !before.contains(said));
        wrong.extend(chatter.map(|(_, said)| format!("{}: “{said}”", stop.name)));
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn refusals_and_messages_are_read_out_and_bad_news_at_once() {
    let mut window = talks::with_people();
    assert_eq!(read_out(&window), []);
    window.enter("Add an assessor: type a name, then Enter", "T. Ojo");
    let refused = read_out(&window);
    let said = "T. Ojo is on the list already.";
    assert!(
        matches!(refused.as_slice(), [(Live::Polite, words)] if words.starts_with(said)),
        "beside the field: {refused:?}"
    );
    window.key(egui::Key::Escape);
    window.press("Live");
    window.keys(egui::Modifiers::COMMAND, egui::Key::Z);
    let undone = read_out(&window);
    assert!(
        matches!(undone.as_slice(), [(Live::Polite, said)] if said.starts_with("Undone:")),
        "{undone:?}"
    );
    let gone = window.path("gone.centre.ron");
    window.dialogs.choose(gone);
    window.keys(egui::Modifiers::COMMAND, egui::Key::O);
    window.settle();
    let all = read_out(&window);
    assert!(all.iter().any(|(live, _)| *live == Live::Assertive), "{all:?}");
}
