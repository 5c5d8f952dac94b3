//! The plan of a day on which everybody can be there: found as for any other centre.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::schedule::Slot;
use super::{Maker, Planned, bank};
use crate::centre::frame::{self, Lunch};
use crate::centre::{Author, Change};
use crate::people;
use crate::planning::adopt;
use crate::planning::pose::{self, pose};
use crate::time::{Length, shifted};
use crate::timetable::solve::Solver;

/// The most candidates that are planned for one day.
pub(super) const MOST_ON_A_DAY: usize = 48;

/// How long the search betters the plan.
const ROUNDS: u32 = 8;

/// How long the day lasts, and when lunch is, after its first session begins.
const DAY: SignedDuration = SignedDuration::from_mins(9 * 60 + 30);
const LUNCH: (SignedDuration, SignedDuration) =
    (SignedDuration::from_mins(150), SignedDuration::from_mins(315));

/// How long the welcome before the first session may last.
const WELCOME: SignedDuration = SignedDuration::from_mins(60);

/// When a day begins that is to begin at `wanted`, and its date: so early that all of it lies on
/// that date.
pub(super) fn on_one_date(wanted: Timestamp, zone: &TimeZone) -> (Timestamp, Date) {
    let date = shifted(wanted, -WELCOME).to_zoned_datetime(zone.clone()).date();
    let last = zone.to_timestamp(date.at(23, 55, 0, 0));
    let latest = last.map_or(wanted, |end| shifted(end, -DAY));
    (wanted.min(latest), date)
}

/// Names rooms and role players, frames the day and plans it, each as one act. Nothing when there
/// is no plan.
pub(super) fn plan(maker: &mut Maker<'_>) -> Vec<Planned> {
    let Some(frame) = frame(maker) else { return Vec::new() };
    let before = shifted(maker.demo.begins, SignedDuration::from_mins(-55));
    let count = maker.assessors.len();
    let rooms = bank::ROOMS
        .iter()
        .take(count.max(4))
        .map(|name| people::Change::AddRoom { name: (*name).to_owned() });
    let players = maker.extra.len().div_ceil(4).max(2);
    let players = (0..players)
        .map(|place| people::Change::AddRolePlayer { name: super::invented(place, 17) });
    let named: Vec<Change> = rooms.chain(players).map(Change::People).collect();
    maker.act(before, Author::Facilitator, named);
    for change in frame {
        maker.act(before, Author::Facilitator, vec![Change::Frame(change)]);
    }
    let posed = pose(maker.record.centre(), &maker.demo.zone, maker.demo.begins);
    let mut solver = Solver::new(&posed.problem, maker.demo.seed);
    for round in 0..ROUNDS {
        solver.round(f64::from(round) / f64::from(ROUNDS));
    }
    let Some((_, plan)) = solver.best() else { return Vec::new() };
    let changes = adopt(maker.record.centre(), &posed, &plan);
    if maker.act(before, Author::Facilitator, changes).is_none() {
        return Vec::new();
    }
    planned(maker)
}

/// The frame, if the whole day lies on one date.
fn frame(maker: &Maker<'_>) -> Option<Vec<frame::Change>> {
    let demo = maker.demo;
    let at = |after: SignedDuration| -> Option<Time> {
        let moment = shifted(demo.begins, after).to_zoned_datetime(demo.zone.clone());
        (moment.date() == demo.date).then(|| moment.time())
    };
    let opening = pose::opening(maker.record.centre()).as_duration();
    let (begins, ends) = (at(opening.saturating_mul(-1))?, at(DAY)?);
    let lunch = |minutes| {
        let length = Length::minutes(minutes);
        Some(Lunch { length, earliest: at(LUNCH.0)?, latest_end: at(LUNCH.1)? })
    };
    let mut changes = vec![frame::Change::Begins(begins), frame::Change::Ends(ends)];
    if begins >= maker.record.centre().frame.ends {
        changes.reverse();
    }
    changes.push(frame::Change::CandidateLunch(Some(lunch(45)?)));
    changes.push(frame::Change::AssessorLunch(Some(lunch(30)?)));
    Some(changes)
}

/// The sessions of the centre as the day will run them.
fn planned(maker: &Maker<'_>) -> Vec<Planned> {
    let centre = maker.record.centre();
    let secs = |planned: Timestamp| planned.duration_since(maker.demo.begins).as_secs();
    let sessions = centre.planned_sessions();
    sessions
        .into_iter()
        .filter_map(|session| {
            let exercise = centre
                .scenario
                .exercises
                .iter()
                .position(|exercise| exercise.id == session.exercise)?;
            let seats = session.seats.iter().filter_map(|seat| {
                let candidate = maker.candidates.iter().position(|id| *id == seat.candidate)?;
                let assessor = |id| maker.assessors.iter().position(|known| known == id);
                Some((candidate, seat.assessors.iter().filter_map(assessor).collect()))
            });
            let slot =
                Slot { exercise, seats: seats.collect(), room: 0, begins: secs(session.planned?) };
            Some(Planned { id: session.id, slot })
        })
        .collect()
}
