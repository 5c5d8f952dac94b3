//! The wash-up in words: what was done, what cannot be, and what the rule makes of the levels.

use super::count;
use super::names::{assessor, candidate, family, session};
use crate::centre::meeting::Decision;
use crate::centre::{Centre, Marksheet, Sheet, washup};
use crate::ids::{CandidateId, CompetencyId, ScoreId};
use crate::scenario::decision::Overall;
use crate::scenario::{Bound, Scenario};
use crate::scoring::{Basis, Crossing, Held, Lacking, Outcome, Step, Total, shown};

/// An act in the wash-up, in a few words.
pub(super) fn wash_up_act(centre: &Centre, change: &washup::Change) -> String {
    let scenario = centre.scenario.as_ref();
    let who = change.candidate().map(|id| candidate(centre, id)).unwrap_or_default();
    match change {
        washup::Change::Order { .. } => "order of the wash-up".to_owned(),
        washup::Change::Present { .. } => "panel of the wash-up".to_owned(),
        washup::Change::Begin { .. } => format!("panel turned to {who}"),
        washup::Change::Leave { .. } => format!("{who} left for later"),
        washup::Change::Reveal { .. } => format!("ratings of {who} shown"),
        washup::Change::Score { score, value: Some(value), .. } => {
            format!("{} {value} for {who}", score_title(scenario, score))
        }
        washup::Change::Score { score, value: None, .. } => {
            format!("{} of {who} taken back", score_title(scenario, score))
        }
        washup::Change::Agree { competency, level: Some(level), .. } => {
            format!("agreed {level} for {who}, {}", name(scenario, competency))
        }
        washup::Change::Agree { competency, level: None, .. } => {
            format!("agreed for {who}: nothing can be said of {}", name(scenario, competency))
        }
        washup::Change::Borderline { found, .. } if found.trim().is_empty() => {
            format!("borderline mark of {who} taken away")
        }
        washup::Change::Borderline { .. } => format!("{who} looked at again as borderline"),
        washup::Change::Decide { band, .. } => format!("“{band}” for {who}"),
        washup::Change::Sign { .. } => format!("decision on {who} signed"),
        washup::Change::Reopen { .. } => format!("decision on {who} reopened"),
    }
}

/// Why something in the wash-up cannot be.
pub(super) fn wash_up_refusal(centre: &Centre, refusal: &washup::Refusal) -> String {
    use washup::Refusal;
    let scenario = centre.scenario.as_ref();
    match refusal {
        Refusal::NoSuchCandidate => "That candidate is not on the list any more.",
        Refusal::NoSuchAssessor => "That assessor is not on the list any more.",
        Refusal::IsCurrent => "The panel is with this candidate already.",
        Refusal::IsNotCurrent => "The panel is not with this candidate.",
        Refusal::Revealed => "These ratings were shown already.",
        Refusal::NotRevealed => "Show everybody’s ratings first.",
        Refusal::Open(open) => {
            return format!(
                "Still open: {}. Wait for them, or say why you go on without.",
                sheets(centre, open)
            );
        }
        Refusal::MustWait(open) => {
            return format!(
                "Still open: {}. This scenario does not go on without them.",
                sheets(centre, open)
            );
        }
        Refusal::NoSuchScore => "The scenario has no such score.",
        Refusal::OutOfBounds(score) => {
            let known = scenario.external_scores.iter().find(|known| known.id == *score);
            return known.map_or_else(String::new, |known| {
                format!("{} goes from {} to {}.", known.title, known.lowest, known.highest)
            });
        }
        Refusal::NoSuchCompetency => "The scenario has no such competency.",
        Refusal::NothingRated => "Nobody gave a level here, so there is nothing to agree.",
        Refusal::NothingHandedIn => {
            "No marksheet was handed in and none is waited for, so there is nothing to show."
        }
        Refusal::ArithmeticStands => {
            "In this scenario the mean stands here; the panel agrees only what is split."
        }
        Refusal::NoSuchLevel(level) => return format!("The scale has no level {level}."),
        Refusal::NoSuchBand(band) => return format!("The scenario has no result “{band}”."),
        Refusal::Departs => {
            "This departs from the assessors’ mean. Say why: the reason is kept with it."
        }
        Refusal::DepartsFromRule => {
            "This departs from the rule. Say why: the reason is kept with the decision."
        }
        Refusal::MayNotDepart => {
            "This scenario does not let the panel depart from the mean or the rule."
        }
        Refusal::NotAgreed(open) => {
            let names: Vec<_> = open.iter().map(|id| name(scenario, id)).collect();
            return format!("Still to agree: {}.", names.join(", "));
        }
        Refusal::NotDecided => "Choose the result first.",
        Refusal::NobodySigns => "Tick who signs: at least one person.",
        Refusal::Locked => "This decision is signed. Reopen it with a reason to change it.",
        Refusal::NotLocked => "This decision is not signed, so it is open already.",
        Refusal::NoReason => "Say why in a few words; the reason is kept on record.",
        Refusal::TooLong => {
            "That is too long. Reasons take 10,000 characters, names 200, the table 50 guests."
        }
    }
    .to_owned()
}

/// How many marksheets about a candidate came in, of those that did and those that are waited for.
pub fn marksheets_in(centre: &Centre, candidate: CandidateId) -> String {
    let about = centre.sheets_about(candidate).into_iter();
    let submitted =
        |sheet: &Sheet| centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
    let inside = about.filter(submitted).count();
    match (inside, centre.open_sheets(candidate).len()) {
        (0, 0) => "No marksheet came in, and none is waited for".to_owned(),
        (1, 0) => "The one marksheet is in".to_owned(),
        (inside, 0) => format!("All {inside} marksheets are in"),
        (inside, open) => format!("{inside} of {} marksheets are in", inside + open),
    }
}

fn sheets(centre: &Centre, open: &[Sheet]) -> String {
    let one = |sheet: &Sheet| {
        format!("{} ({})", assessor(centre, sheet.assessor), session(centre, sheet.session))
    };
    let mut words: Vec<String> = open.iter().take(3).map(one).collect();
    if open.len() > 3 {
        words.push(count(open.len() - 3, "other", "others"));
    }
    words.join(", ")
}

fn name(scenario: &Scenario, id: &CompetencyId) -> String {
    scenario.competency(id).map_or_else(|| id.to_string(), |known| known.name.clone())
}

fn score_title(scenario: &Scenario, id: &ScoreId) -> String {
    let known = scenario.external_scores.iter().find(|known| known.id == *id);
    known.map_or_else(|| id.to_string(), |known| known.title.clone())
}

/// A figure for showing: as many decimals as the bands need, at least one.
pub fn figure(scenario: &Scenario, value: f64) -> String {
    let fine = |bound: f64| ((bound * 10.0).round() - bound * 10.0).abs() > 1e-6;
    let bands = &scenario.decision.bands;
    let families = &scenario.decision.families;
    let two = scenario.decision.overall == Overall::Mean
        && (bands.iter().any(|band| fine(band.from.value()))
            || families.iter().any(|known| fine(known.at_least)));
    shown(value, if two { 2 } else { 1 })
}

/// The overall rating in what the scenario counts it: `3.4`, `72.8 of 100 points`, `68.0 %`.
pub fn overall(scenario: &Scenario, total: &Total) -> String {
    let value = figure(scenario, total.value);
    match scenario.decision.overall {
        Overall::Mean => value,
        Overall::Points => format!("{value} of {} points", plain(total.highest)),
        Overall::Percent => format!("{value} %"),
    }
}

/// Without decimals that say nothing.
pub fn plain(value: f64) -> String {
    let text = shown(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Where a band begins and ends: `from 2.75 to 3.25`, with the side on which an end lies.
pub fn band_ends(scenario: &Scenario, band: usize) -> String {
    let bands = &scenario.decision.bands;
    let Some(here) = bands.get(band) else { return String::new() };
    let until = bands.get(band + 1).map(|next| match next.from {
        Bound::AtLeast(value) => format!("below {}", plain(value)),
        Bound::Above(value) => format!("up to {}", plain(value)),
    });
    let from = match here.from {
        // What lies below the first bound belongs to the first band.
        _ if band == 0 => None,
        Bound::AtLeast(value) => Some(format!("from {}", plain(value))),
        Bound::Above(value) => Some(format!("above {}", plain(value))),
    };
    match (from, until) {
        (Some(from), Some(until)) => format!("{from}, {until}"),
        (from, until) => from.or(until).unwrap_or_else(|| "any overall rating".to_owned()),
    }
}

/// What the rule asks, in a line: `Ready: from 3.0 · Listens at least 2 · nothing under 2`.
pub fn rule(scenario: &Scenario) -> Vec<String> {
    let decision = &scenario.decision;
    let mut lines = Vec::new();
    for (place, band) in decision.bands.iter().enumerate() {
        lines.push(format!("{}: {}", band.label, band_ends(scenario, place)));
    }
    if let Some(every) = decision.every {
        lines.push(format!("Nothing under {every}"));
    }
    for (id, level) in &decision.minimums {
        lines.push(format!("{} at least {level}", name(scenario, id)));
    }
    for (id, level) in &decision.vetoes {
        lines.push(format!("{} under {level}: the lowest result", name(scenario, id)));
    }
    for minimum in &decision.families {
        lines.push(format!("{} at least {}", family(&minimum.family), plain(minimum.at_least)));
    }
    for score in &scenario.external_scores {
        if let Some(minimum) = score.minimum {
            lines.push(format!("{} at least {}", score.title, plain(minimum)));
        }
    }
    lines
}

/// What holds a candidate back.
pub fn held_back(scenario: &Scenario, held: &Held) -> String {
    match held {
        Held::Minimum { competency, level, at_least } => format!(
            "{} is {}, and must be at least {at_least}",
            name(scenario, competency),
            plain(*level)
        ),
        Held::Veto { competency, level, at_least } => format!(
            "{} is {}: under {at_least} the result is the lowest, whatever the rest",
            name(scenario, competency),
            plain(*level)
        ),
        Held::Family { family: of, mean, at_least } => {
            format!("{} is {}, and must be at least {}", family(of), plain(*mean), plain(*at_least))
        }
        Held::Score { score, value, at_least } => format!(
            "{} is {}, and must be at least {}",
            score_title(scenario, score),
            plain(*value),
            plain(*at_least)
        ),
    }
}

/// What counts and is not there.
pub fn lacking(scenario: &Scenario, lacking: &Lacking) -> String {
    match lacking {
        Lacking::Level(competency) => format!("{} has no level", name(scenario, competency)),
        Lacking::Score(score) => format!("{} is not entered", score_title(scenario, score)),
    }
}

/// Why a level counts.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Arithmetic => "the mean stands",
        Basis::Agreed => "agreed",
        Basis::Waiting => "to agree",
        Basis::SetAside => "agreed that nothing can be said",
        Basis::NotMeasured => "not measured",
    }
}

/// A change of level: `Listens from 2 to 3`.
pub fn step(scenario: &Scenario, step: &Step) -> String {
    format!("{} from {} to {}", name(scenario, &step.competency), plain(step.from), step.to)
}

/// What it would take to be in another band, a line a direction.
pub fn crossing(scenario: &Scenario, crossing: &Crossing) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(next) = crossing.next
        && let Some(band) = scenario.decision.bands.get(next.band)
    {
        let short = match next.from {
            _ if next.short <= 0.0 => String::new(),
            Bound::AtLeast(_) => format!("{} short of “{}”. ", shown(next.short, 2), band.label),
            Bound::Above(_) => {
                format!("More than {} short of “{}”. ", shown(next.short, 2), band.label)
            }
        };
        lines.push(match one_of(scenario, &crossing.raises) {
            Some(steps) => format!("{short}One of these would lead higher: {steps}."),
            None => format!("{short}No single level would lead higher."),
        });
    }
    if let Some(steps) = one_of(scenario, &crossing.drops) {
        lines.push(format!("One of these would lead lower: {steps}."));
    }
    lines
}

/// The smallest steps, three at most.
fn one_of(scenario: &Scenario, steps: &[Step]) -> Option<String> {
    let smallest = steps.first()?.size();
    let near: Vec<&Step> = steps.iter().filter(|one| one.size() < smallest + 1e-9).collect();
    let mut words: Vec<String> = near.iter().take(3).map(|one| step(scenario, one)).collect();
    if near.len() > 3 {
        words.push(count(near.len() - 3, "other as near", "others as near"));
    }
    Some(words.join("; "))
}

/// A decision in a line, with where it departs from the rule.
pub fn decided(scenario: &Scenario, outcome: &Outcome, decision: &Decision) -> String {
    let now = outcome.verdict.band_of(scenario).map(|band| band.label.as_str());
    match (&decision.by_rule, now) {
        (Some(rule), _) if *rule != decision.band => {
            format!("{} (the rule gave {rule})", decision.band)
        }
        (_, Some(now)) if now != decision.band => {
            format!("{} (the rule gives {now} now)", decision.band)
        }
        _ => decision.band.clone(),
    }
}
