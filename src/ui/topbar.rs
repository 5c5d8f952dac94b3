//! Where you are, who you are, search for anything, and the time of day.

use egui::{RichText, Ui};

use super::asks::{Ask, Asks};
use super::command::{self, Command};
use super::cx::Cx;
use super::rehearsing;
use super::theme::{self, Palette};
use super::widgets::marks;
use crate::centre::Author;
use crate::clock::Rehearsal;
use crate::words;

/// What stands in the bar.
pub struct Bar {
    /// Where you are.
    pub title: String,
    /// One line of what matters.
    pub line: String,
    /// The time of day; with seconds only while a clock runs.
    pub time: String,
}

/// Draws the bar.
pub fn ui(
    ui: &mut Ui,
    bar: &Bar,
    cx: Option<&Cx<'_>>,
    rehearsal: Option<&Rehearsal>,
    asks: &mut Asks,
) {
    let palette = Palette::of(ui.ctx());
    ui.horizontal_centered(|ui| {
        let hidden = cx.is_some_and(Cx::names_hidden);
        let right = if hidden { 570.0 } else { 470.0 };
        let right = if rehearsal.is_some() { right + 200.0 } else { right };
        let width = (ui.available_width() - right).max(120.0);
        ui.allocate_ui(egui::vec2(width, 30.0), |ui| {
            ui.set_width(width);
            ui.horizontal_centered(|ui| {
                ui.add(egui::Label::new(theme::strong(&bar.title).size(15.0)).truncate());
                let line = RichText::new(&bar.line).color(palette.muted);
                ui.add(egui::Label::new(line).truncate());
            });
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            marks::figures(ui, &bar.time, 20.0, false);
            if let Some(rehearsal) = rehearsal {
                rehearsing::speeds(ui, rehearsal, asks);
            }
            let keys = command::keys(ui.ctx(), Command::Palette).unwrap_or_default();
            let find = egui::Button::new(Command::Palette.name())
                .shortcut_text(RichText::new(keys).small().color(palette.muted));
            if ui.add(find).accessible_name(Command::Palette.name()).clicked() {
                asks.command(Command::Palette);
            }
            if let Some(cx) = cx {
                you(ui, cx, asks);
            }
            if hidden {
                let words = RichText::new("Codes only").small().color(palette.accent);
                let pill = egui::Button::new(words).fill(palette.tint).corner_radius(12);
                let said = "Names are hidden on every screen. Press to show them.";
                if ui.add(pill).on_hover_text(said).clicked() {
                    asks.command(Command::HideNames);
                }
            }
        });
    });
}

/// Who you are, and a menu to become somebody else.
fn you(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    let name: String = words::author(cx.centre, cx.you).chars().take(24).collect();
    let button = ui.button(format!("You: {name}"));
    egui::Popup::menu(&button).show(|ui| {
        ui.set_min_width(200.0);
        egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            let facilitator = cx.you == Author::Facilitator;
            if ui.selectable_label(facilitator, "Facilitator").clicked() {
                asks.ask(Ask::ActAs(Author::Facilitator));
                ui.close();
            }
            for known in cx.centre.people.assessors() {
                let author = Author::Assessor(known.id);
                if ui.selectable_label(cx.you == author, &known.name).clicked() {
                    asks.ask(Ask::ActAs(author));
                    ui.close();
                }
            }
        });
    });
}
