//! The sessions of a centre as a plan, to be judged like any other.

use std::collections::BTreeSet;

use super::posed::Posed;
use super::times;
use crate::centre::{Centre, Session, frame::Who};
use crate::ids::SessionId;
use crate::timetable::{self, Minute, Plan};

/// The sessions that have a time, as a plan of the posed problem, in the order of their ids, so that
/// moving one changes no other's place. People and exercises that the problem does not know are left
/// out, and so is a session in which nobody takes part any more.
pub fn read(centre: &Centre, posed: &Posed) -> Plan {
    let planned = in_order(centre).filter_map(|session| of_session(centre, posed, session));
    let lunch = |who: Who| centre.frame.lunches.get(&who).map(|at| posed.minute(*at));
    Plan {
        sessions: planned.collect(),
        candidate_lunches: posed.candidates.iter().map(|id| lunch(Who::Candidate(*id))).collect(),
        assessor_lunches: posed.assessors.iter().map(|id| lunch(Who::Assessor(*id))).collect(),
    }
}

/// Which session of the centre each session of the plan is.
pub fn ids(centre: &Centre, posed: &Posed) -> Vec<SessionId> {
    let known = in_order(centre).filter(|session| of_session(centre, posed, session).is_some());
    known.map(|session| session.id).collect()
}

fn in_order(centre: &Centre) -> impl Iterator<Item = &Session> {
    centre.sessions.values().filter(|session| session.called_off.is_none())
}

/// The sessions that a new plan leaves where they are.
pub fn pinned(centre: &Centre, posed: &Posed) -> Vec<timetable::Session> {
    let sessions = centre.planned_sessions();
    let settled = sessions.into_iter().filter(|session| is_settled(session));
    settled.filter_map(|session| of_session(centre, posed, session)).collect()
}

/// A session as the plan has it.
pub fn of_session(centre: &Centre, posed: &Posed, session: &Session) -> Option<timetable::Session> {
    at(centre, posed, session, times::of_session(centre, session)?)
}

/// A session as a plan has it, when it is held at these times.
pub fn at(
    centre: &Centre,
    posed: &Posed,
    session: &Session,
    times: times::Times,
) -> Option<timetable::Session> {
    let exercise = posed.exercises.iter().position(|known| *known == session.exercise)?;
    let known = centre.scenario.exercise(&session.exercise)?;
    let desk = times::is_desk(known);
    let assessor = |id| posed.assessors.iter().position(|known| *known == id);
    let seats: Vec<timetable::Seat> = session
        .seats
        .iter()
        .filter_map(|seat| {
            let candidate = posed.candidates.iter().position(|known| *known == seat.candidate)?;
            let raters: Vec<usize> = seat.assessors.iter().filter_map(|id| assessor(*id)).collect();
            let marking = |rater: &usize| -> Option<Minute> {
                let id = posed.assessors.get(*rater)?;
                let own = session
                    .markings
                    .iter()
                    .find(|known| known.candidate == seat.candidate && known.assessor == *id);
                Some(posed.minute(own.map_or(times.ended, |own| own.at)))
            };
            let markings =
                if desk { raters.iter().filter_map(marking).collect() } else { Vec::new() };
            Some(timetable::Seat { candidate, raters, markings })
        })
        .collect();
    if seats.is_empty() && !session.seats.is_empty() {
        return None;
    }
    let together: BTreeSet<usize> = seats.iter().flat_map(|seat| &seat.raters).copied().collect();
    let player = |id| posed.players.iter().position(|known| known == id);
    Some(timetable::Session {
        exercise,
        run: posed.minute(times.run),
        panel: if desk { Vec::new() } else { together.into_iter().collect() },
        players: session.players.iter().filter_map(player).collect(),
        room: posed.rooms.iter().position(|known| *known == session.room),
        seats,
    })
}

/// Whether the timetable leaves the session where it is: pinned, or begun.
pub fn is_settled(session: &Session) -> bool {
    session.pinned || session.clock.has_begun()
}
