//! The scale: its levels, their labels and symbols.

use egui::Ui;

use super::page::Page;
use crate::design::edits;
use crate::problem::Path;
use crate::scenario::Scenario;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::form::field;
use crate::ui::widgets::{buttons, cards, marks};

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    let path = Path::default().field("scale");
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, "Levels, highest first");
        cards::muted(ui, "The number enters means. The symbol, where there is one, is what people see in its place: a letter, or ++.");
        page.form.said(ui, &path.field("levels").to_string());
        levels(ui, page, scenario, &path.field("levels"));
        ui.horizontal(|ui| {
            let more = if scenario.scale.levels.len() < 11 {
                Ok(())
            } else {
                Err("No more than eleven levels can be told apart.".to_owned())
            };
            if buttons::plain_if(ui, "+ Add level", more).clicked() {
                edits::add_level(scenario);
            }
            let fewer = if scenario.scale.levels.len() > 2 {
                Ok(())
            } else {
                Err("A scale has at least two levels.".to_owned())
            };
            if buttons::plain_if(ui, "Remove the highest level", fewer).clicked() {
                edits::remove_level(scenario);
            }
            let first = scenario.scale.range().map_or(1, |(lowest, _)| lowest);
            let other = u8::from(first == 0);
            if buttons::plain(ui, &format!("Begin at {other}")).clicked() {
                edits::begin_scale_at(scenario, other);
            }
        });
    });
    ui.add_space(8.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        page.form.line(
            ui,
            &path.field("not_observed"),
            field(
                "Not observed is called",
                "Neither a low level nor a zero, and never part of a mean.",
            ),
            &mut scenario.scale.not_observed,
        );
    });
}

fn levels(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, path: &Path) {
    let palette = Palette::of(ui.ctx());
    let count = scenario.scale.levels.len();
    for place in (0..count).rev() {
        let Some(level) = scenario.scale.levels.get_mut(place) else { continue };
        ui.push_id(level.number, |ui| {
            ui.horizontal(|ui| {
                let step = palette.level(place, count);
                let name = format!("Level {}", level.number);
                marks::level_chip(ui, &level.mark(), step, &name);
                let path = path.item(place);
                let symbol = egui::TextEdit::singleline(&mut level.symbol)
                    .desired_width(72.0)
                    .hint_text("symbol")
                    .char_limit(4)
                    .margin(egui::Margin::symmetric(8, 6));
                let symbol = ui.add_enabled(page.form.editable, symbol);
                let symbol = symbol.accessible_name(format!("Symbol of level {}", level.number));
                page.form.arrive(&path.field("symbol").to_string(), &symbol);
                let label = egui::TextEdit::singleline(&mut level.label)
                    .desired_width(ui.available_width() - 8.0)
                    .hint_text("what the level is called")
                    .margin(egui::Margin::symmetric(8, 6));
                let label = ui.add_enabled(page.form.editable, label);
                let label = label.accessible_name(format!("Label of level {}", level.number));
                page.form.arrive(&path.field("label").to_string(), &label);
                page.form.arrive(&path.field("number").to_string(), &label);
            });
            let path = path.item(place);
            page.form.said(ui, &path.field("label").to_string());
            page.form.said(ui, &path.field("number").to_string());
        });
    }
    if count == 0 {
        ui.label(theme::strong("No levels yet"));
    }
}
