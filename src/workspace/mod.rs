//! An open centre: perform a change, undo, save, recover.
//!
//! **Invariants:** only this module owns a [`Record`]. A change is checked, becomes an entry, is
//! handed to the writer thread and applied; "safe" is a message that comes *back* from the disk.

mod erasing;
mod keeper;
mod opening;
mod writer;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

pub use keeper::{Found, Keeper, find};
pub use opening::{Env, LeftBehind, Opening};

use crate::centre::record::TakenIn;
use crate::centre::{Act, Author, Centre, Change, Entry, Record, Refusal, attendance, record};
use crate::files::lock::Lock;
use crate::files::{Failure, OpenFailure, line};
use crate::ids::{DeviceId, EntryId};
use crate::time::Now;
use writer::{Order, Told, Writer};

/// How long after a change the file is saved by itself.
const SAVE_AFTER: SignedDuration = SignedDuration::from_secs(2);
/// How long changes may go on before the file is saved all the same.
const SAVE_AT_LATEST: SignedDuration = SignedDuration::from_secs(20);
/// How long after a failure it is tried again.
const TRY_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// How safe what was entered is on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalState {
    /// Everything is durable, since then.
    Safe(Timestamp),
    /// On its way to the disk.
    Writing,
    /// It could not be written; it is tried again.
    Failing(Failure),
}

/// How the file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// The centre was never saved to a file.
    None,
    /// The file holds everything, since then.
    Safe(Timestamp),
    /// The file will be saved in a moment.
    Behind,
    /// It could not be saved; it is tried again.
    Failing(Failure),
}

/// How safe what was entered is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// On this computer.
    pub journal: JournalState,
    /// In the file.
    pub file: FileState,
}

/// An open centre.
pub struct Workspace {
    record: Record,
    opening: Opening,
    device: DeviceId,
    /// The line of every entry, as it came, also those of newer builds.
    lines: Vec<Arc<str>>,
    path: Option<PathBuf>,
    file_lock: Option<Lock>,
    /// Dropped last: until then nobody else takes the journal for one that was left behind.
    _journal_lock: Option<Lock>,
    /// How many lines came with it when it was made elsewhere: a sample nobody has touched is not
    /// worth keeping.
    adopted: usize,
    writer: Writer,
    drafts: BTreeMap<String, String>,
    /// The entries that are not on the disk yet, in order.
    on_the_way: Vec<EntryId>,
    safe: Safe,
    last_act: LastAct,
}

/// What the disk is known to hold.
#[derive(Debug, Default)]
struct Safe {
    /// How many lines the journal or file holds for certain.
    journal_lines: usize,
    journal_at: Option<Timestamp>,
    journal_failure: Option<Failure>,
    file_lines: usize,
    file_at: Option<Timestamp>,
    file_failure: Option<Failure>,
    saving: bool,
    /// Something of people who were erased may still be on the disk.
    rewrite: Rewrite,
    /// When the first and the last line came that the file does not hold.
    behind_since: Option<Timestamp>,
    changed_at: Option<Timestamp>,
    tried_at: Option<Timestamp>,
}

/// Whether everything has to be written anew, since people were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Rewrite {
    #[default]
    NotNeeded,
    Due,
    UnderWay,
}

/// What undo and redo would do, for the length of record at which it was asked.
#[derive(Debug, Default)]
struct LastAct {
    asked_at: Option<(usize, Author)>,
    undo: Option<Result<EntryId, record::Refusal>>,
    redo: Option<Result<EntryId, record::Refusal>>,
}

impl Workspace {
    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The state.
    pub fn centre(&self) -> &Centre {
        self.record.centre()
    }

    /// Where the file is.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What happened when it was opened.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The entries that are not on the disk yet: what was done, and could still be lost.
    pub fn on_the_way(&self) -> &[EntryId] {
        &self.on_the_way
    }

    /// Whether it may be changed here.
    pub fn is_writable(&self) -> bool {
        self.opening.read_only.is_none()
    }

    /// Makes changes as one act.
    ///
    /// # Errors
    ///
    /// Why it cannot be; then nothing has changed.
    pub fn perform(
        &mut self,
        changes: Vec<Change>,
        by: Author,
        now: Now,
    ) -> Result<EntryId, Refusal> {
        if !self.is_writable() {
            return Err(Refusal::ReadOnly);
        }
        self.record.check_by(&changes, by)?;
        attendance::asks_why(self.centre(), &changes).map_err(Refusal::Attendance)?;
        Ok(self.enter(Act::Do(changes), by, now))
    }

    /// Takes the last act of `by` back. Gives the entry that was taken back.
    ///
    /// # Errors
    ///
    /// Why it cannot be.
    pub fn undo(&mut self, by: Author, now: Now) -> Result<EntryId, Refusal> {
        if !self.is_writable() {
            return Err(Refusal::ReadOnly);
        }
        let act = self.record.undoable(self.device.installation, by).map_err(Refusal::Undo)?.id;
        self.record.check_undo(act).map_err(Refusal::Undo)?;
        self.enter(Act::Undo(act), by, now);
        Ok(act)
    }

    /// Does again what `by` took back last. Gives the entry that came back.
    ///
    /// # Errors
    ///
    /// Why it cannot be.
    pub fn redo(&mut self, by: Author, now: Now) -> Result<EntryId, Refusal> {
        if !self.is_writable() {
            return Err(Refusal::ReadOnly);
        }
        let undo = self.record.redoable(self.device.installation, by).map_err(Refusal::Undo)?.id;
        self.enter(Act::Undo(undo), by, now);
        Ok(self.record.subject(undo).map_or(undo, |entry| entry.id))
    }

    /// What undo would take back.
    ///
    /// # Errors
    ///
    /// Why there is nothing.
    pub fn can_undo(&mut self, by: Author) -> Result<EntryId, record::Refusal> {
        self.ask_last_act(by);
        self.last_act.undo.clone().unwrap_or(Err(record::Refusal::NothingToUndo))
    }

    /// What redo would bring back.
    ///
    /// # Errors
    ///
    /// Why there is nothing.
    pub fn can_redo(&mut self, by: Author) -> Result<EntryId, record::Refusal> {
        self.ask_last_act(by);
        self.last_act.redo.clone().unwrap_or(Err(record::Refusal::NothingToRedo))
    }

    fn ask_last_act(&mut self, by: Author) {
        let now = Some((self.record.entries().len(), by));
        if self.last_act.asked_at != now {
            let installation = self.device.installation;
            self.last_act = LastAct {
                asked_at: now,
                undo: Some(self.record.undoable(installation, by).map(|entry| entry.id)),
                redo: Some(self.record.redoable(installation, by).map(|entry| entry.id)),
            };
        }
    }

    fn enter(&mut self, act: Act, by: Author, now: Now) -> EntryId {
        let entry = self.record.next_entry(self.device, by, now, act);
        let id = entry.id;
        self.write(std::slice::from_ref(&entry), now);
        self.record.add(entry);
        id
    }

    /// Hands entries to the writer.
    fn write(&mut self, entries: &[Entry], now: Now) {
        let lines: Vec<Arc<str>> = entries
            .iter()
            .filter_map(|entry| match line::encode(entry) {
                Ok(line) => Some(Arc::from(line)),
                Err(error) => {
                    debug_assert!(false, "an entry that RON cannot write: {error}");
                    tracing::error!("an entry that RON cannot write: {error}");
                    None
                }
            })
            .collect();
        self.lines.extend(lines.iter().cloned());
        self.on_the_way.extend(entries.iter().map(|entry| entry.id));
        self.safe.behind_since.get_or_insert(now.wall);
        self.safe.changed_at = Some(now.wall);
        self.writer.order(Order::Append(lines));
    }

    /// Takes in another copy of this centre. Gives how many entries were new, and which spoke of
    /// somebody who was erased.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or holds another centre.
    pub fn merge_file(&mut self, env: &Env, path: &Path, now: Now) -> Result<TakenIn, OpenFailure> {
        let document = opening::read_file(env, path)?;
        if document.id != self.centre().id {
            return Err(OpenFailure::OtherCentre);
        }
        Ok(self.take_in(document.entries, now))
    }

    /// Saves the file, if there is one; the answer comes with [`Self::poll`].
    pub fn save(&mut self, now: Now) {
        let Some(path) = self.path.clone().filter(|_| self.is_writable()) else { return };
        self.safe.saving = true;
        self.safe.tried_at = Some(now.wall);
        self.writer.order(Order::Save { path, lines: self.lines.clone() });
    }

    /// Saves under another name, which is the file's from then on.
    ///
    /// # Errors
    ///
    /// Another window holds that file.
    pub fn save_as(&mut self, env: &Env, path: PathBuf, now: Now) -> Result<(), OpenFailure> {
        if self.path.as_ref() != Some(&path) {
            self.file_lock = opening::lock_file(env, &path)?;
            self.writer.order(Order::Note(keeper::FILE_NOTE, path.display().to_string()));
            self.path = Some(path);
            self.safe.file_lines = 0;
            self.safe.file_at = None;
        }
        self.opening.read_only = None;
        self.save(now);
        Ok(())
    }

    /// Keeps half-typed text; empty text takes it away.
    pub fn keep_draft(&mut self, key: &str, text: &str) {
        if text.is_empty() {
            self.drafts.remove(key);
        } else {
            self.drafts.insert(key.to_owned(), text.to_owned());
        }
        self.writer.order(Order::Drafts(self.drafts.clone()));
    }

    /// The half-typed text that was found at opening or kept since.
    pub fn drafts(&self) -> &BTreeMap<String, String> {
        &self.drafts
    }

    /// Takes in what the disk has said, and orders what is due. Gives what went wrong since.
    pub fn poll(&mut self, now: Now) -> Vec<Failure> {
        let mut failures = Vec::new();
        while let Some(told) = self.writer.told() {
            match told {
                Told::Durable { lines } => {
                    self.safe.journal_lines += lines;
                    self.on_the_way.drain(..lines.min(self.on_the_way.len()));
                    self.safe.journal_at = Some(now.wall);
                    self.safe.journal_failure = None;
                }
                Told::NotDurable(failure) => {
                    if self.safe.journal_failure.as_ref() != Some(&failure) {
                        failures.push(failure.clone());
                    }
                    self.safe.journal_failure = Some(failure);
                    self.safe.tried_at = Some(now.wall);
                }
                Told::Saved { lines } => {
                    self.safe.saving = false;
                    self.safe.file_lines = lines;
                    self.safe.file_at = Some(now.wall);
                    self.safe.file_failure = None;
                    self.safe.behind_since = (lines < self.lines.len()).then_some(now.wall);
                }
                Told::Rewritten { lines } => self.rewritten(lines, now),
                Told::NotRewritten(failure) => {
                    self.safe.rewrite = Rewrite::Due;
                    self.safe.tried_at = Some(now.wall);
                    if self.safe.file_failure.as_ref() != Some(&failure) {
                        failures.push(failure.clone());
                    }
                    self.safe.file_failure = Some(failure);
                }
                Told::NotSaved(failure) => {
                    self.safe.saving = false;
                    if self.safe.file_failure.as_ref() != Some(&failure) {
                        failures.push(failure.clone());
                    }
                    self.safe.file_failure = Some(failure);
                }
            }
        }
        let waits = self.safe.file_failure.is_some() && !self.due(now);
        if self.writer.is_running() && self.safe.rewrite == Rewrite::Due && !waits {
            self.rewrite();
        }
        if self.writer.is_running() && self.due(now) {
            if self.safe.journal_failure.is_some() {
                self.safe.tried_at = Some(now.wall);
                self.writer.order(Order::Append(Vec::new()));
            }
            if self.safe.file_lines < self.lines.len() {
                self.save(now);
            }
        }
        failures
    }

    /// Whether something is to be written just now.
    fn due(&self, now: Now) -> bool {
        self.next_due().is_some_and(|due| due <= now.wall)
    }

    /// When [`Self::poll`] should be called next, if nothing happens before.
    pub fn next_due(&self) -> Option<Timestamp> {
        let failing = self.safe.journal_failure.is_some() || self.safe.file_failure.is_some();
        if failing && let Some(tried) = self.safe.tried_at {
            return Some(crate::time::shifted(tried, TRY_AGAIN_AFTER));
        }
        let behind = self.path.is_some() && self.is_writable() && !self.safe.saving;
        if !behind || self.safe.file_lines >= self.lines.len() {
            return None;
        }
        let quiet = crate::time::shifted(self.safe.changed_at?, SAVE_AFTER);
        let latest = crate::time::shifted(self.safe.behind_since?, SAVE_AT_LATEST);
        Some(quiet.min(latest))
    }

    /// How safe what was entered is.
    pub fn safety(&self) -> Safety {
        let all = self.lines.len();
        let in_journal = self.safe.journal_lines >= all;
        let journal = match (&self.safe.journal_failure, in_journal) {
            (Some(failure), _) => JournalState::Failing(failure.clone()),
            (None, true) => JournalState::Safe(self.safe.journal_at.unwrap_or(self.opening.at)),
            (None, false) => JournalState::Writing,
        };
        let file = match (&self.path, &self.safe.file_failure) {
            (None, _) => FileState::None,
            (_, Some(failure)) => FileState::Failing(failure.clone()),
            _ if self.safe.file_lines >= all => {
                FileState::Safe(self.safe.file_at.unwrap_or(self.opening.at))
            }
            _ => FileState::Behind,
        };
        Safety { journal, file }
    }

    /// Writes what is left and ends the writer. The journal goes when the file holds everything;
    /// what is half-typed waits until the centre is opened again.
    pub fn close(mut self, now: Now) -> Safety {
        if self.path.is_some() && self.safe.file_lines < self.lines.len() {
            self.save(now);
        }
        self.writer.order(Order::Note(keeper::CLOSED_NOTE, "closed".to_owned()));
        self.writer.finish();
        self.poll(now);
        let safety = self.safety();
        let mut new = self.record.entries().iter().skip(self.adopted);
        let untouched = self.path.is_none() && new.all(Entry::is_automatic);
        if matches!(safety.file, FileState::Safe(_)) {
            self.writer.remove_journal(&self.drafts);
        } else if untouched {
            self.writer.remove_journal(&BTreeMap::new());
        }
        safety
    }
}
