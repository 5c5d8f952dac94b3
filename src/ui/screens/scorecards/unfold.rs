//! What a number was computed from, unfolded step by step down to the notes. The tree comes from
//! [`crate::scoring::trace`]; here it is only drawn.

use std::collections::BTreeMap;

use egui::{Color32, Margin, Ui};

use super::known::Everybody;
use crate::centre::Marksheet;
use crate::centre::notes::Direction;
use crate::ids::{CandidateId, CompetencyId, ExerciseId, NoteId};
use crate::scenario::Family;
use crate::scoring::trace::{self, Node, What};
use crate::scoring::{self, Viewer};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, follow};
use crate::words;
use crate::words::scorecards as say;

/// A number on the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// A competency's level.
    Competency(CompetencyId),
    /// A family's result.
    Family(Family),
    /// An exercise's mean.
    Exercise(ExerciseId),
    /// A competency in an exercise, by its place.
    Cell(CompetencyId, usize),
    /// The overall rating.
    Overall,
    /// The centre's mean of a competency.
    CentreCompetency(CompetencyId),
    /// The centre's mean of a family.
    CentreFamily(Family),
}

/// What is unfolded, and how far.
#[derive(Default)]
pub(super) struct Unfold {
    number: Option<(CandidateId, Number)>,
    node: Option<Node>,
    open: BTreeMap<String, bool>,
    /// The note that somebody was led to, and whether they are there.
    note: Option<(NoteId, bool)>,
    /// The first number of the page gets the focus.
    pub(super) arrives: bool,
}

impl Unfold {
    /// Unfolds a number; the same number again folds it up.
    pub(super) fn toggle(&mut self, candidate: CandidateId, number: Number) {
        if self.is(candidate, &number) {
            self.close();
        } else {
            self.open(candidate, number);
        }
    }

    /// Unfolds a number.
    pub(super) fn open(&mut self, candidate: CandidateId, number: Number) {
        self.close();
        self.number = Some((candidate, number));
    }

    /// Leads to a note: where it stands among the ratings.
    pub(super) fn lead(&mut self, candidate: CandidateId, number: Number, note: NoteId) {
        self.open(candidate, number);
        self.note = Some((note, false));
    }

    /// Folds everything up.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Something has happened: the tree is made anew, as far open as it was.
    pub(super) fn forget(&mut self) {
        self.node = None;
    }

    /// Whether anything is unfolded.
    pub(super) fn is_open(&self) -> bool {
        self.number.is_some()
    }

    /// Whether this number is unfolded.
    pub(super) fn is(&self, candidate: CandidateId, number: &Number) -> bool {
        self.number.as_ref().is_some_and(|(who, what)| *who == candidate && what == number)
    }

    /// Draws what is unfolded.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, everybody: &Everybody, asks: &mut Asks) {
        let Some((candidate, number)) = self.number.clone() else { return };
        if self.node.is_none() {
            self.node = node(cx, everybody, candidate, &number);
        }
        let Some(node) = self.node.take() else {
            self.close();
            return;
        };
        let escape = !ui.ctx().text_edit_focused()
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        let mut close = escape;
        ui.horizontal(|ui| {
            heading(ui, "Behind the number");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                close |= buttons::quiet(ui, "Close").clicked();
            });
        });
        cards::card(cx.palette).inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            self.branch(ui, cx, (&node, "0", 0), asks);
        });
        self.against(ui, cx, everybody, (candidate, &number));
        ui.add_space(12.0);
        if close {
            self.close();
        } else if self.is(candidate, &number) {
            self.node = Some(node);
        }
    }

    /// How a competency compares, and the way to the centre's mean.
    fn against(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        everybody: &Everybody,
        (candidate, number): (CandidateId, &Number),
    ) {
        if everybody.of.viewer != Viewer::Facilitator {
            return;
        }
        let (mean, next) = match number {
            Number::Competency(id) => {
                if let Some(place) = everybody.group.place(candidate, id) {
                    muted(ui, say::place(place));
                }
                let target = cx.centre.scenario.competency(id).and_then(|known| known.target);
                if let Some(target) = target {
                    muted(ui, format!("The role asks for {target}."));
                }
                let mean = everybody.group.competencies.get(id).copied();
                (mean, Number::CentreCompetency(id.clone()))
            }
            Number::Family(family) => {
                let mean = everybody.group.families.get(family).copied();
                (mean, Number::CentreFamily(family.clone()))
            }
            _ => return,
        };
        let words = format!("Centre’s mean: {}", say::number(mean));
        let button = buttons::plain(ui, &words);
        if button.on_hover_text("Press to see what from.").clicked() {
            self.open(candidate, next);
        }
    }

    fn branch(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (node, path, depth): (&Node, &str, usize),
        asks: &mut Asks,
    ) {
        if let What::Note(id) = node.what {
            self.note_ui(ui, cx, id, asks);
            return;
        }
        let led = self.note.is_some_and(|(note, _)| holds(node, note));
        let is_rating = matches!(node.what, What::Rating(_));
        let begins = depth == 0 || led || is_rating;
        let is_open = self.open.get(path).copied().unwrap_or(begins);
        let title = say::traced(cx.centre, node);
        let name = format!("{title}: {}", words_of(cx, node));
        let row = buttons::pressable(ui, ("branch", path), &name, is_open, |ui| {
            head(ui, cx, node, (&title, is_open));
        });
        if row.clicked() {
            self.open.insert(path.to_owned(), !is_open);
        }
        if !is_open {
            return;
        }
        if let What::Agreed { reason, .. } = &node.what
            && !reason.is_empty()
        {
            muted(ui, words::quotation(reason));
        }
        egui::Frame::new().inner_margin(Margin { left: 12, ..Margin::ZERO }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if let What::Rating(given) = &node.what {
                if !given.reason.is_empty() {
                    ui.add(egui::Label::new(&given.reason).wrap());
                }
                if node.parts.is_empty() {
                    muted(ui, "No notes on it.");
                }
            }
            for (place, part) in node.parts.iter().enumerate() {
                self.branch(ui, cx, (part, &format!("{path}.{place}"), depth + 1), asks);
            }
            if node.parts.is_empty() && !matches!(node.what, What::Rating(_) | What::Score(_)) {
                muted(ui, "No ratings yet.");
            }
        });
    }

    /// A note: what was seen, by whom, in which minute, and the way to its session.
    fn note_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, id: NoteId, asks: &mut Asks) {
        let Some(note) = cx.centre.notes.get(&id) else { return };
        let led = self.note.filter(|(known, _)| *known == id);
        let fill = if led.is_some() { cx.palette.tint } else { Color32::TRANSPARENT };
        let sign = match note.now.content.direction {
            Some(Direction::For) => "+ ",
            Some(Direction::Against) => "− ",
            Some(Direction::Neutral) | None => "",
        };
        let shown = egui::Frame::new().fill(fill).corner_radius(5).inner_margin(4).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(format!("{sign}{}", note.now.content.text)).wrap());
            let who = words::assessor(cx.centre, note.sheet.assessor);
            muted(ui, format!("{who} · {}", when(cx, id)));
            let show = buttons::quiet(ui, "Show the session");
            if show.clicked() {
                asks.ask(Ask::ShowSession(note.sheet.session));
            }
            show
        });
        if let Some((_, false)) = led {
            follow::lead(&shown.inner);
            self.note = Some((id, true));
        }
    }
}

/// Minute and second of a note in its session, and the time of day.
pub(super) fn when(cx: &Cx<'_>, id: NoteId) -> String {
    let Some(note) = cx.centre.notes.get(&id) else { return String::new() };
    let held = cx.centre.session(note.sheet.session);
    let minute = held.and_then(|(session, exercise)| session.seconds_in(exercise, note.began));
    let day = words::time_of_day_secs(note.began, cx.zone);
    match minute {
        Some(secs) => format!("minute {} · at {day}", words::clock(secs)),
        None => format!("at {day}"),
    }
}

fn holds(node: &Node, note: NoteId) -> bool {
    node.what == What::Note(note) || node.parts.iter().any(|part| holds(part, note))
}

/// What stands beside the title: the number, how it counts, who and when.
fn words_of(cx: &Cx<'_>, node: &Node) -> String {
    let mut said = Vec::new();
    match &node.what {
        What::Rating(given) => {
            let who = words::assessor(cx.centre, given.sheet.assessor);
            said.push(format!("{who} · {}", cx.time_of_day(given.made.at)));
            let marks = cx.centre.marksheets.get(&given.sheet);
            if !given.counted {
                let words = if marks.is_some_and(Marksheet::is_submitted) {
                    "the exercise is void: it enters no mean"
                } else {
                    "draft: enters no mean until it is submitted"
                };
                said.push(words.to_owned());
            }
        }
        What::Agreed { made, .. } => said.push(format!("at {}", cx.time_of_day(made.at))),
        What::Score(_) => said.push("from outside, drawn out over the scale".to_owned()),
        What::Overall(times) if (times - 1.0).abs() > 1e-9 => {
            said.push(format!("the mean of what counts, times {}", say::level(*times)));
        }
        _ => said.push(say::rests_on(node.value)),
    }
    said.extend(say::counts(node));
    said.join(" · ")
}

fn head(ui: &mut Ui, cx: &Cx<'_>, node: &Node, (title, open): (&str, bool)) {
    ui.set_width(ui.available_width());
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal_top(|ui| {
        chevron(ui, open);
        let right = 34.0;
        let width = (ui.available_width() - right - 8.0).max(60.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add(egui::Label::new(theme::strong(title)).wrap());
            muted(ui, words_of(cx, node));
        });
        if !matches!(node.what, What::Rating(_)) {
            ui.label(theme::strong(figure_of(cx, node)));
        }
    });
}

/// The number as it stands where it is unfolded from: the overall rating with the decimals that the
/// cuts need.
fn figure_of(cx: &Cx<'_>, node: &Node) -> String {
    match (&node.what, node.value) {
        (What::Overall(_), Some(total)) => words::figure(&cx.centre.scenario, total.value),
        _ => say::number(node.value),
    }
}

fn chevron(ui: &mut Ui, open: bool) {
    let palette = theme::Palette::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 18.0), egui::Sense::hover());
    let at = rect.center();
    let points = if open {
        [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    } else {
        [(-2.0, -4.0), (3.0, 0.0), (-2.0, 4.0)]
    };
    let points = points.iter().map(|(x, y)| at + egui::vec2(*x, *y)).collect();
    let shape = egui::Shape::convex_polygon(points, palette.muted, egui::Stroke::NONE);
    ui.painter().add(shape);
}

/// The tree of a number.
fn node(
    cx: &Cx<'_>,
    everybody: &Everybody,
    candidate: CandidateId,
    number: &Number,
) -> Option<Node> {
    let centre = cx.centre;
    let card = scoring::scorecard(centre, candidate, everybody.of.viewer);
    let standing = scoring::standing(centre, &card);
    match number {
        Number::Competency(id) => {
            let stood = standing.rows.iter().find(|row| row.competency == *id)?;
            trace::competency(centre, &card, stood, 1.0)
        }
        Number::Overall => trace::overall(centre, &card, &standing),
        Number::Family(family) => Some(trace::family(centre, &card, &standing, family)),
        Number::Exercise(id) => trace::exercise(centre, &card, id),
        Number::Cell(id, place) => {
            let row = card.rows.iter().find(|row| row.competency == *id)?;
            trace::cell(centre, row, *place, 1.0)
        }
        Number::CentreCompetency(id) => {
            Some(trace::centre_competency(centre, &everybody.group, id))
        }
        Number::CentreFamily(family) => {
            Some(trace::centre_family(centre, &everybody.group, family))
        }
    }
}
