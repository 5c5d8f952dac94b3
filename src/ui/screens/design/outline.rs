//! The pages of the scenario: what holds for all, the exercises, the competencies.

use egui::{Response, Ui};

use super::page::Section;
use crate::design::{new_competency, new_exercise};
use crate::scenario::exercise::{Exercise, ExerciseKind};
use crate::scenario::{Family, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::form::Kept;
use crate::ui::widgets::{buttons, cards, follow};
use crate::words;

const PAGES: [(Section, &str); 6] = [
    (Section::Heading, "About the scenario"),
    (Section::Day, "The day"),
    (Section::Scale, "Scale"),
    (Section::Decision, "Decision"),
    (Section::Rules, "Rules"),
    (Section::ShortNames, "Short names"),
];

/// Every kind of exercise, in the order in which they are offered.
pub(super) const KINDS: [ExerciseKind; 8] = [
    ExerciseKind::RolePlay,
    ExerciseKind::GroupExercise,
    ExerciseKind::InTray,
    ExerciseKind::CaseStudy,
    ExerciseKind::Written,
    ExerciseKind::Presentation,
    ExerciseKind::FactFind,
    ExerciseKind::Interview,
];

pub(super) fn ui(
    ui: &mut Ui,
    scenario: &mut Scenario,
    (section, problems): (&mut Section, Option<usize>),
    (kept, editable): (&mut Kept, bool),
) {
    let area = egui::ScrollArea::vertical().auto_shrink(false);
    follow::area(ui, area, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (page, name) in PAGES {
            row(ui, section, page, name);
        }
        if let Some(problems) = problems {
            row(ui, section, Section::Checks, &format!("Checks · {problems}"));
        }
        ui.add_space(8.0);
        cards::heading(ui, "Exercises");
        for (place, exercise) in scenario.exercises.iter().enumerate() {
            exercise_card(ui, section, place, exercise);
        }
        if editable {
            let add = add_exercise(ui, scenario, section);
            kept.arrive("exercises", &add);
        }
        ui.add_space(8.0);
        cards::heading(ui, "Competencies");
        for (place, competency) in scenario.framework.competencies.iter().enumerate() {
            row(ui, section, Section::Competency(place), &competency.name);
        }
        if editable {
            let add = add_competency(ui, scenario, section);
            kept.arrive("framework.competencies", &add);
        }
    });
}

fn row(ui: &mut Ui, section: &mut Section, page: Section, name: &str) {
    let palette = Palette::of(ui.ctx());
    let chosen = *section == page;
    let response = buttons::pressable(ui, format!("{page:?}"), name, chosen, |ui| {
        let fill = if chosen { palette.tint } else { egui::Color32::TRANSPARENT };
        let margin = egui::Margin::symmetric(8, 4);
        egui::Frame::new().fill(fill).corner_radius(6).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let text = if chosen { theme::strong(name) } else { egui::RichText::new(name) };
            let shown = if name.is_empty() { egui::RichText::new("(no name)") } else { text };
            ui.add(egui::Label::new(shown).truncate());
        });
    });
    if response.clicked() {
        *section = page;
    }
}

fn exercise_card(ui: &mut Ui, section: &mut Section, place: usize, exercise: &Exercise) {
    let palette = Palette::of(ui.ctx());
    let chosen = *section == Section::Exercise(place);
    let frame = if chosen { cards::chosen_card(palette) } else { cards::card(palette) };
    let name = format!("Exercise {}: {}", place + 1, exercise.title);
    let response = buttons::pressable(ui, ("exercise", place), &name, chosen, |ui| {
        frame.inner_margin(cards::beside_stroke(chosen, 10, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(theme::strong(&exercise.title)).wrap());
            let minutes: Vec<String> = exercise
                .phases
                .iter()
                .map(|phase| (phase.length.as_secs() / 60).to_string())
                .collect();
            let kind = words::exercise_kind(exercise.kind);
            cards::muted(ui, format!("{kind} · {} min", minutes.join(" · ")));
        });
    });
    if response.clicked() {
        *section = Section::Exercise(place);
    }
}

fn add_exercise(ui: &mut Ui, scenario: &mut Scenario, section: &mut Section) -> Response {
    let menu = ui.menu_button("+ Add exercise", |ui| {
        for kind in KINDS {
            let name = words::exercise_kind(kind);
            if ui.button(name).clicked() {
                let mut title = name.to_owned();
                if let Some(first) = title.get_mut(0..1) {
                    first.make_ascii_uppercase();
                }
                let new = new_exercise(scenario, kind, &title);
                scenario.exercises.push(new);
                *section = Section::Exercise(scenario.exercises.len() - 1);
                ui.close();
            }
        }
    });
    menu.response
}

fn add_competency(ui: &mut Ui, scenario: &mut Scenario, section: &mut Section) -> Response {
    let menu = ui.menu_button("+ Add competency", |ui| {
        let families = [
            ("of leadership", Family::Leadership),
            ("of management", Family::Management),
            ("of another family", Family::Other("Values".to_owned())),
        ];
        for (name, family) in families {
            if ui.button(name).clicked() {
                let new = new_competency(scenario, family, "New competency");
                scenario.framework.competencies.push(new);
                *section = Section::Competency(scenario.framework.competencies.len() - 1);
                ui.close();
            }
        }
    });
    menu.response
}
