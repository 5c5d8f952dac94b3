//! `bellwether tell`: strengths and next steps, drafted from an assessor's own notes.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::{act_by, held, read_centre, say, talk, whole, write_bytes};
use crate::centre::marksheet::Part;
use crate::centre::marksheets;
use crate::centre::{Author, Centre, Change, Marksheet, Record, Sheet};
use crate::ids::AssessorId;
use crate::words;
use crate::words::drafts::{self, Draft};

const EXAMPLES: &str = "\
A draft quotes the assessor's own notes in their words: for strengths those that speak for a
competency, for next steps those that speak against one. What is written already stays and goes
on. Nothing is kept without --keep; the text is the assessor's to edit.

Examples:
  bellwether tell day.centre.ron --by \"R. Castellan\" --candidate C01
  bellwether tell day.centre.ron --by \"R. Castellan\" --candidate C01 --part next-steps --keep
  bellwether tell day.centre.ron --by \"R. Castellan\" --candidate C01 --exercise group-discussion --json";

/// Draft what a candidate is told, from an assessor's own notes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Tell {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// The assessor whose notes are quoted, by the whole name
    #[arg(long, value_name = "NAME")]
    by: String,
    /// The candidate with this code
    #[arg(long, value_name = "CODE")]
    candidate: String,
    /// Only this exercise, by its id
    #[arg(long, value_name = "ID")]
    exercise: Option<String>,
    /// Only this half of it
    #[arg(long, value_name = "HALF")]
    part: Option<Half>,
    /// Keep the draft on the marksheet, as an act of the assessor
    #[arg(long)]
    keep: bool,
    /// Say it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Half {
    Strengths,
    NextSteps,
}

/// A draft for one marksheet.
struct Drafted {
    sheet: Sheet,
    part: Part,
    draft: Draft,
    /// There was something to add.
    is_new: bool,
}

impl Tell {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let hold = if self.keep { held(&self.file, "bellwether tell")? } else { None };
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let assessor = assessor(record.centre(), &self.by)?;
        let all = self.drafts(record.centre(), assessor)?;
        self.show(record.centre(), &all)?;
        if self.keep {
            let new = all.into_iter().filter(|one| one.is_new);
            let changes: Vec<Change> = new.map(tell).collect();
            if changes.is_empty() {
                talk("Nothing is left to draft: the file stays as it is.\n");
            } else {
                act_by(&mut record, changes, Author::Assessor(assessor))?;
                write_bytes(&self.file, whole(&record, &document.unknown)?.as_bytes(), true)?;
            }
        }
        drop(hold);
        Ok(ExitCode::SUCCESS)
    }

    fn parts(&self) -> &'static [Part] {
        match self.part {
            Some(Half::Strengths) => &[Part::Strengths],
            Some(Half::NextSteps) => &[Part::NextSteps],
            None => &[Part::Strengths, Part::NextSteps],
        }
    }

    /// What there is for each open marksheet of the assessor on the candidate, as it would stand.
    fn drafts(&self, centre: &Centre, assessor: AssessorId) -> Result<Vec<Drafted>, String> {
        let candidate = super::candidate(centre, &self.candidate)?;
        let own = |sheet: &&Sheet| {
            let Some((session, _)) = centre.session(sheet.session) else { return false };
            let wanted = self.exercise.as_deref().is_none_or(|id| session.exercise.as_str() == id);
            sheet.assessor == assessor && wanted
        };
        let sheets = centre.sheets_about(candidate);
        let sheets: Vec<Sheet> = sheets.iter().filter(own).copied().collect();
        if sheets.is_empty() {
            return Err(format!("{} does not observe {} there.", self.by.trim(), self.candidate));
        }
        let mut all = Vec::new();
        for sheet in sheets {
            let marks = centre.marksheets.get(&sheet);
            let locked = marks.is_some_and(Marksheet::is_submitted);
            for part in self.parts() {
                let so_far = marks.and_then(|marks| marks.told.get(part));
                let so_far = so_far.map_or_else(Draft::default, |told| Draft {
                    text: told.text.clone(),
                    quotes: told.quotes.clone(),
                });
                let more = drafts::draft(centre, sheet, *part, &so_far).filter(|_| !locked);
                let is_new = more.is_some();
                let draft = more.unwrap_or(so_far);
                all.push(Drafted { sheet, part: *part, draft, is_new });
            }
        }
        Ok(all)
    }

    fn show(&self, centre: &Centre, all: &[Drafted]) -> Result<(), String> {
        if self.json {
            let rows: Vec<_> = all.iter().map(|one| as_json(centre, one)).collect();
            say(&format!("{:#}\n", json!(rows)))?;
            return Ok(());
        }
        let mut before = None;
        let mut text = String::new();
        for one in all {
            if before != Some(one.sheet.session) {
                text.push_str(&format!("{}\n", words::session(centre, one.sheet.session)));
                before = Some(one.sheet.session);
            }
            text.push_str(&format!("{}:\n", drafts::told_heading(one.part)));
            let said = if one.draft.text.is_empty() { "(no notes)" } else { &one.draft.text };
            for line in said.lines() {
                text.push_str(&format!("  {line}\n"));
            }
            let others = drafts::names_others(centre, one.sheet, &one.draft.text);
            if !others.is_empty() {
                talk(&format!("Names somebody else: {} (rule P4).\n", others.join(", ")));
            }
        }
        say(&text)?;
        Ok(())
    }
}

fn assessor(centre: &Centre, name: &str) -> Result<AssessorId, String> {
    let listed = centre.people.assessors();
    let name = name.trim();
    let known = listed.iter().find(|known| known.name.to_lowercase() == name.to_lowercase());
    known
        .map(|known| known.id)
        .ok_or_else(|| format!("There is no assessor {name}. Say an assessor's whole name."))
}

fn tell(one: Drafted) -> Change {
    let Drafted { sheet, part, draft: Draft { text, quotes }, .. } = one;
    Change::Marksheet(marksheets::Change::Tell { sheet, part, text, quotes })
}

fn as_json(centre: &Centre, one: &Drafted) -> serde_json::Value {
    let session = centre.session(one.sheet.session);
    let candidate = centre.people.candidate(one.sheet.candidate);
    json!({
        "exercise": session.map(|(session, _)| session.exercise.as_str()),
        "candidate": candidate.map(|known| &known.code),
        "part": match one.part { Part::Strengths => "strengths", Part::NextSteps => "next-steps" },
        "text": one.draft.text,
        "notes": one.draft.quotes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "new": one.is_new,
    })
}
