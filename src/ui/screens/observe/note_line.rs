//! The one line to type in: what its marks mean. A digit picks the candidate, + or − the
//! direction, # the behaviour; Enter keeps the note with the time at which typing began.

use jiff::Timestamp;

use crate::centre::notes::Direction;
use crate::ids::CompetencyId;

/// A competency that can be named after `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Which.
    pub id: CompetencyId,
    /// What people call it.
    pub name: String,
}

/// A note that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteLine {
    /// As typed, without the marks that were taken out of it.
    pub text: String,
    /// When its typing began.
    pub began: Option<Timestamp>,
    /// For or against.
    pub direction: Option<Direction>,
    /// What it is evidence of.
    pub competency: Option<CompetencyId>,
}

impl NoteLine {
    /// Nothing typed and nothing marked.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.direction.is_none() && self.competency.is_none()
    }

    /// Takes in what was typed: sets when it began, and takes marks out of the text. Gives the
    /// seat that a digit picked, from 0. A space first keeps everything as it is typed.
    pub fn typed(&mut self, now: Timestamp, seats: usize, tags: &[Tag]) -> Option<usize> {
        if self.text.is_empty() {
            if self.is_empty() {
                self.began = None;
            }
            return None;
        }
        self.began.get_or_insert(now);
        let mut seat = None;
        while let Some(first) = self.text.chars().next() {
            match first {
                '+' => self.direction = Some(Direction::For),
                '-' | '−' => self.direction = Some(Direction::Against),
                '1'..='9' if seats > 1 => {
                    let digit = first.to_digit(10).map_or(0, |digit| digit as usize);
                    if digit > seats {
                        break;
                    }
                    seat = Some(digit - 1);
                }
                _ => break,
            }
            self.text.remove(0);
        }
        if self.text.ends_with(' ') && self.tag_begun().is_some_and(|tag| !tag.is_empty()) {
            self.take_tag(tags, 0);
        }
        seat
    }

    /// What was typed after the last `#`, while that word goes on to the end of the line.
    pub fn tag_begun(&self) -> Option<&str> {
        let (before, tag) = self.text.rsplit_once('#')?;
        let starts_word = before.is_empty() || before.ends_with(char::is_whitespace);
        let word = tag.trim_end();
        (starts_word && !word.contains(char::is_whitespace)).then_some(word)
    }

    /// The tags that what was typed after `#` may mean: by number, or by the beginning of a word.
    pub fn suggestions<'a>(&self, tags: &'a [Tag]) -> Vec<&'a Tag> {
        let Some(begun) = self.tag_begun() else { return Vec::new() };
        if let Ok(number) = begun.parse::<usize>() {
            return number.checked_sub(1).and_then(|place| tags.get(place)).into_iter().collect();
        }
        let begun = begun.to_lowercase();
        let fits = |tag: &&Tag| {
            let name = tag.name.to_lowercase();
            name.split_whitespace().any(|word| word.starts_with(&begun))
        };
        tags.iter().filter(fits).collect()
    }

    /// Takes the tag at `place` of the suggestions, and its word out of the text.
    pub fn take_tag(&mut self, tags: &[Tag], place: usize) {
        let chosen = self.suggestions(tags).get(place).map(|tag| tag.id.clone());
        if let (Some(chosen), Some((before, _))) = (chosen, self.text.rsplit_once('#')) {
            self.competency = Some(chosen);
            self.text = before.to_owned();
        }
    }

    /// Takes the last mark back: what Backspace does in an empty line.
    pub fn take_back(&mut self) {
        if self.competency.take().is_none() {
            self.direction = None;
        }
    }

    /// The text as it will be kept. Spelling and spaces within stay as typed.
    pub fn words(&self) -> &str {
        self.text.trim()
    }

    /// As it is kept in case of a crash.
    pub fn draft(&self) -> String {
        match self.began {
            Some(began) if !self.text.is_empty() => format!("{began} {}", self.text),
            _ => String::new(),
        }
    }

    /// Brought back after a crash.
    pub fn from_draft(draft: &str) -> Self {
        let read =
            draft.split_once(' ').and_then(|(began, text)| Some((began.parse().ok()?, text)));
        match read {
            Some((began, text)) => {
                Self { text: text.to_owned(), began: Some(began), ..Self::default() }
            }
            None => Self { text: draft.to_owned(), ..Self::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags() -> Vec<Tag> {
        ["Sets direction", "Includes others", "Organises work"]
            .iter()
            .map(|name| {
                let id = CompetencyId::new(name.to_lowercase().replace(' ', "-"));
                Tag { id, name: (*name).to_owned() }
            })
            .collect()
    }

    /// Types letter by letter, as hands do.
    fn type_in(line: &mut NoteLine, text: &str, seats: usize) -> Option<usize> {
        let mut picked = None;
        for (second, letter) in (0..).zip(text.chars()) {
            line.text.push(letter);
            let now = Timestamp::from_second(1000 + second).unwrap();
            picked = line.typed(now, seats, &tags()).or(picked);
        }
        picked
    }

    #[test]
    fn a_digit_picks_the_candidate_and_a_sign_the_direction() {
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "2+Checks with all", 6), Some(1));
        assert_eq!(line.direction, Some(Direction::For));
        assert_eq!(line.text, "Checks with all");
        assert_eq!(line.began, Timestamp::from_second(1000).ok());
    }

    #[test]
    fn a_digit_is_a_digit_when_there_is_one_candidate_or_a_space_before_it() {
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "3 deadlines", 1), None);
        assert_eq!(line.text, "3 deadlines");
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, " 3 deadlines", 6), None);
        assert_eq!(line.words(), "3 deadlines");
    }

    #[test]
    fn a_word_after_a_hash_names_the_competency() {
        let mut line = NoteLine::default();
        type_in(&mut line, "-Talks over her #incl ", 1);
        assert_eq!(line.competency, Some(CompetencyId::new("includes-others")));
        assert_eq!(line.words(), "Talks over her");
        assert_eq!(line.direction, Some(Direction::Against));
        let mut line = NoteLine::default();
        type_in(&mut line, "Splits the rota #3 ", 1);
        assert_eq!(line.competency, Some(CompetencyId::new("organises-work")));
    }

    #[test]
    fn a_hash_that_names_nothing_stays_as_typed() {
        let mut line = NoteLine::default();
        type_in(&mut line, "Room #zebra is cold", 1);
        assert_eq!((line.words(), &line.competency), ("Room #zebra is cold", &None));
    }

    #[test]
    fn the_time_begins_anew_when_the_line_is_emptied() {
        let mut line = NoteLine::default();
        type_in(&mut line, "x", 1);
        line.text.clear();
        line.typed(Timestamp::from_second(5000).unwrap(), 1, &tags());
        assert_eq!(line.began, None);
    }

    #[test]
    fn a_draft_comes_back_with_the_time_at_which_it_began() {
        let mut line = NoteLine::default();
        type_in(&mut line, "Half a thought", 1);
        let back = NoteLine::from_draft(&line.draft());
        assert_eq!((back.text, back.began), (line.text, line.began));
    }
}
