//! How assessors lean on the same work, against a vector worked by hand, and what cannot be said.

use bellwether::scoring::{CannotSay, Observation, fit};
use bellwether::words;
use proptest::prelude::*;

fn one(work: usize, by: usize, level: f64) -> Observation {
    Observation { work, by, level }
}

/// Twelve ratings of six people by three assessors; the additive model fitted by least squares.
/// Raw means 2.50, 4.00 and 3.25 look 1.5 apart; on the same work they are two thirds apart.
fn twelve() -> Vec<Observation> {
    vec![
        one(0, 0, 3.0),
        one(0, 1, 4.0),
        one(1, 0, 2.0),
        one(1, 2, 3.0),
        one(2, 1, 5.0),
        one(2, 2, 4.0),
        one(3, 0, 3.0),
        one(3, 1, 3.0),
        one(4, 1, 4.0),
        one(4, 2, 4.0),
        one(5, 0, 2.0),
        one(5, 2, 2.0),
    ]
}

fn near(given: &[f64], expected: &[f64]) {
    assert_eq!(given.len(), expected.len());
    for (given, expected) in given.iter().zip(expected) {
        assert!((given - expected).abs() < 5e-5, "{given} is not {expected}");
    }
}

#[test]
fn effects_and_fair_means_follow_the_worked_vector() {
    let fit = fit(&twelve(), 6, 3).unwrap();
    near(&fit.effects, &[-0.3333, 0.3333, 0.0]);
    near(&fit.fair, &[3.5, 2.6667, 4.3333, 3.0, 3.8333, 2.1667]);
    assert!(fit.residual.unwrap() > 0.0 && fit.errors.iter().all(|error| *error > 0.0));
}

#[test]
fn what_cannot_be_computed_is_said_and_never_a_number() {
    let alone = [one(0, 0, 3.0), one(1, 0, 4.0)];
    assert_eq!(fit(&alone, 2, 1), Err(CannotSay::OneAssessor));
    let apart = [one(0, 0, 3.0), one(1, 1, 4.0)];
    assert_eq!(fit(&apart, 2, 2), Err(CannotSay::NothingShared));
    let two_islands = [one(0, 0, 3.0), one(0, 1, 4.0), one(1, 2, 3.0), one(1, 3, 4.0)];
    assert_eq!(fit(&two_islands, 2, 4), Err(CannotSay::NotJoined));
    let same = [one(0, 0, 3.0), one(0, 1, 3.0), one(1, 0, 3.0), one(1, 1, 3.0)];
    assert_eq!(fit(&same, 2, 2), Err(CannotSay::NoVariation));
    for why in [CannotSay::NotJoined, CannotSay::TooFew { shared: 2 }] {
        assert!(words::cannot_say(why).starts_with("Leanings cannot be computed: "));
    }
}

proptest! {
    #[test]
    fn effects_sum_to_zero_whatever_was_given_and_in_whatever_order(
        levels in prop::array::uniform12(1_u8..=5),
        turn in 0_usize..12,
    ) {
        let mut given = twelve();
        for (one, level) in given.iter_mut().zip(levels) {
            one.level = f64::from(level);
        }
        let Ok(found) = fit(&given, 6, 3) else { return Ok(()) };
        prop_assert!(found.effects.iter().sum::<f64>().abs() < 1e-9);
        given.rotate_left(turn);
        let turned = fit(&given, 6, 3).unwrap();
        for (one, other) in found.effects.iter().zip(&turned.effects) {
            prop_assert!((one - other).abs() < 1e-9);
        }
    }
}
