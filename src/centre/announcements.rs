//! What is said in the rooms: messages that stand on a room's screen, the facilitator's chime,
//! and which cues of the clocks were given when.
//!
//! A cue belongs to the phase as it was begun (the entry that began it), so that a phase that is
//! begun anew has its own cues, and none is given twice, also after a restart or a merge.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Centre, Made};
use crate::ids::{InjectId, Origin, SessionId};

/// The longest message, in characters.
pub const LONGEST_TEXT: usize = 200;

/// How long people may really have waited for a cue that still counts as given in time.
pub const IN_TIME: SignedDuration = SignedDuration::from_secs(5);

/// How long after it was due a cue still counts as given in time, on a clock that runs `speed`
/// times as fast as the day: what is late is late for people, who wait by their own clocks.
pub fn in_time(speed: u8) -> SignedDuration {
    IN_TIME.saturating_mul(i32::from(speed.max(1)))
}

/// What a cue is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CueKind {
    /// A warning before the end, by its place in the phase.
    Warning(usize),
    /// The time of the phase is up.
    TimeUp,
    /// An inject is to be given.
    Inject(InjectId),
}

/// A cue of a clock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// In which session.
    pub session: SessionId,
    /// What began the phase that it belongs to.
    pub began: Origin,
    /// What it is about.
    pub kind: CueKind,
}

/// A cue that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sounded {
    /// Which.
    pub cue: Cue,
    /// When it was due.
    pub due: Timestamp,
    /// How many times as fast as the day the clock ran: once, save in a rehearsal.
    pub speed: u8,
    /// When it was given.
    pub made: Made,
}

impl Sounded {
    /// How late it was given, if it was.
    pub fn late(&self) -> Option<SignedDuration> {
        let late = self.made.at.duration_since(self.due);
        (late > in_time(self.speed)).then_some(late)
    }
}

/// A message on the screen of a room, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Made by the entry that put it up.
    pub id: Origin,
    /// In which room; in all when there is none.
    pub room: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was put up, and by whom.
    pub made: Made,
    /// When it was taken down.
    pub taken_down: Option<Made>,
}

impl Message {
    /// Whether it stands on the screen of that room.
    pub fn stands_in(&self, room: &str) -> bool {
        self.taken_down.is_none() && self.room.as_deref().is_none_or(|own| own == room)
    }
}

/// The facilitator's chime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chimed {
    /// In which room; in all when there is none.
    pub room: Option<String>,
    /// When, and by whom.
    pub made: Made,
}

/// All that was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announcements {
    /// Messages, also those taken down, the first first.
    pub messages: Vec<Message>,
    /// Chimes, the first first.
    pub chimes: Vec<Chimed>,
    /// Cues, in the order in which they were given.
    pub cues: Vec<Sounded>,
    /// When each cue was given last.
    given: BTreeMap<Cue, Timestamp>,
}

impl Announcements {
    /// The message for a room that stands now: its own before one for all, the newest first.
    pub fn message(&self, room: &str) -> Option<&Message> {
        let standing = self.messages.iter().rev().filter(|message| message.stands_in(room));
        standing.max_by_key(|message| (message.room.is_some(), message.made.at))
    }

    /// The messages that stand somewhere now, the newest first.
    pub fn standing(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().rev().filter(|message| message.taken_down.is_none())
    }

    /// Whether the cue was given at or after the moment at which it is due.
    pub fn was_given(&self, cue: &Cue, due: Timestamp) -> bool {
        self.given.get(cue).is_some_and(|at| *at >= due)
    }

    /// The cues that were given in a session, in order.
    pub fn cues_of(&self, session: SessionId) -> impl Iterator<Item = &Sounded> {
        self.cues.iter().filter(move |given| given.cue.session == session)
    }
}

/// What can be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A message is put up.
    Announce {
        /// In which room; in all when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room: Option<String>,
        /// What it says.
        text: String,
    },
    /// A message is taken down.
    TakeDown {
        /// Which.
        message: Origin,
    },
    /// The facilitator chimes.
    Chime {
        /// In which room; in all when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room: Option<String>,
    },
    /// The program gave a cue of a clock.
    Sound {
        /// Which.
        cue: Cue,
        /// When it was due.
        due: Timestamp,
        /// How many times as fast as the day the clock ran; as fast when left out.
        #[serde(default = "once", skip_serializing_if = "is_once")]
        speed: u8,
    },
}

const fn once() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_once(speed: &u8) -> bool {
    *speed == 1
}

/// Why something cannot be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A message needs words.
    Empty,
    /// Longer than [`LONGEST_TEXT`].
    TooLong,
    /// No such message.
    NoSuchMessage,
    /// It was taken down already.
    TakenDown,
    /// No such session.
    NoSuchSession,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Announce { text, room } => {
            if text.trim().is_empty() {
                return Err(Refusal::Empty);
            }
            let room = room.as_deref().unwrap_or("");
            let fits = [text.trim(), room].iter().all(|text| text.chars().count() <= LONGEST_TEXT);
            fits.then_some(()).ok_or(Refusal::TooLong)
        }
        Change::TakeDown { message } => {
            let mut messages = centre.announcements.messages.iter();
            let known = messages.find(|known| known.id == *message);
            match known.ok_or(Refusal::NoSuchMessage)?.taken_down {
                Some(_) => Err(Refusal::TakenDown),
                None => Ok(()),
            }
        }
        Change::Chime { room } => {
            let room = room.as_deref().unwrap_or("");
            (room.chars().count() <= LONGEST_TEXT).then_some(()).ok_or(Refusal::TooLong)
        }
        // It was heard: what is taken back afterwards does not make it unheard.
        Change::Sound { cue, .. } => {
            let known = centre.sessions.contains_key(&cue.session);
            known.then_some(()).ok_or(Refusal::NoSuchSession)
        }
    }
}

pub(super) fn apply(said: &mut Announcements, change: &Change, made: &Made) {
    match change {
        Change::Announce { room, text } => said.messages.push(Message {
            id: made.origin,
            room: room.clone(),
            text: text.trim().to_owned(),
            made: *made,
            taken_down: None,
        }),
        Change::TakeDown { message } => {
            if let Some(known) = said.messages.iter_mut().find(|known| known.id == *message) {
                known.taken_down = Some(*made);
            }
        }
        Change::Chime { room } => said.chimes.push(Chimed { room: room.clone(), made: *made }),
        Change::Sound { cue, due, speed } => {
            let last = said.given.entry(cue.clone()).or_insert(made.at);
            *last = (*last).max(made.at);
            let (cue, due, speed) = (cue.clone(), *due, *speed);
            said.cues.push(Sounded { cue, due, speed, made: *made });
        }
    }
}
