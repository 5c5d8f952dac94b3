//! What the candidate is to be told: strengths and next steps, drafted from the notes, edited by
//! the assessor, each with the notes that it rests on.

use std::collections::BTreeMap;

use egui::{Label, RichText, TextEdit, Ui};

use super::super::typed::key_of;
use super::evidence::quotable;
use crate::centre::marksheet::Part;
use crate::centre::marksheets;
use crate::centre::{Author, Change, Marksheet, Sheet};
use crate::ids::{CompetencyId, NoteId};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::{buttons, fields};
use crate::words;
use crate::words::drafts::{self, Draft};

/// Both parts, in the order in which they are told.
const PARTS: [Part; 2] = [Part::Strengths, Part::NextSteps];

/// What is half-typed.
#[derive(Debug, Default)]
pub(super) struct View {
    of: Option<Sheet>,
    typed: BTreeMap<Part, Draft>,
    /// What stood in the record when it was taken over into the fields.
    seen: BTreeMap<Part, Draft>,
    /// The part whose earlier versions are unfolded.
    earlier: Option<Part>,
    refused: String,
}

/// What stands in the record.
fn stored(cx: &Cx<'_>, sheet: Sheet, part: Part) -> Draft {
    let told = cx.centre.marksheets.get(&sheet).and_then(|marks| marks.told.get(&part));
    told.map_or_else(Draft::default, |told| Draft {
        text: told.text.clone(),
        quotes: told.quotes.clone(),
    })
}

fn key(sheet: Sheet, part: Part) -> String {
    let part = match part {
        Part::Strengths => "strengths",
        Part::NextSteps => "next-steps",
    };
    key_of("told", sheet, part)
}

impl View {
    /// Takes over what the record says, where nobody is typing something else.
    fn follow(&mut self, cx: &Cx<'_>, sheet: Sheet) {
        if self.of != Some(sheet) {
            self.of = Some(sheet);
            self.typed.clear();
            self.seen.clear();
            self.earlier = None;
            self.refused.clear();
        }
        for part in PARTS {
            let now = stored(cx, sheet, part);
            if self.seen.get(&part) != Some(&now) {
                let mut shown = now.clone();
                // What a crash or another role left half-typed goes on where it was.
                if let Some(text) = cx.drafts.get(&key(sheet, part)) {
                    shown.text.clone_from(text);
                }
                self.typed.insert(part, shown);
                self.seen.insert(part, now);
            }
        }
    }

    /// Whether the note is quoted in the part as it is typed now.
    pub(super) fn quotes(&self, part: Part, note: NoteId) -> bool {
        self.typed.get(&part).is_some_and(|typed| typed.quotes.contains(&note))
    }

    /// Keeps what was typed: when the field is left, and when somebody goes elsewhere.
    pub(super) fn keep(&mut self, cx: &Cx<'_>, asks: &mut Asks) {
        for part in PARTS {
            self.keep_part(cx, part, asks);
        }
    }

    fn keep_part(&mut self, cx: &Cx<'_>, part: Part, asks: &mut Asks) {
        let theirs = |sheet: &Sheet| cx.writable && cx.you == Author::Assessor(sheet.assessor);
        let Some((sheet, typed)) = self.of.filter(theirs).zip(self.typed.get(&part)) else {
            return;
        };
        // What was only shown is not kept again: it may have been taken back meanwhile.
        if self.seen.get(&part) == Some(typed) {
            return;
        }
        let before = stored(cx, sheet, part);
        // What was struck out meanwhile cannot be quoted any more.
        let quotes: Vec<NoteId> =
            typed.quotes.iter().copied().filter(|id| quotable(cx, sheet, *id).is_some()).collect();
        if typed.text.trim() == before.text && quotes == before.quotes {
            if cx.drafts.contains_key(&key(sheet, part)) {
                half_typed::forget(&key(sheet, part), asks);
            }
            return;
        }
        let kept = Draft { text: typed.text.trim().to_owned(), quotes: quotes.clone() };
        let text = typed.text.clone();
        let tell = marksheets::Change::Tell { sheet, part, text, quotes };
        let change = Change::Marksheet(tell);
        match cx.centre.check_now(&change) {
            Ok(()) => {
                self.refused.clear();
                self.typed.insert(part, kept.clone());
                self.seen.insert(part, kept);
                asks.change(change);
                half_typed::forget(&key(sheet, part), asks);
            }
            Err(why) => self.refused = words::refusal(cx.centre, &why),
        }
    }

    /// Quotes one note more, and keeps the text with it.
    pub(super) fn quote(
        &mut self,
        cx: &Cx<'_>,
        (part, competency, note): (Part, &CompetencyId, NoteId),
        asks: &mut Asks,
    ) {
        let Some(note) = self.of.and_then(|sheet| quotable(cx, sheet, note)) else { return };
        let typed = self.typed.entry(part).or_default();
        *typed = std::mem::take(typed).quoting(cx.centre, competency, note);
        self.keep_part(cx, part, asks);
    }
}

/// Whose marksheet is told from, and whether it can still be changed.
#[derive(Clone, Copy)]
struct At<'a, 'c> {
    cx: &'a Cx<'c>,
    sheet: Sheet,
    open: bool,
}

/// Draws both parts; gives the note that somebody wants to see.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    sheet: Sheet,
    view: &mut View,
    asks: &mut Asks,
) -> Option<NoteId> {
    if view.of.is_some_and(|before| before != sheet) {
        view.keep(cx, asks);
    }
    view.follow(cx, sheet);
    let marks = cx.centre.marksheets.get(&sheet);
    let open = cx.writable && !marks.is_some_and(Marksheet::is_submitted);
    let at = At { cx, sheet, open };
    let mut lead = None;
    let narrow = ui.available_width() < 520.0;
    if narrow {
        for part in PARTS {
            lead = lead.or(self::part(ui, at, part, view, asks));
        }
    } else {
        ui.columns(2, |columns| {
            for (column, part) in columns.iter_mut().zip(PARTS) {
                lead = lead.or(self::part(column, at, part, view, asks));
            }
        });
    }
    fields::refusal(ui, &view.refused);
    lead
}

fn part(
    ui: &mut Ui,
    at: At<'_, '_>,
    part: Part,
    view: &mut View,
    asks: &mut Asks,
) -> Option<NoteId> {
    let mut lead = None;
    let heading = drafts::told_heading(part);
    cards::card(at.cx.palette).inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.horizontal(|ui| {
            let label = cards::heading(ui, heading);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                draft_button(ui, at, part, view, asks);
            });
            label
        });
        field(ui, at, part, view, asks);
        lead = quotes(ui, at, part, view, asks);
        warn(ui, at, part, view);
        earlier(ui, at, part, view);
    });
    lead
}

fn draft_button(
    ui: &mut Ui,
    At { cx, sheet, open }: At<'_, '_>,
    part: Part,
    view: &mut View,
    asks: &mut Asks,
) {
    let typed = view.typed.get(&part).cloned().unwrap_or_default();
    let draft = drafts::draft(cx.centre, sheet, part, &typed);
    let possible = match (open, &draft) {
        (false, _) => Err("This marksheet is locked.".to_owned()),
        (true, None) => Err(match part {
            Part::Strengths => "No note is left that speaks for a competency.".to_owned(),
            Part::NextSteps => "No note is left that speaks against a competency.".to_owned(),
        }),
        (true, Some(_)) => Ok(()),
    };
    let words = if typed.text.is_empty() { "Draft from the notes" } else { "Add from the notes" };
    let name = format!("{}: {words}", drafts::told_heading(part));
    let button = egui::Button::new(RichText::new(words).small());
    let shown = buttons::small(ui, possible.is_ok(), button).accessible_name(name);
    let shown = shown.on_disabled_hover_text(possible.err().unwrap_or_default());
    if let Some(draft) = draft.filter(|_| shown.clicked()) {
        view.typed.insert(part, draft);
        view.keep_part(cx, part, asks);
    }
}

fn field(
    ui: &mut Ui,
    At { cx, sheet, open }: At<'_, '_>,
    part: Part,
    view: &mut View,
    asks: &mut Asks,
) {
    let heading = drafts::told_heading(part);
    let typed = view.typed.entry(part).or_default();
    let id = egui::Id::unique(("told", key(sheet, part)));
    let hint = match part {
        Part::Strengths => "What went well, with what was seen",
        Part::NextSteps => "What to work on next, with what was seen",
    };
    let field = TextEdit::multiline(&mut typed.text)
        .id(id)
        .hint_text(hint)
        .desired_rows(4)
        .desired_width(ui.available_width())
        .char_limit(marksheets::LONGEST_TEXT)
        .margin(egui::Margin::symmetric(8, 6));
    let shown = ui.add_enabled(open, field).accessible_name(format!("{heading}, as told"));
    if shown.changed() {
        half_typed::keep(&key(sheet, part), &typed.text, asks);
    }
    if open && !shown.has_focus() {
        view.keep_part(cx, part, asks);
    }
}

/// The notes that the text rests on: each leads to its note, and can be quoted no more.
fn quotes(
    ui: &mut Ui,
    At { cx, sheet, open }: At<'_, '_>,
    part: Part,
    view: &mut View,
    asks: &mut Asks,
) -> Option<NoteId> {
    let quoted = view.typed.get(&part).map(|typed| typed.quotes.clone()).unwrap_or_default();
    if quoted.is_empty() {
        return None;
    }
    muted(ui, format!("Rests on {}:", words::count(quoted.len(), "note", "notes")));
    let (mut lead, mut drop) = (None, None);
    ui.push_id(("quotes", drafts::told_heading(part)), |ui| {
        for id in &quoted {
            let Some(note) = quotable(cx, sheet, *id) else {
                muted(ui, "A note that is struck out: it goes with the next change.");
                continue;
            };
            let text = &note.now.content.text;
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let name = format!("Quote no more: {text}");
                    let close = egui::Button::new("×").small().frame_when_inactive(false);
                    if ui.add_enabled(open, close).accessible_name(name).clicked() {
                        drop = Some(*id);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        let link = RichText::new(text).small().color(cx.palette.accent);
                        let link = egui::Button::new(link).small().truncate();
                        let shown = ui.add(link.frame_when_inactive(false));
                        let shown = shown.accessible_name(format!("See the note: {text}"));
                        if shown.on_hover_text(text).clicked() {
                            lead = Some(*id);
                        }
                    });
                });
            });
        }
    });
    if let Some(id) = drop {
        if let Some(typed) = view.typed.get_mut(&part) {
            typed.quotes.retain(|known| *known != id);
        }
        view.keep_part(cx, part, asks);
    }
    lead
}

/// Another candidate's name has no place in what this one is told.
fn warn(ui: &mut Ui, At { cx, sheet, .. }: At<'_, '_>, part: Part, view: &View) {
    let text = view.typed.get(&part).map_or("", |typed| typed.text.as_str());
    let others = drafts::names_others(cx.centre, sheet, text);
    if !others.is_empty() {
        let words = format!("Names somebody else: {}.", others.join(", "));
        ui.add(Label::new(RichText::new(words).small().color(cx.palette.amber)).wrap());
    }
}

/// What was to be told before stays on record.
fn earlier(ui: &mut Ui, At { cx, sheet, .. }: At<'_, '_>, part: Part, view: &mut View) {
    let marks = cx.centre.marksheets.get(&sheet);
    let before = marks.into_iter().flat_map(|marks| &marks.told_before);
    let before: Vec<_> =
        before.filter(|(known, told)| *known == part && !told.text.is_empty()).collect();
    if before.is_empty() {
        return;
    }
    let words = words::count(before.len(), "earlier version", "earlier versions");
    if buttons::quiet(ui, &words).clicked() {
        view.earlier = if view.earlier == Some(part) { None } else { Some(part) };
    }
    if view.earlier == Some(part) {
        for (_, told) in before.iter().rev().take(10) {
            muted(ui, format!("{}: {}", cx.time_of_day(told.made.at), told.text));
        }
    }
}
