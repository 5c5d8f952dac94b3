//! A day to rehearse: invented people from the very beginning, or a copy of a centre.
//!
//! **Invariant:** the first act of each says that it is a rehearsal, and its name says so too, so
//! that whatever is written out of it can be taken for no real day.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Demo, Maker, lived};
use crate::centre::{Act, Author, Change, Entry, Record, details};
use crate::ids::{CentreId, DeviceId};
use crate::people::LONGEST_NAME;
use crate::scenario::Scenario;
use crate::time::{Now, shifted};

/// How many candidates there are when nobody says.
pub const CANDIDATES: u32 = 12;

/// When the first session begins.
const FIRST_SESSION: Time = Time::constant(9, 0, 0, 0);

/// How long before the first session the rehearsal begins: before anybody comes.
const BEFORE: SignedDuration = SignedDuration::from_mins(50);

/// What makes the acts that no person made.
const DEVICE: DeviceId = DeviceId { installation: 0x5E4E_0000, session: 0 };

/// A record to rehearse with, and the moment at which its clock begins.
#[derive(Debug)]
pub struct Rehearsed {
    /// The acts so far.
    pub record: Record,
    /// The moment.
    pub begins: Timestamp,
}

/// A planned day with invented people, to whom nothing has happened yet.
pub fn invented(scenario: Scenario, candidates: u32, date: Date, zone: &TimeZone) -> Rehearsed {
    let first = date.to_datetime(FIRST_SESSION).to_zoned_datetime(zone.clone());
    let first = first.map_or(Timestamp::UNIX_EPOCH, |first| first.timestamp());
    let begins = shifted(first, -BEFORE);
    let zone = zone.clone();
    let demo = Demo { candidates, seed: 7, scenario, date, begins: first, until: begins, zone };
    let mut maker = Maker::new(&demo);
    let earliest = shifted(first, SignedDuration::from_mins(-61));
    maker.act(earliest, Author::Facilitator, vec![Change::Details(details::Change::Rehearse)]);
    Rehearsed { record: lived(maker, "rehearsal with invented people"), begins }
}

/// A copy of what a centre has come to: the day goes on from its newest entry, or from an hour
/// before its first session, or from `now` when there is neither. A day on which nothing has begun
/// is rehearsed from its beginning, also when its hour has come and gone: it counts as prepared on
/// an earlier day.
pub fn copied(scenario: Scenario, mut entries: Vec<Entry>, now: Timestamp) -> Rehearsed {
    prepare_earlier(&scenario, &mut entries);
    let stamps = || entries.iter().map(|entry| entry.stamp.at());
    let earliest = shifted(stamps().min().unwrap_or(now), SignedDuration::from_secs(-1));
    let newest = stamps().max();
    // The workspace that takes it in gives it a number of its own.
    let mut record = Record::new(CentreId(0), Arc::new(scenario));
    act(&mut record, earliest, details::Change::Rehearse);
    record.merge(entries);
    let sessions = record.centre().planned_sessions();
    let first = sessions.iter().filter_map(|session| session.planned).min();
    let before = first.map(|first| shifted(first, SignedDuration::from_hours(-1)));
    let begins = before.max(newest).unwrap_or(now);
    let name = format!("Rehearsal of {}", record.centre().details.name);
    let name = name.trim().chars().take(LONGEST_NAME).collect();
    act(&mut record, begins, details::Change::Name(name));
    Rehearsed { record, begins }
}

/// As many days earlier as it takes for all to be entered before the day begins, where nobody has
/// come and nothing has begun.
fn prepare_earlier(scenario: &Scenario, entries: &mut [Entry]) {
    let mut record = Record::new(CentreId(0), Arc::new(scenario.clone()));
    record.merge(entries.to_vec());
    let centre = record.centre();
    let begun = centre.sessions.values().any(|session| session.clock.has_begun());
    if begun || !centre.attendance.is_empty() {
        return;
    }
    let sessions = centre.planned_sessions();
    let first = sessions.iter().filter_map(|session| session.planned).min();
    let newest = entries.iter().map(|entry| entry.stamp.at()).max();
    let Some((first, newest)) = first.zip(newest) else { return };
    let late = newest.duration_since(shifted(first, SignedDuration::from_hours(-1)));
    if late > SignedDuration::ZERO {
        let days = late.as_hours() / 24 + 1;
        for entry in entries {
            entry.stamp = entry.stamp.earlier(SignedDuration::from_hours(24 * days));
        }
    }
}

fn act(record: &mut Record, at: Timestamp, change: details::Change) {
    let act = Act::Do(vec![Change::Details(change)]);
    let entry = record.next_entry(DEVICE, Author::Facilitator, Now::at(at), act);
    record.add(entry);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library;

    fn scenario() -> Scenario {
        library::bundled().into_iter().next().unwrap()
    }

    fn date() -> Date {
        jiff::civil::date(2026, 11, 24)
    }

    #[test]
    fn a_rehearsal_begins_before_anybody_has_come_with_the_whole_day_planned() {
        let rehearsed = invented(scenario(), CANDIDATES, date(), &TimeZone::UTC);
        let centre = rehearsed.record.centre();
        assert_eq!(rehearsed.begins.to_string(), "2026-11-24T08:10:00Z");
        assert!(centre.details.rehearsal && centre.details.name.contains("rehearsal"));
        assert_eq!(centre.people.candidates().len(), 12);
        assert!(!centre.planned_sessions().is_empty());
        assert!(centre.sessions.values().all(|session| !session.clock.has_begun()));
        assert!(
            rehearsed.record.entries().iter().all(|entry| entry.stamp.at() <= rehearsed.begins)
        );
        assert!(rehearsed.record.centre().moot.is_empty());
        let first = rehearsed.record.entries().first().unwrap();
        let rehearse = Change::Details(details::Change::Rehearse);
        assert_eq!(first.act, Act::Do(vec![rehearse]), "its first act says so");
    }

    #[test]
    fn a_copy_of_a_day_under_way_is_a_rehearsal_from_its_first_act_and_goes_on_from_its_last() {
        let now = "2026-11-24T11:00:00Z".parse().unwrap();
        let day = super::super::record(&Demo::today(scenario(), now, &TimeZone::UTC));
        let newest = day.entries().iter().map(|entry| entry.stamp.at()).max().unwrap();
        let copy = copied(scenario(), day.entries().to_vec(), now);
        let (old, new) = (day.centre(), copy.record.centre());
        assert!(new.details.rehearsal && new.moot.is_empty());
        assert_eq!(copy.begins, newest);
        assert_eq!(new.details.name, format!("Rehearsal of {}", old.details.name));
        assert_eq!((new.sessions.len(), new.people.candidates().len()), (old.sessions.len(), 12));
        assert!(old.sessions.iter().all(|(id, session)| new.sessions[id].clock == session.clock));
    }

    #[test]
    fn a_copy_of_a_day_whose_hour_has_gone_by_with_nothing_begun_begins_before_anybody_comes() {
        let planned = invented(scenario(), 6, date(), &TimeZone::UTC).record;
        let mut entries = planned.entries().to_vec();
        let order: Vec<_> = entries.iter().map(|entry| entry.id).collect();
        // Somebody made it in the evening of the very day.
        for entry in &mut entries {
            entry.stamp = entry.stamp.earlier(SignedDuration::from_hours(-12));
        }
        let now = "2026-11-24T21:00:00Z".parse().unwrap();
        let copy = copied(scenario(), entries, now);
        let sessions = copy.record.centre().planned_sessions();
        let first = sessions.iter().filter_map(|session| session.planned).min().unwrap();
        assert_eq!(copy.begins, shifted(first, SignedDuration::from_hours(-1)));
        let ids = copy.record.entries().iter().map(|entry| entry.id);
        assert!(ids.filter(|id| order.contains(id)).eq(order.iter().copied()), "in their order");
        assert!(copy.record.centre().moot.is_empty());
    }

    #[test]
    fn a_copy_of_a_plan_for_another_day_begins_an_hour_before_its_first_session() {
        let planned = invented(scenario(), 6, date(), &TimeZone::UTC).record;
        let first = planned.centre().planned_sessions();
        let first = first.iter().filter_map(|session| session.planned).min().unwrap();
        // Somebody planned it the week before.
        let entries = planned.entries().iter().take(1).cloned().collect::<Vec<_>>();
        let now = "2026-11-01T00:00:00Z".parse().unwrap();
        assert_eq!(copied(scenario(), Vec::new(), now).begins, now);
        assert_eq!(copied(scenario(), entries.clone(), now).begins, entries[0].stamp.at());
        let copy = copied(scenario(), planned.entries().to_vec(), now);
        assert_eq!(copy.begins, shifted(first, SignedDuration::from_hours(-1)));
    }
}
