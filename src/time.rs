//! Moments, lengths, and the order of what happened. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ids::as_text;

/// The moment at which something is decided or drawn, as the caller's clocks read it.
///
/// `wall` is *steady*: within one run of the program it follows a clock that nobody can set, so
/// that a countdown never jumps ([`crate::clock`] makes it). `set_off` says by how much the
/// machine's own wall clock differs from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Steady wall-clock time.
    pub wall: Timestamp,
    /// The machine's wall clock less `wall`: zero unless somebody set the clock.
    pub set_off: SignedDuration,
}

impl Now {
    /// A moment at which the machine's clock and the steady one agree.
    pub const fn at(wall: Timestamp) -> Self {
        Self { wall, set_off: SignedDuration::ZERO }
    }

    /// Whether somebody has set the machine's clock by more than two seconds since the start.
    pub fn clock_was_set(&self) -> bool {
        self.set_off.abs() > SignedDuration::from_secs(2)
    }
}

/// When an entry was made, and its place in the order of entries: a hybrid logical clock.
///
/// `at` is what the author's clock said, to the millisecond. `lead` is how far the stamp runs
/// ahead of it, so that an entry always sorts after all that its author had seen, even when
/// laptop clocks differ. Source: Kulkarni, Demirbas, Madeppa, Avva and Leone, "Logical Physical
/// Clocks", OPODIS 2014; the counter is folded into the milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    at_ms: i64,
    lead_ms: i64,
}

impl Stamp {
    /// The stamp of an entry made at `wall` by somebody who has seen everything up to `seen`.
    pub fn after(seen: Option<Self>, wall: Timestamp) -> Self {
        let at_ms = wall.as_millisecond();
        let lead_ms = match seen {
            Some(seen) if seen.order() >= at_ms => (seen.order() + 1).saturating_sub(at_ms),
            _ => 0,
        };
        Self { at_ms, lead_ms }
    }

    /// The stamp of the same entry, had everybody's clock shown so much less.
    #[must_use]
    pub fn earlier(self, by: SignedDuration) -> Self {
        let by_ms = i64::try_from(by.as_millis()).unwrap_or(0);
        Self { at_ms: self.at_ms.saturating_sub(by_ms), ..self }
    }

    /// What the author's clock said.
    pub fn at(self) -> Timestamp {
        // The last millisecond that a text can say is one that a number of them cannot.
        let end = if self.at_ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(self.at_ms).unwrap_or(end)
    }

    /// The place in the order of entries, as milliseconds since 1970.
    pub fn order(self) -> i64 {
        self.at_ms.saturating_add(self.lead_ms)
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order()).then(self.at_ms.cmp(&other.at_ms))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.at())?;
        if self.lead_ms == 0 { Ok(()) } else { write!(f, "+{}", self.lead_ms) }
    }
}

/// The text is not a stamp, a moment or a length, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTime {
    /// Not a stamp such as `2026-11-24T09:41:07.123Z`.
    #[error("`{0}` is not a moment such as 2026-11-24T09:41:07.123Z")]
    Moment(String),
    /// Not a length such as `20 min`.
    #[error("`{0}` is not a length of time; write it like 20 min, 1 h 30 min, 90 s or 1:30")]
    Length(String),
    /// Longer than [`Length::LONGEST`].
    #[error("`{0}` is longer than 31 days")]
    TooLong(String),
    /// Not a time of day such as `9.15`.
    #[error("`{0}` is not a time of day; write it like 9:15, 9.15, 0915 or 2pm")]
    TimeOfDay(String),
}

impl FromStr for Stamp {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        let bad = || BadTime::Moment(text.to_owned());
        let (at, lead) = text.split_once('+').unwrap_or((text, "0"));
        let at: Timestamp = at.parse().map_err(|_why| bad())?;
        let lead_ms: u32 = lead.parse().map_err(|_why| bad())?;
        Ok(Self { at_ms: at.as_millisecond(), lead_ms: i64::from(lead_ms) })
    }
}

/// A length of time in whole seconds: a phase, a warning before its end, an extension.
///
/// Written and read as people do: `20 min`, `1 h 30 min`, `90 s`; when typed also `20`
/// (minutes), `90m`, `1h5s`, `1:30` (minutes and seconds, as a clock shows them) and `1:30:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(u32);

impl Length {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than any centre: 31 days.
    pub const LONGEST: Self = Self(31 * 24 * 3600);

    /// So many seconds, at most [`Self::LONGEST`].
    pub const fn seconds(seconds: u32) -> Self {
        if seconds > Self::LONGEST.0 { Self::LONGEST } else { Self(seconds) }
    }

    /// So many minutes, at most [`Self::LONGEST`].
    pub const fn minutes(minutes: u32) -> Self {
        Self::seconds(minutes.saturating_mul(60))
    }

    /// The length in seconds.
    pub const fn as_secs(self) -> u32 {
        self.0
    }

    /// The length in minutes and fractions of one.
    pub fn as_minutes(self) -> f64 {
        f64::from(self.0) / 60.0
    }

    /// The length as a span on the time line.
    pub const fn as_duration(self) -> SignedDuration {
        SignedDuration::from_secs(self.0 as i64)
    }

    /// The length with `percent` more of it, rounded up to a whole minute (rule T3).
    #[must_use]
    pub fn with_extra_percent(self, percent: u16) -> Self {
        if percent == 0 {
            return self;
        }
        let seconds = u64::from(self.0) * (100 + u64::from(percent));
        let minutes = seconds.div_ceil(100 * 60);
        Self::minutes(u32::try_from(minutes).unwrap_or(u32::MAX))
    }

    /// Both lengths one after the other.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::seconds(self.0.saturating_add(other.0))
    }

    /// What is left after `other`, nothing if `other` is longer.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, min, s) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        let parts = [(h, "h"), (min, "min"), (s, "s")];
        let mut written = false;
        for (count, unit) in parts.into_iter().filter(|(count, _)| *count > 0) {
            if written {
                f.write_str(" ")?;
            }
            write!(f, "{count} {unit}")?;
            written = true;
        }
        if written { Ok(()) } else { f.write_str("0 min") }
    }
}

impl FromStr for Length {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        let plain = text.trim();
        let seconds = if let Ok(minutes) = plain.parse::<u32>() {
            Some(f64::from(minutes) * 60.0)
        } else if plain.contains(':') {
            colon_seconds(plain)
        } else {
            unit_seconds(plain)
        };
        match seconds {
            None => Err(BadTime::Length(text.to_owned())),
            Some(seconds) if seconds > f64::from(Self::LONGEST.0) => {
                Err(BadTime::TooLong(text.to_owned()))
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and LONGEST, and rounded"
            )]
            Some(seconds) => Ok(Self(seconds.round() as u32)),
        }
    }
}

/// `1:30` is a minute and a half, `1:30:00` an hour and a half.
fn colon_seconds(text: &str) -> Option<f64> {
    let parts: Vec<u32> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (h, min, s) = match parts.as_slice() {
        [min, s] => (0, *min, *s),
        [h, min, s] => (*h, *min, *s),
        _ => return None,
    };
    (s < 60 && (h == 0 || min < 60))
        .then(|| f64::from(h) * 3600.0 + f64::from(min) * 60.0 + f64::from(s))
}

/// `1 h 30 min`, `90m`, `1h5s`, `1.5 h`: numbers with units, biggest first, each once.
fn unit_seconds(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut total = 0.0;
    let mut smallest = f64::INFINITY;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at_checked(digits)?;
        let after = after.trim_start();
        let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(letters)?;
        let unit_secs = match unit.to_ascii_lowercase().as_str() {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            _ => return None,
        };
        if unit_secs >= smallest {
            return None;
        }
        smallest = unit_secs;
        total += number.parse::<f64>().ok()? * unit_secs;
        rest = after.trim_start();
    }
    (smallest < f64::INFINITY).then_some(total)
}

as_text! { Stamp Length }

/// A time of day as people type it: `9:15`, `9.15`, `0915`, `915`, `9`, `2pm`, `2:30 pm`.
///
/// # Errors
///
/// [`BadTime::TimeOfDay`] when it is none of these.
pub fn time_of_day(text: &str) -> Result<jiff::civil::Time, BadTime> {
    let bad = || BadTime::TimeOfDay(text.to_owned());
    let plain = text.trim().to_ascii_lowercase();
    let (digits, half_day) = match (plain.strip_suffix("am"), plain.strip_suffix("pm")) {
        (Some(morning), _) => (morning.trim(), Some(0)),
        (_, Some(afternoon)) => (afternoon.trim(), Some(12)),
        _ => (plain.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if digits.len() <= 2 => (digits, "0"),
        None if digits.len() <= 4 => digits.split_at_checked(digits.len() - 2).ok_or_else(bad)?,
        _ => return Err(bad()),
    };
    let mut hour: i8 = hour.parse().map_err(|_why| bad())?;
    let minute: i8 = minute.parse().map_err(|_why| bad())?;
    if let Some(half_day) = half_day {
        if !(1..=12).contains(&hour) {
            return Err(bad());
        }
        hour = hour % 12 + half_day;
    }
    jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_why| bad())
}

/// From `earlier` to `later`; nothing when they are the other way round.
pub fn between(earlier: Timestamp, later: Timestamp) -> Duration {
    later.duration_since(earlier).try_into().unwrap_or(Duration::ZERO)
}

/// `moment` moved by `by`, kept within what a calendar can say.
pub fn shifted(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.checked_add(by).unwrap_or(if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<u32> {
        text.parse::<Length>().ok().map(Length::as_secs)
    }

    #[test]
    fn a_moment_beyond_the_end_of_the_calendar_is_its_end_and_not_1970() {
        let said = |at_ms| Stamp { at_ms, lead_ms: 0 }.at();
        assert_eq!(said(i64::MAX), Timestamp::MAX);
        assert_eq!(said(i64::MIN), Timestamp::MIN);
        assert_eq!(said(0), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        let table = [
            ("20 min", 1200),
            ("1 h 30 min", 5400),
            ("10", 600),
            ("90m", 5400),
            ("1h5s", 3605),
            ("1:30", 90),
            ("90:00", 5400),
            ("1:30:00", 5400),
            ("1.5 h", 5400),
            (" 45 s ", 45),
            ("0 min", 0),
            ("1000 min", 60_000),
        ];
        for (text, seconds) in table {
            assert_eq!(length(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_refused() {
        for text in ["", "soon", "10 x", "-5", "1:75", "5 s 5 min", "1::2", "9999 h", "ten min"] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_are_written_so_that_they_read_back() {
        for seconds in [0, 1, 59, 60, 61, 3599, 3600, 3661, 5400, 86_400] {
            let written = Length::seconds(seconds).to_string();
            assert_eq!(length(&written), Some(seconds), "{written}");
        }
        assert_eq!(Length::minutes(90).to_string(), "1 h 30 min");
    }

    #[test]
    fn t3_extra_time_is_rounded_up_to_a_whole_minute() {
        for (minutes, percent, adjusted) in [(20, 25, 25), (35, 25, 44), (10, 33, 14), (5, 25, 7)] {
            assert_eq!(
                Length::minutes(minutes).with_extra_percent(percent),
                Length::minutes(adjusted)
            );
        }
        assert_eq!(Length::seconds(90).with_extra_percent(0), Length::seconds(90));
    }

    #[test]
    fn times_of_day_are_read_as_people_type_them() {
        for (text, hour, minute) in [
            ("9.15", 9, 15),
            ("930", 9, 30),
            ("0915", 9, 15),
            ("2pm", 14, 0),
            ("2:30 PM", 14, 30),
            ("12am", 0, 0),
            ("12pm", 12, 0),
            ("9", 9, 0),
            ("23:59", 23, 59),
        ] {
            assert_eq!(
                time_of_day(text),
                jiff::civil::Time::new(hour, minute, 0, 0)
                    .map_err(|_why| BadTime::TimeOfDay(String::new())),
                "{text}"
            );
        }
        for text in ["", "25:00", "9:7", "13pm", "noon", "9:15:30"] {
            assert!(time_of_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_stamp_sorts_after_all_that_was_seen_even_when_the_clock_is_behind() {
        let ten: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        let nine: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let first = Stamp::after(None, ten);
        let second = Stamp::after(Some(first), nine);
        assert!(second > first);
        assert_eq!(second.at(), nine);
        assert_eq!(second.to_string().parse(), Ok(second));
    }

    #[test]
    fn stamps_before_1970_keep_their_order() {
        let early: Timestamp = "1969-07-20T20:17:40.5Z".parse().unwrap();
        let first = Stamp::after(None, early);
        assert_eq!(first.to_string().parse(), Ok(first));
        assert!(Stamp::after(Some(first), early) > first);
    }
}
