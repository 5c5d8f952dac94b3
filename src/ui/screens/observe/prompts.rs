//! What the role player is to give in every session alike: ticked when it is given.

use egui::{RichText, Ui};

use super::speakers;
use super::steps::Place;
use super::strokes::digits_with_alt;
use crate::centre::prompts::{self, Which};
use crate::centre::{Change, Made};
use crate::scenario::papers::Prompt;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks;

/// The prompts of all parts, in order.
fn all<'a>(place: &Place<'a>) -> Vec<(Which, &'a Prompt)> {
    let parts = place.exercise.role_players.iter();
    let each = parts.flat_map(|part| part.prompts.iter().map(move |prompt| (part, prompt)));
    each.map(|(part, prompt)| (Which { part: part.id.clone(), prompt: prompt.id.clone() }, prompt))
        .collect()
}

fn given<'a>(cx: &Cx<'a>, place: &Place<'_>, which: &Which) -> Option<&'a Made> {
    cx.centre.prompts.get(&place.sheet.session)?.get(which)
}

/// Draws the prompts; nothing where there are none. A press, or Alt and the digit where nobody
/// else's digits are Alt's, ticks one, or takes the tick back.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>, asks: &mut Asks) {
    let all = all(place);
    if all.is_empty() {
        return;
    }
    let done = all.iter().filter(|(which, _)| given(cx, place, which).is_some()).count();
    heading(ui, format!("Prompts · {done} of {}", all.len()));
    let mut pressed: Vec<usize> = Vec::new();
    if !speakers::is_group(place) {
        pressed.extend(digits_with_alt(ui).into_iter().filter_map(|digit| digit.checked_sub(1)));
    }
    let height = (ui.available_height() * 0.5).max(120.0);
    let scroll = egui::ScrollArea::vertical().id_salt("prompts").max_height(height);
    scroll.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (at, (which, prompt)) in all.iter().enumerate() {
            let at_time = given(cx, place, which).map(|made| cx.time_of_day(made.at));
            let number = at + 1;
            let name = match &at_time {
                Some(time) => format!("Prompt {number}, given at {time}: {}", prompt.text),
                None => format!("Prompt {number}: {}", prompt.text),
            };
            let row = buttons::pressable(ui, ("prompt", at), &name, at_time.is_some(), |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    marks::key(ui, &number.to_string());
                    if let Some(time) = &at_time {
                        muted(ui, format!("✓ given {time}"));
                    } else {
                        let when = RichText::new(&prompt.when).small().color(cx.palette.muted);
                        ui.add(egui::Label::new(when).truncate());
                    }
                });
                let mut text = RichText::new(&prompt.text).small();
                if at_time.is_some() {
                    text = text.color(cx.palette.muted);
                }
                ui.add(egui::Label::new(text).wrap());
            });
            if row.clicked() {
                pressed.push(at);
            }
        }
    });
    for (which, _) in pressed.into_iter().filter_map(|at| all.get(at)) {
        tick(cx, place, which, asks);
    }
    ui.add_space(12.0);
}

fn tick(cx: &Cx<'_>, place: &Place<'_>, which: &Which, asks: &mut Asks) {
    let (session, which) = (place.sheet.session, which.clone());
    let change = Change::Prompt(match given(cx, place, &which) {
        None => prompts::Change::Give { session, which },
        Some(_) => prompts::Change::TakeBack { session, which },
    });
    if cx.writable && cx.centre.check(&change).is_ok() {
        asks.change(change);
    }
}
