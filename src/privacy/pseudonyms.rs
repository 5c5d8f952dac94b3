//! A copy of a centre in which codes and roles stand for names, everywhere.
//!
//! The copy is a centre of its own, with a new id: it cannot be put together with the one that it
//! came from. Who stands behind a code is in no file that is written here. What was typed is
//! searched for names, and what would stand in their place is shown before the copy is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::roll::{Person, Roll, owner};
use crate::centre::personal::{Field, texts};
use crate::centre::{Act, Change, Entry, Record};
use crate::ids::{CandidateId, CentreId, Origin};
use crate::people::named::Named;
use crate::people::{self, CandidateFact};

/// What stands for whom, in code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// A candidate's code, or what an assessor or role player is called.
    pub code: String,
    /// A candidate's name; empty where the code is all.
    pub name: String,
    /// What stands in a text.
    pub in_text: String,
}

/// A typed text that names somebody, and what would stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The change that holds it, and its place among the texts of the change.
    pub at: (Origin, u16),
    /// What kind of text it is.
    pub field: Field,
    /// As typed.
    pub text: String,
    /// What would stand there.
    pub proposed: String,
}

/// Everybody by a code or a role.
pub(super) struct Aliases {
    roll: Roll,
    by_person: BTreeMap<Person, Alias>,
    /// The centre gets another name too.
    renames: bool,
}

impl Aliases {
    /// An alias for everybody whom the entries name; `subject` alone keeps code and name.
    pub(super) fn of(entries: &[Entry], subject: Option<CandidateId>) -> Self {
        let roll = Roll::of(entries);
        let mut by_person: BTreeMap<Person, Alias> = BTreeMap::new();
        let mut counts = [0_usize; 4];
        for person in roll.names.keys() {
            let mut next = |kind: usize| {
                if let Some(count) = counts.get_mut(kind) {
                    *count += 1;
                }
                counts.get(kind).copied().unwrap_or_default()
            };
            let role =
                |role: String| Alias { code: role.clone(), name: role.clone(), in_text: role };
            let alias = match person {
                // Code and name stay.
                Person::Candidate(id) if subject == Some(*id) => continue,
                Person::Candidate(_) if subject.is_some() => {
                    let code = format!("another candidate {}", next(0));
                    Alias { in_text: code.clone(), code, name: String::new() }
                }
                Person::Candidate(_) => {
                    let code = format!("P{:02}", next(0));
                    Alias { in_text: code.clone(), code, name: String::new() }
                }
                Person::Assessor(_) => role(format!("Assessor {}", next(1))),
                Person::Player(_) => role(format!("Role player {}", next(2))),
                Person::Guest(place) => match roll.same_as(*place) {
                    // Whoever is of the centre has one alias, wherever the name was typed.
                    Some(Person::Candidate(id)) if subject == Some(id) => continue,
                    Some(known) => match by_person.get(&known) {
                        Some(alias) => Alias { name: alias.code.clone(), ..Clone::clone(alias) },
                        None => continue,
                    },
                    None => role(format!("Guest {}", next(3))),
                },
            };
            by_person.insert(*person, alias);
        }
        Self { roll, by_person, renames: subject.is_none() }
    }

    fn named(&self) -> Named<Person> {
        // Those who keep their name are found too, so that a part that they share is left theirs.
        let mut names: Vec<(&str, Person)> = Vec::new();
        let own = self.roll.names.iter().filter(|(who, _)| !self.by_person.contains_key(who));
        let others = self.roll.names.iter().filter(|(who, _)| self.by_person.contains_key(who));
        for (who, all) in own.chain(others) {
            names.extend(all.iter().map(|name| (name.as_str(), *who)));
        }
        Named::new(names)
    }

    /// What would stand in place of a text, if it names anybody.
    fn instead(&self, named: &Named<Person>, text: &str) -> Option<String> {
        let found = named.find(text);
        if !found.iter().any(|hit| self.by_person.contains_key(&hit.who)) {
            return None;
        }
        Some(named.replaced_where(text, |who| {
            self.by_person.get(&who).map(|alias| alias.in_text.clone())
        }))
    }

    /// The entries with aliases in place of names. `text` gives what stands in place of a free
    /// text, after what is proposed.
    pub(super) fn rewritten(
        &self,
        entries: &[Entry],
        mut text: impl FnMut((Origin, u16), Field, &str, Option<String>) -> Option<String>,
    ) -> Vec<Entry> {
        let named = self.named();
        let mut all = entries.to_vec();
        for entry in &mut all {
            let id = entry.id;
            let (Act::Do(changes) | Act::Emptied(changes)) = &mut entry.act else { continue };
            for (place, change) in (0_u16..).zip(changes) {
                let made = Origin { entry: id, place };
                self.rewrite(change, made, &named, &mut text);
            }
        }
        all
    }

    fn rewrite(
        &self,
        change: &mut Change,
        made: Origin,
        named: &Named<Person>,
        text: &mut impl FnMut((Origin, u16), Field, &str, Option<String>) -> Option<String>,
    ) {
        without_photo(change);
        let whose = owner(change, made).and_then(|who| self.by_person.get(&who));
        let mut nth = 0_u16;
        texts(change, &mut |field, typed| {
            let at = (made, nth);
            nth = nth.saturating_add(1);
            match field {
                Field::Code | Field::AssessorName | Field::PlayerName => {
                    if let Some(alias) = whose {
                        typed.clone_from(&alias.code);
                    }
                }
                Field::CandidateName => {
                    if let Some(alias) = whose {
                        typed.clone_from(&alias.name);
                    }
                }
                Field::CentreName if self.renames => "Pseudonymised copy".clone_into(typed),
                Field::Guest
                | Field::Giver
                | Field::Facilitator
                | Field::Signature
                | Field::ApprovedBy => {
                    let guest = self.roll.known_guest(typed);
                    if let Some(alias) = guest.and_then(|who| self.by_person.get(&who)) {
                        typed.clone_from(&alias.name);
                    }
                }
                _ => {
                    let proposed = self.instead(named, typed);
                    if let Some(new) = text(at, field, typed, proposed) {
                        *typed = new;
                    }
                }
            }
        });
    }
}

/// A face is a name.
fn without_photo(change: &mut Change) {
    match change {
        Change::People(people::Change::Candidate { fact: CandidateFact::Photo(photo), .. }) => {
            *photo = None;
        }
        Change::People(people::Change::Join(people::Newcomer::Candidate { facts, .. })) => {
            facts.retain(|fact| !matches!(fact, CandidateFact::Photo(_)));
        }
        _ => {}
    }
}

/// Every typed text that names somebody, in the order of the record.
pub fn proposals(record: &Record) -> Vec<Proposal> {
    let mut all = Vec::new();
    let aliases = Aliases::of(record.entries(), None);
    aliases.rewritten(record.entries(), |at, field, typed, proposed| {
        if let Some(proposed) = &proposed {
            let (text, proposed) = (typed.to_owned(), proposed.clone());
            all.push(Proposal { at, field, text, proposed });
        }
        None
    });
    all
}

/// Who stands behind which code, for whoever may know.
pub fn aliases(record: &Record) -> Vec<(String, String)> {
    let aliases = Aliases::of(record.entries(), None);
    let of = |(who, alias): (&Person, &Alias)| {
        let names = aliases.roll.names.get(who).map(|names| names.join(", "));
        (alias.code.clone(), names.unwrap_or_default())
    };
    aliases.by_person.iter().map(of).collect()
}

/// The copy, as a centre with this id. `decided` holds what stands in place of texts for which
/// somebody wants other words than proposed.
pub fn copy(record: &Record, id: CentreId, decided: &BTreeMap<(Origin, u16), String>) -> Record {
    let aliases = Aliases::of(record.entries(), None);
    let entries = aliases
        .rewritten(record.entries(), |at, _, _, proposed| decided.get(&at).cloned().or(proposed));
    with_entries(record, id, entries)
}

/// A record of the same design with other entries.
pub(super) fn with_entries(record: &Record, id: CentreId, entries: Vec<Entry>) -> Record {
    let first = record.centre().designs.first().map(|version| &version.scenario);
    let scenario = Arc::clone(first.unwrap_or(&record.centre().scenario));
    let mut copy = Record::new(id, scenario);
    copy.merge(entries);
    copy
}
