//! What an erasure would do, and the word that does it.

use std::path::PathBuf;

use egui::Ui;

use crate::centre::erasure::FEWEST;
use crate::ids::CandidateId;
use crate::privacy::Preview;
use crate::ui::asks::{Ask, Asks, Leaving};
use crate::ui::cx::Cx;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, cards, fields};
use crate::words;

/// The word that must be typed.
const WORD: &str = "ERASE";

/// How many names and texts are shown.
const SHOWN: usize = 200;

/// An erasure that somebody is asked about.
#[derive(Debug)]
pub(super) struct Erasing {
    people: Vec<CandidateId>,
    preview: Preview,
    /// Files and folders whose names name them.
    naming: Vec<PathBuf>,
    reason: String,
    word: String,
}

impl Erasing {
    pub(super) fn new(people: Vec<CandidateId>, preview: Preview, naming: Vec<PathBuf>) -> Self {
        Self { people, preview, naming, reason: String::new(), word: String::new() }
    }

    /// Draws it. Gives whether it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) -> bool {
        let mut over = ui.input(|input| input.key_pressed(egui::Key::Escape));
        cards::side_column(ui, "erasing-word", 320.0, |ui| over |= self.question(ui, asks));
        cards::middle(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.what(ui, cx));
        });
        over
    }

    fn what(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let palette = Palette::of(ui.ctx());
        let Preview { people, entries, texts, left } = &self.preview;
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "What goes");
            muted(ui, words::erasing(*people, *entries, texts.len()));
            let names = self.people.iter().take(SHOWN);
            let names: Vec<_> = names.map(|id| words::candidate(cx.centre, *id)).collect();
            muted(ui, names.join("; "));
            muted(
                ui,
                "Also older versions of the file, journals and half-typed text on this computer. \
                 Copies elsewhere lose the same when they are put together with this file; reports \
                 that were handed out stay where they are.",
            );
        });
        if !self.naming.is_empty() {
            ui.add_space(10.0);
            cards::card(palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                heading(ui, "File names that name them");
                muted(ui, words::NAMED_FILES);
                for path in &self.naming {
                    ui.add(egui::Label::new(path.display().to_string()).wrap());
                }
            });
        }
        ui.add_space(10.0);
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "What stays");
            let ratings = words::count(left.ratings as usize, "rating", "ratings");
            let notes = words::count(left.notes as usize, "note", "notes");
            muted(ui, format!("That there were {ratings} and {notes}, without a name."));
            if left.levels.is_empty() {
                muted(
                    ui,
                    format!("Fewer than {FEWEST} people: no numbers by competency are kept."),
                );
            } else {
                muted(ui, "How often each level was given, by competency.");
            }
        });
        if texts.is_empty() {
            return;
        }
        ui.add_space(10.0);
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "Texts about others that lose a name");
            for (was, is) in texts.iter().take(SHOWN) {
                muted(ui, was);
                ui.add(egui::Label::new(format!("→ {is}")).wrap());
                ui.add_space(6.0);
            }
        });
    }

    fn question(&mut self, ui: &mut Ui, asks: &mut Asks) -> bool {
        heading(ui, "There is no way back");
        let label = "Why (kept on record, so without names)";
        fields::line(ui, "erase-reason", label, &mut self.reason, "");
        let label = format!("Type {WORD} to go on");
        fields::line(ui, "erase-word", &label, &mut self.word, "");
        ui.add_space(8.0);
        let possible = if self.reason.trim().is_empty() {
            Err("Say why first.".to_owned())
        } else if self.word.trim() != WORD {
            Err(format!("Type the word {WORD} first."))
        } else {
            Ok(())
        };
        let people = words::count(self.people.len(), "person", "people");
        let mut over = false;
        if buttons::primary_if(ui, &format!("Erase {people} for good"), possible).clicked() {
            let people = self.people.clone();
            asks.ask(Ask::Leaving(Leaving::Erase(people, self.reason.trim().to_owned())));
            over = true;
        }
        over |= buttons::plain(ui, "Leave everything as it is").clicked();
        over
    }
}
