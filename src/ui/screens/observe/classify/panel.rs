//! What the chosen note shows: competencies, the way it speaks on each, and indicators. Each row
//! carries the key that does the same.

use egui::{RichText, Ui};

use super::keys::{DIGITS, LETTERS, indicators};
use super::list::sign;
use super::sorting::Stroke;
use super::{Act, View, tag_of, with_key};
use crate::centre::Note;
use crate::centre::notes::{Content, Direction};
use crate::scenario::Competency;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, marks};
use crate::words;

/// Draws the column.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rated: &[&Competency],
    note: Option<&Note>,
    view: &View,
    acts: &mut Vec<Act>,
) {
    let Some(note) = note else {
        heading(ui, "What a note shows");
        muted(ui, "Choose a note in the list; then say here, or by keys, what it shows.");
        return;
    };
    let content = &note.now.content;
    heading(ui, format!("{} · what the note shows", who(cx, note)));
    ui.horizontal(|ui| {
        for (text, key, direction) in [
            ("For", "+", Direction::For),
            ("Against", "−", Direction::Against),
            ("Neither", "=", Direction::Neutral),
        ] {
            if with_key(ui, text, key, content.direction == Some(direction)) {
                acts.push(Act::Sort(Stroke::Direct(direction)));
            }
        }
    });
    actions(ui, note, acts);
    ui.add_space(2.0);
    let tag = tag_of(content, view);
    for (place, competency) in rated.iter().enumerate() {
        let about = tag.as_ref() == Some(&competency.id);
        card(ui, cx, (place, competency), (content, about), acts);
    }
    history(ui, note);
}

fn actions(ui: &mut Ui, note: &Note, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if buttons::with_key(ui, "Next unclassified", "N", Ok(())).clicked() {
            acts.push(Act::NextOpen);
        }
        let strike = if note.struck.is_some() { "Count it" } else { "Strike out" };
        if buttons::with_key(ui, strike, "X", Ok(())).clicked() {
            acts.push(Act::Strike);
        }
        if buttons::with_key(ui, "Write the words", "Enter", Ok(())).clicked() {
            acts.push(Act::Word);
        }
    });
}

fn who(cx: &Cx<'_>, note: &Note) -> String {
    let known = cx.centre.people.candidate(note.sheet.candidate);
    known.map_or_else(String::new, |known| known.code.clone())
}

/// Earlier wordings stay on record.
fn history(ui: &mut Ui, note: &Note) {
    if !note.before.is_empty() {
        let count = words::count(note.before.len(), "earlier version", "earlier versions");
        muted(ui, format!("{count} of this note on record. Ctrl+Z takes the last change back."));
    }
}

fn card(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (place, competency): (usize, &Competency),
    (content, about): (&Content, bool),
    acts: &mut Vec<Act>,
) {
    let on = content.is_on(&competency.id);
    let frame = if on && about { cards::chosen_card(cx.palette) } else { cards::card(cx.palette) };
    frame.inner_margin(cards::beside_stroke(on && about, 10, 3)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let state = if on { "shown by this note" } else { "not shown by this note" };
        let name = format!("{}: {state}", competency.name);
        let row = buttons::pressable(ui, ("competency", place), &name, on, |ui| {
            ui.horizontal(|ui| {
                ui.set_width(ui.available_width());
                marks::key(ui, DIGITS.get(place).map_or("·", |(_, digit)| digit));
                let sign = if on { sign(content.direction_on(&competency.id)) } else { " " };
                let colour = match content.direction_on(&competency.id) {
                    Some(Direction::For) => cx.palette.green,
                    Some(Direction::Against) => cx.palette.red,
                    _ => cx.palette.muted,
                };
                let sign = theme::strong(sign).color(colour);
                ui.add_sized([14.0, 20.0], egui::Label::new(sign).selectable(false));
                let text = if on {
                    theme::strong(&competency.name)
                } else {
                    RichText::new(&competency.name)
                };
                ui.add(egui::Label::new(text).truncate().selectable(false));
            });
        });
        if row.clicked() {
            // What is on already becomes what the letters are about; pressed again, it goes.
            acts.push(if on && !about {
                Act::Choose(competency.id.clone())
            } else {
                Act::Sort(Stroke::Toggle(competency.id.clone()))
            });
        }
        if on && about {
            details(ui, competency, content, acts);
        }
    });
}

/// The way it goes on this one, and its indicators.
fn details(ui: &mut Ui, competency: &Competency, content: &Content, acts: &mut Vec<Act>) {
    let shown = content.shows.iter().find(|shown| shown.competency == competency.id);
    let Some(shown) = shown else { return };
    if with_key(ui, "Goes the other way here", "O", shown.direction.is_some()) {
        acts.push(Act::Sort(Stroke::Turn(competency.id.clone())));
    }
    let positive = competency.positive.len();
    for (place, id) in indicators(competency).enumerate() {
        let Some((indicator, _)) = competency.indicator(id) else { continue };
        if place == 0 || place == positive {
            muted(ui, if place < positive { "Speaks for it" } else { "Speaks against it" });
        }
        let on = shown.indicators.contains(id);
        let state = if on { "seen" } else { "not ticked" };
        let name = format!("{}: {state}", indicator.text);
        let row = buttons::pressable(ui, ("indicator", place), &name, on, |ui| {
            ui.horizontal_top(|ui| {
                ui.set_width(ui.available_width());
                marks::key(ui, LETTERS.get(place).map_or("·", |(_, letter)| letter));
                let tick = if on { "✓" } else { " " };
                ui.add_sized([14.0, 18.0], egui::Label::new(theme::strong(tick)).selectable(false));
                let text = RichText::new(&indicator.text).small();
                let text = if on { text.strong() } else { text };
                ui.add(egui::Label::new(text).wrap().selectable(false));
            });
        });
        if row.clicked() {
            acts.push(Act::Sort(Stroke::Tick(competency.id.clone(), id.clone())));
        }
    }
}
