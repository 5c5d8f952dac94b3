//! Who observes on this computer: the assessors by name, found by typing where they are many.

use egui::{Key, Ui};

use crate::centre::Author;
use crate::people::Assessor;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::widgets::{buttons, cards, fields};

/// Up to so many are found at a glance.
const A_GLANCE: usize = 12;

const WIDE: f32 = 280.0;

/// What is typed to find somebody.
#[derive(Default)]
pub(super) struct Chooser {
    find: String,
}

impl Chooser {
    /// Asks who observes.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let assessors = cx.centre.people.assessors();
        if assessors.is_empty() {
            let words = "Name the assessors first; then say here who you are.";
            cards::empty(ui, "Nobody observes yet", words, |ui| {
                if buttons::primary(ui, "Name the people").clicked() {
                    asks.ask(Ask::Go(Stage::People));
                }
            });
            return;
        }
        let words = "Notes and ratings carry the name of the person who makes them.";
        cards::empty(ui, "Who is observing?", words, |ui| {
            let many = assessors.len() > A_GLANCE;
            let chosen = if many { self.find(ui) } else { false };
            let wanted = if many { self.find.trim().to_lowercase() } else { String::new() };
            let fits = |known: &&Assessor| known.name.to_lowercase().contains(&wanted);
            let shown: Vec<&Assessor> = assessors.into_iter().filter(fits).collect();
            if shown.is_empty() {
                cards::muted(ui, "No assessor has that in their name.");
            }
            let mut who = names(ui, &shown);
            if chosen {
                who = who.or(shown.first().copied().filter(|_| !wanted.is_empty()));
            }
            if let Some(who) = who {
                self.find.clear();
                asks.ask(Ask::ActAs(Author::Assessor(who.id)));
            }
        });
    }

    /// The line to type a name in; true when the first who fits is meant.
    fn find(&mut self, ui: &mut Ui) -> bool {
        let field = ui.scope(|ui| {
            ui.set_max_width(WIDE);
            fields::line(ui, "who-observes", "Find by name", &mut self.find, "")
        });
        let entered = field.inner.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.inner.request_focus();
        }
        entered
    }
}

fn names<'a>(ui: &mut Ui, shown: &[&'a Assessor]) -> Option<&'a Assessor> {
    let mut pressed = None;
    let height = (ui.available_height() - 20.0).max(100.0);
    let area = egui::ScrollArea::vertical().max_height(height);
    area.show_rows(ui, 34.0, shown.len(), |ui, range| {
        for assessor in shown.iter().skip(range.start).take(range.len()) {
            let size = egui::vec2(WIDE, 30.0);
            let button = egui::Button::new(&assessor.name).min_size(size);
            if buttons::within_hairline(ui, button).clicked() {
                pressed = Some(*assessor);
            }
        }
    });
    pressed
}
