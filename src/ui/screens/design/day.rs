//! How the day is run: rotation, events, scores from outside, wash-up, policies, keeping.

use egui::Ui;

use super::page::Page;
use crate::design::edits;
use crate::problem::Path;
use crate::scenario::Scenario;
use crate::scenario::decision::ExternalScore;
use crate::scenario::running::{
    Carousel, Event, Lateness, Moment, Rotation, Station, Voided, WashUpMode,
};
use crate::time::Length;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards;
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::item_list::{self, Words};

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let root = Path::default();
    let form = &mut page.form;
    card(ui, |ui| rotation(ui, form, &root, scenario));
    card(ui, |ui| events(ui, form, &root, scenario));
    card(ui, |ui| scores(ui, form, &root, scenario));
    card(ui, |ui| wash_up(ui, form, &root, scenario));
    card(ui, |ui| policies(ui, form, &root, scenario));
    card(ui, |ui| keeping(ui, form, &root, scenario));
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
    ui.add_space(8.0);
}

fn rotation(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "How candidates come to the exercises");
    let path = root.field("rotation");
    let usual = Carousel {
        stations: scenario
            .exercises
            .iter()
            .map(|exercise| Station::Exercise(exercise.id.clone()))
            .collect(),
        period: Length::minutes(10),
        change: Length::minutes(1),
        hard_stop: true,
    };
    let now = match &scenario.rotation {
        Rotation::Free => Rotation::Carousel(usual),
        carousel @ Rotation::Carousel(_) => carousel.clone(),
    };
    let choices = [
        (Rotation::Free, "the timetable finds the order for each".to_owned()),
        (now, "carousel: all move on in step".to_owned()),
    ];
    let words = field(
        "Rotation",
        "In a carousel everybody stands at one station in each period, then all move on by one.",
    );
    form.choice(ui, &path, words, (&mut scenario.rotation, &choices));
    let titles: Vec<(Station, String)> = scenario
        .exercises
        .iter()
        .map(|exercise| (Station::Exercise(exercise.id.clone()), exercise.title.clone()))
        .chain([(Station::Rest("Rest".to_owned()), "rest".to_owned())])
        .collect();
    if let Rotation::Carousel(carousel) = &mut scenario.rotation {
        stations(ui, form, &path, (carousel, &titles));
    }
}

fn stations(
    ui: &mut Ui,
    form: &mut Form<'_>,
    path: &Path,
    (carousel, titles): (&mut Carousel, &[(Station, String)]),
) {
    let words = field("Period", "How long a candidate stays at a station, reading included.");
    form.length(ui, &path.field("period"), words, &mut carousel.period);
    let words = field("Change", "How long it takes to move on.");
    form.length(ui, &path.field("change"), words, &mut carousel.change);
    let words =
        field("Hard stop", "At the end of a period everybody moves, whatever was not said yet.");
    form.toggle(ui, &path.field("hard_stop"), words, &mut carousel.hard_stop);
    let words = Words {
        heading: "Stations",
        meaning: "In the order in which a candidate meets them. As many candidates rotate as there are stations.",
        item: "station",
    };
    item_list::list(
        ui,
        form,
        (&path.field("stations"), words),
        &mut carousel.stations,
        |_| Station::Rest("Rest".to_owned()),
        |ui, form, path, station| {
            let mut titles = titles.to_vec();
            if let Station::Rest(name) = station
                && let Some(last) = titles.last_mut()
            {
                last.0 = Station::Rest(name.clone());
            }
            form.choice(ui, path, field("Here is", ""), (station, &titles));
            if let Station::Rest(name) = station {
                form.line(ui, &path.field("name"), field("Called", ""), name);
            }
        },
    );
}

fn events(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    let words = Words {
        heading: "Events",
        meaning: "What else is on the timetable and not assessed: welcome, reading, lunch, a tour.",
        item: "event",
    };
    item_list::list(
        ui,
        form,
        (&root.field("events"), words),
        &mut scenario.events,
        |known| Event {
            id: edits::next_event(known.iter().map(|event| &event.id)),
            title: "Lunch".to_owned(),
            length: Length::minutes(45),
            when: Moment::Lunch,
            text: "Nobody is assessed.".to_owned(),
        },
        |ui, form, path, event| {
            form.line(ui, &path.field("title"), field("Event", ""), &mut event.title);
            form.length(
                ui,
                &path.field("length"),
                field("How long it takes", ""),
                &mut event.length,
            );
            let when = [
                (Moment::Opening, "before the first exercise".to_owned()),
                (Moment::Between, "between exercises, at a time that you set".to_owned()),
                (Moment::Lunch, "while people eat".to_owned()),
                (Moment::Closing, "after the last exercise".to_owned()),
            ];
            form.choice(
                ui,
                &path.field("when"),
                field("Where in the day", ""),
                (&mut event.when, &when),
            );
            form.lines(ui, &path.field("text"), field("What happens", ""), &mut event.text);
        },
    );
}

fn scores(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    let words = Words {
        heading: "Scores from outside",
        meaning: "Numbers that come from elsewhere, such as a numerical test, one for each candidate.",
        item: "score",
    };
    item_list::list(
        ui,
        form,
        (&root.field("external_scores"), words),
        &mut scenario.external_scores,
        |known| ExternalScore {
            id: edits::next_score(known.iter().map(|score| &score.id)),
            title: "Test".to_owned(),
            meaning: String::new(),
            lowest: 0.0,
            highest: 40.0,
            weight: 0.0,
            minimum: None,
        },
        |ui, form, path, score| {
            form.line(ui, &path.field("title"), field("Score", ""), &mut score.title);
            let words = field("What it measures", "Who scores it, and how it is used.");
            form.lines(ui, &path.field("meaning"), words, &mut score.meaning);
            form.number(ui, &path.field("lowest"), field("Lowest", ""), (&mut score.lowest, -1e6));
            form.number(
                ui,
                &path.field("highest"),
                field("Highest", ""),
                (&mut score.highest, -1e6),
            );
            let words = field("Weight in the overall rating", "0 is shown and not counted.");
            form.number(ui, &path.field("weight"), words, (&mut score.weight, 0.0));
            let words = field("Least that passes", "Empty when there is none.");
            form.maybe_number(ui, &path.field("minimum"), words, &mut score.minimum);
        },
    );
}

fn wash_up(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "Wash-up");
    let path = root.field("wash_up");
    let modes = [
        (WashUpMode::Consensus, "consensus: the panel agrees every level".to_owned()),
        (WashUpMode::Mechanical, "mechanical: the arithmetic result stands".to_owned()),
        (WashUpMode::Mixed, "mixed: consensus where assessors differ".to_owned()),
    ];
    let words = field(
        "How levels are agreed",
        "The arithmetic result is kept beside the agreed one in every mode.",
    );
    form.choice(ui, &path.field("mode"), words, (&mut scenario.wash_up.mode, &modes));
    let words =
        field("Blind", "It is hidden who gave which rating, so that evidence counts and not rank.");
    form.toggle(ui, &path.field("blind"), words, &mut scenario.wash_up.blind);
    let words = field("Time for each candidate", "10 to 20 minutes are usual.");
    form.length(ui, &path.field("for_each"), words, &mut scenario.wash_up.for_each);
}

fn policies(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "Late, absent, broken");
    let path = root.field("policies");
    let policies = &mut scenario.policies;
    let lateness = [
        (Lateness::FullTime, "has the full time and ends later".to_owned()),
        (Lateness::OriginalEnd, "ends with the others".to_owned()),
        (Lateness::CarryOver, "joins at the next; the missed one comes at the end".to_owned()),
    ];
    let words = field("Who comes late", "Say it to all at the beginning.");
    form.choice(ui, &path.field("lateness"), words, (&mut policies.lateness, &lateness));
    let words = field("Absent after", "From then on somebody counts as not come.");
    form.length(ui, &path.field("no_show_after"), words, &mut policies.no_show_after);
    let voided = [
        (Voided::LeftOut, "is left out for that candidate".to_owned()),
        (Voided::LeftOutForAll, "is left out for everybody".to_owned()),
        (Voided::HeldAgain, "is held again".to_owned()),
    ];
    let words = field("An exercise that went wrong", "One that could not be held as planned.");
    form.choice(ui, &path.field("voided"), words, (&mut policies.voided, &voided));
}

fn keeping(ui: &mut Ui, form: &mut Form<'_>, root: &Path, scenario: &mut Scenario) {
    cards::heading(ui, "How long things are kept, in months");
    let path = root.field("keeping");
    let keeping = &mut scenario.keeping;
    let words = field("A report may be used for", "Printed in every report; 18 to 24 are usual.");
    form.count(ui, &path.field("report"), words, (&mut keeping.report, 1, 120));
    let words = field("Records are kept for", "Of those who were chosen or developed.");
    form.count(ui, &path.field("records"), words, (&mut keeping.records, 1, 240));
    let words =
        field("Records of others are kept for", "Of those who were not chosen; 6 are usual.");
    form.count(ui, &path.field("unsuccessful"), words, (&mut keeping.unsuccessful, 1, 240));
}
