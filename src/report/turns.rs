//! How far everybody is with each exercise, in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::centre::{Centre, Person};
use crate::day::presence::{self, Listed};
use crate::day::turns::{Progress, Turn, turns_of};
use crate::words::count;

/// How far one candidate is with one exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Far {
    /// The candidate's code.
    pub candidate: String,
    /// Which exercise.
    pub exercise: String,
    /// How far it is, such as `finished` or `to be held again`.
    pub progress: String,
}

/// How far every candidate is with every exercise at a moment.
pub fn far(centre: &Centre, zone: &TimeZone, now: Timestamp) -> Vec<Far> {
    let stand = |listed: Listed| match listed.who {
        Person::Candidate(id) => Some((id, listed.presence)),
        _ => None,
    };
    let mut all = Vec::new();
    for (candidate, presence) in presence::roll(centre, zone, now).into_iter().filter_map(stand) {
        let code = centre.people.candidate(candidate).map(|known| known.code.clone());
        let code = code.unwrap_or_default();
        for turn in turns_of(centre, candidate, presence) {
            let exercise = centre.scenario.exercise(&turn.exercise);
            all.push(Far {
                candidate: code.clone(),
                exercise: exercise.map(|known| known.title.clone()).unwrap_or_default(),
                progress: said(&turn),
            });
        }
    }
    all
}

/// How far a candidate is with an exercise: `running`, `held again: finished`.
pub fn said(turn: &Turn) -> String {
    let far = match turn.progress {
        Progress::Unplanned => "not planned",
        Progress::Scheduled => "scheduled",
        Progress::CheckedIn => "checked in",
        Progress::Preparing => "preparing",
        Progress::Running => "running",
        Progress::Paused => "held",
        Progress::Finished => "finished",
        Progress::NoShow => "no-show",
        Progress::Withdrawn => "withdrawn",
        Progress::Void => "void",
        Progress::ReRun => "to be held again",
    };
    if turn.again { format!("again: {far}") } else { far.to_owned() }
}

/// How far a candidate is with all of them: `2 of 4`, `2 of 4 · 1 void`.
pub fn all_said(turns: &[Turn]) -> String {
    let of = |progress: Progress| turns.iter().filter(|turn| turn.progress == progress).count();
    let mut said = vec![format!("{} of {}", of(Progress::Finished), turns.len())];
    let void = of(Progress::Void);
    let again = of(Progress::ReRun);
    said.extend((void > 0).then(|| count(void, "void", "void")));
    said.extend((again > 0).then(|| format!("{again} again")));
    said.join(" · ")
}
