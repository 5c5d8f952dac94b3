//! The field's rules: what each asks, where it is known from, and how strictly it is kept here.

use egui::Ui;

use super::page::Page;
use crate::problem::Path;
use crate::scenario::Scenario;
use crate::scenario::rules::{Rule, RuleSetting, Strictness};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::cards;
use crate::ui::widgets::form::field;
use crate::words;

const LEVELS: [Strictness; 5] =
    [Strictness::Off, Strictness::Note, Strictness::Warn, Strictness::Ask, Strictness::Block];

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    cards::muted(
        ui,
        "What research and standards ask of a day. Keep a rule more or less strictly where there is a reason; what is kept less strictly than usual is noted among the checks.",
    );
    for rule in Rule::ALL {
        cards::card(palette).inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(
                egui::Label::new(theme::strong(format!(
                    "{} · {}",
                    rule.id(),
                    words::statement(*rule)
                )))
                .wrap(),
            );
            cards::muted(ui, words::source(*rule));
            one(ui, page, scenario, *rule);
        });
    }
}

fn one(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, rule: Rule) {
    let path = Path::default().field("rules").key(rule.id());
    let mut level = scenario.rules.level(rule);
    let choices = LEVELS.map(|level| {
        let usual = if level == rule.usual() { " (usual)" } else { "" };
        (level, format!("{}{usual}", words::strictness(level)))
    });
    let label = format!("A breach of {} is", rule.id());
    page.form.choice(ui, &path, field(&label, ""), (&mut level, &choices));
    let mut figures: Vec<u32> =
        (0..rule.figures().len()).filter_map(|place| scenario.rules.figure(rule, place)).collect();
    for ((name, _), (place, figure)) in rule.figures().iter().zip(figures.iter_mut().enumerate()) {
        let mut label = (*name).to_owned();
        if let Some(first) = label.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        let path = path.field("figures").item(place);
        page.form.count(ui, &path, field(&label, ""), (figure, 0, 1440));
    }
    let usual = level == rule.usual()
        && figures.iter().zip(rule.figures()).all(|(figure, (_, usual))| figure == usual);
    if usual {
        scenario.rules.0.remove(&rule);
    } else {
        scenario.rules.0.insert(rule, RuleSetting { level, figures });
    }
}
