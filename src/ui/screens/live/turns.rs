//! One candidate's exercises beside the whereabouts: how far each is, and a way to its session.

use egui::{Align, Layout, Ui};

use super::chosen::Chosen;
use crate::day::turns::{self, Progress, Turn};
use crate::ids::CandidateId;
use crate::report;
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::{self, Tone};

/// Draws them.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, chosen: &mut Chosen) {
    let Some(known) = cx.centre.people.candidate(candidate) else { return };
    heading(ui, known.label());
    let all = turns::turns(cx.centre, candidate, cx.zone, cx.now.wall);
    if all.is_empty() {
        muted(ui, "This scenario has no exercises.");
    }
    for turn in &all {
        row(ui, cx, turn, chosen);
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, turn: &Turn, chosen: &mut Chosen) {
    let exercise = cx.centre.scenario.exercise(&turn.exercise);
    let title = exercise.map_or("", |exercise| exercise.title.as_str());
    let session = turn.session.and_then(|id| cx.centre.sessions.get(&id));
    let planned = session.and_then(|session| session.planned).map(|at| cx.time_of_day(at));
    let said = report::turns::said(turn);
    let content = |ui: &mut Ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(28.0);
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                marks::pill(ui, &said, tone(turn));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    muted(ui, planned.clone().unwrap_or_else(|| "–".to_owned()));
                    ui.add(egui::Label::new(title).truncate());
                });
            });
        });
    };
    // What is called off is shown, and has no clock to go to.
    let Some(session) = session.filter(|session| session.called_off.is_none()) else {
        content(ui);
        return;
    };
    let name = format!("{title}: {said}");
    let is_chosen = chosen.has(session.id);
    let id = format!("turn {}", session.id);
    if buttons::pressable(ui, id, &name, is_chosen, content).clicked() {
        chosen.only(session.id);
    }
}

fn tone(turn: &Turn) -> Tone {
    match turn.progress {
        Progress::Finished => Tone::Good,
        Progress::NoShow | Progress::ReRun => Tone::Now,
        Progress::Paused | Progress::Withdrawn | Progress::Void => Tone::Soon,
        _ => Tone::Calm,
    }
}
