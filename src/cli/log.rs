//! `bellwether log`: how long everybody had, and what happened.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::eyes::{Eyes, say_unseen};
use super::{read_centre, say, write};
use crate::centre::Record;
use crate::clock::{Clock, Time as _};
use crate::report::log;

const EXAMPLES: &str = "\
Rule T1: everybody has the same time, unless an adjustment was approved. Each phase of each
candidate is listed with the minutes planned and had, holds, extensions and restored time. Exits
with 1 while a deviation beyond the tolerance has no explanation.

Examples:
  bellwether log day.centre.ron
  bellwether log day.centre.ron --csv -o times.csv
  bellwether log day.centre.ron --json | jq '.times[] | select(.standing == \"unexplained\")'";

/// Write the log of a day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LogOf {
    /// The centre (*.centre.ron)
    file: PathBuf,
    #[command(flatten)]
    eyes: Eyes,
    /// Times and incidents as JSON
    #[arg(long)]
    json: bool,
    /// The times as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Where to write; to standard output when left out
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Times of day in this zone, such as Europe/London; in that of this computer when left out
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl LogOf {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let zone = match &self.zone {
            Some(name) => TimeZone::get(name).map_err(|error| error.to_string())?,
            None => TimeZone::system(),
        };
        let now = Clock::new().now().wall;
        let derived = log::derive(record.centre(), &zone, now);
        let text = if self.json {
            let json = serde_json::to_string_pretty(&derived).map_err(|error| error.to_string())?;
            format!("{json}\n")
        } else if self.csv {
            log::csv(&derived).map_err(|error| error.to_string())?
        } else {
            let viewer = self.eyes.viewer(record.centre())?;
            say_unseen(record.centre(), viewer);
            log::text(record.centre(), (record.entries(), viewer), &zone, now)
        };
        let done = match &self.out {
            Some(out) => write(out, &text, self.force)?,
            None => say(&text)?,
        };
        Ok(if derived.unexplained > 0 { ExitCode::from(1) } else { done })
    }
}
