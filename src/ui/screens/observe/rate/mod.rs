//! The third step: the chosen competency with all its anchors, the evidence for and against it,
//! and what the candidate is told; beside them a card a competency, and the submission at the foot.

mod anchors;
mod evidence;
mod telling;

use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, Vec2};

use super::classify;
use super::steps::{self, Place, Step, Steps};
use super::{handing_in, marking, opening, typed};
use crate::centre::Marksheet;
use crate::ids::{CompetencyId, NoteId};
use crate::scenario::Competency;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::{aloud, buttons, follow};
use crate::words;

/// What is chosen and half-typed at this step.
#[derive(Debug, Default)]
pub(super) struct View {
    evidence: evidence::View,
    telling: telling::View,
    /// How high the foot was when it was drawn last.
    foot: f32,
}

/// The other parts of the stage that this step leads to or draws.
pub(super) struct With<'a> {
    pub(super) marking: &'a mut typed::View,
    pub(super) classify: &'a mut classify::View,
    pub(super) steps: &'a mut Steps,
    /// The list of sessions has no room beside the step.
    pub(super) alone: bool,
}

impl View {
    /// Keeps what was typed, when another step is shown.
    pub(super) fn leave(&mut self, cx: &Cx<'_>, asks: &mut Asks) {
        self.telling.keep(cx, asks);
    }
}

/// Draws the step; gives the seat that was chosen, where the list of sessions has no room.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    view: &mut View,
    with: &mut With<'_>,
    asks: &mut Asks,
) -> Option<usize> {
    let of = (place.sheet, place.exercise);
    let about = chosen(cx, place, with.marking);
    with.marking.marked = about.map(|known| known.id.clone());
    // Cards first, then the middle, then the foot: as one reads, and as Tab goes.
    let foot = side(ui, cx, view.foot, |ui| marking::cards(ui, cx, of, with.marking, asks));
    let mut seat = None;
    cards::middle(ui, |ui| {
        super::header(ui, cx, place.session, place.exercise, place.sheet);
        steps::bar(ui, cx, place, with.steps);
        if with.alone {
            seat = seats(ui, cx, place);
        }
        let area = ScrollArea::vertical().auto_shrink(false).id_salt("rate");
        follow::area(ui, area, |ui| {
            if let Some(competency) = about {
                middle(ui, cx, (place, competency), view, with, asks);
            }
        });
    });
    let builder = UiBuilder::new().max_rect(foot).id_salt("foot of the marksheet");
    let mut room = ui.new_child(builder);
    handing_in::ui(&mut room, cx, of, with.marking, asks);
    let height = room.min_rect().height();
    if (height - view.foot).abs() > 0.5 {
        view.foot = height;
        ui.ctx().request_repaint_after(std::time::Duration::ZERO);
    }
    seat
}

/// The competency that is looked at: the one that keys or the pointer went to last, or the first
/// that is open.
fn chosen<'a>(cx: &Cx<'a>, place: &Place<'_>, marking: &typed::View) -> Option<&'a Competency> {
    let observed = || place.exercise.observes.iter().map(|observed| &observed.competency);
    let about = marking.about.as_ref().filter(|id| place.exercise.observes(id));
    let marks = cx.centre.marksheets.get(&place.sheet);
    let is_open = |id: &&CompetencyId| marks.is_none_or(|marks| !marks.ratings.contains_key(*id));
    let id = about.or_else(|| observed().find(is_open)).or_else(|| observed().next())?;
    cx.centre.scenario.competency(id)
}

/// The column of cards, with room for the foot below them. Gives that room.
fn side(ui: &mut Ui, cx: &Cx<'_>, foot: f32, content: impl FnOnce(&mut Ui)) -> Rect {
    let frame = Frame::new().fill(cx.palette.side).inner_margin(Margin::symmetric(18, 14));
    let panel = egui::Panel::right("observe-rate").exact_size(320.0).resizable(false).frame(frame);
    let shown = panel.show(ui, |ui| {
        aloud::pane(ui, "Side");
        let whole = ui.available_rect_before_wrap();
        let height = foot.clamp(40.0, whole.height() / 2.0);
        let mut upper = whole;
        upper.max.y -= height + 10.0;
        let mut lower = whole;
        lower.min.y = upper.max.y + 10.0;
        ui.scope_builder(UiBuilder::new().max_rect(upper), |ui| {
            let area = ScrollArea::vertical().auto_shrink(false).max_height(upper.height());
            follow::area(ui, area, content);
        });
        let line = egui::Stroke::new(1.0, cx.palette.line);
        ui.painter().hline(whole.x_range(), upper.max.y + 3.0, line);
        lower
    });
    shown.inner
}

/// The seats of a group, where there is no room for the list beside the step.
fn seats(ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>) -> Option<usize> {
    if place.sheets.len() < 2 {
        return None;
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        for (own, sheet) in place.sheets.iter().enumerate() {
            let known = cx.centre.people.candidate(sheet.candidate);
            let code = known.map_or("", |known| known.code.as_str());
            let is_chosen = *sheet == place.sheet;
            let text = format!("{} {code}", place.seat(sheet.candidate) + 1);
            let button = egui::Button::new(text).selected(is_chosen);
            if buttons::small(ui, true, button).clicked() && !is_chosen {
                chosen = Some(own);
            }
        }
    });
    chosen
}

fn middle(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (place, competency): (&Place<'_>, &Competency),
    view: &mut View,
    with: &mut With<'_>,
    asks: &mut Asks,
) {
    let sheet = place.sheet;
    ui.spacing_mut().item_spacing.y = 8.0;
    let submitted = cx.centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted);
    let enabled = cx.writable && !submitted && opening::is_open(cx, sheet, place.exercise);
    if let Some(pressed) = anchors::ui(ui, cx, (sheet, competency), enabled) {
        with.marking.about = Some(competency.id.clone());
        if let Some(change) = marking::given(cx, sheet, &competency.id, pressed) {
            typed::issue(cx, change, with.marking, asks);
        }
    }
    let found = evidence::of(cx, place, &competency.id);
    unsorted(ui, found.unsorted, with.steps);
    let View { evidence, telling, .. } = view;
    let quoted = |part, note| telling.quotes(part, note);
    let quoted = evidence::Quoted { is: &quoted, open: cx.writable && !submitted };
    let of = (sheet, &competency.id);
    let wanted = evidence::ui(ui, cx, of, &found, &quoted, evidence);
    if let Some((part, note)) = wanted {
        telling.quote(cx, (part, &competency.id, note), asks);
    }
    ui.add_space(4.0);
    cards::heading(ui, "What the candidate is told");
    if let Some(note) = telling::ui(ui, cx, sheet, telling, asks) {
        lead_to(note, with);
    }
    ui.allocate_space(Vec2::new(1.0, 4.0));
}

/// Notes that nobody has classified stand under no competency.
fn unsorted(ui: &mut Ui, count: usize, steps: &mut Steps) {
    if count == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let notes = words::count(count, "note is", "notes are");
        muted(ui, format!("{notes} not classified, so under no competency."));
        if buttons::quiet(ui, "Classify them").clicked() {
            steps.go(Step::Classify);
        }
    });
}

/// A quote leads to its note.
fn lead_to(note: NoteId, with: &mut With<'_>) {
    with.classify.note = Some(note);
    with.classify.show();
    with.steps.go(Step::Classify);
}
