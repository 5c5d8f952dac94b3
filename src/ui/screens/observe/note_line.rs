//! The one line to type in: what its marks mean. A digit picks the candidate, +, − or = the
//! direction, # the behaviour; Enter keeps the note with the time at which typing began.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::tags::{Offer, Tag, offers};
use crate::centre::Note;
use crate::centre::notes::{Content, Direction, Shown};
use crate::ids::NoteId;

/// A note that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoteLine {
    /// As typed, without the marks that were taken out of it.
    pub text: String,
    /// When its typing began.
    pub began: Option<Timestamp>,
    /// For, against, or neither way.
    pub direction: Option<Direction>,
    /// What it is evidence of.
    pub shows: Vec<Shown>,
    /// About which of the assessor's own candidates, from 0.
    pub seat: usize,
    /// The moment that was marked without words and gets them now.
    pub wording: Option<NoteId>,
    /// A digit at its head picked the candidate: a sign may follow, after spaces too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub picked: bool,
}

impl NoteLine {
    /// Nothing typed and nothing marked.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.is_marked() && self.wording.is_none()
    }

    /// Whether a direction or a behaviour was said.
    pub fn is_marked(&self) -> bool {
        self.direction.is_some() || !self.shows.is_empty()
    }

    /// Takes in what was typed: sets when it began, and takes marks out of the text. `own` are the
    /// places in the group of the assessor's own candidates, from 0. Gives which of them a digit
    /// picked. A space first keeps everything as it is typed.
    pub fn typed(&mut self, now: Timestamp, own: &[usize], tags: &[Tag]) -> Option<usize> {
        if self.text.is_empty() {
            self.picked = false;
            if !self.is_marked() {
                self.began = None;
            }
            return None;
        }
        self.began.get_or_insert(now);
        let mut picked = None;
        loop {
            let head = if self.picked { self.text.trim_start() } else { self.text.as_str() };
            let Some(first) = head.chars().next() else { break };
            let rest = head.get(first.len_utf8()..).unwrap_or_default().to_owned();
            if let Some(direction) = direction_by(first) {
                self.direction = Some(direction);
            } else if let Some(seat) =
                picked_by(self.text.chars().next(), own).filter(|_| self.wording.is_none())
            {
                picked = Some(seat);
                self.picked = true;
            } else {
                break;
            }
            self.text = rest;
        }
        if self.text.ends_with(' ') {
            self.take_begun(tags);
        }
        picked
    }

    /// What was typed after the last `#`, while that word goes on to the end of the line.
    pub fn tag_begun(&self) -> Option<&str> {
        let (before, tag) = self.text.rsplit_once('#')?;
        let starts_word = before.is_empty() || before.ends_with(char::is_whitespace);
        let word = tag.trim_end();
        (starts_word && !word.contains(char::is_whitespace)).then_some(word)
    }

    /// What the word after `#` may mean.
    pub fn offers<'a>(&self, tags: &'a [Tag]) -> Vec<Offer<'a>> {
        self.tag_begun().map(|typed| offers(tags, typed)).unwrap_or_default()
    }

    /// Takes the first of what is offered for a word that is begun: what a space and Enter do.
    pub fn take_begun(&mut self, tags: &[Tag]) {
        if self.tag_begun().is_some_and(|tag| !tag.is_empty()) {
            self.take_first(tags);
        }
    }

    /// Takes the first of what is offered, and its word out of the text.
    pub fn take_first(&mut self, tags: &[Tag]) {
        let Some(offer) = self.offers(tags).first().copied() else { return };
        if let Some((before, _)) = self.text.rsplit_once('#') {
            self.text = before.to_owned();
        }
        let place = self.shows.iter().position(|shown| shown.competency == offer.tag.id);
        let place = place.unwrap_or_else(|| {
            self.shows.push(Shown::of(offer.tag.id.clone()));
            self.shows.len() - 1
        });
        let speaks = offer.speaks.or_else(|| Some(offer.sign?.speaks));
        if self.direction.is_none() {
            self.direction = speaks;
        }
        let Some(shown) = self.shows.get_mut(place) else { return };
        if speaks.is_some() {
            shown.direction = speaks.filter(|_| speaks != self.direction);
        }
        if let Some(sign) = offer.sign.filter(|sign| !shown.indicators.contains(&sign.id)) {
            shown.indicators.push(sign.id.clone());
        }
    }

    /// Takes the last mark back: what Backspace does in an empty line.
    pub fn take_back(&mut self) {
        let Some(last) = self.shows.last_mut() else {
            self.direction = None;
            return;
        };
        if last.indicators.pop().is_none() {
            self.shows.pop();
        }
    }

    /// Takes up a moment that was marked without words, to word it.
    pub fn take_up(&mut self, mark: &Note) {
        let content = mark.now.content.clone();
        self.direction = content.direction;
        self.shows = content.shows;
        self.wording = Some(mark.id);
    }

    /// The text as it will be kept. Spelling and spaces within stay as typed.
    pub fn words(&self) -> &str {
        self.text.trim()
    }

    /// What the note will say.
    pub fn content(&self) -> Content {
        Content {
            text: self.words().to_owned(),
            direction: self.direction,
            shows: self.shows.clone(),
        }
    }

    /// As it is kept in case of a crash; nothing when there is nothing to keep.
    pub fn draft(&self) -> String {
        if self.is_empty() { String::new() } else { ron::to_string(self).unwrap_or_default() }
    }

    /// Brought back after a crash. Yesterday's build kept the time and the words alone.
    pub fn from_draft(draft: &str) -> Self {
        if let Ok(line) = ron::from_str(draft) {
            return line;
        }
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

fn direction_by(sign: char) -> Option<Direction> {
    match sign {
        '+' => Some(Direction::For),
        '-' | '−' => Some(Direction::Against),
        '=' => Some(Direction::Neutral),
        _ => None,
    }
}

/// Which of the own candidates the first letter means. Where there is one, a digit is a digit.
fn picked_by(first: Option<char>, own: &[usize]) -> Option<usize> {
    let number = first?.to_digit(10).filter(|_| own.len() > 1)? as usize;
    own.iter().position(|place| place + 1 == number)
}

#[cfg(test)]
mod tests {
    use super::super::tags::Sign;
    use super::*;
    use crate::ids::{CompetencyId, IndicatorId};

    fn id(name: &str) -> CompetencyId {
        CompetencyId::new(name.to_lowercase().replace(' ', "-"))
    }

    fn tags() -> Vec<Tag> {
        let sign = |id: &str, text: &str, speaks| Sign {
            id: IndicatorId::new(id),
            text: text.to_owned(),
            speaks,
        };
        let signs = vec![
            sign("makes-room", "Makes room for somebody", Direction::For),
            sign("talks-over", "Talks over or cuts off", Direction::Against),
        ];
        ["Sets direction", "Includes others", "Organises work"]
            .iter()
            .map(|name| Tag {
                id: id(name),
                name: (*name).to_owned(),
                indicators: if *name == "Includes others" { signs.clone() } else { Vec::new() },
            })
            .collect()
    }

    const SIX: [usize; 6] = [0, 1, 2, 3, 4, 5];

    /// Types letter by letter, as hands do.
    fn type_in(line: &mut NoteLine, text: &str, own: &[usize]) -> Option<usize> {
        let mut picked = None;
        for (second, letter) in (0..).zip(text.chars()) {
            line.text.push(letter);
            let now = Timestamp::from_second(1000 + second).unwrap();
            picked = line.typed(now, own, &tags()).or(picked);
        }
        picked
    }

    fn typed(text: &str) -> NoteLine {
        let mut line = NoteLine::default();
        type_in(&mut line, text, &[0]);
        line
    }

    #[test]
    fn a_digit_picks_the_candidate_and_a_sign_the_direction() {
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "2+Checks with all", &SIX), Some(1));
        assert_eq!(line.direction, Some(Direction::For));
        assert_eq!(line.text, "Checks with all");
        assert_eq!(line.began, Timestamp::from_second(1000).ok());
        assert_eq!(typed("=Reads the brief").direction, Some(Direction::Neutral));
    }

    #[test]
    fn a_sign_counts_after_the_digit_and_spaces_too() {
        for (text, direction) in [
            ("6 + asks C03", Direction::For),
            ("6 +asks C03", Direction::For),
            ("6+ asks C03", Direction::For),
            ("6  = asks C03", Direction::Neutral),
            ("6 - asks C03", Direction::Against),
        ] {
            let mut line = NoteLine::default();
            assert_eq!(type_in(&mut line, text, &SIX), Some(5), "{text}");
            assert_eq!((line.direction, line.words()), (Some(direction), "asks C03"), "{text}");
            let mut pasted = NoteLine { text: text.to_owned(), ..NoteLine::default() };
            assert_eq!(pasted.typed(Timestamp::UNIX_EPOCH, &SIX, &tags()), Some(5));
            assert_eq!((pasted.direction, pasted.words()), (Some(direction), "asks C03"), "{text}");
        }
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "6 3 deadlines", &SIX), Some(5));
        assert_eq!(line.words(), "3 deadlines", "a digit after a space is a digit");
    }

    #[test]
    fn a_digit_is_the_place_in_the_group_and_others_candidates_cannot_be_picked() {
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "5 waits", &[3, 4]), Some(1));
        assert_eq!(line.words(), "waits");
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, "2 wait", &[3, 4]), None);
        assert_eq!(line.words(), "2 wait");
    }

    #[test]
    fn a_digit_is_a_digit_when_there_is_one_candidate_or_a_space_before_it() {
        assert_eq!(typed("3 deadlines").text, "3 deadlines");
        let mut line = NoteLine::default();
        assert_eq!(type_in(&mut line, " 3 deadlines", &SIX), None);
        assert_eq!(line.words(), "3 deadlines");
    }

    #[test]
    fn words_after_hashes_name_several_competencies() {
        let line = typed("-Talks over her #incl #3 ");
        assert_eq!(line.shows, [Shown::of(id("Includes others")), Shown::of(id("Organises work"))]);
        assert_eq!(line.words(), "Talks over her");
        assert_eq!(line.direction, Some(Direction::Against));
    }

    #[test]
    fn a_sign_after_the_hash_says_that_it_speaks_the_other_way_there() {
        let content = typed("+Decides alone #org #-incl ").content();
        assert_eq!(content.direction_on(&id("Organises work")), Some(Direction::For));
        assert_eq!(content.direction_on(&id("Includes others")), Some(Direction::Against));
    }

    #[test]
    fn an_indicator_is_named_by_number_or_word_and_says_the_direction_where_nobody_has() {
        for text in ["Cuts in #2.2 ", "Cuts in #talks "] {
            let line = typed(text);
            assert_eq!(line.shows[0].competency, id("Includes others"));
            assert_eq!(line.shows[0].indicators, [IndicatorId::new("talks-over")]);
            assert_eq!((line.direction, line.words()), (Some(Direction::Against), "Cuts in"));
        }
        let both = typed("Waits #2.1 #2.2 ");
        assert_eq!((both.shows.len(), both.shows[0].indicators.len()), (1, 2));
    }

    #[test]
    fn backspace_takes_marks_back_one_by_one() {
        let mut line = typed("+#2.1 #3 ");
        for left in [1, 1, 0] {
            line.take_back();
            assert_eq!(line.shows.len(), left);
        }
        line.take_back();
        assert!(line.is_empty());
    }

    #[test]
    fn a_hash_that_names_nothing_stays_as_typed() {
        let line = typed("Room #zebra is cold, seat #9 too");
        assert_eq!(line.words(), "Room #zebra is cold, seat #9 too");
        assert!(line.shows.is_empty());
    }

    #[test]
    fn the_time_begins_anew_when_the_line_is_emptied() {
        let mut line = typed("x");
        line.text.clear();
        line.typed(Timestamp::from_second(5000).unwrap(), &[0], &tags());
        assert_eq!(line.began, None);
    }

    #[test]
    fn a_draft_comes_back_whole() {
        let mut line = typed("-Half a “thought” #incl #2.2 and (more");
        line.seat = 4;
        assert_eq!(NoteLine::from_draft(&line.draft()), line);
        let old = NoteLine::from_draft("2026-11-24T09:20:00Z Half a thought");
        assert_eq!((old.words(), old.began.is_some()), ("Half a thought", true));
    }
}
