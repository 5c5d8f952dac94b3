//! The strokes of a frame, put in order before the line of notes reads them: a slow frame holds
//! several, and none may be lost or land in the wrong note.

use egui::{Event, Id, Key, Ui};

/// What follows Enter waits for the next frame, for it belongs to the next note: a line that was
/// entered reads no further.
pub(super) fn one_line_a_frame(ui: &Ui, line: Id) {
    let waited: Option<Vec<Event>> = ui.data_mut(|data| data.remove_temp(line));
    let enters = |event: &Event| {
        matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. }
            if modifiers.is_none())
    };
    let rest = ui.input_mut(|input| {
        let mut events = waited.unwrap_or_default();
        events.append(&mut input.events);
        let rest = events.iter().position(enters).map(|at| events.split_off(at + 1));
        input.events = events;
        rest.unwrap_or_default()
    });
    if !rest.is_empty() {
        ui.data_mut(|data| data.insert_temp(line, rest));
        ui.request_repaint_after(std::time::Duration::ZERO);
    }
}

/// The digits that are pressed with Alt in this frame. What the same stroke would have typed is
/// taken out, so that it never lands in the line.
pub(super) fn digits_with_alt(ui: &Ui) -> Vec<usize> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    let digit = |event: &Event| match event {
        Event::Key { key, pressed: true, modifiers, .. }
            if modifiers.alt && !modifiers.ctrl && !modifiers.command =>
        {
            DIGITS.iter().position(|known| known == key)
        }
        _ => None,
    };
    ui.input_mut(|input| {
        let mut found = Vec::new();
        let mut left = Vec::with_capacity(input.events.len());
        let mut typed = false;
        for event in input.events.drain(..) {
            if let Some(digit) = digit(&event) {
                found.push(digit);
                typed = true;
            } else if typed && matches!(&event, Event::Text(text) if text.chars().count() == 1) {
                typed = false;
            } else {
                typed = false;
                left.push(event);
            }
        }
        input.events = left;
        found
    })
}
