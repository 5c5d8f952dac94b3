//! A competency: what it covers, its indicators, and what each level looks like.

use egui::Ui;

use super::page::{Page, Section};
use super::{fields, matrix};
use crate::design::edits;
use crate::ids::IndicatorId;
use crate::problem::Path;
use crate::scenario::framework::{Competency, Indicator};
use crate::scenario::{Family, Scenario};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::item_list::{self, Words};
use crate::ui::widgets::{buttons, cards, marks};

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, place: usize) {
    let palette = Palette::of(ui.ctx());
    let path = Path::default().field("framework").field("competencies").item(place);
    *page.competency = place;
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, page, scenario, (&path, place));
    });
    ui.add_space(8.0);
    anchors_card(ui, page, scenario, place);
    ui.add_space(8.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some(competency) = scenario.framework.competencies.get_mut(place) {
            indicators(ui, &mut page.form, &path, competency);
        }
    });
    ui.add_space(8.0);
    matrix::ui(ui, page, scenario);
}

fn heading(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    scenario: &mut Scenario,
    (path, place): (&Path, usize),
) {
    let Some(mut competency) = scenario.framework.competencies.get(place).cloned() else { return };
    page.form.said(ui, &path.to_string());
    let mut name = competency.name.clone();
    let meaning = field("Name", "What people call it, as a verb where you can: Sets direction.");
    let renamed = page.form.line(ui, &path.field("name"), meaning, &mut name);
    family(ui, &mut page.form, path, &mut competency);
    page.form.lines(
        ui,
        &path.field("definition"),
        field("Definition", "What it covers, and what it does not."),
        &mut competency.definition,
    );
    page.form.toggle(
        ui,
        &path.field("focus"),
        field(
            "Focus competency",
            "It matters most for the role: one exercise is never enough to measure it.",
        ),
        &mut competency.focus,
    );
    let target = path.field("target");
    let words = field("Target level", "What the role asks for, shown beside the level reached.");
    fields::maybe_level(
        ui,
        &mut page.form,
        (&target, words, "no target"),
        scenario,
        &mut competency.target,
    );
    cluster(ui, &mut page.form, path, (scenario, &mut competency));
    let id = competency.id.clone();
    if let Some(known) = scenario.framework.competencies.get_mut(place) {
        *known = competency;
    }
    if renamed {
        edits::rename_competency(scenario, place, &name);
    }
    if page.form.editable && buttons::plain(ui, "Remove this competency").clicked() {
        edits::remove_competency(scenario, &id);
        *page.section = Section::Heading;
    }
}

fn family(ui: &mut Ui, form: &mut Form<'_>, path: &Path, competency: &mut Competency) {
    let own = match &competency.family {
        Family::Other(name) => name.clone(),
        Family::Leadership | Family::Management => "Values".to_owned(),
    };
    let choices = [
        (Family::Leadership, "Leadership".to_owned()),
        (Family::Management, "Management".to_owned()),
        (Family::Other(own), "Another family".to_owned()),
    ];
    let words = field(
        "Family",
        "Leading: setting direction and winning people. Managing: setting goals and seeing work done.",
    );
    form.choice(ui, &path.field("family"), words, (&mut competency.family, &choices));
    if let Family::Other(name) = &mut competency.family {
        let words = field("Name of the family", "Such as Values.");
        form.line(ui, &path.field("family").field("name"), words, name);
    }
}

fn cluster(
    ui: &mut Ui,
    form: &mut Form<'_>,
    path: &Path,
    (scenario, competency): (&Scenario, &mut Competency),
) {
    if scenario.framework.clusters.is_empty() {
        return;
    }
    let mut choices = vec![(None, "by itself".to_owned())];
    let clusters = scenario.framework.clusters.iter();
    choices.extend(clusters.map(|cluster| (Some(cluster.id.clone()), cluster.name.clone())));
    let words = field("Cluster", "The group of competencies with which it is read.");
    form.choice(ui, &path.field("cluster"), words, (&mut competency.cluster, &choices));
}

/// What each level of the competency looks like, highest first.
pub(super) fn anchors_card(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    scenario: &mut Scenario,
    place: usize,
) {
    let palette = Palette::of(ui.ctx());
    let Some(competency) = scenario.framework.competencies.get_mut(place) else { return };
    let path =
        Path::default().field("framework").field("competencies").item(place).field("anchors");
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, format!("{} · what each level looks like", competency.name));
        page.form.said(ui, &path.to_string());
        let count = scenario.scale.levels.len();
        for (step, level) in scenario.scale.levels.iter().enumerate().rev() {
            let key = path.key(level.number).to_string();
            ui.horizontal_top(|ui| {
                let chip = palette.level(step, count);
                marks::level_chip(ui, &level.mark(), chip, &format!("Level {}", level.number));
                ui.vertical(|ui| {
                    let text = competency.anchors.entry(level.number).or_default();
                    let edit = egui::TextEdit::multiline(text)
                        .id_salt(&key)
                        .desired_rows(1)
                        .desired_width(ui.available_width())
                        .hint_text(level.label.clone())
                        .margin(egui::Margin::symmetric(8, 6));
                    let response = ui.add_enabled(page.form.editable, edit);
                    let name = format!("Level {} of {}", level.number, competency.name);
                    let response = response.accessible_name(name);
                    page.form.arrive(&key, &response);
                    page.form.arrive(&path.to_string(), &response);
                    page.form.said(ui, &key);
                });
            });
        }
        let used = |level: &u8, text: &mut String| {
            !text.is_empty() || scenario.scale.levels.iter().any(|known| known.number == *level)
        };
        competency.anchors.retain(used);
    });
}

fn indicators(ui: &mut Ui, form: &mut Form<'_>, path: &Path, competency: &mut Competency) {
    ui.label(theme::strong("Indicators"));
    cards::muted(ui, "Behaviours that can be seen or heard. Each belongs to one competency only.");
    let taken: Vec<IndicatorId> = competency
        .positive
        .iter()
        .chain(&competency.negative)
        .map(|known| known.id.clone())
        .collect();
    let lists = [
        ("positive", "Speaks for it", "indicator for it", &mut competency.positive),
        ("negative", "Speaks against it", "indicator against it", &mut competency.negative),
    ];
    for (name, heading, item, list) in lists {
        let words = Words { heading, meaning: "", item };
        item_list::list(
            ui,
            form,
            (&path.field(name), words),
            list,
            |_| Indicator { id: edits::next_indicator(taken.iter()), text: String::new() },
            |ui, form, path, indicator| {
                form.line(
                    ui,
                    &path.field("text"),
                    field("What can be seen or heard", ""),
                    &mut indicator.text,
                );
            },
        );
    }
}
