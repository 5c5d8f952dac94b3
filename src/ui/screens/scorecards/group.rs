//! Everybody in a grid: any column sorts, what is typed and chosen filters, levels are shaded and
//! always have their number.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Align, Layout, Ui};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::Wish;
use super::compare::MOST;
use super::known::Everybody;
use super::parts::shade;
use super::unfold::Number;
use crate::files::{safe_name, table};
use crate::ids::CandidateId;
use crate::report::group::{Cell, Column, Grid as Shown, Row, Wanted, title};
use crate::scenario::Family;
use crate::scoring::Mean;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::{buttons, fields, pick};
use crate::words;
use crate::words::scorecards as say;

/// What is asked for, and who is ticked.
#[derive(Default)]
pub(super) struct Grid {
    wanted: Wanted,
    ticked: Vec<CandidateId>,
    /// How far down the rows are moved, in points.
    down: f32,
}

impl Grid {
    /// Draws the view.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        everybody: &Everybody,
        asks: &mut Asks,
    ) -> Option<Wish> {
        let shown = everybody.grid.wanted(cx.centre, &self.wanted);
        self.ticked.retain(|id| everybody.group.standing(*id).is_some());
        let mut wish = None;
        cards::middle(ui, |ui| {
            wish = self.filters(ui, cx, everybody, &shown, asks);
            ui.add_space(6.0);
            if shown.rows.is_empty() {
                muted(ui, "Nobody fits what is asked for.");
                return;
            }
            cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
                ui.set_width(ui.available_width());
                theme::seen_bars(ui);
                let height = ui.available_height() - HEADING - 24.0;
                ui.horizontal_top(|ui| {
                    let (who, rest) = (Part::Who, Part::Rest);
                    ui.vertical(|ui| {
                        ui.set_max_width(who.width(&shown));
                        wish = self.part(ui, cx, (&shown, who), height).or(wish.take());
                    });
                    ui.vertical(|ui| {
                        egui::ScrollArea::horizontal().id_salt("group").show(ui, |ui| {
                            wish = self.part(ui, cx, (&shown, rest), height).or(wish.take());
                        });
                    });
                });
            });
        });
        wish
    }

    /// What is asked for, and what can be done with what is shown.
    fn filters(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        everybody: &Everybody,
        shown: &Shown,
        asks: &mut Asks,
    ) -> Option<Wish> {
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            ui.scope(|ui| {
                ui.set_max_width(200.0);
                let text = &mut self.wanted.text;
                fields::line(ui, "group-find", "Find by code or name", text, "C07");
            });
            let results = everybody.grid.results();
            if !results.is_empty() {
                let names = results.iter().map(|name| (name.clone(), name.clone())).collect();
                choice(ui, "Result", "all results", names, &mut self.wanted.band);
            }
            let first = everybody.group.standings.first();
            let families = first.map(|one| one.families.as_slice()).unwrap_or_default();
            let names: Vec<(Family, String)> = families
                .iter()
                .map(|(family, _)| (family.clone(), words::family(family)))
                .collect();
            choice(ui, "Competencies", "all competencies", names, &mut self.wanted.family);
            ui.with_layout(Layout::right_to_left(Align::BOTTOM), |ui| {
                if buttons::plain(ui, "Export as CSV…").clicked() {
                    let name = format!("{} group.csv", safe_name(&cx.centre.details.name));
                    let text = table::csv(&shown.table(cx.centre));
                    asks.ask(Ask::SaveText { name, text });
                }
                let ticked = self.ticked.len();
                let possible = match ticked {
                    0 | 1 => Err("Tick two to six candidates first.".to_owned()),
                    2..=MOST => Ok(()),
                    _ => Err("Six is the most: take some ticks away.".to_owned()),
                };
                let name = format!("Compare {ticked}");
                let name = if ticked == 0 { "Compare" } else { &name };
                let button = buttons::plain_if(ui, name, possible);
                // The view of that name is another button.
                let said = if ticked == 0 { "Compare those who are ticked" } else { name };
                if button.accessible_name(said).clicked() {
                    wish = Some(Wish::Compare(self.ticked.clone()));
                }
            });
        });
        let all = words::count(everybody.grid.rows.len(), "candidate", "candidates");
        muted(ui, format!("{} of {all} shown", shown.rows.len()));
        wish
    }

    /// Some of the columns; both parts move up and down together.
    fn part(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (shown, part): (&Shown, Part),
        height: f32,
    ) -> Option<Wish> {
        let mut wish = None;
        let columns = part.of(&shown.columns);
        let mut table = TableBuilder::new(ui)
            .id_salt(part)
            .cell_layout(Layout::left_to_right(Align::Center))
            .min_scrolled_height(height)
            .max_scroll_height(height)
            .vertical_scroll_offset(self.down)
            .auto_shrink([false, true]);
        if part == Part::Who {
            table = table.scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
            table = table.column(Width::exact(TICK));
        }
        for column in columns {
            table = table.column(Width::exact(width(column)).clip(true));
        }
        let table = table.header(HEADING, |mut header| {
            if part == Part::Who {
                header.col(|_ui| {});
            }
            for column in columns {
                header.col(|ui| self.heading(ui, cx, column));
            }
        });
        let moved = table.body(|body| {
            body.rows(30.0, shown.rows.len(), |mut line| {
                let Some(row) = shown.rows.get(line.index()) else { return };
                wish = self.row(&mut line, cx, (shown, part), row).or(wish.take());
            });
        });
        self.down = moved.state.clamped_offset().y;
        wish
    }

    /// The heading of a column: pressing it sorts, pressing it again turns the order round.
    fn heading(&mut self, ui: &mut Ui, cx: &Cx<'_>, column: &Column) {
        let name = title(cx.centre, column);
        let sorted =
            self.wanted.sort.as_ref().filter(|(by, _)| by == column).map(|(_, high)| *high);
        let arrow = match sorted {
            Some(true) => " ↓",
            Some(false) => " ↑",
            None => "",
        };
        let said = match sorted {
            Some(true) => format!("Sort by {name}: highest first now"),
            Some(false) => format!("Sort by {name}: lowest first now"),
            None => format!("Sort by {name}"),
        };
        let chosen = sorted.is_some();
        let pressed = buttons::pressable(ui, ("heading", &name), &said, chosen, |ui| {
            let colour = if chosen { cx.palette.ink } else { cx.palette.muted };
            let mut job = egui::text::LayoutJob::simple(
                format!("{name}{arrow}"),
                theme::strong_font(12.0),
                colour,
                width(column) - 4.0,
            );
            job.wrap.max_rows = 2;
            let galley = ui.painter().layout_job(job);
            ui.add(egui::Label::new(galley));
        });
        if pressed.on_hover_text(&name).clicked() {
            let texts = matches!(column, Column::Code | Column::Name | Column::Result);
            self.wanted.sort = match sorted {
                None => Some((column.clone(), !texts)),
                Some(high) if high != texts => Some((column.clone(), texts)),
                Some(_) => None,
            };
        }
    }

    fn row(
        &mut self,
        line: &mut TableRow<'_, '_>,
        cx: &Cx<'_>,
        (shown, part): (&Shown, Part),
        row: &Row,
    ) -> Option<Wish> {
        let mut wish = None;
        let who = words::candidate(cx.centre, row.candidate);
        if part == Part::Who {
            line.col(|ui| self.tick(ui, row.candidate, &who));
        }
        for (column, cell) in part.of(&shown.columns).iter().zip(part.of(&row.cells)) {
            line.col(|ui| {
                let one = Drawn { who: &who, row, column, cell };
                wish = cell_ui(ui, cx, &one).or(wish.take());
            });
        }
        wish
    }

    /// Whether somebody is to be compared.
    fn tick(&mut self, ui: &mut Ui, candidate: CandidateId, who: &str) {
        let mut ticked = self.ticked.contains(&candidate);
        let tick = ui
            .push_id(candidate.to_string(), |ui| ui.add(egui::Checkbox::without_text(&mut ticked)));
        let tick = tick.inner.accessible_name(format!("Compare {who}"));
        if tick.changed() {
            self.ticked.retain(|known| *known != candidate);
            if ticked {
                self.ticked.push(candidate);
            }
        }
    }
}

/// The grid stands in two parts, so that who a row is of stays in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    /// Ticks, codes and names.
    Who,
    /// Results and numbers, which move sideways where there is no room for all.
    Rest,
}

impl Part {
    /// What belongs to it, of a thing a column.
    fn of<T>(self, all: &[T]) -> &[T] {
        let (who, rest) = all.split_at_checked(2).unwrap_or((all, &[]));
        match self {
            Self::Who => who,
            Self::Rest => rest,
        }
    }

    fn width(self, shown: &Shown) -> f32 {
        let columns = self.of(&shown.columns);
        TICK + columns.iter().map(|column| width(column) + 8.0).sum::<f32>()
    }
}

/// How high the headings are.
const HEADING: f32 = 40.0;

/// How wide the column of ticks is.
const TICK: f32 = 24.0;

/// A cell, and where it stands.
struct Drawn<'a> {
    who: &'a str,
    row: &'a Row,
    column: &'a Column,
    cell: &'a Cell,
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, one: &Drawn<'_>) -> Option<Wish> {
    let candidate = one.row.candidate;
    match (one.cell, one.column) {
        (Cell::Text(text), Column::Code) => {
            let button = egui::Button::new(theme::strong(text)).frame_when_inactive(false);
            let button = ui.add(button.truncate()).accessible_name(format!("Open {}", one.who));
            button.clicked().then_some(Wish::Show(candidate))
        }
        (Cell::Text(text), _) => {
            ui.add(egui::Label::new(text).truncate()).on_hover_text(text);
            None
        }
        (Cell::Of(some, all), _) => {
            muted(ui, format!("{some} of {all}"));
            None
        }
        (Cell::Number(mean, agreed), column) => {
            let name = format!(
                "{}, {}: {}, {}",
                one.who,
                title(cx.centre, column),
                say::number(*mean),
                say::rests_on(*mean)
            );
            let id = (candidate.to_string(), title(cx.centre, column));
            let pressed = buttons::pressable(ui, id, &name, false, |ui| {
                shaded(ui, cx, *mean, *agreed);
            });
            let number = match column {
                Column::Family(family) => Number::Family(family.clone()),
                Column::Competency(id) => Number::Competency(id.clone()),
                Column::Exercise(id) => Number::Exercise(id.clone()),
                _ => return None,
            };
            pressed.clicked().then_some(Wish::Unfold(candidate, number))
        }
    }
}

/// A number on the colour of its level; what is agreed is strong.
fn shaded(ui: &mut Ui, cx: &Cx<'_>, mean: Option<Mean>, agreed: bool) {
    let (fill, ink) = shade(cx, mean);
    let size = egui::vec2(46.0, 24.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, 4.0, fill);
    let font = if agreed { theme::strong_font(14.0) } else { egui::FontId::proportional(14.0) };
    let text = say::number(mean);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, text, font, ink);
}

fn width(column: &Column) -> f32 {
    match column {
        Column::Code => 66.0,
        Column::Name => 150.0,
        Column::Result => 110.0,
        Column::Family(_) => 88.0,
        Column::Competency(_) | Column::Exercise(_) => 94.0,
        Column::Agreed => 60.0,
    }
}

/// A choice of one of several, or of all.
fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &str,
    names: Vec<(T, String)>,
    chosen: &mut Option<T>,
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let known = muted(ui, label);
        let shown = names.iter().find(|(value, _)| Some(value) == chosen.as_ref());
        let shown = shown.map_or_else(|| all.to_owned(), |(_, name)| name.clone());
        let list = egui::ComboBox::from_id_salt(label).selected_text(shown).width(150.0);
        let list = pick::list(ui, list, |ui| {
            ui.selectable_value(chosen, None, all);
            for (value, name) in names {
                ui.selectable_value(chosen, Some(value), name);
            }
        });
        list.labelled_by(known.id);
    });
}
