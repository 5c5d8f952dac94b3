//! A card a competency: the level, its anchor, and why.

use egui::{Key, Ui};

use super::typed::{View, issue, keep_typed, reason_key};
use super::{handing_in, opening};
use crate::centre::marksheet::{Rating, WhyNot};
use crate::centre::marksheets;
use crate::centre::notes::Direction;
use crate::centre::{Marksheet, Note, Sheet};
use crate::ids::CompetencyId;
use crate::scenario::{Competency, Exercise, Scale};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::levels::{self, Choice};
use crate::words;

const WHY_NOT: [WhyNot; 3] = [WhyNot::NoOpportunity, WhyNot::NotShown, WhyNot::Interrupted];

/// Draws the marksheet.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    view: &mut View,
    asks: &mut Asks,
) {
    cards(ui, cx, (sheet, exercise), view, asks);
    handing_in::ui(ui, cx, (sheet, exercise), view, asks);
}

/// Draws a card a competency, without the foot.
pub(super) fn cards(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    view: &mut View,
    asks: &mut Asks,
) {
    let marks = cx.centre.marksheets.get(&sheet);
    if view.of != Some(sheet) {
        keep_typed(cx, view, asks);
        let reasons = marks.map(|marks| marks.reasons.clone()).unwrap_or_default();
        let arriving = view.arriving;
        *view = View { of: Some(sheet), reasons, arriving, ..View::default() };
    }
    let who = cx.centre.people.candidate(sheet.candidate).map_or("", |known| known.code.as_str());
    heading(ui, format!("{who} · rate each competency"));
    let locked = marks.is_some_and(Marksheet::is_submitted);
    handing_in::open_again(ui, cx, marks);
    let of = (sheet, exercise);
    let open = locked || opening::ui(ui, cx, of, asks);
    levels::walk(ui, &std::mem::take(&mut view.groups));
    let notes = cx.centre.notes_of(sheet);
    let mut changes = Vec::new();
    for observed in &exercise.observes {
        let Some(competency) = cx.centre.scenario.competency(&observed.competency) else {
            continue;
        };
        let enabled = cx.writable && !locked && open;
        ui.push_id((sheet.candidate.to_string(), competency.id.as_str()), |ui| {
            let of = (sheet, competency, notes.as_slice());
            let change = card(ui, cx, of, enabled, view, asks);
            changes.extend(change);
        });
    }
    for change in changes {
        issue(cx, change, view, asks);
    }
}

/// The rating that pressing the step at `pressed` asks for, if it is another one.
pub(super) fn given(
    cx: &Cx<'_>,
    sheet: Sheet,
    competency: &CompetencyId,
    pressed: usize,
) -> Option<marksheets::Change> {
    let marks = cx.centre.marksheets.get(&sheet);
    let rated = marks.and_then(|marks| marks.ratings.get(competency)).map(|rated| rated.rating);
    let rating = rating_at(&cx.centre.scenario.scale, pressed);
    let keeps_why =
        matches!((rating, rated), (Rating::NotObserved(_), Some(Rating::NotObserved(_))));
    let competency = competency.clone();
    (rated != Some(rating) && !keeps_why).then_some(marksheets::Change::Rate {
        sheet,
        competency,
        rating: Some(rating),
    })
}

fn card(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, competency, notes): (Sheet, &Competency, &[&Note]),
    enabled: bool,
    view: &mut View,
    asks: &mut Asks,
) -> Option<marksheets::Change> {
    let mut change = None;
    let marked = view.marked.as_ref() == Some(&competency.id);
    let frame = if marked { cards::chosen_card(cx.palette) } else { cards::card(cx.palette) };
    let around = egui::UiBuilder::new().id_salt("card").sense(egui::Sense::CLICK);
    let around = ui.scope_builder(around, |ui| {
        frame.inner_margin(cards::beside_stroke(marked, 14, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            change = within(ui, cx, (sheet, competency, notes), enabled, view, asks);
        });
    });
    if around.response.clicked() {
        view.about = Some(competency.id.clone());
    }
    change
}

fn within(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, competency, notes): (Sheet, &Competency, &[&Note]),
    enabled: bool,
    view: &mut View,
    asks: &mut Asks,
) -> Option<marksheets::Change> {
    let marks = cx.centre.marksheets.get(&sheet);
    let rated = marks.and_then(|marks| marks.ratings.get(&competency.id)).map(|rated| rated.rating);
    let scale = &cx.centre.scenario.scale;
    let mut change = None;
    ui.horizontal(|ui| {
        // The family first, so that a long name gives way to it.
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let family = words::family(&competency.family).to_lowercase();
            ui.label(egui::RichText::new(family).small().color(cx.palette.muted));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(&competency.name)).wrap());
            });
        });
    });
    let chosen = rated.and_then(|rating| place_of(scale, rating));
    let shown = levels::choices(ui, &competency.name, &choices(scale, competency), chosen, enabled);
    if enabled {
        view.groups.push(shown.response.id);
    }
    if enabled && rated.is_none() && std::mem::take(&mut view.arriving) {
        shown.response.request_focus();
    }
    if shown.response.has_focus() || shown.pressed.is_some() {
        view.about = Some(competency.id.clone());
    }
    if let Some(pressed) = shown.pressed {
        change = given(cx, sheet, &competency.id, pressed);
    }
    let looked_at =
        shown.hovered.or(shown.response.has_focus().then_some(chosen).flatten()).or(chosen);
    muted(ui, below(scale, competency, notes, (looked_at, enabled)));
    if let Some(Rating::NotObserved(why)) = rated {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(4.0);
            for reason in WHY_NOT {
                let text = words::why_not(reason);
                let chosen = why == reason;
                if buttons::choice(ui, text, (chosen, enabled)).clicked() && !chosen {
                    let competency = competency.id.clone();
                    let rating = Some(Rating::NotObserved(reason));
                    change = Some(marksheets::Change::Rate { sheet, competency, rating });
                }
            }
        });
    }
    if rated.is_some() {
        change = change.take().or_else(|| reason(ui, cx, (sheet, competency), enabled, view, asks));
    }
    change
}

fn reason(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, competency): (Sheet, &Competency),
    enabled: bool,
    view: &mut View,
    asks: &mut Asks,
) -> Option<marksheets::Change> {
    let id = &competency.id;
    let marks = cx.centre.marksheets.get(&sheet);
    let stored = marks.and_then(|marks| marks.reasons.get(id)).map_or("", String::as_str);
    let key = reason_key(sheet, id);
    // What a crash or another role left half-typed goes on where it was.
    let left = cx.drafts.get(&key).filter(|_| enabled);
    if left.is_some() {
        view.typed.insert(id.clone());
    }
    let text = view.reasons.entry(id.clone()).or_default();
    let field_id = ui.scope_id().with("why this level");
    if !ui.memory(|memory| memory.has_focus(field_id)) {
        // Taken back, or changed on another computer.
        match left {
            Some(left) => text.clone_from(left),
            None if !view.typed.contains(id) => stored.clone_into(text),
            None => {}
        }
    }
    let width = ui.available_width();
    let field = egui::TextEdit::singleline(text)
        .id(field_id)
        .hint_text("Why this level")
        .char_limit(marksheets::LONGEST_TEXT)
        .desired_width(width);
    let name = format!("Why this level for {}", competency.name);
    let response = ui.add_enabled(enabled, field).accessible_name(name);
    if response.has_focus() {
        view.about = Some(id.clone());
    }
    if response.changed() {
        view.typed.insert(id.clone());
        half_typed::keep(&key, text, asks);
    }
    let unkept = view.typed.contains(id) && enabled && !response.has_focus();
    if !unkept {
        return None;
    }
    view.typed.remove(id);
    if text.trim() == stored {
        half_typed::forget(&key, asks);
        return None;
    }
    let (competency, text) = (id.clone(), text.clone());
    Some(marksheets::Change::Reason { sheet, competency, text })
}

/// The anchor of the level looked at; without one, what the notes say so far.
fn below(
    scale: &Scale,
    competency: &Competency,
    notes: &[&Note],
    (looked_at, enabled): (Option<usize>, bool),
) -> String {
    let level = looked_at.and_then(|place| scale.levels.get(place));
    if let Some(level) = level {
        let anchor = competency.anchors.get(&level.number).map_or("", String::as_str);
        return format!("{} {}: {anchor}", level.number, level.label);
    }
    if looked_at.is_some() {
        return format!("{}: it enters no mean. Say why below.", scale.not_observed);
    }
    let count = |direction| {
        let about = notes.iter().filter(|note| {
            let content = &note.now.content;
            note.counts() && content.direction_on(&competency.id) == Some(direction)
        });
        about.count()
    };
    let (for_it, against) = (count(Direction::For), count(Direction::Against));
    let against = if against == 0 { "none".to_owned() } else { against.to_string() };
    let for_it =
        if for_it == 0 { "No notes".to_owned() } else { words::count(for_it, "note", "notes") };
    // A level that cannot be given yet is not asked for.
    let pick = if enabled { " Pick a level to see its anchor." } else { "" };
    format!("{for_it} for it, {against} against.{pick}")
}

fn choices(scale: &Scale, competency: &Competency) -> Vec<Choice> {
    let digit = |number: u8| Key::from_name(&number.to_string());
    let level = |level: &crate::scenario::Level| Choice {
        text: level.number.to_string(),
        name: format!("{}: {} {}", competency.name, level.number, level.label),
        key: digit(level.number),
    };
    let mut choices: Vec<_> = scale.levels.iter().map(level).collect();
    choices.push(Choice {
        text: "not seen".to_owned(),
        name: format!("{}: {}", competency.name, scale.not_observed),
        key: Some(Key::N),
    });
    choices
}

fn rating_at(scale: &Scale, place: usize) -> Rating {
    let level = scale.levels.get(place);
    level.map_or(Rating::NotObserved(WhyNot::NoOpportunity), |level| Rating::Level(level.number))
}

pub(super) fn place_of(scale: &Scale, rating: Rating) -> Option<usize> {
    match rating {
        Rating::Level(number) => scale.levels.iter().position(|level| level.number == number),
        Rating::NotObserved(_) => Some(scale.levels.len()),
    }
}
