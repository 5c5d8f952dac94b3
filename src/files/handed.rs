//! Files that are handed out into folders of people: reports, data, answers.
//!
//! A file is whole under its own name or not there. What a kill or a power cut leaves beside it
//! bears a name that is unmistakably ours and names nobody, and goes at the next export into that
//! folder.

use std::path::Path;

use super::fs::Fs;
use super::save::{self, Saved};
use super::{Failure, save::Beside};
use crate::ids::random_u64;

const BEGINS: &str = ".bellwether-";
const ENDS: &str = ".new";
const DIGITS: usize = 16;

/// Writes a file that is handed out. No copy of what was there before is kept: it can be made
/// again.
///
/// # Errors
///
/// The file under `path` is then what it was.
pub fn hand_out(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<Saved, Failure> {
    let name = format!("{BEGINS}{:016x}{ENDS}", random_u64());
    let beside = Beside { path: path.with_file_name(name), held: true };
    save::through(fs, path, bytes, beside, |_, _| Ok(()))
}

/// Takes away what an export that was killed has left in a folder, save what another window is
/// writing just now. Gives how many files went. What cannot be taken away stays: it is in nobody's
/// way.
pub fn sweep(fs: &dyn Fs, folder: &Path) -> usize {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let listed = fs.list(folder).unwrap_or_default();
    let left = listed.iter().filter(|path| is_ours(path) && fs.is_left_behind(path));
    left.filter(|path| fs.remove(path).is_ok()).count()
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let digits = name.strip_prefix(BEGINS).and_then(|name| name.strip_suffix(ENDS));
    digits.is_some_and(|digits| {
        digits.len() == DIGITS
            && digits.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
    })
}
