//! What is said of a centre in one line, once it is closed.

use crate::centre::glance::{Glance, Wants};
use crate::centre::{Centre, feedback};
use crate::ids::CandidateId;

use super::forms;
use super::meeting::{self, Standing};

/// The centre as it stands.
pub fn glance(centre: &Centre) -> Glance {
    Glance {
        date: centre.details.date,
        candidates: centre.people.count_candidates(),
        scenario: centre.scenario.title.clone(),
        wants: wants(centre),
    }
}

fn wants(centre: &Centre) -> Wants {
    let people = &centre.people;
    if people.candidates().is_empty() || people.assessors().is_empty() {
        return Wants::People;
    }
    let planned = centre.planned_sessions();
    if planned.is_empty() {
        return Wants::Timetable;
    }
    if planned.iter().any(|session| session.clock.finished.is_none()) {
        return Wants::Day;
    }
    let owed = forms::owed(centre);
    if owed > 0 {
        return Wants::Marksheets(owed);
    }
    let took_part: Vec<CandidateId> = people
        .candidates()
        .into_iter()
        .map(|known| known.id)
        .filter(|id| meeting::standing(centre, *id) != Standing::Nothing)
        .collect();
    let unsigned =
        took_part.iter().filter(|id| meeting::standing(centre, **id) != Standing::Signed).count();
    if unsigned > 0 {
        return Wants::WashUp(unsigned);
    }
    match took_part.iter().filter(|id| feedback::of(centre, **id).is_none()).count() {
        0 => Wants::Nothing,
        untold => Wants::Feedback(untold),
    }
}
