//! The chosen competency is settled: what was rated, the level, why.

use egui::{Key, Modifiers, Ui};

use super::typed::{Choose, To, Typed, draft_key, possible};
use crate::centre::washup;
use crate::ids::CandidateId;
use crate::scoring::{self, Basis, Cell, LevelOf, Row};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed::{self, HalfTyped};
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::levels::{self, Choice};
use crate::words;

/// Draws the card.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (candidate, level, row): (CandidateId, &LevelOf, Option<&Row>),
    blind: bool,
    typed: &mut Typed,
    asks: &mut Asks,
) {
    let name = cx.centre.scenario.competency(&level.competency).map_or("", |known| &known.name);
    heading(ui, format!("Settle: {name}"));
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        muted(ui, rated(cx, row, blind));
        let stands = match level.basis {
            Basis::NotMeasured => Some("Nobody gave a level, so there is nothing to settle."),
            Basis::Arithmetic => Some("The mean stands here, as the scenario says."),
            Basis::Agreed | Basis::Waiting | Basis::SetAside => None,
        };
        match stands {
            Some(words) => {
                muted(ui, words);
            }
            None => choose(ui, cx, (candidate, level, name), typed, asks),
        }
        versions(ui, cx, candidate, level);
    });
}

/// What the assessors gave before anybody talked.
fn rated(cx: &Cx<'_>, row: Option<&Row>, blind: bool) -> String {
    let given = row.into_iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.given);
    if blind {
        let mut levels: Vec<u8> =
            row.into_iter().flat_map(|row| &row.cells).flat_map(Cell::levels).collect();
        levels.sort_unstable();
        let levels: Vec<String> = levels.iter().map(u8::to_string).collect();
        if levels.is_empty() {
            return String::new();
        }
        return format!("Rated {} before anyone talked. Those stay on record.", levels.join(", "));
    }
    let one = |given: &scoring::Given| {
        let rating = match given.rating {
            crate::centre::marksheet::Rating::Level(number) => number.to_string(),
            crate::centre::marksheet::Rating::NotObserved(_) => "n/o".to_owned(),
        };
        format!("{rating} by {}", words::assessor(cx.centre, given.sheet.assessor))
    };
    let given: Vec<String> = given.filter(|given| given.counted).map(one).collect();
    if given.is_empty() {
        return String::new();
    }
    format!("Rated {} before anyone talked. Those stay on record.", given.join(", "))
}

fn choose(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (candidate, level, name): (CandidateId, &LevelOf, &str),
    typed: &mut Typed,
    asks: &mut Asks,
) {
    let scale = &cx.centre.scenario.scale;
    let steps: Vec<Choice> = scale
        .levels
        .iter()
        .map(|step| Choice {
            text: step.mark(),
            name: format!("Agree {name}: {} {}", step.number, step.label),
            key: Key::from_name(&step.number.to_string()),
        })
        .collect();
    let agreed = level.agreed.as_ref().map(|agreed| Choose::of(agreed.level));
    let of = |number| scale.levels.iter().position(|step| step.number == number);
    let place = typed.level.or(agreed).and_then(Choose::level).and_then(of);
    // A scale of ten levels is wider than the column.
    let area = egui::ScrollArea::horizontal().id_salt("agreed-levels");
    let shown = area.show(ui, |ui| {
        levels::choices(ui, &format!("Agreed level of {name}"), &steps, place, cx.writable)
    });
    if let Some(step) = shown.inner.pressed.and_then(|pressed| scale.levels.get(pressed)) {
        typed.level = Some(Choose::Level(step.number));
        typed.refused.clear();
    }
    let nothing = typed.level == Some(Choose::Nothing);
    if buttons::choice(ui, "Nothing can be said", (nothing, cx.writable)).clicked() {
        typed.level = Some(Choose::Nothing);
        typed.refused.clear();
    }
    ui.add_space(4.0);
    wants_reason(ui, cx, (candidate, level), typed);
    let key = draft_key(candidate, &level.competency);
    let HalfTyped { text: reason, field } =
        half_typed::lines(ui, cx, (&key, "Why this level", 2), asks);
    if typed.leads(To::Reason) {
        field.request_focus();
    }
    if field.has_focus() {
        muted(ui, "Ctrl+Enter agrees.");
    }
    let enters = field.has_focus()
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    agree(ui, cx, (candidate, level, reason), enters, typed, asks);
}

fn agree(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (candidate, level, reason): (CandidateId, &LevelOf, String),
    enters: bool,
    typed: &mut Typed,
    asks: &mut Asks,
) {
    let possible = match typed.level {
        None => Err("Choose a level first.".to_owned()),
        Some(chosen) => {
            possible(cx, &Typed::agree_change(candidate, level, chosen, reason.clone()))
        }
    };
    let words = match typed.level {
        Some(Choose::Level(number)) => {
            let step = cx.centre.scenario.scale.level(number);
            format!(
                "Agree {}",
                step.map_or_else(|| number.to_string(), crate::scenario::Level::mark)
            )
        }
        Some(Choose::Nothing) => "Agree that nothing can be said".to_owned(),
        None => "Agree".to_owned(),
    };
    if buttons::primary_if(ui, &words, possible).clicked() || enters {
        typed.agree(cx, (candidate, level), reason, asks);
    }
}

/// Over the field, so that whoever is led there reads first what is wanted.
fn wants_reason(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (candidate, level): (CandidateId, &LevelOf),
    typed: &Typed,
) {
    let Some(chosen) = typed.level else { return };
    let reason = half_typed::text(cx, &draft_key(candidate, &level.competency));
    let change = Typed::agree_change(candidate, level, chosen, reason);
    if let Err(why) = possible(cx, &change) {
        let text = egui::RichText::new(why).small().color(cx.palette.amber);
        ui.add(egui::Label::new(text).wrap());
    }
}

/// What was agreed, and what before it.
fn versions(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, level: &LevelOf) {
    let meeting = cx.centre.meeting(candidate);
    let Some(versions) = meeting.and_then(|meeting| meeting.agreed.get(&level.competency)) else {
        return;
    };
    ui.add_space(4.0);
    for (place, version) in versions.iter().rev().enumerate() {
        let what = version.level.map_or_else(|| "none".to_owned(), |number| number.to_string());
        let word = if place == 0 { "Agreed" } else { "Before" };
        let mean = version.arithmetic.map(|mean| format!(", mean {}", scoring::shown(mean, 1)));
        let beside = mean.unwrap_or_default();
        let at = cx.time_of_day(version.made.at);
        muted(ui, format!("{word} {what} at {at}{beside}"));
        if !version.reason.is_empty() {
            ui.add(egui::Label::new(egui::RichText::new(&version.reason).small()).wrap());
        }
    }
}

/// The change that takes a mark of looking again away.
pub(super) fn unmark(candidate: CandidateId) -> washup::Change {
    washup::Change::Borderline { candidate, found: String::new() }
}
