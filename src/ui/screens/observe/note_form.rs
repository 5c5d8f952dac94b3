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
use crate::ui::half_typed;
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

/// What is half-changed of a note: all of it, or its words alone, as earlier builds kept them.
fn half_changed(cx: &Cx<'_>, note: &Note) -> Option<Content> {
    let kept = cx.drafts.get(&draft_key(note.id))?;
    let words = || Content { text: kept.clone(), ..note.now.content.clone() };
    Some(ron::from_str(kept).unwrap_or_else(|_| words()))
}

/// Whether somebody has begun to change the note.
pub(super) fn is_half_changed(cx: &Cx<'_>, note: &Note) -> bool {
    cx.drafts.contains_key(&draft_key(note.id))
}

impl Form {
    /// What the note says now, ready to be changed, or what was half-changed of it.
    pub(super) fn of(cx: &Cx<'_>, note: &Note) -> Self {
        let half = half_changed(cx, note);
        let content = half.unwrap_or_else(|| note.now.content.clone());
        let refused = String::new();
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
        let mut changes = Vec::new();
        // The row has an edge of its own, which nothing may touch.
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8));
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = fields::lines(ui, ("edit", note.id), "Note", &mut self.content.text, 2);
            if std::mem::take(&mut self.fresh) {
                words.request_focus();
            }
            let signed = self.signs(ui, cx, exercise);
            if words.changed() || signed {
                let all = ron::to_string(&self.content);
                let text = all.unwrap_or_else(|_| self.content.text.clone());
                half_typed::keep(&draft_key(note.id), &text, asks);
            }
            ui.add_space(2.0);
            changes = self.buttons(ui, note);
            fields::refusal(ui, &self.refused);
        });
        if !changes.is_empty() {
            let refused = changes.iter().find_map(|change| cx.centre.check(change).err());
            match refused {
                None => {
                    asks.ask(Ask::Do(changes));
                    self.over = true;
                }
                Some(why) => self.refused = words::refusal(cx.centre, &why),
            }
        }
        if self.over {
            half_typed::forget(&draft_key(note.id), asks);
        }
        let height = shown.response.rect.bottom() - top + 2.0;
        if (height - self.height).abs() > 0.5 {
            self.height = height;
            ui.ctx().request_repaint_after(std::time::Duration::ZERO);
        }
    }

    /// Direction and competencies; true when one was pressed.
    fn signs(&mut self, ui: &mut Ui, cx: &Cx<'_>, exercise: &Exercise) -> bool {
        let content = &mut self.content;
        let mut pressed = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(6.0);
            for (text, direction) in [
                ("+ for", Some(Direction::For)),
                ("− against", Some(Direction::Against)),
                ("neither", None),
            ] {
                let chosen = content.direction == direction;
                if buttons::choice(ui, text, (chosen, true)).clicked() {
                    content.direction = direction;
                    pressed = true;
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(6.0);
            for tag in Tag::all(&cx.centre.scenario, exercise) {
                let chosen = content.is_on(&tag.id);
                if buttons::choice(ui, &tag.name, (chosen, true)).clicked() {
                    content.shows.retain(|shown| shown.competency != tag.id);
                    if !chosen {
                        content.shows.push(notes::Shown::of(tag.id));
                    }
                    pressed = true;
                }
            }
        });
        pressed
    }

    fn buttons(&mut self, ui: &mut Ui, note: &Note) -> Vec<Change> {
        let mut changes = Vec::new();
        let edit = (self.content != note.now.content)
            .then(|| notes::Change::Edit { note: note.id, content: self.content.clone() });
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Save the note").clicked() {
                self.over = edit.is_none();
                changes.extend(edit.clone());
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
                // What was changed of it before stays on record too.
                changes.extend(edit.into_iter().chain([strike]));
            }
        });
        changes.into_iter().map(Change::Note).collect()
    }
}
