//! More people in pairs than can be tried one by one: as a matching of greatest weight.

use super::{MOST_IN_ODD_PAIRS, MOST_IN_PAIRS, Pool, matching};

/// What a cover is counted in as a weight: finer than two covers are told apart.
const FINE: f64 = 1e9;

/// The pairs that cover most in sum, and with an odd number of people one team of three among
/// them; none where the teams are no pairs, or too many to prove it.
pub(super) fn best(pool: &Pool, sizes: &[usize]) -> Option<Vec<Vec<usize>>> {
    let people: Vec<usize> = (0..pool.members.len()).collect();
    let larger = sizes.iter().filter(|size| **size == 3).count();
    let pairs = sizes.iter().filter(|size| **size == 2).count();
    match (larger, larger + pairs == sizes.len()) {
        (0, true) if people.len() <= MOST_IN_PAIRS => Some(in_pairs(pool, &people)),
        (1, true) if people.len() <= MOST_IN_ODD_PAIRS => with_three(pool, &people),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cover is no more than a scale is long")]
fn weight(cover: f64) -> i64 {
    (cover * FINE).round() as i64
}

fn in_pairs(pool: &Pool, people: &[usize]) -> Vec<Vec<usize>> {
    let at = |place: usize| people.get(place).copied().unwrap_or_default();
    // A pair that covers nothing is still a pair.
    let weigh = |one: usize, other: usize| weight(pool.cover(&[at(one), at(other)])).max(0) + 1;
    let pairs = matching::heaviest(people.len(), weigh);
    pairs.into_iter().map(|[one, other]| vec![at(one), at(other)]).collect()
}

/// Each three is tried as the larger team, those first that may come out best.
fn with_three(pool: &Pool, people: &[usize]) -> Option<Vec<Vec<usize>>> {
    let mut threes = Vec::new();
    for one in people {
        for other in people.iter().filter(|other| *other > one) {
            for third in people.iter().filter(|third| *third > other) {
                threes.push(vec![*one, *other, *third]);
            }
        }
    }
    // Nobody is in a better pair than the best there is for them.
    let best_of = |one: &usize| {
        let others = people.iter().filter(|other| *other != one);
        others.map(|other| pool.cover(&[*one, *other])).fold(0.0, f64::max)
    };
    let reach: Vec<f64> = people.iter().map(best_of).collect();
    let all: f64 = reach.iter().sum();
    let most = |three: &Vec<usize>| {
        let own: f64 = three.iter().filter_map(|one| reach.get(*one)).sum();
        pool.cover(three) + (all - own) / 2.0
    };
    let mut threes: Vec<(f64, Vec<usize>)> =
        threes.into_iter().map(|three| (most(&three), three)).collect();
    threes.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut found: Option<(f64, Vec<Vec<usize>>)> = None;
    for (most, three) in threes {
        if found.as_ref().is_some_and(|(sum, _)| most <= *sum) {
            break;
        }
        let rest: Vec<usize> = people.iter().copied().filter(|one| !three.contains(one)).collect();
        let mut teams = in_pairs(pool, &rest);
        teams.push(three);
        let sum: f64 = teams.iter().map(|team| pool.cover(team)).sum();
        if found.as_ref().is_none_or(|(before, _)| sum > *before) {
            found = Some((sum, teams));
        }
    }
    found.map(|(_, teams)| teams)
}
