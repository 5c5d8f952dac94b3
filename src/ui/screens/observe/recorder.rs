//! The line in which notes are typed, and the keys that mark a moment or who speaks. Nothing else
//! on the screen moves while somebody types.

use egui::{Key, Modifiers, Ui};

use super::note_line::NoteLine;
use super::notes::moment_of;
use super::speakers;
use super::steps::Place;
use super::strokes;
use super::tags::{Offer, Tag};
use crate::centre::notes::{self, Content, Direction};
use crate::centre::{Change, Marksheet, Note, Sheet};
use crate::ids::NoteId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::reading_order;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::fields;
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// How high the line is with what stands below it.
pub(super) const HEIGHT: f32 = 92.0;

/// Where somebody went from the line of notes.
pub(super) struct Went {
    /// To this candidate of the group.
    pub(super) seat: usize,
    /// On to the ratings, with Tab.
    pub(super) on: bool,
}

/// What comes to the line from elsewhere on the stage.
#[derive(Clone, Copy, Default)]
pub(super) struct Called {
    /// The cursor goes into it.
    pub(super) focus: bool,
    /// A moment that was pressed, to be worded.
    pub(super) word: Option<NoteId>,
}

/// Draws the line of the candidate at `seat` among the own ones.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    (seat, line): (usize, &mut NoteLine),
    called: Called,
    asks: &mut Asks,
) -> Went {
    let mut went = Went { seat, on: false };
    let submitted = cx.centre.marksheets.get(&place.sheet).is_some_and(Marksheet::is_submitted);
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
    speakers::keys(ui, cx, place, asks);
    let tags = Tag::all(&cx.centre.scenario, place.exercise);
    let own = own_places(place);
    let before = line.clone();
    line.seat = seat;
    let id = field_id(place.sheet);
    if let Some(mark) = called.word.and_then(|id| cx.centre.notes.get(&id)) {
        take_up(place, line, mark, &mut went);
    }
    quick_mark(ui, cx, place.sheet, asks);
    let leaves = line.wording.is_some() && ui.input(|input| input.key_pressed(Key::Escape));
    if leaves {
        *line = NoteLine::default();
    }
    if ui.memory(|memory| memory.has_focus(id)) {
        strokes::one_line_a_frame(ui, id);
        take_keys(ui, cx, place, line, &tags, &mut went);
    }
    let mut pressed = false;
    let around = egui::UiBuilder::new().id_salt("around the line").sense(egui::Sense::CLICK);
    let around = ui.scope_builder(around, |ui| {
        let frame = cards::chosen_card(cx.palette);
        frame.inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 22.0;
                pressed |= signs(ui, &own, went.seat, line);
                // Tab belongs to the tag that is offered, as long as one is.
                let offers = !line.offers(&tags).is_empty();
                let field = egui::TextEdit::singleline(&mut line.text)
                    .id(id)
                    .frame(egui::Frame::NONE)
                    .lock_focus(offers)
                    .hint_text("What is said or done…")
                    .char_limit(notes::LONGEST_NOTE)
                    .align(egui::Align2::LEFT_CENTER);
                let space = egui::vec2(ui.available_width(), 22.0);
                let field = ui.add_sized(space, field).accessible_name("Note");
                if field.changed()
                    && let Some(picked) = line.typed(cx.now.wall, &own, &tags)
                {
                    went.seat = picked;
                }
                own_tab(ui, &field, !line.offers(&tags).is_empty());
                if fields::entered(ui, &field) {
                    keep(cx, place, (went.seat, line), &tags, asks);
                    if line.text.is_empty() {
                        fields::taken(&field);
                    }
                    field.request_focus();
                }
                went.on = field.lost_focus() && ui.input(tabs_on);
            });
            below(ui, cx, place, line, &tags, own.len());
        });
    });
    if called.focus || called.word.is_some() || leaves || pressed || around.response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    line.seat = went.seat;
    if *line != before {
        let key = format!("note {} {}", place.sheet.session, place.sheet.assessor);
        asks.ask(Ask::Draft { key, text: line.draft() });
    }
    went
}

fn tabs_on(input: &egui::InputState) -> bool {
    input.key_pressed(Key::Tab) && !input.modifiers.shift
}

fn field_id(sheet: Sheet) -> egui::Id {
    egui::Id::unique(("note line", sheet.session.to_string(), sheet.assessor.to_string()))
}

/// Tab belongs to the tag that the letters of this very frame have begun, too.
fn own_tab(ui: &Ui, field: &egui::Response, tab: bool) {
    if field.has_focus() {
        let (horizontal_arrows, vertical_arrows, escape) = (true, true, false);
        let filter = egui::EventFilter { tab, horizontal_arrows, vertical_arrows, escape };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
        reading_order::keep_tab(ui.ctx(), field.id, tab);
    }
}

/// The places of the own candidates in the group, from 0.
pub(super) fn own_places(place: &Place<'_>) -> Vec<usize> {
    place.sheets.iter().map(|sheet| place.seat(sheet.candidate)).collect()
}

/// The own moments of the session that have no words yet, in order of time.
pub(super) fn to_word<'a>(cx: &Cx<'a>, place: &Place<'_>) -> Vec<&'a Note> {
    let all = place.sheets.iter().flat_map(|sheet| cx.centre.notes_of(*sheet));
    let mut open: Vec<&Note> =
        all.filter(|note| note.struck.is_none() && note.now.content.is_wordless()).collect();
    open.sort_by_key(|note| (note.began, note.id));
    open
}

/// Ctrl+Enter keeps the moment, whatever is half-typed.
fn quick_mark(ui: &Ui, cx: &Cx<'_>, sheet: Sheet, asks: &mut Asks) {
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
        let (direction, shows) = (None, Vec::new());
        let mark = notes::Change::Mark { sheet, at: cx.now.wall, direction, shows };
        if cx.centre.check(&Change::Note(mark.clone())).is_ok() {
            asks.change(Change::Note(mark));
        }
    }
}

/// Tab takes the first tag that is offered; in an empty line Backspace takes a mark back, and
/// arrows take up moments that wait for words.
fn take_keys(
    ui: &Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    line: &mut NoteLine,
    tags: &[Tag],
    went: &mut Went,
) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if !line.offers(tags).is_empty() && pressed(Key::Tab) {
        line.take_first(tags);
    }
    if !line.text.is_empty() {
        return;
    }
    if ui.input(|input| input.key_pressed(Key::Backspace)) {
        line.take_back();
    }
    let waiting = to_word(cx, place);
    let at = waiting.iter().position(|note| Some(note.id) == line.wording);
    let next = if pressed(Key::ArrowUp) {
        at.map_or(waiting.len(), |at| at).checked_sub(1)
    } else if pressed(Key::ArrowDown) {
        at.map(|at| at + 1)
    } else {
        None
    };
    if let Some(mark) = next.and_then(|next| waiting.get(next)) {
        take_up(place, line, mark, went);
    }
}

fn take_up(place: &Place<'_>, line: &mut NoteLine, mark: &Note, went: &mut Went) {
    line.take_up(mark);
    let seat = place.sheets.iter().position(|sheet| *sheet == mark.sheet);
    went.seat = seat.unwrap_or(went.seat);
}

/// The candidate and the direction: always as wide, so that words never move. A press on the
/// direction goes on to the next one.
fn signs(ui: &mut Ui, own: &[usize], seat: usize, line: &mut NoteLine) -> bool {
    if own.len() > 1 {
        let number = own.get(seat).map_or(0, |place| place + 1);
        marks::key(ui, &number.to_string());
    }
    let width = egui::vec2(26.0, 22.0);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let shown = ui.allocate_ui_with_layout(width, left, |ui| {
        ui.set_min_width(26.0);
        match line.direction {
            Some(Direction::For) => marks::pill(ui, "+", Tone::Good),
            Some(Direction::Against) => marks::pill(ui, "−", Tone::Now),
            Some(Direction::Neutral) => marks::pill(ui, "=", Tone::Calm),
            None => marks::key(ui, "±"),
        };
    });
    let (name, next) = match line.direction {
        None => ("Direction: none yet", Some(Direction::For)),
        Some(Direction::For) => ("Direction: for", Some(Direction::Against)),
        Some(Direction::Against) => ("Direction: against", Some(Direction::Neutral)),
        Some(Direction::Neutral) => ("Direction: neither way", None),
    };
    // No stop for Tab: keys have their own way.
    let press =
        ui.interact(shown.response.rect, ui.scope_id().with("direction"), egui::Sense::CLICK);
    press.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let press = press.on_hover_text("For (+), against (−), neither way (=)");
    if press.clicked() {
        line.direction = next;
    }
    press.clicked()
}

/// One row of constant height: what is offered, what was said of the note, or what can be typed.
fn below(ui: &mut Ui, cx: &Cx<'_>, place: &Place<'_>, line: &NoteLine, tags: &[Tag], own: usize) {
    let row = egui::vec2(ui.available_width(), 22.0);
    ui.allocate_ui_with_layout(row, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_height(22.0);
        if let Some(words) = not_own(cx, place, line) {
            warning(ui, cx, &words);
            return;
        }
        let offers = line.offers(tags);
        if !offers.is_empty() {
            let offered: Vec<String> = offers.iter().take(4).map(Offer::words).collect();
            hint(ui, cx, &format!("Tab or Enter takes the first:  {}", offered.join("   ")));
            return;
        }
        if let Some(mark) = line.wording.and_then(|id| cx.centre.notes.get(&id)) {
            let at = moment_of(cx, mark, place);
            marks::pill(ui, &format!("words for {at}"), Tone::Soon);
        }
        for shown in &line.shows {
            let Some(tag) = tags.iter().find(|tag| tag.id == shown.competency) else { continue };
            let sign = match shown.direction {
                Some(Direction::For) => "+ ",
                Some(Direction::Against) => "− ",
                Some(Direction::Neutral) | None => "",
            };
            let count = shown.indicators.len();
            let more = if count > 0 { format!(" · {count}") } else { String::new() };
            let texts = tag.indicators.iter().filter(|sign| shown.indicators.contains(&sign.id));
            let texts: Vec<&str> = texts.map(|sign| sign.text.as_str()).collect();
            let pill = marks::pill(ui, &format!("{sign}{}{more}", tag.name), Tone::Calm);
            if !texts.is_empty() {
                pill.on_hover_text(texts.join("\n"));
            }
        }
        let content = line.content();
        match content.stray_tags().last() {
            Some(tag) => warning(ui, cx, &format!("Nothing here is called {tag}.")),
            None => hint(ui, cx, &what_can_be_typed(cx, place, line, own)),
        }
    });
}

fn warning(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    let text = egui::RichText::new(text).small().color(cx.palette.amber);
    ui.add(egui::Label::new(text).truncate());
}

fn hint(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    let text = egui::RichText::new(text).small().color(cx.palette.muted);
    ui.add(egui::Label::new(text).truncate());
}

/// A note that begins with the digit of a candidate whom somebody else observes: it is kept about
/// nobody until the digit goes, or a space stands before it.
fn not_own(cx: &Cx<'_>, place: &Place<'_>, line: &NoteLine) -> Option<String> {
    let mut letters = line.text.chars();
    let at = (letters.next()?.to_digit(10)? as usize).checked_sub(1)?;
    let seat = place.session.seats.get(at).filter(|_| speakers::is_group(place))?;
    let number = letters.next().is_some_and(|next| next.is_ascii_digit());
    if number || own_places(place).contains(&at) || line.wording.is_some() {
        return None;
    }
    let known = cx.centre.people.candidate(seat.candidate);
    let other = known.map_or("", |known| known.code.as_str());
    let seat = at + 1;
    Some(format!(
        "Seat {seat}, {other}, is not yours to observe. A space before the digit keeps it as words."
    ))
}

fn what_can_be_typed(cx: &Cx<'_>, place: &Place<'_>, line: &NoteLine, own: usize) -> String {
    if line.wording.is_some() {
        return "Enter keeps the words, Esc leaves the moment as it is.".to_owned();
    }
    if line.is_marked() && line.text.is_empty() {
        return "Enter marks the moment without words; Backspace takes a mark back.".to_owned();
    }
    let waiting = to_word(cx, place).len();
    if waiting > 0 && line.text.is_empty() {
        let moments = words::count(waiting, "marked moment waits", "marked moments wait");
        return format!("{moments} for words: ↑ takes up the last one.");
    }
    if !line.shows.is_empty() {
        return String::new();
    }
    let digit = if own > 1 { "A digit picks the candidate, + or −" } else { "+ or − picks" };
    format!(
        "{digit} the direction, # the behaviour. Enter keeps it with the time you began to type."
    )
}

/// Asks to keep the note, the words of a moment, or the moment alone, about the candidate at
/// `seat` among the own ones, and clears the line.
fn keep(
    cx: &Cx<'_>,
    place: &Place<'_>,
    (seat, line): (usize, &mut NoteLine),
    tags: &[Tag],
    asks: &mut Asks,
) {
    // Whose note it is has to be said first; what is typed stays.
    if not_own(cx, place, line).is_some() {
        return;
    }
    let sheet = place.sheets.get(seat).copied().unwrap_or(place.sheet);
    line.take_begun(tags);
    let content = line.content();
    let began = line.began.unwrap_or(cx.now.wall);
    let wording = line.wording.filter(|id| is_open(cx, *id));
    let change = match wording {
        Some(_) if content.is_wordless() => return,
        Some(note) => notes::Change::Edit { note, content },
        None if !content.is_wordless() => notes::Change::Keep { sheet, began, content },
        None if line.is_marked() => {
            let Content { direction, shows, .. } = content;
            notes::Change::Mark { sheet, at: began, direction, shows }
        }
        None => return,
    };
    let change = Change::Note(change);
    if cx.centre.check(&change).is_ok() {
        asks.change(change);
        *line = NoteLine::default();
    }
}

fn is_open(cx: &Cx<'_>, id: NoteId) -> bool {
    cx.centre.notes.get(&id).is_some_and(|note| note.now.content.is_wordless())
}
