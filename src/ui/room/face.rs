//! What a room's screen shows: one number that can be read at ten metres; the rest whispers.

use std::sync::Arc;

use egui::{Align2, FontId, Pos2, Rect, Sense, Ui, Vec2};
use jiff::{SignedDuration, Timestamp};

use crate::time::Length;
use crate::ui::theme;
use crate::words;

/// For how long after it was due a warning stands below the figures.
const STANDS: SignedDuration = SignedDuration::from_secs(30);

/// Where the middle of a text is, and how high it may be, as shares of the height of the screen.
const HEADING: (f32, f32) = (0.16, 0.2);
const IDLE: (f32, f32) = (0.45, 0.4);
const BELOW: (f32, f32) = (0.805, 0.17);
const FOOT: (f32, f32) = (0.93, 0.07);

/// By how much a long text is made smaller, until it fits.
const SMALLER: [f32; 4] = [1.0, 0.8, 0.64, 0.5];
const SMALLEST: f32 = 0.4;

/// What the room sees. It counts on by itself, also while the main window is hidden.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Face {
    /// Exercise and phase.
    pub heading: String,
    /// The clock, when one has begun.
    pub clock: Option<FaceClock>,
    /// Shown instead of the clock when none has begun.
    pub idle: String,
    /// What the facilitator says.
    pub message: Option<String>,
    /// Room and end.
    pub foot: String,
}

impl Face {
    /// Whether a screen that shows this need not be told of `later`: the same clock, running on.
    pub fn goes_on_as(&self, later: &Self) -> bool {
        let clock = match (&self.clock, &later.clock) {
            (Some(before), Some(after)) => {
                let drift = before.left_at(after.at).saturating_sub(after.left).abs();
                before.runs == after.runs
                    && before.length == after.length
                    && before.warnings == after.warnings
                    && drift < SignedDuration::from_millis(50)
            }
            (None, None) => true,
            _ => false,
        };
        let words = |face: &Self| {
            (face.heading.clone(), face.idle.clone(), face.message.clone(), face.foot.clone())
        };
        clock && words(self) == words(later)
    }

    /// All of it in words: for those who do not see it, and for who runs the day somewhere else.
    pub fn in_words(&self, now: Timestamp) -> String {
        let (shown, cue) = match &self.clock {
            None => (self.idle.clone(), String::new()),
            Some(clock) => {
                let state = if clock.runs { "" } else { ", held" };
                (format!("{}{state}", clock.figures(now)), clock.cue(now))
            }
        };
        let said = [shown, self.message.clone().unwrap_or_default(), cue];
        let said = said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        let parts = [self.heading.clone(), said.join(", "), self.foot.clone()];
        let parts = parts.into_iter().filter(|words| !words.is_empty());
        parts.collect::<Vec<_>>().join(". ")
    }
}

/// A clock as it stood at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceClock {
    /// Left at that moment; below zero is overtime.
    pub left: SignedDuration,
    /// How long the phase lasts.
    pub length: SignedDuration,
    /// The moment.
    pub at: Timestamp,
    /// It is not held.
    pub runs: bool,
    /// Said before the end: how long before, and what.
    pub warnings: Vec<(SignedDuration, String)>,
}

impl FaceClock {
    /// What is left at `now`, in whole seconds.
    fn secs(&self, now: Timestamp) -> i64 {
        let millis = self.left_at(now).as_millis();
        let secs = millis.div_euclid(1000) + i128::from(millis.rem_euclid(1000) > 0);
        i64::try_from(secs).unwrap_or(0)
    }

    fn left_at(&self, now: Timestamp) -> SignedDuration {
        let passed = if self.runs { now.duration_since(self.at) } else { SignedDuration::ZERO };
        self.left.saturating_sub(passed)
    }

    /// What stands in the middle: what is left, or `+02:14`.
    fn figures(&self, now: Timestamp) -> String {
        match self.secs(now) {
            over @ ..0 => words::over(over.saturating_neg()),
            secs => words::clock(secs),
        }
    }

    /// The line below the figures: what was just said, or what will be said next.
    pub fn cue(&self, now: Timestamp) -> String {
        let left = self.left_at(now);
        if self.secs(now) < 0 {
            return "over time".to_owned();
        }
        if left <= SignedDuration::ZERO {
            return "Time is up".to_owned();
        }
        let just_said = self
            .warnings
            .iter()
            .filter(|(before, _)| left <= *before && before.saturating_sub(left) < STANDS);
        if let Some((_, text)) = just_said.min_by_key(|(before, _)| *before) {
            return text.clone();
        }
        let next = self.warnings.iter().filter(|(before, _)| *before < left);
        let Some((before, _)) = next.max_by_key(|(before, _)| *before) else {
            return String::new();
        };
        let minutes = left.saturating_sub(*before).as_secs().div_euclid(60) + 1;
        let minutes = words::count(usize::try_from(minutes).unwrap_or(0), "minute", "minutes");
        format!("{} within {minutes}", warning(*before))
    }
}

/// `Five-minute warning`, as people say it; others by their length.
fn warning(before: SignedDuration) -> String {
    let numbers = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    let (minutes, rest) = (before.as_secs() / 60, before.as_secs() % 60);
    let place = usize::try_from(minutes.saturating_sub(1)).ok().filter(|_| rest == 0);
    if let Some(number) = place.and_then(|place| numbers.get(place)) {
        return format!("{number}-minute warning");
    }
    let length = Length::seconds(u32::try_from(before.as_secs()).unwrap_or(0));
    format!("Warning {} before the end", words::length(length))
}

/// Draws it over `rect`.
#[expect(clippy::cast_possible_truncation, reason = "the share of a bar on the screen")]
pub fn face(ui: &mut Ui, rect: Rect, face: &Face, now: Timestamp) {
    let palette = theme::ROOM;
    ui.painter().rect_filled(rect, 0.0, palette.rail);
    let unit = (rect.width() / 12.0).min(rect.height() / 7.0);
    let at = |y: f32| Pos2::new(rect.center().x, rect.top() + rect.height() * y);
    // As large as it was meant, unless it would then stand in the place of its neighbours.
    let text = |ui: &Ui, (y, high): (f32, f32), text: &str, size: f32, colour| {
        let laid_out = |smaller: f32| {
            let font = FontId::proportional(size * smaller);
            let wide = rect.width() * 0.9;
            let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, colour, wide);
            job.halign = egui::Align::Center;
            job.wrap.max_rows = 4;
            ui.painter().layout_job(job)
        };
        let fits = |galley: &Arc<egui::Galley>| galley.size().y <= rect.height() * high;
        let galley = SMALLER.iter().map(|smaller| laid_out(*smaller)).find(fits);
        let galley = galley.unwrap_or_else(|| laid_out(SMALLEST));
        let place = at(y) - Vec2::new(0.0, galley.size().y / 2.0);
        ui.painter().galley(place, galley, colour);
    };
    text(ui, HEADING, &face.heading, unit * 0.42, palette.muted);
    let Some(clock) = &face.clock else {
        text(ui, FOOT, &face.foot, unit * 0.28, palette.muted);
        text(ui, IDLE, &face.idle, unit * 1.1, palette.ink);
        if let Some(message) = &face.message {
            text(ui, BELOW, message, unit * 0.62, palette.amber);
        }
        label(ui, rect, face, now);
        return;
    };
    let (left, secs) = (clock.left_at(now), clock.secs(now));
    let over = secs < 0;
    let figures = clock.figures(now);
    let colour = if over { palette.red } else { palette.ink };
    let size = if figures.len() > 5 { unit * 2.6 } else { unit * 3.9 };
    let font = theme::strong_font(size);
    ui.painter().text(at(0.44), Align2::CENTER_CENTER, &figures, font, colour);
    let bar_size = Vec2::new(rect.width() * 0.76, unit * 0.14);
    let bar = Rect::from_center_size(at(0.69), bar_size);
    ui.painter().rect_filled(bar, unit * 0.07, palette.trough);
    let share = 1.0 - (left.as_secs_f64() / clock.length.as_secs_f64().max(1.0)).clamp(0.0, 1.0);
    let done = Rect::from_min_size(bar.min, Vec2::new(bar.width() * share as f32, bar.height()));
    ui.painter().rect_filled(done, unit * 0.07, if over { palette.red } else { palette.accent });
    let cue = clock.cue(now);
    if let Some(message) = &face.message {
        // What the facilitator says stands in the place of the cue, which goes down to the foot.
        text(ui, BELOW, message, unit * 0.62, palette.amber);
        let foot = [face.foot.as_str(), cue.as_str()];
        let foot = foot.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        text(ui, FOOT, &foot.join(" · "), unit * 0.28, palette.muted);
    } else {
        let colour = if over { palette.red } else { palette.amber };
        text(ui, BELOW, &cue, unit * 0.4, colour);
        text(ui, FOOT, &face.foot, unit * 0.28, palette.muted);
    }
    label(ui, rect, face, now);
    if clock.runs {
        let into = left.as_millis().rem_euclid(1000);
        let wait = if into == 0 { 1000 } else { into };
        let wait = u64::try_from(wait).unwrap_or(1000) + 2;
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(wait));
    }
}

/// The whole face in words.
fn label(ui: &Ui, rect: Rect, face: &Face, now: Timestamp) {
    let response = ui.interact(rect, ui.scope_id().with("face"), Sense::hover());
    let words = format!("Room screen: {}", face.in_words(now));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(left: i64) -> FaceClock {
        FaceClock {
            left: SignedDuration::from_secs(left),
            length: SignedDuration::from_mins(20),
            at: Timestamp::UNIX_EPOCH,
            runs: true,
            warnings: vec![
                (SignedDuration::from_mins(5), "Five minutes left, please.".to_owned()),
                (SignedDuration::from_secs(90), "Nearly done.".to_owned()),
            ],
        }
    }

    #[test]
    fn a_screen_is_told_of_a_hold_an_extension_and_a_message_but_not_of_each_second() {
        let face = |clock, message: Option<&str>| Face {
            clock: Some(clock),
            message: message.map(str::to_owned),
            ..Face::default()
        };
        let later = |left: i64| FaceClock {
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(10),
            ..clock(left)
        };
        let before = face(clock(300), None);
        assert!(before.goes_on_as(&face(later(290), None)));
        assert!(!before.goes_on_as(&face(later(350), None)), "extended");
        assert!(!before.goes_on_as(&face(FaceClock { runs: false, ..later(290) }, None)), "held");
        assert!(!before.goes_on_as(&face(later(290), Some("Lunch."))), "a message");
        assert!(!before.goes_on_as(&Face::default()), "over");
    }

    #[test]
    fn a_screen_is_told_in_words_to_who_runs_the_day() {
        let mut face = Face {
            heading: "Coaching talk · run".into(),
            clock: Some(clock(725)),
            foot: "Oak · until 10:54".into(),
            ..Face::default()
        };
        let words = |face: &Face| face.in_words(Timestamp::UNIX_EPOCH);
        let next = "Five-minute warning within 8 minutes";
        assert_eq!(words(&face), format!("Coaching talk · run. 12:05, {next}. Oak · until 10:54"));
        face.message = Some("Please wait".into());
        face.clock = Some(FaceClock { runs: false, ..clock(-61) });
        let said = "Coaching talk · run. +01:01, held, Please wait, over time. Oak · until 10:54";
        assert_eq!(words(&face), said);
        let idle = Face { idle: "Nothing more today".into(), ..Face::default() };
        assert_eq!(words(&idle), "Nothing more today");
    }

    #[test]
    fn the_line_below_the_figures_says_what_was_said_or_what_will_be() {
        let cue = |left| clock(left).cue(Timestamp::UNIX_EPOCH);
        assert_eq!(cue(725), "Five-minute warning within 8 minutes");
        assert_eq!(cue(300), "Five minutes left, please.");
        assert_eq!(cue(271), "Five minutes left, please.");
        assert_eq!(cue(269), "Warning 1 min 30 s before the end within 3 minutes");
        assert_eq!(cue(0), "Time is up");
        assert_eq!(cue(-1), "over time");
    }
}
