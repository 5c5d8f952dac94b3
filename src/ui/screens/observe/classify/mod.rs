//! The second step: every note gets the competencies that it shows and the way it speaks, by keys
//! alone. The list is one stop for Tab; what is pressed beside it does what the keys do.

mod keys;
mod list;
mod panel;
mod sorting;

use egui::Ui;

use self::list::List;
use self::sorting::Stroke;
use super::steps::{self, Place, Steps};
use crate::centre::notes::{self, Content};
use crate::centre::{Author, Change, Note};
use crate::ids::{CompetencyId, NoteId};
use crate::scenario::Competency;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::rows::{Look, Rows};
use crate::ui::widgets::{aloud, buttons, fields};
use crate::words;

/// What is chosen and half-typed at this step.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The note that the keys are about.
    pub(super) note: Option<NoteId>,
    /// The competency of the note that its indicators are about.
    tag: Option<CompetencyId>,
    /// Only what is not classified is listed, and the note that is chosen.
    only_open: bool,
    /// A note whose words are being typed, as typed so far.
    wording: Option<(NoteId, String)>,
    /// The words are to be typed from the next frame on.
    to_word: bool,
    /// Keys go to the list from the next frame on.
    to_list: bool,
    rows: Rows,
    refused: String,
}

/// Under which name the half-typed words of a note survive a crash.
fn draft_key(note: NoteId) -> String {
    format!("words {note}")
}

impl View {
    /// Goes on with words that a crash or another role left half-typed, once their note is here.
    fn take_up(&mut self, cx: &Cx<'_>, all: &[(usize, &Note)]) {
        if self.wording.is_some() || !cx.writable {
            return;
        }
        let half = |(_, note): &(usize, &Note)| {
            cx.drafts.get(&draft_key(note.id)).map(|text| (note.id, text.clone()))
        };
        if let Some((id, text)) = all.iter().find_map(half) {
            self.note = Some(id);
            self.wording = Some((id, text));
            self.to_word = true;
            self.show();
        }
    }

    /// Shows the chosen note, whatever was listed last.
    pub(super) fn show(&mut self) {
        self.only_open = false;
        self.rows.reveal();
    }
}

/// Something a person does at this step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// Classify the chosen note.
    Sort(Stroke),
    /// Keys are about this competency of the note.
    Choose(CompetencyId),
    /// Choose the next note that is not classified.
    NextOpen,
    /// List only what is not classified, or everything.
    Filter,
    /// Type the words of the note.
    Word,
    /// The words are being typed.
    Typed,
    /// Keep the words that were typed.
    KeepWords,
    /// Leave the words as they were.
    LeaveWords,
    /// Strike the note out, or count it again.
    Strike,
}

/// Draws the step.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    arrives: bool,
    (view, steps): (&mut View, &mut Steps),
    asks: &mut Asks,
) {
    let all = place.notes(cx.centre);
    // Words that were being typed in another session, or when somebody went to another step.
    let here = |id: NoteId| all.iter().any(|(_, note)| note.id == id);
    if view.wording.as_ref().is_some_and(|(id, _)| arrives || !here(*id)) {
        keep_words(cx, view, asks);
    } else {
        view.take_up(cx, &all);
    }
    let listed = listed(&all, view);
    if view.note.is_none_or(|id| listed.iter().all(|(_, note)| note.id != id)) {
        let first = listed.iter().find(|(_, note)| is_open(note)).or_else(|| listed.first());
        view.note = first.map(|(_, note)| note.id);
        view.rows.reveal();
    }
    view.to_list |= arrives && view.wording.is_none();
    let rated = observed(cx, place);
    let chosen = listed.iter().find(|(_, note)| Some(note.id) == view.note).map(|(_, note)| *note);
    let mut acts = Vec::new();
    let small = ui.available_width() < 700.0;
    cards::side_column(ui, "observe-classify", if small { 300.0 } else { 320.0 }, |ui| {
        panel::ui(ui, cx, &rated, chosen, view, &mut acts);
    });
    if !acts.is_empty() {
        view.to_list = true;
    }
    cards::middle(ui, |ui| {
        let seat = chosen.map_or(place.sheet, |note| note.sheet);
        super::header(ui, cx, place.session, place.exercise, seat);
        steps::bar(ui, cx, place, steps);
        head(ui, &all, view, &mut acts);
        middle(ui, cx, place, (&listed, &rated), view, &mut acts);
    });
    for act in acts {
        answer(cx, &all, &act, view, asks);
    }
}

/// What is listed. The chosen note stays until somebody goes on, so that nothing moves under the
/// hands.
fn listed<'a>(all: &[(usize, &'a Note)], view: &View) -> Vec<(usize, &'a Note)> {
    let shown = |note: &Note| !view.only_open || is_open(note) || Some(note.id) == view.note;
    all.iter().copied().filter(|(_, note)| shown(note)).collect()
}

fn is_open(note: &Note) -> bool {
    note.struck.is_none() && !note.now.content.is_classified()
}

/// The competencies that notes can be put under here, in the order of the exercise.
fn observed<'a>(cx: &Cx<'a>, place: &Place<'_>) -> Vec<&'a Competency> {
    let observed = place.exercise.observes.iter();
    observed.filter_map(|observed| cx.centre.scenario.competency(&observed.competency)).collect()
}

/// The competency of the note that its indicators are about: the one chosen, or the first.
fn tag_of(content: &Content, view: &View) -> Option<CompetencyId> {
    let chosen = view.tag.clone().filter(|id| content.is_on(id));
    chosen.or_else(|| content.competencies().next().cloned())
}

/// How much is still to be done, in words, and the way to see only that.
fn head(ui: &mut Ui, all: &[(usize, &Note)], view: &View, acts: &mut Vec<Act>) {
    let count = |wanted: fn(&Note) -> bool| all.iter().filter(|(_, note)| wanted(note)).count();
    let open = count(is_open);
    let wordless = count(|note| note.struck.is_none() && note.now.content.is_wordless());
    let mut said = match (all.len(), open) {
        (0, _) => String::new(),
        (all, 0) => format!("All {} are classified.", words::count(all, "note", "notes")),
        (all, open) => {
            format!("{open} of {} not classified.", words::count(all, "note", "notes"))
        }
    };
    if wordless > 0 {
        let marks = words::count(wordless, "mark has no words yet.", "marks have no words yet.");
        said = format!("{said} {marks}");
    }
    ui.horizontal_wrapped(|ui| {
        if !all.is_empty() && with_key(ui, "Unclassified only", "U", view.only_open) {
            acts.push(Act::Filter);
        }
        muted(ui, said);
    });
    fields::refusal(ui, &view.refused);
}

fn middle(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    (listed, rated): (&[(usize, &Note)], &[&Competency]),
    view: &mut View,
    acts: &mut Vec<Act>,
) {
    let height = (ui.available_height() - 14.0).max(80.0);
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(8, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height);
        if listed.is_empty() {
            nothing(ui, view.only_open);
            return;
        }
        let at = listed.iter().position(|(_, note)| Some(note.id) == view.note);
        let height = ui.available_height();
        let id = egui::Id::unique(("classify", place.session.id.to_string()));
        let name = "Notes to classify";
        let variant = u64::from(view.only_open) << 32;
        let stamp = variant ^ u64::try_from(cx.version).unwrap_or_default();
        let look = Look { id, name, height, chosen: at, stamp, at_foot: false };
        let focus = std::mem::take(&mut view.to_list) && view.wording.is_none();
        let began = place.session.observed_from(place.exercise);
        let several = place.sheets.len() > 1;
        let to_word = std::mem::take(&mut view.to_word);
        let wording = view.wording.as_mut().map(|(id, text)| (*id, text));
        let mut list = List { cx, listed, began, several, wording, to_word, acts };
        let shown = view.rows.ui(ui, &look, &mut list, focus);
        if let Some((_, note)) = shown.chosen.and_then(|place| listed.get(place)) {
            view.note = Some(note.id);
            view.tag = None;
            view.refused.clear();
        }
        if shown.response.has_focus() && view.wording.is_none() {
            let note = listed.iter().find(|(_, note)| Some(note.id) == view.note);
            acts.extend(note.and_then(|(_, note)| keys::pressed(ui, rated, note, view)));
        }
    });
}

fn nothing(ui: &mut Ui, only_open: bool) {
    let words = if only_open {
        "Nothing is left to classify. Go on to 3 Rate with Ctrl+3."
    } else {
        "No notes yet. What is noted at 1 Observe is classified here."
    };
    muted(ui, words);
}

fn answer(cx: &Cx<'_>, all: &[(usize, &Note)], act: &Act, view: &mut View, asks: &mut Asks) {
    let note = all.iter().find(|(_, note)| Some(note.id) == view.note).map(|(_, note)| *note);
    match act {
        Act::Filter => {
            view.only_open = !view.only_open;
            view.rows.reveal();
        }
        Act::NextOpen => next_open(all, view),
        Act::Choose(competency) => view.tag = Some(competency.clone()),
        Act::Word => {
            if let Some(note) = note {
                view.wording = Some((note.id, note.now.content.text.clone()));
                view.to_word = true;
            }
        }
        Act::Typed => {
            if let Some((id, text)) = &view.wording {
                half_typed::keep(&draft_key(*id), text, asks);
            }
        }
        Act::LeaveWords => {
            if let Some((id, _)) = view.wording.take() {
                half_typed::forget(&draft_key(id), asks);
            }
            view.to_list = true;
        }
        Act::KeepWords => {
            view.to_list = true;
            keep_words(cx, view, asks);
        }
        Act::Strike => {
            let Some(note) = note else { return };
            let change = match note.struck {
                None => notes::Change::Strike { note: note.id },
                Some(_) => notes::Change::Restore { note: note.id },
            };
            ask(cx, change, view, asks);
        }
        Act::Sort(stroke) => {
            let Some(note) = note else { return };
            if let Stroke::Toggle(competency) | Stroke::Tick(competency, _) = stroke {
                view.tag = Some(competency.clone());
            }
            let content = sorting::after(&note.now.content, stroke, &cx.centre.scenario);
            edit(cx, note, content, view, asks);
        }
    }
}

/// Keeps the words that were typed, if there are any. Those of somebody who acts no more stay
/// half-typed until that person comes back.
fn keep_words(cx: &Cx<'_>, view: &mut View, asks: &mut Asks) {
    let Some((id, text)) = view.wording.take() else { return };
    let Some(note) = cx.centre.notes.get(&id) else { return };
    if cx.you != Author::Assessor(note.sheet.assessor) {
        return;
    }
    half_typed::forget(&draft_key(id), asks);
    if !text.trim().is_empty() {
        let content = Content { text, ..note.now.content.clone() };
        edit(cx, note, content, view, asks);
    }
}

/// The next note after the chosen one that is not classified, or the first of all.
fn next_open(all: &[(usize, &Note)], view: &mut View) {
    let at = all.iter().position(|(_, note)| Some(note.id) == view.note);
    let (before, after) = all.split_at(at.map_or(0, |at| at + 1));
    let next = after.iter().chain(before).find(|(_, note)| is_open(note));
    if let Some((_, note)) = next {
        view.note = Some(note.id);
        view.tag = None;
        view.rows.reveal();
    }
}

fn edit(cx: &Cx<'_>, note: &Note, content: Content, view: &mut View, asks: &mut Asks) {
    if content == note.now.content {
        return;
    }
    ask(cx, notes::Change::Edit { note: note.id, content }, view, asks);
}

fn ask(cx: &Cx<'_>, change: notes::Change, view: &mut View, asks: &mut Asks) {
    if !cx.writable {
        "This centre is open to read only.".clone_into(&mut view.refused);
        return;
    }
    let change = Change::Note(change);
    match cx.centre.check_now(&change) {
        Ok(()) => {
            view.refused.clear();
            asks.change(change);
        }
        Err(why) => view.refused = words::refusal(cx.centre, &why),
    }
}

/// A button of the step with its key printed on it.
/// A state that is on or off, with the key that turns it.
fn with_key(ui: &mut Ui, text: &str, key: &str, on: bool) -> bool {
    let shown = if on {
        let button = egui::Button::selectable(true, text).shortcut_text(key);
        ui.add(button).accessible_name(text)
    } else {
        buttons::with_key(ui, text, key, Ok(()))
    };
    aloud::chosen(&shown, on);
    shown.clicked()
}
