//! `bellwether timetable`: a plan for the day, found without a window.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use super::instance::Instance;
use super::{read, say, talk, write};
use crate::clock::{Clock, Time as _};
use crate::time::between;
use crate::timetable::solve::Solver;
use crate::timetable::{Problem, bound, rules};

const EXAMPLES: &str = "\
The first valid plan is there at once; the rest of the time goes into a better one. With --rounds in
place of --seconds the same seed gives the same plan on every machine.

Examples:
  bellwether timetable --instance day.json --seconds 30 --seed 1 -o plan.json
  bellwether timetable --instance day.json --rounds 2000 -o plan.json";

/// Plan a day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Timetable {
    /// An instance of the timetable problem (*.json), to be answered in the same form
    #[arg(long, value_name = "FILE")]
    instance: PathBuf,
    /// How long to better the plan
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    seconds: f64,
    /// How many rounds to better the plan, in place of a time
    #[arg(long, conflicts_with = "seconds", value_name = "ROUNDS")]
    rounds: Option<u32>,
    /// From which the search draws its chances
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    /// Where to write; to standard output when left out
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl Timetable {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let instance: Instance = serde_json::from_slice(&read(&self.instance)?)
            .map_err(|error| format!("{}: {error}", self.instance.display()))?;
        let problem = instance.problem();
        let clashes = bound::clashes(&problem);
        if !clashes.is_empty() {
            let said: Vec<String> = clashes.iter().map(|clash| format!("{clash:?}")).collect();
            return Err(format!("There is no plan: {}.", said.join("; ")));
        }
        let solver = self.search(&problem);
        let Some((objective, plan)) = solver.best() else {
            return Err(format!(
                "No plan was found in {} tries, and none was proved impossible. Give it more time, \
                 or ask for less.",
                solver.tried()
            ));
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
        let limit = Duration::try_from_secs_f64(self.seconds).unwrap_or(Duration::from_secs(30));
        loop {
            let share = if let Some(rounds) = self.rounds {
                f64::from(solver.rounds()) / f64::from(rounds.max(1))
            } else {
                let gone = between(begun, clock.now().wall);
                gone.as_secs_f64() / limit.as_secs_f64().max(0.001)
            };
            if share >= 1.0 || solver.is_proved() {
                return solver;
            }
            solver.round(share);
        }
    }
}
