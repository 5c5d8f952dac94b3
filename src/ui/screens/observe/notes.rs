//! The notes of a session, and the line in which they are typed.

use egui::{Key, Ui};
use jiff::Timestamp;

use super::steps::Place;
use super::tags::Tag;
use crate::centre::notes::{self, Content, Direction};
use crate::centre::{Change, Note, Session, Sheet};
use crate::ids::NoteId;
use crate::scenario::Exercise;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// A note that is being edited, as typed so far.
#[derive(Debug, Default)]
pub(super) struct View {
    editing: Option<(NoteId, Content)>,
    refused: String,
    /// A moment without words was pressed: the line words it.
    pub(super) word: Option<NoteId>,
}

/// Draws the notes in the order of time, newest at the foot.
pub(super) fn list(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (session, exercise): (&Session, &Exercise),
    sheets: &[Sheet],
    height: f32,
    view: &mut View,
    asks: &mut Asks,
) {
    let seat = |sheet: &Sheet| session.seats.iter().position(|s| s.candidate == sheet.candidate);
    let notes = |sheet: &Sheet| {
        let seat = seat(sheet).unwrap_or(0);
        cx.centre.notes_of(*sheet).into_iter().map(move |note| (seat, note))
    };
    let mut all: Vec<(usize, &Note)> = sheets.iter().flat_map(notes).collect();
    all.sort_by_key(|(_, note)| (note.began, note.id));
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(8, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 14.0);
        if all.is_empty() {
            muted(ui, "No notes yet. What is said and done goes into the line below; press Enter to keep it.");
        }
        let scroll = egui::ScrollArea::vertical().id_salt(session.id.to_string());
        scroll.auto_shrink(false).stick_to_bottom(true).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let began = observed_from(session, exercise);
            for (seat, note) in &all {
                ui.push_id(note.id.to_string(), |ui| {
                    let editing = view.editing.as_ref().is_some_and(|(id, _)| *id == note.id);
                    if editing {
                        edit(ui, cx, exercise, note, view, asks);
                    } else {
                        let seat = (sheets.len() > 1).then_some(*seat);
                        row(ui, cx, note, seat, began, view);
                    }
                });
                ui.separator();
            }
        });
    });
}

/// When the first observed phase began: note times count from there.
pub(super) fn observed_from(session: &Session, exercise: &Exercise) -> Option<Timestamp> {
    let observed =
        session.clock.runs.iter().find(|run| {
            exercise.phase(&run.phase).is_some_and(|(_, phase)| phase.kind.is_observed())
        });
    observed.map(crate::centre::clocks::PhaseRun::started)
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
    moment(cx, note, observed_from(place.session, place.exercise))
}

/// What stands for the words of a moment that has none yet.
const UNWORDED: &str = "marked; press to put it into words";

/// How much room a note's competencies have beside its words.
const TAG: f32 = 180.0;

fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    note: &Note,
    seat: Option<usize>,
    began: Option<Timestamp>,
    view: &mut View,
) {
    let content = &note.now.content;
    let at = moment(cx, note, began);
    let name = if content.is_wordless() {
        format!("Moment at {at}, without words")
    } else {
        format!("Note at {at}: {}", content.text)
    };
    let line = buttons::pressable(ui, "note", &name, false, |ui| {
        ui.horizontal_top(|ui| {
            ui.set_width(ui.available_width());
            let time = egui::RichText::new(moment(cx, note, began)).color(cx.palette.muted);
            ui.add_sized([50.0, 22.0], egui::Label::new(time));
            if let Some(seat) = seat {
                marks::key(ui, &(seat + 1).to_string());
            }
            let (sign, colour) = match content.direction {
                Some(Direction::For) => ("+", cx.palette.green),
                Some(Direction::Against) => ("−", cx.palette.red),
                Some(Direction::Neutral) => ("=", cx.palette.muted),
                None => (" ", cx.palette.ink),
            };
            ui.add_sized([14.0, 22.0], egui::Label::new(theme::strong(sign).color(colour)));
            let tags = content.competencies().filter_map(|id| cx.centre.scenario.competency(id));
            let tags: Vec<&str> = tags.map(|known| known.name.as_str()).collect();
            // On a narrow screen the tag stands below the words, not beside them.
            let narrow = ui.available_width() < 400.0;
            let tag_width = if narrow { 0.0 } else { TAG + 8.0 };
            let width = (ui.available_width() - tag_width).max(120.0);
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(egui::vec2(width, 22.0), down, |ui| {
                ui.set_width(width);
                ui.add_space(2.0);
                let mut text = egui::RichText::new(&content.text);
                if content.is_wordless() {
                    text = egui::RichText::new(UNWORDED).italics().color(cx.palette.muted);
                }
                if note.struck.is_some() {
                    text = text.strikethrough().color(cx.palette.muted);
                }
                ui.add(egui::Label::new(text).wrap());
                for tag in tags.iter().filter(|_| narrow) {
                    marks::pill_within(ui, tag, Tone::Calm, width);
                }
                if !note.before.is_empty() {
                    let count =
                        words::count(note.before.len(), "earlier wording", "earlier wordings");
                    muted(ui, format!("edited · {count} on record"));
                }
            });
            if !narrow {
                ui.vertical(|ui| {
                    for tag in &tags {
                        marks::pill_within(ui, tag, Tone::Calm, TAG);
                    }
                });
            }
        });
    });
    if !line.clicked() || !cx.writable {
        return;
    }
    if content.is_wordless() && note.struck.is_none() {
        view.word = Some(note.id);
    } else {
        view.editing = Some((note.id, content.clone()));
        view.refused.clear();
    }
}

fn edit(
    ui: &mut Ui,
    cx: &Cx<'_>,
    exercise: &Exercise,
    note: &Note,
    view: &mut View,
    asks: &mut Asks,
) {
    let Some((_, content)) = &mut view.editing else { return };
    let mut close = false;
    let mut change = None;
    fields::lines(ui, ("edit", note.id), "Note", &mut content.text, 2);
    ui.horizontal_wrapped(|ui| {
        for (text, direction) in [
            ("+ for", Some(Direction::For)),
            ("− against", Some(Direction::Against)),
            ("neither", None),
        ] {
            if ui.add(egui::Button::selectable(content.direction == direction, text)).clicked() {
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
    ui.horizontal(|ui| {
        if buttons::primary(ui, "Save the note").clicked() {
            change = (*content != note.now.content)
                .then(|| notes::Change::Edit { note: note.id, content: content.clone() });
            close = change.is_none();
        }
        if buttons::plain(ui, "Cancel").clicked()
            || ui.input(|input| input.key_pressed(Key::Escape))
        {
            close = true;
        }
        let (text, strike) = match note.struck {
            None => ("Strike out", notes::Change::Strike { note: note.id }),
            Some(_) => ("Count it again", notes::Change::Restore { note: note.id }),
        };
        if buttons::plain(ui, text).on_hover_text("It stays on record.").clicked() {
            change = Some(strike);
        }
    });
    fields::refusal(ui, &view.refused);
    if let Some(change) = change.map(Change::Note) {
        match cx.centre.check(&change) {
            Ok(()) => {
                asks.change(change);
                close = true;
            }
            Err(why) => view.refused = words::refusal(cx.centre, &why),
        }
    }
    if close {
        view.editing = None;
    }
}
