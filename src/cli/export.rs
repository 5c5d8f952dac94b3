//! `bellwether export`: the data of a centre in the forms that others read.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::eyes::Eyes;
use super::{hand_out, make_folder, read_centre, talk};
use crate::centre::Record;
use crate::clock::{Clock, Time as _};
use crate::files::fs::{Disk, Fs as _};
use crate::files::handed;
use crate::handouts::data::{self, Form};
use crate::words;

const EXAMPLES: &str = "\
The numbers are the same in every form; docs/DATA.md says what each column means. Equal-opportunity
monitoring is in none of them: it is no part of a centre.

Examples:
  bellwether export day.centre.ron --to data
  bellwether export day.centre.ron --as xlsx,csv --to data --codes-only";

/// Write the data of a centre: workbook, CSV with a dictionary, JSON, RON, results.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// In which forms: xlsx, csv, json, ron, results; all when left out
    #[arg(long = "as", value_name = "FORMS", value_delimiter = ',', value_parser = form)]
    forms: Vec<Form>,
    /// Into which folder; it is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    #[command(flatten)]
    eyes: Eyes,
    /// Candidates by their codes alone. What was typed may still hold names:
    /// `bellwether privacy pseudonymise` looks for them
    #[arg(long)]
    codes_only: bool,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
}

fn form(word: &str) -> Result<Form, String> {
    let known = Form::ALL.into_iter().find(|form| form.word() == word);
    let words: Vec<&str> = Form::ALL.iter().map(|form| form.word()).collect();
    known.ok_or_else(|| format!("There is no such form. Use {}.", words.join(", ")))
}

impl Export {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let seen = self.eyes.seen(record.centre())?;
        let centre = seen.as_ref();
        let hidden = self.codes_only.then(|| centre.with_names_hidden());
        let centre = hidden.as_ref().unwrap_or(centre);
        let forms = if self.forms.is_empty() { Form::ALL.to_vec() } else { self.forms.clone() };
        make_folder(&self.to)?;
        handed::sweep(&Disk, &self.to);
        let pieces = data::pieces(centre, &forms);
        if let Some(there) = pieces.iter().find(|piece| Disk.exists(&self.to.join(&piece.name)))
            && !self.force
        {
            let there = self.to.join(&there.name);
            return Err(format!(
                "{} is there already. Use another folder, or --force.",
                there.display()
            ));
        }
        let (zone, now) = (jiff::tz::TimeZone::system(), Clock::new().now().wall);
        for piece in &pieces {
            let bytes = data::bytes(centre, piece, (&zone, now))?;
            hand_out(&self.to.join(&piece.name), &bytes, self.force)?;
        }
        talk(&format!("{}\n", words::count(pieces.len(), "file", "files")));
        Ok(ExitCode::SUCCESS)
    }
}
