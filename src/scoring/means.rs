//! Means that know what they rest on.

use std::fmt;

/// A mean, and on how many ratings it rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean, unrounded; rounding is for display only.
    pub value: f64,
    /// How many ratings it rests on.
    pub ratings: usize,
}

impl fmt::Display for Mean {
    /// With one decimal: for showing only, never to go on with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::shown(self.value, 1))
    }
}

/// The weighted mean of `parts`, each with its weight; none without parts. A part that itself
/// rests on several ratings counts by its weight, not by their number. A weight that is not a
/// number above zero counts nothing: [`crate::scenario::checks`] finds it.
pub fn weighted(parts: impl IntoIterator<Item = (Mean, f64)>) -> Option<Mean> {
    let (mut sum, mut weights, mut ratings) = (0.0, 0.0, 0);
    let counts = |(_, weight): &(Mean, f64)| weight.is_finite() && *weight > 0.0;
    for (mean, weight) in parts.into_iter().filter(counts) {
        sum += mean.value * weight;
        weights += weight;
        ratings += mean.ratings;
    }
    (weights > 0.0).then(|| Mean { value: sum / weights, ratings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(value: f64) -> Mean {
        Mean { value, ratings: 1 }
    }

    #[test]
    fn nothing_to_average_is_no_number() {
        assert_eq!(weighted([]), None);
        assert_eq!(weighted([(one(3.0), 0.0)]), None);
        assert_eq!(weighted([(one(3.0), f64::NAN), (one(4.0), -1.0)]), None);
    }

    #[test]
    fn a_mean_counts_by_weight_and_knows_its_ratings() {
        let two = Mean { value: 4.0, ratings: 2 };
        assert_eq!(weighted([(two, 1.0), (one(2.0), 3.0)]), Some(Mean { value: 2.5, ratings: 3 }));
    }

    #[test]
    fn halves_are_rounded_up_for_showing() {
        for (value, shown) in [(3.25, "3.3"), (3.35, "3.4"), (3.0, "3.0"), (2.9499, "2.9")] {
            assert_eq!(one(value).to_string(), shown);
        }
    }

    proptest! {
        #[test]
        fn scaling_all_weights_changes_nothing(
            parts in prop::collection::vec((1.0..5.0f64, 0.1..4.0f64), 1..8),
            scale in 0.1..10.0f64,
        ) {
            let plain = weighted(parts.iter().map(|(v, w)| (one(*v), *w))).unwrap();
            let scaled = weighted(parts.iter().map(|(v, w)| (one(*v), w * scale))).unwrap();
            prop_assert!((plain.value - scaled.value).abs() < 1e-9);
        }

        #[test]
        fn a_mean_lies_between_its_parts(
            parts in prop::collection::vec((1.0..5.0f64, 0.1..4.0f64), 1..8),
        ) {
            let mean = weighted(parts.iter().map(|(v, w)| (one(*v), *w))).unwrap().value;
            let low = parts.iter().map(|(v, _)| *v).fold(f64::INFINITY, f64::min);
            let high = parts.iter().map(|(v, _)| *v).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(low - 1e-9 <= mean && mean <= high + 1e-9);
        }
    }
}
