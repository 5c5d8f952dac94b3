//! What was done since the file was saved, each act made durable before it is called safe.
//!
//! A journal is the centre file of one session that is still being written: beginning, then a line
//! an entry. It lies on the local disk, so work is safe though the file sits on a stick that has
//! gone, and a centre that was never saved is whole in its journal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::fs::{Fs, FsFile};

/// The end of a journal's file name.
pub const SUFFIX: &str = ".journal";

/// A journal that is being written.
pub struct Journal {
    folder: PathBuf,
    name: String,
    part: u32,
    beginning: Arc<str>,
    /// Every line of this session: what a new part begins with when the old one failed.
    lines: Vec<Arc<str>>,
    /// The part that is being written; none after a failure.
    file: Option<Box<dyn FsFile>>,
}

impl Journal {
    /// A journal in `folder` under `name`. Nothing is written until there is a line.
    pub fn new(folder: PathBuf, name: String, beginning: Arc<str>) -> Self {
        Self { folder, name, part: 0, beginning, lines: Vec::new(), file: None }
    }

    /// The file that is being written.
    pub fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.{}{SUFFIX}", self.name, self.part))
    }

    /// Takes lines in and makes them durable, with all that came before them.
    ///
    /// # Errors
    ///
    /// The lines are kept and written by the next [`Self::append`] or [`Self::retry`]. After a
    /// failed flush the same file is never trusted again: a new part is begun.
    pub fn append(&mut self, fs: &dyn Fs, lines: &[Arc<str>]) -> Result<(), Failure> {
        self.lines.extend(lines.iter().cloned());
        let Some(file) = &mut self.file else { return self.retry(fs) };
        let text: String = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect();
        match file.append(text.as_bytes()).and_then(|()| file.sync()) {
            Ok(()) => Ok(()),
            Err(error) => {
                self.file = None;
                tracing::warn!("journal: {error}");
                self.retry(fs)
            }
        }
    }

    /// Begins anew with these lines alone; what was written before goes. Without lines nothing is
    /// left until there is one.
    ///
    /// # Errors
    ///
    /// What was written before may still be there; to be done again.
    pub fn restart(&mut self, fs: &dyn Fs, lines: &[Arc<str>]) -> Result<(), Failure> {
        let old = self.path();
        self.file = None;
        self.lines = lines.to_vec();
        if !lines.is_empty() {
            self.retry(fs)?;
        }
        if fs.exists(&old) {
            fs.remove(&old).map_err(|error| Failure::from_io(&old, &error))?;
        }
        Ok(())
    }

    /// Writes everything into a new part.
    ///
    /// # Errors
    ///
    /// It did not work again.
    pub fn retry(&mut self, fs: &dyn Fs) -> Result<(), Failure> {
        let old = self.path();
        self.part += 1;
        let path = self.path();
        let file = self.begin(fs, &path).map_err(|error| {
            let _torn_part = fs.remove(&path);
            Failure::from_io(&path, &error)
        })?;
        self.file = Some(file);
        if fs.exists(&old) {
            // What it holds is in the new part; if it stays, it is read as well.
            let _old_part = fs.remove(&old);
        }
        Ok(())
    }

    fn begin(&self, fs: &dyn Fs, path: &Path) -> io::Result<Box<dyn FsFile>> {
        fs.create_folder(&self.folder)?;
        let mut file = fs.create(path)?;
        let mut text = self.beginning.to_string();
        for line in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        file.append(text.as_bytes())?;
        file.sync()?;
        fs.sync_folder(&self.folder)?;
        if let Some(above) = self.folder.parent() {
            fs.sync_folder(above)?;
        }
        Ok(file)
    }

    /// Whether the last write was durable, or nothing was to be written.
    pub fn is_sound(&self) -> bool {
        self.file.is_some() || self.lines.is_empty()
    }

    /// Removes the journal: everything in it is in a saved file.
    pub fn remove(&mut self, fs: &dyn Fs) {
        self.file = None;
        if fs.exists(&self.path()) {
            // If it stays, it is read again and found to hold nothing new.
            let _left = fs.remove(&self.path());
        }
    }
}
