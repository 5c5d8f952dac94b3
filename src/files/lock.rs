//! Who has a file or a journal open. The system lets a lock go when its holder dies, however it
//! dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// Somebody else holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    /// Who, in words, as far as they said.
    pub who: String,
}

/// The lock file beside a centre file.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lock");
    path.with_file_name(name)
}

impl Lock {
    /// Takes the lock at `path` in the name of `who`. Without a lock when the folder cannot be
    /// written: then nobody can save there either.
    ///
    /// # Errors
    ///
    /// [`HeldBy`] when another program holds it.
    pub fn take(path: &Path, who: &str) -> Result<Option<Self>, HeldBy> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let Ok(mut file) = options.open(path) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut who = String::new();
                // Windows does not let others read a locked file: then nobody is named.
                let _unreadable = file.read_to_string(&mut who);
                return Err(HeldBy { who: who.trim().chars().take(200).collect() });
            }
            Err(TryLockError::Error(_no_locks_there)) => return Ok(None),
        }
        let named =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{who}"));
        if let Err(error) = named {
            tracing::warn!("lock: {error}");
        }
        Ok(Some(Self { file, path: path.to_owned() }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that stays behind is harmless: what counts is the system's lock on it.
        let _left = std::fs::remove_file(&self.path);
        let _closing_unlocks = self.file.unlock();
    }
}
