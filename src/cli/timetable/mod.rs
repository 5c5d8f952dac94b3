//! `bellwether timetable`: a plan for the day, found, judged and handed out without a window.

mod instance;
mod of_centre;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use super::{read, say, talk, write};
use crate::clock::{Clock, Time as _};
use crate::time::between;
use crate::timetable::solve::Solver;
use crate::timetable::{Problem, bound, rules};
use crate::words;
use instance::Instance;

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
  bellwether timetable --instance day.json --seconds 30 --seed 1 -o plan.json";

/// Plan a day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Timetable {
    /// The centre (*.centre.ron)
    #[arg(required_unless_present = "instance")]
    file: Option<PathBuf>,
    /// An instance of the timetable problem (*.json) instead, to be answered in the same form
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "json", "to", "only_check"])]
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
    /// Say it as JSON
    #[arg(long)]
    json: bool,
    /// Judge the sessions that are there, and plan nothing
    #[arg(long, conflicts_with = "out")]
    only_check: bool,
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

    fn of_instance(&self, file: &Path) -> Result<ExitCode, String> {
        let instance: Instance = serde_json::from_slice(&read(file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let problem = instance.problem();
        let called = instance.called();
        let clashes = bound::clashes(&problem);
        if !clashes.is_empty() {
            let said = clashes.iter().map(|clash| words::clash(&called, clash));
            return Err(format!("There is no plan. {}", said.collect::<Vec<_>>().join(" ")));
        }
        let solver = self.search(&problem);
        let Some((objective, plan)) = solver.best() else {
            return Err(not_found(&solver));
        };
        let (ends, least) = bound::bound(&problem);
        let measures = rules::measure(&problem, &plan);
        talk(&format!(
            "objective {objective}, bound {least}; ends after {} min, bound {ends} min; {} rounds\n",
            measures.ends,
            solver.rounds()
        ));
        let solution = instance.solution(&problem, &plan);
        let json = serde_json::to_string_pretty(&solution).map_err(|error| error.to_string())?;
        match &self.out {
            Some(out) => write(out, &format!("{json}\n"), self.force),
            None => say(&format!("{json}\n")),
        }
    }

    fn search(&self, problem: &Problem) -> Solver {
        let clock = Clock::new();
        let begun = clock.now().wall;
        let mut solver = Solver::new(problem, self.seed);
        solver.run(|solver| {
            let share = if let Some(rounds) = self.rounds {
                f64::from(solver.rounds()) / f64::from(rounds.max(1))
            } else {
                let gone = between(begun, clock.now().wall);
                gone.as_secs_f64() / self.limit().as_secs_f64().max(0.001)
            };
            (share < 1.0).then_some(share)
        });
        solver
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
