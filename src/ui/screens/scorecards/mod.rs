//! What the ratings say: a list of candidates, one candidate's page, and the notes behind a number.

mod under;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Key, Modifiers, Ui};
use under::Under;

use crate::centre::Author;
use crate::centre::marksheets::Rating;
use crate::ids::{CandidateId, CompetencyId};
use crate::report::results::missing_words;
use crate::scenario::{Family, Scenario};
use crate::scoring::{self, Cell, Given, Mean, Progress, Scorecard, Viewer};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{bars, buttons, fields, follow};
use crate::words;

/// Narrower windows show the table without its bars.
const WIDE: f32 = 1200.0;

/// What is chosen on the stage.
#[derive(Default)]
pub struct Scorecards {
    chosen: Option<CandidateId>,
    cell: Option<(CompetencyId, usize)>,
    find: String,
    /// Ratings of the candidate are hidden from who looks, and with them the centre's means.
    hides: bool,
    under: Under,
    /// What the list and the bars need, as long as nothing happens.
    known: Option<Known>,
}

/// Derived once for a length of record, since it looks at everybody.
struct Known {
    version: usize,
    scenario: Arc<Scenario>,
    progress: Vec<Progress>,
    means: BTreeMap<CompetencyId, Mean>,
    families: BTreeMap<Family, Mean>,
}

impl Scorecards {
    /// Chooses a candidate, as the palette asks.
    pub fn choose(&mut self, candidate: CandidateId) {
        self.chosen = Some(candidate);
        self.cell = None;
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let earlier = self.under.centre(cx);
        let cx = &Cx { centre: earlier.as_deref().unwrap_or(cx.centre), ..*cx };
        let listed = cx.centre.people.candidates();
        if listed.is_empty() {
            cards::middle(ui, |ui| {
                let words = "Scorecards follow from candidates and their ratings. Name the candidates first.";
                cards::empty(ui, "Nobody to show yet", words, |ui| {
                    if buttons::primary(ui, "Name the people").clicked() {
                        asks.ask(Ask::Go(Stage::People));
                    }
                });
            });
            return;
        }
        let stale = |known: &Known| {
            known.version != cx.version || !Arc::ptr_eq(&known.scenario, &cx.centre.scenario)
        };
        if self.known.as_ref().is_none_or(stale) {
            let (means, families) = scoring::centre_means(cx.centre);
            let scenario = Arc::clone(&cx.centre.scenario);
            let progress =
                listed.iter().map(|known| scoring::progress(cx.centre, known.id)).collect();
            self.known = Some(Known { version: cx.version, scenario, progress, means, families });
        }
        let place =
            self.chosen.and_then(|id| listed.iter().position(|known| known.id == id)).unwrap_or(0);
        let place = arrows(ui, place, listed.len());
        let Some(candidate) = listed.get(place).map(|known| known.id) else { return };
        if self.chosen != Some(candidate) {
            self.choose(candidate);
        }
        let small = ui.available_width() < 1000.0;
        cards::list_column(ui, "scorecard-list", if small { 196.0 } else { 270.0 }, |ui| {
            self.list(ui, cx, candidate);
        });
        let viewer = match cx.you {
            Author::Facilitator => Viewer::Facilitator,
            Author::Assessor(id) => Viewer::Assessor(id),
        };
        let card = scoring::scorecard(cx.centre, candidate, viewer);
        // The centre's mean beside a hidden rating would give it away.
        self.hides = card.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.hidden > 0);
        cards::side_column(ui, "scorecard-behind", if small { 216.0 } else { 300.0 }, |ui| {
            self.behind(ui, cx, &card);
        });
        cards::middle(ui, |ui| {
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            follow::area(ui, area, |ui| self.page(ui, cx, &card, viewer, asks));
        });
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, current: CandidateId) {
        let Some(known) = &self.known else { return };
        let complete = known.progress.iter().filter(|progress| progress.is_complete()).count();
        heading(ui, format!("{complete} of {} complete", known.progress.len()));
        if known.progress.len() > 20 {
            fields::line(ui, "find", "Find by code or name", &mut self.find, "C07");
        }
        let wanted = self.find.trim().to_lowercase();
        let label = |progress: &Progress| words::candidate(cx.centre, progress.candidate);
        let shown: Vec<&Progress> = known
            .progress
            .iter()
            .filter(|progress| {
                wanted.is_empty() || label(progress).to_lowercase().contains(&wanted)
            })
            .collect();
        let mut pressed = None;
        let height = ui.available_height();
        egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
            ui,
            36.0,
            shown.len(),
            |ui, range| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for progress in shown.iter().skip(range.start).take(range.len()) {
                    let name = label(progress);
                    let chosen = progress.candidate == current;
                    let id = progress.candidate.to_string();
                    let row = buttons::pressable(ui, id, &name, chosen, |ui| {
                        list_row(ui, cx, progress, &name, chosen);
                    });
                    if row.clicked() {
                        pressed = Some(progress.candidate);
                    }
                }
            },
        );
        if let Some(candidate) = pressed {
            self.choose(candidate);
        }
    }

    fn page(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        card: &Scorecard,
        viewer: Viewer,
        asks: &mut Asks,
    ) {
        let progress = scoring::progress(cx.centre, card.candidate);
        ui.horizontal(|ui| {
            let name = words::candidate(cx.centre, card.candidate);
            let width = (ui.available_width() - 240.0).max(140.0);
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(egui::Label::new(theme::strong(name).size(20.0)).truncate());
            });
            match progress.missing.len() {
                0 => marks::pill(ui, "complete", Tone::Good),
                missing => marks::pill(ui, &format!("{missing} missing"), Tone::Soon),
            };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if buttons::primary(ui, Command::ExportResults.name()).clicked() {
                    asks.command(Command::ExportResults);
                }
            });
        });
        if viewer != Viewer::Facilitator {
            muted(
                ui,
                "Others’ ratings show once your own marksheet for this candidate is submitted.",
            );
        }
        self.under.ui(ui, cx);
        ui.add_space(6.0);
        self.families(ui, cx, card);
        ui.add_space(10.0);
        self.matrix(ui, cx, card);
        ui.add_space(6.0);
        muted(
            ui,
            "A mean rests on the ratings counted beside it. Means of whole exercises are more dependable than those of single competencies: read a competency as a pointer, not a verdict.",
        );
        if !progress.missing.is_empty() {
            ui.add_space(8.0);
            cards::card(cx.palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                heading(ui, "Still missing");
                for missing in &progress.missing {
                    muted(ui, missing_words(cx.centre, missing));
                }
            });
        }
    }

    /// Leadership and management side by side: two results, never one number.
    fn families(&self, ui: &mut Ui, cx: &Cx<'_>, card: &Scorecard) {
        let Some(known) = &self.known else { return };
        let Some((low, high)) = cx.centre.scenario.scale.range() else { return };
        ui.columns(card.families.len().max(1), |columns| {
            for (ui, result) in columns.iter_mut().zip(&card.families) {
                cards::card(cx.palette).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let name = words::family(&result.family);
                    heading(ui, &name);
                    let mean = known.families.get(&result.family).filter(|_| !self.hides);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    marks::figures(ui, &decimal(result.mean), 30.0, false);
                    let centre = decimal(mean.copied());
                    muted(ui, format!("{} · centre’s mean {centre}", rests_on(result.mean)));
                    ui.add_space(4.0);
                    let words =
                        format!("{name}: {}, {}", decimal(result.mean), rests_on(result.mean));
                    let range = (f64::from(low), f64::from(high));
                    bars::mean(
                        ui,
                        result.mean.map(|m| m.value),
                        mean.map(|m| m.value),
                        range,
                        &words,
                    );
                });
            }
        });
    }

    fn matrix(&mut self, ui: &mut Ui, cx: &Cx<'_>, card: &Scorecard) {
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let exercises = card.exercises.len();
            theme::seen_bars(ui);
            egui::ScrollArea::horizontal().show(ui, |ui| {
                egui::Grid::new("matrix").num_columns(exercises + 3).spacing([18.0, 4.0]).show(
                    ui,
                    |ui| {
                        ui.label("");
                        for (id, _) in &card.exercises {
                            let title =
                                cx.centre.scenario.exercise(id).map_or("", |known| &known.title);
                            small(ui, cx, title);
                        }
                        small(ui, cx, "Mean");
                        if ui.ctx().content_rect().width() > WIDE {
                            small(ui, cx, "Against the centre’s mean");
                        }
                        ui.end_row();
                        for row in &card.rows {
                            self.matrix_row(ui, cx, row);
                        }
                        ui.label(theme::strong("Exercise"));
                        for (_, mean) in &card.exercises {
                            ui.horizontal(|ui| {
                                ui.label(theme::strong(decimal(*mean)));
                                small(ui, cx, &counted(*mean));
                            });
                        }
                        ui.end_row();
                    },
                );
            });
        });
    }

    fn matrix_row(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &scoring::Row) {
        let competency = cx.centre.scenario.competency(&row.competency);
        let name = competency.map_or("", |known| &known.name);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(theme::strong(name)).extend());
            let family = competency.map(|known| words::family(&known.family).to_lowercase());
            small(ui, cx, &family.unwrap_or_default());
        });
        for (place, cell) in row.cells.iter().enumerate() {
            if !cell.observed_here {
                small(ui, cx, "·");
                continue;
            }
            let chosen = self.cell == Some((row.competency.clone(), place));
            let label = cell_name(cx, name, place, cell);
            let id = (row.competency.as_str(), place);
            let pressed =
                buttons::pressable(ui, id, &label, chosen, |ui| cell_ui(ui, cx, cell, chosen));
            if pressed.clicked() {
                self.cell = Some((row.competency.clone(), place));
            }
        }
        ui.horizontal(|ui| {
            ui.label(theme::strong(decimal(row.mean)));
            small(ui, cx, &counted(row.mean));
        });
        let known = self.known.as_ref().filter(|_| !self.hides);
        let mean = known.and_then(|known| known.means.get(&row.competency));
        let wide = ui.ctx().content_rect().width() > WIDE;
        if let Some((low, high)) = cx.centre.scenario.scale.range().filter(|_| wide) {
            ui.scope(|ui| {
                ui.set_width(ui.available_width().clamp(110.0, 220.0));
                let words = format!(
                    "{name}: {}; centre’s mean {}",
                    decimal(row.mean),
                    decimal(mean.copied())
                );
                let range = (f64::from(low), f64::from(high));
                bars::mean(ui, row.mean.map(|m| m.value), mean.map(|m| m.value), range, &words);
            });
        }
        ui.end_row();
    }

    /// What a number rests on: who gave it, when, why, and the notes.
    fn behind(&self, ui: &mut Ui, cx: &Cx<'_>, card: &Scorecard) {
        let found = self.cell.as_ref().and_then(|(competency, place)| {
            let row = card.rows.iter().find(|row| row.competency == *competency)?;
            Some((row, *place, row.cells.get(*place)?))
        });
        let Some((row, place, cell)) = found else {
            heading(ui, "Behind the numbers");
            muted(
                ui,
                "Press a cell of the table: it unfolds into who rated, when, why, and on which notes.",
            );
            return;
        };
        let name = cx.centre.scenario.competency(&row.competency).map_or("", |known| &known.name);
        heading(ui, name);
        let exercise = cx.centre.scenario.exercises.get(place).map_or("", |known| &known.title);
        muted(ui, exercise);
        for given in &cell.given {
            cards::card(cx.palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let rating = words::rating(&cx.centre.scenario.scale, given.rating);
                ui.add(egui::Label::new(theme::strong(rating)).wrap());
                let who = words::assessor(cx.centre, given.sheet.assessor);
                muted(ui, format!("{who} · {}", cx.time_of_day(given.made.at)));
                if !given.counted {
                    muted(ui, "draft: enters no mean until it is submitted");
                }
                if !given.reason.is_empty() {
                    ui.add(egui::Label::new(&given.reason).wrap());
                }
            });
        }
        if cell.given.is_empty() {
            muted(ui, "No ratings yet.");
        }
        ui.add_space(8.0);
        let notes = match cell.notes.len() {
            0 => "No notes on it".to_owned(),
            some => words::count(some, "note", "notes"),
        };
        heading(ui, notes);
        for note in cell.notes.iter().filter_map(|id| cx.centre.notes.get(id)) {
            let sign = match note.now.content.direction {
                Some(crate::centre::notes::Direction::For) => "+ ",
                Some(crate::centre::notes::Direction::Against) => "− ",
                None => "",
            };
            ui.add(egui::Label::new(format!("{sign}{}", note.now.content.text)).wrap());
            let who = words::assessor(cx.centre, note.sheet.assessor);
            muted(ui, format!("{who} · {}", words::time_of_day_secs(note.began, cx.zone)));
        }
    }
}

/// Words of second rank on one line.
fn small(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    let text = egui::RichText::new(text).small().color(cx.palette.muted);
    ui.add(egui::Label::new(text).extend());
}

fn arrows(ui: &Ui, place: usize, count: usize) -> usize {
    if ui.ctx().egui_wants_keyboard_input() || ui.ctx().memory(|memory| memory.focused().is_some())
    {
        return place;
    }
    let (up, down) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
        )
    });
    (place + usize::from(down)).saturating_sub(usize::from(up)).min(count.saturating_sub(1))
}

fn list_row(ui: &mut Ui, cx: &Cx<'_>, progress: &Progress, name: &str, chosen: bool) {
    let fill = if chosen { cx.palette.card } else { egui::Color32::TRANSPARENT };
    let edge = if chosen { cx.palette.line } else { egui::Color32::TRANSPARENT };
    let frame = egui::Frame::new().fill(fill).stroke(egui::Stroke::new(1.0, edge)).corner_radius(6);
    frame.inner_margin(egui::Margin::symmetric(8, 5)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 74.0).max(40.0);
            ui.allocate_ui(egui::vec2(width, 22.0), |ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(name).truncate());
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if progress.is_complete() {
                    marks::pill(ui, "complete", Tone::Good);
                } else {
                    let text = format!("{} of {}", progress.submitted, progress.expected);
                    marks::pill(ui, &text, Tone::Calm);
                }
            });
        });
    });
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &Cell, chosen: bool) {
    let edge = if chosen { cx.palette.accent } else { egui::Color32::TRANSPARENT };
    egui::Frame::new().stroke(egui::Stroke::new(2.0, edge)).corner_radius(6).inner_margin(3).show(
        ui,
        |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                for given in &cell.given {
                    chip(ui, cx, given);
                }
                for _hidden in 0..cell.hidden {
                    let fill = (cx.palette.trough, cx.palette.muted);
                    marks::level_chip(ui, "?", fill, "hidden until you submit");
                }
                if cell.given.is_empty() && cell.hidden == 0 {
                    small(ui, cx, "–");
                }
            });
        },
    );
}

fn chip(ui: &mut Ui, cx: &Cx<'_>, given: &Given) {
    let scale = &cx.centre.scenario.scale;
    let name = words::rating(scale, given.rating);
    let (text, colours) = match given.rating {
        Rating::Level(number) => {
            let place = scale.levels.iter().position(|level| level.number == number).unwrap_or(0);
            (number.to_string(), cx.palette.level(place, scale.levels.len()))
        }
        Rating::NotObserved(_) => ("n/o".to_owned(), (cx.palette.trough, cx.palette.muted)),
    };
    let text = if given.counted { text } else { format!("({text})") };
    marks::level_chip(ui, &text, colours, &name);
}

fn cell_name(cx: &Cx<'_>, competency: &str, place: usize, cell: &Cell) -> String {
    let exercise = cx.centre.scenario.exercises.get(place).map_or("", |known| &known.title);
    let ratings: Vec<_> = cell
        .given
        .iter()
        .map(|given| words::rating(&cx.centre.scenario.scale, given.rating))
        .collect();
    let ratings = if ratings.is_empty() { "no ratings".to_owned() } else { ratings.join(", ") };
    format!("{competency} in {exercise}: {ratings}")
}

/// One decimal, or a dash where there is no number.
fn decimal(mean: Option<Mean>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| format!("{:.1}", mean.value))
}

fn counted(mean: Option<Mean>) -> String {
    mean.map(|mean| format!("n {}", mean.ratings)).unwrap_or_default()
}

fn rests_on(mean: Option<Mean>) -> String {
    mean.map_or_else(
        || "no submitted ratings yet".to_owned(),
        |mean| format!("rests on {}", words::count(mean.ratings, "rating", "ratings")),
    )
}
