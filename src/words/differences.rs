//! What differs between two plans, a person at a time.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::repairs::{markings, observers, person, players, room};
use super::{count, time_of_day};
use crate::centre::Centre;
use crate::ids::{CandidateId, ExerciseId};
use crate::planning::Person;
use crate::planning::differences::{Differing, Otherwise, Part};

/// Whom the two plans give another day, in one sentence.
pub fn differing(all: &[Differing]) -> String {
    let of = |kind: fn(&Person) -> bool| all.iter().filter(|one| kind(&one.who)).count();
    let kinds = [
        (of(|who| matches!(who, Person::Candidate(_))), "candidate", "candidates"),
        (of(|who| matches!(who, Person::Assessor(_))), "assessor", "assessors"),
        (of(|who| matches!(who, Person::RolePlayer(_))), "role player", "role players"),
    ];
    let some = kinds.iter().filter(|(many, ..)| *many > 0);
    let told: Vec<String> = some.map(|(many, one, all)| count(*many, one, all)).collect();
    match told.split_last() {
        None => "Nobody’s day differs.".to_owned(),
        Some((last, [])) => format!("Another day for {last}."),
        Some((last, rest)) => format!("Another day for {} and {last}.", rest.join(", ")),
    }
}

/// Somebody whose day differs, in at most so many letters, with how much of it does.
pub fn differs_for(centre: &Centre, one: &Differing, most: usize) -> String {
    let changes = count(one.what.len(), "change", "changes");
    format!("{}: {changes}", super::shortened(&person(centre, &one.who), most))
}

/// What is held otherwise in the second plan, as `In-tray: at 10:40 instead of 09:30.`
pub fn otherwise(centre: &Centre, zone: &TimeZone, one: &Otherwise) -> String {
    match one {
        Otherwise::Exercise { exercise, before, after } => {
            let title = title(centre, exercise);
            match (before, after) {
                (Some(before), Some(after)) => {
                    format!("{title}: {}.", parts(centre, zone, before, after).join("; "))
                }
                (None, Some(part)) => {
                    format!("{title} at {}: new.", time_of_day(part.held.at, zone))
                }
                (Some(part), None) => {
                    format!("{title} at {}: no longer.", time_of_day(part.held.at, zone))
                }
                (None, None) => title,
            }
        }
        Otherwise::Task { exercise, with, before, after } => {
            let with = codes(centre, with);
            moved(&format!("{}, {with}", title(centre, exercise)), zone, *before, *after)
        }
        Otherwise::Lunch { before, after } => moved("Lunch", zone, *before, *after),
    }
}

fn moved(
    what: &str,
    zone: &TimeZone,
    before: Option<Timestamp>,
    after: Option<Timestamp>,
) -> String {
    let at = |moment| time_of_day(moment, zone);
    match (before, after) {
        (Some(before), Some(after)) => {
            format!("{what}: at {} instead of {}.", at(after), at(before))
        }
        (None, Some(after)) => format!("{what} at {}: new.", at(after)),
        (Some(before), None) => format!("{what} at {}: no longer.", at(before)),
        (None, None) => what.to_owned(),
    }
}

fn parts(centre: &Centre, zone: &TimeZone, before: &Part, after: &Part) -> Vec<String> {
    let (was, is) = (time_of_day(before.held.at, zone), time_of_day(after.held.at, zone));
    let mut parts = Vec::new();
    if was == is {
        parts.push(format!("at {is} in both"));
    } else {
        parts.push(format!("at {is} instead of {was}"));
    }
    parts.extend(room(&before.held.room, &after.held.room));
    parts.extend(observers(centre, &before.held, &after.held));
    parts.extend(players(centre, &before.held.players, &after.held.players));
    parts.extend(markings(centre, zone, &before.held, &after.held));
    parts.extend(company(centre, &before.beside, &after.beside));
    parts
}

/// With whom a candidate is together instead.
fn company(centre: &Centre, before: &[CandidateId], after: &[CandidateId]) -> Option<String> {
    let not_in = |one: &[CandidateId], other: &[CandidateId]| -> Vec<CandidateId> {
        one.iter().filter(|id| !other.contains(id)).copied().collect()
    };
    let names = |ids: Vec<CandidateId>| codes(centre, &ids);
    let (comes, goes) = (not_in(after, before), not_in(before, after));
    match (comes.is_empty(), goes.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("without {}", names(goes))),
        (false, true) => Some(format!("together with {}", names(comes))),
        (false, false) => {
            Some(format!("together with {} instead of {}", names(comes), names(goes)))
        }
    }
}

fn codes(centre: &Centre, ids: &[CandidateId]) -> String {
    let known = ids.iter().filter_map(|id| centre.people.candidate(*id));
    super::codes(known.map(|known| known.code.as_str()).collect())
}

fn title(centre: &Centre, exercise: &ExerciseId) -> String {
    let known = centre.scenario.exercise(exercise);
    known.map_or_else(|| exercise.to_string(), |known| known.title.clone())
}
