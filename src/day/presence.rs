//! Who is here, late, overdue or absent at a moment.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::centre::{Attendee, Centre, Person};
use crate::planning::pose::{moment_of, opening};
use crate::time::Length;

/// How somebody stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Here, and by how much they came after they were due; zero when in time.
    Here(SignedDuration),
    /// Not due yet, or nothing is planned for them.
    Awaited,
    /// Not here, and expected by then, after they are due, as they said.
    Late(Timestamp),
    /// Due, not here, and nobody knows why, for so long.
    Overdue(SignedDuration),
    /// Overdue for so long that they count as absent, by the scenario's policy.
    NoShow(SignedDuration),
    /// Noted as absent.
    Absent,
    /// Left, or drew back.
    Withdrawn,
}

impl Presence {
    /// Whether they should be here and are not, and nobody has settled it.
    pub fn is_missing(self) -> bool {
        matches!(self, Self::Late(_) | Self::Overdue(_) | Self::NoShow(_))
    }

    /// Whether they are here.
    pub fn is_here(self) -> bool {
        matches!(self, Self::Here(_))
    }
}

/// Somebody on the list, when they are due, and how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub who: Person,
    /// When they are due, as far as sessions are planned.
    pub due: Option<Timestamp>,
    /// How they stand.
    pub presence: Presence,
}

/// How many stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// On the list.
    pub listed: usize,
    /// Here.
    pub here: usize,
    /// Should be here and are not.
    pub missing: usize,
    /// Absent.
    pub absent: usize,
    /// Withdrawn.
    pub withdrawn: usize,
}

impl Counts {
    /// Counts them.
    pub fn of<'a>(listed: impl IntoIterator<Item = &'a Listed>) -> Self {
        let mut counts = Self::default();
        for known in listed {
            counts.listed += 1;
            match known.presence {
                Presence::Here(_) => counts.here += 1,
                Presence::Late(_) | Presence::Overdue(_) | Presence::NoShow(_) => {
                    counts.missing += 1;
                }
                Presence::Absent => counts.absent += 1,
                Presence::Withdrawn => counts.withdrawn += 1,
                Presence::Awaited => {}
            }
        }
        counts
    }
}

/// Everybody on the lists: candidates by code, then assessors, then role players.
pub fn roll(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Vec<Listed> {
    let due = dues(centre, zone);
    let people = &centre.people;
    let candidates = people.candidates().into_iter().map(|known| Person::Candidate(known.id));
    let assessors = people.assessors().into_iter().map(|known| Person::Assessor(known.id));
    let players = people.role_players().into_iter().map(|known| Person::RolePlayer(known.id));
    let all = candidates.chain(assessors).chain(players);
    all.map(|who| {
        let due = due.get(&who).copied();
        Listed { who, due, presence: presence(centre, who, due, now) }
    })
    .collect()
}

/// How one person stands.
pub fn of(centre: &Centre, who: Person, zone: &TimeZone, now: Timestamp) -> Presence {
    presence(centre, who, dues(centre, zone).get(&who).copied(), now)
}

fn presence(centre: &Centre, who: Person, due: Option<Timestamp>, now: Timestamp) -> Presence {
    let nobody = Attendee::default();
    let known = centre.attendance.get(&who).unwrap_or(&nobody);
    if known.withdrawn.is_some() {
        return Presence::Withdrawn;
    }
    if known.absent.is_some() {
        return Presence::Absent;
    }
    if let Some(arrival) = known.arrived {
        let late = due.map(|due| arrival.at.duration_since(due).max(SignedDuration::ZERO));
        return Presence::Here(late.unwrap_or(SignedDuration::ZERO));
    }
    let Some(due) = due else { return Presence::Awaited };
    // Who has said so is late from then on, and not only when they are due.
    if let Some(expected) = known.expected.filter(|by| *by > now && *by > due) {
        return Presence::Late(expected);
    }
    if due > now {
        return Presence::Awaited;
    }
    let overdue = now.duration_since(known.expected.map_or(due, |expected| expected.max(due)));
    if overdue >= centre.scenario.policies.no_show_after.as_duration() {
        Presence::NoShow(overdue)
    } else {
        Presence::Overdue(overdue)
    }
}

/// When everybody is due: at their first session, and candidates of the first day at its welcome,
/// where there is one. That is when their own timetables have it: at the hour at which days begin.
fn dues(centre: &Centre, zone: &TimeZone) -> BTreeMap<Person, Timestamp> {
    let mut dues: BTreeMap<Person, Timestamp> = BTreeMap::new();
    let mut note = |who: Person, at: Timestamp| {
        let due = dues.entry(who).or_insert(at);
        *due = at.min(*due);
    };
    let sessions = centre.sessions.values().filter(|session| session.called_off.is_none());
    for session in sessions {
        let Some(at) = session.planned else { continue };
        for seat in &session.seats {
            note(Person::Candidate(seat.candidate), at);
            for assessor in &seat.assessors {
                note(Person::Assessor(*assessor), at);
            }
        }
        for player in &session.players {
            note(Person::RolePlayer(*player), at);
        }
    }
    let first = dues.values().min().copied().filter(|_| opening(centre) > Length::ZERO);
    let Some(first) = first else { return dues };
    let date = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
    let welcome = moment_of(date(first), centre.frame.begins, zone);
    for (who, due) in &mut dues {
        if matches!(who, Person::Candidate(_)) && date(*due) == date(first) {
            *due = welcome.min(*due);
        }
    }
    dues
}
