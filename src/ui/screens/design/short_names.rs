//! The short names by which files know the things of the scenario.

use egui::Ui;

use super::page::Page;
use crate::design::short_names::{self, BadName, ShortName};
use crate::scenario::Scenario;
use crate::scenario::checks::Thing;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards;
use crate::ui::widgets::form::field;
use crate::words;

/// How wide a field is: the longest short name fits.
const WIDTH: f32 = 340.0;

pub(super) fn ui(ui: &mut Ui, page: &mut Page<'_, '_>, scenario: &mut Scenario) {
    let palette = Palette::of(ui.ctx());
    cards::muted(
        ui,
        "Files and papers know each thing by a short name: small letters, digits and hyphens. They come by themselves; change one where it would puzzle a reader, and whatever names the thing follows.",
    );
    let all = short_names::short_names(scenario);
    let mut wish = None;
    for group in groups(&all) {
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for named in group {
                // Phases of several exercises are called alike.
                let head = group.first().filter(|head| head.thing != named.thing);
                page.form.within.extend(head.map(|head| head.called.trim().to_owned()));
                if let Some(word) = one(ui, page, &all, named) {
                    wish = Some((named, word));
                }
                page.form.within.clear();
            }
        });
        ui.add_space(8.0);
    }
    if let Some((named, word)) = wish {
        // The field has just checked that it can be.
        let _checked = short_names::rename(scenario, named, &word);
    }
}

/// Each competency with its indicators, each exercise with what belongs to it, and what stands
/// alone with its like.
fn groups(all: &[ShortName]) -> impl Iterator<Item = &[ShortName]> {
    let begins = |thing: Thing| matches!(thing, Thing::Competency | Thing::Exercise);
    let alone = |thing: Thing| matches!(thing, Thing::Cluster | Thing::Score | Thing::Event);
    all.chunk_by(move |one, next| {
        let same = one.thing == next.thing;
        !begins(next.thing)
            && (alone(one.thing) == alone(next.thing))
            && (same || !alone(one.thing))
    })
}

/// One short name; what it is to be from now on, if that was typed and can be.
fn one(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    all: &[ShortName],
    named: &ShortName,
) -> Option<String> {
    let called = if named.called.trim().is_empty() { "(no name)" } else { named.called.trim() };
    let label = format!("Short name of the {}: {}", words::thing(named.thing), brief(called));
    let mut word = named.word.clone();
    let read = |text: &str| {
        short_names::check(all, named, text)
            .map(|()| text.to_owned())
            .map_err(|why| said(why).to_owned())
    };
    let width = ui.available_width().min(WIDTH);
    page.form.parsed_in(
        ui,
        &named.path,
        field(&label, ""),
        (&mut word, width),
        (String::clone, read),
    );
    (word != named.word).then_some(word)
}

fn brief(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>().trim_end())
}

fn said(why: BadName) -> &'static str {
    match why {
        BadName::NotAWord => {
            "Small letters, digits and hyphens, a letter first, 40 at most. The old one stays until then."
        }
        BadName::Taken => "Another in this list has that short name. The old one stays until then.",
    }
}
