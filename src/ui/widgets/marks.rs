//! Small marks: pills, keys, and the clock's figures.

use egui::{Align2, Color32, CornerRadius, FontId, Margin, Response, RichText, Sense, Ui, Vec2};

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
    let palette = Palette::of(ui.ctx());
    let (fill, ink) = match tone {
        Tone::Calm => (palette.tint, palette.accent),
        Tone::Good => (palette.green_tint, palette.green),
        Tone::Soon => (palette.amber_tint, palette.amber),
        Tone::Now => (palette.red_tint, palette.red),
    };
    boxed(ui, theme::strong(text).size(12.0).color(ink), fill, 10)
}

/// A key to press.
pub fn key(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(5, 1))
        .show(ui, |ui| ui.label(RichText::new(text).small().color(palette.muted)))
        .response
}

fn boxed(ui: &mut Ui, text: RichText, fill: Color32, radius: u8) -> Response {
    egui::Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(radius))
        .inner_margin(Margin::symmetric(8, 2))
        .show(ui, |ui| ui.add(egui::Label::new(text).extend()))
        .response
}

/// The figures of a clock, `size` high; red with the word for overtime beside it elsewhere.
pub fn figures(ui: &mut Ui, text: &str, size: f32, over: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let colour = if over { palette.red } else { palette.ink };
    ui.add(egui::Label::new(theme::strong(text).size(size).color(colour)).extend())
}

/// A number in a coloured step of the scale.
pub fn level_chip(ui: &mut Ui, text: &str, (fill, ink): (Color32, Color32), name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(30.0, 24.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, fill);
    let font = FontId::new(14.0, theme::strong_family());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
    let name = name.to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name.clone()));
    response
}
