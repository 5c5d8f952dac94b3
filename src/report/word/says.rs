//! The fixed words of a report, in its language.

use crate::report::data::Report;
use crate::report::language::fill;

/// The fixed words of a report.
pub(super) struct Says<'a>(pub(super) &'a Report);

impl Says<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.0.words.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    pub(super) fn with(&self, key: &str, open: &[(&str, &str)]) -> String {
        fill(&self.say(key), open)
    }
}
