//! The command line: what the window can do without a window, on the same code.

mod check;
mod compare;
mod demo;
mod export;
mod eyes;
mod feedback;
mod format;
mod growth;
mod log;
mod logo;
mod merge;
mod print;
mod privacy;
mod repair;
mod report;
mod results;
mod roster;
mod teams;
mod tell;
mod timetable;
mod washup;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::centre::{Act, Author, Centre, Change, Record};
use crate::clock::{Clock, Time as _};
use crate::files::fs::{Disk, Fs as _};
use crate::files::lock::{self, Lock};
use crate::files::places::Places;
use crate::files::{Failure, document, handed, line, save};
use crate::ids::{CandidateId, DeviceId, random_u64};
use crate::problem::{Place, Severity};
use crate::scenario::{Scenario, library};
use crate::words;

/// Runs assessment centres: scenario, people, live clocks, observation, scorecards.
///
/// Without a subcommand the window opens; a centre that a crash left behind is brought back.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub struct Args {
    /// A centre to open (*.centre.ron)
    pub file: Option<PathBuf>,
    /// Open a sample centre: twelve invented candidates, part-way through the day
    #[arg(long, conflicts_with = "file")]
    pub demo: bool,
    /// Rehearse a day with invented people, or with a copy of FILE, at 1 to 60 times its speed
    #[arg(long, value_name = "SPEED", conflicts_with = "demo",
          value_parser = clap::value_parser!(u8).range(1..=60))]
    pub rehearse: Option<u8>,
    /// Keep journals and preferences in this folder instead of the user's own
    #[arg(long, value_name = "FOLDER", global = true)]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Headless>,
}

const EXAMPLES: &str = "\
Examples:
  bellwether                              open the window
  bellwether day.centre.ron               open a centre
  bellwether --demo                       look around in a sample centre
  bellwether --rehearse 60                rehearse a day, a minute a second
  bellwether --rehearse 10 day.centre.ron rehearse with a copy of that centre
  bellwether check my.scenario.ron        find what is wrong in a scenario, with line and column
  bellwether format my.scenario.ron       bring it into the newest format
  bellwether results day.centre.ron -o day.results.ron
  bellwether log day.centre.ron --csv -o times.csv
  bellwether compare day.centre.ron C01 C04
  bellwether teams day.centre.ron --size 3
  bellwether growth day.centre.ron C04 --since spring.centre.ron
  bellwether merge mine.centre.ron hers.centre.ron -o both.centre.ron
  bellwether roster candidates.csv --into day.centre.ron
  bellwether print leading-and-managing --to papers
  bellwether report day.centre.ron --kind feedback --candidate C01 --to reports
  bellwether logo day.centre.ron our-mark.png
  bellwether timetable day.centre.ron --seconds 60 -o planned.centre.ron --to handouts
  bellwether repair day.centre.ron --late C03=10:15
  bellwether washup day.centre.ron
  bellwether tell day.centre.ron --by \"R. Castellan\" --candidate C01
  bellwether export day.centre.ron --as xlsx,csv --to data
  bellwether privacy due day.centre.ron
  bellwether feedback day.centre.ron --overdue
  bellwether demo --candidates 500 --seed 1 -o large.centre.ron
  bellwether completions bash > /etc/bash_completion.d/bellwether";

#[derive(Debug, Subcommand)]
enum Headless {
    /// Check scenario and centre files; exit with 1 if one has an error
    Check(check::Check),
    /// Write scenario files as Bellwether itself does, in the newest format
    Format(format::Format),
    /// Write the results of a centre: every rating, mean and note, one block a candidate
    Results(results::ResultsOf),
    /// Write the log of a day: how long everybody had, what happened, and every act
    Log(log::LogOf),
    /// Put two to six candidates side by side
    Compare(compare::Compare),
    /// Say who together would make a balanced team, and why
    Teams(teams::Teams),
    /// Put one person against an earlier centre, where the two can be compared
    Growth(growth::GrowthOf),
    /// Put copies of one centre together: every entry of each, once
    Merge(merge::Merge),
    /// Bring people or rooms in from a list: CSV or a workbook
    Roster(roster::Roster),
    /// Print the papers of a scenario as PDF: briefs, forms, scripts, door sheets
    Print(print::Print),
    /// Write reports on the people of a centre: as PDF, as Word documents, or as data
    Report(report::Reports),
    /// Keep a picture with the centre for the head of its reports, or take it out
    Logo(logo::LogoOf),
    /// Plan a day: who does which exercise when, in which room, before whom
    Timetable(timetable::Timetable),
    /// Change the plan on the day: somebody is late, a room is lost, a session goes on too long
    Repair(repair::Repairs),
    /// Write a synthetic but plausible centre of any size
    Demo(demo::DemoCentre),
    /// Say what the wash-up has come to: levels, results, what is worth talking about
    Washup(washup::WashUpOf),
    /// Draft what a candidate is told, from an assessor's own notes
    Tell(tell::Tell),
    /// Say who has had feedback and who is overdue, or record that somebody had it
    Feedback(feedback::FeedbackTo),
    /// Write the data of a centre: workbook, CSV with a dictionary, JSON, RON, results
    Export(export::Export),
    /// Pseudonymised copies, subject access, what is due, and erasure with a certificate
    Privacy(privacy::Privacy),
    /// Write completions for a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

/// What is to happen after the command line was read.
pub enum Outcome {
    /// Open the window.
    Window {
        /// Open this file.
        file: Option<PathBuf>,
        /// Open the sample centre.
        sample: bool,
        /// Rehearse at this speed, with a copy of the file if there is one.
        rehearse: Option<u8>,
        /// Keep journals and preferences in this folder.
        data: Option<PathBuf>,
    },
    /// It is done.
    Done(ExitCode),
}

/// Reads the command line and does what needs no window.
pub fn run() -> Outcome {
    let args = Args::parse();
    let Some(command) = args.command else {
        return Outcome::Window {
            file: args.file,
            sample: args.demo,
            rehearse: args.rehearse,
            data: args.data,
        };
    };
    let done = match command {
        Headless::Check(check) => check.run(),
        Headless::Format(format) => format.run(),
        Headless::Results(results) => results.run(),
        Headless::Log(log) => log.run(),
        Headless::Compare(compare) => compare.run(),
        Headless::Teams(teams) => teams.run(),
        Headless::Growth(growth) => growth.run(),
        Headless::Merge(merge) => merge.run(),
        Headless::Roster(roster) => roster.run(),
        Headless::Print(print) => print.run(args.data.as_deref()),
        Headless::Report(report) => report.run(args.data.as_deref()),
        Headless::Logo(logo) => logo.run(),
        Headless::Timetable(timetable) => timetable.run(args.data.as_deref()),
        Headless::Repair(repair) => repair.run(),
        Headless::Demo(demo) => demo.run(),
        Headless::Washup(washup) => washup.run(),
        Headless::Tell(tell) => tell.run(),
        Headless::Feedback(feedback) => feedback.run(),
        Headless::Export(export) => export.run(),
        Headless::Privacy(privacy) => privacy.run(args.data.as_deref()),
        Headless::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "bellwether", &mut script);
            say(&String::from_utf8_lossy(&script))
        }
    };
    Outcome::Done(match done {
        Ok(code) => code,
        Err(words) => {
            talk(&format!("error: {words}\n"));
            ExitCode::from(2)
        }
    })
}

/// Says that this build cannot open the window.
pub fn no_window() -> ExitCode {
    talk("error: This build has no window. `bellwether --help` lists what it can do.\n");
    ExitCode::from(2)
}

/// Data goes to standard output.
fn say(data: &str) -> Result<ExitCode, String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(data.as_bytes()).and_then(|()| out.flush()) {
        // Somebody who reads only the first lines is no error.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Talk goes to standard error. When that is closed, nobody listens.
fn talk(words: &str) {
    let _unheard = std::io::stderr().lock().write_all(words.as_bytes());
}

/// Writes a file, and no other one in its place unless that is wanted.
fn write(path: &std::path::Path, text: &str, force: bool) -> Result<ExitCode, String> {
    write_bytes(path, text.as_bytes(), force)
}

fn write_bytes(path: &std::path::Path, bytes: &[u8], force: bool) -> Result<ExitCode, String> {
    asked(path, force)?;
    save::save(&Disk, path, bytes).map_err(|failure| words::failure(&failure))?;
    talk(&format!("written: {}\n", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Nothing is written over unasked.
fn asked(path: &std::path::Path, force: bool) -> Result<(), String> {
    if Disk.exists(path) && !force {
        return Err(format!("{} is there already. Use another name, or --force.", path.display()));
    }
    Ok(())
}

/// Writes a file that can be made again: what it takes the place of is not kept beside it.
fn hand_out(path: &std::path::Path, bytes: &[u8], force: bool) -> Result<ExitCode, String> {
    asked(path, force)?;
    handed::hand_out(&Disk, path, bytes).map_err(|failure| words::failure(&failure))?;
    talk(&format!("written: {}\n", path.display()));
    Ok(ExitCode::SUCCESS)
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, String> {
    Disk.read(path).map_err(|error| words::failure(&Failure::from_io(path, &error)))
}

/// Where this user's data lies, or below the folder that was given.
fn places(data: Option<&std::path::Path>) -> Option<Places> {
    data.map(|folder| Places::under(folder.to_owned())).or_else(Places::of_user)
}

/// The scenario in a scenario file or a centre, or the bundled one of that id.
fn design_of(named: &str) -> Result<Scenario, String> {
    let file = std::path::Path::new(named);
    if named.ends_with(".centre.ron") {
        let document = read_centre(file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        return Ok(record.centre().scenario.as_ref().clone());
    }
    if file.extension().is_some_and(|end| end == "ron") {
        let reading = library::read(&String::from_utf8_lossy(&read(file)?));
        let first = reading.problems.iter().find(|found| found.severity == Severity::Error);
        let first = first.cloned();
        return reading.scenario().ok_or_else(|| {
            let place = first.as_ref().and_then(|found| found.place);
            let place = place.unwrap_or(Place { line: 1, column: 1 });
            let said = first.map(|found| words::finding(&found.fact)).unwrap_or_default();
            format!("{named}:{place}: {said}")
        });
    }
    let bundled = library::bundled();
    let known: Vec<&str> = bundled.iter().map(|scenario| scenario.id.as_str()).collect();
    let missing = format!("There is no scenario `{named}`. There are: {}.", known.join(", "));
    bundled.into_iter().find(|scenario| scenario.id.as_str() == named).ok_or(missing)
}

/// Makes `changes` as one more act of a facilitator, in a run of its own, so that no number is ever
/// given twice.
fn act(record: &mut Record, changes: Vec<Change>) -> Result<(), String> {
    act_by(record, changes, Author::Facilitator)
}

/// The same as an act of `by`, as far as they may do it.
fn act_by(record: &mut Record, changes: Vec<Change>, by: Author) -> Result<(), String> {
    let refused = |refusal| words::refusal(record.centre(), &refusal);
    record.check_by(&changes, by).map_err(refused)?;
    let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or(0);
    let chance = random_u64();
    let device = DeviceId { installation: half(chance >> 32), session: half(chance) };
    let now = Clock::new().now();
    let entry = record.next_entry(device, by, now, Act::Do(changes));
    record.add(entry);
    Ok(())
}

/// A record as a centre file, with the lines of a newer build kept word for word.
fn whole(record: &Record, unknown: &[String]) -> Result<String, String> {
    let centre = record.centre();
    let first = centre.designs.first().map(|version| &version.scenario);
    let scenario = first.unwrap_or(&centre.scenario);
    let lines: Result<Vec<String>, ron::Error> =
        record.entries().iter().map(line::encode).collect();
    let mut lines = lines.map_err(|error| error.to_string())?;
    lines.extend(unknown.iter().cloned());
    let beginning = document::beginning(centre.id, scenario).map_err(|error| error.to_string())?;
    Ok(document::whole(&beginning, lines.iter().map(String::as_str)))
}

/// The centre in a file, as it stands after all its entries.
fn centre_in(path: &std::path::Path) -> Result<Centre, String> {
    let document = read_centre(path)?;
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.merge(document.entries);
    Ok(record.centre().clone())
}

/// The centre in a file, whole and undamaged.
fn read_centre(path: &std::path::Path) -> Result<document::Document, String> {
    let reading = document::read(&read(path)?);
    match (reading.document, reading.damage.first()) {
        (Some(document), None) => Ok(document),
        (_, Some(damage)) => {
            Err(format!("{}:{}: {}", path.display(), damage.place, words::fault(&damage.fault)))
        }
        (None, None) => Err(format!("{} holds no centre.", path.display())),
    }
}

/// Holds a centre's file while it is read and written, so that no window's work is lost.
fn held(path: &std::path::Path, who: &str) -> Result<Option<Lock>, String> {
    if !path.exists() {
        return Ok(None);
    }
    Lock::take(&lock::beside(path), who).map_err(|held| {
        let who = if held.who.is_empty() { "Another window" } else { &held.who };
        format!("{who} has {} open. Close it there first.", path.display())
    })
}

/// Makes one act of the facilitator in a centre's file, which nobody else has open meanwhile.
fn change_file(
    path: &std::path::Path,
    who: &str,
    changes: impl FnOnce(&Centre) -> Result<Vec<Change>, String>,
) -> Result<ExitCode, String> {
    let hold = held(path, who)?;
    let document = read_centre(path)?;
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.merge(document.entries);
    let changes = changes(record.centre())?;
    act(&mut record, changes)?;
    let written = write_bytes(path, whole(&record, &document.unknown)?.as_bytes(), true);
    drop(hold);
    written
}

/// The candidate with that code.
fn candidate(centre: &Centre, code: &str) -> Result<CandidateId, String> {
    let listed = centre.people.candidates();
    let known = listed.iter().find(|known| known.code == code.trim());
    known
        .map(|known| known.id)
        .ok_or_else(|| format!("No candidate on the list has the code {code}."))
}

/// The day that it is here.
fn today() -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::system();
    Clock::new().now().wall.to_zoned_datetime(zone).date()
}

/// Makes a folder, with those above it.
fn make_folder(folder: &std::path::Path) -> Result<(), String> {
    let failed = |error| words::failure(&Failure::from_io(folder, &error));
    Disk.create_folder(folder).map_err(failed)
}
