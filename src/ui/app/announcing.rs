//! What is said in the rooms, and acts that are done for several sessions at once.

use super::{App, Screens, cx};
use crate::centre::{Author, Change, announcements};
use crate::time::Now;
use crate::ui::command::Command;
use crate::ui::room::around::Screening;
use crate::ui::screens::live::acts::Deed;
use crate::ui::speech;
use crate::ui::stage::Stage;
use crate::ui::theme::ROOM;
use crate::words;
use crate::workspace::Workspace;

impl App {
    /// Carries out a command of the live stage that is no act.
    pub(super) fn carry_out_live(&mut self, command: Command, now: Now) {
        if command == Command::Speech {
            self.speech_on_or_off(now);
            return;
        }
        if command == Command::RoomScreen {
            let sessions = self.with_cx(|cx, screens: &Screens| screens.live.targets(cx));
            let centre = self.desk.workspace.as_ref().map(Workspace::centre);
            let wish = Screening::Open(sessions.unwrap_or_default(), None);
            self.view.rooms.answer(wish, centre);
            return;
        }
        self.view.stage = Stage::Live;
        let Self { desk, screens, view, .. } = self;
        let Some(cx) = cx(desk, now, view.you, &ROOM) else { return };
        match command {
            Command::LiveView(view) => screens.live.show(view),
            Command::Attend if cx.outlook().needs.is_empty() => {
                view.toasts.good("Nothing needs you just now.", now.wall);
            }
            Command::Attend => screens.live.attend(),
            Command::PlanSessions => screens.live.open_plan(&cx),
            Command::ChangePlan => screens.live.say_what_happened(&cx),
            _ => screens.live.choose_all(&cx),
        }
    }

    /// Sounds the facilitator's chime and puts it on record.
    pub(super) fn chime(&mut self, room: Option<String>, now: Now) {
        if self.view.you == Author::Facilitator {
            crate::ui::chime::sound();
        }
        let change = announcements::Change::Chime { room };
        self.perform(vec![Change::Announcement(change)], now);
    }

    /// Puts a message up, with the chime, and the voice where one is wanted.
    pub(super) fn announce(&mut self, room: Option<String>, text: String, now: Now) {
        let heard = match &room {
            Some(room) => format!("{room}: {text}"),
            None => text.clone(),
        };
        let change = Change::Announcement(announcements::Change::Announce { room, text });
        let workspace = self.desk.workspace.as_ref();
        let may = self.view.you == Author::Facilitator;
        if may && workspace.is_some_and(|open| open.centre().check(&change).is_ok()) {
            self.sound(&[heard]);
        }
        self.perform(vec![change], now);
    }

    /// Makes the changes for several sessions as one act, and says for which it could not be.
    pub(super) fn do_for_several(&mut self, deed: Deed, now: Now) {
        let Deed { changes, left_out } = deed;
        let done = changes.len();
        if done > 0 {
            self.perform(changes, now);
        }
        let Some(centre) = self.told().filter(|_| !left_out.is_empty()) else { return };
        let names: Vec<_> =
            left_out.iter().take(3).map(|id| words::session(&centre, *id)).collect();
        let more = left_out.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = format!("{}{more}", names.join("; "));
        let said = match done {
            0 => format!("Not possible just now: {names}."),
            _ => format!(
                "Done for {}. Left out, since it is not their turn or not possible now: {names}.",
                words::count(done, "session", "sessions")
            ),
        };
        self.view.toasts.good(said, now.wall);
    }

    /// Cues read out, or not.
    pub(super) fn speech_on_or_off(&mut self, now: Now) {
        self.prefs.speech = !self.prefs.speech;
        let words = match (self.prefs.speech, speech::voice()) {
            (false, _) => "Cues are no longer read out.".to_owned(),
            (true, Some(voice)) => {
                let name = voice.file_name().map(|name| name.to_string_lossy().into_owned());
                format!("Cues are read out by {}.", name.unwrap_or_default())
            }
            (true, None) if cfg!(target_os = "linux") => {
                "Cues would be read out, but this computer has no voice. Install spd-say or espeak-ng."
                    .to_owned()
            }
            (true, None) => {
                "Bellwether cannot read cues out on this system. The chime and the screens remain."
                    .to_owned()
            }
        };
        self.view.toasts.good(words, now.wall);
        self.keep_prefs(now);
    }
}
