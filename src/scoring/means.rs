//! Means that know how many ratings they rest on.

use std::fmt;

/// A mean, and how many ratings it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// On the scenario's scale, not rounded.
    pub value: f64,
    /// How many ratings it rests on; at least 1.
    pub ratings: usize,
}

impl Mean {
    /// The mean in tenths, halves rounded up: rounded for showing only, never to go on with.
    #[expect(clippy::cast_possible_truncation, reason = "levels are below 256")]
    pub fn tenths(self) -> i64 {
        // A mean such as 3.35 lies a hair below its decimal.
        (self.value * 10.0 + 0.5 + 1e-9).floor() as i64
    }
}

impl fmt::Display for Mean {
    /// With one decimal, halves rounded up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// The plain mean of levels; nothing when there are none.
pub fn plain(levels: impl IntoIterator<Item = u8>) -> Option<Mean> {
    weighted(
        levels.into_iter().map(|level| (1.0, Mean { value: f64::from(level), ratings: 1 })),
    )
}

/// The weighted mean of means; nothing when there are none. A weight that is not a number above
/// zero counts nothing: [`crate::scenario::checks`] finds it.
pub fn weighted(parts: impl IntoIterator<Item = (f64, Mean)>) -> Option<Mean> {
    let (mut sum, mut weights, mut ratings) = (0.0, 0.0, 0);
    for (weight, mean) in parts {
        if weight.is_finite() && weight > 0.0 {
            sum += weight * mean.value;
            weights += weight;
            ratings += mean.ratings;
        }
    }
    let value = sum / weights;
    (ratings > 0 && value.is_finite()).then_some(Mean { value, ratings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mean_of_nothing_is_nothing() {
        assert_eq!(plain([]), None);
        assert_eq!(weighted([(0.0, Mean { value: 3.0, ratings: 1 })]), None);
        assert_eq!(weighted([(f64::NAN, Mean { value: 3.0, ratings: 1 })]), None);
    }

    #[test]
    fn means_worked_by_hand() {
        assert_eq!(plain([3, 4]), Some(Mean { value: 3.5, ratings: 2 }));
        // (2 × 4 + 1 × 2.5) / 3 = 3.5 over 1 + 2 ratings.
        let parts = [(2.0, Mean { value: 4.0, ratings: 1 }), (1.0, Mean { value: 2.5, ratings: 2 })];
        assert_eq!(weighted(parts), Some(Mean { value: 3.5, ratings: 3 }));
    }

    #[test]
    fn halves_are_rounded_up_for_showing() {
        for (value, shown) in [(3.25, "3.3"), (3.35, "3.4"), (3.0, "3.0"), (2.9499, "2.9")] {
            assert_eq!(Mean { value, ratings: 1 }.to_string(), shown);
        }
    }

    proptest! {
        #[test]
        fn multiplying_all_weights_leaves_the_mean_unchanged(
            parts in prop::collection::vec((0.1_f64..10.0, 1_u8..=5), 1..12),
            factor in 0.01_f64..100.0,
        ) {
            let mean = |level: u8| Mean { value: f64::from(level), ratings: 1 };
            let plain = weighted(parts.iter().map(|(weight, level)| (*weight, mean(*level))));
            let scaled =
                weighted(parts.iter().map(|(weight, level)| (weight * factor, mean(*level))));
            let (plain, scaled) = (plain.unwrap(), scaled.unwrap());
            prop_assert!((plain.value - scaled.value).abs() < 1e-9);
            prop_assert_eq!(plain.ratings, scaled.ratings);
        }

        #[test]
        fn a_mean_lies_between_the_lowest_and_the_highest(
            levels in prop::collection::vec(1_u8..=5, 1..12),
        ) {
            let mean = plain(levels.iter().copied()).unwrap();
            let (low, high) = (levels.iter().min().unwrap(), levels.iter().max().unwrap());
            prop_assert!(mean.value >= f64::from(*low) - 1e-9);
            prop_assert!(mean.value <= f64::from(*high) + 1e-9);
        }
    }
}
