//! The state of every marksheet, as it is stored: a grid of candidates and exercises, a list by
//! assessor; each form can be looked through, and given back with a remark.

use std::collections::BTreeMap;

use egui::{Ui, Vec2};

use super::writable;
use crate::centre::marksheet::Turn;
use crate::centre::marksheets;
use crate::centre::{Change, Sheet};
use crate::day::attention::instead;
use crate::day::forms::{Form, FormState, Lateness, forms, lateness};
use crate::ids::{AssessorId, CandidateId, ExerciseId};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, fields, rows, segments};
use crate::words;

const ROW: f32 = 32.0;

/// Which forms are shown, which one is chosen, and what is half-typed about it.
#[derive(Default)]
pub(super) struct Forms {
    by_assessor: bool,
    open_only: bool,
    chosen: Option<Sheet>,
    remark: String,
    refused: String,
    kept: Option<(usize, usize, Vec<Form>)>,
}

impl Forms {
    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let key = (cx.version, cx.on_the_way.len());
        let all = match self.kept.take() {
            Some((version, on_the_way, kept)) if (version, on_the_way) == key => kept,
            _ => forms(cx.centre, cx.on_the_way),
        };
        cards::side_column(ui, "forms-side", 300.0, |ui| self.detail(ui, cx, &all, asks));
        cards::middle(ui, |ui| {
            summary(ui, &all);
            ui.horizontal(|ui| {
                let names = [("By candidate", ""), ("By assessor", "")];
                if let Some(place) = segments::ui(ui, &names, usize::from(self.by_assessor)) {
                    self.by_assessor = place == 1;
                }
                ui.checkbox(&mut self.open_only, "Only what is still owed");
            });
            ui.add_space(6.0);
            let wanted = |form: &&Form| !self.open_only || (form.state.is_open() && !form.struck);
            let shown: Vec<&Form> = all.iter().filter(wanted).collect();
            if shown.is_empty() {
                let words = if all.is_empty() {
                    "No sessions are planned, so there are no marksheets yet."
                } else {
                    "Everything is in."
                };
                cards::muted(ui, words);
            } else if self.by_assessor {
                self.list(ui, cx, &shown);
            } else {
                self.grid(ui, cx, &shown);
            }
        });
        self.kept = Some((key.0, key.1, all));
    }

    fn grid(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &[&Form]) {
        let mut rows: BTreeMap<CandidateId, BTreeMap<&ExerciseId, Vec<&Form>>> = BTreeMap::new();
        for form in shown {
            let row = rows.entry(form.sheet.candidate).or_default();
            row.entry(&form.exercise).or_default().push(form);
        }
        let listed: Vec<_> = cx
            .centre
            .people
            .candidates()
            .into_iter()
            .filter(|known| rows.contains_key(&known.id))
            .collect();
        let exercises = &cx.centre.scenario.exercises;
        let wide = ui.available_width();
        let name = (wide * 0.22).clamp(130.0, 220.0);
        let each = (wide - name) / exercises.len().max(1) as f32 - 8.0;
        ui.horizontal(|ui| {
            cell(ui, name, |ui| drop(cards::muted(ui, "Candidate")));
            for exercise in exercises {
                cell(ui, each, |ui| {
                    let text = egui::RichText::new(&exercise.title).small();
                    ui.add(egui::Label::new(text.color(cx.palette.muted)).truncate());
                });
            }
        });
        rows::as_high_as_said(ui);
        let area = egui::ScrollArea::vertical().id_salt("forms-grid").auto_shrink(false);
        area.show_rows(ui, ROW, listed.len(), |ui, range| {
            for known in listed.get(range).unwrap_or_default() {
                ui.horizontal(|ui| {
                    ui.set_min_height(ROW);
                    cell(ui, name, |ui| {
                        marks::badge(ui, &known.code);
                        ui.add(egui::Label::new(&known.name).truncate());
                    });
                    let row = rows.get(&known.id);
                    for exercise in exercises {
                        cell(ui, each, |ui| {
                            let forms = row.and_then(|row| row.get(&exercise.id));
                            for form in forms.into_iter().flatten() {
                                self.mark(ui, cx, form, None);
                            }
                        });
                    }
                });
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &[&Form]) {
        let mut by: BTreeMap<(String, AssessorId), Vec<&Form>> = BTreeMap::new();
        for form in shown {
            let id = form.sheet.assessor;
            by.entry((words::assessor(cx.centre, id), id)).or_default().push(form);
        }
        let lines: Vec<(&(String, AssessorId), Option<&Form>)> = by
            .iter()
            .flat_map(|(who, forms)| {
                std::iter::once((who, None)).chain(forms.iter().map(move |form| (who, Some(*form))))
            })
            .collect();
        rows::as_high_as_said(ui);
        let area = egui::ScrollArea::vertical().id_salt("forms-list").auto_shrink(false);
        area.show_rows(ui, ROW, lines.len(), |ui, range| {
            for (who, form) in lines.get(range).unwrap_or_default() {
                ui.horizontal(|ui| {
                    ui.set_min_height(ROW);
                    let Some(form) = form else {
                        cards::heading(ui, &who.0);
                        let open = by.get(who).map_or(0, |forms| {
                            forms.iter().filter(|form| form.state.is_open() && !form.struck).count()
                        });
                        cards::muted(ui, format!("{open} owed"));
                        return;
                    };
                    let exercise = cx.centre.scenario.exercise(&form.exercise);
                    let title = exercise.map_or("", |known| known.title.as_str());
                    let who = words::candidate(cx.centre, form.sheet.candidate);
                    self.mark(ui, cx, form, Some(format!("{who} · {title}")));
                    if let Some(due) = form.due.filter(|_| form.state.is_open()) {
                        cards::muted(ui, format!("due {}", cx.time_of_day(due)));
                    }
                });
            }
        });
    }

    /// The mark of a form: a shape and colour for its state, which its name says too.
    fn mark(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form, beside: Option<String>) {
        let late = lateness(cx.centre, form, cx.now.wall);
        let (fill, ink) = colours(cx.palette, form, late);
        let text = format!("{} {}", shape(form), beside.unwrap_or_default());
        let mut words = theme::strong(text.trim_end()).color(ink);
        if form.struck {
            words = words.strikethrough();
        }
        let exercise = cx.centre.scenario.exercise(&form.exercise);
        let title = exercise.map_or("", |known| known.title.as_str());
        let name = format!(
            "{title}, {}, by {}: {}",
            words::candidate(cx.centre, form.sheet.candidate),
            words::assessor(cx.centre, form.sheet.assessor),
            said(form, late)
        );
        let chosen = self.chosen == Some(form.sheet);
        let stroke = if chosen { cx.palette.accent } else { cx.palette.line };
        let button = egui::Button::new(words)
            .fill(fill)
            .stroke(egui::Stroke::new(if chosen { 2.0 } else { 1.0 }, stroke))
            .min_size(Vec2::new(28.0, 24.0));
        ui.push_id(form.sheet, |ui| {
            if ui.add(button).on_hover_text(&name).accessible_name(&name).clicked() {
                self.chosen = Some(form.sheet);
                self.remark.clear();
                self.refused.clear();
            }
        });
    }

    fn detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, all: &[Form], asks: &mut Asks) {
        let form = self.chosen.and_then(|sheet| all.iter().find(|form| form.sheet == sheet));
        let Some(form) = form else {
            cards::muted(ui, "Choose a form to look it through or give it back.");
            ui.add_space(8.0);
            for state in FormState::ALL {
                ui.horizontal(|ui| {
                    ui.label(theme::strong(glyph(state)));
                    cards::muted(ui, state_words(state));
                });
            }
            for (tint, words) in [
                (cx.palette.amber_tint, "begun and not stored, or due"),
                (cx.palette.red_tint, "overdue (rule R7)"),
            ] {
                ui.horizontal(|ui| {
                    swatch(ui, tint, cx.palette.line);
                    cards::muted(ui, words);
                });
            }
            cards::muted(ui, "Struck through: the candidate did not come.");
            return;
        };
        let sheet = form.sheet;
        let exercise = cx.centre.scenario.exercise(&form.exercise);
        let title = exercise.map_or("", |known| known.title.as_str());
        ui.add(egui::Label::new(theme::strong(title).size(16.0)).wrap());
        ui.label(words::candidate(cx.centre, sheet.candidate));
        cards::muted(ui, words::assessor(cx.centre, sheet.assessor));
        let late = lateness(cx.centre, form, cx.now.wall);
        marks::pill(ui, &said(form, late), tone(form.state, late));
        ui.add_space(6.0);
        for turn in cx.centre.marksheets.get(&sheet).into_iter().flat_map(|marks| &marks.turns) {
            cards::muted(ui, turn_words(cx, turn));
        }
        if matches!(form.state, FormState::OnTheWay | FormState::Stored | FormState::Reviewed) {
            ui.add_space(8.0);
            if form.state != FormState::Reviewed
                && buttons::primary_if(ui, "Looked through", writable(cx)).clicked()
            {
                self.perform(cx, asks, marksheets::Change::Review { sheet });
            }
            let label = "Give it back: what the assessor is asked";
            fields::lines(ui, ("remark", sheet), label, &mut self.remark, 3);
            if buttons::plain_if(ui, "Give back", writable(cx)).clicked() {
                let remark = self.remark.clone();
                self.perform(cx, asks, marksheets::Change::Return { sheet, remark });
            }
        }
        self.given_up(ui, cx, form, asks);
        fields::refusal(ui, &self.refused);
    }

    /// Who has left writes no more: nobody need wait for a form on which nothing stands.
    fn given_up(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form, asks: &mut Asks) {
        let session = cx.centre.sessions.get(&form.sheet.session);
        let empty = form.state == FormState::Untouched && !form.struck;
        let Some(session) = session.filter(|_| empty) else { return };
        ui.add_space(8.0);
        cards::muted(
            ui,
            "Nothing stands on it yet. If its assessor has left, nobody need wait for it.",
        );
        if buttons::plain_if(ui, "Do without this form", writable(cx)).clicked() {
            let Sheet { candidate, assessor, .. } = form.sheet;
            self.act(cx, asks, instead::without(session, candidate, assessor));
        }
    }

    fn perform(&mut self, cx: &Cx<'_>, asks: &mut Asks, change: marksheets::Change) {
        self.act(cx, asks, Change::Marksheet(change));
    }

    fn act(&mut self, cx: &Cx<'_>, asks: &mut Asks, change: Change) {
        self.refused = match cx.centre.check(&change) {
            Ok(()) => {
                asks.change(change);
                self.remark.clear();
                String::new()
            }
            Err(refusal) => words::refusal(cx.centre, &refusal),
        };
    }
}

/// A colour of the cells, for their legend.
fn swatch(ui: &mut Ui, fill: egui::Color32, edge: egui::Color32) {
    let (space, _) = ui.allocate_exact_size(Vec2::splat(14.0), egui::Sense::hover());
    let stroke = egui::Stroke::new(1.0, edge);
    ui.painter().rect(space, 4.0, fill, stroke, egui::StrokeKind::Inside);
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(Vec2::new(width, ROW - 6.0), |ui| {
        ui.set_width(width);
        ui.horizontal_centered(content);
    });
}

fn summary(ui: &mut Ui, all: &[Form]) {
    let owed: Vec<&Form> = all.iter().filter(|form| !form.struck).collect();
    let of = |state| owed.iter().filter(|form| form.state == state).count();
    let stored = of(FormState::Stored) + of(FormState::Reviewed);
    let mut text = format!("{stored} of {} stored", owed.len());
    for (count, word) in [
        (of(FormState::OnTheWay), "on the way"),
        (of(FormState::InProgress), "in progress"),
        (of(FormState::Returned), "given back"),
        (of(FormState::Reviewed), "looked through"),
    ] {
        if count > 0 {
            text.push_str(&format!(" · {count} {word}"));
        }
    }
    cards::heading(ui, text);
}

fn glyph(state: FormState) -> &'static str {
    match state {
        FormState::Untouched => "–",
        FormState::InProgress => "…",
        FormState::Returned => "<",
        FormState::OnTheWay => "○",
        FormState::Stored => "●",
        FormState::Reviewed => "✓",
    }
}

fn shape(form: &Form) -> &'static str {
    glyph(form.state)
}

/// What a state is called.
fn state_words(state: FormState) -> &'static str {
    match state {
        FormState::Untouched => "untouched",
        FormState::InProgress => "in progress",
        FormState::Returned => "given back to the assessor",
        FormState::OnTheWay => "submitted, not stored yet",
        FormState::Stored => "submitted and stored",
        FormState::Reviewed => "looked through",
    }
}

fn said(form: &Form, late: Lateness) -> String {
    let state = state_words(form.state);
    match (form.struck, late) {
        (true, _) => "did not attend".to_owned(),
        (false, Lateness::None) => state.to_owned(),
        (false, Lateness::Amber) => format!("{state}, due"),
        (false, Lateness::Red) => format!("{state}, overdue"),
    }
}

fn tone(state: FormState, late: Lateness) -> Tone {
    match (state, late) {
        (_, Lateness::Red) => Tone::Now,
        (FormState::Stored | FormState::Reviewed, _) => Tone::Good,
        (FormState::Untouched, Lateness::None) => Tone::Calm,
        _ => Tone::Soon,
    }
}

fn colours(palette: &Palette, form: &Form, late: Lateness) -> (egui::Color32, egui::Color32) {
    match tone(form.state, late) {
        _ if form.struck => (palette.card, palette.muted),
        Tone::Calm => (palette.card, palette.muted),
        Tone::Good => (palette.green_tint, palette.green),
        Tone::Soon => (palette.amber_tint, palette.amber),
        Tone::Now => (palette.red_tint, palette.red),
    }
}

fn turn_words(cx: &Cx<'_>, turn: &Turn) -> String {
    match turn {
        Turn::Submitted(made) => format!("{} submitted", cx.time_of_day(made.at)),
        Turn::Reviewed(made) => format!("{} looked through", cx.time_of_day(made.at)),
        Turn::Returned(made, remark) => {
            format!("{} given back: {remark}", cx.time_of_day(made.at))
        }
        Turn::Reopened(made, reason) => {
            format!("{} reopened: {reason}", cx.time_of_day(made.at))
        }
    }
}
