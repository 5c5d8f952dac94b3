//! `bellwether results`: the results of a centre for others.

use std::borrow::Cow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::eyes::Eyes;
use super::{read_centre, say, write};
use crate::centre::{Centre, Record};
use crate::report::results;
use crate::words;

const EXAMPLES: &str = "\
One block a candidate: leadership and management side by side, each mean with the number of
ratings it rests on, every rating with its assessor, every note, and what is still missing.

Examples:
  bellwether results day.centre.ron
  bellwether results day.centre.ron -o day.results.ron
  bellwether results day.centre.ron --for facilitator
  bellwether results day.centre.ron --design 1
  bellwether results day.centre.ron --json | jq '.candidates[] | {code, families}'";

/// Write the results of a centre.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ResultsOf {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// Where to write; to standard output when left out
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    eyes: Eyes,
    /// As JSON instead of RON
    #[arg(long)]
    json: bool,
    /// Under an earlier version of the design: 1 is the one that the centre began with
    #[arg(long, value_name = "NUMBER")]
    design: Option<usize>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl ResultsOf {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let seen = self.eyes.seen(record.centre())?;
        let centre = self.under(&seen)?;
        let text = if self.json {
            let values = results::derive(&centre);
            let json = serde_json::to_string_pretty(&values).map_err(|error| error.to_string())?;
            format!("{json}\n")
        } else {
            results::results(&centre)
        };
        match &self.out {
            Some(out) => write(out, &text, self.force),
            None => say(&text),
        }
    }

    /// The centre under the version of its design that was asked for.
    fn under<'a>(&self, centre: &'a Centre) -> Result<Cow<'a, Centre>, String> {
        let Some(number) = self.design else { return Ok(Cow::Borrowed(centre)) };
        let versions = centre.designs.len();
        if (1..=versions).contains(&number) {
            return Ok(Cow::Owned(centre.under(number - 1)));
        }
        let versions = words::count(versions, "version", "versions");
        Err(format!("The design of this centre has {versions}; there is no {number}."))
    }
}
