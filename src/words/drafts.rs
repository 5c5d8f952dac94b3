//! What a candidate is to be told, drafted from an assessor's own notes and in their words. A draft
//! is a beginning: the assessor goes on from it.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use crate::centre::marksheet::{Part, Rating};
use crate::centre::notes::Direction;
use crate::centre::{Centre, Note, Sheet};
use crate::ids::{CandidateId, CompetencyId, NoteId};
use crate::scoring::evidence::side;

/// How many competencies one draft speaks about: nobody takes in more.
const COMPETENCIES: usize = 3;
/// How many notes a draft quotes on each.
const NOTES: usize = 2;

/// A text, and the notes that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What is to be told.
    pub text: String,
    /// The notes that are quoted in it.
    pub quotes: Vec<NoteId>,
}

impl Draft {
    /// The same with one note more, quoted under the competency. A note that is quoted already is
    /// not quoted again.
    #[must_use]
    pub fn quoting(mut self, centre: &Centre, competency: &CompetencyId, note: &Note) -> Self {
        let told = note.now.content.told();
        if self.quotes.contains(&note.id) || !note.counts() || told.is_empty() {
            return self;
        }
        let name = centre.scenario.competency(competency).map_or("", |known| known.name.as_str());
        let words = sentence(told);
        let head = format!("{name}: ");
        let mut lines: Vec<String> = self.text.lines().map(str::to_owned).collect();
        match lines.iter_mut().find(|line| line.starts_with(&head)) {
            Some(line) => *line = format!("{} {words}", line.trim_end()),
            None => lines.push(format!("{head}{words}")),
        }
        self.text = lines.join("\n");
        self.quotes.push(note.id);
        self
    }
}

/// What `so_far` becomes when the notes of the marksheet that speak for a competency (strengths) or
/// against it (next steps) are quoted: of the three competencies that were rated furthest that way,
/// two notes each in the order of time; none that is rated is told as both ([`side`]). Nothing when
/// there is no such note left to quote.
pub fn draft(centre: &Centre, sheet: Sheet, part: Part, so_far: &Draft) -> Option<Draft> {
    let (_, exercise) = centre.session(sheet.session)?;
    let notes = centre.notes_of(sheet);
    let direction = match part {
        Part::Strengths => Direction::For,
        Part::NextSteps => Direction::Against,
    };
    let speaking = |competency: &CompetencyId, way: Direction| -> Vec<&Note> {
        let speaks =
            |note: &&Note| note.counts() && note.now.content.direction_on(competency) == Some(way);
        notes.iter().copied().filter(speaks).collect()
    };
    let left = |competency: &CompetencyId| -> Vec<&Note> {
        let left = speaking(competency, direction).into_iter();
        left.filter(|note| !so_far.quotes.contains(&note.id)).take(NOTES).collect()
    };
    let observed = exercise.observes.iter().map(|observed| &observed.competency);
    let level = |competency: &CompetencyId| rated(centre, sheet, competency).map(f64::from);
    let levels: Vec<f64> = observed.clone().filter_map(level).collect();
    let told_so = |competency: &&CompetencyId| {
        let spoken = |way| speaking(competency, way).len();
        let spoken = (spoken(Direction::For), spoken(Direction::Against));
        level(competency).is_none_or(|level| side(level, &levels, spoken) == Some(direction))
    };
    let observed = observed.filter(told_so);
    let mut worth: Vec<_> = observed.map(|competency| (competency, left(competency))).collect();
    worth.retain(|(_, notes)| !notes.is_empty());
    worth.sort_by_key(|(competency, _)| rank(centre, sheet, part, competency));
    let told = worth.iter().take(COMPETENCIES);
    let quoted =
        told.flat_map(|(competency, notes)| notes.iter().map(move |note| (*competency, *note)));
    let next = quoted
        .fold(so_far.clone(), |draft, (competency, note)| draft.quoting(centre, competency, note));
    (next != *so_far).then_some(next)
}

/// The highest levels first for strengths, the lowest for next steps, and what has no level last.
fn rank(centre: &Centre, sheet: Sheet, part: Part, competency: &CompetencyId) -> i16 {
    match rated(centre, sheet, competency) {
        Some(level) if part == Part::Strengths => -i16::from(level),
        Some(level) => i16::from(level) - 1000,
        None => 1000,
    }
}

/// The level on the marksheet.
fn rated(centre: &Centre, sheet: Sheet, competency: &CompetencyId) -> Option<u8> {
    match centre.marksheets.get(&sheet)?.ratings.get(competency)?.rating {
        Rating::Level(level) => Some(level),
        Rating::NotObserved(_) => None,
    }
}

/// The words as they were written, closed like a sentence.
fn sentence(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let closed = words.ends_with(['.', '!', '?', '…', '”', '"', '’', ')']);
    if closed { words } else { format!("{words}.") }
}

/// What a part is headed.
pub fn told_heading(part: Part) -> &'static str {
    match part {
        Part::Strengths => "Strengths",
        Part::NextSteps => "Next steps",
    }
}

/// Whether a candidate would read the code or the name of somebody else in the text: what is
/// written during a group exercise often says who was spoken to.
pub fn names_others(centre: &Centre, sheet: Sheet, text: &str) -> Vec<String> {
    let found = Naming::of(centre).others(sheet.candidate, text);
    let mut listed = centre.people.candidates();
    listed.retain(|known| found.contains(&known.id));
    listed.iter().map(|known| names::candidate(centre, known.id)).collect()
}

/// Everybody on the list by code and whole name, to look for them in many texts (rule P4).
#[derive(Debug)]
pub struct Naming<'a> {
    codes: BTreeMap<&'a str, CandidateId>,
    /// Whole names, each under its first word.
    names: BTreeMap<&'a str, Vec<(&'a str, CandidateId)>>,
}

impl<'a> Naming<'a> {
    /// By whom anybody is called in the centre.
    pub fn of(centre: &'a Centre) -> Self {
        let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
        for known in centre.people.candidates() {
            codes.insert(known.code.as_str(), known.id);
            let name = known.name.trim();
            if let Some(first) = words_of(name).next() {
                let all: &mut Vec<_> = names.entry(first).or_default();
                all.push((name, known.id));
            }
        }
        Self { codes, names }
    }

    /// Those but `whose` who are named in the text.
    pub fn others(&self, whose: CandidateId, text: &str) -> BTreeSet<CandidateId> {
        let mut found = BTreeSet::new();
        for word in words_of(text) {
            found.extend(self.codes.get(word).copied());
            let names = self.names.get(word).into_iter().flatten();
            found.extend(names.filter(|(name, _)| is_named(text, name)).map(|(_, id)| *id));
        }
        found.remove(&whose);
        found
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Of how many reports that candidates read somebody else is named in them, and in whose.
pub fn reports_name_others(centre: &Centre, reports: usize, whose: &[CandidateId]) -> String {
    const NAMED: usize = 6;
    let known = whose.iter().filter_map(|id| centre.people.candidate(*id));
    let mut codes: Vec<&str> = known.take(NAMED).map(|known| known.code.as_str()).collect();
    let more = format!("{} more", whose.len().saturating_sub(NAMED));
    if whose.len() > NAMED {
        codes.push(&more);
    }
    let many = super::count(reports, "of these reports names", "of these reports name");
    format!(
        "{many} another candidate (rule P4): {}. Put the words right on their marksheets.",
        codes.join(", ")
    )
}

fn is_named(text: &str, name: &str) -> bool {
    let name = name.trim();
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}
