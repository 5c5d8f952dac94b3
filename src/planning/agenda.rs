//! The day as each person sees it, and as it hangs on each door.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::pose::{date_of, moment_of};
use super::times;
use crate::centre::frame::{Lunch, Who};
use crate::centre::{Centre, Session};
use crate::ids::{AssessorId, CandidateId, RolePlayerId, SessionId};
use crate::scenario::running::Moment;
use crate::time::shifted;

/// Somebody, or something, that has a timetable of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
    /// A role player.
    RolePlayer(RolePlayerId),
    /// A room, by its name.
    Room(String),
}

/// What an appointment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An event that is not assessed, by its title.
    Event(String),
    /// Briefing, reading and preparation for a session.
    Preparation,
    /// The run: acting, observing, playing.
    Run,
    /// Writing at a desk, unobserved.
    Desk,
    /// Writing up after the run.
    WriteUp,
    /// Marking the paper of a candidate.
    Marking(CandidateId),
    /// Becoming the same person again.
    Reset,
    /// A meal.
    Lunch,
    /// The panel's meeting.
    WashUp,
}

/// Something that somebody has to be at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Begins.
    pub from: Timestamp,
    /// Ends.
    pub until: Timestamp,
    /// What for.
    pub what: What,
    /// In which session, if in one.
    pub session: Option<SessionId>,
}

/// The day of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// Each person's appointments, in the order of time.
    pub people: BTreeMap<Person, Vec<Appointment>>,
    /// When the last candidate leaves.
    pub last_candidate: Option<Timestamp>,
    /// From the first appointment to the last.
    pub span: Option<(Timestamp, Timestamp)>,
}

impl Agenda {
    /// The day of everybody in the centre, by the sessions that have a time.
    pub fn of(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Self {
        let mut maker = Maker { centre, agenda: Self::default() };
        maker.everybody();
        let sessions = centre.planned_sessions();
        for session in &sessions {
            maker.session(session);
        }
        if !maker.agenda.people.values().all(Vec::is_empty) {
            maker.lunches();
            maker.events(zone, now);
            maker.wash_up();
        }
        maker.agenda.settled()
    }

    /// The appointments of somebody.
    pub fn appointments(&self, person: &Person) -> &[Appointment] {
        self.people.get(person).map_or(&[], Vec::as_slice)
    }

    fn settled(mut self) -> Self {
        for appointments in self.people.values_mut() {
            appointments.sort_by_key(|one| (one.from, one.until));
        }
        let all = || self.people.values().flatten();
        let first = all().map(|one| one.from).min();
        let last = all().map(|one| one.until).max();
        self.span = first.zip(last);
        self
    }
}

struct Maker<'a> {
    centre: &'a Centre,
    agenda: Agenda,
}

impl Maker<'_> {
    fn everybody(&mut self) {
        let people = &self.centre.people;
        let candidates = people.candidates().into_iter().map(|one| Person::Candidate(one.id));
        let assessors = people.assessors().into_iter().map(|one| Person::Assessor(one.id));
        let players = people.role_players().into_iter().map(|one| Person::RolePlayer(one.id));
        let rooms = people.rooms().into_iter().map(|one| Person::Room(one.name.clone()));
        for person in candidates.chain(assessors).chain(players).chain(rooms) {
            self.agenda.people.entry(person).or_default();
        }
    }

    fn add(
        &mut self,
        person: Person,
        (from, until): (Timestamp, Timestamp),
        what: What,
        session: Option<SessionId>,
    ) {
        if until > from {
            let appointment = Appointment { from, until, what, session };
            self.agenda.people.entry(person).or_default().push(appointment);
        }
    }

    fn session(&mut self, session: &Session) {
        let Some(times) = times::of_session(self.centre, session) else { return };
        let Some(exercise) = self.centre.scenario.exercise(&session.exercise) else { return };
        let id = Some(session.id);
        let desk = times::is_desk(exercise);
        for seat in &session.seats {
            let person = || Person::Candidate(seat.candidate);
            let known = self.centre.people.candidate(seat.candidate);
            let prep = known.map(|one| times::parts_for(one, exercise, session.seats.len()).prep);
            let comes = prep.map_or(times.begins, |prep| {
                shifted(times.run, prep.as_duration().saturating_mul(-1))
            });
            self.add(person(), (comes, times.run), What::Preparation, id);
            let run = if desk { What::Desk } else { What::Run };
            self.add(person(), (times.run, times.ended), run, id);
        }
        for assessor in session.assessors().into_iter().filter(|_| !desk) {
            self.add(Person::Assessor(assessor), (times.run, times.ended), What::Run, id);
            let written = (times.ended, times.written);
            self.add(Person::Assessor(assessor), written, What::WriteUp, id);
        }
        if desk {
            self.markings(session, &times);
        }
        for player in &session.players {
            let person = || Person::RolePlayer(*player);
            self.add(person(), (times.run, times.ended), What::Run, id);
            let reset = self.centre.people.role_player(*player).map(|known| known.reset);
            let reset =
                reset.map_or(times.ended, |reset| shifted(times.ended, reset.as_duration()));
            self.add(person(), (times.ended, reset), What::Reset, id);
        }
        if !session.room.is_empty() {
            let room = Person::Room(session.room.clone());
            self.add(room, (times.run, times.ended), What::Run, id);
        }
    }

    /// Papers are marked when the timetable says, or right after they are written.
    fn markings(&mut self, session: &Session, times: &times::Times) {
        let exercise = self.centre.scenario.exercise(&session.exercise);
        let length = exercise.map(|known| times::parts(known, |phase| phase.length).write_up);
        let length = length.unwrap_or_default().as_duration();
        for sheet in self.centre.sheets_in(session) {
            let own = session
                .markings
                .iter()
                .find(|own| own.candidate == sheet.candidate && own.assessor == sheet.assessor);
            let from = own.map_or(times.ended, |own| own.at);
            self.add(
                Person::Assessor(sheet.assessor),
                (from, shifted(from, length)),
                What::Marking(sheet.candidate),
                Some(session.id),
            );
        }
    }

    fn lunches(&mut self) {
        let frame = &self.centre.frame;
        for (who, at) in &frame.lunches {
            let (person, lunch) = match who {
                Who::Candidate(id) => (Person::Candidate(*id), frame.candidate_lunch),
                Who::Assessor(id) => (Person::Assessor(*id), frame.assessor_lunch),
            };
            let listed = self.agenda.people.contains_key(&person);
            if let Some(Lunch { length, .. }) = lunch.filter(|_| listed) {
                let until = shifted(*at, length.as_duration());
                self.add(person, (*at, until), What::Lunch, None);
            }
        }
    }

    fn events(&mut self, zone: &TimeZone, now: Timestamp) {
        let date = date_of(self.centre, zone, now);
        let candidates: Vec<Person> = self
            .agenda
            .people
            .keys()
            .filter(|one| matches!(one, Person::Candidate(_)))
            .cloned()
            .collect();
        let ends = candidates
            .iter()
            .flat_map(|one| self.agenda.appointments(one))
            .map(|appointment| appointment.until)
            .max();
        let mut opening = moment_of(date, self.centre.frame.begins, zone);
        let mut closing = ends;
        for event in &self.centre.scenario.events {
            let from = match event.when {
                Moment::Opening => Some(opening),
                Moment::Closing => closing,
                Moment::Lunch => None,
                Moment::Between => {
                    let at = self.centre.frame.events.get(&event.id);
                    at.map(|at| moment_of(date, *at, zone))
                }
            };
            let Some(from) = from else { continue };
            let until = shifted(from, event.length.as_duration());
            match event.when {
                Moment::Opening => opening = until,
                Moment::Closing => closing = Some(until),
                Moment::Between | Moment::Lunch => {}
            }
            for person in &candidates {
                let what = What::Event(event.title.clone());
                self.add(person.clone(), (from, until), what, None);
            }
        }
        self.agenda.last_candidate = closing;
    }

    /// The panel meets when the last marksheet is written and the last candidate has gone.
    fn wash_up(&mut self) {
        let assessors: Vec<Person> = self
            .agenda
            .people
            .keys()
            .filter(|one| matches!(one, Person::Assessor(_)))
            .cloned()
            .collect();
        let written = assessors
            .iter()
            .flat_map(|one| self.agenda.appointments(one))
            .map(|appointment| appointment.until)
            .max();
        let Some(from) = written.max(self.agenda.last_candidate) else { return };
        let candidates = i32::try_from(self.centre.people.candidates().len()).unwrap_or(i32::MAX);
        let each = self.centre.scenario.wash_up.for_each.as_duration();
        let until = shifted(from, each.saturating_mul(candidates));
        for person in assessors {
            self.add(person, (from, until), What::WashUp, None);
        }
    }
}
