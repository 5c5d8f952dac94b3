//! A scenario to look into: purpose, day, matrix and papers, without changing anything.

use egui::Ui;
use egui_commonmark::CommonMarkCache;

use crate::scenario::{Exercise, Family, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{buttons, cards, follow, markdown};
use crate::words;

/// The paper that is unfolded.
#[derive(Default)]
pub(super) struct Preview {
    paper: Option<(String, String)>,
}

impl Preview {
    pub(super) fn ui(&mut self, ui: &mut Ui, scenario: &Scenario, cache: &mut CommonMarkCache) {
        let area = egui::ScrollArea::vertical()
            .id_salt(("preview", scenario.id.as_str()))
            .auto_shrink(false);
        follow::area(ui, area, |ui| {
            ui.set_max_width(ui.available_width().min(860.0));
            ui.add(egui::Label::new(&scenario.purpose).wrap());
            ui.add_space(8.0);
            competencies(ui, scenario);
            ui.add_space(8.0);
            for exercise in &scenario.exercises {
                self.exercise(ui, exercise, cache);
            }
            bands(ui, scenario);
        });
    }

    fn exercise(&mut self, ui: &mut Ui, exercise: &Exercise, cache: &mut CommonMarkCache) {
        let palette = Palette::of(ui.ctx());
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(theme::strong(&exercise.title));
            let phases: Vec<String> = exercise
                .phases
                .iter()
                .map(|phase| {
                    format!("{} {}", phase.title.to_lowercase(), words::length(phase.length))
                })
                .collect();
            let kind = words::exercise_kind(exercise.kind);
            cards::muted(ui, format!("{kind} · {}", phases.join(" · ")));
            ui.add(egui::Label::new(&exercise.simulates).wrap());
            let mut papers = vec![
                ("Candidate’s brief".to_owned(), &exercise.papers.candidate),
                ("Assessor’s guide".to_owned(), &exercise.papers.assessor),
                ("Facilitator’s script".to_owned(), &exercise.papers.facilitator),
            ];
            let parts = exercise.role_players.iter();
            papers.extend(parts.map(|part| (format!("Role player {}", part.name), &part.brief)));
            ui.horizontal_wrapped(|ui| {
                for (name, text) in &papers {
                    let key = Some((exercise.id.to_string(), name.clone()));
                    let open = self.paper == key;
                    let what = format!("{name} of {}", exercise.title);
                    let pressed = buttons::quiet(ui, name).accessible_name(what).clicked();
                    if pressed && !text.is_empty() {
                        self.paper = if open { None } else { key };
                    }
                }
            });
            for (name, text) in papers {
                if self.paper == Some((exercise.id.to_string(), name)) {
                    ui.separator();
                    markdown::shown(ui, cache, text);
                }
            }
        });
    }
}

fn competencies(ui: &mut Ui, scenario: &Scenario) {
    let mut families: Vec<&Family> = Vec::new();
    for competency in &scenario.framework.competencies {
        if !families.contains(&&competency.family) {
            families.push(&competency.family);
        }
    }
    for family in families {
        let names: Vec<&str> = scenario
            .framework
            .competencies
            .iter()
            .filter(|known| known.family == *family)
            .map(|known| known.name.as_str())
            .collect();
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::strong(words::family(family)));
            ui.label(names.join(" · "));
        });
    }
}

fn bands(ui: &mut Ui, scenario: &Scenario) {
    if scenario.decision.bands.is_empty() {
        return;
    }
    ui.add_space(6.0);
    cards::heading(ui, "What a result means");
    for band in scenario.decision.bands.iter().rev() {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::strong(&band.label));
            ui.label(words::bound(band.from));
        });
        cards::muted(ui, &band.meaning);
    }
}
