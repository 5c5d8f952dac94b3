//! A centre as text: the same for a saved file and, without its end, for a journal.
//!
//! ```text
//! // Bellwether centre, format 2. …
//! (format: 2, centre: "…", scenario: (
//!   …
//! ), entries: [ // 4711 1a2b3c4d      length and checksum of all above
//! (id: "…", …), // 123 1a2b3c4d       one entry a line
//! ])
//! // sealed 98765 1a2b3c4d            length and checksum of all above
//! ```

use serde::Deserialize;

use super::line::{self, Line};
use super::{Damage, Fault};
use crate::centre::Entry;
use crate::ids::CentreId;
use crate::problem::Place;
use crate::scenario::{Scenario, old};

/// The format of centre files that this build writes.
pub const FORMAT: u32 = 2;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024 * 1024;

const FIRST_LINE: &str =
    "// Bellwether centre, format 2. One entry a line; behind each its length and checksum.\n";
const ENTRIES: &str = "entries: [";
const END: &str = "])";
const SEAL: &str = "// sealed ";

/// What a centre file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Which centre.
    pub id: CentreId,
    /// The design as it was used.
    pub scenario: Scenario,
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// Lines of a newer build, kept word for word.
    pub unknown: Vec<String>,
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// All that could be read; nothing if not even the scenario could.
    pub document: Option<Document>,
    /// What is wrong, and where. Without damage the document is whole.
    pub damage: Vec<Damage>,
}

/// What tells a centre from any other RON.
#[derive(Deserialize)]
struct Head {
    #[serde(default, deserialize_with = "crate::scenario::library::is_there")]
    centre: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<S> {
    #[serde(rename = "format")]
    _format: u32,
    centre: CentreId,
    scenario: S,
    entries: Vec<Entry>,
}

/// Format 1 held its scenario in an older shape; the entries are the same.
fn read_whole(text: &str) -> Result<Document, ron::error::SpannedError> {
    fn document<S: Into<Scenario>>(whole: Whole<S>) -> Document {
        Document {
            id: whole.centre,
            scenario: whole.scenario.into(),
            entries: whole.entries,
            unknown: Vec::new(),
        }
    }
    match format(text) {
        Some(1) => ron::from_str::<Whole<old::v1::Scenario>>(text).map(document),
        _ => ron::from_str::<Whole<Scenario>>(text).map(document),
    }
}

/// The beginning of a file or journal, up to the line after which entries follow.
///
/// # Errors
///
/// RON's own, for values that it cannot write; scenarios have none.
pub fn beginning(id: CentreId, scenario: &Scenario) -> Result<String, ron::Error> {
    let style = ron::ser::PrettyConfig::new().struct_names(false).new_line("\n").indentor("  ");
    let scenario = ron::ser::to_string_pretty(scenario, style)?;
    let head =
        format!("{FIRST_LINE}(format: {FORMAT}, centre: \"{id}\", scenario: {scenario}, {ENTRIES}");
    let sum = crc32fast::hash(head.as_bytes());
    Ok(format!("{head} // {} {sum:08x}\n", head.len()))
}

/// A whole file from its beginning and the lines of its entries.
pub fn whole<'a>(beginning: &str, lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = beginning.to_owned();
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(END);
    text.push('\n');
    let (length, sum) = (text.len(), crc32fast::hash(text.as_bytes()));
    text.push_str(&format!("{SEAL}{length} {sum:08x}\n"));
    text
}

/// Reads a saved file: whole and sealed, or with damage.
pub fn read(bytes: &[u8]) -> Reading {
    read_as(bytes, true)
}

/// Reads a journal: like a file that was never ended. What follows its last whole line was never
/// acknowledged and is no damage.
pub fn read_journal(bytes: &[u8]) -> Reading {
    read_as(bytes, false)
}

fn read_as(bytes: &[u8], ends: bool) -> Reading {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > LARGEST {
        return lost(Place { line: 1, column: 1 }, Fault::NotACentre);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let text = lossy.as_ref();
    if let Some(format) = format(text).filter(|format| *format > FORMAT) {
        return lost(Place { line: 1, column: 1 }, Fault::NewerFormat(format));
    }
    let Some((head, rest)) = split_head(text) else {
        // With other marks of ours it was not laid out anew, but damaged.
        let marked = text.contains(SEAL) || text.lines().any(|line| line::decode(line).is_ok());
        let place = Place { line: 1, column: 1 };
        return if marked { lost(place, Fault::HeaderChanged) } else { by_hand(text) };
    };
    let mut reading = match read_head(head) {
        Ok(document) => Reading { document: Some(document), damage: Vec::new() },
        Err(damage) => return Reading { document: None, damage: vec![damage] },
    };
    let sound = read_entries(&mut reading, head, rest, ends);
    if ends && sound && reading.damage.is_empty() {
        reading.damage.extend(seal_broken(text));
    }
    reading
}

fn lost(place: Place, fault: Fault) -> Reading {
    Reading { document: None, damage: vec![Damage { place, fault }] }
}

fn format(text: &str) -> Option<u32> {
    let rest = text.split_once("(format:")?.1;
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The beginning, with the line that ends it, and what follows.
fn split_head(text: &str) -> Option<(&str, &str)> {
    let start = text.find(&format!(", {ENTRIES} // "))?;
    let end = start + text.get(start..)?.find('\n')? + 1;
    text.split_at_checked(end)
}

fn read_head(head: &str) -> Result<Document, Damage> {
    let (ron, check) = head.trim_end().rsplit_once(" // ").unwrap_or((head, ""));
    let fits = check.split_once(' ').is_some_and(|(length, sum)| {
        let plain = ron.replace("\r\n", "\n");
        length.parse() == Ok(plain.len())
            && u32::from_str_radix(sum, 16) == Ok(crc32fast::hash(plain.as_bytes()))
    });
    if !fits {
        return Err(Damage { place: Place { line: 1, column: 1 }, fault: Fault::HeaderChanged });
    }
    let closed = format!("{ron}])");
    read_whole(&closed).map_err(|error| unreadable(&error))
}

/// Reads entries up to the end. False when there was no end.
fn read_entries(reading: &mut Reading, head: &str, rest: &str, ends: bool) -> bool {
    let first = head.matches('\n').count() + 1;
    let mut ended = false;
    let mut lines = rest.split_inclusive('\n').enumerate().peekable();
    while let Some((offset, raw)) = lines.next() {
        let text = raw.trim_end_matches(['\r', '\n']);
        if text == END {
            ended = true;
            break;
        }
        let torn = !ends && lines.peek().is_none();
        match line::decode(text) {
            Ok(_) if torn && !raw.ends_with('\n') => {}
            Ok(Line::Entry(entry)) => reading.document.iter_mut().for_each(|document| {
                document.entries.push((*entry).clone());
            }),
            Ok(Line::Unknown(text)) => reading.document.iter_mut().for_each(|document| {
                document.unknown.push(text.clone());
            }),
            Err(_) if torn => {}
            Err(fault) => {
                let place = Place { line: first + offset, column: 1 };
                reading.damage.push(Damage { place, fault });
            }
        }
    }
    if ends && !ended {
        let place = Place { line: first + rest.matches('\n').count(), column: 1 };
        reading.damage.push(Damage { place, fault: Fault::CutShort });
    }
    ended
}

/// The seal at the end must fit all that stands before it.
fn seal_broken(text: &str) -> Option<Damage> {
    let broken = |offset| Damage { place: Place::of_byte(text, offset), fault: Fault::SealBroken };
    let Some(start) = text.rfind(SEAL) else { return Some(broken(text.len())) };
    let (sealed, seal) = text.split_at_checked(start)?;
    let plain = sealed.replace("\r\n", "\n");
    let fits = seal
        .trim_end_matches(['\r', '\n'])
        .strip_prefix(SEAL)
        .and_then(|seal| seal.split_once(' '))
        .is_some_and(|(length, sum)| {
            length.parse() == Ok(plain.len())
                && sum.len() == 8
                && u32::from_str_radix(sum, 16) == Ok(crc32fast::hash(plain.as_bytes()))
        });
    (!fits).then(|| broken(start))
}

/// A file without our marks: somebody laid it out anew by hand. It is read as plain RON.
fn by_hand(text: &str) -> Reading {
    match ron::from_str::<Head>(text) {
        Ok(head) if head.centre => {}
        Ok(_) => return lost(Place { line: 1, column: 1 }, Fault::NotACentre),
        Err(_) if !text.contains("centre:") => {
            return lost(Place { line: 1, column: 1 }, Fault::NotACentre);
        }
        Err(error) => return Reading { document: None, damage: vec![unreadable(&error)] },
    }
    match read_whole(text) {
        Ok(document) => Reading { document: Some(document), damage: Vec::new() },
        Err(error) => Reading { document: None, damage: vec![unreadable(&error)] },
    }
}

fn unreadable(error: &ron::error::SpannedError) -> Damage {
    let place = Place { line: error.span.start.line, column: error.span.start.col };
    Damage { place, fault: Fault::Unreadable(error.code.to_string()) }
}
