//! What is done about incidents, as acts: clearing the house, going on, giving time back.

use jiff::Timestamp;

use crate::centre::incidents::{self, Fact, Kind};
use crate::centre::{Centre, Change, Incident, Session, clocks};
use crate::ids::SessionId;
use crate::time::Length;

/// Every running clock is held and an evacuation is noted, as one act. Time that stands still is
/// not lost to anybody.
pub fn evacuate(centre: &Centre, now: Timestamp) -> Vec<Change> {
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    let running: Vec<&Session> = running.collect();
    let held =
        running.iter().filter(|session| session.clock.current().is_some_and(|run| !run.is_held()));
    let mut changes: Vec<Change> =
        held.map(|session| Change::Clock(clocks::Change::Hold { session: session.id })).collect();
    let sessions: Vec<SessionId> = running.iter().map(|session| session.id).collect();
    changes.push(Change::Incident(incidents::Change::Note {
        noticed: now,
        kind: Kind::Evacuation,
        what: String::new(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions,
    }));
    changes
}

/// The newest evacuation that is not over.
pub fn evacuation(centre: &Centre) -> Option<&Incident> {
    let open = centre.incidents.values().filter(|incident| {
        incident.kind == Kind::Evacuation
            && incident.resolved.is_none()
            && incident.struck.is_none()
    });
    open.max_by_key(|incident| (incident.noticed, incident.id))
}

/// Every session of the incident that is held goes on, and the incident is over; what the clocks
/// stood still counts as lost and restored.
pub fn all_clear(incident: &Incident, centre: &Centre, now: Timestamp) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut stood = Length::ZERO;
    for session in incident.sessions.iter().filter_map(|id| centre.sessions.get(id)) {
        let Some(run) = session.clock.current().filter(|run| run.is_held()) else { continue };
        changes.push(Change::Clock(clocks::Change::GoOn { session: session.id }));
        if let Some(hold) = run.holds.last() {
            let secs = now.duration_since(hold.from).as_secs();
            stood = stood.max(Length::seconds(u32::try_from(secs).unwrap_or(0)));
        }
    }
    let id = incident.id;
    let set = |fact| Change::Incident(incidents::Change::Set { incident: id, fact });
    changes.push(set(Fact::Resolved(Some(now.max(incident.noticed)))));
    if stood > Length::ZERO {
        changes.push(set(Fact::Lost(incident.lost.plus(stood))));
        changes.push(set(Fact::Restored(incident.restored.plus(stood))));
    }
    changes
}

/// The sessions that run and are concerned by an incident.
pub fn running_concerned<'a>(
    centre: &'a Centre,
    incident: &'a Incident,
) -> impl Iterator<Item = &'a Session> {
    let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
    running.filter(|session| {
        session.seats.iter().any(|seat| incident.concerns(session, seat.candidate))
    })
}

/// So much time is given back: the clocks of those concerned that run are extended, and the
/// incident says so, in one act. Nothing where none of them runs.
pub fn restore(incident: &Incident, centre: &Centre, by: Length) -> Vec<Change> {
    let by_secs = i32::try_from(by.as_secs()).unwrap_or(i32::MAX);
    let mut changes: Vec<Change> = running_concerned(centre, incident)
        .map(|session| Change::Clock(clocks::Change::Extend { session: session.id, by_secs }))
        .collect();
    if changes.is_empty() || by == Length::ZERO {
        return Vec::new();
    }
    let id = incident.id;
    let set = |fact| Change::Incident(incidents::Change::Set { incident: id, fact });
    let restored = incident.restored.plus(by);
    if incident.lost < restored {
        changes.push(set(Fact::Lost(restored)));
    }
    changes.push(set(Fact::Restored(restored)));
    changes
}
