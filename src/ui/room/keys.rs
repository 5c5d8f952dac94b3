//! What is pressed in a room's window.

use egui::{Event, InputState, Key, PointerButton};

/// After so many seconds without a press, a key is pressed anew, even where its release was never
/// heard; one that is kept down repeats sooner.
const ANEW: f64 = 1.2;

/// When each key was last seen pressed.
#[derive(Debug, Default)]
pub struct Keys {
    full: Last,
    back: Last,
}

impl Keys {
    /// Whether the window is to fill the screen from now on, where somebody asks: F11 and a double
    /// click fill it or give it back, Esc gives it back.
    pub fn fills(&mut self, input: &InputState) -> Option<bool> {
        let full = input.viewport().fullscreen.unwrap_or(false);
        let to_and_fro = self.full.is_pressed(presses(input, Key::F11), input.time);
        let back = self.back.is_pressed(presses(input, Key::Escape), input.time);
        let twice = input.pointer.button_double_clicked(PointerButton::Primary);
        (to_and_fro || twice || (back && full)).then_some(!full)
    }
}

/// The presses of a key in this frame: whether each is said to be a repetition.
fn presses(input: &InputState, wanted: Key) -> impl Iterator<Item = bool> {
    input.events.iter().filter_map(move |event| match event {
        Event::Key { key, pressed: true, repeat, .. } if *key == wanted => Some(*repeat),
        _ => None,
    })
}

#[derive(Debug, Default)]
struct Last(Option<f64>);

impl Last {
    /// Whether somebody pressed the key now. A key that is kept down counts once, or the window
    /// would go to and fro. Where a release is lost, the next press is said to be a repetition: so
    /// what counts is also how long ago the last one was.
    fn is_pressed(&mut self, presses: impl Iterator<Item = bool>, now: f64) -> bool {
        let mut pressed = false;
        for repeat in presses {
            pressed |= !repeat || self.0.is_none_or(|last| now - last > ANEW);
            self.0 = Some(now);
        }
        pressed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &mut Last, repeat: bool, now: f64) -> bool {
        key.is_pressed([repeat].into_iter(), now)
    }

    #[test]
    fn a_key_that_is_kept_down_counts_once() {
        let mut key = Last::default();
        assert!(press(&mut key, false, 0.0));
        assert!(!press(&mut key, true, 0.66), "the first repetition");
        for tick in 1..100 {
            assert!(!press(&mut key, true, 0.66 + 0.04 * f64::from(tick)));
        }
        assert!(press(&mut key, false, 6.0), "let go, and pressed again");
    }

    #[test]
    fn a_key_counts_again_where_its_release_was_never_heard() {
        let mut key = Last::default();
        assert!(press(&mut key, false, 0.0));
        assert!(press(&mut key, true, 3.0));
        assert!(!press(&mut key, true, 3.7));
    }

    #[test]
    fn two_presses_in_one_frame_are_one_wish() {
        let mut key = Last::default();
        assert!(key.is_pressed([false, true].into_iter(), 1.0));
        assert!(!key.is_pressed(std::iter::empty(), 1.1));
    }
}
