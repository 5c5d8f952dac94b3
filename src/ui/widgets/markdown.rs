//! A paper in Markdown: what is typed beside how it will look.

use egui::{Layout, TextEdit, Ui, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::print::{DEEPEST, nesting};

use super::cards::muted;
use super::form::{Field, Form};
use crate::problem::Path;
use crate::ui::theme::{self, Palette};

/// How high a paper is shown before it scrolls.
const HEIGHT: f32 = 320.0;

/// Draws the paper: the text on the left, how it looks on the right, or below where there is no
/// room.
pub fn paper(
    ui: &mut Ui,
    form: &mut Form<'_>,
    cache: &mut CommonMarkCache,
    (path, field): (&Path, Field<'_>),
    text: &mut String,
) {
    let key = path.to_string();
    let words = text.split_whitespace().count();
    ui.horizontal(|ui| {
        ui.label(theme::strong(field.label));
        muted(ui, format!("{words} words"));
    });
    muted(ui, field.meaning);
    form.said(ui, &key);
    let width = ui.available_width();
    let top_down = Layout::top_down(egui::Align::Min);
    if width < 560.0 {
        typed(ui, form, (&key, field.label, width), text);
        rendering(ui, cache, (&key, width), text);
        return;
    }
    let half = (width - 12.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.allocate_ui_with_layout(vec2(half, HEIGHT), top_down, |ui| {
            typed(ui, form, (&key, field.label, half), text);
        });
        ui.allocate_ui_with_layout(vec2(half, HEIGHT), top_down, |ui| {
            rendering(ui, cache, (&key, half), text);
        });
    });
}

fn typed(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (key, label, width): (&str, &str, f32),
    text: &mut String,
) {
    let area = egui::ScrollArea::vertical().id_salt((key, "typed")).max_height(HEIGHT);
    super::follow::window(ui, area, |ui| {
        let edit = TextEdit::multiline(text)
            .id_salt(key)
            .font(egui::TextStyle::Monospace)
            .desired_width(width)
            .desired_rows(16)
            .margin(egui::Margin::symmetric(8, 6))
            .interactive(form.editable);
        let response = ui.add(edit);
        let name = label.to_owned();
        let response = response.accessible_name(name);
        form.arrive(key, &response);
    });
}

/// How a text looks. Tables that are wider than there is room scroll under a bar that is seen.
pub fn shown(ui: &mut Ui, cache: &mut CommonMarkCache, text: &str) {
    ui.scope(|ui| {
        theme::seen_bars(ui);
        plainly(ui, cache, text);
    });
}

/// As typed where it nests deeper than anybody reads.
fn plainly(ui: &mut Ui, cache: &mut CommonMarkCache, text: &str) {
    if nesting(text) > DEEPEST {
        ui.label(text);
    } else {
        CommonMarkViewer::new().show(ui, cache, text);
    }
}

fn rendering(ui: &mut Ui, cache: &mut CommonMarkCache, (key, width): (&str, f32), text: &str) {
    let palette = Palette::of(ui.ctx());
    let margin = egui::Margin::symmetric(12, 8);
    egui::Frame::new().fill(palette.side).corner_radius(6).inner_margin(margin).show(ui, |ui| {
        ui.set_width(width - 24.0);
        let area = egui::ScrollArea::vertical().id_salt((key, "shown")).auto_shrink([false, true]);
        area.max_height(HEIGHT - 16.0).show(ui, |ui| {
            if text.trim().is_empty() {
                muted(ui, "Nothing is written yet.");
            }
            shown(ui, cache, text);
        });
    });
}
