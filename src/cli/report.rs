//! `bellwether report`: reports on the people of a centre.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::eyes::Eyes;
use super::{places, read, read_centre, say, talk, write};
use crate::centre::{Centre, Record};
use crate::clock::{Clock, Time as _};
use crate::files::fs::{Disk, Fs as _};
use crate::files::{handed, templates};
use crate::handouts::reports::{
    self as handouts, Clash, Format, Order, PATTERN, Piece, Press, clashes, targets,
};
use crate::ids::{AssessorId, CandidateId};
use crate::print::reports::{Logo, Look, bundled_templates};
use crate::report::data::{Manner, Numbers, Reporter};
use crate::report::kinds::Kind;
use crate::report::language::Language;
use crate::words;
use crate::words::drafts;

const EXAMPLES: &str = "\
Of all people when nobody is named. A file that is there already is left alone.

Examples:
  bellwether report day.centre.ron --kind feedback --to reports
  bellwether report day.centre.ron --kind feedback --candidate C01 --no-numbers --format docx --to reports
  bellwether report day.centre.ron --kind cohort --kind log --language de --to reports
  bellwether report day.centre.ron --kind scorecard --candidate C01 --data-only
  bellwether report --write-templates my-templates
  bellwether report day.centre.ron --kind feedback --template my-templates --to reports";

/// Write reports on the people of a centre.
#[expect(clippy::struct_excessive_bools, reason = "options that stand by themselves")]
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Reports {
    /// A centre (*.centre.ron)
    #[arg(required_unless_present = "write_templates")]
    file: Option<PathBuf>,
    /// Which kinds: feedback, scorecard, development, panel, cohort, log, assessor
    #[arg(long, value_name = "KIND", value_parser = kind, required_unless_present = "write_templates")]
    kind: Vec<Kind>,
    /// Of which candidates, by code; of all when left out
    #[arg(long, value_name = "CODE")]
    candidate: Vec<String>,
    /// Of which assessors, by name; of all when left out
    #[arg(long, value_name = "NAME")]
    assessor: Vec<String>,
    /// Into which folder
    #[arg(long, value_name = "FOLDER", required_unless_present_any = ["data_only", "write_templates"])]
    to: Option<PathBuf>,
    /// As what: pdf, docx or json (the data that templates read)
    #[arg(long, value_name = "FORMAT", value_parser = format, default_value = "pdf")]
    format: Format,
    /// In which language: en or de
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en")]
    language: Language,
    #[command(flatten)]
    eyes: Eyes,
    /// Words alone, in kinds that can go without numbers
    #[arg(long)]
    no_numbers: bool,
    /// A picture for the head of each report: PNG, JPEG or SVG
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// How files are named; {code}, {name}, {kind} and {date} stand for what they say
    #[arg(long, value_name = "PATTERN", default_value = PATTERN)]
    pattern: String,
    /// Templates of your own (*.typ); those that are missing there are the bundled ones
    #[arg(long, value_name = "FOLDER")]
    template: Option<PathBuf>,
    /// Write the data of one report to standard output, as templates read it
    #[arg(long, conflicts_with_all = ["to", "format"])]
    data_only: bool,
    /// Write the bundled templates into a folder, to change them
    #[arg(long, value_name = "FOLDER", conflicts_with = "file")]
    write_templates: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long, conflicts_with = "number")]
    force: bool,
    /// Give files that are there already a number behind the name of the new one
    #[arg(long)]
    number: bool,
}

fn kind(word: &str) -> Result<Kind, String> {
    let known = Kind::ALL.into_iter().find(|kind| kind.word() == word);
    let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    known.ok_or_else(|| format!("There is no report of that kind. Use {}.", words.join(", ")))
}

fn format(word: &str) -> Result<Format, String> {
    let all = [Format::Pdf, Format::Word, Format::Data];
    let known = all.into_iter().find(|format| format.end() == word);
    known.ok_or_else(|| "Reports are written as pdf, docx or json.".to_owned())
}

fn language(tag: &str) -> Result<Language, String> {
    let codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    let unknown = || format!("Reports are written in {}.", codes.join(" or "));
    Language::of(tag).ok_or_else(unknown)
}

impl Reports {
    pub(super) fn run(&self, data: Option<&Path>) -> Result<ExitCode, String> {
        if let Some(folder) = &self.write_templates {
            return self.hand_out_templates(folder);
        }
        let file = self.file.as_ref().ok_or("Say which centre.")?;
        let document = read_centre(file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let seen = self.eyes.seen(record.centre())?;
        let centre = seen.as_ref();
        let numbers = if self.no_numbers { Numbers::Hidden } else { Numbers::Shown };
        let manner = Manner { language: self.language, numbers };
        let zone = TimeZone::system();
        let reporter = Reporter::new(centre, &zone, Clock::new().now().wall, manner);
        let pieces = self.order(centre)?.pieces(centre);
        if pieces.is_empty() {
            return Err("There is nobody to report on.".to_owned());
        }
        let naming = reporter.that_name_others(pieces.iter().map(|one| (one.kind, one.about)));
        if !naming.is_empty() {
            let mut whose: Vec<CandidateId> = naming.iter().map(|(_, id)| *id).collect();
            whose.dedup();
            talk(&format!("{}\n", drafts::reports_name_others(centre, naming.len(), &whose)));
        }
        let mut press = Press::new(reporter, self.look(data)?);
        if self.data_only {
            return say_data(&mut press, &pieces);
        }
        let folder = self.to.as_ref().ok_or("Say into which folder.")?;
        self.write_all(&mut press, folder, &pieces)
    }

    fn write_all(
        &self,
        press: &mut Press<'_>,
        folder: &Path,
        pieces: &[Piece],
    ) -> Result<ExitCode, String> {
        let failed = |error| words::failure(&crate::files::Failure::from_io(folder, &error));
        Disk.create_folder(folder).map_err(failed)?;
        handed::sweep(&Disk, folder);
        let there = clashes(&Disk, folder, pieces, self.format);
        if there > 0 && !self.force && !self.number {
            let files = words::count(there, "of these files is", "of these files are");
            return Err(format!(
                "{files} there already. Use --force to write over them, or --number to keep both."
            ));
        }
        let clash = if self.number { Clash::Number } else { Clash::Replace };
        let targets = targets(&Disk, folder, pieces, (self.format, clash));
        for (piece, target) in pieces.iter().zip(targets) {
            let Some(path) = target else { continue };
            let made = press.make(piece.kind, piece.about, self.format);
            let made = made.map_err(|why| format!("{}: {why}", piece.name))?;
            handouts::write(&Disk, &path, &made).map_err(|why| words::failure(&why))?;
            talk(&format!("written: {}\n", path.display()));
            for remark in made.remarks {
                talk(&format!("  {remark}\n"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn order(&self, centre: &Centre) -> Result<Order, String> {
        Ok(Order {
            kinds: self.kind.clone(),
            candidates: self.candidates(centre)?,
            assessors: self.assessors(centre)?,
            pattern: self.pattern.clone(),
            language: self.language,
        })
    }

    fn candidates(&self, centre: &Centre) -> Result<Vec<CandidateId>, String> {
        let listed = centre.people.candidates();
        if self.candidate.is_empty() {
            return Ok(listed.iter().map(|known| known.id).collect());
        }
        let find = |code: &String| {
            let known = listed.iter().find(|known| known.code.eq_ignore_ascii_case(code.trim()));
            known.map(|known| known.id).ok_or_else(|| format!("There is no candidate {code}."))
        };
        self.candidate.iter().map(find).collect()
    }

    fn assessors(&self, centre: &Centre) -> Result<Vec<AssessorId>, String> {
        let listed = centre.people.assessors();
        if self.assessor.is_empty() {
            return Ok(listed.iter().map(|known| known.id).collect());
        }
        let find = |name: &String| {
            let wanted = name.trim().to_lowercase();
            let known = listed.iter().find(|known| known.name.to_lowercase() == wanted);
            known.map(|known| known.id).ok_or_else(|| format!("There is no assessor {name}."))
        };
        self.assessor.iter().map(find).collect()
    }

    fn look(&self, data: Option<&Path>) -> Result<Look, String> {
        let mut all = bundled_templates();
        let folder = match &self.template {
            Some(folder) => Some(folder.clone()),
            None => places(data).map(|places| places.report_templates()),
        };
        all.extend(folder.map(|folder| templates::read(&Disk, &folder)).unwrap_or_default());
        let logo = self.logo.as_ref().map(|path| logo(path)).transpose()?;
        Ok(Look { templates: all, logo, ..Look::default() })
    }

    fn hand_out_templates(&self, folder: &Path) -> Result<ExitCode, String> {
        let failed = |error| words::failure(&crate::files::Failure::from_io(folder, &error));
        Disk.create_folder(folder).map_err(failed)?;
        for (name, text) in bundled_templates() {
            write(&folder.join(name), &text, self.force)?;
        }
        talk("Change them, then write reports with --template.\n");
        Ok(ExitCode::SUCCESS)
    }
}

fn say_data(press: &mut Press<'_>, pieces: &[Piece]) -> Result<ExitCode, String> {
    let [only] = pieces else {
        return Err(format!(
            "That is {}. Name one kind, and one candidate or assessor.",
            words::count(pieces.len(), "report", "reports")
        ));
    };
    let made = press.make(only.kind, only.about, Format::Data);
    let made = made.map_err(|why| why.to_string())?;
    say(&format!("{}\n", String::from_utf8_lossy(&made.bytes)))
}

fn logo(path: &Path) -> Result<Logo, String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let bytes = read(path)?;
    Logo::of(&name.unwrap_or_default(), bytes)
        .ok_or_else(|| format!("{} is no PNG, JPEG or SVG.", path.display()))
}
