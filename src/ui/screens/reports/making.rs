//! Which reports, of whom, and what that makes.

use egui::Ui;

use super::choose::Chosen;
use crate::handouts::reports::{Order, PATTERN};
use crate::report::kinds::{Kind, Scope};
use crate::report::language::Language;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::words;

/// What is chosen and half-typed.
pub(super) struct Making {
    chosen: Chosen,
    kinds: [(Kind, bool); Kind::ALL.len()],
    pattern: String,
}

impl Default for Making {
    fn default() -> Self {
        Self {
            chosen: Chosen::default(),
            kinds: Kind::ALL.map(|kind| (kind, kind == Kind::Feedback)),
            pattern: PATTERN.to_owned(),
        }
    }
}

impl Making {
    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _asks: &mut Asks) {
        let small = ui.available_width() < 1000.0;
        cards::list_column(ui, "reports-people", if small { 200.0 } else { 270.0 }, |ui| {
            self.chosen.ui(ui, cx);
        });
        cards::side_column(ui, "reports-kinds", if small { 270.0 } else { 320.0 }, |ui| {
            self.kinds(ui);
        });
        cards::middle(ui, |ui| self.files(ui, cx));
    }

    fn kinds(&mut self, ui: &mut Ui) {
        heading(ui, "Which reports");
        for (kind, on) in &mut self.kinds {
            ui.checkbox(on, kind.title());
            ui.indent(kind.word(), |ui| muted(ui, kind.purpose()));
        }
    }

    fn order(&self, cx: &Cx<'_>) -> Order {
        let kinds = self.kinds.iter().filter(|(_, on)| *on).map(|(kind, _)| *kind);
        Order {
            kinds: kinds.collect(),
            candidates: self.chosen.candidates(cx),
            assessors: self.chosen.assessors(cx),
            pattern: self.pattern.clone(),
            language: Language::English,
        }
    }

    /// What will be made.
    fn files(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let order = self.order(cx);
        let pieces = order.pieces(cx.centre);
        heading(ui, words::count(pieces.len(), "report", "reports"));
        if order.kinds.is_empty() {
            muted(ui, "Choose on the right which reports are wanted.");
        } else if pieces.is_empty() {
            let whom = match order.kinds.first().map(|kind| kind.scope()) {
                Some(Scope::Assessor) => "Choose an assessor on the left.",
                _ => "Choose somebody on the left.",
            };
            muted(ui, whom);
        }
        let area = egui::ScrollArea::vertical().auto_shrink(false);
        area.show_rows(ui, 20.0, pieces.len(), |ui, range| {
            for piece in pieces.iter().skip(range.start).take(range.len()) {
                ui.add(egui::Label::new(&piece.name).truncate());
            }
        });
    }
}
