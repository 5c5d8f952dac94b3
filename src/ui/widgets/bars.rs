//! Bars: how far a phase has run, the phases of an exercise, a mean beside the centre's.

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

use super::aloud;
use crate::ui::theme::Palette;

/// How far something has come, from 0 to 1; without a name where words beside it say it.
pub fn progress(ui: &mut Ui, share: f32, over: bool, name: Option<&str>) -> Response {
    let palette = Palette::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let fill = if over { palette.red } else { palette.accent };
    paint_share(ui, rect, share, fill);
    if let Some(name) = name {
        let percent = f64::from((share * 100.0).round());
        aloud::measure(&response, name, Some(percent), (0.0, 100.0));
    }
    response
}

fn paint_share(ui: &Ui, rect: Rect, share: f32, fill: egui::Color32) {
    let palette = Palette::of(ui.ctx());
    ui.painter().rect_filled(rect, 3.0, palette.phase);
    let done = Rect::from_min_size(rect.min, Vec2::new(rect.width() * share, rect.height()));
    ui.painter().rect_filled(done, 3.0, fill);
}

/// One phase in a bar of phases.
pub struct PhaseSpan {
    /// What stands in it.
    pub label: String,
    /// How wide it is, against the others.
    pub minutes: f64,
    /// Candidates are observed in it.
    pub observed: bool,
    /// How much of it has run, from 0 to 1.
    pub done: f32,
    /// Marks in it, from 0 to 1: injects.
    pub marks: Vec<f32>,
}

/// The phases of an exercise side by side, as wide as they are long.
#[expect(clippy::cast_possible_truncation, reason = "widths on the screen")]
pub fn phases(ui: &mut Ui, spans: &[PhaseSpan], name: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let gap = 3.0;
    #[expect(clippy::cast_precision_loss, reason = "an exercise has few phases")]
    let gaps = gap * spans.len().saturating_sub(1) as f32;
    let size = Vec2::new(ui.available_width(), 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let total: f64 = spans.iter().map(|span| span.minutes.max(0.1)).sum();
    let mut left = rect.left();
    for span in spans {
        let width =
            ((rect.width() - gaps) * (span.minutes.max(0.1) / total.max(0.1)) as f32).max(4.0);
        let part =
            Rect::from_min_size(Pos2::new(left, rect.top()), Vec2::new(width, rect.height()));
        ui.painter().rect_filled(
            part,
            3.0,
            if span.observed { palette.run } else { palette.phase },
        );
        if span.done > 0.0 {
            let line = Rect::from_min_size(
                Pos2::new(part.left(), part.bottom() - 4.0),
                Vec2::new(part.width() * span.done.min(1.0), 4.0),
            );
            ui.painter().rect_filled(line, 2.0, palette.accent);
        }
        for mark in &span.marks {
            let x = part.left() + part.width() * mark.clamp(0.0, 1.0);
            let ends = [Pos2::new(x, part.top() - 2.0), Pos2::new(x, part.bottom() + 2.0)];
            let dashes = egui::Shape::dashed_line(&ends, Stroke::new(1.5, palette.amber), 3.0, 2.0);
            ui.painter().extend(dashes);
        }
        label(ui, part, &span.label, 12.0);
        left += width + gap;
    }
    let name = name.to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name.clone()));
    response
}

/// A word in a bar, shortened to its width, and left out where nothing of it would be read.
pub fn label(ui: &Ui, bar: Rect, text: &str, size: f32) {
    let palette = Palette::of(ui.ctx());
    let width = bar.width() - 12.0;
    if width < 2.0 * size {
        return;
    }
    let mut job =
        LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(size), palette.ink);
    job.wrap = TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    let at = Pos2::new(bar.left() + 8.0, bar.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
}
