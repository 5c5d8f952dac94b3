//! What the board says of rooms in which nothing more happens, and once all sessions are over.

use egui::Ui;

use super::place_words;
use super::view::View;
use crate::day::{self, forms};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::words;

/// How many marksheets are still owed.
struct Owed(usize);

/// Draws it; nothing while every room has something to come.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, board: &day::Board, asks: &mut Asks) {
    if board.running.is_empty() && board.count_to_come() == 0 && !board.done.is_empty() {
        all(ui, cx, asks);
        return;
    }
    let free = board.cards.iter().filter(|card| card.session.is_none());
    let free: Vec<&str> = free.map(|card| place_words(&card.place)).collect();
    if !free.is_empty() {
        muted(ui, format!("Nothing more today: {}", free.join(", ")));
        ui.add_space(4.0);
    }
}

/// All sessions are over: what comes next.
fn all(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    let Owed(owed) = *cx.once(|| Owed(forms::owed(cx.centre)));
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::strong("All sessions are over").size(16.0));
        if owed == 0 {
            muted(ui, "Every marksheet is in. The panel can meet.");
            ui.add_space(6.0);
            if buttons::primary(ui, "Go to the wash-up").clicked() {
                asks.ask(Ask::Go(Stage::WashUp));
            }
            return;
        }
        let still = words::count(owed, "marksheet is", "marksheets are");
        muted(ui, format!("{still} still owed. The wash-up can begin with those that are in."));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if buttons::primary(ui, "See who owes them").clicked() {
                asks.command(Command::LiveView(View::Forms));
            }
            if buttons::plain(ui, "Go to the wash-up").clicked() {
                asks.ask(Ask::Go(Stage::WashUp));
            }
        });
    });
    ui.add_space(8.0);
}
