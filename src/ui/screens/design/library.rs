//! The library: every scenario at hand, found by a word, looked into before it is used.

use egui::Ui;
use egui_commonmark::CommonMarkCache;

use super::{Shown, preview};
use crate::scenario::Scenario;
use crate::ui::asks::{Ask, Asks, Designing};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, fields, follow};
use crate::words;

/// What is searched for and looked at.
#[derive(Default)]
pub(super) struct Library {
    search: String,
    chosen: Option<String>,
    /// What is looked at until something is chosen.
    first: Option<String>,
    preview: preview::Preview,
    cache: CommonMarkCache,
}

/// The id under which the open centre's own scenario stands in the list.
const OF_CENTRE: &str = "\u{0}centre";

impl Library {
    pub(super) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        let own = shown.cx.map(|cx| cx.centre.scenario.as_ref());
        if self.chosen.is_none() {
            let first = shown.scenarios.first().map(|known| known.id.as_str());
            self.first = own.map(|_| OF_CENTRE).or(first).map(str::to_owned);
        }
        cards::list_column(ui, "design-library", 320.0, |ui| {
            fields::line(
                ui,
                "search",
                "Find a scenario",
                &mut self.search,
                "coaching, group, regulator…",
            );
            ui.horizontal_wrapped(|ui| {
                if buttons::plain(ui, "New scenario").clicked() {
                    asks.ask(Ask::Design(Designing::Blank));
                }
                if buttons::plain(ui, "Open scenario file…").clicked() {
                    asks.ask(Ask::Design(Designing::OpenFile));
                }
            });
            ui.add_space(6.0);
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            follow::area(ui, area, |ui| {
                left_behind(ui, shown, asks);
                if let Some(own) = own {
                    self.row(ui, OF_CENTRE, own, Some("this centre’s"));
                }
                let mut found = 0;
                let search = self.search.clone();
                for scenario in shown.scenarios.iter().filter(|known| matches(known, &search)) {
                    found += 1;
                    self.row(ui, scenario.id.as_str(), scenario, None);
                }
                if found == 0 {
                    cards::muted(ui, "No scenario has these words. Try fewer, or one of them.");
                }
            });
        });
        let chosen = self.chosen.clone();
        let bundled = || {
            let by_id = |id: &String| shown.scenarios.iter().find(|known| known.id.as_str() == id);
            chosen.as_ref().and_then(by_id).or_else(|| shown.scenarios.first())
        };
        let of_centre = own.filter(|_| chosen.as_deref().unwrap_or(OF_CENTRE) == OF_CENTRE);
        cards::middle(ui, |ui| match (of_centre, bundled()) {
            (Some(own), _) => self.look_at(ui, own, true, asks),
            (None, Some(scenario)) => self.look_at(ui, scenario, false, asks),
            (None, None) => {
                cards::empty(ui, "No scenario yet", "Begin one, or open a file.", |_| {});
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, id: &str, scenario: &Scenario, mark: Option<&str>) {
        let palette = Palette::of(ui.ctx());
        let chosen = self.chosen.as_ref().or(self.first.as_ref()).is_some_and(|known| known == id);
        let frame = if chosen { cards::chosen_card(palette) } else { cards::card(palette) };
        let name = match mark {
            Some(mark) => format!("{mark} scenario, {}", scenario.title),
            None => format!("Scenario {}", scenario.title),
        };
        let row = buttons::pressable(ui, ("scenario", id), &name, chosen, |ui| {
            frame.inner_margin(cards::beside_stroke(chosen, 12, 8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.horizontal(|ui| {
                    ui.add(egui::Label::new(theme::strong(&scenario.title)).wrap());
                    if let Some(mark) = mark {
                        marks::pill(ui, mark, Tone::Calm);
                    }
                });
                cards::muted(ui, words::facts(scenario));
            });
        });
        if row.clicked() {
            self.chosen = Some(id.to_owned());
        }
    }

    fn look_at(&mut self, ui: &mut Ui, scenario: &Scenario, of_centre: bool, asks: &mut Asks) {
        ui.label(theme::strong(&scenario.title).size(20.0));
        cards::muted(ui, words::facts(scenario));
        ui.horizontal_wrapped(|ui| {
            if of_centre {
                if buttons::primary(ui, "Change this centre’s design…").clicked() {
                    asks.ask(Ask::Design(Designing::OfCentre));
                }
            } else if buttons::primary(ui, "New centre from this…").clicked() {
                asks.ask(Ask::Begin(Some(scenario.id.to_string())));
            }
            if buttons::plain(ui, "Duplicate and edit").clicked() {
                asks.ask(Ask::Design(Designing::Copy(Box::new(scenario.clone()))));
            }
            if buttons::plain(ui, "Export…").clicked() {
                asks.ask(Ask::Design(Designing::Export(Box::new(scenario.clone()))));
            }
            if buttons::plain(ui, "Print…").clicked() {
                asks.ask(Ask::Design(Designing::Print(Box::new(scenario.clone()))));
            }
        });
        ui.separator();
        self.preview.ui(ui, scenario, &mut self.cache);
    }
}

/// Whether every word of the search is somewhere in what people know a scenario by.
fn matches(scenario: &Scenario, search: &str) -> bool {
    let mut text =
        format!("{} {} {}", scenario.title, scenario.purpose, words::kind(scenario.kind));
    for exercise in &scenario.exercises {
        let kind = words::exercise_kind(exercise.kind);
        text.push_str(&format!(" {} {kind} {}", exercise.title, exercise.simulates));
    }
    for competency in &scenario.framework.competencies {
        text.push_str(&format!(" {}", competency.name));
    }
    let text = text.to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// Drafts that an earlier run of the program did not save.
fn left_behind(ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
    let palette = Palette::of(ui.ctx());
    for left in shown.left {
        let place = match (&left.file, left.of_centre) {
            (Some(file), _) => format!("not saved in {file} yet"),
            (None, true) => "not in its centre yet".to_owned(),
            (None, false) => "not in a file yet".to_owned(),
        };
        let begun =
            if left.begun.is_empty() { String::new() } else { format!("begun {}", left.begun) };
        let name = format!("Go on designing {}, {begun}", left.title);
        let name = name.trim_end_matches(", ").to_owned();
        let row = buttons::pressable(ui, ("left", &left.key), &name, false, |ui| {
            cards::card(palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(theme::strong(&left.title)).wrap());
                marks::pill(ui, &format!("brought back, {place}"), Tone::Soon);
                cards::muted(ui, begun);
            });
        });
        if row.clicked() {
            asks.ask(Ask::Design(Designing::TakeUp(left.key.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_found_by_any_of_its_words_in_any_order() {
        let all = crate::scenario::library::bundled();
        let found = |search: &str| {
            all.iter()
                .filter(|known| matches(known, search))
                .map(|known| known.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("").len(), all.len());
        assert!(found("no such word at all").is_empty());
        for scenario in &all {
            let backwards: Vec<&str> = scenario.title.split_whitespace().rev().collect();
            assert!(found(&backwards.join(" ")).contains(&scenario.id.to_string()));
        }
    }
}
