//! `bellwether privacy`: pseudonymised copies, subject access, what is due, erasure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::eyes::Eyes;
use super::{
    candidate, centre_in, change_file, hand_out, make_folder, places, read, read_centre, say, talk,
    today, whole, write,
};
use crate::centre::{Centre, Change, Record, keeping};
use crate::clock::{Clock, Time as _};
use crate::files::fs::Disk;
use crate::files::{handed, prefs, safe_name};
use crate::handouts::answers;
use crate::ids::{CandidateId, CentreId, Origin, random_u64};
use crate::privacy::Certificate;
use crate::workspace::{Env, Workspace};
use crate::{privacy, words};

const EXAMPLES: &str = "\
docs/PRIVACY.md says what each does, and what it cannot reach.

Examples:
  bellwether privacy due day.centre.ron
  bellwether privacy names day.centre.ron -o names.ron
  bellwether privacy pseudonymise day.centre.ron --with names.ron -o copy.centre.ron
  bellwether privacy access day.centre.ron --who C07 --to answer
  bellwether privacy keep day.centre.ron --result \"Not yet\" --months 12
  bellwether privacy certificate day.centre.ron --to proof
  bellwether privacy erase day.centre.ron --who C07 --because \"Asked for in letter 12\" --to proof
  bellwether privacy erase day.centre.ron --all-due --because \"Kept for six months\" --to proof --yes";

/// Keep and give up personal data as the law and the centre's own rules want it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Privacy {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say how long everybody's data is kept; exit with 1 while some is due
    Due {
        /// The centre (*.centre.ron)
        file: PathBuf,
        /// As things stand on this day instead of today
        #[arg(long, value_name = "DATE")]
        at: Option<Date>,
        /// Say it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write every typed text that names somebody, with what would stand there instead
    Names {
        /// The centre (*.centre.ron)
        file: PathBuf,
        #[command(flatten)]
        eyes: Eyes,
        /// Where to write; to standard output when left out
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Write over a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Write a copy in which codes stand for names, everywhere
    Pseudonymise {
        /// The centre (*.centre.ron)
        file: PathBuf,
        /// Where to write
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
        /// Texts as somebody decided them: what `names` wrote, changed by hand
        #[arg(long = "with", value_name = "FILE")]
        decided: Option<PathBuf>,
        /// Write over a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Write everything about one person, others redacted, as PDF, as a page and as JSON
    Access {
        /// The centre (*.centre.ron)
        file: PathBuf,
        #[command(flatten)]
        eyes: Eyes,
        /// The candidate's code
        #[arg(long, value_name = "CODE")]
        who: String,
        /// Into which folder
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Write over files that are there
        #[arg(long)]
        force: bool,
    },
    /// Set how many months data is kept, of all or of those with one result
    Keep {
        /// The centre (*.centre.ron)
        file: PathBuf,
        /// Of those with this result; of those without any when left out
        #[arg(long, value_name = "RESULT")]
        result: Option<String>,
        /// How many months from the day of the centre; the scenario's when left out
        #[arg(long)]
        months: Option<u16>,
    },
    /// Write the certificate of an erasure that was carried out
    Certificate {
        /// The centre (*.centre.ron)
        file: PathBuf,
        /// Of which erasure, by its number; of the last when left out
        #[arg(long, value_name = "NUMBER")]
        number: Option<usize>,
        /// Into which folder
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Write over files that are there
        #[arg(long)]
        force: bool,
    },
    /// Erase people from the centre and from this computer; say first what that would do
    Erase {
        /// The centre (*.centre.ron)
        file: PathBuf,
        /// Codes of candidates
        #[arg(long, value_name = "CODES", value_delimiter = ',', conflicts_with = "all_due")]
        who: Vec<String>,
        /// Everybody whose data is due
        #[arg(long)]
        all_due: bool,
        /// Why; it stays on record and must not name them
        #[arg(long, value_name = "REASON")]
        because: String,
        /// Into which folder the certificate goes
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Do it: there is no way back
        #[arg(long)]
        yes: bool,
    },
}

/// A typed text, as `names` writes it and `pseudonymise` reads it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedText {
    at: (Origin, u16),
    field: String,
    text: String,
    instead: String,
}

impl Privacy {
    pub(super) fn run(&self, data: Option<&Path>) -> Result<ExitCode, String> {
        match &self.what {
            What::Due { file, at, json } => due(file, at.unwrap_or_else(today), *json),
            What::Names { file, eyes, out, force } => {
                let record = open(file)?;
                eyes.sees_all(record.centre())?;
                let text = names(&record)?;
                match out {
                    Some(out) => write(out, &text, *force),
                    None => say(&text),
                }
            }
            What::Pseudonymise { file, out, decided, force } => {
                let record = open(file)?;
                let decided = decided.as_deref().map(decisions).transpose()?.unwrap_or_default();
                let copy = privacy::copy(&record, CentreId(random_u64()), &decided);
                let changed = words::count(privacy::proposals(&record).len(), "text", "texts");
                let written = write(out, &whole(&copy, &[])?, *force)?;
                talk(&format!("{changed} named somebody. Read the copy before you hand it on.\n"));
                Ok(written)
            }
            What::Access { file, eyes, who, to, force } => {
                let record = open(file)?;
                eyes.sees_all(record.centre())?;
                let id = candidate(record.centre(), who)?;
                make_folder(to)?;
                handed::sweep(&Disk, to);
                let base = format!("access {}", safe_name(who));
                let zone = jiff::tz::TimeZone::system();
                for part in answers::answer(&record, id, (&zone, today())) {
                    let bytes = part.bytes.map_err(|why| why.to_string())?;
                    hand_out(&to.join(format!("{base}.{}", part.end)), &bytes, *force)?;
                    if let Some(remark) = part.remark {
                        talk(&format!("{remark}\n"));
                    }
                }
                Ok(ExitCode::SUCCESS)
            }
            What::Keep { file, result, months } => {
                let set = keeping::Change::Set { band: result.clone(), months: *months };
                change_file(file, "bellwether privacy", |_centre| Ok(vec![Change::Keeping(set)]))
            }
            What::Certificate { file, number, to, force } => {
                certificate_of(&centre_in(file)?, *number, to, *force)
            }
            What::Erase { file, who, all_due, because, to, yes } => {
                let chosen = if *all_due { None } else { Some(who.as_slice()) };
                erase(data, file, chosen, because, (to, *yes))
            }
        }
    }
}

fn open(file: &Path) -> Result<Record, String> {
    let document = read_centre(file)?;
    let mut record = Record::new(document.id, Arc::new(document.scenario));
    record.merge(document.entries);
    Ok(record)
}

fn due(file: &Path, today: Date, as_json: bool) -> Result<ExitCode, String> {
    let record = open(file)?;
    let centre = record.centre();
    let all = privacy::kept(centre);
    let staff = privacy::staff(centre);
    let due = all.iter().filter(|one| one.is_due(today)).count();
    if as_json {
        let rows = all.iter().map(|one| {
            let code = centre.people.candidate(one.candidate).map(|known| &known.code);
            json!({
                "code": code, "result": one.band, "months": one.months,
                "until": one.until, "due": one.is_due(today),
            })
        });
        say(&format!(
            "{:#}\n",
            json!({
                "due": due,
                "candidates": rows.collect::<Vec<_>>(),
                "staff": { "people": staff.people, "until": staff.until, "over": staff.over },
            })
        ))?;
    } else {
        let line = |one: &privacy::Kept| {
            let who = words::candidate(centre, one.candidate);
            format!("{who}: {}\n", words::kept_until(one.band.as_deref(), one.months, one.until))
        };
        let all: String = all.iter().map(line).collect();
        say(&format!("{all}{}\n", words::staff_kept(staff.people, staff.until, staff.over)))?;
        talk(&format!("{}\n", words::count(due, "person is due", "people are due")));
    }
    Ok(if due > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn names(record: &Record) -> Result<String, String> {
    let texts = privacy::proposals(record).into_iter().map(|found| NamedText {
        at: found.at,
        field: words::typed_field(found.field).to_owned(),
        text: found.text,
        instead: found.proposed,
    });
    let style = ron::ser::PrettyConfig::new().struct_names(false).new_line("\n").indentor("  ");
    let texts: Vec<_> = texts.collect();
    let text = ron::ser::to_string_pretty(&texts, style).map_err(|error| error.to_string())?;
    Ok(format!("// Change `instead` where another wording is better, then use --with.\n{text}\n"))
}

fn decisions(file: &Path) -> Result<BTreeMap<(Origin, u16), String>, String> {
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let texts: Vec<NamedText> = ron::from_str(&text)
        .map_err(|error| format!("{}:{}: {}", file.display(), error.span.start, error.code))?;
    Ok(texts.into_iter().map(|text| (text.at, text.instead)).collect())
}

fn erase(
    data: Option<&Path>,
    file: &Path,
    who: Option<&[String]>,
    because: &str,
    (to, yes): (&Path, bool),
) -> Result<ExitCode, String> {
    let places = places(data)
        .ok_or("This system knows no folder for a user’s data: name one with --data.")?;
    let installation = prefs::load(&Disk, &places).installation;
    let env = Env {
        fs: Arc::new(Disk),
        places,
        installation,
        who: "bellwether privacy erase".to_owned(),
        wake: Arc::new(|| {}),
    };
    let clock = Clock::new();
    let mut workspace = Workspace::open(&env, file, clock.now())
        .map_err(|why| format!("{}: {}", file.display(), words::open_failure(&why)))?;
    let people = chosen(&workspace, who)?;
    let change = privacy::erase(workspace.record(), &people, because);
    let refused = |refusal| words::refusal(workspace.centre(), &refusal);
    workspace.may_erase(&change).map_err(refused)?;
    let mut known = prefs::load(&Disk, &env.places);
    let remembered = privacy::naming(workspace.centre(), &people, &known.remembered());
    talk(&said(&privacy::preview(workspace.record(), &people)));
    let named = privacy::naming(workspace.centre(), &people, &[file.to_owned()]);
    for path in remembered.iter().chain(&named) {
        talk(&format!("  {}\n", path.display()));
    }
    if !remembered.is_empty() || !named.is_empty() {
        talk(&format!("File names that name them. {}\n", words::NAMED_FILES));
    }
    if !yes {
        talk("Nothing was done. Say --yes to do it: there is no way back.\n");
        return Ok(ExitCode::from(1));
    }
    make_folder(to)?;
    let erased = workspace.erase(change, clock.now());
    erased.map_err(|refusal| words::refusal(workspace.centre(), &refusal))?;
    let erasures = workspace.centre().erasures.last().cloned();
    let certificate = erasures.map(|past| privacy::certificate(workspace.centre(), &past));
    let centre = workspace.centre().clone();
    workspace.finish_erasing(clock.now()).map_err(|failure| words::failure(&failure))?;
    if known.forget(&remembered) > 0 {
        prefs::store(&Disk, &env.places, &known).map_err(|failure| words::failure(&failure))?;
    }
    certificate.map_or(Ok(ExitCode::SUCCESS), |certificate| {
        write_certificate(&centre, &certificate, to, false)
    })
}

fn write_certificate(
    centre: &Centre,
    certificate: &Certificate,
    to: &Path,
    force: bool,
) -> Result<ExitCode, String> {
    let base = format!("erasure {}", safe_name(&certificate.entry));
    write(&to.join(format!("{base}.ron")), &certificate.ron(), force)?;
    write(&to.join(format!("{base}.md")), &certificate.markdown(centre), force)
}

fn certificate_of(
    centre: &Centre,
    number: Option<usize>,
    to: &Path,
    force: bool,
) -> Result<ExitCode, String> {
    let all = &centre.erasures;
    let place = number.unwrap_or(all.len()).checked_sub(1);
    let found = place.and_then(|place| all.get(place)).ok_or_else(|| match all.len() {
        0 => "Nobody was erased from this centre.".to_owned(),
        count => format!("There is no such erasure: they are numbered from 1 to {count}."),
    })?;
    make_folder(to)?;
    write_certificate(centre, &privacy::certificate(centre, found), to, force)
}

fn chosen(workspace: &Workspace, codes: Option<&[String]>) -> Result<Vec<CandidateId>, String> {
    let centre = workspace.centre();
    let Some(codes) = codes else {
        let due = privacy::all_due(centre, today());
        return if due.is_empty() { Err("Nobody’s data is due.".to_owned()) } else { Ok(due) };
    };
    if codes.is_empty() {
        return Err("Say who: --who C07, or --all-due.".to_owned());
    }
    codes.iter().map(|code| candidate(centre, code)).collect()
}

fn said(preview: &privacy::Preview) -> String {
    let mut text =
        format!("{}\n", words::erasing(preview.people, preview.entries, preview.texts.len()));
    for (was, is) in &preview.texts {
        text.push_str(&format!("  {was}\n→ {is}\n"));
    }
    text
}
