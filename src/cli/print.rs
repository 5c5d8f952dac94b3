//! `bellwether print`: the papers of a scenario as PDF.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{design_of, make_folder, places, talk, today, write, write_bytes};
use crate::files::fs::Disk;
use crate::files::templates;
use crate::ids::ExerciseId;
use crate::print::{self, Pack};
use crate::scenario::Scenario;

const EXAMPLES: &str = "\
One PDF for each exercise and pack, and one of all exercises together.

Examples:
  bellwether print leading-and-managing --to papers
  bellwether print day.centre.ron --pack assessor --pack door --to papers
  bellwether print my.scenario.ron --exercise in-tray --to papers --force
  bellwether print --write-templates my-templates
  bellwether print my.scenario.ron --templates my-templates --to papers";

/// Print the papers of a scenario as PDF.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Print {
    /// A scenario (*.scenario.ron), a centre (*.centre.ron), or the id of a bundled scenario
    #[arg(required_unless_present = "write_templates")]
    scenario: Option<String>,
    /// Which packs; all when left out
    #[arg(long, value_name = "PACK", value_parser = pack)]
    pack: Vec<Pack>,
    /// Of which exercise, by its id; of all when left out
    #[arg(long, value_name = "ID")]
    exercise: Option<String>,
    /// Into which folder
    #[arg(long, value_name = "FOLDER", required_unless_present = "write_templates")]
    to: Option<PathBuf>,
    /// Templates of your own (*.typ); those that are missing there are the bundled ones
    #[arg(long, value_name = "FOLDER")]
    templates: Option<PathBuf>,
    /// Write the bundled templates into a folder, to change them
    #[arg(long, value_name = "FOLDER", conflicts_with = "scenario")]
    write_templates: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
}

fn pack(word: &str) -> Result<Pack, String> {
    let known = Pack::ALL.into_iter().find(|pack| pack.word() == word);
    let words: Vec<&str> = Pack::ALL.iter().map(|pack| pack.word()).collect();
    known.ok_or_else(|| format!("There is no pack of that name. Use {}.", words.join(", ")))
}

impl Print {
    pub(super) fn run(&self, data: Option<&Path>) -> Result<ExitCode, String> {
        if let Some(folder) = &self.write_templates {
            return self.hand_out_templates(folder);
        }
        let (Some(scenario), Some(folder)) = (&self.scenario, &self.to) else {
            return Err("Say which scenario, and into which folder.".to_owned());
        };
        let scenario = design_of(scenario)?;
        let exercise = self.exercise.as_ref().map(|id| exercise(&scenario, id)).transpose()?;
        let packs = if self.pack.is_empty() { Pack::ALL.to_vec() } else { self.pack.clone() };
        let templates = self.templates(data);
        let today = today();
        make_folder(folder)?;
        let sheets = print::sheets(&scenario, &packs, exercise.as_ref());
        if sheets.is_empty() {
            return Err("There is nothing to print: nobody plays a part there.".to_owned());
        }
        for sheet in sheets {
            let pdf = print::pdf(&scenario, &sheet, &templates, today);
            let pdf = pdf.map_err(|wrong| wrong.to_string())?;
            write_bytes(&folder.join(&sheet.file_name), &pdf, self.force)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn hand_out_templates(&self, folder: &Path) -> Result<ExitCode, String> {
        make_folder(folder)?;
        for (name, text) in print::bundled_templates() {
            write(&folder.join(name), &text, self.force)?;
        }
        talk("Change them, then print with --templates.\n");
        Ok(ExitCode::SUCCESS)
    }

    /// The bundled templates, with the user's own in their place.
    fn templates(&self, data: Option<&Path>) -> BTreeMap<String, String> {
        let folder = match &self.templates {
            Some(folder) => Some(folder.clone()),
            None => places(data).map(|places| places.templates()),
        };
        let mut all = print::bundled_templates();
        all.extend(folder.map(|folder| templates::read(&Disk, &folder)).unwrap_or_default());
        all
    }
}

fn exercise(scenario: &Scenario, id: &str) -> Result<ExerciseId, String> {
    let wanted = ExerciseId::new(id);
    if scenario.exercise(&wanted).is_some() {
        return Ok(wanted);
    }
    let known: Vec<&str> = scenario.exercises.iter().map(|known| known.id.as_str()).collect();
    Err(format!("There is no exercise “{id}”. The scenario has {}.", known.join(", ")))
}
