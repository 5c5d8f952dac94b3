//! Title, purpose and authors, the world of the day, and the words of welcome.

use egui::Ui;

use super::page::Page;
use crate::design::edits;
use crate::ids::ClusterId;
use crate::problem::Path;
use crate::scenario::framework::Cluster;
use crate::scenario::{Kind, Scenario};
use crate::ui::theme::Palette;
use crate::ui::widgets::form::field;
use crate::ui::widgets::item_list::{self, Words};
use crate::ui::widgets::{cards, markdown};
use crate::words;

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    let root = Path::default();
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let form = &mut page.form;
        form.line(
            ui,
            &root.field("title"),
            field("Title", "What people call the scenario, in the library and on every paper."),
            &mut scenario.title,
        );
        let kinds = [Kind::Development, Kind::Selection, Kind::Promotion];
        let kinds = kinds.map(|kind| (kind, words::kind(kind).to_owned()));
        form.choice(
            ui,
            &root.field("kind"),
            field("Held for", "Development has no pass and no fail; selection and promotion rank people."),
            (&mut scenario.kind, &kinds),
        );
        form.lines(
            ui,
            &root.field("purpose"),
            field("Purpose", "For whom it is, what the results may be used for and what not, how many people it takes."),
            &mut scenario.purpose,
        );
        id(ui, page, scenario, &root);
    });
    ui.add_space(8.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let meaning = "What every candidate reads before the first exercise: the place, the people, the figures that hold for all exercises.";
        let path = root.field("background");
        let of = (&path, field("Background", meaning));
        markdown::paper(ui, &mut page.form, page.cache, of, &mut scenario.background);
    });
    ui.add_space(8.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let meaning = "What the facilitator reads out to all: the day, the rooms, confidentiality, who observes, breaks.";
        let path = root.field("welcome");
        let of = (&path, field("Welcome", meaning));
        markdown::paper(ui, &mut page.form, page.cache, of, &mut scenario.welcome);
    });
    ui.add_space(8.0);
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        clusters(ui, page, scenario, &root);
    });
}

fn id(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, root: &Path) {
    let form = &mut page.form;
    let mut word = scenario.id.to_string();
    let meaning =
        field("Short name", "Names the scenario in files: small letters, digits and hyphens.");
    if form.line(ui, &root.field("id"), meaning, &mut word) {
        scenario.id = crate::ids::ScenarioId::new(word);
    }
    form.count(
        ui,
        &root.field("version"),
        field("Version", "Counts up with each change that is handed on to others."),
        (&mut scenario.version, 1, 9999),
    );
    form.line(
        ui,
        &root.field("language"),
        field("Language", "The language of the texts, as a tag such as en-GB."),
        &mut scenario.language,
    );
    let authorship = root.field("authorship");
    form.list(
        ui,
        &authorship.field("authors"),
        field("Authors", "One a line, as they wish to be named."),
        &mut scenario.authorship.authors,
    );
    form.line(
        ui,
        &authorship.field("licence"),
        field("Licence", "On which terms others may use the texts."),
        &mut scenario.authorship.licence,
    );
    form.lines(
        ui,
        &authorship.field("remarks"),
        field("Remarks", "What a reader should know about where the texts come from."),
        &mut scenario.authorship.remarks,
    );
}

fn clusters(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario, root: &Path) {
    let path = root.field("framework").field("clusters");
    let words = Words {
        heading: "Clusters",
        meaning: "The upper level of a framework with two. Leave it empty when competencies stand by themselves.",
        item: "cluster",
    };
    let before: Vec<_> = scenario.framework.clusters.iter().map(|known| known.id.clone()).collect();
    let mut clusters = std::mem::take(&mut scenario.framework.clusters);
    item_list::list(
        ui,
        &mut page.form,
        (&path, words),
        &mut clusters,
        |known| Cluster {
            id: edits::next_cluster(known.iter().map(|cluster| &cluster.id)),
            name: "New cluster".to_owned(),
            definition: String::new(),
        },
        |ui, form, path, cluster| {
            form.line(ui, &path.field("name"), field("Name", ""), &mut cluster.name);
            form.lines(
                ui,
                &path.field("definition"),
                field("Definition", "What its competencies have in common."),
                &mut cluster.definition,
            );
        },
    );
    scenario.framework.clusters = clusters;
    let still = |id: &ClusterId| scenario.framework.clusters.iter().any(|known| known.id == *id);
    for gone in before.iter().filter(|id| !still(id)) {
        for competency in &mut scenario.framework.competencies {
            competency.cluster = competency.cluster.take().filter(|cluster| cluster != gone);
        }
    }
}
