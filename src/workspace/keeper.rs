//! What the writer thread does, without the thread: so that a test can cut the power between any
//! two operations.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::centre::Entry;
use crate::files::document::{self, Document};
use crate::files::fs::Fs;
use crate::files::journal::{self, Journal};
use crate::files::save::{self, Saved};
use crate::files::{Damage, Failure};

/// The end of a draft file's name.
const DRAFT: &str = ".draft";

/// Holds where the centre's file is.
pub(super) const FILE_NOTE: &str = "file";
/// Says that the last session was closed by a person.
pub(super) const CLOSED_NOTE: &str = "closed";
/// Holds a mark of the clock.
pub(super) const CLOCK_NOTE: &str = "clock";

/// Keeps one session of a centre on a disk.
pub struct Keeper {
    fs: Arc<dyn Fs>,
    beginning: Arc<str>,
    journal: Journal,
    folder: PathBuf,
    name: String,
    /// Journals and drafts of sessions that have ended, which the next save makes superfluous.
    superseded: Vec<PathBuf>,
}

impl Keeper {
    /// A keeper that journals into `folder` under `name`.
    pub fn new(
        fs: Arc<dyn Fs>,
        folder: PathBuf,
        name: String,
        beginning: Arc<str>,
        superseded: Vec<PathBuf>,
    ) -> Self {
        let journal = Journal::new(folder.clone(), name.clone(), Arc::clone(&beginning));
        Self { fs, beginning, journal, folder, name, superseded }
    }

    /// Makes lines durable in the journal.
    ///
    /// # Errors
    ///
    /// They are kept; [`Self::append`] with no lines tries again.
    pub fn append(&mut self, lines: &[Arc<str>]) -> Result<(), Failure> {
        if lines.is_empty() && self.journal.is_sound() {
            return Ok(());
        }
        self.journal.append(self.fs.as_ref(), lines)
    }

    /// Saves the whole centre as a file. What older journals held is in it then.
    ///
    /// # Errors
    ///
    /// The file is what it was.
    pub fn save(&mut self, path: &Path, lines: &[Arc<str>]) -> Result<Saved, Failure> {
        let text = document::whole(&self.beginning, lines.iter().map(AsRef::as_ref));
        let saved = save::save(self.fs.as_ref(), path, text.as_bytes())?;
        if saved == Saved::Certain {
            for old in self.superseded.drain(..) {
                // If it stays, it is read again and found to hold nothing new.
                let _left = self.fs.remove(&old);
            }
        }
        Ok(saved)
    }

    /// Writes the whole centre anew and leaves nothing of what stood before: no older version of
    /// the file, no journal, no draft. The new one is durable before the first old one goes.
    ///
    /// # Errors
    ///
    /// Something old is left; to be done again.
    pub fn rewrite(
        &mut self,
        path: Option<&Path>,
        lines: &[Arc<str>],
        drafts: &BTreeMap<String, String>,
    ) -> Result<(), Failure> {
        match path {
            Some(path) => {
                let text = document::whole(&self.beginning, lines.iter().map(AsRef::as_ref));
                save::save(self.fs.as_ref(), path, text.as_bytes())?;
                for old in save::versions_of(path) {
                    self.must_go(&old)?;
                }
                self.journal.restart(self.fs.as_ref(), &[])?;
            }
            None => self.journal.restart(self.fs.as_ref(), lines)?,
        }
        while let Some(old) = self.superseded.last().cloned() {
            self.must_go(&old)?;
            self.superseded.pop();
        }
        self.drafts(drafts);
        for old in save::versions_of(&self.folder.join(format!("{}{DRAFT}", self.name))) {
            self.must_go(&old)?;
        }
        let folder = self.folder.clone();
        self.fs.sync_folder(&folder).map_err(|error| Failure::from_io(&folder, &error))
    }

    fn must_go(&self, path: &Path) -> Result<(), Failure> {
        if !self.fs.exists(path) {
            return Ok(());
        }
        self.fs.remove(path).map_err(|error| Failure::from_io(path, &error))
    }

    /// Keeps half-typed text. It is no disaster if that fails: what counts is in the journal. What
    /// earlier sessions left is among it, and their files go: else words that have become an entry
    /// since would come back after the next crash.
    pub fn drafts(&mut self, drafts: &BTreeMap<String, String>) {
        let path = self.folder.join(format!("{}{DRAFT}", self.name));
        let kept = if drafts.is_empty() {
            if self.fs.exists(&path) {
                self.fs.remove(&path).map_err(|e| e.to_string())
            } else {
                Ok(())
            }
        } else {
            self.write_drafts(&path, drafts)
        };
        match kept {
            Ok(()) => {
                let Self { superseded, fs, .. } = self;
                superseded.retain(|old| !is_draft(old) || fs.remove(old).is_err());
            }
            Err(error) => tracing::warn!("drafts: {error}"),
        }
    }

    fn write_drafts(&self, path: &Path, drafts: &BTreeMap<String, String>) -> Result<(), String> {
        let ron = ron::to_string(drafts).map_err(|error| error.to_string())?;
        let text = format!("{ron} // {:08x}\n", crc32fast::hash(ron.as_bytes()));
        self.fs.create_folder(&self.folder).map_err(|error| error.to_string())?;
        // An older version would outlive the words that somebody took back, or had erased.
        save::put(self.fs.as_ref(), path, text.as_bytes())
            .map(|_saved| ())
            .map_err(|failure| format!("{failure:?}"))
    }

    /// Keeps a note beside the journal; an empty one is taken away. None of them matters enough
    /// to stop for.
    pub fn note(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        let kept = match (text, self.fs.exists(&path)) {
            ("", false) => Ok(()),
            ("", true) => self.fs.remove(&path).map_err(|error| Failure::from_io(&path, &error)),
            _ => self
                .fs
                .create_folder(&self.folder)
                .map_err(|error| Failure::from_io(&path, &error))
                .and_then(|()| {
                    save::put(self.fs.as_ref(), &path, text.as_bytes()).map(|_saved| ())
                }),
        };
        if let Err(failure) = kept {
            tracing::warn!("{name}: {failure:?}");
        }
    }

    /// Removes the journal and what lies beside it: everything is in a saved file, but for what is
    /// half-typed.
    pub fn remove(&mut self, drafts: &BTreeMap<String, String>) {
        self.journal.remove(self.fs.as_ref());
        self.drafts(drafts);
        for path in self.superseded.drain(..) {
            // If it stays, it is read again and found to hold nothing new.
            let _left = self.fs.remove(&path);
        }
        for name in [FILE_NOTE, CLOSED_NOTE, CLOCK_NOTE] {
            self.note(name, "");
            let backup = save::backup_of(&self.folder.join(name));
            if self.fs.exists(&backup) {
                let _left = self.fs.remove(&backup);
            }
        }
    }
}

fn is_draft(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(DRAFT))
}

/// What sessions that have ended left in the journals of a centre.
#[derive(Debug, Default)]
pub struct Found {
    /// The beginning of the first journal, for a centre that no file holds.
    pub document: Option<Document>,
    /// All entries of all journals.
    pub entries: Vec<Entry>,
    /// Lines of newer builds, word for word.
    pub unknown: Vec<String>,
    /// Half-typed text.
    pub drafts: BTreeMap<String, String>,
    /// The files it was found in.
    pub files: Vec<PathBuf>,
    /// What could not be read in them.
    pub damage: Vec<(PathBuf, Damage)>,
}

/// Reads the journals and drafts in `folder` that no running program holds.
pub fn find(fs: &dyn Fs, folder: &Path, is_held: &dyn Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    for path in fs.list(folder).unwrap_or_default() {
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ours = name.ends_with(journal::SUFFIX) || name.ends_with(DRAFT);
        if !ours || is_held(&path) {
            continue;
        }
        if name.ends_with(journal::SUFFIX) {
            find_entries(fs, &path, &mut found);
        } else {
            found.drafts.extend(read_drafts(fs, &path).unwrap_or_default());
            found.files.push(path);
        }
    }
    found
}

fn find_entries(fs: &dyn Fs, path: &Path, found: &mut Found) {
    let Ok(bytes) = fs.read(path) else { return };
    let reading = document::read_journal(&bytes);
    found.damage.extend(reading.damage.into_iter().map(|damage| (path.to_owned(), damage)));
    // A journal whose beginning was torn had acknowledged nothing.
    let Some(mut document) = reading.document else { return };
    found.entries.append(&mut document.entries);
    found.unknown.append(&mut document.unknown);
    found.document.get_or_insert(document);
    found.files.push(path.to_owned());
}

fn read_drafts(fs: &dyn Fs, path: &Path) -> Option<BTreeMap<String, String>> {
    let text = String::from_utf8(fs.read(path).ok()?).ok()?;
    let (ron, sum) = text.trim_end().rsplit_once(" // ")?;
    let whole = u32::from_str_radix(sum, 16).ok()? == crc32fast::hash(ron.as_bytes());
    if whole { ron::from_str(ron).ok() } else { None }
}
