//! Who together would make a balanced team, with the reason. For the facilitator alone.

use std::sync::Arc;

use egui::Ui;

use super::Wish;
use super::known::{Everybody, Of};
use crate::ids::CandidateId;
use crate::scenario::Kind;
use crate::scoring::Mean;
use crate::scoring::teams::{self as scoring, Pairing, SIZES, Team};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, marks, rows, segments};
use crate::words;
use crate::words::scorecards as say;

/// How many partners are named for one person.
const PARTNERS: usize = 3;
/// A team's card is so high, so that a long list draws only what is in view.
const HIGH: f32 = 118.0;
/// What a card holds beside its words.
const AROUND: f32 = 66.0;
/// So many cards say how high all are.
const MEASURED: usize = 40;

/// How large teams are, and what was found last.
#[derive(Default)]
pub(super) struct Teams {
    size: usize,
    partners: bool,
    found: Option<Arc<Found>>,
}

/// Teams, for what they were found.
struct Found {
    of: Of,
    size: usize,
    with: Option<CandidateId>,
    pairing: Pairing,
    partners: Vec<Team>,
}

impl Teams {
    /// Draws the view.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        everybody: &Everybody,
        chosen: Option<CandidateId>,
    ) -> Option<Wish> {
        let size = SIZES.get(self.size).copied().unwrap_or(2);
        let known = self.found.as_ref().filter(|found| {
            found.of.holds(&everybody.of) && found.size == size && found.with == chosen
        });
        let found = known.cloned().unwrap_or_else(|| Arc::new(find(cx, everybody, size, chosen)));
        self.found = Some(Arc::clone(&found));
        let mut wish = None;
        cards::middle(ui, |ui| {
            self.choices(ui, cx, &found, chosen);
            let teams = if self.partners { &found.partners } else { &found.pairing.teams };
            if teams.is_empty() {
                let words = "Teams follow from levels: at least two candidates need one in \
                     leadership and one in management.";
                muted(ui, words);
                return;
            }
            let rows = teams.len();
            let height = ui.available_height();
            let area = egui::ScrollArea::vertical().max_height(height).auto_shrink(false);
            let high = high(ui, cx, teams);
            area.show_rows(ui, high, rows, |ui, range| {
                for team in teams.iter().skip(range.start).take(range.len()) {
                    ui.push_id(team.members.first(), |ui| {
                        wish = team_ui(ui, cx, team, high).or(wish.take());
                    });
                }
            });
        });
        wish
    }

    fn choices(&mut self, ui: &mut Ui, cx: &Cx<'_>, found: &Found, chosen: Option<CandidateId>) {
        ui.horizontal_wrapped(|ui| {
            let sizes = [("Pairs", ""), ("Teams of three", ""), ("Teams of four", "")];
            if let Some(size) = segments::ui(ui, &sizes, self.size) {
                self.size = size;
                self.partners = false;
            }
            let name = chosen.map(|id| words::candidate(cx.centre, id)).unwrap_or_default();
            let name: String = name.chars().take(28).collect();
            let label = format!("Partners for {name}");
            let views = [("Whole group", ""), (label.as_str(), "")];
            let view = segments::ui(ui, &views, usize::from(self.partners));
            if let Some(view) = view {
                self.partners = view == 1;
                self.size = if self.partners { 0 } else { self.size };
            }
        });
        let what = "A team covers what its weaker side, leadership or management, reaches when \
             whoever is best at each competency takes it. It says nothing about a person.";
        muted(ui, what);
        if self.partners {
            muted(ui, "The three who would cover most together with this candidate.");
        } else if !found.pairing.teams.is_empty() {
            muted(ui, say::method(found.pairing.method));
        }
        let out: Vec<String> = found
            .pairing
            .left_out
            .iter()
            .take(12)
            .map(|id| words::candidate(cx.centre, *id))
            .collect();
        if !out.is_empty() {
            let more = found.pairing.left_out.len() - out.len();
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            muted(
                ui,
                format!(
                    "Without a level on both sides, so not in a team: {}{more}.",
                    out.join(", ")
                ),
            );
        }
        ui.add_space(4.0);
    }
}

fn find(cx: &Cx<'_>, all: &Everybody, size: usize, with: Option<CandidateId>) -> Found {
    let pool = scoring::pool(cx.centre, &all.group);
    let mut pairing = pool.pairing(size);
    let mut partners = with.map(|id| pool.partners(id, PARTNERS)).unwrap_or_default();
    let code = |id: &CandidateId| all.group.standings.iter().position(|one| one.candidate == *id);
    for team in pairing.teams.iter_mut().chain(&mut partners) {
        team.members.sort_by_key(code);
        team.brings.sort_by_key(|(id, _)| code(id));
    }
    // By code: where people are helped to grow, nothing here is a ranking (FIELD.md 2.9). Where
    // somebody is selected, the teams that cover most come first.
    let first = |team: &Team| team.members.first().and_then(code);
    if cx.centre.scenario.kind == Kind::Development {
        pairing.teams.sort_by_key(first);
        partners.sort_by_key(|team| team.members.last().and_then(code).max(first(team)));
    } else {
        pairing.teams.sort_by(|one, other| {
            other.covers().total_cmp(&one.covers()).then(first(one).cmp(&first(other)))
        });
    }
    Found { of: all.of.clone(), size, with, pairing, partners }
}

/// How high each card is: as high as the longest words of the first of them want.
fn high(ui: &Ui, cx: &Cx<'_>, teams: &[Team]) -> f32 {
    let width = ui.available_width() - 40.0;
    let first = teams.iter().take(MEASURED);
    let words = first.map(|team| rows::words_height(ui, &say::team(cx.centre, team), width));
    (words.fold(0.0, f32::max) + AROUND).max(HIGH)
}

fn team_ui(ui: &mut Ui, cx: &Cx<'_>, team: &Team, high: f32) -> Option<Wish> {
    let mut wish = None;
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(high - 34.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            let each = ((ui.available_width() - 250.0) / team.members.len() as f32).max(70.0);
            for id in &team.members {
                let known = cx.centre.people.candidate(*id);
                let name = words::candidate(cx.centre, *id);
                let pressed = buttons::pressable(ui, id.to_string(), &name, false, |ui| {
                    ui.set_max_width(each - 12.0);
                    ui.horizontal(|ui| {
                        marks::badge(ui, known.map_or("", |known| &known.code));
                        let name = known.map_or("", |known| &known.name);
                        ui.add(egui::Label::new(name).truncate());
                    });
                });
                if pressed.on_hover_text(&name).clicked() {
                    wish = Some(Wish::Show(*id));
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let one = |value| Mean { value, ratings: 0 }.to_string();
                heading(ui, format!("manages {}", one(team.manages)));
                heading(ui, format!("leads {}", one(team.leads)));
            });
        });
        let reason = say::team(cx.centre, team);
        let label = egui::Label::new(&reason).wrap();
        egui::ScrollArea::vertical().id_salt("reason").show(ui, |ui| ui.add(label));
    });
    wish
}
