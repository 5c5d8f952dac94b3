//! How a centre is opened: from its file, from what an ended session left, or anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::keeper::{self, Found, Keeper};
use super::writer::{Order, Writer};
use super::{LastAct, Rewrite, Safe, Workspace};
use crate::centre::{Centre, Entry, Record};
use crate::clock::BootMark;
use crate::files::document::{self, Document};
use crate::files::fs::Fs;
use crate::files::lock::{self, HeldBy, Lock};
use crate::files::places::Places;
use crate::files::{Failure, FailureKind, OpenFailure, line};
use crate::ids::{self, CentreId, DeviceId};
use crate::scenario::Scenario;
use crate::time::Now;

/// What a workspace needs of the world.
#[derive(Clone)]
pub struct Env {
    /// The disk.
    pub fs: Arc<dyn Fs>,
    /// Where journals lie.
    pub places: Places,
    /// Names this computer and user account.
    pub installation: u32,
    /// How this computer and person are called to others who open the same file.
    pub who: String,
    /// Called when the disk has said something.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

/// What happened when a centre was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// How many entries were brought back from journals.
    pub restored: usize,
    /// Another window holds the file.
    pub read_only: Option<HeldBy>,
    /// How many lines of a newer build are kept.
    pub unknown: usize,
    /// How far this machine's clock is behind the newest entry.
    pub clock_behind: Option<SignedDuration>,
    /// The time of an earlier run on this machine, to carry on.
    pub mark: Option<BootMark>,
}

/// A centre of which an ended session left entries that no file is known to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftBehind {
    /// Which.
    pub id: CentreId,
    /// What it is called.
    pub name: String,
    /// How many entries it has.
    pub entries: usize,
    /// When the last of them was made.
    pub newest: Option<Timestamp>,
    /// The file it belongs to; none if it was never saved.
    pub path: Option<PathBuf>,
    /// The session was closed by a person, not by a crash.
    pub closed: bool,
}

/// Reads a whole file.
pub(super) fn read_file(env: &Env, path: &Path) -> Result<Document, OpenFailure> {
    let reading = read(env, path)?;
    match reading.document {
        Some(document) if reading.damage.is_empty() => Ok(document),
        document => {
            let salvageable = document.is_some();
            Err(OpenFailure::Damaged { damage: reading.damage, salvageable })
        }
    }
}

fn read(env: &Env, path: &Path) -> Result<document::Reading, OpenFailure> {
    let failed = |error| OpenFailure::Failure(Failure::from_io(path, &error));
    Ok(document::read(&env.fs.read(path).map_err(failed)?))
}

/// Takes the lock of a file.
pub(super) fn lock_file(env: &Env, path: &Path) -> Result<Option<Lock>, OpenFailure> {
    Lock::take(&lock::beside(path), &env.who).map_err(OpenFailure::Held)
}

impl Workspace {
    /// A new centre. It lives in its journal until it is saved.
    pub fn create(env: &Env, scenario: Scenario, now: Now) -> Self {
        let id = CentreId(ids::random_u64());
        let document = Document { id, scenario, entries: Vec::new(), unknown: Vec::new() };
        begin(env, document, Found::default(), now)
    }

    /// A centre made elsewhere, as a new one: it lives in its journal until it is saved.
    pub fn adopt(env: &Env, record: &Record, now: Now) -> Self {
        let first = record.centre().designs.first().map(|version| &version.scenario);
        let scenario = first.unwrap_or(&record.centre().scenario).as_ref().clone();
        let mut workspace = Self::create(env, scenario, now);
        workspace.write(record.entries(), now);
        workspace.record.merge(record.entries().iter().cloned());
        workspace.adopted = workspace.lines.len();
        workspace
    }

    /// Whether it was made in this run of the program, of acts that were handed over at once, as
    /// the sample is.
    pub fn is_new(&self) -> bool {
        self.adopted > 0
    }

    /// Opens a file, with all that an ended session left for it. When another window holds the
    /// file, it is opened to read only.
    ///
    /// # Errors
    ///
    /// Why it cannot be opened.
    pub fn open(env: &Env, path: &Path, now: Now) -> Result<Self, OpenFailure> {
        let document = read_file(env, path)?;
        let (file_lock, held) = match lock_file(env, path) {
            Ok(lock) => (lock, None),
            Err(OpenFailure::Held(by)) => (None, Some(by)),
            Err(other) => return Err(other),
        };
        let found = if held.is_some() { Found::default() } else { found(env, document.id) };
        let in_file = document.entries.len() + document.unknown.len();
        let mut workspace = begin(env, document, found, now);
        workspace.path = Some(path.to_owned());
        workspace.writer.order(Order::Note(keeper::FILE_NOTE, path.display().to_string()));
        workspace.file_lock = file_lock;
        workspace.safe.file_lines = in_file;
        workspace.opening.read_only = held;
        if workspace.lines.len() > in_file {
            workspace.safe.behind_since = Some(now.wall);
            workspace.safe.changed_at = Some(now.wall);
        }
        Ok(workspace)
    }

    /// The first design and the entries in a file, for a copy. The file is only read.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn read(env: &Env, path: &Path) -> Result<(Scenario, Vec<Entry>), OpenFailure> {
        let document = read_file(env, path)?;
        Ok((document.scenario, document.entries))
    }

    /// What a file holds, to look at only: no lock, no journal, nothing is written.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn look(env: &Env, path: &Path) -> Result<Centre, OpenFailure> {
        let document = read_file(env, path)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        Ok(record.centre().clone())
    }

    /// Opens what can be saved of a damaged file, as a copy that was never saved: the damaged
    /// file is left as it is.
    ///
    /// # Errors
    ///
    /// Nothing can be saved of it.
    pub fn salvage(env: &Env, path: &Path, now: Now) -> Result<Self, OpenFailure> {
        let reading = read(env, path)?;
        let damage = reading.damage;
        let document =
            reading.document.ok_or(OpenFailure::Damaged { damage, salvageable: false })?;
        let found = found(env, document.id);
        Ok(begin(env, document, found, now))
    }

    /// Goes on with a centre that was never saved to a file.
    ///
    /// # Errors
    ///
    /// It is not there any more.
    pub fn recover(env: &Env, id: CentreId, now: Now) -> Result<Self, OpenFailure> {
        let mut found = found(env, id);
        let gone = || {
            let path = env.places.journals_of(id);
            OpenFailure::Failure(Failure { path, kind: FailureKind::NotFound })
        };
        let document = found.document.take().ok_or_else(gone)?;
        Ok(begin(env, document, found, now))
    }

    /// What ended sessions left behind, the newest first.
    pub fn left_behind(env: &Env) -> Vec<LeftBehind> {
        let folders = env.fs.list(&env.places.journals()).unwrap_or_default();
        let ids = folders.iter().filter_map(|folder| folder.file_name()?.to_str()?.parse().ok());
        let mut left: Vec<_> = ids.filter_map(|id| left_behind(env, id)).collect();
        left.sort_by_key(|left| std::cmp::Reverse(left.newest));
        left
    }

    /// A mark of the clock, for a later run to carry on.
    pub fn mark(&self, mark: &BootMark) {
        let text = ron::to_string(mark).unwrap_or_default();
        self.writer.order(Order::Note(keeper::CLOCK_NOTE, text));
    }
}

fn left_behind(env: &Env, id: CentreId) -> Option<LeftBehind> {
    let folder = env.places.journals_of(id);
    let found = found(env, id);
    let document = found.document?;
    let mut record = Record::new(id, Arc::new(document.scenario));
    record.merge(found.entries);
    let path = env.fs.read(&folder.join(keeper::FILE_NOTE)).ok();
    let path = path.and_then(|bytes| String::from_utf8(bytes).ok()).map(PathBuf::from);
    let entries = record.entries().len();
    let left = LeftBehind {
        id,
        name: record.centre().details.name.clone(),
        entries,
        newest: record.newest().map(crate::time::Stamp::at),
        path: path.filter(|path| env.fs.exists(path)),
        closed: env.fs.exists(&folder.join(keeper::CLOSED_NOTE)),
    };
    (entries > 0).then_some(left)
}

/// What ended sessions left for a centre.
fn found(env: &Env, id: CentreId) -> Found {
    let folder = env.places.journals_of(id);
    let is_held = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let session = name.split('.').take(2).collect::<Vec<_>>().join(".");
        Lock::take(&folder.join(format!("{session}.lock")), "").is_err()
    };
    keeper::find(env.fs.as_ref(), &folder, &is_held)
}

/// Puts a workspace together from a file, if there is one, and what was found beside it.
fn begin(env: &Env, document: Document, found: Found, now: Now) -> Workspace {
    let device = DeviceId {
        installation: env.installation,
        session: u32::try_from(ids::random_u64() & u64::from(u32::MAX)).unwrap_or(1),
    };
    let folder = env.places.journals_of(document.id);
    let beginning: Arc<str> =
        Arc::from(match document::beginning(document.id, &document.scenario) {
            Ok(beginning) => beginning,
            Err(error) => {
                tracing::error!("a scenario that RON cannot write: {error}");
                String::new()
            }
        });
    // Without the path, in which a file may be called after somebody.
    for (_, damage) in &found.damage {
        tracing::warn!("damaged at {}: {:?}", damage.place, damage.fault);
    }
    let mark = env.fs.read(&folder.join(keeper::CLOCK_NOTE)).ok();
    let mark = mark.and_then(|bytes| ron::from_str(&String::from_utf8(bytes).ok()?).ok());
    let mut lines = Lines::of(&document, &found);
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    let taken = record.take_in(document.entries.into_iter().chain(found.entries));
    // What a journal from before an erasure still held is written nowhere again.
    let rewrite = if taken.emptied.is_empty() { Rewrite::NotNeeded } else { Rewrite::Due };
    if rewrite == Rewrite::Due {
        lines.all =
            record.entries().iter().filter_map(|e| line::encode(e).ok()).map(Arc::from).collect();
        let unknown: BTreeSet<&String> = document.unknown.iter().chain(&found.unknown).collect();
        lines.all.extend(unknown.iter().map(|line| Arc::from(line.as_str())));
    }
    let newest = record.newest().map(crate::time::Stamp::at);
    let behind =
        newest.map(|newest| newest.duration_since(now.wall)).filter(SignedDuration::is_positive);
    let opening = Opening {
        at: now.wall,
        restored: lines.restored,
        read_only: None,
        unknown: lines.unknown,
        clock_behind: behind,
        mark,
    };
    let name = device.to_string();
    let keeper =
        Keeper::new(Arc::clone(&env.fs), folder.clone(), name.clone(), beginning, found.files);
    let writer = Writer::start(keeper, Arc::clone(&env.wake));
    let journal_lock = hold_journal(env, &folder, &name);
    writer.order(Order::Note(keeper::CLOSED_NOTE, String::new()));
    let safe = Safe { journal_lines: lines.all.len(), rewrite, ..Safe::default() };
    let drafts: BTreeMap<String, String> = found.drafts;
    if !drafts.is_empty() {
        writer.order(Order::Drafts(drafts.clone()));
    }
    Workspace {
        record,
        opening,
        device,
        lines: lines.all,
        path: None,
        file_lock: None,
        _journal_lock: journal_lock,
        adopted: 0,
        writer,
        drafts,
        on_the_way: Vec::new(),
        safe,
        last_act: LastAct::default(),
    }
}

/// No other program takes this session's journal for one that was left behind.
fn hold_journal(env: &Env, folder: &Path, name: &str) -> Option<Lock> {
    let path: PathBuf = folder.join(format!("{name}.lock"));
    env.fs.create_folder(folder).ok()?;
    Lock::take(&path, &env.who).ok().flatten()
}

/// The lines of a centre, each once.
struct Lines {
    all: Vec<Arc<str>>,
    restored: usize,
    unknown: usize,
}

impl Lines {
    fn of(document: &Document, found: &Found) -> Self {
        let mut seen = BTreeSet::new();
        let mut all: Vec<Arc<str>> = Vec::new();
        let mut restored = 0;
        for (place, entry) in document.entries.iter().chain(&found.entries).enumerate() {
            if seen.insert(entry.id)
                && let Ok(line) = line::encode(entry)
            {
                all.push(Arc::from(line));
                restored += usize::from(place >= document.entries.len());
            }
        }
        let unknown: BTreeSet<&String> = document.unknown.iter().chain(&found.unknown).collect();
        all.extend(unknown.iter().map(|line| Arc::from(line.as_str())));
        Self { all, restored, unknown: unknown.len() }
    }
}
