//! What is seen where: competencies against exercises, pressed on and off.

use egui::{Align2, FontId, Response, Sense, Ui, Vec2};

use super::editor::{Page, Section};
use crate::design::edits;
use crate::scenario::{Rule, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{cards, follow};

const CELL: Vec2 = Vec2::new(72.0, 30.0);

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, "What is seen where");
        if scenario.exercises.is_empty() || scenario.framework.competencies.is_empty() {
            cards::muted(ui, "Add an exercise and a competency, then press the cells where one is seen in the other.");
            return;
        }
        let area = egui::ScrollArea::horizontal().id_salt("matrix");
        follow::window(ui, area, |ui| grid(ui, page, scenario));
    });
}

fn grid(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let wanted = scenario.rules.figure(Rule::D1, 0).unwrap_or(0) as usize;
    let names: Vec<_> = scenario
        .framework
        .competencies
        .iter()
        .map(|known| (known.id.clone(), known.name.clone()))
        .collect();
    egui::Grid::new("matrix").spacing(Vec2::new(4.0, 2.0)).show(ui, |ui| {
        ui.label("");
        for exercise in &scenario.exercises {
            let text = egui::RichText::new(&exercise.title).small();
            ui.allocate_ui(CELL, |ui| {
                ui.set_width(CELL.x);
                ui.add(egui::Label::new(text).wrap());
            });
        }
        ui.label(egui::RichText::new("Seen in").small());
        ui.end_row();
        for (place, (id, name)) in names.iter().enumerate() {
            let chosen = *page.section == Section::Competency(place) || *page.competency == place;
            let text = if chosen { theme::strong(name) } else { egui::RichText::new(name) };
            ui.allocate_ui(Vec2::new(196.0, CELL.y), |ui| {
                ui.set_width(196.0);
                if ui.add(egui::Button::new(text).frame(false).wrap()).clicked() {
                    *page.competency = place;
                }
            });
            let mut seen = 0;
            for (column, exercise) in scenario.exercises.iter_mut().enumerate() {
                let on = exercise.observes(id);
                let what = format!("{name} in {}", exercise.title);
                let pressed = cell(ui, on, &what, page.form.editable);
                page.form.arrive(&format!("exercises[{column}].observes"), &pressed);
                if pressed.clicked() {
                    edits::rate(exercise, id, !on);
                }
                seen += usize::from(exercise.observes(id));
            }
            let tone = if seen < wanted { Tone::Soon } else { Tone::Good };
            marks::pill(ui, &seen.to_string(), tone);
            ui.end_row();
        }
    });
}

/// A cell that can be pressed.
#[expect(clippy::fn_params_excessive_bools, reason = "two plain facts of one cell")]
fn cell(ui: &mut Ui, on: bool, name: &str, editable: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let sense = if editable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(CELL, sense);
    let label = name.to_owned();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::CheckBox, editable, on, label.clone())
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.trough);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    if on {
        ui.painter().circle_filled(rect.left_center() + Vec2::new(14.0, 0.0), 5.0, palette.accent);
    } else if response.hovered() {
        let at = rect.left_center() + Vec2::new(14.0, 0.0);
        ui.painter().text(
            at,
            Align2::CENTER_CENTER,
            "+",
            FontId::proportional(14.0),
            palette.muted,
        );
    }
    response.on_hover_text(name)
}
