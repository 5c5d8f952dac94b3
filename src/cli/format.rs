//! `bellwether format`: a scenario file as Bellwether itself writes it, in the newest format.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{read, talk};
use crate::files::fs::Disk;
use crate::files::save;
use crate::scenario::library;
use crate::words;

const EXAMPLES: &str = "\
The version before is kept beside the file. Files of an older format become the newest one.
With --check nothing is written; exits with 1 when a file would change.

Examples:
  bellwether format my.scenario.ron
  bellwether format --check scenarios/*.scenario.ron";

/// Write scenario files as Bellwether itself does.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Format {
    /// The files (*.scenario.ron)
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only say which files would change
    #[arg(long)]
    check: bool,
}

impl Format {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let mut changed = 0;
        for file in &self.files {
            let text = String::from_utf8_lossy(&read(file)?).into_owned();
            let reading = library::read(&text);
            let Some(scenario) = reading.draft else {
                let first = reading.problems.first();
                let place = first.and_then(|found| found.place).map(|place| format!(":{place}"));
                let said = first.map(|found| words::finding(&found.fact)).unwrap_or_default();
                return Err(format!("{}{}: {said}", file.display(), place.unwrap_or_default()));
            };
            let formatted = library::write(&scenario).map_err(|error| error.to_string())?;
            if formatted == text {
                continue;
            }
            changed += 1;
            if self.check {
                talk(&format!("would change: {}\n", file.display()));
            } else {
                save::save(&Disk, file, formatted.as_bytes())
                    .map_err(|failure| words::failure(&failure))?;
                talk(&format!("written: {}\n", file.display()));
            }
        }
        Ok(if self.check && changed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
