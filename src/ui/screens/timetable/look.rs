//! What the lanes show: a centre's timetable with its agenda, what is broken in it and what it is
//! like. Made anew only when the centre or the plan has changed.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::days::{Day, days};
use crate::centre::Centre;
use crate::ids::SessionId;
use crate::planning::read::{self, read};
use crate::planning::{Agenda, Past, Person, Posed, pose};
use crate::timetable::Plan;
use crate::timetable::rules::{self, Breach, Measures};
use crate::words::{self, Called};

/// By whose lanes the day is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum By {
    /// A lane a candidate.
    #[default]
    Candidates,
    /// A lane an assessor.
    Assessors,
    /// A lane a role player.
    RolePlayers,
    /// A lane a room.
    Rooms,
}

impl By {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Candidates, "Candidates"),
        (Self::Assessors, "Assessors"),
        (Self::RolePlayers, "Role players"),
        (Self::Rooms, "Rooms"),
    ];
}

/// Somebody's lane, and what stands beside it.
pub(super) struct Lane {
    pub(super) person: Person,
    pub(super) label: String,
    /// How their time was adjusted.
    pub(super) adjusted: Option<String>,
}

/// A timetable, looked at.
pub(super) struct Look {
    pub(super) agenda: Agenda,
    /// The days that it lasts.
    pub(super) days: Vec<Day>,
    pub(super) posed: Posed,
    pub(super) plan: Plan,
    /// What does not hold, and can be mended.
    pub(super) breaches: Vec<Breach>,
    /// What did not hold when it was held: nobody can do anything about it.
    pub(super) past: Vec<Breach>,
    pub(super) measures: Measures,
    /// Which session each one of the plan is.
    pub(super) ids: Vec<SessionId>,
    /// What its people and places are called.
    pub(super) called: Called,
}

impl Look {
    pub(super) fn at(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Self {
        let posed = pose(centre, zone, now);
        let plan = read(centre, &posed);
        let any = !plan.sessions.is_empty();
        let all = if any { rules::check(&posed.problem, &plan) } else { Vec::new() };
        let ids = read::ids(centre, &posed);
        let each: Vec<_> = ids.iter().copied().map(Some).collect();
        let gone = Past::of(centre, (&posed, &plan), &each, now);
        let (past, breaches) = all.into_iter().partition(|breach| gone.holds(breach));
        let agenda = Agenda::of(centre, zone, now);
        Self {
            days: days(&agenda, zone),
            agenda,
            breaches,
            past,
            measures: rules::measure(&posed.problem, &plan),
            ids,
            called: Called::in_centre(centre, &posed, zone),
            plan,
            posed,
        }
    }

    /// The session that a breach is about, if it names one.
    pub(super) fn session_of(&self, breach: &Breach) -> Option<SessionId> {
        let place = breach.session().or_else(|| {
            let (candidate, at) = breach.candidate_at()?;
            self.plan.sessions.iter().position(|session| {
                session.seats.iter().any(|seat| {
                    let (prep, run) = self.posed.problem.lengths(candidate, session.exercise);
                    seat.candidate == candidate
                        && (session.run - prep..session.run + run).contains(&at)
                })
            })
        });
        place.and_then(|place| self.ids.get(place).copied())
    }
}

/// The lanes, in the order in which people are listed.
pub(super) fn lanes(centre: &Centre, by: By) -> Vec<Lane> {
    let people = &centre.people;
    let plain = |person, label: &str| Lane { person, label: label.to_owned(), adjusted: None };
    match by {
        By::Candidates => people
            .candidates()
            .into_iter()
            .map(|known| Lane {
                person: Person::Candidate(known.id),
                label: known.code.clone(),
                adjusted: words::adjusted(known),
            })
            .collect(),
        By::Assessors => people
            .assessors()
            .into_iter()
            .map(|known| plain(Person::Assessor(known.id), &known.name))
            .collect(),
        By::RolePlayers => people
            .role_players()
            .into_iter()
            .map(|known| plain(Person::RolePlayer(known.id), &known.name))
            .collect(),
        By::Rooms => rooms(centre),
    }
}

/// The rooms on the list, then those that sessions name besides.
fn rooms(centre: &Centre) -> Vec<Lane> {
    let mut names: Vec<String> =
        centre.people.rooms().into_iter().map(|known| known.name.clone()).collect();
    for session in centre.planned_sessions() {
        if !session.room.is_empty() && !names.contains(&session.room) {
            names.push(session.room.clone());
        }
    }
    let lane =
        |name: String| Lane { person: Person::Room(name.clone()), label: name, adjusted: None };
    names.into_iter().map(lane).collect()
}
