//! What assessors have to do in all, how much of it each of them can take in a day of some length, and
//! how evenly it can be shared. All of it holds for every plan in which nobody sits in who is not asked
//! for: a bound may rest on it.

use super::{Assessor, Exercise, Form, Minute, Problem};

/// Above so many exercises only single ones and all together are looked at.
const SUBSETS: usize = 10;

/// What assessors have to do, by exercise.
#[derive(Debug, Clone)]
pub(super) struct Workload {
    needs: Vec<Minute>,
    /// Sets of exercises, as bits.
    sets: Vec<usize>,
    /// In which exercises each assessor may rate, as bits.
    may: Vec<usize>,
    /// Somebody may have more to do than is asked for.
    more: bool,
}

/// Work for which those who may do it have too little time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortage {
    /// In which exercises.
    pub(super) exercises: Vec<usize>,
    pub(super) needs: Minute,
    pub(super) there: Minute,
}

impl Workload {
    pub(super) fn of(problem: &Problem) -> Self {
        let count = problem.exercises.len();
        let exercises = problem.exercises.iter().enumerate();
        let all = (1_usize << count.min(60)) - 1;
        let sets = if count <= SUBSETS {
            (1..=all).collect()
        } else {
            (0..count.min(60)).map(|place| 1 << place).chain([all]).collect()
        };
        let bits = |assessor: &Assessor| {
            let trained = assessor.trained.iter().take(count.min(60)).enumerate();
            trained.filter(|(_, may)| **may).fold(0, |bits, (place, _)| bits | 1 << place)
        };
        Self {
            needs: exercises.map(|(place, known)| need(problem, place, known)).collect(),
            sets,
            may: problem.assessors.iter().map(bits).collect(),
            // What is pinned may hold more people than it has to.
            more: !problem.pinned.is_empty(),
        }
    }

    fn needed(&self, set: usize) -> Minute {
        let needs = self.needs.iter().take(60).enumerate();
        needs.filter(|(place, _)| set >> place & 1 == 1).map(|(_, need)| *need).sum()
    }

    /// The largest shortage when each assessor takes at most so much.
    pub(super) fn shortage(&self, capacities: &[Minute], most: Minute) -> Option<Shortage> {
        let able = |set: usize| -> Minute {
            let own = capacities.iter().zip(&self.may).filter(|(_, may)| **may & set != 0);
            own.map(|(capacity, _)| (*capacity).min(most)).sum()
        };
        let short = self.sets.iter().map(|set| (*set, self.needed(*set), able(*set)));
        let worst = short
            .filter(|(_, needs, there)| needs > there)
            .max_by_key(|(set, needs, there)| (needs - there, std::cmp::Reverse(set.count_ones())));
        worst.map(|(set, needs, there)| Shortage {
            exercises: (0..self.needs.len()).filter(|place| set >> place & 1 == 1).collect(),
            needs,
            there,
        })
    }

    /// Between who has most and who has least to do there is at least so much; nothing is said where
    /// the work cannot be done at all.
    pub(super) fn range(&self, capacities: &[Minute]) -> Option<Minute> {
        let (count, longest) = (capacities.len(), capacities.iter().max().copied()?);
        let count = Minute::try_from(count).unwrap_or(Minute::MAX);
        let whole: Minute = self.needs.iter().sum();
        let mut most = whole / count;
        // Whoever has most has at least this.
        while self.shortage(capacities, most).is_some() {
            most += 1;
            if most > longest {
                return None;
            }
        }
        // Whoever has least has at most this.
        let mut least = capacities.iter().min().copied().unwrap_or(0);
        if !self.more {
            least = least.min(whole / count);
        }
        Some((most - least).max(0))
    }
}

/// How long each assessor can be at work in a day that ends then, lunch left out.
pub(super) fn capacities(problem: &Problem, ends: Minute) -> Vec<Minute> {
    // Nobody is observed before somebody has prepared, and no paper is marked before it is written.
    let begins: Vec<Minute> = problem
        .exercises
        .iter()
        .enumerate()
        .map(|(place, exercise)| {
            let prep = shortest(problem, place, |lengths| lengths.0);
            let run = shortest(problem, place, |lengths| lengths.1);
            if exercise.form == Form::Desk { prep + run } else { prep }
        })
        .collect();
    let of = |assessor: &Assessor| {
        let may = begins.iter().zip(&assessor.trained).filter(|(_, may)| **may);
        let Some(first) = may.map(|(begins, _)| *begins).min() else { return 0 };
        let (from, until) = assessor.present.unwrap_or((0, problem.horizon));
        let (from, until) = (from.max(first), until.min(ends));
        let lunch = problem.assessor_lunch.map_or(0, |lunch| {
            // Who comes after lunch, or leaves before it, loses nothing by it.
            let inside =
                from < lunch.earliest + lunch.length && until > lunch.latest_end - lunch.length;
            if inside { lunch.length } else { 0 }
        });
        (until - from - lunch).max(0)
    };
    problem.assessors.iter().map(of).collect()
}

/// The shortest part of an exercise that any candidate has.
pub(super) fn shortest(
    problem: &Problem,
    exercise: usize,
    of: impl Fn((Minute, Minute)) -> Minute,
) -> Minute {
    let all = (0..problem.candidates.len()).map(|place| of(problem.lengths(place, exercise)));
    all.min().unwrap_or(0)
}

fn need(problem: &Problem, place: usize, exercise: &Exercise) -> Minute {
    let count = problem.candidates.len();
    let raters = Minute::try_from(exercise.raters).unwrap_or(0);
    match exercise.form {
        Form::Group(group) => {
            // Never more groups than there must be, nor more assessors than a group can use.
            let groups = group.sessions.min(count.div_ceil(group.max.max(1)));
            let panel = group.panel.min(group.min.max(1).saturating_mul(exercise.raters));
            let seats = Minute::try_from(groups.saturating_mul(panel)).unwrap_or(Minute::MAX);
            seats.saturating_mul(exercise.run + exercise.write_up)
        }
        Form::Alone => (0..count)
            .map(|one| problem.lengths(one, place).1.max(exercise.run) + exercise.write_up)
            .map(|long| long * raters)
            .sum(),
        Form::Desk => {
            let papers = Minute::try_from(count).unwrap_or(Minute::MAX);
            papers.saturating_mul(exercise.write_up * raters)
        }
    }
}
