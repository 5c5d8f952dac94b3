//! Who is in two sessions at once whose clocks run: one of them was begun by mistake, or not ended.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{List, Need};
use crate::centre::{Centre, Session};
use crate::day::forecast::Who;
use crate::ids::SessionId;
use crate::scenario::exercise::Present;

pub(super) fn needs(centre: &Centre, list: &mut List) {
    let mut met: BTreeMap<(SessionId, SessionId), (Who, Timestamp)> = BTreeMap::new();
    let mut at: BTreeMap<Who, (Timestamp, SessionId)> = BTreeMap::new();
    let mut running: Vec<_> = centre.sessions.values().filter_map(|one| begun(one, list)).collect();
    running.sort_by_key(|(began, session)| (*began, session.id));
    for (began, session) in running {
        for who in within(centre, session) {
            if let Some((_, one)) = at.insert(who.clone(), (began, session.id)) {
                met.entry((one, session.id)).or_insert((who, began));
            }
        }
    }
    for ((one, other), (who, since)) in met {
        list.add(Need::RunsTwice { one, other, who }, since, list.now);
    }
}

/// When the session began, if its clock runs. One that is held may wait for just that person.
fn begun<'a>(session: &'a Session, list: &List) -> Option<(Timestamp, &'a Session)> {
    let runs = session.clock.current().is_some_and(|run| !run.is_held());
    let began = session.clock.runs.first()?.started();
    (runs && session.called_off.is_none() && began <= list.now).then_some((began, session))
}

/// Who is in the room in the phase that runs.
fn within(centre: &Centre, session: &Session) -> Vec<Who> {
    let exercise = centre.scenario.exercise(&session.exercise);
    let run = session.clock.current();
    let phase = exercise.zip(run).and_then(|(exercise, run)| exercise.phase(&run.phase));
    let Some((_, phase)) = phase else { return Vec::new() };
    let mut all = Vec::new();
    if phase.present.contains(&Present::Candidates) {
        all.extend(session.seats.iter().map(|seat| Who::Candidate(seat.candidate)));
    }
    if phase.present.contains(&Present::Assessors) {
        all.extend(session.assessors().into_iter().map(Who::Assessor));
    }
    if phase.present.contains(&Present::RolePlayers) {
        all.extend(session.players.iter().map(|id| Who::RolePlayer(*id)));
    }
    all
}
