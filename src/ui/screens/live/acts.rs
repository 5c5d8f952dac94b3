//! What commands mean for the sessions that are chosen: one act, whatever their number.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use crate::centre::{Centre, Change, Session, clocks};
use crate::day::{self, State, turns};
use crate::ids::{PhaseId, SessionId};
use crate::scenario::Phase;
use crate::time::shifted;
use crate::ui::command::Command;
use crate::ui::cx::Cx;

/// Rooms that go round in step are no further apart.
const A_MOMENT: SignedDuration = SignedDuration::from_mins(1);

/// What is to be done for several sessions, and for which of them it cannot be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deed {
    /// To be made as one act.
    pub changes: Vec<Change>,
    /// Those for which it makes no sense just now, or whose turn it is not.
    pub left_out: Vec<SessionId>,
}

/// The change that a clock command means for a session just now.
pub fn clock_change(cx: &Cx<'_>, session: SessionId, command: Command) -> Option<Change> {
    let state = state(cx, session)?;
    let wanted = (command == Command::StartHoldGoOn).then(|| start_hold_go_on(state)).flatten();
    change(cx, session, command, wanted)
}

/// What a clock command means for several sessions. Space never starts some and holds others: it
/// holds those that run; if none does, lets those that are held go on; else starts the rest.
pub fn clock_deed(cx: &Cx<'_>, sessions: &[SessionId], command: Command) -> Deed {
    let states = states(cx, sessions);
    let wanted = [State::Running, State::Held, State::Waiting]
        .into_iter()
        .find(|wanted| states.contains(wanted))
        .and_then(start_hold_go_on);
    let starts = wanted == Some(Press::Start) && command == Command::StartHoldGoOn;
    let (now_due, not_due) = match command {
        _ if starts => due_first(sessions, |id| is_to_begin(cx, id)),
        Command::NextPhase => due_first(sessions, |id| is_about_over(cx, id)),
        _ => (sessions.to_vec(), Vec::new()),
    };
    let several = starts && sessions.len() > 1;
    let (to_do, elsewhere) =
        if several { apart(cx.centre, &now_due) } else { (now_due, Vec::new()) };
    let mut deed = gather(cx, &to_do, |session| change(cx, session, command, wanted));
    deed.left_out.extend(elsewhere);
    deed.left_out.extend(not_due);
    deed
}

/// Those of several whose turn it is, and the rest. Where it is nobody’s turn, whoever presses means
/// all of them.
fn due_first(
    sessions: &[SessionId],
    is_due: impl Fn(SessionId) -> bool,
) -> (Vec<SessionId>, Vec<SessionId>) {
    let (due, rest): (Vec<_>, Vec<_>) = sessions.iter().copied().partition(|id| is_due(*id));
    if due.is_empty() { (rest, due) } else { (due, rest) }
}

/// Whether a session should begin now, or in a moment.
fn is_to_begin(cx: &Cx<'_>, session: SessionId) -> bool {
    let planned = cx.centre.sessions.get(&session).and_then(|known| known.planned);
    planned.is_none_or(|at| at <= shifted(cx.now.wall, A_MOMENT))
}

/// Whether the phase of a session is over, or is in a moment.
fn is_about_over(cx: &Cx<'_>, session: SessionId) -> bool {
    let known = cx.centre.sessions.get(&session);
    let clock = known.map(|known| day::clock::session_clock(cx.centre, known, cx.now.wall));
    let current = clock.and_then(|clock| clock.current);
    current.is_some_and(|current| current.left() <= A_MOMENT)
}

/// Those of several sessions that can begin together, and those that cannot, since somebody in them
/// is still elsewhere, or would be in two at once: then the earlier one begins. One session that is
/// started by itself is left to whoever sees who is in the room.
fn apart(centre: &Centre, sessions: &[SessionId]) -> (Vec<SessionId>, Vec<SessionId>) {
    let planned = |id: &SessionId| centre.sessions.get(id).and_then(|known| known.planned);
    let mut in_order = sessions.to_vec();
    in_order.sort_by_key(|id| (planned(id).is_none(), planned(id)));
    let mut taken = BTreeSet::new();
    in_order.into_iter().partition(|id| {
        let seats = centre.sessions.get(id).map_or(&[][..], |known| known.seats.as_slice());
        let free = seats
            .iter()
            .map(|seat| seat.candidate)
            .all(|candidate| !taken.contains(&candidate) && !turns::is_in_one(centre, candidate));
        if free {
            taken.extend(seats.iter().map(|seat| seat.candidate));
        }
        free
    })
}

/// Time given to or taken from several sessions.
pub fn extend_deed(cx: &Cx<'_>, sessions: &[SessionId], by_secs: i32) -> Deed {
    gather(cx, sessions, |session| Some(Change::Clock(clocks::Change::Extend { session, by_secs })))
}

/// A phase begun anew in several sessions.
pub fn jump_deed(cx: &Cx<'_>, sessions: &[SessionId], to: &PhaseId) -> Deed {
    gather(cx, sessions, |session| {
        Some(Change::Clock(clocks::Change::Jump { session, to: to.clone() }))
    })
}

/// The phases that all of these sessions can jump to: those of their exercise, if it is one and
/// they have begun.
pub fn phases_to_jump_to<'a>(cx: &Cx<'a>, sessions: &[SessionId]) -> Vec<&'a Phase> {
    let known: Vec<&Session> =
        sessions.iter().filter_map(|id| cx.centre.sessions.get(id)).collect();
    let exercises: BTreeSet<_> = known.iter().map(|session| &session.exercise).collect();
    let all_begun = known.iter().all(|session| session.clock.has_begun());
    match exercises.first() {
        Some(only) if exercises.len() == 1 && all_begun => {
            let exercise = cx.centre.scenario.exercise(only);
            exercise.map(|exercise| exercise.phases.iter().collect()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn gather(
    cx: &Cx<'_>,
    sessions: &[SessionId],
    change: impl Fn(SessionId) -> Option<Change>,
) -> Deed {
    let mut deed = Deed::default();
    for session in sessions {
        match change(*session).filter(|change| cx.centre.check(change).is_ok()) {
            Some(change) => deed.changes.push(change),
            None => deed.left_out.push(*session),
        }
    }
    deed
}

/// The states that these sessions are in.
pub(super) fn states(cx: &Cx<'_>, sessions: &[SessionId]) -> Vec<State> {
    sessions.iter().filter_map(|id| state(cx, *id)).collect()
}

fn state(cx: &Cx<'_>, session: SessionId) -> Option<State> {
    let known = cx.centre.sessions.get(&session)?;
    Some(day::clock::session_clock(cx.centre, known, cx.now.wall).state)
}

/// What Space does to a session in that state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Start,
    Hold,
    GoOn,
}

fn start_hold_go_on(state: State) -> Option<Press> {
    match state {
        State::Waiting => Some(Press::Start),
        State::Running => Some(Press::Hold),
        State::Held => Some(Press::GoOn),
        State::Finished => None,
    }
}

fn change(
    cx: &Cx<'_>,
    session: SessionId,
    command: Command,
    press: Option<Press>,
) -> Option<Change> {
    let known = cx.centre.sessions.get(&session)?;
    let change = match command {
        Command::StartHoldGoOn => match press? {
            Press::Start => clocks::Change::Start { session },
            Press::Hold => clocks::Change::Hold { session },
            Press::GoOn => clocks::Change::GoOn { session },
        },
        Command::GiveMinute => clocks::Change::Extend { session, by_secs: 60 },
        Command::TakeMinute => clocks::Change::Extend { session, by_secs: -60 },
        Command::NextPhase => {
            clocks::Change::Next { session, ends: known.clock.current()?.phase.clone() }
        }
        Command::EndSession => clocks::Change::End { session },
        _ => return None,
    };
    Some(Change::Clock(change))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::centre::{Act, Author};
    use crate::demo::{Demo, record};
    use crate::ids::DeviceId;
    use crate::time::Now;

    fn session(place: u16) -> SessionId {
        let device = DeviceId { installation: 1, session: 1 };
        let entry = crate::ids::EntryId { device, number: 1 };
        SessionId(crate::ids::Origin { entry, place })
    }

    #[test]
    fn of_several_those_go_first_whose_turn_it_is_and_where_it_is_nobodys_all_of_them() {
        let ids: Vec<SessionId> = (0..3).map(session).collect();
        let due = |these: &[usize]| {
            let these: Vec<_> = these.iter().map(|place| ids[*place]).collect();
            due_first(&ids, |id| these.contains(&id))
        };
        assert_eq!(due(&[0, 2]), (vec![ids[0], ids[2]], vec![ids[1]]));
        assert_eq!(due(&[]), (ids.clone(), vec![]));
    }

    #[test]
    fn of_two_sessions_of_one_candidate_the_earlier_begins_and_the_other_once_that_is_done() {
        let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let scenario = crate::scenario::library::bundled().remove(0);
        let (date, zone) = (jiff::civil::date(2026, 11, 24), jiff::tz::TimeZone::UTC);
        let demo = Demo { candidates: 4, seed: 7, scenario, date, begins, until: begins, zone };
        let mut record = record(&demo);
        let first = record.centre().people.candidates()[0].id;
        let own = |one: &&Session| one.seats.iter().any(|seat| seat.candidate == first);
        let planned = record.centre().planned_sessions();
        let own: Vec<&Session> = planned.into_iter().filter(own).collect();
        let (one, other) = (own[0].id, own[1].id);
        assert_eq!(apart(record.centre(), &[other, one]), (vec![one], vec![other]));
        let mut act = |change: clocks::Change| {
            let device = DeviceId { installation: 9, session: 9 };
            let act = Act::Do(vec![Change::Clock(change)]);
            let entry = record.next_entry(device, Author::Facilitator, Now::at(begins), act);
            record.add(entry);
            apart(record.centre(), &[other])
        };
        assert_eq!(act(clocks::Change::Start { session: one }), (vec![], vec![other]));
        assert_eq!(act(clocks::Change::End { session: one }), (vec![other], vec![]));
    }
}
