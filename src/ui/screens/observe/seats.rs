//! The candidates of a group: whose notes are typed, how many there are, who had how much talk.

use egui::Ui;

use super::recorder::own_places;
use super::speakers;
use super::steps::Place;
use crate::centre::Sheet;
use crate::ids::CandidateId;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks;
use crate::words;

/// Draws a card a candidate; nothing where there is one alone. Gives the own candidate that was
/// pressed, from 0.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>, asks: &mut Asks) -> Option<usize> {
    if !speakers::is_group(place) {
        return None;
    }
    heading(ui, format!("Group of {}", place.session.seats.len()));
    let own = own_places(place);
    let marked = speakers::marked(cx, place);
    let mut pressed = None;
    let height = (ui.available_height() * 0.72).max(160.0);
    let scroll = egui::ScrollArea::vertical().id_salt("group").max_height(height);
    scroll.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (at, seat) in place.session.seats.iter().enumerate() {
            let mine = own.iter().position(|own| *own == at);
            let sheet = mine.and_then(|mine| place.sheets.get(mine)).copied();
            let chosen = sheet == Some(place.sheet);
            let frame =
                if chosen { cards::chosen_card(cx.palette) } else { cards::card(cx.palette) };
            frame.inner_margin(egui::Margin::symmetric(8, 5)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                if who(ui, cx, (at, seat.candidate), sheet, chosen) {
                    pressed = mine;
                }
                speakers::bar(ui, cx, place, (seat.candidate, &marked), asks);
            });
        }
    });
    muted(ui, "Bars: share of talk, by your marks. Alt and the digit marks who speaks.");
    ui.add_space(8.0);
    pressed
}

/// The whole name, or none: half of it says less than the code.
fn name_where_it_fits(ui: &mut Ui, cx: &Cx<'_>, name: &str) {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let name = ui.painter().layout_no_wrap(name.to_owned(), font, cx.palette.muted);
    if name.size().x <= ui.available_width() {
        ui.add(egui::Label::new(name));
    }
}

/// Name and notes; only the own candidates can be chosen.
fn who(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (at, candidate): (usize, CandidateId),
    sheet: Option<Sheet>,
    chosen: bool,
) -> bool {
    let label = words::candidate(cx.centre, candidate);
    let row = |ui: &mut Ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            marks::key(ui, &(at + 1).to_string());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(sheet) = sheet {
                    let notes = cx.centre.notes_of(sheet).into_iter();
                    let count = notes.filter(|note| note.struck.is_none()).count();
                    let count = egui::RichText::new(words::count(count, "note", "notes"));
                    ui.add(egui::Label::new(count.small().color(cx.palette.muted)).extend());
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let known = cx.centre.people.candidate(candidate);
                    let code = known.map_or("", |known| known.code.as_str());
                    let text = match sheet {
                        Some(_) => theme::strong(code),
                        None => egui::RichText::new(code).color(cx.palette.muted),
                    };
                    ui.add(egui::Label::new(text).truncate());
                    name_where_it_fits(ui, cx, known.map_or("", |known| known.name.as_str()));
                });
            });
        });
    };
    if sheet.is_none() {
        row(ui);
        return false;
    }
    buttons::pressable(ui, ("seat", at), &label, chosen, row).on_hover_text(&label).clicked()
}
