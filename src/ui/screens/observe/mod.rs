//! An assessor's stage: note what is said and done, then rate it.

mod checklist;
mod chooser;
mod classify;
mod handing_in;
mod marking;
mod note_form;
pub mod note_line;
mod notes;
mod opening;
mod prompts;
mod rate;
mod recorder;
mod seats;
mod speakers;
pub mod steps;
mod strokes;
pub mod tags;
mod typed;

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
    marking: typed::View,
    classify: classify::View,
    rate: rate::View,
    checklist: checklist::View,
    steps: steps::Steps,
    chooser: chooser::Chooser,
    /// Put the cursor into the note line on the next frame.
    focus_line: bool,
}

impl Observe {
    /// Brings half-typed notes back after a crash.
    pub fn restore(&mut self, drafts: &BTreeMap<String, String>) {
        for (key, text) in drafts {
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
            cards::middle(ui, |ui| self.chooser.ui(ui, cx, asks));
            return;
        };
        let mine = sessions_of(cx, assessor);
        let chosen = self.session.filter(|id| mine.iter().any(|session| session.id == *id));
        let session = chosen.or_else(|| mine.first().map(|session| session.id));
        if session != self.session {
            self.session = session;
            let line = session.and_then(|session| self.lines.get(&(session, assessor)));
            self.seat = line.map_or(0, |line| line.seat);
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
        let sheets: Vec<Sheet> = cx
            .centre
            .sheets_in(session)
            .into_iter()
            .filter(|sheet| sheet.assessor == assessor)
            .collect();
        self.seat = self.seat.min(sheets.len().saturating_sub(1));
        let Some(sheet) = sheets.get(self.seat).copied() else { return };
        let place = Place { session, exercise, sheets: &sheets, sheet };
        let small = ui.available_width() < 1000.0;
        let (step, arrives) = self.steps.at(session.id);
        // Rating needs the room on a small screen.
        let alone = small && step == Step::Rate;
        if !alone {
            cards::list_column(ui, "observe-sessions", if small { 172.0 } else { 204.0 }, |ui| {
                self.sessions(ui, cx, &mine, &place, asks);
            });
        }
        if self.later_step(ui, cx, &place, (step, arrives, alone), asks) {
            return;
        }
        self.focus_line |= arrives && self.checklist.arrive(exercise);
        let width = if small { 314.0 } else { 320.0 };
        cards::side_column(ui, "observe-marks", width, |ui| {
            marking::ui(ui, cx, (sheet, exercise), &mut self.marking, asks);
        });
        cards::middle(ui, |ui| self.record(ui, cx, &place, asks));
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
                typed::keep_typed(cx, marking, asks);
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
        place: &Place<'_>,
        asks: &mut Asks,
    ) {
        if let Some(pressed) = seats::ui(ui, cx, place, asks) {
            self.seat = pressed;
            self.focus_line = true;
        }
        prompts::ui(ui, cx, place, asks);
        heading(ui, "Your sessions");
        let height = ui.available_height();
        egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
            ui,
            58.0,
            mine.len(),
            |ui, range| {
                for session in mine.iter().skip(range.start).take(range.len()) {
                    self.session_row(ui, cx, session, place.session.id == session.id);
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
            let mut lines = self.lines.iter();
            let typed = lines.find(|((of, _), line)| *of == session.id && !line.is_empty());
            self.seat = typed.map_or(0, |(_, line)| line.seat);
            self.focus_line = true;
        }
    }

    fn record(&mut self, ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>, asks: &mut Asks) {
        let (session, exercise) = (place.session, place.exercise);
        header(ui, cx, session, exercise, place.sheet);
        steps::bar(ui, cx, place, &mut self.steps);
        let mut list = (ui.available_height() - recorder::HEIGHT - 10.0).max(80.0);
        if !exercise.checklist.is_empty() {
            // Written work is marked by its list; notes stand below it.
            let height = (list * if list < 440.0 { 0.72 } else { 0.6 }).floor();
            let of = (place.sheet, exercise);
            checklist::ui(ui, cx, of, height, &mut self.checklist, asks);
            list -= height + ui.spacing().item_spacing.y;
        }
        notes::list(ui, cx, place, list, &mut self.notes, asks);
        ui.add_space(4.0);
        let line = self.lines.entry((place.sheet.session, place.sheet.assessor)).or_default();
        let called = recorder::Called {
            // A session pressed in this frame has its line on the next one only.
            focus: self.session == Some(session.id) && std::mem::take(&mut self.focus_line),
            word: self.notes.word.take(),
        };
        let went = recorder::ui(ui, cx, place, (self.seat, line), called, asks);
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
    let own: Vec<_> =
        cx.centre.sheets_in(session).into_iter().filter(|sheet| sheet.assessor == you).collect();
    let submitted =
        |sheet: &Sheet| cx.centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
    if !own.is_empty() && own.iter().all(submitted) {
        return ("submitted".to_owned(), Tone::Good);
    }
    let reopened = |sheet: &Sheet| {
        let marks = cx.centre.marksheets.get(sheet);
        marks.is_some_and(|marks| marks.reopened().is_some())
    };
    if own.iter().any(reopened) {
        return ("reopened".to_owned(), Tone::Soon);
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
        .filter(|session| {
            cx.centre.sheets_in(session).iter().any(|sheet| sheet.assessor == assessor)
        })
        .collect();
    let rank = |session: &&Session| {
        let own =
            cx.centre.sheets_in(session).into_iter().filter(|sheet| sheet.assessor == assessor);
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
