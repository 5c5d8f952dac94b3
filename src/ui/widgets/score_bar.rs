//! A level as a bar, with a line where the centre's mean lies and a mark at the target.

use egui::{Color32, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2};

use super::aloud;
use crate::scoring::to_show;
use crate::ui::theme::Palette;

/// What a bar shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// The level; none where there is none.
    pub value: Option<f64>,
    /// Where the centre's mean lies.
    pub mean: Option<f64>,
    /// The level that the role asks for.
    pub target: Option<f64>,
    /// The highest level of the scale: the whole width.
    pub highest: f64,
}

/// Draws the bar, `width` wide. `name` says all of it in words.
pub fn bar(ui: &mut Ui, width: f32, score: Score, name: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let (space, response) = ui.allocate_exact_size(Vec2::new(width, 24.0), Sense::hover());
    let rect = Rect::from_center_size(space.center(), Vec2::new(width, 15.0));
    let painter = ui.painter();
    painter.rect_filled(rect, 3.0, palette.trough);
    if let Some(value) = score.value {
        let filled = Rect::from_min_size(rect.min, Vec2::new(x(rect, value, score), rect.height()));
        painter.rect_filled(filled, 3.0, fill(palette));
    }
    if let Some(mean) = score.mean {
        let at = rect.left() + x(rect, mean, score);
        let line = [Pos2::new(at, rect.top() - 4.0), Pos2::new(at, rect.bottom() + 4.0)];
        painter.line_segment(line, Stroke::new(2.0, palette.ink));
    }
    if let Some(target) = score.target {
        let at = Pos2::new(rect.left() + x(rect, target, score), rect.center().y);
        diamond(ui, at, palette);
    }
    // As it is shown: to one decimal.
    let value = score.value.map(|value| to_show(value, 1));
    aloud::measure(&response, name, value, (0.0, score.highest));
    response
}

/// The mark of a target, as it stands in a bar; for legends too.
pub fn diamond(ui: &Ui, at: Pos2, palette: &Palette) {
    let points = [(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)];
    let points = points.iter().map(|(x, y)| at + Vec2::new(*x, *y)).collect();
    let edge = Stroke::new(1.5, palette.ink);
    ui.painter().add(Shape::convex_polygon(points, palette.card, edge));
}

/// The colour of bars.
pub fn fill(palette: &Palette) -> Color32 {
    palette.run.lerp_to_gamma(palette.accent, 0.5)
}

#[expect(clippy::cast_possible_truncation, reason = "widths on the screen")]
fn x(rect: Rect, value: f64, score: Score) -> f32 {
    rect.width() * (value / score.highest.max(0.001)).clamp(0.0, 1.0) as f32
}
