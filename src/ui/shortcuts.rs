//! Which keys do what now.

use egui::Ui;

use super::app::App;
use super::asks::Asks;
use super::command::{Command, Needs, Situation};
use super::stage::Stage;
use super::widgets::levels;

impl App {
    pub(super) fn situation(&mut self) -> Situation {
        let you = self.view.you;
        let drawing = self.board.draft().filter(|_| self.view.stage == Stage::Design);
        let draft = drawing.map(|draft| (draft.can_undo(), draft.can_redo()));
        let Some(workspace) = &mut self.desk.workspace else {
            let (undo, redo) = draft.unwrap_or_default();
            return Situation { draft: draft.is_some(), undo, redo, ..Situation::default() };
        };
        let (undo, redo) = (workspace.can_undo(you).is_ok(), workspace.can_redo(you).is_ok());
        let writable = workspace.is_writable();
        let session =
            self.with_cx(|cx, screens| screens.live.subject(cx).is_some()).unwrap_or(false);
        let planned =
            self.with_cx(|cx, screens| screens.timetable.subject(cx).is_some()).unwrap_or(false);
        let (undo, redo) = draft.unwrap_or((undo && writable, redo && writable));
        let rehearsal = self.desk.rehearsal.is_some();
        let draft = draft.is_some();
        Situation { centre: true, writable, session, planned, draft, rehearsal, undo, redo }
    }

    pub(super) fn shortcuts(&mut self, ui: &Ui, asks: &mut Asks) {
        let typing = ui.ctx().text_edit_focused();
        let keys_taken = typing || levels::has_focus(ui.ctx());
        let has_focus = ui.ctx().egui_wants_keyboard_input();
        let covered = self.view.finder.is_some()
            || self.view.begin.is_some()
            || self.view.rehearse.is_some()
            || self.view.roster.is_some()
            || self.view.declare.is_some()
            || self.view.consent.is_some()
            || self.view.typed_path.is_some()
            || self.view.damaged.is_some()
            || self.board.asks_something()
            || self.printing.is_shown()
            || self.reporting.is_shown()
            || self.replans.is_shown()
            || self.view.keys;
        let situation = self.situation();
        // Ctrl+Shift+Z before Ctrl+Z: egui lets the shorter one match the longer.
        let mut commands: Vec<_> = Command::ALL
            .iter()
            .filter_map(|command| Some((*command, command.shortcut()?)))
            .collect();
        commands.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
        for (command, shortcut) in commands {
            let plain = shortcut.modifiers.is_none();
            let function = matches!(shortcut.logical_key, egui::Key::F1 | egui::Key::F9)
                || command.needs() == Needs::Rehearsal;
            let elsewhere = command.only_on().is_some_and(|stage| stage != self.view.stage);
            // Space presses what has the focus.
            let presses = shortcut.logical_key == egui::Key::Space && has_focus;
            let taken = keys_taken || presses || covered;
            let text_owns =
                matches!(command, Command::Undo | Command::Redo | Command::ChooseAll) && typing;
            if (plain && !function && taken) || elsewhere || text_owns {
                continue;
            }
            if covered && !matches!(command, Command::Palette | Command::ZoomIn | Command::ZoomOut)
            {
                continue;
            }
            if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
                match command.possible(situation) {
                    Ok(()) => asks.command(command),
                    Err(why) => self.view.toasts.good(why, self.desk.time.now().wall),
                }
            }
        }
    }
}
