//! What went wrong or came about by itself, in a corner, until it is read.

use egui::Ui;
use jiff::Timestamp;

use super::rail;
use super::theme::Palette;
use super::widgets::{aloud, buttons, cards};

/// How long good news stays, in seconds. Bad news stays until it is put away.
const GOOD_NEWS_SECS: i32 = 8;

/// So many pieces of good, and of bad news are in view: what lies below is needed too.
const GOOD: usize = 2;
const BAD: usize = 4;

/// One message.
#[derive(Debug, Clone, PartialEq)]
struct Toast {
    words: String,
    bad: bool,
    since: Timestamp,
    /// While the clock of a rehearsal is held, in seconds of the screen.
    held_since: Option<f64>,
}

/// The messages that are shown.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    /// The speed of a rehearsal, at which words should stay no shorter; zero otherwise.
    speed: u8,
}

impl Toasts {
    /// Something came about that is good to know.
    pub fn good(&mut self, words: impl Into<String>, now: Timestamp) {
        self.push(words.into(), false, now);
    }

    /// Something went wrong.
    pub fn bad(&mut self, words: impl Into<String>, now: Timestamp) {
        self.push(words.into(), true, now);
    }

    fn push(&mut self, words: String, bad: bool, since: Timestamp) {
        self.shown.retain(|known| known.words != words);
        self.shown.push(Toast { words, bad, since, held_since: None });
        let many = self.shown.iter().filter(|toast| toast.bad == bad).count();
        let oldest = self.shown.iter().position(|toast| toast.bad == bad);
        if many > if bad { BAD } else { GOOD }
            && let Some(oldest) = oldest
        {
            self.shown.remove(oldest);
        }
    }

    /// Another clock counts from now on, or the same at another speed.
    pub fn go_by(&mut self, speed: u8, now: Timestamp) {
        self.speed = speed;
        for toast in &mut self.shown {
            toast.since = now;
        }
    }

    fn stay(&self) -> jiff::SignedDuration {
        jiff::SignedDuration::from_secs(i64::from(GOOD_NEWS_SECS) * i64::from(self.speed.max(1)))
    }

    /// When the next message goes by itself.
    pub fn next_change(&self) -> Option<Timestamp> {
        let good = self.shown.iter().filter(|toast| !toast.bad);
        let stay = self.stay();
        good.map(|toast| crate::time::shifted(toast.since, stay)).min()
    }

    /// Draws them above everything, in the corner at the foot; where somebody types at the foot, over
    /// the name of the stage, which the rail says too: clocks and what is rated stay in view. A held
    /// clock lets nothing go by: then what is read is counted on the screen's.
    pub fn ui(&mut self, ui: &Ui, typing_below: bool, (now, held): (Timestamp, bool)) {
        let stay = self.stay();
        let screen = ui.input(|input| input.time);
        self.shown.retain_mut(|toast| {
            toast.held_since = held.then(|| toast.held_since.unwrap_or(screen));
            let held =
                toast.held_since.is_some_and(|since| screen - since >= f64::from(GOOD_NEWS_SECS));
            toast.bad || !(held || now.duration_since(toast.since) >= stay)
        });
        if self.shown.is_empty() {
            return;
        }
        let palette = Palette::of(ui.ctx());
        let mut put_away = None;
        let (corner, from) = if typing_below {
            (egui::Align2::LEFT_TOP, [rail::WIDTH + 8.0, 4.0])
        } else {
            (egui::Align2::RIGHT_BOTTOM, [-16.0, -16.0])
        };
        egui::Area::new(egui::Id::unique("toasts"))
            .anchor(corner, from)
            .order(egui::Order::Foreground)
            .show(ui.ctx(), |ui| {
                ui.set_max_width(420.0);
                // Over the name of the stage there is room for one: the newest, then those before it.
                let first = if typing_below { self.shown.len().saturating_sub(1) } else { 0 };
                for (place, toast) in self.shown.iter().enumerate().skip(first) {
                    let edge = if toast.bad { palette.red } else { palette.accent };
                    let frame = cards::card(palette).stroke(egui::Stroke::new(1.5, edge));
                    frame.show(ui, |ui| {
                        ui.set_width(390.0);
                        ui.horizontal(|ui| {
                            ui.allocate_ui(egui::vec2(330.0, 20.0), |ui| {
                                ui.set_width(330.0);
                                let label = egui::Label::new(&toast.words).wrap();
                                let said = ui.add(label);
                                aloud::read_out(&said, toast.bad);
                            });
                            let ok = buttons::quiet(ui, "OK");
                            if ok.accessible_name(format!("OK: {}", toast.words)).clicked() {
                                put_away = Some(place);
                            }
                        });
                    });
                }
            });
        if let Some(place) = put_away {
            self.shown.remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(toasts: &mut Toasts, screen: f64, now: Timestamp, held: bool) -> usize {
        let ctx = egui::Context::default();
        let input = egui::RawInput { time: Some(screen), ..egui::RawInput::default() };
        let mut painted = ctx.run_ui(input, |ui| toasts.ui(ui, false, (now, held)));
        painted.textures_delta.clear();
        toasts.shown.len()
    }

    #[test]
    fn of_many_messages_the_newest_are_in_view_and_good_news_hides_no_bad_news() {
        let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let mut toasts = Toasts::default();
        toasts.bad("Not kept", now);
        for room in 1..9 {
            toasts.good(format!("Room {room}: time is up."), now);
        }
        let words: Vec<_> = toasts.shown.iter().map(|toast| toast.words.as_str()).collect();
        assert_eq!(words, ["Not kept", "Room 7: time is up.", "Room 8: time is up."]);
    }

    #[test]
    fn good_news_goes_by_itself_also_while_the_clock_of_a_rehearsal_is_held() {
        let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let mut toasts = Toasts::default();
        toasts.good("Kept", now);
        toasts.bad("Not kept", now);
        assert_eq!(draws(&mut toasts, 100.0, now, true), 2);
        assert_eq!(draws(&mut toasts, 107.0, now, true), 2);
        assert_eq!(draws(&mut toasts, 108.5, now, true), 1, "bad news stays until it is read");
        toasts.good("Kept again", now);
        assert_eq!(draws(&mut toasts, 120.0, now, false), 2);
        let later = crate::time::shifted(now, jiff::SignedDuration::from_secs(8));
        assert_eq!(draws(&mut toasts, 121.0, later, false), 1);
    }
}
