//! Preferences: read leniently, since none of them is worth a question. They name nobody of a
//! centre.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Failure;
use super::fs::Fs;
use super::places::Places;
use super::save;
use crate::centre::glance::Glance;

/// The most files that are remembered.
const MOST_RECENT: usize = 8;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Whether a list of files of late is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Listing {
    /// It is.
    #[default]
    Kept,
    /// None is.
    Off,
}

/// What a person set, and where they were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Names this computer and user account in entries.
    pub installation: u32,
    /// Light or dark.
    pub theme: Theme,
    /// Size of everything; 1 as delivered.
    pub zoom: f32,
    /// Cues are heard, not only seen.
    pub chime: bool,
    /// Cues are read out where the system has a voice.
    pub speech: bool,
    /// Candidates are shown by their codes alone.
    pub hide_names: bool,
    /// Whether a list of files of late is kept.
    pub listing: Listing,
    /// Files of late, newest first. File names may hold names of people, so the list can be
    /// emptied and switched off, and an erasure takes out what names whoever is erased.
    pub recent: Vec<PathBuf>,
    /// How the centres in them stood when they were looked at last.
    pub glances: BTreeMap<PathBuf, Glance>,
    /// The folder of the last dialog.
    pub folder: Option<PathBuf>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            installation: 0,
            theme: Theme::System,
            zoom: 1.0,
            chime: true,
            speech: false,
            hide_names: false,
            listing: Listing::Kept,
            recent: Vec::new(),
            glances: BTreeMap::new(),
            folder: None,
        }
    }
}

impl Prefs {
    /// Puts a file first among those of late, if such a list is kept.
    pub fn remember(&mut self, path: PathBuf) {
        if self.listing == Listing::Off {
            return;
        }
        self.recent.retain(|known| *known != path);
        self.folder = path.parent().map(PathBuf::from);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
        self.forget_glances();
    }

    /// Keeps how the centre in a file of late stands.
    pub fn note(&mut self, path: PathBuf, glance: Glance) {
        self.glances.insert(path, glance);
        self.forget_glances();
    }

    /// Of what is not on the list nothing is kept.
    fn forget_glances(&mut self) {
        let recent = &self.recent;
        self.glances.retain(|path, _| recent.contains(path));
    }

    /// Empties the list of files of late, with the folder of the last dialog.
    pub fn forget_recent(&mut self) {
        self.recent.clear();
        self.forget_glances();
        self.folder = None;
    }

    /// Takes these paths out, wherever they are remembered. Gives how many there were.
    pub fn forget(&mut self, paths: &[PathBuf]) -> usize {
        let before = self.remembered().len();
        self.recent.retain(|known| !paths.contains(known));
        self.forget_glances();
        self.folder = self.folder.take().filter(|known| !paths.contains(known));
        before - self.remembered().len()
    }

    /// Every path that is remembered.
    pub fn remembered(&self) -> Vec<PathBuf> {
        self.recent.iter().chain(&self.folder).cloned().collect()
    }
}

/// The preferences, with defaults for whatever cannot be read, and an installation number.
pub fn load(fs: &dyn Fs, places: &Places) -> Prefs {
    let text = fs.read(&places.prefs()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let mut prefs: Prefs = text
        .and_then(|text| {
            ron::from_str(&text).map_err(|error| tracing::warn!("preferences: {error}")).ok()
        })
        .unwrap_or_default();
    if !(0.5..=3.0).contains(&prefs.zoom) {
        prefs.zoom = 1.0;
    }
    if prefs.installation == 0 {
        prefs.installation =
            u32::try_from(crate::ids::random_u64() % u64::from(u32::MAX)).unwrap_or(0) | 1;
    }
    prefs
}

/// Keeps the preferences.
///
/// # Errors
///
/// They are then as they were.
pub fn store(fs: &dyn Fs, places: &Places, prefs: &Prefs) -> Result<(), Failure> {
    let path = places.prefs();
    fs.create_folder(places.data()).map_err(|error| Failure::from_io(&path, &error))?;
    let style = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(prefs, style).unwrap_or_default();
    // No version before is kept: it would still hold what was just taken out.
    save::put(fs, &path, text.as_bytes())?;
    for old in save::versions_of(&path).into_iter().filter(|old| fs.exists(old)) {
        fs.remove(&old).map_err(|error| Failure::from_io(&old, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::fs::Disk;

    #[test]
    fn what_cannot_be_read_falls_back_and_the_rest_stays() {
        let read = |text: &str| ron::from_str::<Prefs>(text).unwrap();
        let prefs = read("(chime: false, something_newer: 3)");
        assert!(!prefs.chime);
        assert_eq!(prefs.theme, Theme::System);
    }

    #[test]
    fn preferences_come_back_as_they_were_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::under(folder.path().join("data"));
        let mut prefs = load(&Disk, &places);
        assert_ne!(prefs.installation, 0);
        prefs.theme = Theme::Dark;
        for place in 0..12 {
            prefs.remember(PathBuf::from(format!("/stick/{}.centre.ron", place % 10)));
        }
        store(&Disk, &places, &prefs).unwrap();
        assert_eq!(load(&Disk, &places), prefs);
        assert_eq!(prefs.recent.len(), MOST_RECENT);
        assert_eq!(prefs.recent.first(), Some(&PathBuf::from("/stick/1.centre.ron")));
    }

    #[test]
    fn the_list_of_files_can_be_emptied_and_switched_off_and_no_older_copy_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::under(folder.path().join("data"));
        let mut prefs = load(&Disk, &places);
        prefs.remember("/stick/Ada Abara/day.centre.ron".into());
        store(&Disk, &places, &prefs).unwrap();
        prefs.forget_recent();
        prefs.listing = Listing::Off;
        prefs.remember("/stick/Ada Abara/other.centre.ron".into());
        assert_eq!(prefs.remembered(), Vec::<PathBuf>::new());
        store(&Disk, &places, &prefs).unwrap();
        let all = std::fs::read_dir(places.data()).unwrap().map(|entry| entry.unwrap().path());
        for path in all.filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains("Abara"), "{}", path.display());
        }
    }

    #[test]
    fn a_path_is_taken_out_wherever_it_is_remembered() {
        let mut prefs = Prefs::default();
        prefs.remember("/stick/Ada/day.centre.ron".into());
        prefs.remember("/stick/other.centre.ron".into());
        prefs.folder = Some("/stick/Ada".into());
        let gone = ["/stick/Ada/day.centre.ron".into(), "/stick/Ada".into()];
        assert_eq!(prefs.forget(&gone), 2);
        assert_eq!(prefs.remembered(), [PathBuf::from("/stick/other.centre.ron")]);
    }
}
