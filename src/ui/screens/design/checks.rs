//! What is to be mended: each finding with its place and its reason, and a press that leads there.

use egui::Ui;

use crate::problem::{Path, Problem, Severity, Step};
use crate::scenario::checks::Finding;
use crate::scenario::{Rule, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// Rules that the design settles, shown as kept when nothing was found about them.
const SETTLED: [Rule; 12] = [
    Rule::D1,
    Rule::D2,
    Rule::D3,
    Rule::D4,
    Rule::D5,
    Rule::A5,
    Rule::A6,
    Rule::A7,
    Rule::R4,
    Rule::X1,
    Rule::T1,
    Rule::T2,
];

/// Draws the findings; the path of the one that was pressed.
pub(super) fn ui(ui: &mut Ui, scenario: &Scenario, problems: &[Problem<Finding>]) -> Option<Path> {
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
            pressed = Some(problem.path.clone());
        }
    }
    ui.add_space(4.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for rule in SETTLED {
            if problems.iter().all(|problem| problem.fact.rule() != Some(rule)) {
                let text = format!("✓ {}", words::statement(rule));
                let label = egui::Label::new(egui::RichText::new(text).small()).wrap();
                ui.add(label).on_hover_text(format!("{}: {}", rule.id(), words::source(rule)));
            }
        }
    });
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
            egui::RichText::new(format!("{rule}{word} · {}", where_is(scenario, &problem.path)))
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

/// The place in words: the exercise or competency, or the page.
fn where_is(scenario: &Scenario, path: &Path) -> String {
    let of = |place: usize, title: Option<&String>, thing: &str| {
        title.filter(|title| !title.is_empty()).cloned().unwrap_or(format!("{thing} {}", place + 1))
    };
    match path.0.as_slice() {
        [Step::Field("exercises"), Step::Item(place), ..] => {
            let exercise = scenario.exercises.get(*place);
            of(*place, exercise.map(|exercise| &exercise.title), "exercise")
        }
        [Step::Field("framework"), Step::Field("competencies"), Step::Item(place), ..] => {
            let known = scenario.framework.competencies.get(*place);
            of(*place, known.map(|known| &known.name), "competency")
        }
        [Step::Field(page), ..] => page.replace('_', " "),
        _ => "the scenario".to_owned(),
    }
}
