//! An assessor's stage: note what is said and done, then rate it.

mod checklist;
mod classify;
mod handing_in;
mod marking;
pub mod note_line;
mod notes;
mod opening;
mod rate;
pub mod steps;

use std::collections::BTreeMap;

use egui::Ui;

use crate::centre::{Author, Marksheet, Session, Sheet};
use crate::day::{self, State};
use crate::ids::{AssessorId, SessionId};
use crate::scenario::Exercise;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::words;
use note_line::NoteLine;
use steps::{Place, Step};

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct Observe {
    session: Option<SessionId>,
    seat: usize,
    lines: BTreeMap<(SessionId, AssessorId), NoteLine>,
    notes: notes::View,
    marking: marking::View,
    classify: classify::View,
    rate: rate::View,
    checklist: checklist::View,
    steps: steps::Steps,
    /// Put the cursor into the note line on the next frame.
    focus_line: bool,
}

impl Observe {
    /// Brings half-typed notes back after a crash.
    pub fn restore(&mut self, drafts: &BTreeMap<String, String>) {
        for (key, text) in drafts {
            self.rate.restore(key, text);
            let read = key.strip_prefix("note ").and_then(|rest| {
                let (session, assessor) = rest.split_once(' ')?;
                Some((session.parse().ok()?, assessor.parse().ok()?))
            });
            if let Some(place) = read {
                self.lines.insert(place, NoteLine::from_draft(text));
            }
        }
    }

    /// Chooses a session, as other stages ask.
    pub fn choose(&mut self, session: SessionId) {
        self.session = Some(session);
        self.seat = 0;
    }

    /// Goes to a step of the session that is chosen.
    pub fn go(&mut self, step: Step) {
        self.steps.go(step);
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let Author::Assessor(assessor) = cx.you else {
            cards::middle(ui, |ui| who_observes(ui, cx, asks));
            return;
        };
        let mine = sessions_of(cx, assessor);
        let chosen = self.session.filter(|id| mine.iter().any(|session| session.id == *id));
        let session = chosen.or_else(|| mine.first().map(|session| session.id));
        if session != self.session {
            self.session = session;
            self.seat = 0;
            self.focus_line = true;
        }
        let Some((session, exercise)) = session.and_then(|id| cx.centre.session(id)) else {
            cards::middle(ui, |ui| {
                let words =
                    "No session is planned with you as an assessor. Plan one on the Live stage.";
                cards::empty(ui, "Nothing to observe yet", words, |ui| {
                    if buttons::primary(ui, "Go to Live").clicked() {
                        asks.ask(Ask::Go(Stage::Live));
                    }
                });
            });
            return;
        };
        let sheets: Vec<Sheet> =
            session.sheets().into_iter().filter(|sheet| sheet.assessor == assessor).collect();
        self.seat = self.seat.min(sheets.len().saturating_sub(1));
        let small = ui.available_width() < 1000.0;
        let (step, arrives) = self.steps.at(session.id);
        // Rating needs the room on a small screen.
        let alone = small && step == Step::Rate;
        if !alone {
            cards::list_column(ui, "observe-sessions", if small { 172.0 } else { 204.0 }, |ui| {
                self.sessions(ui, cx, &mine, session, &sheets);
            });
        }
        let Some(sheet) = sheets.get(self.seat).copied() else { return };
        let place = Place { session, exercise, sheets: &sheets, sheet };
        if self.later_step(ui, cx, &place, (step, arrives, alone), asks) {
            return;
        }
        self.focus_line |= arrives && self.checklist.arrive(exercise);
        let width = if small { 314.0 } else { 320.0 };
        cards::side_column(ui, "observe-marks", width, |ui| {
            marking::ui(ui, cx, (sheet, exercise), &mut self.marking, asks);
        });
        cards::middle(ui, |ui| self.record(ui, cx, (session, exercise), &sheets, asks));
    }

    /// Draws the step after observing, if one is shown; what was typed at another is kept.
    fn later_step(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        place: &Place<'_>,
        (step, arrives, alone): (Step, bool, bool),
        asks: &mut Asks,
    ) -> bool {
        let Self { rate, marking, classify, steps, .. } = self;
        if step != Step::Rate {
            rate.leave(cx, asks);
        }
        match step {
            Step::Observe => {
                marking.marked = None;
                return false;
            }
            Step::Classify => {
                marking::keep_typed(cx, marking, asks);
                classify::ui(ui, cx, place, arrives, (classify, steps), asks);
            }
            Step::Rate => {
                marking.arriving |= arrives;
                let mut with = rate::With { marking, classify, steps, alone };
                let seat = rate::ui(ui, cx, place, rate, &mut with, asks);
                self.seat = seat.unwrap_or(self.seat);
            }
        }
        true
    }

    fn sessions(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        mine: &[&Session],
        current: &Session,
        sheets: &[Sheet],
    ) {
        if sheets.len() > 1 {
            heading(ui, format!("Group of {}", current.seats.len()));
            for (place, sheet) in sheets.iter().enumerate() {
                let label = words::candidate(cx.centre, sheet.candidate);
                let row =
                    buttons::pressable(ui, ("seat", place), &label, place == self.seat, |ui| {
                        let frame = if place == self.seat {
                            cards::chosen_card(cx.palette)
                        } else {
                            cards::card(cx.palette)
                        };
                        frame.inner_margin(8).show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.horizontal(|ui| {
                                marks::key(ui, &(place + 1).to_string());
                                ui.add(egui::Label::new(theme::strong(&label)).truncate());
                            });
                            let count = cx.centre.notes_of(*sheet).len();
                            muted(ui, words::count(count, "note", "notes"));
                        });
                    });
                if row.clicked() {
                    self.seat = place;
                    self.focus_line = true;
                }
            }
            ui.add_space(12.0);
        }
        heading(ui, "Your sessions");
        let height = ui.available_height();
        egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
            ui,
            58.0,
            mine.len(),
            |ui, range| {
                for session in mine.iter().skip(range.start).take(range.len()) {
                    self.session_row(ui, cx, session, current.id == session.id);
                }
            },
        );
    }

    fn session_row(&mut self, ui: &mut Ui, cx: &Cx<'_>, session: &Session, chosen: bool) {
        let exercise = cx.centre.scenario.exercise(&session.exercise);
        let title = exercise.map_or("", |exercise| &exercise.title);
        let who = super::live::who(cx, session);
        let name = format!("{title}, {who}");
        let row = buttons::pressable(ui, session.id.to_string(), &name, chosen, |ui| {
            let frame =
                if chosen { cards::chosen_card(cx.palette) } else { cards::card(cx.palette) };
            frame.inner_margin(egui::Margin::symmetric(8, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.set_height(46.0);
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.add(egui::Label::new(theme::strong(&who)).truncate());
                ui.horizontal(|ui| {
                    let (text, tone) = session_state(cx, session);
                    marks::pill(ui, &text, tone);
                    let title = egui::RichText::new(title).small().color(cx.palette.muted);
                    ui.add(egui::Label::new(title).truncate());
                });
            });
        });
        if row.clicked() {
            self.session = Some(session.id);
            self.seat = 0;
            self.focus_line = true;
        }
    }

    fn record(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (session, exercise): (&Session, &Exercise),
        sheets: &[Sheet],
        asks: &mut Asks,
    ) {
        let Some(sheet) = sheets.get(self.seat).copied() else { return };
        header(ui, cx, session, exercise, sheet);
        let place = Place { session, exercise, sheets, sheet };
        steps::bar(ui, cx, &place, &mut self.steps);
        let line_height = 92.0;
        let list = (ui.available_height() - line_height - 10.0).max(80.0);
        let list = if exercise.checklist.is_empty() {
            list
        } else {
            // Written work is marked by its list; notes stand below it.
            let height = (list * if list < 440.0 { 0.72 } else { 0.6 }).floor();
            checklist::ui(ui, cx, (sheet, exercise), height, &mut self.checklist, asks);
            list - height - ui.spacing().item_spacing.y
        };
        let shown: Vec<Sheet> = if sheets.len() > 1 { sheets.to_vec() } else { vec![sheet] };
        notes::list(ui, cx, (session, exercise), &shown, list, &mut self.notes, asks);
        ui.add_space(4.0);
        let line = self.lines.entry((sheet.session, sheet.assessor)).or_default();
        let focus = std::mem::take(&mut self.focus_line);
        let went = notes::line(ui, cx, exercise, sheets, self.seat, line, focus, asks);
        self.seat = went.seat;
        self.marking.arriving |= went.on;
    }
}

fn header(ui: &mut Ui, cx: &Cx<'_>, session: &Session, exercise: &Exercise, sheet: Sheet) {
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    ui.horizontal(|ui| {
        // The clock keeps its place, however long the name is.
        let narrow = ui.available_width() < 420.0;
        let width = (ui.available_width() - if narrow { 190.0 } else { 270.0 }).max(60.0);
        ui.vertical(|ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            let who = words::candidate(cx.centre, sheet.candidate);
            ui.add(egui::Label::new(theme::strong(who).size(18.0)).truncate());
            let room = if session.room.is_empty() {
                String::new()
            } else {
                format!(" · {}", session.room)
            };
            muted(ui, format!("{}{room}", exercise.title));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(current) = &clock.current {
                let (figures, over) = super::live::shown(current);
                let left = if over {
                    "over time".to_owned()
                } else {
                    format!("left of {}", words::clock(current.length.as_secs()))
                };
                let state = if clock.state == State::Held { "held" } else { left.as_str() };
                let phase = current.phase.title.to_lowercase();
                let phase = if narrow { String::new() } else { format!(", {phase}") };
                muted_inline(ui, cx, &format!("{state}{phase}"));
                marks::figures(ui, &figures, 28.0, over);
            } else {
                let (text, tone) = session_state(cx, session);
                marks::pill(ui, &text, tone);
            }
        });
    });
    ui.add_space(4.0);
}

fn muted_inline(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    let text = egui::RichText::new(text).small().color(cx.palette.muted);
    ui.add(egui::Label::new(text).extend());
}

fn session_state(cx: &Cx<'_>, session: &Session) -> (String, Tone) {
    let Author::Assessor(you) = cx.you else { return (String::new(), Tone::Calm) };
    let own: Vec<_> = session.sheets().into_iter().filter(|sheet| sheet.assessor == you).collect();
    let submitted =
        |sheet: &Sheet| cx.centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
    if !own.is_empty() && own.iter().all(submitted) {
        return ("submitted".to_owned(), Tone::Good);
    }
    let clock = &session.clock;
    if clock.finished.is_some() {
        return ("to rate".to_owned(), Tone::Soon);
    }
    if clock.has_begun() {
        return ("now".to_owned(), Tone::Calm);
    }
    let time =
        session.planned.map_or_else(|| "to come".to_owned(), |planned| cx.time_of_day(planned));
    (time, Tone::Calm)
}

/// The assessor's sessions: those that run, then those to rate, to come, and submitted.
fn sessions_of<'a>(cx: &Cx<'a>, assessor: AssessorId) -> Vec<&'a Session> {
    let mut mine: Vec<_> = cx
        .centre
        .planned_sessions()
        .into_iter()
        .filter(|session| session.has_assessor(assessor))
        .collect();
    let rank = |session: &&Session| {
        let own = session.sheets().into_iter().filter(|sheet| sheet.assessor == assessor);
        let mut own =
            own.map(|sheet| cx.centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted));
        match &session.clock {
            _ if own.all(|submitted| submitted) => 3,
            clock if clock.current().is_some() => 0,
            clock if clock.finished.is_some() => 1,
            _ => 2,
        }
    };
    mine.sort_by_key(rank);
    mine
}

fn who_observes(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    let assessors = cx.centre.people.assessors();
    if assessors.is_empty() {
        let words = "Name the assessors first; then say here who you are.";
        cards::empty(ui, "Nobody observes yet", words, |ui| {
            if buttons::primary(ui, "Name the people").clicked() {
                asks.ask(Ask::Go(Stage::People));
            }
        });
        return;
    }
    let words = "Notes and ratings carry the name of the person who makes them.";
    cards::empty(ui, "Who is observing?", words, |ui| {
        let height = (ui.available_height() - 20.0).max(100.0);
        egui::ScrollArea::vertical().max_height(height).show_rows(
            ui,
            34.0,
            assessors.len(),
            |ui, range| {
                for assessor in assessors.iter().skip(range.start).take(range.len()) {
                    let button =
                        egui::Button::new(&assessor.name).min_size(egui::vec2(280.0, 30.0));
                    if ui.add(button).clicked() {
                        asks.ask(Ask::ActAs(Author::Assessor(assessor.id)));
                    }
                }
            },
        );
    });
}
