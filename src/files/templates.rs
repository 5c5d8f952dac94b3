//! A user's own templates of the print packs.

use std::collections::BTreeMap;
use std::path::Path;

use super::fs::Fs;

/// The templates (`*.typ`) in a folder, by file name; none where there is no such folder.
pub fn read(fs: &dyn Fs, folder: &Path) -> BTreeMap<String, String> {
    let paths = fs.list(folder).unwrap_or_default();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name()?.to_str()?;
        let bytes =
            fs.read(path).ok().filter(|_| path.extension().is_some_and(|end| end == "typ"))?;
        Some((name.to_owned(), String::from_utf8_lossy(&bytes).into_owned()))
    };
    paths.iter().filter_map(read).collect()
}
