//! What commands mean for the sessions that are chosen: one act, whatever their number.

use std::collections::BTreeSet;

use crate::centre::{Change, Session, clocks};
use crate::day::{self, State};
use crate::ids::{PhaseId, SessionId};
use crate::scenario::Phase;
use crate::ui::command::Command;
use crate::ui::cx::Cx;

/// What is to be done for several sessions, and for which of them it cannot be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deed {
    /// To be made as one act.
    pub changes: Vec<Change>,
    /// Those for which it makes no sense just now.
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
    gather(cx, sessions, |session| change(cx, session, command, wanted))
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
