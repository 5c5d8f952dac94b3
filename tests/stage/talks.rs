//! A small centre of talks, made through the window as a person makes it.

use super::window::Window;

/// A new centre with two candidates and two assessors.
pub fn with_people() -> Window {
    let mut window = Window::open();
    window.press("New centre from Feedback conversation");
    window.fill("What it is called", "Spring day");
    window.press("Make the centre");
    for (code, name) in [("C01", "Ada Abara"), ("C02", "Ελένη Νικολάου")] {
        window.enter(&format!("Add a candidate as {code}: type a name, then Enter"), name);
    }
    window.press("Assessors");
    for name in ["R. Castellan", "T. Ojo"] {
        window.enter("Add an assessor: type a name, then Enter", name);
    }
    window
}

/// The same with one session of the first exercise for each candidate; nobody is here yet.
pub fn planned() -> Window {
    let mut window = with_people();
    window.press("Live");
    window.press("Plan sessions…");
    window.press("Plan 2 sessions");
    window
}

/// The same with the first session running in its conversation.
pub fn running() -> Window {
    let mut window = planned();
    window.press("Start: First talk, C01 · Ada Abara");
    window.press("Record consent and begin");
    for minutes in [2, 15] {
        window.clock.move_on(minutes * 60);
        window.press("Next phase: First talk, C01 · Ada Abara");
    }
    window
}

pub fn observing() -> Window {
    let mut window = running();
    window.press("Observe");
    window.press("R. Castellan");
    window
}
