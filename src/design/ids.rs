//! Short words made from what people call things.

use crate::ids::{LONGEST_WORD, is_word};

/// The short word nearest to a name: `Hand out the week` gives `hand-out-the-week`.
pub fn word_of(name: &str, otherwise: &str) -> String {
    let mut word = String::new();
    for c in name.to_lowercase().chars() {
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
pub fn free_word<'a>(word: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    if taken.clone().all(|other| other != word) {
        return word.to_owned();
    }
    first_free(word, 2, taken)
}

/// `word-1`, or the next number that is free.
pub(super) fn numbered<'a>(word: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    first_free(word, 1, taken)
}

fn first_free<'a>(word: &str, from: u32, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut words = (from..).map(|number| format!("{word}-{number}"));
    words.find(|word| taken.clone().all(|other| other != word)).unwrap_or_default()
}
