//! The frame of the day: from when to when it lasts, what lies between, and who eats when.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::Centre;
use crate::ids::{AssessorId, CandidateId, EventId};
use crate::time::Length;

/// The frame of the day, in the time of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// When the first event begins, or the first exercise.
    pub begins: Time,
    /// By when the last marksheet is written.
    pub ends: Time,
    /// By when the last candidate leaves; with everybody else when unknown.
    pub leave_by: Option<Time>,
    /// What a candidate has after each exercise, to rest and to move.
    pub gap: Length,
    /// When candidates eat; not at all when unknown.
    pub candidate_lunch: Option<Lunch>,
    /// When assessors eat; not at all when unknown.
    pub assessor_lunch: Option<Lunch>,
    /// How many candidates can prepare and write at desks at once; all when unknown.
    pub desks: Option<u16>,
    /// Rule A1: how many different assessors see each candidate; half of them when unknown.
    pub distinct: Option<u8>,
    /// How often the same assessor sees a candidate at most.
    pub same_pair: u8,
    /// When the events begin that lie between exercises.
    pub events: BTreeMap<EventId, Time>,
    /// When each person's lunch begins, as the timetable has it.
    pub lunches: BTreeMap<Who, Timestamp>,
}

/// A meal within its window (rule T4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lunch {
    /// How long.
    pub length: Length,
    /// Not before.
    pub earliest: Time,
    /// Ended by.
    pub latest_end: Time,
}

/// Somebody who eats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Who {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
}

/// What can happen to the frame of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// When the day begins.
    Begins(Time),
    /// By when the last marksheet is written.
    Ends(Time),
    /// By when the last candidate leaves.
    LeaveBy(Option<Time>),
    /// What a candidate has after each exercise.
    Gap(Length),
    /// When candidates eat.
    CandidateLunch(Option<Lunch>),
    /// When assessors eat.
    AssessorLunch(Option<Lunch>),
    /// How many desks there are.
    Desks(Option<u16>),
    /// How many different assessors see each candidate.
    Distinct(Option<u8>),
    /// How often the same assessor sees a candidate at most.
    SamePair(u8),
    /// When an event begins; when it suits if unknown.
    Event {
        /// Which.
        event: EventId,
        /// When.
        at: Option<Time>,
    },
    /// When each of these people eats.
    Lunches(Vec<(Who, Timestamp)>),
}

/// Why a change to the frame cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The day would end before it begins.
    EndsFirst,
    /// The meal does not fit into its window.
    ShortLunch,
    /// The same assessor must be able to see a candidate once.
    NoPair,
    /// The scenario has no such event.
    NoSuchEvent,
    /// The gap is longer than the day.
    LongGap,
}

const fn clock(hour: i8, minute: i8) -> Time {
    Time::constant(hour, minute, 0, 0)
}

impl Default for Frame {
    fn default() -> Self {
        let lunch = |minutes| Lunch {
            length: Length::minutes(minutes),
            earliest: clock(11, 30),
            latest_end: clock(14, 0),
        };
        Self {
            begins: clock(9, 0),
            ends: clock(18, 0),
            leave_by: None,
            gap: Length::minutes(5),
            candidate_lunch: Some(lunch(45)),
            assessor_lunch: Some(lunch(30)),
            desks: None,
            distinct: None,
            same_pair: 2,
            events: BTreeMap::new(),
            lunches: BTreeMap::new(),
        }
    }
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let frame = &centre.frame;
    let holds = |holds: bool, refusal| if holds { Ok(()) } else { Err(refusal) };
    match change {
        Change::Begins(at) => holds(*at < frame.ends, Refusal::EndsFirst),
        Change::Ends(at) | Change::LeaveBy(Some(at)) => {
            holds(*at > frame.begins, Refusal::EndsFirst)
        }
        Change::Gap(gap) => holds(*gap <= Length::minutes(240), Refusal::LongGap),
        Change::CandidateLunch(Some(lunch)) | Change::AssessorLunch(Some(lunch)) => {
            let window = lunch.latest_end.duration_since(lunch.earliest);
            holds(window >= lunch.length.as_duration(), Refusal::ShortLunch)
        }
        Change::SamePair(times) => holds(*times > 0, Refusal::NoPair),
        Change::Event { event, at: Some(_) } => {
            let known = centre.scenario.events.iter().any(|known| known.id == *event);
            holds(known, Refusal::NoSuchEvent)
        }
        Change::LeaveBy(None)
        | Change::CandidateLunch(None)
        | Change::AssessorLunch(None)
        | Change::Desks(_)
        | Change::Distinct(_)
        | Change::Event { at: None, .. }
        | Change::Lunches(_) => Ok(()),
    }
}

pub(super) fn apply(frame: &mut Frame, change: &Change) {
    match change {
        Change::Begins(at) => frame.begins = *at,
        Change::Ends(at) => frame.ends = *at,
        Change::LeaveBy(at) => frame.leave_by = *at,
        Change::Gap(gap) => frame.gap = *gap,
        Change::CandidateLunch(lunch) => frame.candidate_lunch = *lunch,
        Change::AssessorLunch(lunch) => frame.assessor_lunch = *lunch,
        Change::Desks(desks) => frame.desks = *desks,
        Change::Distinct(wanted) => frame.distinct = *wanted,
        Change::SamePair(times) => frame.same_pair = *times,
        Change::Event { event, at: Some(at) } => {
            frame.events.insert(event.clone(), *at);
        }
        Change::Event { event, at: None } => {
            frame.events.remove(event);
        }
        Change::Lunches(lunches) => frame.lunches.extend(lunches.iter().copied()),
    }
}
