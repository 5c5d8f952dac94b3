//! The chosen competency with the anchors of all levels one below another, so that a level is
//! chosen by what it means.

use egui::{RichText, Sense, Ui, Vec2};

use crate::centre::Sheet;
use crate::centre::marksheet::Rating;
use crate::scenario::Competency;
use crate::ui::cx::Cx;
use crate::ui::screens::observe::marking;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks;
use crate::words;

/// One row: what stands on it.
struct Row {
    mark: String,
    label: String,
    anchor: String,
}

/// Draws the card; gives the step that was pressed.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, competency): (Sheet, &Competency),
    enabled: bool,
) -> Option<usize> {
    let scale = &cx.centre.scenario.scale;
    let marks = cx.centre.marksheets.get(&sheet);
    let rating =
        marks.and_then(|marks| marks.ratings.get(&competency.id)).map(|rated| rated.rating);
    let chosen = rating.and_then(|rating| marking::place_of(scale, rating));
    let mut pressed = None;
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let family = words::family(&competency.family).to_lowercase();
                ui.label(RichText::new(family).small().color(cx.palette.muted));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let name = theme::strong(&competency.name).size(16.0);
                    ui.add(egui::Label::new(name).truncate());
                });
            });
        });
        muted(ui, &competency.definition);
        ui.add_space(2.0);
        for (place, row) in rows(cx, competency, rating).iter().enumerate() {
            let shown = self::row(ui, cx, (competency, place, row), chosen, enabled);
            if shown.clicked() && enabled {
                pressed = Some(place);
            }
        }
    });
    pressed
}

fn rows(cx: &Cx<'_>, competency: &Competency, rating: Option<Rating>) -> Vec<Row> {
    let scale = &cx.centre.scenario.scale;
    let levels = scale.levels.iter().map(|level| Row {
        mark: level.mark(),
        label: level.label.clone(),
        anchor: competency.anchors.get(&level.number).cloned().unwrap_or_default(),
    });
    let why = match rating {
        Some(Rating::NotObserved(why)) => format!("{}. It enters no mean.", words::why_not(why)),
        _ => "It enters no mean.".to_owned(),
    };
    let not_seen = Row { mark: "–".to_owned(), label: scale.not_observed.clone(), anchor: why };
    levels.chain([not_seen]).collect()
}

fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (competency, place, row): (&Competency, usize, &Row),
    chosen: Option<usize>,
    enabled: bool,
) -> egui::Response {
    let is_chosen = chosen == Some(place);
    let steps = cx.centre.scenario.scale.levels.len();
    let sense = if enabled { Sense::CLICK } else { Sense::hover() };
    let builder = egui::UiBuilder::new().id_salt(("anchor", place)).sense(sense);
    let fill = if is_chosen { cx.palette.tint } else { egui::Color32::TRANSPARENT };
    let edge = if is_chosen { cx.palette.accent } else { egui::Color32::TRANSPARENT };
    let shown = ui.scope_builder(builder, |ui| {
        let frame = egui::Frame::new().fill(fill).stroke(egui::Stroke::new(1.0, edge));
        frame.corner_radius(6).inner_margin(egui::Margin::symmetric(6, 3)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let colours = if place < steps {
                    cx.palette.level(place, steps)
                } else {
                    (cx.palette.trough, cx.palette.muted)
                };
                marks::level_chip(ui, &row.mark, colours, &row.mark);
                let label = theme::strong(&row.label).small();
                let down = egui::Layout::top_down(egui::Align::Min);
                ui.allocate_ui_with_layout(Vec2::new(96.0, 24.0), down, |ui| {
                    ui.set_width(96.0);
                    ui.add_space(4.0);
                    ui.add(egui::Label::new(label).wrap().selectable(false));
                });
                ui.vertical(|ui| {
                    ui.add_space(3.0);
                    ui.add(egui::Label::new(&row.anchor).wrap().selectable(false));
                });
            });
        });
    });
    let response = shown.response;
    let name = format!("Give {} {}: {}", row.mark, competency.name, row.anchor);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::RadioButton, enabled, is_chosen, name.clone())
    });
    if response.hovered() && enabled {
        let line = egui::Stroke::new(1.0, cx.palette.accent);
        ui.painter().rect_stroke(response.rect, 6.0, line, egui::StrokeKind::Inside);
    }
    response
}
