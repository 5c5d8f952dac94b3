//! What a plan of this centre has to fit.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::posed::Posed;
use super::read;
use super::times::{self, Parts};
use crate::centre::attendance::{self, Attendee};
use crate::centre::{Centre, frame};
use crate::ids::{AssessorId, CandidateId, RolePlayerId};
use crate::people::{self, Hours};
use crate::scenario::running::{Carousel, Moment, Rotation, Station};
use crate::scenario::{Exercise, Rule};
use crate::time::{Length, shifted};
use crate::timetable::circuit::Circuit;
use crate::timetable::{self, Form, Group, Minute, Problem, Weights, Who};

/// A plan begins its sessions on steps of so many minutes.
pub const STEP: Minute = 5;

/// The day on which the centre is held: its date, or the day of `now`.
pub fn date_of(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Date {
    centre.details.date.unwrap_or_else(|| now.to_zoned_datetime(zone.clone()).date())
}

/// The moment of a time of that day.
pub fn moment_of(date: Date, at: Time, zone: &TimeZone) -> Timestamp {
    let zoned = date.to_datetime(at).to_zoned_datetime(zone.clone());
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// How long the events last with which the day begins, before the first exercise.
pub fn opening(centre: &Centre) -> Length {
    let first = centre.scenario.events.iter().filter(|event| event.when == Moment::Opening);
    first.fold(Length::ZERO, |sum, event| sum.plus(event.length))
}

/// What a plan of this centre has to fit. Whoever is absent or has withdrawn has no part in it, and
/// nobody who is expected late begins before.
pub fn pose(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Posed {
    let here = centre.people.candidates().into_iter().filter(|known| takes_part(centre, known.id));
    let mut posed = posed(centre, zone, now, here.collect());
    heed_the_late(centre, &mut posed);
    let left = left(centre, &posed);
    posed.problem.away.extend(left);
    posed
}

/// What a plan has to fit with everybody who is on the list, whoever came.
pub(super) fn pose_listed(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Posed {
    posed(centre, zone, now, centre.people.candidates())
}

/// Whether the candidate is neither absent nor withdrawn.
pub(super) fn takes_part(centre: &Centre, candidate: CandidateId) -> bool {
    let known = centre.attendance.get(&attendance::Person::Candidate(candidate));
    known.is_none_or(Attendee::takes_part)
}

/// Before when a candidate who is expected late, and has not come, cannot begin.
pub fn expected(centre: &Centre, candidate: CandidateId) -> Option<Timestamp> {
    let known = centre.attendance.get(&attendance::Person::Candidate(candidate))?;
    let begun = || centre.sessions_of(candidate).any(|session| session.clock.has_begun());
    known.expected.filter(|_| known.arrived.is_none() && !begun())
}

/// Nobody who is expected late begins before.
pub(super) fn heed_the_late(centre: &Centre, posed: &mut Posed) {
    for (place, id) in posed.candidates.iter().enumerate() {
        let Some(from) = expected(centre, *id).map(|at| posed.minute_up(at)) else { continue };
        let horizon = posed.problem.horizon;
        let known = posed.problem.candidates.get_mut(place);
        if let Some(known) = known.filter(|_| from > 0) {
            let (begins, ends) = known.present.unwrap_or((0, horizon));
            known.present = Some((begins.max(from), ends));
        }
    }
}

/// What sessions still take up that have begun for people who have left since.
fn left(centre: &Centre, posed: &Posed) -> Vec<(Who, (Minute, Minute))> {
    let mut away = Vec::new();
    for session in centre.planned_sessions() {
        let all_left = session.seats.iter().all(|seat| !posed.candidates.contains(&seat.candidate));
        let begun = session.clock.has_begun() && all_left;
        let Some(times) = times::of_session(centre, session).filter(|_| begun) else { continue };
        let (run, ended) = (posed.minute(times.run), posed.minute_up(times.ended));
        let written = posed.minute_up(times.written);
        let assessor = |id: &AssessorId| posed.assessors.iter().position(|known| known == id);
        if session.markings.is_empty() {
            let panel = session.assessors();
            let panel = panel.iter().filter_map(assessor);
            away.extend(panel.map(|place| (Who::Assessor(place), (run, written))));
        }
        let known = posed.exercises.iter().position(|known| *known == session.exercise);
        let marks = known.and_then(|place| posed.problem.exercises.get(place));
        let marks = marks.map_or(0, |known| known.write_up);
        away.extend(session.markings.iter().filter_map(|marking| {
            let at = posed.minute(marking.at);
            Some((Who::Assessor(assessor(&marking.assessor)?), (at, at + marks)))
        }));
        let room = posed.rooms.iter().position(|known| *known == session.room);
        away.extend(room.map(|place| (Who::Room(place), (run, ended))));
        let player = |id: &RolePlayerId| posed.players.iter().position(|known| known == id);
        let players = session.players.iter().filter_map(player);
        away.extend(players.map(|place| (Who::Player(place), (run, ended))));
    }
    away
}

fn posed(
    centre: &Centre,
    zone: &TimeZone,
    now: Timestamp,
    candidates: Vec<&people::Candidate>,
) -> Posed {
    let date = date_of(centre, zone, now);
    let ids = candidates.iter().map(|known| known.id).collect();
    let day = Day { centre, date, zone, candidates };
    let begins = shifted(moment_of(date, centre.frame.begins, zone), opening(centre).as_duration());
    let mut posed = Posed {
        problem: Problem::default(),
        origin: begins,
        exercises: centre.scenario.exercises.iter().map(|known| known.id.clone()).collect(),
        candidates: ids,
        assessors: centre.people.assessors().iter().map(|known| known.id).collect(),
        players: centre.people.role_players().iter().map(|known| known.id).collect(),
        rooms: centre.people.rooms().iter().map(|known| known.name.clone()).collect(),
    };
    posed.problem = day.problem(&posed);
    posed.problem.pinned = read::pinned(centre, &posed);
    if let Rotation::Carousel(carousel) = &centre.scenario.rotation {
        let circuit = circuit(carousel, &posed);
        // In a rotation everybody moves on in the time that it gives.
        posed.problem.gap = circuit.change;
        posed.problem.circuit = Some(circuit);
    }
    posed
}

/// The stations of the carousel by their places in the posed problem.
fn circuit(carousel: &Carousel, posed: &Posed) -> Circuit {
    let place = |station: &Station| match station {
        Station::Exercise(id) => posed.exercises.iter().position(|known| known == id),
        Station::Rest(_) => None,
    };
    Circuit {
        stations: carousel.stations.iter().map(place).collect(),
        period: minutes(carousel.period),
        change: minutes(carousel.change),
    }
}

/// How many assessors see each candidate unless somebody says otherwise (rule A1): half of them, but no
/// more than have something to rate.
pub fn usual_distinct(centre: &Centre) -> usize {
    let exercises = centre.scenario.exercises.iter();
    let ratings = exercises.map(|known| usize::from(known.assessors_per_candidate)).sum();
    let half = centre.people.assessors().len().div_ceil(2);
    half.max(figure(centre, Rule::A1, 0)).min(ratings)
}

fn figure(centre: &Centre, rule: Rule, place: usize) -> usize {
    let figure = centre.scenario.rules.figure(rule, place).unwrap_or(1);
    usize::try_from(figure).unwrap_or(usize::MAX)
}

struct Day<'a> {
    centre: &'a Centre,
    date: Date,
    zone: &'a TimeZone,
    candidates: Vec<&'a people::Candidate>,
}

impl Day<'_> {
    fn problem(&self, posed: &Posed) -> Problem {
        let centre = self.centre;
        let frame = &centre.frame;
        let scenario = &centre.scenario;
        let exercises: Vec<timetable::Exercise> =
            scenario.exercises.iter().map(|known| self.exercise(known)).collect();
        let ends = posed.minute(moment_of(self.date, frame.ends, self.zone));
        let ratings: usize = exercises.iter().map(|exercise| exercise.raters).sum();
        let usual = usual_distinct(centre);
        let distinct = frame.distinct.map_or(usual, usize::from).min(ratings);
        Problem {
            step: STEP,
            horizon: ends.max(0),
            exercises,
            candidates: self.candidates(posed),
            assessors: self.assessors(posed),
            role_players: self.role_players(posed),
            rooms: self.rooms(posed),
            desks: frame.desks.map(usize::from),
            gap: minutes(frame.gap),
            candidate_lunch: frame.candidate_lunch.and_then(|lunch| self.lunch(posed, lunch)),
            assessor_lunch: frame.assessor_lunch.and_then(|lunch| self.lunch(posed, lunch)),
            distinct,
            same_pair: usize::from(frame.same_pair),
            closed: self.closed(posed),
            away: Vec::new(),
            pinned: Vec::new(),
            welcomed: scenario.events.iter().any(|event| event.when == Moment::Opening),
            seen_off: scenario.events.iter().any(|event| event.when == Moment::Closing),
            circuit: None,
            weights: Weights { again: 5, ..Weights::default() },
        }
    }

    fn figure(&self, rule: Rule, place: usize) -> usize {
        figure(self.centre, rule, place)
    }

    fn exercise(&self, known: &Exercise) -> timetable::Exercise {
        let people = &self.centre.people;
        let parts = times::parts(known, |phase| phase.length);
        let raters = usize::from(known.assessors_per_candidate);
        let players =
            if people.role_players().is_empty() { 0 } else { times::takes_players(known) };
        let form = if times::is_desk(known) {
            Form::Desk
        } else if times::is_group(known) {
            Form::Group(self.group(known, raters))
        } else {
            Form::Alone
        };
        timetable::Exercise {
            form,
            run: minutes(parts.run),
            write_up: minutes(parts.write_up),
            raters,
            in_room: !people.rooms().is_empty() && form != Form::Desk,
            players,
        }
    }

    /// As few groups as the largest size allows, and as many assessors as rule A3 wants, or, where
    /// there are not so many, as it allows with a reason.
    fn group(&self, known: &Exercise, raters: usize) -> Group {
        let people = &self.centre.people;
        let candidates = self.candidates.len();
        let max = usize::from(known.group.max).max(1);
        let sessions = candidates.div_ceil(max).max(1);
        let largest = candidates.div_ceil(sessions).max(1);
        let able = people.assessors().iter().filter(|one| one.may_rate(&known.id)).count();
        let panel = |most_each: usize| (largest * raters).div_ceil(most_each.max(1)).max(raters);
        let (few, many) = (self.figure(Rule::A3, 0).max(1), self.figure(Rule::A3, 1).max(1));
        let most_each = if panel(few) <= able { few } else { many.max(few) };
        Group {
            min: usize::from(known.group.min),
            max,
            sessions,
            panel: panel(most_each),
            most_each,
        }
    }

    fn candidates(&self, posed: &Posed) -> Vec<timetable::Candidate> {
        let centre = self.centre;
        let leave_by = centre.frame.leave_by;
        let of = |known: &&people::Candidate| {
            let lengths = centre.scenario.exercises.iter().map(|exercise| {
                let together = if times::is_group(exercise) { 2 } else { 1 };
                let Parts { prep, run, .. } = times::parts_for(known, exercise, together);
                (minutes(prep), minutes(run))
            });
            let conflicts = posed.assessors.iter().enumerate();
            timetable::Candidate {
                lengths: lengths.collect(),
                conflicts: conflicts
                    .filter(|(_, assessor)| centre.people.apart(known.id, **assessor).is_some())
                    .map(|(place, _)| place)
                    .collect(),
                step_free: known.step_free,
                present: self.present(posed, known.present, leave_by),
            }
        };
        self.candidates.iter().map(of).collect()
    }

    fn assessors(&self, posed: &Posed) -> Vec<timetable::Assessor> {
        let exercises = &self.centre.scenario.exercises;
        let of = |known: &&people::Assessor| timetable::Assessor {
            trained: exercises.iter().map(|exercise| known.may_rate(&exercise.id)).collect(),
            present: self.present(posed, known.present, None),
        };
        self.centre.people.assessors().iter().map(of).collect()
    }

    fn role_players(&self, posed: &Posed) -> Vec<timetable::RolePlayer> {
        let exercises = &self.centre.scenario.exercises;
        let of = |known: &&people::RolePlayer| timetable::RolePlayer {
            plays: exercises
                .iter()
                .map(|exercise| times::takes_players(exercise) > 0 && known.plays_in(&exercise.id))
                .collect(),
            reset: minutes(known.reset),
            present: self.present(posed, known.present, None),
        };
        self.centre.people.role_players().iter().map(of).collect()
    }

    fn rooms(&self, posed: &Posed) -> Vec<timetable::Room> {
        let exercises = &self.centre.scenario.exercises;
        let of = |known: &&people::Room| timetable::Room {
            fitted: exercises
                .iter()
                .map(|exercise| !times::is_desk(exercise) && known.is_fitted(&exercise.id))
                .collect(),
            capacity: known.capacity.map_or(usize::MAX, usize::from),
            step_free: known.step_free,
            present: self.present(posed, known.present, None),
        };
        self.centre.people.rooms().iter().map(of).collect()
    }

    /// From when to when somebody is there, as minutes of the plan.
    fn present(
        &self,
        posed: &Posed,
        hours: Option<Hours>,
        leave_by: Option<Time>,
    ) -> Option<(Minute, Minute)> {
        let minute = |at: Time| posed.minute(moment_of(self.date, at, self.zone));
        let whole = (0, minute(self.centre.frame.ends));
        let own = hours.map_or(whole, |hours| (minute(hours.from), minute(hours.until)));
        let until = leave_by.map_or(own.1, |at| own.1.min(minute(at)));
        (hours.is_some() || leave_by.is_some()).then_some((own.0.max(0), until))
    }

    /// Lunch as minutes of the plan; none where people can eat before the day begins, or after it.
    fn lunch(&self, posed: &Posed, lunch: frame::Lunch) -> Option<timetable::Lunch> {
        let minute = |at: Time| posed.minute(moment_of(self.date, at, self.zone));
        let length = minutes(lunch.length);
        let (earliest, latest_end) = (minute(lunch.earliest), minute(lunch.latest_end));
        let outside =
            earliest + length <= 0 || latest_end - length >= minute(self.centre.frame.ends);
        let earliest = earliest.max(0);
        (!outside).then_some(timetable::Lunch { length, earliest, latest_end })
    }

    /// When all candidates are at an event that has a time of its own.
    fn closed(&self, posed: &Posed) -> Vec<(Minute, Minute)> {
        let events = self.centre.scenario.events.iter();
        let timed = events.filter(|event| event.when == Moment::Between).filter_map(|event| {
            let at = self.centre.frame.events.get(&event.id)?;
            let from = posed.minute(moment_of(self.date, *at, self.zone));
            Some((from, from + minutes(event.length)))
        });
        timed.collect()
    }
}

/// Whole minutes, rounded up.
fn minutes(length: Length) -> Minute {
    Minute::try_from(length.as_secs().div_ceil(60)).unwrap_or(Minute::MAX)
}
