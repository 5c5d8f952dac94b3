//! What falls due while the window is open: cues to give, and when a figure changes next.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::app::App;
use super::chime;
use super::summary::cue_words;
use crate::day::{self, Cue};
use crate::time::{Now, shifted};
use crate::workspace::Workspace;

impl App {
    /// Chimes and shows what has fallen due since the last time.
    pub(super) fn give_cues(&mut self, now: Now) {
        let Some(workspace) = &self.desk.workspace else { return };
        let centre = workspace.centre();
        let due: BTreeSet<Cue> = day::cues::due(centre, now.wall).into_iter().collect();
        let new: Vec<&Cue> = due.difference(&self.view.given).collect();
        if !new.is_empty() && self.prefs.chime {
            chime::sound();
        }
        for cue in new {
            let text = cue_words(centre, cue);
            self.view.toasts.good(text, now.wall);
        }
        self.view.given = due;
    }

    /// Everything that is due now has been given in an earlier run.
    pub(super) fn forget_cues(&mut self, now: Now) {
        let centre = self.desk.workspace.as_ref().map(Workspace::centre);
        self.view.given = centre
            .map(|centre| day::cues::due(centre, now.wall).into_iter().collect())
            .unwrap_or_default();
    }

    /// When some figure on the screen changes: the next second while a clock runs, else the next
    /// minute.
    pub(super) fn next_figure(&self, now: Now) -> Option<Timestamp> {
        let minute = now.wall.as_second().div_euclid(60) * 60 + 60;
        let minute = Timestamp::from_second(minute).ok()?;
        let Some(workspace) = &self.desk.workspace else { return Some(minute) };
        let centre = workspace.centre();
        let running = centre.sessions.values().filter(|session| session.clock.current().is_some());
        let seconds = running.filter_map(|session| {
            let clock = day::clock::session_clock(centre, session, now.wall);
            let runs = clock.state == day::State::Running;
            clock.current.filter(|_| runs).map(|current| shifted(now.wall, current.changes_in()))
        });
        Some(seconds.min().map_or(minute, |second| second.min(minute)))
    }
}
