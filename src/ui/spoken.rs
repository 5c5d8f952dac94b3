//! What follows from the rest of what is shown, so that no screen has to say it: a window is called
//! by its title, a dialog or a tip by its first words, a menu by its button; what unfolds says
//! whether it has; words that are none are not read.

use std::collections::BTreeMap;

use egui::accesskit::{Node, NodeId, Role, TreeUpdate};

/// What is added to a node.
#[derive(Default)]
struct Said {
    name: Option<String>,
    unfolded: Option<bool>,
}

/// Completes the tree of a window with that title.
pub(super) fn complete(update: &mut TreeUpdate, title: &str) {
    let mut said: BTreeMap<NodeId, Said> = BTreeMap::new();
    let nodes: BTreeMap<NodeId, &Node> =
        update.nodes.iter().map(|(id, node)| (*id, node)).collect();
    for (id, node) in &nodes {
        if matches!(node.role(), Role::Dialog | Role::Tooltip) && node.label().is_none() {
            said.entry(*id).or_default().name = first_words(*id, &nodes);
        }
        let children = node.children().iter();
        let menu = children
            .copied()
            .find(|child| nodes.get(child).is_some_and(|child| unfolds(child.role())));
        if node.role() == Role::ComboBox || menu.is_some() {
            said.entry(*id).or_default().unfolded = Some(menu.is_some());
        }
        if let Some((menu, name)) = menu.zip(node.label()) {
            said.entry(menu).or_default().name = Some(name.to_owned());
        }
    }
    if let Some(tree) = &update.tree {
        said.entry(tree.root).or_default().name = Some(title.to_owned());
    }
    for (id, node) in &mut update.nodes {
        if is_empty_label(node) {
            node.set_hidden();
        }
        let Some(Said { name, unfolded }) = said.remove(id) else { continue };
        if let Some(name) = name.filter(|_| node.label().is_none()) {
            node.set_label(name);
        }
        if let Some(unfolded) = unfolded {
            node.set_expanded(unfolded);
        }
    }
}

/// Whether it is what a button unfolds.
fn unfolds(role: Role) -> bool {
    matches!(role, Role::Menu | Role::ListBox)
}

fn is_empty_label(node: &Node) -> bool {
    let says = |words: Option<&str>| words.is_some_and(|words| !words.trim().is_empty());
    node.role() == Role::Label && !says(node.value()) && !says(node.label())
}

/// The first words within a node.
fn first_words(within: NodeId, nodes: &BTreeMap<NodeId, &Node>) -> Option<String> {
    let mut waiting = vec![within];
    while let Some(node) = waiting.pop().and_then(|id| nodes.get(&id)) {
        let words = match node.role() {
            Role::Heading => node.label(),
            Role::Label => node.value(),
            _ => None,
        };
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            return Some(words.to_owned());
        }
        waiting.extend(node.children().iter().rev());
    }
    None
}
