//! `bellwether roster`: people and rooms from a list into a centre.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::{act, read, read_centre, say, talk, whole, write, write_bytes};
use crate::centre::{Change, Record};
use crate::files::lock::{self, Lock};
use crate::files::table::{self, Sheet};
use crate::people::roster::{self, Mapping, Reading};
use crate::words;

const EXAMPLES: &str = "\
The list is CSV or a workbook (.xlsx); docs/ROSTER.md says what is read. All of it comes in as one
act, or nothing: rows that cannot come in are named, and left out only with --leave-out.

Examples:
  bellwether roster candidates.csv --into day.centre.ron
  bellwether roster people.xlsx --into day.centre.ron -o new.centre.ron --leave-out
  bellwether roster assessors.csv --kind assessors --into day.centre.ron --json";

/// Bring people or rooms in from a list.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Roster {
    /// The list (*.csv, *.xlsx)
    file: PathBuf,
    /// The centre that they come into (*.centre.ron)
    #[arg(long, value_name = "CENTRE")]
    into: PathBuf,
    /// Where to write; into the centre's own file when left out
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What rows are about that do not say so themselves
    #[arg(long, value_name = "KIND")]
    kind: Option<Kind>,
    /// Which sheet of a workbook; the first with something in it when left out
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Leave out rows that cannot come in
    #[arg(long)]
    leave_out: bool,
    /// Say it as JSON
    #[arg(long)]
    json: bool,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    Candidates,
    Assessors,
    RolePlayers,
    Rooms,
}

impl Roster {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let said = |why| format!("{}: {}", self.file.display(), words::unreadable(&why));
        let sheet = table::read_sheet(&read(&self.file)?, self.sheet.as_deref()).map_err(said)?;
        let mut mapping = roster::guess(&sheet.table);
        if let Some(kind) = self.kind {
            mapping.kind = match kind {
                Kind::Candidates => roster::Kind::Candidate,
                Kind::Assessors => roster::Kind::Assessor,
                Kind::RolePlayers => roster::Kind::RolePlayer,
                Kind::Rooms => roster::Kind::Room,
            };
        }
        // Held from before it is read until it is written, so that no window's work is lost.
        let held = self.hold()?;
        let document = read_centre(&self.into)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let exercises = record.centre().scenario.titles();
        let known = roster::Known { people: &record.centre().people, exercises: &exercises };
        let reading = roster::read(&sheet.table, &mapping, known);
        let changes = reading.changes(self.leave_out);
        let brought = changes.len();
        if brought > 0 {
            act(&mut record, changes.into_iter().map(Change::People).collect())?;
            let text = whole(&record, &document.unknown)?;
            match &self.out {
                Some(out) => write(out, &text, self.force)?,
                None => write_bytes(&self.into, text.as_bytes(), true)?,
            };
        }
        drop(held);
        self.tell(&sheet, &mapping, &reading, brought)?;
        Ok(if brought > 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    /// Holds the centre's file, when it is to be written.
    fn hold(&self) -> Result<Option<Lock>, String> {
        if self.out.is_some() || !self.into.exists() {
            return Ok(None);
        }
        Lock::take(&lock::beside(&self.into), "bellwether roster").map_err(|held| {
            let who = if held.who.is_empty() { "Another window" } else { &held.who };
            format!("{who} has {} open. Close it there, or use -o.", self.into.display())
        })
    }

    fn tell(
        &self,
        sheet: &Sheet,
        mapping: &Mapping,
        reading: &Reading,
        brought: usize,
    ) -> Result<ExitCode, String> {
        if self.json {
            return say(&format!("{}\n", self.as_json(sheet, mapping, reading, brought)));
        }
        let mut text = format!("read as {}\n", words::roster_form(&sheet.form));
        for row in &reading.rows {
            for doubt in &row.doubts {
                let level = if doubt.why.is_wrong() { "error" } else { "note" };
                let (file, line) = (self.file.display(), row.line);
                text.push_str(&format!("{file}:{line}: {level}: {}\n", words::doubt(doubt)));
            }
        }
        let coming = words::coming(reading);
        text.push_str(&match (brought, reading.wrong()) {
            (0, 0) => "There is nobody to bring in.\n".to_owned(),
            (0, wrong) => {
                let rows = words::count(wrong, "row cannot", "rows cannot");
                format!("Nothing was brought in: {rows} come in. Mend that, or use --leave-out.\n")
            }
            (_, 0) => format!("brought in: {coming}\n"),
            (_, wrong) => {
                format!("brought in: {coming}; left out: {}\n", words::count(wrong, "row", "rows"))
            }
        });
        talk(&text);
        Ok(ExitCode::SUCCESS)
    }

    fn as_json(
        &self,
        sheet: &Sheet,
        mapping: &Mapping,
        reading: &Reading,
        brought: usize,
    ) -> serde_json::Value {
        let columns: Vec<_> = mapping.columns.iter().map(|known| words::column(*known)).collect();
        let rows: Vec<_> = reading
            .rows
            .iter()
            .map(|row| {
                let doubts = row.doubts.iter().map(|doubt| {
                    json!({
                        "column": doubt.column.map(|place| place + 1),
                        "text": doubt.text,
                        "said": words::doubt(doubt),
                        "wrong": doubt.why.is_wrong(),
                    })
                });
                json!({
                    "line": row.line,
                    "comes": row.who.as_ref().map(words::newcomer),
                    "doubts": doubts.collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "file": self.file.display().to_string(),
            "read_as": words::roster_form(&sheet.form),
            "heading": mapping.heading,
            "columns": columns,
            "rows": rows,
            "wrong": reading.wrong(),
            "brought_in": brought,
        })
    }
}
