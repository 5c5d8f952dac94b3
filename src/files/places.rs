//! Where each system keeps a user's data, and what lies where within it.

use std::path::PathBuf;

use crate::ids::CentreId;

/// The folders of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    data: PathBuf,
}

impl Places {
    /// The user's own, if the system knows any.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "Bellwether")?;
        Some(Self { data: folders.data_local_dir().to_owned() })
    }

    /// All below one folder: for tests, and for a program that is carried on a stick.
    pub const fn under(data: PathBuf) -> Self {
        Self { data }
    }

    /// All journals, a folder a centre.
    pub fn journals(&self) -> PathBuf {
        self.data.join("journals")
    }

    /// The journals of a centre.
    pub fn journals_of(&self, centre: CentreId) -> PathBuf {
        self.journals().join(centre.to_string())
    }

    /// Drafts of scenarios that are not saved yet.
    pub fn designs(&self) -> PathBuf {
        self.data.join("designs")
    }

    /// A user's own templates for print packs.
    pub fn templates(&self) -> PathBuf {
        self.data.join("templates").join("print")
    }

    /// A user's own templates for reports.
    pub fn report_templates(&self) -> PathBuf {
        self.data.join("templates").join("reports")
    }

    /// The preferences.
    pub fn prefs(&self) -> PathBuf {
        self.data.join("preferences.ron")
    }

    /// The folder of all.
    pub fn data(&self) -> &PathBuf {
        &self.data
    }
}
