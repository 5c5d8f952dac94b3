//! Tables of a document: how wide their columns are, and which rows stay on one page.

use std::ops::Range;

use super::runs::{Run, keeping, letters};
use super::xml::Xml;

/// How wide the text is, in twentieths of a point: A4 less its margins.
const WIDTH: u32 = 9638;

/// As much as a letter of a cell needs at most, and what lies left and right of it. Wider than most
/// letters of the usual face: another may stand in where it is missing.
const LETTER: u32 = 140;
const MARGINS: u32 = 180;

/// A word of more letters gets no column of its own width: it breaks.
const MOST_OF_A_WORD: usize = 16;

/// A row with a cell of more letters may break over pages.
const MOST_OF_A_ROW: usize = 900;

/// A table of more rows, or of more letters, may be spread over pages.
const MOST_ROWS: usize = 9;
const MOST_LETTERS: usize = 1400;

/// Lines around every cell, where people write by hand.
const FILL_IN_LINES: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:left w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:right w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/>\
     <w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"8A8A86\"/></w:tblBorders>";

/// A table: its head, how wide its columns are against each other, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    head: Vec<String>,
    widths: Vec<u32>,
    pub(super) rows: Vec<Vec<Vec<Run>>>,
    /// Rows are as high as handwriting needs.
    pub(super) to_fill_in: bool,
    /// The columns that hold numbers, which stand under each other.
    pub(super) numbers: Range<usize>,
}

impl Table {
    pub(super) fn new(columns: &[(&str, u32)]) -> Self {
        Self {
            head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows: Vec::new(),
            to_fill_in: false,
            numbers: 0..0,
        }
    }

    pub(super) fn write(&self, xml: &mut Xml) {
        let widths = self.wide();
        xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/>");
        xml.raw(&format!("<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>"));
        if self.to_fill_in {
            xml.raw(FILL_IN_LINES);
        }
        xml.raw("<w:tblLayout w:type=\"fixed\"/>");
        xml.raw(
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        );
        for width in &widths {
            xml.raw(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        xml.raw("</w:tblGrid>");
        xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for ((place, text), width) in self.head.iter().enumerate().zip(&widths) {
            self.cell(xml, (place, *width), &Run::strong(text), true);
        }
        xml.raw("</w:tr>");
        for (number, row) in self.rows.iter().enumerate() {
            xml.raw("<w:tr><w:trPr>");
            // Long texts may break over pages, short rows stay whole.
            if row.iter().all(|runs| letters(runs) <= MOST_OF_A_ROW) {
                xml.raw("<w:cantSplit/>");
            }
            if self.to_fill_in {
                xml.raw("<w:trHeight w:val=\"900\" w:hRule=\"atLeast\"/>");
            }
            xml.raw("</w:trPr>");
            let keep = self.keeps(number);
            for ((place, runs), width) in row.iter().enumerate().zip(&widths) {
                self.cell(xml, (place, *width), runs, keep);
            }
            xml.raw("</w:tr>");
        }
        // Two tables without a paragraph between them would become one.
        xml.raw("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }

    fn cell(&self, xml: &mut Xml, (place, width): (usize, u32), runs: &[Run], keep: bool) {
        xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        let style = if self.numbers.contains(&place) { "NumberCell" } else { "Cell" };
        keeping(xml, style, runs, keep);
        xml.raw("</w:tc>");
    }

    /// Whether a row stays on the page of the next: in a table that stays whole, and where a row
    /// would stand alone under the head or on the last page.
    fn keeps(&self, row: usize) -> bool {
        let last = self.rows.len().saturating_sub(1);
        let short = |row: &Vec<Vec<Run>>| row.iter().all(|runs| letters(runs) <= MOST_OF_A_ROW);
        let edge = row == 0 || row + 1 == last;
        row < last && (self.stays_whole() || (edge && self.rows.iter().all(short)))
    }

    /// It is short enough that nobody should have to turn the page within it.
    fn stays_whole(&self) -> bool {
        let letters = || self.rows.iter().flatten().map(|runs| letters(runs)).sum::<usize>();
        self.rows.len() <= MOST_ROWS && letters() <= MOST_LETTERS
    }

    /// How wide each column is: by its share, but no word is broken while another has room to
    /// spare.
    fn wide(&self) -> Vec<u32> {
        let shares: u32 = self.widths.iter().sum::<u32>().max(1);
        let mut wide: Vec<u32> = self.widths.iter().map(|one| one * WIDTH / shares).collect();
        let needs: Vec<u32> = (0..wide.len()).map(|place| self.need(place)).collect();
        let pairs = || wide.iter().zip(&needs);
        let lacking: u32 = pairs().map(|(has, need)| need.saturating_sub(*has)).sum();
        let spare: u32 = pairs().map(|(has, need)| has.saturating_sub(*need)).sum();
        if lacking == 0 || spare == 0 {
            return wide;
        }
        let moved = lacking.min(spare);
        for (has, need) in wide.iter_mut().zip(needs) {
            if *has < need {
                *has += (need - *has) * moved / lacking;
            } else {
                *has -= (*has - need) * moved / spare;
            }
        }
        wide
    }

    /// What the longest word of a column needs that should not be broken.
    fn need(&self, place: usize) -> u32 {
        let head = self.head.get(place).map(String::as_str);
        let cells = self.rows.iter().filter_map(|row| row.get(place)).flatten().map(Run::text);
        let words = head.into_iter().chain(cells).flat_map(str::split_whitespace);
        let lengths = words.map(|word| word.chars().count());
        let longest = lengths.filter(|length| *length <= MOST_OF_A_WORD).max().unwrap_or_default();
        MARGINS + LETTER * u32::try_from(longest).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_longest_word_where_another_has_room_to_spare() {
        let mut table = Table::new(&[("Exercise", 6), ("Begründungen", 1), ("Mittelwert", 1)]);
        table.rows.push(vec![Run::plain("In-tray"), Run::plain("3"), Run::plain("2.5")]);
        let wide = table.wide();
        assert!(wide[1] >= 12 * LETTER + MARGINS && wide[2] >= 10 * LETTER + MARGINS, "{wide:?}");
        assert!(wide.iter().sum::<u32>() <= WIDTH, "{wide:?}");
        assert!(wide[0] > wide[1], "{wide:?}");
    }

    #[test]
    fn where_nothing_is_to_spare_or_a_word_is_endless_the_page_is_not_overrun() {
        let long = "Donaudampfschifffahrtsgesellschaft".repeat(300);
        let mut table = Table::new(&[("a", 1), ("b", 1)]);
        table.rows.push(vec![Run::plain(long), Run::plain("x")]);
        assert_eq!(table.wide(), vec![WIDTH / 2, WIDTH / 2]);
        let heads = ["Responsibility"; 9].map(|head| (head, 1));
        let table = Table::new(&heads);
        assert!(table.wide().iter().sum::<u32>() <= WIDTH);
    }

    #[test]
    fn a_short_table_stays_on_one_page_and_a_long_one_may_not() {
        let row = || vec![Run::plain("10:05"), Run::plain("something")];
        let mut table = Table::new(&[("Time", 1), ("What", 4)]);
        table.rows = vec![row(); 4];
        assert!(table.stays_whole());
        assert!((0..3).all(|row| table.keeps(row)) && !table.keeps(3));
        table.rows = vec![row(); 40];
        assert!(!table.stays_whole());
        // No row is left alone under the head, or at the top of the last page.
        let kept: Vec<usize> = (0..40).filter(|row| table.keeps(*row)).collect();
        assert_eq!(kept, [0, 38]);
        table.rows = vec![vec![Run::plain("x".repeat(2000)), Vec::new()]];
        assert!(!table.stays_whole());
    }
}
