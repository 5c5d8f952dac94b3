//! Drafts of scenarios, kept in the user's data folder until they are saved or put away, so that
//! a crash loses nothing of them.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fs::Fs;
use super::places::Places;
use super::{Failure, save};
use crate::ids::CentreId;
use crate::scenario::Scenario;

/// The end of such a file's name.
const END: &str = ".design.ron";

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptDesign {
    /// The scenario file that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// The centre whose design it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<CentreId>,
    /// When work on it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<Timestamp>,
    /// The scenario as it stood last.
    pub scenario: Scenario,
}

/// Keeps a draft under `key`, in place of what was kept there.
///
/// # Errors
///
/// The disk's.
pub fn keep(fs: &dyn Fs, places: &Places, key: &str, design: &KeptDesign) -> Result<(), Failure> {
    let folder = places.designs();
    fs.create_folder(&folder).map_err(|error| Failure::from_io(&folder, &error))?;
    let style = ron::ser::PrettyConfig::new().struct_names(false).new_line("\n");
    let text = ron::ser::to_string_pretty(design, style).unwrap_or_default();
    save::save(fs, &path(places, key), text.as_bytes()).map(|_saved| ())
}

/// Forgets what was kept under `key`.
pub fn forget(fs: &dyn Fs, places: &Places, key: &str) {
    let path = path(places, key);
    for gone in [save::backup_of(&path), path] {
        if let Err(error) = fs.remove(&gone) {
            tracing::debug!("a draft is not there: {error}");
        }
    }
}

/// What is kept, each with its key. What cannot be read is left alone.
pub fn kept(fs: &dyn Fs, places: &Places) -> Vec<(String, KeptDesign)> {
    let paths = fs.list(&places.designs()).unwrap_or_default();
    let keys = paths.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        name.strip_suffix(END).map(str::to_owned)
    });
    let read = |key: String| {
        let bytes = fs.read(&path(places, &key)).ok()?;
        let design = ron::from_str(&String::from_utf8_lossy(&bytes)).ok()?;
        Some((key, design))
    };
    keys.filter_map(read).collect()
}

fn path(places: &Places, key: &str) -> PathBuf {
    places.designs().join(format!("{key}{END}"))
}
