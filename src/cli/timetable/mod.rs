//! `bellwether timetable`: a plan for the day, found, judged and handed out without a window.

mod instance;
mod of_centre;
mod of_instance;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::clock::{Clock, Time as _};
use crate::time::between;
use crate::timetable::Problem;
use crate::timetable::solve::Solver;

const EXAMPLES: &str = "\
The first valid plan is there at once; the rest of the time goes into a better one. With --rounds in
place of --seconds the same seed gives the same plan on every machine. Sessions that are pinned or
have begun stay where they are. Nothing is written before the search is over.

Exits with 0 when there is a plan, with 1 when there is none or, with --only-check, when a rule is
broken, and with 2 when something could not be read or written.

Examples:
  bellwether timetable day.centre.ron --seconds 60 -o planned.centre.ron
  bellwether timetable day.centre.ron --rounds 2000 --seed 7 --json | jq .merits
  bellwether timetable planned.centre.ron --only-check
  bellwether timetable planned.centre.ron --only-check --to handouts
  bellwether timetable planned.centre.ron --only-check --compare day.centre.ron
  bellwether timetable --instance day.json --seconds 30 --seed 1 -o plan.json
  bellwether timetable --instance day.json --seconds 30 --json | jq .first_plan_ms";

/// Plan a day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Timetable {
    /// The centre (*.centre.ron)
    #[arg(required_unless_present = "instance")]
    file: Option<PathBuf>,
    /// An instance of the timetable problem (*.json) instead, to be answered in the same form
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "to", "only_check"])]
    instance: Option<PathBuf>,
    /// How long to better the plan
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    seconds: f64,
    /// How many rounds to better the plan, in place of a time
    #[arg(long, conflicts_with = "seconds", value_name = "ROUNDS")]
    rounds: Option<u32>,
    /// From which the search draws its chances
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    /// Say it as JSON; of an instance, what the plan is like beside what no plan does better than
    #[arg(long)]
    json: bool,
    /// Judge the sessions that are there, and plan nothing
    #[arg(long, conflicts_with = "out")]
    only_check: bool,
    /// Say what differs from the plan of a copy of this centre, person by person
    #[arg(long, value_name = "FILE", conflicts_with = "instance")]
    compare: Option<PathBuf>,
    /// Where to write the centre with its plan, or the answer to an instance
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write everything that is handed out into this folder: PDF, workbook, calendars
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
}

impl Timetable {
    pub(super) fn run(&self, data: Option<&Path>) -> Result<ExitCode, String> {
        match (&self.instance, &self.file) {
            (Some(instance), _) => self.of_instance(instance),
            (None, Some(file)) => self.of_centre(file, data),
            (None, None) => Err("Say which centre to plan.".to_owned()),
        }
    }

    fn search(&self, problem: &Problem) -> Solver {
        self.search_timed(problem).0
    }

    /// Searches, and says after how long there was a first plan.
    fn search_timed(&self, problem: &Problem) -> (Solver, Option<Duration>) {
        let clock = Clock::new();
        let begun = clock.now().wall;
        let gone = || between(begun, clock.now().wall);
        let mut solver = Solver::new(problem, self.seed);
        let mut first = solver.objective().map(|_| gone());
        solver.run(|solver| {
            first = first.or_else(|| solver.objective().map(|_| gone()));
            let share = if let Some(rounds) = self.rounds {
                f64::from(solver.rounds()) / f64::from(rounds.max(1))
            } else {
                gone().as_secs_f64() / self.limit().as_secs_f64().max(0.001)
            };
            (share < 1.0).then_some(share)
        });
        let first = first.or_else(|| solver.objective().map(|_| gone()));
        (solver, first)
    }

    fn limit(&self) -> Duration {
        Duration::try_from_secs_f64(self.seconds).unwrap_or(Duration::from_secs(30))
    }
}

fn not_found(solver: &Solver) -> String {
    format!(
        "No plan was found in {} tries, and none was proved impossible. Give it more time, or ask \
         for less.",
        solver.tried()
    )
}
