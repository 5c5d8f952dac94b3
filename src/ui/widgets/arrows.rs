//! Arrows that belong to what has the focus.

use egui::{Event, EventFilter, FocusDirection, Id, Ui};

/// The arrows up and down.
pub const VERTICAL: EventFilter =
    EventFilter { vertical_arrows: true, horizontal_arrows: false, tab: false, escape: false };

/// The arrows to the left and right.
pub const HORIZONTAL: EventFilter =
    EventFilter { vertical_arrows: false, horizontal_arrows: true, tab: false, escape: false };

/// All four.
pub const ALL: EventFilter = EventFilter { vertical_arrows: true, ..HORIZONTAL };

/// While the widget of that id has the focus, these arrows are its own and lead egui nowhere; also
/// in the very frame after it got the focus, in which egui knows nothing of that yet.
pub fn own(ui: &Ui, id: Id, arrows: EventFilter) {
    let arrow =
        |event: &Event| matches!(event, Event::Key { pressed: true, .. }) && arrows.matches(event);
    let pressed = ui.input(|input| input.events.iter().any(arrow));
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(id, arrows);
        if pressed && memory.has_focus(id) {
            memory.move_focus(FocusDirection::None);
        }
    });
}
