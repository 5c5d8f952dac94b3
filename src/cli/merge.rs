//! `bellwether merge`: copies of one centre as one.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::{read_centre, talk, write};
use crate::centre::Record;
use crate::files::{document, line};
use crate::words;

const EXAMPLES: &str = "\
Every entry of every copy is kept, once. The order of the copies does not matter. What two
people did that cannot both hold is kept and listed by `bellwether check`.

Examples:
  bellwether merge mine.centre.ron hers.centre.ron -o both.centre.ron
  bellwether merge laptop-*.centre.ron -o day.centre.ron --force";

/// Put copies of one centre together.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Merge {
    /// The copies (*.centre.ron), two or more
    #[arg(required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    /// Where to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl Merge {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let mut copies = self.files.iter();
        let first = copies.next().ok_or("Name at least two files.")?;
        let document = read_centre(first)?;
        let scenario = Arc::new(document.scenario);
        let mut record = Record::new(document.id, Arc::clone(&scenario));
        record.merge(document.entries);
        let mut unknown: std::collections::BTreeSet<String> =
            document.unknown.into_iter().collect();
        for file in copies {
            let other = read_centre(file)?;
            if other.id != document.id {
                return Err(format!(
                    "{} holds another centre than {}.",
                    file.display(),
                    first.display()
                ));
            }
            let taken = record.take_in(other.entries);
            let new = taken.new;
            unknown.extend(other.unknown);
            if !taken.emptied.is_empty() {
                let spoke = words::count(taken.emptied.len(), "entry", "entries");
                talk(&format!("{spoke} of people who were erased emptied\n"));
            }
            talk(&format!(
                "{}: {}\n",
                file.display(),
                words::count(new, "new entry", "new entries")
            ));
        }
        let moot = record.centre().moot.len();
        if moot > 0 {
            let words =
                words::count(moot, "change does not hold and is", "changes do not hold and are");
            talk(&format!("{words} kept apart\n"));
        }
        let lines: Result<Vec<String>, ron::Error> =
            record.entries().iter().map(line::encode).collect();
        let mut lines = lines.map_err(|error| error.to_string())?;
        lines.extend(unknown);
        let beginning =
            document::beginning(document.id, &scenario).map_err(|error| error.to_string())?;
        write(&self.out, &document::whole(&beginning, lines.iter().map(String::as_str)), self.force)
    }
}
