//! Tab goes through every screen in the order in which it is read, and passes nothing by.

use std::collections::BTreeSet;

use egui::accesskit::{Action, Role};
use egui::{Event, Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use crate::aloud::group;
use crate::stage::window::Window;
use crate::walk::{self, Stop};

/// What Tab came to: its number, its name, and where it is.
type Reached = (u64, String, egui::Rect, String);

fn focused(window: &Window) -> Option<Reached> {
    let found = window.harness.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.is_focused() && !node.is_root()
    });
    found.map(|node| reached(&node))
}

fn reached(node: &Node<'_>) -> Reached {
    let known = node.accesskit_node();
    let name = known.label().unwrap_or_default();
    (known.locate().0.0, name, node.rect(), group(&known))
}

/// One press of Tab before the window comes to its next frame.
fn tab(window: &mut Window, modifiers: Modifiers) {
    let (key, physical_key, pressed, repeat) = (Key::Tab, None, true, false);
    window.harness.event(Event::Key { key, physical_key, pressed, repeat, modifiers });
    window.harness.step();
}

/// All that Tab comes to until it is where it began.
fn round(window: &mut Window) -> Vec<Reached> {
    let mut stops: Vec<Reached> = Vec::new();
    for _ in 0..500 {
        tab(window, Modifiers::NONE);
        let Some(now) = focused(window) else { break };
        if stops.iter().any(|known| known.0 == now.0) {
            break;
        }
        stops.push(now);
    }
    stops
}

/// All that says that it takes the focus, where neither a dialog nor a menu lies over it: a menu is
/// walked with the arrows, and Tab leaves it.
fn takes_focus(window: &Window) -> Vec<Reached> {
    let all: Vec<Node<'_>> = window.harness.root().children_recursive().collect();
    let over = |node: &Node<'_>| matches!(node.accesskit_node().role(), Role::Dialog | Role::Menu);
    if all.iter().any(over) {
        return Vec::new();
    }
    let takes = all.iter().filter(|node| {
        let node = node.accesskit_node();
        node.data().supports_action(Action::Focus) && !node.is_disabled() && !node.is_hidden()
    });
    takes.map(reached).collect()
}

#[test]
fn tab_goes_through_every_screen_as_it_is_read_and_passes_nothing_by() {
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    walk::everywhere(|stop: &Stop, window| {
        let all = takes_focus(window);
        let names: Vec<String> = all.iter().map(|stop| stop.1.clone()).collect();
        // The same screen once more, after a dialog was closed.
        if !names.is_empty() && !seen.insert(names) {
            return;
        }
        let stops = round(window);
        if stops.is_empty() {
            wrong.insert(format!("{}: Tab leads nowhere", stop.name));
        }
        for (id, name, ..) in &all {
            if !stops.iter().any(|stop| stop.0 == *id) {
                wrong.insert(format!("{}: Tab does not come to “{name}”", stop.name));
            }
        }
        for pair in stops.windows(2) {
            let [(_, first, one, of), (_, second, next, other)] = pair else { continue };
            let row = (one.center().y - next.center().y).abs() < 4.0;
            if of == other && row && next.right() <= one.left() {
                wrong.insert(format!("{}: “{first}” before “{second}”", stop.name));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn shift_tab_goes_back_the_same_way() {
    let mut window = Window::sample();
    for _ in 0..12 {
        tab(&mut window, Modifiers::NONE);
    }
    let there: Vec<String> = (0..8).map(|_| step(&mut window, Modifiers::NONE)).collect();
    let mut back: Vec<String> = (0..8).map(|_| step(&mut window, Modifiers::SHIFT)).collect();
    back.pop();
    back.reverse();
    assert_eq!(there[..7], back[..]);
}

fn step(window: &mut Window, modifiers: Modifiers) -> String {
    tab(window, modifiers);
    focused(window).map(|stop| stop.1).unwrap_or_default()
}
