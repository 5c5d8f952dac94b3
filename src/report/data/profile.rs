//! Leader and manager: the place on the map, and what it says in words.

use super::decided::Results;
use super::{Place, Profile, Reporter, Third};
use crate::scenario::Family;

/// Two shares of the scale that lie nearer than this are told as one: half a level of five.
const NEAR: f64 = 0.125;

impl Reporter<'_> {
    pub(super) fn profile(&self, results: &Results, numbers: bool) -> Profile {
        let place = place_of(results);
        let shares = place.map(|place| {
            let Place { management, leadership } = place;
            (self.share(leadership), self.share(management))
        });
        let measured = |family| results.family(&family).is_some();
        let one = measured(Family::Leadership) || measured(Family::Management);
        let unmeasured = if one { "profile.unknown" } else { "profile.none" };
        let mean = |family| self.families.get(&family).map(|mean| mean.value);
        let centre = mean(Family::Leadership).zip(mean(Family::Management));
        Profile {
            words: self.words.say(shares.map_or(unmeasured, |(l, m)| key(l, m))),
            third: shares.map(|(l, m)| Third { leadership: third(l), management: third(m) }),
            place: place.filter(|_| numbers),
            mean: centre
                .map(|(leadership, management)| Place { management, leadership })
                .filter(|_| numbers),
        }
    }
}

/// Where a candidate lies on the map, where both families are measured.
pub(super) fn place_of(results: &Results) -> Option<Place> {
    let of = |family| results.family(&family).map(|mean| mean.value);
    let (leadership, management) = of(Family::Leadership).zip(of(Family::Management))?;
    Some(Place { management, leadership })
}

fn third(share: f64) -> u8 {
    match share {
        share if share < 1.0 / 3.0 => 0,
        share if share < 2.0 / 3.0 => 1,
        _ => 2,
    }
}

fn key(leadership: f64, management: f64) -> &'static str {
    let apart = leadership - management;
    if apart > NEAR {
        "profile.leader"
    } else if apart < -NEAR {
        "profile.manager"
    } else {
        match leadership.midpoint(management) {
            both if both >= 0.6 => "profile.both",
            both if both >= 0.35 => "profile.middle",
            _ => "profile.begins",
        }
    }
}
