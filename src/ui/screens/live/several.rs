//! What is done for several sessions at once: one act, taken back with one undo.

use egui::{TextEdit, Ui, Vec2};

use super::acts::{self, extend_deed, jump_deed};
use super::chosen::Chosen;
use super::writable;
use crate::day::State;
use crate::ids::SessionId;
use crate::time::Length;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::widgets::{buttons, cards, fields};
use crate::words;

/// What is half-typed about several sessions.
#[derive(Debug, Default)]
pub(super) struct Fields {
    by: String,
    refused: String,
}

/// Draws the strip above the cards.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    targets: &[SessionId],
    (typed, chosen): (&mut Fields, &mut Chosen),
    asks: &mut Asks,
) {
    let space = match acts::states(cx, targets) {
        states if states.contains(&State::Running) => "Hold all",
        states if states.contains(&State::Held) => "Let all go on",
        _ => "Start all",
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(6.0, 6.0);
        let count = words::count(targets.len(), "session chosen", "sessions chosen");
        ui.add(egui::Label::new(crate::ui::theme::strong(count)).extend());
        for (text, key, command) in [
            (space, "Space", Command::StartHoldGoOn),
            ("+1 min each", "+", Command::GiveMinute),
            ("−1 min each", "−", Command::TakeMinute),
            ("Next phase of each", "N", Command::NextPhase),
            ("End each", "E", Command::EndSession),
        ] {
            if buttons::with_key(ui, text, key, writable(cx)).clicked() {
                asks.command(command);
            }
        }
        jump(ui, cx, targets, asks);
        let field = TextEdit::singleline(&mut typed.by)
            .id_salt("several-by")
            .hint_text("2 min")
            .desired_width(84.0)
            .margin(egui::Margin::symmetric(8, 5));
        let name = "Give or take time, for all that are chosen";
        let field = ui.add(field).accessible_name(name);
        let entered = fields::entered(ui, &field);
        for (text, sign) in [("Give each", 1), ("Take from each", -1)] {
            let pressed = buttons::plain_if(ui, text, writable(cx)).clicked();
            if pressed || (entered && sign > 0 && cx.writable) {
                typed.refused = match typed.by.parse::<Length>() {
                    Ok(length) => {
                        let by_secs = i32::try_from(length.as_secs()).unwrap_or(i32::MAX) * sign;
                        asks.ask(Ask::Deed(extend_deed(cx, targets, by_secs)));
                        typed.by.clear();
                        String::new()
                    }
                    Err(why) => why.to_string(),
                };
            }
        }
        if buttons::quiet(ui, "Let go (Esc)").accessible_name("Let go").clicked() {
            chosen.clear();
        }
    });
    fields::refusal(ui, &typed.refused);
    let left = targets.len().saturating_sub(1);
    if left > 0 {
        cards::muted(ui, "Each press is one act: one undo takes it back for all.");
    }
}

/// A menu of the phases that can be begun anew.
pub(super) fn jump(ui: &mut Ui, cx: &Cx<'_>, targets: &[SessionId], asks: &mut Asks) {
    let phases = acts::phases_to_jump_to(cx, targets);
    if phases.is_empty() {
        return;
    }
    let button = buttons::plain_if(ui, "Jump to…", writable(cx)).on_hover_text(
        "After a false start: begins a phase anew. What ran before stays on record; undo takes the jump back.",
    );
    egui::Popup::menu(&button).show(|ui| {
        for phase in phases {
            if ui.button(format!("Begin “{}” anew", phase.title)).clicked() {
                asks.ask(Ask::Deed(jump_deed(cx, targets, &phase.id)));
                ui.close();
            }
        }
    });
}
