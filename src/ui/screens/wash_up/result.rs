//! What the rule makes of the levels, what it would take to cross, and the decision with its
//! signatures.

use egui::Ui;

use super::known::One;
use super::settle::unmark;
use super::typed::{Text, To, Typed, possible, score_key};
use crate::centre::washup;
use crate::ids::CandidateId;
use crate::scenario::{Kind, Scenario};
use crate::scoring::{Outcome, Point, Verdict, shown};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields, follow};
use crate::words;

/// Draws overall rating and decision.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, one: &One, typed: &mut Typed, asks: &mut Asks) {
    heading(ui, "Overall");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        overall(ui, cx, one);
    });
    ui.add_space(12.0);
    borderline(ui, cx, one, typed, asks);
    heading(ui, "Decision");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if one.locked {
            signed(ui, cx, one.card.candidate, typed, asks);
        } else {
            decide(ui, cx, one, typed, asks);
        }
        let _nowhere = typed.leads(To::Decision);
    });
}

fn overall(ui: &mut Ui, cx: &Cx<'_>, one: &One) {
    let scenario = cx.centre.scenario.as_ref();
    let outcome = &one.outcome;
    let waiting = outcome.waiting();
    if let Some(total) = &outcome.verdict.overall {
        marks::figures(ui, &words::overall(scenario, total), 28.0, false);
        if waiting > 0 {
            muted(ui, format!("Of what is agreed so far; {waiting} to agree."));
        }
        if let Some(margin) = one.triage.margin {
            muted(ui, words::margin(cx.centre, margin));
        }
    } else {
        marks::figures(ui, "–", 28.0, false);
        muted(ui, if waiting > 0 { "Nothing is agreed yet." } else { "Nothing was measured." });
    }
    families(ui, &outcome.verdict);
    if let Some(band) = outcome.verdict.band_of(scenario) {
        ui.add_space(4.0);
        let passes = outcome.verdict.passes(scenario);
        marks::pill(ui, &band.label, if passes { Tone::Good } else { Tone::Calm });
    }
    for held in &outcome.verdict.held_back {
        let text = egui::RichText::new(words::held_back(scenario, held)).small();
        ui.add(egui::Label::new(text.color(cx.palette.amber)).wrap());
    }
    for lacking in outcome.verdict.lacking.iter().filter(|_| waiting == 0) {
        muted(ui, words::lacking(scenario, lacking));
    }
    for line in words::crossing(scenario, &outcome.crossing) {
        muted(ui, line);
    }
    beside(ui, scenario, outcome);
    let rule = egui::CollapsingHeader::new("The rule").id_salt("wash-up-rule");
    rule.show(ui, |ui| {
        for line in words::rule(scenario) {
            muted(ui, line);
        }
    });
}

/// Leadership and management side by side, never one number.
fn families(ui: &mut Ui, verdict: &Verdict) {
    let each: Vec<String> = verdict
        .families
        .iter()
        .filter_map(|total| {
            let mean = shown(total.mean?, 1);
            Some(format!("{} {mean}", words::family(&total.family)))
        })
        .collect();
    if !each.is_empty() {
        muted(ui, each.join(" · "));
    }
}

/// What the arithmetic alone gives, beside what the panel came to (rule W4).
fn beside(ui: &mut Ui, scenario: &Scenario, outcome: &Outcome) {
    let Some(total) = &outcome.by_arithmetic.overall else { return };
    let band = outcome.by_arithmetic.band_of(scenario);
    let band = band.map(|band| format!(" · {}", band.label)).unwrap_or_default();
    muted(ui, format!("By the means alone: {}{band}", words::overall(scenario, total)));
}

/// A case near a cut is looked at again, and what was found is kept (rule W5).
fn borderline(ui: &mut Ui, cx: &Cx<'_>, one: &One, typed: &mut Typed, asks: &mut Asks) {
    let candidate = one.card.candidate;
    let near = one.triage.points.iter().find(|point| matches!(point, Point::NearCut { .. }));
    let meeting = cx.centre.meeting(candidate);
    let found = meeting.and_then(crate::centre::meeting::Meeting::is_borderline);
    if near.is_none() && found.is_none() {
        return;
    }
    heading(ui, "Borderline");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some(near) = near {
            muted(ui, words::point(cx.centre, near));
        }
        if let Some(found) = found {
            ui.add(egui::Label::new(format!("Looked at again: {found}")).wrap());
            if !one.locked && buttons::quiet(ui, "Take the mark away").clicked() {
                typed.perform(cx, unmark(candidate), asks);
            }
        } else if !one.locked {
            let label = "What was found when it was looked at again";
            let key = Text::Found.key(candidate);
            let found = half_typed::line(ui, cx, (&key, label, ""), asks).text;
            let nothing = found.trim().is_empty();
            let change = washup::Change::Borderline { candidate, found };
            let possible =
                if nothing { Err("Say what was found.".to_owned()) } else { possible(cx, &change) };
            if buttons::plain_if(ui, "Keep", possible).clicked() && typed.perform(cx, change, asks)
            {
                half_typed::forget(&key, asks);
            }
        }
    });
    ui.add_space(12.0);
}

/// What comes next once everything is agreed, as the button that leads there has it.
pub(super) fn next_step(cx: &Cx<'_>, one: &One) -> &'static str {
    let (decides, decided) = (wants_decision(&cx.centre.scenario), one.outcome.decision.is_some());
    match (decided, cx.centre.wash_up.panel.is_empty()) {
        (false, _) if decides => "Go to the decision",
        (_, true) => "Say who is at the table",
        (_, false) => "Go to the signatures",
    }
}

/// Whether nothing is signed without a result.
fn wants_decision(scenario: &Scenario) -> bool {
    scenario.kind != Kind::Development && !scenario.decision.bands.is_empty()
}

fn decide(ui: &mut Ui, cx: &Cx<'_>, one: &One, typed: &mut Typed, asks: &mut Asks) {
    if one.is_empty() {
        muted(ui, "Nothing was rated, so there is nothing to decide.");
        return;
    }
    let scenario = cx.centre.scenario.as_ref();
    let bands = &scenario.decision.bands;
    let outcome = &one.outcome;
    let by_rule = outcome.verdict.band.filter(|_| outcome.waiting() == 0);
    if let Some(decision) = &outcome.decision {
        ui.add(egui::Label::new(theme::strong(words::decided(scenario, outcome, decision))).wrap());
        if !decision.reason.is_empty() {
            muted(ui, &decision.reason);
        }
    }
    let decided = outcome.decision.as_ref();
    let decided = decided.and_then(|known| bands.iter().position(|band| band.label == known.band));
    let chosen = typed.band.or(decided).or(by_rule);
    for (place, band) in bands.iter().enumerate() {
        let rule = if by_rule == Some(place) { " (by the rule)" } else { "" };
        let words = format!("{}{rule}", band.label);
        if ui.add(egui::RadioButton::new(chosen == Some(place), words)).clicked() {
            typed.band = Some(place);
        }
    }
    if let Some(band) = chosen.and_then(|place| bands.get(place)) {
        let departs = chosen != by_rule;
        let same = decided == chosen;
        let key = Text::Decision.key(one.card.candidate);
        let reason = if departs {
            let label = "Why it departs from the rule";
            let typed_so_far = half_typed::line(ui, cx, (&key, label, ""), asks);
            // Without a reason nothing can be decided: that is what comes next.
            if !same && typed_so_far.text.trim().is_empty() && typed.leads(To::Decision) {
                follow::lead(&typed_so_far.field);
            }
            typed_so_far.text
        } else {
            String::new()
        };
        let change = washup::Change::Decide {
            candidate: one.card.candidate,
            band: band.label.clone(),
            by_rule: by_rule.and_then(|place| bands.get(place)).map(|band| band.label.clone()),
            reason,
        };
        let words = format!("Decide: {}", band.label);
        let decides = (!same).then(|| buttons::primary_if(ui, &words, possible(cx, &change)));
        if let Some(button) = decides.as_ref().filter(|_| typed.leads(To::Decision)) {
            follow::lead(button);
        }
        if decides.is_some_and(|button| button.clicked()) {
            if typed.perform(cx, change, asks) {
                typed.settled = true;
                if departs {
                    half_typed::forget(&key, asks);
                }
            }
            typed.band = None;
        }
    } else if bands.is_empty() {
        muted(ui, "The scenario names no results: the levels are signed alone.");
    }
    if !wants_decision(scenario) || outcome.decision.is_some() {
        sign(ui, cx, one.card.candidate, typed, asks);
    }
}

/// Those present sign: whoever is at the table, unless somebody is ticked off.
fn sign(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, typed: &mut Typed, asks: &mut Asks) {
    let panel = &cx.centre.wash_up.panel;
    ui.add_space(6.0);
    if panel.is_empty() {
        muted(ui, "Say below who is at the table: those present sign.");
        if typed.leads(To::Decision) {
            typed.to = Some(To::Table);
        }
        return;
    }
    muted(ui, "Signed by");
    let usual = || (panel.assessors.iter().copied().collect(), panel.others.clone());
    let (mut assessors, mut others) = typed.signs.clone().unwrap_or_else(usual);
    for id in &panel.assessors {
        let mut signs = assessors.contains(id);
        if ui.checkbox(&mut signs, words::assessor(cx.centre, *id)).changed() {
            if signs {
                assessors.insert(*id);
            } else {
                assessors.remove(id);
            }
            typed.signs = Some((assessors.clone(), others.clone()));
        }
    }
    for name in &panel.others {
        let mut signs = others.contains(name);
        if ui.checkbox(&mut signs, name).changed() {
            others.retain(|other| other != name);
            if signs {
                others.push(name.clone());
            }
            typed.signs = Some((assessors.clone(), others.clone()));
        }
    }
    let assessors = assessors.into_iter().collect();
    let change = washup::Change::Sign { candidate, assessors, others };
    let possible = possible(cx, &change);
    let why = possible.clone().err();
    let signs = buttons::primary_if(ui, "Sign and lock", possible);
    if typed.leads(To::Decision) {
        follow::lead(&signs);
    }
    if signs.clicked() && typed.perform(cx, change, asks) {
        typed.signs = None;
        typed.settled = true;
    }
    if let Some(why) = why {
        muted(ui, why);
    }
}

fn signed(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, typed: &mut Typed, asks: &mut Asks) {
    let Some(meeting) = cx.centre.meeting(candidate) else { return };
    if let Some(decision) = meeting.decision() {
        ui.add(egui::Label::new(theme::strong(&decision.band)).wrap());
        if decision.departs() {
            let rule = decision.by_rule.as_deref().unwrap_or("nothing");
            muted(ui, format!("The rule gave {rule}. {}", decision.reason));
        }
    }
    if let Some((made, panel)) = meeting.signed() {
        let names = panel.assessors.iter().map(|id| words::assessor(cx.centre, *id));
        let names: Vec<String> = names.chain(panel.others.iter().cloned()).collect();
        muted(ui, format!("Signed at {} by {}", cx.time_of_day(made.at), names.join(", ")));
    }
    let key = Text::Reopen.key(candidate);
    let reason = half_typed::line(ui, cx, (&key, "Why it is opened again", ""), asks).text;
    let change = washup::Change::Reopen { candidate, reason };
    if buttons::plain_if(ui, "Reopen", possible(cx, &change)).clicked()
        && typed.perform(cx, change, asks)
    {
        typed.settled = true;
        half_typed::forget(&key, asks);
    }
}

/// Scores from outside the day.
pub(super) fn scores(ui: &mut Ui, cx: &Cx<'_>, one: &One, typed: &mut Typed, asks: &mut Asks) {
    let scenario = cx.centre.scenario.as_ref();
    if scenario.external_scores.is_empty() {
        return;
    }
    let candidate = one.card.candidate;
    heading(ui, "Scores from outside");
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for known in &scenario.external_scores {
            let stands = one.outcome.scores.get(&known.id);
            let label = format!("{} ({} to {})", known.title, known.lowest, known.highest);
            match stands {
                Some(value) => muted(ui, format!("{label}: {value}")),
                None => muted(ui, format!("{label}: not entered")),
            };
            if one.locked {
                continue;
            }
            let key = score_key(candidate, &known.id);
            let name = format!("Score of {}", known.title);
            let half = half_typed::line(ui, cx, (&key, &name, ""), asks);
            let text = half.text;
            if fields::entered(ui, &half.field) {
                let read = text.trim().replace(',', ".").parse::<f64>().ok();
                let value = read.filter(|value| value.is_finite());
                if value.is_none() && !text.trim().is_empty() {
                    typed.refused = format!("“{}” is not a number.", text.trim());
                } else {
                    let score = known.id.clone();
                    let source = Text::Source.of(cx, candidate);
                    let change = washup::Change::Score { candidate, score, value, source };
                    if typed.perform(cx, change, asks) {
                        half_typed::forget(&key, asks);
                    }
                }
            }
        }
        if !one.locked {
            let key = Text::Source.key(candidate);
            half_typed::line(ui, cx, (&key, "Who scored it", ""), asks);
        }
    });
    ui.add_space(12.0);
}
