//! Means that know what they rest on.

/// A mean, and on how many ratings it rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean, unrounded; rounding is for display only.
    pub value: f64,
    /// How many ratings it rests on.
    pub ratings: usize,
}

/// The weighted mean of `parts`, each with its weight; none without parts. A part that itself
/// rests on several ratings counts by its weight, not by their number.
pub fn weighted(parts: impl IntoIterator<Item = (Mean, f64)>) -> Option<Mean> {
    let (mut sum, mut weights, mut ratings) = (0.0, 0.0, 0);
    for (mean, weight) in parts {
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
    }

    #[test]
    fn a_mean_counts_by_weight_and_knows_its_ratings() {
        let two = Mean { value: 4.0, ratings: 2 };
        assert_eq!(weighted([(two, 1.0), (one(2.0), 3.0)]), Some(Mean { value: 2.5, ratings: 3 }));
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
