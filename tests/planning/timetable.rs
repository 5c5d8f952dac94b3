//! Plans for a day: every one that is found holds every rule, and the judge of the rules misses
//! nothing.

use bellwether::timetable::bound::{Clash, bound, clashes};
use bellwether::timetable::circuit::Circuit;
use bellwether::timetable::relax;
use bellwether::timetable::rules::{Breach, check, measure};
use bellwether::timetable::solve::Solver;
use bellwether::timetable::{
    Assessor, Candidate, Exercise, Form, Group, Lunch, Minute, Plan, Problem, RolePlayer, Room,
    Weights,
};
use proptest::prelude::*;

/// Interview, role play, in-tray and group discussion on a day of nine hours.
fn day(candidates: usize, assessors: usize) -> Problem {
    let exercise = |form, run, write_up, in_room, players| Exercise {
        form,
        run,
        write_up,
        raters: 1,
        in_room,
        players,
    };
    let sessions = candidates.div_ceil(6).max(1);
    let group = Group { min: 1, max: 6, sessions, panel: 2.min(assessors), most_each: 6 };
    let fitted = |place: usize| (0..4).map(|other| other == place).collect::<Vec<bool>>();
    let room = |place| Room { fitted: fitted(place), capacity: 6, step_free: true, present: None };
    let mut rooms = Vec::new();
    for _ in 0..candidates.div_ceil(4) {
        rooms.extend([room(0), room(1)]);
    }
    rooms.extend((0..candidates.div_ceil(12)).map(|_| room(3)));
    let player = RolePlayer { plays: fitted(1), reset: 5, present: None };
    Problem {
        step: 5,
        horizon: 600,
        exercises: vec![
            exercise(Form::Alone, 45, 25, true, 0),
            exercise(Form::Alone, 25, 20, true, 1),
            exercise(Form::Desk, 60, 30, false, 0),
            exercise(Form::Group(group), 45, 30, true, 0),
        ],
        candidates: (0..candidates)
            .map(|_| Candidate {
                lengths: vec![(0, 45), (30, 25), (0, 60), (20, 45)],
                ..Candidate::default()
            })
            .collect(),
        assessors: vec![Assessor { trained: vec![true; 4], present: None }; assessors],
        role_players: vec![player; candidates.div_ceil(4)],
        rooms,
        desks: Some(candidates),
        gap: 10,
        candidate_lunch: Some(Lunch { length: 45, earliest: 180, latest_end: 345 }),
        assessor_lunch: Some(Lunch { length: 30, earliest: 180, latest_end: 345 }),
        distinct: 2.min(assessors),
        same_pair: 3,
        closed: Vec::new(),
        away: Vec::new(),
        pinned: Vec::new(),
        welcomed: false,
        seen_off: false,
        circuit: None,
        weights: Weights::default(),
    }
}

fn solved(problem: &Problem, rounds: u32) -> Plan {
    let mut solver = Solver::new(problem, 7);
    for round in 0..rounds {
        solver.round(f64::from(round) / f64::from(rounds));
    }
    solver.best().unwrap().1
}

fn breaches(problem: &Problem, change: impl FnOnce(&mut Plan)) -> Vec<Breach> {
    let mut plan = solved(problem, 20);
    assert_eq!(check(problem, &plan), []);
    change(&mut plan);
    check(problem, &plan)
}

fn of(plan: &Plan, exercise: usize) -> usize {
    plan.sessions.iter().position(|session| session.exercise == exercise).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_that_is_found_holds_every_rule(
        (candidates, seed, extra, apart, hours) in
            (1..=48_usize, any::<u64>(), proptest::collection::vec((0..48_usize, 1..60_i32), 0..6),
             proptest::collection::vec((0..48_usize, 0..30_usize), 0..12),
             proptest::collection::vec((0..24_usize, 0..60_i32, 80..120_i32, 0..4_usize), 0..4))
    ) {
        let mut problem = day(candidates, candidates.div_ceil(2).max(3));
        for (who, percent) in extra {
            if let Some(known) = problem.candidates.get_mut(who) {
                let longer = |minutes: Minute| (minutes * (100 + percent) + 499) / 500 * 5;
                known.lengths[1].0 = longer(30);
                known.lengths[2].1 = longer(60);
                known.lengths[3].0 = longer(20);
            }
        }
        for (candidate, assessor) in apart {
            if assessor < problem.assessors.len() && candidate < problem.candidates.len() {
                problem.candidates[candidate].conflicts = vec![assessor];
            }
        }
        for (who, from, until, exercise) in hours {
            if let Some(known) = problem.assessors.get_mut(who) {
                known.present = Some((from * 5, until * 5));
                known.trained[exercise] = false;
            }
        }
        let mut solver = Solver::new(&problem, seed);
        for round in 0..6 {
            solver.round(f64::from(round) / 6.0);
        }
        if let Some((objective, plan)) = solver.best() {
            prop_assert_eq!(check(&problem, &plan), []);
            prop_assert_eq!(measure(&problem, &plan).objective, objective);
            let (ends, least) = bound(&problem);
            prop_assert!(measure(&problem, &plan).ends >= ends && objective >= least);
            prop_assert_eq!(clashes(&problem), []);
        }
    }
}

#[test]
fn the_first_plan_is_there_before_any_round() {
    for candidates in [1, 6, 12, 24, 48] {
        let problem = day(candidates, candidates.div_ceil(2).max(3));
        let (_, plan) = Solver::new(&problem, 1).best().unwrap();
        assert_eq!(check(&problem, &plan), [], "{candidates} candidates");
    }
}

#[test]
fn the_same_seed_and_rounds_give_the_same_plan() {
    let problem = day(8, 4);
    assert_eq!(solved(&problem, 20), solved(&problem, 20));
}

#[test]
fn e2_the_order_of_exercises_is_rotated_and_counted() {
    let problem = day(12, 6);
    let plan = solved(&problem, 20);
    let all: std::collections::BTreeSet<Vec<usize>> = (0..12)
        .map(|candidate| {
            let own = |one: &&bellwether::timetable::Session| {
                one.seats.iter().any(|seat| seat.candidate == candidate)
            };
            let mut own: Vec<_> = plan.sessions.iter().filter(own).collect();
            own.sort_by_key(|one| one.run);
            own.iter().map(|one| one.exercise).collect()
        })
        .collect();
    assert_eq!(measure(&problem, &plan).orders, all.len());
    assert!(all.len() >= 4, "few have the same order: {all:?}");
}

/// Somebody who is there for an hour has one interview; the other has three, and nobody can help.
#[test]
fn unequal_work_that_no_plan_can_even_out_counts_for_the_bound() {
    let mut problem = day(4, 2);
    problem.exercises.truncate(1);
    problem.exercises[0] =
        Exercise { run: 40, write_up: 20, in_room: false, ..problem.exercises[0] };
    problem.candidates.iter_mut().for_each(|one| one.lengths = vec![(0, 40)]);
    problem.assessors[0].present = Some((0, 60));
    (problem.candidate_lunch, problem.assessor_lunch) = (None, None);
    problem.distinct = 1;
    // 36 slots of the day, 24 between an hour and three, 8 for each candidate.
    let costs = 100 * 36 + 10 * 24 + 4 * 8;
    assert_eq!(bound(&problem), (180, costs));
    let mut solver = Solver::new(&problem, 1);
    solver.run(|solver| (solver.rounds() < 200).then_some(0.1));
    assert_eq!((solver.objective(), solver.is_proved()), (Some(costs), true));
}

#[test]
fn a_plan_as_good_as_the_bound_is_proved_best() {
    let mut problem = day(1, 2);
    problem.exercises.truncate(1);
    problem.distinct = 1;
    problem.weights.load_range = 0;
    let solver = Solver::new(&problem, 1);
    assert!(solver.is_proved(), "{:?} {:?}", solver.objective(), bound(&problem));
}

#[test]
fn a_missing_or_doubled_session_is_seen() {
    let problem = day(3, 3);
    let found = breaches(&problem, |plan| drop(plan.sessions.remove(of(plan, 0))));
    assert!(matches!(found[..], [Breach::Missing { exercise: 0, .. }, ..]), "{found:?}");
    let found = breaches(&problem, |plan| plan.sessions.push(plan.sessions[of(plan, 0)].clone()));
    assert!(found.iter().any(|b| matches!(b, Breach::Twice { exercise: 0, .. })), "{found:?}");
}

#[test]
fn two_places_at_once_are_seen_for_everybody_and_everything() {
    let problem = day(4, 4);
    let found = breaches(&problem, |plan| {
        let (one, other) = (of(plan, 0), of(plan, 1));
        let at = plan.sessions[one].clone();
        let moved = &mut plan.sessions[other];
        moved.run = at.run;
        moved.panel = at.panel;
        moved.seats[0].raters = at.seats[0].raters.clone();
        moved.seats[0].candidate = at.seats[0].candidate;
    });
    assert!(found.iter().any(|b| matches!(b, Breach::CandidateBusy { .. })), "{found:?}");
    assert!(found.iter().any(|b| matches!(b, Breach::AssessorBusy { .. })), "{found:?}");
    let found = breaches(&problem, |plan| {
        let talks: Vec<usize> =
            (0..plan.sessions.len()).filter(|s| plan.sessions[*s].exercise == 1).collect();
        let first = plan.sessions[talks[0]].clone();
        let second = &mut plan.sessions[talks[1]];
        (second.run, second.room, second.players) = (first.run, first.room, first.players);
    });
    assert!(found.iter().any(|b| matches!(b, Breach::PlayerBusy { .. })), "{found:?}");
    assert!(found.iter().any(|b| matches!(b, Breach::RoomBusy { .. })), "{found:?}");
}

#[test]
fn x1_a_role_player_needs_time_to_become_the_person_again() {
    let problem = day(2, 3);
    let found = breaches(&problem, |plan| {
        let talks: Vec<usize> =
            (0..plan.sessions.len()).filter(|s| plan.sessions[*s].exercise == 1).collect();
        let first = plan.sessions[talks[0]].clone();
        let second = &mut plan.sessions[talks[1]];
        second.run = first.run + 25;
        second.players = first.players;
    });
    assert!(found.iter().any(|b| matches!(b, Breach::PlayerBusy { .. })), "{found:?}");
}

/// Changes the problem under a plan that held before, and gives what no longer holds.
fn after(change: impl FnOnce(&mut Problem, &Plan)) -> Vec<Breach> {
    let mut problem = day(4, 4);
    let plan = solved(&problem, 20);
    assert_eq!(check(&problem, &plan), []);
    change(&mut problem, &plan);
    check(&problem, &plan)
}

/// The first candidate of the first session of the plan, and who observes them.
fn rater(plan: &Plan) -> (usize, usize) {
    (plan.sessions[0].seats[0].candidate, plan.sessions[0].panel[0])
}

#[test]
fn a1_each_candidate_is_seen_by_as_many_different_assessors_as_are_wanted() {
    let found = after(|problem, _| problem.distinct = 5);
    assert!(found.iter().any(|b| matches!(b, Breach::FewAssessors { .. })), "{found:?}");
    let found = after(|problem, _| problem.same_pair = 0);
    assert!(found.iter().any(|b| matches!(b, Breach::TooOften { .. })), "{found:?}");
}

#[test]
fn a2_no_assessor_is_with_somebody_whom_they_must_not_meet() {
    let found = after(|problem, plan| {
        let (candidate, assessor) = rater(plan);
        problem.candidates[candidate].conflicts = vec![assessor];
    });
    assert!(found.iter().any(|b| matches!(b, Breach::Conflict { .. })), "{found:?}");
}

#[test]
fn a3_an_assessor_watches_only_so_many_of_a_group() {
    let found = after(|problem, plan| {
        let Form::Group(group) = &mut problem.exercises[3].form else { return };
        group.most_each = 0;
        assert!(!plan.sessions.is_empty());
    });
    assert!(found.iter().any(|b| matches!(b, Breach::TooMany { .. })), "{found:?}");
}

#[test]
fn a6_an_assessor_rates_only_where_they_may() {
    let found = after(|problem, plan| {
        problem.assessors[rater(plan).1].trained[plan.sessions[0].exercise] = false;
    });
    assert!(found.iter().any(|b| matches!(b, Breach::Untrained { .. })), "{found:?}");
}

#[test]
fn a7_who_writes_up_is_not_called_away_meanwhile() {
    let found = after(|problem, _| problem.exercises[0].write_up = 500);
    assert!(found.iter().any(|b| matches!(b, Breach::AssessorBusy { .. })), "{found:?}");
    let found = after(|problem, _| problem.exercises[2].write_up = 500);
    assert!(found.iter().any(|b| matches!(b, Breach::AssessorBusy { .. })), "papers: {found:?}");
}

#[test]
fn t3_somebody_whose_time_is_adjusted_is_busy_for_all_of_it() {
    let mut adjusted = 0;
    let found = after(|problem, plan| {
        let alone = plan.sessions.iter().filter(|one| one.seats.len() == 1);
        let first = alone.min_by_key(|one| one.run).unwrap();
        adjusted = first.seats[0].candidate;
        problem.candidates[adjusted].lengths[first.exercise].1 = 400;
    });
    let own = found.iter().filter(|b| matches!(b, Breach::CandidateBusy { .. }));
    let who: Vec<_> = own.filter_map(Breach::candidate_at).map(|(who, _)| who).collect();
    assert!(!who.is_empty() && who.iter().all(|who| *who == adjusted), "{found:?}");
}

#[test]
fn t4_there_is_a_meal_in_its_time_for_candidates_and_assessors() {
    let found = after(|problem, _| {
        problem.candidate_lunch.as_mut().unwrap().earliest = 590;
        problem.assessor_lunch.as_mut().unwrap().earliest = 590;
    });
    assert!(found.iter().any(|b| matches!(b, Breach::CandidateLunch { .. })), "{found:?}");
    assert!(found.iter().any(|b| matches!(b, Breach::AssessorLunch { .. })), "{found:?}");
}

#[test]
fn nobody_is_assessed_while_all_are_at_an_event() {
    let found = after(|problem, plan| {
        let run = plan.sessions[0].run;
        problem.closed = vec![(run, run + 5)];
    });
    let candidate = |b: &Breach| matches!(b, Breach::AtAnEvent { .. });
    assert!(found.iter().any(candidate), "{found:?}");
}

#[test]
fn each_demand_on_people_is_asked_of_a_plan() {
    let found = after(|problem, plan| {
        problem.assessors[rater(plan).1].present = Some((0, 5));
    });
    assert!(found.iter().any(|b| matches!(b, Breach::AssessorAway { .. })), "{found:?}");
    let found = after(|problem, plan| {
        problem.candidates[rater(plan).0].present = Some((595, 600));
    });
    assert!(found.iter().any(|b| matches!(b, Breach::CandidateAway { .. })), "{found:?}");
    let found =
        after(|problem, _| problem.role_players.iter_mut().for_each(|p| p.plays[1] = false));
    assert!(found.iter().any(|b| matches!(b, Breach::Cast { .. })), "{found:?}");
    let found = after(|problem, _| {
        problem.role_players.iter_mut().for_each(|p| p.present = Some((0, 5)));
    });
    assert!(found.iter().any(|b| matches!(b, Breach::PlayerAway { .. })), "{found:?}");
}

#[test]
fn each_demand_on_places_and_times_is_asked_of_a_plan() {
    let found = after(|problem, _| problem.rooms.iter_mut().for_each(|room| room.capacity = 0));
    assert!(found.iter().any(|b| matches!(b, Breach::SmallRoom { .. })), "{found:?}");
    let found =
        after(|problem, _| problem.rooms.iter_mut().for_each(|r| r.fitted = vec![false; 4]));
    assert!(found.iter().any(|b| matches!(b, Breach::WrongRoom { .. })), "{found:?}");
    let found = after(|problem, _| {
        problem.rooms.iter_mut().for_each(|room| room.step_free = false);
        problem.candidates[0].step_free = true;
    });
    assert!(found.iter().any(|b| matches!(b, Breach::Steps { .. })), "{found:?}");
    let found = after(|problem, _| {
        problem.rooms.iter_mut().for_each(|room| room.present = Some((0, 5)));
    });
    assert!(found.iter().any(|b| matches!(b, Breach::RoomClosed { .. })), "{found:?}");
    let found = after(|problem, _| problem.desks = Some(0));
    assert!(found.iter().any(|b| matches!(b, Breach::NoDesk { .. })), "{found:?}");
    let found = after(|problem, _| problem.horizon = 100);
    assert!(found.iter().any(|b| matches!(b, Breach::OutsideTheDay { .. })), "{found:?}");
    let problem = day(4, 4);
    let found = breaches(&problem, |plan| {
        let place = of(plan, 0);
        plan.sessions[place].room = None;
        plan.sessions[place].panel.clear();
    });
    assert!(found.iter().any(|b| matches!(b, Breach::NoRoom { .. })), "{found:?}");
    assert!(found.iter().any(|b| matches!(b, Breach::Panel { .. })), "{found:?}");
    assert!(found.iter().any(|b| matches!(b, Breach::Raters { .. })), "{found:?}");
    let found = breaches(&problem, |plan| {
        let place = of(plan, 2);
        plan.sessions[place].seats[0].markings = vec![0];
    });
    assert!(found.iter().any(|b| matches!(b, Breach::Marking { .. })), "{found:?}");
    let found = breaches(&problem, |plan| {
        let place = of(plan, 3);
        plan.sessions[place].seats.truncate(0);
    });
    assert!(found.iter().any(|b| matches!(b, Breach::GroupSize { .. })), "{found:?}");
}

/// A plan of the problem, looked for as long as the reasons look for one.
fn is_planned(problem: &Problem) -> bool {
    let mut solver = Solver::new(problem, 1);
    for round in 0..12 {
        if solver.objective().is_some() {
            break;
        }
        solver.round(f64::from(round) / 12.0);
    }
    solver.best().is_some()
}

#[test]
fn without_any_one_of_the_demands_that_are_named_there_is_a_plan() {
    let mut short = day(6, 4);
    short.horizon = 280;
    let mut apart = day(4, 3);
    apart.candidates[1].conflicts = vec![0, 1, 2];
    let mut few = day(6, 4);
    few.role_players.clear();
    for problem in [short, apart, few] {
        let reason = relax::reason(&problem, &|| true);
        assert!(!reason.demands.is_empty(), "{reason:?}");
        let others = relax::Demand::ALL.into_iter().filter(|one| !reason.demands.contains(one));
        let only = relax::without(&problem, others);
        assert!(!is_planned(&only), "{:?} do not clash", reason.demands);
        assert_eq!(reason.proved, !clashes(&only).is_empty());
        for demand in &reason.demands {
            let eased = relax::without(&only, [*demand]);
            assert!(is_planned(&eased), "{demand:?} of {:?}", reason.demands);
        }
    }
}

#[test]
fn a_rotation_that_would_move_what_is_pinned_is_refused() {
    let mut problem = day(4, 4);
    problem.exercises.truncate(1);
    problem.candidates.iter_mut().for_each(|one| one.lengths.truncate(1));
    problem.distinct = 1;
    let circuit = Circuit { stations: vec![Some(0)], period: 45, change: 25 };
    problem.circuit = Some(circuit.clone());
    let mut pinned = circuit.plan(&problem, 1).sessions[0].clone();
    problem.pinned = vec![pinned.clone()];
    let kept = Solver::new(&problem, 1);
    assert!(!kept.refused().iter().any(|b| matches!(b, Breach::Unpinned { .. })));
    pinned.run += 5;
    problem.pinned = vec![pinned];
    let solver = Solver::new(&problem, 1);
    assert!(solver.best().is_none());
    let refused = solver.refused();
    assert!(refused.iter().any(|b| matches!(b, Breach::Unpinned { exercise: 0, .. })));
}

#[test]
fn what_cannot_be_planned_says_which_demands_clash() {
    let impossible = |change: fn(&mut Problem)| {
        let mut problem = day(6, 4);
        change(&mut problem);
        let best = Solver::new(&problem, 1).best();
        assert!(best.is_none(), "{:?}", check(&problem, &best.unwrap().1));
        clashes(&problem)
    };
    assert_eq!(
        impossible(|p| p.rooms.retain(|room| !room.fitted[0])),
        [Clash::NoRoom { exercise: 0 }]
    );
    assert_eq!(
        impossible(|p| p.role_players.clear()),
        [Clash::NoPlayer { exercise: 1, needed: 1, there: 0 }]
    );
    let found = impossible(|p| p.candidates[2].conflicts = vec![0, 1, 2, 3]);
    assert!(found.contains(&Clash::KeptApart { candidate: 2, exercise: 0, needed: 1, left: 0 }));
    let found = impossible(|p| p.exercises[0].write_up = 700);
    assert!(matches!(found[0], Clash::LongExercise { exercise: 0, day: 600, .. }), "{found:?}");
    assert!(matches!(impossible(|p| p.horizon = 250)[..], [Clash::LongDay { .. }, ..]));
    assert_eq!(impossible(|p| p.desks = Some(0)), [Clash::NoDesk]);
    assert_eq!(
        impossible(|p| p.candidate_lunch.as_mut().unwrap().length = 200)[0],
        Clash::ShortLunch
    );
    assert_eq!(impossible(|p| p.candidates.clear()), [Clash::Nothing]);
    let found = impossible(|p| p.assessors.iter_mut().for_each(|a| a.trained[0] = false));
    assert_eq!(found[0], Clash::FewTrained { exercise: 0, needed: 1, there: 0 });
    let found = impossible(|p| p.assessors.truncate(1));
    assert!(!found.is_empty(), "{found:?}");
}
