//! Teams worked by hand, and what must hold for any.

use proptest::prelude::*;

use super::*;
use crate::ids::{DeviceId, EntryId, Origin};

fn id(number: u32) -> CandidateId {
    let device = DeviceId { installation: 1, session: 1 };
    CandidateId(Origin { entry: EntryId { device, number }, place: 0 })
}

/// Two leadership and two management competencies, each with weight 1.
fn counted() -> Vec<Counted> {
    let one = |name: &str, side| Counted { competency: CompetencyId::new(name), side, weight: 1.0 };
    vec![
        one("aims", Side::Leads),
        one("morale", Side::Leads),
        one("plans", Side::Manages),
        one("checks", Side::Manages),
    ]
}

fn pool_of(people: &[[u8; 4]]) -> Pool {
    let member = |(place, levels): (usize, &[u8; 4])| Member {
        candidate: id(u32::try_from(place).unwrap()),
        levels: levels.iter().map(|l| (*l > 0).then_some(f64::from(*l))).collect(),
    };
    Pool::new(counted(), people.iter().enumerate().map(member).collect())
}

fn pairs(pairing: &Pairing) -> Vec<Vec<CandidateId>> {
    pairing.teams.iter().map(|team| team.members.clone()).collect()
}

fn total(pool: &Pool, pairing: &Pairing) -> f64 {
    let place = |who: &CandidateId| pool.members.iter().position(|m| m.candidate == *who).unwrap();
    let cover = |team: &Team| pool.cover(&team.members.iter().map(place).collect::<Vec<_>>());
    pairing.teams.iter().map(cover).sum()
}

#[test]
fn a_leader_is_put_beside_a_manager() {
    // Two leaders, two managers: 5 and 5 together, and not 5 beside 1.
    let pool = pool_of(&[[5, 5, 1, 1], [5, 5, 1, 1], [1, 1, 5, 5], [1, 1, 5, 5]]);
    let pairing = pool.pairing(2);
    assert_eq!(pairing.method, Method::Exact);
    assert_eq!(pairs(&pairing), [[id(0), id(2)], [id(1), id(3)]]);
    assert!(pairing.teams.iter().all(|team| (team.covers() - 5.0).abs() < 1e-9));
}

#[test]
fn a_team_says_what_each_brings_and_where_it_is_lowest() {
    let pool = pool_of(&[[4, 3, 2, 3], [2, 3, 5, 4]]);
    let team = pool.team(&[id(0), id(1)]).unwrap();
    let names = |ids: &[CompetencyId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&team.brings[0].1), ["aims"]);
    assert_eq!(names(&team.brings[1].1), ["plans", "checks"], "morale is the same for both");
    assert_eq!((team.lowest.0.as_str(), team.lowest.1), ("morale", 3.0));
    assert!((team.leads - 3.5).abs() < 1e-9 && (team.manages - 4.5).abs() < 1e-9);
}

#[test]
fn what_nobody_was_rated_on_is_no_low_level() {
    let pool = pool_of(&[[4, 0, 3, 0], [3, 0, 4, 4]]);
    let team = pool.team(&[id(0), id(1)]).unwrap();
    assert!((team.leads - 4.0).abs() < 1e-9);
    assert_eq!(team.unknown, [CompetencyId::new("morale")]);
}

#[test]
fn who_has_no_level_on_a_side_is_left_out_and_named() {
    let pool = pool_of(&[[4, 4, 0, 0], [3, 3, 3, 3], [2, 2, 4, 4]]);
    assert_eq!(pool.left_out, [id(0)]);
    assert_eq!(pairs(&pool.pairing(2)), [[id(1), id(2)]]);
    assert_eq!(pool_of(&[]).pairing(2).teams, []);
    assert_eq!(pool_of(&[[3, 3, 3, 3]]).pairing(2).teams, [], "one person is no team");
}

#[test]
fn teams_are_as_even_as_can_be() {
    assert_eq!(sizes(12, 2), [2; 6]);
    assert_eq!(sizes(5, 2), [3, 2]);
    assert_eq!(sizes(3, 2), [3]);
    assert_eq!(sizes(7, 4), [4, 3]);
    assert_eq!(sizes(11, 4), [4, 4, 3]);
    assert_eq!(sizes(5, 3), [3, 2]);
    assert_eq!(sizes(2, 4), [2]);
    for people in 2..60 {
        for size in SIZES {
            let all = sizes(people, size);
            assert_eq!(all.iter().sum::<usize>(), people);
            assert!(all.iter().max().unwrap() - all.iter().min().unwrap() <= 1);
            assert!(all.iter().all(|one| *one >= 2), "{people} by {size}: {all:?}");
        }
    }
}

fn people(most: usize) -> impl Strategy<Value = Vec<[u8; 4]>> {
    prop::collection::vec(prop::array::uniform4(1u8..=5), 2..most)
}

proptest! {
    #[test]
    fn a_team_is_the_same_whoever_is_named_first(all in people(6)) {
        let pool = pool_of(&all);
        let there: Vec<CandidateId> = pool.members.iter().map(|member| member.candidate).collect();
        let back: Vec<CandidateId> = there.iter().rev().copied().collect();
        prop_assert_eq!(pool.team(&there), pool.team(&back));
        prop_assert!((pool.cover(&[0, 1]) - pool.cover(&[1, 0])).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_entry_changes_no_team(all in people(17), turn in 0usize..17, size in 2usize..=4) {
        let pool = pool_of(&all);
        let mut members = pool.members.clone();
        let by = turn % members.len();
        members.rotate_left(by);
        let turned = Pool::new(counted(), members);
        prop_assert_eq!(turned.pairing(size), pool.pairing(size));
    }

    #[test]
    fn everybody_is_in_one_team(all in people(30), size in 2usize..=4) {
        let pool = pool_of(&all);
        let mut seen: Vec<CandidateId> = pairs(&pool.pairing(size)).concat();
        seen.sort();
        let members: Vec<CandidateId> = pool.members.iter().map(|m| m.candidate).collect();
        prop_assert_eq!(seen, members);
    }

    #[test]
    fn no_exchange_makes_the_exact_pairing_better(all in people(9), size in 2usize..=4) {
        let pool = pool_of(&all);
        let best = total(&pool, &pool.pairing(size));
        let other = exchange::good(&pool, &sizes(pool.members.len(), size));
        let other: f64 = other.iter().map(|team| pool.cover(team)).sum();
        prop_assert!(best >= other - 1e-6, "{best} below {other}");
    }

    #[test]
    fn scaling_the_weights_changes_no_team(all in people(9), scale in 0.1f64..10.0) {
        let pool = pool_of(&all);
        let mut scaled = pool.clone();
        scaled.counted.iter_mut().for_each(|one| one.weight *= scale);
        for (one, other) in pool.pairing(2).teams.iter().zip(scaled.pairing(2).teams) {
            prop_assert!((one.covers() - other.covers()).abs() < 1e-6);
        }
    }
}

/// What the best pairs weigh, by trying each.
fn heaviest(free: &[usize], weight: &impl Fn(usize, usize) -> i64) -> i64 {
    let Some((first, rest)) = free.split_first() else { return 0 };
    let with = |place: usize| {
        let mut left = rest.to_vec();
        let mate = left.remove(place);
        weight(*first, mate) + heaviest(&left, weight)
    };
    (0..rest.len()).map(with).max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_matching_is_heavier_than_the_one_found(
        half in 1usize..=4,
        drawn in proptest::collection::vec(1i64..30, 64),
    ) {
        let people = half * 2;
        let weight = |one: usize, other: usize| {
            let (low, high) = (one.min(other), one.max(other));
            drawn.get(low * 8 + high).copied().unwrap_or(1)
        };
        let pairs = matching::heaviest(people, weight);
        let mut all: Vec<usize> = pairs.iter().flatten().copied().collect();
        all.sort_unstable();
        prop_assert_eq!(&all, &(0..people).collect::<Vec<_>>());
        let found: i64 = pairs.iter().map(|[one, other]| weight(*one, *other)).sum();
        prop_assert_eq!(found, heaviest(&all, &weight));
    }

    #[test]
    fn pairs_proved_by_matching_cover_as_much_as_the_best_of_all(all in people(11)) {
        let pool = pool_of(&all);
        let sizes = sizes(pool.members.len(), 2);
        let sum = |teams: &[Vec<usize>]| teams.iter().map(|team| pool.cover(team)).sum::<f64>();
        let by_matching = pairs::best(&pool, &sizes).unwrap_or_default();
        let by_trying = exact::best(&pool, &sizes);
        prop_assert_eq!(by_matching.len(), by_trying.len());
        prop_assert!((sum(&by_matching) - sum(&by_trying)).abs() < 1e-6);
    }
}

#[test]
fn a_large_group_in_pairs_is_proved_and_never_worse_than_by_exchanges() {
    let level = |one: u32, turn: u32| u8::try_from((one * 7 + turn * turn * 5 + one * one) % 5 + 1);
    for count in [24, 17, 60] {
        let people: Vec<[u8; 4]> =
            (0..count).map(|one| [0, 1, 2, 3].map(|turn| level(one, turn).unwrap_or(1))).collect();
        let pool = pool_of(&people);
        let pairing = pool.pairing(2);
        assert_eq!(pairing.method, Method::Matching);
        let sizes = sizes(pool.members.len(), 2);
        let mended = exchange::good(&pool, &sizes);
        let mended: f64 = mended.iter().map(|team| pool.cover(team)).sum();
        assert!(total(&pool, &pairing) >= mended - 1e-6);
    }
    let many: Vec<[u8; 4]> = (0..19).map(|one| [one % 5 + 1, 3, 2, one % 3 + 1]).collect();
    assert_eq!(pool_of(&many).pairing(2).method, Method::Exchange);
    assert_eq!(pool_of(&many).pairing(3).method, Method::Exchange);
}
