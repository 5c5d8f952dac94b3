//! Every way to put a few people into teams, by sets already in teams: the best is kept for each.

use super::{Pool, SAME};

/// The best found for a set of people who are in teams.
#[derive(Clone, Copy)]
struct Best {
    sum: f64,
    /// The team that was added last, and in how many larger teams the rest are.
    last: usize,
    larger_before: usize,
}

/// The teams that cover most in sum. `sizes` has at most two different ones, the larger first.
pub(super) fn best(pool: &Pool, sizes: &[usize]) -> Vec<Vec<usize>> {
    let people = pool.members.len();
    let (Some(large), Some(small)) = (sizes.first(), sizes.last()) else { return Vec::new() };
    // How many are larger; none where all are the same.
    let larger =
        if large == small { 0 } else { sizes.iter().filter(|size| *size == large).count() };
    let everybody = (1usize << people) - 1;
    let covers: Vec<f64> = (0..=everybody).map(|set| cover(pool, set, (*small, *large))).collect();
    let mut table: Vec<Vec<Option<Best>>> = vec![vec![None; everybody + 1]; larger + 1];
    let start = Best { sum: 0.0, last: 0, larger_before: 0 };
    set_best(&mut table, (0, 0), start);
    for set in 0..everybody {
        for used in 0..=larger {
            let Some(so_far) = at(&table, (used, set)) else { continue };
            // Whoever comes first of the rest is in the next team: each pairing is met once.
            let rest = everybody & !set;
            let first = rest & rest.wrapping_neg();
            let mut more = rest & !first;
            loop {
                let team = first | more;
                let count = team.count_ones() as usize;
                let grown = used + usize::from(larger > 0 && count == *large);
                if (count == *small || count == *large) && grown <= larger {
                    let sum = so_far.sum + covers.get(team).copied().unwrap_or(0.0);
                    let known = at(&table, (grown, set | team));
                    if known.is_none_or(|known| sum > known.sum + SAME) {
                        let new = Best { sum, last: team, larger_before: used };
                        set_best(&mut table, (grown, set | team), new);
                    }
                }
                if more == 0 {
                    break;
                }
                more = (more - 1) & rest & !first;
            }
        }
    }
    let mut teams = Vec::new();
    let (mut used, mut set) = (larger, everybody);
    while set != 0 {
        let Some(found) = at(&table, (used, set)) else { break };
        teams.push((0..people).filter(|place| found.last & (1 << place) != 0).collect());
        set &= !found.last;
        used = found.larger_before;
    }
    teams
}

/// How much a set of people covers, if it is as large as a team.
fn cover(pool: &Pool, set: usize, (small, large): (usize, usize)) -> f64 {
    let count = set.count_ones() as usize;
    if count != small && count != large {
        return 0.0;
    }
    let places: Vec<usize> =
        (0..pool.members.len()).filter(|place| set & (1 << place) != 0).collect();
    pool.cover(&places)
}

fn at(table: &[Vec<Option<Best>>], (used, set): (usize, usize)) -> Option<Best> {
    *table.get(used)?.get(set)?
}

fn set_best(table: &mut [Vec<Option<Best>>], (used, set): (usize, usize), best: Best) {
    if let Some(known) = table.get_mut(used).and_then(|row| row.get_mut(set)) {
        *known = Some(best);
    }
}
