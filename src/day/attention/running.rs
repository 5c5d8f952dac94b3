//! Needs of what runs, or should: late starts, overtime and whom it delays, injects, granted time.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{List, Need};
use crate::centre::clock::PhaseRun;
use crate::centre::incidents::Kind;
use crate::centre::{Centre, Session};
use crate::day::clock::{self, State};
use crate::day::disturbance;
use crate::day::forecast::Forecast;
use crate::day::log::tolerance;
use crate::ids::{CandidateId, InjectId};
use crate::scenario::exercise::{Present, Recipient};
use crate::scenario::{Exercise, Inject};
use crate::time::{Length, shifted};

/// How long a start may be late before somebody is told.
const LATE_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// By how much others must be delayed before a session that is within its own time is a need.
const WORTH_SAYING: SignedDuration = SignedDuration::from_secs(120);
/// For how long something that cannot be undone any more is still shown.
const SHOWN_FOR: SignedDuration = SignedDuration::from_mins(30);
/// For how long a clock is held before somebody is told.
const HELD_LONG: SignedDuration = SignedDuration::from_mins(5);
/// Overtime that delays nobody hurts after so many minutes.
const PATIENCE: i64 = 10;

pub(super) fn needs(centre: &Centre, forecast: &Forecast, list: &mut List) {
    let held = centre.sessions.values().filter(|session| session.called_off.is_none());
    for session in held {
        let Some(exercise) = centre.scenario.exercise(&session.exercise) else { continue };
        if !session.clock.has_begun() {
            begin(session, forecast, list);
            continue;
        }
        let over = session.clock.finished.is_some_and(|at| list.now.duration_since(at) > SHOWN_FOR);
        if over {
            continue;
        }
        if session.clock.current().is_some() {
            current(centre, session, forecast, list);
        }
        missed(centre, session, exercise, list);
        granted(centre, session, exercise, list);
    }
}

/// A session that waits for somebody who is still elsewhere is said there.
fn begin(session: &Session, forecast: &Forecast, list: &mut List) {
    let Some(planned) = session.planned else { return };
    let waits = forecast.sessions.get(&session.id).is_some_and(|known| known.wait.is_some());
    if waits {
        return;
    }
    if list.now.duration_since(planned) >= LATE_AFTER {
        list.add(Need::Begin(session.id), planned, list.now);
    }
}

fn current(centre: &Centre, session: &Session, forecast: &Forecast, list: &mut List) {
    let shown = clock::session_clock(centre, session, list.now);
    // One after the other, so that a room that is left alone does not hide all others.
    if let Some(due) = shown.injects.iter().find(|due| due.in_secs <= 0 && due.given.is_none()) {
        let since = shifted(list.now, SignedDuration::from_secs(due.in_secs));
        list.add(Need::Give(session.id, due.inject.id.clone()), since, list.now);
    }
    held(centre, session, list);
    let delayed = forecast.delayed_by(session.id);
    let first = delayed.first().and_then(|(id, _)| forecast.sessions.get(id));
    let bites = first.and_then(|known| known.planned).map(|planned| planned.begins);
    let over =
        shown.current.filter(|current| shown.state == State::Running && current.shown_secs() < 0);
    if let Some(current) = over {
        let since = shifted(list.now, SignedDuration::from_secs(current.shown_secs()));
        let limit = shifted(since, SignedDuration::from_mins(PATIENCE));
        list.add(Need::OverTime(session.id), since, bites.map_or(limit, |bites| bites.min(limit)));
    } else if let Some(bites) = bites
        && delayed.iter().any(|(_, by)| *by >= WORTH_SAYING)
    {
        list.add(Need::Delays(session.id), list.now, bites);
    }
}

/// A clock that nobody has let go on for a while may have been forgotten.
fn held(centre: &Centre, session: &Session, list: &mut List) {
    let run = session.clock.current().filter(|run| run.is_held());
    let Some(since) = run.and_then(|run| run.holds.last()).map(|hold| hold.from) else { return };
    let long = list.now.duration_since(since) >= HELD_LONG;
    if long && disturbance::evacuation(centre).is_none() {
        list.add(Need::Held(session.id), since, list.now);
    }
}

/// Injects that were due in a phase that is over, were not given, and have no incident yet. An
/// incident stands for one of them, the first first.
fn missed(centre: &Centre, session: &Session, exercise: &Exercise, list: &mut List) {
    let mut noted = BTreeMap::new();
    for incident in centre.incidents.values().filter(|known| known.struck.is_none()) {
        if incident.sessions.contains(&session.id) {
            *noted.entry(incident.kind).or_insert(0_usize) += 1;
        }
    }
    for inject in &exercise.injects {
        if session.clock.was_given(&inject.id) {
            continue;
        }
        let run = session.clock.runs.iter().rev().find(|run| run.phase == inject.phase);
        let Some((run, ended)) = run.and_then(|run| Some((run, run.ended?))) else { continue };
        let was_due = clock::elapsed(run, ended) >= inject.minute.as_duration();
        if !was_due {
            continue;
        }
        if let Some(left) = noted.get_mut(&kind_of(inject)).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        if list.now.duration_since(ended) <= SHOWN_FOR {
            let bites = shifted(ended, SHOWN_FOR);
            list.add(Need::Missed(session.id, inject.id.clone()), ended, bites);
        }
    }
}

/// What sort of incident it is when an inject of an exercise was not given.
pub fn kind_of_missed(exercise: &Exercise, inject: &InjectId) -> Kind {
    let known = exercise.injects.iter().find(|known| known.id == *inject);
    known.map_or(Kind::Other, kind_of)
}

fn kind_of(inject: &Inject) -> Kind {
    match inject.to {
        Recipient::RolePlayer(_) => Kind::RolePlayer,
        _ => Kind::Material,
    }
}

/// Granted time that a phase ended without (rule T3). Time given to a later phase with the candidate
/// in it makes up for it, each second of it once; an incident that says that an adjustment was not
/// provided settles it.
fn granted(centre: &Centre, session: &Session, exercise: &Exercise, list: &mut List) {
    let tolerance = tolerance(centre);
    let together = session.seats.len();
    for seat in &session.seats {
        let Some(known) = centre.people.candidate(seat.candidate) else { continue };
        if !known.is_adjusted() || is_settled(centre, session, seat.candidate) {
            continue;
        }
        let mut to_spare = SignedDuration::ZERO;
        for phase in exercise.phases.iter().rev() {
            let due = known.length_of(&session.exercise, phase, together);
            let runs: Vec<&PhaseRun> =
                session.clock.runs.iter().filter(|run| run.phase == phase.id).collect();
            let there = phase.present.contains(&Present::Candidates);
            let given = runs.iter().filter(|_| there).map(|run| run.extended_secs.max(0));
            let given: i64 = given.sum();
            let given = SignedDuration::from_secs(given);
            let Some(ended) = runs.last().and_then(|run| run.ended) else {
                to_spare = to_spare.saturating_add(given);
                continue;
            };
            let had = runs.iter().map(|run| had(run, ended)).sum::<SignedDuration>();
            let missing = due.as_duration().saturating_sub(had);
            if missing <= SignedDuration::ZERO || due <= phase.length {
                let beyond = SignedDuration::ZERO.saturating_sub(missing);
                to_spare = to_spare.saturating_add(given.min(beyond).max(SignedDuration::ZERO));
                continue;
            }
            let made_up = missing.min(to_spare);
            to_spare = to_spare.saturating_sub(made_up);
            let missing = missing.saturating_sub(made_up);
            if missing > tolerance {
                let secs = u32::try_from(missing.as_secs()).unwrap_or(u32::MAX);
                let need = Need::Adjustment {
                    session: session.id,
                    candidate: seat.candidate,
                    phase: phase.id.clone(),
                    missing: Length::seconds(secs),
                };
                list.add(need, ended, list.now);
            }
        }
    }
}

/// Whether it is on record that an adjustment was not provided.
fn is_settled(centre: &Centre, session: &Session, candidate: CandidateId) -> bool {
    let mut incidents = centre.incidents.values();
    incidents.any(|one| one.kind == Kind::Adjustment && one.concerns(session, candidate))
}

fn had(run: &PhaseRun, last: Timestamp) -> SignedDuration {
    clock::elapsed(run, run.ended.unwrap_or(last))
}
