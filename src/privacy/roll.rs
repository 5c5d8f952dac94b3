//! Everybody who was ever named in a record, by every name and code.

use std::collections::BTreeMap;

use crate::centre::personal::Field;
use crate::centre::{Change, Entry};
use crate::ids::{AssessorId, CandidateId, Origin, RolePlayerId};
use crate::people::{self, Newcomer, RolePlayerFact};

/// Somebody in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Person {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
    /// A role player.
    Player(RolePlayerId),
    /// Somebody who is named and has no place in the centre, by the order of their names.
    Guest(usize),
}

/// Everybody, with all names and codes that they ever had.
pub(super) struct Roll {
    pub(super) names: BTreeMap<Person, Vec<String>>,
    guests: Vec<String>,
}

impl Roll {
    /// Everybody whom these entries name.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut roll = Self { names: BTreeMap::new(), guests: Vec::new() };
        for entry in entries {
            for (place, change) in (0_u16..).zip(entry.act.changes()) {
                let whose = owner(change, Origin { entry: entry.id, place });
                let mut change = change.clone();
                crate::centre::personal::texts(&mut change, &mut |field, text| {
                    let person = match (field, whose) {
                        (
                            Field::Code
                            | Field::CandidateName
                            | Field::AssessorName
                            | Field::PlayerName,
                            Some(who),
                        ) => who,
                        (
                            Field::Guest
                            | Field::Giver
                            | Field::Facilitator
                            | Field::Signature
                            | Field::ApprovedBy,
                            _,
                        ) if !text.trim().is_empty() => roll.guest(text),
                        _ => return,
                    };
                    let known = roll.names.entry(person).or_default();
                    if !text.trim().is_empty() && !known.iter().any(|name| name == text.trim()) {
                        known.push(text.trim().to_owned());
                    }
                });
            }
        }
        roll
    }

    /// Who a guest of that name is.
    pub(super) fn guest(&mut self, name: &str) -> Person {
        let known = self.guests.iter().position(|guest| guest == name.trim());
        Person::Guest(known.unwrap_or_else(|| {
            self.guests.push(name.trim().to_owned());
            self.guests.len() - 1
        }))
    }

    /// The guest of that name, if there is one.
    pub(super) fn known_guest(&self, name: &str) -> Option<Person> {
        self.guests.iter().position(|guest| guest == name.trim()).map(Person::Guest)
    }
}

impl Roll {
    /// The person of the centre who is called as a guest is, if there is one.
    pub(super) fn same_as(&self, guest: usize) -> Option<Person> {
        let name = self.guests.get(guest)?;
        let mut known = self.names.iter().filter(|(who, _)| !matches!(who, Person::Guest(_)));
        known.find(|(_, names)| names.contains(name)).map(|(who, _)| *who)
    }
}

/// Whose name or code a change gives.
pub(super) fn owner(change: &Change, made: Origin) -> Option<Person> {
    let Change::People(change) = change else { return None };
    match change {
        people::Change::AddCandidate { .. } | people::Change::Join(Newcomer::Candidate { .. }) => {
            Some(Person::Candidate(CandidateId(made)))
        }
        people::Change::NameCandidate { candidate, .. } => Some(Person::Candidate(*candidate)),
        people::Change::AddAssessor { .. } | people::Change::Join(Newcomer::Assessor { .. }) => {
            Some(Person::Assessor(AssessorId(made)))
        }
        people::Change::NameAssessor { assessor, .. } => Some(Person::Assessor(*assessor)),
        people::Change::AddRolePlayer { .. }
        | people::Change::Join(Newcomer::RolePlayer { .. }) => {
            Some(Person::Player(RolePlayerId(made)))
        }
        people::Change::RolePlayer { player, fact: RolePlayerFact::Name(_) } => {
            Some(Person::Player(*player))
        }
        _ => None,
    }
}
