//! Many people in teams: a first pairing, mended by exchanges as long as one helps.

use super::{Pool, SAME};

/// No more rounds than this, though each ends by itself: a sum that only grows is bounded.
const MOST_ROUNDS: usize = 100;

/// Teams that no exchange of two people makes better in sum.
pub(super) fn good(pool: &Pool, sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut teams = first(pool, sizes);
    let mut covers: Vec<f64> = teams.iter().map(|team| pool.cover(team)).collect();
    for _round in 0..MOST_ROUNDS {
        let mut helped = false;
        for one in 0..teams.len() {
            for other in one + 1..teams.len() {
                helped |= exchange(pool, &mut teams, &mut covers, (one, other));
            }
        }
        if !helped {
            break;
        }
    }
    teams
}

/// Whoever covers least alone is placed first, beside whoever helps most.
fn first(pool: &Pool, sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut free: Vec<usize> = (0..pool.members.len()).collect();
    free.sort_by(|one, other| pool.cover(&[*one]).total_cmp(&pool.cover(&[*other])));
    let mut teams = Vec::new();
    for size in sizes {
        let mut team: Vec<usize> = Vec::new();
        while team.len() < *size && !free.is_empty() {
            let with = |place: &usize| {
                let mut larger = team.clone();
                larger.push(*place);
                pool.cover(&larger)
            };
            let best = if team.is_empty() {
                Some(0)
            } else {
                let covers: Vec<f64> = free.iter().map(with).collect();
                (0..free.len()).rev().max_by(|one, other| {
                    let at = |place: &usize| covers.get(*place).copied().unwrap_or(0.0);
                    at(one).total_cmp(&at(other))
                })
            };
            let Some(best) = best else { break };
            team.push(free.remove(best));
        }
        teams.push(team);
    }
    teams
}

/// Exchanges one of a team with one of another where that makes both better in sum.
fn exchange(
    pool: &Pool,
    teams: &mut [Vec<usize>],
    covers: &mut [f64],
    (one, other): (usize, usize),
) -> bool {
    let (Some(mut here), Some(mut there)) = (teams.get(one).cloned(), teams.get(other).cloned())
    else {
        return false;
    };
    let sum = |covers: &[f64]| [one, other].iter().filter_map(|at| covers.get(*at)).sum::<f64>();
    let mut helped = false;
    for left in 0..here.len() {
        for right in 0..there.len() {
            let (Some(a), Some(b)) = (here.get_mut(left), there.get_mut(right)) else { continue };
            std::mem::swap(a, b);
            let new = (pool.cover(&here), pool.cover(&there));
            if new.0 + new.1 > sum(covers) + SAME {
                for (at, cover) in [(one, new.0), (other, new.1)] {
                    if let Some(known) = covers.get_mut(at) {
                        *known = cover;
                    }
                }
                helped = true;
            } else if let (Some(a), Some(b)) = (here.get_mut(left), there.get_mut(right)) {
                std::mem::swap(a, b);
            }
        }
    }
    for (at, team) in [(one, here), (other, there)] {
        if let Some(known) = teams.get_mut(at) {
            *known = team;
        }
    }
    helped
}
