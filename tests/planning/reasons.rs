//! Proofs and reasons: the set of demands that is named is a smallest one (without any of it there is
//! a plan), and what is called proved best is what trying everything finds.

use bellwether::timetable::bound::{Clash, bound, clashes};
use bellwether::timetable::relax::{self, Demand, Reason, Way};
use bellwether::timetable::rules::{Breach, check, measure};
use bellwether::timetable::solve::Solver;
use bellwether::timetable::{
    Assessor, Candidate, Exercise, Form, Lunch, Minute, Plan, Problem, RolePlayer, Room, Seat,
    Session, Weights,
};
use fastrand::Rng;

/// An interview and a role play for each, on a day of seven hours.
fn day(candidates: usize, assessors: usize) -> Problem {
    let exercise = |run, write_up, players| Exercise {
        form: Form::Alone,
        run,
        write_up,
        raters: 1,
        in_room: true,
        players,
    };
    let lengths = vec![(0, 40), (15, 25)];
    let room = Room { fitted: vec![true; 2], capacity: 1, step_free: true, present: None };
    Problem {
        step: 5,
        horizon: 420,
        exercises: vec![exercise(40, 20, 0), exercise(25, 15, 1)],
        candidates: vec![Candidate { lengths, ..Candidate::default() }; candidates],
        assessors: vec![Assessor { trained: vec![true; 2], present: None }; assessors],
        role_players: vec![RolePlayer { plays: vec![false, true], reset: 5, present: None }],
        rooms: vec![room; 2],
        gap: 10,
        candidate_lunch: Some(Lunch { length: 40, earliest: 120, latest_end: 300 }),
        distinct: 2,
        same_pair: 2,
        weights: Weights::default(),
        ..Problem::default()
    }
}

fn is_planned(problem: &Problem) -> bool {
    let mut solver = Solver::new(problem, 1);
    for round in 0..12 {
        if solver.objective().is_some() || !clashes(problem).is_empty() {
            break;
        }
        solver.round(f64::from(round) / 12.0);
    }
    solver.best().is_some_and(|(_, plan)| check(problem, &plan).is_empty())
}

/// Why the problem has no plan. The demands that are named clash by themselves, and without any one
/// of them there is a plan.
fn smallest(change: impl FnOnce(&mut Problem)) -> (Problem, Reason) {
    let mut problem = day(4, 4);
    assert!(is_planned(&problem), "what is changed is what stands in the way");
    change(&mut problem);
    assert!(!is_planned(&problem));
    let reason = relax::reason(&problem, &|| true);
    let others = Demand::ALL.into_iter().filter(|one| !reason.demands.contains(one));
    let only = relax::without(&problem, others);
    assert!(!reason.demands.is_empty() && !is_planned(&only), "{reason:?} do not clash");
    for demand in &reason.demands {
        let eased = relax::without(&only, [*demand]);
        assert!(is_planned(&eased), "{demand:?} of {:?} is not needed", reason.demands);
    }
    for (way, measures) in &reason.ways {
        assert!(measures.ends > 0, "{way:?} leads to a plan");
    }
    (problem, reason)
}

#[test]
fn no_rooms() {
    let (_, reason) = smallest(|problem| problem.rooms.clear());
    assert_eq!(reason.demands, [Demand::Rooms]);
    assert!(reason.proved && reason.clashes.contains(&Clash::NoRoom { exercise: 0 }));
    assert!(reason.ways.iter().any(|(way, _)| matches!(way, Way::Rooms(_))), "{reason:?}");
}

#[test]
fn more_conflicts_than_assessors() {
    let (_, reason) = smallest(|problem| problem.candidates[2].conflicts = vec![0, 1, 2, 3]);
    assert_eq!(reason.demands, [Demand::KeptApart]);
    assert!(reason.proved);
    let kept = |clash: &Clash| matches!(clash, Clash::KeptApart { candidate: 2, .. });
    assert!(reason.clashes.iter().any(kept), "{reason:?}");
    assert!(reason.ways.iter().any(|(way, _)| matches!(way, Way::Assessors(_))), "{reason:?}");
}

#[test]
fn an_exercise_longer_than_the_day() {
    let (problem, reason) = smallest(|problem| {
        problem.exercises.truncate(1);
        problem.candidates.truncate(2);
        problem.candidates.iter_mut().for_each(|one| one.lengths.truncate(1));
        problem.distinct = 1;
        problem.candidate_lunch = None;
        problem.horizon = 55;
    });
    assert_eq!(reason.demands, [Demand::DayEnds]);
    let long = Clash::LongExercise { exercise: 0, needs: 60, day: problem.horizon };
    assert!(reason.proved && reason.clashes.contains(&long), "{reason:?}");
    assert!(reason.ways.iter().any(|(way, _)| *way == Way::EndLater(15)), "{reason:?}");
}

#[test]
fn a_window_too_short_for_lunch() {
    let (_, reason) = smallest(|problem| {
        problem.candidate_lunch = Some(Lunch { length: 40, earliest: 150, latest_end: 180 });
    });
    assert_eq!(reason.demands, [Demand::CandidateLunch]);
    assert!(reason.proved && reason.clashes.contains(&Clash::ShortLunch));
}

#[test]
fn a_candidate_who_is_there_too_shortly() {
    let (_, reason) = smallest(|problem| problem.candidates[1].present = Some((60, 120)));
    assert_eq!(reason.demands, [Demand::CandidateHours]);
    assert!(reason.proved);
}

#[test]
fn too_few_role_players() {
    let (_, reason) = smallest(|problem| problem.role_players.clear());
    assert_eq!(reason.demands, [Demand::Players]);
    let none = Clash::NoPlayer { exercise: 1, needed: 1, there: 0 };
    assert!(reason.proved && reason.clashes.contains(&none));
    assert!(reason.ways.iter().any(|(way, _)| matches!(way, Way::Players(1))), "{reason:?}");
}

#[test]
fn nobody_who_is_certified() {
    let (_, reason) = smallest(|problem| {
        problem.assessors.iter_mut().for_each(|one| one.trained[1] = false);
    });
    assert_eq!(reason.demands, [Demand::Certified]);
    let none = Clash::FewTrained { exercise: 1, needed: 1, there: 0 };
    assert!(reason.proved && reason.clashes.contains(&none), "{reason:?}");
    let ways: Vec<Way> = reason.ways.iter().map(|(way, _)| *way).collect();
    assert!(ways.contains(&Way::Drop(Demand::Certified)), "{ways:?}");
    assert!(ways.iter().any(|way| matches!(way, Way::Assessors(_))), "{ways:?}");
}

#[test]
fn a_candidate_who_is_there_for_ten_minutes() {
    let (_, reason) = smallest(|problem| problem.candidates[3].present = Some((100, 110)));
    assert_eq!(reason.demands, [Demand::CandidateHours]);
    let long = |clash: &Clash| matches!(clash, Clash::LongDay { candidate: 3, day: 10, .. });
    assert!(reason.proved && reason.clashes.iter().any(long), "{reason:?}");
    let ways: Vec<Way> = reason.ways.iter().map(|(way, _)| *way).collect();
    assert!(ways.contains(&Way::Drop(Demand::CandidateHours)), "{ways:?}");
}

#[test]
fn nobody_to_plan_for() {
    let mut problem = day(4, 4);
    problem.candidates.clear();
    assert!(!is_planned(&problem));
    let reason = relax::reason(&problem, &|| true);
    assert_eq!((reason.clashes.as_slice(), reason.proved), (&[Clash::Nothing][..], true));
    assert_eq!((reason.demands, reason.ways), (Vec::new(), Vec::new()), "nothing to let go of");
}

/// What is pinned is theirs who pinned it: the others are planned round it, and only that is broken.
#[test]
fn a_pinned_session_of_two_who_are_kept_apart() {
    let mut problem = day(4, 4);
    problem.candidates[1].conflicts = vec![2];
    problem.pinned = vec![Session {
        exercise: 0,
        run: 60,
        seats: vec![Seat { candidate: 1, raters: vec![2], markings: Vec::new() }],
        panel: vec![2],
        players: Vec::new(),
        room: Some(0),
    }];
    let mut solver = Solver::new(&problem, 1);
    solver.round(0.5);
    let (_, plan) = solver.best().unwrap();
    assert_eq!(plan.sessions.iter().filter(|one| one.exercise == 0).count(), 4);
    let broken = check(&problem, &plan);
    let kept_apart =
        |breach: &Breach| matches!(breach, Breach::Conflict { candidate: 1, assessor: 2, .. });
    assert!(broken.len() == 1 && broken.iter().all(kept_apart), "{broken:?}");
    assert_eq!(broken, solver.excused());
    assert!(!solver.is_proved(), "counting knows nothing of what was pinned against a rule");
}

/// Only two of four may rate in the interview, and between them they have no time for it.
#[test]
fn too_little_time_of_those_who_are_certified() {
    let (problem, reason) = smallest(|problem| {
        problem.assessors[1..].iter_mut().for_each(|one| one.trained[0] = false);
        problem.assessors[0].present = Some((0, 200));
    });
    let short = Clash::AssessorTime { exercises: vec![0], needs: 4 * 60, there: 200 };
    assert!(reason.clashes.contains(&short), "{reason:?}");
    assert!(reason.proved && problem.distinct == 2);
    let mut demands = reason.demands.clone();
    demands.sort_unstable();
    assert_eq!(demands, [Demand::Certified, Demand::AssessorHours]);
}

#[test]
fn two_demands_that_clash_only_together() {
    let (_, reason) = smallest(|problem| {
        // The only one who may rate in the role play must not meet the first candidate.
        problem.assessors[1..].iter_mut().for_each(|one| one.trained[1] = false);
        problem.candidates[0].conflicts = vec![0];
    });
    let mut demands = reason.demands.clone();
    demands.sort_unstable();
    assert_eq!(demands, [Demand::KeptApart, Demand::Certified]);
}

#[test]
fn a_reason_that_is_broken_off_is_given_as_far_as_it_is_known() {
    let mut problem = day(4, 4);
    problem.rooms.clear();
    let asked = std::cell::Cell::new(0);
    let reason = relax::reason(&problem, &|| {
        asked.set(asked.get() + 1);
        asked.get() < 3
    });
    assert_eq!(asked.get(), 3, "nothing is tried after it was to stop");
    assert!(!reason.clashes.is_empty(), "what counting shows is there at once");
}

/// Days so small that every plan can be tried: steps of ten minutes, one exercise or two.
fn tiny(rng: &mut Rng) -> Problem {
    let exercises = rng.usize(1..=2);
    let candidates = if exercises == 2 { rng.usize(1..=2) } else { rng.usize(1..=3) };
    let assessors = rng.usize(1..=2);
    let rooms = rng.usize(1..=2);
    let write_up = 10 * rng.i32(0..2);
    let exercise =
        Exercise { form: Form::Alone, run: 20, write_up, raters: 1, in_room: true, players: 0 };
    let room = Room { fitted: vec![true; exercises], capacity: 1, step_free: true, present: None };
    let lengths = (0..exercises).map(|_| (10 * rng.i32(0..2), 20)).collect();
    Problem {
        step: 10,
        horizon: 80 + 10 * rng.i32(0..2),
        exercises: vec![exercise; exercises],
        candidates: vec![Candidate { lengths, ..Candidate::default() }; candidates],
        assessors: (0..assessors).map(|_| part_time(exercises, rng)).collect(),
        rooms: vec![room; rooms],
        gap: 10 * rng.i32(0..2),
        distinct: 1,
        same_pair: 2,
        weights: Weights { load_range: 10 * i64::from(rng.bool()), ..Weights::default() },
        ..Problem::default()
    }
}

/// Somebody who may not rate everywhere, and is not always there.
fn part_time(exercises: usize, rng: &mut Rng) -> Assessor {
    let present = match rng.usize(0..4) {
        0 => Some((0, 10 * rng.i32(4..8))),
        1 => Some((10 * rng.i32(1..4), 100)),
        _ => None,
    };
    Assessor { trained: (0..exercises).map(|_| rng.usize(0..6) > 0).collect(), present }
}

/// What the best of all plans costs; none when there is no plan.
fn cheapest(problem: &Problem) -> Option<i64> {
    let mut plan = Plan {
        sessions: Vec::new(),
        candidate_lunches: vec![None; problem.candidates.len()],
        assessor_lunches: vec![None; problem.assessors.len()],
    };
    let mut best = None;
    try_all(problem, &mut plan, &mut best);
    best
}

fn try_all(problem: &Problem, plan: &mut Plan, best: &mut Option<i64>) {
    let clash =
        |breach: &Breach| !matches!(breach, Breach::Missing { .. } | Breach::FewAssessors { .. });
    if check(problem, plan).iter().any(clash) {
        return;
    }
    let exercises = problem.exercises.len();
    let (candidate, exercise) = (plan.sessions.len() / exercises, plan.sessions.len() % exercises);
    if candidate == problem.candidates.len() {
        let costs = measure(problem, plan).objective;
        *best = Some(best.map_or(costs, |best: i64| best.min(costs)));
        return;
    }
    let last: Minute = problem.horizon / problem.step;
    for step in 0..last {
        for assessor in 0..problem.assessors.len() {
            for room in 0..problem.rooms.len() {
                plan.sessions.push(Session {
                    exercise,
                    run: step * problem.step,
                    seats: vec![Seat { candidate, raters: vec![assessor], markings: Vec::new() }],
                    panel: vec![assessor],
                    players: Vec::new(),
                    room: Some(room),
                });
                try_all(problem, plan, best);
                plan.sessions.pop();
            }
        }
    }
}

#[test]
fn no_plan_costs_less_than_the_bound_and_what_is_proved_best_is_best() {
    let mut rng = Rng::with_seed(11);
    let (mut proved, mut none) = (0, 0);
    for number in 0..40 {
        let problem = tiny(&mut rng);
        let mut solver = Solver::new(&problem, number);
        for round in 0..4 {
            solver.round(f64::from(round) / 4.0);
        }
        let found = solver.best().map(|(objective, _)| objective);
        let Some(best) = cheapest(&problem) else {
            assert_eq!(found, None, "a plan where there is none: {problem:?}");
            none += 1;
            continue;
        };
        assert_eq!(clashes(&problem), [], "{problem:?}");
        assert!(
            bound(&problem).1 <= best,
            "{} is no bound of {best}: {problem:?}",
            bound(&problem).1
        );
        assert!(found.is_none_or(|found| found >= best), "{problem:?}");
        if solver.is_proved() {
            assert_eq!(found, Some(best), "{problem:?}");
            proved += 1;
        } else {
            assert!(found.is_none_or(|found| found > bound(&problem).1));
        }
    }
    assert!(proved >= 5 && none >= 1, "{proved} proved, {none} without a plan");
}

#[test]
fn a_clash_is_never_claimed_where_there_is_a_plan() {
    let mut rng = Rng::with_seed(23);
    for _ in 0..40 {
        let mut problem = tiny(&mut rng);
        problem.horizon -= 10 * rng.i32(0..5);
        if !clashes(&problem).is_empty() {
            assert_eq!(cheapest(&problem), None, "{problem:?}");
        }
    }
}
