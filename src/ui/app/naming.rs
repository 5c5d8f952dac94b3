//! Names hidden: codes only. Screens then look at a copy of the centre in which candidates have
//! no names, so that none of them can show one.

use std::borrow::Cow;

use super::{App, Desk};
use crate::centre::Centre;
use crate::ids::CentreId;
use crate::time::Now;
use crate::ui::screens::people::People;
use crate::ui::toasts::Toasts;

/// The copy without names, kept until something happens.
#[derive(Debug)]
pub(super) struct Nameless {
    of: (CentreId, usize),
    centre: Box<Centre>,
}

impl App {
    /// Hides names, or shows them again.
    pub(super) fn hide_or_show_names(&mut self, now: Now) {
        self.prefs.hide_names = !self.prefs.hide_names;
        self.keep_prefs(now);
        // What was said or typed before may hold a name.
        self.view.toasts = Toasts::default();
        self.screens.people = People::default();
        self.view.roster = None;
        let words = if self.prefs.hide_names { "Codes only." } else { "Names are shown." };
        self.view.toasts.good(words, now.wall);
    }

    /// Brings the copy without names up to date, if names are hidden.
    pub(super) fn look_without_names(&mut self) {
        let Desk { workspace, nameless, .. } = &mut self.desk;
        let Some(workspace) = workspace.as_ref().filter(|_| self.prefs.hide_names) else {
            *nameless = None;
            return;
        };
        let of = (workspace.centre().id, workspace.record().entries().len());
        if nameless.as_ref().is_none_or(|known| known.of != of) {
            let centre = Box::new(workspace.centre().with_names_hidden());
            *nameless = Some(Nameless { of, centre });
        }
    }

    /// The open centre for words that come of an act just done.
    pub(super) fn told(&self) -> Option<Cow<'_, Centre>> {
        let centre = self.desk.workspace.as_ref()?.centre();
        Some(if self.prefs.hide_names {
            Cow::Owned(centre.with_names_hidden())
        } else {
            Cow::Borrowed(centre)
        })
    }
}

impl Nameless {
    /// The centre as it is shown.
    pub(super) fn centre(&self) -> &Centre {
        &self.centre
    }
}
