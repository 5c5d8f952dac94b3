//! Find or do anything: commands, people and sessions, by typing a few letters.

use std::path::PathBuf;

use egui::{Key, Modifiers, RichText, Ui};

use super::asks::{Ask, Asks};
use super::command::{self, Command, Situation};
use super::cx::Cx;
use super::screens::live::alarm;
use super::theme::Palette;
use super::widgets::buttons;
use super::widgets::cards::muted;
use crate::centre::Author;
use crate::scenario::Scenario;
use crate::words;

/// How many finds are shown.
const SHOWN: usize = 12;

/// What is typed and chosen.
#[derive(Default)]
pub struct Finder {
    text: String,
    chosen: usize,
}

/// What can be found beside what the open centre holds.
pub struct Known<'a> {
    /// What is the case now, as far as commands care.
    pub now: Situation,
    /// The library: a centre can be begun from each.
    pub scenarios: &'a [Scenario],
    /// The files of late.
    pub recent: &'a [PathBuf],
}

/// Something that was found.
struct Find {
    name: String,
    hint: String,
    why_not: Option<&'static str>,
    ask: Ask,
}

impl Finder {
    /// Draws the palette; true when it should close.
    pub fn modal(
        &mut self,
        ui: &Ui,
        cx: Option<&Cx<'_>>,
        known: &Known<'_>,
        asks: &mut Asks,
    ) -> bool {
        let mut close = false;
        let area = egui::Modal::default_area(egui::Id::unique("palette"))
            .anchor(egui::Align2::CENTER_TOP, [0.0, 90.0]);
        let modal = egui::Modal::new(egui::Id::unique("palette")).area(area).show(ui.ctx(), |ui| {
            ui.set_width(560.0);
            let down = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
            let up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp));
            let field = egui::TextEdit::singleline(&mut self.text)
                .hint_text("A command, a person, a session, a scenario, a file…")
                .desired_width(ui.available_width());
            let field = ui.add(field).accessible_name("Find or do anything");
            field.request_focus();
            let finds = self.finds(ui, cx, known);
            if finds.is_empty() {
                muted(ui, "Nothing is called that.");
            }
            if field.changed() {
                self.chosen = 0;
            }
            let last = finds.len().saturating_sub(1);
            self.chosen =
                (self.chosen + usize::from(down)).saturating_sub(usize::from(up)).min(last);
            let entered = ui.input(|input| input.key_pressed(Key::Enter));
            for (place, find) in finds.into_iter().enumerate() {
                let chosen = place == self.chosen;
                let pressed = row(ui, place, &find, chosen);
                if (pressed || (entered && chosen)) && find.why_not.is_none() {
                    asks.ask(find.ask);
                    close = true;
                }
            }
        });
        close || modal.should_close()
    }

    fn finds(&self, ui: &Ui, cx: Option<&Cx<'_>>, known: &Known<'_>) -> Vec<Find> {
        let wanted = self.text.trim().to_lowercase();
        let fits = |name: &str| {
            let name = name.to_lowercase();
            wanted.split_whitespace().all(|word| name.contains(word))
        };
        let commands = Command::ALL
            .iter()
            .copied()
            .filter(|command| *command != Command::Palette && fits(command.name()));
        let mut finds: Vec<Find> = commands
            .map(|command| Find {
                name: command.name().to_owned(),
                hint: command::keys(ui.ctx(), command).unwrap_or_default(),
                why_not: command.possible(known.now).err(),
                ask: Ask::Command(command),
            })
            .collect();
        // What is possible comes first; the order of the table stays within.
        finds.sort_by_key(|find| find.why_not.is_some());
        if let Some(cx) = cx.filter(|_| !wanted.is_empty()) {
            let found = of_the_centre(cx, &fits);
            finds.splice(0..0, found);
        }
        if !wanted.is_empty() {
            finds.extend(files_and_scenarios(known, &fits));
        }
        finds.truncate(SHOWN);
        finds
    }
}

/// What the open centre holds, and the alarm, which cannot wait until its button is found.
fn of_the_centre(cx: &Cx<'_>, fits: &dyn Fn(&str) -> bool) -> Vec<Find> {
    let find =
        |name: String, hint: &str, ask| Find { name, hint: hint.to_owned(), why_not: None, ask };
    let listed = cx.centre.people.candidates();
    let candidates = listed.into_iter().filter(|known| fits(&known.label())).take(5);
    let mut finds: Vec<Find> = candidates
        .map(|known| find(known.label(), "scorecard", Ask::ShowCandidate(known.id)))
        .collect();
    let sessions = cx.centre.planned_sessions().into_iter().filter_map(|session| {
        let name = words::session(cx.centre, session.id);
        fits(&name).then(|| find(name, "session", Ask::ShowSession(session.id)))
    });
    finds.extend(sessions.take(5));
    finds.extend(others_to_act_as(cx).filter(|found| fits(&found.name)).take(5));
    let alarms = alarm::words(cx);
    if cx.writable && fits(alarms) {
        finds.push(find(alarms.to_owned(), "every clock", alarm::act(cx)));
    }
    finds
}

/// Whose place can be taken at this computer.
fn others_to_act_as(cx: &Cx<'_>) -> impl Iterator<Item = Find> {
    let (centre, you) = (cx.centre, cx.you);
    let assessors = centre.people.assessors().into_iter().map(|known| Author::Assessor(known.id));
    let all = std::iter::once(Author::Facilitator).chain(assessors);
    all.filter(move |author| *author != you).map(|author| Find {
        name: format!("Act as {}", words::author(centre, author)),
        hint: "who you are".to_owned(),
        why_not: None,
        ask: Ask::ActAs(author),
    })
}

/// Files of late to open, and scenarios to begin a centre from.
fn files_and_scenarios(known: &Known<'_>, fits: &dyn Fn(&str) -> bool) -> Vec<Find> {
    let find = |name: String, hint: &str, ask| {
        fits(&name).then(|| Find { name, hint: hint.to_owned(), why_not: None, ask })
    };
    let files = known.recent.iter().filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let title = name.strip_suffix(".centre.ron").unwrap_or(&name);
        find(format!("Open {title}"), "recent file", Ask::Open(path.clone()))
    });
    let scenarios = known.scenarios.iter().filter_map(|scenario| {
        let begin = Ask::Begin(Some(scenario.id.as_str().to_owned()));
        find(format!("New centre from {}", scenario.title), "scenario", begin)
    });
    files.chain(scenarios).collect()
}

fn row(ui: &mut Ui, place: usize, find: &Find, chosen: bool) -> bool {
    let palette = Palette::of(ui.ctx());
    let row = buttons::pressable(ui, ("find", place), &find.name, chosen, |ui| {
        let fill = if chosen { palette.tint } else { palette.card };
        egui::Frame::new()
            .fill(fill)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(8, 5))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    let colour = if find.why_not.is_some() { palette.muted } else { palette.ink };
                    ui.add(egui::Label::new(RichText::new(&find.name).color(colour)).truncate());
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let hint = find.why_not.unwrap_or(&find.hint);
                        ui.label(RichText::new(hint).small().color(palette.muted));
                    });
                });
            });
    });
    row.clicked()
}
