//! A synthetic but plausible centre of any size: for looking around, training, tests and load.
//!
//! It is a list of acts like any other day, made through [`Record`], so whatever holds for a real
//! centre holds for it. The same seed gives the same day.

mod bank;
mod random;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::centre::marksheets::{self, Rating, WhyNot};
use crate::centre::notes::{self, Content, Direction};
use crate::centre::sessions::{self, Seat};
use crate::centre::{Act, Author, Change, Record, Sheet, clocks, details};
use crate::ids::{AssessorId, CandidateId, CentreId, DeviceId, EntryId, Origin, SessionId};
use crate::people;
use crate::scenario::{Exercise, Family, Scenario};
use crate::time::{Length, Now, shifted};
use random::Random;

/// What sort of day is wanted.
#[derive(Debug, Clone)]
pub struct Demo {
    /// How many candidates.
    pub candidates: u32,
    /// The same seed gives the same day.
    pub seed: u64,
    /// The design.
    pub scenario: Scenario,
    /// The day.
    pub date: jiff::civil::Date,
    /// When the first session begins.
    pub begins: Timestamp,
    /// How far the day has gone.
    pub until: Timestamp,
}

impl Demo {
    /// Twelve candidates, part-way through the day: it began so that now is in the middle of it.
    pub fn today(scenario: Scenario, now: Timestamp, zone: &TimeZone) -> Self {
        let slot = 15 * 60;
        let half = (now.as_second() - 110 * 60).div_euclid(slot) * slot;
        let begins = Timestamp::from_second(half).unwrap_or(now);
        let date = now.to_zoned_datetime(zone.clone()).date();
        Self { candidates: 12, seed: 7, scenario, date, begins, until: now }
    }
}

/// The record of such a day.
pub fn record(demo: &Demo) -> Record {
    let mut maker = Maker::new(demo);
    maker.people();
    let sessions = maker.plan();
    let mut acts: Vec<(Timestamp, u32, Author, Change)> = Vec::new();
    for session in &sessions {
        maker.run(session, &mut acts);
    }
    acts.sort_by_key(|(at, order, _, _)| (*at, *order));
    for (at, _, by, change) in acts {
        if at <= demo.until {
            maker.act(at, by, vec![change]);
        }
    }
    maker.record
}

/// A session as it was planned.
struct Planned {
    id: SessionId,
    exercise: usize,
    candidate: CandidateId,
    assessors: Vec<AssessorId>,
    begins: Timestamp,
}

struct Maker<'a> {
    demo: &'a Demo,
    record: Record,
    random: Random,
    device: DeviceId,
    candidates: Vec<CandidateId>,
    assessors: Vec<AssessorId>,
    /// How able each candidate is: in leading, and in managing.
    able: BTreeMap<CandidateId, (f64, f64)>,
    order: u32,
}

impl<'a> Maker<'a> {
    fn new(demo: &'a Demo) -> Self {
        let seed_half = u32::try_from(demo.seed & u64::from(u32::MAX)).unwrap_or(0);
        Self {
            demo,
            record: Record::new(CentreId(demo.seed ^ 0xDE30), Arc::new(demo.scenario.clone())),
            random: Random::new(demo.seed),
            device: DeviceId { installation: 0xDE30, session: seed_half },
            candidates: Vec::new(),
            assessors: Vec::new(),
            able: BTreeMap::new(),
            order: 0,
        }
    }

    /// One act, if the centre allows it.
    fn act(&mut self, at: Timestamp, by: Author, changes: Vec<Change>) -> Option<EntryId> {
        self.record.check(&changes).ok()?;
        let entry = self.record.next_entry(self.device, by, Now::at(at), Act::Do(changes));
        let id = entry.id;
        self.record.add(entry);
        Some(id)
    }

    fn people(&mut self) {
        let before = shifted(self.demo.begins, SignedDuration::from_hours(-1));
        let name = format!("{}, sample day", self.demo.scenario.title);
        let about = vec![
            Change::Details(details::Change::Name(name)),
            Change::Details(details::Change::HeldOn(self.demo.date)),
        ];
        self.act(before, Author::Facilitator, about);
        let candidates = self.demo.candidates as usize;
        let assessors = candidates.div_ceil(2).clamp(usize::from(candidates > 0) * 4, 40);
        let named = |place: usize, offset: usize| {
            let first = bank::FIRST.get((place * 7 + offset) % bank::FIRST.len()).unwrap_or(&"Ada");
            let shift = place / bank::FIRST.len();
            let last = bank::LAST.get((place * 11 + offset * 3 + shift) % bank::LAST.len()).unwrap_or(&"Venn");
            format!("{first} {last}")
        };
        let mut changes: Vec<Change> = (0..candidates)
            .map(|place| {
                let code = format!("C{:02}", place + 1);
                Change::People(people::Change::AddCandidate { code, name: named(place, 0) })
            })
            .collect();
        changes.extend((0..assessors).map(|place| {
            Change::People(people::Change::AddAssessor { name: named(place, 31) })
        }));
        let Some(entry) = self.act(before, Author::Facilitator, changes) else { return };
        let origin = |place: usize| Origin { entry, place: u16::try_from(place).unwrap_or(u16::MAX) };
        self.candidates = (0..candidates).map(|place| CandidateId(origin(place))).collect();
        self.assessors = (candidates..candidates + assessors).map(|place| AssessorId(origin(place))).collect();
        for candidate in self.candidates.clone() {
            let (leads, manages) = (self.random.bell(), self.random.bell());
            self.able.insert(candidate, (leads * 0.7 + manages * 0.3, manages * 0.7 + leads * 0.3));
            if self.random.once_in(10) {
                let extra = people::Change::GiveExtraTime { candidate, exercise: None, percent: 25 };
                self.act(before, Author::Facilitator, vec![Change::People(extra)]);
            }
        }
    }

    /// Every candidate does every exercise; in each round the rooms run side by side, and the
    /// assessors go on in turn.
    fn plan(&mut self) -> Vec<Planned> {
        let exercises = self.demo.scenario.exercises.clone();
        let each = exercises.iter().map(|exercise| usize::from(exercise.assessors_per_candidate)).max();
        let rooms = (self.assessors.len() / each.unwrap_or(1).max(1)).clamp(1, bank::ROOMS.len());
        let longest = exercises.iter().map(Exercise::total).max().unwrap_or(Length::ZERO);
        let step = longest.with_extra_percent(25).plus(Length::minutes(5)).as_duration();
        let before = shifted(self.demo.begins, SignedDuration::from_mins(-50));
        // In each round a batch of candidates does one exercise; the next batch the next round.
        let batches: Vec<Vec<CandidateId>> = self.candidates.chunks(rooms).map(<[_]>::to_vec).collect();
        let mut planned = Vec::new();
        let mut changes = Vec::new();
        let mut round = 0;
        for (exercise_place, exercise) in exercises.iter().enumerate().filter(|(_, known)| known.group.min <= 1) {
            for batch in &batches {
                let begins = shifted(self.demo.begins, step.saturating_mul(round));
                round += 1;
                for (place, candidate) in batch.iter().enumerate() {
                    let count = usize::from(exercise.assessors_per_candidate);
                    let turn = usize::try_from(round).unwrap_or(0) * 3 + place * count;
                    let assessors: Vec<AssessorId> =
                        self.assessors.iter().cycle().skip(turn % self.assessors.len().max(1)).take(count).copied().collect();
                    let room = bank::ROOMS.get(place).copied().unwrap_or("Oak").to_owned();
                    let seats = vec![Seat { candidate: *candidate, assessors: assessors.clone() }];
                    changes.push(Change::Session(sessions::Change::Plan {
                        exercise: exercise.id.clone(),
                        seats,
                        room,
                        planned: Some(begins),
                    }));
                    planned.push((exercise_place, *candidate, assessors, begins));
                }
            }
        }
        let Some(entry) = self.act(before, Author::Facilitator, changes) else { return Vec::new() };
        let with_id = |(place, (exercise, candidate, assessors, begins)): (usize, _)| Planned {
            id: SessionId(Origin { entry, place: u16::try_from(place).unwrap_or(u16::MAX) }),
            exercise,
            candidate,
            assessors,
            begins,
        };
        planned.into_iter().enumerate().map(with_id).collect()
    }

    fn push(&mut self, acts: &mut Vec<(Timestamp, u32, Author, Change)>, at: Timestamp, by: Author, change: Change) {
        self.order += 1;
        acts.push((at, self.order, by, change));
    }

    /// A session as it might have gone: clock, injects, notes, ratings.
    fn run(&mut self, session: &Planned, acts: &mut Vec<(Timestamp, u32, Author, Change)>) {
        let Some(exercise) = self.demo.scenario.exercises.get(session.exercise).cloned() else { return };
        let id = session.id;
        let mut at = shifted(session.begins, SignedDuration::from_secs(self.random.between(-20, 100)));
        self.push(acts, at, Author::Facilitator, Change::Clock(clocks::Change::Start { session: id }));
        let extra = self.record.centre().people.candidate(session.candidate);
        let percent = extra.map_or(0, |known| known.extra_time_for(&exercise.id));
        for phase in &exercise.phases {
            let percent = if phase.takes_extra_time(1) { percent } else { 0 };
            let length = phase.length.with_extra_percent(percent).as_duration();
            if phase.kind.is_observed() {
                if self.random.once_in(9) {
                    self.hold(acts, id, at);
                }
                self.injects(acts, id, &exercise, phase, at);
                self.notes(acts, session, &exercise, at, length);
            }
            let slack = self.random.between(-15, 50);
            at = shifted(at, length.saturating_add(SignedDuration::from_secs(slack)));
            let next = clocks::Change::Next { session: id, ends: phase.id.clone() };
            self.push(acts, at, Author::Facilitator, Change::Clock(next));
        }
        self.marks(acts, session, &exercise, at);
    }

    fn hold(&mut self, acts: &mut Vec<(Timestamp, u32, Author, Change)>, session: SessionId, from: Timestamp) {
        let at = shifted(from, SignedDuration::from_secs(self.random.between(120, 400)));
        self.push(acts, at, Author::Facilitator, Change::Clock(clocks::Change::Hold { session }));
        let on = shifted(at, SignedDuration::from_secs(self.random.between(30, 120)));
        self.push(acts, on, Author::Facilitator, Change::Clock(clocks::Change::GoOn { session }));
    }

    fn injects(
        &mut self,
        acts: &mut Vec<(Timestamp, u32, Author, Change)>,
        session: SessionId,
        exercise: &Exercise,
        phase: &crate::scenario::Phase,
        from: Timestamp,
    ) {
        for inject in exercise.injects.iter().filter(|inject| inject.phase == phase.id) {
            let late = SignedDuration::from_secs(self.random.between(2, 25));
            let at = shifted(from, inject.minute.as_duration().saturating_add(late));
            let give = clocks::Change::Give { session, inject: inject.id.clone() };
            self.push(acts, at, Author::Facilitator, Change::Clock(give));
        }
    }

    fn notes(
        &mut self,
        acts: &mut Vec<(Timestamp, u32, Author, Change)>,
        session: &Planned,
        exercise: &Exercise,
        from: Timestamp,
        length: SignedDuration,
    ) {
        for assessor in session.assessors.clone() {
            let sheet = Sheet { session: session.id, candidate: session.candidate, assessor };
            let count = self.random.between(7, 13);
            for _ in 0..count {
                let Some(observed) = self.random.pick(&exercise.observes).cloned() else { continue };
                let skill = self.skill(session.candidate, &observed.competency);
                let speaks_for = self.random.bell() * 0.8 + skill > -0.2;
                let Some(text) = self.behaviour(&observed.competency, speaks_for) else { continue };
                let second = self.random.between(20, length.as_secs().max(40));
                let began = shifted(from, SignedDuration::from_secs(second));
                let kept = shifted(began, SignedDuration::from_secs(self.random.between(4, 15)));
                let direction = Some(if speaks_for { Direction::For } else { Direction::Against });
                let competency = (!self.random.once_in(8)).then(|| observed.competency.clone());
                let content = Content { text, direction, competency };
                let keep = notes::Change::Keep { sheet, began, content };
                self.push(acts, kept, Author::Assessor(assessor), Change::Note(keep));
            }
        }
    }

    /// How able the candidate is in the competency: in leading or in managing.
    fn skill(&self, candidate: CandidateId, competency: &crate::ids::CompetencyId) -> f64 {
        let family = self.demo.scenario.competency(competency).map(|known| &known.family);
        let (leads, manages) = self.able.get(&candidate).copied().unwrap_or((0.0, 0.0));
        if family == Some(&Family::Leadership) { leads } else { manages }
    }

    fn behaviour(&mut self, competency: &crate::ids::CompetencyId, speaks_for: bool) -> Option<String> {
        let bank = bank::behaviours(competency.as_str(), speaks_for);
        if let Some(text) = self.random.pick(bank).filter(|_| !bank.is_empty()) {
            return Some((*text).to_owned());
        }
        let known = self.demo.scenario.competency(competency)?;
        let own = if speaks_for { &known.positive } else { &known.negative };
        self.random.pick(own).map(|indicator| indicator.text.clone())
    }

    /// The ratings, from the end of the run until the marksheet is submitted.
    fn marks(
        &mut self,
        acts: &mut Vec<(Timestamp, u32, Author, Change)>,
        session: &Planned,
        exercise: &Exercise,
        end: Timestamp,
    ) {
        let write_up = exercise.phases.last().map_or(Length::ZERO, |phase| phase.length).as_duration();
        let from = shifted(end, -write_up);
        for assessor in session.assessors.clone() {
            let sheet = Sheet { session: session.id, candidate: session.candidate, assessor };
            let by = Author::Assessor(assessor);
            let leaning = if assessor.0.place % 5 == 0 { -0.4 } else { 0.1 };
            let mut at = from;
            for observed in &exercise.observes {
                at = shifted(at, SignedDuration::from_secs(self.random.between(25, 70)));
                let competency = observed.competency.clone();
                let skill = self.skill(session.candidate, &competency);
                let rating = self.rating(skill + leaning);
                let rate = marksheets::Change::Rate { sheet, competency: competency.clone(), rating: Some(rating) };
                self.push(acts, at, by, Change::Marksheet(rate));
                if self.random.once_in(3)
                    && let Some(text) = self.random.pick(&bank::REASONS)
                {
                    let reason = marksheets::Change::Reason { sheet, competency, text: (*text).to_owned() };
                    self.push(acts, shifted(at, SignedDuration::from_secs(9)), by, Change::Marksheet(reason));
                }
            }
            at = shifted(at, SignedDuration::from_secs(self.random.between(20, 200)));
            self.push(acts, at, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
            if self.random.once_in(24) {
                let reason = "A note from the second half was overlooked.".to_owned();
                let at = shifted(at, SignedDuration::from_mins(6));
                self.push(acts, at, by, Change::Marksheet(marksheets::Change::Reopen { sheet, reason }));
                let again = shifted(at, SignedDuration::from_mins(3));
                self.push(acts, again, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
            }
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the places of a scale"
    )]
    fn rating(&mut self, skill: f64) -> Rating {
        if self.random.once_in(22) {
            let why = [WhyNot::NoOpportunity, WhyNot::NotShown, WhyNot::Interrupted];
            return Rating::NotObserved(*self.random.pick(&why).unwrap_or(&WhyNot::NotShown));
        }
        let levels = &self.demo.scenario.scale.levels;
        let middle = levels.len().saturating_sub(1) as f64 / 2.0;
        let place = (middle + (skill + self.random.bell() * 0.4) * middle / 2.0).round();
        let place = place.clamp(0.0, levels.len().saturating_sub(1) as f64) as usize;
        levels.get(place).map_or(Rating::NotObserved(WhyNot::NotShown), |level| Rating::Level(level.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(candidates: u32, seed: u64) -> Record {
        let scenario = crate::scenario::library::bundled().remove(0);
        let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let until = shifted(begins, SignedDuration::from_hours(3));
        let date = jiff::civil::date(2026, 11, 24);
        record(&Demo { candidates, seed, scenario, date, begins, until })
    }

    #[test]
    fn a_sample_day_is_a_valid_centre_and_the_same_for_a_seed() {
        let one = day(12, 7);
        assert!(one.centre().moot.is_empty());
        assert_eq!(one.centre().people.candidates().len(), 12);
        assert_eq!(one.entries(), day(12, 7).entries());
        assert_ne!(one.entries(), day(12, 8).entries());
    }

    #[test]
    fn part_way_through_the_day_some_are_done_some_run_and_some_wait() {
        let day = day(12, 7);
        let sessions = day.centre().planned_sessions();
        let done = sessions.iter().filter(|session| session.clock.finished.is_some()).count();
        let running = sessions.iter().filter(|session| session.clock.current().is_some()).count();
        assert_eq!(sessions.len(), 24);
        assert!(done > 0 && running > 0 && done + running < 24, "{done} done, {running} running");
    }

    #[test]
    fn nobody_is_in_two_places_at_once() {
        let day = day(12, 7);
        let sessions = day.centre().planned_sessions();
        for (place, one) in sessions.iter().enumerate() {
            for other in sessions.iter().skip(place + 1).filter(|other| other.planned == one.planned) {
                assert_ne!(one.room, other.room);
                assert!(one.assessors().iter().all(|assessor| !other.has_assessor(*assessor)));
                assert!(one.seats.iter().all(|seat| !other.has_candidate(seat.candidate)));
            }
        }
    }

    #[test]
    fn no_candidates_and_many_are_fine() {
        assert!(day(0, 1).centre().people.candidates().is_empty());
        assert_eq!(day(500, 1).centre().people.candidates().len(), 500);
    }
}
