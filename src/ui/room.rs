//! The second window, for the room: one number that can be read at ten metres.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{Align2, FontId, Key, Pos2, Rect, Ui, Vec2, ViewportCommand, ViewportId};
use jiff::{SignedDuration, Timestamp};

use super::cx::Cx;
use super::theme;
use crate::clock::Time;
use crate::day::{self, State};
use crate::ids::SessionId;
use crate::words;

/// What the room sees. It counts on by itself, also while the main window is hidden.
#[derive(Debug, Clone, Default)]
struct Shown {
    heading: String,
    left: SignedDuration,
    length: SignedDuration,
    at: Option<Timestamp>,
    runs: bool,
    /// Said before the end: how long before, and what.
    warnings: Vec<(SignedDuration, String)>,
    foot: String,
    idle: String,
}

/// The window for the room.
#[derive(Default)]
pub struct RoomScreen {
    session: Option<SessionId>,
    shown: Arc<Mutex<Shown>>,
    closed: Arc<Mutex<bool>>,
}

impl RoomScreen {
    /// Opens it for a session, or closes it.
    pub fn show(&mut self, session: Option<SessionId>) {
        self.session = session;
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    /// Keeps the window open and up to date.
    pub fn ui(&mut self, ui: &Ui, cx: &Cx<'_>, time: &Arc<dyn Time>) {
        if std::mem::take(&mut *self.closed.lock().unwrap_or_else(PoisonError::into_inner)) {
            self.session = None;
        }
        let Some(shown) = self.session.and_then(|id| shown(cx, id)) else { return };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        let (shown, closed) = (Arc::clone(&self.shown), Arc::clone(&self.closed));
        let time = Arc::clone(time);
        let window = egui::ViewportBuilder::default()
            .with_title("Bellwether · room")
            .with_inner_size([960.0, 600.0]);
        ui.ctx().show_viewport_deferred(
            ViewportId::from_hash_of("room"),
            window,
            move |ui, _class| {
                let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
                draw(ui, &shown, time.now().wall);
                let (close, full, keys) = ui.input(|input| {
                    let full = input.viewport().fullscreen.unwrap_or(false);
                    let keys = (input.key_pressed(Key::F11), input.key_pressed(Key::Escape));
                    (input.viewport().close_requested(), full, keys)
                });
                if keys.0
                    || (keys.1 && full)
                    || ui.input(|input| {
                        input.pointer.button_double_clicked(egui::PointerButton::Primary)
                    })
                {
                    ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(!full));
                }
                if close {
                    *closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
                }
            },
        );
    }
}

fn shown(cx: &Cx<'_>, id: SessionId) -> Option<Shown> {
    let (session, exercise) = cx.centre.session(id)?;
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let Some(current) = &clock.current else {
        let idle = match clock.state {
            State::Finished => "Finished".to_owned(),
            _ => session.planned.map_or_else(
                || "Not begun".to_owned(),
                |planned| format!("Begins at {}", cx.time_of_day(planned)),
            ),
        };
        return Some(Shown {
            heading: exercise.title.clone(),
            idle,
            foot: session.room.clone(),
            ..Shown::default()
        });
    };
    let warnings = current.phase.warnings.iter();
    let room =
        if session.room.is_empty() { String::new() } else { format!("{} · ", session.room) };
    let held = if clock.state == State::Held { " · held" } else { "" };
    Some(Shown {
        heading: format!("{} · {}{held}", exercise.title, current.phase.title.to_lowercase()),
        left: current.left(),
        length: current.length,
        at: Some(cx.now.wall),
        runs: clock.state == State::Running,
        warnings: warnings.map(|w| (w.before_end.as_duration(), w.text.clone())).collect(),
        foot: format!("{room}until {}", cx.time_of_day(current.ends(cx.now.wall))),
        idle: String::new(),
    })
}

/// The line below the figures: what was just said, or what will be said next.
fn cue(shown: &Shown, left: SignedDuration) -> String {
    if left <= SignedDuration::ZERO {
        return "Time is up".to_owned();
    }
    let just_said = shown.warnings.iter().filter(|(before, _)| {
        left <= *before && before.saturating_sub(left) < SignedDuration::from_secs(30)
    });
    if let Some((_, text)) = just_said.min_by_key(|(before, _)| *before) {
        return text.clone();
    }
    let next = shown
        .warnings
        .iter()
        .filter(|(before, _)| *before < left)
        .max_by_key(|(before, _)| *before);
    let Some((before, _)) = next else { return String::new() };
    let minutes = left.saturating_sub(*before).as_secs().div_euclid(60) + 1;
    let warning =
        words::length(crate::time::Length::seconds(u32::try_from(before.as_secs()).unwrap_or(0)));
    format!(
        "{warning} warning within {}",
        words::count(usize::try_from(minutes).unwrap_or(0), "minute", "minutes")
    )
}

#[expect(clippy::cast_possible_truncation, reason = "the share of a bar on the screen")]
fn draw(ui: &mut Ui, shown: &Shown, now: Timestamp) {
    let palette = theme::ROOM;
    let rect = ui.ctx().content_rect();
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, palette.rail);
    let unit = (rect.width() / 12.0).min(rect.height() / 7.0);
    let text = |y: f32, text: &str, size: f32, colour| {
        let at = Pos2::new(rect.center().x, rect.top() + rect.height() * y);
        painter.text(at, Align2::CENTER_CENTER, text, FontId::proportional(size), colour);
    };
    text(0.2, &shown.heading, unit * 0.42, palette.muted);
    text(0.92, &shown.foot, unit * 0.28, palette.muted);
    let Some(at) = shown.at else {
        text(0.5, &shown.idle, unit * 1.1, palette.ink);
        return;
    };
    let passed = if shown.runs { now.duration_since(at) } else { SignedDuration::ZERO };
    let left = shown.left.saturating_sub(passed);
    let secs =
        left.as_millis().div_euclid(1000) + i128::from(left.as_millis().rem_euclid(1000) > 0);
    let secs = i64::try_from(secs).unwrap_or(0);
    let over = secs < 0;
    let figures = if over { words::over(-secs) } else { words::clock(secs) };
    let colour = if over { palette.red } else { palette.ink };
    let size = if figures.len() > 5 { unit * 2.6 } else { unit * 3.6 };
    let middle = Pos2::new(rect.center().x, rect.top() + rect.height() * 0.45);
    painter.text(middle, Align2::CENTER_CENTER, &figures, theme::strong_font(size), colour);
    let bar = Rect::from_center_size(
        Pos2::new(rect.center().x, rect.top() + rect.height() * 0.7),
        Vec2::new(rect.width() * 0.76, unit * 0.14),
    );
    painter.rect_filled(bar, unit * 0.07, palette.trough);
    let share = 1.0 - (left.as_secs_f64() / shown.length.as_secs_f64().max(1.0)).clamp(0.0, 1.0);
    let done = Rect::from_min_size(bar.min, Vec2::new(bar.width() * share as f32, bar.height()));
    painter.rect_filled(done, unit * 0.07, if over { palette.red } else { palette.accent });
    let word = if over { "over time".to_owned() } else { cue(shown, left) };
    text(0.81, &word, unit * 0.4, if over { palette.red } else { palette.amber });
    if shown.runs {
        let into = left.as_millis().rem_euclid(1000);
        let wait = if into == 0 { 1000 } else { into };
        let wait = u64::try_from(wait).unwrap_or(1000) + 2;
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(wait));
    }
}
