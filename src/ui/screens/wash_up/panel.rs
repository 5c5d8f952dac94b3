//! Who is at the table, and how assessors lean today. Shown, never applied by itself.

use egui::Ui;

use super::typed::{To, Typed};
use crate::centre::washup;
use crate::ids::{AssessorId, CandidateId};
use crate::scoring::{CannotSay, Leaning, shown};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, fields, follow};
use crate::words;

/// Under which key the half-typed name of somebody else is kept.
const GUEST: &str = "washup-guest";

/// Draws the card.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    candidate: CandidateId,
    leanings: &Result<Vec<Leaning>, CannotSay>,
    blind: bool,
    typed: &mut Typed,
    asks: &mut Asks,
) {
    heading(ui, "Panel today");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        present(ui, cx, candidate, typed, asks);
        ui.add_space(6.0);
        match leanings {
            Err(why) => {
                muted(ui, words::cannot_say(*why));
            }
            Ok(leanings) => leaning(ui, cx, leanings, blind),
        }
    });
}

fn leaning(ui: &mut Ui, cx: &Cx<'_>, leanings: &[Leaning], blind: bool) {
    let seen: Vec<&Leaning> = leanings.iter().filter(|one| one.is_seen()).collect();
    if seen.is_empty() {
        muted(ui, "Nobody shows a leaning on the same work.");
        return;
    }
    for one in seen.iter().take(6) {
        let text = if blind {
            format!("Somebody {}.", words::how(one))
        } else {
            format!("{}.", words::leaning(cx.centre, one))
        };
        let more = format!(
            "Standard error {}; {} shared with others.",
            shown(one.error, 2),
            words::count(one.shared, "rating", "ratings")
        );
        ui.add(egui::Label::new(text).wrap()).on_hover_text(more);
    }
    muted(ui, "Shown, never applied by itself.");
}

fn present(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, typed: &mut Typed, asks: &mut Asks) {
    let panel = &cx.centre.wash_up.panel;
    let names = panel.assessors.iter().map(|id| words::assessor(cx.centre, *id));
    let names: Vec<String> = names.chain(panel.others.iter().cloned()).collect();
    if names.is_empty() {
        muted(ui, "Nobody is at the table yet.");
    } else {
        muted(ui, format!("At the table: {}", names.join(", ")));
    }
    let words = if typed.panel_open { "Done" } else { "Who is at the table" };
    ui.horizontal_wrapped(|ui| {
        if buttons::quiet(ui, words).clicked() {
            typed.panel_open = !typed.panel_open;
        }
        let who = theirs(cx, candidate);
        let all_there = who.iter().all(|id| panel.assessors.contains(id));
        let saw = (!all_there).then(|| buttons::quiet(ui, "Those who saw the candidate"));
        if let Some(saw) = saw.as_ref().filter(|_| typed.leads(To::Table)) {
            follow::lead(saw);
        }
        if saw.is_some_and(|saw| saw.clicked()) {
            let change = washup::Change::Present { assessors: who, others: panel.others.clone() };
            typed.perform(cx, change, asks);
        }
    });
    let _nowhere = typed.leads(To::Table);
    if typed.panel_open {
        choose(ui, cx, typed, asks);
    }
}

/// Who rated the candidate.
fn theirs(cx: &Cx<'_>, candidate: CandidateId) -> Vec<AssessorId> {
    let mut who: Vec<AssessorId> = Vec::new();
    for sheet in cx.centre.sheets_about(candidate) {
        if !who.contains(&sheet.assessor) {
            who.push(sheet.assessor);
        }
    }
    who
}

fn choose(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Typed, asks: &mut Asks) {
    let panel = &cx.centre.wash_up.panel;
    let mut wanted = None;
    egui::ScrollArea::vertical().id_salt("panel").max_height(320.0).show(ui, |ui| {
        for known in cx.centre.people.assessors() {
            let mut there = panel.assessors.contains(&known.id);
            if ui.checkbox(&mut there, format!("{} is here", known.name)).changed() {
                let mut assessors = panel.assessors.clone();
                assessors.retain(|id| *id != known.id);
                if there {
                    assessors.push(known.id);
                }
                wanted = Some((assessors, panel.others.clone()));
            }
        }
        for name in &panel.others {
            if buttons::quiet(ui, &format!("{name} leaves")).clicked() {
                let mut others = panel.others.clone();
                others.retain(|other| other != name);
                wanted = Some((panel.assessors.clone(), others));
            }
        }
    });
    let of = (GUEST, "Somebody else", "Name, then Enter");
    let guest = half_typed::line(ui, cx, of, asks);
    if fields::entered(ui, &guest.field) && !guest.text.trim().is_empty() {
        let mut others = panel.others.clone();
        others.push(guest.text.trim().to_owned());
        half_typed::forget(GUEST, asks);
        fields::taken(&guest.field);
        wanted = Some((panel.assessors.clone(), others));
    }
    if let Some((assessors, others)) = wanted {
        typed.perform(cx, washup::Change::Present { assessors, others }, asks);
    }
}
