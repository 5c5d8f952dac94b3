//! The day as it might have gone: clocks, notes and marksheets, up to the moment that is wanted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::random::Random;
use super::schedule;
use super::{Maker, Planned, bank};
use crate::centre::marksheet::{Rating, WhyNot};
use crate::centre::marksheets;
use crate::centre::notes::{self, Content, Direction, Shown};
use crate::centre::{Author, Change, Sheet, clocks};
use crate::ids::{AssessorId, CandidateId, CompetencyId, NoteId, Origin, SessionId};
use crate::planning::times;
use crate::scenario::{Exercise, Family, Phase, PhaseKind, Scenario};
use crate::time::shifted;

/// Makes all acts of the day that come before its end.
pub(super) fn run(maker: &mut Maker<'_>, sessions: &[Planned]) {
    let acts = Day::new(maker).acts(sessions);
    let until = maker.demo.until;
    let mut kept: BTreeMap<u32, NoteId> = BTreeMap::new();
    for act in acts.into_iter().take_while(|act| act.at <= until) {
        let (key, change) = match act.what {
            What::Do(change) => (None, Some(change)),
            What::Keep(key, change) => (Some(key), Some(change)),
            What::Edit(key, content) => {
                let edit = |note: &NoteId| notes::Change::Edit { note: *note, content };
                (None, kept.get(&key).map(edit).map(Change::Note))
            }
            What::Strike(key) => {
                let strike = |note: &NoteId| notes::Change::Strike { note: *note };
                (None, kept.get(&key).map(strike).map(Change::Note))
            }
        };
        let made = change.and_then(|change| maker.act(act.at, act.by, vec![change]));
        if let (Some(key), Some(entry)) = (key, made) {
            kept.insert(key, NoteId(Origin { entry, place: 0 }));
        }
    }
}

/// What somebody does. A note that is changed later is known by a number until it is kept.
enum What {
    Do(Change),
    Keep(u32, Change),
    Edit(u32, Content),
    Strike(u32),
}

struct Planning {
    at: Timestamp,
    by: Author,
    what: What,
}

/// A note as it will be classified in the end.
struct Jotted {
    key: u32,
    competency: CompetencyId,
    speaks_for: bool,
    text: String,
    /// Kept without a competency, and so classified in the write-up.
    bare: bool,
}

struct Day<'a> {
    scenario: &'a Scenario,
    begins: Timestamp,
    random: Random,
    candidates: Vec<CandidateId>,
    assessors: Vec<AssessorId>,
    extra: Vec<u16>,
    /// How able each candidate is in each competency, around 0.
    skills: Vec<BTreeMap<CompetencyId, f64>>,
    /// How lenient each assessor is, around 0.
    leanings: Vec<f64>,
    acts: Vec<Planning>,
    notes: u32,
}

impl<'a> Day<'a> {
    fn new(maker: &mut Maker<'a>) -> Self {
        let scenario = &maker.demo.scenario;
        let mut random = maker.random.fork();
        let skills = maker.candidates.iter().map(|_| skills(scenario, &mut random)).collect();
        let leanings = maker.assessors.iter().map(|_| random.bell() * 0.3).collect();
        Self {
            scenario,
            begins: maker.demo.begins,
            random,
            candidates: maker.candidates.clone(),
            assessors: maker.assessors.clone(),
            extra: maker.extra.clone(),
            skills,
            leanings,
            acts: Vec::new(),
            notes: 0,
        }
    }

    fn acts(mut self, sessions: &[Planned]) -> Vec<Planning> {
        let mut candidate_free = vec![i64::MIN; self.candidates.len()];
        let mut assessor_free = vec![i64::MIN; self.assessors.len()];
        for (place, session) in sessions.iter().enumerate() {
            let slot = &session.slot;
            let Some(exercise) = self.scenario.exercises.get(slot.exercise) else { continue };
            let comes = schedule::span(exercise, slot.seats.len(), 0).observed_from;
            let candidates =
                slot.seats.iter().filter_map(|seat| candidate_free.get(seat.0)).copied();
            // A paper is marked when somebody has time for it.
            let desk = times::is_desk(exercise);
            let assessors = slot.seats.iter().flat_map(|(_, panel)| panel).filter(|_| !desk);
            let assessors = assessors.filter_map(|known| assessor_free.get(*known));
            let free = candidates.chain(assessors.map(|free| free.saturating_sub(comes))).max();
            let ready = slot.begins.max(free.unwrap_or(i64::MIN).saturating_add(30));
            let begins = ready + self.random.between(-15, 110);
            let (left, written) = self.session(place, session, exercise, begins);
            for (candidate, panel) in &slot.seats {
                if let Some(free) = candidate_free.get_mut(*candidate) {
                    *free = left;
                }
                for assessor in panel.iter().filter(|_| !desk) {
                    if let Some(free) = assessor_free.get_mut(*assessor) {
                        *free = written;
                    }
                }
            }
        }
        // A stable sort: what one session does in a second stays in its order.
        self.acts.sort_by_key(|act| act.at);
        self.acts
    }

    fn at(&self, second: i64) -> Timestamp {
        shifted(self.begins, SignedDuration::from_secs(second))
    }

    fn clock(&mut self, second: i64, change: clocks::Change) {
        let (at, by) = (self.at(second), Author::Facilitator);
        self.acts.push(Planning { at, by, what: What::Do(Change::Clock(change)) });
    }

    /// One session; gives when the candidates left and the assessors were done.
    fn session(
        &mut self,
        place: usize,
        session: &Planned,
        exercise: &Exercise,
        begins: i64,
    ) -> (i64, i64) {
        let id = session.id;
        let seats = &session.slot.seats;
        let most = seats.iter().filter_map(|seat| self.extra.get(seat.0)).max().copied();
        let mut jotted: BTreeMap<Sheet, Vec<Jotted>> = BTreeMap::new();
        let (mut at, mut left, mut rates_from) = (begins, begins, None);
        self.clock(at, clocks::Change::Start { session: id });
        for (count, phase) in exercise.phases.iter().enumerate() {
            let mut from = at;
            // Somebody now and then presses late, and puts it right.
            if count == 0 && (place == 3 || self.random.once_in(25)) {
                from -= self.random.between(25, 80);
                let true_start = self.at(from);
                let phase = phase.id.clone();
                let put_right = clocks::Change::SetTrueStart { session: id, phase, at: true_start };
                let noticed = at + self.random.between(20, 60);
                self.clock(noticed, put_right);
            }
            let percent = if phase.takes_extra_time(seats.len()) { most.unwrap_or(0) } else { 0 };
            let length = i64::from(phase.length.with_extra_percent(percent).as_secs());
            let lost =
                if phase.kind.is_observed() { self.disturb(place, id, from, length) } else { 0 };
            self.injects(id, exercise, phase, from);
            if phase.kind.is_observed() {
                self.notes(session, exercise, (from, length), &mut jotted);
            }
            if phase.kind == PhaseKind::WriteUp {
                rates_from.get_or_insert(at);
            }
            at = from + length + lost + self.random.between(-4, 35).max(0);
            if phase.kind != PhaseKind::WriteUp {
                left = at;
            }
            self.clock(at, clocks::Change::Next { session: id, ends: phase.id.clone() });
        }
        let written = self.marksheets(place, session, exercise, rates_from.unwrap_or(at), jotted);
        (left, at.max(written))
    }

    /// A hold or an extension; gives by how much the phase gets longer.
    fn disturb(&mut self, place: usize, session: SessionId, from: i64, length: i64) -> i64 {
        let mut lost = 0;
        if place == 1 || self.random.once_in(9) {
            let at = from + self.random.between(length / 5, length / 2 + 1);
            let held = self.random.between(40, 200);
            self.clock(at, clocks::Change::Hold { session });
            self.clock(at + held, clocks::Change::GoOn { session });
            lost += held;
        }
        if place == 2 || self.random.once_in(12) {
            let by_secs = *self.random.pick(&[60, 120, 300]).unwrap_or(&60);
            let at = from + lost + length - self.random.between(20, 120).min(length / 4);
            self.clock(at, clocks::Change::Extend { session, by_secs });
            lost += i64::from(by_secs);
        }
        lost
    }

    fn injects(&mut self, session: SessionId, exercise: &Exercise, phase: &Phase, from: i64) {
        for inject in exercise.injects.iter().filter(|inject| inject.phase == phase.id) {
            let late = self.random.between(2, 25);
            let second = from + i64::from(inject.minute.as_secs()) + late;
            self.clock(second, clocks::Change::Give { session, inject: inject.id.clone() });
        }
    }

    /// What the assessors of a session write down while they watch.
    fn notes(
        &mut self,
        session: &Planned,
        exercise: &Exercise,
        (from, length): (i64, i64),
        jotted: &mut BTreeMap<Sheet, Vec<Jotted>>,
    ) {
        let watched = |seats: &[(usize, Vec<usize>)], assessor: usize| -> i64 {
            let count = seats.iter().filter(|seat| seat.1.contains(&assessor)).count();
            i64::try_from(count.max(1)).unwrap_or(1)
        };
        for (candidate, panel) in &session.slot.seats {
            for assessor in panel {
                let Some(sheet) = self.sheet(session, *candidate, *assessor) else { continue };
                // About one a minute and a half, shared among those that one assessor watches.
                let count = (length / 95 / watched(&session.slot.seats, *assessor)).clamp(2, 14);
                let comes_up = self.comes_up(exercise);
                let own = jotted.entry(sheet).or_default();
                for turn in 0..count {
                    let usual = length * turn / count;
                    let second = from + usual + self.random.between(5, (length / count).max(6));
                    self.jot(&comes_up, sheet, *candidate, second, own);
                }
            }
        }
    }

    /// The competencies for which a talk gives an opening: now and then not all.
    fn comes_up(&mut self, exercise: &Exercise) -> Vec<CompetencyId> {
        let mut all: Vec<_> =
            exercise.observes.iter().map(|seen| seen.competency.clone()).collect();
        if all.len() > 2 && self.random.once_in(3) {
            let gone = self.random.pick(&all).cloned();
            all.retain(|competency| Some(competency) != gone.as_ref());
        }
        all
    }

    fn jot(
        &mut self,
        comes_up: &[CompetencyId],
        sheet: Sheet,
        candidate: usize,
        second: i64,
        own: &mut Vec<Jotted>,
    ) {
        // Each once, then what comes up comes up.
        let next = match comes_up.get(own.len()) {
            Some(next) => Some(next),
            None => self.random.pick(comes_up),
        };
        let Some(competency) = next.cloned() else { return };
        let speaks_for = self.random.bell() * 0.7 + self.skill(candidate, &competency) > -0.15;
        let used: BTreeSet<String> = own.iter().map(|note| note.text.clone()).collect();
        let Some(text) = self.behaviour(&competency, speaks_for, &used) else { return };
        self.notes += 1;
        let bare = self.random.once_in(3);
        let note = Jotted { key: self.notes, competency, speaks_for, text, bare };
        let kept = second + 3 + i64::try_from(note.text.len()).unwrap_or(40) / 7;
        let change = notes::Change::Keep {
            sheet,
            began: self.at(second),
            content: note.content(!note.bare),
        };
        let by = Author::Assessor(sheet.assessor);
        let what = What::Keep(note.key, Change::Note(change));
        self.acts.push(Planning { at: self.at(kept), by, what });
        own.push(note);
    }

    fn behaviour(
        &mut self,
        competency: &CompetencyId,
        speaks_for: bool,
        used: &BTreeSet<String>,
    ) -> Option<String> {
        let known = self.scenario.competency(competency)?;
        let indicators = if speaks_for { &known.positive } else { &known.negative };
        let bank = bank::behaviours(competency.as_str(), speaks_for).iter().copied();
        let all = bank.chain(indicators.iter().map(|indicator| indicator.text.as_str()));
        let fresh: Vec<&str> = all.filter(|text| !used.contains(*text)).collect();
        self.random.pick(&fresh).map(|text| (*text).to_owned())
    }

    /// Classifying and rating, from the end of the run until the marksheet is submitted. Gives
    /// when the last assessor was done.
    fn marksheets(
        &mut self,
        place: usize,
        session: &Planned,
        exercise: &Exercise,
        from: i64,
        mut jotted: BTreeMap<Sheet, Vec<Jotted>>,
    ) -> i64 {
        let mut last = from;
        // An assessor who watched two candidates writes up one after the other.
        let mut next: BTreeMap<usize, i64> = BTreeMap::new();
        for (candidate, panel) in &session.slot.seats {
            for assessor in panel {
                let Some(sheet) = self.sheet(session, *candidate, *assessor) else { continue };
                let own = jotted.remove(&sheet).unwrap_or_default();
                let start = next.get(assessor).copied().unwrap_or(from);
                let done = self.marksheet(exercise, (*candidate, *assessor), sheet, start, &own);
                next.insert(*assessor, done);
                last = last.max(done);
                if (place == 0 && *panel == [*assessor]) || self.random.once_in(30) {
                    self.amend(exercise, sheet, done);
                }
            }
        }
        last
    }

    fn marksheet(
        &mut self,
        exercise: &Exercise,
        (candidate, assessor): (usize, usize),
        sheet: Sheet,
        from: i64,
        own: &[Jotted],
    ) -> i64 {
        let by = Author::Assessor(sheet.assessor);
        let mut second = from + self.random.between(10, 30);
        for note in own {
            let what = if self.random.once_in(40) {
                What::Strike(note.key)
            } else if note.bare && !self.random.once_in(12) {
                What::Edit(note.key, note.content(true))
            } else {
                continue;
            };
            second += self.random.between(4, 12);
            self.acts.push(Planning { at: self.at(second), by, what });
        }
        for observed in &exercise.observes {
            let competency = &observed.competency;
            let about = own.iter().filter(|note| note.competency == *competency);
            let (good, bad): (Vec<_>, Vec<_>) = about.partition(|note| note.speaks_for);
            let evidence = evidence(good.len(), bad.len());
            let lean = self.leanings.get(assessor).copied().unwrap_or(0.0);
            let skill = self.skill(candidate, competency);
            let rating = self.rating(0.8 * skill + 0.6 * evidence + lean, good.len() + bad.len());
            second += self.random.between(20, 60);
            self.rate(sheet, competency, rating, second);
            if self.random.once_in(2)
                && let Some(text) = self.reason(rating, good.first(), bad.first())
            {
                second += self.random.between(15, 50);
                let competency = competency.clone();
                let reason = marksheets::Change::Reason { sheet, competency, text };
                self.mark(second, by, reason);
            }
        }
        let late = if self.random.once_in(4) { self.random.between(900, 2700) } else { 0 };
        let submitted = second + self.random.between(15, 120) + late;
        self.mark(submitted - 1, by, marksheets::Change::Declare { sheet });
        self.mark(submitted, by, marksheets::Change::Submit { sheet });
        // Those who are late go on with their next session and hand in during a break.
        submitted - late
    }

    fn rate(&mut self, sheet: Sheet, competency: &CompetencyId, rating: Rating, second: i64) {
        let (competency, rating) = (competency.clone(), Some(rating));
        let rate = marksheets::Change::Rate { sheet, competency, rating };
        self.mark(second, Author::Assessor(sheet.assessor), rate);
    }

    fn mark(&mut self, second: i64, by: Author, change: marksheets::Change) {
        let what = What::Do(Change::Marksheet(change));
        self.acts.push(Planning { at: self.at(second), by, what });
    }

    /// A marksheet is reopened, one rating is changed with its reason, and it is submitted again.
    fn amend(&mut self, exercise: &Exercise, sheet: Sheet, submitted: i64) {
        let by = Author::Assessor(sheet.assessor);
        let Some(observed) = self.random.pick(&exercise.observes).cloned() else { return };
        let level = self.rating(0.0, 1);
        let second = submitted + 3000 + self.random.between(0, 600);
        let reason = (*self.random.pick(&bank::REOPENED).unwrap_or(&"")).to_owned();
        self.mark(second, by, marksheets::Change::Reopen { sheet, reason });
        self.rate(sheet, &observed.competency, level, second + 40);
        let competency = observed.competency;
        let text = "Changed after reading my notes again.".to_owned();
        self.mark(second + 75, by, marksheets::Change::Reason { sheet, competency, text });
        self.mark(second + 109, by, marksheets::Change::Declare { sheet });
        self.mark(second + 110, by, marksheets::Change::Submit { sheet });
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the places of a scale"
    )]
    fn rating(&mut self, ability: f64, notes: usize) -> Rating {
        // What somebody wrote notes on was observed.
        if notes == 0 && !self.random.once_in(3) {
            let why = [WhyNot::NoOpportunity, WhyNot::NoOpportunity, WhyNot::NotShown];
            let why = if self.random.once_in(12) {
                Some(&WhyNot::Interrupted)
            } else {
                self.random.pick(&why)
            };
            return Rating::NotObserved(*why.unwrap_or(&WhyNot::NotShown));
        }
        let levels = &self.scenario.scale.levels;
        let top = levels.len().saturating_sub(1) as f64;
        let place = top / 2.0 + (ability + self.random.bell() * 0.35) * top / 4.0 + 0.15;
        let level = levels.get(place.round().clamp(0.0, top) as usize);
        level.map_or(Rating::NotObserved(WhyNot::NotShown), |level| Rating::Level(level.number))
    }

    /// What spoke for and against, in the words of the notes.
    fn reason(
        &mut self,
        rating: Rating,
        good: Option<&&Jotted>,
        bad: Option<&&Jotted>,
    ) -> Option<String> {
        let Rating::Level(level) = rating else { return None };
        let (low, high) = self.scenario.scale.range()?;
        let high_half = u16::from(level) * 2 >= u16::from(low) + u16::from(high);
        let closings = match (good, bad) {
            (Some(_), Some(_)) => &bank::MIXED,
            _ if high_half => &bank::STRONG,
            _ => &bank::WEAK,
        };
        let closing = *self.random.pick(closings)?;
        let first = if high_half { good.or(bad) } else { bad.or(good) }?;
        Some(format!("{}. {closing}", first.text.trim_end_matches('.')))
    }

    fn skill(&self, candidate: usize, competency: &CompetencyId) -> f64 {
        let of = self.skills.get(candidate).and_then(|skills| skills.get(competency));
        of.copied().unwrap_or(0.0)
    }

    fn sheet(&self, session: &Planned, candidate: usize, assessor: usize) -> Option<Sheet> {
        Some(Sheet {
            session: session.id,
            candidate: *self.candidates.get(candidate)?,
            assessor: *self.assessors.get(assessor)?,
        })
    }
}

impl Jotted {
    fn content(&self, classified: bool) -> Content {
        let direction = if self.speaks_for { Direction::For } else { Direction::Against };
        Content {
            text: self.text.clone(),
            direction: classified.then_some(direction),
            shows: classified.then(|| Shown::of(self.competency.clone())).into_iter().collect(),
        }
    }
}

/// A candidate is able in general, in each family, and in each competency.
fn skills(scenario: &Scenario, random: &mut Random) -> BTreeMap<CompetencyId, f64> {
    let general = random.bell() * 0.5;
    let (leads, manages, else_) = (random.bell() * 0.5, random.bell() * 0.5, random.bell() * 0.5);
    let skill = |competency: &crate::scenario::Competency| {
        let family = match competency.family {
            Family::Leadership => leads,
            Family::Management => manages,
            Family::Other(_) => else_,
        };
        (competency.id.clone(), general + family + random.bell() * 0.35)
    };
    scenario.framework.competencies.iter().map(skill).collect()
}

/// From -1 (all against) to 1 (all for).
fn evidence(good: usize, bad: usize) -> f64 {
    let all = good + bad;
    if all == 0 { 0.0 } else { (good as f64 - bad as f64) / all as f64 }
}
