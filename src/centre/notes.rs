//! What assessors wrote down: behaviour, not judgement, with the second at which typing began.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Centre, Made, Sheet, marksheets};
use crate::ids::{CompetencyId, IndicatorId, NoteId};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = marksheets::LONGEST_TEXT;

/// Whether a behaviour speaks for or against a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Speaks for it.
    For,
    /// Speaks against it.
    Against,
    /// Looked at, and speaks neither way.
    Neutral,
}

/// A competency that a note is evidence of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Which one.
    pub competency: CompetencyId,
    /// Which of its indicators, where somebody said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorId>,
    /// Where the note speaks the other way for this one: a decision taken alone can speak for
    /// deciding and against including others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
}

impl Shown {
    /// The competency, with no indicator and in the direction of the note.
    pub fn of(competency: CompetencyId) -> Self {
        Self { competency, indicators: Vec::new(), direction: None }
    }
}

/// What a note says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Content {
    /// As typed; empty only in a mark that nobody has worded yet.
    pub text: String,
    /// For, against or neither; nothing when not classified yet.
    pub direction: Option<Direction>,
    /// What it is evidence of, each once; not classified yet when there is none.
    pub shows: Vec<Shown>,
}

impl Content {
    /// Whether it is evidence of the competency.
    pub fn is_on(&self, competency: &CompetencyId) -> bool {
        self.shows.iter().any(|shown| shown.competency == *competency)
    }

    /// In which direction it speaks on the competency; nothing when it does not, or when nobody
    /// has said.
    pub fn direction_on(&self, competency: &CompetencyId) -> Option<Direction> {
        let shown = self.shows.iter().find(|shown| shown.competency == *competency)?;
        shown.direction.or(self.direction)
    }

    /// The competencies that it is evidence of.
    pub fn competencies(&self) -> impl Iterator<Item = &CompetencyId> {
        self.shows.iter().map(|shown| &shown.competency)
    }

    /// Whether somebody has said what it shows and which way it speaks. What speaks neither way
    /// needs no competency.
    pub fn is_classified(&self) -> bool {
        match self.direction {
            Some(Direction::Neutral) => true,
            Some(_) => !self.shows.is_empty(),
            None => false,
        }
    }

    /// What stands in the words like a tag, such as `#goals`: what names something was taken out
    /// of them, so these name nothing.
    pub fn stray_tags(&self) -> impl Iterator<Item = &str> {
        self.text.split_whitespace().filter(|word| is_tag(word))
    }

    /// The words as others are told them: without tags at their end, which name nothing. What was
    /// written stays as it was written.
    pub fn told(&self) -> &str {
        let mut told = self.text.as_str();
        loop {
            let trimmed = told.trim_end();
            let begins = trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            match trimmed.get(begins..) {
                Some(word) if is_tag(word) => told = trimmed.get(..begins).unwrap_or_default(),
                _ => return trimmed,
            }
        }
    }

    /// Whether it has no words yet: a moment that somebody marked in passing.
    pub fn is_wordless(&self) -> bool {
        self.text.trim().is_empty()
    }
}

fn is_tag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|rest| rest.contains(char::is_alphanumeric))
}

/// How a [`Content`] is written. A note on one competency reads as it did before notes could
/// carry several.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    text: String,
    direction: Option<Direction>,
    competency: Option<CompetencyId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shows: Vec<Shown>,
}

impl From<Stored> for Content {
    fn from(stored: Stored) -> Self {
        let alone = stored.competency.map(Shown::of);
        let shows = alone.into_iter().chain(stored.shows).collect();
        Self { text: stored.text, direction: stored.direction, shows }
    }
}

impl From<Content> for Stored {
    fn from(content: Content) -> Self {
        let Content { text, direction, mut shows } = content;
        let plain = |shown: &Shown| shown.indicators.is_empty() && shown.direction.is_none();
        let alone = shows.len() == 1 && shows.first().is_some_and(plain);
        let competency = if alone { shows.pop().map(|shown| shown.competency) } else { None };
        Self { text, direction, competency, shows }
    }
}

/// What a note said from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it said.
    pub content: Content,
    /// Who wrote that, and when.
    pub made: Made,
}

/// A time-stamped record of what a candidate said or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Made by the entry that kept it.
    pub id: NoteId,
    /// About whom, in which session, by whom.
    pub sheet: Sheet,
    /// When its typing began, or when the moment was marked.
    pub began: Timestamp,
    /// What it says now.
    pub now: Version,
    /// What it said before, oldest first.
    pub before: Vec<Version>,
    /// Struck out, by whom and when. It stays on record.
    pub struck: Option<Made>,
}

impl Note {
    /// Whether it counts as evidence: it has words and is not struck out.
    pub fn counts(&self) -> bool {
        self.struck.is_none() && !self.now.content.is_wordless()
    }

    /// How many other wordings it had before: what was only classified anew has the same words.
    pub fn earlier_wordings(&self) -> usize {
        let versions = self.before.iter().chain([&self.now]);
        let mut texts: Vec<&str> = versions.map(|version| version.content.text.trim()).collect();
        texts.retain(|text| !text.is_empty());
        texts.dedup();
        texts.len().saturating_sub(1)
    }
}

/// What can happen to notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A note is kept.
    Keep {
        /// About whom, in which session, by whom.
        sheet: Sheet,
        /// When its typing began.
        began: Timestamp,
        /// What it says.
        content: Content,
    },
    /// A moment is marked without words; they come later.
    Mark {
        /// About whom, in which session, by whom.
        sheet: Sheet,
        /// The moment.
        at: Timestamp,
        /// For or against, as far as that was said with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<Direction>,
        /// What it is evidence of, as far as that was said with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        shows: Vec<Shown>,
    },
    /// A note says something else now.
    Edit {
        /// Which.
        note: NoteId,
        /// What it says.
        content: Content,
    },
    /// A note is struck out.
    Strike {
        /// Which.
        note: NoteId,
    },
    /// A note that was struck out counts again.
    Restore {
        /// Which.
        note: NoteId,
    },
}

/// Why a change to notes cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody can write on that marksheet.
    Marksheet(marksheets::Refusal),
    /// There is no such note.
    NoSuchNote,
    /// A note needs words.
    Empty,
    /// Longer than [`LONGEST_NOTE`].
    TooLong,
    /// The competency is not rated in this exercise.
    NotObservedHere(CompetencyId),
    /// The competency has no such indicator.
    NoSuchIndicator(IndicatorId),
    /// The competency is named twice.
    Twice(CompetencyId),
    /// It is struck out already.
    Struck,
    /// It is not struck out.
    NotStruck,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let known = |note: &NoteId| centre.notes.get(note).ok_or(Refusal::NoSuchNote);
    let writable = |sheet| marksheets::check_writable(centre, sheet).map_err(Refusal::Marksheet);
    match change {
        Change::Keep { sheet, content, began: _ } => {
            writable(*sheet)?;
            check_text(content)?;
            check_shows(centre, *sheet, &content.shows)
        }
        Change::Mark { sheet, shows, at: _, direction: _ } => {
            writable(*sheet)?;
            check_shows(centre, *sheet, shows)
        }
        Change::Edit { note, content } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() {
                return Err(Refusal::Struck);
            }
            // A mark can be classified before it is worded.
            if !(note.now.content.is_wordless() && content.is_wordless()) {
                check_text(content)?;
            }
            check_shows(centre, note.sheet, &content.shows)
        }
        Change::Strike { note } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() { Err(Refusal::Struck) } else { Ok(()) }
        }
        Change::Restore { note } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() { Ok(()) } else { Err(Refusal::NotStruck) }
        }
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Keep { sheet, began, content } => {
            keep(centre, *sheet, *began, content.clone(), made);
        }
        Change::Mark { sheet, at, direction, shows } => {
            let content =
                Content { text: String::new(), direction: *direction, shows: shows.clone() };
            keep(centre, *sheet, *at, content, made);
        }
        Change::Edit { note, content } => {
            if let Some(note) = centre.notes.get_mut(note) {
                let version = Version { content: content.clone(), made: *made };
                note.before.push(std::mem::replace(&mut note.now, version));
            }
        }
        Change::Strike { note } => {
            if let Some(note) = centre.notes.get_mut(note) {
                note.struck = Some(*made);
            }
        }
        Change::Restore { note } => {
            if let Some(note) = centre.notes.get_mut(note) {
                note.struck = None;
            }
        }
    }
}

fn keep(centre: &mut Centre, sheet: Sheet, began: Timestamp, content: Content, made: &Made) {
    let id = NoteId(made.origin);
    let now = Version { content, made: *made };
    let note = Note { id, sheet, began, now, before: Vec::new(), struck: None };
    centre.notes.insert(id, note);
    if let Some(session) = centre.sessions.get_mut(&sheet.session) {
        session.notes.push(id);
    }
}

fn check_text(content: &Content) -> Result<(), Refusal> {
    if content.is_wordless() {
        return Err(Refusal::Empty);
    }
    let fits = content.text.chars().count() <= LONGEST_NOTE;
    fits.then_some(()).ok_or(Refusal::TooLong)
}

fn check_shows(centre: &Centre, sheet: Sheet, shows: &[Shown]) -> Result<(), Refusal> {
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    for (place, shown) in shows.iter().enumerate() {
        let competency = &shown.competency;
        if exercise.is_none_or(|exercise| !exercise.observes(competency)) {
            return Err(Refusal::NotObservedHere(competency.clone()));
        }
        if shows.iter().take(place).any(|earlier| earlier.competency == *competency) {
            return Err(Refusal::Twice(competency.clone()));
        }
        let known = centre.scenario.competency(competency);
        let unknown = shown
            .indicators
            .iter()
            .find(|indicator| known.is_none_or(|known| known.indicator(indicator).is_none()));
        if let Some(indicator) = unknown {
            return Err(Refusal::NoSuchIndicator(indicator.clone()));
        }
    }
    Ok(())
}
