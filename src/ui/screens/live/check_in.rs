//! Check-in: who has come, consent and briefing, badges, who is late, absent or gone. Arrows go
//! from row to row, Space notes somebody as here.

use egui::{Id, Key, Rect, Sense, Stroke, Ui};
use egui_extras::{Column, TableBuilder};

use super::attendee::{self, Arrive, stands};
use super::writable;
use crate::centre::attendance::{self, Attendee};
use crate::centre::{Change, Person};
use crate::day::presence::{self, Counts, Listed, Presence};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::{arrows, buttons, cards, fields, marks, table};
use crate::words;

const ROW: f32 = 34.0;

/// The columns after the name, each with its width and whether it is always shown: due, came,
/// consent, briefed, badge, and how it stands.
const COLUMNS: [(f32, bool); 6] =
    [(66.0, false), (62.0, true), (70.0, true), (70.0, true), (60.0, false), (116.0, true)];

/// Who is chosen, searched and half-typed.
#[derive(Default)]
pub(super) struct CheckIn {
    find: String,
    /// A key has led here: a name can be typed at once.
    begins: bool,
    chosen: Option<Person>,
    arrive: bool,
    /// A key led from a row into the detail; Esc leads back.
    led: bool,
    detail: attendee::Fields,
}

impl CheckIn {
    /// Leads the keys to where a name is typed.
    pub(super) fn begin(&mut self) {
        self.begins = true;
    }

    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let roll = presence::roll(cx.centre, cx.zone, cx.now.wall);
        let known = self.chosen.and_then(|who| roll.iter().find(|listed| listed.who == who));
        let side = if ui.available_width() > 900.0 { 300.0 } else { 260.0 };
        cards::side_column(ui, "check-in-side", side, |ui| {
            if let Some(listed) = known {
                attendee::ui(ui, cx, listed, &mut self.detail, asks);
            } else {
                cards::muted(ui, "Choose somebody to note when they came, or that they will not.");
            }
        });
        cards::middle(ui, |ui| {
            counts(ui, &roll);
            let hint = "Name, code or badge; Enter goes to the first, then Space: here";
            let find = fields::line(ui, "find", "Find somebody", &mut self.find, hint);
            if std::mem::take(&mut self.begins) {
                fields::take_up(&find, &self.find);
            }
            let down = ui.input(|input| input.key_pressed(Key::ArrowDown)) && find.has_focus();
            ui.add_space(6.0);
            let wanted = self.find.trim().to_lowercase();
            let shown: Vec<&Listed> =
                roll.iter().filter(|listed| is_found(cx, listed, &wanted)).collect();
            if shown.is_empty() {
                let words = if roll.is_empty() {
                    "Nobody is on the list yet. Name people on the People stage."
                } else {
                    "Nobody is called that."
                };
                cards::muted(ui, words);
            } else {
                if down || (fields::entered(ui, &find) && !wanted.is_empty()) {
                    self.chosen = shown.first().map(|listed| listed.who);
                    self.arrive = true;
                }
                self.table(ui, cx, &shown, asks);
            }
        });
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &[&Listed], asks: &mut Asks) {
        self.keys(ui, cx, shown, asks);
        let wide = ui.available_width();
        let across = egui::Rangef::new(ui.max_rect().left(), ui.max_rect().left() + wide);
        let mut table = TableBuilder::new(ui)
            .id_salt("check-in")
            .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
            .auto_shrink([false, true])
            // It takes the press of the whole row, which clipping would cut.
            .column(Column::remainder());
        // Where there is little room, when somebody is due and the badge stand in the detail alone.
        let all = wide >= 640.0;
        for (width, always) in COLUMNS {
            if all || always {
                table = table.column(Column::exact(width));
            }
        }
        let goal = self.chosen.filter(|_| std::mem::take(&mut self.arrive));
        if let Some(place) = goal.and_then(|goal| shown.iter().position(|one| one.who == goal)) {
            table = table.scroll_to_row(place, None).animate_scrolling(false);
        }
        let body = table.header(24.0, |mut header| {
            let due = all.then_some("Due");
            let badge = all.then_some("Badge");
            let headings = [Some("Who"), due, Some("Came"), Some("Consent"), Some("Briefed")];
            for heading in headings.into_iter().chain([badge, Some("")]).flatten() {
                header.col(|ui| {
                    ui.add_space(6.0);
                    cards::muted(ui, heading);
                });
            }
        });
        body.body(|body| {
            body.rows(ROW, shown.len(), |mut row| {
                let Some(listed) = shown.get(row.index()) else { return };
                let nobody = Attendee::default();
                let known = cx.centre.attendance.get(&listed.who).unwrap_or(&nobody);
                let is_chosen = self.chosen == Some(listed.who);
                row.set_selected(is_chosen);
                row.col(|ui| {
                    let whole = Rect::from_x_y_ranges(across, ui.max_rect().y_range());
                    let pressed = press(ui, whole, cx, listed, is_chosen);
                    if goal == Some(listed.who) {
                        pressed.request_focus();
                    }
                    if pressed.clicked() {
                        self.chosen = Some(listed.who);
                        let by = |key| ui.input(|input| input.key_pressed(key));
                        if by(Key::Enter) {
                            self.lead_to(Arrive::First);
                        } else {
                            pressed.request_focus();
                        }
                        if by(Key::Space) {
                            here_or_not(cx, listed, asks);
                        }
                    }
                    who(ui, cx, listed);
                });
                let time = |at: Option<jiff::Timestamp>| {
                    at.map(|at| cx.time_of_day(at)).unwrap_or_default()
                };
                if all {
                    row.col(|ui| drop(cards::muted(ui, time(listed.due))));
                }
                row.col(|ui| match known.arrived {
                    Some(arrival) => drop(ui.label(time(Some(arrival.at)))),
                    None => here(ui, cx, listed, asks),
                });
                row.col(|ui| tick(ui, cx, listed, Tick::Consent, asks));
                row.col(|ui| tick(ui, cx, listed, Tick::Briefed, asks));
                if all {
                    row.col(|ui| drop(ui.label(&known.badge)));
                }
                row.col(|ui| state(ui, cx, listed.presence));
            });
        });
    }

    /// Arrows, and the keys of the row that has the focus; an arrow leads into the list where
    /// nothing has it.
    fn keys(&mut self, ui: &Ui, cx: &Cx<'_>, shown: &[&Listed], asks: &mut Asks) {
        if self.led && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.led = false;
            self.arrive = true;
            return;
        }
        let Some(focused) = ui.memory(egui::Memory::focused) else {
            if table::enters(ui) {
                let chosen = self.chosen.filter(|who| shown.iter().any(|known| known.who == *who));
                self.chosen = chosen.or(shown.first().map(|listed| listed.who));
                self.arrive = true;
            }
            return;
        };
        let Some(place) = shown.iter().position(|listed| row_id(listed.who) == focused) else {
            return;
        };
        self.led = false;
        arrows::own(ui, focused, arrows::VERTICAL);
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let last = shown.len().saturating_sub(1);
        let to = if pressed(Key::ArrowDown) {
            Some((place + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            Some(place.saturating_sub(1))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(listed) = to.and_then(|to| shown.get(to)) {
            self.chosen = Some(listed.who);
            self.arrive = true;
        }
        let Some(listed) = shown.get(place).filter(|_| cx.writable) else { return };
        for (key, which) in [(Key::C, Tick::Consent), (Key::D, Tick::Briefed)] {
            if pressed(key) {
                asks.0.extend(which.toggled(cx, listed).map(super::one));
            }
        }
        let awaited = !listed.presence.is_here() && listed.presence != Presence::Withdrawn;
        if awaited && pressed(Key::A) {
            let absent = attendance::Change::Absent { who: listed.who };
            asks.change(Change::Attendance(absent));
        }
        if awaited && pressed(Key::T) {
            self.chosen = Some(listed.who);
            self.lead_to(Arrive::Expected);
            ui.request_repaint_after(std::time::Duration::ZERO);
        }
    }

    /// A key leads into the detail, whose fields are drawn in the next frame.
    fn lead_to(&mut self, to: Arrive) {
        self.detail.arrive = Some(to);
        self.led = true;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tick {
    Consent,
    Briefed,
}

impl Tick {
    fn is_on(self, cx: &Cx<'_>, listed: &Listed) -> bool {
        let known = cx.centre.attendance.get(&listed.who);
        known.is_some_and(|known| match self {
            Self::Consent => known.consent.is_some(),
            Self::Briefed => known.briefed.is_some(),
        })
    }

    /// The change that turns it over; none for people who need neither.
    fn toggled(self, cx: &Cx<'_>, listed: &Listed) -> Option<Change> {
        let Person::Candidate(candidate) = listed.who else { return None };
        let on = !self.is_on(cx, listed);
        let change = match self {
            Self::Consent => attendance::Change::Consent { candidate, given: on },
            Self::Briefed => attendance::Change::Brief { candidate, briefed: on },
        };
        Some(Change::Attendance(change))
    }
}

fn tick(ui: &mut Ui, cx: &Cx<'_>, listed: &Listed, which: Tick, asks: &mut Asks) {
    let Some(change) = which.toggled(cx, listed) else { return };
    let mut on = which.is_on(cx, listed);
    let name = match which {
        Tick::Consent => "Consent",
        Tick::Briefed => "Briefed",
    };
    let name = format!("{name}: {}", words::person(cx.centre, listed.who));
    ui.add_space(14.0);
    ui.push_id((listed.who, which == Tick::Consent), |ui| {
        let tick = egui::Checkbox::without_text(&mut on);
        if ui.add_enabled(cx.writable, tick).accessible_name(name).changed() {
            asks.change(change);
        }
    });
}

/// One press for one who comes.
fn here(ui: &mut Ui, cx: &Cx<'_>, listed: &Listed, asks: &mut Asks) {
    if writable(cx).is_err() || listed.presence == Presence::Withdrawn {
        return;
    }
    let name = format!("Check in: {}", words::person(cx.centre, listed.who));
    if buttons::quiet(ui, "Check in").accessible_name(name).clicked() {
        here_or_not(cx, listed, asks);
    }
}

/// Somebody who is awaited is here; somebody who is here is not.
fn here_or_not(cx: &Cx<'_>, listed: &Listed, asks: &mut Asks) {
    if writable(cx).is_err() {
        return;
    }
    let who = listed.who;
    let change = match listed.presence {
        Presence::Here(_) => attendance::Change::NotHere { who },
        Presence::Withdrawn => return,
        _ => attendance::Change::Arrive { who, at: cx.now.wall },
    };
    asks.change(Change::Attendance(change));
}

fn row_id(who: Person) -> Id {
    Id::unique(("check-in-row", who))
}

fn press(ui: &Ui, whole: Rect, cx: &Cx<'_>, listed: &Listed, chosen: bool) -> egui::Response {
    let response = ui.interact(whole, row_id(listed.who), Sense::click());
    let name =
        format!("{}: {}", words::person(cx.centre, listed.who), stands(cx, listed.presence).0);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, cx.palette.accent);
        // Around the whole row: over the cells that are drawn after this one, and past its column.
        let clip = Rect::from_x_y_ranges(whole.x_range(), ui.clip_rect().y_range());
        let above = egui::LayerId::new(egui::Order::Middle, ui.layer_id().id);
        let painter = ui.ctx().layer_painter(above).with_clip_rect(clip);
        painter.rect_stroke(whole, 4.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

fn who(ui: &mut Ui, cx: &Cx<'_>, listed: &Listed) {
    ui.add_space(6.0);
    match listed.who {
        Person::Candidate(id) => {
            let Some(known) = cx.centre.people.candidate(id) else { return };
            let name = |ui: &mut Ui| {
                marks::badge(ui, &known.code);
                ui.add(egui::Label::new(&known.name).truncate());
            };
            let noted = cx.centre.attendance.get(&listed.who);
            if noted.and_then(Attendee::lacks_consent).is_none() {
                name(ui);
                return;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                attendee::no_consent(ui, cx, attendee::NO_CONSENT.to_lowercase());
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), name);
            });
        }
        Person::Assessor(_) | Person::RolePlayer(_) => {
            let name = words::person(cx.centre, listed.who);
            ui.add(egui::Label::new(name).truncate());
            let kind =
                if matches!(listed.who, Person::Assessor(_)) { "assessor" } else { "role player" };
            cards::muted(ui, kind);
        }
    }
}

fn state(ui: &mut Ui, cx: &Cx<'_>, presence: Presence) {
    let (text, tone) = stands(cx, presence);
    marks::pill(ui, &text, tone);
}

/// `9 of 12 here, 1 late`, for candidates and for the others.
fn counts(ui: &mut Ui, roll: &[Listed]) {
    let is_candidate = |listed: &&Listed| matches!(listed.who, Person::Candidate(_));
    let candidates = Counts::of(roll.iter().filter(is_candidate));
    let others = Counts::of(roll.iter().filter(|listed| !is_candidate(listed)));
    let said = |counts: Counts| {
        let mut text = format!("{} of {} here", counts.here, counts.listed);
        for (count, word) in
            [(counts.missing, "late"), (counts.absent, "absent"), (counts.withdrawn, "withdrawn")]
        {
            if count > 0 {
                text.push_str(&format!(", {count} {word}"));
            }
        }
        text
    };
    ui.horizontal(|ui| {
        cards::heading(ui, format!("Candidates: {}", said(candidates)));
        if others.listed > 0 {
            cards::muted(ui, format!("Assessors and role players: {}", said(others)));
        }
    });
}

fn is_found(cx: &Cx<'_>, listed: &Listed, wanted: &str) -> bool {
    wanted.is_empty()
        || words::person(cx.centre, listed.who).to_lowercase().contains(wanted)
        || cx
            .centre
            .attendance
            .get(&listed.who)
            .is_some_and(|known| known.badge.to_lowercase().contains(wanted))
}
