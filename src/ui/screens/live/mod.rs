//! The day as it runs: rooms with their clocks, where everybody is, and what needs somebody.

pub mod acts;
pub mod alarm;
mod announce;
mod attendee;
mod board;
mod cards;
mod check_in;
mod chosen;
mod detail;
mod forms;
mod happened;
mod incident;
mod kept_needs;
mod lanes;
mod log;
mod need_words;
mod needs;
mod over;
pub mod papers;
pub mod plan;
mod several;
mod turns;
pub mod view;
mod whereabouts;

use egui::Ui;

use crate::centre::{Change, Session};
use crate::day::{self, disturbance};
use crate::ids::SessionId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::aloud;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards as surfaces;
use crate::ui::widgets::segments;
use crate::words;
pub use acts::clock_change;
use chosen::Chosen;
use view::View;

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct Live {
    view: View,
    chosen: Chosen,
    needs: needs::Walk,
    plan: Option<plan::Form>,
    happened: Option<happened::Form>,
    detail: detail::Fields,
    check_in: check_in::CheckIn,
    forms: forms::Forms,
    log: log::Log,
    several: several::Fields,
    whereabouts: whereabouts::Whereabouts,
    announce: announce::Fields,
    reader: Option<papers::Paper>,
    markdown: egui_commonmark::CommonMarkCache,
}

impl Live {
    /// The session that the detail shows: the chosen one, else the one that runs, else the next.
    pub fn subject(&self, cx: &Cx<'_>) -> Option<SessionId> {
        let chosen = self.chosen.lead().filter(|id| {
            cx.centre.sessions.get(id).is_some_and(|session| session.called_off.is_none())
        });
        chosen.or_else(|| {
            let board = &cx.outlook().board;
            let next = || board.cards.iter().find_map(|card| card.session);
            board.running.first().copied().or_else(next).or(board.to_come.first().copied())
        })
    }

    /// The same, where the view on show lets it be seen.
    pub fn subject_in_view(&self, cx: &Cx<'_>) -> Option<SessionId> {
        self.subject(cx).filter(|_| self.view.shows_a_session())
    }

    /// The sessions that keys and commands are about: all that are chosen, else the subject.
    pub fn targets(&self, cx: &Cx<'_>) -> Vec<SessionId> {
        match self.chosen.several() {
            Some(several) => {
                let order = cx.outlook().board.in_order();
                order.into_iter().filter(|id| several.contains(id)).collect()
            }
            None => self.subject(cx).into_iter().collect(),
        }
    }

    /// Chooses a session, as the palette and other stages ask.
    pub fn choose(&mut self, session: SessionId) {
        self.chosen.only(session);
    }

    /// Chooses all sessions that run; where none does, all that stand on a card.
    pub fn choose_all(&mut self, cx: &Cx<'_>) {
        let board = &cx.outlook().board;
        if board.running.is_empty() {
            self.chosen.take(board.cards.iter().filter_map(|card| card.session));
        } else {
            self.chosen.take(board.running.iter().copied());
        }
    }

    /// Shows one of the inner views.
    pub fn show(&mut self, view: View) {
        self.view = view;
        if view == View::CheckIn {
            self.check_in.begin();
        }
    }

    /// Whether a need had the keys when it was drawn last.
    pub fn is_at_a_need(&self) -> bool {
        self.needs.has_focus()
    }

    /// Leads the keys to what needs somebody first, and from there to the next.
    pub fn attend(&mut self) {
        if !matches!(self.view, View::Board | View::Whereabouts) {
            self.view = View::Board;
        }
        self.needs.go_on();
    }

    /// Opens the form that plans sessions.
    pub fn open_plan(&mut self, cx: &Cx<'_>) {
        self.plan = Some(plan::Form::new(cx));
    }

    /// Opens the form that says what has happened to the plan, about the session that somebody has
    /// chosen, if any.
    pub fn say_what_happened(&mut self, cx: &Cx<'_>) {
        self.happened = Some(happened::Form::about(cx, self.chosen.lead()));
    }

    /// Whether a form lies over the stage.
    pub fn asks_something(&self) -> bool {
        self.plan.is_some() || self.happened.is_some() || self.reader.is_some()
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
        if let Some(form) = &mut self.happened
            && happened::modal(ui, cx, form, asks)
        {
            self.happened = None;
        }
        if let Some(paper) = &self.reader
            && papers::modal(ui, paper, &mut self.markdown, asks)
        {
            self.reader = None;
        }
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let covered = ui.memory(|memory| memory.top_modal_layer().is_some());
        if escaped && !covered && !ui.ctx().text_edit_focused() {
            self.chosen.clear();
        }
    }

    /// The inner views side by side, over the whole width of the stage.
    fn views_bar(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let margin = egui::Margin { left: 18, right: 18, top: 10, bottom: 0 };
        let frame = egui::Frame::new().fill(cx.palette.ground).inner_margin(margin);
        egui::Panel::top("live-views").frame(frame).show_separator_line(false).show(ui, |ui| {
            aloud::pane(ui, "Views");
            ui.horizontal(|ui| {
                let names: Vec<_> = View::ALL.iter().map(|row| (row.1, row.2.1)).collect();
                let chosen = View::ALL.iter().position(|row| row.0 == self.view).unwrap_or(0);
                let pressed = segments::ui(ui, &names, chosen);
                if let Some((view, ..)) = pressed.and_then(|place| View::ALL.get(place)) {
                    self.view = *view;
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if cx.centre.people.candidates().is_empty() || cx.centre.sessions.is_empty() {
                        return;
                    }
                    for (command, key) in [(Command::PlanSessions, "P"), (Command::ChangePlan, "R")]
                    {
                        if buttons::with_key(ui, command.name(), key, writable(cx)).clicked() {
                            asks.command(command);
                        }
                    }
                });
            });
        });
    }

    /// What needs somebody, what is said, and the session: right below the first needs when somebody
    /// chose it.
    fn side(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let width = if ui.available_width() > 1100.0 { 320.0 } else { 280.0 };
        surfaces::side_column(ui, "live-side", width, |ui| {
            if let Some(candidate) = self.whereabouts.of.filter(|_| self.view == View::Whereabouts)
            {
                turns::ui(ui, cx, candidate, &mut self.chosen);
                ui.add_space(16.0);
            }
            let chosen = self.chosen.lead().is_some();
            // While it lasts nothing comes before its end.
            let evacuated = disturbance::evacuation(cx.centre).is_some();
            if evacuated {
                self.incidents(ui, cx, asks);
                ui.add_space(14.0);
            }
            if needs::ui(ui, cx, (&mut self.chosen, &mut self.needs), asks) {
                self.view = View::Log;
                self.log.show_newest_incident();
            }
            ui.add_space(14.0);
            if chosen {
                self.session_detail(ui, cx, asks);
                ui.add_space(16.0);
            }
            let subject = self.subject(cx);
            announce::ui(ui, cx, subject, &mut self.announce, asks);
            if !evacuated {
                ui.add_space(14.0);
                self.incidents(ui, cx, asks);
            }
            if !chosen {
                ui.add_space(16.0);
                self.session_detail(ui, cx, asks);
            }
        });
    }

    fn incidents(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if let Some(wish) = alarm::ui(ui, cx, asks) {
            self.view = View::Log;
            self.log.show_incident(wish);
        }
    }

    fn session_detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if let Some((session, exercise)) = self.subject(cx).and_then(|id| cx.centre.session(id)) {
            let reader = &mut self.reader;
            detail::ui(ui, cx, (session, exercise), &mut self.detail, reader, asks);
        }
    }

    fn board_view(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let outlook = cx.outlook();
        let board = &outlook.board;
        if board.cards.is_empty() && board.to_come.is_empty() && board.done.is_empty() {
            empty(ui, cx, asks);
            return;
        }
        self.side(ui, cx, asks);
        surfaces::middle(ui, |ui| board::ui(ui, cx, self, asks));
    }

    fn whereabouts_view(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if cx.centre.people.candidates().is_empty() {
            empty(ui, cx, asks);
            return;
        }
        self.side(ui, cx, asks);
        surfaces::middle(ui, |ui| whereabouts::ui(ui, cx, &mut self.whereabouts, &mut self.chosen));
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

/// Whether the centre may be changed, with the words for when it may not.
fn writable(cx: &Cx<'_>) -> Result<(), String> {
    if cx.writable { Ok(()) } else { Err("This centre is open to read only.".to_owned()) }
}

/// Who sits in a session: a name, or the codes of a group.
pub fn who(cx: &Cx<'_>, session: &Session) -> String {
    if let [only] = session.seats.as_slice() {
        return words::candidate(cx.centre, only.candidate);
    }
    let code = |seat: &crate::centre::sessions::Seat| {
        cx.centre.people.candidate(seat.candidate).map_or("?", |known| known.code.as_str())
    };
    words::codes(session.seats.iter().map(code).collect())
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

/// Exercise and who is in it, as buttons and rows name a session.
fn title(cx: &Cx<'_>, session: &Session) -> String {
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let exercise = exercise.map_or("", |exercise| &exercise.title);
    format!("{exercise}, {}", who(cx, session))
}

/// Where a session is held, in words.
fn place_words(place: &day::board::Place) -> &str {
    match place {
        day::board::Place::Room(room) => room,
        day::board::Place::Desks => "At a desk",
        day::board::Place::Unnamed => "No room named",
    }
}
