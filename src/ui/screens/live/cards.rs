//! The board: a card for each running clock, and a line for each session to come or done.

use std::ops::Range;

use egui::{Pos2, Rect, Ui, Vec2};

use super::{clock_change, observers, shown, who, writable};
use crate::centre::Session;
use crate::day::{self, State};
use crate::ids::SessionId;
use crate::planning::times;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{bars, buttons};
use crate::words;

/// A line below the cards.
pub(super) enum Line<'a> {
    /// A heading.
    Heading(&'static str),
    /// A session that has not begun.
    ToCome(&'a Session),
    /// A session that is over.
    Done(&'a Session),
}

/// The lines below the cards, in order.
pub(super) fn lines<'a>(to_come: &[&'a Session], done: &[&'a Session]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(to_come.len() + done.len() + 2);
    if !to_come.is_empty() {
        lines.push(Line::Heading("To come"));
        lines.extend(to_come.iter().copied().map(Line::ToCome));
    }
    if !done.is_empty() {
        lines.push(Line::Heading("Done"));
        lines.extend(done.iter().copied().map(Line::Done));
    }
    lines
}

/// How many cards fit side by side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a handful of cards on a screen"
)]
pub(super) fn per_row(width: f32) -> usize {
    ((width / 255.0).floor() as usize).clamp(1, 6)
}

/// Where rows stand, so that only those in view are drawn.
pub(super) struct Heights {
    /// A row of cards with the gap below it.
    pub card: f32,
    /// A line.
    pub line: f32,
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "row numbers and positions on a screen"
)]
impl Heights {
    pub(super) fn total(&self, card_rows: usize, lines: usize) -> f32 {
        self.card * card_rows as f32 + self.line * lines as f32 + 12.0
    }

    pub(super) fn cards_in(&self, view: Rect, rows: usize) -> Range<usize> {
        let first = (view.top() / self.card).floor().max(0.0) as usize;
        let last = (view.bottom() / self.card).ceil().max(0.0) as usize;
        first.min(rows)..last.min(rows)
    }

    pub(super) fn card_rect(&self, origin: Pos2, width: f32, row: usize) -> Rect {
        let top = origin.y + self.card * row as f32;
        Rect::from_min_size(Pos2::new(origin.x, top), Vec2::new(width, self.card - 12.0))
    }

    pub(super) fn lines_in(&self, view: Rect, card_rows: usize, lines: usize) -> Range<usize> {
        let above = self.card * card_rows as f32;
        let first = ((view.top() - above) / self.line).floor().max(0.0) as usize;
        let last = ((view.bottom() - above) / self.line).ceil().max(0.0) as usize;
        first.min(lines)..last.min(lines)
    }

    pub(super) fn line_rect(
        &self,
        origin: Pos2,
        width: f32,
        card_rows: usize,
        place: usize,
    ) -> Rect {
        let top = origin.y + self.card * card_rows as f32 + self.line * place as f32;
        Rect::from_min_size(Pos2::new(origin.x, top), Vec2::new(width, self.line - 4.0))
    }
}

/// A row of cards.
pub(super) fn card_row<'a>(
    ui: &mut Ui,
    cx: &Cx<'a>,
    sessions: impl Iterator<Item = &'a Session>,
    subject: Option<SessionId>,
    chosen: &mut Option<SessionId>,
    asks: &mut Asks,
) {
    let per_row = per_row(ui.available_width());
    #[expect(clippy::cast_precision_loss, reason = "a handful of cards")]
    let width = (ui.available_width() - 12.0 * (per_row - 1) as f32) / per_row as f32;
    ui.spacing_mut().item_spacing.x = 12.0;
    ui.horizontal_top(|ui| {
        for session in sessions {
            let title = card_title(cx, session);
            let is_subject = subject == Some(session.id);
            let id = session.id.to_string();
            let card = buttons::pressable(ui, id, &title, is_subject, |ui| {
                ui.set_width(width);
                let frame = if is_subject {
                    cards::chosen_card(cx.palette)
                } else {
                    cards::card(cx.palette)
                };
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = Vec2::new(6.0, 4.0);
                    ui.set_width(width - 30.0);
                    ui.vertical(|ui| card(ui, cx, session, asks));
                });
            });
            if card.clicked() {
                *chosen = Some(session.id);
            }
        }
    });
}

fn card_title(cx: &Cx<'_>, session: &Session) -> String {
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let exercise = exercise.map_or("", |exercise| &exercise.title);
    format!("{exercise}, {}", who(cx, session))
}

fn card(ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let Some(current) = &clock.current else { return };
    let (figures, over) = shown(current);
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    ui.horizontal(|ui| {
        let desk = exercise.is_some_and(times::is_desk);
        let room = match session.room.as_str() {
            "" if desk => "At a desk",
            "" => "No room named",
            room => room,
        };
        ui.add(egui::Label::new(theme::strong(room)).truncate());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (text, tone) = match clock.state {
                State::Held => ("Held", Tone::Soon),
                _ if over => ("Over time", Tone::Now),
                _ => (current.phase.title.as_str(), Tone::Calm),
            };
            marks::pill(ui, text, tone);
        });
    });
    let title = exercise.map_or("", |exercise| &exercise.title);
    let phase = format!("{title} · {}", current.phase.title);
    let small = egui::RichText::new(phase).small().color(cx.palette.muted);
    ui.add(egui::Label::new(small).truncate());
    marks::figures(ui, &figures, 44.0, over);
    bars::progress(ui, current.share(), over);
    ui.add_space(2.0);
    ui.add(egui::Label::new(theme::strong(who(cx, session))).truncate());
    let small = egui::RichText::new(observers(cx, session)).small().color(cx.palette.muted);
    ui.add(egui::Label::new(small).truncate());
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding = Vec2::new(9.0, 5.0);
        let hold = if clock.state == State::Held { "Go on" } else { "Hold" };
        let next = if clock.next.is_some() { "Next phase" } else { "Finish" };
        for (text, command) in [
            (hold, Command::StartHoldGoOn),
            ("+1 min", Command::GiveMinute),
            (next, Command::NextPhase),
        ] {
            let name = format!("{text}: {}", card_title(cx, session));
            let button = buttons::plain_if(ui, text, writable(cx)).accessible_name(name);
            if button.clicked() {
                asks.0.extend(
                    clock_change(cx, session.id, command).map(|change| Ask::Do(vec![change])),
                );
            }
        }
    });
}

/// One line of the board.
pub(super) fn line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    line: &Line<'_>,
    subject: Option<SessionId>,
    chosen: &mut Option<SessionId>,
    asks: &mut Asks,
) {
    let (session, done) = match line {
        Line::Heading(text) => {
            ui.add_space(14.0);
            cards::heading(ui, *text);
            return;
        }
        Line::ToCome(session) => (*session, false),
        Line::Done(session) => (*session, true),
    };
    let title = card_title(cx, session);
    let is_subject = subject == Some(session.id);
    let row = buttons::pressable(ui, session.id.to_string(), &title, is_subject, |ui| {
        let fill = if is_subject { cx.palette.tint } else { cx.palette.card };
        egui::Frame::new()
            .fill(fill)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(10, 3))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.set_min_height(26.0);
                ui.horizontal_centered(|ui| line_content(ui, cx, session, done, asks));
            });
    });
    if row.clicked() {
        *chosen = Some(session.id);
    }
}

fn line_content(ui: &mut Ui, cx: &Cx<'_>, session: &Session, done: bool, asks: &mut Asks) {
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let moment = if done { session.clock.finished } else { session.planned };
    let time = moment.map_or_else(|| "--:--".to_owned(), |moment| cx.time_of_day(moment));
    ui.add_sized([48.0, 20.0], egui::Label::new(time));
    let wide = ui.available_width();
    cell(ui, wide * 0.34, who(cx, session));
    cell(ui, wide * 0.26, exercise.map_or(String::new(), |known| known.title.clone()));
    if wide > 520.0 {
        cell(ui, wide * 0.14, session.room.clone());
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if done {
            let open = session.sheets().into_iter().filter(|sheet| {
                !cx.centre.marksheets.get(sheet).is_some_and(crate::centre::Marksheet::is_submitted)
            });
            match open.count() {
                0 => marks::pill(ui, "all marked", Tone::Good),
                open => marks::pill(
                    ui,
                    &words::count(open, "marksheet open", "marksheets open"),
                    Tone::Soon,
                ),
            };
            return;
        }
        let name = format!("Start: {}", card_title(cx, session));
        if buttons::plain_if(ui, "Start", writable(cx)).accessible_name(name).clicked() {
            let change = clock_change(cx, session.id, Command::StartHoldGoOn);
            asks.0.extend(change.map(|change| Ask::Do(vec![change])));
        }
        let late = session.planned.is_some_and(|planned| planned < cx.now.wall);
        if late {
            marks::pill(ui, "should have begun", Tone::Now);
        } else if session.planned.is_none() {
            muted(ui, "no time set");
        }
    });
}

fn cell(ui: &mut Ui, width: f32, text: String) {
    ui.allocate_ui(Vec2::new(width, 20.0), |ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).truncate());
    });
}
