//! The notes of a session, and the line in which they are typed.

use egui::{Key, Modifiers, Ui};
use jiff::Timestamp;

use super::note_line::{NoteLine, Tag};
use crate::centre::notes::{self, Content, Direction};
use crate::centre::{Change, Marksheet, Note, Session, Sheet};
use crate::ids::NoteId;
use crate::scenario::Exercise;
use crate::ui::asks::{Ask, Asks};
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
}

/// The competencies that `#` can name here, in the order of the exercise.
fn tags(cx: &Cx<'_>, exercise: &Exercise) -> Vec<Tag> {
    let observed = exercise.observes.iter();
    observed
        .filter_map(|observed| cx.centre.scenario.competency(&observed.competency))
        .map(|known| Tag { id: known.id.clone(), name: known.name.clone() })
        .collect()
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
    let mut all: Vec<(usize, &Note)> = sheets
        .iter()
        .enumerate()
        .flat_map(|(seat, sheet)| {
            cx.centre.notes_of(*sheet).into_iter().map(move |note| (seat, note))
        })
        .collect();
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
    let name = format!("Note at {}: {}", moment(cx, note, began), content.text);
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
                Some(Direction::Neutral) | None => (" ", cx.palette.ink),
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
    if line.clicked() && cx.writable {
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
        for tag in tags(cx, exercise) {
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

/// Where somebody went from the line of notes.
pub(super) struct Went {
    /// To this candidate of the group.
    pub(super) seat: usize,
    /// On to the ratings, with Tab.
    pub(super) on: bool,
}

/// The line to type in. Gives the seat that is chosen after it.
#[expect(clippy::too_many_arguments, reason = "the line needs all that a note is made of")]
pub(super) fn line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    exercise: &Exercise,
    sheets: &[Sheet],
    seat: usize,
    line: &mut NoteLine,
    focus: bool,
    asks: &mut Asks,
) -> Went {
    let mut went = Went { seat, on: false };
    let Some(sheet) = sheets.get(seat).copied() else { return went };
    let submitted = cx.centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted);
    if submitted || !cx.writable {
        let words = if submitted {
            "The marksheet is submitted: notes are locked with it."
        } else {
            "Read only."
        };
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            muted(ui, words);
        });
        return went;
    }
    let tags = tags(cx, exercise);
    let before = line.clone();
    let mut picked = None;
    let id = egui::Id::unique(("note line", sheet.session.to_string(), sheet.assessor.to_string()));
    let around = egui::UiBuilder::new().id_salt("around the line").sense(egui::Sense::CLICK);
    let around = ui.scope_builder(around, |ui| {
        let frame = cards::chosen_card(cx.palette);
        frame.inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                chips(ui, cx, sheets.len(), seat, line);
                let field = text_field(ui, id, line, &tags);
                if field.changed() {
                    picked = line.typed(cx.now.wall, sheets.len(), &tags);
                }
                if fields::entered(ui, &field) {
                    if !line.words().is_empty() {
                        keep(cx, sheet, line, asks);
                    }
                    field.request_focus();
                }
                let tab = |input: &egui::InputState| {
                    input.key_pressed(Key::Tab) && !input.modifiers.shift
                };
                went.on = field.lost_focus() && ui.input(tab);
            });
            hint(ui, line, &tags, sheets.len());
        });
    });
    if focus || around.response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if *line != before {
        let key = format!("note {} {}", sheet.session, sheet.assessor);
        asks.ask(Ask::Draft { key, text: line.draft() });
    }
    went.seat = picked.unwrap_or(seat);
    went
}

fn text_field(ui: &mut Ui, id: egui::Id, line: &mut NoteLine, tags: &[Tag]) -> egui::Response {
    if ui.memory(|memory| memory.has_focus(id)) {
        take_keys(ui, line, tags);
    }
    // Tab belongs to the tag that is offered, as long as one is.
    let offers = !line.suggestions(tags).is_empty();
    let field = egui::TextEdit::singleline(&mut line.text)
        .id(id)
        .frame(egui::Frame::NONE)
        .lock_focus(offers)
        .hint_text("What is said or done…")
        .char_limit(notes::LONGEST_NOTE)
        .desired_width(ui.available_width());
    ui.add(field).accessible_name("Note")
}

fn chips(ui: &mut Ui, cx: &Cx<'_>, seats: usize, seat: usize, line: &NoteLine) {
    if seats > 1 {
        marks::key(ui, &(seat + 1).to_string());
    }
    match line.direction {
        Some(Direction::For) => marks::pill(ui, "+", Tone::Good),
        Some(Direction::Against) => marks::pill(ui, "−", Tone::Now),
        Some(Direction::Neutral) | None => marks::key(ui, "±"),
    };
    let tag = line.competency.as_ref().and_then(|id| cx.centre.scenario.competency(id));
    if let Some(tag) = tag {
        marks::pill(ui, &tag.name, Tone::Calm);
    }
}

/// Tab takes the first tag that is offered; Backspace in an empty line takes a mark back.
fn take_keys(ui: &Ui, line: &mut NoteLine, tags: &[Tag]) {
    let offers = !line.suggestions(tags).is_empty();
    if offers && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)) {
        line.take_tag(tags, 0);
    }
    if line.text.is_empty() && ui.input(|input| input.key_pressed(Key::Backspace)) {
        line.take_back();
    }
}

fn hint(ui: &mut Ui, line: &NoteLine, tags: &[Tag], seats: usize) {
    let suggestions = line.suggestions(tags);
    if suggestions.is_empty() {
        let digit =
            if seats > 1 { "A digit picks the candidate, + or −" } else { "+ or − picks" };
        muted(
            ui,
            format!(
                "{digit} the direction, # the behaviour. Enter keeps it with the time you began to type."
            ),
        );
        return;
    }
    let names: Vec<_> = suggestions
        .iter()
        .take(4)
        .map(|tag| {
            let number =
                tags.iter().position(|known| known.id == tag.id).map_or(0, |place| place + 1);
            format!("#{number} {}", tag.name)
        })
        .collect();
    muted(ui, format!("Tab takes the first:  {}", names.join("   ")));
}

/// Asks to keep the note, and clears the line for the next.
fn keep(cx: &Cx<'_>, sheet: Sheet, line: &mut NoteLine, asks: &mut Asks) {
    let content = Content {
        text: line.words().to_owned(),
        direction: line.direction,
        shows: line.competency.iter().cloned().map(notes::Shown::of).collect(),
    };
    let began = line.began.unwrap_or(cx.now.wall);
    let change = Change::Note(notes::Change::Keep { sheet, began, content });
    if cx.centre.check(&change).is_ok() {
        asks.change(change);
        *line = NoteLine::default();
    }
}
