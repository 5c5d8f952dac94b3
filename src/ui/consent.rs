//! A session is to begin, and the consent of somebody in it is not recorded (rule P1): record it,
//! or say why it begins all the same.

use egui::Ui;

use super::asks::{Ask, Asks};
use super::cx::Cx;
use super::theme;
use super::widgets::{buttons, cards, fields};
use crate::centre::{Change, attendance};
use crate::ids::CandidateId;
use crate::scenario::Strictness;
use crate::words;

/// What waits for an answer.
#[derive(Debug)]
pub(super) struct Form {
    /// The act that was asked for.
    changes: Vec<Change>,
    /// Whose consent is not recorded.
    who: Vec<CandidateId>,
    level: Strictness,
    reason: String,
    fresh: bool,
}

impl Form {
    /// The question about an act.
    pub(super) fn new(changes: Vec<Change>, who: Vec<CandidateId>, level: Strictness) -> Self {
        Self { changes, who, level, reason: String::new(), fresh: true }
    }

    /// Draws it; true when it should close.
    pub(super) fn modal(&mut self, ui: &Ui, cx: &Cx<'_>, asks: &mut Asks) -> bool {
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("consent")).show(ui.ctx(), |ui| {
            ui.set_width(480.0);
            ui.label(theme::strong("Consent is not recorded").size(18.0));
            let names: Vec<String> =
                self.who.iter().map(|id| words::candidate(cx.centre, *id)).collect();
            ui.add(egui::Label::new(names.join(", ")).wrap());
            let why = "Nobody should be assessed who has not agreed to it (rule P1). \
                       Consent on paper counts: record that it was given.";
            cards::muted(ui, why);
            ui.add_space(4.0);
            let record = buttons::primary(ui, "Record consent and begin");
            if std::mem::take(&mut self.fresh) {
                record.request_focus();
            }
            if record.clicked() {
                let given =
                    |id: &CandidateId| attendance::Change::Consent { candidate: *id, given: true };
                self.begin(given, asks);
                close = true;
            }
            ui.add_space(8.0);
            if self.level < Strictness::Block {
                let reason = "Or why it begins without";
                fields::line(ui, "why", reason, &mut self.reason, "Form is with the client");
                cards::muted(
                    ui,
                    "It holds for all their sessions of this day: nobody is asked again. Check-in \
                     and Live show that no consent is on record.",
                );
                let words = self.reason.trim().to_owned();
                let possible = if words.is_empty() {
                    Err("Say why in a few words; the reason is kept on record.".to_owned())
                } else {
                    Ok(())
                };
                if buttons::plain_if(ui, "Begin without consent", possible).clicked() {
                    let without = |id: &CandidateId| attendance::Change::WithoutConsent {
                        candidate: *id,
                        reason: words.clone(),
                    };
                    self.begin(without, asks);
                    close = true;
                }
            }
            close |= buttons::plain(ui, "Do not begin").clicked();
        });
        close || modal.should_close()
    }

    /// Asks for the act again, with what was missing before it.
    fn begin(&self, first: impl Fn(&CandidateId) -> attendance::Change, asks: &mut Asks) {
        let mut changes: Vec<Change> =
            self.who.iter().map(|id| Change::Attendance(first(id))).collect();
        changes.extend(self.changes.iter().cloned());
        asks.ask(Ask::Do(changes));
    }
}
