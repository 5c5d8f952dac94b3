//! What no plan can do better than, and why there may be none at all.
//!
//! Everything here is counting that holds for every plan: a bound that a plan meets proves the plan
//! best, and a clash proves that there is no plan.

use super::workload::{Shortage, Workload, capacities, shortest};
use super::{Form, Lunch, Minute, Problem};

/// Demands that cannot all hold, and why: a proof that there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// The exercise is held in a room, and no room is fitted for its groups.
    NoRoom {
        /// Which.
        exercise: usize,
    },
    /// Somebody needs a way without steps, and no room of the exercise has one.
    NoRoomWithoutSteps {
        /// Who.
        candidate: usize,
        /// Which.
        exercise: usize,
    },
    /// The exercise takes more role players than play in it.
    NoPlayer {
        /// Which.
        exercise: usize,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        there: usize,
    },
    /// The exercise takes more assessors at once than are trained for it.
    FewTrained {
        /// Which.
        exercise: usize,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        there: usize,
    },
    /// Too few assessors are left for the candidate in the exercise, after those who must not.
    KeptApart {
        /// Who.
        candidate: usize,
        /// Which.
        exercise: usize,
        /// How many are needed.
        needed: usize,
        /// How many are left.
        left: usize,
    },
    /// The candidate cannot be rated by as many different assessors as wanted.
    FewDifferent {
        /// Who.
        candidate: usize,
        /// How many are wanted.
        wanted: usize,
        /// How many can be.
        can: usize,
    },
    /// So many candidates cannot be split into groups of these sizes.
    Groups {
        /// Which exercise.
        exercise: usize,
        /// How many candidates there are.
        candidates: usize,
        /// The fewest and the most candidates of a group.
        sizes: (usize, usize),
    },
    /// The panel cannot rate a whole group.
    PanelTooSmall {
        /// Which exercise.
        exercise: usize,
        /// How many ratings a group takes.
        needed: usize,
        /// How many the panel gives.
        gives: usize,
    },
    /// One exercise is longer than the day.
    LongExercise {
        /// Which.
        exercise: usize,
        /// Preparation, run and write-up.
        needs: Minute,
        /// From the beginning to the end of the day.
        day: Minute,
    },
    /// All that the candidate does, with gaps and lunch, is longer than their day.
    LongDay {
        /// Who.
        candidate: usize,
        /// How long it takes.
        needs: Minute,
        /// How long there is.
        day: Minute,
    },
    /// Lunch does not fit into its time.
    ShortLunch,
    /// Those who may rate in some exercises have more to do in them than there is time of theirs.
    AssessorTime {
        /// Which; every exercise when it is the whole day.
        exercises: Vec<usize>,
        /// In all.
        needs: Minute,
        /// In all.
        there: Minute,
    },
    /// The rooms of the exercise are needed for longer than the day.
    RoomTime {
        /// Which exercise.
        exercise: usize,
        /// In all.
        needs: Minute,
        /// In all.
        there: Minute,
    },
    /// The role players of the exercise are needed for longer than the day.
    PlayerTime {
        /// Which exercise.
        exercise: usize,
        /// In all.
        needs: Minute,
        /// In all.
        there: Minute,
    },
    /// There is no desk to prepare or write at.
    NoDesk,
    /// There is nobody to plan for, or nothing to do.
    Nothing,
}

/// The demands that are already seen to clash; empty when nothing speaks against a plan.
pub fn clashes(problem: &Problem) -> Vec<Clash> {
    let mut found = Vec::new();
    if problem.candidates.is_empty() || problem.exercises.is_empty() {
        return vec![Clash::Nothing];
    }
    for lunch in [problem.candidate_lunch, problem.assessor_lunch].into_iter().flatten() {
        if lunch.earliest + lunch.length > lunch.latest_end.min(problem.horizon) {
            found.push(Clash::ShortLunch);
            break;
        }
    }
    for exercise in 0..problem.exercises.len() {
        of_exercise(problem, exercise, &mut found);
    }
    for candidate in 0..problem.candidates.len() {
        of_candidate(problem, candidate, &mut found);
    }
    let there = capacities(problem, problem.horizon);
    let short = Workload::of(problem).shortage(&there, Minute::MAX);
    found.extend(short.map(|Shortage { exercises, needs, there }| Clash::AssessorTime {
        exercises,
        needs,
        there,
    }));
    found
}

/// No plan ends earlier than this, and none costs less: minutes, and units of the objective.
///
/// Plans are meant in which no session has more assessors than are asked for: what somebody did only so
/// that all do as much would make no day better.
pub fn bound(problem: &Problem) -> (Minute, i64) {
    let step = problem.step.max(1);
    let up = |minutes: Minute| (minutes + step - 1).div_euclid(step) * step;
    let load = Workload::of(problem);
    let ends = up(shortest_day(problem, &load));
    let mut best = i64::MAX;
    let mut last = ends;
    // A longer day may let candidates have lunch before or after all they do, and those who are there
    // for a part of it do as much as the others.
    while last <= problem.horizon.max(ends) {
        let spans: i64 = (0..problem.candidates.len())
            .map(|candidate| i64::from(up(shortest_span(problem, candidate, last)) / step))
            .sum();
        let apart = load.range(&capacities(problem, last));
        if let Some(apart) = apart.or_else(|| problem.assessors.is_empty().then_some(0)) {
            let cost = problem.weights.makespan * i64::from(last / step)
                + problem.weights.load_range * i64::from(up(apart) / step)
                + problem.weights.span * spans;
            best = best.min(cost);
        }
        last += step;
    }
    // In no day that is long enough is there time for all: there is no plan to be bounded.
    let least = problem.weights.makespan * i64::from(ends / step);
    (ends, if best == i64::MAX { least } else { best })
}

fn trained(problem: &Problem, exercise: usize) -> impl Iterator<Item = usize> {
    (0..problem.assessors.len()).filter(move |place| problem.is_trained(*place, exercise))
}

fn of_exercise(problem: &Problem, place: usize, found: &mut Vec<Clash>) {
    let Some(exercise) = problem.exercises.get(place) else { return };
    let count = problem.candidates.len();
    let (needed, size, sessions) = match exercise.form {
        Form::Group(group) => {
            let fewest = count.div_ceil(group.max.max(1));
            if group.sessions < fewest || group.sessions * group.min > count {
                let sizes = (group.min, group.max);
                found.push(Clash::Groups { exercise: place, candidates: count, sizes });
                return;
            }
            let smallest = count.div_ceil(group.sessions.max(1)).max(group.min);
            let (ratings, gives) = (smallest * exercise.raters, group.panel * group.most_each);
            if ratings > gives || group.panel < exercise.raters {
                found.push(Clash::PanelTooSmall { exercise: place, needed: ratings, gives });
            }
            (group.panel, smallest, group.sessions)
        }
        Form::Alone | Form::Desk => (exercise.raters, 1, count),
    };
    let there = trained(problem, place).count();
    if there < needed {
        found.push(Clash::FewTrained { exercise: place, needed, there });
    }
    let prep = shortest(problem, place, |lengths| lengths.0);
    let run = shortest(problem, place, |lengths| lengths.1);
    let needs = prep + run + exercise.write_up;
    if needs > problem.horizon {
        found.push(Clash::LongExercise { exercise: place, needs, day: problem.horizon });
        return;
    }
    let sessions = Minute::try_from(sessions).unwrap_or(Minute::MAX);
    let open = problem.horizon - prep - exercise.write_up;
    if exercise.in_room {
        let fits = |room: &&super::Room| {
            room.capacity >= size && room.fitted.get(place).copied().unwrap_or(false)
        };
        let rooms = Minute::try_from(problem.rooms.iter().filter(fits).count()).unwrap_or(0);
        if rooms == 0 {
            found.push(Clash::NoRoom { exercise: place });
        } else if run > 0 && rooms.saturating_mul(open / run) < sessions {
            let (needs, there) = (sessions.saturating_mul(run), rooms.saturating_mul(open));
            found.push(Clash::RoomTime { exercise: place, needs, there });
        }
    }
    let plays = |player: &&super::RolePlayer| player.plays.get(place).copied().unwrap_or(false);
    let there = problem.role_players.iter().filter(plays).count();
    if there < exercise.players {
        found.push(Clash::NoPlayer { exercise: place, needed: exercise.players, there });
    } else if let Some(casts) = there.checked_div(exercise.players) {
        let reset = problem.role_players.iter().filter(plays).map(|p| p.reset).min().unwrap_or(0);
        let turns = (open + reset) / (run + reset).max(1);
        let casts = Minute::try_from(casts).unwrap_or(0);
        if casts.saturating_mul(turns) < sessions {
            let (needs, there) = (sessions.saturating_mul(run + reset), casts.saturating_mul(open));
            found.push(Clash::PlayerTime { exercise: place, needs, there });
        }
    }
    let at_desk = exercise.form == Form::Desk || prep > 0;
    if at_desk && problem.desks == Some(0) && !found.contains(&Clash::NoDesk) {
        found.push(Clash::NoDesk);
    }
}

fn of_candidate(problem: &Problem, candidate: usize, found: &mut Vec<Clash>) {
    let Some(known) = problem.candidates.get(candidate) else { return };
    for (place, exercise) in problem.exercises.iter().enumerate() {
        let left = trained(problem, place).filter(|one| !problem.conflict(candidate, *one)).count();
        let needed = match exercise.form {
            Form::Group(group) => group.panel,
            Form::Alone | Form::Desk => exercise.raters,
        };
        if left < needed && trained(problem, place).count() >= needed {
            found.push(Clash::KeptApart { candidate, exercise: place, needed, left });
        }
        let usable = |room: &super::Room| room.fitted.get(place).copied().unwrap_or(false);
        let steps = problem.rooms.iter().any(usable)
            && !problem.rooms.iter().any(|room| usable(room) && room.step_free);
        if exercise.in_room && known.step_free && steps {
            found.push(Clash::NoRoomWithoutSteps { candidate, exercise: place });
        }
    }
    let can = (0..problem.assessors.len())
        .filter(|one| !problem.conflict(candidate, *one))
        .filter(|one| (0..problem.exercises.len()).any(|place| problem.is_trained(*one, place)))
        .count()
        .min(problem.exercises.iter().map(|exercise| exercise.raters).sum());
    if can < problem.distinct {
        found.push(Clash::FewDifferent { candidate, wanted: problem.distinct, can });
    }
    let (from, until) = known.present.unwrap_or((0, problem.horizon));
    let (from, until) = (from.max(0), until.min(problem.horizon));
    let (work, _) = work(problem, candidate);
    let day = until - from;
    let needs = match problem.candidate_lunch {
        Some(lunch) if !lunch_outside(lunch, work, (from, until)) => work + lunch.length,
        _ => work,
    };
    if needs > day {
        found.push(Clash::LongDay { candidate, needs, day });
    }
}

/// What a candidate does, with the gaps in between; and how many activities.
fn work(problem: &Problem, candidate: usize) -> (Minute, usize) {
    let count = problem.exercises.len();
    let lengths = (0..count).map(|place| problem.lengths(candidate, place));
    let busy: Minute = lengths.map(|(prep, run)| prep + run).sum();
    let gaps = Minute::try_from(count.saturating_sub(1)).unwrap_or(0) * problem.gap;
    (busy + gaps, count)
}

/// Whether all of the work can lie before lunch, or after it.
fn lunch_outside(lunch: Lunch, work: Minute, (from, until): (Minute, Minute)) -> bool {
    from + work <= lunch.latest_end - lunch.length
        || from.max(lunch.earliest + lunch.length) + work <= until
}

/// From the candidate's first beginning to their last end, at least, in a day that ends then.
fn shortest_span(problem: &Problem, candidate: usize, ends: Minute) -> Minute {
    let (work, _) = work(problem, candidate);
    let after = problem.exercises.iter().map(|exercise| exercise.write_up).min().unwrap_or(0);
    match problem.candidate_lunch {
        Some(lunch) if !lunch_outside(lunch, work, (0, ends - after)) => work + lunch.length,
        _ => work,
    }
}

/// No day is shorter than this.
fn shortest_day(problem: &Problem, load: &Workload) -> Minute {
    let after = problem.exercises.iter().map(|exercise| exercise.write_up).min().unwrap_or(0);
    let mut ends = (0..problem.candidates.len())
        .map(|candidate| {
            let (work, _) = work(problem, candidate);
            match problem.candidate_lunch {
                Some(lunch) if work > lunch.latest_end - lunch.length => work + lunch.length,
                _ => work,
            }
        })
        .max()
        .unwrap_or(0)
        + after;
    for (place, exercise) in problem.exercises.iter().enumerate() {
        ends = ends.max(shortest_for(problem, place, exercise));
    }
    let step = problem.step.max(1);
    let short = |ends| load.shortage(&capacities(problem, ends), Minute::MAX).is_some();
    while ends < problem.horizon && short(ends) {
        ends += step;
    }
    ends
}

/// How long it takes to get everybody through the rooms and role players of an exercise.
fn shortest_for(problem: &Problem, place: usize, exercise: &super::Exercise) -> Minute {
    let prep = shortest(problem, place, |lengths| lengths.0);
    let run = shortest(problem, place, |lengths| lengths.1);
    let sessions = match exercise.form {
        Form::Group(group) => group.sessions,
        Form::Alone | Form::Desk => problem.candidates.len(),
    };
    let turns =
        |at_once: usize| Minute::try_from(sessions.div_ceil(at_once.max(1))).unwrap_or(Minute::MAX);
    let mut ends = prep + run + exercise.write_up;
    if exercise.in_room {
        let fitted = |room: &&super::Room| room.fitted.get(place).copied().unwrap_or(false);
        let rooms = problem.rooms.iter().filter(fitted).count();
        ends = ends.max(prep + turns(rooms).saturating_mul(run) + exercise.write_up);
    }
    let plays = |player: &&super::RolePlayer| player.plays.get(place).copied().unwrap_or(false);
    let playing = problem.role_players.iter().filter(plays);
    if let Some(casts) = playing.clone().count().checked_div(exercise.players) {
        let reset = playing.map(|player| player.reset).min().unwrap_or(0);
        let long = turns(casts).saturating_mul(run + reset) - reset;
        ends = ends.max(prep + long + exercise.write_up);
    }
    ends
}
