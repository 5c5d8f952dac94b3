//! Other programs' readers of what is written: PDF by lopdf, Word as an archive of XML.

#![allow(clippy::panic, reason = "a test may stop at once")]

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

/// Text without spaces: where lines are broken is no concern here.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn pdf_text(bytes: &[u8]) -> String {
    pdf_pages(bytes).concat()
}

/// The text of each page.
pub fn pdf_pages(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages = document.get_pages();
    pages.keys().map(|page| dense(&document.extract_text(&[*page]).unwrap())).collect()
}

/// A part of a Word document, as it stands in the archive.
pub fn word_part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What a Word document says, and the styles of its paragraphs.
pub fn word_text(bytes: &[u8]) -> (String, BTreeSet<String>) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut said = String::new();
    let mut styles = BTreeSet::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("word/media/") {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let tree = roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        if name == "word/document.xml" {
            for node in tree.descendants() {
                match node.tag_name().name() {
                    "t" => said.push_str(node.text().unwrap_or_default()),
                    "pStyle" => styles.extend(node.attributes().map(|a| a.value().to_owned())),
                    "instrText" => panic!("a field in the text"),
                    _ => {}
                }
            }
        }
    }
    (dense(&said), styles)
}
