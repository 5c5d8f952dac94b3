//! A synthetic but plausible centre of any size: for looking around, training, tests and load.
//!
//! It is a list of acts like any other day, made through [`Record`], so whatever holds for a real
//! centre holds for it. The same seed gives the same day.

mod arrivals;
mod bank;
mod day;
mod random;
pub mod rehearsal;
mod schedule;
#[cfg(test)]
mod tests;
mod timetable;

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::centre::sessions::{self, Seat};
use crate::centre::{Act, Author, Change, Record, announcements, details};
use crate::ids::{AssessorId, CandidateId, CentreId, DeviceId, EntryId, Origin, SessionId};
use crate::people;
use crate::scenario::Scenario;
use crate::time::{Now, shifted};
use random::Random;
use schedule::{Means, Slot};

/// The most assessors that are invented.
const MOST_ASSESSORS: usize = 40;
/// The fewest, when there is anybody to assess.
const FEWEST_ASSESSORS: usize = 4;

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
    /// When the first session begins. What does not fit into a day goes on at the same time of
    /// the next.
    pub begins: Timestamp,
    /// How far the day has gone.
    pub until: Timestamp,
    /// The time zone of the place.
    pub zone: TimeZone,
}

impl Demo {
    /// Twelve candidates, part-way through the day: it began so that the second round is about
    /// twenty minutes old, or earlier where the rest of it would not end on the same date.
    pub fn today(scenario: Scenario, now: Timestamp, zone: &TimeZone) -> Self {
        let lasts = |exercise| schedule::span(exercise, 1, 0).assessors_until;
        let round = scenario.exercises.first().map_or(0, lasts);
        let wanted = now.as_second().saturating_sub(round + 27 * 60).div_euclid(300) * 300;
        let wanted = Timestamp::from_second(wanted).unwrap_or(now);
        let (begins, date) = timetable::on_one_date(wanted, zone);
        Self { candidates: 12, seed: 7, scenario, date, begins, until: now, zone: zone.clone() }
    }
}

/// The record of such a day.
pub fn record(demo: &Demo) -> Record {
    lived(Maker { sample: true, ..Maker::new(demo) }, "sample day")
}

fn lived(mut maker: Maker<'_>, what: &str) -> Record {
    let demo = maker.demo;
    maker.people(&format!("{}, {what}", demo.scenario.title));
    let sessions = maker.plan();
    arrivals::check_in(&mut maker);
    day::run(&mut maker, &sessions);
    maker.record
}

/// The same where the day goes on from there: the cues of what runs were given when they were due.
pub fn going_on(demo: &Demo) -> Record {
    let mut maker = Maker { record: record(demo), ..Maker::new(demo) };
    maker.cues();
    maker.record
}

/// A session as it was planned.
struct Planned {
    id: SessionId,
    slot: Slot,
}

struct Maker<'a> {
    demo: &'a Demo,
    /// The centre says that it is a sample.
    sample: bool,
    record: Record,
    random: Random,
    candidates: Vec<CandidateId>,
    assessors: Vec<AssessorId>,
    /// Each candidate's extra time, in percent.
    extra: Vec<u16>,
}

impl<'a> Maker<'a> {
    fn new(demo: &'a Demo) -> Self {
        Self {
            demo,
            sample: false,
            record: Record::new(CentreId(demo.seed ^ 0xDE30), Arc::new(demo.scenario.clone())),
            random: Random::new(demo.seed),
            candidates: Vec::new(),
            assessors: Vec::new(),
            extra: Vec::new(),
        }
    }

    /// One act, if the centre allows it. Every author has a device.
    fn act(&mut self, at: Timestamp, by: Author, changes: Vec<Change>) -> Option<EntryId> {
        self.record.check(&changes).ok()?;
        let own = match by {
            Author::Facilitator => 0,
            Author::Assessor(AssessorId(origin)) => 1 + u32::from(origin.place),
        };
        let session = u32::try_from(self.demo.seed & u64::from(u32::MAX)).unwrap_or(0);
        let device = DeviceId { installation: 0xDE30_0000 | own, session };
        let entry = self.record.next_entry(device, by, Now::at(at), Act::Do(changes));
        let id = entry.id;
        self.record.add(entry);
        Some(id)
    }

    /// Name and date, candidates, assessors and extra time, an hour before the day begins.
    fn people(&mut self, name: &str) {
        let before = shifted(self.demo.begins, SignedDuration::from_hours(-1));
        let about = vec![
            Change::Details(details::Change::Name(name.to_owned())),
            Change::Details(details::Change::HeldOn(self.demo.date)),
        ];
        let sample = Change::Details(details::Change::Sample);
        let about = about.into_iter().chain(self.sample.then_some(sample)).collect();
        self.act(before, Author::Facilitator, about);
        let candidates = self.demo.candidates as usize;
        self.extra = (0..candidates).map(|_| 25 * u16::from(self.random.once_in(10))).collect();
        let assessors = self.assessor_count();
        let mut changes: Vec<Change> = (0..candidates)
            .map(|place| {
                let code = format!("C{:02}", place + 1);
                Change::People(people::Change::AddCandidate { code, name: invented(place, 0) })
            })
            .collect();
        changes.extend((0..assessors).map(|place| {
            Change::People(people::Change::AddAssessor { name: invented(place, 31) })
        }));
        let Some(entry) = self.act(before, Author::Facilitator, changes) else { return };
        let made = |place| Origin { entry, place: u16::try_from(place).unwrap_or(u16::MAX) };
        self.candidates = (0..candidates).map(|place| CandidateId(made(place))).collect();
        self.assessors =
            (candidates..candidates + assessors).map(|place| AssessorId(made(place))).collect();
        let extra = self.extra.iter().zip(&self.candidates).filter(|(percent, _)| **percent > 0);
        let give = |(percent, candidate): (&u16, &CandidateId)| {
            Change::People(people::Change::GiveExtraTime {
                candidate: *candidate,
                exercise: None,
                percent: *percent,
            })
        };
        let extra: Vec<Change> = extra.map(give).collect();
        if !extra.is_empty() {
            self.act(before, Author::Facilitator, extra);
        }
    }

    fn means(assessors: usize) -> Means {
        Means { assessors, rooms: bank::ROOMS.len().max(assessors) }
    }

    /// About one for two candidates; a small centre has as many as it takes to end in a day.
    fn assessor_count(&self) -> usize {
        let candidates = self.extra.len();
        if candidates == 0 {
            return 0;
        }
        let wanted = candidates.div_ceil(2).clamp(FEWEST_ASSESSORS, MOST_ASSESSORS);
        if candidates <= timetable::MOST_ON_A_DAY {
            return wanted + 1;
        }
        let ends_in_a_day = |assessors: &usize| {
            let slots = schedule::plan(&self.demo.scenario, &self.extra, Self::means(*assessors));
            slots.last().is_none_or(|slot| slot.begins < 12 * 3600)
        };
        let most = if candidates <= MOST_ASSESSORS { candidates.max(wanted) } else { wanted };
        (wanted..most).find(ends_in_a_day).unwrap_or(wanted)
    }

    /// The plan of the day: a good one where everybody can be there on one day, else one that goes
    /// over as many days as it takes.
    fn plan(&mut self) -> Vec<Planned> {
        let one_day = self.extra.len() <= timetable::MOST_ON_A_DAY;
        let planned = if one_day { timetable::plan(self) } else { Vec::new() };
        if planned.is_empty() { self.long_plan() } else { planned }
    }

    /// The cues of what runs at the end were given when they were due.
    fn cues(&mut self) {
        for due in crate::day::cues::pending(self.record.centre(), self.demo.until) {
            let (cue, could) = (due.known_as, due.could);
            let sound = announcements::Change::Sound { cue, due: could, speed: 1 };
            let at = could.max(due.since);
            self.act(at, Author::Facilitator, vec![Change::Announcement(sound)]);
        }
    }

    /// A plan made greedily, over several days.
    fn long_plan(&mut self) -> Vec<Planned> {
        let before = shifted(self.demo.begins, SignedDuration::from_mins(-50));
        let means = Self::means(self.assessors.len());
        let slots = schedule::plan(&self.demo.scenario, &self.extra, means);
        let changes: Vec<Change> = slots.iter().filter_map(|slot| self.session(slot)).collect();
        if changes.len() != slots.len() || changes.is_empty() {
            return Vec::new();
        }
        let Some(entry) = self.act(before, Author::Facilitator, changes) else { return Vec::new() };
        let made = |place| Origin { entry, place: u16::try_from(place).unwrap_or(u16::MAX) };
        let planned = slots.into_iter().enumerate();
        planned.map(|(place, slot)| Planned { id: SessionId(made(place)), slot }).collect()
    }

    fn session(&self, slot: &Slot) -> Option<Change> {
        let seat = |(candidate, assessors): &(usize, Vec<usize>)| {
            let assessors = assessors.iter().filter_map(|place| self.assessors.get(*place));
            let candidate = *self.candidates.get(*candidate)?;
            Some(Seat { candidate, assessors: assessors.copied().collect() })
        };
        let planned = shifted(self.demo.begins, SignedDuration::from_secs(slot.begins));
        Some(Change::Session(sessions::Change::Plan {
            exercise: self.demo.scenario.exercises.get(slot.exercise)?.id.clone(),
            seats: slot.seats.iter().map(seat).collect::<Option<_>>()?,
            room: room(slot.room),
            planned: Some(planned),
            players: Vec::new(),
            markings: Vec::new(),
        }))
    }
}

/// An invented name; others for another offset.
fn invented(place: usize, offset: usize) -> String {
    let first = bank::FIRST.get((place * 7 + offset) % bank::FIRST.len()).unwrap_or(&"Ada");
    let shift = place / bank::FIRST.len();
    let last = (place * 11 + offset * 3 + shift) % bank::LAST.len();
    format!("{first} {}", bank::LAST.get(last).unwrap_or(&"Venn"))
}

/// A tree; in a large house there are several of a kind.
fn room(place: usize) -> String {
    let tree = bank::ROOMS.get(place % bank::ROOMS.len()).unwrap_or(&"Oak");
    match place / bank::ROOMS.len() {
        0 => (*tree).to_owned(),
        more => format!("{tree} {}", more + 1),
    }
}
