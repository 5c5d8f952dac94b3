//! Buttons: the one thing to do next, all others, and rows that can be chosen.

use egui::{Button, Response, RichText, Sense, Stroke, TextWrapMode, Ui, Vec2};

use super::layers;
use crate::ui::theme::{self, Palette};

/// How words on a button break. Beside others they stay together where a whole row has room for
/// them, so that the button goes to the next row; egui would break them within what is left of
/// this one, letter by letter in the end.
fn breaking(ui: &Ui, words: &RichText) -> TextWrapMode {
    if !ui.layout().is_horizontal() {
        return ui.wrap_mode();
    }
    let font = egui::TextStyle::Button.resolve(ui.style());
    let wide = ui.painter().layout_no_wrap(words.text().to_owned(), font, egui::Color32::BLACK);
    let room = ui.max_rect().width() - 2.0 * ui.spacing().button_padding.x;
    if wide.size().x <= room { TextWrapMode::Extend } else { ui.wrap_mode() }
}

/// The one thing to do next.
pub fn primary(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let label = theme::strong(text).color(palette.on_accent);
    let breaking = breaking(ui, &label);
    let button = Button::new(label)
        .wrap_mode(breaking)
        .fill(palette.accent)
        .stroke(Stroke::new(1.0, palette.accent));
    let response = ui.add(button);
    focus_ring(ui, &response);
    be_next_in_dialog(ui, &response);
    response
}

/// In a dialog the thing to do next has the focus as long as nothing else has it: Enter does it,
/// and Tab goes on from there.
fn be_next_in_dialog(ui: &Ui, button: &Response) {
    let in_dialog = layers::is_covered(ui.ctx()) && layers::is_free(ui);
    let idle = ui.memory(|memory| memory.focused().is_none());
    if in_dialog && idle && button.enabled() {
        button.request_focus();
    }
}

/// The one thing to do next, when it may not be possible; then the tooltip says why.
pub fn primary_if(ui: &mut Ui, text: &str, possible: Result<(), String>) -> Response {
    match possible {
        Ok(()) => primary(ui, text),
        Err(why) => {
            ui.add_enabled_ui(false, |ui| primary(ui, text)).inner.on_disabled_hover_text(why)
        }
    }
}

/// The one thing to do next, with the key that does the same printed on it.
pub fn primary_with_key(ui: &mut Ui, text: &str, key: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let breaking = breaking(ui, &RichText::new(format!("{text}  {key}")));
    let key = RichText::new(key).small().color(palette.on_accent);
    let button = Button::new(theme::strong(text).color(palette.on_accent))
        .wrap_mode(breaking)
        .shortcut_text(key)
        .fill(palette.accent)
        .stroke(Stroke::new(1.0, palette.accent));
    let response = ui.add(button);
    focus_ring(ui, &response);
    response.accessible_name(text)
}

/// One of several small choices that stand in a row; the chosen one is filled.
pub fn choice(ui: &mut Ui, text: &str, (chosen, possible): (bool, bool)) -> Response {
    let palette = Palette::of(ui.ctx());
    let colour = if chosen { palette.accent } else { palette.ink };
    let label = RichText::new(text).small().color(colour);
    let breaking = breaking(ui, &label);
    let mut button = Button::new(label).wrap_mode(breaking).selected(chosen).frame(true);
    if chosen {
        button = button.stroke(Stroke::new(1.0, palette.accent));
    }
    let response = small(ui, possible, button);
    let name = text.to_owned();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, possible, chosen, name.clone())
    });
    response
}

/// A small button that is as high as its words want.
pub fn small(ui: &mut Ui, possible: bool, button: Button<'_>) -> Response {
    // No scope: within one a button cannot go to the next row.
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, Vec2::new(8.0, 2.0));
    let button = button.min_size(Vec2::new(0.0, 24.0));
    let response = within_hairline(ui, |ui: &mut Ui| ui.add_enabled(possible, button));
    ui.spacing_mut().button_padding = padding;
    response
}

/// Buttons are told by their words: a hairline is enough around them.
pub fn within_hairline(ui: &mut Ui, button: impl egui::Widget) -> Response {
    let line = Stroke::new(1.0, Palette::of(ui.ctx()).line);
    let before = std::mem::replace(&mut ui.visuals_mut().widgets.inactive.bg_stroke, line);
    let response = ui.add(button);
    ui.visuals_mut().widgets.inactive.bg_stroke = before;
    response
}

/// Any other thing to do.
pub fn plain(ui: &mut Ui, text: &str) -> Response {
    let breaking = breaking(ui, &RichText::new(text));
    within_hairline(ui, Button::new(text).wrap_mode(breaking))
}

/// Any other thing to do, when it may not be possible; then the tooltip says why.
pub fn plain_if(ui: &mut Ui, text: &str, possible: Result<(), String>) -> Response {
    match possible {
        Ok(()) => plain(ui, text),
        Err(why) => ui.add_enabled(false, Button::new(text)).on_disabled_hover_text(why),
    }
}

/// A button with the key that does the same printed on it. The key is not part of its name.
pub fn with_key(ui: &mut Ui, text: &str, key: &str, possible: Result<(), String>) -> Response {
    let palette = Palette::of(ui.ctx());
    let key = RichText::new(key).small().color(palette.muted);
    let breaking = breaking(ui, &RichText::new(format!("{text}  {}", key.text())));
    let button = Button::new(text).wrap_mode(breaking).shortcut_text(key);
    let response = match possible {
        Ok(()) => within_hairline(ui, button),
        Err(why) => ui.add_enabled(false, button).on_disabled_hover_text(why),
    };
    response.accessible_name(text)
}

/// Words that do something, for what is seldom needed.
pub fn quiet(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of(ui.ctx());
    let label = RichText::new(text).small().color(palette.accent);
    let breaking = breaking(ui, &label);
    let button = Button::new(label).wrap_mode(breaking).frame_when_inactive(false);
    // No scope: within one a button cannot go to the next row.
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, Vec2::new(4.0, 2.0));
    let response = ui.add(button.min_size(Vec2::new(0.0, 22.0)));
    ui.spacing_mut().button_padding = padding;
    response
}

/// A whole row or card that can be pressed, with `name` for those who cannot see it. Buttons
/// within it get their own presses.
pub fn pressable(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    name: &str,
    chosen: bool,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let builder = egui::UiBuilder::new().id_salt(id).sense(Sense::click());
    let response = ui.scope_builder(builder, content).response;
    let name = name.to_owned();
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, enabled, chosen, name.clone())
    });
    if response.has_focus() {
        let palette = Palette::of(ui.ctx());
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(response.rect, 8.0, stroke, egui::StrokeKind::Outside);
    }
    response
}

/// What has the focus must be seen, also on the accent.
fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let palette = Palette::of(ui.ctx());
        let rect = response.rect.expand(3.0);
        ui.painter().rect_stroke(
            rect,
            9.0,
            Stroke::new(2.0, palette.accent),
            egui::StrokeKind::Middle,
        );
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;

    const WORDS: [&str; 3] =
        ["Delegating and following up: a gap", "Vision and direction: a split", "Those who saw"];

    #[test]
    fn a_button_goes_to_the_next_row_rather_than_break_its_words() {
        let harness = Harness::builder().with_size([300.0, 300.0]).build_ui(|ui| {
            theme::install(ui.ctx());
            ui.horizontal_wrapped(|ui| {
                for words in WORDS {
                    quiet(ui, words);
                    plain(ui, &format!("{words}…"));
                }
            });
        });
        for words in WORDS {
            for name in [words.to_owned(), format!("{words}…")] {
                let rect = harness.get_by_label(&name).rect();
                assert!(rect.height() < 40.0 && rect.right() <= 300.0, "{name}: {rect:?}");
            }
        }
    }
}
