//! What the Reports stage shows of the work that goes on beside it: pages to look at, and what is
//! known about them.

use egui::TextureHandle;

use super::asks::Wanted;
use crate::handouts::reports::Piece;

/// Which pages: of which report, as it is wanted, on a centre as it stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The length of the record, and whether names are hidden.
    pub version: usize,
    /// How it is wanted.
    pub wanted: Wanted,
    /// Which report.
    pub piece: Piece,
}

/// Pages to look at.
#[derive(Default)]
pub struct Preview {
    /// Of what; nothing before the first.
    pub of: Option<Key>,
    /// The pages, the first first; not more than are looked at.
    pub pages: Vec<TextureHandle>,
    /// How many pages there are.
    pub all: usize,
    /// What should be known about it.
    pub remarks: Vec<String>,
    /// Why there are no pages: a template that is wrong, with its place.
    pub wrong: Option<String>,
}

/// What the stage needs to know.
#[derive(Default)]
pub struct Shown {
    /// The pages that there are.
    pub preview: Preview,
    /// The pages that are being set.
    pub setting: Option<Key>,
    /// Templates of the user's own, by file name.
    pub own_templates: Vec<String>,
}

impl Shown {
    /// Whether the pages that are there are those.
    pub fn is_of(&self, key: &Key) -> bool {
        self.preview.of.as_ref() == Some(key)
    }
}
