//! Where the keys were, so that they are never lost: when what had the focus lets go of it or goes
//! away, Tab goes on from its place, and what was left for a dialog has the focus again when that
//! is closed. Where the keys were nowhere yet, Tab begins in the stage, past the rail and the bar,
//! which have keys of their own.

use std::sync::Arc;

use egui::Id;
use egui::accesskit::{NodeId, Role, TreeUpdate};

use super::widgets::aloud;

/// A step of Tab: onwards, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// To the next stop.
    On,
    /// To the stop before.
    Back,
}

/// All that was in a window in a frame, in the order in which it is read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Every node.
    pub(super) order: Vec<NodeId>,
    /// Where its parts begin, such as the rail, the middle and the side.
    parts: Vec<usize>,
    /// Where the stage itself begins.
    stage: Option<usize>,
}

impl Read {
    /// With the nodes of `update` in that order.
    pub(super) fn new(order: Vec<NodeId>, update: &TreeUpdate) -> Self {
        let panes = update.nodes.iter().filter(|(_, node)| node.role() == Role::Pane);
        let mut parts: Vec<(usize, bool)> = panes
            .filter_map(|(id, node)| {
                let place = order.iter().position(|known| known == id)?;
                Some((place, matches!(node.label(), Some(aloud::LIST | aloud::MIDDLE))))
            })
            .collect();
        parts.sort_unstable();
        let stage = parts.iter().find(|(_, is_stage)| *is_stage).map(|(place, _)| *place);
        Self { order, parts: parts.into_iter().map(|(place, _)| place).collect(), stage }
    }

    fn place(&self, id: Id) -> Option<usize> {
        let node = id.accesskit_id();
        self.order.iter().position(|known| *known == node)
    }

    /// The part in which the place is.
    fn part(&self, place: usize) -> &[NodeId] {
        let begins = self.parts.iter().rev().find(|known| **known <= place).copied().unwrap_or(0);
        let ends = self.parts.iter().find(|known| **known > place).copied();
        self.order.get(begins..ends.unwrap_or(self.order.len())).unwrap_or_default()
    }
}

/// Where the keys were in a window.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// What had the focus last, and all that was read then.
    last: Option<(Id, Arc<Read>)>,
    /// What had the focus in the last pass.
    focused: Option<Id>,
    /// A dialog lay over the window in the last pass.
    covered: bool,
    /// What had the focus before it came.
    below: Option<Id>,
}

impl Trail {
    /// Notes what has the focus, and whether a dialog lies over the window; what is to have the
    /// focus again, when one has just gone and nothing else has taken it.
    pub(super) fn note(
        &mut self,
        focused: Option<Id>,
        read: &Arc<Read>,
        covered: bool,
    ) -> Option<Id> {
        if covered && !self.covered {
            self.below = self.focused;
        }
        self.covered = covered;
        let again = if covered { None } else { self.below.take() };
        if let Some(id) = again {
            // What was in the dialog is nowhere now.
            self.last = Some((id, Arc::clone(read)));
        } else if let Some(id) = focused {
            self.last = Some((id, Arc::clone(read)));
        }
        self.focused = focused;
        again.filter(|_| focused.is_none())
    }

    /// The stop after or before `from`, round and round; from nowhere, from where the keys were.
    pub(super) fn next(
        &self,
        stops: &[Id],
        read: &Read,
        from: Option<Id>,
        step: Step,
    ) -> Option<Id> {
        let round = if step == Step::On { stops.first() } else { stops.last() };
        let last = self.last.as_ref();
        let Some(from) = from.or(last.map(|(id, _)| *id).filter(|id| stops.contains(id))) else {
            return self.beside_what_went(stops, step).or_else(|| into_stage(stops, read, step));
        };
        let to = match (stops.iter().position(|stop| *stop == from), step) {
            (Some(at), Step::On) => stops.get(at + 1),
            (Some(at), Step::Back) => at.checked_sub(1).and_then(|before| stops.get(before)),
            (None, _) => None,
        };
        to.or(round).copied()
    }

    /// The way on from what stood before what had the focus and is there no more, in the same part
    /// of the window. What stood after it may be another now: egui counts what is drawn.
    fn beside_what_went(&self, stops: &[Id], step: Step) -> Option<Id> {
        let (gone, then) = self.last.as_ref()?;
        let part = then.part(then.place(*gone)?);
        let node = gone.accesskit_id();
        let at = part.iter().position(|known| *known == node)?;
        let place = |node: &NodeId| stops.iter().position(|id| id.accesskit_id() == *node);
        let before = part.get(..at)?.iter().rev().find_map(place)?;
        stops.get(if step == Step::On { before + 1 } else { before }).copied()
    }
}

/// Onwards, the first stop of the stage; back, the last of the window.
fn into_stage(stops: &[Id], read: &Read, step: Step) -> Option<Id> {
    if step == Step::Back {
        return stops.last().copied();
    }
    let stage = read.order.get(read.stage.unwrap_or(0)..).unwrap_or_default();
    let stop = |node: &NodeId| stops.iter().copied().find(|id| id.accesskit_id() == *node);
    stage.iter().find_map(stop).or(stops.first().copied())
}
