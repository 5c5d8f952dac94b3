//! Everything about one person as an accessible PDF, for a subject access request (rule P3).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::reports::Pdf;
use super::typeset::{self, Beside, Faces, TemplateError};
use crate::privacy::Page;

const TEMPLATE: &str = "access.typ";

/// The letters of it that the bundled faces lack.
pub fn lacking(page: &Page) -> BTreeSet<char> {
    typeset::lacking(&serde_json::to_string(page).unwrap_or_default())
}

/// The page as accessible PDF (PDF/UA-1), written on `today`; where a letter has no face, it falls
/// short of the standard and says so.
///
/// # Errors
///
/// Where the template is wrong.
pub fn pdf(page: &Page, faces: &Faces, today: Date) -> Result<Pdf, TemplateError> {
    let text = include_str!("../../assets/print/access.typ");
    let templates = BTreeMap::from([(TEMPLATE.to_owned(), text.to_owned())]);
    let beside = Beside { faces: faces.clone(), ..Beside::default() };
    let made = typeset::accessible_pdf(TEMPLATE, &templates, page, &beside, today);
    typeset::let_go();
    let (bytes, falls_short) = made?;
    Ok(Pdf { bytes, falls_short })
}
