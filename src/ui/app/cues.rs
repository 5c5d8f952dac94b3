//! What falls due while the window is open: cues to give, phases that stop by themselves, and when
//! a figure changes next.

use jiff::Timestamp;

use super::App;
use super::summary::cue_words;
use crate::centre::announcements::{self, in_time};
use crate::centre::{Author, Centre, Change, clocks};
use crate::day;
use crate::day::cues::Due;
use crate::time::{Now, shifted};
use crate::ui::{chime, speech};
use crate::words;

/// More cues at once than this are counted, not listed.
const LISTED: usize = 3;
/// A cue that is later than this would mislead whoever hears it: it is shown and logged alone.
const STALE: jiff::SignedDuration = jiff::SignedDuration::from_mins(2);

impl App {
    /// Gives what has fallen due and was not given yet, and puts that on record. A cue whose
    /// moment has passed, since the computer slept or the program did not run, is given late and
    /// said to be late.
    pub(super) fn give_cues(&mut self, now: Now) {
        let Some(workspace) = self.desk.workspace.as_ref().filter(|open| open.is_writable()) else {
            return;
        };
        let centre = workspace.centre();
        let due = day::cues::pending(centre, now.wall);
        let stops = day::cues::hard_stops(centre, now.wall);
        if due.is_empty() && stops.is_empty() {
            return;
        }
        let heard: Vec<String> = due
            .iter()
            .filter(|due| now.wall.duration_since(due.could) <= STALE)
            .map(|due| cue_words(centre, &due.cue))
            .collect();
        let speed = self.desk.rehearsal.as_ref().map_or(1, |clock| clock.speed());
        let shown = shown(centre, &due, (now, speed));
        let mut changes: Vec<Change> = due
            .into_iter()
            .map(|due| announcements::Change::Sound { cue: due.known_as, due: due.could, speed })
            .map(Change::Announcement)
            .collect();
        changes.extend(
            stops
                .into_iter()
                .map(|(session, ends)| Change::Clock(clocks::Change::HardStop { session, ends })),
        );
        let Some(workspace) = &mut self.desk.workspace else { return };
        if let Err(refusal) = workspace.perform(changes, Author::Facilitator, now) {
            let words = self.told().map(|centre| words::refusal(&centre, &refusal));
            self.view.toasts.bad(words.unwrap_or_default(), now.wall);
            return;
        }
        self.sound(&heard);
        for words in shown {
            self.view.toasts.good(words, now.wall);
        }
    }

    /// The chime, and the words where a voice is wanted. Of several at once the last is read out:
    /// what it says holds now.
    pub(super) fn sound(&self, heard: &[String]) {
        let Some(last) = heard.last() else { return };
        if self.prefs.chime {
            chime::sound();
        }
        if self.prefs.speech {
            speech::say(last);
        }
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
        let talk = centre.wash_up.current.map(|candidate| {
            let left = day::meeting::left(centre, candidate, now.wall);
            let into = left.subsec_nanos().rem_euclid(1_000_000_000);
            let into = if into == 0 { 1_000_000_000 } else { into };
            shifted(now.wall, jiff::SignedDuration::from_nanos(i64::from(into)))
        });
        let seconds = seconds.chain(talk);
        Some(seconds.min().map_or(minute, |second| second.min(minute)))
    }
}

/// The cues in words: each, or how many where there are too many to read.
fn shown(centre: &Centre, due: &[Due], (now, speed): (Now, u8)) -> Vec<String> {
    let late = |due: &Due| {
        let by = now.wall.duration_since(due.could);
        (by > in_time(speed)).then_some(by)
    };
    if due.len() > LISTED {
        let cues = words::count(due.len(), "cue was", "cues were");
        let any_late = due.iter().any(|due| late(due).is_some());
        let late = if any_late { " Those that came late are marked so in the log." } else { "" };
        return vec![format!("{cues} given at once.{late}")];
    }
    let words = |due: &Due| {
        let text = cue_words(centre, &due.cue);
        match late(due) {
            Some(by) => format!("{text} (late by {})", words::clock(by.as_secs())),
            None => text,
        }
    };
    due.iter().map(words).collect()
}
