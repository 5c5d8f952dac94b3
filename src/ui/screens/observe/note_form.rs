//! A note that is being changed in its place in the list: its words, its direction, what it shows.
//! What is typed here survives a crash.

use egui::{Key, Ui};

use super::tags::Tag;
use crate::centre::notes::{self, Content, Direction};
use crate::centre::{Change, Note};
use crate::ids::NoteId;
use crate::scenario::Exercise;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// A note as typed so far.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) note: NoteId,
    pub(super) content: Content,
    /// How high it was when it was drawn last.
    pub(super) height: f32,
    /// The words get the keys on the next frame.
    fresh: bool,
    over: bool,
    refused: String,
}

/// Under which name the changed words of a note survive a crash.
fn draft_key(note: NoteId) -> String {
    format!("edit {note}")
}

/// The note whose half-changed words are kept under that name.
pub(super) fn drafted(key: &str) -> Option<NoteId> {
    key.strip_prefix("edit ")?.parse().ok()
}

impl Form {
    /// What the note says now, ready to be changed.
    pub(super) fn of(note: &Note) -> Self {
        let (content, refused) = (note.now.content.clone(), String::new());
        Self { note: note.id, content, height: 170.0, fresh: true, over: false, refused }
    }

    /// Whether it was saved or left.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Draws it.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (exercise, note): (&Exercise, &Note),
        asks: &mut Asks,
    ) {
        let top = ui.cursor().top();
        ui.add_space(4.0);
        let words = fields::lines(ui, ("edit", note.id), "Note", &mut self.content.text, 2);
        if std::mem::take(&mut self.fresh) {
            words.request_focus();
        }
        if words.changed() {
            let text = self.content.text.clone();
            asks.ask(Ask::Draft { key: draft_key(note.id), text });
        }
        self.signs(ui, cx, exercise);
        let change = self.buttons(ui, note);
        fields::refusal(ui, &self.refused);
        if let Some(change) = change.map(Change::Note) {
            match cx.centre.check(&change) {
                Ok(()) => {
                    asks.change(change);
                    self.over = true;
                }
                Err(why) => self.refused = words::refusal(cx.centre, &why),
            }
        }
        if self.over {
            asks.ask(Ask::Draft { key: draft_key(note.id), text: String::new() });
        }
        let height = ui.min_rect().bottom() - top + 8.0;
        if (height - self.height).abs() > 0.5 {
            self.height = height;
            ui.ctx().request_repaint_after(std::time::Duration::ZERO);
        }
    }

    fn signs(&mut self, ui: &mut Ui, cx: &Cx<'_>, exercise: &Exercise) {
        let content = &mut self.content;
        ui.horizontal_wrapped(|ui| {
            for (text, direction) in [
                ("+ for", Some(Direction::For)),
                ("− against", Some(Direction::Against)),
                ("neither", None),
            ] {
                let chosen = content.direction == direction;
                if ui.add(egui::Button::selectable(chosen, text)).clicked() {
                    content.direction = direction;
                }
            }
            for tag in Tag::all(&cx.centre.scenario, exercise) {
                let chosen = content.is_on(&tag.id);
                if ui.add(egui::Button::selectable(chosen, &tag.name)).clicked() {
                    content.shows.retain(|shown| shown.competency != tag.id);
                    if !chosen {
                        content.shows.push(notes::Shown::of(tag.id));
                    }
                }
            }
        });
    }

    fn buttons(&mut self, ui: &mut Ui, note: &Note) -> Option<notes::Change> {
        let mut change = None;
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Save the note").clicked() {
                change = (self.content != note.now.content)
                    .then(|| notes::Change::Edit { note: note.id, content: self.content.clone() });
                self.over = change.is_none();
            }
            if buttons::plain(ui, "Cancel").clicked()
                || ui.input(|input| input.key_pressed(Key::Escape))
            {
                self.over = true;
            }
            let (text, strike) = match note.struck {
                None => ("Strike out", notes::Change::Strike { note: note.id }),
                Some(_) => ("Count it again", notes::Change::Restore { note: note.id }),
            };
            if buttons::plain(ui, text).on_hover_text("It stays on record.").clicked() {
                change = Some(strike);
            }
        });
        change
    }
}
