//! What does not count, since something disturbed it: the scenario's policy for void exercises.

use super::incidents::Effect;
use super::{Centre, Incident, Session};
use crate::ids::{CandidateId, ExerciseId};
use crate::scenario::running::Voided;

/// Whether what a candidate did in a session is left out of means: an incident made it void, or it
/// is held again, or, where the policy says so, it is void for somebody else.
pub fn voided(centre: &Centre, session: &Session, candidate: CandidateId) -> bool {
    if centre.incidents.is_empty() {
        return false;
    }
    void(centre).any(|incident| {
        let own = concerns(incident, session, candidate);
        own || (for_all(centre, incident) && names(centre, incident, &session.exercise))
    })
}

/// Whether the exercise is still to be done by the candidate: not when it is void and left out.
pub fn is_owed(centre: &Centre, candidate: CandidateId, exercise: &ExerciseId) -> bool {
    if centre.scenario.policies.voided == Voided::HeldAgain {
        return true;
    }
    !void(centre).filter(|incident| incident.effect == Effect::Void).any(|incident| {
        let mut own = centre.sessions_of(candidate).filter(|known| known.exercise == *exercise);
        own.any(|session| concerns(incident, session, candidate))
            || (for_all(centre, incident) && names(centre, incident, exercise))
    })
}

fn void(centre: &Centre) -> impl Iterator<Item = &Incident> {
    let void = |incident: &&Incident| matches!(incident.effect, Effect::Void | Effect::ReRun);
    centre.incidents.values().filter(void).filter(|incident| incident.struck.is_none())
}

/// An incident that names exercises alone is about what had begun when it was noticed: what is
/// held again later counts.
fn concerns(incident: &Incident, session: &Session, candidate: CandidateId) -> bool {
    let begun = session.clock.runs.first().map(|run| run.pressed.at);
    let in_time = begun.is_none_or(|begun| begun <= incident.resolved.unwrap_or(incident.noticed));
    let placed = !incident.sessions.is_empty() || !incident.exercises.is_empty();
    placed && incident.concerns(session, candidate) && (!incident.sessions.is_empty() || in_time)
}

fn for_all(centre: &Centre, incident: &Incident) -> bool {
    incident.effect == Effect::Void && centre.scenario.policies.voided == Voided::LeftOutForAll
}

/// Whether an incident is about an exercise, by itself or through a session.
fn names(centre: &Centre, incident: &Incident, exercise: &ExerciseId) -> bool {
    let mut sessions = incident.sessions.iter().filter_map(|id| centre.sessions.get(id));
    incident.exercises.contains(exercise) || sessions.any(|session| session.exercise == *exercise)
}
