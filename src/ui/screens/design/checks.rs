//! What is to be mended: each finding with its place and its reason, and a press that leads there.

use egui::Ui;

use crate::problem::{Path, Problem, Severity};
use crate::scenario::checks::{Finding, kept};
use crate::scenario::{Rule, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// Draws the findings; the path of the one that was pressed, and the word that it is about. `rated`: somebody has rated with
/// this design already, so it is settled no more.
pub(super) fn ui(
    ui: &mut Ui,
    (scenario, rated): (&Scenario, bool),
    problems: &[Problem<Finding>],
) -> Option<(Path, Option<String>)> {
    let palette = Palette::of(ui.ctx());
    let mend = problems.iter().filter(|problem| problem.severity != Severity::Note).count();
    ui.horizontal(|ui| {
        cards::heading(ui, "Checks");
        match mend {
            0 => marks::pill(ui, "nothing to mend", Tone::Good),
            some => marks::pill(ui, &format!("{some} to mend"), Tone::Soon),
        };
    });
    let mut sorted: Vec<&Problem<Finding>> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let mut pressed = None;
    let mut explained = Vec::new();
    for (place, problem) in sorted.into_iter().enumerate() {
        let said = words::finding_in(scenario, &problem.fact);
        // A reason that stands above already is not said again.
        let why = words::why(&problem.fact).filter(|why| !explained.contains(why));
        explained.extend(why.clone());
        let response = buttons::pressable(ui, ("finding", place), &said, false, |ui| {
            cards::card(palette).inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                finding(ui, scenario, problem, (&said, why));
            });
        });
        if response.clicked() {
            let word = match &problem.fact {
                Finding::ScoringWord(word, _) => Some(word.clone()),
                _ => None,
            };
            pressed = Some((problem.path.clone(), word));
        }
    }
    let mut kept = kept(scenario, problems);
    kept.retain(|rule| !(rated && *rule == Rule::D5));
    if !kept.is_empty() {
        ui.add_space(4.0);
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            for rule in kept {
                let text = format!("✓ {}", words::kept(rule, &scenario.rules));
                let label = egui::Label::new(egui::RichText::new(text).small()).wrap();
                ui.add(label).on_hover_text(format!("{}: {}", rule.id(), words::source(rule)));
            }
        });
    }
    pressed
}

fn finding(
    ui: &mut Ui,
    scenario: &Scenario,
    problem: &Problem<Finding>,
    (said, why): (&str, Option<String>),
) {
    let palette = Palette::of(ui.ctx());
    let (colour, word) = match problem.severity {
        Severity::Error => (palette.red, "must be mended"),
        Severity::Warning => (palette.amber, "should be mended"),
        Severity::Note => (palette.muted, "noted"),
    };
    let rule = problem.fact.rule().map(|rule| format!("{} · ", rule.id())).unwrap_or_default();
    ui.add(
        egui::Label::new(
            egui::RichText::new(format!(
                "{rule}{word} · {}",
                words::place_in(scenario, &problem.path)
            ))
            .small()
            .color(colour),
        )
        .wrap(),
    );
    ui.add(egui::Label::new(theme::strong(said).size(13.0)).wrap());
    if let Some(why) = why {
        cards::muted(ui, why);
    }
}
