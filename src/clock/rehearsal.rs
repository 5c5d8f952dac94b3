//! The clock of a rehearsal: another clock, made quicker or held. It reads no clock of its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{BootMark, Time, is_slow};
use crate::time::{Now, between, shifted};

/// The most times that a rehearsal runs quicker than the day: a minute goes by in a second.
pub const FASTEST: u8 = 60;

/// What goes by sooner than this is waited for no less: figures that change more often cannot be
/// read, and a weak machine would do nothing but paint them.
const SOONEST: Duration = Duration::from_millis(100);

/// How soon a held clock is looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A clock that begins at a moment of its own and runs 1 to [`FASTEST`] times as fast as the clock
/// that drives it, or not at all.
pub struct Rehearsal {
    driver: Arc<dyn Time>,
    pace: Mutex<Pace>,
}

/// What it showed when it was last changed, and how it goes on from there.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// What the driving clock showed.
    driven: Timestamp,
    /// What this clock showed.
    shown: Timestamp,
    speed: u8,
    held: bool,
}

impl Pace {
    fn at(&self, driven: Timestamp) -> Timestamp {
        let passed = if self.held { Duration::ZERO } else { between(self.driven, driven) };
        let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        shifted(self.shown, passed.saturating_mul(i32::from(self.speed)))
    }
}

impl Rehearsal {
    /// Shows `begins` now, and goes on from there.
    pub fn new(driver: Arc<dyn Time>, begins: Timestamp, speed: u8) -> Self {
        let driven = driver.now().wall;
        let speed = speed.clamp(1, FASTEST);
        let pace = Pace { driven, shown: begins, speed, held: false };
        Self { driver, pace: Mutex::new(pace) }
    }

    /// How many times as fast as the day it runs, also while it is held.
    pub fn speed(&self) -> u8 {
        self.pace().speed
    }

    /// Whether it stands still.
    pub fn is_held(&self) -> bool {
        self.pace().held
    }

    /// Runs at that speed from the moment that it shows now; a held clock goes on.
    pub fn run_at(&self, speed: u8) {
        self.change(|pace| {
            pace.speed = speed.clamp(1, FASTEST);
            pace.held = false;
        });
    }

    /// Stands still, or goes on as fast as before.
    pub fn hold(&self, held: bool) {
        self.change(|pace| pace.held = held);
    }

    fn change(&self, change: impl FnOnce(&mut Pace)) {
        let driven = self.driver.now().wall;
        let mut pace = self.pace();
        pace.shown = pace.at(driven);
        pace.driven = driven;
        change(&mut pace);
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Time for Rehearsal {
    /// No wall clock stands beside this one, so nobody can have set it.
    fn now(&self) -> Now {
        let driven = self.driver.now().wall;
        Now::at(self.pace().at(driven))
    }

    /// An earlier run of the program has its own day; a rehearsal goes on where its record ends.
    fn follow(&self, _mark: &BootMark) {}

    fn catch_up(&self, passed: Timestamp) {
        if is_slow(self.now().wall, passed) {
            self.change(|pace| pace.shown = passed);
        }
    }

    fn mark(&self) -> Option<BootMark> {
        None
    }

    fn really(&self, span: Duration) -> Duration {
        let pace = *self.pace();
        if pace.held {
            return LOOK_AGAIN;
        }
        (span / u32::from(pace.speed)).max(SOONEST.min(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Driver(Mutex<Timestamp>);

    impl Driver {
        fn goes_on(&self, by: SignedDuration) {
            *self.0.lock().unwrap() += by;
        }
    }

    impl Time for Driver {
        fn now(&self) -> Now {
            Now::at(*self.0.lock().unwrap())
        }
        fn follow(&self, _mark: &BootMark) {}
        fn mark(&self) -> Option<BootMark> {
            None
        }
    }

    fn moment(text: &str) -> Timestamp {
        format!("2026-11-24T{text}Z").parse().unwrap()
    }

    fn rehearsal(speed: u8) -> (Arc<Driver>, Rehearsal) {
        let driver = Arc::new(Driver(Mutex::new(moment("19:30:00"))));
        let clock = Rehearsal::new(Arc::clone(&driver) as Arc<dyn Time>, moment("08:10:00"), speed);
        (driver, clock)
    }

    #[test]
    fn a_real_minute_is_an_hour_of_the_day_at_sixty_times_its_speed() {
        let (driver, clock) = rehearsal(60);
        assert_eq!(clock.now(), Now::at(moment("08:10:00")));
        driver.goes_on(SignedDuration::from_mins(1));
        assert_eq!(clock.now().wall, moment("09:10:00"));
        driver.goes_on(SignedDuration::from_millis(500));
        assert_eq!(clock.now().wall, moment("09:10:30"));
    }

    #[test]
    fn another_speed_counts_from_the_moment_that_is_shown() {
        let (driver, clock) = rehearsal(60);
        for (speed, secs, shown) in
            [(10, 30, "08:40:00"), (1, 60, "08:50:00"), (60, 5, "08:50:05"), (200, 1, "08:51:05")]
        {
            driver.goes_on(SignedDuration::from_secs(secs));
            let before = clock.now();
            clock.run_at(speed);
            assert_eq!(clock.now(), before, "no jump at {speed}");
            assert_eq!(clock.now().wall, moment(shown));
        }
        assert_eq!(clock.speed(), FASTEST, "no faster than the fastest");
        clock.run_at(0);
        assert_eq!(clock.speed(), 1);
    }

    #[test]
    fn a_held_rehearsal_stands_still_and_goes_on_from_there() {
        let (driver, clock) = rehearsal(10);
        driver.goes_on(SignedDuration::from_secs(6));
        clock.hold(true);
        driver.goes_on(SignedDuration::from_hours(2));
        assert_eq!((clock.now().wall, clock.is_held()), (moment("08:11:00"), true));
        clock.hold(true);
        clock.hold(false);
        assert_eq!((clock.now().wall, clock.speed()), (moment("08:11:00"), 10));
        driver.goes_on(SignedDuration::from_secs(6));
        assert_eq!(clock.now().wall, moment("08:12:00"));
    }

    #[test]
    fn it_never_runs_backwards_when_its_driver_does() {
        let (driver, clock) = rehearsal(60);
        driver.goes_on(SignedDuration::from_secs(-30));
        assert_eq!(clock.now().wall, moment("08:10:00"));
    }

    #[test]
    fn waiting_for_a_minute_of_the_day_takes_a_second_at_most_speed() {
        let (_, clock) = rehearsal(60);
        let minute = Duration::from_mins(1);
        assert_eq!(clock.really(minute), Duration::from_secs(1));
        assert_eq!(clock.really(Duration::from_secs(1)), SOONEST, "sixty in a second");
        clock.run_at(1);
        assert_eq!(clock.really(minute), minute);
        assert_eq!(clock.really(Duration::from_millis(7)), Duration::from_millis(7));
        clock.hold(true);
        assert_eq!(clock.really(minute), LOOK_AGAIN);
    }

    #[test]
    fn it_goes_on_from_an_entry_of_a_copy_that_is_taken_in() {
        let (_, clock) = rehearsal(1);
        clock.catch_up(moment("08:30:00"));
        assert_eq!(clock.now().wall, moment("08:30:00"));
        clock.catch_up(moment("08:20:00"));
        clock.catch_up(moment("18:00:00"));
        assert_eq!(clock.now().wall, moment("08:30:00"));
    }
}
