//! What is worth talking about, and how assessors lean, in words that blame nobody.

use super::decisions::figure;
use super::happenings::{effect, incident_kind};
use super::names::{assessor, session};
use crate::centre::Centre;
use crate::ids::CompetencyId;
use crate::scoring::{CannotSay, FEWEST_SHARED, Leaning, Margin, Point, shown};

/// A point in a line.
pub fn point(centre: &Centre, point: &Point) -> String {
    let scenario = centre.scenario.as_ref();
    let name = |id: &CompetencyId| {
        scenario.competency(id).map_or_else(|| id.to_string(), |known| known.name.clone())
    };
    match point {
        Point::Open(sheet) => format!(
            "{} has not handed in {}",
            assessor(centre, sheet.assessor),
            session(centre, sheet.session)
        ),
        Point::ChangedSince => "A marksheet changed after the decision was signed".to_owned(),
        Point::Disturbed(id) => {
            let Some(incident) = centre.incidents.get(id) else { return String::new() };
            let (kind, effect) = (incident_kind(incident.kind), effect(incident.effect));
            format!("Incident, {kind}: {effect}")
        }
        Point::Split { competency, exercise, apart, decides } => {
            let title = scenario.exercise(exercise).map_or("", |known| &known.title);
            let more = if *decides { ": the one or the other decides" } else { "" };
            format!("{}, {title}: apart by {apart}{more}", name(competency))
        }
        Point::NearCut { band, above, margin } => {
            let label = scenario.decision.bands.get(*band).map_or("", |band| &band.label);
            let side = if *above < 0.0 { "below" } else { "above" };
            format!(
                "{} {side} the cut of “{label}”, within {}",
                shown(above.abs(), 2),
                margin_words(centre, *margin)
            )
        }
        Point::Gap { competency, measured, planned } => {
            format!("{}: a level in {measured} of {planned} exercises", name(competency))
        }
    }
}

fn margin_words(centre: &Centre, margin: Margin) -> String {
    let by = figure(&centre.scenario, margin.by);
    match margin.rests_on {
        Some(spare) => format!("one error of measurement (± {by}, from {spare} double ratings)"),
        None => format!("the usual error (± {by}, assumed: too little was rated twice)"),
    }
}

/// The error of an overall rating: `± 0.2 by 38 double ratings`.
pub fn margin(centre: &Centre, margin: Margin) -> String {
    let by = figure(&centre.scenario, margin.by);
    match margin.rests_on {
        Some(spare) => format!("± {by} if others had rated (from {spare} double ratings)"),
        None => format!("± {by} (assumed: too little was rated twice)"),
    }
}

/// How an assessor leans, or that it cannot be seen.
pub fn leaning(centre: &Centre, leaning: &Leaning) -> String {
    format!("{} {}", assessor(centre, leaning.assessor), how(leaning))
}

/// How somebody leans, without the name.
pub fn how(leaning: &Leaning) -> String {
    if !leaning.is_seen() {
        return "shows no leaning".to_owned();
    }
    let word = if leaning.by < 0.0 { "harder" } else { "more gently" };
    let by = shown(leaning.by.abs(), 1);
    format!("rates {by} of a level {word} than the panel on the same work")
}

/// Why leanings are not shown.
pub fn cannot_say(why: CannotSay) -> String {
    let because = match why {
        CannotSay::OneAssessor => "only one assessor has handed in".to_owned(),
        CannotSay::NothingShared => "nothing was rated by two assessors".to_owned(),
        CannotSay::NotJoined => "no chain of shared work joins all assessors".to_owned(),
        CannotSay::TooFew { shared } => {
            format!("somebody shares only {shared} ratings with others; {FEWEST_SHARED} are needed")
        }
        CannotSay::NoVariation => "all ratings are the same".to_owned(),
    };
    format!("Leanings cannot be computed: {because}.")
}
