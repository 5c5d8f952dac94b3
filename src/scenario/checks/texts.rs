//! What a careful reader would mark in the texts: too long, said twice, or giving too much away.

use std::collections::BTreeSet;

use super::{Checks, Finding};
use crate::problem::Path;
use crate::scenario::{Exercise, Family, Phase, PhaseKind, Present};
use crate::time::Length;

/// How many words of an unfamiliar working paper a grown reader takes in a minute, with pencil in
/// hand. Silent reading of English non-fiction averages 238 words a minute (Brysbaert, "How many
/// words do we read per minute?", Journal of Memory and Language 109, 2019); a brief is read with
/// more care than that.
pub const WORDS_A_MINUTE: u32 = 200;

/// How much of a phase may go into reading, in percent: the rest is for thinking and doing.
const READING_SHARE: u64 = 70;

/// Two indicators say the same when this share of their words is common, in percent.
const SAME_WORDS: usize = 80;

/// Words that tell a candidate how they are marked.
const SCORING_WORDS: [&str; 12] = [
    "score",
    "scores",
    "scored",
    "scoring",
    "rating",
    "ratings",
    "rated",
    "competency",
    "competencies",
    "mark scheme",
    "marking scheme",
    "pass mark",
];

/// Words of degree and frequency, which describe no behaviour.
const DEGREES: [&str; 52] = [
    "adequate",
    "adequately",
    "all",
    "almost",
    "always",
    "appropriate",
    "appropriately",
    "better",
    "clear",
    "clearly",
    "consistently",
    "effective",
    "effectively",
    "excellent",
    "extremely",
    "fairly",
    "few",
    "frequently",
    "fully",
    "generally",
    "good",
    "great",
    "greatly",
    "hardly",
    "high",
    "highly",
    "largely",
    "less",
    "little",
    "low",
    "many",
    "more",
    "most",
    "mostly",
    "much",
    "never",
    "occasionally",
    "often",
    "partly",
    "poor",
    "poorly",
    "quite",
    "rarely",
    "really",
    "slightly",
    "some",
    "sometimes",
    "somewhat",
    "strong",
    "usually",
    "very",
    "well",
];

/// Words that carry no meaning of their own.
const FILLERS: [&str; 21] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that",
    "the", "their", "them", "they", "to", "with",
];

/// How many words a text has, markup left aside.
pub fn words(markdown: &str) -> usize {
    markdown.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// How long it takes to read that many words once, in whole half minutes.
pub fn reading_time(words: usize) -> Length {
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    Length::seconds(words.saturating_mul(2).div_ceil(WORDS_A_MINUTE).saturating_mul(30))
}

impl Checks<'_> {
    pub(super) fn texts(&mut self) {
        for (exercise, path) in self.exercises() {
            self.reading(exercise, &path);
            self.giving_away(exercise, &path);
        }
        self.indicators_said_twice();
        self.anchors_by_degree();
        self.counts_nothing();
        self.families();
    }

    fn reading(&mut self, exercise: &Exercise, path: &Path) {
        for (index, phase) in exercise.phases.iter().enumerate() {
            let words = words_to_read(exercise, index, phase);
            let needed = reading_time(words);
            let most = u64::from(phase.length.as_secs()) * READING_SHARE / 100;
            if words > 0 && u64::from(needed.as_secs()) > most {
                let path = path.field("phases").item(index).field("length");
                self.warn(&path, Finding::TooMuchToRead(needed, phase.length));
            }
        }
    }

    fn giving_away(&mut self, exercise: &Exercise, path: &Path) {
        let seats = exercise.seats.iter().enumerate();
        let list = path.field("seats");
        let papers =
            std::iter::once((&exercise.papers.candidate, path.field("papers").field("candidate")))
                .chain(seats.map(|(index, seat)| (&seat.brief, list.item(index).field("brief"))));
        for (text, path) in papers {
            let plain = format!(" {} ", plain(text).join(" "));
            for word in SCORING_WORDS {
                if plain.contains(&format!(" {word} ")) {
                    self.warn(&path, Finding::ScoringWord(word.to_owned(), around(text, word)));
                }
            }
        }
    }

    fn indicators_said_twice(&mut self) {
        let list = Path::default().field("framework").field("competencies");
        let mut known: Vec<(BTreeSet<String>, &crate::scenario::Competency)> = Vec::new();
        let mut twice = Vec::new();
        for (index, competency) in self.scenario.framework.competencies.iter().enumerate() {
            for (name, indicators) in
                [("positive", &competency.positive), ("negative", &competency.negative)]
            {
                for (place, indicator) in indicators.iter().enumerate() {
                    let words = meaning(&indicator.text);
                    if let Some((_, other)) = known.iter().find(|(said, _)| same(said, &words)) {
                        let path = list.item(index).field(name).item(place).field("text");
                        let fact =
                            Finding::IndicatorTwice(indicator.text.clone(), other.id.clone());
                        twice.push((path, fact));
                    }
                    known.push((words, competency));
                }
            }
        }
        for (path, fact) in twice {
            self.warn(&path, fact);
        }
    }

    fn anchors_by_degree(&mut self) {
        let list = Path::default().field("framework").field("competencies");
        for (index, competency) in self.scenario.framework.competencies.iter().enumerate() {
            let anchors = competency.anchors.iter().filter(|(_, text)| !text.trim().is_empty());
            let said: Vec<_> =
                anchors.map(|(level, text)| (*level, without_degrees(text))).collect();
            for pair in said.windows(2) {
                if let [(lower, low), (higher, high)] = pair
                    && low == high
                {
                    let path = list.item(index).field("anchors").key(higher);
                    let id = competency.id.clone();
                    self.warn(&path, Finding::AnchorsByDegree(id, *lower, *higher));
                }
            }
        }
    }

    fn counts_nothing(&mut self) {
        let path = Path::default().field("decision").field("weights");
        for (competency, weight) in &self.scenario.decision.weights {
            if *weight == 0.0 {
                self.warn(&path.key(competency), Finding::CountsNothing(competency.clone()));
            }
        }
    }

    fn families(&mut self) {
        let competencies = &self.scenario.framework.competencies;
        let path = Path::default().field("framework").field("competencies");
        for (family, name) in
            [(Family::Leadership, "Leadership"), (Family::Management, "Management")]
        {
            if !competencies.is_empty() && competencies.iter().all(|known| known.family != family) {
                self.warn(&path, Finding::FamilyMissing(name));
            }
        }
    }
}

/// The words that a candidate reads in a phase. The brief, and what is handed out with it, is read
/// in the first phase in which candidates have time of their own.
fn words_to_read(exercise: &Exercise, index: usize, phase: &Phase) -> usize {
    let reads = |phase: &Phase| {
        phase.present.contains(&Present::Candidates) && phase.kind != PhaseKind::Briefing
    };
    let first = exercise.phases.iter().position(reads) == Some(index);
    let documents = exercise.papers.documents.iter().filter(|document| match &document.given {
        Some(given) => *given == phase.id,
        None => first,
    });
    let mut total: usize = documents.map(|document| words(&document.text)).sum();
    if first {
        let seat = exercise.seats.iter().map(|seat| words(&seat.brief)).max();
        total += words(&exercise.papers.candidate) + seat.unwrap_or(0);
    }
    total
}

/// A word with those beside it, so that it is found in a long paper.
fn around(text: &str, word: &str) -> String {
    let shown: Vec<&str> = text.split_whitespace().collect();
    let length = word.split(' ').count();
    let at = shown.windows(length).position(|some| plain(&some.join(" ")).join(" ") == word);
    let Some(at) = at else { return word.to_owned() };
    let (from, to) = (at.saturating_sub(3), (at + length + 3).min(shown.len()));
    let before = if from > 0 { "… " } else { "" };
    let after = if to < shown.len() { " …" } else { "" };
    let said = shown.get(from..to).unwrap_or_default().join(" ");
    format!("{before}{said}{after}")
}

/// The words of a text in small letters, without marks.
fn plain(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn meaning(text: &str) -> BTreeSet<String> {
    plain(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str())).collect()
}

fn without_degrees(text: &str) -> BTreeSet<String> {
    meaning(text).into_iter().filter(|word| !DEGREES.contains(&word.as_str())).collect()
}

fn same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let all = one.union(other).count();
    all > 0 && one.intersection(other).count() * 100 >= all * SAME_WORDS
}
