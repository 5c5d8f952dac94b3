//! Somebody, or a room, coming on to the list with all that is known at once.

use serde::{Deserialize, Serialize};

use super::{
    Assessor, AssessorFact, Candidate, CandidateFact, MOST_EXTRA_TIME, People, Refusal, Relation,
    RolePlayer, RolePlayerFact, Room, RoomFact, fact_fits, fits, free, in_order,
};
use crate::ids::{AssessorId, CandidateId, Origin, RolePlayerId, RoomId};

/// Somebody, or a room, with all that is known. What is made within an entry cannot be named by a
/// later change of the same entry, so what a list brings in comes as one change each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Newcomer {
    /// A candidate.
    Candidate {
        /// Short and not in use.
        code: String,
        /// May be empty.
        name: String,
        /// In percent, in every exercise.
        #[serde(default)]
        extra_time: u16,
        /// What else is known.
        #[serde(default)]
        facts: Vec<CandidateFact>,
        /// The assessors on the list whom they must not meet, and why (rule A2).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        apart: Vec<(AssessorId, Relation)>,
    },
    /// An assessor.
    Assessor {
        /// Not empty.
        name: String,
        /// What else is known.
        #[serde(default)]
        facts: Vec<AssessorFact>,
    },
    /// A role player.
    RolePlayer {
        /// Not empty.
        name: String,
        /// What else is known.
        #[serde(default)]
        facts: Vec<RolePlayerFact>,
    },
    /// A room.
    Room {
        /// Not empty.
        name: String,
        /// What else is known.
        #[serde(default)]
        facts: Vec<RoomFact>,
    },
}

impl Newcomer {
    /// What stands for it in a list: a candidate's code and name, else the name.
    pub fn label(&self) -> String {
        match self {
            Self::Candidate { code, name, .. } => format!("{code} {name}").trim().to_owned(),
            Self::Assessor { name, .. }
            | Self::RolePlayer { name, .. }
            | Self::Room { name, .. } => name.trim().to_owned(),
        }
    }
}

impl People {
    pub(super) fn check_newcomer(&self, who: &Newcomer) -> Result<(), Refusal> {
        match who {
            Newcomer::Candidate { code, name, extra_time, facts, apart } => {
                self.free_code(code, name, None)?;
                if *extra_time > MOST_EXTRA_TIME {
                    return Err(Refusal::TooMuchExtraTime(*extra_time));
                }
                apart.iter().try_for_each(|(assessor, _)| self.listed_assessor(*assessor))?;
                facts.iter().try_for_each(fact_fits)
            }
            Newcomer::Assessor { name, facts } => {
                self.free_name(name, None)?;
                facts.iter().try_for_each(|fact| match fact {
                    AssessorFact::Present(hours) => in_order(*hours),
                    AssessorFact::Trained(_) | AssessorFact::Certified(_) => Ok(()),
                })
            }
            Newcomer::RolePlayer { name, facts } => {
                let listed = self.role_players.values().filter(|known| !known.removed);
                free(name, listed.map(|known| (known.id, known.name.as_str())), None)?;
                facts.iter().try_for_each(|fact| match fact {
                    RolePlayerFact::Name(name) => fits(name),
                    RolePlayerFact::Present(hours) => in_order(*hours),
                    RolePlayerFact::Plays(_) | RolePlayerFact::Reset(_) => Ok(()),
                })
            }
            Newcomer::Room { name, facts } => {
                let listed = self.rooms.values().filter(|known| !known.removed);
                free(name, listed.map(|known| (known.id, known.name.as_str())), None)?;
                facts.iter().try_for_each(|fact| match fact {
                    RoomFact::Name(name) => fits(name),
                    RoomFact::Present(hours) => in_order(*hours),
                    RoomFact::Capacity(_) | RoomFact::StepFree(_) | RoomFact::Fitted(_) => Ok(()),
                })
            }
        }
    }

    pub(super) fn join(&mut self, who: &Newcomer, made: Origin) {
        match who {
            Newcomer::Candidate { code, name, extra_time, facts, apart } => {
                let mut new = Candidate::new(CandidateId(made), code, name);
                new.extra_time = *extra_time;
                for fact in facts {
                    new.set(fact);
                }
                for (assessor, because) in apart {
                    self.apart.insert((new.id, *assessor), *because);
                }
                self.candidates.insert(new.id, new);
            }
            Newcomer::Assessor { name, facts } => {
                let mut new = Assessor::new(AssessorId(made), name);
                for fact in facts {
                    new.set(fact);
                }
                self.assessors.insert(new.id, new);
            }
            Newcomer::RolePlayer { name, facts } => {
                let mut new = RolePlayer::new(RolePlayerId(made), name);
                for fact in facts {
                    new.set(fact);
                }
                self.role_players.insert(new.id, new);
            }
            Newcomer::Room { name, facts } => {
                let mut new = Room::new(RoomId(made), name);
                for fact in facts {
                    new.set(fact);
                }
                self.rooms.insert(new.id, new);
            }
        }
    }
}
