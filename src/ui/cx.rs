//! What every screen may look at while it draws.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::tz::TimeZone;

use super::derived::Derived;
use super::room::around::Around;
use super::theme::Palette;
use crate::centre::{Author, Centre, Entry};
use crate::day::Outlook;
use crate::ids::EntryId;
use crate::time::Now;

/// The open centre, the moment, and who is looking. All of it to read only.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The state of the centre.
    pub centre: &'a Centre,
    /// All that happened, in order.
    pub entries: &'a [Entry],
    /// The entries that are not on the disk yet.
    pub on_the_way: &'a [EntryId],
    /// Grows with every entry: what a screen keeps for the next frame is keyed by it.
    pub version: usize,
    /// The moment that is drawn.
    pub now: Now,
    /// In whose role the person acts.
    pub you: Author,
    /// The time zone of the machine.
    pub zone: &'a TimeZone,
    /// The colours of the theme.
    pub palette: &'static Palette,
    /// Which windows of rooms are open, and which monitors there are.
    pub rooms: &'a Around,
    /// The centre may be changed.
    pub writable: bool,
    /// What is half-typed, each under its own key.
    pub drafts: &'a BTreeMap<String, String>,
    /// What is derived from the centre and the second, kept for the next frame.
    pub(super) derived: &'a Derived,
}

impl Cx<'_> {
    /// Whether candidates are shown by their codes alone. The names are not in [`Self::centre`]
    /// then, so that no screen can show one by mistake; who writes names must leave them alone.
    pub fn names_hidden(&self) -> bool {
        self.centre.people.names_are_hidden()
    }

    /// Whether the facilitator is looking, who alone sees notes and reasons (rule P4).
    pub fn facilitates(&self) -> bool {
        self.you == Author::Facilitator
    }

    /// Lanes, forecast and needs as of the second that is drawn.
    pub fn outlook(&self) -> Rc<Outlook> {
        self.derived.outlook(self.centre, self.version, self.now)
    }

    /// A view of the centre and the second that is drawn, made once and kept for the frames until
    /// either changes. There is one of each type.
    pub fn once<T: 'static>(&self, make: impl FnOnce() -> T) -> Rc<T> {
        self.derived.once(self.centre, self.version, self.now, make)
    }

    /// The moment as the clock on the wall shows it, such as `10:42`.
    pub fn time_of_day(&self, moment: jiff::Timestamp) -> String {
        crate::words::time_of_day(moment, self.zone)
    }
}
