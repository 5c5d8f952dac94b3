//! A window that is small, or whose content is twice as large: nothing is squeezed, and what has
//! the focus is in view.

use std::sync::Arc;

use bellwether::ui::Start;
use egui::Rect;
use egui_kittest::kittest::Queryable as _;

use crate::stage::window::Window;

/// What 1440 by 900 pixels hold at 200 %.
const SIZE: [f32; 2] = [720.0, 450.0];

fn small() -> Window {
    let start = Start { sample: true, ..Start::default() };
    Window::open_with(start, Arc::new(tempfile::tempdir().unwrap()), SIZE)
}

/// Where it is once it has the focus.
fn focused(window: &mut Window, name: &str) -> Rect {
    window.harness.get_by_label(name).focus();
    window.settle();
    window.harness.get_by_label(name).rect()
}

#[test]
fn what_gains_the_focus_at_200_percent_is_brought_into_view() {
    let mut window = small();
    let view = Rect::from_min_size(egui::Pos2::ZERO, SIZE.into());
    let controls = [
        ("Reports", "Development plan"),
        ("Timetable", "Set aside to compare"),
        ("Scorecards", "Export report…"),
        ("Live", "Plan sessions…"),
        ("Live", "Reports"),
        ("People", "Bring in a list…"),
    ];
    for (stage, control) in controls {
        window.press(stage);
        let rect = focused(&mut window, control);
        assert!(view.contains_rect(rect), "{stage}: {control} at {rect:?}");
    }
}

#[test]
fn at_200_percent_a_list_keeps_the_width_that_it_needs() {
    let mut window = small();
    window.press("Reports");
    let write = window.harness.get_all_by_label_contains("Write ").next().unwrap().rect();
    assert!(write.width() > 120.0, "{write:?}");
    window.press("Timetable");
    let print = window.harness.get_by_label("Print…").rect();
    let column = window.harness.get_by_label("Set aside to compare").rect();
    assert!(print.right() < column.left(), "{print:?} beside {column:?}");
}
