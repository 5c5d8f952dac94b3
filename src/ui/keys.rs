//! The sheet of keys: of this screen first, then those that work everywhere.

use egui::Ui;

use super::command::{self, Command};
use super::stage::Stage;
use super::theme;
use super::widgets::buttons;
use super::widgets::cards::heading;
use super::widgets::marks;

/// Keys that are no commands, by stage.
fn own_keys(stage: Stage) -> &'static [(&'static str, &'static str)] {
    match stage {
        Stage::Observe => &[
            ("1–9", "Pick the candidate, first in the note line"),
            ("+ − =", "For, against or neither way, first in the note line"),
            ("# and letters", "A competency or an indicator; Tab takes the first offered"),
            ("Enter", "Keep the note; with marks alone, keep the moment"),
            ("Ctrl+Enter", "Keep the moment, whatever is half-typed"),
            ("↑ ↓", "In an empty line: take up a moment that waits for words"),
            ("Alt+1–9, Alt+0", "Who of the group speaks, or nobody; alone, a prompt is given"),
            ("Tab", "Go on to the ratings"),
            ("1–9, N, C", "Checklist: points, not seen, the contrary; Backspace leaves it open"),
            ("↑ ↓ N", "Classify: the note above or below, the next unclassified"),
            ("1–9, A–M", "Classify: competencies; indicators of the one marked"),
            ("+ − =", "Classify: for, against, neither; O the other way on one, ← → which"),
            ("Enter, X", "Classify: write the words; strike out, or count again"),
            ("U, Backspace", "Classify: unclassified only; as if nobody had classified it"),
            ("1–5, N", "Rate, or not seen, where a rating has the focus; ← → one level"),
            ("↑ ↓", "Rate: from the levels of a competency to the next or the one before"),
            ("↑ ↓ Q", "Rate: move in the evidence, and quote it"),
        ],
        Stage::Design => &[
            ("Tab, Space", "Go to a page, a finding or a cell, and press it"),
            ("← →", "One minute less or more, where the end of a phase has the focus"),
        ],
        Stage::People => &[
            ("Enter", "Add who is typed; on a row, go into the detail"),
            ("Tab", "Next field or row"),
            ("↑ ↓", "The row above or below; from the line, the first row"),
            ("Esc", "From the detail to the row, then out of the table"),
        ],
        Stage::Timetable => &[
            ("Tab", "Go to a session"),
            ("← →", "Five minutes earlier or later, where a session has the focus"),
            ("Space", "Choose the session that has the focus"),
            ("Esc", "Let go of what is dragged"),
        ],
        Stage::Scorecards => &[
            ("↑ ↓", "The candidate before or after"),
            ("Tab, Enter", "Go to a number, and see what it was computed from"),
            ("Esc", "Fold it up again"),
            ("Arrows, Enter", "Where the map has the focus: to another dot, and to who it is"),
        ],
        Stage::WashUp => &[
            ("← → ↑ ↓", "Move in the grid"),
            ("0–9", "Choose the level, where the grid has the focus"),
            ("Enter", "Begin; show all ratings; then agree the level that was chosen"),
            ("Ctrl+Enter", "Agree, from the reason"),
            ("N", "The next candidate who is not signed"),
            ("D", "Once all is agreed: to the decision, the table, then the signatures"),
            ("I", "Hide or show initials"),
            ("Esc", "Leave the grid: digits lead to stages again"),
        ],
        Stage::Reports => &[("Tab, Space", "Go to a person or a report, and choose it")],
        Stage::Live => &[
            ("Tab, Space", "Go to a session, and choose it"),
            ("Ctrl+Space, Ctrl+click", "Choose it too, or let go of it"),
            ("Shift+click", "Choose all from the last one to here"),
            ("Esc", "Let go of several"),
            ("↑ ↓, Space", "Check-in: the row above or below; here, or not after all"),
            ("C, D", "Check-in: consent, briefed"),
            ("A, T", "Check-in: absent; late, and by when expected"),
            ("Enter, Esc", "Check-in: from a row into its detail, and back"),
            ("Enter", "Check-in: from what is searched to the first who fits"),
        ],
        Stage::Home => &[("Tab, Space", "Go to a centre, and open it")],
    }
}

/// Draws the sheet; true when it should close.
pub fn modal(ui: &Ui, stage: Stage) -> bool {
    let mut close = false;
    let modal = egui::Modal::new(egui::Id::unique("keys")).show(ui.ctx(), |ui| {
        ui.set_width(620.0);
        ui.label(theme::strong("Keys").size(18.0));
        let height = ui.ctx().content_rect().height() - 170.0;
        egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(
            ui,
            |ui| {
                heading(ui, stage.name());
                egui::Grid::new("own").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
                    for (keys, words) in own_keys(stage) {
                        marks::key(ui, keys);
                        ui.label(*words);
                        ui.end_row();
                    }
                    rows(ui, |command| command.only_on() == Some(stage));
                });
                ui.add_space(8.0);
                heading(ui, "Everywhere");
                egui::Grid::new("all").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
                    rows(ui, |command| command.only_on().is_none());
                });
            },
        );
        ui.add_space(6.0);
        if buttons::primary(ui, "Close").clicked() {
            close = true;
        }
    });
    close || modal.should_close()
}

fn rows(ui: &mut Ui, wanted: impl Fn(Command) -> bool) {
    for command in Command::ALL.iter().copied().filter(|command| wanted(*command)) {
        if let Some(keys) = command::keys(ui.ctx(), command) {
            marks::key(ui, &keys);
            ui.label(command.name());
            ui.end_row();
        }
    }
}
