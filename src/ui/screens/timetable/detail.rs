//! The chosen session: its time, room and people, each to be changed without dragging.

use egui::Ui;

use super::look::Look;
use super::{Timetable, hand, writable};
use crate::centre::{Change, Session};
use crate::ids::{AssessorId, SessionId};
use crate::planning::{Happening, edits, times};
use crate::time::time_of_day;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, fields, pick};
use crate::words;

/// What is half-typed about the chosen session.
#[derive(Debug, Default)]
pub(super) struct Fields {
    of: Option<(SessionId, usize)>,
    start: String,
    refused: String,
}

impl Timetable {
    pub(super) fn chosen_detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, look: &Look, asks: &mut Asks) {
        let Some(session) = self.subject(cx).and_then(|id| cx.centre.sessions.get(&id)) else {
            if cx.writable {
                muted(
                    ui,
                    "Choose a session to move it, swap it or pin it. Drag it along its lane for \
                     another time, on another lane for another person or room.",
                );
            }
            return;
        };
        if self.typed.of != Some((session.id, cx.version)) {
            let start = session.planned.map(|planned| cx.time_of_day(planned));
            self.typed = Fields {
                of: Some((session.id, cx.version)),
                start: start.unwrap_or_default(),
                refused: String::new(),
            };
        }
        if self.bring_up && self.asked.is_none() {
            ui.scroll_to_cursor(Some(egui::Align::TOP));
            self.bring_up = false;
        }
        heading(ui, words::session(cx.centre, session.id));
        facts(ui, cx, session);
        ui.add_enabled_ui(cx.writable && !session.clock.has_begun(), |ui| {
            self.start(ui, cx, session, asks);
            self.room(ui, cx, session, asks);
            self.assessors(ui, cx, session, asks);
            self.partners(ui, cx, session, asks);
        });
        self.would(ui, cx, look, asks);
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let pin = if session.pinned { "Unpin" } else { "Pin" };
            if buttons::with_key(ui, pin, "K", writable(cx)).clicked() {
                asks.command(Command::PinSession);
            }
            if !session.clock.has_begun()
                && buttons::plain_if(ui, "Hold it later…", writable(cx)).clicked()
            {
                asks.ask(Ask::Replan(Happening::CarryOver { session: session.id }));
            }
            if buttons::plain(ui, "Show on Live").clicked() {
                asks.ask(Ask::Go(crate::ui::stage::Stage::Live));
                asks.ask(Ask::ShowSession(session.id));
            }
        });
    }

    fn start(&mut self, ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
        let label = "Begins, preparation included";
        let field = fields::line(
            ui,
            ("start", session.id.to_string()),
            label,
            &mut self.typed.start,
            "9:15",
        );
        fields::refusal(ui, &self.typed.refused);
        if !field.lost_focus() {
            return;
        }
        let Some(planned) = session.planned else { return };
        if self.typed.start.trim() == cx.time_of_day(planned) {
            self.typed.refused.clear();
            return;
        }
        match time_of_day(&self.typed.start) {
            Err(why) => self.typed.refused = why.to_string(),
            Ok(time) => {
                self.typed.refused.clear();
                let date = planned.to_zoned_datetime(cx.zone.clone()).date();
                let at = crate::planning::pose::moment_of(date, time, cx.zone);
                let changes = edits::shift(session, at.duration_since(planned));
                self.ask_or_do(cx, "Move it", changes, asks);
            }
        }
    }

    fn room(&mut self, ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
        let rooms = cx.centre.people.rooms();
        if rooms.is_empty() {
            return;
        }
        let names = rooms.iter().map(|room| room.name.clone()).collect::<Vec<_>>();
        if let Some(place) = choice(ui, "Room", &session.room, &names)
            && let Some(room) = names.get(place)
        {
            self.ask_or_do(cx, "Hold it there", edits::give_room(session, room), asks);
        }
    }

    fn assessors(&mut self, ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
        let listed = cx.centre.people.assessors();
        let names: Vec<String> = listed.iter().map(|known| known.name.clone()).collect();
        for (number, own) in session.assessors().into_iter().enumerate() {
            let name = words::assessor(cx.centre, own);
            let label = format!("Assessor {}", number + 1);
            if let Some(place) = choice(ui, &label, &name, &names)
                && let Some(other) = listed.get(place).map(|known| known.id)
            {
                self.give(cx, session, (own, other), asks);
            }
        }
        let players = cx.centre.people.role_players();
        let names: Vec<String> = players.iter().map(|known| known.name.clone()).collect();
        for (number, own) in session.players.iter().enumerate() {
            let name = words::role_player(cx.centre, *own);
            if let Some(place) = choice(ui, &format!("Role player {}", number + 1), &name, &names)
                && let Some(other) = players.get(place)
            {
                let changes = edits::give_player(session, *own, other.id);
                self.ask_or_do(cx, "Let them play", changes, asks);
            }
        }
    }

    fn give(
        &mut self,
        cx: &Cx<'_>,
        session: &Session,
        (from, to): (AssessorId, AssessorId),
        asks: &mut Asks,
    ) {
        if from != to {
            let changes = edits::give_assessor(session, from, to);
            self.ask_or_do(cx, "Let them observe", changes, asks);
        }
    }

    fn partners(&mut self, ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
        let partners = hand::partners(cx.centre, session);
        if partners.is_empty() {
            return;
        }
        let names: Vec<String> = partners
            .iter()
            .map(|id| {
                let other = cx.centre.sessions.get(id);
                let at = other.and_then(|other| other.planned).map(|at| cx.time_of_day(at));
                format!("{} {}", words::session(cx.centre, *id), at.unwrap_or_default())
            })
            .collect();
        if let Some(place) = choice(ui, "Swap with", "nobody", &names)
            && let Some(other) = partners.get(place).and_then(|id| cx.centre.sessions.get(id))
        {
            self.ask_or_do(cx, "Swap them", edits::swap(session, other), asks);
        }
    }

    /// What a change would break, and the choice to make it all the same.
    fn would(&mut self, ui: &mut Ui, cx: &Cx<'_>, _look: &Look, asks: &mut Asks) {
        let Some((name, outcome)) = &self.asked else { return };
        let mut close = false;
        let mut go_on: Option<Vec<Change>> = None;
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if let Some(why) = &outcome.refused {
                fields::refusal(ui, why);
            } else {
                ui.label(theme::strong("That would break a rule"));
                for breach in outcome.breaks.iter().take(5) {
                    fields::refusal(ui, breach);
                }
                if outcome.breaks.len() > 5 {
                    muted(ui, format!("and {} more", outcome.breaks.len() - 5));
                }
                if buttons::plain(ui, &format!("{name} all the same")).clicked() {
                    go_on = Some(outcome.changes.clone());
                }
            }
            close = buttons::plain(ui, "Leave it").clicked();
        });
        if std::mem::take(&mut self.bring_up) {
            ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
        }
        if let Some(changes) = go_on {
            asks.ask(Ask::Do(changes));
            close = true;
        }
        if close {
            self.asked = None;
            self.typed.of = None;
        }
    }
}

fn facts(ui: &mut Ui, cx: &Cx<'_>, session: &Session) {
    if let Some(times) = times::of_session(cx.centre, session) {
        let at = |moment| cx.time_of_day(moment);
        if times.run > times.begins {
            muted(ui, format!("Preparation {} to {}", at(times.begins), at(times.run)));
        }
        muted(ui, format!("Run {} to {}", at(times.run), at(times.ended)));
        if times.written > times.ended {
            muted(ui, format!("Write-up until {}", at(times.written)));
        }
    }
    if session.clock.has_begun() {
        muted(ui, "It has begun, and stays where it is.");
    }
}

/// One of several; gives the place of another one that was chosen.
fn choice(ui: &mut Ui, label: &str, now: &str, all: &[String]) -> Option<usize> {
    let mut chosen = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let said = muted(ui, label);
        let width = ui.available_width();
        let shown = if now.is_empty() { "none" } else { now };
        let combo =
            egui::ComboBox::from_id_salt(label).width(width).selected_text(shown).truncate();
        let combo = pick::list(ui, combo, |ui| {
            for (place, name) in all.iter().enumerate() {
                if ui.selectable_label(name == now, name).clicked() {
                    chosen = Some(place);
                }
            }
        });
        combo.labelled_by(said.id);
    });
    chosen.filter(|place| all.get(*place).is_some_and(|name| name != now))
}
