//! What is said in the rooms: a message, the chime, and what stands on their screens now.

use egui::{TextEdit, Ui};

use super::writable;
use crate::centre::{Change, announcements};
use crate::ids::SessionId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::room::around::Screening;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::{buttons, fields};

/// What is half-typed.
#[derive(Debug, Default)]
pub(super) struct Fields {
    text: String,
    refused: String,
}

/// Draws the card.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: Option<SessionId>,
    typed: &mut Fields,
    asks: &mut Asks,
) {
    cards::heading(ui, "Announce");
    let room = subject.and_then(|id| cx.centre.sessions.get(&id)).map(|known| known.room.clone());
    let room = room.filter(|room| !room.is_empty());
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let field = TextEdit::singleline(&mut typed.text)
            .id_salt("announce")
            .hint_text("Five minutes left, please…")
            .desired_width(ui.available_width())
            .margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(field).accessible_name("Message to the rooms");
        let entered = fields::entered(ui, &field);
        ui.horizontal_wrapped(|ui| {
            let to_all = buttons::plain_if(ui, "All rooms", writable(cx)).clicked();
            if to_all || (entered && cx.writable) {
                say(cx, None, typed, asks);
                if typed.text.is_empty() {
                    fields::taken(&field);
                }
            }
            if let Some(room) = &room {
                let only = format!("{room} only");
                if buttons::plain_if(ui, &only, writable(cx)).clicked() {
                    say(cx, Some(room.clone()), typed, asks);
                }
            }
            let chime = buttons::plain_if(ui, "Chime", writable(cx));
            if chime.on_hover_text("Sounds here now, and is put on record.").clicked() {
                asks.ask(Ask::Chime(None));
            }
        });
        fields::refusal(ui, &typed.refused);
        for message in cx.centre.announcements.standing().take(4) {
            ui.push_id(message.id.to_string(), |ui| {
                let to = message.room.as_deref().unwrap_or("all rooms");
                let since = cx.time_of_day(message.made.at);
                ui.add(egui::Label::new(&message.text).wrap());
                ui.horizontal(|ui| {
                    muted(ui, format!("on the screen of {to} since {since}"));
                    let name = format!("Take down: {}", message.text);
                    if buttons::quiet(ui, "Take down").accessible_name(name).clicked() {
                        let change = announcements::Change::TakeDown { message: message.id };
                        asks.change(Change::Announcement(change));
                    }
                });
            });
        }
        screens(ui, cx, asks);
        let mut reads_out = cx.rooms.reads_out;
        if ui.checkbox(&mut reads_out, "Read cues out").changed() {
            asks.command(Command::Speech);
        }
    });
}

/// The windows of the rooms that are open: what each shows, which cannot be seen from here.
fn screens(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    for (of, shows) in &cx.rooms.open {
        ui.push_id(of.name(), |ui| {
            ui.separator();
            let told = format!("On the screen of {}: {shows}", of.name());
            ui.add(egui::Label::new(told).wrap());
            let close = buttons::quiet(ui, "Close it");
            if close.accessible_name(format!("Close the screen of {}", of.name())).clicked() {
                asks.ask(Ask::Rooms(Screening::Close(of.clone())));
            }
        });
    }
}

fn say(cx: &Cx<'_>, room: Option<String>, typed: &mut Fields, asks: &mut Asks) {
    let text = typed.text.trim().to_owned();
    let change = Change::Announcement(announcements::Change::Announce {
        room: room.clone(),
        text: text.clone(),
    });
    typed.refused = match cx.centre.check(&change) {
        Ok(()) => {
            typed.text.clear();
            asks.ask(Ask::Announce { room, text });
            String::new()
        }
        Err(refusal) => crate::words::refusal(cx.centre, &refusal),
    };
}
