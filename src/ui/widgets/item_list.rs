//! A list of things that can be added, moved and taken out, each on a card of its own.

use egui::Ui;

use super::cards::muted;
use super::{buttons, form::Form};
use crate::problem::Path;
use crate::ui::theme::{self, Palette};

/// What somebody asked to do with an item.
enum Wish {
    Up,
    Down,
    Out,
}

/// The words of a list.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// What the list is.
    pub heading: &'a str,
    /// What it is for; shown while it is empty too.
    pub meaning: &'a str,
    /// One item, such as `question`.
    pub item: &'a str,
}

/// Draws a list of items: `name` says what stands on an item's card, `make` makes a new one and
/// `draw` draws its fields.
pub fn list<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (path, words): (&Path, Words<'_>),
    items: &mut Vec<T>,
    make: impl FnOnce(&[T]) -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &Path, &mut T),
) {
    let palette = Palette::of(ui.ctx());
    ui.add_space(4.0);
    let heading = ui.label(theme::strong(words.heading));
    form.arrive(&path.to_string(), &heading);
    muted(ui, words.meaning);
    form.said(ui, &path.to_string());
    let mut wish = None;
    let count = items.len();
    for (place, item) in items.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            egui::Frame::new()
                .stroke(egui::Stroke::new(1.0, palette.line))
                .corner_radius(6)
                .inner_margin(egui::Margin::symmetric(10, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    if form.editable {
                        header(ui, form, words.item, (place, count), &mut wish);
                    }
                    let path = path.item(place);
                    form.said(ui, &path.to_string());
                    form.within.push(format!("{} {}", words.item, place + 1));
                    draw(ui, form, &path, item);
                    form.within.pop();
                });
        });
    }
    match wish {
        Some((place, Wish::Up)) => items.swap(place, place.saturating_sub(1)),
        Some((place, Wish::Down)) if place + 1 < count => items.swap(place, place + 1),
        Some((place, Wish::Out)) => drop(items.remove(place)),
        Some((_, Wish::Down)) | None => {}
    }
    let add = format!("+ Add {}", words.item);
    if form.editable && named(buttons::plain(ui, &add), form, &add).clicked() {
        let new = make(items);
        items.push(new);
    }
}

/// The button under a name that says of what, where the list is within something.
fn named(button: egui::Response, form: &Form<'_>, name: &str) -> egui::Response {
    let name = form.name_within(name).unwrap_or_else(|| name.to_owned());
    button.accessible_name(name)
}

fn header(
    ui: &mut Ui,
    form: &Form<'_>,
    item: &str,
    (place, count): (usize, usize),
    wish: &mut Option<(usize, Wish)>,
) {
    ui.horizontal(|ui| {
        let mut name = item.to_owned();
        if let Some(first) = name.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        muted_inline(ui, &format!("{name} {}", place + 1));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let called =
                |button, what: &str| named(button, form, &format!("{what} {item} {}", place + 1));
            if called(buttons::quiet(ui, "Remove"), "Remove").clicked() {
                *wish = Some((place, Wish::Out));
            }
            let down = ui.add_enabled_ui(place + 1 < count, |ui| buttons::quiet(ui, "Down")).inner;
            if called(down, "Move down").clicked() {
                *wish = Some((place, Wish::Down));
            }
            let up = ui.add_enabled_ui(place > 0, |ui| buttons::quiet(ui, "Up")).inner;
            if called(up, "Move up").clicked() {
                *wish = Some((place, Wish::Up));
            }
        });
    });
}

fn muted_inline(ui: &mut Ui, text: &str) {
    let colour = Palette::of(ui.ctx()).muted;
    ui.label(theme::strong(text).small().color(colour));
}
