//! What is seen where: competencies against exercises, pressed on and off.

use egui::{Align2, FontId, Response, Sense, Ui, Vec2};

use super::page::{Page, Section};
use crate::design::edits;
use crate::scenario::{Rule, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{cards, follow};

/// How high a row is, and how wide the column of counts.
const HIGH: f32 = 30.0;
const COUNT: f32 = 48.0;
const GAP: f32 = 4.0;

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, "What is seen where");
        if scenario.exercises.is_empty() || scenario.framework.competencies.is_empty() {
            cards::muted(ui, "Add an exercise and a competency, then press the cells where one is seen in the other.");
            return;
        }
        theme::seen_bars(ui);
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
    let (first, cell_size) = widths(ui.available_width(), scenario.exercises.len());
    egui::Grid::new("matrix").spacing(Vec2::new(GAP, 2.0)).min_col_width(0.0).show(ui, |ui| {
        ui.label("");
        for exercise in &scenario.exercises {
            let text = egui::RichText::new(&exercise.title).small();
            ui.vertical(|ui| {
                ui.set_width(cell_size.x);
                ui.add(egui::Label::new(text).wrap()).on_hover_text(&exercise.title);
            });
        }
        ui.label(egui::RichText::new("Seen in").small());
        ui.end_row();
        for (place, (id, name)) in names.iter().enumerate() {
            let chosen = *page.section == Section::Competency(place) || *page.competency == place;
            let text = if chosen { theme::strong(name) } else { egui::RichText::new(name) };
            ui.allocate_ui(Vec2::new(first, HIGH), |ui| {
                ui.set_width(first);
                if ui.add(egui::Button::new(text).frame(false).wrap()).clicked() {
                    *page.competency = place;
                }
            });
            let mut seen = 0;
            for (column, exercise) in scenario.exercises.iter_mut().enumerate() {
                let on = exercise.observes(id);
                let what = format!("{name} in {}", exercise.title);
                let pressed = cell(ui, (on, page.form.editable), &what, cell_size);
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

/// How wide the names and how large the cells are, so that all exercises fit where they can.
#[expect(clippy::cast_precision_loss, reason = "a scenario has few exercises")]
fn widths(available: f32, exercises: usize) -> (f32, Vec2) {
    let first = (available * 0.22).clamp(120.0, 196.0);
    let count = exercises.max(1) as f32;
    let wide = (available - first - COUNT - GAP * (count + 1.0)) / count;
    (first, Vec2::new(wide.clamp(46.0, 92.0).floor(), HIGH))
}

/// A cell that can be pressed.
fn cell(ui: &mut Ui, (on, editable): (bool, bool), name: &str, size: Vec2) -> Response {
    let palette = Palette::of(ui.ctx());
    let sense = if editable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
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
    } else if !response.hovered() {
        let at = rect.left_center() + Vec2::new(14.0, 0.0);
        ui.painter().circle_stroke(at, 4.5, egui::Stroke::new(1.0, palette.edge));
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
