//! Bringing a list of people in from a file: what its columns mean, what every row says, and then
//! all of it as one act.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{ComboBox, Ui};
use egui_extras::{Column as Width, TableBuilder};

use super::App;
use crate::centre::Change;
use crate::files::table::{self, Sheet};
use crate::people::roster::{self, Column, Kind, Line, Mapping, Reading, Row};
use crate::time::Now;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::dialogs::Purpose;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{buttons, cards, pick};
use crate::words;

/// The file of a list, kept so that another sheet of it can be read.
#[derive(Clone)]
pub(super) struct ListFile {
    pub(super) name: String,
    pub(super) folder: Option<PathBuf>,
    pub(super) bytes: Arc<[u8]>,
}

/// A list that is being looked at.
pub(super) struct Form {
    file: ListFile,
    sheet: Sheet,
    mapping: Mapping,
    reading: Reading,
    /// The length of the record for which it was read.
    read_for: Option<usize>,
    leave_out: bool,
    only_doubtful: bool,
    /// How large the window was in the last frame.
    screen: egui::Vec2,
    /// It has just come up: what comes next gets the focus.
    fresh: bool,
}

impl Form {
    /// What the file holds, brought into the list that is shown.
    pub(super) fn new(file: ListFile, sheet: Sheet, listed: Kind) -> Self {
        let mapping = roster::guess_for(&sheet.table, listed);
        Self {
            file,
            sheet,
            mapping,
            reading: Reading::default(),
            read_for: None,
            leave_out: false,
            only_doubtful: false,
            screen: egui::Vec2::ZERO,
            fresh: true,
        }
    }

    /// The file that is being looked at.
    pub(super) fn file(&self) -> &ListFile {
        &self.file
    }

    /// Draws it; true when it should close.
    pub(super) fn modal(&mut self, ui: &Ui, cx: &Cx<'_>, asks: &mut Asks) -> bool {
        let before = self.mapping.clone();
        if self.read_for != Some(cx.version) {
            let exercises = cx.centre.scenario.titles();
            let known = roster::Known { people: &cx.centre.people, exercises: &exercises };
            self.reading = roster::read(&self.sheet.table, &self.mapping, known);
            self.read_for = Some(cx.version);
        }
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("roster")).show(ui.ctx(), |ui| {
            let screen = ui.ctx().content_rect().size();
            if std::mem::replace(&mut self.screen, screen) != screen {
                // It is put into the middle by how wide it was in the last frame.
                ui.request_repaint_after(std::time::Duration::ZERO);
            }
            ui.set_width((screen.x - 120.0).clamp(560.0, 1040.0));
            ui.label(theme::strong("Bring in a list").size(18.0));
            let form = words::roster_form(&self.sheet.form);
            cards::muted(ui, format!("{} · {form}", self.file.name));
            self.sheets(ui, asks);
            self.meanings(ui);
            self.preview(ui, (screen.y - 430.0).max(150.0));
            close = self.foot(ui, asks);
        });
        if self.mapping != before {
            self.read_for = None;
        }
        close || modal.should_close()
    }

    /// Which sheet of a workbook that has several.
    fn sheets(&self, ui: &mut Ui, asks: &mut Asks) {
        let table::Form::Workbook { sheet, all } = &self.sheet.form else { return };
        if all.len() < 2 {
            return;
        }
        ui.horizontal(|ui| {
            let label = ui.label("Sheet");
            let mut chosen = sheet.clone();
            let list = ComboBox::from_id_salt("sheet").selected_text(sheet);
            let list = pick::list(ui, list, |ui| {
                for name in all {
                    ui.selectable_value(&mut chosen, name.clone(), name);
                }
            });
            list.labelled_by(label.id);
            if chosen != *sheet {
                asks.ask(Ask::ReadSheet(chosen));
            }
        });
    }

    /// What rows and columns mean.
    fn meanings(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.checkbox(&mut self.mapping.heading, "The first row is a heading");
            ui.add_space(12.0);
            // A column that says the kind of each row has the first word.
            let says = self.mapping.place(Column::Kind).is_some();
            let label =
                ui.label(if says { "Rows that say no kind are about" } else { "Rows are about" });
            let now = words::roster_kind(self.mapping.kind);
            let list = ComboBox::from_id_salt("kind").selected_text(now);
            let list = pick::list(ui, list, |ui| {
                for kind in Kind::ALL {
                    ui.selectable_value(&mut self.mapping.kind, kind, words::roster_kind(kind));
                }
            });
            list.labelled_by(label.id);
        });
        cards::muted(ui, "What each column means:");
        let first = self.sheet.table.lines.first().map(|line| line.cells.clone());
        let first = first.unwrap_or_default();
        // A handful of columns stands in one row, of many each row is seen by scrolling down.
        let area = egui::ScrollArea::vertical().id_salt("columns").max_height(150.0);
        area.auto_shrink([false, true]).show(ui, |ui| {
            let layout = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
            ui.with_layout(layout, |ui| {
                for place in 0..self.mapping.columns.len() {
                    let cell = first.get(place).map_or("", |cell| cell.trim());
                    self.meaning(ui, place, cell);
                }
            });
        });
    }

    fn meaning(&mut self, ui: &mut Ui, place: usize, cell: &str) {
        let Some(now) = self.mapping.columns.get(place).copied() else { return };
        let cell: String = cell.chars().take(18).collect();
        let mut chosen = now;
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(egui::vec2(132.0, 46.0), layout, |ui| {
            ui.set_width(132.0);
            ui.spacing_mut().item_spacing.y = 3.0;
            let label = cards::muted(ui, format!("{}. {cell}", place + 1));
            let list = ComboBox::from_id_salt(("column", place));
            let list = list.selected_text(words::column(now)).width(124.0);
            let list = pick::list(ui, list, |ui| {
                for column in Column::ALL {
                    ui.selectable_value(&mut chosen, column, words::column(column));
                }
            });
            list.labelled_by(label.id);
        });
        if chosen != now {
            // A meaning belongs to one column.
            for column in self.mapping.columns.iter_mut().filter(|column| **column == chosen) {
                *column = Column::Ignored;
            }
            if let Some(column) = self.mapping.columns.get_mut(place) {
                *column = chosen;
            }
        }
    }

    /// Every row as it is read.
    fn preview(&mut self, ui: &mut Ui, height: f32) {
        let doubtful = self.reading.rows.iter().filter(|row| !row.doubts.is_empty()).count();
        ui.horizontal(|ui| {
            let rows = words::count(self.reading.rows.len(), "row", "rows");
            ui.label(format!("{rows}, {doubtful} to look at."));
            if doubtful > 0 {
                ui.checkbox(&mut self.only_doubtful, "Show only these");
            }
        });
        let only = self.only_doubtful && doubtful > 0;
        // A row that cannot come in is shown as it was written.
        let written = self.sheet.table.lines.iter().skip(usize::from(self.mapping.heading));
        let rows = self.reading.rows.iter().zip(written);
        let shown: Vec<(&Row, &Line)> =
            rows.filter(|(row, _)| !only || !row.doubts.is_empty()).collect();
        let palette = Palette::of(ui.ctx());
        cards::card(palette).inner_margin(6).show(ui, |ui| {
            let wide = ui.available_width() - 80.0;
            let said: Vec<String> = shown.iter().map(|(row, _)| to_look_at(row)).collect();
            let heights: Vec<f32> =
                said.iter().map(|said| height_of(ui, said, (wide * 0.5).floor() - 16.0)).collect();
            TableBuilder::new(ui)
                .id_salt("preview")
                .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
                .column(Width::exact(48.0))
                .column(Width::exact((wide * 0.5).floor()))
                .column(Width::remainder().clip(true))
                .min_scrolled_height(height)
                .max_scroll_height(height)
                .header(22.0, |mut header| {
                    for title in ["Line", "Comes in as", "To look at"] {
                        header.col(|ui| drop(cards::muted(ui, title)));
                    }
                })
                .body(|body| {
                    body.heterogeneous_rows(heights.into_iter(), |mut row| {
                        let place = row.index();
                        if let Some(((known, written), said)) =
                            shown.get(place).zip(said.get(place))
                        {
                            line(&mut row, (known, written), said, palette);
                        }
                    });
                });
        });
    }

    /// Who comes, and the way on; true when it is over.
    fn foot(&mut self, ui: &mut Ui, asks: &mut Asks) -> bool {
        let wrong = self.reading.wrong();
        if wrong > 0 {
            let rows = words::count(wrong, "row that cannot come in", "rows that cannot come in");
            ui.checkbox(&mut self.leave_out, format!("Leave out the {rows}"));
        }
        ui.label(format!("On to the list: {}.", words::coming(&self.reading)));
        let mut close = false;
        ui.horizontal(|ui| {
            let changes = self.reading.changes(self.leave_out);
            let possible = match changes.is_empty() {
                true if wrong > 0 && !self.leave_out => {
                    Err("Mend the rows that cannot come in, or leave them out.".to_owned())
                }
                true => Err("There is nobody to bring in.".to_owned()),
                false => Ok(()),
            };
            let bring = buttons::primary_if(ui, "Bring them in", possible);
            if std::mem::take(&mut self.fresh) {
                bring.request_focus();
            }
            if bring.clicked() {
                asks.ask(Ask::Do(changes.into_iter().map(Change::People).collect()));
                close = true;
            }
            close |= buttons::plain(ui, "Cancel").clicked();
        });
        close
    }
}

/// What is to be looked at in a row, and what to do.
fn to_look_at(row: &Row) -> String {
    let said: Vec<String> = row.doubts.iter().map(words::doubt).collect();
    said.join(" ")
}

/// How high a row is that says this: advice that is cut is no advice.
fn height_of(ui: &Ui, said: &str, wide: f32) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let laid = ui.painter().layout(said.to_owned(), font, egui::Color32::PLACEHOLDER, wide);
    (laid.size().y + 6.0).max(24.0)
}

fn line(
    row: &mut egui_extras::TableRow<'_, '_>,
    (known, written): (&Row, &Line),
    said: &str,
    palette: &Palette,
) {
    row.col(|ui| drop(cards::muted(ui, known.line.to_string())));
    row.col(|ui| {
        let (text, colour) = match &known.who {
            Some(who) => (words::newcomer(who), palette.ink),
            None => (as_written(written), palette.muted),
        };
        // What is cut shows itself in full under the pointer.
        ui.add(egui::Label::new(egui::RichText::new(text).color(colour)).truncate());
    });
    row.col(|ui| {
        let colour = if known.is_wrong() { palette.red } else { palette.amber };
        ui.add(egui::Label::new(egui::RichText::new(said).color(colour)).wrap());
    });
}

/// The cells of a row that say something.
fn as_written(line: &Line) -> String {
    let cells = line.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join(" | ").chars().take(300).collect()
}

impl App {
    /// Asks for the file of a list.
    pub(super) fn bring_in(&mut self, now: Now) {
        if self.prefs.hide_names {
            let words = "Names are hidden, and a list shows them. Show names first.";
            self.view.toasts.bad(words, now.wall);
            return;
        }
        self.ask_file(Purpose::Roster, "");
    }
}
