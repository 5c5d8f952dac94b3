//! The foot of a marksheet: declared, submitted and locked, or opened again with a reason.

use egui::Ui;

use super::marking::View;
use super::opening;
use crate::centre::marksheets::{self, Turn};
use crate::centre::{self, Change, Marksheet, Sheet, conduct};
use crate::ids::CompetencyId;
use crate::scenario::Exercise;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// Draws the foot.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    view: &mut View,
    asks: &mut Asks,
) {
    let marks = cx.centre.marksheets.get(&sheet);
    let mut changes = Vec::new();
    if marks.is_some_and(Marksheet::is_submitted) {
        submitted(ui, cx, (sheet, marks), view, &mut changes);
    } else if opening::is_open(cx, sheet, exercise) {
        submit(ui, cx, (sheet, marks), view, &mut changes);
    }
    fields::refusal(ui, &view.refused);
    if let Some(last) = changes.last() {
        // One act: what is declared holds for what is submitted with it.
        match cx.centre.check_now(last) {
            Ok(()) => {
                view.refused.clear();
                asks.ask(Ask::Do(changes));
            }
            Err(why) => view.refused = words::refusal(cx.centre, &why),
        }
    }
}

fn submit(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, marks): (Sheet, Option<&Marksheet>),
    view: &mut View,
    changes: &mut Vec<Change>,
) {
    let open = marksheets::blanks(cx.centre, sheet).len();
    unfounded(ui, cx, sheet);
    let declared = marks.and_then(declared_since_opened);
    if let Some(made) = declared {
        let at = cx.time_of_day(made.at);
        muted(ui, format!("Declared at {at}: rated on your own, before seeing other ratings."));
    } else {
        let words = "I rated on my own, before seeing other ratings";
        ui.add_enabled(cx.writable, egui::Checkbox::new(&mut view.declares, words))
            .on_hover_text("Kept with the marksheet when you submit it (rule R1).");
    }
    let still = format!("{} still open", words::count(open, "competency", "competencies"));
    ui.horizontal_wrapped(|ui| {
        let possible = match (cx.writable, open) {
            (false, _) => Err("This centre is open to read only.".to_owned()),
            (true, 0) => Ok(()),
            (true, _) => Err(format!("{still}: choose a level, or not seen.")),
        };
        if buttons::primary_if(ui, "Submit and lock", possible).clicked() {
            if std::mem::take(&mut view.declares) && declared.is_none() {
                changes.push(Change::Marksheet(marksheets::Change::Declare { sheet }));
            }
            changes.push(Change::Marksheet(marksheets::Change::Submit { sheet }));
        }
        if open > 0 {
            muted(ui, still);
        }
    });
}

/// What was declared since the marksheet was opened last: ratings that changed after a reopening
/// are declared anew.
fn declared_since_opened(marks: &Marksheet) -> Option<&centre::Made> {
    let opened = marks.turns.iter().rev().find_map(|turn| match turn {
        Turn::Reopened(made, _) | Turn::Returned(made, _) => Some(made.at),
        Turn::Submitted(_) | Turn::Reviewed(_) => None,
    });
    marks.declared.last().filter(|made| opened.is_none_or(|opened| made.at > opened))
}

/// Which levels ask for their reason and have none (rule R3).
fn unfounded(ui: &mut Ui, cx: &Cx<'_>, sheet: Sheet) {
    let doubts = conduct::doubts(cx.centre, sheet).into_iter().filter(|doubt| !doubt.has_reason);
    let levels: Vec<CompetencyId> = doubts.map(|doubt| doubt.competency).collect();
    if levels.is_empty() {
        return;
    }
    let refusal = marksheets::Refusal::Unfounded(levels);
    let words = words::refusal(cx.centre, &centre::Refusal::Marksheet(refusal));
    ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
}

/// What the facilitator asked who gave the marksheet back.
pub(super) fn given_back(ui: &mut Ui, cx: &Cx<'_>, marks: Option<&Marksheet>) {
    if let Some((remark, made)) = marks.and_then(Marksheet::remark) {
        let at = cx.time_of_day(made.at);
        let words = format!("Given back by the facilitator at {at}: {remark}");
        ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
    }
}

fn submitted(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, marks): (Sheet, Option<&Marksheet>),
    view: &mut View,
    changes: &mut Vec<Change>,
) {
    ui.horizontal_wrapped(|ui| {
        if let Some(made) = marks.and_then(Marksheet::submitted) {
            marks::pill(ui, &format!("Submitted {}", cx.time_of_day(made.at)), Tone::Good);
        }
        if marks.and_then(declared_since_opened).is_some() {
            marks::pill(ui, "Rated on your own", Tone::Calm);
        }
    });
    muted(ui, "Locked. To change it, reopen it with a reason; what was submitted stays on record.");
    if cx.writable {
        fields::line(ui, ("reopen", sheet.candidate), "Why reopen it", &mut view.reopening, "");
        if buttons::plain(ui, "Reopen").clicked() {
            let reason = view.reopening.clone();
            changes.push(Change::Marksheet(marksheets::Change::Reopen { sheet, reason }));
        }
    }
}
