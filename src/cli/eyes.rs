//! With whose eyes a command looks at marksheets (rule R1).

use std::borrow::Cow;

use super::talk;
use crate::centre::Centre;
use crate::centre::sight::Viewer;
use crate::words;

/// For whom a command writes: nobody sees another's ratings before submitting the own.
#[derive(Debug, clap::Args)]
pub(super) struct Eyes {
    /// For whom: `facilitator`, or an assessor by name. When left out, marksheets are shown once
    /// all who observe the same candidate have submitted theirs
    #[arg(long = "for", value_name = "WHO")]
    looking: Option<String>,
}

impl Eyes {
    /// Who looks.
    ///
    /// # Errors
    ///
    /// Nobody of that name observes in the centre.
    pub(super) fn viewer(&self, centre: &Centre) -> Result<Viewer, String> {
        let Some(name) = self.looking.as_deref().map(str::trim) else { return Ok(Viewer::Anyone) };
        if name.eq_ignore_ascii_case("facilitator") {
            return Ok(Viewer::Facilitator);
        }
        let listed = centre.people.assessors();
        let known = listed.iter().find(|known| known.name.to_lowercase() == name.to_lowercase());
        known.map(|known| Viewer::Assessor(known.id)).ok_or_else(|| {
            format!("There is no assessor {name}. Say `facilitator`, or an assessor's whole name.")
        })
    }

    /// What they may see. What is left out is counted on standard error.
    ///
    /// # Errors
    ///
    /// As [`Self::viewer`].
    pub(super) fn seen<'a>(&self, centre: &'a Centre) -> Result<Cow<'a, Centre>, String> {
        let viewer = self.viewer(centre)?;
        say_unseen(centre, viewer);
        Ok(centre.seen_by(viewer))
    }
}

impl Eyes {
    /// Lets nobody pass who may not see every marksheet: for what is of no use in part.
    ///
    /// # Errors
    ///
    /// As [`Self::viewer`], and where some marksheets may not be seen.
    pub(super) fn sees_all(&self, centre: &Centre) -> Result<(), String> {
        let unseen = centre.unseen_by(self.viewer(centre)?).len();
        if unseen == 0 {
            return Ok(());
        }
        let count = words::count(unseen, "marksheet", "marksheets");
        Err(format!(
            "This would show {count} before others have submitted theirs (rule R1). \
             The facilitator does it with --for facilitator."
        ))
    }
}

/// Says how many marksheets are left out, and how they can be seen.
pub(super) fn say_unseen(centre: &Centre, viewer: Viewer) {
    let unseen = centre.unseen_by(viewer).len();
    if unseen > 0 {
        let count = words::count(unseen, "marksheet is", "marksheets are");
        talk(&format!(
            "{count} not shown before others have submitted theirs (rule R1). \
             The facilitator sees them with --for facilitator.\n"
        ));
    }
}
