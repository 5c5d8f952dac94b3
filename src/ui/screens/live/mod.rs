//! The day as it runs: a card for each clock, what comes, what is done, and what needs somebody.

mod attendee;
mod cards;
mod check_in;
mod detail;
mod forms;
mod incident;
mod log;
mod needs;
pub mod papers;
pub mod plan;
pub mod view;
mod whereabouts;

use egui::Ui;

use crate::centre::{Change, Session, clocks};
use crate::day::{self, State};
use crate::ids::SessionId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards as surfaces;
use crate::ui::widgets::segments;
use crate::words;
use view::View;

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct Live {
    view: View,
    chosen: Option<SessionId>,
    plan: Option<plan::Form>,
    detail: detail::Fields,
    check_in: check_in::CheckIn,
    forms: forms::Forms,
    log: log::Log,
    reader: Option<papers::Paper>,
    markdown: egui_commonmark::CommonMarkCache,
}

/// How far into its phase a running session is, to sort cards.
struct Groups<'a> {
    running: Vec<&'a Session>,
    to_come: Vec<&'a Session>,
    done: Vec<&'a Session>,
}

impl Live {
    /// The session that keys and commands are about: the chosen one, else the one that runs, else
    /// the next.
    pub fn subject(&self, cx: &Cx<'_>) -> Option<SessionId> {
        let chosen = self.chosen.filter(|id| {
            cx.centre.sessions.get(id).is_some_and(|session| session.called_off.is_none())
        });
        chosen.or_else(|| {
            let groups = groups(cx);
            groups.running.first().or(groups.to_come.first()).map(|session| session.id)
        })
    }

    /// Chooses a session, as the palette and other stages ask.
    pub fn choose(&mut self, session: SessionId) {
        self.chosen = Some(session);
    }

    /// Shows one of the inner views.
    pub fn show(&mut self, view: View) {
        self.view = view;
    }

    /// Opens the form that plans sessions.
    pub fn open_plan(&mut self, cx: &Cx<'_>) {
        self.plan = Some(plan::Form::new(cx));
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        self.views_bar(ui, cx, asks);
        match self.view {
            View::Board => self.board_view(ui, cx, asks),
            View::Whereabouts => self.whereabouts_view(ui, cx, asks),
            View::CheckIn => self.check_in.ui(ui, cx, asks),
            View::Forms => self.forms.ui(ui, cx, asks),
            View::Log => self.log.ui(ui, cx, asks),
        }
        if let Some(form) = &mut self.plan
            && plan::modal(ui, cx, form, asks)
        {
            self.plan = None;
        }
        if let Some(paper) = &self.reader
            && papers::modal(ui, paper, &mut self.markdown, asks)
        {
            self.reader = None;
        }
    }

    /// The inner views side by side, over the whole width of the stage.
    fn views_bar(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let margin = egui::Margin { left: 18, right: 18, top: 10, bottom: 0 };
        let frame = egui::Frame::new().fill(cx.palette.ground).inner_margin(margin);
        egui::Panel::top("live-views").frame(frame).show_separator_line(false).show(ui, |ui| {
            ui.horizontal(|ui| {
                let names: Vec<_> = View::ALL.iter().map(|row| (row.1, row.2.1)).collect();
                let chosen = View::ALL.iter().position(|row| row.0 == self.view).unwrap_or(0);
                let pressed = segments::ui(ui, &names, chosen);
                if let Some((view, ..)) = pressed.and_then(|place| View::ALL.get(place)) {
                    self.view = *view;
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let command = Command::PlanSessions;
                    let has_people = !cx.centre.people.candidates().is_empty();
                    if has_people
                        && !cx.centre.sessions.is_empty()
                        && buttons::with_key(ui, command.name(), "P", writable(cx)).clicked()
                    {
                        asks.command(command);
                    }
                });
            });
        });
    }

    /// What needs somebody, and the chosen session.
    fn side(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let width = if ui.available_width() > 1100.0 { 320.0 } else { 280.0 };
        surfaces::side_column(ui, "live-side", width, |ui| {
            needs::ui(ui, cx, &mut self.chosen, asks);
            if let Some((session, exercise)) = self.subject(cx).and_then(|id| cx.centre.session(id))
            {
                ui.add_space(16.0);
                let reader = &mut self.reader;
                detail::ui(ui, cx, (session, exercise), &mut self.detail, reader, asks);
            }
        });
    }

    fn board_view(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let groups = groups(cx);
        if groups.running.is_empty() && groups.to_come.is_empty() && groups.done.is_empty() {
            empty(ui, cx, asks);
            return;
        }
        self.side(ui, cx, asks);
        surfaces::middle(ui, |ui| self.board(ui, cx, &groups, asks));
    }

    fn whereabouts_view(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if cx.centre.people.candidates().is_empty() {
            empty(ui, cx, asks);
            return;
        }
        self.side(ui, cx, asks);
        surfaces::middle(ui, |ui| whereabouts::ui(ui, cx, &mut self.chosen));
    }

    fn board(&mut self, ui: &mut Ui, cx: &Cx<'_>, groups: &Groups<'_>, asks: &mut Asks) {
        let subject = self.subject(cx);
        surfaces::heading(ui, heading(groups));
        ui.add_space(4.0);
        // Cards first, then one line a session; only what is in view is drawn.
        let per_row = cards::per_row(ui.available_width());
        let card_rows = groups.running.len().div_ceil(per_row);
        let lines: Vec<cards::Line<'_>> = cards::lines(&groups.to_come, &groups.done);
        egui::ScrollArea::vertical().id_salt("board").auto_shrink(false).show_viewport(
            ui,
            |ui, view| {
                let heights = cards::Heights { card: 232.0, line: 40.0 };
                let total = heights.total(card_rows, lines.len());
                ui.set_height(total);
                let origin = ui.min_rect().min;
                for row in heights.cards_in(view, card_rows) {
                    let sessions = groups.running.iter().skip(row * per_row).take(per_row);
                    let area = heights.card_rect(origin, ui.available_width(), row);
                    ui.scope_builder(
                        egui::UiBuilder::new().max_rect(area).id_salt(("cards", row)),
                        |ui| {
                            cards::card_row(
                                ui,
                                cx,
                                sessions.copied(),
                                subject,
                                &mut self.chosen,
                                asks,
                            );
                        },
                    );
                }
                for place in heights.lines_in(view, card_rows, lines.len()) {
                    let Some(line) = lines.get(place) else { continue };
                    let area = heights.line_rect(origin, ui.available_width(), card_rows, place);
                    ui.scope_builder(
                        egui::UiBuilder::new().max_rect(area).id_salt(("line", place)),
                        |ui| {
                            cards::line(ui, cx, line, subject, &mut self.chosen, asks);
                        },
                    );
                }
            },
        );
    }
}

fn empty(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    surfaces::middle(ui, |ui| {
        if cx.centre.scenario.exercises.is_empty() {
            let words = "This scenario has no exercises, so there is nothing to run.";
            surfaces::empty(ui, "No exercises", words, |_ui| {});
            return;
        }
        let people = &cx.centre.people;
        if people.candidates().is_empty() || people.assessors().is_empty() {
            let words = "A session needs a candidate and somebody who observes. Name them first.";
            surfaces::empty(ui, "Nobody is here yet", words, |ui| {
                if buttons::primary(ui, "Name the people").clicked() {
                    asks.ask(Ask::Go(crate::ui::stage::Stage::People));
                }
            });
            return;
        }
        let words =
            "Say who does which exercise, where and when. Several sessions are planned at once.";
        surfaces::empty(ui, "No sessions yet", words, |ui| {
            let possible = writable(cx);
            if buttons::primary_if(ui, Command::PlanSessions.name(), possible).clicked() {
                asks.command(Command::PlanSessions);
            }
        });
    });
}

fn groups<'a>(cx: &Cx<'a>) -> Groups<'a> {
    let mut groups = Groups { running: Vec::new(), to_come: Vec::new(), done: Vec::new() };
    for session in cx.centre.planned_sessions() {
        if session.clock.finished.is_some() {
            groups.done.push(session);
        } else if session.clock.has_begun() {
            groups.running.push(session);
        } else {
            groups.to_come.push(session);
        }
    }
    groups.done.sort_by_key(|session| std::cmp::Reverse(session.clock.finished));
    groups
}

fn heading(groups: &Groups<'_>) -> String {
    format!(
        "{} running · {} to come · {} done",
        groups.running.len(),
        groups.to_come.len(),
        groups.done.len()
    )
}

/// The change that a clock command means for a session just now.
pub fn clock_change(cx: &Cx<'_>, session: SessionId, command: Command) -> Option<Change> {
    let known = cx.centre.sessions.get(&session)?;
    let state = day::clock::session_clock(cx.centre, known, cx.now.wall).state;
    let change = match (command, state) {
        (Command::StartHoldGoOn, State::Waiting) => clocks::Change::Start { session },
        (Command::StartHoldGoOn, State::Running) => clocks::Change::Hold { session },
        (Command::StartHoldGoOn, State::Held) => clocks::Change::GoOn { session },
        (Command::GiveMinute, _) => clocks::Change::Extend { session, by_secs: 60 },
        (Command::TakeMinute, _) => clocks::Change::Extend { session, by_secs: -60 },
        (Command::NextPhase, _) => {
            clocks::Change::Next { session, ends: known.clock.current()?.phase.clone() }
        }
        (Command::EndSession, _) => clocks::Change::End { session },
        _ => return None,
    };
    Some(Change::Clock(change))
}

/// Whether the centre may be changed, with the words for when it may not.
fn writable(cx: &Cx<'_>) -> Result<(), String> {
    if cx.writable { Ok(()) } else { Err("This centre is open to read only.".to_owned()) }
}

/// Who sits in a session: a name, or the codes of a group.
pub fn who(cx: &Cx<'_>, session: &Session) -> String {
    let mut seats = session.seats.iter();
    match (seats.next(), seats.next_back()) {
        (Some(only), None) => words::candidate(cx.centre, only.candidate),
        (Some(first), Some(last)) => {
            let code = |id| cx.centre.people.candidate(id).map_or("?", |known| known.code.as_str());
            format!("{}–{}", code(first.candidate), code(last.candidate))
        }
        _ => String::new(),
    }
}

/// Who observes in a session.
pub fn observers(cx: &Cx<'_>, session: &Session) -> String {
    let names = session.assessors().into_iter().map(|id| words::assessor(cx.centre, id));
    names.collect::<Vec<_>>().join(" · ")
}

/// What the clock of a session shows, and whether it is overtime.
pub fn shown(clock: &day::PhaseClock<'_>) -> (String, bool) {
    let secs = clock.shown_secs();
    if secs < 0 { (words::over(secs.saturating_neg()), true) } else { (words::clock(secs), false) }
}

/// One change as an ask of its own.
fn one(change: Change) -> Ask {
    Ask::Do(vec![change])
}
