//! Keys in their turn: a slow frame holds several presses, and what one of them means can hang on
//! what the one before it did. So a frame takes no more than one press that decides something;
//! the others wait, in their order, for the frames that follow. None is lost, and none is taken
//! for something else. A button of the mouse ends its frame, pressed or let go: egui knows one
//! place of the pointer a frame, and takes all presses of the frame to be there.

use egui::{Event, Key, RawInput};

/// What waits for its turn.
#[derive(Debug, Default)]
pub(super) struct Turns {
    waiting: Vec<Event>,
    /// The last press may have led the keys elsewhere: who has them is known a frame later.
    settling: bool,
    /// The last press may have brought up what Tab is to come to: that is read a frame later.
    acted: bool,
}

impl Turns {
    /// Leaves in `raw` what belongs to one frame; while somebody is `typing`, letters go on
    /// together, and only keys that may lead out of the field decide something.
    pub(super) fn take(&mut self, typing: bool, raw: &mut RawInput) {
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut raw.events);
        let acted = std::mem::take(&mut self.acted);
        let tabs = events.iter().find(|event| decides(event, typing)).is_some_and(is_tab);
        if std::mem::take(&mut self.settling) || (acted && tabs) {
            self.waiting = events;
            return;
        }
        self.waiting = events.split_off(first_turn(&events, typing));
        self.settling = events.iter().any(leads_on);
        self.acted = events.iter().any(|event| decides(event, typing) || lets_go(event));
        raw.events = events;
    }

    /// The press of this frame leads the keys elsewhere: to what a command opens.
    pub(super) fn lead_on(&mut self) {
        self.settling = true;
    }

    /// Whether another frame is wanted.
    pub(super) fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// How many of the events belong to the first turn.
fn first_turn(events: &[Event], typing: bool) -> usize {
    let pointer = events.iter().position(|event| matches!(event, Event::PointerButton { .. }));
    let pointer = pointer.map_or(events.len(), |place| place + 1);
    pointer.min(first_key_turn(events, typing))
}

fn first_key_turn(events: &[Event], typing: bool) -> usize {
    let Some(first) = events.iter().position(|event| decides(event, typing)) else {
        return events.len();
    };
    // What was typed before a key belongs to what the key does: it is in the field by then.
    if typing && events.iter().take(first).any(types) {
        return first;
    }
    let mut after_key = events.get(first).is_some_and(may_type);
    for (place, event) in events.iter().enumerate().skip(first + 1) {
        match event {
            // The letter that the same press would type.
            Event::Text(_) if after_key => after_key = false,
            _ if begins_another(event, events.get(first)) => return place,
            Event::Key { pressed, .. } => after_key = *pressed,
            _ => {}
        }
    }
    events.len()
}

/// Whether the event changes what stands in a field.
fn types(event: &Event) -> bool {
    let erases =
        matches!(event, Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. });
    erases || matches!(event, Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_))
}

/// Whether a letter may come with the press: none does with one that is held with Ctrl.
fn may_type(event: &Event) -> bool {
    let Event::Key { modifiers, .. } = event else { return true };
    !(modifiers.ctrl || modifiers.command) || modifiers.alt
}

/// Whether the press may lead the keys elsewhere.
fn leads_on(event: &Event) -> bool {
    let Event::Key { key, pressed: true, .. } = event else { return false };
    matches!(key, Key::Tab | Key::Enter | Key::Escape | Key::Space)
}

fn is_tab(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Tab, pressed: true, .. })
}

/// Whether a button of the mouse is let go: only then it does what it does.
fn lets_go(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: false, .. })
}

/// Whether what follows the event hangs on what it did.
fn decides(event: &Event, typing: bool) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let leads_out = matches!(
        key,
        Key::Enter
            | Key::Tab
            | Key::Escape
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::PageUp
            | Key::PageDown
    );
    !typing || leads_out || modifiers.command || modifiers.ctrl
}

/// Whether the event is a press of its own. A key that is held down goes on with its press.
fn begins_another(event: &Event, first: Option<&Event>) -> bool {
    match event {
        Event::Key { key, pressed: true, repeat, .. } => {
            let held = matches!(first, Some(Event::Key { key: before, .. }) if before == key);
            !(held && *repeat)
        }
        // What is held with a press holds until its frame is over.
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::ModifiersChanged(_) => true,
        Event::PointerButton { pressed, .. } => *pressed,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key) -> Event {
        press(key, false, Modifiers::NONE)
    }

    fn press(key: Key, repeat: bool, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat, modifiers }
    }

    fn up(key: Key) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// The events of each frame, when all of them came with the first one.
    fn frames(events: &[Event], typing: bool) -> Vec<Vec<Event>> {
        let mut turns = Turns::default();
        let mut raw = RawInput { events: events.to_vec(), ..RawInput::default() };
        let mut frames = Vec::new();
        loop {
            turns.take(typing, &mut raw);
            frames.push(std::mem::take(&mut raw.events));
            if !turns.waits() {
                frames.retain(|events| !events.is_empty());
                return frames;
            }
        }
    }

    #[test]
    fn each_press_has_a_frame_of_its_own_with_the_letter_that_it_types() {
        let all = [key(Key::Num3), text("3"), up(Key::Num3), key(Key::Enter), key(Key::ArrowDown)];
        let each = frames(&all, false);
        assert_eq!(each.len(), 3);
        assert_eq!(each[0], all[..3]);
        assert_eq!(each.concat(), all, "none is lost, and none goes before another");
    }

    #[test]
    fn letters_that_are_typed_go_on_together_until_a_key_leads_out_of_the_field() {
        let all =
            [key(Key::A), text("a"), key(Key::B), text("b"), key(Key::Tab), key(Key::C), text("c")];
        let each = frames(&all, true);
        assert_eq!(each.iter().map(Vec::len).collect::<Vec<_>>(), [4, 1, 2]);
        assert_eq!(frames(&[text("one"), text("two")], true).len(), 1);
    }

    #[test]
    fn what_is_typed_after_enter_waits_though_no_key_comes_with_it() {
        let each = frames(&[text("one"), key(Key::Enter), up(Key::Enter), text("two")], true);
        assert_eq!(each.len(), 3);
        assert_eq!(each[2], [text("two")]);
    }

    #[test]
    fn after_a_key_that_leads_on_a_frame_goes_by_before_the_next_press() {
        let mut turns = Turns::default();
        let mut raw = RawInput { events: vec![key(Key::Tab)], ..RawInput::default() };
        turns.take(false, &mut raw);
        assert_eq!(raw.events, [key(Key::Tab)]);
        raw.events = vec![key(Key::Num2)];
        turns.take(false, &mut raw);
        assert!(raw.events.is_empty() && turns.waits(), "whoever has the keys is told first");
        turns.take(false, &mut raw);
        assert_eq!(raw.events, [key(Key::Num2)]);
        raw.events = vec![key(Key::ArrowDown)];
        turns.take(false, &mut raw);
        assert_eq!(raw.events, [key(Key::ArrowDown)], "a level leads nowhere");
    }

    #[test]
    fn what_is_typed_after_a_command_waits_until_what_it_opens_has_the_keys() {
        let opens = press(Key::K, false, Modifiers::COMMAND);
        let mut turns = Turns::default();
        let events = vec![opens.clone(), text("f"), text("i")];
        let mut raw = RawInput { events, ..RawInput::default() };
        turns.take(false, &mut raw);
        assert_eq!(raw.events, [opens], "no letter comes with Ctrl");
        turns.lead_on();
        raw.events = vec![text("re")];
        turns.take(false, &mut raw);
        assert!(raw.events.is_empty() && turns.waits());
        turns.take(true, &mut raw);
        assert_eq!(raw.events, [text("f"), text("i"), text("re")]);
    }

    #[test]
    fn tab_comes_to_what_the_press_before_it_brought_up() {
        for acts in [key(Key::Num4), button([5.0, 5.0], false)] {
            let mut turns = Turns::default();
            let mut raw = RawInput { events: vec![acts.clone()], ..RawInput::default() };
            turns.take(false, &mut raw);
            assert_eq!(raw.events, [acts]);
            raw.events = vec![key(Key::Tab)];
            turns.take(false, &mut raw);
            assert!(raw.events.is_empty() && turns.waits(), "it is drawn first");
            turns.take(false, &mut raw);
            assert_eq!(raw.events, [key(Key::Tab)]);
        }
    }

    #[test]
    fn a_tag_is_whole_before_tab_takes_it() {
        let each = frames(&[text("#inc"), text("l"), key(Key::Tab), key(Key::Enter)], true);
        assert_eq!(
            each,
            [vec![text("#inc"), text("l")], vec![key(Key::Tab)], vec![key(Key::Enter)]]
        );
    }

    #[test]
    fn a_key_that_is_held_down_does_not_run_on_after_it_is_let_go() {
        let held = |key| press(key, true, Modifiers::NONE);
        let all = [key(Key::ArrowDown), held(Key::ArrowDown), held(Key::ArrowDown)];
        assert_eq!(frames(&all, false).len(), 1);
        let other = [key(Key::ArrowDown), held(Key::ArrowUp)];
        assert_eq!(frames(&other, false).len(), 2);
    }

    #[test]
    fn what_is_held_with_a_press_is_not_let_go_within_its_frame() {
        let ctrl = Event::ModifiersChanged(Modifiers::COMMAND);
        let none = Event::ModifiersChanged(Modifiers::NONE);
        let two = press(Key::Num2, false, Modifiers::COMMAND);
        let each = frames(&[ctrl.clone(), two.clone(), none.clone(), key(Key::Num4)], true);
        assert_eq!(each, [vec![ctrl, two], vec![none, key(Key::Num4)]]);
    }

    fn button(pos: [f32; 2], pressed: bool) -> Event {
        let modifiers = Modifiers::NONE;
        Event::PointerButton {
            pos: pos.into(),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers,
        }
    }

    #[test]
    fn the_pointer_is_pressed_after_the_key_that_came_before_it() {
        let press = button([0.0, 0.0], true);
        let each = frames(&[key(Key::Num4), press.clone()], false);
        assert_eq!(each[1], [press]);
    }

    #[test]
    fn two_presses_of_the_mouse_that_come_together_each_have_their_place() {
        let (one, other) = ([10.0, 10.0], [90.0, 90.0]);
        let moved = |to: [f32; 2]| Event::PointerMoved(to.into());
        let all = [
            moved(one),
            button(one, true),
            button(one, false),
            moved(other),
            button(other, true),
            button(other, false),
        ];
        for typing in [false, true] {
            let each = frames(&all, typing);
            assert_eq!(each.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 2, 1]);
            assert_eq!(each.concat(), all);
        }
    }
}
