//! Which keys do what now.

use egui::{Context, Event, Id, Key, Memory, Ui};
use jiff::{SignedDuration, Timestamp};

use super::App;
use crate::ui::asks::Asks;
use crate::ui::command::{Command, Needs, Situation};
use crate::ui::stage::Stage;
use crate::ui::widgets::{fields, levels};

/// For how long a key that was meant for what has gone does nothing else.
const A_MOMENT: SignedDuration = SignedDuration::from_secs(1);

/// The need that had the focus last, and until when: it may be met in the very moment in which
/// somebody presses Space for it, and that must not hold a clock.
#[derive(Default)]
pub(super) struct LastFocus(Option<(Id, Timestamp)>);

impl LastFocus {
    /// Whether the need that had the focus a moment ago is there no more.
    fn has_gone(&mut self, ctx: &Context, now: Timestamp, at_a_need: bool) -> bool {
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            // What its press has asked about first.
            self.0 = self.0.take().map(|(id, _)| (id, now));
            return false;
        }
        if let Some(id) = ctx.memory(Memory::focused) {
            self.0 = at_a_need.then_some((id, now));
            return false;
        }
        // What somebody has left is still there.
        self.0.take_if(|(id, _)| ctx.read_response(*id).is_some());
        self.0.is_some_and(|(_, until)| now.duration_since(until) < A_MOMENT)
    }
}

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
        // A key must not hold a clock that nobody sees.
        let session =
            self.with_cx(|cx, screens| screens.live.subject_in_view(cx).is_some()).unwrap_or(false);
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
        let history = fields::history(ui.ctx());
        let has_focus = ui.ctx().egui_wants_keyboard_input();
        let at_a_need = self.view.stage == Stage::Live && self.screens.live.is_at_a_need();
        let now = self.desk.time.now().wall;
        let has_gone = self.view.last_focus.has_gone(ui.ctx(), now, at_a_need);
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
            || self.screens.live.asks_something()
            || self.view.keys;
        let situation = self.situation();
        // Ctrl+Shift+Z before Ctrl+Z: egui lets the shorter one match the longer.
        let mut commands: Vec<_> = Command::ALL
            .iter()
            .filter_map(|command| Some((*command, command.shortcut()?)))
            .collect();
        commands.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
        let pressed = ui.input(|input| pressed(&input.events));
        let mut wished = Vec::new();
        for (command, shortcut) in commands {
            let plain = shortcut.modifiers.is_none();
            let function = matches!(shortcut.logical_key, Key::F1 | Key::F9)
                || command.needs() == Needs::Rehearsal;
            let elsewhere = command.only_on().is_some_and(|stage| stage != self.view.stage);
            // Space presses what has the focus, and for a moment after that has gone nothing.
            let presses = shortcut.logical_key == Key::Space && (has_focus || has_gone);
            let taken = keys_taken || presses || covered;
            // A line in which nothing was typed has nothing to take back: the act is meant.
            let text_owns = typing
                && match command {
                    Command::ChooseAll => true,
                    Command::Undo => history.back,
                    Command::Redo => history.forth,
                    _ => false,
                };
            if (plain && !function && taken) || elsewhere || text_owns {
                continue;
            }
            // The clock of a rehearsal goes on below a dialog, and is held from there.
            let over_all = matches!(command, Command::Palette | Command::ZoomIn | Command::ZoomOut)
                || command.needs() == Needs::Rehearsal;
            if covered && !over_all {
                continue;
            }
            if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
                wished.push((command, shortcut.logical_key));
            }
        }
        for command in in_order(wished, &pressed) {
            match command.possible(situation) {
                Ok(()) => asks.command(command),
                Err(why) => self.view.toasts.good(why, self.desk.time.now().wall),
            }
        }
    }
}

/// The keys that were pressed since the last frame, the first first.
fn pressed(events: &[Event]) -> Vec<Key> {
    let key = |event: &Event| match event {
        Event::Key { key, pressed: true, .. } => Some(*key),
        _ => None,
    };
    events.iter().filter_map(key).collect()
}

/// The commands in the order in which their keys were pressed: while a frame takes long, several
/// are, and the one rests on the other.
fn in_order(mut wished: Vec<(Command, Key)>, pressed: &[Key]) -> Vec<Command> {
    wished.sort_by_key(|(_, key)| pressed.iter().position(|known| known == key));
    wished.into_iter().map(|(command, _)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pressed_first_is_done_first_though_both_come_in_one_frame() {
        let wished = vec![(Command::StartHoldGoOn, Key::Space), (Command::ChooseAll, Key::A)];
        let key = |key| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        let pressed = pressed(&[key(Key::A), Event::Copy, key(Key::Space)]);
        let done = in_order(wished, &pressed);
        assert_eq!(done, [Command::ChooseAll, Command::StartHoldGoOn]);
    }
}
