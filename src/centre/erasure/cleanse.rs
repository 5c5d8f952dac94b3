//! Taking people out of entries.

use std::collections::BTreeSet;

use crate::centre::personal::{Field, Index, about, texts};
use crate::centre::{Act, Change, Entry, frame, incidents, sessions, talk, washup};
use crate::ids::{CandidateId, EntryId, Origin, SessionId};
use crate::people::named::Named;
use crate::people::{self, Newcomer};

/// What stands where a name was.
pub const GONE: &str = "[erased]";

/// Everybody whom these entries erase.
pub fn gone(entries: &[Entry]) -> BTreeSet<CandidateId> {
    let changes = entries.iter().flat_map(|entry| entry.act.changes());
    let erased = changes.filter_map(|change| match change {
        Change::Erasure(super::Change::Erase { people, .. }) => Some(people),
        _ => None,
    });
    erased.flatten().copied().collect()
}

/// Takes everybody whom the entries themselves erase out of all of them. Gives the entries that
/// held something of them. Doing it again changes nothing.
pub fn cleanse(entries: &mut [Entry]) -> Vec<EntryId> {
    let gone = gone(entries);
    if gone.is_empty() {
        return Vec::new();
    }
    let index = Index::of(entries);
    let names = Names::of(entries, &gone);
    let mut emptied = Vec::new();
    for entry in entries {
        let (Act::Do(changes) | Act::Emptied(changes)) = &entry.act else { continue };
        let mut kept = changes.clone();
        for (place, change) in (0_u16..).zip(&mut kept) {
            let made = Origin { entry: entry.id, place };
            empty(change, made, &index, &gone);
            texts(change, &mut |field, text| names.hide(field, text));
        }
        if kept != *changes {
            entry.act = Act::Emptied(kept);
            emptied.push(entry.id);
        }
    }
    emptied
}

/// The names by which those who are gone are known in entries that still name them.
struct Names {
    free: Named<bool>,
    whole: Vec<String>,
}

impl Names {
    fn of(entries: &[Entry], gone: &BTreeSet<CandidateId>) -> Self {
        let mut theirs = Vec::new();
        let mut others = Vec::new();
        for entry in entries {
            for (place, change) in (0_u16..).zip(entry.act.changes()) {
                let made = CandidateId(Origin { entry: entry.id, place });
                let Change::People(change) = change else { continue };
                let (who, code, name) = match change {
                    people::Change::AddCandidate { code, name }
                    | people::Change::Join(Newcomer::Candidate { code, name, .. }) => {
                        (made, code, name)
                    }
                    people::Change::NameCandidate { candidate, code, name } => {
                        (*candidate, code, name)
                    }
                    people::Change::AddAssessor { name }
                    | people::Change::Join(Newcomer::Assessor { name, .. }) => {
                        others.push(name.trim());
                        continue;
                    }
                    _ => continue,
                };
                if gone.contains(&who) {
                    theirs.extend([code.trim(), name.trim()].iter().filter(|t| !is_gone(t)));
                } else {
                    others.push(name.trim());
                }
            }
        }
        // Whole names of others win over a part that they share.
        let shielded = others.iter().filter(|name| name.contains(' ')).map(|name| (*name, false));
        let free = Named::new(theirs.iter().map(|name| (*name, true)));
        let free = free.shielded_by(shielded);
        let whole = theirs.iter().filter(|name| name.chars().count() > 3 && !others.contains(name));
        Self { free, whole: whole.map(|name| (*name).to_owned()).collect() }
    }

    fn hide(&self, field: Field, text: &mut String) {
        match field {
            // Names of others stay, whatever they share with those who are gone.
            Field::Code
            | Field::CandidateName
            | Field::AssessorName
            | Field::PlayerName
            | Field::Guest => {}
            // Rooms and centres are things: only a whole name is taken out of what they are called.
            Field::Room | Field::CentreName => {
                for name in &self.whole {
                    if text.contains(name) {
                        *text = text.replace(name, GONE);
                    }
                }
            }
            _ => {
                if self.free.find(text).iter().any(|hit| hit.who) {
                    *text = self.free.replaced_where(text, |gone| gone.then(|| GONE.to_owned()));
                }
            }
        }
    }
}

/// Codes that stand for those who are gone.
fn is_gone(text: &str) -> bool {
    text.is_empty() || text.starts_with(GONE)
}

/// Leaves of a change what is not about those who are gone.
fn empty(change: &mut Change, made: Origin, index: &Index, gone: &BTreeSet<CandidateId>) {
    if index.rests_on_nothing(change) {
        *change = Change::Nothing;
        return;
    }
    let about = about(change, made, index);
    if about.is_disjoint(gone) {
        return;
    }
    let only = about.is_subset(gone);
    match change {
        // The reason and the counts of an erasure hold nothing of anybody.
        Change::Erasure(_) | Change::Nothing => {}
        Change::People(
            people::Change::AddCandidate { .. } | people::Change::Join(Newcomer::Candidate { .. }),
        ) => {
            let code = format!("{GONE} {}", CandidateId(made));
            *change = Change::People(people::Change::AddCandidate { code, name: String::new() });
        }
        Change::Frame(frame::Change::Lunches(lunches)) => {
            lunches.retain(|(who, _)| match who {
                frame::Who::Candidate(id) => !gone.contains(id),
                frame::Who::Assessor(_) => true,
            });
        }
        Change::WashUp(washup::Change::Order { candidates }) => {
            candidates.retain(|id| !gone.contains(id));
        }
        // In a group there was somebody: without a seat the others' session would not be.
        Change::Session(change) if !only => match change {
            sessions::Change::Plan { markings, .. }
            | sessions::Change::Reseat { markings, .. }
            | sessions::Change::Mark { markings, .. } => {
                markings.retain(|marking| !gone.contains(&marking.candidate));
            }
            _ => {}
        },
        Change::Clock(_) | Change::Announcement(_) | Change::Prompt(_) if !only => {}
        Change::Incident(change) if !only => {
            let stays = |id: &SessionId| {
                let who = index.in_session(*id);
                who.is_empty() || !who.is_subset(gone)
            };
            match change {
                incidents::Change::Note { candidates, sessions, .. } => {
                    candidates.retain(|candidate| !gone.contains(candidate));
                    sessions.retain(stays);
                }
                incidents::Change::Set {
                    fact: incidents::Fact::Candidates(candidates), ..
                } => {
                    candidates.retain(|candidate| !gone.contains(candidate));
                }
                incidents::Change::Set { fact: incidents::Fact::Sessions(sessions), .. } => {
                    sessions.retain(stays);
                }
                _ => {}
            }
        }
        // Whoever spoke before them did not go on speaking.
        Change::Talk(talk::Change::Speaks { speaker, .. }) => *speaker = None,
        _ => *change = Change::Nothing,
    }
}
