//! Needs that lie ahead: who would meet whom too often or must not at all, who is planned in two
//! places at once, whose write-up is squeezed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::{List, Need};
use crate::centre::{Centre, Session};
use crate::day::forecast::{Forecast, Who};
use crate::ids::{AssessorId, CandidateId, SessionId};
use crate::planning::times;
use crate::scenario::rules::{Rule, Strictness};
use crate::time::{Length, shifted};

/// How far ahead is looked.
const AHEAD: SignedDuration = SignedDuration::from_hours(3);
/// A session that should have begun this long ago is no longer ahead.
const BEHIND: SignedDuration = SignedDuration::from_hours(1);

pub(super) fn needs(centre: &Centre, forecast: &Forecast, list: &mut List) {
    let (from, until) = (shifted(list.now, BEHIND.saturating_mul(-1)), shifted(list.now, AHEAD));
    let soon: Vec<&Session> = centre
        .sessions
        .values()
        .filter(|session| session.called_off.is_none() && !session.clock.has_begun())
        .filter(|session| session.planned.is_some_and(|at| at >= from && at <= until))
        .collect();
    for session in &soon {
        meetings(centre, session, list);
    }
    clashes(centre, &soon, list);
    squeezed(centre, forecast, list);
}

fn meetings(centre: &Centre, session: &Session, list: &mut List) {
    let Some(begins) = session.planned else { return };
    let most = usize::from(centre.frame.same_pair);
    for seat in &session.seats {
        for assessor in &seat.assessors {
            let (session, candidate, assessor) = (session.id, seat.candidate, *assessor);
            if centre.people.apart(candidate, assessor).is_some() {
                let need = Need::MustNotMeet { session, candidate, assessor };
                list.add(need, list.now, begins);
            }
            let times = meeting(centre, candidate, assessor, (begins, session));
            if times > most {
                let need = Need::TooOften { session, candidate, assessor, times };
                list.add(need, list.now, begins);
            }
        }
    }
}

/// For the how manieth time the two meet in a session.
fn meeting(
    centre: &Centre,
    candidate: CandidateId,
    assessor: AssessorId,
    (begins, session): (Timestamp, SessionId),
) -> usize {
    let before = |other: &&Session| {
        let sees = other
            .seats
            .iter()
            .any(|seat| seat.candidate == candidate && seat.assessors.contains(&assessor));
        let order = other.planned.map(|planned| (planned, other.id));
        let earlier = order.is_some_and(|order| order < (begins, session));
        other.called_off.is_none()
            && other.id != session
            && sees
            && (other.clock.has_begun() || earlier)
    };
    centre.sessions_of(candidate).filter(before).count() + 1
}

fn clashes(centre: &Centre, soon: &[&Session], list: &mut List) {
    let mut busy: BTreeMap<Who, Vec<(Timestamp, Timestamp, SessionId)>> = BTreeMap::new();
    for session in soon {
        for (who, from, until) in occupied(centre, session) {
            busy.entry(who).or_default().push((from, until, session.id));
        }
    }
    let mut said = BTreeSet::new();
    for (who, mut spans) in busy {
        spans.sort();
        for pair in spans.windows(2) {
            let [(_, until, one), (from, _, other)] = pair else { continue };
            let overlap = until.duration_since(*from).as_secs();
            if overlap > 0 && said.insert((*one, *other)) {
                let overlap = Length::seconds(u32::try_from(overlap).unwrap_or(u32::MAX));
                let need = Need::Clash { one: *one, other: *other, who: who.clone(), overlap };
                list.add(need, list.now, *from);
            }
        }
    }
}

/// Who is in a session from when to when, as planned.
pub(super) fn occupied(centre: &Centre, session: &Session) -> Vec<(Who, Timestamp, Timestamp)> {
    let Some(times) = times::of_session(centre, session) else { return Vec::new() };
    let desk = centre.scenario.exercise(&session.exercise).is_some_and(times::is_desk);
    let mut all = Vec::new();
    for seat in &session.seats {
        all.push((Who::Candidate(seat.candidate), times.begins, times.ended));
    }
    for assessor in session.assessors().into_iter().filter(|_| !desk) {
        all.push((Who::Assessor(assessor), times.run, times.written));
    }
    for player in &session.players {
        all.push((Who::RolePlayer(*player), times.run, times.ended));
    }
    if !session.room.is_empty() {
        all.push((Who::Room(session.room.clone()), times.run, times.ended));
    }
    all
}

/// Rule A7: the write-up of what runs now has less time than the rule wants before its assessor is
/// wanted next, though it was planned with enough.
fn squeezed(centre: &Centre, forecast: &Forecast, list: &mut List) {
    let rules = &centre.scenario.rules;
    if rules.level(Rule::A7) == Strictness::Off {
        return;
    }
    let percent = rules.figure(Rule::A7, 0).unwrap_or(50);
    let mut next: BTreeMap<AssessorId, (Timestamp, SessionId)> = BTreeMap::new();
    for (id, known) in forecast.sessions.iter().filter(|(_, known)| !known.begun) {
        let Some((session, planned)) = centre.sessions.get(id).zip(known.planned) else { continue };
        if centre.scenario.exercise(&session.exercise).is_some_and(times::is_desk) {
            continue;
        }
        // What is put off for somebody else leaves the assessor the time.
        let for_another =
            known.wait.as_ref().is_some_and(|wait| !matches!(wait.on, Who::Assessor(_)));
        let run = if for_another { known.expected.run } else { planned.run };
        for assessor in session.assessors() {
            let own = next.entry(assessor).or_insert((run, *id));
            *own = (*own).min((run, *id));
        }
    }
    for (id, known) in forecast.sessions.iter().filter(|(_, known)| known.begun) {
        let Some((session, planned)) = centre.sessions.get(id).zip(known.planned) else { continue };
        let Some(exercise) = centre.scenario.exercise(&session.exercise) else { continue };
        if times::is_desk(exercise) || planned.written == planned.ended {
            continue;
        }
        let wanted =
            exercise.observed().as_duration().saturating_mul(i32::try_from(percent).unwrap_or(50))
                / 100;
        for assessor in session.assessors() {
            let Some((run, other)) = next.get(&assessor) else { continue };
            let enough_planned = run.duration_since(planned.ended) >= wanted;
            let missing = wanted.saturating_sub(run.duration_since(known.expected.ended));
            if enough_planned && missing >= SignedDuration::from_secs(60) {
                let need = Need::Squeezed {
                    session: *id,
                    assessor,
                    next: *other,
                    missing: Length::seconds(u32::try_from(missing.as_secs()).unwrap_or(u32::MAX)),
                };
                list.add(need, list.now, known.expected.ended);
            }
        }
    }
}
