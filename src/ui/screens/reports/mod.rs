//! Reports: what leaves the room, for whom, and in which form.
//!
//! Each view is a file of its own: a name in `ReportsView`, a field in [`Reports`], a line in
//! [`Reports::ui`].

mod choose;
mod data;
mod feedback;
mod making;
mod privacy;
pub mod view;

use std::path::PathBuf;

use egui::Ui;

use self::data::Data;
use self::feedback::Feedback;
use self::making::Making;
use self::privacy::Privacy;
use self::view::ReportsView;
use crate::ids::CandidateId;
use crate::privacy::{Preview, Proposal};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::{self, Command};
use crate::ui::cx::Cx;
use crate::ui::reports_shown::Shown;
use crate::ui::stage::Stage;
use crate::ui::theme::Palette;
use crate::ui::widgets::{aloud, buttons, cards, segments};

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct Reports {
    view: ReportsView,
    making: Making,
    data: Data,
    privacy: Privacy,
    feedback: Feedback,
}

impl Reports {
    /// Shows one of the views.
    pub fn show(&mut self, view: ReportsView) {
        self.view = view;
    }

    /// Writes what is chosen, as soon as it is shown.
    pub fn write(&mut self) {
        self.view = ReportsView::Reports;
        self.making.writes = true;
    }

    /// Chooses one candidate of all.
    pub fn only(&mut self, candidate: CandidateId, all: impl Iterator<Item = CandidateId>) {
        self.view = ReportsView::Reports;
        self.making.only(candidate, all);
    }

    /// Takes in the texts that name somebody.
    pub fn found_names(&mut self, found: Vec<Proposal>) {
        self.privacy.found_names(found);
    }

    /// Takes in what an erasure would do.
    pub fn would_erase(
        &mut self,
        people: Vec<CandidateId>,
        preview: Preview,
        naming: Vec<PathBuf>,
    ) {
        self.privacy.would_erase(people, preview, naming);
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, asks: &mut Asks) {
        self.draw(ui, cx, shown, asks);
        // Asked for where there is nothing to write, it is not kept for later.
        self.making.writes = false;
    }

    fn draw(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, asks: &mut Asks) {
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
            ReportsView::Reports => self.making.ui(ui, cx, shown, asks),
            ReportsView::Data => self.data.ui(ui, cx, asks),
            ReportsView::Privacy => self.privacy.ui(ui, cx, asks),
            ReportsView::Feedback if cx.centre.people.candidates().is_empty() => {
                cards::middle(ui, |ui| nobody(ui, asks));
            }
            ReportsView::Feedback => self.feedback.ui(ui, cx, asks),
        }
    }

    /// The views side by side.
    fn bar(&mut self, ui: &mut Ui) {
        let palette = Palette::of(ui.ctx());
        let frame = egui::Frame::new().fill(palette.ground);
        let frame = frame.inner_margin(egui::Margin { left: 18, right: 18, top: 10, bottom: 2 });
        egui::Panel::top("reports-views").frame(frame).show_separator_line(false).show(ui, |ui| {
            aloud::pane(ui, "Views");
            ui.horizontal(|ui| {
                let keys = ReportsView::ALL.map(|view| {
                    command::keys(ui.ctx(), Command::ReportsView(view)).unwrap_or_default()
                });
                let all = ReportsView::ALL.iter().zip(&keys);
                let names: Vec<_> = all.map(|(view, key)| (view.name(), key.as_str())).collect();
                let chosen = ReportsView::ALL.iter().position(|view| *view == self.view);
                let pressed = segments::ui(ui, &names, chosen.unwrap_or(0));
                if let Some(view) = pressed.and_then(|place| ReportsView::ALL.get(place)) {
                    self.view = *view;
                }
            });
        });
    }
}

/// Something to tick, with what it is for in small letters under its name. Gives whether it changed.
fn option(ui: &mut Ui, on: &mut bool, name: &str, purpose: &str) -> bool {
    let named = ui.checkbox(on, name);
    let left = named.rect.left() + ui.spacing().icon_width + ui.spacing().icon_spacing;
    ui.horizontal(|ui| {
        ui.add_space(left - ui.max_rect().left());
        ui.vertical(|ui| cards::muted(ui, purpose));
    });
    ui.add_space(5.0);
    named.changed()
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
    let words = "Reports and feedback follow from candidates and their ratings. Name them first.";
    cards::empty(ui, "Nobody to report on yet", words, |ui| {
        if buttons::primary(ui, "Name the people").clicked() {
            asks.ask(Ask::Go(Stage::People));
        }
    });
}
