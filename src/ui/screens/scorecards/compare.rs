//! Two to six candidates side by side.

use egui::Ui;

use super::Wish;
use super::parts::{chip, column, number, range, small, tone_of};
use super::unfold::Number;
use crate::ids::CandidateId;
use crate::scoring::standing::Stood;
use crate::scoring::{Group, Mean, Standing};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks;
use crate::ui::widgets::score_bar::{self, Score};
use crate::ui::widgets::{buttons, fields, follow, wide};
use crate::words;
use crate::words::scorecards as say;

/// The most that are put side by side.
pub(super) const MOST: usize = 6;
/// The most that are offered while somebody types.
const OFFERED: usize = 8;

/// Who is compared.
#[derive(Default)]
pub(super) struct Compare {
    chosen: Vec<CandidateId>,
    find: String,
}

impl Compare {
    /// Puts these side by side.
    pub(super) fn choose(&mut self, chosen: Vec<CandidateId>) {
        self.chosen = chosen;
        self.chosen.truncate(MOST);
    }

    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: &Group) -> Option<Wish> {
        self.chosen.retain(|id| group.standing(*id).is_some());
        let mut wish = None;
        cards::middle(ui, |ui| {
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            follow::area(ui, area, |ui| {
                self.who(ui, cx, group);
                ui.add_space(6.0);
                if self.chosen.len() < 2 {
                    muted(ui, "Choose two to six candidates to see them side by side.");
                    return;
                }
                let shown: Vec<&Standing> =
                    self.chosen.iter().filter_map(|id| group.standing(*id)).collect();
                wish = table(ui, cx, group, &shown);
            });
        });
        wish
    }

    /// Who is chosen, and who can be added.
    fn who(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: &Group) {
        let mut out = None;
        ui.horizontal_wrapped(|ui| {
            for id in &self.chosen {
                let name = words::candidate(cx.centre, *id);
                let short = words::shortened(&name, 28);
                let button = egui::Button::new(format!("{short}  ×"));
                let button = buttons::within_hairline(ui, button);
                if button.accessible_name(format!("Take out {name}")).clicked() {
                    out = Some(*id);
                }
            }
        });
        if let Some(id) = out {
            self.chosen.retain(|known| *known != id);
        }
        if self.chosen.len() >= MOST {
            muted(ui, "Six is the most: take one out to add another.");
            return;
        }
        let field = ui.scope(|ui| {
            ui.set_max_width(320.0);
            fields::line(ui, "compare-find", "Add by code or name", &mut self.find, "C07")
        });
        let field = field.inner;
        let wanted = self.find.trim().to_lowercase();
        let offered = group
            .standings
            .iter()
            .map(|one| (one.candidate, words::candidate(cx.centre, one.candidate)))
            .filter(|(id, name)| {
                !self.chosen.contains(id) && name.to_lowercase().contains(&wanted)
            });
        let offered: Vec<_> = offered.take(OFFERED).collect();
        // Enter takes the first that is offered, and stays for the next.
        let enters = fields::entered(ui, &field) && !wanted.is_empty();
        let mut add = offered.first().map(|(id, _)| *id).filter(|_| enters);
        if add.is_some() {
            field.request_focus();
        }
        ui.horizontal_wrapped(|ui| {
            for (id, name) in offered {
                let short = words::shortened(&name, 28);
                let button = egui::Button::new(format!("+ {short}"));
                let button = buttons::within_hairline(ui, button);
                if button.accessible_name(format!("Add {name}")).clicked() {
                    add = Some(id);
                }
            }
        });
        if let Some(id) = add {
            self.chosen.push(id);
            self.find.clear();
        }
    }
}

/// A line of the table: what it is called and each candidate's number.
struct Line {
    name: String,
    strong: bool,
    values: Vec<(Option<Mean>, bool)>,
    mean: Option<f64>,
    target: Option<f64>,
    number: Number,
}

fn lines(cx: &Cx<'_>, group: &Group, shown: &[&Standing]) -> Vec<Line> {
    let mut lines = Vec::new();
    let families = shown.first().map(|one| one.families.as_slice()).unwrap_or_default();
    for (family, _) in families {
        lines.push(Line {
            name: words::family(family),
            strong: true,
            values: shown.iter().map(|one| (one.family(family), true)).collect(),
            mean: group.families.get(family).map(|mean| mean.value),
            target: None,
            number: Number::Family(family.clone()),
        });
        let framework = cx.centre.scenario.framework.competencies.iter();
        for known in framework.filter(|known| known.family == *family) {
            let value = |one: &&Standing| {
                let row = one.rows.iter().find(|row| row.competency == known.id);
                let agreed = row.is_some_and(Stood::is_agreed);
                (one.value(&known.id), agreed || one.agreed() == 0)
            };
            lines.push(Line {
                name: known.name.clone(),
                strong: false,
                values: shown.iter().map(value).collect(),
                mean: group.competencies.get(&known.id).map(|mean| mean.value),
                target: known.target.map(f64::from),
                number: Number::Competency(known.id.clone()),
            });
        }
    }
    lines
}

/// From which width on a candidate's column is roomy.
const ROOMY: f32 = 150.0;
/// How high a line is, where names have room, and where a name may need two lines.
const ONE_LINE: f32 = 30.0;
const TWO_LINES: f32 = 36.0;
/// A bar that still shows how far.
const NARROWEST_BAR: f32 = 20.0;

/// How wide the names and each candidate's column are, so that all of them are in view; columns
/// that no longer hold a bar and its number are moved sideways.
fn widths(room: f32, candidates: usize, gap: f32) -> (f32, f32) {
    let count = candidates.max(1) as f32;
    let each = |name: f32| (room - name) / count - gap;
    let name = if each(184.0) < ROOMY { 132.0 } else { 184.0 };
    (name, each(name).floor().max(NARROWEST_BAR + 78.0))
}

fn table(ui: &mut Ui, cx: &Cx<'_>, group: &Group, shown: &[&Standing]) -> Option<Wish> {
    let mut wish = None;
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 1.0;
        let (name, each) = widths(ui.available_width(), shown.len(), ui.spacing().item_spacing.x);
        let high = if each < ROOMY { TWO_LINES } else { ONE_LINE };
        let lines = lines(cx, group, shown);
        wide::table(ui, "compare", |ui| {
            ui.horizontal(|ui| {
                column(ui, (name, 44.0), |ui| heading(ui, "Side by side"));
                for one in shown {
                    let shown = |ui: &mut Ui| wish = who(ui, cx, one, each).or(wish.take());
                    column(ui, (each, 44.0), shown);
                }
            });
            for line in &lines {
                ui.horizontal(|ui| {
                    column(ui, (name, high), |ui| {
                        let text = egui::RichText::new(&line.name);
                        let text = if line.strong { theme::strong(&line.name) } else { text };
                        ui.add(egui::Label::new(text).wrap());
                    });
                    for (one, value) in shown.iter().zip(&line.values) {
                        column(ui, (each, high), |ui| {
                            wish = value_ui(ui, cx, (one, line, *value), each).or(wish.take());
                        });
                    }
                });
            }
            exercises(ui, cx, shown, (name, each));
        });
        muted(ui, legend(&lines, shown));
    });
    wish
}

/// What the marks mean, of those that are there.
fn legend(lines: &[Line], shown: &[&Standing]) -> &'static str {
    let brackets = lines
        .iter()
        .flat_map(|line| &line.values)
        .any(|(value, agreed)| value.is_some() && !agreed);
    if brackets {
        "Line: this centre’s mean. In brackets: not agreed, the mean over exercises."
    } else if shown.iter().all(|one| one.agreed() == 0) {
        "Line: this centre’s mean. Nothing is agreed: each number is the mean over exercises."
    } else {
        "Line: this centre’s mean."
    }
}

/// Who it is; the code alone where a name would be cut short: it stands above with the rest of them.
fn who(ui: &mut Ui, cx: &Cx<'_>, one: &Standing, each: f32) -> Option<Wish> {
    let name = words::candidate(cx.centre, one.candidate);
    let code = cx.centre.people.candidate(one.candidate).map_or("", |known| &known.code);
    let shown = if each < ROOMY { code } else { &name };
    let pressed = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        // The name stands over the bars.
        ui.spacing_mut().button_padding.x = 0.0;
        let label = egui::Button::new(theme::strong(shown)).frame_when_inactive(false).truncate();
        let pressed = ui.add(label).on_hover_text(&name).accessible_name(&name).clicked();
        if let Some(result) = one.result() {
            marks::pill(ui, result, tone_of(cx, result));
        }
        pressed
    });
    pressed.inner.then_some(Wish::Show(one.candidate))
}

fn value_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (one, line, (value, agreed)): (&Standing, &Line, (Option<Mean>, bool)),
    each: f32,
) -> Option<Wish> {
    let score = Score {
        value: value.map(|mean| mean.value),
        mean: line.mean,
        target: line.target,
        highest: range(cx).1,
    };
    let code = cx.centre.people.candidate(one.candidate).map_or("", |known| &known.code);
    let what = format!("{code}, {}", line.name);
    let bar = format!("{what}: {}", say::number(value));
    let around = if each < ROOMY { 78.0 } else { 92.0 };
    score_bar::bar(ui, (each - around).max(NARROWEST_BAR), score, &bar);
    let id = (one.candidate.to_string(), line.strong, &line.name);
    let pressed = number(ui, cx, id, (&what, value, false)).clicked();
    if !agreed && value.is_some() {
        small(ui, cx, "( )").on_hover_text("not agreed: the mean over exercises");
    }
    pressed.then(|| Wish::Unfold(one.candidate, line.number.clone()))
}

fn exercises(ui: &mut Ui, cx: &Cx<'_>, shown: &[&Standing], (name, each): (f32, f32)) {
    ui.add_space(8.0);
    let exercises = cx.centre.scenario.exercises.iter();
    for exercise in exercises.filter(|exercise| !exercise.observes.is_empty()) {
        ui.horizontal(|ui| {
            column(ui, (name, 30.0), |ui| {
                ui.add(egui::Label::new(&exercise.title).truncate());
            });
            for one in shown {
                column(ui, (each, 30.0), |ui| {
                    let mean = one.exercise(&exercise.id);
                    chip(ui, cx, mean, &format!("{}: {}", exercise.title, say::number(mean)));
                    if let Some(mean) = mean {
                        small(ui, cx, &format!("n {}", mean.ratings));
                    }
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_candidates_are_in_view_on_a_small_screen() {
        // A window of 1024: without the rail and what stands around the table.
        for candidates in 2..=MOST {
            let (name, each) = widths(788.0, candidates, 8.0);
            let whole = name + candidates as f32 * (each + 8.0);
            assert!(whole <= 788.0, "{candidates}: {whole}");
            assert!(each >= NARROWEST_BAR + 78.0, "a bar and its number: {each}");
        }
    }
}
