//! The sessions that acts are about: one, several, or all.

use std::collections::BTreeSet;

use egui::Modifiers;

use crate::ids::SessionId;

/// What is chosen on the stage.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The one that the detail shows.
    lead: Option<SessionId>,
    /// All of several; empty when only one is chosen.
    all: BTreeSet<SessionId>,
}

impl Chosen {
    /// The one that the detail shows.
    pub(super) fn lead(&self) -> Option<SessionId> {
        self.lead
    }

    /// Chooses one and lets go of all others.
    pub(super) fn only(&mut self, session: SessionId) {
        self.lead = Some(session);
        self.all.clear();
    }

    /// Lets go of everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Chooses all of these.
    pub(super) fn take(&mut self, sessions: impl IntoIterator<Item = SessionId>) {
        self.all = sessions.into_iter().collect();
        if !self.lead.is_some_and(|lead| self.all.contains(&lead)) {
            self.lead = self.all.first().copied();
        }
        if self.all.len() < 2 {
            self.all.clear();
        }
    }

    /// A press on a session, as lists take it: Ctrl adds or takes away, Shift goes on to there.
    pub(super) fn press(&mut self, session: SessionId, held: Modifiers, order: &[SessionId]) {
        if held.command {
            let mut all = self.sessions();
            if !all.remove(&session) {
                all.insert(session);
                self.lead = Some(session);
            }
            self.take(all);
        } else if held.shift
            && let Some(from) = self.lead
        {
            let place = |id: SessionId| order.iter().position(|known| *known == id);
            let Some((from, to)) = place(from).zip(place(session)) else { return };
            let (first, last) = (from.min(to), from.max(to));
            self.take(order.get(first..=last).unwrap_or_default().iter().copied());
        } else {
            self.only(session);
        }
    }

    /// Whether the session is among those chosen.
    pub(super) fn has(&self, session: SessionId) -> bool {
        self.lead == Some(session) || self.all.contains(&session)
    }

    /// All that are chosen, when there are several.
    pub(super) fn several(&self) -> Option<&BTreeSet<SessionId>> {
        (self.all.len() > 1).then_some(&self.all)
    }

    fn sessions(&self) -> BTreeSet<SessionId> {
        if self.all.is_empty() { self.lead.into_iter().collect() } else { self.all.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, EntryId, Origin};

    fn session(number: u32) -> SessionId {
        let device = DeviceId { installation: 1, session: 1 };
        SessionId(Origin { entry: EntryId { device, number }, place: 0 })
    }

    #[test]
    fn ctrl_adds_and_takes_away_and_shift_goes_on_to_there() {
        let order: Vec<_> = (1..=4).map(session).collect();
        let mut chosen = Chosen::default();
        chosen.press(order[1], Modifiers::NONE, &order);
        assert!(chosen.several().is_none() && chosen.has(order[1]));
        chosen.press(order[3], Modifiers::COMMAND, &order);
        assert_eq!(chosen.several().map(BTreeSet::len), Some(2));
        chosen.press(order[3], Modifiers::COMMAND, &order);
        assert!(chosen.several().is_none(), "one is left");
        chosen.press(order[0], Modifiers::NONE, &order);
        chosen.press(order[2], Modifiers::SHIFT, &order);
        assert_eq!(chosen.several().map(BTreeSet::len), Some(3));
        chosen.press(order[2], Modifiers::NONE, &order);
        assert!(chosen.several().is_none() && chosen.lead() == Some(order[2]));
    }
}
