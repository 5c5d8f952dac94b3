//! Competencies by exercises: every rating, with the means of both margins and the ratings that
//! each rests on.

use egui::{Color32, Ui};

use super::known::Page;
use super::parts::number;
use super::unfold::{Number, Unfold};
use crate::centre::marksheet::Rating;
use crate::scoring::{Cell, Given, Row};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading};
use crate::ui::widgets::{buttons, marks, wide};
use crate::words;
use crate::words::scorecards as say;

/// Draws the matrix.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, page: &Page, unfold: &mut Unfold) {
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, "By competency and by exercise");
        let narrow = ui.available_width() < 640.0;
        let most = if narrow { 72.0 } else { 96.0 };
        wide::table(ui, "matrix", |ui| {
            let columns = page.card.exercises.len() + 2;
            let gap = if narrow { 8.0 } else { 16.0 };
            // Each candidate's own: widths of before may be too narrow.
            let grid = egui::Grid::new(("matrix", page.candidate.to_string()));
            grid.num_columns(columns).spacing([gap, 4.0]).show(ui, |ui| {
                ui.label("");
                for (id, _) in &page.card.exercises {
                    title(ui, cx, &say::exercise(cx.centre, id), most);
                }
                title(ui, cx, "Mean over exercises", most);
                ui.end_row();
                for row in &page.card.rows {
                    line(ui, cx, page, (row, narrow), unfold);
                }
                exercises(ui, cx, page, unfold);
            });
        });
    });
}

fn line(ui: &mut Ui, cx: &Cx<'_>, page: &Page, (row, narrow): (&Row, bool), unfold: &mut Unfold) {
    let name = say::competency(cx.centre, &row.competency);
    if narrow {
        ui.scope(|ui| {
            ui.set_max_width(116.0);
            ui.add(egui::Label::new(&name).wrap());
        });
    } else {
        ui.add(egui::Label::new(&name).extend());
    }
    for (place, cell) in row.cells.iter().enumerate() {
        if !cell.observed_here {
            title(ui, cx, "·", 24.0);
            continue;
        }
        let number = Number::Cell(row.competency.clone(), place);
        let chosen = unfold.is(page.candidate, &number);
        let label = cell_name(cx, &name, place, cell);
        let id = (row.competency.as_str(), place);
        let pressed =
            buttons::pressable(ui, id, &label, chosen, |ui| cell_ui(ui, cx, cell, chosen));
        if pressed.clicked() {
            unfold.toggle(page.candidate, number);
        }
    }
    let means = Number::Competency(row.competency.clone());
    let chosen = unfold.is(page.candidate, &means);
    let what = format!("{name}, mean over exercises");
    let id = ("row-mean", row.competency.as_str());
    if number(ui, cx, id, (&what, row.mean, chosen)).clicked() {
        unfold.toggle(page.candidate, means);
    }
    ui.end_row();
}

fn exercises(ui: &mut Ui, cx: &Cx<'_>, page: &Page, unfold: &mut Unfold) {
    ui.scope(|ui| {
        ui.set_max_width(140.0);
        ui.add(egui::Label::new(theme::strong("Mean of the exercise")).wrap());
    });
    for (id, mean) in &page.card.exercises {
        let asked = Number::Exercise(id.clone());
        let chosen = unfold.is(page.candidate, &asked);
        let what = say::exercise(cx.centre, id);
        if number(ui, cx, ("column", id.as_str()), (&what, *mean, chosen)).clicked() {
            unfold.toggle(page.candidate, asked);
        }
    }
    ui.end_row();
}

/// The heading of a column: two lines at most, so that the table stays narrow.
fn title(ui: &mut Ui, cx: &Cx<'_>, text: &str, most: f32) {
    let colour = cx.palette.muted;
    let mut job = egui::text::LayoutJob::simple(
        text.to_owned(),
        egui::FontId::proportional(12.0),
        colour,
        most,
    );
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.add(egui::Label::new(galley)).on_hover_text(text);
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &Cell, chosen: bool) {
    let edge = if chosen { cx.palette.accent } else { Color32::TRANSPARENT };
    let frame = egui::Frame::new().stroke(egui::Stroke::new(2.0, edge)).corner_radius(6);
    frame.inner_margin(3).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for given in &cell.given {
                rating(ui, cx, given);
            }
            for _hidden in 0..cell.hidden {
                let fill = (cx.palette.trough, cx.palette.muted);
                marks::level_chip(ui, "?", fill, "hidden until you submit");
            }
            if cell.given.is_empty() && cell.hidden == 0 {
                title(ui, cx, "–", 24.0);
            }
        });
    });
}

fn rating(ui: &mut Ui, cx: &Cx<'_>, given: &Given) {
    let scale = &cx.centre.scenario.scale;
    let name = words::rating(scale, given.rating);
    let (text, colours) = match given.rating {
        Rating::Level(number) => {
            let place = scale.levels.iter().position(|level| level.number == number).unwrap_or(0);
            (number.to_string(), cx.palette.level(place, scale.levels.len()))
        }
        Rating::NotObserved(_) => ("n/o".to_owned(), (cx.palette.trough, cx.palette.muted)),
    };
    let text = if given.counted { text } else { format!("({text})") };
    marks::level_chip(ui, &text, colours, &name);
}

fn cell_name(cx: &Cx<'_>, competency: &str, place: usize, cell: &Cell) -> String {
    let exercise = cx.centre.scenario.exercises.get(place).map_or("", |known| &known.title);
    let scale = &cx.centre.scenario.scale;
    let ratings: Vec<_> =
        cell.given.iter().map(|given| words::rating(scale, given.rating)).collect();
    let ratings = if ratings.is_empty() { "no ratings".to_owned() } else { ratings.join(", ") };
    format!("{competency} in {exercise}: {ratings}")
}
