//! What the ratings say: one candidate's page, several side by side, the whole group, teams, and
//! growth since an earlier centre. Every number unfolds into what it was computed from.

mod candidate;
mod compare;
mod group;
mod growth;
mod known;
mod matrix;
mod parts;
mod quotes;
mod side;
mod teams;
mod under;
mod unfold;

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use self::known::{Everybody, Of, Page};
use self::under::Under;
use self::unfold::{Number, Unfold};
use crate::centre::Centre;
use crate::ids::CandidateId;
use crate::scoring::Viewer;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::theme::Palette;
use crate::ui::widgets::{aloud, buttons, cards, follow, segments};
use crate::words;

/// Why an assessor cannot look at everybody.
const FACILITATORS: &str = "You see what is yours; the facilitator looks at everybody.";

/// What the stage shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    /// One candidate.
    #[default]
    Candidate,
    /// Two to six side by side.
    Compare,
    /// Everybody in a grid.
    Group,
    /// Who together would make a balanced team.
    Teams,
    /// One person against an earlier centre.
    Growth,
}

impl View {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Candidate, "Candidate"),
        (Self::Compare, "Compare"),
        (Self::Group, "Group"),
        (Self::Teams, "Teams"),
        (Self::Growth, "Growth"),
    ];
}

/// What is chosen on the stage.
#[derive(Default)]
pub struct Scorecards {
    view: View,
    chosen: Option<CandidateId>,
    unfold: Unfold,
    why: bool,
    under: Under,
    compare: compare::Compare,
    group: group::Grid,
    teams: teams::Teams,
    growth: growth::Growth,
    /// Nothing had the focus when the stage was drawn last.
    idle: bool,
    everybody: Option<Arc<Everybody>>,
    page: Option<Arc<Page>>,
}

/// What a view asks of the stage.
enum Wish {
    /// Show this candidate's page.
    Show(CandidateId),
    /// Show this candidate's page with this number unfolded.
    Unfold(CandidateId, Number),
    /// Put these side by side.
    Compare(Vec<CandidateId>),
}

impl Scorecards {
    /// Chooses a candidate, as the palette asks.
    pub fn choose(&mut self, candidate: CandidateId) {
        self.view = View::Candidate;
        self.turn_to(candidate);
    }

    /// Lays an earlier centre beside this one, to read only.
    pub fn take_earlier(&mut self, file: String, centre: Centre) {
        self.growth.take(file, centre);
        self.view = View::Growth;
    }

    fn turn_to(&mut self, candidate: CandidateId) {
        if self.chosen != Some(candidate) {
            self.unfold.close();
        }
        self.chosen = Some(candidate);
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let earlier = self.under.centre(cx);
        let cx = &Cx { centre: earlier.as_deref().unwrap_or(cx.centre), ..*cx };
        let listed: Vec<CandidateId> =
            cx.centre.people.candidates().iter().map(|known| known.id).collect();
        if listed.is_empty() {
            cards::middle(ui, |ui| nobody(ui, asks));
            return;
        }
        // From nowhere, Tab leads to the first number and not all the way round by the rail.
        let tab = |input: &egui::InputState| input.key_pressed(Key::Tab) && !input.modifiers.shift;
        self.unfold.arrives = self.idle && self.view == View::Candidate && ui.input(tab);
        let of = Of::now(cx);
        if self.everybody.as_ref().is_none_or(|known| !known.of.holds(&of)) {
            self.everybody = Some(Arc::new(Everybody::derive(cx.centre, of.clone())));
            self.unfold.forget();
        }
        let Some(everybody) = self.everybody.clone() else { return };
        if of.viewer != Viewer::Facilitator {
            self.view = View::Candidate;
        }
        self.bar(ui, cx, &everybody, listed.len());
        let wish = match self.view {
            View::Candidate => self.candidate(ui, cx, &everybody, &listed, asks),
            View::Compare => {
                self.unfold_column(ui, cx, &everybody, asks);
                self.compare.ui(ui, cx, &everybody.group)
            }
            View::Group => self.group.ui(ui, cx, &everybody, asks),
            View::Teams => self.teams.ui(ui, cx, &everybody, self.chosen),
            View::Growth => self.growth.ui(ui, cx, self.chosen, asks),
        };
        match wish {
            Some(Wish::Show(candidate)) => self.choose(candidate),
            Some(Wish::Unfold(candidate, number)) => {
                if self.view != View::Compare {
                    self.choose(candidate);
                }
                self.unfold.open(candidate, number);
            }
            Some(Wish::Compare(chosen)) => {
                self.compare.choose(chosen);
                self.view = View::Compare;
            }
            None => {}
        }
        self.unfold.arrives = false;
        self.idle = ui.memory(|memory| memory.focused().is_none());
    }

    /// The views side by side.
    fn bar(&mut self, ui: &mut Ui, cx: &Cx<'_>, everybody: &Everybody, all: usize) {
        let palette = Palette::of(ui.ctx());
        let frame = egui::Frame::new().fill(palette.ground);
        let frame = frame.inner_margin(egui::Margin { left: 18, right: 18, top: 10, bottom: 2 });
        let facilitates = everybody.of.viewer == Viewer::Facilitator;
        let mut pressed = None;
        egui::Panel::top("scorecard-views").frame(frame).show_separator_line(false).show(
            ui,
            |ui| {
                aloud::pane(ui, "Views");
                ui.horizontal_wrapped(|ui| {
                    if !facilitates {
                        cards::muted(ui, FACILITATORS);
                        return;
                    }
                    let segments = View::ALL.map(|(_, name)| (name, ""));
                    let chosen = View::ALL.iter().position(|(view, _)| *view == self.view);
                    pressed = segments::ui(ui, &segments, chosen.unwrap_or(0));
                    ui.add_space(8.0);
                    let all = words::count(all, "candidate", "candidates");
                    cards::muted(ui, format!("{} of {all} complete", everybody.complete));
                });
                self.under.ui(ui, cx);
            },
        );
        if let Some((view, _)) = pressed.and_then(|place| View::ALL.get(place)) {
            self.view = *view;
            self.unfold.close();
        }
    }

    /// One candidate's page, with the map and what a number unfolds into beside it.
    fn candidate(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        everybody: &Arc<Everybody>,
        listed: &[CandidateId],
        asks: &mut Asks,
    ) -> Option<Wish> {
        let known = self.chosen.and_then(|id| listed.iter().position(|known| *known == id));
        let place = arrows(ui, known.unwrap_or(0), listed.len());
        let candidate = *listed.get(place)?;
        self.turn_to(candidate);
        let of = &everybody.of;
        let stale = |page: &Arc<Page>| page.candidate != candidate || !page.of.holds(of);
        if self.page.as_ref().is_none_or(stale) {
            let page = Page::derive(cx.centre, of.clone(), candidate, &everybody.group);
            self.page = Some(Arc::new(page));
        }
        let page = Arc::clone(self.page.as_ref()?);
        let mut wish = None;
        let small = ui.available_width() < 1000.0;
        cards::side_column(ui, "scorecard-side", if small { 264.0 } else { 330.0 }, |ui| {
            self.unfold.ui(ui, cx, everybody, asks);
            wish = side::ui(ui, cx, everybody, &page);
        });
        let beside = (
            place.checked_sub(1).and_then(|before| listed.get(before)).copied(),
            listed.get(place + 1).copied(),
        );
        cards::middle(ui, |ui| {
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            let found = follow::area(ui, area, |ui| {
                let look = candidate::Look { cx, everybody, page: &page, beside };
                candidate::ui(ui, &look, (&mut self.unfold, &mut self.why), asks)
            });
            wish = found.or(wish.take());
        });
        wish
    }

    /// What a pressed number unfolds into, as a column of its own; only while there is something.
    fn unfold_column(&mut self, ui: &mut Ui, cx: &Cx<'_>, everybody: &Everybody, asks: &mut Asks) {
        if self.unfold.is_open() {
            cards::side_column(ui, "scorecard-unfolded", 300.0, |ui| {
                self.unfold.ui(ui, cx, everybody, asks);
            });
        }
    }
}

fn nobody(ui: &mut Ui, asks: &mut Asks) {
    let words = "Scorecards follow from candidates and their ratings. Name the candidates first.";
    cards::empty(ui, "Nobody to show yet", words, |ui| {
        if buttons::primary(ui, "Name the people").clicked() {
            asks.ask(Ask::Go(Stage::People));
        }
    });
}

/// The candidate before or after, while nothing else has the keys.
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
