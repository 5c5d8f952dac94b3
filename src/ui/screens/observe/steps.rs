//! The three steps of an assessor, in the order that keeps judgement out of watching: observe,
//! classify, rate. Each session remembers where it was left.

use std::collections::BTreeMap;

use egui::{Button, Key, Stroke, Ui};

use crate::centre::{Centre, Note, Session, Sheet, marksheets};
use crate::ids::{CandidateId, SessionId};
use crate::scenario::Exercise;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{aloud, buttons};
use crate::words;

/// A step of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// Write down what is said and done.
    #[default]
    Observe,
    /// Say what each note shows, and which way it speaks.
    Classify,
    /// Give levels from the evidence, and write what the candidate is told.
    Rate,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 3] = [Self::Observe, Self::Classify, Self::Rate];

    /// What stands on its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Observe => "1 Observe",
            Self::Classify => "2 Classify",
            Self::Rate => "3 Rate",
        }
    }

    /// How the palette and the sheet of keys put it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Observe => "Observe: write notes",
            Self::Classify => "Observe: classify the notes",
            Self::Rate => "Observe: rate and submit",
        }
    }

    /// The digit that leads to it with Ctrl; bare digits belong to notes and levels.
    pub fn key(self) -> Key {
        match self {
            Self::Observe => Key::Num1,
            Self::Classify => Key::Num2,
            Self::Rate => Key::Num3,
        }
    }
}

/// Where an assessor is: the own marksheets of a session, and the one that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) session: &'a Session,
    pub(super) exercise: &'a Exercise,
    pub(super) sheets: &'a [Sheet],
    pub(super) sheet: Sheet,
}

impl Place<'_> {
    /// The place in the group by which a candidate is known on every screen, from 0: the same for
    /// whoever observes, however many of the group are theirs.
    pub(super) fn seat(&self, candidate: CandidateId) -> usize {
        let seats = &self.session.seats;
        seats.iter().position(|seat| seat.candidate == candidate).unwrap_or_default()
    }

    /// The own notes of the session in the order of time, each with the seat of its candidate.
    pub(super) fn notes<'n>(&self, centre: &'n Centre) -> Vec<(usize, &'n Note)> {
        let of = |sheet: &Sheet| {
            let seat = self.seat(sheet.candidate);
            centre.notes_of(*sheet).into_iter().map(move |note| (seat, note))
        };
        let mut all: Vec<_> = self.sheets.iter().flat_map(of).collect();
        all.sort_by_key(|(_, note)| (note.began, note.id));
        all
    }
}

/// At which step each session was left.
#[derive(Debug, Default)]
pub(super) struct Steps {
    left: BTreeMap<SessionId, Step>,
    wanted: Option<Step>,
}

impl Steps {
    /// Goes to a step of the session that is shown next.
    pub(super) fn go(&mut self, step: Step) {
        self.wanted = Some(step);
    }

    /// The step of the session, and whether somebody comes to it in this frame.
    pub(super) fn at(&mut self, session: SessionId) -> (Step, bool) {
        let arrives = self.wanted.is_some();
        if let Some(step) = self.wanted.take() {
            self.left.insert(session, step);
        }
        (self.left.get(&session).copied().unwrap_or_default(), arrives)
    }
}

/// How many notes nobody has classified yet, and how many ratings are open, on these marksheets.
pub(super) fn open(cx: &Cx<'_>, sheets: &[Sheet]) -> (usize, usize) {
    let to_sort = |sheet: &Sheet| {
        let notes = cx.centre.notes_of(*sheet).into_iter();
        notes.filter(|note| note.struck.is_none() && !note.now.content.is_classified()).count()
    };
    let to_rate = |sheet: &Sheet| marksheets::blanks(cx.centre, *sheet).len();
    (sheets.iter().map(to_sort).sum(), sheets.iter().map(to_rate).sum())
}

/// Draws the bar of the steps, each with what is still open in it.
pub(super) fn bar(ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>, steps: &mut Steps) {
    let chosen = steps.left.get(&place.session.id).copied().unwrap_or_default();
    let (to_sort, to_rate) = open(cx, place.sheets);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for step in Step::ALL {
            let (waiting, words) = match step {
                Step::Observe => (0, String::new()),
                Step::Classify => (to_sort, words::count(to_sort, "note", "notes")),
                Step::Rate => (to_rate, words::count(to_rate, "rating", "ratings")),
            };
            let text = match waiting {
                0 => step.name().to_owned(),
                _ => format!("{} · {waiting}", step.name()),
            };
            let name = match waiting {
                0 => step.name().to_owned(),
                _ => format!("{}, {words} open", step.name()),
            };
            let shown = button(ui, cx.palette, &text, step == chosen).accessible_name(name);
            aloud::chosen(&shown, step == chosen);
            if shown.clicked() {
                steps.go(step);
            }
        }
    });
    ui.add_space(4.0);
}

fn button(ui: &mut Ui, palette: &Palette, text: &str, chosen: bool) -> egui::Response {
    if !chosen {
        return buttons::within_hairline(ui, Button::new(text).selected(false));
    }
    let label = theme::strong(text).color(palette.on_accent);
    let fill = Button::new(label).fill(palette.accent).stroke(Stroke::new(1.0, palette.accent));
    let shown = ui.add(fill);
    if shown.has_focus() {
        let ring = Stroke::new(2.0, palette.accent);
        let rect = shown.rect.expand(3.0);
        ui.painter().rect_stroke(rect, 9.0, ring, egui::StrokeKind::Middle);
    }
    shown
}
