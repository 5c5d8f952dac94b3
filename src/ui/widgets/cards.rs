//! Surfaces: cards, columns, and the words on an empty screen.

use egui::{CornerRadius, Frame, Margin, Response, Stroke, Ui};

use super::aloud;
use crate::ui::theme::{self, Palette};

/// A white card with a hairline around it.
pub fn card(palette: &Palette) -> Frame {
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 12))
}

/// A card that is chosen.
pub fn chosen_card(palette: &Palette) -> Frame {
    card(palette).stroke(Stroke::new(2.0, palette.accent))
}

/// The margin of a card in a list, so that its content does not move when it is chosen.
pub fn beside_stroke(chosen: bool, x: i8, y: i8) -> Margin {
    let less = i8::from(chosen);
    Margin::symmetric(x - less, y - less)
}

/// The heading of a column or card.
pub fn heading(ui: &mut Ui, text: impl Into<String>) -> Response {
    let text = text.into();
    let words = ui.add(egui::Label::new(theme::strong(&text)).wrap());
    aloud::heading(&words, &text);
    words
}

/// Words of second rank.
pub fn muted(ui: &mut Ui, text: impl Into<String>) -> Response {
    let colour = Palette::of(ui.ctx()).muted;
    ui.add(egui::Label::new(egui::RichText::new(text).small().color(colour)).wrap())
}

/// A screen without anything yet: what it is for, and what to do first.
pub fn empty(ui: &mut Ui, title: &str, words: &str, actions: impl FnOnce(&mut Ui)) {
    ui.add_space((ui.available_height() * 0.22).min(160.0));
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.label(theme::strong(title).size(18.0));
        ui.add_space(4.0);
        let palette = Palette::of(ui.ctx());
        ui.label(egui::RichText::new(words).color(palette.muted));
        ui.add_space(12.0);
        actions(ui);
    });
}

/// The column on the right of a stage.
pub fn side_column(ui: &mut Ui, name: &'static str, width: f32, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    egui::Panel::right(name)
        .exact_size(width)
        .resizable(false)
        .frame(Frame::new().fill(palette.side).inner_margin(Margin::symmetric(18, 16)))
        .show(ui, |ui| {
            aloud::pane(ui, "Side");
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            super::follow::area(ui, area, |ui| within(ui, content));
        });
}

/// The middle of a stage with a column on its right. The middle comes first for keys, as it does
/// for the eye; both may look at and change `state`.
pub fn middle_and_side<S>(
    ui: &mut Ui,
    (name, width): (&'static str, f32),
    state: &mut S,
    middle: impl FnOnce(&mut Ui, &mut S),
    side: impl FnOnce(&mut Ui, &mut S),
) {
    let whole = ui.available_rect_before_wrap();
    let edge = (whole.right() - width).max(whole.left());
    let (left, right) = whole.split_left_right_at_x(edge);
    let part = |rect| egui::UiBuilder::new().max_rect(rect);
    ui.scope_builder(part(left), |ui| self::middle(ui, |ui| middle(ui, state)));
    ui.scope_builder(part(right), |ui| side_column(ui, name, width, |ui| side(ui, state)));
}

/// Content as wide as the column: what is wider is cut off at its right, where it would else push
/// the whole column over its neighbour.
fn within(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let whole = ui.available_rect_before_wrap();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(whole));
    content(&mut inner);
    // No wider than the column, and as wide as what is in it: what has the focus is looked for there.
    let size = inner.min_size();
    let size = egui::Vec2::new(size.x.min(whole.width()), size.y);
    let used = egui::Rect::from_min_size(whole.min, size);
    ui.advance_cursor_after_rect(used);
}

/// The narrow column on the left of a stage.
pub fn list_column(ui: &mut Ui, name: &'static str, width: f32, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    egui::Panel::left(name)
        .exact_size(width)
        .resizable(false)
        .frame(Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 16)))
        .show(ui, |ui| {
            aloud::pane(ui, aloud::LIST);
            content(ui);
        });
}

/// The middle of a stage.
pub fn middle(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    egui::CentralPanel::default()
        .frame(Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(18, 16)))
        .show(ui, |ui| {
            aloud::pane(ui, aloud::MIDDLE);
            content(ui);
        });
}
