//! Where you are, who you are, search for anything, and the time of day.

use egui::{RichText, Ui};

use super::rehearsing;
use crate::centre::Author;
use crate::clock::Rehearsal;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::{self, Command};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::buttons;
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// In a bar that is narrower than this, buttons are shorter.
const NARROW: f32 = 900.0;

/// What stands in the bar.
pub struct Bar {
    /// That a fire alarm holds every room, while it does.
    pub alarm: Option<String>,
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
        // In a narrow window the words on the buttons give way before the title does.
        let narrow = ui.available_width() < NARROW;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if narrow {
                ui.spacing_mut().item_spacing.x = 6.0;
            }
            marks::figures(ui, &bar.time, if narrow { 17.0 } else { 20.0 }, false);
            if let Some(rehearsal) = rehearsal {
                ui.scope(|ui| rehearsing::speeds(ui, rehearsal, asks));
            }
            find(ui, narrow, asks);
            if let Some(cx) = cx {
                you(ui, cx, narrow, asks);
                codes_only(ui, cx, asks);
            }
            ui.add_space(6.0);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if let Some(alarm) = &bar.alarm {
                    marks::pill(ui, alarm, Tone::Now);
                }
                ui.add(egui::Label::new(theme::strong(&bar.title).size(15.0)).truncate());
                let line = RichText::new(&bar.line).color(palette.muted);
                ui.add(egui::Label::new(line).truncate());
            });
        });
    });
}

/// Search for anything.
fn find(ui: &mut Ui, narrow: bool, asks: &mut Asks) {
    let muted = Palette::of(ui.ctx()).muted;
    let name = Command::Palette.name();
    let keys = command::keys(ui.ctx(), Command::Palette).unwrap_or_default();
    let text = if narrow { "Find" } else { name };
    let find = egui::Button::new(text).shortcut_text(RichText::new(keys).small().color(muted));
    if buttons::within_hairline(ui, find).accessible_name(name).clicked() {
        asks.command(Command::Palette);
    }
}

/// That names are hidden, while they are.
fn codes_only(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    if !cx.names_hidden() {
        return;
    }
    let words = RichText::new("Codes only").small().color(cx.palette.accent);
    let pill = egui::Button::new(words).fill(cx.palette.tint).corner_radius(12);
    let said = "Names are hidden on every screen. Press to show them.";
    if ui.add(pill).on_hover_text(said).clicked() {
        asks.command(Command::HideNames);
    }
}

/// Who you are, and a menu to become somebody else.
fn you(ui: &mut Ui, cx: &Cx<'_>, narrow: bool, asks: &mut Asks) {
    let whole = words::author(cx.centre, cx.you);
    let name = words::shortened(&whole, if narrow { 12 } else { 24 });
    let text = if narrow { name } else { format!("You: {name}") };
    let button = buttons::within_hairline(ui, egui::Button::new(text));
    let button = button.on_hover_text(format!("You act as {whole}."));
    let button = button.accessible_name(format!("You: {whole}"));
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
