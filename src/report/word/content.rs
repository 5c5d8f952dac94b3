//! What stands in a document: what is at its front, then what its kind of report has.

use super::blocks::Block;
use super::says::Says;
use super::{people, whole};
use crate::report::data::Report;

/// All blocks of a report.
pub(super) fn of(report: &Report) -> Vec<Block> {
    let says = Says(report);
    let mut all = front(report, &says);
    if let (Some(candidate), Some(panel)) = (&report.candidate, &report.panel) {
        all.extend(people::panel(report, candidate, panel, &says));
    } else if let Some(candidate) = &report.candidate {
        all.extend(match report.kind.as_str() {
            "development" => people::development(candidate, &says),
            "scorecard" => people::scorecard(report, candidate, &says),
            _ => people::feedback(report, candidate, &says),
        });
    }
    if let Some(cohort) = &report.cohort {
        all.extend(whole::cohort(report, cohort, &says));
    }
    if let Some(log) = &report.log {
        all.extend(whole::log(log, &says));
    }
    if let Some(assessor) = &report.assessor {
        all.extend(whole::assessor(assessor, &says));
    }
    all
}

fn front(report: &Report, says: &Says<'_>) -> Vec<Block> {
    let whom: Vec<&str> =
        [&*report.code, &*report.name].into_iter().filter(|text| !text.is_empty()).collect();
    let mut all = Vec::new();
    if !report.sample.is_empty() {
        all.push(Block::Notice(report.sample.clone()));
    }
    all.push(Block::Title(report.title.clone()));
    if !whom.is_empty() {
        all.push(Block::Subtitle(whom.join(" · ")));
    }
    all.push(Block::Muted(format!(
        "{} · {} {} · {} {}",
        report.centre,
        says.say("held"),
        report.held,
        says.say("made"),
        report.made
    )));
    all.push(Block::Muted(report.shelf_life.clone()));
    all
}
