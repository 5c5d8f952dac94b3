//! The two talks of the stage's small centre: begun, moved on, planned.

use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Change, clocks};
use bellwether::ids::{AssessorId, SessionId};

use super::{Day, at};

/// Starts the first talk.
pub fn start(day: &mut Day, secs: i64) {
    let session = day.session;
    day.act(secs, Change::Clock(clocks::Change::Start { session }));
}

/// Goes on to its next phase.
pub fn next(day: &mut Day, secs: i64) {
    let session = day.session;
    let clock = &day.record.centre().sessions[&session].clock;
    let ends = clock.current().unwrap().phase.clone();
    day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
}

/// Plans a second talk of the candidate of that place, so many seconds after nine.
pub fn plan_before(
    day: &mut Day,
    candidate: usize,
    room: &str,
    secs: i64,
    assessors: Vec<AssessorId>,
) -> SessionId {
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[1].id.clone(),
        seats: vec![Seat { candidate: day.candidates[candidate], assessors }],
        room: room.into(),
        planned: Some(at(secs)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    SessionId(day.act(-400, Change::Session(plan)))
}
