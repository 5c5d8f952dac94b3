//! The only code that reads the machine's clocks.
//!
//! Within one run, time is steady: the wall clock as it was at the start, carried on by a clock
//! that nobody can set and that goes on while the laptop sleeps. Across a restart within the same
//! boot a [`BootMark`] carries it on; across a reboot only the wall clock is left.
//! A [`Rehearsal`] is driven by one of these, at another speed.

#![expect(clippy::disallowed_methods, reason = "the one place that reads clocks")]

mod rehearsal;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use rehearsal::{FASTEST, Rehearsal};

use crate::time::{Now, shifted};

/// A clock that is further behind than this is not moved by itself: somebody has to look at it.
const MOST_BEHIND: SignedDuration = SignedDuration::from_hours(2);

/// A moment by a clock that counts from the start of the machine, and the steady time then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BootMark {
    /// Which start of the machine.
    boot: String,
    /// Milliseconds since then, sleep included.
    up_ms: i64,
    /// The steady time.
    steady_ms: i64,
}

/// Whether a clock that shows `shown` is slow when `passed` is known to have gone by. A moment from
/// far ahead is another mistake, which must not drag the clock along.
pub fn is_slow(shown: Timestamp, passed: Timestamp) -> bool {
    let behind = passed.duration_since(shown);
    behind.is_positive() && behind <= MOST_BEHIND
}

/// Where moments come from: the machine, or in tests a hand that moves it.
pub trait Time: Send + Sync {
    /// The moment.
    fn now(&self) -> Now;
    /// Carries on the time of an earlier run.
    fn follow(&self, mark: &BootMark);
    /// Goes on from a moment that is known to have passed, where the clock is behind it: a wall
    /// clock put back while the program was away, or another laptop whose clock is slow.
    fn catch_up(&self, _passed: Timestamp) {}
    /// A mark that a later run can follow.
    fn mark(&self) -> Option<BootMark>;
    /// How long it really takes until `span` has gone by on this clock.
    fn really(&self, span: Duration) -> Duration {
        span
    }
}

/// A steady clock.
#[derive(Debug)]
pub struct Clock {
    anchor: Mutex<Anchor>,
}

#[derive(Debug, Clone, Copy)]
struct Anchor {
    wall: Timestamp,
    started: boot_time::Instant,
}

impl Clock {
    /// A clock that agrees with the wall now.
    pub fn new() -> Self {
        let wall = Timestamp::now();
        Self { anchor: Mutex::new(Anchor { wall, started: boot_time::Instant::now() }) }
    }

    fn anchor(&self) -> MutexGuard<'_, Anchor> {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Time for Clock {
    fn now(&self) -> Now {
        let anchor = *self.anchor();
        let running =
            SignedDuration::try_from(anchor.started.elapsed()).unwrap_or(SignedDuration::MAX);
        let wall = shifted(anchor.wall, running);
        Now { wall, set_off: Timestamp::now().duration_since(wall) }
    }

    /// Carries on the time of an earlier run, if the machine was not started anew since, whatever
    /// the wall clock was set to meanwhile.
    fn follow(&self, mark: &BootMark) {
        let Some(here) = self.mark().filter(|here| here.boot == mark.boot) else { return };
        let passed = here.up_ms.saturating_sub(mark.up_ms);
        let steady = Timestamp::from_millisecond(mark.steady_ms.saturating_add(passed));
        if let Ok(steady) = steady {
            *self.anchor() = Anchor { wall: steady, started: boot_time::Instant::now() };
        }
    }

    fn catch_up(&self, passed: Timestamp) {
        if is_slow(self.now().wall, passed) {
            *self.anchor() = Anchor { wall: passed, started: boot_time::Instant::now() };
        }
    }

    /// A mark that a later run can follow; none where the system does not say when it started.
    fn mark(&self) -> Option<BootMark> {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
        let (secs, hundredths) = uptime.split_whitespace().next()?.split_once('.')?;
        let up_ms = secs.parse::<i64>().ok()? * 1000 + hundredths.parse::<i64>().ok()? * 10;
        let steady_ms = self.now().wall.as_millisecond();
        Some(BootMark { boot: boot.trim().to_owned(), up_ms, steady_ms })
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}
