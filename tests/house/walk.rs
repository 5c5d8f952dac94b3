//! The way through every screen, for what must hold on all of them.

use std::collections::BTreeSet;

use bellwether::centre::washup;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use crate::stage::window::Window;
use crate::stage::{noted, rated, talks};

/// Where the walk stands.
pub struct Stop {
    /// What was pressed to come here.
    pub name: String,
}

/// A part of the walk: a window, and what is pressed in it, one after the other.
struct Part {
    name: &'static str,
    window: fn() -> Window,
    steps: &'static [Step],
}

/// One step.
enum Step {
    /// What has that name.
    Press(&'static str),
    /// The first whose name begins so.
    Begins(&'static str),
    /// A key with Ctrl.
    Ctrl(Key),
    /// A key.
    Key(Key),
}

use Step::{Begins, Ctrl, Press};

fn fresh() -> Window {
    Window::open()
}

fn sample() -> Window {
    Window::sample()
}

/// Three of a group in the middle of its run, with notes.
fn observing() -> Window {
    let mut noted = noted::running(3, |_| true, |_| {});
    noted.note(0, 30, noted::words("Names the aim"));
    noted.note(1, 90, noted::words("Decides alone, and says so"));
    noted.mark(2, 120);
    noted.window([1440.0, 900.0])
}

/// A day that is over; all ratings of the first candidate are shown.
fn over() -> Window {
    let mut record = rated::day(rated::scenario("graduate-day"), 6);
    let candidate = rated::candidates(&record)[0];
    let reason = "Everybody is here".to_owned();
    rated::act(&mut record, washup::Change::Reveal { candidate, reason });
    rated::opened(&record, [1440.0, 900.0])
}

/// A development centre that is over, with its growth.
fn developed() -> Window {
    rated::opened(&rated::day(rated::scenario("leading-and-managing"), 6), [1440.0, 900.0])
}

const PARTS: &[Part] = &[
    Part {
        name: "without a centre",
        window: fresh,
        steps: &[
            Press("New centre…"),
            Step::Key(Key::Escape),
            Ctrl(Key::K),
            Step::Key(Key::Escape),
            Step::Key(Key::F1),
            Step::Key(Key::Escape),
            Press("Design"),
            Press("Duplicate and edit"),
            Press("About the scenario"),
            Press("Decision"),
            Press("Short names"),
            Begins("Exercise 1:"),
            Begins("Exercise 2:"),
            Press("Coaching and feedback"),
        ],
    },
    Part {
        name: "sample",
        window: sample,
        steps: &[
            Press("Board"),
            Press("Whereabouts"),
            Press("Check-in"),
            Press("Forms"),
            Press("Log"),
            Press("Times"),
            Press("Acts"),
            Press("Board"),
            Press("Plan sessions…"),
            Step::Key(Key::Escape),
            Begins("You:"),
            Step::Key(Key::Escape),
            Press("Change the plan…"),
            Step::Key(Key::Escape),
            Press("Candidate’s brief"),
            Step::Key(Key::Escape),
            Press("Jump to…"),
            Step::Key(Key::Escape),
            Press("Note an incident…"),
            Press("Board"),
            Press("Fire alarm: hold every room"),
            Press("People"),
            Press("C01 · Ada Abara"),
            Press("+ Add an adjustment"),
            Press("Assessors"),
            Press("Role players"),
            Press("Rooms"),
            Press("Timetable"),
            Press("The day…"),
            Step::Key(Key::Escape),
            Press("Print…"),
            Step::Key(Key::Escape),
            Press("Design"),
            Press("Home"),
            Ctrl(Key::K),
            Step::Key(Key::Escape),
        ],
    },
    Part {
        name: "nobody is here yet",
        window: talks::planned,
        steps: &[
            Press("Start: First talk, C01 · Ada Abara"),
            Step::Key(Key::Escape),
            Press("Check-in"),
            Press("Board"),
            Press("Screen for the room"),
        ],
    },
    Part {
        name: "observing",
        window: observing,
        steps: &[Ctrl(Key::Num1), Ctrl(Key::Num2), Ctrl(Key::Num3), Ctrl(Key::Num4)],
    },
    Part {
        name: "over",
        window: over,
        steps: &[
            Press("Wash-up"),
            Press("Who is at the table"),
            Step::Key(Key::Escape),
            Press("Projector"),
            Press("Close the projector"),
            Press("Scorecards"),
            Press("Group"),
            Press("Compare"),
            Press("Teams"),
            Press("Reports"),
            Press("Feedback"),
            Press("Data"),
            Press("Privacy"),
            Press("Live"),
        ],
    },
    Part {
        name: "developed",
        window: developed,
        steps: &[Press("Scorecards"), Press("Growth"), Press("Wash-up"), Press("Reports")],
    },
];

/// The windows in which the walk begins.
pub fn windows() -> impl Iterator<Item = (&'static str, fn() -> Window)> {
    PARTS.iter().map(|part| (part.name, part.window))
}

/// Goes through every screen, and looks at each.
pub fn everywhere(mut look: impl FnMut(&Stop, &mut Window)) {
    let mut missing = Vec::new();
    for part in PARTS {
        let mut window = (part.window)();
        look(&Stop { name: part.name.to_owned() }, &mut window);
        for step in part.steps {
            let name = take(&mut window, step).unwrap_or_else(|why| {
                missing.push(format!("{}: {why}", part.name));
                "nothing".to_owned()
            });
            look(&Stop { name: format!("{}, {name}", part.name) }, &mut window);
        }
    }
    assert!(missing.is_empty(), "the way leads on no further: {missing:#?}");
}

fn take(window: &mut Window, step: &Step) -> Result<String, String> {
    match step {
        Press(name) => press(window, name, |known| known == *name),
        Begins(start) => press(window, start, |known| known.starts_with(start)),
        Ctrl(key) => {
            window.keys(Modifiers::COMMAND, *key);
            Ok(format!("Ctrl+{key:?}"))
        }
        Step::Key(key) => {
            window.key(*key);
            Ok(format!("{key:?}"))
        }
    }
}

/// Presses the first button, or else the first of anything, whose name fits.
fn press(window: &mut Window, what: &str, fits: impl Fn(&str) -> bool) -> Result<String, String> {
    let of = |node: &Node<'_>| node.accesskit_node().label().unwrap_or_default();
    let named: Vec<Node<'_>> =
        window.harness.root().children_recursive().filter(|node| fits(&of(node))).collect();
    let button = named.iter().find(|node| node.accesskit_node().role() == Role::Button);
    let Some(found) = button.or(named.first()) else {
        let all = window.harness.root().children_recursive().map(|node| of(&node));
        let all: BTreeSet<String> = all.filter(|name| !name.is_empty()).collect();
        return Err(format!("nothing is called “{what}” among {all:?}"));
    };
    found.click_accesskit();
    window.settle();
    Ok(what.to_owned())
}
