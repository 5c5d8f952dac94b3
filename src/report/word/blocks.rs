//! What a document is made of, and the front that every report has.

use super::charts::Chart;
use super::runs::{Run, keeping, letters};
use super::table::Table;
use super::xml::Xml;

/// A paragraph of more letters is text of its own and no line under a heading.
const MOST_OF_A_LINE: usize = 320;

/// A block of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Title(String),
    Subtitle(String),
    Heading(u8, String),
    Para(Vec<Run>),
    Muted(String),
    /// Something that marks the whole report, such as *sample*.
    Notice(String),
    Item(Vec<Run>),
    /// A quotation and where it comes from.
    Quote(String, String),
    Table(Table),
    /// A picture of the data.
    Chart(Chart),
}

impl Block {
    pub(super) fn para(text: impl Into<String>) -> Self {
        Self::Para(Run::plain(text))
    }

    pub(super) fn item(text: impl Into<String>) -> Self {
        Self::Item(Run::plain(text))
    }

    /// A short paragraph, such as stands under a heading.
    fn is_a_line(&self) -> bool {
        match self {
            Self::Para(runs) => letters(runs) <= MOST_OF_A_LINE,
            Self::Muted(text) => text.chars().count() <= MOST_OF_A_LINE,
            _ => false,
        }
    }

    /// Short, and what follows is a quotation of what it rests on.
    fn is_quoted_by(&self, next: Option<&Self>) -> bool {
        let short = match self {
            Self::Item(runs) => letters(runs) <= MOST_OF_A_LINE,
            Self::Quote(text, _) => text.chars().count() <= MOST_OF_A_LINE,
            _ => false,
        };
        short
            && matches!(next, Some(Self::Quote(text, _)) if text.chars().count() <= MOST_OF_A_LINE)
    }

    /// Whether what follows stands under it.
    fn heads(&self) -> bool {
        matches!(self, Self::Title(_) | Self::Subtitle(_) | Self::Heading(..))
    }

    /// Writes it; `keep`: on the page of what follows.
    pub(super) fn write(&self, xml: &mut Xml, keep: bool) {
        let line = |xml: &mut Xml, style: &str, runs: &[Run]| keeping(xml, style, runs, keep);
        match self {
            Self::Title(text) => line(xml, "Title", &Run::plain(text)),
            Self::Subtitle(text) => line(xml, "Subtitle", &Run::plain(text)),
            Self::Heading(level, text) => {
                line(xml, &format!("Heading{level}"), &Run::plain(text));
            }
            Self::Para(runs) => line(xml, "Normal", runs),
            Self::Muted(text) => line(xml, "Muted", &Run::plain(text)),
            Self::Notice(text) => line(xml, "Notice", &Run::plain(text)),
            Self::Item(runs) => line(xml, "ListBullet", runs),
            Self::Quote(text, from) => {
                let mut runs = Run::plain(text);
                if !from.is_empty() {
                    runs.push(Run::Muted(format!("  {from}")));
                }
                line(xml, "Quote", &runs);
            }
            Self::Table(table) => table.write(xml),
            // Pictures lie beside the text, so whoever puts the document together writes them.
            Self::Chart(_) => {}
        }
    }
}

/// What belongs to what follows: a line between a heading and what it heads, so that no heading is
/// left alone at the foot of a page; what is said with its quotations; a picture with its legend.
pub(super) fn kept(all: &[Block]) -> Vec<bool> {
    let mut before = false;
    let mut kept = Vec::with_capacity(all.len());
    for (place, block) in all.iter().enumerate() {
        let next = all.get(place + 1);
        let heads = block.heads();
        // Where a heading follows, the line is all that was headed.
        let between = before && block.is_a_line() && next.is_some_and(|next| !next.heads());
        let legend = matches!((block, next), (Block::Chart(_), Some(Block::Muted(_))));
        let keeps = heads || legend || block.is_quoted_by(next) || between;
        kept.push(keeps && next.is_some());
        before = (heads || between) && next.is_some();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_stays_with_its_line_and_the_line_with_no_heading_after_it() {
        let all = [
            Block::Heading(2, "Vision and direction".into()),
            Block::Muted("Leadership · Says where the team is to be".into()),
            Block::para("Stays with today’s tasks."),
            Block::Heading(3, "A step further".into()),
            Block::para("Repeats what head office wants."),
            Block::Heading(2, "Motivating others".into()),
            Block::para("Notices the mood."),
        ];
        assert_eq!(kept(&all), [true, true, false, true, false, true, false]);
    }
}
