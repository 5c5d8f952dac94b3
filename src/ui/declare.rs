//! A conflict of interest declared on the day: by an assessor for themselves, or by the
//! facilitator for anybody.

use egui::{ComboBox, Ui};

use super::asks::Asks;
use super::cx::Cx;
use super::theme;
use super::widgets::{buttons, cards, fields, pick};
use crate::centre::{Author, Change};
use crate::ids::{AssessorId, CandidateId};
use crate::people::{self, Relation};
use crate::words;

/// The pair that is being chosen.
#[derive(Debug, Default)]
pub(super) struct Form {
    candidate: Option<CandidateId>,
    assessor: Option<AssessorId>,
    refused: String,
}

impl Form {
    /// Draws it; true when it should close.
    pub(super) fn modal(&mut self, ui: &Ui, cx: &Cx<'_>, asks: &mut Asks) -> bool {
        let own = match cx.you {
            Author::Assessor(own) => Some(own),
            Author::Facilitator => None,
        };
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("declare")).show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            ui.label(theme::strong("Declare a conflict of interest").size(18.0));
            cards::muted(
                ui,
                "Whoever knows a candidate, or has an interest in the result, does not rate them. \
                 Nobody has to say more than that.",
            );
            self.who(ui, cx, own);
            let both = self.candidate.zip(own.or(self.assessor));
            if let Some((candidate, assessor)) = both {
                self.shared(ui, cx, candidate, assessor);
            }
            fields::refusal(ui, &self.refused);
            ui.horizontal(|ui| {
                let possible = both.map(|_| ()).ok_or_else(|| "Choose who first.".to_owned());
                if buttons::primary_if(ui, "Declare it", possible).clicked()
                    && let Some((candidate, assessor)) = both
                {
                    let because = Relation::Declared;
                    let change = people::Change::KeepApart { candidate, assessor, because };
                    let change = Change::People(change);
                    match cx.centre.check(&change) {
                        Ok(()) => {
                            asks.change(change);
                            close = true;
                        }
                        Err(why) => self.refused = words::refusal(cx.centre, &why),
                    }
                }
                close |= buttons::plain(ui, "Cancel").clicked();
            });
        });
        close || modal.should_close()
    }

    fn who(&mut self, ui: &mut Ui, cx: &Cx<'_>, own: Option<AssessorId>) {
        let people = &cx.centre.people;
        if let Some(own) = own {
            ui.label(format!("Assessor: {}", words::assessor(cx.centre, own)));
        } else {
            let shown = self.assessor.map(|id| words::assessor(cx.centre, id));
            choice(ui, "Assessor", shown, |ui| {
                for known in people.assessors() {
                    ui.selectable_value(&mut self.assessor, Some(known.id), &known.name);
                }
            });
        }
        let shown = self.candidate.map(|id| words::candidate(cx.centre, id));
        choice(ui, "Candidate", shown, |ui| {
            for known in people.candidates() {
                ui.selectable_value(&mut self.candidate, Some(known.id), known.label());
            }
        });
    }

    /// What is planned for the two already.
    fn shared(&self, ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, assessor: AssessorId) {
        let planned = cx.centre.planned_sessions().into_iter();
        let shared: Vec<String> = planned
            .filter(|session| session.has_candidate(candidate) && session.has_assessor(assessor))
            .map(|session| words::session(cx.centre, session.id))
            .collect();
        if !shared.is_empty() && self.refused.is_empty() {
            let shared = shared.join("; ");
            let words = format!("They are planned together: {shared}. Give it to somebody else.");
            ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
        }
    }
}

fn choice(ui: &mut Ui, label: &str, shown: Option<String>, choices: impl FnOnce(&mut Ui)) {
    let above = cards::muted(ui, label);
    let list = ComboBox::from_id_salt(label)
        .selected_text(shown.unwrap_or_else(|| "Choose".to_owned()))
        .width(320.0)
        .height(320.0);
    pick::list(ui, list, choices).labelled_by(above.id);
}
