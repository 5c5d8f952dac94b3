//! The windows for the rooms: one a room, several at once, each on the monitor that is wanted.

pub mod around;
pub mod face;
mod keys;
pub mod monitors;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::{Context, Ui, ViewportClass, ViewportCommand, ViewportId};
use jiff::Timestamp;

use super::cx::Cx;
use crate::centre::{Centre, Session};
use crate::clock::Time;
use crate::day::{self, State};
use around::{Around, Of, Screening};
use face::{Face, FaceClock};
use keys::Keys;

struct Screen {
    of: Of,
    /// Where it was made: full screen on a monitor, or in a window.
    monitor: Option<usize>,
    /// What is asked of it since it was made.
    asked: Vec<ViewportCommand>,
    shared: Arc<Mutex<Shared>>,
}

/// What this window and the room's own frames both know.
#[derive(Default)]
struct Shared {
    face: Face,
    keys: Keys,
    closed: bool,
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The windows that are open.
#[derive(Default)]
pub struct RoomScreens(Vec<Screen>);

impl RoomScreens {
    /// Opens or closes windows.
    pub fn answer(&mut self, wish: Screening, centre: Option<&Centre>) {
        match wish {
            Screening::Open(sessions, monitor) => {
                let known = sessions.iter().filter_map(|id| centre?.sessions.get(id));
                for of in known.map(of) {
                    self.open(of, monitor);
                }
            }
            Screening::Close(of) => self.0.retain(|screen| screen.of != of),
            Screening::CloseAll => self.0.clear(),
        }
    }

    /// Opens the window of a room; one that is open already goes to the monitor, or comes to the
    /// front.
    fn open(&mut self, of: Of, monitor: Option<usize>) {
        if let Some(open) = self.0.iter_mut().find(|screen| screen.of == of) {
            open.asked.push(monitor.map_or(ViewportCommand::Focus, ViewportCommand::SetMonitor));
            return;
        }
        self.0.push(Screen { of, monitor, asked: Vec::new(), shared: Arc::default() });
        self.0.sort_by(|a, b| a.of.cmp(&b.of));
    }

    /// What the main window can say of them.
    pub fn around(&self, frame: &eframe::Frame, now: Timestamp, reads_out: bool) -> Around {
        let shows = |screen: &Screen| lock(&screen.shared).face.in_words(now);
        let open = self.0.iter().map(|screen| (screen.of.clone(), shows(screen))).collect();
        Around { monitors: monitors::of(frame), open, reads_out }
    }

    /// Keeps the windows open and up to date.
    pub fn ui(&mut self, ui: &Ui, cx: &Cx<'_>, time: &Arc<dyn Time>) {
        self.0.retain(|screen| !lock(&screen.shared).closed);
        for screen in &mut self.0 {
            let seen = seen(cx, &screen.of);
            let mut shared = lock(&screen.shared);
            // A window of its own is not painted anew with this one; a figure that runs on paints
            // itself, but a hold or a message would otherwise wait for it.
            if !shared.face.goes_on_as(&seen) {
                ui.ctx().request_repaint_of(screen.viewport());
            }
            shared.face = seen;
            drop(shared);
            show(ui, screen, time);
            for asked in std::mem::take(&mut screen.asked) {
                ui.ctx().send_viewport_cmd_to(screen.viewport(), asked);
            }
        }
    }
}

/// Whose screen shows a session.
fn of(session: &Session) -> Of {
    match session.room.as_str() {
        "" => Of::Session(session.id),
        room => Of::Room(room.to_owned()),
    }
}

/// How long a figure stands.
const SECOND: std::time::Duration = std::time::Duration::from_secs(1);

fn show(ui: &Ui, screen: &Screen, time: &Arc<dyn Time>) {
    let title = match &screen.of {
        Of::Room(room) => format!("Bellwether · {room}"),
        Of::Session(_) => "Bellwether · room".to_owned(),
    };
    let mut window =
        egui::ViewportBuilder::default().with_title(title).with_inner_size([960.0, 600.0]);
    if let Some(monitor) = screen.monitor {
        window = window.with_monitor(monitor);
    }
    let (shared, time) = (Arc::clone(&screen.shared), Arc::clone(time));
    ui.ctx().show_viewport_deferred(screen.viewport(), window, move |ui, class| {
        let shown = lock(&shared).face.clone();
        let embedded = class == ViewportClass::EmbeddedWindow;
        let rect = if embedded { ui.max_rect() } else { ui.ctx().content_rect() };
        face::face(ui, rect, &shown, time.now().wall);
        // In a rehearsal a second is over sooner.
        let soon = time.really(SECOND);
        if soon < SECOND {
            ui.ctx().request_repaint_after(soon);
        }
        if !embedded {
            keep_up(ui.ctx(), &shared);
        }
    });
}

/// Full screen and back, and closing, in a window of its own.
fn keep_up(ctx: &Context, shared: &Mutex<Shared>) {
    let mut shared = lock(shared);
    if let Some(full) = ctx.input(|input| shared.keys.fills(input)) {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full));
    }
    shared.closed |= ctx.input(|input| input.viewport().close_requested());
}

impl Screen {
    fn viewport(&self) -> ViewportId {
        ViewportId::from_hash_of(("room", &self.of_key()))
    }

    fn of_key(&self) -> String {
        match &self.of {
            Of::Room(room) => room.clone(),
            Of::Session(id) => id.to_string(),
        }
    }
}

/// What the screen shows. While a fire alarm lasts nobody waits for a cue or an end.
fn seen(cx: &Cx<'_>, of: &Of) -> Face {
    let mut face = as_it_goes(cx, of);
    if day::disturbance::evacuation(cx.centre).is_some() {
        face.message = Some("Fire alarm: please leave the room".to_owned());
        of.room().clone_into(&mut face.foot);
        if let Some(clock) = &mut face.clock {
            clock.warnings.clear();
        }
    }
    face
}

/// What runs there, else what comes next, else that all is over.
fn as_it_goes(cx: &Cx<'_>, of: &Of) -> Face {
    let outlook = cx.outlook();
    let (session, room) = match of {
        Of::Session(id) => (Some(*id), ""),
        Of::Room(room) => {
            let place = day::board::Place::Room(room.clone());
            let mut cards = outlook.board.cards.iter().filter(|card| card.place == place);
            let in_run = cards.clone().find(|card| {
                card.session.and_then(|id| cx.centre.session(id)).is_some_and(|(session, known)| {
                    let phase = session.clock.current().and_then(|run| known.phase(&run.phase));
                    phase.is_some_and(|(_, phase)| phase.kind.is_observed())
                })
            });
            let card = in_run.or_else(|| cards.next());
            (card.and_then(|card| card.session), room.as_str())
        }
    };
    let message = cx.centre.announcements.message(room).map(|message| message.text.clone());
    let Some((session, exercise)) = session.and_then(|id| cx.centre.session(id)) else {
        let idle = "Nothing more today".to_owned();
        return Face { idle, message, foot: room.to_owned(), ..Face::default() };
    };
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let Some(current) = &clock.current else {
        let idle = match clock.state {
            State::Finished => "Finished".to_owned(),
            _ => session.planned.map_or_else(
                || "Not begun".to_owned(),
                |planned| format!("Begins at {}", cx.time_of_day(planned)),
            ),
        };
        let heading = exercise.title.clone();
        return Face { heading, idle, message, foot: room.to_owned(), clock: None };
    };
    let warnings = current.phase.warnings.iter();
    let warnings = warnings.map(|w| (w.before_end.as_duration(), w.text.clone())).collect();
    let place = if room.is_empty() { String::new() } else { format!("{room} · ") };
    let runs = clock.state == State::Running;
    let held = if runs { "" } else { " · held" };
    Face {
        heading: format!("{} · {}{held}", exercise.title, current.phase.title.to_lowercase()),
        clock: Some(FaceClock {
            left: current.left(),
            length: current.length,
            at: cx.now.wall,
            runs,
            warnings,
        }),
        idle: String::new(),
        message,
        foot: format!("{place}until {}", cx.time_of_day(current.ends(cx.now.wall))),
    }
}
