//! `bellwether demo`: a synthetic centre of any size.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::write;
use crate::demo::{Demo, record};
use crate::files::{document, line};
use crate::scenario::library;

/// Write a synthetic but plausible centre.
#[derive(Debug, clap::Args)]
pub(super) struct DemoCentre {
    /// How many candidates
    #[arg(long, default_value_t = 12)]
    candidates: u32,
    /// The same seed gives the same centre
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Which bundled scenario, by its id
    #[arg(long, default_value = "team-leader")]
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
        let mut bundled = library::bundled();
        let ids: Vec<String> = bundled.iter().map(|known| known.id.to_string()).collect();
        let place = ids.iter().position(|id| *id == self.scenario);
        let place = place.ok_or_else(|| {
            format!("There is no scenario `{}`. There are: {}.", self.scenario, ids.join(", "))
        })?;
        let begins = self.date.at(9, 0, 0, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC);
        let begins = begins.map_err(|error| error.to_string())?.timestamp();
        let until = crate::time::shifted(begins, jiff::SignedDuration::from_hours(i64::from(self.hours)));
        let scenario = bundled.swap_remove(place);
        let made = record(&Demo {
            candidates: self.candidates,
            seed: self.seed,
            scenario,
            date: self.date,
            begins,
            until,
        });
        let centre = made.centre();
        let beginning = document::beginning(centre.id, &centre.scenario).map_err(|error| error.to_string())?;
        let lines: Result<Vec<String>, ron::Error> = made.entries().iter().map(line::encode).collect();
        let lines = lines.map_err(|error| error.to_string())?;
        write(&self.out, &document::whole(&beginning, lines.iter().map(String::as_str)), self.force)
    }
}
