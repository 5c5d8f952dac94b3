//! What has happened, said in a form: what it would move is looked for and shown in words before
//! anything changes.

use egui::Ui;

use super::detail::moment_near;
use crate::centre::Session;
use crate::day::{self, State};
use crate::ids::{AssessorId, CandidateId, RolePlayerId, SessionId};
use crate::planning::{Following, Happening};
use crate::time::Length;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::{buttons, fields, pick};
use crate::words;

/// What can happen, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum What {
    #[default]
    AssessorLost,
    PlayerLost,
    RoomLost,
    Late,
    Absent,
    OverRuns,
    Shift,
    CarryOver,
    ReRun,
    Swap,
}

impl What {
    const ALL: [(Self, &'static str); 10] = [
        (Self::AssessorLost, "An assessor has to leave"),
        (Self::PlayerLost, "A role player has to leave"),
        (Self::RoomLost, "A room cannot be used"),
        (Self::Late, "A candidate comes late"),
        (Self::Absent, "A candidate does not come"),
        (Self::OverRuns, "A session goes on too long"),
        (Self::Shift, "What follows is held later"),
        (Self::CarryOver, "A session is held later"),
        (Self::ReRun, "A session is held again"),
        (Self::Swap, "Two sessions change places"),
    ];

    /// Whether such a session can be meant.
    fn fits(self, cx: &Cx<'_>, session: &Session) -> bool {
        let state = day::clock::session_clock(cx.centre, session, cx.now.wall).state;
        match self {
            Self::OverRuns => matches!(state, State::Running | State::Held),
            Self::ReRun => session.clock.has_begun(),
            Self::CarryOver | Self::Swap => state == State::Waiting,
            _ => state != State::Finished,
        }
    }
}

/// What is shifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Scope {
    #[default]
    Session,
    Room,
    Everything,
}

impl Scope {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Session, "what follows one session"),
        (Self::Room, "all that is to come in a room"),
        (Self::Everything, "all that is to come"),
    ];
}

/// What is chosen and half-typed in the form.
#[derive(Debug, Default)]
pub struct Form {
    what: What,
    assessor: Option<AssessorId>,
    player: Option<RolePlayerId>,
    room: Option<String>,
    candidate: Option<CandidateId>,
    session: Option<SessionId>,
    other: Option<SessionId>,
    scope: Option<Scope>,
    from: String,
    until: String,
    minutes: String,
    reason: String,
}

impl Form {
    /// The form about the session that is chosen, if one is.
    pub fn about(cx: &Cx<'_>, session: Option<SessionId>) -> Self {
        let known = session.and_then(|id| cx.centre.sessions.get(&id));
        let seat = known.and_then(|known| known.seats.first());
        Self {
            assessor: seat.and_then(|seat| seat.assessors.first().copied()),
            room: known.map(|known| known.room.clone()).filter(|room| !room.is_empty()),
            candidate: seat.map(|seat| seat.candidate),
            session,
            from: cx.time_of_day(cx.now.wall),
            ..Self::default()
        }
    }

    /// What has happened, as far as it is said.
    fn read(&self, cx: &Cx<'_>) -> Result<Happening, String> {
        let from = || match self.from.trim() {
            "" => Ok(cx.now.wall),
            text => moment_near(cx, cx.now.wall, text),
        };
        let until = || match self.until.trim() {
            "" => Ok(None),
            text => moment_near(cx, cx.now.wall, text).map(Some),
        };
        match self.what {
            What::AssessorLost => {
                let assessor = chosen(self.assessor, "Choose the assessor.")?;
                Ok(Happening::AssessorLost { assessor, from: from()?, until: until()? })
            }
            What::PlayerLost => {
                let player = chosen(self.player, "Choose the role player.")?;
                Ok(Happening::PlayerLost { player, from: from()?, until: until()? })
            }
            What::RoomLost => {
                let room = chosen(self.room.clone(), "Choose the room.")?;
                Ok(Happening::RoomLost { room, from: from()?, until: until()? })
            }
            What::Late => {
                let candidate = chosen(self.candidate, "Choose the candidate.")?;
                let until = chosen(until()?, "Say when they can begin, such as 10:15.")?;
                Ok(Happening::Late { candidate, until })
            }
            What::Absent => {
                let candidate = chosen(self.candidate, "Choose the candidate.")?;
                Ok(Happening::Absent { candidate })
            }
            What::OverRuns => {
                let minutes = u16::try_from(self.in_minutes()?).unwrap_or(u16::MAX);
                Ok(Happening::OverRuns { session: self.session(cx)?, minutes })
            }
            What::Shift => {
                let minutes = i16::try_from(self.in_minutes()?).unwrap_or(i16::MAX);
                Ok(Happening::Shift { what: self.following(cx)?, minutes })
            }
            What::CarryOver => Ok(Happening::CarryOver { session: self.session(cx)? }),
            What::ReRun => {
                let reason = self.reason.trim().to_owned();
                if reason.is_empty() {
                    return Err("Say why it does not count.".to_owned());
                }
                Ok(Happening::ReRun { session: self.session(cx)?, reason })
            }
            What::Swap => {
                let (one, other) = (self.session(cx)?, self.other);
                let other = chosen(other.filter(|id| *id != one), "Choose two sessions.")?;
                Ok(Happening::Swap { one, other })
            }
        }
    }

    fn session(&self, cx: &Cx<'_>) -> Result<SessionId, String> {
        let known = self.session.and_then(|id| cx.centre.sessions.get(&id));
        let fits = known.filter(|session| self.what.fits(cx, session));
        chosen(fits.map(|session| session.id), "Choose the session.")
    }

    fn following(&self, cx: &Cx<'_>) -> Result<Following, String> {
        Ok(match self.scope.unwrap_or_default() {
            Scope::Session => Following::Session(self.session(cx)?),
            Scope::Room => Following::Room(chosen(self.room.clone(), "Choose the room.")?),
            Scope::Everything => Following::Everything,
        })
    }

    fn in_minutes(&self) -> Result<u32, String> {
        if self.minutes.trim().is_empty() {
            return Err("Say by how much, such as 10 min.".to_owned());
        }
        let length = self.minutes.trim().parse::<Length>().map_err(|why| why.to_string())?;
        match length.as_secs().div_ceil(60) {
            0 => Err("Say by how much, such as 10 min.".to_owned()),
            minutes => Ok(minutes),
        }
    }

    /// What is asked about the kind that is chosen; true when Enter was pressed in its last line.
    fn ask(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let people = &cx.centre.people;
        match self.what {
            What::AssessorLost => {
                let all = people.assessors().into_iter().map(|one| (one.id, one.name.clone()));
                pick(ui, "Which assessor", &mut self.assessor, all.collect());
            }
            What::PlayerLost => {
                let all = people.role_players().into_iter().map(|one| (one.id, one.name.clone()));
                pick(ui, "Which role player", &mut self.player, all.collect());
            }
            What::RoomLost => self.which_room(ui, cx),
            What::Late | What::Absent => {
                let all = people.candidates().into_iter().map(|one| (one.id, one.label()));
                pick(ui, "Which candidate", &mut self.candidate, all.collect());
            }
            What::Shift => {
                muted(ui, "What is held later");
                let scope = self.scope.get_or_insert_default();
                for (which, said) in Scope::ALL {
                    ui.radio_value(scope, which, said);
                }
                match scope {
                    Scope::Session => self.which_session(ui, cx),
                    Scope::Room => self.which_room(ui, cx),
                    Scope::Everything => {}
                }
            }
            What::OverRuns | What::CarryOver | What::ReRun | What::Swap => {
                self.which_session(ui, cx);
            }
        }
        match self.what {
            What::AssessorLost | What::PlayerLost | What::RoomLost => {
                let from = fields::line(ui, "from", "From", &mut self.from, "10:15");
                let label = "Until; for the rest of the day when empty";
                let until = fields::line(ui, "until", label, &mut self.until, "13:00");
                fields::entered(ui, &from) || fields::entered(ui, &until)
            }
            What::Late => {
                let line = fields::line(ui, "until", "Can begin at", &mut self.until, "10:15");
                fields::entered(ui, &line)
            }
            What::OverRuns | What::Shift => {
                let line = fields::line(ui, "minutes", "By how much", &mut self.minutes, "10 min");
                fields::entered(ui, &line)
            }
            What::ReRun => {
                let (label, hint) = ("Why it does not count", "The wrong sheet was read out");
                let line = fields::line(ui, "reason", label, &mut self.reason, hint);
                fields::entered(ui, &line)
            }
            What::Swap => {
                let all = listed(cx, What::Swap);
                pick(ui, "With which session", &mut self.other, all);
                false
            }
            What::Absent | What::CarryOver => false,
        }
    }

    fn which_session(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let all = listed(cx, self.what);
        if all.iter().all(|(id, _)| Some(*id) != self.session) {
            self.session = all.first().map(|(id, _)| *id);
        }
        pick(ui, "Which session", &mut self.session, all);
    }

    fn which_room(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let all = cx.centre.people.rooms();
        let all = all.into_iter().map(|one| (one.name.clone(), one.name.clone()));
        pick(ui, "Which room", &mut self.room, all.collect());
    }
}

fn chosen<T>(chosen: Option<T>, wanting: &str) -> Result<T, String> {
    chosen.ok_or_else(|| wanting.to_owned())
}

/// The sessions that can be meant, by their time, each in words.
fn listed(cx: &Cx<'_>, what: What) -> Vec<(SessionId, String)> {
    let planned = cx.centre.planned_sessions();
    let mut fit: Vec<&Session> =
        planned.into_iter().filter(|session| what.fits(cx, session)).collect();
    fit.sort_by_key(|session| (session.planned, session.id));
    let in_words = |session: &Session| {
        let at = session.planned.map(|at| format!("{} ", cx.time_of_day(at))).unwrap_or_default();
        format!("{at}{}", words::session(cx.centre, session.id))
    };
    fit.into_iter().map(|session| (session.id, in_words(session))).collect()
}

/// A choice among things in words; where there is none, that is said.
fn pick<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<T>,
    all: Vec<(T, String)>,
) {
    let said = muted(ui, label);
    let now = all.iter().find(|(one, _)| chosen.as_ref() == Some(one));
    let shown = now.map_or("choose", |(_, name)| name.as_str());
    let shown = if all.is_empty() { "there is none" } else { shown }.to_owned();
    let list = egui::ComboBox::from_id_salt(label)
        .width(ui.available_width())
        .height(280.0)
        .truncate()
        .selected_text(shown);
    let list = pick::list(ui, list, |ui| {
        for (one, name) in all {
            let is_chosen = chosen.as_ref() == Some(&one);
            if ui.selectable_label(is_chosen, name).clicked() {
                *chosen = Some(one);
            }
        }
    });
    list.labelled_by(said.id);
}

/// Shows the form; true when it should close.
pub fn modal(ui: &Ui, cx: &Cx<'_>, form: &mut Form, asks: &mut Asks) -> bool {
    let mut close = false;
    let screen = ui.ctx().content_rect();
    let modal = egui::Modal::new(egui::Id::unique("happened")).show(ui.ctx(), |ui| {
        ui.set_width((screen.width() - 60.0).min(660.0));
        ui.label(theme::strong("Change the plan").size(18.0));
        muted(ui, "Say what has happened. Every move is shown in words before anything changes.");
        ui.add_space(8.0);
        let mut entered = false;
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                left.spacing_mut().item_spacing.y = 7.0;
                for (what, said) in What::ALL {
                    left.radio_value(&mut form.what, what, said);
                }
                right.spacing_mut().item_spacing.y = 7.0;
                right.set_min_height(270.0);
                entered = form.ask(right, cx);
            }
        });
        ui.add_space(6.0);
        let read = form.read(cx);
        if let Err(why) = &read {
            muted(ui, why);
        }
        ui.horizontal(|ui| {
            let possible = read.as_ref().map(|_| ()).map_err(String::clone);
            let pressed = buttons::primary_if(ui, "See the moves…", possible).clicked();
            if (pressed || entered)
                && let Ok(happening) = read
            {
                asks.ask(Ask::Replan(happening));
                close = true;
            }
            close |= buttons::plain(ui, "Cancel").clicked();
        });
    });
    close || modal.should_close()
}
