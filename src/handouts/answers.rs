//! The answer to a subject access request, file by file: pages as PDF and HTML, and the data.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Unmade;
use crate::centre::Record;
use crate::files::fonts;
use crate::ids::CandidateId;
use crate::print::{Faces, access as pages};
use crate::privacy;

/// How many files an answer has.
pub const FILES: usize = 3;

/// A file of an answer.
#[derive(Debug)]
pub struct Part {
    /// The end of its name.
    pub end: &'static str,
    /// What is in it, or why not.
    pub bytes: Result<Vec<u8>, Unmade>,
    /// What should be known about it.
    pub remark: Option<String>,
}

/// Everything about a candidate, file by file. Moments are those of `zone`.
pub fn answer(
    record: &Record,
    candidate: CandidateId,
    (zone, today): (&TimeZone, Date),
) -> [Part; FILES] {
    let all = privacy::access(record, candidate);
    let page = privacy::page(&all, zone);
    let found = fonts::covering(&pages::lacking(&page));
    let pdf = pages::pdf(&page, &Faces::of(found.faces), today);
    let remark = pdf.as_ref().ok().and_then(|pdf| pdf.falls_short.as_ref()).map(|short| {
        format!("Not to the standard for accessible documents (PDF/UA-1): {}", short.says)
    });
    let pdf = pdf.map(|pdf| pdf.bytes).map_err(|wrong| Unmade(wrong.to_string()));
    let whole = |end, text: String| Part { end, bytes: Ok(text.into_bytes()), remark: None };
    [
        Part { end: "pdf", bytes: pdf, remark },
        whole("html", privacy::html(&all, zone)),
        whole("json", privacy::json(&all)),
    ]
}
