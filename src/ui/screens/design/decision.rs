//! How agreed levels become a result: weights, minimums, vetoes and bands.

use std::collections::BTreeMap;

use egui::Ui;

use super::fields;
use super::page::Page;
use crate::ids::CompetencyId;
use crate::problem::Path;
use crate::scenario::decision::{Band, Bound, FamilyMinimum, Overall, Rounding};
use crate::scenario::{Family, Kind, Scenario};
use crate::ui::theme::Palette;
use crate::ui::widgets::cards;
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::item_list::{self, Words};
use crate::words;

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let path = Path::default().field("decision");
    card(ui, |ui| overall(ui, &mut page.form, &path, scenario));
    card(ui, |ui| by_competency(ui, &mut page.form, &path, scenario));
    card(ui, |ui| families(ui, &mut page.form, &path, scenario));
    card(ui, |ui| bands(ui, &mut page.form, &path, scenario));
    card(ui, |ui| ties(ui, &mut page.form, &path, scenario));
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
    ui.add_space(8.0);
}

fn overall(ui: &mut Ui, form: &mut Form<'_>, path: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "Overall rating");
    form.said(ui, &path.to_string());
    let choices = [
        (Overall::Mean, "weighted mean, on the scale".to_owned()),
        (Overall::Points, "points: weighted sum".to_owned()),
        (Overall::Percent, "percentage of the most that can be reached".to_owned()),
    ];
    let words = field("Counted as", "The bands below begin at values of this kind.");
    form.choice(ui, &path.field("overall"), words, (&mut scenario.decision.overall, &choices));
    let choices = [
        (Rounding::Unrounded, "not at all".to_owned()),
        (Rounding::Tenths, "to one decimal".to_owned()),
        (Rounding::Whole, "to the nearest level".to_owned()),
    ];
    let words = field("Means rounded", "Before they count. Halves go up.");
    form.choice(ui, &path.field("rounding"), words, (&mut scenario.decision.rounding, &choices));
    let words = field("Every competency must reach", "Below it nobody passes, whatever the mean.");
    let every = path.field("every");
    let mut level = scenario.decision.every;
    fields::maybe_level(ui, form, (&every, words, "no such level"), scenario, &mut level);
    scenario.decision.every = level;
}

fn by_competency(ui: &mut Ui, form: &mut Form<'_>, path: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "By competency");
    cards::muted(
        ui,
        "Weight: how much it counts; 1 is usual, 0 is shown and not counted. Minimum: below it nobody passes. Veto: below it the lowest band, whatever the rest.",
    );
    let competencies: Vec<(CompetencyId, String)> = scenario
        .framework
        .competencies
        .iter()
        .map(|known| (known.id.clone(), known.name.clone()))
        .collect();
    if competencies.is_empty() {
        cards::muted(ui, "Add a competency first.");
    }
    for (id, name) in &competencies {
        ui.separator();
        ui.label(name);
        let mut weight = scenario.decision.weight(id);
        let label = format!("Weight of {name}");
        let at = path.field("weights").key(id);
        form.number(ui, &at, field(&label, ""), (&mut weight, 0.0));
        if (weight - scenario.decision.weight(id)).abs() > 0.0 {
            scenario.decision.weights.insert(id.clone(), weight);
        }
        for (map, word) in [("minimums", "Minimum"), ("vetoes", "Veto")] {
            let at = path.field(map).key(id);
            let label = format!("{word} of {name}");
            let mut levels = std::mem::take(levels_of(scenario, map));
            let mut level = levels.get(id).copied();
            fields::maybe_level(ui, form, (&at, field(&label, ""), "none"), scenario, &mut level);
            match level {
                Some(level) => drop(levels.insert(id.clone(), level)),
                None => drop(levels.remove(id)),
            }
            *levels_of(scenario, map) = levels;
        }
    }
}

fn levels_of<'a>(scenario: &'a mut Scenario, map: &str) -> &'a mut BTreeMap<CompetencyId, u8> {
    if map == "minimums" { &mut scenario.decision.minimums } else { &mut scenario.decision.vetoes }
}

fn families(ui: &mut Ui, form: &mut Form<'_>, path: &Path, scenario: &mut Scenario) {
    let mut known: Vec<Family> = Vec::new();
    for competency in &scenario.framework.competencies {
        if !known.contains(&competency.family) {
            known.push(competency.family.clone());
        }
    }
    let choices: Vec<(Family, String)> =
        known.iter().map(|family| (family.clone(), words::family(family))).collect();
    let words = Words {
        heading: "What a whole family must reach",
        meaning: "So that strength in leading cannot hide weakness in managing, or the other way round.",
        item: "family minimum",
    };
    let first = known.first().cloned().unwrap_or(Family::Leadership);
    item_list::list(
        ui,
        form,
        (&path.field("families"), words),
        &mut scenario.decision.families,
        |_| FamilyMinimum { family: first, at_least: 3.0 },
        |ui, form, path, minimum| {
            form.choice(
                ui,
                &path.field("family"),
                field("Family", ""),
                (&mut minimum.family, &choices),
            );
            let words = field("Its mean is at least", "");
            form.number(ui, &path.field("at_least"), words, (&mut minimum.at_least, 0.0));
        },
    );
}

fn bands(ui: &mut Ui, form: &mut Form<'_>, path: &Path, scenario: &mut Scenario) {
    let words = Words {
        heading: "Bands",
        meaning: "The results, lowest first. Each begins at a value and reaches up to the next.",
        item: "band",
    };
    let develops = scenario.kind == Kind::Development;
    item_list::list(
        ui,
        form,
        (&path.field("bands"), words),
        &mut scenario.decision.bands,
        |known| Band {
            label: "New band".to_owned(),
            from: Bound::AtLeast(known.last().map_or(1.0, |band| band.from.value() + 1.0)),
            passes: false,
            meaning: String::new(),
        },
        |ui, form, path, band| {
            form.line(ui, &path.field("label"), field("Name of the band", ""), &mut band.label);
            bound(ui, form, &path.field("from"), &mut band.from);
            if !develops || band.passes {
                let words = field("Passes", "A candidate in this band has passed.");
                form.toggle(ui, &path.field("passes"), words, &mut band.passes);
            }
            let words = field("What it means", "For the candidate, and what follows.");
            form.lines(ui, &path.field("meaning"), words, &mut band.meaning);
        },
    );
}

fn bound(ui: &mut Ui, form: &mut Form<'_>, path: &Path, bound: &mut Bound) {
    let mut included = matches!(bound, Bound::AtLeast(_));
    let mut value = bound.value();
    form.number(ui, path, field("Begins at", ""), (&mut value, 0.0));
    let words = field("The value itself belongs to it", "Otherwise it belongs to the band below.");
    form.toggle(ui, &path.field("included"), words, &mut included);
    *bound = if included { Bound::AtLeast(value) } else { Bound::Above(value) };
}

fn ties(ui: &mut Ui, form: &mut Form<'_>, path: &Path, scenario: &mut Scenario) {
    let choices: Vec<(CompetencyId, String)> = scenario
        .framework
        .competencies
        .iter()
        .map(|known| (known.id.clone(), known.name.clone()))
        .collect();
    let Some((first, _)) = choices.first().cloned() else { return };
    let words = Words {
        heading: "Between equals",
        meaning: "With the same overall rating, the higher level in the first of these goes first, then in the second.",
        item: "tie-break",
    };
    item_list::list(
        ui,
        form,
        (&path.field("ties"), words),
        &mut scenario.decision.ties,
        |_| first,
        |ui, form, path, tie| {
            form.choice(ui, path, field("Competency", ""), (tie, &choices));
        },
    );
}
