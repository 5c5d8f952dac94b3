//! Everybody's own timetable.

use jiff::Timestamp;

use crate::centre::{Centre, Session};
use crate::ids::{CandidateId, ExerciseId, RolePlayerId, SessionId};
use crate::planning::times::{self, is_group};
use crate::planning::{Agenda, Appointment, Person, What};
use crate::scenario::Exercise;
use crate::words;

/// Whose timetable it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A candidate's.
    Candidate,
    /// An assessor's.
    Assessor,
    /// A role player's.
    RolePlayer,
    /// A room's.
    Room,
}

impl Role {
    /// Everybody, and the rooms.
    pub const ALL: [Self; 4] = [Self::Candidate, Self::Assessor, Self::RolePlayer, Self::Room];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Candidate => "Candidate",
            Self::Assessor => "Assessor",
            Self::RolePlayer => "Role player",
            Self::Room => "Room",
        }
    }

    /// The word for it in file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Assessor => "assessor",
            Self::RolePlayer => "role-player",
            Self::Room => "room",
        }
    }
}

/// What an item of a timetable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An event that is not assessed.
    Event,
    /// Briefing, reading and preparation.
    Preparation,
    /// The exercise itself.
    Run,
    /// Writing up after it.
    WriteUp,
    /// Marking a paper.
    Marking,
    /// A role player becomes the same person again.
    Reset,
    /// A meal.
    Lunch,
    /// The panel's meeting.
    WashUp,
}

impl Kind {
    /// The word by which templates and calendars know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Preparation => "preparation",
            Self::Run => "run",
            Self::WriteUp => "write-up",
            Self::Marking => "marking",
            Self::Reset => "reset",
            Self::Lunch => "lunch",
            Self::WashUp => "wash-up",
        }
    }
}

/// Somebody's timetable, or a room's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Whose.
    pub role: Role,
    /// A name for it that stays, whatever people are called.
    pub key: String,
    /// A candidate's code; empty for others.
    pub code: String,
    /// What they are called.
    pub name: String,
    /// What they have to do, in the order of time.
    pub items: Vec<Item>,
}

/// Something that somebody has to be at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Begins.
    pub from: Timestamp,
    /// Ends.
    pub until: Timestamp,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What it is, in words.
    pub what: String,
    /// Where; empty when it does not matter.
    pub place: String,
    /// With whom; empty when alone.
    pub with: String,
    /// Which exercise, by its place in the design.
    pub exercise: Option<usize>,
    /// In which session.
    pub session: Option<SessionId>,
    /// Whose paper is marked.
    pub paper: Option<CandidateId>,
}

/// The timetables of everybody, in the order of their lists.
pub(super) fn all(centre: &Centre, agenda: &Agenda) -> Vec<Own> {
    let people = &centre.people;
    let empty = String::new;
    let mut all = Vec::new();
    let mut add = |person: Person, role, key: String, code: String, name: String| {
        let items = agenda.appointments(&person);
        let items = items.iter().map(|one| item(centre, &person, one)).collect();
        all.push(Own { role, key, code, name, items });
    };
    for one in people.candidates() {
        let (code, name) = (one.code.clone(), one.name.clone());
        add(Person::Candidate(one.id), Role::Candidate, one.id.to_string(), code, name);
    }
    for one in people.assessors() {
        let key = one.id.to_string();
        add(Person::Assessor(one.id), Role::Assessor, key, empty(), one.name.clone());
    }
    for one in people.role_players() {
        let key = one.id.to_string();
        add(Person::RolePlayer(one.id), Role::RolePlayer, key, empty(), one.name.clone());
    }
    // Rooms that sessions name count, listed or not.
    for person in agenda.people.keys() {
        if let Person::Room(name) = person {
            add(person.clone(), Role::Room, name.clone(), empty(), name.clone());
        }
    }
    all
}

fn item(centre: &Centre, person: &Person, one: &Appointment) -> Item {
    let session = one.session.and_then(|id| centre.sessions.get(&id));
    let exercise = session.and_then(|known| centre.scenario.exercise(&known.exercise));
    let title = exercise.map_or("", |known| known.title.as_str());
    let paper = if let What::Marking(candidate) = one.what { Some(candidate) } else { None };
    let (kind, what) = match &one.what {
        What::Event(title) => (Kind::Event, title.clone()),
        What::Preparation => (Kind::Preparation, format!("Prepare for {title}")),
        What::Run | What::Desk => (Kind::Run, title.to_owned()),
        What::WriteUp => (Kind::WriteUp, format!("Write up {title}")),
        What::Marking(_) => (Kind::Marking, format!("Mark {title}")),
        What::Reset => (Kind::Reset, "Break before the next session".to_owned()),
        What::Lunch => (Kind::Lunch, "Lunch".to_owned()),
        What::WashUp => (Kind::WashUp, "Wash-up".to_owned()),
    };
    let with = session
        .zip(exercise)
        .map(|(session, exercise)| Meeting { centre, session, exercise }.with(person, &one.what));
    Item {
        from: one.from,
        until: one.until,
        kind,
        what,
        place: place(session, &one.what),
        with: with.unwrap_or_default(),
        exercise: session.and_then(|known| exercise_place(centre, &known.exercise)),
        session: one.session,
        paper,
    }
}

fn exercise_place(centre: &Centre, id: &ExerciseId) -> Option<usize> {
    centre.scenario.exercises.iter().position(|known| known.id == *id)
}

fn place(session: Option<&Session>, what: &What) -> String {
    match what {
        What::Preparation | What::Desk => "A desk".to_owned(),
        What::Run => session.map(|known| known.room.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A session, seen by one of those who are in it.
struct Meeting<'a> {
    centre: &'a Centre,
    session: &'a Session,
    exercise: &'a Exercise,
}

impl Meeting<'_> {
    fn with(&self, person: &Person, what: &What) -> String {
        match (person, what) {
            (Person::Candidate(_), What::Run) => self.for_candidate(),
            (Person::Assessor(own), What::Run | What::WriteUp) => {
                let seats = self.session.seats.iter();
                let rated = seats.filter(|seat| seat.assessors.contains(own));
                let timed = matches!(what, What::Run);
                let mut rated: Vec<String> =
                    rated.map(|seat| self.by_code(seat.candidate, timed)).collect();
                rated.sort();
                let others = self.session.assessors().into_iter().filter(|one| one != own);
                let others: Vec<String> =
                    others.map(|one| words::assessor(self.centre, one)).collect();
                if timed { and(joined(&rated), "with", &others) } else { joined(&rated) }
            }
            (Person::Assessor(_), What::Marking(candidate)) => self.by_code(*candidate, false),
            (Person::RolePlayer(own), What::Run) => {
                let (part, codes) = (self.part(*own), self.codes());
                if part.is_empty() { codes } else { format!("As {part}, with {codes}") }
            }
            (Person::Room(_), _) => {
                let assessors = self.session.assessors().into_iter();
                let assessors: Vec<String> =
                    assessors.map(|one| words::assessor(self.centre, one)).collect();
                and(self.codes(), "before", &assessors)
            }
            _ => String::new(),
        }
    }

    fn for_candidate(&self) -> String {
        let assessors = self.session.assessors().into_iter();
        let assessors: Vec<String> =
            assessors.map(|one| words::assessor(self.centre, one)).collect();
        let others = self.session.seats.len().saturating_sub(1);
        if is_group(self.exercise) && others > 0 {
            and(words::count(others, "other candidate", "other candidates"), "before", &assessors)
        } else {
            joined(&assessors)
        }
    }

    /// `C03`, and how long the candidate has, where that matters: `C03 (25 min)`.
    fn by_code(&self, candidate: CandidateId, timed: bool) -> String {
        let Some(known) = self.centre.people.candidate(candidate) else { return String::new() };
        if !timed {
            return known.code.clone();
        }
        let run = times::parts_for(known, self.exercise, self.session.seats.len()).run;
        format!("{} ({})", known.code, words::length(run))
    }

    fn codes(&self) -> String {
        let seats = self.session.seats.iter();
        let mut codes: Vec<String> =
            seats.map(|seat| self.by_code(seat.candidate, false)).collect();
        codes.sort();
        joined(&codes)
    }

    /// Whom a role player plays: the first of the cast has the first part, and so on.
    fn part(&self, player: RolePlayerId) -> String {
        let place = self.session.players.iter().position(|known| *known == player);
        let part = place.and_then(|place| self.exercise.role_players.get(place));
        part.map(|part| part.name.clone()).unwrap_or_default()
    }
}

fn joined(names: &[String]) -> String {
    names.join(", ")
}

fn and(first: String, word: &str, others: &[String]) -> String {
    if others.is_empty() { first } else { format!("{first}, {word} {}", joined(others)) }
}
