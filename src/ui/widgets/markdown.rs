//! A paper in Markdown: what is typed beside how it will look.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
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
        let shown = edit.show(ui);
        let name = form.name_within(label).unwrap_or_else(|| label.to_owned());
        let response = shown.response.response.accessible_name(name);
        let was_wanted = form.kept.wanted.is_some();
        form.arrive(key, &response);
        let arrived = was_wanted && form.kept.wanted.is_none();
        if let Some(word) = form.kept.word.take_if(|_| arrived)
            && let Some(chars) = place_of(&word, text)
        {
            let range = CCursorRange::two(CCursor::new(chars.start), CCursor::new(chars.end));
            let at =
                shown.galley.pos_from_cursor(range.primary).translate(shown.galley_pos.to_vec2());
            let mut state = shown.state;
            state.cursor.set_char_range(Some(range));
            state.store(ui.ctx(), response.id);
            ui.scroll_to_rect(at, Some(egui::Align::Center));
        }
    });
}

/// Where the word stands in the text for the first time, in characters.
fn place_of(word: &str, text: &str) -> Option<Range<usize>> {
    let (word, text) = (word.to_lowercase(), text.to_lowercase());
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = text.match_indices(&word).find(|(at, _)| {
        let (before, rest) = text.split_at(*at);
        let after = rest.strip_prefix(word.as_str()).unwrap_or_default();
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    });
    let (before, _) = text.split_at(found?.0);
    let start = before.chars().count();
    Some(start..start + word.chars().count())
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

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn a_word_is_found_whole_and_counted_in_characters() {
        assert_eq!(place_of("score", "Ünderscored; the Score counts"), Some(17..22));
        assert_eq!(place_of("score", "underscored"), None);
    }
}
