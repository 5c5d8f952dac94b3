//! The notes of a session in the order of time, the newest at the foot. Only what is in view is
//! drawn, so that a long day costs no more than a short one.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use egui::{Key, Layout, RichText, Ui, Vec2};
use jiff::Timestamp;

use super::note_form::{self, Form};
use super::steps::Place;
use crate::centre::Note;
use crate::centre::notes::Direction;
use crate::ids::NoteId;
use crate::scenario::Exercise;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::rows::{self, Look, Rows, Source};
use crate::words;

/// What is chosen and half-typed in the list.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The note that is being edited.
    form: Option<Form>,
    /// The note that the keys are about.
    at: Option<NoteId>,
    rows: Rows,
    /// A moment without words was pressed: the line words it.
    pub(super) word: Option<NoteId>,
}

impl View {
    /// Goes on with a note that was left half-changed: by a crash, or for another note.
    fn take_up(&mut self, cx: &Cx<'_>, all: &[(usize, &Note)]) {
        if self.form.as_ref().is_some_and(|form| all.iter().all(|(_, note)| note.id != form.note)) {
            self.form = None;
        }
        if self.form.is_some() || !cx.writable {
            return;
        }
        if let Some((_, note)) = all.iter().find(|(_, note)| note_form::is_half_changed(cx, note)) {
            self.form = Some(Form::of(cx, note));
            self.rows.reveal();
        }
    }

    /// Whoever presses a note changes it; a moment without words is worded in the line below.
    fn open(&mut self, cx: &Cx<'_>, note: &Note) {
        if note.now.content.is_wordless() && note.struck.is_none() {
            self.word = Some(note.id);
        } else {
            self.form = Some(Form::of(cx, note));
            self.rows.reveal();
        }
    }
}

/// Draws the list.
pub(super) fn list(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    height: f32,
    view: &mut View,
    asks: &mut Asks,
) {
    let all = place.notes(cx.centre);
    view.take_up(cx, &all);
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(8, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 14.0);
        if all.is_empty() {
            muted(ui, "No notes yet. What is said and done goes into the line below; press Enter to keep it.");
            return;
        }
        let height = ui.available_height();
        rows(ui, cx, place, (&all, height), view, asks);
    });
}

fn rows(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    (all, height): (&[(usize, &Note)], f32),
    view: &mut View,
    asks: &mut Asks,
) {
    let edited = view.form.as_ref().map(|form| form.note);
    let about = edited.or(view.at);
    let chosen = about.and_then(|id| all.iter().position(|(_, note)| note.id == id));
    let mut stamp = DefaultHasher::new();
    (cx.version, edited, view.form.as_ref().map(|form| form.height.to_bits())).hash(&mut stamp);
    let id = egui::Id::unique(("notes of", place.session.id.to_string()));
    let stamp = stamp.finish();
    let look = Look { id, name: "Notes", height, chosen, stamp, at_foot: true };
    let View { form, rows, .. } = view;
    let began = place.session.observed_from(place.exercise);
    let several = place.sheets.len() > 1;
    let mut source = List { cx, exercise: place.exercise, all, began, several, form, asks };
    let shown = rows.ui(ui, &look, &mut source, false);
    if form.as_ref().is_some_and(Form::is_over) {
        *form = None;
    }
    if let Some((_, note)) = shown.chosen.and_then(|row| all.get(row)) {
        view.at = Some(note.id);
    }
    let entered = shown.response.has_focus()
        && view.form.is_none()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    let by_key = if entered { look.chosen } else { None };
    let wanted = shown.pressed.or(by_key).and_then(|row| all.get(row));
    if let Some((_, note)) = wanted.filter(|(_, note)| cx.writable && edited != Some(note.id)) {
        view.open(cx, note);
    }
}

/// `04:47` after the run began, or the time of day when it had not.
pub(super) fn moment(cx: &Cx<'_>, note: &Note, began: Option<Timestamp>) -> String {
    match began.map(|began| note.began.duration_since(began).as_secs()) {
        Some(secs) if secs >= 0 => words::clock(secs),
        _ => cx.time_of_day(note.began),
    }
}

/// The same, for a note of the session.
pub(super) fn moment_of(cx: &Cx<'_>, note: &Note, place: &Place<'_>) -> String {
    moment(cx, note, place.session.observed_from(place.exercise))
}

/// The notes as rows; the one that is edited is a form.
struct List<'a, 'c> {
    cx: &'a Cx<'c>,
    exercise: &'a Exercise,
    all: &'a [(usize, &'c Note)],
    began: Option<Timestamp>,
    several: bool,
    form: &'a mut Option<Form>,
    asks: &'a mut Asks,
}

/// What stands for the words of a moment that has none yet.
const UNWORDED: &str = "marked; press to put it into words";

/// What stands before the words: time, seat and sign.
const BEFORE: f32 = 104.0;

/// How much room a note's competencies have beside its words.
const TAG: f32 = 180.0;

/// What a tag, and the line about earlier wordings, take of the height.
const TAG_HEIGHT: f32 = 24.0;

/// What stands like a tag in the words of a note that counts, and names nothing.
pub(super) fn stray(note: &Note) -> Vec<(String, Tone)> {
    let stray = note.now.content.stray_tags().filter(|_| note.struck.is_none());
    stray.map(|tag| (format!("{tag} names nothing"), Tone::Soon)).collect()
}

fn words_of(note: &Note) -> &str {
    if note.now.content.is_wordless() { UNWORDED } else { &note.now.content.text }
}

/// The sign of a direction.
fn sign(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::For) => "+",
        Some(Direction::Against) => "−",
        Some(Direction::Neutral) => "=",
        None => " ",
    }
}

impl Source for List<'_, '_> {
    fn count(&self) -> usize {
        self.all.len()
    }

    fn height(&self, ui: &Ui, place: usize, width: f32) -> f32 {
        let Some((_, note)) = self.all.get(place) else { return 0.0 };
        if let Some(form) = self.form.as_ref().filter(|form| form.note == note.id) {
            return form.height;
        }
        let (width, narrow) = Self::room(width);
        let mut words = rows::words_height(ui, words_of(note), width);
        if note.earlier_wordings() > 0 {
            words += TAG_HEIGHT;
        }
        #[expect(clippy::cast_precision_loss, reason = "a note has few competencies")]
        let tags = self.tags(note).len() as f32 * TAG_HEIGHT;
        let inner = if narrow { words + tags } else { words.max(tags) };
        inner.max(22.0) + 12.0
    }

    fn stamp(&self, place: usize) -> Option<u64> {
        let (_, note) = self.all.get(place)?;
        let form = self.form.as_ref().filter(|form| form.note == note.id);
        let content = &note.now.content;
        let mut stamp = DefaultHasher::new();
        (note.id, &content.text, content.shows.len(), note.before.len()).hash(&mut stamp);
        form.map(|form| form.height.to_bits()).hash(&mut stamp);
        Some(stamp.finish())
    }

    fn name(&self, place: usize) -> String {
        let Some((_, note)) = self.all.get(place) else { return String::new() };
        let at = moment(self.cx, note, self.began);
        if note.now.content.is_wordless() {
            return format!("Moment at {at}, without words");
        }
        format!("Note at {at}: {}", note.now.content.text)
    }

    fn draw(&mut self, ui: &mut Ui, place: usize) {
        let Some((seat, note)) = self.all.get(place).copied() else { return };
        if let Some(form) = self.form.as_mut().filter(|form| form.note == note.id) {
            form.ui(ui, self.cx, (self.exercise, note), self.asks);
            return;
        }
        let (width, narrow) = Self::room(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 3.0);
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            ui.add_space(4.0);
            self.before(ui, seat, note);
            let down = Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(Vec2::new(width, 22.0), down, |ui| {
                ui.set_width(width);
                ui.add_space(2.0);
                self.words(ui, note);
                if narrow {
                    self.pills(ui, note, width);
                }
            });
            if !narrow {
                ui.vertical(|ui| self.pills(ui, note, TAG));
            }
        });
    }
}

impl List<'_, '_> {
    /// On a narrow screen the tags stand below the words, not beside them.
    fn room(width: f32) -> (f32, bool) {
        let narrow = width < 500.0;
        let tags = if narrow { 0.0 } else { TAG + 8.0 };
        ((width - BEFORE - tags - 8.0).max(60.0), narrow)
    }

    fn tags(&self, note: &Note) -> Vec<(String, Tone)> {
        let shown = note.now.content.competencies();
        let known = shown.filter_map(|id| self.cx.centre.scenario.competency(id));
        let mut tags: Vec<_> = known.map(|known| (known.name.clone(), Tone::Calm)).collect();
        tags.extend(stray(note));
        tags
    }

    fn before(&self, ui: &mut Ui, seat: usize, note: &Note) {
        let palette = self.cx.palette;
        let time = RichText::new(moment(self.cx, note, self.began)).color(palette.muted);
        ui.add_sized([46.0, 22.0], egui::Label::new(time).selectable(false));
        if self.several {
            marks::key(ui, &(seat + 1).to_string());
        } else {
            ui.add_space(18.0);
        }
        let direction = note.now.content.direction;
        let colour = match direction {
            Some(Direction::For) => palette.green,
            Some(Direction::Against) => palette.red,
            Some(Direction::Neutral) => palette.muted,
            None => palette.ink,
        };
        let sign = theme::strong(sign(direction)).color(colour);
        ui.add_sized([16.0, 22.0], egui::Label::new(sign).selectable(false));
    }

    fn words(&self, ui: &mut Ui, note: &Note) {
        let mut text = RichText::new(words_of(note));
        if note.now.content.is_wordless() {
            text = text.italics().color(self.cx.palette.muted);
        }
        if note.struck.is_some() {
            text = text.strikethrough().color(self.cx.palette.muted);
        }
        ui.add(egui::Label::new(text).wrap().selectable(false));
        let earlier = note.earlier_wordings();
        if earlier > 0 {
            let count = words::count(earlier, "earlier wording", "earlier wordings");
            muted(ui, format!("edited · {count} on record"));
        }
    }

    fn pills(&self, ui: &mut Ui, note: &Note, width: f32) {
        for (text, tone) in self.tags(note) {
            marks::pill_within(ui, &text, tone, width);
        }
    }
}
