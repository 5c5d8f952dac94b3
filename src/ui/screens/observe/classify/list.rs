//! The rows of the list: when, who, which way, what, and what it shows.

use egui::{Align, Key, Layout, RichText, Ui, Vec2};
use jiff::Timestamp;

use super::Act;
use crate::centre::Note;
use crate::centre::notes::{Direction, Shown};
use crate::ids::NoteId;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::rows::{self, Source};
use crate::words;

/// The notes as rows.
pub(super) struct List<'a, 'c> {
    pub(super) cx: &'a Cx<'c>,
    pub(super) listed: &'a [(usize, &'c Note)],
    pub(super) began: Option<Timestamp>,
    pub(super) several: bool,
    pub(super) wording: Option<(NoteId, &'a mut String)>,
    pub(super) to_word: bool,
    pub(super) acts: &'a mut Vec<Act>,
}

/// What stands before the words: time, seat and sign.
const BEFORE: f32 = 104.0;
/// How much room a note's competencies have beside its words.
const TAG: f32 = 176.0;
/// What a tag takes of the height.
const TAG_HEIGHT: f32 = 24.0;

impl List<'_, '_> {
    /// On a narrow screen the tags stand below the words, not beside them.
    fn room(width: f32) -> (f32, bool) {
        let narrow = width < 520.0;
        let tags = if narrow { 0.0 } else { TAG + 8.0 };
        ((width - BEFORE - tags - 8.0).max(60.0), narrow)
    }

    fn tags(&self, note: &Note) -> Vec<(String, Tone)> {
        let content = &note.now.content;
        let mut tags: Vec<_> = content.shows.iter().map(|shown| self.tag(shown)).collect();
        if tags.is_empty() && note.struck.is_none() && !content.is_classified() {
            tags.push(("to classify".to_owned(), Tone::Soon));
        }
        tags.extend(super::super::notes::stray(note));
        tags
    }

    fn tag(&self, shown: &Shown) -> (String, Tone) {
        let known = self.cx.centre.scenario.competency(&shown.competency);
        let mut text = known.map_or("", |known| known.name.as_str()).to_owned();
        if !shown.indicators.is_empty() {
            text = format!("{text} · {}", shown.indicators.len());
        }
        match shown.direction {
            Some(direction) => (format!("{} {text}", sign(Some(direction))), Tone::Now),
            None => (text, Tone::Calm),
        }
    }
}

/// The sign of a direction.
pub(super) fn sign(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::For) => "+",
        Some(Direction::Against) => "−",
        Some(Direction::Neutral) => "=",
        None => "?",
    }
}

/// The direction in words.
fn way(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::For) => "for",
        Some(Direction::Against) => "against",
        Some(Direction::Neutral) => "neither way",
        None => "no direction yet",
    }
}

/// What stands in the place of words.
const WORDLESS: &str = "No words yet: Enter to write them";

fn words_of(note: &Note) -> &str {
    if note.now.content.is_wordless() { WORDLESS } else { &note.now.content.text }
}

impl Source for List<'_, '_> {
    fn count(&self) -> usize {
        self.listed.len()
    }

    fn height(&self, ui: &Ui, place: usize, width: f32) -> f32 {
        let Some((_, note)) = self.listed.get(place) else { return 0.0 };
        let (width, narrow) = Self::room(width);
        let words = rows::words_height(ui, words_of(note), width);
        #[expect(clippy::cast_precision_loss, reason = "a note has few competencies")]
        let tags = self.tags(note).len() as f32 * TAG_HEIGHT;
        let inner = if narrow { words + tags } else { words.max(tags) };
        inner.max(24.0) + 18.0
    }

    fn name(&self, place: usize) -> String {
        let Some((seat, note)) = self.listed.get(place) else { return String::new() };
        let content = &note.now.content;
        let mut said =
            format!("Note at {}", super::super::notes::moment(self.cx, note, self.began));
        if self.several {
            said = format!("{said} on {}", words::candidate(self.cx.centre, note.sheet.candidate));
            said = format!("{said}, seat {}", seat + 1);
        }
        let tags: Vec<_> = self.tags(note).into_iter().map(|(text, _)| text).collect();
        let text = if content.is_wordless() { "no words yet" } else { &content.text };
        let struck = if note.struck.is_some() { ", struck out" } else { "" };
        format!("{said}: {text}, {}, {}{struck}", way(content.direction), tags.join(", "))
    }

    fn draw(&mut self, ui: &mut Ui, place: usize) {
        let Some((seat, note)) = self.listed.get(place).copied() else { return };
        let (width, narrow) = Self::room(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 4.0);
        ui.add_space(6.0);
        ui.horizontal_top(|ui| {
            ui.add_space(6.0);
            self.before(ui, seat, note);
            ui.allocate_ui_with_layout(
                Vec2::new(width, 22.0),
                Layout::top_down(Align::Min),
                |ui| {
                    ui.set_width(width);
                    ui.add_space(2.0);
                    self.words(ui, note);
                    if narrow {
                        self.pills(ui, note, width);
                    }
                },
            );
            if !narrow {
                ui.vertical(|ui| self.pills(ui, note, TAG));
            }
        });
    }
}

impl List<'_, '_> {
    fn before(&self, ui: &mut Ui, seat: usize, note: &Note) {
        let palette = self.cx.palette;
        let moment = super::super::notes::moment(self.cx, note, self.began);
        let time = RichText::new(moment).color(palette.muted);
        ui.add_sized([46.0, 22.0], egui::Label::new(time));
        if self.several {
            marks::key(ui, &(seat + 1).to_string());
        } else {
            ui.add_space(18.0);
        }
        let colour = match note.now.content.direction {
            Some(Direction::For) => palette.green,
            Some(Direction::Against) => palette.red,
            Some(Direction::Neutral) => palette.muted,
            None => palette.amber,
        };
        let sign = theme::strong(sign(note.now.content.direction)).color(colour);
        ui.add_sized([16.0, 22.0], egui::Label::new(sign));
    }

    fn words(&mut self, ui: &mut Ui, note: &Note) {
        let typed = self.wording.as_mut().filter(|(id, _)| *id == note.id);
        if let Some((_, text)) = typed {
            let id = egui::Id::unique(("words of a note", note.id.to_string()));
            let field = egui::TextEdit::singleline(&mut **text)
                .id(id)
                .char_limit(crate::centre::notes::LONGEST_NOTE)
                .desired_width(ui.available_width() - 8.0);
            let shown = ui.add(field).accessible_name("Words of the note");
            if shown.changed() {
                self.acts.push(Act::Typed);
            }
            if self.to_word {
                shown.request_focus();
            } else if shown.lost_focus() {
                let left = ui.input(|input| input.key_pressed(Key::Escape));
                let empty = text.trim().is_empty();
                let act = if left || empty { Act::LeaveWords } else { Act::KeepWords };
                self.acts.push(act);
            }
            return;
        }
        let mut text = RichText::new(words_of(note));
        if note.now.content.is_wordless() {
            text = text.color(self.cx.palette.muted);
        }
        if note.struck.is_some() {
            text = text.strikethrough().color(self.cx.palette.muted);
        }
        ui.add(egui::Label::new(text).wrap().selectable(false));
    }

    fn pills(&self, ui: &mut Ui, note: &Note, width: f32) {
        for (text, tone) in self.tags(note) {
            marks::pill_within(ui, &text, tone, width);
        }
    }
}
