//! Fields to type in, each with its label.

use egui::text::CCursorRange;
use egui::{Context, Memory, Response, TextEdit, Ui};

use super::cards::muted;
use crate::ui::theme::Palette;

/// A line to type in, with its label above it.
pub fn line(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    label: &str,
    text: &mut String,
    hint: &str,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let label = muted(ui, label);
        let width = ui.available_width();
        let field = TextEdit::singleline(text)
            .id_salt(id)
            .hint_text(hint.to_owned())
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(field).labelled_by(label.id);
        let pressed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if field.gained_focus() && !pressed {
            select_all(&field, text);
        }
        field
    })
    .inner
}

/// Leads the keys to a line.
pub fn take_up(field: &Response, text: &str) {
    field.request_focus();
    select_all(field, text);
}

/// What stands in a line to which a key led is taken up whole, so that what is typed takes its
/// place.
fn select_all(field: &Response, text: &str) {
    let mut state = TextEdit::load_state(&field.ctx, field.id).unwrap_or_default();
    let ends = [0, text.chars().count()].map(egui::text::CCursor::new);
    let [begin, end] = ends;
    state.cursor.set_char_range(Some(CCursorRange::two(begin, end)));
    TextEdit::store_state(&field.ctx, field.id, state);
}

/// Several lines to type in, with their label above them.
pub fn lines(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    label: &str,
    text: &mut String,
    rows: usize,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let label = muted(ui, label);
        let width = ui.available_width();
        let field = TextEdit::multiline(text)
            .id_salt(id)
            .desired_rows(rows)
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 6));
        ui.add(field).labelled_by(label.id)
    })
    .inner
}

/// What was typed is taken, and the line is empty for the next: there is nothing of its own to take
/// back in it any more.
pub fn taken(field: &Response) {
    if let Some(mut state) = TextEdit::load_state(&field.ctx, field.id) {
        state.clear_undoer();
        TextEdit::store_state(&field.ctx, field.id, state);
    }
}

/// What the field that has the focus could do by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct History {
    /// Something that was typed in it can be taken back.
    pub back: bool,
    /// Something that was taken back in it can be brought back.
    pub forth: bool,
}

/// What the field that has the focus could take back or bring back by itself.
pub fn history(ctx: &Context) -> History {
    let focused = ctx.memory(Memory::focused);
    let Some(state) = focused.and_then(|id| TextEdit::load_state(ctx, id)) else {
        return History::default();
    };
    let undoer = state.undoer();
    // What nobody can type differs from all that is kept, so this is what was kept last.
    let nowhere = (CCursorRange::default(), '\0'.to_string());
    let Some(last) = undoer.clone().undo(&nowhere).cloned() else { return History::default() };
    let typing = undoer.is_in_flux();
    History { back: typing || undoer.has_undo(&last), forth: !typing && undoer.has_redo(&last) }
}

/// What is wrong with what was typed, beside the field.
pub fn refusal(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        let palette = Palette::of(ui.ctx());
        let words = egui::RichText::new(words).small().color(palette.red);
        let said = ui.add(egui::Label::new(words).wrap());
        super::aloud::read_out(&said, false);
    }
}

/// Whether Enter was pressed in the field.
pub fn entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}
