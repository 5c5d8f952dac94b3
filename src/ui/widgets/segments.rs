//! A small bar of choices of which one holds: the inner views of a stage.

use egui::{CornerRadius, Frame, Margin, Response, RichText, Sense, Stroke, Ui, Vec2};

use crate::ui::theme::{self, Palette};

/// A choice: what it is called, and the key that leads to it.
pub type Segment<'a> = (&'a str, &'a str);

/// Draws the bar; gives the place of the choice that was pressed.
pub fn ui(ui: &mut Ui, segments: &[Segment<'_>], chosen: usize) -> Option<usize> {
    let palette = Palette::of(ui.ctx());
    let mut pressed = None;
    let frame = Frame::new()
        .fill(palette.trough)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::same(3));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.horizontal(|ui| {
            for (place, (name, key)) in segments.iter().enumerate() {
                if segment(ui, name, key, place == chosen).clicked() {
                    pressed = Some(place);
                }
            }
        });
    });
    pressed
}

fn segment(ui: &mut Ui, name: &str, key: &str, chosen: bool) -> Response {
    let palette = Palette::of(ui.ctx());
    let words = if chosen { theme::strong(name) } else { RichText::new(name) };
    let words = words.color(if chosen { palette.ink } else { palette.muted });
    let job = {
        let mut job = egui::text::LayoutJob::default();
        let style = std::sync::Arc::clone(ui.style());
        let at = egui::Align::Center;
        words.append_to(&mut job, &style, egui::FontSelection::Default, at);
        let key = RichText::new(format!("  {key}")).small().color(palette.muted);
        key.append_to(&mut job, &style, egui::FontSelection::Default, at);
        job
    };
    let galley = ui.painter().layout_job(job);
    let size = galley.size() + Vec2::new(20.0, 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if chosen {
        ui.painter().rect_filled(rect, 6.0, palette.card);
        let line = Stroke::new(1.0, palette.line);
        ui.painter().rect_stroke(rect, 6.0, line, egui::StrokeKind::Inside);
    }
    if response.has_focus() || response.hovered() {
        let line = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, palette.accent);
        ui.painter().rect_stroke(rect, 6.0, line, egui::StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    let name = name.to_owned();
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    response
}
