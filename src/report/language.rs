//! The words of reports in each language, and how numbers and dates are written there.
//!
//! **Invariant:** every key stands in the table of every language. The tables lie in
//! `assets/reports/words`, so that nobody needs Rust to put a word right. What scenarios and people
//! wrote is never translated.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::scoring::{Mean, shown};

/// A language that reports can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// British English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code, such as `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of that code, or of a tag that begins with it, such as `de-AT`.
    pub fn of(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its words.
    pub fn words(self) -> &'static Words {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
            let table = include_str!("../../assets/reports/words/en.json");
            Words::read(Language::English, table)
        });
        static GERMAN: LazyLock<Words> = LazyLock::new(|| {
            let table = include_str!("../../assets/reports/words/de.json");
            Words::read(Language::German, table)
        });
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        }
    }

    fn decimal_mark(self) -> &'static str {
        match self {
            Self::English => ".",
            Self::German => ",",
        }
    }
}

/// The words of one language, by key.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Words {
    #[serde(skip)]
    language: Language,
    table: BTreeMap<String, String>,
}

impl Words {
    fn read(language: Language, table: &str) -> Self {
        let table = serde_json::from_str(table).unwrap_or_else(|error| {
            tracing::error!("words of reports, {}: {error}", language.code());
            BTreeMap::new()
        });
        Self { language, table }
    }

    /// Every key with its words.
    pub fn table(&self) -> &BTreeMap<String, String> {
        &self.table
    }

    /// The words for a key; the key itself where there are none.
    pub fn say(&self, key: &str) -> String {
        self.table.get(key).map_or(key, String::as_str).to_owned()
    }

    /// The words for a key with what they leave open, such as `{name}`, filled in.
    pub fn with(&self, key: &str, open: &[(&str, &str)]) -> String {
        fill(&self.say(key), open)
    }

    /// The words for one, or for another number of things: the keys `KEY.one` and `KEY.many`.
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.with(&format!("{key}.{form}"), &[("{count}", &count.to_string())])
    }

    /// A mean with one decimal.
    pub fn mean(&self, mean: Mean) -> String {
        mean.to_string().replace('.', self.language.decimal_mark())
    }

    /// A figure that is written already, such as `3.13`, with the language's decimal mark.
    pub fn figure(&self, text: &str) -> String {
        text.replace('.', self.language.decimal_mark())
    }

    /// A difference with one decimal and its sign; none where nothing is left of it.
    pub fn difference(&self, value: f64) -> String {
        let text = shown(value.abs(), 1);
        let sign = match text.as_str() {
            "0.0" => "±",
            _ if value < 0.0 => "−",
            _ => "+",
        };
        format!("{sign}{text}").replace('.', self.language.decimal_mark())
    }

    /// A date: `24 November 2026`, `24. November 2026`.
    pub fn date(&self, date: Date) -> String {
        let month = self.say(&format!("month.{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.with("date", &[("{day}", &day), ("{month}", &month), ("{year}", &year)])
    }

    /// A moment by the clock on the wall: `10:42`.
    pub fn time(&self, moment: Timestamp, zone: &TimeZone) -> String {
        moment.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string()
    }

    /// So many minutes.
    pub fn minutes(&self, minutes: i64) -> String {
        self.with("minutes", &[("{count}", &minutes.to_string())])
    }
}

/// The text with what it leaves open filled in. What is put in is never looked at again, so that a
/// person called `{name}` stays that.
pub fn fill(text: &str, open: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let found = open.iter().find_map(|(word, says)| Some((rest.strip_prefix(word)?, says)));
        if let Some((after, says)) = found {
            filled.push_str(says);
            rest = after;
        } else {
            filled.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let open = [("{code}", "C01"), ("{name}", "{kind} {code}"), ("{kind}", "Log")];
        assert_eq!(fill("{code}-{name} {kind} {other}", &open), "C01-{kind} {code} Log {other}");
        assert_eq!(fill("é{", &open), "é{");
    }

    #[test]
    fn numbers_and_dates_are_written_as_the_language_has_it() {
        let mean = Mean { value: 3.35, ratings: 2 };
        let date = jiff::civil::date(2026, 3, 4);
        let (english, german) = (Language::English.words(), Language::German.words());
        assert_eq!((english.mean(mean), german.mean(mean)), ("3.4".into(), "3,4".into()));
        assert_eq!(english.date(date), "4 March 2026");
        assert_eq!(german.date(date), "4. März 2026");
        assert_eq!(english.difference(-0.26), "−0.3");
        assert_eq!(german.difference(0.04), "±0,0");
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert_eq!(Language::of("de-AT"), Some(Language::German));
        assert_eq!(Language::of("EN"), Some(Language::English));
        assert_eq!(Language::of("fr"), None);
    }
}
