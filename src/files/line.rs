//! One entry as one line, the same in a centre file and in a journal: the RON, and behind it as a
//! comment its length and checksum. RON alone accepts half of all bit flips with other content.

use crate::centre::Entry;

use super::Fault;

/// The longest line that is read, in bytes: a note of the greatest length, escaped, and more.
pub const LONGEST: usize = 4 * 1024 * 1024;

/// What a line holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// An entry.
    Entry(Box<Entry>),
    /// A whole line that this build does not understand: a newer one wrote it. It is kept word
    /// for word.
    Unknown(String),
}

/// The line of an entry, without the line end.
///
/// # Errors
///
/// RON's own, for values that it cannot write; entries have none.
pub fn encode(entry: &Entry) -> Result<String, ron::Error> {
    let ron = ron::to_string(entry)?;
    Ok(format!("{ron}, // {} {:08x}", ron.len(), crc32fast::hash(ron.as_bytes())))
}

/// What a line holds.
///
/// # Errors
///
/// [`Fault::EntryChanged`] when length or checksum do not fit.
pub fn decode(line: &str) -> Result<Line, Fault> {
    let line = line.trim_end_matches(['\r', '\n']);
    if line.len() > LONGEST {
        return Err(Fault::EntryChanged);
    }
    let ron = checked(line).ok_or(Fault::EntryChanged)?;
    match ron::from_str::<Entry>(ron) {
        Ok(entry) => Ok(Line::Entry(Box::new(entry))),
        Err(_newer) => Ok(Line::Unknown(line.to_owned())),
    }
}

/// The RON of a line whose length and checksum fit.
fn checked(line: &str) -> Option<&str> {
    let (ron, check) = line.rsplit_once(", // ")?;
    let (length, sum) = check.split_once(' ')?;
    let length: usize = length.parse().ok()?;
    let expected = u32::from_str_radix(sum, 16).ok()?;
    let whole = sum.len() == 8 && length == ron.len();
    (whole && crc32fast::hash(ron.as_bytes()) == expected).then_some(ron)
}
