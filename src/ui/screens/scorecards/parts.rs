//! Small parts that several views share.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, FontId, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use crate::scenario::Scale;
use crate::scoring::Mean;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::marks::{self, Tone};
use crate::words::scorecards as say;

/// A column of fixed width within a row.
pub(super) fn column<R>(
    ui: &mut Ui,
    (width, height): (f32, f32),
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(Vec2::new(width, height), layout, |ui| {
        ui.set_min_size(Vec2::new(width, height));
        ui.set_max_width(width);
        content(ui)
    })
    .inner
}

/// Words of second rank on one line, shortened where there is no room.
pub(super) fn small(ui: &mut Ui, cx: &Cx<'_>, text: &str) -> Response {
    let text = egui::RichText::new(text).small().color(cx.palette.muted);
    ui.add(egui::Label::new(text).truncate())
}

/// A number that unfolds when it is pressed, with how many ratings it rests on.
pub(super) fn number(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: impl std::hash::Hash + std::fmt::Debug,
    (what, mean, chosen): (&str, Option<Mean>, bool),
) -> Response {
    let name = format!("{what}: {}, {}", say::number(mean), say::rests_on(mean));
    let mut job = LayoutJob::default();
    let format = |font_id, color| TextFormat { font_id, color, ..TextFormat::default() };
    job.append(&say::number(mean), 0.0, format(theme::strong_font(14.0), cx.palette.ink));
    if let Some(mean) = mean {
        let small = format(FontId::proportional(12.0), cx.palette.muted);
        job.append(&format!("n {}", mean.ratings), 5.0, small);
    }
    let galley = ui.painter().layout_job(job);
    let size = galley.size() + Vec2::new(8.0, 6.0);
    let pressed = ui.push_id(id, |ui| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let fill = if chosen { cx.palette.tint } else { Color32::TRANSPARENT };
        let fill = if response.hovered() { cx.palette.trough } else { fill };
        ui.painter().rect_filled(rect, 5.0, fill);
        ui.painter().galley(rect.min + Vec2::new(4.0, 3.0), galley, cx.palette.ink);
        if response.has_focus() {
            let ring = Stroke::new(2.0, cx.palette.accent);
            ui.painter().rect_stroke(rect, 5.0, ring, StrokeKind::Outside);
        }
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
        response
    });
    pressed.inner.on_hover_text(format!("{}. Press to see what from.", say::rests_on(mean)))
}

/// How a result is marked: green is kept for those that pass, where the scenario says which do.
pub(super) fn tone_of(cx: &Cx<'_>, result: &str) -> Tone {
    let mut bands = cx.centre.scenario.decision.bands.iter();
    let passes = bands.any(|band| band.label == result && band.passes);
    if passes { Tone::Good } else { Tone::Calm }
}

/// A mean in the colour of the level that is nearest.
pub(super) fn chip(ui: &mut Ui, cx: &Cx<'_>, mean: Option<Mean>, name: &str) {
    let colours = shade(cx, mean);
    marks::level_chip(ui, &say::number(mean), colours, name);
}

/// The colours of the level that is nearest to a mean: fill and text.
pub(super) fn shade(cx: &Cx<'_>, mean: Option<Mean>) -> (Color32, Color32) {
    let scale = &cx.centre.scenario.scale;
    mean.map_or((cx.palette.trough, cx.palette.muted), |mean| {
        cx.palette.level(nearest(scale, mean.value), scale.levels.len())
    })
}

/// The place on the scale that is nearest to a value.
pub(super) fn nearest(scale: &Scale, value: f64) -> usize {
    let far = |place: &usize| {
        scale.levels.get(*place).map_or(f64::MAX, |level| (f64::from(level.number) - value).abs())
    };
    let places = 0..scale.levels.len();
    places.rev().min_by(|one, other| far(one).total_cmp(&far(other))).unwrap_or(0)
}

/// The ends of the scale.
pub(super) fn range(cx: &Cx<'_>) -> (f64, f64) {
    let (low, high) = cx.centre.scenario.scale.range().unwrap_or((1, 5));
    (f64::from(low), f64::from(high))
}
