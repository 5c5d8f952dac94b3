//! Candidates, assessors, role players and rooms: a table of each to type in, and every fact
//! about whoever is chosen.

mod adjustments;
mod apart;
mod candidate;
mod centre;
pub mod list;
mod rows;
mod staff;
mod typed;

use egui::{Key, Response, RichText, Ui};

use self::list::List;
use self::typed::Typed;
use crate::centre::Change;
use crate::ids::{AssessorId, CandidateId, RolePlayerId, RoomId};
use crate::people;
use crate::people::roster::Kind;
use crate::planning::Staffing;
use crate::scenario::Exercise;
use crate::ui::asks::Asks;
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::photo::Photos;
use crate::ui::widgets::table::{self, Did, Look};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// From how many on a list can be searched.
const MANY: usize = 20;

/// Whoever is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Chosen {
    Candidate(CandidateId),
    Assessor(AssessorId),
    RolePlayer(RolePlayerId),
    Room(RoomId),
}

/// Who is chosen next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    To(Chosen),
    Away,
}

impl Turn {
    fn chosen(self) -> Option<Chosen> {
        match self {
            Self::To(who) => Some(who),
            Self::Away => None,
        }
    }
}

/// What is half-typed and chosen on the screen.
#[derive(Debug, Default)]
pub struct People {
    tab: List,
    new: String,
    refused_new: String,
    find: String,
    chosen: Option<Chosen>,
    /// Whoever is chosen from the next frame on, when fields that are left have kept what was
    /// typed into them.
    next: Option<Turn>,
    /// The row of the chosen one wants the focus.
    arrive: bool,
    /// A row had the focus in the last frame.
    in_table: bool,
    /// The last pass in which this table was drawn.
    drawn: Option<u64>,
    /// For how many passes more the line to type in takes the focus, should nothing have it.
    welcomes: u8,
    /// A key led to the list: its line takes the focus, whoever is on it.
    led: bool,
    typed: Typed,
    photos: Photos,
    adjusting: Option<adjustments::Form>,
    apart: apart::Form,
    /// Why somebody cannot be taken off the list.
    refused: String,
}

impl People {
    /// Shows a list, ready to type in, as its key asks.
    pub fn show(&mut self, list: List) {
        self.turn_to(list);
        self.led = true;
    }

    /// What the list that is shown is about.
    pub fn listed(&self) -> Kind {
        self.tab.kind()
    }

    fn turn_to(&mut self, list: List) {
        if self.tab != list {
            self.tab = list;
            self.next = Some(Turn::Away);
            self.find.clear();
            self.new.clear();
            self.refused_new.clear();
        }
        self.drawn = None;
    }

    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        cards::side_column(ui, "people-detail", 320.0, |ui| self.detail(ui, cx, asks));
        if let Some(next) = self.next.take() {
            self.chosen = next.chosen();
            self.refused.clear();
            self.apart = apart::Form::default();
        }
        cards::middle(ui, |ui| {
            self.tabs(ui, cx, asks);
            if cx.writable {
                let field = self.add_line(ui, cx, asks);
                self.welcome(ui, cx, &field);
                self.down_from(ui, cx, &field);
            }
            self.table(ui, cx);
        });
    }

    fn tabs(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let people = &cx.centre.people;
        // Beside four tabs there is no room for a button then.
        let narrow = ui.available_width() < 680.0;
        ui.horizontal_wrapped(|ui| {
            for tab in List::ALL {
                let text = format!("{} · {}", tab.name(), tab.count(people));
                let button = ui.add(egui::Button::selectable(self.tab == tab, text));
                let button = button.accessible_name(tab.name());
                if button.clicked() && self.tab != tab {
                    self.turn_to(tab);
                    // Whoever comes with keys goes on in the line.
                    self.led = button.has_focus();
                    button.surrender_focus();
                }
            }
            let ready = !people.assessors().is_empty() && !people.candidates().is_empty();
            if ready && cx.writable && cx.centre.sessions.is_empty() {
                let layout = if narrow {
                    ui.end_row();
                    egui::Layout::left_to_right(egui::Align::Center)
                } else {
                    egui::Layout::right_to_left(egui::Align::Center)
                };
                ui.with_layout(layout, |ui| {
                    // It can do without rooms and role players, but they are the next to name.
                    let plays = |known: &Exercise| !known.role_players.is_empty();
                    let played = !cx.centre.scenario.exercises.iter().any(plays);
                    let all =
                        !people.rooms().is_empty() && (played || !people.role_players().is_empty());
                    let name = Command::MakeTimetable.name();
                    let make =
                        if all { buttons::primary(ui, name) } else { buttons::plain(ui, name) };
                    if make.clicked() {
                        asks.command(Command::MakeTimetable);
                    }
                });
            }
        });
        if let Some(words) = Staffing::of(cx.centre).and_then(words::few_assessors) {
            ui.add(egui::Label::new(RichText::new(words).small().color(cx.palette.amber)).wrap());
        }
    }

    /// Whoever comes to an empty list can type at once.
    fn welcome(&mut self, ui: &Ui, cx: &Cx<'_>, field: &Response) {
        let pass = ui.ctx().cumulative_pass_nr();
        let comes = self.drawn.is_none_or(|last| pass > last.saturating_add(1));
        self.drawn = Some(pass);
        // What had the focus on another screen lets go of it a pass later.
        self.welcomes = if comes { 3 } else { self.welcomes.saturating_sub(1) };
        let free = ui.memory(|memory| memory.focused().is_none());
        let wanted = free && self.tab.count(&cx.centre.people) == 0;
        if self.welcomes > 0 && (self.led || wanted) {
            field.request_focus();
            self.welcomes = 0;
        }
        if self.welcomes == 0 {
            self.led = false;
        }
    }

    /// An arrow leads from the line into the table below it.
    fn down_from(&mut self, ui: &Ui, cx: &Cx<'_>, field: &Response) {
        let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
        let first = rows::listed(cx, self.tab).first().copied();
        if let Some(first) = first.filter(|_| down && field.has_focus()) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            self.next = Some(Turn::To(first));
            self.arrive = true;
        }
    }

    /// The line in which somebody new is typed.
    fn add_line(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) -> Response {
        let next = cx.centre.people.next_code();
        let label = match self.tab {
            List::Candidates => format!("Add a candidate as {next}: type a name, then Enter"),
            List::Assessors => "Add an assessor: type a name, then Enter".to_owned(),
            List::RolePlayers => "Add a role player: type a name, then Enter".to_owned(),
            List::Rooms => "Add a room: type what stands on its door, then Enter".to_owned(),
        };
        let field = ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 128.0).max(120.0);
            let typed = ui.vertical(|ui| {
                ui.set_width(width);
                fields::line(ui, ("new", self.tab.name()), &label, &mut self.new, "Name")
            });
            ui.vertical(|ui| {
                ui.add_space(18.0);
                if buttons::plain(ui, Command::BringIn.name()).clicked() {
                    asks.command(Command::BringIn);
                }
            });
            typed.inner
        });
        let field = field.inner;
        let may_be_empty = self.tab == List::Candidates;
        if fields::entered(ui, &field) {
            field.request_focus();
            if may_be_empty || !self.new.trim().is_empty() {
                let name = self.new.trim().to_owned();
                let change = match self.tab {
                    List::Candidates => people::Change::AddCandidate { code: next, name },
                    List::Assessors => people::Change::AddAssessor { name },
                    List::RolePlayers => people::Change::AddRolePlayer { name },
                    List::Rooms => people::Change::AddRoom { name },
                };
                self.refused_new = perform(cx, asks, change);
                if self.refused_new.is_empty() {
                    self.new.clear();
                    fields::taken(&field);
                }
            }
        }
        fields::refusal(ui, &self.refused_new);
        field
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let mut who = rows::listed(cx, self.tab);
        let mut entered = false;
        if who.len() > MANY {
            let label = match self.tab {
                List::Candidates => "Find by code or name",
                _ => "Find by name",
            };
            let field = fields::line(ui, "find", label, &mut self.find, "");
            entered = fields::entered(ui, &field);
        } else {
            self.find.clear();
        }
        if who.is_empty() {
            muted(ui, self.tab.empty());
            return;
        }
        let wanted = self.find.trim().to_lowercase();
        if !wanted.is_empty() {
            who.retain(|known| rows::row(cx, *known).name.to_lowercase().contains(&wanted));
            self.go_to_found(&who, entered);
            if who.is_empty() {
                muted(ui, format!("Nobody on the list fits “{}”.", self.find.trim()));
                return;
            }
        }
        let look = Look {
            id: self.tab.name(),
            headings: &rows::headings(self.tab),
            who: &who,
            chosen: self.next.map_or(self.chosen, Turn::chosen),
            arrive: std::mem::take(&mut self.arrive),
        };
        let did = table::table(ui, &look, &|known| rows::row(cx, known));
        self.walk(ui, did, table::focused(ui, look.id, &who).is_some());
    }

    /// Whoever the search leaves out is not shown beside it, to be changed by mistake; Enter goes to
    /// the first that is found.
    fn go_to_found(&mut self, found: &[Chosen], entered: bool) {
        let out = self.chosen.is_some_and(|chosen| !found.contains(&chosen));
        if out || (entered && !found.is_empty()) {
            self.next = Some(found.first().map_or(Turn::Away, |first| Turn::To(*first)));
        }
        self.arrive |= entered && !found.is_empty();
    }

    /// Moves as the keys and presses in the table say.
    fn walk(&mut self, ui: &Ui, did: Option<Did<Chosen>>, in_table: bool) {
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let covered = egui::Popup::is_any_open(ui.ctx());
        match did {
            Some(Did::Chose(who)) => {
                self.next = Some(Turn::To(who));
                // The focus goes along with what the arrows choose.
                self.arrive = in_table;
            }
            Some(Did::Opened(who)) => {
                self.next = Some(Turn::To(who));
                self.typed.arrive = true;
            }
            None if escaped && self.in_table && !covered => self.next = Some(Turn::Away),
            // Out of the detail, back to its row.
            None if escaped && self.chosen.is_some() && !covered => self.arrive = true,
            None => {}
        }
        if self.next.is_some() || self.arrive {
            ui.request_repaint_after(std::time::Duration::ZERO);
        }
        self.in_table = in_table;
    }

    fn detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let people = &cx.centre.people;
        self.typed.about(self.chosen);
        let Some(chosen) = self.chosen else {
            centre::ui(ui, cx, &mut self.typed, asks);
            return;
        };
        let drawn = match chosen {
            Chosen::Candidate(id) => people
                .candidate(id)
                .filter(|known| !known.removed)
                .map(|known| self.candidate(ui, cx, known, asks)),
            Chosen::Assessor(id) => people
                .assessor(id)
                .filter(|known| !known.removed)
                .map(|known| self.assessor(ui, cx, known, asks)),
            Chosen::RolePlayer(id) => people
                .role_player(id)
                .filter(|known| !known.removed)
                .map(|known| self.role_player(ui, cx, known, asks)),
            Chosen::Room(id) => people
                .room(id)
                .filter(|known| !known.removed)
                .map(|known| self.room(ui, cx, known, asks)),
        };
        if drawn.is_none() {
            self.next = Some(Turn::Away);
        }
    }
}

fn off_the_list(
    ui: &mut Ui,
    cx: &Cx<'_>,
    refused: &mut String,
    change: people::Change,
    asks: &mut Asks,
) {
    ui.add_space(12.0);
    if buttons::plain(ui, "Take off the list").clicked() {
        *refused = perform(cx, asks, change);
    }
    fields::refusal(ui, refused);
}

/// Asks for the change if it can be; else says why not.
fn perform(cx: &Cx<'_>, asks: &mut Asks, change: people::Change) -> String {
    let change = Change::People(change);
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}
