//! How the grid of ratings comes into the width that there is: roomy, or close, with as many levels
//! side by side in a cell as fit.

use super::sheet::Sheet;

/// How levels stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chips {
    /// How wide one is.
    pub(super) wide: f32,
    /// Between two.
    pub(super) gap: f32,
    /// How many stand side by side.
    pub(super) a_line: usize,
    /// How many times as large as on a desk.
    pub(super) scale: f32,
    close: bool,
}

impl Chips {
    /// Where there is room for all.
    pub(super) const ROOMY: Self =
        Self { wide: 30.0, gap: 3.0, a_line: 12, scale: 1.0, close: false };

    /// The same, as many times as large: to be seen from across a room.
    pub(super) fn scaled(scale: f32) -> Self {
        let roomy = Self::ROOMY;
        Self { wide: roomy.wide * scale, gap: roomy.gap * scale, scale, ..roomy }
    }

    /// How high one is.
    pub(super) fn high(self) -> f32 {
        24.0 * self.scale
    }

    /// How large one is.
    pub(super) fn size(self) -> egui::Vec2 {
        egui::Vec2::new(self.wide, self.high())
    }

    /// How far the levels of a cell lie apart.
    pub(super) fn apart(self, by: u8) -> String {
        if self.close { format!("{by} apart") } else { format!("apart by {by}") }
    }

    fn row(self, count: usize) -> f32 {
        let count = count.clamp(1, self.a_line) as f32;
        count * self.wide + (count - 1.0) * self.gap
    }
}

/// The widths of the grid.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    pub(super) chips: Chips,
    /// Between columns.
    pub(super) gap: f32,
    /// Around what stands in a cell.
    pub(super) pad: i8,
    pub(super) name: f32,
    /// How wide the title of each exercise may be.
    pub(super) columns: Vec<f32>,
    pub(super) mean: f32,
    pub(super) agreed: f32,
}

impl Fit {
    /// The roomiest that fits; where none does, the closest.
    pub(super) fn of(sheet: &Sheet, width: f32) -> Self {
        let roomy = Self::roomy(sheet, width);
        if roomy.total() <= width {
            return roomy;
        }
        let most = sheet.lines.iter().flat_map(|line| &line.squares);
        let most = most.map(|square| square.chips.len()).max().unwrap_or(1).max(1);
        let close = (1..=most).rev().map(|a_line| Self::close(sheet, a_line));
        let mut last = roomy;
        for fit in close {
            last = fit;
            if last.total() <= width {
                return last.spread(sheet, width);
            }
        }
        last
    }

    /// What is left over keeps titles, then names, from breaking within a word.
    fn spread(mut self, sheet: &Sheet, width: f32) -> Self {
        let mut left = (width - self.total()).max(0.0);
        for (column, title) in self.columns.iter_mut().zip(&sheet.exercises) {
            let more = (longest_word(title) - *column).clamp(0.0, left);
            *column += more;
            left -= more;
        }
        let name = left.min(22.0);
        self.name += name;
        let each = ((left - name) / self.columns.len().max(1) as f32).min(24.0);
        for column in &mut self.columns {
            *column += each;
        }
        self
    }

    pub(super) fn is_close(&self) -> bool {
        self.chips.close
    }

    fn roomy(sheet: &Sheet, width: f32) -> Self {
        let chips = Chips::ROOMY;
        let (gap, pad, mean, agreed) = (12.0, 3, 70.0, 54.0);
        let count = sheet.exercises.len().max(1) as f32;
        let wants = needs(sheet, chips, 64.0, 10.0);
        let left = width - mean - agreed - gap * (count + 2.0) - wants.iter().sum::<f32>();
        let name = left.clamp(110.0, 170.0);
        let more = ((left - name) / count).max(0.0);
        let columns = wants.into_iter().map(|wants| (wants + more).min(wants.max(130.0))).collect();
        Self { chips, gap, pad, name, columns, mean, agreed }
    }

    fn close(sheet: &Sheet, a_line: usize) -> Self {
        let chips = Chips { wide: 24.0, gap: 2.0, a_line, scale: 1.0, close: true };
        let columns = needs(sheet, chips, 54.0, 6.0);
        Self { chips, gap: 4.0, pad: 1, name: 92.0, columns, mean: 34.0, agreed: 44.0 }
    }

    fn total(&self) -> f32 {
        let gaps = self.gap * (self.columns.len() + 2) as f32;
        self.name + self.columns.iter().sum::<f32>() + self.mean + self.agreed + gaps
    }
}

/// How wide the longest word of a title is, about.
fn longest_word(title: &str) -> f32 {
    let letters = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    letters as f32 * 6.4
}

/// How wide each column is at least: its title, its levels, and a mark of a split.
pub(super) fn needs(sheet: &Sheet, chips: Chips, title: f32, around: f32) -> Vec<f32> {
    let column = |place: usize| {
        let squares = sheet.lines.iter().filter_map(|line| line.squares.get(place));
        let wide = squares.map(|square| {
            let apart = match (square.apart, chips.close) {
                (None, _) => 0.0,
                (Some(_), true) => 60.0,
                (Some(_), false) => 78.0 * chips.scale,
            };
            chips.row(square.chips.len()).max(apart) + around
        });
        wide.fold(title, f32::max)
    };
    (0..sheet.exercises.len()).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Agreed, Chip, Line, Square};
    use super::*;

    fn sheet(exercises: usize, levels: usize, apart: Option<u8>) -> Sheet {
        let chip = Chip { text: "3".into(), place: Some(2), by: String::new() };
        let square =
            Square { observed: true, chips: vec![chip; levels], apart, ..Square::default() };
        let line = Line {
            name: "Takes the lead".into(),
            squares: vec![square; exercises],
            mean: "2.7".into(),
            agreed: Agreed::Open,
        };
        let exercises = (0..exercises).map(|at| format!("Exercise {at}")).collect();
        Sheet { exercises, lines: vec![line; 6], revealed: true, steps: 5 }
    }

    #[test]
    fn four_exercises_with_two_assessors_fit_a_small_screen_without_moving_sideways() {
        let fit = Fit::of(&sheet(4, 2, None), 444.0);
        assert!(fit.is_close() && fit.total() <= 444.0, "{fit:?}");
        assert_eq!(fit.chips.a_line, 2);
    }

    #[test]
    fn what_is_left_keeps_a_title_from_breaking_within_a_word() {
        let mut sheet = sheet(4, 2, None);
        sheet.exercises[0] = "Group discussion".into();
        let close = Fit::close(&sheet, 2);
        let fit = Fit::of(&sheet, close.total() + 9.0);
        assert!(fit.columns[0] >= 64.0 && fit.columns[1] < 58.0, "{fit:?}");
    }

    #[test]
    fn where_there_is_room_it_is_used() {
        let fit = Fit::of(&sheet(5, 2, Some(2)), 780.0);
        assert!(!fit.is_close() && fit.total() <= 780.0, "{fit:?}");
    }

    #[test]
    fn levels_stand_below_each_other_before_anything_moves_sideways() {
        let fit = Fit::of(&sheet(4, 4, None), 444.0);
        assert!(fit.total() <= 444.0 && fit.chips.a_line == 2, "{fit:?}");
    }
}
