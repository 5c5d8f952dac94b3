//! Reports: what leaves the room, for whom, and in which form.
//!
//! Each view is a file of its own: a name in `View`, a field in [`Reports`], a line in
//! [`Reports::ui`].

mod choose;
mod data;
mod feedback;
mod making;
mod privacy;

use egui::Ui;

use self::data::Data;
use self::feedback::Feedback;
use self::making::Making;
use self::privacy::Privacy;
use crate::ids::CandidateId;
use crate::privacy::{Preview, Proposal};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::reports_shown::Shown;
use crate::ui::stage::Stage;
use crate::ui::theme::Palette;
use crate::ui::widgets::{buttons, cards, segments};

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// Reports for people.
    #[default]
    Reports,
    /// The data in other programs' forms.
    Data,
    /// What becomes of personal data.
    Privacy,
    /// Who has had feedback.
    Feedback,
}

impl View {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Reports, "Reports for people"),
        (Self::Data, "Data"),
        (Self::Privacy, "Privacy"),
        (Self::Feedback, "Feedback"),
    ];
}

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct Reports {
    view: View,
    making: Making,
    data: Data,
    privacy: Privacy,
    feedback: Feedback,
}

impl Reports {
    /// Chooses one candidate of all.
    pub fn only(&mut self, candidate: CandidateId, all: impl Iterator<Item = CandidateId>) {
        self.view = View::Reports;
        self.making.only(candidate, all);
    }

    /// Takes in the texts that name somebody.
    pub fn found_names(&mut self, found: Vec<Proposal>) {
        self.privacy.found_names(found);
    }

    /// Takes in what an erasure would do.
    pub fn would_erase(&mut self, people: Vec<CandidateId>, preview: Preview) {
        self.privacy.would_erase(people, preview);
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, asks: &mut Asks) {
        if !cx.facilitates() {
            cards::middle(ui, |ui| others_only(ui, asks));
            return;
        }
        if cx.centre.people.candidates().is_empty() && cx.centre.people.assessors().is_empty() {
            cards::middle(ui, |ui| nobody(ui, asks));
            return;
        }
        self.bar(ui);
        match self.view {
            View::Reports => self.making.ui(ui, cx, shown, asks),
            View::Data => self.data.ui(ui, cx, asks),
            View::Privacy => self.privacy.ui(ui, cx, asks),
            View::Feedback => self.feedback.ui(ui, cx, asks),
        }
    }

    /// The views side by side.
    fn bar(&mut self, ui: &mut Ui) {
        let palette = Palette::of(ui.ctx());
        let frame = egui::Frame::new().fill(palette.ground);
        let frame = frame.inner_margin(egui::Margin { left: 18, right: 18, top: 10, bottom: 2 });
        egui::Panel::top("reports-views").frame(frame).show_separator_line(false).show(ui, |ui| {
            ui.horizontal(|ui| {
                let names = View::ALL.map(|(_, name)| (name, ""));
                let chosen = View::ALL.iter().position(|(view, _)| *view == self.view);
                let pressed = segments::ui(ui, &names, chosen.unwrap_or(0));
                if let Some((view, _)) = pressed.and_then(|place| View::ALL.get(place)) {
                    self.view = *view;
                }
            });
        });
    }
}

/// Reports show everybody's ratings, which an assessor may not see before the own are in (R1).
fn others_only(ui: &mut Ui, asks: &mut Asks) {
    let words = "Reports and data hold what everybody rated. They are the facilitator’s.";
    cards::empty(ui, "For the facilitator", words, |ui| {
        if buttons::primary(ui, "Act as the facilitator").clicked() {
            asks.command(Command::ActAsFacilitator);
        }
    });
}

fn nobody(ui: &mut Ui, asks: &mut Asks) {
    let words = "Reports follow from people and their ratings. Name the people first.";
    cards::empty(ui, "Nobody to report on yet", words, |ui| {
        if buttons::primary(ui, "Name the people").clicked() {
            asks.ask(Ask::Go(Stage::People));
        }
    });
}
