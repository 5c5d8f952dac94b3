//! What comes next, the centres of late, and the scenarios to begin from.

use std::path::PathBuf;

use egui::{Response, Ui};
use jiff::civil::Date;

use crate::centre::glance::{Glance, Wants};
use crate::scenario::Scenario;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::stage::Stage;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::follow;
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// A centre that is open, in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCentre {
    /// What it is called.
    pub name: String,
    /// How many things need somebody.
    pub needs: usize,
    /// How it stands.
    pub glance: Glance,
    /// How many sessions are planned.
    pub sessions: usize,
}

/// A file that was open before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// It is there just now.
    pub found: bool,
    /// How the centre in it stood, if it was looked at on this computer.
    pub glance: Option<Glance>,
}

/// A centre that no file holds: the program ended, or another was opened, before it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// Which.
    pub id: crate::ids::CentreId,
    /// What it is called.
    pub name: String,
    /// How many entries were brought back.
    pub entries: usize,
}

/// All that the screen shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Home {
    /// The hour of the day, for the greeting.
    pub hour: i8,
    /// The day.
    pub today: Date,
    /// The centre that is open.
    pub open: Option<OpenCentre>,
    /// The files of late.
    pub recent: Vec<Recent>,
    /// No list of them is kept.
    pub keeps_no_list: bool,
    /// Centres that no file holds.
    pub unsaved: Vec<Unsaved>,
}

/// Draws the screen.
pub fn ui(ui: &mut Ui, home: &Home, scenarios: &[Scenario], asks: &mut Asks) {
    let width = (ui.available_width() * 0.4).clamp(300.0, 520.0);
    cards::side_column(ui, "home-library", width, |ui| library(ui, scenarios, asks));
    cards::middle(ui, |ui| {
        follow::area(ui, egui::ScrollArea::vertical().auto_shrink(false), |ui| {
            let margin = egui::Margin { left: 36, right: 36, top: 24, bottom: 20 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                greeting(ui, home, asks);
                ui.add_space(24.0);
                unsaved(ui, &home.unsaved, asks);
                recent(ui, home, asks);
            });
        });
    });
}

fn greeting(ui: &mut Ui, home: &Home, asks: &mut Asks) {
    let palette = Palette::of(ui.ctx());
    let greeting = match home.hour {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    };
    ui.label(theme::strong(greeting).size(26.0));
    let line = match &home.open {
        Some(open) => open_line(open, home.today),
        None => "Begin a centre from a scenario on the right, open a file, or look around in the \
                 sample centre first."
            .to_owned(),
    };
    ui.add(egui::Label::new(egui::RichText::new(line).color(palette.muted)).wrap());
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        if let Some(open) = &home.open {
            if buttons::primary(ui, &format!("Go on with {}", words::shortened(&open.name, 40)))
                .clicked()
            {
                asks.ask(Ask::Go(Stage::of(open.glance.wants)));
            }
        } else if buttons::primary(ui, Command::NewCentre.name()).clicked() {
            asks.command(Command::NewCentre);
        }
        if home.open.is_some() && buttons::plain(ui, Command::NewCentre.name()).clicked() {
            asks.command(Command::NewCentre);
        }
        for command in [Command::Open, Command::Sample, Command::Rehearse] {
            if buttons::plain(ui, command.name()).clicked() {
                asks.command(command);
            }
        }
    });
}

fn open_line(open: &OpenCentre, today: Date) -> String {
    let people = words::count(open.glance.candidates, "candidate", "candidates");
    let sessions = words::count(open.sessions, "session", "sessions");
    let wants = match open.needs {
        0 => words::capital(&words::wanted(&open.glance, today)),
        1 => "One thing needs you".to_owned(),
        many => format!("{many} things need you"),
    };
    format!("{}: {people}, {sessions}. {wants}.", open.name)
}

fn unsaved(ui: &mut Ui, unsaved: &[Unsaved], asks: &mut Asks) {
    if unsaved.is_empty() {
        return;
    }
    heading(ui, "Brought back");
    muted(ui, "These are in no file yet. Nothing of them is lost.");
    let palette = Palette::of(ui.ctx());
    for lost in unsaved {
        let name = if lost.name.is_empty() { "A centre without a name" } else { &lost.name };
        let label = format!("Go on with {name}");
        let row = buttons::pressable(ui, lost.id.to_string(), &label, false, |ui| {
            cards::card(palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    ui.label(theme::strong(name));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        marks::pill(ui, "not in a file yet", Tone::Soon);
                    });
                });
                muted(ui, words::count(lost.entries, "entry", "entries"));
            });
        });
        if row.clicked() {
            asks.ask(Ask::Recover(lost.id));
        }
    }
    ui.add_space(20.0);
}

fn recent(ui: &mut Ui, home: &Home, asks: &mut Asks) {
    if home.recent.is_empty() && !home.keeps_no_list {
        return;
    }
    ui.horizontal(|ui| {
        heading(ui, "Recent");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let switch = if home.keeps_no_list { "Keep a list" } else { "Keep no list" };
            if buttons::quiet(ui, switch).clicked() {
                asks.command(Command::KeepRecent);
            }
            if !home.recent.is_empty() && buttons::quiet(ui, "Clear").clicked() {
                asks.command(Command::ForgetRecent);
            }
        });
    });
    if home.keeps_no_list {
        muted(ui, "No list of recent files is kept on this computer. Ctrl+O opens a file.");
    }
    for (place, file) in home.recent.iter().enumerate() {
        if recent_file(ui, place, file, home.today).clicked() {
            asks.ask(Ask::Open(file.path.clone()));
        }
    }
}

/// One of them: what it is called, how its centre stood and what that still wants.
fn recent_file(ui: &mut Ui, place: usize, file: &Recent, today: Date) -> Response {
    let palette = Palette::of(ui.ctx());
    let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let title = name.strip_suffix(".centre.ron").unwrap_or(&name);
    let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let pill = match &file.glance {
        _ if !file.found => Some(("not there now".to_owned(), Tone::Soon)),
        Some(glance) => Some((words::wanted(glance, today), tone(glance.wants))),
        None => None,
    };
    let told = file.glance.as_ref().map(|glance| words::at_a_glance(glance, today));
    let label = format!("Open {title}");
    let row = buttons::pressable(ui, ("recent", place), &label, false, |ui| {
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if let Some((words, tone)) = &pill {
                        marks::pill(ui, words, *tone);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(theme::strong(title)).truncate());
                    });
                });
            });
            let text = told.as_ref().unwrap_or(&folder);
            let text = egui::RichText::new(text).small().color(palette.muted);
            ui.add(egui::Label::new(text).truncate());
        });
    });
    row.on_hover_text(file.path.display().to_string())
}

fn tone(wants: Wants) -> Tone {
    match wants {
        Wants::Nothing => Tone::Good,
        Wants::People | Wants::Timetable | Wants::Day => Tone::Calm,
        Wants::Marksheets(_) | Wants::WashUp(_) | Wants::Feedback(_) => Tone::Soon,
    }
}

fn library(ui: &mut Ui, scenarios: &[Scenario], asks: &mut Asks) {
    ui.add_space(24.0);
    heading(ui, "Start from a scenario");
    let columns = if ui.available_width() < 440.0 { 1 } else { 2 };
    for row in scenarios.chunks(columns) {
        ui.columns(columns, |columns| {
            for (ui, scenario) in columns.iter_mut().zip(row) {
                card(ui, scenario, asks);
            }
        });
    }
}

fn card(ui: &mut Ui, scenario: &Scenario, asks: &mut Asks) {
    let palette = Palette::of(ui.ctx());
    let label = format!("New centre from {}", scenario.title);
    let card = buttons::pressable(ui, scenario.id.as_str(), &label, false, |ui| {
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Two lines of facts, so that cards beside each other are of one height.
            ui.set_min_height(54.0);
            // Columns would draw words apart from edge to edge.
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.label(theme::strong(&scenario.title));
                muted(ui, words::facts(scenario));
            });
        });
    });
    if card.on_hover_text(words::purpose(scenario)).clicked() {
        asks.ask(Ask::Begin(Some(scenario.id.as_str().to_owned())));
    }
}
