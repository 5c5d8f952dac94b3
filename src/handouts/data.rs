//! The data of a centre, file by file: which forms are wanted, under which names, and their bytes.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::centre::Centre;
use crate::files::safe_name;
use crate::report::{data_out, results};

/// A form in which data is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A workbook, a sheet a subject.
    Workbook,
    /// CSV: a file a subject, one of them wide, with a dictionary.
    Csv,
    /// All tables as JSON.
    Json,
    /// All tables as RON.
    Ron,
    /// The results, one block a candidate, as RON.
    Results,
}

impl Form {
    /// Every form, the usual first.
    pub const ALL: [Self; 5] = [Self::Workbook, Self::Csv, Self::Json, Self::Ron, Self::Results];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Workbook => "Workbook (.xlsx)",
            Self::Csv => "CSV, long and wide (.csv)",
            Self::Json => "JSON (.json)",
            Self::Ron => "RON (.ron)",
            Self::Results => "Results (.results.ron)",
        }
    }

    /// For what it is.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Workbook => "A sheet a subject, with formulas for the means. For people.",
            Self::Csv => "A file a subject and a dictionary. For statistics programs.",
            Self::Json => "Every table in one file. For other programs.",
            Self::Ron => "The same tables, for programs that read RON.",
            Self::Results => "One block a candidate, to be read from top to bottom.",
        }
    }

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ron => "ron",
            Self::Results => "results",
        }
    }
}

/// A file that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub name: String,
    form: Form,
    table: Option<&'static str>,
}

/// The files of these forms, named after the centre.
pub fn pieces(centre: &Centre, forms: &[Form]) -> Vec<Piece> {
    let base = safe_name(&centre.details.name);
    let base = if base.is_empty() { "centre".to_owned() } else { base };
    let mut all = Vec::new();
    for form in Form::ALL.into_iter().filter(|form| forms.contains(form)) {
        let mut piece = |name: String, table| all.push(Piece { name, form, table });
        match form {
            Form::Workbook => piece(format!("{base}.data.xlsx"), None),
            Form::Json => piece(format!("{base}.data.json"), None),
            Form::Ron => piece(format!("{base}.data.ron"), None),
            Form::Results => piece(format!("{base}.results.ron"), None),
            Form::Csv => {
                for name in data_out::NAMES {
                    piece(format!("{base}.{name}.csv"), Some(*name));
                }
            }
        }
    }
    all
}

/// The bytes of a file, made at `now`; the workbook's moments are those of `zone`.
///
/// # Errors
///
/// Why it could not be made, in words.
pub fn bytes(
    centre: &Centre,
    piece: &Piece,
    (zone, now): (&TimeZone, Timestamp),
) -> Result<Vec<u8>, String> {
    match (piece.form, piece.table) {
        (Form::Workbook, _) => {
            data_out::workbook(centre, zone, now).map_err(|wrong| wrong.to_string())
        }
        (Form::Json, _) => Ok(data_out::json(centre).into_bytes()),
        (Form::Ron, _) => Ok(data_out::ron(centre).into_bytes()),
        (Form::Results, _) => Ok(results::results(centre).into_bytes()),
        (Form::Csv, name) => {
            let table = name.and_then(|name| data_out::table(centre, name));
            Ok(table.map(|table| data_out::csv(&table)).unwrap_or_default().into_bytes())
        }
    }
}
