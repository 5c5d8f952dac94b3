//! What differs between two plans of a day: for each person what is held otherwise, so that two
//! plans can be told apart in words and not by their figures alone.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::repair::Held;
use super::{Person, Posed, adopt};
use crate::ids::{AssessorId, CandidateId, ExerciseId, RolePlayerId};
use crate::timetable::Plan;

/// What differs for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// Who.
    pub who: Person,
    /// What, in the order of the day.
    pub what: Vec<Otherwise>,
}

/// Something that is held otherwise in the second plan than in the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// What a candidate does; not at all where one of the plans does not have it.
    Exercise {
        /// Of which exercise.
        exercise: ExerciseId,
        /// In the first plan.
        before: Option<Part>,
        /// In the second one.
        after: Option<Part>,
    },
    /// What an assessor or a role player does there; not at all where one plan does not have it.
    Task {
        /// Of which exercise.
        exercise: ExerciseId,
        /// With whom: one candidate for an assessor, all of the session for a role player.
        with: Vec<CandidateId>,
        /// When, in the first plan.
        before: Option<Timestamp>,
        /// When, in the second one.
        after: Option<Timestamp>,
    },
    /// When somebody eats.
    Lunch {
        /// In the first plan.
        before: Option<Timestamp>,
        /// In the second one.
        after: Option<Timestamp>,
    },
}

impl Otherwise {
    /// When it is held in the second plan, else in the first.
    fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Exercise { before, after, .. } => {
                after.as_ref().or(before.as_ref()).map(|part| part.held.at)
            }
            Self::Task { before, after, .. } | Self::Lunch { before, after } => after.or(*before),
        }
    }
}

/// A session as one of its candidates sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How it is held: the only seat is theirs.
    pub held: Held,
    /// With which other candidates.
    pub beside: Vec<CandidateId>,
}

/// What differs between the first plan and the second, a person an entry: candidates first, then
/// assessors, then role players. Nobody whose day is the same is named.
pub fn differences(first: (&Posed, &Plan), second: (&Posed, &Plan)) -> Vec<Differing> {
    let (before, after) = (Days::of(first.0, first.1), Days::of(second.0, second.1));
    let mut all: BTreeMap<Person, Vec<Otherwise>> = BTreeMap::new();
    for ((candidate, exercise), before, after) in both(&before.candidates, &after.candidates) {
        let (exercise, before, after) = (exercise.clone(), before.cloned(), after.cloned());
        let one = Otherwise::Exercise { exercise, before, after };
        all.entry(Person::Candidate(*candidate)).or_default().push(one);
    }
    for ((assessor, exercise, candidate), before, after) in both(&before.rated, &after.rated) {
        let (exercise, with) = (exercise.clone(), vec![*candidate]);
        let one =
            Otherwise::Task { exercise, with, before: before.copied(), after: after.copied() };
        all.entry(Person::Assessor(*assessor)).or_default().push(one);
    }
    for ((player, exercise, with), before, after) in both(&before.played, &after.played) {
        let (exercise, with) = (exercise.clone(), with.clone());
        let one =
            Otherwise::Task { exercise, with, before: before.copied(), after: after.copied() };
        all.entry(Person::RolePlayer(*player)).or_default().push(one);
    }
    for (who, before, after) in both(&before.lunches, &after.lunches) {
        let one = Otherwise::Lunch { before: before.copied(), after: after.copied() };
        all.entry(who.clone()).or_default().push(one);
    }
    let sorted = all.into_iter().map(|(who, mut what)| {
        what.sort_by_key(Otherwise::at);
        Differing { who, what }
    });
    sorted.collect()
}

/// What is not the same under a key in both.
fn both<'a, Key: Ord, Value: PartialEq>(
    one: &'a BTreeMap<Key, Value>,
    other: &'a BTreeMap<Key, Value>,
) -> impl Iterator<Item = (&'a Key, Option<&'a Value>, Option<&'a Value>)> {
    let gone_or_changed = one.iter().filter_map(|(key, before)| {
        let after = other.get(key);
        (after != Some(before)).then_some((key, Some(before), after))
    });
    let new = other.iter().filter(|(key, _)| !one.contains_key(key));
    gone_or_changed.chain(new.map(|(key, after)| (key, None, Some(after))))
}

/// A plan as its people see it.
#[derive(Default)]
struct Days {
    candidates: BTreeMap<(CandidateId, ExerciseId), Part>,
    /// When an assessor begins to observe a candidate, or to mark their paper.
    rated: BTreeMap<(AssessorId, ExerciseId, CandidateId), Timestamp>,
    played: BTreeMap<(RolePlayerId, ExerciseId, Vec<CandidateId>), Timestamp>,
    lunches: BTreeMap<Person, Timestamp>,
}

impl Days {
    fn of(posed: &Posed, plan: &Plan) -> Self {
        let mut days = Self::default();
        for session in &plan.sessions {
            if let Some(new) = adopt::session(posed, session) {
                days.add(new, posed.moment(session.run));
            }
        }
        let candidates = posed.candidates.iter().map(|id| Person::Candidate(*id));
        let assessors = posed.assessors.iter().map(|id| Person::Assessor(*id));
        let lunches = candidates
            .zip(&plan.candidate_lunches)
            .chain(assessors.zip(&plan.assessor_lunches))
            .filter_map(|(who, at)| Some((who, posed.moment((*at)?))));
        days.lunches = lunches.collect();
        days
    }

    fn add(&mut self, new: adopt::New, run: Timestamp) {
        let mut all: Vec<_> = new.seats.iter().map(|seat| seat.candidate).collect();
        all.sort_unstable();
        for seat in new.seats {
            let candidate = seat.candidate;
            let own = |marking: &&crate::centre::sessions::Marking| marking.candidate == candidate;
            let markings: Vec<_> = new.markings.iter().filter(own).cloned().collect();
            for assessor in &seat.assessors {
                let marks = markings.iter().find(|one| one.assessor == *assessor);
                let key = (*assessor, new.exercise.clone(), candidate);
                self.rated.insert(key, marks.map_or(run, |one| one.at));
            }
            let mut assessors = seat.assessors;
            assessors.sort_unstable();
            let seats = vec![crate::centre::sessions::Seat { candidate, assessors }];
            let (room, players) = (new.room.clone(), new.players.clone());
            let held = Held { at: new.planned, room, seats, players, markings };
            let beside = all.iter().filter(|one| **one != candidate).copied().collect();
            self.candidates.insert((candidate, new.exercise.clone()), Part { held, beside });
        }
        for player in new.players {
            self.played.insert((player, new.exercise.clone(), all.clone()), run);
        }
    }
}
