//! The order of the day: who was talked about, who is now, who waits; and the ranking, where the
//! scenario selects.

use egui::Ui;

use super::known::{Known, most_first};
use crate::centre::attendance::Away;
use crate::centre::{Change, washup};
use crate::day::meeting::Standing;
use crate::ids::CandidateId;
use crate::scenario::Kind;
use crate::scoring::{Outcome, Place};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// What is shown in the list.
#[derive(Default)]
pub(super) struct View {
    ranking: bool,
    find: String,
}

/// Draws the list; gives the candidate who was pressed.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    known: &mut Known,
    view: &mut View,
    current: CandidateId,
    asks: &mut Asks,
) -> Option<CandidateId> {
    let selects = cx.centre.scenario.kind != Kind::Development;
    let narrow = is_narrow(ui);
    if selects {
        ui.horizontal_wrapped(|ui| {
            for (ranking, name) in [(false, "Order"), (true, "Ranking")] {
                if ui.add(egui::Button::selectable(view.ranking == ranking, name)).clicked() {
                    view.ranking = ranking;
                }
            }
        });
    }
    if selects && view.ranking {
        return ranks(ui, cx, known, current);
    }
    heading(ui, "Order of the day");
    let count = known.everybody(cx.centre).order.len();
    if count > 20 {
        fields::line(ui, "wash-up-find", "Find by code or name", &mut view.find, "C07");
    }
    order(ui, cx, known, (current, narrow), asks);
    let wanted = view.find.trim().to_lowercase();
    let everybody = known.everybody(cx.centre);
    let shown: Vec<(CandidateId, Standing)> = everybody
        .order
        .iter()
        .filter(|(id, _)| {
            count <= 20
                || wanted.is_empty()
                || words::candidate(cx.centre, *id).to_lowercase().contains(&wanted)
        })
        .copied()
        .collect();
    let mut pressed = None;
    let height = ui.available_height();
    egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
        ui,
        if narrow { 52.0 } else { 34.0 },
        shown.len(),
        |ui, range| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (id, standing) in shown.iter().skip(range.start).take(range.len()) {
                let now = cx.centre.wash_up.current == Some(*id);
                let state = said(*standing, cx.centre.away(*id));
                let (state, tone) = if now { ("now", Tone::Soon) } else { state };
                let state = row(ui, cx, *id, (state, tone), *id == current).then_some(*id);
                pressed = pressed.or(state);
            }
        },
    );
    pressed
}

/// How wide the list is on a small screen.
pub(super) const NARROW: f32 = 116.0;

/// Whether there is only room for a code, with its state below it.
fn is_narrow(ui: &Ui) -> bool {
    ui.available_width() < 130.0
}

/// The state of a candidate in a word. Until ratings are shown it says who is not there any more.
fn said(standing: Standing, away: Option<Away>) -> (&'static str, Tone) {
    if let Some(away) = away.filter(|_| standing <= Standing::Ready) {
        return (words::away(away), Tone::Calm);
    }
    match standing {
        Standing::Nothing => ("no ratings", Tone::Calm),
        Standing::HandingIn(_) => ("waiting", Tone::Calm),
        Standing::Ready => ("all in", Tone::Calm),
        Standing::Agreeing(_) => ("shown", Tone::Soon),
        Standing::Agreed => ("agreed", Tone::Good),
        Standing::Decided => ("decided", Tone::Good),
        Standing::Signed => ("signed", Tone::Good),
    }
}

fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: CandidateId,
    (state, tone): (&str, Tone),
    chosen: bool,
) -> bool {
    let code = cx.centre.people.candidate(id).map_or("", |known| &known.code);
    let label = words::candidate(cx.centre, id);
    let name = format!("{label}: {state}");
    let narrow = is_narrow(ui);
    let pressed = buttons::pressable(ui, id.to_string(), &name, chosen, |ui| {
        framed(ui, cx, chosen, |ui| {
            if narrow {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let text = if chosen { theme::strong(code) } else { egui::RichText::new(code) };
                    ui.add(egui::Label::new(text).truncate());
                    let most = ui.available_width();
                    marks::pill_within(ui, state, tone, most);
                });
                return;
            }
            let text = if chosen { theme::strong(code) } else { egui::RichText::new(code) };
            let width = (ui.available_width() - 76.0).max(40.0);
            ui.allocate_ui(egui::vec2(width, 20.0), |ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(text).truncate());
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                marks::pill(ui, state, tone);
            });
        });
    });
    pressed.on_hover_text(label).clicked()
}

fn framed(ui: &mut Ui, cx: &Cx<'_>, chosen: bool, content: impl FnOnce(&mut Ui)) {
    let fill = if chosen { cx.palette.card } else { egui::Color32::TRANSPARENT };
    let edge = if chosen { cx.palette.line } else { egui::Color32::TRANSPARENT };
    let frame = egui::Frame::new().fill(fill).stroke(egui::Stroke::new(1.0, edge)).corner_radius(6);
    let sides = if is_narrow(ui) { 6 } else { 8 };
    frame.inner_margin(egui::Margin::symmetric(sides, 5)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(content);
    });
}

/// To change the order: one up or down, or those first who need most talk.
fn order(
    ui: &mut Ui,
    cx: &Cx<'_>,
    known: &mut Known,
    (current, narrow): (CandidateId, bool),
    asks: &mut Asks,
) {
    let ids: Vec<CandidateId> =
        known.everybody(cx.centre).order.iter().map(|(id, _)| *id).collect();
    let Some(place) = ids.iter().position(|id| *id == current) else { return };
    let mut wanted = None;
    ui.horizontal(|ui| {
        for (text, name, other) in
            [("↑", "earlier", place.checked_sub(1)), ("↓", "later", Some(place + 1))]
        {
            let other = other.filter(|other| *other < ids.len() && cx.writable);
            let button = buttons::within_hairline(ui, |ui: &mut Ui| {
                ui.add_enabled(other.is_some(), egui::Button::new(text))
            });
            let hover = format!("The chosen candidate one place {name}");
            if button.accessible_name(&hover).on_hover_text(&hover).clicked()
                && let Some(other) = other
            {
                let mut moved = ids.clone();
                moved.swap(place, other);
                wanted = Some(moved);
            }
        }
    });
    let words = if narrow { "Most first" } else { "Most to discuss first" };
    let most = buttons::quiet(ui, words).accessible_name("Most to discuss first");
    if most.on_hover_text("By splits that decide, nearness to a cut, other splits, gaps.").clicked()
        && cx.writable
    {
        wanted = Some(most_first(cx.centre));
    }
    if let Some(candidates) = wanted {
        asks.change(Change::WashUp(washup::Change::Order { candidates }));
    }
}

fn ranks(ui: &mut Ui, cx: &Cx<'_>, known: &mut Known, current: CandidateId) -> Option<CandidateId> {
    heading(ui, "Ranking");
    let narrow = is_narrow(ui);
    let ties = !cx.centre.scenario.decision.ties.is_empty();
    let by = if ties {
        "By overall rating; equals by the competencies that the scenario puts first."
    } else {
        "By overall rating; equals share a place."
    };
    muted(ui, if narrow { "By overall rating." } else { by }).on_hover_text(by);
    let ranks = known.ranks(cx.centre);
    if ranks.iter().any(|(place, _)| place.rank.is_none()) {
        let why = "No place yet (–): something is lacking, or a minimum or veto holds back.";
        muted(ui, if narrow { "–: no place yet." } else { why }).on_hover_text(why);
    }
    let mut pressed = None;
    let height = ui.available_height();
    let row = if narrow { 52.0 } else { 34.0 };
    egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show_rows(
        ui,
        row,
        ranks.len(),
        |ui, range| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, outcome) in ranks.iter().skip(range.start).take(range.len()) {
                if rank(ui, cx, place, outcome, place.candidate == current) {
                    pressed = Some(place.candidate);
                }
            }
        },
    );
    pressed
}

fn rank(ui: &mut Ui, cx: &Cx<'_>, place: &Place, outcome: &Outcome, chosen: bool) -> bool {
    let scenario = cx.centre.scenario.as_ref();
    let code = cx.centre.people.candidate(place.candidate).map_or("", |known| &known.code);
    let rank = place.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    let overall = outcome.verdict.overall;
    let overall =
        overall.map_or_else(|| "–".to_owned(), |total| words::figure(scenario, total.value));
    let label = words::candidate(cx.centre, place.candidate);
    let name = format!("{rank}: {label}, {overall}");
    let narrow = is_narrow(ui);
    let row = buttons::pressable(ui, ("rank", place.candidate.to_string()), &name, chosen, |ui| {
        framed(ui, cx, chosen, |ui| {
            if narrow {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let first = format!("{rank}  {code}");
                    ui.add(egui::Label::new(theme::strong(first)).truncate());
                    ui.add(egui::Label::new(overall).truncate());
                });
                return;
            }
            ui.add_sized([22.0, 18.0], egui::Label::new(theme::strong(rank)));
            ui.add(egui::Label::new(code).truncate());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(overall);
            });
        });
    });
    row.clicked()
}
