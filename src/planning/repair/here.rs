//! Who is here: what a change of plan knows of lateness, absence and withdrawal, and what it writes
//! down of it, so that one act holds the decision and what it moves.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Happening;
use super::situation::Situation;
use crate::centre::{Change, attendance, sessions};
use crate::ids::CandidateId;
use crate::people::{self, CandidateFact};
use crate::planning::pose::{expected, heed_the_late, takes_part};
use crate::timetable::Plan;
use crate::timetable::repair::{self, Standing};

impl Situation<'_> {
    /// What is known of who is here: whoever is absent or has withdrawn leaves what is to come, unless
    /// it happens that they come after all; who is expected late does nothing before.
    pub(super) fn take_in_attendance(&mut self, happened: &[Happening]) {
        heed_the_late(self.centre, &mut self.posed);
        for id in self.posed.candidates.clone() {
            let comes = happened
                .iter()
                .any(|one| matches!(one, Happening::Late { candidate, .. } if *candidate == id));
            if takes_part(self.centre, id) {
                let late = expected(self.centre, id).is_some_and(|at| at > self.now);
                let place = self.posed.candidates.iter().position(|known| *known == id);
                self.concerned.extend(place.filter(|_| late).map(repair::Person::Candidate));
            } else if comes {
                let who = attendance::Person::Candidate(id);
                self.facts.push(Change::Attendance(attendance::Change::TakePart { who }));
            } else {
                self.absent(id);
            }
        }
    }

    /// The plan as it was, without those who do not take part: that they are not seen is no fault.
    pub(super) fn before_without_the_absent(&self) -> Plan {
        let mut plan = self.before.1.clone();
        for session in &mut plan.sessions {
            session.seats.retain(|seat| !self.absent.contains(&seat.candidate));
        }
        plan
    }

    /// The plan as it is as long as nothing is done: what has begun where it truly is, the rest as it
    /// was planned.
    pub(super) fn undone(&self) -> Plan {
        let mut plan = self.before_without_the_absent();
        for (place, own) in plan.sessions.iter_mut().enumerate() {
            let begun = self.session(place).is_some_and(|session| session.clock.has_begun());
            let again = self.again.iter().any(|(known, _)| *known == place);
            if let Some(truly) = self.plan.sessions.get(place).filter(|_| begun && !again) {
                own.clone_from(truly);
            }
        }
        plan
    }

    pub(super) fn absent(&mut self, candidate: CandidateId) {
        let Some(own) = self.posed.candidates.iter().position(|one| *one == candidate) else {
            return;
        };
        if !self.absent.insert(own) {
            return;
        }
        self.concerned.push(repair::Person::Candidate(own));
        let code = self.centre.people.candidate(candidate).map_or("", |known| &known.code);
        let reason = format!("{code} does not take part.");
        for place in 0..self.ids.len() {
            let known = self
                .session(place)
                .filter(|session| session.has_candidate(candidate) && !session.clock.has_begun());
            let Some(id) = known.map(|session| session.id) else { continue };
            let left = self.plan.sessions.get(place).map_or(0, |session| session.seats.len());
            let unseat = sessions::Change::Unseat { session: id, candidate };
            if left <= 1 {
                self.set(place, Standing::Gone);
                self.off.push((place, reason.clone()));
                self.concern_all_of(place);
            } else if self.centre.check(&Change::Session(unseat)).is_ok() {
                self.unseat(place, own);
            }
        }
    }

    /// The others of a group go on without the candidate, and without whom only they would have had
    /// as assessor.
    fn unseat(&mut self, place: usize, candidate: usize) {
        let Some(session) = self.plan.sessions.get_mut(place) else { return };
        session.seats.retain(|seat| seat.candidate != candidate);
        let raters: BTreeSet<usize> =
            session.seats.iter().flat_map(|seat| &seat.raters).copied().collect();
        session.panel.retain(|one| raters.contains(one));
    }

    /// That somebody does not take part is written down with what it changes, as one act.
    pub(super) fn note_absent(&mut self, candidate: CandidateId) {
        if !takes_part(self.centre, candidate) {
            return;
        }
        let who = attendance::Person::Candidate(candidate);
        let here = self.centre.attendance.get(&who).is_some_and(|known| known.arrived.is_some());
        let code = self.centre.people.candidate(candidate).map_or("", |known| &known.code);
        let change = if here {
            let reason = format!("{code} does not take part any more.");
            attendance::Change::Withdraw { who, reason }
        } else {
            attendance::Change::Absent { who }
        };
        self.facts.push(Change::Attendance(change));
    }

    /// By when somebody is expected is written down; who is here already gets other hours, if they
    /// have not begun.
    pub(super) fn note_late(&mut self, candidate: CandidateId, until: Timestamp) {
        let who = attendance::Person::Candidate(candidate);
        let known = self.centre.attendance.get(&who);
        let here = known.is_some_and(|known| known.arrived.is_some());
        let begun = self.centre.sessions_of(candidate).any(|one| one.clock.has_begun());
        if begun {
            return;
        }
        if here {
            let known = self.centre.people.candidate(candidate).and_then(|one| one.present);
            let hours = self.hours(known, Some(until), None);
            self.facts.extend(hours.map(|hours| {
                let fact = CandidateFact::Present(Some(hours));
                Change::People(people::Change::Candidate { candidate, fact })
            }));
        } else if known.and_then(|known| known.expected) != Some(until) {
            let by = Some(until);
            self.facts.push(Change::Attendance(attendance::Change::Expect { who, by }));
        }
    }
}
