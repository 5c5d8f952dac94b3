//! Numbers that look random and are the same for a seed on every machine.

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another row of numbers, so that one more number here changes nothing there.
    pub(super) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` up to but not including `high`.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high.saturating_sub(low)).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// True once in so many.
    pub(super) fn once_in(&mut self, times: i64) -> bool {
        self.between(0, times) == 0
    }

    /// A number around 0 with a spread of about 1.
    #[expect(clippy::cast_precision_loss, reason = "a thousandth is fine enough")]
    pub(super) fn bell(&mut self) -> f64 {
        (0..6).map(|_| self.between(-1000, 1001) as f64 / 1000.0).sum::<f64>() / 1.41
    }

    /// One of the items.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let place = self.between(0, i64::try_from(items.len()).unwrap_or(1));
        items.get(usize::try_from(place).unwrap_or(0))
    }
}
