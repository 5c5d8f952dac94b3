//! How the rest of the day is expected to go: who waits for whom, and until when.
//!
//! Published times never change by themselves. What is expected follows from them, from the clocks
//! and from now: a session begins when it is planned to, or when the last of those it needs is
//! free, whichever is later. Gaps between sessions take lateness in, meals keep their length.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::clock;
use crate::centre::clock::PhaseRun;
use crate::centre::frame::Who as Eater;
use crate::centre::{Centre, Person, Session};
use crate::ids::{AssessorId, CandidateId, RolePlayerId, SessionId};
use crate::planning::pose::expected;
use crate::planning::times::{self, Times};
use crate::scenario::PhaseKind;
use crate::time::{Length, shifted};

/// Less than this is on time.
pub const ON_TIME: SignedDuration = SignedDuration::from_secs(60);

/// Somebody or something that can be in one place at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
    /// A role player.
    RolePlayer(RolePlayerId),
    /// A room, by its name.
    Room(String),
}

impl From<Person> for Who {
    fn from(person: Person) -> Self {
        match person {
            Person::Candidate(id) => Self::Candidate(id),
            Person::Assessor(id) => Self::Assessor(id),
            Person::RolePlayer(id) => Self::RolePlayer(id),
        }
    }
}

/// For whom a session waits, and what they are still in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// For whom.
    pub on: Who,
    /// The session that they are in until then.
    pub behind: SessionId,
}

/// How a session that is not over is expected to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// As it was published, if it has a time.
    pub planned: Option<Times>,
    /// As it is expected.
    pub expected: Times,
    /// Whether it has begun.
    pub begun: bool,
    /// What keeps it from beginning as planned.
    pub wait: Option<Wait>,
}

impl Foreseen {
    /// How far it is behind its published time; below zero it is ahead.
    pub fn behind(&self) -> SignedDuration {
        let Some(planned) = self.planned else { return SignedDuration::ZERO };
        if self.begun {
            let written = self.expected.written.duration_since(planned.written);
            let ended = self.expected.ended.duration_since(planned.ended);
            // In the write-up only the write-up can still be late.
            if self.expected.ended <= planned.ended { ended.max(written) } else { ended }
        } else {
            self.expected.begins.duration_since(planned.begins)
        }
    }
}

/// How the rest of the day is expected to go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forecast {
    /// Every session that is not over and has a time.
    pub sessions: BTreeMap<SessionId, Foreseen>,
    /// When the last marksheet was to be written, and when it is expected to be.
    pub ends: Option<(Timestamp, Timestamp)>,
    /// How far the day is behind: as far as the worst of the sessions that run or should.
    pub behind: Option<SignedDuration>,
    /// Whom each session keeps waiting, the first first, with how much later they begin.
    delayed: BTreeMap<SessionId, Vec<(SessionId, SignedDuration)>>,
}

/// The forecast at `now`.
pub fn forecast(centre: &Centre, now: Timestamp) -> Forecast {
    let mut order: Vec<(Timestamp, &Session)> = centre
        .sessions
        .values()
        .filter(|session| session.called_off.is_none() && session.clock.finished.is_none())
        .filter_map(|session| {
            let begun = session.clock.runs.first().map(PhaseRun::started);
            Some((begun.or(session.planned)?, session))
        })
        .collect();
    order.sort_by_key(|(at, session)| (!session.clock.has_begun(), *at, session.id));
    let mut walk = Walk { centre, now, free: BTreeMap::new(), fed: BTreeSet::new() };
    let mut forecast = Forecast::default();
    for (_, session) in order {
        let foreseen =
            if session.clock.has_begun() { walk.running(session) } else { walk.waiting(session) };
        let Some(foreseen) = foreseen else { continue };
        walk.occupy(session, &foreseen);
        forecast.sessions.insert(session.id, foreseen);
    }
    forecast.sum_up(now);
    forecast.note_delays();
    forecast
}

impl Forecast {
    fn sum_up(&mut self, now: Timestamp) {
        let timed = || self.sessions.values().filter(|known| known.planned.is_some());
        let planned = timed().filter_map(|known| known.planned).map(|times| times.written).max();
        let expected = timed().map(|known| known.expected.written).max();
        self.ends = planned.zip(expected);
        let all: Vec<SessionId> = self.sessions.keys().copied().collect();
        self.behind = self.behind_of(&all, now);
    }

    /// How far these sessions are behind: as far as the worst of those that run or should, else as
    /// the first that comes. None when nothing is to come.
    pub fn behind_of(&self, sessions: &[SessionId], now: Timestamp) -> Option<SignedDuration> {
        let timed = || {
            let known = sessions.iter().filter_map(|id| self.sessions.get(id));
            known.filter(|known| known.planned.is_some())
        };
        let at_work = |known: &&Foreseen| {
            known.begun || known.planned.is_some_and(|planned| planned.begins <= now)
        };
        let worst = timed().filter(at_work).map(Foreseen::behind).max();
        worst.or_else(|| timed().min_by_key(|known| known.expected.begins).map(Foreseen::behind))
    }

    /// The sessions that are expected to begin later than published because of `session`, the
    /// first first, with how much later.
    pub fn delayed_by(&self, session: SessionId) -> &[(SessionId, SignedDuration)] {
        self.delayed.get(&session).map_or(&[], Vec::as_slice)
    }

    fn note_delays(&mut self) {
        let mut late: Vec<_> = self
            .sessions
            .iter()
            .filter(|(_, known)| known.behind() >= SignedDuration::from_secs(1))
            .filter_map(|(id, known)| {
                Some((known.expected.begins, *id, known.behind(), known.wait.as_ref()?.behind))
            })
            .collect();
        late.sort_by_key(|(begins, id, ..)| (*begins, *id));
        for (_, id, by, behind) in late {
            self.delayed.entry(behind).or_default().push((id, by));
        }
    }
}

/// Walks through the sessions in the order of time and keeps who is free when.
struct Walk<'a> {
    centre: &'a Centre,
    now: Timestamp,
    free: BTreeMap<Who, (Timestamp, SessionId)>,
    /// Who has had their meal put into the walk.
    fed: BTreeSet<Eater>,
}

impl Walk<'_> {
    fn running(&self, session: &Session) -> Option<Foreseen> {
        let exercise = self.centre.scenario.exercise(&session.exercise)?;
        let shown = clock::session_clock(self.centre, session, self.now);
        let current = shown.current?;
        let began = session.clock.runs.first()?.started();
        let mut at = shifted(self.now, current.left().max(SignedDuration::ZERO));
        let write_up = |kind: PhaseKind| kind == PhaseKind::WriteUp;
        // A phase that is over already ended when it ended.
        let over = session.clock.runs.iter().filter(|run| run.ended.is_some());
        let over = over.filter(|run| {
            exercise.phase(&run.phase).is_some_and(|(_, phase)| !write_up(phase.kind))
        });
        let mut ended = over.filter_map(|run| run.ended).max();
        if !write_up(current.phase.kind) {
            ended = Some(at);
        }
        for phase in exercise.phases.iter().skip(current.place + 1) {
            let length = clock::planned_length(self.centre, session, phase);
            if write_up(phase.kind) && !session.markings.is_empty() {
                continue;
            }
            at = shifted(at, length.as_duration());
            if !write_up(phase.kind) {
                ended = Some(at);
            }
        }
        let ended = ended.unwrap_or(at);
        let planned = times::of_session(self.centre, session);
        // Assessors come in with the first phase that they are needed in, which may be over.
        let run = planned
            .map_or(began, |planned| shifted(began, planned.run.duration_since(planned.begins)));
        let written = at.max(ended);
        let expected = Times { begins: began, run, ended, written };
        Some(Foreseen { planned, expected, begun: true, wait: None })
    }

    fn waiting(&mut self, session: &Session) -> Option<Foreseen> {
        let planned = times::of_session(self.centre, session)?;
        let prep = planned.run.duration_since(planned.begins);
        let mut begins = planned.begins;
        let mut wait = None;
        for who in needed(self.centre, session) {
            let from_the_start = matches!(who, Who::Candidate(_));
            let Some((free, behind)) = self.free_at(&who, planned.begins) else { continue };
            let needed_at = if from_the_start { begins } else { shifted(begins, prep) };
            let short = free.duration_since(needed_at);
            if short > SignedDuration::ZERO {
                begins = shifted(begins, short);
                wait = behind.map(|behind| Wait { on: who, behind });
            }
        }
        let not_before = self.comes(session).unwrap_or(self.now).max(self.now);
        if begins < not_before {
            (begins, wait) = (not_before, None);
        }
        let later = begins.duration_since(planned.begins);
        let expected = Times {
            begins,
            run: shifted(planned.run, later),
            ended: shifted(planned.ended, later),
            written: shifted(planned.written, later),
        };
        Some(Foreseen { planned: Some(planned), expected, begun: false, wait })
    }

    /// When the one candidate of a session is expected, who is late. A group need not wait.
    fn comes(&self, session: &Session) -> Option<Timestamp> {
        match session.seats.as_slice() {
            [only] => expected(self.centre, only.candidate),
            _ => None,
        }
    }

    /// When somebody is free for what is planned at `planned`, and of what they come; a meal that
    /// lies before it is eaten first, whole.
    fn free_at(&mut self, who: &Who, planned: Timestamp) -> Option<(Timestamp, Option<SessionId>)> {
        let frame = &self.centre.frame;
        let meal = match who {
            Who::Candidate(id) => Some((Eater::Candidate(*id), frame.candidate_lunch)),
            Who::Assessor(id) => Some((Eater::Assessor(*id), frame.assessor_lunch)),
            Who::RolePlayer(_) | Who::Room(_) => None,
        };
        if let Some((eater, Some(lunch))) = meal
            && let Some(at) = frame.lunches.get(&eater).filter(|at| **at <= planned)
            && self.fed.insert(eater)
            && let Some((free, _)) = self.free.get_mut(who)
        {
            *free = shifted((*at).max(*free), lunch.length.as_duration());
        }
        self.free.get(who).map(|(free, behind)| (*free, Some(*behind)))
    }

    fn occupy(&mut self, session: &Session, foreseen: &Foreseen) {
        let expected = foreseen.expected;
        for who in needed(self.centre, session) {
            let until = match &who {
                Who::Candidate(_) | Who::Room(_) => expected.ended,
                Who::Assessor(_) => expected.written,
                Who::RolePlayer(id) => {
                    let known = self.centre.people.role_player(*id);
                    let reset = known.map_or(Length::ZERO, |known| known.reset);
                    shifted(expected.ended, reset.as_duration())
                }
            };
            let free = self.free.entry(who).or_insert((until, session.id));
            if until >= free.0 {
                *free = (until, session.id);
            }
        }
    }
}

/// Everybody whom a session needs, and its room. Papers written at a desk are marked at other
/// times, so their assessors are not kept.
fn needed(centre: &Centre, session: &Session) -> Vec<Who> {
    let exercise = centre.scenario.exercise(&session.exercise);
    let desk = exercise.is_some_and(times::is_desk);
    let candidates = session.seats.iter().map(|seat| Who::Candidate(seat.candidate));
    let assessors = session.assessors().into_iter().filter(|_| !desk).map(Who::Assessor);
    let players = session.players.iter().map(|id| Who::RolePlayer(*id));
    let room = Some(session.room.clone()).filter(|room| !room.is_empty()).map(Who::Room);
    candidates.chain(assessors).chain(players).chain(room).collect()
}
