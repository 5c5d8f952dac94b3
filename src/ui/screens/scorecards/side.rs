//! Beside a candidate's page: the leader-and-manager map, the exercises, and what is missing.

use egui::Ui;

use super::Wish;
use super::known::{Everybody, Page};
use super::parts::{chip, range, small};
use super::unfold::Number;
use crate::report::results::missing_words;
use crate::scenario::Family;
use crate::scoring::{Mean, Standing, Viewer};
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::leader_map::{self, Dot};
use crate::ui::widgets::marks;
use crate::words;
use crate::words::scorecards as say;

/// Draws the column.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, all: &Everybody, page: &Page) -> Option<Wish> {
    let mut wish = None;
    if all.of.viewer == Viewer::Facilitator {
        wish = map(ui, cx, all, page);
    }
    wish = result(ui, cx, page).or(wish);
    heading(ui, "By exercise");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let rated = page.standing.exercises.iter().enumerate().filter(|(place, _)| {
            let exercise = cx.centre.scenario.exercises.get(*place);
            exercise.is_some_and(|exercise| !exercise.observes.is_empty())
        });
        for (_, (id, mean)) in rated {
            let title = say::exercise(cx.centre, id);
            let name = format!("{title}: {}, {}", say::number(*mean), say::rests_on(*mean));
            let row = buttons::pressable(ui, ("exercise", id.as_str()), &name, false, |ui| {
                exercise(ui, cx, &title, *mean);
            });
            if row.clicked() {
                wish = Some(Wish::Unfold(page.candidate, Number::Exercise(id.clone())));
            }
        }
    });
    if !page.progress.missing.is_empty() {
        ui.add_space(10.0);
        heading(ui, "Still missing");
        for missing in &page.progress.missing {
            muted(ui, missing_words(cx.centre, missing));
        }
    }
    wish
}

/// The overall rating and what the rule gives, once there is anything that counts.
fn result(ui: &mut Ui, cx: &Cx<'_>, page: &Page) -> Option<Wish> {
    let (outcome, total) = (page.outcome.as_ref()?, page.standing.overall?);
    let scenario = &cx.centre.scenario;
    let mut wish = None;
    heading(ui, "Overall rating");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let shown = words::overall(scenario, &total);
        let name = format!("Overall rating: {shown}");
        let row = buttons::pressable(ui, "overall", &name, false, |ui| {
            marks::figures(ui, &shown, 22.0, false);
        });
        if row.on_hover_text("Press to see what from.").clicked() {
            wish = Some(Wish::Unfold(page.candidate, Number::Overall));
        }
        let rule = outcome.verdict.band_of(scenario);
        if !total.is_whole() {
            let share = (100.0 * total.counted / total.whole.max(1e-9)).round();
            muted(ui, format!("It rests on {share} % of what counts so far."));
        } else if let Some(band) = rule {
            muted(ui, format!("By the rule: {}.", band.label));
        }
        if let Some(decision) = &outcome.decision {
            muted(ui, format!("Decided: {}.", words::decided(scenario, outcome, decision)));
            if !decision.reason.is_empty() {
                muted(ui, words::quotation(&decision.reason));
            }
        }
        for held in &outcome.verdict.held_back {
            muted(ui, format!("{}.", words::held_back(scenario, held)));
        }
        if total.is_whole() {
            for line in words::crossing(scenario, &outcome.crossing) {
                muted(ui, line);
            }
        }
    });
    ui.add_space(10.0);
    wish
}

fn exercise(ui: &mut Ui, cx: &Cx<'_>, title: &str, mean: Option<Mean>) {
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        ui.set_width(ui.available_width());
        // The number first, so that a long title gives way to it.
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            chip(ui, cx, mean, &say::number(mean));
            if let Some(mean) = mean {
                small(ui, cx, &format!("n {}", mean.ratings));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(title).wrap());
            });
        });
    });
}

fn map(ui: &mut Ui, cx: &Cx<'_>, all: &Everybody, page: &Page) -> Option<Wish> {
    heading(ui, "Leader and manager");
    let both = |one: &Standing| {
        let leads = one.family(&Family::Leadership)?.value;
        Some((leads, one.family(&Family::Management)?.value))
    };
    let placed: Vec<(&Standing, (f64, f64))> =
        all.group.standings.iter().filter_map(|one| Some((one, both(one)?))).collect();
    let dots: Vec<Dot> = placed
        .iter()
        .map(|(one, (leads, manages))| {
            let known = cx.centre.people.candidate(one.candidate);
            let label = known.map_or_else(String::new, |known| known.code.clone());
            let figure = |family| say::number(one.family(family));
            let name = format!(
                "{}: leadership {}, management {}",
                words::candidate(cx.centre, one.candidate),
                figure(&Family::Leadership),
                figure(&Family::Management)
            );
            let chosen = one.candidate == page.candidate;
            Dot { label, name, leads: *leads, manages: *manages, chosen }
        })
        .collect();
    let mut pressed = None;
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(10, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if dots.is_empty() {
            muted(ui, "Nobody has a result in both leadership and management yet.");
            return;
        }
        let height = (ui.available_width() * 0.92).clamp(190.0, 290.0);
        pressed = leader_map::map(ui, &dots, range(cx), height);
        let without = all.group.standings.len() - dots.len();
        if without > 0 {
            muted(ui, format!("{without} without a result in both are not on it."));
        }
    });
    ui.add_space(10.0);
    let candidate = placed.get(pressed?)?.0.candidate;
    Some(Wish::Show(candidate))
}
