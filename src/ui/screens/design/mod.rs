//! The Design stage: the library of scenarios, and the editor of the one on the drawing board.
//!
//! The editor draws a copy of the draft and asks for it to be taken in when it has changed; it
//! keeps nothing of the scenario itself. Start reading at [`Design::ui`].

mod checks;
mod competency;
mod day;
mod decision;
mod editor;
mod exercise;
mod fields;
mod heading;
mod library;
mod matrix;
mod outline;
mod page;
mod papers;
mod phases;
mod preview;
mod rules;
mod scale;
mod short_names;

use egui::Ui;

pub use page::Section;

use crate::design::Draft;
use crate::scenario::Scenario;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;

/// A draft that an earlier run of the program left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftDraft {
    /// Names its file.
    pub key: String,
    /// What the scenario is called.
    pub title: String,
    /// When it was begun, in words.
    pub begun: String,
    /// The file that it belongs to, if there is one.
    pub file: Option<String>,
    /// It changes the design of a centre.
    pub of_centre: bool,
}

/// What the stage looks at.
pub struct Shown<'a> {
    /// The open centre, if there is one.
    pub cx: Option<&'a Cx<'a>>,
    /// What is on the drawing board.
    pub draft: Option<&'a Draft>,
    /// The bundled scenarios.
    pub scenarios: &'a [Scenario],
    /// Drafts that were brought back.
    pub left: &'a [LeftDraft],
}

/// What is selected and half typed.
#[derive(Default)]
pub struct Design {
    library: library::Library,
    editor: editor::Editor,
}

impl Design {
    /// Draws the stage.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        match shown.draft {
            Some(draft) => self.editor.ui(ui, shown.cx, draft, asks),
            None => self.library.ui(ui, shown, asks),
        }
    }

    /// Another draft came on the drawing board: begin at its first page.
    pub fn begin(&mut self) {
        self.editor = editor::Editor::default();
    }
}
