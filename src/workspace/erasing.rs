//! Erasing people from everything that this program has on the disk, and taking other copies in
//! without bringing anybody back.
//!
//! The record takes them out of its entries ([`crate::centre::erasure`]); here every line is written
//! anew: the file first, then its older version, journals and drafts go. A power cut in between
//! leaves an older journal at most, which the next opening cleanses by the same rule.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::writer::Order;
use super::{Rewrite, Workspace};
use crate::centre::record::TakenIn;
use crate::centre::{Act, Author, Change, Entry, Refusal, erasure};
use crate::files::line::{self, Line};
use crate::files::{Failure, FailureKind};
use crate::ids::{CandidateId, EntryId};
use crate::people::named::Named;
use crate::time::Now;

impl Workspace {
    /// Erases candidates from the record and from the disk. There is no way back.
    ///
    /// # Errors
    ///
    /// Why it cannot be; then nothing has changed.
    pub fn erase(&mut self, change: erasure::Change, now: Now) -> Result<EntryId, Refusal> {
        self.may_erase(&change)?;
        let changes = vec![Change::Erasure(change)];
        self.forget_drafts(&changes);
        let act = Act::Do(changes);
        let entry = self.record.next_entry(self.device, Author::Facilitator, now, act);
        let id = entry.id;
        self.record.add(entry);
        self.last_act = super::LastAct::default();
        self.encode_anew(now);
        Ok(id)
    }

    /// Whether candidates can be erased.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn may_erase(&self, change: &erasure::Change) -> Result<(), Refusal> {
        if !self.is_writable() {
            return Err(Refusal::ReadOnly);
        }
        if self.opening.unknown > 0 {
            return Err(Refusal::Erasure(erasure::Refusal::NewerLines(self.opening.unknown)));
        }
        self.record.check(&[Change::Erasure(change.clone())])
    }

    /// Waits until everything old is gone from the disk, and closes the centre.
    ///
    /// # Errors
    ///
    /// What could not be written or removed.
    pub fn finish_erasing(mut self, now: Now) -> Result<(), Failure> {
        self.writer.finish();
        self.poll(now);
        if self.is_rewritten() {
            self.writer.remove_journal(&self.drafts);
            return Ok(());
        }
        let failure = self.safe.file_failure.clone().or(self.safe.journal_failure.clone());
        let path = self.path.clone().unwrap_or_default();
        Err(failure.unwrap_or(Failure { path, kind: FailureKind::Busy }))
    }

    /// Whether everything old is gone from the disk.
    pub fn is_rewritten(&self) -> bool {
        self.safe.rewrite == Rewrite::NotNeeded
    }

    /// Takes entries in, new or known.
    pub(super) fn take_in(&mut self, entries: Vec<Entry>, now: Now) -> TakenIn {
        let erases = |entry: &Entry| {
            entry.act.changes().iter().any(|change| matches!(change, Change::Erasure(_)))
        };
        if self.centre().erasures.is_empty() && !entries.iter().any(erases) {
            let known: BTreeSet<EntryId> =
                self.record.entries().iter().map(|entry| entry.id).collect();
            let new: Vec<Entry> =
                entries.into_iter().filter(|entry| !known.contains(&entry.id)).collect();
            self.write(&new, now);
            return self.record.take_in(new);
        }
        let before = self.record.entries().to_vec();
        let taken = self.record.take_in(entries);
        if self.record.entries() != before.as_slice() {
            self.encode_anew(now);
        }
        taken
    }

    /// Every line as the record has it now, to be written in place of all that stood before.
    pub(super) fn encode_anew(&mut self, now: Now) {
        let unknown =
            self.lines.iter().filter(|line| matches!(line::decode(line), Ok(Line::Unknown(_))));
        let unknown: Vec<Arc<str>> = unknown.cloned().collect();
        let lines = self.record.entries().iter().filter_map(|entry| line::encode(entry).ok());
        self.lines = lines.map(Arc::from).chain(unknown).collect();
        self.safe.behind_since.get_or_insert(now.wall);
        self.safe.changed_at = Some(now.wall);
        self.safe.rewrite = Rewrite::Due;
        if self.path.is_some() || self.is_writable() {
            self.rewrite();
        }
    }

    pub(super) fn rewrite(&mut self) {
        if !self.is_writable() {
            return;
        }
        self.safe.rewrite = Rewrite::UnderWay;
        self.writer.order(Order::Rewrite {
            path: self.path.clone(),
            lines: self.lines.clone(),
            drafts: self.drafts.clone(),
        });
    }

    pub(super) fn rewritten(&mut self, lines: usize, now: Now) {
        self.safe.rewrite = Rewrite::NotNeeded;
        self.safe.file_failure = None;
        self.safe.journal_failure = None;
        self.safe.journal_lines = lines;
        self.safe.journal_at = Some(now.wall);
        if self.path.is_some() {
            self.safe.file_lines = lines;
            self.safe.file_at = Some(now.wall);
            self.safe.behind_since = (lines < self.lines.len()).then_some(now.wall);
        }
    }

    /// Half-typed text about those who are to be erased, or that names them, goes with them.
    fn forget_drafts(&mut self, changes: &[Change]) {
        let people: Vec<CandidateId> = changes
            .iter()
            .flat_map(|change| match change {
                Change::Erasure(erasure::Change::Erase { people, .. }) => people.clone(),
                _ => Vec::new(),
            })
            .collect();
        let centre = self.record.centre();
        let sessions =
            people.iter().flat_map(|id| centre.sessions_of(*id)).map(|one| one.id.to_string());
        let theirs: Vec<String> = people.iter().map(ToString::to_string).chain(sessions).collect();
        let known: Vec<_> =
            people.iter().filter_map(|id| self.record.centre().people.candidate(*id)).collect();
        let names = known.iter().flat_map(|who| [who.name.as_str(), who.code.as_str()]);
        let named = Named::new(names.map(|name| (name, ())));
        self.drafts.retain(|key, text| {
            !theirs.iter().any(|id| key.contains(id.as_str())) && named.find(text).is_empty()
        });
    }
}
