//! What speaks for a competency and what against it: notes in the order of time, and ticks of the
//! checklist among them.

use egui::{Align, Key, Label, Layout, Modifiers, RichText, Sense, Ui, Vec2};

use crate::centre::checklists::{self, Tick};
use crate::centre::marksheet::Part;
use crate::centre::notes::Direction;
use crate::centre::{Note, Sheet};
use crate::ids::{CompetencyId, NoteId};
use crate::scenario::papers::CheckItem;
use crate::ui::cx::Cx;
use crate::ui::screens::observe::steps::Place;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::rows::{self, Look, Rows, Source};
use crate::words;

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    at: String,
    text: String,
    /// The note that it is, if it is one.
    note: Option<NoteId>,
}

/// What there is on a competency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub(super) speaks_for: Vec<Piece>,
    pub(super) against: Vec<Piece>,
    /// Notes that speak neither way, or of which nobody has said.
    pub(super) neither: Vec<Piece>,
    /// Notes of the candidate that nobody has classified.
    pub(super) unsorted: usize,
}

/// Gathers the evidence on the competency.
pub(super) fn of(cx: &Cx<'_>, place: &Place<'_>, competency: &CompetencyId) -> Evidence {
    let mut found = Evidence::default();
    let began = place.session.observed_from(place.exercise);
    for note in cx.centre.notes_of(place.sheet) {
        if note.struck.is_none() && !note.now.content.is_classified() {
            found.unsorted += 1;
        }
        if !note.counts() || !note.now.content.is_on(competency) {
            continue;
        }
        let at = super::super::notes::moment(cx, note, began);
        let piece = Piece { at, text: note.now.content.text.clone(), note: Some(note.id) };
        match note.now.content.direction_on(competency) {
            Some(Direction::For) => found.speaks_for.push(piece),
            Some(Direction::Against) => found.against.push(piece),
            Some(Direction::Neutral) | None => found.neither.push(piece),
        }
    }
    for (item, ticked) in checklists::ticks_on(cx.centre, place.sheet, competency) {
        let text = ticked_words(item, ticked.tick);
        let piece = Piece { at: "list".to_owned(), text, note: None };
        match ticked.tick {
            Tick::Seen(_) => found.speaks_for.push(piece),
            Tick::NotSeen | Tick::Contrary => found.against.push(piece),
        }
    }
    found
}

fn ticked_words(item: &CheckItem, tick: Tick) -> String {
    match tick {
        Tick::Seen(points) if item.points > 1 => {
            format!("{} ({points} of {} points)", item.text, item.points)
        }
        Tick::Seen(_) => format!("{} (seen)", item.text),
        Tick::NotSeen => format!("{} (not seen)", item.text),
        Tick::Contrary => format!("{} (the contrary)", item.text),
    }
}

/// Which notes are quoted, and whether others can be.
pub(super) struct Quoted<'a> {
    pub(super) is: &'a dyn Fn(Part, NoteId) -> bool,
    pub(super) open: bool,
}

/// What is chosen in the two lists.
#[derive(Debug, Default)]
pub(super) struct View {
    lists: [Rows; 2],
    at: [Option<usize>; 2],
    of: Option<(Sheet, CompetencyId)>,
}

/// Draws the two columns; gives the note that is to be quoted, and in which part.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, competency): (Sheet, &CompetencyId),
    evidence: &Evidence,
    quoted: &Quoted<'_>,
    view: &mut View,
) -> Option<(Part, NoteId)> {
    let of = Some((sheet, competency.clone()));
    if view.of != of {
        *view = View { of, ..View::default() };
    }
    let mut wanted = None;
    let narrow = ui.available_width() < 520.0;
    let mut both = |ui: &mut Ui, side: usize| {
        let part = if side == 0 { Part::Strengths } else { Part::NextSteps };
        let pieces = if side == 0 { &evidence.speaks_for } else { &evidence.against };
        let quote = column(ui, cx, (part, pieces), quoted, (side, &mut *view));
        wanted = wanted.or(quote.map(|note| (part, note)));
    };
    if narrow {
        both(ui, 0);
        both(ui, 1);
    } else {
        ui.columns(2, |columns| {
            for (side, column) in columns.iter_mut().enumerate() {
                both(column, side);
            }
        });
    }
    neither(ui, cx, &evidence.neither);
    wanted
}

fn column(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (part, pieces): (Part, &[Piece]),
    quoted: &Quoted<'_>,
    (side, view): (usize, &mut View),
) -> Option<NoteId> {
    let (head, sign) = if side == 0 { ("For", "+") } else { ("Against", "−") };
    let mut wanted = None;
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        cards::heading(ui, format!("{sign} {head} · {}", pieces.len()));
        if pieces.is_empty() {
            muted(ui, "Nothing noted.");
            return;
        }
        let (Some(rows), Some(at)) = (view.lists.get_mut(side), view.at.get_mut(side)) else {
            return;
        };
        let is_quoted = |note: NoteId| (quoted.is)(part, note);
        let can_quote = |note: NoteId| quoted.open && !is_quoted(note);
        let time = time_width(pieces);
        let mut list =
            List { pieces, time, can_quote: &can_quote, is_quoted: &is_quoted, cx, wanted: None };
        let width = ui.available_width() - 12.0;
        let natural: f32 =
            (0..pieces.len().min(8)).map(|place| list.height(ui, place, width)).sum();
        let id = egui::Id::unique(("evidence", side));
        let name = format!("Evidence {}", head.to_lowercase());
        let version = u64::try_from(cx.version).unwrap_or_default();
        let stamp = version ^ (pieces.first().map_or(0, |piece| hash(&piece.text)));
        let height = natural.clamp(40.0, 220.0);
        let look = Look { id, name: &name, height, chosen: *at, stamp, at_foot: false };
        let shown = rows.ui(ui, &look, &mut list, false);
        wanted = list.wanted;
        *at = shown.chosen.or(*at);
        if shown.response.has_focus() {
            let hit = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if hit(Key::Q) || hit(Key::Enter) {
                let note = at.and_then(|at| pieces.get(at)).and_then(|piece| piece.note);
                wanted = wanted.or(note.filter(|note| can_quote(*note)));
            }
        }
    });
    wanted
}

/// Tells lists of the same length apart, so that heights are measured anew.
fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

struct List<'a> {
    pieces: &'a [Piece],
    time: f32,
    can_quote: &'a dyn Fn(NoteId) -> bool,
    is_quoted: &'a dyn Fn(NoteId) -> bool,
    cx: &'a Cx<'a>,
    wanted: Option<NoteId>,
}

/// What stands before the words of the pieces: what came after an hour has longer times.
fn time_width(pieces: &[Piece]) -> f32 {
    if pieces.iter().any(|piece| piece.at.len() > "00:00".len()) { 64.0 } else { 50.0 }
}

impl Source for List<'_> {
    fn count(&self) -> usize {
        self.pieces.len()
    }

    fn height(&self, ui: &Ui, place: usize, width: f32) -> f32 {
        let text = self.pieces.get(place).map_or("", |piece| piece.text.as_str());
        rows::words_height(ui, text, width - self.time - 8.0) + 28.0
    }

    fn name(&self, place: usize) -> String {
        let Some(piece) = self.pieces.get(place) else { return String::new() };
        format!("{}: {}", piece.at, piece.text)
    }

    fn draw(&mut self, ui: &mut Ui, place: usize) {
        let Some(piece) = self.pieces.get(place) else { return };
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 2.0);
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            let at = RichText::new(&piece.at).small().color(self.cx.palette.muted);
            ui.allocate_ui_with_layout(
                Vec2::new(self.time - 8.0, 18.0),
                Layout::top_down(Align::Min),
                |ui| {
                    ui.set_width(self.time - 8.0);
                    ui.add_space(2.0);
                    ui.add(Label::new(at).truncate().selectable(false));
                },
            );
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - 4.0);
                ui.add(Label::new(&piece.text).wrap().selectable(false));
                let Some(note) = piece.note else { return };
                if (self.can_quote)(note) {
                    let text = RichText::new("Quote").small().color(self.cx.palette.accent);
                    let shown = ui.add(Label::new(text).sense(Sense::CLICK).selectable(false));
                    let name = format!("Quote: {}", piece.text);
                    shown.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone())
                    });
                    if shown.on_hover_text("Into what the candidate is told (Q)").clicked() {
                        self.wanted = Some(note);
                    }
                } else if (self.is_quoted)(note) {
                    muted(ui, "quoted");
                }
            });
        });
    }
}

fn neither(ui: &mut Ui, cx: &Cx<'_>, pieces: &[Piece]) {
    if pieces.is_empty() {
        return;
    }
    let words = words::count(pieces.len(), "note speaks", "notes speak");
    egui::CollapsingHeader::new(format!("{words} neither way")).id_salt("neither").show(ui, |ui| {
        for piece in pieces.iter().take(20) {
            ui.horizontal_top(|ui| {
                marks::pill(ui, &piece.at, Tone::Calm);
                let text = RichText::new(&piece.text).color(cx.palette.muted);
                ui.add(Label::new(text).wrap());
            });
        }
        if pieces.len() > 20 {
            muted(ui, format!("{} more at 2 Classify.", pieces.len() - 20));
        }
    });
}

/// Whether a note can be quoted on the marksheet at all.
pub(super) fn quotable<'a>(cx: &Cx<'a>, sheet: Sheet, id: NoteId) -> Option<&'a Note> {
    cx.centre.notes.get(&id).filter(|note| note.sheet == sheet && note.counts())
}
