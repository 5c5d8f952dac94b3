//! What `#` can name in the note line: the competencies of the exercise, and their indicators.

use crate::centre::notes::Direction;
use crate::ids::{CompetencyId, IndicatorId};
use crate::scenario::{Competency, Exercise, Scenario};

/// From so many letters on, indicators are offered as well: a single letter would offer most.
const LETTERS_FOR_INDICATORS: usize = 3;

/// A competency that can be named after `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Which.
    pub id: CompetencyId,
    /// What people call it.
    pub name: String,
    /// Its indicators: those that speak for it first.
    pub indicators: Vec<Sign>,
}

/// An indicator that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Which.
    pub id: IndicatorId,
    /// The behaviour.
    pub text: String,
    /// Whether it speaks for the competency or against it.
    pub speaks: Direction,
}

impl Tag {
    /// A competency with all that can be named of it.
    pub fn of(known: &Competency) -> Self {
        let sign = |speaks: Direction| {
            move |known: &crate::scenario::framework::Indicator| Sign {
                id: known.id.clone(),
                text: known.text.clone(),
                speaks,
            }
        };
        let positive = known.positive.iter().map(sign(Direction::For));
        let negative = known.negative.iter().map(sign(Direction::Against));
        let indicators = positive.chain(negative).collect();
        Self { id: known.id.clone(), name: known.name.clone(), indicators }
    }

    /// What can be named in an exercise, in its order.
    pub fn all(scenario: &Scenario, exercise: &Exercise) -> Vec<Self> {
        let observed = exercise.observes.iter();
        observed.filter_map(|one| scenario.competency(&one.competency)).map(Self::of).collect()
    }
}

/// One thing that what was typed after `#` may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Its place among the competencies of the exercise, from 1.
    pub number: usize,
    /// The competency.
    pub tag: &'a Tag,
    /// One of its indicators.
    pub sign: Option<&'a Sign>,
    /// The direction that was typed with it.
    pub speaks: Option<Direction>,
}

impl Offer<'_> {
    /// How it is offered: `#2 Builds morale`, `#2.5 Passes over a sign of low mood`.
    pub fn words(&self) -> String {
        let Some(sign) = self.sign else { return format!("#{} {}", self.number, self.tag.name) };
        let place = self.tag.indicators.iter().position(|known| known.id == sign.id);
        format!("#{}.{} {}", self.number, place.map_or(0, |place| place + 1), sign.text)
    }
}

/// What was typed after `#` may mean these: by number (`2`, `2.1`) or by the beginning of a word,
/// competencies before indicators. A sign before it says the direction.
pub fn offers<'a>(tags: &'a [Tag], typed: &str) -> Vec<Offer<'a>> {
    let (speaks, typed) = direction_of(typed);
    let offer =
        |(place, tag): (usize, &'a Tag)| Offer { number: place + 1, tag, sign: None, speaks };
    if typed.starts_with(|first: char| first.is_ascii_digit()) {
        return by_number(tags, typed)
            .map(|(place, tag, sign)| Offer { sign, ..offer((place, tag)) })
            .into_iter()
            .collect();
    }
    let typed = typed.to_lowercase();
    let begins = |text: &str| text.to_lowercase().split_whitespace().any(|w| w.starts_with(&typed));
    let all = || tags.iter().enumerate();
    let mut found: Vec<Offer<'a>> = all().filter(|(_, tag)| begins(&tag.name)).map(offer).collect();
    if typed.chars().count() >= LETTERS_FOR_INDICATORS {
        found.extend(all().flat_map(|(place, tag)| {
            let signs = tag.indicators.iter().filter(|sign| begins(&sign.text));
            signs.map(move |sign| Offer { sign: Some(sign), ..offer((place, tag)) })
        }));
    }
    found
}

fn direction_of(typed: &str) -> (Option<Direction>, &str) {
    let signs = [('+', Direction::For), ('-', Direction::Against), ('−', Direction::Against)];
    let found = signs.iter().find_map(|(sign, speaks)| Some((*speaks, typed.strip_prefix(*sign)?)));
    found.map_or((None, typed), |(speaks, rest)| (Some(speaks), rest))
}

fn by_number<'a>(tags: &'a [Tag], typed: &str) -> Option<(usize, &'a Tag, Option<&'a Sign>)> {
    let (competency, indicator) = match typed.split_once('.') {
        Some((competency, indicator)) => (competency, Some(indicator)),
        None => (typed, None),
    };
    let place = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
    let at = place(competency)?;
    let tag = tags.get(at)?;
    match indicator.filter(|number| !number.is_empty()) {
        Some(number) => Some((at, tag, Some(tag.indicators.get(place(number)?)?))),
        None => Some((at, tag, None)),
    }
}
