//! The lanes of all rooms with the now-line: phases tinted by what they are for, as they were run
//! and are expected, with the published times as a line below them.

use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, Vec2};
use jiff::{SignedDuration, Timestamp};

use super::chosen::Chosen;
use super::{place_words, title};
use crate::day::board::{Board, Lane, Sort, Stretch};
use crate::scenario::PhaseKind;
use crate::time::shifted;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards;
use crate::words;

/// The widths of the names on the left and of the words on the right.
const SIDES: (f32, f32) = (76.0, 112.0);
/// How the name of a lane is written.
const NAME: FontId = FontId::proportional(12.5);
/// The most of the stage's height that lanes take.
const SHARE: f32 = 0.34;

/// Where moments lie on the screen.
struct Scale {
    from: Timestamp,
    until: Timestamp,
    left: f32,
    right: f32,
}

impl Scale {
    #[expect(clippy::cast_possible_truncation, reason = "positions on the screen")]
    fn x(&self, at: Timestamp) -> f32 {
        let whole = self.until.duration_since(self.from).as_secs_f64().max(1.0);
        let share = at.duration_since(self.from).as_secs_f64() / whole;
        self.left + (self.right - self.left) * (share.clamp(0.0, 1.0) as f32)
    }

    fn has(&self, at: Timestamp) -> bool {
        at >= self.from && at <= self.until
    }
}

/// Draws them.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, board: &Board, chosen: &mut Chosen) {
    let Some((from, until)) = board.span.filter(|_| !board.lanes.is_empty()) else { return };
    let high = if board.lanes.len() > 7 { 18.0 } else { 25.0 };
    let most = (ui.available_height() * SHARE).max(high * 3.0 + 40.0);
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        let (axis, _) = ui.allocate_exact_size(Vec2::new(width, 18.0), Sense::hover());
        let right = if width > 640.0 { SIDES.1 } else { 0.0 };
        let left = axis.left() + names_width(ui, board, width);
        let scale = Scale { from, until, left, right: axis.right() - right };
        hours(ui, cx, &scale, axis);
        let rows = egui::ScrollArea::vertical()
            .id_salt("lanes")
            .max_height(most - 40.0)
            .auto_shrink([false, true]);
        let shown = rows.show_rows(ui, high, board.lanes.len(), |ui, rows| {
            for lane in board.lanes.get(rows).unwrap_or_default() {
                row(ui, cx, &scale, (lane, high), chosen);
            }
        });
        if scale.has(cx.now.wall) {
            let x = scale.x(cx.now.wall);
            let rows = shown.inner_rect;
            let end = rows.bottom().min(rows.top() + shown.content_size.y);
            let line = [Pos2::new(x, axis.bottom() - 4.0), Pos2::new(x, end)];
            ui.painter().line_segment(line, Stroke::new(2.0, cx.palette.red));
        }
    });
}

/// What a lane is called.
fn called(lane: &Lane) -> &str {
    match place_words(&lane.place) {
        "At a desk" => "Desks",
        room => room,
    }
}

/// How much room the names of the lanes take of the width: as much as they want, within bounds.
fn names_width(ui: &Ui, board: &Board, width: f32) -> f32 {
    let wide = |lane: &Lane| {
        let name = called(lane).to_owned();
        ui.painter().layout_no_wrap(name, NAME, Color32::BLACK).size().x
    };
    let widest = board.lanes.iter().map(wide).fold(0.0, f32::max);
    (widest + 12.0).clamp(SIDES.0, (width * 0.2).max(SIDES.0))
}

/// A mark at each full hour; every second or third where they would run into each other.
fn hours(ui: &Ui, cx: &Cx<'_>, scale: &Scale, axis: Rect) {
    let secs = scale.until.duration_since(scale.from).as_secs().max(1);
    let fit = ((scale.right - scale.left) / 56.0).max(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "hours of a day")]
    let step = (secs as f64 / 3600.0 / f64::from(fit)).ceil().max(1.0) as i64;
    let zoned = scale.from.to_zoned_datetime(cx.zone.clone());
    let past = i64::from(zoned.minute()) * 60 + i64::from(zoned.second());
    let to_next = if past == 0 { 0 } else { 3600 - past };
    let mut at = shifted(scale.from, SignedDuration::from_secs(to_next));
    while at <= scale.until {
        let place = Pos2::new(scale.x(at), axis.top());
        let text = cx.time_of_day(at);
        let font = FontId::proportional(11.5);
        ui.painter().text(place, Align2::CENTER_TOP, text, font, cx.palette.muted);
        at = shifted(at, SignedDuration::from_hours(step));
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, scale: &Scale, (lane, high): (&Lane, f32), chosen: &mut Chosen) {
    let size = Vec2::new(ui.available_width(), high);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let behind = lane.behind.map(words::behind).unwrap_or_default();
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let middle = rect.center().y;
    let name = {
        let name = called(lane).to_owned();
        let mut job = egui::text::LayoutJob::simple_singleline(name, NAME, cx.palette.ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(scale.left - rect.left() - 8.0);
        painter.layout_job(job)
    };
    let at = Pos2::new(rect.left(), middle - name.size().y / 2.0);
    painter.galley(at, name, cx.palette.ink);
    let bar = |one: &Stretch| {
        let (left, right) = (scale.x(one.from), scale.x(one.until));
        Rect::from_min_max(
            Pos2::new(left, rect.top() + 1.5),
            Pos2::new((right - 1.0).max(left + 1.0), rect.bottom() - 4.5),
        )
    };
    for one in lane.stretches.iter().filter(|one| one.until > scale.from && one.from < scale.until)
    {
        painter.rect_filled(bar(one), 2.0, tint(cx, one));
        if chosen.has(one.session) && one.kind.is_observed() {
            let edge = Stroke::new(1.5, cx.palette.accent);
            painter.rect_stroke(bar(one), 2.0, edge, egui::StrokeKind::Inside);
        }
    }
    for (from, until) in lane.published.iter().filter(|(from, _)| scale.has(*from)) {
        let y = rect.bottom() - 2.5;
        let line = [Pos2::new(scale.x(*from), y), Pos2::new(scale.x(*until) - 1.0, y)];
        painter.line_segment(line, Stroke::new(1.0, cx.palette.muted));
    }
    if scale.right < rect.right() - 20.0 {
        let late = lane.behind.is_some_and(|by| by.as_secs() >= 60);
        let colour = if late { cx.palette.amber } else { cx.palette.muted };
        let font = FontId::proportional(11.5);
        let at = Pos2::new(rect.right(), middle);
        painter.text(at, Align2::RIGHT_CENTER, &behind, font, colour);
    }
    let under = response.hover_pos().and_then(|at| {
        lane.stretches.iter().rev().find(|one| bar(one).expand2(Vec2::new(0.0, 5.0)).contains(at))
    });
    if let Some(one) = under
        && response.clicked()
    {
        chosen.only(one.session);
    }
    let said = format!(
        "Lane of {}: {}",
        called(lane),
        if behind.is_empty() { "nothing more" } else { &behind }
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, said.clone()));
    if let Some(one) = under {
        response.on_hover_text(told(cx, one));
    }
}

fn told(cx: &Cx<'_>, one: &Stretch) -> String {
    let session = cx.centre.sessions.get(&one.session);
    let title = session.map(|session| title(cx, session)).unwrap_or_default();
    let sure = if one.sort == Sort::Expected { " expected" } else { "" };
    let (from, until) = (cx.time_of_day(one.from), cx.time_of_day(one.until));
    format!("{title}\n{}{sure}, {from}–{until}", words::phase_kind(one.kind))
}

/// By what a phase is for; what is only expected is paler.
fn tint(cx: &Cx<'_>, one: &Stretch) -> Color32 {
    let palette = cx.palette;
    let full = match one.kind {
        PhaseKind::Run | PhaseKind::Questions => palette.run,
        PhaseKind::WriteUp => palette.phase,
        PhaseKind::Briefing | PhaseKind::Preparation | PhaseKind::SelfAssessment => palette.tint,
    };
    match one.sort {
        Sort::Ran | Sort::Runs => full,
        Sort::Expected => palette.card.lerp_to_gamma(full, 0.62),
    }
}
