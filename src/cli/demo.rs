//! `bellwether demo`: a synthetic centre of any size.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::{design_of, write};
use crate::demo::{Demo, record};
use crate::files::{document, line};

const EXAMPLES: &str = "\
Names, notes and ratings are invented; the same options give the same centre. A day that is
too long for its candidates goes on at nine the next day.

Examples:
  bellwether demo -o sample.centre.ron
  bellwether demo --candidates 500 --seed 1 --hours 200 -o large.centre.ron
  bellwether demo --scenario my.scenario.ron --hours 3 -o try-mine.centre.ron";

/// Write a synthetic but plausible centre.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DemoCentre {
    /// How many candidates
    #[arg(long, default_value_t = 12)]
    candidates: u32,
    /// The same seed gives the same centre
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Which scenario: the id of a bundled one, or a file (*.scenario.ron)
    #[arg(long, value_name = "ID|FILE", default_value = "leading-and-managing")]
    scenario: String,
    /// The day on which it is held; it begins at nine, UTC
    #[arg(long, default_value = "2026-11-24")]
    date: Date,
    /// How many hours of the day have gone
    #[arg(long, default_value_t = 12)]
    hours: u32,
    /// Where to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl DemoCentre {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let scenario = design_of(&self.scenario)?;
        let begins = self.date.at(9, 0, 0, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC);
        let begins = begins.map_err(|error| error.to_string())?.timestamp();
        let until =
            crate::time::shifted(begins, jiff::SignedDuration::from_hours(i64::from(self.hours)));
        let made = record(&Demo {
            candidates: self.candidates,
            seed: self.seed,
            scenario,
            date: self.date,
            begins,
            until,
            zone: jiff::tz::TimeZone::UTC,
        });
        let centre = made.centre();
        let beginning =
            document::beginning(centre.id, &centre.scenario).map_err(|error| error.to_string())?;
        let lines: Result<Vec<String>, ron::Error> =
            made.entries().iter().map(line::encode).collect();
        let lines = lines.map_err(|error| error.to_string())?;
        write(&self.out, &document::whole(&beginning, lines.iter().map(String::as_str)), self.force)
    }
}
