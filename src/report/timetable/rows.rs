//! Every session, a row for each candidate in it.

use jiff::Timestamp;

use crate::centre::{Centre, Session};
use crate::ids::SessionId;
use crate::planning::times::{self, Times};
use crate::time::shifted;
use crate::words;

/// A candidate in a session.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which session.
    pub session: SessionId,
    /// The candidate begins to prepare; with the run when there is nothing to prepare.
    pub prepares: Timestamp,
    /// The run begins.
    pub from: Timestamp,
    /// The candidates go.
    pub until: Timestamp,
    /// The last assessor has written up, or marked the paper.
    pub written: Timestamp,
    /// Which exercise.
    pub exercise: String,
    /// The candidate's code.
    pub code: String,
    /// The candidate's name.
    pub name: String,
    /// Who rates the candidate.
    pub assessors: Vec<String>,
    /// Who plays.
    pub players: Vec<String>,
    /// Where; empty at desks.
    pub room: String,
}

/// All rows, in the order of time.
pub(super) fn all(centre: &Centre) -> Vec<Row> {
    let sessions = centre.planned_sessions();
    let timed = sessions
        .into_iter()
        .filter_map(|session| Some((session, times::of_session(centre, session)?)));
    let mut rows: Vec<Row> =
        timed.flat_map(|(session, times)| of_session(centre, session, &times)).collect();
    rows.sort_by(|one, other| {
        (one.from, one.session, &one.code).cmp(&(other.from, other.session, &other.code))
    });
    rows
}

fn of_session(centre: &Centre, session: &Session, times: &Times) -> Vec<Row> {
    let exercise = centre.scenario.exercise(&session.exercise);
    let row = |seat: &crate::centre::sessions::Seat| {
        let known = centre.people.candidate(seat.candidate);
        let prep = known.zip(exercise).map(|(known, exercise)| {
            times::parts_for(known, exercise, session.seats.len()).prep.as_duration()
        });
        let write_up = exercise.map(|known| times::parts(known, |phase| phase.length).write_up);
        let marked = session
            .markings
            .iter()
            .filter(|own| own.candidate == seat.candidate)
            .map(|own| shifted(own.at, write_up.unwrap_or_default().as_duration()));
        Row {
            session: session.id,
            prepares: prep.map_or(times.begins, |prep| shifted(times.run, -prep)),
            from: times.run,
            until: times.ended,
            written: marked.max().unwrap_or(times.written),
            exercise: exercise.map(|known| known.title.clone()).unwrap_or_default(),
            code: known.map(|known| known.code.clone()).unwrap_or_default(),
            name: known.map(|known| known.name.clone()).unwrap_or_default(),
            assessors: seat.assessors.iter().map(|id| words::assessor(centre, *id)).collect(),
            players: session.players.iter().map(|id| words::role_player(centre, *id)).collect(),
            room: session.room.clone(),
        }
    };
    session.seats.iter().map(row).collect()
}
