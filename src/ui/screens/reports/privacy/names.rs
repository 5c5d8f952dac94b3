//! Typed texts that name somebody, with what would stand there in a copy.

use std::collections::BTreeMap;

use egui::Ui;

use crate::privacy::Proposal;
use crate::ui::asks::{Ask, Asks, Leaving};
use crate::ui::theme::Palette;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, cards, fields};
use crate::words;

/// How high a text is drawn.
const ROW: f32 = 104.0;

/// The texts, and what was decided about them.
#[derive(Debug)]
pub(super) struct Names {
    found: Vec<Proposal>,
    instead: Vec<String>,
}

impl Names {
    pub(super) fn new(found: Vec<Proposal>) -> Self {
        let instead = found.iter().map(|one| one.proposed.clone()).collect();
        Self { found, instead }
    }

    /// Draws them. Gives whether it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, asks: &mut Asks) -> bool {
        let mut over = ui.input(|input| input.key_pressed(egui::Key::Escape));
        cards::side_column(ui, "names-copy", 320.0, |ui| over |= self.question(ui, asks));
        cards::middle(ui, |ui| {
            let palette = Palette::of(ui.ctx());
            let (found, instead) = (&self.found, &mut self.instead);
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            area.show_rows(ui, ROW, found.len(), |ui, range| {
                for place in range {
                    let (Some(one), Some(text)) = (found.get(place), instead.get_mut(place)) else {
                        continue;
                    };
                    let size = egui::vec2(ui.available_width(), ROW - 6.0);
                    let down = egui::Layout::top_down(egui::Align::Min);
                    ui.allocate_ui_with_layout(size, down, |ui| {
                        cards::card(palette).show(ui, |ui| {
                            ui.set_min_width(ui.available_width());
                            let was = format!("{}: {}", words::typed_field(one.field), one.text);
                            let was = egui::RichText::new(was).small().color(palette.muted);
                            ui.add(egui::Label::new(was).truncate());
                            let label = format!("Text {} in the copy", place + 1);
                            fields::line(ui, ("instead", place), &label, text, "");
                        });
                    });
                }
            });
        });
        over
    }

    fn question(&mut self, ui: &mut Ui, asks: &mut Asks) -> bool {
        let many = words::count(self.found.len(), "text names", "texts name");
        heading(ui, format!("{many} somebody"));
        muted(
            ui,
            "Names, parts of names and codes were looked for. Nicknames, misspelt names and what \
             only insiders understand are not found: read the copy before you hand it on.",
        );
        ui.add_space(10.0);
        let mut over = false;
        if buttons::primary(ui, "Save the copy…").clicked() {
            let changed = self.found.iter().zip(&self.instead);
            let changed = changed.filter(|(one, text)| one.proposed != **text);
            let decided: BTreeMap<_, _> =
                changed.map(|(one, text)| (one.at, text.clone())).collect();
            asks.ask(Ask::Leaving(Leaving::Pseudonymise(decided)));
            over = true;
        }
        over |= buttons::plain(ui, "No copy").clicked();
        over
    }
}
