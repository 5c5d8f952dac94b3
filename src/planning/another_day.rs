//! A centre is held on another day: whatever is planned goes along, at the same time of day.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::centre::sessions::{self, Marking};
use crate::centre::{Centre, Change, details, frame};

/// Whether the day has begun, so that it cannot be another one any more.
pub fn has_begun(centre: &Centre) -> bool {
    centre.sessions.values().any(|session| session.clock.has_begun())
}

/// The changes by which the centre is held on `date`, to be made as one act: sessions, marking and
/// lunches move by as many days.
pub fn another_day(centre: &Centre, date: Date, zone: &TimeZone) -> Vec<Change> {
    let mut changes = vec![Change::Details(details::Change::HeldOn(date))];
    let Some(days) = centre.details.date.and_then(|before| before.until(date).ok()) else {
        return changes;
    };
    let moved = |at: Timestamp| by(at, days, zone);
    for session in centre.sessions.values() {
        let Some(planned) = session.planned else { continue };
        if session.called_off.is_some() || session.clock.has_begun() {
            continue;
        }
        let (id, room) = (session.id, session.room.clone());
        let planned = Some(moved(planned));
        changes.push(Change::Session(sessions::Change::Move { session: id, room, planned }));
        if !session.markings.is_empty() {
            let at = |known: &Marking| Marking { at: moved(known.at), ..known.clone() };
            let markings = session.markings.iter().map(at).collect();
            changes.push(Change::Session(sessions::Change::Mark { session: id, markings }));
        }
    }
    let lunches: Vec<_> = centre.frame.lunches.iter().map(|(who, at)| (*who, moved(*at))).collect();
    if !lunches.is_empty() {
        changes.push(Change::Frame(frame::Change::Lunches(lunches)));
    }
    changes
}

/// The same time of day so many days later: also where clocks are changed in between.
fn by(at: Timestamp, days: Span, zone: &TimeZone) -> Timestamp {
    let then = at.to_zoned_datetime(zone.clone()).datetime().checked_add(days);
    then.and_then(|then| then.to_zoned_datetime(zone.clone())).map_or(at, |then| then.timestamp())
}
