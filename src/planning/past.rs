//! What is past in a plan: what has been held can no longer be held otherwise, so that a rule that it
//! broke is nothing to be mended.

use jiff::Timestamp;

use super::posed::Posed;
use super::times;
use crate::centre::{Centre, Session};
use crate::ids::SessionId;
use crate::timetable::rules::{Breach, Span};
use crate::timetable::{self, Form, Minute, Plan, Problem, Who};

/// How far each session of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    ToCome,
    Begun,
    Over,
}

/// A plan at a moment.
#[derive(Debug)]
pub struct Past<'a> {
    problem: &'a Problem,
    plan: &'a Plan,
    now: Minute,
    course: Vec<Course>,
}

impl<'a> Past<'a> {
    /// The plan at a moment; `ids` says which session each of the plan is, and names none that is
    /// held anew.
    pub fn of(
        centre: &Centre,
        (posed, plan): (&'a Posed, &'a Plan),
        ids: &[Option<SessionId>],
        now: Timestamp,
    ) -> Self {
        let session = |id: &Option<SessionId>| id.and_then(|id| centre.sessions.get(&id));
        let course = ids
            .iter()
            .map(|id| session(id).map_or(Course::ToCome, |session| course(centre, session, now)));
        Self { problem: &posed.problem, plan, now: posed.minute(now), course: course.collect() }
    }

    /// Whether the rule is broken only by what is past.
    pub fn holds(&self, breach: &Breach) -> bool {
        match breach {
            Breach::CandidateBusy { candidate, spans } => {
                self.none_to_come(Who::Candidate(*candidate), *spans)
            }
            Breach::AssessorBusy { assessor, spans } => {
                self.none_to_come(Who::Assessor(*assessor), *spans)
            }
            Breach::PlayerBusy { player, spans } => self.none_to_come(Who::Player(*player), *spans),
            Breach::RoomBusy { room, spans } => self.none_to_come(Who::Room(*room), *spans),
            Breach::CandidateAway { candidate, span } | Breach::AtAnEvent { candidate, span } => {
                self.is_over(Who::Candidate(*candidate), *span)
            }
            Breach::AssessorAway { assessor, span } => {
                self.is_over(Who::Assessor(*assessor), *span)
            }
            Breach::PlayerAway { player, span } => self.is_over(Who::Player(*player), *span),
            Breach::RoomClosed { room, span } => self.is_over(Who::Room(*room), *span),
            Breach::OutsideTheDay { who, span } => self.is_over(*who, *span),
            Breach::NoDesk { at, .. } => *at < self.now,
            Breach::Marking { candidate, session } => self.is_marked(*candidate, *session),
            Breach::Steps { candidate, room } => self.all_over(|session| {
                session.room == Some(*room) && has(session, Who::Candidate(*candidate))
            }),
            Breach::Untrained { assessor, exercise } => self.all_over(|session| {
                session.exercise == *exercise
                    && (session.panel.contains(assessor)
                        || session.seats.iter().any(|seat| seat.raters.contains(assessor)))
            }),
            Breach::CandidateLunch { .. } => {
                self.problem.candidate_lunch.is_some_and(|lunch| lunch.latest_end <= self.now)
            }
            Breach::AssessorLunch { .. } => {
                self.problem.assessor_lunch.is_some_and(|lunch| lunch.latest_end <= self.now)
            }
            other => {
                other.session().is_some_and(|place| self.course.get(place) == Some(&Course::Over))
            }
        }
    }

    fn sessions(&self) -> impl Iterator<Item = (&timetable::Session, Course)> {
        self.plan.sessions.iter().zip(self.course.iter().copied())
    }

    /// From the first preparation to the last write-up.
    fn span(&self, session: &timetable::Session) -> Span {
        let lengths =
            session.seats.iter().map(|seat| self.problem.lengths(seat.candidate, session.exercise));
        let (prep, run) = lengths.fold((0, 0), |most, own| (most.0.max(own.0), most.1.max(own.1)));
        let known = self.problem.exercises.get(session.exercise);
        let own = known.map_or(0, |known| known.run);
        let after = known.filter(|known| known.form != Form::Desk);
        let after = after.map_or(0, |known| known.write_up);
        (session.run - prep, session.run + run.max(own) + after)
    }

    /// Whether somebody's marking or lunch begins then, and is still to come.
    fn begins_later(&self, who: Who, span: Span) -> bool {
        let at =
            |lunches: &[Option<Minute>], place: usize| lunches.get(place) == Some(&Some(span.0));
        let begins = match who {
            Who::Candidate(place) => at(&self.plan.candidate_lunches, place),
            Who::Assessor(place) => {
                let mut seats = self.plan.sessions.iter().flat_map(|session| &session.seats);
                at(&self.plan.assessor_lunches, place)
                    || seats.any(|seat| {
                        let mut marks = seat.raters.iter().zip(&seat.markings);
                        marks.any(|(rater, at)| *rater == place && *at == span.0)
                    })
            }
            Who::Player(_) | Who::Room(_) => false,
        };
        begins && span.0 >= self.now
    }

    /// Whether nothing of theirs at these times is still to come: what has begun cannot be moved.
    fn none_to_come(&self, who: Who, spans: (Span, Span)) -> bool {
        [spans.0, spans.1].into_iter().all(|span| {
            let waits = self.sessions().any(|(session, course)| {
                course == Course::ToCome && has(session, who) && meet(self.span(session), span)
            });
            !waits && !self.begins_later(who, span)
        })
    }

    /// Whether what they do then is over.
    fn is_over(&self, who: Who, span: Span) -> bool {
        let then: Vec<Course> = self
            .sessions()
            .filter(|(session, _)| has(session, who) && meet(self.span(session), span))
            .map(|(_, course)| course)
            .collect();
        let gone = span.1 <= self.now && !then.contains(&Course::ToCome);
        let held = !then.is_empty() && then.iter().all(|course| *course == Course::Over);
        (gone || held) && !self.begins_later(who, span)
    }

    fn is_marked(&self, candidate: usize, place: usize) -> bool {
        let seats = self.plan.sessions.get(place).map_or(&[][..], |session| &session.seats);
        let own = seats.iter().filter(|seat| seat.candidate == candidate);
        self.course.get(place) == Some(&Course::Over)
            && own.flat_map(|seat| &seat.markings).all(|at| *at < self.now)
    }

    fn all_over(&self, of: impl Fn(&timetable::Session) -> bool) -> bool {
        self.sessions().filter(|(session, _)| of(session)).all(|(_, course)| course == Course::Over)
    }
}

fn course(centre: &Centre, session: &Session, now: Timestamp) -> Course {
    let over = || times::by_clock(centre, session, now).is_some_and(|times| times.ended < now);
    if !session.clock.has_begun() {
        Course::ToCome
    } else if session.clock.finished.is_some() || over() {
        Course::Over
    } else {
        Course::Begun
    }
}

/// Whether the person is in the session, or the session in the room.
fn has(session: &timetable::Session, who: Who) -> bool {
    match who {
        Who::Candidate(place) => session.seats.iter().any(|seat| seat.candidate == place),
        Who::Assessor(place) => session.panel.contains(&place),
        Who::Player(place) => session.players.contains(&place),
        Who::Room(place) => session.room == Some(place),
    }
}

fn meet(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}
