//! All entries of a centre, and the state that they give: add, merge, undo, redo.
//!
//! Undo leaves an entry out; it does not compute an inverse. The entry stays in the record, a
//! later one says that it was taken back, and the state is what the rest gives. So undo needs no
//! code in any slice, gives back the time that a mistaken hold cost, and means the same after a
//! merge. An undo that would pull the ground from under what others did since is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Act, Author, Centre, Change, Entry, authority, erasure};
use crate::ids::{CentreId, DeviceId, EntryId};
use crate::scenario::Scenario;
use crate::time::{Now, Stamp};

/// Why undo or redo cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// Submitting and reopening have their own ways back.
    HasItsOwnWayBack,
    /// This many later entries rest on it.
    BuiltOn(usize),
}

/// What came of taking entries in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// How many were new.
    pub new: usize,
    /// Those that held something of somebody who was erased, and hold it no longer.
    pub emptied: Vec<EntryId>,
}

/// The entries of a centre in their order, with the state they give.
#[derive(Debug, Clone)]
pub struct Record {
    centre: Centre,
    entries: Vec<Entry>,
    /// The highest number that each device has given.
    numbers: BTreeMap<DeviceId, u32>,
}

impl Record {
    /// A record without entries.
    pub fn new(id: CentreId, scenario: Arc<Scenario>) -> Self {
        Self { centre: Centre::new(id, scenario), entries: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The state.
    pub fn centre(&self) -> &Centre {
        &self.centre
    }

    /// The scenario with which the centre began, before any change of its design.
    pub fn first_scenario(&self) -> &Arc<Scenario> {
        let first = self.centre.designs.first().map(|version| &version.scenario);
        first.unwrap_or(&self.centre.scenario)
    }

    /// The entries in their order, the same on every device.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The newest stamp seen.
    pub fn newest(&self) -> Option<Stamp> {
        self.entries.last().map(|entry| entry.stamp)
    }

    /// The entry of that id.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.id == id)
    }

    /// Checks several changes as one act: each on the state that those before it leave.
    ///
    /// # Errors
    ///
    /// Why the first that cannot be cannot be.
    pub fn check(&self, changes: &[Change]) -> Result<(), super::Refusal> {
        if let [only] = changes {
            return self.centre.check_now(only);
        }
        let mut trial = self.centre.clone();
        let device = DeviceId { installation: u32::MAX, session: u32::MAX };
        let stamp = Stamp::after(self.newest(), jiff::Timestamp::UNIX_EPOCH);
        for (number, change) in (0..).zip(changes) {
            trial.check_now(change)?;
            let id = EntryId { device, number };
            let act = Act::Do(vec![change.clone()]);
            trial.apply(&Entry { id, stamp, by: Author::Facilitator, act });
        }
        Ok(())
    }

    /// Checks several changes as one act of `by`: who may do what first, then whether it can be.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check_by(&self, changes: &[Change], by: Author) -> Result<(), super::Refusal> {
        for change in changes {
            authority::may(&self.centre, by, change).map_err(super::Refusal::Authority)?;
        }
        self.check(changes)
    }

    /// The next entry of `device`, not yet added.
    pub fn next_entry(&self, device: DeviceId, by: Author, now: Now, act: Act) -> Entry {
        let number = self.numbers.get(&device).map_or(1, |last| last.saturating_add(1));
        let id = EntryId { device, number };
        Entry { id, stamp: Stamp::after(self.newest(), now.wall), by, act }
    }

    /// Adds one entry, new or known.
    pub fn add(&mut self, entry: Entry) {
        let is_newest = self.entries.last().is_none_or(|last| last.order() < entry.order());
        let erases = entry.act.changes().iter().any(|c| matches!(c, Change::Erasure(_)));
        if is_newest && !erases && matches!(entry.act, Act::Do(_)) {
            self.centre.apply(&entry);
            self.count(&entry);
            self.entries.push(entry);
        } else {
            self.merge([entry]);
        }
    }

    /// Adds many entries, new or known, in any order. Returns how many were new.
    pub fn merge(&mut self, entries: impl IntoIterator<Item = Entry>) -> usize {
        self.take_in(entries).new
    }

    /// Adds many entries, new or known, in any order, and takes out of all of them whom any of
    /// them erases.
    pub fn take_in(&mut self, entries: impl IntoIterator<Item = Entry>) -> TakenIn {
        let before = self.entries.len();
        for entry in entries {
            self.count(&entry);
            self.entries.push(entry);
        }
        // Before one of two versions of an entry is left out: a copy from before an erasure still
        // knows the names that are to be looked for.
        let mut emptied = erasure::cleanse(&mut self.entries);
        let is_emptied = |entry: &Entry| matches!(entry.act, Act::Emptied(_));
        self.entries.sort_by_key(|entry| (entry.order(), !is_emptied(entry)));
        let mut known = BTreeSet::new();
        self.entries.retain(|entry| known.insert(entry.id));
        emptied.sort_unstable();
        emptied.dedup();
        self.centre = self.replay(&taken_back(&self.entries));
        TakenIn { new: self.entries.len() - before, emptied }
    }

    /// What the next undo of `by` at `installation` would take back. Whether later entries rest
    /// on it is a longer question: [`Self::check_undo`].
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn undoable(&self, installation: u32, by: Author) -> Result<&Entry, Refusal> {
        let gone = taken_back(&self.entries);
        let own = |entry: &&Entry| entry.id.device.installation == installation && entry.by == by;
        let mut acts = self.entries.iter().rev().filter(own);
        let newest = acts.find(|entry| is_act(entry) && !gone.contains(&entry.id));
        let entry = newest.ok_or(Refusal::NothingToUndo)?;
        if !entry.act.changes().iter().all(Change::can_be_undone) {
            return Err(Refusal::HasItsOwnWayBack);
        }
        Ok(entry)
    }

    /// Whether the record stays whole without the entry.
    ///
    /// # Errors
    ///
    /// [`Refusal::BuiltOn`] when later entries rest on it.
    pub fn check_undo(&self, without: EntryId) -> Result<(), Refusal> {
        let mut gone = taken_back(&self.entries);
        gone.insert(without);
        let moot_after = self.replay(&gone).moot.len();
        let moot_now = self.centre.moot.iter().filter(|moot| moot.change.entry != without).count();
        match moot_after.saturating_sub(moot_now) {
            0 => Ok(()),
            rest_on_it => Err(Refusal::BuiltOn(rest_on_it)),
        }
    }

    /// The undo that the next redo of `by` at `installation` would take back.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn redoable(&self, installation: u32, by: Author) -> Result<&Entry, Refusal> {
        let gone = taken_back(&self.entries);
        let own = self
            .entries
            .iter()
            .rev()
            .filter(|entry| entry.id.device.installation == installation && entry.by == by);
        for entry in own {
            match &entry.act {
                Act::Do(_) | Act::Emptied(_)
                    if gone.contains(&entry.id) || entry.is_automatic() => {}
                Act::Do(_) | Act::Emptied(_) => break,
                // A redo: go on behind the undo that it took back.
                Act::Undo(target) if self.is_undo(*target) => {}
                Act::Undo(_) if gone.contains(&entry.id) => {}
                Act::Undo(_) => return Ok(entry),
            }
        }
        Err(Refusal::NothingToRedo)
    }

    /// What an undo took back in the end: of a redo, the act that came back.
    pub fn subject(&self, undo: EntryId) -> Option<&Entry> {
        let mut entry = self.entry(undo)?;
        while let Act::Undo(target) = entry.act {
            entry = self.entry(target)?;
        }
        Some(entry)
    }

    /// The entries that were taken back.
    pub fn taken_back(&self) -> BTreeSet<EntryId> {
        taken_back(&self.entries)
    }

    fn count(&mut self, entry: &Entry) {
        let last = self.numbers.entry(entry.id.device).or_default();
        *last = (*last).max(entry.id.number);
    }

    fn is_undo(&self, id: EntryId) -> bool {
        self.entry(id).is_some_and(|entry| matches!(entry.act, Act::Undo(_)))
    }

    fn replay(&self, gone: &BTreeSet<EntryId>) -> Centre {
        let mut centre = Centre::new(self.centre.id, Arc::clone(self.first_scenario()));
        for entry in self.entries.iter().filter(|entry| !gone.contains(&entry.id)) {
            centre.apply(entry);
        }
        centre
    }
}

/// Somebody did it: what the program did by itself is nobody's to take back.
fn is_act(entry: &Entry) -> bool {
    !matches!(entry.act, Act::Undo(_)) && !entry.is_automatic()
}

/// An undo holds unless a later undo took it back in turn.
fn taken_back(entries: &[Entry]) -> BTreeSet<EntryId> {
    let mut gone = BTreeSet::new();
    for entry in entries.iter().rev() {
        if let Act::Undo(target) = entry.act
            && !gone.contains(&entry.id)
        {
            gone.insert(target);
        }
    }
    gone
}
