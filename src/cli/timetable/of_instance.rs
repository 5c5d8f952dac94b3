//! An instance of the timetable problem: searched for, answered in its own form, and measured
//! beside what no plan does better than.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;

use super::instance::Instance;
use super::{Timetable, not_found};
use crate::cli::{read, say, talk, write};
use crate::timetable::rules::{self, Measures};
use crate::timetable::solve::Solver;
use crate::timetable::{Minute, Problem, bound};
use crate::words;

/// What a plan of an instance is like. Times are minutes after the beginning of the day.
#[derive(Debug, Serialize)]
struct Figures<'a> {
    /// Of this form.
    format: u32,
    instance: &'a str,
    candidates: usize,
    assessors: usize,
    seed: u64,
    rounds: u32,
    /// After how long there was a plan in which every rule holds.
    first_plan_ms: f64,
    objective: i64,
    ends: Minute,
    last_candidate: Minute,
    /// What no plan does better than.
    bound: Least,
    /// Whether bound and plan meet.
    proved: bool,
    load_minutes: Range<Minute>,
    different_assessors: Range<usize>,
    longest_wait_minutes: Minute,
}

#[derive(Debug, Serialize)]
struct Least {
    ends: Minute,
    objective: i64,
}

/// The least and the most of them.
#[derive(Debug, Serialize)]
struct Range<T> {
    least: T,
    most: T,
}

impl<T: Copy + Ord + Default> Range<T> {
    fn of(all: &[T]) -> Self {
        Self {
            least: all.iter().min().copied().unwrap_or_default(),
            most: all.iter().max().copied().unwrap_or_default(),
        }
    }
}

impl Timetable {
    pub(super) fn of_instance(&self, file: &Path) -> Result<ExitCode, String> {
        let instance: Instance = serde_json::from_slice(&read(file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let problem = instance.problem();
        let called = instance.called();
        let clashes = bound::clashes(&problem);
        if !clashes.is_empty() {
            let said = clashes.iter().map(|clash| words::clash(&called, clash));
            return Err(format!("There is no plan. {}", said.collect::<Vec<_>>().join(" ")));
        }
        let (solver, first) = self.search_timed(&problem);
        let Some((_, plan)) = solver.best() else {
            return Err(not_found(&solver));
        };
        let measures = rules::measure(&problem, &plan);
        let figures = self.figures(instance.name(), &problem, (&solver, first), &measures);
        if self.json {
            say(&format!("{}\n", pretty(&figures)?))?;
        } else {
            talk(&figures.in_words());
        }
        let answer = || Ok::<_, String>(pretty(&instance.solution(&problem, &plan))? + "\n");
        match &self.out {
            Some(out) => write(out, &answer()?, self.force),
            None if !self.json => say(&answer()?),
            None => Ok(ExitCode::SUCCESS),
        }
    }

    fn figures<'a>(
        &self,
        instance: &'a str,
        problem: &Problem,
        (solver, first): (&Solver, Option<Duration>),
        measures: &Measures,
    ) -> Figures<'a> {
        let (ends, objective) = solver.bound();
        Figures {
            format: 1,
            instance,
            candidates: problem.candidates.len(),
            assessors: problem.assessors.len(),
            seed: self.seed,
            rounds: solver.rounds(),
            first_plan_ms: first.unwrap_or_default().as_secs_f64() * 1000.0,
            objective: measures.objective,
            ends: measures.ends,
            last_candidate: measures.last_candidate,
            bound: Least { ends, objective },
            proved: solver.is_proved(),
            load_minutes: Range::of(&measures.loads),
            different_assessors: Range::of(&measures.distinct),
            longest_wait_minutes: measures.waits.iter().max().copied().unwrap_or(0),
        }
    }
}

impl Figures<'_> {
    fn in_words(&self) -> String {
        format!(
            "objective {}, bound {}; ends after {} min, bound {} min; first plan after {:.0} ms; \
             {} rounds\n",
            self.objective,
            self.bound.objective,
            self.ends,
            self.bound.ends,
            self.first_plan_ms,
            self.rounds
        )
    }
}

fn pretty(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(value).map_err(|error| error.to_string())
}
