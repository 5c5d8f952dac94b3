//! The few things that are done to a disk, as a trait: the real one, and in tests one that loses
//! what was not flushed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file that is open for writing.
pub trait FsFile: Send {
    /// Writes all bytes at the end.
    ///
    /// # Errors
    ///
    /// The system's.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written durable.
    ///
    /// # Errors
    ///
    /// The system's. After a failure nothing written before can be trusted.
    fn sync(&mut self) -> io::Result<()>;
    /// While it is open, others can tell that somebody writes it, where the disk knows of that.
    fn hold(&mut self) {}
}

/// A disk.
pub trait Fs: Send + Sync {
    /// All bytes of a file.
    ///
    /// # Errors
    ///
    /// The system's, for this and all that follow.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// A new, empty file; it must not exist. Only its owner may read it.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn create(&self, path: &Path) -> io::Result<Box<dyn FsFile>>;
    /// Gives a file another name, in place of one that has it.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// A second name for a file; `to` must not exist.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The files of a folder, sorted by name; none if there is no such folder.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// A folder, with those above it.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes names in a folder durable.
    #[expect(clippy::missing_errors_doc, reason = "as above")]
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Whether there is such a file.
    fn exists(&self, path: &Path) -> bool;
    /// Whether whoever wrote this file has gone: nobody holds it open. Not where that is unknown.
    fn is_left_behind(&self, _path: &Path) -> bool {
        true
    }
}

/// The real disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

struct DiskFile(File);

impl FsFile for DiskFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn hold(&mut self) {
        // The system lets the lock go when the file is closed, or whoever has it open dies.
        let _no_locks_there = self.0.try_lock();
    }
}

impl Fs for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn FsFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(DiskFile(options.open(path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Ok(old) = fs::metadata(to) {
            // Colleagues who could read the file before can read it after.
            fs::set_permissions(from, old.permissions())?;
        }
        // On Windows a virus scanner or a share may hold the file for a moment.
        for pause_ms in [10, 25, 50, 100, 250, 500, 1000] {
            match fs::rename(from, to) {
                Err(error) if cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32)) => {
                    std::thread::sleep(std::time::Duration::from_millis(pause_ms));
                }
                done => return done,
            }
        }
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        // Sticks and some shares know no second names: a copy serves as well.
        fs::hard_link(from, to).or_else(|_no_links| fs::copy(from, to).map(|_bytes| ()))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(windows) { Ok(()) } else { File::open(folder)?.sync_all() }
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn is_left_behind(&self, path: &Path) -> bool {
        let opened = OpenOptions::new().read(true).write(true).open(path);
        opened.is_ok_and(|file| file.try_lock().is_ok())
    }
}
