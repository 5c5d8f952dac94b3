//! A centre whose day goes on, to which things happen.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::sync::LazyLock;

use super::planned::{TWELVE, planned};
use bellwether::centre::{Act, Author, Centre, Change, Record, Session, clocks};
use bellwether::ids::{DeviceId, SessionId};
use bellwether::planning::{Cannot, Happening, Repair, edits, repair, times};
use bellwether::time::Now;
use bellwether::words;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Twelve candidates with a plan in which every rule holds.
static PLANNED: LazyLock<Record> = LazyLock::new(|| planned("leading-and-managing", TWELVE));

/// A day that goes on, and what is done about it.
pub struct Day {
    pub record: Record,
    pub now: Timestamp,
}

pub fn mins(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

impl Day {
    /// The day so many minutes after its first session was to begin; all that was planned before has
    /// begun, and has ended where it was to have ended.
    pub fn at(minutes: i64) -> Self {
        Self::of(PLANNED.clone(), minutes)
    }

    /// The same of any centre with a plan.
    pub fn of(record: Record, minutes: i64) -> Self {
        let mut day = Self { record, now: Timestamp::MIN };
        let first = day.centre().planned_sessions()[0].planned.unwrap();
        day.now = first + mins(minutes);
        let sessions: Vec<Session> = day.centre().sessions.values().cloned().collect();
        let mut acts: Vec<(Timestamp, Change)> = Vec::new();
        for session in sessions {
            let times = times::of_session(day.centre(), &session).unwrap();
            let id = session.id;
            if times.begins < day.now {
                acts.push((times.begins, Change::Clock(clocks::Change::Start { session: id })));
                let exercise = day.centre().scenario.exercise(&session.exercise).unwrap();
                let mut at = times.begins;
                for phase in &exercise.phases {
                    let together = session.seats.len();
                    let lengths = session.seats.iter().map(|seat| {
                        let known = day.centre().people.candidate(seat.candidate).unwrap();
                        known.length_of(&session.exercise, phase, together)
                    });
                    at += lengths.max().unwrap().as_duration();
                    if at < day.now {
                        let ends = phase.id.clone();
                        let next = clocks::Change::Next { session: id, ends };
                        acts.push((at, Change::Clock(next)));
                    }
                }
            }
        }
        acts.sort_by_key(|(at, _)| *at);
        for (at, change) in acts {
            day.act(at, vec![change]);
        }
        day
    }

    pub fn centre(&self) -> &Centre {
        self.record.centre()
    }

    pub fn act(&mut self, at: Timestamp, changes: Vec<Change>) {
        self.record.check(&changes).unwrap();
        let device = DeviceId { installation: 2, session: 1 };
        let act = Act::Do(changes);
        let entry = self.record.next_entry(device, Author::Facilitator, Now::at(at), act);
        self.record.add(entry);
    }

    pub fn repair(&self, happening: &Happening) -> Result<Repair, Cannot> {
        let steps = std::cell::Cell::new(0);
        let go_on = || {
            steps.set(steps.get() + 1);
            steps.get() < 150
        };
        let happened = std::slice::from_ref(happening);
        repair(self.centre(), &TimeZone::UTC, self.now, happened, &go_on)
    }

    /// Repairs, and makes it so. What has begun has stayed, nothing was moved into the past, and
    /// nothing is broken that is still to come.
    pub fn mend(&mut self, happening: &Happening) -> Repair {
        let found = self.repair(happening).unwrap();
        let mut told = words::still_broken(self.centre(), &TimeZone::UTC, &found);
        told.extend(words::would_break(self.centre(), &TimeZone::UTC, &found));
        assert_eq!((&found.broken, told.len()), (&Vec::new(), 0), "{told:?}");
        self.make(&found);
        found
    }

    pub fn make(&mut self, found: &Repair) {
        let before = self.centre().clone();
        if !found.changes.is_empty() {
            self.act(self.now, found.changes.clone());
        }
        for (id, was) in &before.sessions {
            let is = &self.centre().sessions[id];
            if was.clock.has_begun() {
                assert_eq!((is.planned, &is.room), (was.planned, &was.room));
            } else if is.planned != was.planned {
                assert!(is.planned.unwrap() >= self.now, "moved into the past: {is:?}");
            }
        }
        assert_eq!(self.centre().moot, []);
    }

    /// The sessions that have not begun.
    pub fn waiting(&self) -> Vec<Session> {
        let planned = self.centre().planned_sessions();
        planned.into_iter().filter(|one| !one.clock.has_begun()).cloned().collect()
    }

    pub fn running(&self) -> Vec<Session> {
        let planned = self.centre().planned_sessions();
        let runs = |one: &&Session| {
            times::by_clock(self.centre(), one, self.now).is_some_and(|t| t.ended > self.now)
                && one.clock.finished.is_none()
        };
        planned.into_iter().filter(runs).cloned().collect()
    }

    pub fn session(&self, id: SessionId) -> &Session {
        &self.centre().sessions[&id]
    }

    /// Every rule holds in the plan as it is written.
    pub fn holds(&self) {
        let (found, _) = edits::breaches(self.centre(), &TimeZone::UTC, self.now);
        assert_eq!(found, []);
    }
}
