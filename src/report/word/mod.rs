//! Reports as Word documents that can be edited: real headings, lists and tables, page numbers at
//! the foot. From the same data as the pages, so the numbers are the same.
//!
//! Only a small part of Office Open XML (ECMA-376) is written, by hand: no crate that is kept up
//! writes documents with heading styles, repeated table heads and a language without more than
//! that. Charts come as pictures with words for those who do not see them; what they show stands in
//! tables too.
//!
//! **Invariant:** whatever people typed is text in the document, never markup or a field.

mod blocks;
mod charts;
mod content;
mod parts;
mod people;
mod runs;
mod says;
mod table;
mod whole;
mod xml;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use self::blocks::Block;
pub use self::charts::{Chart, Drawn, SCALE, charts};
use self::xml::Xml;
use super::data::Report;

/// A picture for the head of a document. Word shows PNG and JPEG.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// `png` or `jpeg`.
    pub format: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// How wide and how high, in points of the picture.
    pub size: (u32, u32),
}

/// Why a document could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("The Word document could not be put together: {0}.")]
pub struct Unwritten(#[from] zip::result::ZipError);

impl From<std::io::Error> for Unwritten {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The report as a Word document, with those of its [`charts()`] that were drawn.
///
/// # Errors
///
/// Where the archive cannot hold it.
pub fn docx(
    report: &Report,
    logo: Option<Picture<'_>>,
    drawn: &[Drawn],
) -> Result<Vec<u8>, Unwritten> {
    let mut body = Xml::default();
    if let Some(picture) = &logo {
        parts::logo(&mut body, picture, &report.centre);
    }
    let all = content::of(report);
    for (block, keep) in all.iter().zip(blocks::kept(&all)) {
        let &Block::Chart(chart) = block else {
            block.write(&mut body, keep);
            continue;
        };
        let found = drawn.iter().position(|one| one.chart == chart);
        let found = found.and_then(|place| Some((place, drawn.get(place)?)));
        if let (Some((place, one)), Some(alt)) = (found, charts::alt(report, chart)) {
            parts::chart(&mut body, (place, one), &alt, keep);
        }
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), Unwritten> {
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    add("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes())?;
    add("_rels/.rels", parts::RELATIONSHIPS.as_bytes())?;
    add("docProps/core.xml", parts::properties(report).as_bytes())?;
    add(
        "word/_rels/document.xml.rels",
        parts::document_relationships(logo.as_ref(), drawn).as_bytes(),
    )?;
    add("word/styles.xml", parts::styles(&report.language).as_bytes())?;
    add("word/numbering.xml", parts::NUMBERING.as_bytes())?;
    add("word/settings.xml", parts::SETTINGS.as_bytes())?;
    add("word/header1.xml", parts::header(report).as_bytes())?;
    add("word/footer1.xml", parts::footer(report).as_bytes())?;
    if let Some(picture) = &logo {
        add(&format!("word/media/logo.{}", picture.format), picture.bytes)?;
    }
    for one in drawn {
        add(&format!("word/media/{}.png", one.chart.word()), &one.png)?;
    }
    add("word/document.xml", parts::document(&body).as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
