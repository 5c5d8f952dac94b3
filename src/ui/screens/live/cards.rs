//! A card for each room, and a line for each session to come or done.

use egui::{RichText, Ui, Vec2};
use jiff::SignedDuration;

use super::acts::clock_change;
use super::chosen::Chosen;
use super::{attendee, observers, place_words, shown, title, who, writable};
use crate::centre::{Attendee, Person, Session};
use crate::day::board::{Card, Place};
use crate::day::{self, SessionClock, State};
use crate::ids::SessionId;
use crate::scenario::Present;
use crate::time::Length;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{bars, buttons};
use crate::words;

/// A line below the cards.
pub(super) enum Line {
    /// A heading.
    Heading(&'static str),
    /// A session that has not begun.
    ToCome(SessionId),
    /// A session that is over.
    Done(SessionId),
}

/// The lines below the cards, in order.
pub(super) fn lines(board: &day::Board) -> Vec<Line> {
    let mut lines = Vec::with_capacity(board.to_come.len() + board.done.len() + 2);
    if !board.to_come.is_empty() {
        lines.push(Line::Heading("To come"));
        lines.extend(board.to_come.iter().copied().map(Line::ToCome));
    }
    if !board.done.is_empty() {
        lines.push(Line::Heading("Done"));
        lines.extend(board.done.iter().copied().map(Line::Done));
    }
    lines
}

/// A row of cards.
pub(super) fn row<'a>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    shown: impl Iterator<Item = &'a Card>,
    (subject, chosen): (Option<SessionId>, &mut Chosen),
    asks: &mut Asks,
) {
    let per_row = per_row(ui.available_width());
    let width = (ui.available_width() - 12.0 * (per_row - 1) as f32) / per_row as f32;
    ui.spacing_mut().item_spacing.x = 12.0;
    ui.horizontal_top(|ui| {
        for card in shown {
            let Some(session) = card.session.and_then(|id| cx.centre.sessions.get(&id)) else {
                continue;
            };
            let is_chosen = chosen.has(session.id) || subject == Some(session.id);
            let (id, title) = (session.id.to_string(), title(cx, session));
            let pressed = buttons::pressable(ui, id, &title, is_chosen, |ui| {
                ui.set_width(width);
                let frame = if is_chosen {
                    cards::chosen_card(cx.palette).inner_margin(cards::beside_stroke(true, 14, 12))
                } else {
                    cards::card(cx.palette)
                };
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = Vec2::new(6.0, 4.0);
                    ui.set_width(width - 30.0);
                    ui.set_min_height(212.0);
                    ui.vertical(|ui| one(ui, cx, (card, session), asks));
                });
            });
            if pressed.clicked() {
                let held = ui.input(|input| input.modifiers);
                chosen.press(session.id, held, &cx.outlook().board.in_order());
            }
        }
    });
}

/// Where, and in a word what is going on.
fn head(ui: &mut Ui, place: &str, (word, tone): (&str, Tone)) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            marks::pill(ui, word, tone);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(place)).truncate());
            });
        });
    });
}

fn one(ui: &mut Ui, cx: &Cx<'_>, (card, session): (&Card, &Session), asks: &mut Asks) {
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let name = exercise.map_or("", |exercise| exercise.title.as_str());
    let kind = exercise.map_or("", |exercise| words::exercise_kind(exercise.kind));
    let small = |ui: &mut Ui, text: String| {
        let small = RichText::new(text).small().color(cx.palette.muted);
        ui.add(egui::Label::new(small).truncate());
    };
    let current = clock.current.as_ref();
    let place = match (&card.place, current) {
        // Who prepares for a room sits elsewhere while others use it.
        (Place::Room(room), Some(current))
            if !current.phase.present.contains(&Present::Assessors)
                && !current.phase.kind.is_observed()
                && shares_its_room(cx, session) =>
        {
            format!("For {room}")
        }
        (place, _) => place_words(place).to_owned(),
    };
    let until = session.planned.map(|planned| planned.duration_since(cx.now.wall));
    let (figures, over, mark) = match current {
        Some(current) => {
            let (figures, over) = shown(current);
            let mark = match clock.state {
                State::Held => ("Held", Tone::Soon),
                _ if over => ("Over time", Tone::Now),
                _ => (current.phase.title.as_str(), Tone::Calm),
            };
            (figures, over, mark)
        }
        None => match until {
            Some(until) if until <= SignedDuration::ZERO => {
                (words::over(until.as_secs().saturating_neg()), true, ("Late", Tone::Now))
            }
            Some(until) => (words::clock(until.as_secs()), false, ("Next", Tone::Calm)),
            None => ("--:--".to_owned(), false, ("Next", Tone::Calm)),
        },
    };
    head(ui, &place, mark);
    let doing = match current {
        Some(current) if current.extra > Length::ZERO => {
            format!("{name} · {} · +{}", current.phase.title, words::length(current.extra))
        }
        Some(current) => format!("{name} · {}", current.phase.title),
        None if over => format!("{name} · should have begun"),
        None => {
            let kind = if kind.eq_ignore_ascii_case(name) { "" } else { kind };
            let begins = if until.is_some() { "begins in" } else { "to begin" };
            let parts = [name, kind, begins].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" · ")
        }
    };
    small(ui, doing);
    let quiet = current.is_none() && !over;
    let shade = if quiet { cx.palette.muted } else { cx.palette.ink };
    let colour = if over { cx.palette.red } else { shade };
    ui.add(egui::Label::new(theme::strong(&figures).size(44.0).color(colour)).extend());
    bars::progress(
        ui,
        current.map_or(0.0, day::PhaseClock::share),
        over && current.is_some(),
        None,
    );
    ui.add_space(1.0);
    ui.add(egui::Label::new(theme::strong(who(cx, session))).truncate());
    small(ui, observers(cx, session));
    if clock.current.is_some() {
        without_consent(ui, cx, session);
    }
    small(ui, next_line(cx, (card, session), &clock));
    ui.horizontal(|ui| controls(ui, cx, session, &clock, asks));
}

/// Who is assessed though no consent is on record (rule P1).
fn without_consent(ui: &mut Ui, cx: &Cx<'_>, session: &Session) {
    let lacks = session.seats.iter().filter(|seat| {
        let noted = cx.centre.attendance.get(&Person::Candidate(seat.candidate));
        noted.and_then(Attendee::lacks_consent).is_some()
    });
    let known = lacks.filter_map(|seat| cx.centre.people.candidate(seat.candidate));
    let codes: Vec<&str> = known.map(|known| known.code.as_str()).collect();
    if !codes.is_empty() {
        let words = format!("{}: {}", attendee::NO_CONSENT, words::codes(codes));
        attendee::no_consent(ui, cx, words);
    }
}

/// Whether others run in the same room just now.
fn shares_its_room(cx: &Cx<'_>, session: &Session) -> bool {
    let outlook = cx.outlook();
    let mut running = outlook.board.running.iter().filter_map(|id| cx.centre.sessions.get(id));
    running.any(|other| other.id != session.id && other.room == session.room)
}

/// How far it is behind, and what comes next when.
fn next_line(cx: &Cx<'_>, (card, session): (&Card, &Session), clock: &SessionClock<'_>) -> String {
    let outlook = cx.outlook();
    let foreseen = |id: SessionId| outlook.forecast.sessions.get(&id);
    let behind = foreseen(session.id).map(|known| words::behind(known.behind()));
    let next = match (&clock.next, card.then.and_then(|id| cx.centre.sessions.get(&id))) {
        (Some((phase, length)), _) if clock.current.is_some() => {
            Some(format!("then {}, {}", phase.title, words::length(*length)))
        }
        (_, Some(then)) => {
            let at = foreseen(then.id).map(|known| known.expected.begins).or(then.planned);
            let at = at.map(|at| cx.time_of_day(at)).unwrap_or_default();
            Some(format!("then at {at} {}", who(cx, then)))
        }
        _ => None,
    };
    [behind, next].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn controls(
    ui: &mut Ui,
    cx: &Cx<'_>,
    session: &Session,
    clock: &SessionClock<'_>,
    asks: &mut Asks,
) {
    ui.spacing_mut().button_padding = Vec2::new(9.0, 5.0);
    let hold = if clock.state == State::Held { "Go on" } else { "Hold" };
    let next = if clock.next.is_some() { "Next phase" } else { "Finish" };
    let waiting = [("Start", Command::StartHoldGoOn)];
    let running = [
        (hold, Command::StartHoldGoOn),
        ("+1 min", Command::GiveMinute),
        (next, Command::NextPhase),
    ];
    let row: &[_] = if clock.current.is_some() { &running } else { &waiting };
    for (text, command) in row {
        let name = format!("{text}: {}", title(cx, session));
        let button = buttons::plain_if(ui, text, writable(cx)).accessible_name(name);
        if button.clicked() {
            let change = clock_change(cx, session.id, *command);
            asks.0.extend(change.map(|change| Ask::Do(vec![change])));
        }
    }
}

/// One line of the board.
pub(super) fn line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    line: &Line,
    (subject, chosen): (Option<SessionId>, &mut Chosen),
    asks: &mut Asks,
) {
    let (id, done) = match line {
        Line::Heading(text) => {
            ui.add_space(14.0);
            cards::heading(ui, *text);
            return;
        }
        Line::ToCome(id) => (*id, false),
        Line::Done(id) => (*id, true),
    };
    let Some(session) = cx.centre.sessions.get(&id) else { return };
    let is_chosen = subject == Some(id) || chosen.has(id);
    let row = buttons::pressable(ui, id.to_string(), &title(cx, session), is_chosen, |ui| {
        let fill = if is_chosen { cx.palette.tint } else { cx.palette.card };
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
        let held = ui.input(|input| input.modifiers);
        chosen.press(id, held, &cx.outlook().board.in_order());
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
            let open = cx.centre.sheets_in(session).into_iter().filter(|sheet| {
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
        let name = format!("Start: {}", title(cx, session));
        if buttons::plain_if(ui, "Start", writable(cx)).accessible_name(name).clicked() {
            let change = clock_change(cx, session.id, Command::StartHoldGoOn);
            asks.0.extend(change.map(|change| Ask::Do(vec![change])));
        }
        if session.planned.is_some_and(|planned| planned < cx.now.wall) {
            marks::pill(ui, "should have begun", Tone::Now);
        } else if session.planned.is_none() {
            muted(ui, "no time set");
        } else if let Some(known) = cx.outlook().forecast.sessions.get(&session.id)
            && known.behind() >= day::forecast::ON_TIME
        {
            muted(ui, words::behind(known.behind()));
        }
    });
}

fn cell(ui: &mut Ui, width: f32, text: String) {
    ui.allocate_ui(Vec2::new(width, 20.0), |ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).truncate());
    });
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
