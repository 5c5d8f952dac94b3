//! The wash-up: the panel's meeting as a flow, candidate by candidate. Order on the left, the grid
//! with its evidence in the middle, what is to be settled on the right.

mod evidence;
mod fit;
mod grid;
mod known;
mod list;
mod panel;
mod projector;
mod result;
mod settle;
mod sheet;
mod typed;

use egui::{Key, Modifiers, Ui};

use self::grid::Pressed;
use self::known::{Known, One};
use self::projector::Projector;
use self::typed::{Text, To, Typed};
use crate::centre::{Author, Change, washup};
use crate::day::meeting::{self, Standing};
use crate::ids::CandidateId;
use crate::scoring::{LevelOf, Point};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields, follow, layers};
use crate::words;

/// What is chosen and half-typed on the stage.
#[derive(Default)]
pub struct WashUp {
    chosen: Option<CandidateId>,
    /// Row and column of the grid; the last column is what was agreed.
    at: (usize, usize),
    /// The grid gets the focus on the next frame.
    arrives: bool,
    /// Initials hidden or shown, against what the scenario says.
    blind: Option<bool>,
    list: list::View,
    typed: Typed,
    known: Known,
    projector: Projector,
}

impl WashUp {
    /// Chooses a candidate, as other stages ask.
    pub fn choose(&mut self, candidate: CandidateId) {
        if self.chosen != Some(candidate) {
            self.chosen = Some(candidate);
            self.at = (0, 0);
            self.typed.leave();
        }
    }

    /// Keeps the projector's window up to date, whatever stage is shown.
    pub fn projector(&mut self, ui: &Ui, cx: &Cx<'_>) {
        if !cx.facilitates() {
            self.projector.close();
        }
        self.projector.ui(ui);
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if !cx.facilitates() {
            cards::middle(ui, |ui| others(ui, cx, asks));
            return;
        }
        self.known.keep_up(cx);
        let order = &self.known.everybody(cx.centre).order;
        let Some((first, _)) = order.first().copied() else {
            cards::middle(ui, |ui| nobody(ui, asks));
            return;
        };
        let listed = self.chosen.is_some_and(|id| order.iter().any(|(known, _)| *known == id));
        if !listed {
            self.choose(cx.centre.wash_up.current.unwrap_or(first));
        }
        let Some(candidate) = self.chosen else { return };
        let small = ui.available_width() < 1000.0;
        cards::list_column(ui, "wash-up-order", if small { list::NARROW } else { 196.0 }, |ui| {
            if let Some(pressed) =
                list::ui(ui, cx, &mut self.known, &mut self.list, candidate, asks)
            {
                self.choose(pressed);
                self.arrives = true;
            }
        });
        self.next_by_key(ui, cx);
        let Some(candidate) = self.chosen else { return };
        let width = if small { 240.0 } else { 300.0 };
        let mut both = (self, asks);
        cards::middle_and_side(
            ui,
            ("wash-up-settle", width),
            &mut both,
            |ui, (stage, asks)| {
                let area = egui::ScrollArea::vertical().auto_shrink(false);
                follow::area(ui, area, |ui| stage.page(ui, cx, candidate, asks));
            },
            |ui, (stage, asks)| stage.settle(ui, cx, candidate, asks),
        );
    }

    fn blind(&self, cx: &Cx<'_>) -> bool {
        self.blind.unwrap_or(cx.centre.scenario.wash_up.blind)
    }

    /// N leads to the next candidate who is not signed, D to the decision, I hides and shows
    /// initials.
    fn next_by_key(&mut self, ui: &Ui, cx: &Cx<'_>) {
        if ui.ctx().text_edit_focused() || !layers::is_free(ui) {
            return;
        }
        let (next, initials, decision) = ui.input_mut(|input| {
            let mut key = |key| input.consume_key(Modifiers::NONE, key);
            (key(Key::N), key(Key::I), key(Key::D))
        });
        if decision {
            self.typed.to = Some(To::Decision);
        }
        if initials {
            self.blind = Some(!self.blind(cx));
        }
        if next && let Some(next) = self.next(cx) {
            self.choose(next);
            self.arrives = true;
        }
    }

    /// The next candidate with something to say and not signed, from the beginning again after the last.
    fn next(&mut self, cx: &Cx<'_>) -> Option<CandidateId> {
        let chosen = self.chosen;
        let order = &self.known.everybody(cx.centre).order;
        let here = order.iter().position(|(id, _)| Some(*id) == chosen).unwrap_or(0);
        let open = |(_, standing): &&(CandidateId, Standing)| {
            !matches!(standing, Standing::Signed | Standing::Nothing)
        };
        let (before, after) = order.split_at(here.min(order.len()));
        after.iter().skip(1).chain(before).find(open).map(|(id, _)| *id)
    }

    fn page(&mut self, ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, asks: &mut Asks) {
        let blind = self.blind(cx);
        self.header(ui, cx, candidate, blind, asks);
        ui.add_space(6.0);
        let one = self.known.one(cx.centre, candidate);
        let led = points(ui, cx, one);
        let sheet = sheet::sheet(cx.centre, &one.card, &one.outcome, (one.revealed, blind));
        self.at.0 = self.at.0.min(sheet.lines.len().saturating_sub(1));
        self.at.1 = self.at.1.min(sheet.exercises.len());
        let settled = std::mem::take(&mut self.typed.settled);
        let arrives = std::mem::take(&mut self.arrives) || settled || led.is_some();
        if let Some(at) = led {
            self.at = at;
        }
        if std::mem::take(&mut self.typed.goes_on)
            && let Some(row) = next_open(&one.outcome.levels, self.at.0)
        {
            self.at.0 = row;
            self.typed.leave();
        }
        // Digits are levels as long as one can be agreed, and lead to stages otherwise.
        let agrees = one.revealed && !one.locked;
        let pressed = grid::ui(ui, cx, &sheet, self.at, (arrives, agrees));
        let before = self.at.0;
        match pressed {
            Some(Pressed::Cell(row, column)) => self.at = (row, column),
            Some(Pressed::Digit(number)) => self.typed.choose_level(cx, number),
            Some(Pressed::Enter) if one.revealed => {
                let row = one.outcome.levels.get(self.at.0);
                if let Some(level) = row {
                    let key = typed::draft_key(candidate, &level.competency);
                    let reason = half_typed::text(cx, &key);
                    self.typed.agree(cx, (candidate, level), reason, asks);
                }
            }
            // The meeting turns to the candidate first.
            Some(Pressed::Enter) if cx.centre.wash_up.current != Some(candidate) => {
                self.typed.perform(cx, washup::Change::Begin { candidate }, asks);
            }
            Some(Pressed::Enter) => {
                let reason = Text::Reveal.of(cx, candidate);
                self.typed.reveal(cx, candidate, reason, asks);
            }
            None => {}
        }
        if self.at.0 != before {
            self.typed.leave();
        }
        ui.add_space(10.0);
        if one.revealed {
            let shown = evidence::evidence(cx, &one.card, self.at, blind);
            evidence::ui(ui, cx, &shown);
            self.projector.show(cx, candidate, &sheet, Some(&shown));
        } else {
            before_reveal(ui, cx, candidate, &mut self.typed, asks);
            self.typed.to = None;
            self.projector.show(cx, candidate, &sheet, None);
        }
    }

    fn header(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        candidate: CandidateId,
        blind: bool,
        asks: &mut Asks,
    ) {
        let one = self.known.one(cx.centre, candidate);
        let (state, tone) = headline(one);
        ui.horizontal(|ui| {
            let name = words::candidate(cx.centre, candidate);
            // The mark of how far it is, and the clock, keep their places.
            let mark = 30.0 + 7.0 * state.chars().count() as f32;
            let width = (ui.available_width() - mark - 152.0).max(120.0);
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(egui::Label::new(theme::strong(name).size(20.0)).truncate());
            });
            marks::pill(ui, &state, tone);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let length = cx.centre.scenario.wash_up.for_each;
                muted(ui, format!("of {}", words::clock(length.as_duration().as_secs())));
                let left = meeting::left(cx.centre, candidate, cx.now.wall);
                let secs = ceil(left);
                let figures = if secs < 0 { words::over(-secs) } else { words::clock(secs) };
                marks::figures(ui, &figures, 26.0, secs < 0);
            });
        });
        ui.horizontal_wrapped(|ui| {
            self.turn(ui, cx, candidate, asks);
            let words = if blind { "Show initials" } else { "Hide initials" };
            if buttons::with_key(ui, words, "I", Ok(())).clicked() {
                self.blind = Some(!blind);
            }
            let words = if cx.names_hidden() { "Show names" } else { "Hide names" };
            if buttons::plain(ui, words).clicked() {
                asks.command(Command::HideNames);
            }
            let words = if self.projector.is_open() { "Close the projector" } else { "Projector" };
            if buttons::plain(ui, words).clicked() {
                self.projector.open_or_close();
            }
        });
    }

    /// To turn to the candidate, or away, and on to what comes next: that alone stands out.
    fn turn(&mut self, ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, asks: &mut Asks) {
        let one = self.known.one(cx.centre, candidate);
        let (locked, agreed) = (one.locked, one.standing >= Standing::Agreed);
        let done = locked || one.is_empty();
        if agreed
            && !locked
            && buttons::primary_with_key(ui, result::next_step(cx, one), "D").clicked()
        {
            self.typed.to = Some(To::Decision);
        }
        if !locked {
            self.begin_or_leave(ui, cx, candidate, asks);
        }
        let next = if done {
            buttons::primary_with_key(ui, "Next candidate", "N")
        } else {
            buttons::with_key(ui, "Next candidate", "N", Ok(()))
        };
        if next.clicked()
            && let Some(next) = self.next(cx)
        {
            self.choose(next);
            self.arrives = true;
        }
    }

    fn begin_or_leave(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        candidate: CandidateId,
        asks: &mut Asks,
    ) {
        let current = cx.centre.wash_up.current == Some(candidate);
        let change = if current {
            washup::Change::Leave { candidate }
        } else {
            washup::Change::Begin { candidate }
        };
        let possible = typed::possible(cx, &change);
        let one = self.known.one(cx.centre, candidate);
        let button = if current {
            buttons::plain_if(ui, "Leave for now", possible)
        } else if one.revealed || one.is_empty() {
            buttons::plain_if(ui, "Begin", possible)
        } else if possible.is_ok() {
            buttons::primary_with_key(ui, "Begin", "Enter")
        } else {
            buttons::primary_if(ui, "Begin", possible)
        };
        if button.clicked() {
            asks.change(Change::WashUp(change));
            self.arrives = true;
        }
    }

    fn settle(&mut self, ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, asks: &mut Asks) {
        let blind = self.blind(cx);
        let one = self.known.one(cx.centre, candidate);
        if one.revealed && !one.locked {
            if let Some(level) = one.outcome.levels.get(self.at.0) {
                let row = one.card.rows.get(self.at.0);
                settle::ui(ui, cx, (candidate, level, row), blind, &mut self.typed, asks);
            }
            ui.add_space(12.0);
        }
        if one.revealed {
            result::ui(ui, cx, one, &mut self.typed, asks);
            ui.add_space(12.0);
        }
        result::scores(ui, cx, one, &mut self.typed, asks);
        fields::refusal(ui, &self.typed.refused);
        let leanings = &self.known.everybody(cx.centre).leanings;
        panel::ui(ui, cx, candidate, leanings, blind, &mut self.typed, asks);
    }
}

/// The next competency that was rated and is not agreed, from the beginning again after the last.
fn next_open(levels: &[LevelOf], at: usize) -> Option<usize> {
    let open = |place: &usize| {
        levels.get(*place).is_some_and(|one| one.agreed.is_none() && one.arithmetic.is_some())
    };
    (at + 1..levels.len()).chain(0..at).find(open)
}

/// Whole seconds that are left, a begun one counted.
fn ceil(left: jiff::SignedDuration) -> i64 {
    left.as_secs() + i64::from(left.subsec_nanos() > 0)
}

/// How far the candidate is, in a word or two.
fn headline(one: &One) -> (String, Tone) {
    if one.locked {
        return ("signed".to_owned(), Tone::Good);
    }
    if let Some(away) = one.away.filter(|_| one.standing <= Standing::Ready) {
        return (words::away(away).to_owned(), Tone::Calm);
    }
    if one.standing == Standing::Nothing {
        return ("nothing to rate".to_owned(), Tone::Calm);
    }
    if !one.revealed {
        return ("not shown yet".to_owned(), Tone::Calm);
    }
    let waiting = one.outcome.waiting();
    let split = one.outcome.levels.iter().any(|level| level.split && level.agreed.is_none());
    match waiting {
        0 if one.outcome.decision.is_some() => ("decided".to_owned(), Tone::Good),
        0 => ("agreed".to_owned(), Tone::Good),
        _ if split => ("splits to settle".to_owned(), Tone::Soon),
        waiting => (format!("{waiting} to agree"), Tone::Soon),
    }
}

/// What is worth talking about; a press leads to it. Nothing of it before the ratings are shown
/// but who has not handed in, which stands below.
fn points(ui: &mut Ui, cx: &Cx<'_>, one: &One) -> Option<(usize, usize)> {
    if !one.revealed || one.triage.points.is_empty() {
        return None;
    }
    let mut led = None;
    let scenario = cx.centre.scenario.as_ref();
    let row =
        |id: &crate::ids::CompetencyId| one.card.rows.iter().position(|row| row.competency == *id);
    muted(ui, "Worth talking about");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for point in one.triage.points.iter().take(5) {
            let text = words::point(cx.centre, point);
            let place = match point {
                Point::Split { competency, exercise, .. } => row(competency)
                    .zip(scenario.exercises.iter().position(|known| known.id == *exercise)),
                Point::Gap { competency, .. } => {
                    row(competency).map(|row| (row, scenario.exercises.len()))
                }
                Point::Open(_)
                | Point::ChangedSince
                | Point::Disturbed(_)
                | Point::NearCut { .. } => None,
            };
            if let Some(place) = place {
                if buttons::quiet(ui, &text).clicked() {
                    led = Some(place);
                }
            } else {
                ui.label(egui::RichText::new(text).small().color(cx.palette.amber));
            }
        }
        let more = one.triage.points.len().saturating_sub(5);
        if more > 0 {
            muted(ui, format!("and {more} more"));
        }
    });
    ui.add_space(6.0);
    led
}

/// Until everybody's ratings are shown: who has not handed in, and the one press that shows all.
fn before_reveal(
    ui: &mut Ui,
    cx: &Cx<'_>,
    candidate: CandidateId,
    typed: &mut Typed,
    asks: &mut Asks,
) {
    let open = cx.centre.open_sheets(candidate);
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, words::marksheets_in(cx.centre, candidate));
        if let Some(gone) = words::gone(cx.centre, candidate, cx.zone) {
            ui.add(egui::Label::new(gone).wrap());
        }
        if open.is_empty() && !cx.centre.has_marksheets(candidate) {
            muted(ui, "There is nothing to show and nothing to agree.");
            return;
        }
        for sheet in open.iter().take(8) {
            let who = words::assessor(cx.centre, sheet.assessor);
            muted(ui, format!("{who} · {}", words::session(cx.centre, sheet.session)));
        }
        if open.len() > 8 {
            muted(ui, words::count(open.len() - 8, "other", "others"));
        }
        ui.add_space(6.0);
        let reason = if open.is_empty() {
            String::new()
        } else {
            let key = Text::Reveal.key(candidate);
            half_typed::line(ui, cx, (&key, "Why you go on without them", ""), asks).text
        };
        let change = washup::Change::Reveal { candidate, reason: reason.clone() };
        let possible = typed::possible(cx, &change);
        // The meeting turns to the candidate first.
        let shown = if cx.centre.wash_up.current == Some(candidate) {
            buttons::primary_if(ui, "Show all ratings", possible)
        } else {
            buttons::plain_if(ui, "Show all ratings", possible)
        };
        if shown.clicked() {
            typed.reveal(cx, candidate, reason, asks);
        }
        muted(ui, "Everybody’s at once; nobody’s before. It is kept who looked when.");
    });
}

fn others(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    let open = match cx.you {
        Author::Assessor(you) => cx.centre.awaited_from(you),
        Author::Facilitator => 0,
    };
    let yours = match open {
        0 => "All your marksheets are in.".to_owned(),
        open => format!(
            "Hand in first: {} of yours still open.",
            words::count(open, "marksheet is", "marksheets are")
        ),
    };
    let words = format!("It shows everybody’s ratings at once. {yours}");
    cards::empty(ui, "The facilitator leads the wash-up", &words, |ui| {
        if buttons::primary(ui, "Go to your marksheets").clicked() {
            asks.ask(Ask::Go(Stage::Observe));
        }
    });
}

fn nobody(ui: &mut Ui, asks: &mut Asks) {
    let words = "The wash-up goes through the candidates one by one. Name them first.";
    cards::empty(ui, "Nobody to talk about yet", words, |ui| {
        if buttons::primary(ui, "Name the people").clicked() {
            asks.ask(Ask::Go(Stage::People));
        }
    });
}
