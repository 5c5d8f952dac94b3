//! What stands in a lane: one block for all that somebody does in a session, a meal or an event.

use jiff::Timestamp;

use crate::centre::Centre;
use crate::ids::{CandidateId, SessionId};
use crate::planning::{Appointment, Person, What};
use crate::ui::cx::Cx;

/// A block of a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) session: Option<SessionId>,
    /// A paper of this candidate is marked in it.
    pub(super) marking: Option<CandidateId>,
    /// What it is made of.
    pub(super) parts: Vec<Appointment>,
}

impl Block {
    pub(super) fn is_lunch(&self) -> bool {
        self.parts.iter().any(|part| part.what == What::Lunch)
    }
}

/// A lane's appointments as blocks: what follows itself in one session is one block.
pub(super) fn blocks(appointments: &[Appointment]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for part in appointments {
        let marking = match &part.what {
            What::Marking(candidate) => Some(*candidate),
            _ => None,
        };
        match blocks.last_mut() {
            Some(last)
                if part.session.is_some()
                    && last.session == part.session
                    && last.marking == marking
                    && last.until == part.from =>
            {
                last.until = part.until;
                last.parts.push(part.clone());
            }
            _ => blocks.push(Block {
                from: part.from,
                until: part.until,
                session: part.session,
                marking,
                parts: vec![part.clone()],
            }),
        }
    }
    blocks
}

/// What stands in the block: short, for the lane of that person.
pub(super) fn title(centre: &Centre, person: &Person, block: &Block) -> String {
    let Some(session) = block.session.and_then(|id| centre.sessions.get(&id)) else {
        return match block.parts.first().map(|part| &part.what) {
            Some(What::Lunch) => "Lunch".to_owned(),
            Some(What::Event(title)) => title.clone(),
            Some(What::WashUp) => "Wash-up".to_owned(),
            _ => String::new(),
        };
    };
    let exercise = centre.scenario.exercise(&session.exercise);
    let title = exercise.map_or("", |known| known.title.as_str());
    let codes = |wanted: Option<CandidateId>| {
        let seats = session.seats.iter().filter(|seat| match (person, wanted) {
            (_, Some(only)) => seat.candidate == only,
            (Person::Assessor(id), None) => seat.assessors.contains(id),
            _ => true,
        });
        let codes = seats.filter_map(|seat| centre.people.candidate(seat.candidate));
        codes.map(|known| known.code.as_str()).collect::<Vec<_>>().join(" ")
    };
    match (person, block.marking) {
        (Person::Candidate(_), _) => title.to_owned(),
        (_, Some(candidate)) => format!("{} mark {title}", codes(Some(candidate))),
        _ => format!("{} {title}", codes(None)),
    }
}

/// What stands in a block that has no room for its title: whom it is about, where the lane does not
/// say it. Empty where that says nothing.
pub(super) fn short_title(centre: &Centre, person: &Person, block: &Block) -> String {
    let session = block.session.and_then(|id| centre.sessions.get(&id));
    let Some(session) = session.filter(|_| !matches!(person, Person::Candidate(_))) else {
        return String::new();
    };
    let seats = session.seats.iter();
    let mut own = seats.filter(|seat| match (person, block.marking) {
        (_, Some(only)) => seat.candidate == only,
        (Person::Assessor(id), None) => seat.assessors.contains(id),
        _ => true,
    });
    // Of several, the first would mislead.
    let (first, more) = (own.next(), own.next().is_some());
    let known = first.filter(|_| !more).and_then(|seat| centre.people.candidate(seat.candidate));
    known.map(|one| one.code.clone()).unwrap_or_default()
}

/// The block in full, for those who cannot see it and for the tooltip.
pub(super) fn words(
    cx: &Cx<'_>,
    centre: &Centre,
    label: &str,
    person: &Person,
    block: &Block,
) -> String {
    let time = format!("{} to {}", cx.time_of_day(block.from), cx.time_of_day(block.until));
    let mut words = format!("{label}, {}, {time}", title(centre, person, block));
    if let Some(session) = block.session.and_then(|id| centre.sessions.get(&id)) {
        if !session.room.is_empty() && !matches!(person, Person::Room(_)) {
            words.push_str(", ");
            words.push_str(&session.room);
        }
        if session.pinned {
            words.push_str(", pinned");
        }
    }
    words
}
