//! Markdown as a tree that a template can walk: nothing in it is ever code.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// A block of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(super) enum Block {
    /// A heading.
    Heading { level: u8, c: Vec<Inline> },
    /// A paragraph.
    Para { c: Vec<Inline> },
    /// A list, each item a list of blocks.
    List { ordered: bool, start: u64, items: Vec<Vec<Self>> },
    /// A table; the first row is its head.
    Table { align: Vec<&'static str>, rows: Vec<Vec<Vec<Inline>>> },
    /// A quotation.
    Quote { c: Vec<Self> },
    /// Text as typed, such as code.
    Verbatim { v: String },
    /// A line across.
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(super) enum Inline {
    /// Plain text.
    Text { v: String },
    /// Stressed.
    Strong { c: Vec<Self> },
    /// Stressed lightly.
    Emph { c: Vec<Self> },
    /// Struck out, and still to be read.
    Strike { c: Vec<Self> },
    /// As typed, such as code.
    Code { v: String },
    /// A new line.
    Break,
}

/// Lists in lists, quotes in quotes and the like, that deep: more than anybody reads. What lies
/// deeper stands at this depth.
pub const DEEPEST: usize = 24;

/// How deep lists, quotes and stresses of a text lie in each other.
pub fn nesting(text: &str) -> usize {
    let mut deepest = 0;
    let mut depth = 0_usize;
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut depth = 0_usize;
    let mut events = Parser::new_ext(text, OPTIONS).filter(|event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEEPEST
        }
        Event::End(_) => {
            depth -= 1;
            depth < DEEPEST
        }
        _ => true,
    });
    read_blocks(&mut events)
}

/// Reads blocks up to the end of what contains them. Lines that stand there by themselves, as in
/// a tight list, become paragraphs.
fn read_blocks<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut loose = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) if is_inline(&tag) => loose.extend(inline(&tag, events)),
            Event::Start(tag) => {
                settle(&mut loose, &mut blocks);
                blocks.extend(block(tag, events));
            }
            Event::End(_) => break,
            Event::Rule => {
                settle(&mut loose, &mut blocks);
                blocks.push(Block::Rule);
            }
            other => loose.extend(plain(other)),
        }
    }
    settle(&mut loose, &mut blocks);
    blocks
}

fn settle(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Para { c: std::mem::take(loose) });
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn block<'a>(tag: Tag<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Block> {
    match tag {
        Tag::Paragraph => vec![Block::Para { c: read_inline(events) }],
        Tag::Heading { level, .. } => {
            vec![Block::Heading { level: level as u8, c: read_inline(events) }]
        }
        Tag::List(start) => vec![Block::List {
            ordered: start.is_some(),
            start: start.unwrap_or(1),
            items: read_items(events),
        }],
        Tag::BlockQuote(_) => vec![Block::Quote { c: read_blocks(events) }],
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
            vec![Block::Verbatim { v: read_text(events) }]
        }
        Tag::HtmlBlock => vec![Block::Verbatim { v: read_text(events) }],
        Tag::Table(align) => {
            let align = align.into_iter().map(alignment).collect();
            vec![Block::Table { align, rows: read_rows(events) }]
        }
        _ => read_blocks(events),
    }
}

fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::None | Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn read_items<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Vec<Block>> {
    let mut items = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Item) => items.push(read_blocks(events)),
            Event::End(TagEnd::List(_)) => break,
            _ => {}
        }
    }
    items
}

fn read_rows<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Vec<Vec<Inline>>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::TableCell) => row.push(read_inline(events)),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    rows
}

fn read_inline<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => pieces.extend(inline(&tag, events)),
            Event::End(_) => break,
            other => pieces.extend(plain(other)),
        }
    }
    pieces
}

fn inline<'a>(tag: &Tag<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Vec<Inline> {
    let c = read_inline(events);
    match tag {
        Tag::Strong => vec![Inline::Strong { c }],
        Tag::Emphasis => vec![Inline::Emph { c }],
        Tag::Strikethrough => vec![Inline::Strike { c }],
        _ => c,
    }
}

fn plain(event: Event<'_>) -> Option<Inline> {
    Some(match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            Inline::Text { v: text.into_string() }
        }
        Event::Code(text) => Inline::Code { v: text.into_string() },
        Event::SoftBreak => Inline::Text { v: " ".to_owned() },
        Event::HardBreak => Inline::Break,
        _ => return None,
    })
}

fn read_text<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let mut all = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Html(text) => all.push_str(&text),
            Event::End(_) => break,
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(v: &str) -> Inline {
        Inline::Text { v: v.to_owned() }
    }

    #[test]
    fn headings_paragraphs_and_stress_are_told_apart() {
        let strong = Inline::Strong { c: vec![text("now")] };
        assert_eq!(
            blocks("# A day\n\nDo it **now**\nor later."),
            [
                Block::Heading { level: 1, c: vec![text("A day")] },
                Block::Para { c: vec![text("Do it "), strong, text(" "), text("or later.")] },
            ]
        );
    }

    #[test]
    fn a_table_has_its_head_first_and_keeps_its_sides() {
        let cell = |v: &str| vec![text(v)];
        assert_eq!(
            blocks("| a | b |\n|---|--:|\n| c | 4 |"),
            [Block::Table {
                align: vec!["left", "right"],
                rows: vec![vec![cell("a"), cell("b")], vec![cell("c"), cell("4")]],
            }]
        );
    }

    #[test]
    fn lists_nest_and_keep_their_numbers() {
        let item = |v: &str| Block::Para { c: vec![text(v)] };
        let inner = Block::List { ordered: false, start: 1, items: vec![vec![item("b")]] };
        assert_eq!(
            blocks("3. a\n   - b\n4. c"),
            [Block::List {
                ordered: true,
                start: 3,
                items: vec![vec![item("a"), inner], vec![item("c")]],
            }]
        );
    }

    #[test]
    fn what_looks_like_code_of_a_template_is_text() {
        let typed = "#include \"x\" and $1_2$ @you <b>";
        let found = blocks(typed);
        let [Block::Para { c }] = found.as_slice() else { panic!("{found:?}") };
        let said: String = c
            .iter()
            .map(|piece| match piece {
                Inline::Text { v } => v.as_str(),
                _ => "?",
            })
            .collect();
        assert_eq!(said, typed);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_tree(text in ".{0,400}") {
            let _tree = blocks(&text);
        }
    }
}
