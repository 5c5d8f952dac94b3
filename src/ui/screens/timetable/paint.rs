//! How the blocks of the lanes are painted, what stands in them, and what letting go would do.

use egui::{Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, Vec2};
use jiff::SignedDuration;

use super::blocks::Block;
use super::hand::{Drag, Outcome};
use super::scale::Scale;
use crate::centre::Centre;
use crate::planning::What;
use crate::time::shifted;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards;

/// The room that a few letters take, and the dots after them.
const A_FEW_LETTERS: f32 = 26.0;

/// The colour of an exercise: its place in the scenario.
fn colour(centre: &Centre, cx: &Cx<'_>, exercise: &crate::ids::ExerciseId) -> Color32 {
    let place = centre.scenario.exercises.iter().position(|known| known.id == *exercise);
    let lanes = cx.palette.lanes;
    lanes.get(place.unwrap_or(0) % lanes.len()).copied().unwrap_or(cx.palette.run)
}

pub(super) fn paint(
    ui: &Ui,
    cx: &Cx<'_>,
    (centre, scale): (&Centre, Scale),
    block: &Block,
    area: Rect,
) {
    let session = block.session.and_then(|id| centre.sessions.get(&id));
    let fill = session.map_or(cx.palette.phase, |session| colour(centre, cx, &session.exercise));
    for part in &block.parts {
        let rect = Rect::from_min_max(
            Pos2::new(scale.x(part.from).max(area.left()), area.top()),
            Pos2::new(scale.x(part.until).min(area.right()), area.bottom()),
        );
        match part.what {
            What::Run | What::Desk | What::Marking(_) => {
                ui.painter().rect_filled(rect, 4.0, fill);
            }
            What::Preparation | What::WriteUp => {
                ui.painter().rect_filled(rect, 4.0, fill.gamma_multiply(0.5));
            }
            What::Lunch | What::Reset => hatched(ui, cx, rect),
            What::Event(_) | What::WashUp => {
                ui.painter().rect_filled(rect, 4.0, cx.palette.phase.gamma_multiply(0.6));
            }
        }
    }
}

fn hatched(ui: &Ui, cx: &Cx<'_>, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 4.0, cx.palette.phase.gamma_multiply(0.45));
    let stroke = Stroke::new(2.0, cx.palette.phase);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment(
            [Pos2::new(x, rect.bottom()), Pos2::new(x + rect.height(), rect.top())],
            stroke,
        );
        x += 8.0;
    }
}

/// As much of the words as fits into the block: all of them, their beginning where that says more
/// than the short ones, the short ones, or nothing. Dots alone say nothing.
pub(super) fn text(ui: &Ui, cx: &Cx<'_>, area: Rect, words: &str, short: &str) {
    let room = area.width() - 8.0;
    let laid = |words: &str, room: f32| {
        let font = FontId::proportional(12.0);
        let mut job =
            egui::text::LayoutJob::simple_singleline(words.to_owned(), font, cx.palette.ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        ui.painter().layout_job(job)
    };
    let needs = |words: &str| laid(words, f32::INFINITY).size().x;
    let least = if short.is_empty() { 0.0 } else { needs(short) };
    let galley = if room >= needs(words) || room >= least + A_FEW_LETTERS {
        laid(words, room)
    } else if !short.is_empty() && room + 4.0 >= least {
        laid(short, f32::INFINITY)
    } else {
        return;
    };
    let left = if galley.size().x > room { 3.0 } else { 5.0 };
    let at = Pos2::new(area.left() + left, area.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, cx.palette.ink);
}

pub(super) fn ghost(ui: &Ui, cx: &Cx<'_>, scale: Scale, drag: &Drag, lane: Rect) {
    let by = SignedDuration::from_mins(drag.minutes);
    let from = if drag.end { drag.block.from } else { shifted(drag.block.from, by) };
    let until = shifted(drag.block.until, by);
    let area = Rect::from_min_max(
        Pos2::new(scale.x(from), lane.top() + 3.0),
        Pos2::new(scale.x(until), lane.bottom() - 3.0),
    );
    let bad = drag.outcome.refused.is_some() || !drag.outcome.breaks.is_empty();
    let colour = if bad { cx.palette.red } else { cx.palette.accent };
    ui.painter().rect_filled(area, 4.0, colour.gamma_multiply(0.15));
    ui.painter().rect_stroke(area, 4.0, Stroke::new(2.0, colour), egui::StrokeKind::Inside);
}

/// What letting go would do, beside the pointer.
pub(super) fn warn(ui: &Ui, cx: &Cx<'_>, outcome: &Outcome) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let mut lines: Vec<(String, Color32)> = Vec::new();
    if let Some(why) = &outcome.refused {
        lines.push((why.clone(), cx.palette.red));
    }
    for breach in outcome.breaks.iter().take(4) {
        lines.push((breach.clone(), cx.palette.red));
    }
    if outcome.breaks.len() > 4 {
        lines.push((format!("and {} more", outcome.breaks.len() - 4), cx.palette.red));
    }
    if lines.is_empty() && !outcome.changes.is_empty() {
        let words = if outcome.mends > 0 {
            format!("Mends {}.", crate::words::count(outcome.mends, "rule", "rules"))
        } else {
            "Every rule that holds now holds then.".to_owned()
        };
        lines.push((words, cx.palette.green));
    }
    if lines.is_empty() {
        return;
    }
    let area = egui::Area::new(egui::Id::unique("drag-words"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .fixed_pos(pointer + Vec2::new(14.0, 18.0));
    area.show(ui.ctx(), |ui| {
        cards::card(cx.palette).inner_margin(10).show(ui, |ui| {
            ui.set_max_width(360.0);
            for (words, colour) in lines {
                ui.label(egui::RichText::new(words).small().color(colour));
            }
        });
    });
}

/// Which colour is which exercise. Gives how much height that takes, with what is around it.
pub(super) fn legend(ui: &mut Ui, centre: &Centre) -> f32 {
    let palette = theme::Palette::of(ui.ctx());
    ui.add_space(6.0);
    let drawn = ui.horizontal_wrapped(|ui| {
        for (place, exercise) in centre.scenario.exercises.iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 14.0), Sense::hover());
            let fill = palette.lanes.get(place % palette.lanes.len()).copied();
            ui.painter().rect_filled(rect, 3.0, fill.unwrap_or(palette.run));
            cards::muted(ui, &exercise.title);
            ui.add_space(6.0);
        }
        cards::muted(ui, "pale: preparation, write-up");
        ui.add_space(6.0);
        if !centre.scenario.events.is_empty() {
            cards::muted(ui, "grey: for everybody");
        }
    });
    drawn.response.rect.height() + 22.0
}
