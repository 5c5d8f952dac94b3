//! A scenario on the drawing board: its changes one after the other, each of which can be taken
//! back, and whether they have been saved.
//!
//! **Invariant:** no file and no window. The window edits a copy and hands it to [`Draft::take`];
//! what belongs to one stroke of work becomes one step back. Start reading at [`Draft`]; changes
//! that reach further than one field stand in [`edits`] and [`short_names`].

pub mod edits;
mod ids;
pub mod short_names;
mod start;

pub use ids::{free_word, word_of};
pub use start::{blank, copy_of, new_competency, new_exercise, new_phase};

use std::path::PathBuf;
use std::sync::Arc;

use crate::ids::CentreId;
use crate::scenario::Scenario;

/// How many steps back are kept.
const STEPS: usize = 500;

/// Where a draft belongs, and is saved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// Nowhere yet: it is new, or a copy of a bundled one.
    Nowhere,
    /// A scenario file.
    File(PathBuf),
    /// The centre with this id, as a new version of its design.
    Centre(CentreId),
}

/// A scenario that is being designed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    scenario: Arc<Scenario>,
    /// As it came on the drawing board.
    first: Arc<Scenario>,
    /// An earlier run of the program left it unsaved.
    brought_back: bool,
    saved: Option<Arc<Scenario>>,
    home: Home,
    done: Vec<Arc<Scenario>>,
    undone: Vec<Arc<Scenario>>,
    /// The stroke of work that the last step belongs to.
    stroke: Option<u64>,
    version: u64,
}

impl Draft {
    /// A draft that is nowhere saved yet.
    pub fn unsaved(scenario: Scenario) -> Self {
        Self::with(scenario, Home::Nowhere, false)
    }

    /// A draft of what a file or a centre holds.
    pub fn of(scenario: Scenario, home: Home) -> Self {
        Self::with(scenario, home, true)
    }

    /// A draft that was not saved when the program ended.
    pub fn brought_back(scenario: Scenario, home: Home) -> Self {
        Self { brought_back: true, ..Self::with(scenario, home, false) }
    }

    fn with(scenario: Scenario, home: Home, saved: bool) -> Self {
        let scenario = Arc::new(scenario);
        Self {
            saved: saved.then(|| Arc::clone(&scenario)),
            first: Arc::clone(&scenario),
            brought_back: false,
            scenario,
            home,
            done: Vec::new(),
            undone: Vec::new(),
            stroke: None,
            version: 0,
        }
    }

    /// The scenario as it stands.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Where it belongs.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Grows with every change: what is computed from the scenario can be kept by it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether work would be lost with the draft. A new one or a copy that nobody has touched is
    /// had again by a press.
    pub fn loses_work(&self) -> bool {
        self.is_unsaved() && (self.brought_back || *self.first != *self.scenario)
    }

    /// Whether it stands nowhere as it is.
    pub fn is_unsaved(&self) -> bool {
        self.saved.as_ref().is_none_or(|saved| **saved != *self.scenario)
    }

    /// Takes in an edited copy. Changes of the same `stroke`, such as letters typed into one
    /// field, make one step; a change without a stroke makes its own.
    pub fn take(&mut self, edited: Scenario, stroke: Option<u64>) {
        if edited == *self.scenario {
            return;
        }
        if stroke.is_none() || stroke != self.stroke {
            self.done.push(Arc::clone(&self.scenario));
            if self.done.len() > STEPS {
                self.done.remove(0);
            }
        }
        self.stroke = stroke;
        self.undone.clear();
        self.show(Arc::new(edited));
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.done.pop() {
            self.undone.push(Arc::clone(&self.scenario));
            self.show(before);
        }
        self.stroke = None;
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        if let Some(after) = self.undone.pop() {
            self.done.push(Arc::clone(&self.scenario));
            self.show(after);
        }
        self.stroke = None;
    }

    /// `saved` now stands at `home`. What was changed since it was written is still unsaved.
    pub fn saved_to(&mut self, home: Home, saved: Arc<Scenario>) {
        self.home = home;
        self.saved = Some(saved);
        self.stroke = None;
    }

    fn show(&mut self, scenario: Arc<Scenario>) {
        self.scenario = scenario;
        self.version += 1;
    }
}

#[cfg(test)]
mod tests;
