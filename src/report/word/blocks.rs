//! What a document is made of, and the front that every report has.

use super::charts::Chart;
use super::xml::Xml;
use super::{people, whole};
use crate::report::data::Report;
use crate::report::language::fill;

/// How wide the text is, in twentieths of a point: A4 less its margins.
const WIDTH: u32 = 9638;

/// A paragraph of more letters is text of its own and no line under a heading.
const MOST_OF_A_LINE: usize = 320;

/// A row with a cell of more letters may break over pages.
const MOST_OF_A_ROW: usize = 900;

/// Lines around every cell, where people write by hand.
const FILL_IN_LINES: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:left w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:right w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/></w:tblBorders>";

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    Plain(String),
    Strong(String),
    Muted(String),
}

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

/// A table: its head, how wide its columns are against each other, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) widths: Vec<u32>,
    pub(super) rows: Vec<Vec<Vec<Run>>>,
    /// Rows are as high as handwriting needs.
    pub(super) to_fill_in: bool,
}

impl Run {
    pub(super) fn plain(text: impl Into<String>) -> Vec<Self> {
        vec![Self::Plain(text.into())]
    }

    pub(super) fn strong(text: impl Into<String>) -> Vec<Self> {
        vec![Self::Strong(text.into())]
    }

    fn write(&self, xml: &mut Xml) {
        let (looks, text) = match self {
            Self::Plain(text) => ("", text),
            Self::Strong(text) => ("<w:rPr><w:b/><w:bCs/></w:rPr>", text),
            Self::Muted(text) => ("<w:rPr><w:color w:val=\"5A5D64\"/></w:rPr>", text),
        };
        xml.raw("<w:r>").raw(looks).pieces(text).raw("</w:r>");
    }
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
                para(xml, "Quote", &runs);
            }
            Self::Table(table) => table.write(xml),
            // Pictures lie beside the text, so whoever puts the document together writes them.
            Self::Chart(_) => {}
        }
    }
}

impl Table {
    pub(super) fn new(columns: &[(&str, u32)]) -> Self {
        Self {
            head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows: Vec::new(),
            to_fill_in: false,
        }
    }

    fn write(&self, xml: &mut Xml) {
        let all: u32 = self.widths.iter().sum::<u32>().max(1);
        let width = |place: usize| self.widths.get(place).map_or(1000, |one| one * WIDTH / all);
        xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/>");
        xml.raw(&format!("<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>"));
        if self.to_fill_in {
            xml.raw(FILL_IN_LINES);
        }
        xml.raw("<w:tblLayout w:type=\"fixed\"/>");
        xml.raw(
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        );
        for place in 0..self.widths.len() {
            xml.raw(&format!("<w:gridCol w:w=\"{}\"/>", width(place)));
        }
        xml.raw("</w:tblGrid>");
        xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (place, text) in self.head.iter().enumerate() {
            cell(xml, width(place), &Run::strong(text), true);
        }
        xml.raw("</w:tr>");
        for row in &self.rows {
            xml.raw("<w:tr><w:trPr>");
            // Long texts may break over pages, short rows stay whole.
            if row.iter().all(|runs| letters(runs) <= MOST_OF_A_ROW) {
                xml.raw("<w:cantSplit/>");
            }
            if self.to_fill_in {
                xml.raw("<w:trHeight w:val=\"900\" w:hRule=\"atLeast\"/>");
            }
            xml.raw("</w:trPr>");
            for (place, runs) in row.iter().enumerate() {
                cell(xml, width(place), runs, false);
            }
            xml.raw("</w:tr>");
        }
        // Two tables without a paragraph between them would become one.
        xml.raw("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }
}

fn cell(xml: &mut Xml, width: u32, runs: &[Run], keep: bool) {
    xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
    keeping(xml, "Cell", runs, keep);
    xml.raw("</w:tc>");
}

fn letters(runs: &[Run]) -> usize {
    let text = |run: &Run| match run {
        Run::Plain(text) | Run::Strong(text) | Run::Muted(text) => text.chars().count(),
    };
    runs.iter().map(text).sum()
}

fn para(xml: &mut Xml, style: &str, runs: &[Run]) {
    keeping(xml, style, runs, false);
}

/// A paragraph that stays on the page of what follows, where it is to.
fn keeping(xml: &mut Xml, style: &str, runs: &[Run], keep: bool) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>");
    xml.raw(if keep { "<w:keepNext/>" } else { "" }).raw("</w:pPr>");
    for run in runs {
        run.write(xml);
    }
    xml.raw("</w:p>");
}

/// The fixed words of a report.
pub(super) struct Says<'a>(pub(super) &'a Report);

impl Says<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.0.words.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    pub(super) fn with(&self, key: &str, open: &[(&str, &str)]) -> String {
        fill(&self.say(key), open)
    }
}

/// All blocks of a report.
pub(super) fn of(report: &Report) -> Vec<Block> {
    let says = Says(report);
    let mut all = front(report, &says);
    if let (Some(candidate), Some(panel)) = (&report.candidate, &report.panel) {
        all.extend(people::panel(report, candidate, panel, &says));
    } else if let Some(candidate) = &report.candidate {
        all.extend(match report.kind.as_str() {
            "development" => people::development(candidate, &says),
            "scorecard" => people::scorecard(report, candidate, &says),
            _ => people::feedback(report, candidate, &says),
        });
    }
    if let Some(cohort) = &report.cohort {
        all.extend(whole::cohort(report, cohort, &says));
    }
    if let Some(log) = &report.log {
        all.extend(whole::log(log, &says));
    }
    if let Some(assessor) = &report.assessor {
        all.extend(whole::assessor(assessor, &says));
    }
    all
}

fn front(report: &Report, says: &Says<'_>) -> Vec<Block> {
    let whom: Vec<&str> =
        [&*report.code, &*report.name].into_iter().filter(|text| !text.is_empty()).collect();
    let mut all = Vec::new();
    if !report.sample.is_empty() {
        all.push(Block::Notice(report.sample.clone()));
    }
    all.push(Block::Title(report.title.clone()));
    if !whom.is_empty() {
        all.push(Block::Subtitle(whom.join(" · ")));
    }
    all.push(Block::Muted(format!(
        "{} · {} {} · {} {}",
        report.centre,
        says.say("held"),
        report.held,
        says.say("made"),
        report.made
    )));
    all.push(Block::Muted(report.shelf_life.clone()));
    all
}

/// What belongs to what follows: a line between a heading and what it heads, so that no heading is
/// left alone at the foot of a page.
pub(super) fn kept(all: &[Block]) -> Vec<bool> {
    let mut before = false;
    let mut kept = Vec::with_capacity(all.len());
    for (place, block) in all.iter().enumerate() {
        let heads = matches!(block, Block::Title(_) | Block::Subtitle(_) | Block::Heading(..));
        let ends = all.get(place + 1).is_none();
        let keeps = !ends && (heads || (before && block.is_a_line()));
        kept.push(keeps);
        before = keeps;
    }
    kept
}
