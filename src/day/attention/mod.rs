//! What needs somebody, what bites first first.
//!
//! Each kind of need follows from the centre, the forecast and now, and from nothing else; each
//! has its own file and its own test (`tests/live/needs.rs`).

mod ahead;
pub mod arrivals;
pub mod instead;
mod running;
mod sheets;
mod twice;

use jiff::Timestamp;

use super::forecast::{Forecast, Who, forecast};
use crate::centre::Centre;
use crate::ids::{AssessorId, CandidateId, InjectId, PhaseId, SessionId};
use crate::time::Length;

pub use running::kind_of_missed;

/// Something that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// A session should have begun.
    Begin(SessionId),
    /// A phase runs over its time.
    OverTime(SessionId),
    /// A candidate is not here for a session that is about to begin.
    Late {
        /// For which.
        session: SessionId,
        /// Who.
        candidate: CandidateId,
        /// By when they are expected, if they said so.
        expected: Option<Timestamp>,
    },
    /// A candidate does not come, or has withdrawn, and sits in a session that is still planned.
    Gone {
        /// In which.
        session: SessionId,
        /// Who.
        candidate: CandidateId,
    },
    /// A session is in time with itself but late, and others wait for it.
    Delays(SessionId),
    /// An inject is due and not given.
    Give(SessionId, InjectId),
    /// The phase of an inject is over, and it was not given (rule X1).
    Missed(SessionId, InjectId),
    /// A phase ended before the time was up that somebody was granted (rule T3).
    Adjustment {
        /// In which session.
        session: SessionId,
        /// Whose time.
        candidate: CandidateId,
        /// Which phase.
        phase: PhaseId,
        /// How much was not given.
        missing: Length,
    },
    /// Marksheets of an assessor are not submitted (rule R7): one need, whatever their number.
    Marksheets {
        /// Of which session the first of them is.
        session: SessionId,
        /// Whose.
        assessor: AssessorId,
        /// Which, in the order in which they were due.
        owed: Vec<Owed>,
        /// One of them longer than the rule's limit.
        overdue: bool,
    },
    /// An assessor would see a candidate more often than the centre allows.
    TooOften {
        /// Where they would meet.
        session: SessionId,
        /// Who.
        candidate: CandidateId,
        /// With whom.
        assessor: AssessorId,
        /// For the how manieth time.
        times: usize,
    },
    /// An assessor would see a candidate whom they must not meet (rule A2).
    MustNotMeet {
        /// Where they would meet.
        session: SessionId,
        /// Who.
        candidate: CandidateId,
        /// With whom.
        assessor: AssessorId,
    },
    /// Too little time is left for an assessor's write-up before they are wanted next (rule A7).
    Squeezed {
        /// What they have to write up.
        session: SessionId,
        /// Who.
        assessor: AssessorId,
        /// Where they are wanted next.
        next: SessionId,
        /// How much is missing.
        missing: Length,
    },
    /// A clock has stood still for long, and no fire alarm holds it.
    Held(SessionId),
    /// Two clocks run for somebody at once.
    RunsTwice {
        /// The session that began first.
        one: SessionId,
        /// The one that began later.
        other: SessionId,
        /// Who.
        who: Who,
    },
    /// Somebody is planned in two places at once.
    Clash {
        /// The earlier session.
        one: SessionId,
        /// The later one.
        other: SessionId,
        /// Who or what.
        who: Who,
        /// How long they overlap.
        overlap: Length,
    },
}

impl Need {
    /// The session that it is about.
    pub fn session(&self) -> SessionId {
        match self {
            Self::Begin(session)
            | Self::OverTime(session)
            | Self::Delays(session)
            | Self::Held(session)
            | Self::Give(session, _)
            | Self::Missed(session, _)
            | Self::Late { session, .. }
            | Self::Gone { session, .. }
            | Self::Adjustment { session, .. }
            | Self::Marksheets { session, .. }
            | Self::TooOften { session, .. }
            | Self::MustNotMeet { session, .. }
            | Self::Squeezed { session, .. } => *session,
            Self::RunsTwice { other, .. } | Self::Clash { other, .. } => *other,
        }
    }

    /// Which comes first of those that bite at the same moment.
    fn rank(&self) -> u8 {
        match self {
            Self::RunsTwice { .. } => 0,
            Self::OverTime(_) => 1,
            Self::Give(..) => 2,
            Self::Begin(_) => 3,
            Self::Late { .. } | Self::Adjustment { .. } => 4,
            Self::MustNotMeet { .. } => 5,
            Self::Clash { .. } => 6,
            Self::Delays(_) | Self::Held(_) => 7,
            Self::Squeezed { .. } => 8,
            Self::TooOften { .. } => 9,
            Self::Missed(..) => 10,
            Self::Gone { .. } => 11,
            Self::Marksheets { .. } => 12,
        }
    }
}

/// Marksheets of one session that an assessor owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Of which session.
    pub session: SessionId,
    /// Of whom.
    pub candidates: Vec<CandidateId>,
    /// When they were due.
    pub due: Timestamp,
}

/// A need, for how long it has been one, and when it hurts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// What.
    pub need: Need,
    /// For how many seconds.
    pub since_secs: i64,
    /// In how many seconds it hurts; zero when it does already.
    pub bites_in_secs: i64,
}

/// All that needs somebody at `now`.
pub fn attention(centre: &Centre, now: Timestamp) -> Vec<Attention> {
    attention_with(centre, &forecast(centre, now), now)
}

/// The same where the forecast is known.
pub fn attention_with(centre: &Centre, forecast: &Forecast, now: Timestamp) -> Vec<Attention> {
    let mut list = List { now, needs: Vec::new() };
    running::needs(centre, forecast, &mut list);
    twice::needs(centre, &mut list);
    ahead::needs(centre, forecast, &mut list);
    arrivals::needs(centre, &mut list);
    sheets::needs(centre, &mut list);
    let mut needs = list.needs;
    // What squeezes a write-up and delays whoever waits for it is one thing.
    let squeezed: Vec<SessionId> = needs
        .iter()
        .filter(|one| matches!(one.need, Need::Squeezed { .. }))
        .map(|one| one.need.session())
        .collect();
    needs.retain(|one| !matches!(&one.need, Need::Delays(id) if squeezed.contains(id)));
    // Forms come after clocks, however long they are owed: nobody stands and waits for them.
    let is_form = |need: &Need| matches!(need, Need::Marksheets { .. });
    needs.sort_by_key(|one| {
        let since = std::cmp::Reverse(one.since_secs);
        (is_form(&one.need), one.bites_in_secs, one.need.rank(), since)
    });
    needs
}

/// The needs found so far.
struct List {
    now: Timestamp,
    needs: Vec<Attention>,
}

impl List {
    /// A need since a moment, which hurts from another on.
    fn add(&mut self, need: Need, since: Timestamp, bites: Timestamp) {
        let since_secs = self.now.duration_since(since).as_secs().max(0);
        let bites_in_secs = bites.duration_since(self.now).as_secs().max(0);
        self.needs.push(Attention { need, since_secs, bites_in_secs });
    }
}
