//! Reports, file by file: which are wanted, of whom, under which names, and how each is made.
//!
//! **Invariant:** no two files of an order have one name, on any system, whatever people and
//! centres are called; and what is there already is only replaced when that is asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::centre::Centre;
use crate::files::fs::Fs;
use crate::files::{LONGEST_FILE_NAME, fonts, handed, safe_name};
use crate::ids::{AssessorId, CandidateId};
use crate::print::Faces;
use crate::print::reports::{self as pages, Logo, Look};
use crate::report::data::{Report, Reporter};
use crate::report::kinds::{About, Kind, Scope};
use crate::report::language::{Language, fill};
use crate::report::word;

/// The usual pattern of file names.
pub const PATTERN: &str = "{code} {name} {kind}";

/// Which reports are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which kinds.
    pub kinds: Vec<Kind>,
    /// Of which candidates.
    pub candidates: Vec<CandidateId>,
    /// Of which assessors.
    pub assessors: Vec<AssessorId>,
    /// How files are named: `{code}`, `{name}`, `{kind}` and `{date}` stand for what they say.
    pub pattern: String,
    /// The language of kinds in file names.
    pub language: Language,
}

/// One report that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// About whom.
    pub about: About,
    /// Its file name, without the ending.
    pub name: String,
}

/// As what a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Format {
    /// Pages as PDF.
    #[default]
    Pdf,
    /// A Word document.
    Word,
    /// The data that templates read.
    Data,
}

impl Format {
    /// The end of its file names.
    pub fn end(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
            Self::Data => "json",
        }
    }
}

impl Order {
    /// The reports, by person and then by kind; those about the whole centre last.
    pub fn pieces(&self, centre: &Centre) -> Vec<Piece> {
        let of = |scope| self.kinds.iter().copied().filter(move |kind| kind.scope() == scope);
        let mut wanted = Vec::new();
        for candidate in &self.candidates {
            wanted.extend(of(Scope::Candidate).map(|kind| (kind, About::Candidate(*candidate))));
        }
        for assessor in &self.assessors {
            wanted.extend(of(Scope::Assessor).map(|kind| (kind, About::Assessor(*assessor))));
        }
        wanted.extend(of(Scope::Centre).map(|kind| (kind, About::Centre)));
        let mut taken = BTreeSet::new();
        let name = |(kind, about)| {
            let name = self.name(centre, kind, about);
            let own = numbered(&name, |own| taken.contains(&own.to_lowercase()));
            taken.insert(own.to_lowercase());
            Piece { kind, about, name: own }
        };
        wanted.into_iter().map(name).collect()
    }

    fn name(&self, centre: &Centre, kind: Kind, about: About) -> String {
        let (code, name) = match about {
            About::Candidate(id) => {
                let known = centre.people.candidate(id);
                known.map_or_else(Default::default, |one| (one.code.clone(), one.name.clone()))
            }
            About::Assessor(id) => {
                let known = centre.people.assessor(id);
                (String::new(), known.map(|known| known.name.clone()).unwrap_or_default())
            }
            About::Centre => (String::new(), centre.details.name.clone()),
        };
        let date = centre.details.date.map(|date| date.to_string()).unwrap_or_default();
        let kind_words = self.language.words().say(&format!("title.{}", kind.word()));
        let filled = |name: &str| {
            let open = [
                ("{code}", &*code),
                ("{name}", name),
                ("{kind}", &*kind_words),
                ("{date}", &*date),
            ];
            let filled = fill(&self.pattern, &open);
            filled.split_whitespace().collect::<Vec<&str>>().join(" ")
        };
        let whole = filled(&name);
        // Of a name that is too long its end goes, so that what kind it is can still be read.
        let over = whole.len().saturating_sub(LONGEST_FILE_NAME);
        let left = name.floor_char_boundary(name.len().saturating_sub(over));
        let safe = safe_name(&filled(name.get(..left).unwrap_or_default()));
        if safe.is_empty() { kind.word().to_owned() } else { safe }
    }
}

/// The name, or the first of it with a number that is not taken.
fn numbered(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut own = name.to_owned();
    let mut number = 2;
    while taken(&own) {
        own = format!("{name} {number}");
        number += 1;
    }
    own
}

/// What is done with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// It stays, and the report is not made.
    Skip,
    /// The report takes its place.
    Replace,
    /// The report gets a number behind its name.
    Number,
}

/// The reports whose files are there already.
pub fn clashes(fs: &dyn Fs, folder: &Path, pieces: &[Piece], format: Format) -> usize {
    pieces.iter().filter(|piece| fs.exists(&path_of(folder, &piece.name, format))).count()
}

fn path_of(folder: &Path, name: &str, format: Format) -> PathBuf {
    folder.join(format!("{name}.{}", format.end()))
}

/// Where each report goes; nothing where it is skipped.
pub fn targets(
    fs: &dyn Fs,
    folder: &Path,
    pieces: &[Piece],
    (format, clash): (Format, Clash),
) -> Vec<Option<PathBuf>> {
    let mut taken: BTreeSet<PathBuf> =
        pieces.iter().map(|piece| path_of(folder, &piece.name, format)).collect();
    let mut target = |piece: &Piece| {
        let path = path_of(folder, &piece.name, format);
        if !fs.exists(&path) {
            return Some(path);
        }
        match clash {
            Clash::Skip => None,
            Clash::Replace => Some(path),
            Clash::Number => {
                let used = |own: &str| {
                    let path = path_of(folder, own, format);
                    fs.exists(&path) || taken.contains(&path)
                };
                let free = path_of(folder, &numbered(&piece.name, used), format);
                taken.insert(free.clone());
                Some(free)
            }
        }
    };
    pieces.iter().map(&mut target).collect()
}

/// Why a report could not be made, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unmade(pub String);

/// A report that was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// What should be known about it, in words.
    pub remarks: Vec<String>,
}

/// Makes reports one after the other, and keeps the faces that it has found for letters.
pub struct Press<'a> {
    reporter: Reporter<'a>,
    look: Look,
    /// The letters that were looked for, and those of them that no face has.
    asked: BTreeSet<char>,
    missing: BTreeSet<char>,
}

impl<'a> Press<'a> {
    /// A press for what `reporter` writes. The logo of the centre is shown where `look` has none.
    pub fn new(reporter: Reporter<'a>, mut look: Look) -> Self {
        if look.logo.is_none() {
            let png = reporter.logo().map(|logo| logo.png().to_vec());
            look.logo = png.and_then(|png| Logo::of("logo.png", png));
        }
        Self { reporter, look, asked: BTreeSet::new(), missing: BTreeSet::new() }
    }

    /// What the report says.
    ///
    /// # Errors
    ///
    /// When they are not known any more.
    pub fn report(&self, kind: Kind, about: About) -> Result<Report, Unmade> {
        let gone = || Unmade("They are not in this centre any more.".to_owned());
        self.reporter.report(kind, about).ok_or_else(gone)
    }

    /// The report as a file.
    ///
    /// # Errors
    ///
    /// Why not: a template that is wrong, with its place.
    pub fn make(&mut self, kind: Kind, about: About, format: Format) -> Result<Made, Unmade> {
        let report = self.report(kind, about)?;
        match format {
            Format::Pdf => self.pdf(&report),
            Format::Word => self.word(&report),
            Format::Data => {
                let data = serde_json::to_vec_pretty(&report);
                let bytes = data.map_err(|wrong| Unmade(wrong.to_string()))?;
                Ok(Made { bytes, remarks: Vec::new() })
            }
        }
    }

    fn pdf(&mut self, report: &Report) -> Result<Made, Unmade> {
        let mut remarks = self.find_faces(report).into_iter().collect::<Vec<_>>();
        let made = pages::pdf(report, &self.look, self.reporter.today());
        let made = made.map_err(|wrong| Unmade(wrong.to_string()))?;
        remarks.extend(made.falls_short.map(|short| {
            format!("Not to the standard for accessible documents (PDF/UA-1): {}", short.says)
        }));
        Ok(Made { bytes: made.bytes, remarks })
    }

    fn word(&mut self, report: &Report) -> Result<Made, Unmade> {
        // Word looks for faces by itself: those that are found here are for the charts.
        let _said_by_word = self.find_faces(report);
        let logo = self.look.logo.as_ref();
        let picture = logo.and_then(Logo::for_word);
        let mut remarks = Vec::new();
        if logo.is_some() && picture.is_none() {
            remarks.push("Word shows PNG and JPEG alone: the logo is left out.".to_owned());
        }
        let mut drawn = Vec::new();
        for chart in word::charts(report) {
            match pages::chart(report, &self.look, self.reporter.today(), chart) {
                Ok(one) => drawn.extend(one),
                Err(wrong) => remarks.push(format!("A chart is left out. {wrong}")),
            }
        }
        let bytes =
            word::docx(report, picture, &drawn).map_err(|wrong| Unmade(wrong.to_string()))?;
        Ok(Made { bytes, remarks })
    }

    /// Looks for faces with the letters that the bundled ones lack; says which nobody has.
    pub fn find_faces(&mut self, report: &Report) -> Option<String> {
        let lacking = pages::lacking(report);
        let new: BTreeSet<char> = lacking.difference(&self.asked).copied().collect();
        if !new.is_empty() {
            let found = fonts::covering(&new);
            self.look.faces.extend(Faces::of(found.faces));
            self.missing.extend(found.missing);
            self.asked.extend(new);
        }
        let none: Vec<String> = lacking
            .intersection(&self.missing)
            .map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)))
            .collect();
        (!none.is_empty()).then(|| {
            format!("No font of this computer has {}. They show as boxes.", none.join(", "))
        })
    }

    /// How it looks.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The date in the place of the centre.
    pub fn today(&self) -> jiff::civil::Date {
        self.reporter.today()
    }
}

/// Writes a report that was made. No copy of what was there before is kept: a report is derived.
///
/// # Errors
///
/// Why not; no half-written file is left.
pub fn write(fs: &dyn Fs, path: &Path, made: &Made) -> Result<(), crate::files::Failure> {
    handed::hand_out(fs, path, &made.bytes).map(|_saved| ())
}
