//! Times and lengths as people read them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::time::Length;

/// `07:43`, and `1:02:05` from an hour on.
pub fn clock(secs: i64) -> String {
    let secs = secs.max(0);
    let (h, min, s) = (secs / 3600, secs / 60 % 60, secs % 60);
    if h > 0 { format!("{h}:{min:02}:{s:02}") } else { format!("{min:02}:{s:02}") }
}

/// Overtime of `secs` seconds: `+01:22`.
pub fn over(secs: i64) -> String {
    format!("+{}", clock(secs))
}

/// How far behind its published time something is, or ahead of it: `2 min behind`, `on time`,
/// `3 min ahead`. Behind counts the minute that has begun, ahead only whole ones.
pub fn behind(by: SignedDuration) -> String {
    let secs = by.as_secs();
    let minutes = |minutes: i64| length(Length::minutes(u32::try_from(minutes).unwrap_or(0)));
    match secs {
        ..=-60 => format!("{} ahead", minutes(secs.saturating_neg() / 60)),
        -59..60 => "on time".to_owned(),
        // Nobody counts the minutes of a day that was lost.
        36_000.. => format!("{} behind", stretch(by)),
        _ => format!("{} behind", minutes(minutes_late(by))),
    }
}

/// The minutes of a delay, the one that has begun counted.
pub fn minutes_late(by: SignedDuration) -> i64 {
    by.as_secs().max(0).saturating_add(59) / 60
}

/// `10:42`.
pub fn time_of_day(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string()
}

/// `10:42:17`.
pub fn time_of_day_secs(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned_datetime(zone.clone()).strftime("%H:%M:%S").to_string()
}

/// `Tue 24 Nov 2026`.
pub fn date(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// `Tuesday 24 November 2026`.
pub fn date_in_full(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// `Tue 24 Nov 10:42`, where a day goes with the time.
pub fn day_and_time(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned_datetime(zone.clone()).strftime("%a %-d %b %H:%M").to_string()
}

/// `20 min`.
pub fn length(length: Length) -> String {
    length.to_string()
}

/// A stretch of time in one unit: `5 min`, `3 h`, `2 days`.
pub fn stretch(by: SignedDuration) -> String {
    let minutes = by.as_mins();
    match minutes {
        ..60 => format!("{minutes} min"),
        60..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

/// How long before `now`: `just now`, `5 min ago`, `3 h ago`, `2 days ago`.
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let by = now.duration_since(then);
    match by.as_mins() {
        ..1 => "just now".to_owned(),
        1440..2880 => "yesterday".to_owned(),
        _ => format!("{} ago", stretch(by)),
    }
}
