//! Saving so that at no moment there is no whole file: write beside, flush, keep the old version,
//! rename, flush the folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Failure;
use super::fs::Fs;

/// How sure a save is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Content and name are durable.
    Certain,
    /// The content is durable; the folder could not be flushed, so after a power cut the old
    /// version may be there instead.
    NotCertain,
}

/// The name of the previous version of `path`.
pub fn backup_of(path: &Path) -> PathBuf {
    beside(path, "", ".backup")
}

/// Every name under which [`save`] may have left an older or half-written version of `path`.
pub fn versions_of(path: &Path) -> [PathBuf; 3] {
    [backup_of(path), beside(path, ".", ".old"), beside(path, ".", ".new")]
}

/// Saves `bytes` as `path`. The version before is kept as [`backup_of`] it.
///
/// # Errors
///
/// The file under `path` is then what it was.
pub fn save(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<Saved, Failure> {
    through(fs, path, bytes, Beside::of(path), keep_old)
}

/// Saves `bytes` as `path`, and keeps nothing of what was there: for what can be made again, and
/// what should not lie about twice.
///
/// # Errors
///
/// The file under `path` is then what it was.
pub fn put(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<Saved, Failure> {
    through(fs, path, bytes, Beside::of(path), |_, _| Ok(()))
}

/// Where new content is written before it takes its name.
pub(super) struct Beside {
    /// The file.
    pub(super) path: PathBuf,
    /// Others are to see that it is being written.
    pub(super) held: bool,
}

impl Beside {
    fn of(path: &Path) -> Self {
        Self { path: beside(path, ".", ".new"), held: false }
    }
}

pub(super) fn through(
    fs: &dyn Fs,
    path: &Path,
    bytes: &[u8],
    Beside { path: new, held }: Beside,
    keep: impl Fn(&dyn Fs, &Path) -> std::io::Result<()>,
) -> Result<Saved, Failure> {
    let failed = |at: &Path| {
        let at = at.to_owned();
        move |error: std::io::Error| Failure::from_io(&at, &error)
    };
    if fs.exists(&new) {
        fs.remove(&new).map_err(failed(path))?;
    }
    let written = fs.create(&new).and_then(|mut file| {
        if held {
            file.hold();
        }
        file.append(bytes)?;
        file.sync()?;
        Ok(held.then_some(file))
    });
    let open = match written {
        Ok(open) => open,
        Err(error) => {
            let _left_for_the_next_save = fs.remove(&new);
            return Err(failed(path)(error));
        }
    };
    if fs.exists(path) {
        keep(fs, path).map_err(failed(path))?;
    }
    fs.rename(&new, path).map_err(failed(path))?;
    drop(open);
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match fs.sync_folder(folder) {
        Ok(()) => Ok(Saved::Certain),
        Err(_not_flushed) => Ok(Saved::NotCertain),
    }
}

/// The old version gets its second name in two steps, so that there is always a whole backup.
fn keep_old(fs: &dyn Fs, path: &Path) -> std::io::Result<()> {
    let (backup, step) = (backup_of(path), beside(path, ".", ".old"));
    if fs.exists(&step) {
        fs.remove(&step)?;
    }
    fs.link(path, &step)?;
    fs.rename(&step, &backup)
}

fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}
