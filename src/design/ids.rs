//! Short words made from what people call things.

use std::collections::BTreeSet;

use crate::ids::{LONGEST_WORD, is_word};

/// The short word nearest to a name: `Hand out the week` gives `hand-out-the-week`.
pub fn word_of(name: &str, otherwise: &str) -> String {
    let mut word = String::new();
    for c in name.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’')) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else if !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
    }
    word.truncate(LONGEST_WORD - 4);
    let word = word.trim_end_matches('-').trim_start_matches(|c: char| !c.is_ascii_lowercase());
    if is_word(word) { word.to_owned() } else { otherwise.to_owned() }
}

/// `word`, or with a number behind it where it is taken.
pub fn free_word<'a>(word: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: BTreeSet<&str> = taken.collect();
    if taken.contains(word) { first_free(word, 2, &taken) } else { word.to_owned() }
}

/// `word-1`, or the next number that is free.
pub(super) fn numbered<'a>(word: &str, taken: impl Iterator<Item = &'a str>) -> String {
    first_free(word, 1, &taken.collect())
}

fn first_free(word: &str, from: u32, taken: &BTreeSet<&str>) -> String {
    let mut words = (from..).map(|number| format!("{word}-{number}"));
    words.find(|word| !taken.contains(word.as_str())).unwrap_or_default()
}
