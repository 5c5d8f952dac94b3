//! Who is here: arrivals, consent and briefing, badges, lateness, absence and withdrawal.
//!
//! Rule P1 is kept where somebody acts ([`asks_why`]) and not where entries are applied: a session
//! that was run is never lost from the record because a paper was missing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Centre, Made, clocks};
use crate::ids::{AssessorId, CandidateId, RolePlayerId};
use crate::scenario::{Rule, Strictness};

/// The longest badge code, in characters.
pub const LONGEST_BADGE: usize = 20;
/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 1000;

/// Somebody who comes to the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Person {
    /// Who is assessed.
    Candidate(CandidateId),
    /// Who observes.
    Assessor(AssessorId),
    /// Who plays a part.
    RolePlayer(RolePlayerId),
}

/// When somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// When they came: as somebody noted it, which may be before it was noted.
    pub at: Timestamp,
    /// Who noted it, and when.
    pub made: Made,
}

/// Something that needed a reason, with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Why.
    pub words: String,
    /// Who said so, and when.
    pub made: Made,
}

/// What is known of somebody on the day. Everything is empty until it is noted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attendee {
    /// When they came.
    pub arrived: Option<Arrival>,
    /// By when they are expected, if they said that they would be late.
    pub expected: Option<Timestamp>,
    /// Consent was given, and that was recorded (rule P1).
    pub consent: Option<Made>,
    /// Every time that consent was given (`true`) or taken back, in order.
    pub consents: Vec<(bool, Made)>,
    /// They were told what will happen, and that was recorded (rule P1).
    pub briefed: Option<Made>,
    /// Why they began without recorded consent.
    pub without_consent: Option<Reason>,
    /// What stands on their badge; may be empty.
    pub badge: String,
    /// They did not come.
    pub absent: Option<Made>,
    /// They left, or drew back.
    pub withdrawn: Option<Reason>,
}

impl Attendee {
    /// Whether they are neither absent nor withdrawn.
    pub fn takes_part(&self) -> bool {
        self.away().is_none()
    }

    /// Why they take no part, or none any more.
    pub fn away(&self) -> Option<Away> {
        let withdrawn = self.withdrawn.as_ref().map(|_| Away::Withdrawn);
        withdrawn.or_else(|| self.absent.map(|_| Away::Absent))
    }

    /// Why they are assessed though no consent is on record (rule P1). Said once, it holds for the
    /// day, until the consent is recorded.
    pub fn lacks_consent(&self) -> Option<&Reason> {
        self.without_consent.as_ref().filter(|_| self.consent.is_none())
    }
}

/// Why somebody takes no part, or none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// They did not come.
    Absent,
    /// They left, or drew back.
    Withdrawn,
}

/// Everybody of whom something was noted.
pub type Attendance = BTreeMap<Person, Attendee>;

impl Centre {
    /// Why a candidate takes no part, or none any more.
    pub fn away(&self, candidate: CandidateId) -> Option<Away> {
        self.attendance.get(&Person::Candidate(candidate))?.away()
    }
}

/// What can happen to who is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Somebody came; said again, the time is put right.
    Arrive {
        /// Who.
        who: Person,
        /// When.
        at: Timestamp,
    },
    /// Somebody was noted as here and is not.
    NotHere {
        /// Who.
        who: Person,
    },
    /// Somebody will be late.
    Expect {
        /// Who.
        who: Person,
        /// By when; nothing takes it back.
        by: Option<Timestamp>,
    },
    /// Consent was given, or is not given any more.
    Consent {
        /// Whose.
        candidate: CandidateId,
        /// Whether.
        given: bool,
    },
    /// A candidate was briefed, or was not after all.
    Brief {
        /// Who.
        candidate: CandidateId,
        /// Whether.
        briefed: bool,
    },
    /// A candidate begins without recorded consent.
    WithoutConsent {
        /// Who.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// Somebody wears a badge.
    Badge {
        /// Who.
        who: Person,
        /// What stands on it; may be emptied.
        code: String,
    },
    /// Somebody did not come.
    Absent {
        /// Who.
        who: Person,
    },
    /// Somebody leaves before the end, or draws back.
    Withdraw {
        /// Who.
        who: Person,
        /// Why.
        reason: String,
    },
    /// Somebody absent or withdrawn takes part after all.
    TakePart {
        /// Who.
        who: Person,
    },
}

impl Change {
    /// Whom it is about.
    pub fn who(&self) -> Person {
        match self {
            Self::Arrive { who, .. }
            | Self::NotHere { who }
            | Self::Expect { who, .. }
            | Self::Badge { who, .. }
            | Self::Absent { who }
            | Self::Withdraw { who, .. }
            | Self::TakePart { who } => *who,
            Self::Consent { candidate, .. }
            | Self::Brief { candidate, .. }
            | Self::WithoutConsent { candidate, .. } => Person::Candidate(*candidate),
        }
    }
}

/// Why a change to who is here cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// They are not on the list.
    NotOnTheList,
    /// They are here, so they cannot be absent.
    IsHere,
    /// They are not noted as here.
    IsNotHere,
    /// They are absent already.
    IsAbsent,
    /// They have withdrawn.
    HasWithdrawn,
    /// They are neither absent nor withdrawn.
    TakesPart,
    /// Somebody else wears that badge.
    BadgeInUse(String),
    /// A reason is needed.
    NoReason,
    /// Longer than [`LONGEST_BADGE`] or [`LONGEST_REASON`].
    TooLong,
    /// Rule P1: the consent of these is not recorded. A word why is enough, unless the scenario
    /// lets nobody begin without.
    NoConsent(Vec<CandidateId>, Strictness),
}

/// Those whose consent is not recorded, though `changes` begin a session of theirs and say
/// nothing about why (rule P1).
///
/// # Errors
///
/// Who they are, where the scenario asks for a reason or refuses.
pub fn asks_why(centre: &Centre, changes: &[super::Change]) -> Result<(), Refusal> {
    let level = centre.scenario.rules.level(Rule::P1);
    if level < Strictness::Ask {
        return Ok(());
    }
    let begun = changes.iter().filter_map(|change| match change {
        super::Change::Clock(clocks::Change::Start { session }) => centre.sessions.get(session),
        _ => None,
    });
    let settled = |candidate: CandidateId| {
        let known = centre.attendance.get(&Person::Candidate(candidate));
        known.is_some_and(|known| {
            known.consent.is_some()
                || (level < Strictness::Block && known.lacks_consent().is_some())
        }) || changes.iter().any(|change| match change {
            super::Change::Attendance(Change::Consent { candidate: who, given: true }) => {
                *who == candidate
            }
            super::Change::Attendance(Change::WithoutConsent { candidate: who, .. }) => {
                *who == candidate && level < Strictness::Block
            }
            _ => false,
        })
    };
    let mut open: Vec<CandidateId> = begun
        .flat_map(|session| session.seats.iter().map(|seat| seat.candidate))
        .filter(|candidate| {
            let known = centre.attendance.get(&Person::Candidate(*candidate));
            known.is_none_or(Attendee::takes_part) && !settled(*candidate)
        })
        .collect();
    open.sort_unstable();
    open.dedup();
    if open.is_empty() { Ok(()) } else { Err(Refusal::NoConsent(open, level)) }
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let who = change.who();
    if !is_listed(centre, who) {
        return Err(Refusal::NotOnTheList);
    }
    let nobody = Attendee::default();
    let known = centre.attendance.get(&who).unwrap_or(&nobody);
    match change {
        Change::Arrive { .. } | Change::Withdraw { .. } if known.withdrawn.is_some() => {
            Err(Refusal::HasWithdrawn)
        }
        Change::NotHere { .. } if known.arrived.is_none() => Err(Refusal::IsNotHere),
        Change::Absent { .. } if known.arrived.is_some() => Err(Refusal::IsHere),
        Change::Absent { .. } if known.absent.is_some() => Err(Refusal::IsAbsent),
        Change::TakePart { .. } if known.takes_part() => Err(Refusal::TakesPart),
        Change::Withdraw { reason, .. } | Change::WithoutConsent { reason, .. } => {
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            fits(reason, LONGEST_REASON)
        }
        Change::Badge { code, .. } => {
            fits(code, LONGEST_BADGE)?;
            let code = code.trim();
            let mut others = centre.attendance.iter().filter(|(other, _)| **other != who);
            let taken = others.any(|(_, other)| !code.is_empty() && other.badge == code);
            if taken { Err(Refusal::BadgeInUse(code.to_owned())) } else { Ok(()) }
        }
        Change::Arrive { .. }
        | Change::NotHere { .. }
        | Change::Expect { .. }
        | Change::Consent { .. }
        | Change::Brief { .. }
        | Change::Absent { .. }
        | Change::TakePart { .. } => Ok(()),
    }
}

pub(super) fn apply(attendance: &mut Attendance, change: &Change, made: &Made) {
    let known = attendance.entry(change.who()).or_default();
    let reason = |words: &String| Reason { words: words.trim().to_owned(), made: *made };
    match change {
        Change::Arrive { at, .. } => {
            known.arrived = Some(Arrival { at: *at, made: *made });
            known.absent = None;
        }
        Change::NotHere { .. } => known.arrived = None,
        Change::Expect { by, .. } => known.expected = *by,
        Change::Consent { given, .. } => {
            known.consent = given.then_some(*made);
            known.consents.push((*given, *made));
        }
        Change::Brief { briefed, .. } => known.briefed = briefed.then_some(*made),
        Change::WithoutConsent { reason: words, .. } => {
            known.without_consent = Some(reason(words));
        }
        Change::Badge { code, .. } => code.trim().clone_into(&mut known.badge),
        Change::Absent { .. } => known.absent = Some(*made),
        Change::Withdraw { reason: words, .. } => known.withdrawn = Some(reason(words)),
        Change::TakePart { .. } => {
            known.absent = None;
            known.withdrawn = None;
        }
    }
}

fn is_listed(centre: &Centre, who: Person) -> bool {
    let people = &centre.people;
    match who {
        Person::Candidate(id) => people.candidate(id).is_some_and(|known| !known.removed),
        Person::Assessor(id) => people.assessor(id).is_some_and(|known| !known.removed),
        Person::RolePlayer(id) => people.role_player(id).is_some_and(|known| !known.removed),
    }
}

fn fits(text: &str, longest: usize) -> Result<(), Refusal> {
    (text.chars().count() <= longest).then_some(()).ok_or(Refusal::TooLong)
}
