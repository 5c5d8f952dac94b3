//! The pieces of a line, and a paragraph of them.

use super::xml::Xml;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    Plain(String),
    Strong(String),
    Muted(String),
}

impl Run {
    pub(super) fn plain(text: impl Into<String>) -> Vec<Self> {
        vec![Self::Plain(text.into())]
    }

    pub(super) fn strong(text: impl Into<String>) -> Vec<Self> {
        vec![Self::Strong(text.into())]
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Muted(text) => text,
        }
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

pub(super) fn letters(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text().chars().count()).sum()
}

/// A paragraph that stays on the page of what follows, where it is to.
pub(super) fn keeping(xml: &mut Xml, style: &str, runs: &[Run], keep: bool) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>");
    xml.raw(if keep { "<w:keepNext/>" } else { "" }).raw("</w:pPr>");
    for run in runs {
        run.write(xml);
    }
    xml.raw("</w:p>");
}
