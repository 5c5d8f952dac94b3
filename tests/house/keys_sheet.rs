//! The sheet of keys tells the truth: every key of a command does something, or says why not.

use bellwether::ui::command::Command;
use bellwether::ui::screens::live::view::View;
use bellwether::ui::screens::observe::steps::Step;
use bellwether::ui::screens::people::list::List;
use bellwether::ui::screens::reports::view::ReportsView;
use bellwether::ui::stage::Stage;
use egui_kittest::kittest::NodeT as _;

use crate::stage::window::Window;
use crate::stage::{noted, planned_window};

/// All that is seen and heard.
fn shown(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    let said = nodes.map(|node| {
        let node = node.accesskit_node();
        let (role, name, words) = (node.role(), node.label(), node.value());
        let at = (node.is_focused(), node.toggled(), node.raw_bounds());
        format!("{role:?} {name:?} {words:?} {at:?}")
    });
    let zoom = window.harness.ctx.zoom_factor();
    said.chain([format!("{zoom}")]).collect()
}

/// A window in which the key of the command can be pressed.
fn window_for(command: Command) -> Window {
    let mut window = match command {
        Command::ObserveStep(_) => {
            let mut noted = noted::running(3, |_| true, |_| {});
            noted.note(0, 30, noted::words("Names the aim"));
            noted.window([1440.0, 900.0])
        }
        Command::MakeTimetable | Command::PinSession => planned_window::twelve(),
        _ => Window::sample(),
    };
    // A file dialog is answered, so that something comes of it.
    window.dialogs.choose(window.path("a.centre.ron"));
    let stage = match command {
        Command::Go(Stage::Home) => Stage::Live,
        _ => command.only_on().unwrap_or(Stage::Home),
    };
    if !matches!(command, Command::ObserveStep(_)) {
        window.press(stage.name());
    }
    // What is shown already cannot be gone to.
    let other = match command {
        Command::LiveView(View::Board) => Some("Log"),
        Command::PeopleList(List::Candidates) => Some("Assessors"),
        Command::ReportsView(view) if ReportsView::ALL.first() == Some(&view) => Some("Data"),
        Command::ObserveStep(step) if Step::ALL.first() == Some(&step) => Some("3 Rate"),
        Command::ZoomReset => {
            window.keys(egui::Modifiers::COMMAND, egui::Key::Plus);
            None
        }
        _ => None,
    };
    if let Some(other) = other {
        let button = window.harness.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            let name = node.label().unwrap_or_default();
            node.role() == egui::accesskit::Role::Button && name.starts_with(other)
        });
        button.unwrap().click_accesskit();
        window.settle();
    }
    window
}

#[test]
fn every_key_of_a_command_does_something_or_says_why_not() {
    let mut idle = Vec::new();
    for command in Command::ALL.iter().copied().filter(|command| *command != Command::Quit) {
        let Some(shortcut) = command.shortcut() else { continue };
        let mut window = window_for(command);
        let before = shown(&window);
        window.keys(shortcut.modifiers, shortcut.logical_key);
        if shown(&window) == before {
            idle.push(command.name());
        }
    }
    assert!(idle.is_empty(), "nothing comes of: {idle:?}");
}
