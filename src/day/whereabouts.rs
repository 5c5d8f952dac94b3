//! Where everybody is: the session in whose room somebody is by the phase that runs there.

use crate::centre::{Centre, Person, Session};
use crate::scenario::exercise::Present;

/// Who is in the room in the phase that runs or is held; nobody where none is. Write-ups are the
/// assessors' alone.
pub fn in_the_room(centre: &Centre, session: &Session) -> Vec<Person> {
    let exercise = centre.scenario.exercise(&session.exercise);
    let run = session.clock.current();
    let phase = exercise.zip(run).and_then(|(exercise, run)| exercise.phase(&run.phase));
    let Some((_, phase)) = phase else { return Vec::new() };
    let mut all = Vec::new();
    if phase.present.contains(&Present::Candidates) {
        all.extend(session.seats.iter().map(|seat| Person::Candidate(seat.candidate)));
    }
    if phase.present.contains(&Present::Assessors) {
        all.extend(session.assessors().into_iter().map(Person::Assessor));
    }
    if phase.present.contains(&Present::RolePlayers) {
        all.extend(session.players.iter().map(|id| Person::RolePlayer(*id)));
    }
    all
}

/// The session in which somebody is now: of several that run, the one that began last.
pub fn session_now(centre: &Centre, who: Person) -> Option<&Session> {
    let running = sessions_with(centre, who).into_iter();
    let within = running.filter(|session| in_the_room(centre, session).contains(&who));
    within.max_by_key(|session| session.clock.runs.first().map(|run| (run.started(), session.id)))
}

/// The sessions in which somebody takes part, in the order of the plan.
pub fn sessions_with(centre: &Centre, who: Person) -> Vec<&Session> {
    let sessions = centre.sessions.values();
    let mut all: Vec<&Session> = match who {
        Person::Candidate(id) => centre.sessions_of(id).collect(),
        Person::Assessor(id) => sessions.filter(|one| one.has_assessor(id)).collect(),
        Person::RolePlayer(id) => sessions.filter(|one| one.has_player(id)).collect(),
    };
    all.retain(|session| session.called_off.is_none());
    all.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
    all
}
