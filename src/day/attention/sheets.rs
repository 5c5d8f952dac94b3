//! Marksheets that are not in (rule R7): amber from the end of the write-up, red a while later.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{List, Need, Owed};
use crate::centre::{Centre, Marksheet, Session};
use crate::ids::{AssessorId, CandidateId};
use crate::planning::times;
use crate::scenario::rules::{Rule, Strictness};
use crate::time::shifted;

pub(super) fn needs(centre: &Centre, list: &mut List) {
    let rules = &centre.scenario.rules;
    if rules.level(Rule::R7) == Strictness::Off {
        return;
    }
    let minutes = |place| i64::from(rules.figure(Rule::R7, place).unwrap_or(0));
    let (amber, red) =
        (SignedDuration::from_mins(minutes(0)), SignedDuration::from_mins(minutes(1)));
    let mut owed: BTreeMap<AssessorId, Vec<Owed>> = BTreeMap::new();
    let held = centre.sessions.values().filter(|session| session.called_off.is_none());
    for session in held {
        let Some(finished) = session.clock.finished else { continue };
        let mut open: BTreeMap<(AssessorId, Timestamp), Vec<CandidateId>> = BTreeMap::new();
        for sheet in centre.sheets_in(session) {
            if centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted) {
                continue;
            }
            let due = due(centre, session, (sheet.candidate, sheet.assessor), finished);
            open.entry((sheet.assessor, due)).or_default().push(sheet.candidate);
        }
        for ((assessor, due), candidates) in open {
            if list.now >= shifted(due, amber) {
                owed.entry(assessor).or_default().push(Owed {
                    session: session.id,
                    candidates,
                    due,
                });
            }
        }
    }
    for (assessor, mut owed) in owed {
        owed.sort_by_key(|one| (one.due, one.session));
        let Some(first) = owed.first() else { continue };
        let (session, limit) = (first.session, shifted(first.due, red.max(amber)));
        let since = shifted(first.due, amber);
        let overdue = list.now >= limit;
        let need = Need::Marksheets { session, assessor, owed, overdue };
        list.add(need, since, if overdue { list.now } else { limit });
    }
}

/// When a marksheet is due: when its marking was to end, or the session with its write-up did.
fn due(
    centre: &Centre,
    session: &Session,
    (candidate, assessor): (CandidateId, AssessorId),
    finished: Timestamp,
) -> Timestamp {
    let mut own = session.markings.iter();
    let own = own.find(|own| own.candidate == candidate && own.assessor == assessor);
    let exercise = centre.scenario.exercise(&session.exercise);
    match own.zip(exercise) {
        Some((own, exercise)) => {
            let length = times::parts(exercise, |phase| phase.length).write_up;
            shifted(own.at, length.as_duration()).max(finished)
        }
        None => finished,
    }
}
