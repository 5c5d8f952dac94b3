//! Where the parts of a RON document stand in its text.
//!
//! RON tells the place of a syntax error but not of a value that is wrong for reasons of its own,
//! such as an id used twice. An outline is a tree of byte ranges, read without knowing the types,
//! in which a [`Path`] can be looked up.

use std::ops::Range;

use crate::problem::{Path, Step};

/// Deeper documents are refused by RON itself.
const DEEPEST: usize = 128;

/// A value: where it stands, and the parts within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The bytes of the value, without its field name or key.
    pub range: Range<usize>,
    /// The parts, each with the field name or key that is written before it.
    parts: Vec<(Option<String>, Self)>,
}

impl Outline {
    /// The outline of `text`, or nothing if it is not RON-like to its end.
    pub fn read(text: &str) -> Option<Self> {
        let mut scanner = Scanner { text, at: 0 };
        scanner.blanks();
        while scanner.rest().starts_with("#!") {
            scanner.at += scanner.rest().find(']')? + 1;
            scanner.blanks();
        }
        scanner.value(0)
    }

    /// The part that `path` leads to.
    pub fn find(&self, path: &Path) -> Option<&Self> {
        path.0.iter().try_fold(self, |outline, step| match step {
            Step::Field(name) => outline.named(name),
            Step::Item(index) => outline.parts.get(*index).map(|(_, part)| part),
            Step::Key(key) => outline.named(key).or_else(|| outline.named(&format!("\"{key}\""))),
        })
    }

    /// The parts in order.
    pub fn items(&self) -> impl Iterator<Item = &Self> {
        self.parts.iter().map(|(_, part)| part)
    }

    fn named(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|(known, _)| known.as_deref() == Some(name)).map(|(_, part)| part)
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !keep(c)).unwrap_or(rest.len());
    }

    /// White space and comments.
    fn blanks(&mut self) {
        loop {
            self.skip_while(char::is_whitespace);
            if self.rest().starts_with("//") {
                self.skip_while(|c| c != '\n');
            } else if self.rest().starts_with("/*") {
                self.at += self.rest().find("*/").map_or(self.rest().len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Outline> {
        if depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let parts = match self.peek()? {
            '(' => self.parts('(', ')', depth)?,
            '[' => self.parts('[', ']', depth)?,
            '{' => self.parts('{', '}', depth)?,
            '"' => self.string()?,
            'r' if self.is_raw_string() => self.raw_string()?,
            '\'' => self.character()?,
            _ => self.word_or_struct(depth)?,
        };
        Some(Outline { range: start..self.at, parts })
    }

    fn parts(
        &mut self,
        open: char,
        close: char,
        depth: usize,
    ) -> Option<Vec<(Option<String>, Outline)>> {
        if !self.eat(open) {
            return None;
        }
        let mut parts = Vec::new();
        loop {
            self.blanks();
            if self.eat(close) {
                return Some(parts);
            }
            let first = self.value(depth + 1)?;
            self.blanks();
            if self.eat(':') {
                self.blanks();
                let name = self.text.get(first.range)?.to_owned();
                parts.push((Some(name), self.value(depth + 1)?));
            } else {
                parts.push((None, first));
            }
            self.blanks();
            if !self.eat(',') && self.peek() != Some(close) {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<Vec<(Option<String>, Outline)>> {
        let mut escaped = true; // the opening quote
        for (offset, c) in self.rest().char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += offset + 1;
                    return Some(Vec::new());
                }
                _ => {}
            }
        }
        None
    }

    fn is_raw_string(&self) -> bool {
        self.rest().get(1..).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
    }

    fn raw_string(&mut self) -> Option<Vec<(Option<String>, Outline)>> {
        let hashes = self.rest().get(1..)?.chars().take_while(|c| *c == '#').count();
        let opening = hashes + 2;
        let closing = format!("\"{}", "#".repeat(hashes));
        let length = self.rest().get(opening..)?.find(&closing)?;
        self.at += opening + length + closing.len();
        Some(Vec::new())
    }

    fn character(&mut self) -> Option<Vec<(Option<String>, Outline)>> {
        let rest = self.rest().get(1..)?;
        let from = usize::from(rest.starts_with('\\')) + rest.chars().next()?.len_utf8();
        self.at += 1 + from + rest.get(from..)?.find('\'')? + 1;
        Some(Vec::new())
    }

    /// A number, a unit variant, or the name before a struct's or variant's parts.
    fn word_or_struct(&mut self, depth: usize) -> Option<Vec<(Option<String>, Outline)>> {
        let start = self.at;
        self.skip_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-' | '#'));
        if self.at == start {
            return None;
        }
        let after_word = self.at;
        self.blanks();
        if self.peek() == Some('(') {
            return self.parts('(', ')', depth + 1);
        }
        self.at = after_word;
        Some(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    fn place(text: &str, path: &Path) -> Option<String> {
        let start = Outline::read(text)?.find(path)?.range.start;
        Some(Place::of_byte(text, start).to_string())
    }

    #[test]
    fn every_part_of_a_document_is_found() {
        let text = "// a comment\n(format: 1, list: [\n  (id: \"a\", to: Part(\"x\")),\n  r#\"raw \"quoted\"\"#, 'c',\n], map: {1: \"one\", \"k\": -2.5e3})";
        let root = Path::default();
        assert_eq!(place(text, &root.field("format")).as_deref(), Some("2:10"));
        assert_eq!(place(text, &root.field("list").item(0).field("id")).as_deref(), Some("3:8"));
        assert_eq!(place(text, &root.field("list").item(1)).as_deref(), Some("4:3"));
        assert_eq!(place(text, &root.field("list").item(2)).as_deref(), Some("4:22"));
        assert_eq!(place(text, &root.field("map").key(1)).as_deref(), Some("5:13"));
        assert_eq!(place(text, &root.field("map").key("k")).as_deref(), Some("5:25"));
        assert_eq!(place(text, &root.field("gone")), None);
    }

    #[test]
    fn broken_and_bottomless_text_has_no_outline() {
        for text in ["", "(", "(a: )", "[1 2]", "\"open", "r#\"open\"", &"[".repeat(10_000)] {
            assert_eq!(Outline::read(text), None, "{text:.20}");
        }
    }
}
