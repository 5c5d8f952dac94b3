//! Who is in two sessions at once whose clocks run: one of them was begun by mistake, or not ended.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{List, Need};
use crate::centre::{Centre, Session};
use crate::day::forecast::Who;
use crate::day::whereabouts::in_the_room;
use crate::ids::SessionId;

pub(super) fn needs(centre: &Centre, list: &mut List) {
    let mut met: BTreeMap<(SessionId, SessionId), (Who, Timestamp)> = BTreeMap::new();
    let mut at: BTreeMap<Who, (Timestamp, SessionId)> = BTreeMap::new();
    let mut running: Vec<_> = centre.sessions.values().filter_map(|one| begun(one, list)).collect();
    running.sort_by_key(|(began, session)| (*began, session.id));
    for (began, session) in running {
        for who in in_the_room(centre, session).into_iter().map(Who::from) {
            if let Some((_, one)) = at.insert(who.clone(), (began, session.id)) {
                met.entry((one, session.id)).or_insert((who, began));
            }
        }
    }
    for ((one, other), (who, since)) in met {
        list.add(Need::RunsTwice { one, other, who }, since, list.now);
    }
}

/// When the session began, if its clock runs. One that is held may wait for just that person.
fn begun<'a>(session: &'a Session, list: &List) -> Option<(Timestamp, &'a Session)> {
    let runs = session.clock.current().is_some_and(|run| !run.is_held());
    let began = session.clock.runs.first()?.started();
    (runs && session.called_off.is_none() && began <= list.now).then_some((began, session))
}
