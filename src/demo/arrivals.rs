//! Who comes when: candidates, assessors, and one who missed a train.

use jiff::{SignedDuration, Timestamp};

use super::Maker;
use super::random::Random;
use crate::centre::attendance::Change as Attended;
use crate::centre::{Author, Change, Person};
use crate::scenario::running::Moment;
use crate::time::shifted;

/// How long after the welcome the late one comes, in seconds.
const LATE: i64 = 9 * 60;

/// Everybody is checked in before the day begins, up to the moment that is wanted. Consent and
/// briefing are recorded with each candidate's arrival.
pub(super) fn check_in(maker: &mut Maker<'_>) {
    // Chances of its own, so that the rest of the day stays as it was for its seed.
    let mut random = Random::new(maker.demo.seed ^ 0xA441);
    let opening = maker.demo.scenario.events.iter().filter(|known| known.when == Moment::Opening);
    let opening: i64 = opening.map(|known| i64::from(known.length.as_secs())).sum();
    // People are due at the welcome, before the first session.
    let first = shifted(maker.demo.begins, SignedDuration::from_secs(-opening));
    let candidates = maker.candidates.clone();
    let assessors = maker.assessors.clone();
    let late = candidates.len().checked_sub(1).filter(|last| *last > 4);
    let mut comings: Vec<(Timestamp, Vec<Change>)> = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let who = Person::Candidate(*candidate);
        let mut at = shifted(first, SignedDuration::from_secs(-random.between(120, 1100)));
        if Some(place) == late {
            at = shifted(first, SignedDuration::from_secs(LATE));
        }
        let badge = format!("{:02}", place + 1);
        let seen = vec![
            Change::Attendance(Attended::Arrive { who, at }),
            Change::Attendance(Attended::Consent { candidate: *candidate, given: true }),
            Change::Attendance(Attended::Brief { candidate: *candidate, briefed: true }),
            Change::Attendance(Attended::Badge { who, code: badge }),
        ];
        let noted = shifted(at, SignedDuration::from_secs(random.between(5, 50)));
        comings.push((noted, seen));
    }
    let players = maker.record.centre().people.role_players();
    let players: Vec<Person> =
        players.into_iter().map(|known| Person::RolePlayer(known.id)).collect();
    for who in assessors.into_iter().map(Person::Assessor).chain(players) {
        let at = shifted(first, SignedDuration::from_secs(-random.between(700, 1200)));
        comings.push((at, vec![Change::Attendance(Attended::Arrive { who, at })]));
    }
    // Nobody comes before there is a plan.
    let earliest = shifted(maker.demo.begins, SignedDuration::from_mins(-48));
    for (at, _) in &mut comings {
        *at = earliest.max(*at);
    }
    comings.sort_by_key(|(at, _)| *at);
    for (at, changes) in comings.into_iter().filter(|(at, _)| *at <= maker.demo.until) {
        maker.act(at, Author::Facilitator, changes);
    }
}
