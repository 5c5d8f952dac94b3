//! Candidates and assessors: a table to type in, and the details of whoever is chosen.

use egui::Ui;
use egui_extras::{Column, TableBuilder};

use crate::centre::Change;
use crate::ids::{AssessorId, CandidateId, ExerciseId};
use crate::people;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// Whoever is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Candidate(CandidateId),
    Assessor(AssessorId),
}

/// What is half-typed and chosen on the screen.
#[derive(Debug, Default)]
pub struct People {
    new_candidate: String,
    new_assessor: String,
    find: String,
    refused_candidate: String,
    refused_assessor: String,
    chosen: Option<Chosen>,
    editing: Editing,
}

/// The fields of whoever is chosen, as typed so far.
#[derive(Debug, Default)]
struct Editing {
    of: Option<Chosen>,
    code: String,
    name: String,
    extra: String,
    extra_in: Vec<(ExerciseId, String)>,
    refused: String,
}

impl People {
    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        cards::side_column(ui, "people-detail", 300.0, |ui| match self.chosen {
            Some(Chosen::Candidate(id)) => self.candidate_detail(ui, cx, id, asks),
            Some(Chosen::Assessor(id)) => self.assessor_detail(ui, cx, id, asks),
            None => centre_detail(ui, cx),
        });
        cards::middle(ui, |ui| {
            let half = (ui.available_width() - 18.0) / 2.0;
            let height = ui.available_height();
            ui.horizontal_top(|ui| {
                ui.allocate_ui(egui::vec2(half, height), |ui| {
                    ui.vertical(|ui| self.candidates(ui, cx, asks));
                });
                ui.add_space(10.0);
                ui.allocate_ui(egui::vec2(half, height), |ui| {
                    ui.vertical(|ui| self.assessors(ui, cx, asks));
                });
            });
        });
    }

    fn candidates(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let listed = cx.centre.people.candidates();
        ui.horizontal(|ui| {
            heading(ui, "Candidates");
            marks::pill(ui, &listed.len().to_string(), Tone::Calm);
        });
        if cx.writable {
            let next = cx.centre.people.next_code();
            let label = format!("Add a candidate as {next}: type a name, then Enter");
            let field = fields::line(ui, "new-candidate", &label, &mut self.new_candidate, "Name");
            if fields::entered(ui, &field) {
                let name = std::mem::take(&mut self.new_candidate);
                let change = people::Change::AddCandidate { code: next, name: name.clone() };
                self.refused_candidate = perform(cx, asks, change);
                if !self.refused_candidate.is_empty() {
                    self.new_candidate = name;
                }
                field.request_focus();
            }
            fields::refusal(ui, &self.refused_candidate);
        }
        if listed.len() > 20 {
            fields::line(ui, "find-candidate", "Find by code or name", &mut self.find, "C07");
        } else {
            self.find.clear();
        }
        let wanted = self.find.trim().to_lowercase();
        let shown: Vec<_> = listed
            .into_iter()
            .filter(|known| wanted.is_empty() || known.label().to_lowercase().contains(&wanted))
            .collect();
        if shown.is_empty() {
            muted(ui, "Nobody yet. Codes are given by themselves; a name may be left empty.");
            return;
        }
        cards::card(cx.palette).inner_margin(6).show(ui, |ui| {
            let rows = TableBuilder::new(ui)
                .id_salt("candidates")
                .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
                .column(Column::exact(64.0))
                .column(Column::remainder().clip(true))
                .column(Column::exact(64.0))
                .sense(egui::Sense::click());
            rows.body(|body| {
                body.rows(34.0, shown.len(), |mut row| {
                    let Some(known) = shown.get(row.index()) else { return };
                    let chosen = Chosen::Candidate(known.id);
                    row.set_selected(self.chosen == Some(chosen));
                    row.col(|ui| {
                        ui.add_space(6.0);
                        ui.label(theme::strong(&known.code));
                    });
                    row.col(|ui| {
                        ui.add(egui::Label::new(&known.name).truncate());
                    });
                    row.col(|ui| {
                        if known.extra_time > 0 || !known.extra_time_in.is_empty() {
                            marks::pill(ui, &extra_pill(known), Tone::Calm);
                        }
                    });
                    let response = name_row(row.response(), &known.label());
                    if response.clicked() {
                        self.chosen = Some(chosen);
                    }
                });
            });
        });
    }

    fn assessors(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let listed = cx.centre.people.assessors();
        ui.horizontal(|ui| {
            heading(ui, "Assessors");
            marks::pill(ui, &listed.len().to_string(), Tone::Calm);
        });
        if cx.writable {
            let label = "Add an assessor: type a name, then Enter";
            let field = fields::line(ui, "new-assessor", label, &mut self.new_assessor, "Name");
            if fields::entered(ui, &field) && !self.new_assessor.trim().is_empty() {
                let name = std::mem::take(&mut self.new_assessor);
                let change = people::Change::AddAssessor { name: name.clone() };
                self.refused_assessor = perform(cx, asks, change);
                if !self.refused_assessor.is_empty() {
                    self.new_assessor = name;
                }
                field.request_focus();
            }
            fields::refusal(ui, &self.refused_assessor);
        }
        if listed.is_empty() {
            muted(ui, "Nobody yet. Every session needs somebody who observes.");
        } else {
            cards::card(cx.palette).inner_margin(6).show(ui, |ui| {
                let height = (ui.available_height() - 60.0).max(80.0);
                TableBuilder::new(ui)
                    .id_salt("assessors")
                    .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
                    .column(Column::remainder().clip(true))
                    .sense(egui::Sense::click())
                    .max_scroll_height(height)
                    .body(|body| {
                        body.rows(34.0, listed.len(), |mut row| {
                            let Some(known) = listed.get(row.index()) else { return };
                            let chosen = Chosen::Assessor(known.id);
                            row.set_selected(self.chosen == Some(chosen));
                            row.col(|ui| {
                                ui.add_space(6.0);
                                ui.add(egui::Label::new(&known.name).truncate());
                            });
                            if name_row(row.response(), &known.name).clicked() {
                                self.chosen = Some(chosen);
                            }
                        });
                    });
            });
        }
        let ready = !listed.is_empty() && !cx.centre.people.candidates().is_empty();
        if ready && cx.writable && cx.centre.sessions.is_empty() {
            ui.add_space(8.0);
            if buttons::primary(ui, "Make the timetable next").clicked() {
                asks.ask(Ask::Go(Stage::Timetable));
            }
        }
    }

    fn candidate_detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, id: CandidateId, asks: &mut Asks) {
        let Some(known) = cx.centre.people.candidate(id).filter(|known| !known.removed) else {
            self.chosen = None;
            return;
        };
        if self.editing.of != self.chosen {
            self.editing = Editing {
                of: self.chosen,
                code: known.code.clone(),
                name: known.name.clone(),
                extra: known.extra_time.to_string(),
                extra_in: Vec::new(),
                refused: String::new(),
            };
            for exercise in &cx.centre.scenario.exercises {
                let percent = known.extra_time_in.get(&exercise.id);
                let text = percent.map(u16::to_string).unwrap_or_default();
                self.editing.extra_in.push((exercise.id.clone(), text));
            }
        }
        heading(ui, known.label());
        ui.add_enabled_ui(cx.writable, |ui| {
            let editing = &mut self.editing;
            let code = fields::line(ui, ("code", id), "Code", &mut editing.code, "");
            let name = fields::line(ui, ("name", id), "Name", &mut editing.name, "");
            if (code.lost_focus() || name.lost_focus())
                && (editing.code.trim() != known.code || editing.name.trim() != known.name)
            {
                let (code, name) = (editing.code.clone(), editing.name.clone());
                let change = people::Change::NameCandidate { candidate: id, code, name };
                editing.refused = perform(cx, asks, change);
            }
            ui.add_space(8.0);
            heading(ui, "Extra time");
            muted(
                ui,
                "In percent, rounded up to whole minutes. It lengthens preparation and run, \
                       never the write-up, and in a group only the preparation.",
            );
            let field =
                fields::line(ui, ("extra", id), "In every exercise, %", &mut editing.extra, "25");
            if field.lost_focus() {
                let percent = percent(&editing.extra);
                if percent != Ok(known.extra_time) {
                    editing.refused = give_extra(cx, asks, id, None, percent);
                }
            }
            for (exercise, text) in &mut editing.extra_in {
                let title = cx.centre.scenario.exercise(exercise).map_or("", |known| &known.title);
                let label = format!("In {title} instead, %");
                let field = fields::line(ui, ("extra", id, exercise.as_str()), &label, text, "");
                let current = known.extra_time_in.get(exercise).copied();
                if field.lost_focus() && !(text.trim().is_empty() && current.is_none()) {
                    let percent = percent(text);
                    if percent.clone().ok() != current {
                        let exercise = Some(exercise.clone());
                        editing.refused = give_extra(cx, asks, id, exercise, percent);
                    }
                }
            }
            fields::refusal(ui, &editing.refused);
            ui.add_space(12.0);
            if buttons::plain(ui, "Take off the list").clicked() {
                let change = people::Change::RemoveCandidate { candidate: id };
                self.editing.refused = perform(cx, asks, change);
            }
        });
    }

    fn assessor_detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, id: AssessorId, asks: &mut Asks) {
        let Some(known) = cx.centre.people.assessor(id).filter(|known| !known.removed) else {
            self.chosen = None;
            return;
        };
        if self.editing.of != self.chosen {
            let name = known.name.clone();
            self.editing = Editing { of: self.chosen, name, ..Editing::default() };
        }
        heading(ui, &known.name);
        let sessions = cx.centre.planned_sessions();
        let count = sessions.iter().filter(|session| session.has_assessor(id)).count();
        muted(ui, format!("Observes in {}.", words::count(count, "session", "sessions")));
        ui.add_enabled_ui(cx.writable, |ui| {
            let field = fields::line(ui, ("name", id), "Name", &mut self.editing.name, "");
            if field.lost_focus() && self.editing.name.trim() != known.name {
                let name = self.editing.name.clone();
                let change = people::Change::NameAssessor { assessor: id, name };
                self.editing.refused = perform(cx, asks, change);
            }
            fields::refusal(ui, &self.editing.refused);
            ui.add_space(12.0);
            if buttons::plain(ui, "Take off the list").clicked() {
                let change = people::Change::RemoveAssessor { assessor: id };
                self.editing.refused = perform(cx, asks, change);
            }
        });
    }
}

fn centre_detail(ui: &mut Ui, cx: &Cx<'_>) {
    heading(ui, "This centre");
    muted(ui, &cx.centre.details.name);
    if let Some(date) = cx.centre.details.date {
        muted(ui, words::date(date));
    }
    muted(ui, format!("Scenario: {}", cx.centre.scenario.title));
    ui.add_space(12.0);
    heading(ui, "Details");
    muted(ui, "Choose somebody to put a name right, give extra time, or take them off the list.");
}

/// Asks for the change if it can be; else says why not.
fn perform(cx: &Cx<'_>, asks: &mut Asks, change: people::Change) -> String {
    let change = Change::People(change);
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}

fn give_extra(
    cx: &Cx<'_>,
    asks: &mut Asks,
    candidate: CandidateId,
    exercise: Option<ExerciseId>,
    percent: Result<u16, String>,
) -> String {
    match percent {
        Ok(percent) => {
            perform(cx, asks, people::Change::GiveExtraTime { candidate, exercise, percent })
        }
        Err(words) => words,
    }
}

fn percent(text: &str) -> Result<u16, String> {
    let plain = text.trim().trim_start_matches('+').trim_end_matches('%').trim();
    if plain.is_empty() {
        return Ok(0);
    }
    plain.parse().map_err(|_why| format!("“{plain}” is not a whole number of percent."))
}

fn extra_pill(known: &people::Candidate) -> String {
    let most = known.extra_time_in.values().copied().chain([known.extra_time]).max().unwrap_or(0);
    format!("+{most}%")
}

fn name_row(response: egui::Response, name: &str) -> egui::Response {
    let name = name.to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
    response
}
