//! What needs somebody, the most pressing first.

use jiff::{SignedDuration, Timestamp};

use super::clock::{self, State};
use crate::centre::{Centre, Marksheet, Session, Sheet};
use crate::ids::{InjectId, SessionId};

/// How long a start may be late before somebody is told.
const LATE_AFTER: SignedDuration = SignedDuration::from_secs(30);

/// Something that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// A session should have begun.
    Begin(SessionId),
    /// A phase runs over its time.
    OverTime(SessionId),
    /// An inject is due and not given.
    Give(SessionId, InjectId),
    /// The session is finished and the marksheet is not submitted.
    Marksheet(Sheet),
}

/// A need, and for how long it has been one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// What.
    pub need: Need,
    /// For how many seconds.
    pub since_secs: i64,
}

/// All that needs somebody at `now`: injects, then overtime, late starts and marksheets, each
/// with the longest first.
pub fn attention(centre: &Centre, now: Timestamp) -> Vec<Attention> {
    let mut needs: Vec<Attention> = centre
        .sessions
        .values()
        .filter(|session| session.called_off.is_none())
        .flat_map(|session| of_session(centre, session, now))
        .collect();
    needs.sort_by_key(|attention| {
        let rank = match attention.need {
            Need::Give(..) => 0,
            Need::OverTime(_) => 1,
            Need::Begin(_) => 2,
            Need::Marksheet(_) => 3,
        };
        (rank, std::cmp::Reverse(attention.since_secs))
    });
    needs
}

fn of_session(centre: &Centre, session: &Session, now: Timestamp) -> Vec<Attention> {
    if let Some(finished) = session.clock.finished {
        let since_secs = now.duration_since(finished).as_secs();
        let open = session
            .sheets()
            .into_iter()
            .filter(|sheet| !centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted));
        return open.map(|sheet| Attention { need: Need::Marksheet(sheet), since_secs }).collect();
    }
    if !session.clock.has_begun() {
        let late = session.planned.map(|planned| now.duration_since(planned));
        let late = late.filter(|late| *late >= LATE_AFTER);
        let begin = |late: SignedDuration| Attention {
            need: Need::Begin(session.id),
            since_secs: late.as_secs(),
        };
        return late.map(begin).into_iter().collect();
    }
    let shown = clock::session_clock(centre, session, now);
    let mut needs = Vec::new();
    for inject in shown.injects.iter().filter(|due| due.in_secs <= 0 && due.given.is_none()) {
        needs.push(Attention {
            need: Need::Give(session.id, inject.inject.id.clone()),
            since_secs: -inject.in_secs,
        });
    }
    if let Some(current) = shown.current.filter(|_| shown.state == State::Running)
        && current.shown_secs() < 0
    {
        let since_secs = -current.shown_secs();
        needs.push(Attention { need: Need::OverTime(session.id), since_secs });
    }
    needs
}
