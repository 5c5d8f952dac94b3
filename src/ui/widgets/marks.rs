//! Small marks: pills, keys, and the clock's figures.

use egui::{Align2, Color32, FontId, Response, Sense, Ui, Vec2};

use crate::ui::theme::{self, Palette};

/// How much a pill wants to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is so.
    Calm,
    /// Good or done.
    Good,
    /// Needs a person soon.
    Soon,
    /// Needs a person now.
    Now,
}

/// A word in a rounded box. The colour never says more than the word.
pub fn pill(ui: &mut Ui, text: &str, tone: Tone) -> Response {
    pill_within(ui, text, tone, f32::INFINITY)
}

/// The same, shortened where it would be wider than `most`.
pub fn pill_within(ui: &mut Ui, text: &str, tone: Tone, most: f32) -> Response {
    pill_sized(ui, text, tone, (most, 1.0))
}

/// The same, as many times as large.
pub fn pill_sized(ui: &mut Ui, text: &str, tone: Tone, (most, scale): (f32, f32)) -> Response {
    let palette = Palette::of(ui.ctx());
    let (fill, ink) = match tone {
        Tone::Calm => (palette.tint, palette.accent),
        Tone::Good => (palette.green_tint, palette.green),
        Tone::Soon => (palette.amber_tint, palette.amber),
        Tone::Now => (palette.red_tint, palette.red),
    };
    let font = theme::strong_font(12.0 * scale);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(most - 16.0 * scale);
    let galley = ui.painter().layout_job(job);
    let size = galley.size() + Vec2::new(16.0, 5.0) * scale;
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 10.0 * scale, fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    named(&response, text);
    response
}

/// A candidate's code on a colour of its own. The code says who it is; the colour only helps the
/// eye to find it again.
pub fn badge(ui: &mut Ui, code: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let font = theme::strong_font(12.0);
    let mut job = egui::text::LayoutJob::simple_singleline(code.to_owned(), font, palette.on_ring);
    let most = (ui.available_width() - 14.0).clamp(20.0, 96.0);
    job.wrap = egui::text::TextWrapping::truncate_at_width(most);
    let galley = ui.painter().layout_job(job);
    let size = Vec2::new((galley.size().x + 14.0).max(40.0), galley.size().y + 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 5.0, palette.of_code(code));
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.on_ring);
    named(&response, code);
    response
}

/// A key to press.
pub fn key(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let font = FontId::proportional(12.0);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, palette.muted);
    let size = galley.size() + Vec2::new(10.0, 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let edge = egui::Stroke::new(1.0, palette.line);
    ui.painter().rect_stroke(rect, 4.0, edge, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.muted);
    named(&response, text);
    response
}

fn named(response: &Response, name: &str) {
    let name = name.to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name.clone()));
}

/// The figures of a clock, `size` high; red with the word for overtime beside it elsewhere.
pub fn figures(ui: &mut Ui, text: &str, size: f32, over: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let colour = if over { palette.red } else { palette.ink };
    ui.add(egui::Label::new(theme::strong(text).size(size).color(colour)).extend())
}

/// A number in a coloured step of the scale.
pub fn level_chip(
    ui: &mut Ui,
    text: &str,
    (fill, ink): (Color32, Color32),
    name: &str,
) -> Response {
    level_chip_of(ui, Vec2::new(30.0, 24.0), text, (fill, ink), name)
}

/// The same, in another size: the number is as large as the height allows.
pub fn level_chip_of(
    ui: &mut Ui,
    size: Vec2,
    text: &str,
    (fill, ink): (Color32, Color32),
    name: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, size.y / 6.0, fill);
    let font = FontId::new(14.0 / 24.0 * size.y, theme::strong_family());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
    named(&response, name);
    response
}
