//! Finds the names of people in what somebody typed.
//!
//! A person is found by the full name, by each part of it, and by a code. Letters may be large or
//! small, except in parts of two letters, which are too often words (*An*, *Will* is left to
//! whoever reads the proposal). A word is found whole: *Mark* is not in *marking*. In scripts that
//! are written without spaces a name is found wherever it stands.

use std::collections::BTreeMap;
use std::ops::Range;

/// Parts of names that say nothing by themselves.
const PARTICLES: [&str; 17] = [
    "van", "von", "der", "den", "the", "and", "bin", "ibn", "ben", "dos", "das", "del", "della",
    "mrs", "miss", "sir", "prof",
];

/// Where a name stands in a text, in bytes, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<Who> {
    /// Where.
    pub at: Range<usize>,
    /// Whose.
    pub who: Who,
}

/// Names to look for.
#[derive(Debug, Clone)]
pub struct Named<Who> {
    /// By their first letter in small, the longest first.
    needles: BTreeMap<char, Vec<Needle<Who>>>,
}

#[derive(Debug, Clone)]
struct Needle<Who> {
    letters: Vec<char>,
    exact: bool,
    who: Who,
}

impl<Who: Copy + PartialEq> Named<Who> {
    /// These names and codes, each with whose it is. Of two people with one name the first is
    /// found.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, Who)>) -> Self {
        let mut named = Self { needles: BTreeMap::new() };
        for (name, who) in names {
            let name = name.trim();
            named.add(name, who);
            for part in name.split(|c: char| c.is_whitespace() || ",.;()\"“”".contains(c)) {
                named.add_part(part, who);
                if part.contains('-') {
                    part.split('-').for_each(|piece| named.add_part(piece, who));
                }
            }
        }
        for needles in named.needles.values_mut() {
            // Stable: of equal ones the first that was named stays first.
            needles.sort_by_key(|needle| std::cmp::Reverse(needle.letters.len()));
        }
        named
    }

    fn add_part(&mut self, part: &str, who: Who) {
        if !PARTICLES.contains(&part.to_lowercase().as_str()) {
            self.add(part, who);
        }
    }

    fn add(&mut self, text: &str, who: Who) {
        let letters: Vec<char> = text.chars().collect();
        let Some(first) = letters.first().copied() else { return };
        let counted = letters.iter().filter(|c| c.is_alphanumeric()).count();
        if counted < 2 || (letters.iter().all(char::is_ascii_digit) && counted < 3) {
            return;
        }
        let exact = counted == 2;
        self.needles.entry(small(first)).or_default().push(Needle { letters, exact, who });
    }

    /// The same names, and these besides, which are found whole only: where both fit, the longer.
    #[must_use]
    pub fn shielded_by<'a>(mut self, names: impl IntoIterator<Item = (&'a str, Who)>) -> Self {
        for (name, who) in names {
            self.add(name.trim(), who);
        }
        for needles in self.needles.values_mut() {
            needles.sort_by_key(|needle| std::cmp::Reverse(needle.letters.len()));
        }
        self
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Where names stand in `text`, in order. Parts of one name beside each other are one.
    pub fn find(&self, text: &str) -> Vec<Found<Who>> {
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let mut found: Vec<Found<Who>> = Vec::new();
        let mut at = 0;
        while let Some((_, letter)) = letters.get(at) {
            let needles = self.needles.get(&small(*letter)).into_iter().flatten();
            let hit = needles.filter(|needle| stands(needle, &letters, at)).map(|needle| {
                let end = letters.get(at + needle.letters.len()).map_or(text.len(), |(i, _)| *i);
                (end, needle.letters.len(), needle.who)
            });
            // The longest comes first; of equal ones, the first that was named.
            let mut hit = hit;
            match hit.next() {
                Some((end, length, who)) => {
                    let start = letters.get(at).map_or(end, |(i, _)| *i);
                    push(&mut found, Found { at: start..end, who }, text);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// `text` with something in place of each name.
    pub fn replaced(&self, text: &str, mut instead: impl FnMut(Who) -> String) -> String {
        self.replaced_where(text, |who| Some(instead(who)))
    }

    /// `text` with something in place of each name for which `instead` gives something.
    pub fn replaced_where(
        &self,
        text: &str,
        mut instead: impl FnMut(Who) -> Option<String>,
    ) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for hit in self.find(text) {
            let Some(new) = instead(hit.who) else { continue };
            out.push_str(text.get(from..hit.at.start).unwrap_or_default());
            out.push_str(&new);
            from = hit.at.end;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }
}

fn push<Who: PartialEq>(found: &mut Vec<Found<Who>>, hit: Found<Who>, text: &str) {
    if let Some(last) = found.last_mut() {
        let between = text.get(last.at.end..hit.at.start).unwrap_or("?");
        let joins = between.chars().all(|c| c.is_whitespace() || c == ',' || c == '·');
        if last.who == hit.who && joins && between.chars().count() <= 3 && !between.contains('\n') {
            last.at.end = hit.at.end;
            return;
        }
    }
    found.push(hit);
}

/// Whether the needle stands at that place as a whole word.
fn stands<Who>(needle: &Needle<Who>, letters: &[(usize, char)], at: usize) -> bool {
    let Some(here) = letters.get(at..at + needle.letters.len()) else { return false };
    let same = here.iter().zip(&needle.letters).all(|((_, here), there)| {
        here == there || (!needle.exact && here.to_lowercase().eq(there.to_lowercase()))
    });
    if !same {
        return false;
    }
    let open = |beyond: Option<&(usize, char)>, own: Option<&char>| {
        let joins = |c: char| c.is_alphanumeric() && !is_unspaced(c);
        let own = own.copied().is_some_and(joins);
        !(own && beyond.is_some_and(|(_, c)| joins(*c)))
    };
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    open(before, needle.letters.first())
        && open(letters.get(at + needle.letters.len()), needle.letters.last())
}

/// Whether the letter is of a script that is written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::Named;

    fn hidden(text: &str) -> String {
        let named = Named::new([
            ("Amina Hassan", 1),
            ("C01", 1),
            ("李明", 2),
            ("Mark O’Brien-Jones", 3),
            ("Li Na", 4),
            ("Willem van der Berg", 5),
            ("Ömür Çelik", 6),
        ]);
        named.replaced(text, |who| format!("[{who}]"))
    }

    #[test]
    fn a_name_is_found_whole_in_parts_and_by_code() {
        for (text, shown) in [
            ("Amina Hassan asks", "[1] asks"),
            ("amina's idea; HASSAN, Amina (C01)", "[1]'s idea; [1] ([1])"),
            ("marking the remark, Mark", "marking the remark, [3]"),
            ("Jones agrees with O’Brien-Jones", "[3] agrees with [3]"),
            ("他说李明很好", "他说[2]很好"),
            ("Li listens, li does not", "[4] listens, li does not"),
            ("van der Berg goes to the van", "van der [5] goes to the van"),
            ("ÖMÜR and çelik", "[6] and [6]"),
            ("C011 is not C01", "C011 is not [1]"),
            ("", ""),
        ] {
            assert_eq!(hidden(text), shown);
        }
    }

    #[test]
    fn nobody_is_found_among_no_names() {
        let nobody = Named::new([("", 0), ("x", 1), ("12", 2)]);
        assert!(nobody.is_empty());
        assert_eq!(nobody.replaced("x is 12", |_| "?".to_owned()), "x is 12");
    }
}
