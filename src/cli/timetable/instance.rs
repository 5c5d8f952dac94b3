//! The assessment-day timetable problem as JSON, as it is exchanged with other solvers: times in
//! slots, rooms and role players in pools.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::timetable::{
    Assessor, Candidate, Exercise, Form, Group, Lunch, Minute, Plan, Problem, RolePlayer, Room,
    Weights,
};
use crate::words::Called;

/// An instance.
#[derive(Debug, Deserialize)]
pub(super) struct Instance {
    #[serde(default)]
    name: String,
    slot_minutes: Minute,
    horizon: Minute,
    exercises: Vec<Simulation>,
    candidates: Vec<Person>,
    assessors: Vec<Rater>,
    #[serde(default)]
    room_pools: Vec<Rooms>,
    #[serde(default)]
    role_player_pools: Vec<Players>,
    #[serde(default)]
    prep_seats: Option<usize>,
    #[serde(default)]
    group_sessions: usize,
    #[serde(default)]
    candidate_gap: Minute,
    #[serde(default)]
    candidate_lunch: Option<Meal>,
    #[serde(default)]
    assessor_lunch: Option<Meal>,
    #[serde(default)]
    min_distinct_assessors: usize,
    #[serde(default = "often")]
    max_same_pair: usize,
    objective: Objective,
}

fn often() -> usize {
    usize::MAX
}

#[derive(Debug, Deserialize)]
struct Simulation {
    id: String,
    kind: Kind,
    #[serde(default)]
    prep: Minute,
    run: Minute,
    #[serde(default)]
    writeup: Minute,
    #[serde(default)]
    marking: Minute,
    #[serde(default)]
    room_pool: Option<String>,
    #[serde(default)]
    role_player_pool: Option<String>,
    #[serde(default)]
    extra_time_on: Vec<String>,
    #[serde(default)]
    size: Option<(usize, usize)>,
    #[serde(default)]
    seats: usize,
    #[serde(default = "often")]
    max_candidates_per_assessor: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Individual,
    Written,
    Group,
}

#[derive(Debug, Deserialize)]
struct Person {
    id: String,
    #[serde(default)]
    extra_time_pct: Minute,
    #[serde(default)]
    conflicts: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Rater {
    id: String,
    #[serde(default)]
    available: Option<(Minute, Minute)>,
    trained: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Rooms {
    id: String,
    rooms: usize,
}

#[derive(Debug, Deserialize)]
struct Players {
    id: String,
    #[serde(rename = "players")]
    count: usize,
    #[serde(default)]
    reset: Minute,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Meal {
    length: Minute,
    earliest: Minute,
    latest_end: Minute,
}

#[derive(Debug, Deserialize)]
struct Objective {
    makespan: i64,
    load_range: i64,
    candidate_span: i64,
}

/// A plan in the same form.
#[derive(Debug, Serialize)]
pub(super) struct Solution<'a> {
    instance: &'a str,
    tasks: Vec<Task<'a>>,
    groups: Vec<Session<'a>>,
    candidate_lunch: BTreeMap<&'a str, Option<Minute>>,
    assessor_lunch: BTreeMap<&'a str, Option<Minute>>,
}

#[derive(Debug, Serialize)]
struct Task<'a> {
    candidate: &'a str,
    exercise: &'a str,
    start: Minute,
    assessor: Option<&'a str>,
    marking_start: Option<Minute>,
    session: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Session<'a> {
    #[serde(rename = "session")]
    number: usize,
    run_start: Minute,
    assessors: Vec<&'a str>,
}

impl Instance {
    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What its people and exercises are called.
    pub(super) fn called(&self) -> Called {
        Called::by_ids(
            self.candidates.iter().map(|known| known.id.clone()).collect(),
            self.assessors.iter().map(|known| known.id.clone()).collect(),
            self.exercises.iter().map(|known| known.id.clone()).collect(),
        )
    }

    /// The problem that it states.
    pub(super) fn problem(&self) -> Problem {
        let slot = self.slot_minutes.max(1);
        let meal = |meal: Meal| Lunch {
            length: meal.length * slot,
            earliest: meal.earliest * slot,
            latest_end: meal.latest_end * slot,
        };
        let rooms = self.room_pools.iter().flat_map(|pool| {
            let fitted =
                self.exercises.iter().map(|known| known.room_pool.as_ref() == Some(&pool.id));
            let room = Room {
                fitted: fitted.collect(),
                capacity: self.candidates.len(),
                step_free: true,
                present: None,
            };
            std::iter::repeat_n(room, pool.rooms)
        });
        let players = self.role_player_pools.iter().flat_map(|pool| {
            let plays = |known: &Simulation| known.role_player_pool.as_ref() == Some(&pool.id);
            let player = RolePlayer {
                plays: self.exercises.iter().map(plays).collect(),
                reset: pool.reset * slot,
                present: None,
            };
            std::iter::repeat_n(player, pool.count)
        });
        Problem {
            step: slot,
            horizon: self.horizon * slot,
            exercises: self.exercises.iter().map(|known| self.exercise(known)).collect(),
            candidates: self.candidates.iter().map(|known| self.candidate(known)).collect(),
            assessors: self
                .assessors
                .iter()
                .map(|known| Assessor {
                    trained: self.exercises.iter().map(|e| known.trained.contains(&e.id)).collect(),
                    present: known.available.map(|(from, until)| (from * slot, until * slot)),
                })
                .collect(),
            role_players: players.collect(),
            rooms: rooms.collect(),
            desks: self.prep_seats,
            gap: self.candidate_gap * slot,
            candidate_lunch: self.candidate_lunch.map(meal),
            assessor_lunch: self.assessor_lunch.map(meal),
            distinct: self.min_distinct_assessors,
            same_pair: self.max_same_pair,
            closed: Vec::new(),
            away: Vec::new(),
            pinned: Vec::new(),
            welcomed: false,
            seen_off: false,
            circuit: None,
            weights: Weights {
                makespan: self.objective.makespan,
                load_range: self.objective.load_range,
                span: self.objective.candidate_span,
                again: 0,
            },
        }
    }

    fn exercise(&self, known: &Simulation) -> Exercise {
        let slot = self.slot_minutes.max(1);
        let (min, max) = known.size.unwrap_or((1, 1));
        let form = match known.kind {
            Kind::Individual => Form::Alone,
            Kind::Written => Form::Desk,
            Kind::Group => Form::Group(Group {
                min,
                max,
                sessions: self.group_sessions,
                panel: known.seats,
                most_each: known.max_candidates_per_assessor,
            }),
        };
        let after = if known.kind == Kind::Written { known.marking } else { known.writeup };
        Exercise {
            form,
            run: known.run * slot,
            write_up: after * slot,
            raters: usize::from(known.kind != Kind::Written || known.marking > 0),
            in_room: known.room_pool.is_some(),
            players: usize::from(known.role_player_pool.is_some()),
        }
    }

    fn candidate(&self, known: &Person) -> Candidate {
        let slot = self.slot_minutes.max(1);
        let lengths = self.exercises.iter().map(|exercise| {
            let longer = |phase: &str, slots: Minute| {
                let extra = exercise.extra_time_on.iter().any(|on| on == phase);
                let percent = if extra { 100 + known.extra_time_pct } else { 100 };
                (slots * percent + 99) / 100 * slot
            };
            (longer("prep", exercise.prep), longer("run", exercise.run))
        });
        let assessors = self.assessors.iter().enumerate();
        Candidate {
            lengths: lengths.collect(),
            conflicts: assessors
                .filter(|(_, assessor)| known.conflicts.contains(&assessor.id))
                .map(|(place, _)| place)
                .collect(),
            step_free: false,
            present: None,
        }
    }

    /// The plan in the form of the instance.
    pub(super) fn solution(&self, problem: &Problem, plan: &Plan) -> Solution<'_> {
        let slot = self.slot_minutes.max(1);
        let candidate = |place: usize| self.candidates.get(place).map_or("", |known| &known.id);
        let assessor = |place: &usize| self.assessors.get(*place).map_or("", |known| &known.id);
        let mut tasks = Vec::new();
        let mut groups = Vec::new();
        for session in &plan.sessions {
            let Some(exercise) = self.exercises.get(session.exercise) else { continue };
            let number = (exercise.kind == Kind::Group).then_some(groups.len());
            for seat in &session.seats {
                let (prep, _) = problem.lengths(seat.candidate, session.exercise);
                tasks.push(Task {
                    candidate: candidate(seat.candidate),
                    exercise: &exercise.id,
                    start: (session.run - prep) / slot,
                    assessor: seat.raters.first().map(assessor),
                    marking_start: seat.markings.first().map(|at| at / slot),
                    session: number,
                });
            }
            groups.extend(number.map(|number| Session {
                number,
                run_start: session.run / slot,
                assessors: session.panel.iter().map(assessor).collect(),
            }));
        }
        let in_slots = |at: &Option<Minute>| at.map(|at| at / slot);
        let of_candidates = plan.candidate_lunches.iter().enumerate();
        let of_assessors = plan.assessor_lunches.iter().enumerate();
        Solution {
            instance: &self.name,
            tasks,
            groups,
            candidate_lunch: of_candidates.map(|(at, l)| (candidate(at), in_slots(l))).collect(),
            assessor_lunch: of_assessors.map(|(at, l)| (assessor(&at), in_slots(l))).collect(),
        }
    }
}
