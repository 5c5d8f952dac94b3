//! Rating opens when the run has ended (rule R2): until then, why it is shut, and the way in where
//! the scenario leaves one.

use egui::Ui;

use super::typed::key_of;
use crate::centre::marksheet::Rating;
use crate::centre::marksheets::{self, Refusal};
use crate::centre::{self, Change, Sheet};
use crate::scenario::{Exercise, Rule};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// Says why ratings are shut, if they are; true when they are open.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    asks: &mut Asks,
) -> bool {
    let Some(refused) = refused(cx, sheet, exercise) else { return true };
    let words = words::refusal(cx.centre, &centre::Refusal::Marksheet(refused.clone()));
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(words).wrap());
        if refused == Refusal::AsksWhy(Rule::R2) && cx.writable {
            let key = key_of("early", sheet, "");
            let reason = half_typed::line(ui, cx, (&key, "Why rate now", ""), asks).text;
            let possible = if reason.trim().is_empty() {
                Err("Say why in a few words.".to_owned())
            } else {
                Ok(())
            };
            if buttons::plain_if(ui, "Open the ratings", possible).clicked() {
                let change = marksheets::Change::Waive { sheet, rule: Rule::R2, reason };
                asks.change(Change::Marksheet(change));
                half_typed::forget(&key, asks);
            }
        }
    });
    false
}

/// Whether somebody can rate on the marksheet at this moment.
pub(super) fn is_open(cx: &Cx<'_>, sheet: Sheet, exercise: &Exercise) -> bool {
    refused(cx, sheet, exercise).is_none()
}

/// Why nobody can rate on the marksheet at this moment.
fn refused(cx: &Cx<'_>, sheet: Sheet, exercise: &Exercise) -> Option<Refusal> {
    let competency = exercise.observes.first()?.competency.clone();
    let rating = Some(Rating::Level(cx.centre.scenario.scale.levels.first()?.number));
    let rate = Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating });
    match cx.centre.check_now(&rate) {
        Err(centre::Refusal::Marksheet(
            refused @ (Refusal::StillRunning | Refusal::AsksWhy(Rule::R2)),
        )) => Some(refused),
        _ => None,
    }
}
