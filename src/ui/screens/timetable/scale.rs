//! Where on the screen a moment of the day is.

use jiff::{SignedDuration, Timestamp};

use super::hand;
use crate::planning::{Appointment, What};
use crate::time::shifted;
use crate::ui::cx::Cx;

/// Minutes and pixels.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) from: Timestamp,
    pub(super) left: f32,
    pub(super) a_minute: f32,
}

impl Scale {
    #[expect(clippy::cast_possible_truncation, reason = "places on the screen")]
    pub(super) fn x(&self, moment: Timestamp) -> f32 {
        let minutes = moment.duration_since(self.from).as_secs_f64() / 60.0;
        self.left + self.a_minute * minutes as f32
    }

    /// So many whole steps as the pointer has moved.
    #[expect(clippy::cast_possible_truncation, reason = "minutes of a day")]
    pub(super) fn minutes(&self, dx: f32) -> i64 {
        (dx / self.a_minute / hand::STEP as f32).round() as i64 * hand::STEP
    }
}

/// From the first full hour to the last appointment of these lanes. A long wash-up does not squeeze
/// the day: so much of it is shown as an hour has.
pub(super) fn scale<'a>(
    appointments: impl Iterator<Item = &'a Appointment> + Clone,
    cx: &Cx<'_>,
    (left, width): (f32, f32),
) -> Scale {
    let hour =
        |moment: Timestamp| Timestamp::from_second(moment.as_second().div_euclid(3600) * 3600);
    let from = appointments.clone().map(|one| one.from).min().unwrap_or(cx.now.wall);
    let until = |one: &Appointment| match one.what {
        What::WashUp => one.until.min(shifted(one.from, SignedDuration::from_hours(1))),
        _ => one.until,
    };
    let until = appointments.map(until).max().unwrap_or(cx.now.wall);
    let from = hour(from).unwrap_or(from);
    let minutes = until.duration_since(from).as_secs_f64() / 60.0;
    #[expect(clippy::cast_possible_truncation, reason = "a scale on the screen")]
    let a_minute = width / (minutes.max(60.0) as f32);
    Scale { from, left, a_minute }
}
