//! What an erasure would take out, what it would leave, and the change that does it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::centre::erasure::{self, Distribution, FEWEST, Left};
use crate::centre::marksheet::Rating;
use crate::centre::{Author, Centre, Change, Entry, Record};
use crate::ids::{CandidateId, EntryId};
use crate::people::named::Named;
use crate::time::Stamp;

/// What an erasure would do, to be shown before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How many people it would take out.
    pub people: usize,
    /// How many entries of the record it would empty, in whole or in part.
    pub entries: usize,
    /// Texts about others that name them: as typed, and as they would stand.
    pub texts: Vec<(String, String)>,
    /// What would be left.
    pub left: Left,
}

/// The change that erases these people, for that reason.
pub fn erase(record: &Record, people: &[CandidateId], reason: &str) -> erasure::Change {
    erasure::Change::Erase {
        people: people.to_vec(),
        reason: reason.trim().to_owned(),
        left: left(record, people),
    }
}

/// What erasing these people would do.
pub fn preview(record: &Record, people: &[CandidateId]) -> Preview {
    let before = record.entries();
    let mut after = before.to_vec();
    after.push(trial(record, people));
    let emptied = erasure::cleanse(&mut after);
    let by_id: BTreeMap<EntryId, &Entry> = after.iter().map(|entry| (entry.id, entry)).collect();
    let mut changed = Vec::new();
    for entry in before {
        let Some(now) = by_id.get(&entry.id) else { continue };
        for (was, is) in entry.act.changes().iter().zip(now.act.changes()) {
            if was == is || *is == Change::Nothing {
                continue;
            }
            let (was, is) = (typed(was), typed(is));
            if was.len() == is.len() {
                changed.extend(was.into_iter().zip(is).filter(|(was, is)| was != is));
            }
        }
    }
    Preview {
        people: people.len(),
        entries: emptied.len(),
        texts: changed,
        left: left(record, people),
    }
}

/// Those of the paths that name any of these people, by name or code.
pub fn naming(centre: &Centre, people: &[CandidateId], paths: &[PathBuf]) -> Vec<PathBuf> {
    let known: Vec<_> = people.iter().filter_map(|id| centre.people.candidate(*id)).collect();
    let texts = known.iter().flat_map(|who| [who.name.as_str(), who.code.as_str()]);
    let names = Named::new(texts.map(|text| (text, ())));
    // In file names words are often tied by strokes and dots.
    let words = |path: &Path| path.to_string_lossy().replace(['_', '-', '.', '/', '\\'], " ");
    paths.iter().filter(|path| !names.find(&words(path)).is_empty()).cloned().collect()
}

/// The free texts of a change.
fn typed(change: &Change) -> Vec<String> {
    let mut all = Vec::new();
    crate::centre::personal::texts(&mut change.clone(), &mut |field, text| {
        if field.is_free() {
            all.push(text.clone());
        }
    });
    all
}

fn trial(record: &Record, people: &[CandidateId]) -> Entry {
    let change = Change::Erasure(erasure::Change::Erase {
        people: people.to_vec(),
        reason: String::new(),
        left: Left::default(),
    });
    let device = crate::ids::DeviceId { installation: u32::MAX, session: u32::MAX };
    Entry {
        id: EntryId { device, number: u32::MAX },
        stamp: Stamp::after(record.newest(), jiff::Timestamp::UNIX_EPOCH),
        by: Author::Facilitator,
        act: crate::centre::Act::Do(vec![change]),
    }
}

/// Numbers without a name: how many there were, and for five or more how they were rated.
fn left(record: &Record, people: &[CandidateId]) -> Left {
    let centre = record.centre();
    let who: BTreeSet<&CandidateId> = people.iter().collect();
    let sheets = centre.marksheets.iter().filter(|(sheet, _)| who.contains(&sheet.candidate));
    let mut ratings = 0;
    let mut levels: BTreeMap<_, (BTreeMap<u8, u32>, u32)> = BTreeMap::new();
    for (_, marks) in sheets.filter(|(_, marks)| marks.is_submitted()) {
        for (competency, rated) in &marks.ratings {
            ratings += 1;
            let (given, not_observed) = levels.entry(competency.clone()).or_default();
            match rated.rating {
                Rating::Level(level) => *given.entry(level).or_default() += 1,
                Rating::NotObserved(_) => *not_observed += 1,
            }
        }
    }
    let notes = centre.notes.values().filter(|note| who.contains(&note.sheet.candidate)).count();
    let many = people.len() >= FEWEST;
    let distribution = levels.into_iter().map(|(competency, (given, not_observed))| Distribution {
        competency,
        levels: given.into_iter().collect(),
        not_observed,
    });
    Left {
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        ratings,
        notes: u32::try_from(notes).unwrap_or(u32::MAX),
        levels: if many { distribution.collect() } else { Vec::new() },
    }
}
