//! The foot of a marksheet: declared, submitted and locked, or opened again with a reason.

use egui::Ui;

use super::opening;
use super::typed::{View, key_of};
use crate::centre::marksheets;
use crate::centre::{self, Change, Marksheet, Sheet, conduct};
use crate::ids::CompetencyId;
use crate::scenario::rules::Strictness;
use crate::scenario::{Exercise, Rule};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields, follow};
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
        submitted(ui, cx, (sheet, marks), asks, &mut changes);
    } else if opening::is_open(cx, sheet, exercise) {
        submit(ui, cx, (sheet, marks), view, asks, &mut changes);
    }
    view.arriving = false;
    fields::refusal(ui, &view.refused);
    if let Some(last) = changes.last() {
        // One act: what is declared holds for what is submitted with it.
        match cx.centre.check_now(last) {
            Err(why) if !(changes.len() > 1 && wants_only_declaring(&why)) => {
                view.refused = words::refusal(cx.centre, &why);
            }
            _ => {
                view.refused.clear();
                view.declares = false;
                asks.ask(Ask::Do(changes));
                half_typed::forget(&undeclared_key(sheet), asks);
                half_typed::forget(&reopening_key(sheet), asks);
            }
        }
    }
}

/// Under which key is kept, half-typed, why there is no declaration.
fn undeclared_key(sheet: Sheet) -> String {
    key_of("undeclared", sheet, "")
}

/// Under which key is kept, half-typed, why a marksheet is opened again.
fn reopening_key(sheet: Sheet) -> String {
    key_of("reopening", sheet, "")
}

/// What is refused for the want of the declaration that comes first in the same act.
fn wants_only_declaring(why: &centre::Refusal) -> bool {
    use marksheets::Refusal::{AsksWhy, Undeclared};
    matches!(why, centre::Refusal::Marksheet(Undeclared | AsksWhy(Rule::R1)))
}

/// The words by which an assessor declares (rule R1), or why not where the scenario leaves that
/// open. Gives what is said of why not.
fn declaration(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, marks): (Sheet, Option<&Marksheet>),
    view: &mut View,
    asks: &mut Asks,
) -> String {
    if let Some(made) = marks.and_then(|marks| marks.independent) {
        let at = cx.time_of_day(made.at);
        muted(ui, format!("Declared at {at}: rated on your own, before seeing other ratings."));
        return String::new();
    }
    let words = "I rated on my own, before seeing other ratings";
    let declares = ui
        .add_enabled(cx.writable, egui::Checkbox::new(&mut view.declares, words))
        .on_hover_text("Kept with the marksheet when you submit it (rule R1).");
    if !view.declares && std::mem::take(&mut view.arriving) {
        follow::lead(&declares);
    }
    let leaves_open = cx.centre.scenario.rules.level(Rule::R1) == Strictness::Ask;
    let said = marks.is_some_and(|marks| marks.has_waived(Rule::R1));
    if leaves_open && !view.declares && !said && cx.writable {
        let key = undeclared_key(sheet);
        return half_typed::line(ui, cx, (&key, "Or say why not", ""), asks).text;
    }
    String::new()
}

/// Whether the declaration that the scenario wants is made, or goes with the submission.
fn declared_or_why(
    cx: &Cx<'_>,
    marks: Option<&Marksheet>,
    (declares, why_not): (bool, &str),
) -> Result<(), String> {
    let before = marks.is_some_and(|marks| marks.independent.is_some());
    if before || declares || !conduct::wants_declaration(cx.centre) {
        return Ok(());
    }
    let wanted = if cx.centre.scenario.rules.level(Rule::R1) == Strictness::Block {
        marksheets::Refusal::Undeclared
    } else if marks.is_some_and(|marks| marks.has_waived(Rule::R1)) || !why_not.trim().is_empty() {
        return Ok(());
    } else {
        marksheets::Refusal::AsksWhy(Rule::R1)
    };
    Err(words::refusal(cx.centre, &centre::Refusal::Marksheet(wanted)))
}

/// What is said with the submission: the declaration, or why there is none.
fn said(
    sheet: Sheet,
    marks: Option<&Marksheet>,
    (declares, why_not): (bool, &str),
) -> Option<marksheets::Change> {
    if marks.is_some_and(|marks| marks.independent.is_some()) {
        return None;
    }
    if declares {
        return Some(marksheets::Change::Declare { sheet });
    }
    let reason = why_not.trim();
    let (rule, reason) = (Rule::R1, reason.to_owned());
    (!reason.is_empty()).then_some(marksheets::Change::Waive { sheet, rule, reason })
}

fn submit(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, marks): (Sheet, Option<&Marksheet>),
    view: &mut View,
    asks: &mut Asks,
    changes: &mut Vec<Change>,
) {
    let open = marksheets::blanks(cx.centre, sheet).len();
    view.arriving &= open == 0;
    unfounded(ui, cx, sheet);
    let why_not = declaration(ui, cx, (sheet, marks), view, asks);
    let declared = (view.declares, why_not.as_str());
    let still = format!("{} still open", words::count(open, "competency", "competencies"));
    ui.vertical(|ui| {
        let possible = match (cx.writable, open) {
            (false, _) => Err("This centre is open to read only.".to_owned()),
            (true, 0) => declared_or_why(cx, marks, declared),
            (true, _) => Err(format!("{still}: choose a level, or not seen.")),
        };
        let submits = buttons::primary_if(ui, "Submit and lock", possible);
        if std::mem::take(&mut view.arriving) {
            follow::lead(&submits);
        }
        if submits.clicked() {
            changes.extend(said(sheet, marks, declared).map(Change::Marksheet));
            changes.push(Change::Marksheet(marksheets::Change::Submit { sheet }));
        }
        if open > 0 {
            muted(ui, still);
        }
    });
}

/// Which levels ask for their reason and have none (rule R3): whether they have to, the scenario
/// says.
fn unfounded(ui: &mut Ui, cx: &Cx<'_>, sheet: Sheet) {
    let doubts = conduct::doubts(cx.centre, sheet).into_iter().filter(|doubt| !doubt.has_reason);
    let levels: Vec<CompetencyId> = doubts.map(|doubt| doubt.competency).collect();
    if levels.is_empty() {
        return;
    }
    let words = if cx.centre.scenario.rules.level(Rule::R3) >= Strictness::Ask {
        let refusal = marksheets::Refusal::Unfounded(levels);
        words::refusal(cx.centre, &centre::Refusal::Marksheet(refusal))
    } else {
        words::usual_to_say_why(cx.centre, &levels)
    };
    ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
}

/// Why a marksheet that was submitted is open again: what the facilitator asked who gave it back,
/// or for what it was reopened.
pub(super) fn open_again(ui: &mut Ui, cx: &Cx<'_>, marks: Option<&Marksheet>) {
    let back = marks.and_then(Marksheet::remark);
    let back = back.map(|(remark, made)| ("Given back by the facilitator", remark, made));
    let reopened = marks.and_then(Marksheet::reopened);
    let reopened = reopened.map(|(reason, made)| ("Reopened", reason, made));
    if let Some((what, why, made)) = back.or(reopened) {
        let words = format!("{what} at {}: {why}", cx.time_of_day(made.at));
        ui.add(egui::Label::new(egui::RichText::new(words).color(cx.palette.amber)).wrap());
    }
}

fn submitted(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, marks): (Sheet, Option<&Marksheet>),
    asks: &mut Asks,
    changes: &mut Vec<Change>,
) {
    ui.horizontal_wrapped(|ui| {
        if let Some(made) = marks.and_then(Marksheet::submitted) {
            marks::pill(ui, &format!("Submitted {}", cx.time_of_day(made.at)), Tone::Good);
        }
        if marks.and_then(|marks| marks.independent).is_some() {
            marks::pill(ui, "Rated on your own", Tone::Calm);
        }
    });
    muted(ui, "Locked. To change it, reopen it with a reason; what was submitted stays on record.");
    if cx.writable {
        let key = reopening_key(sheet);
        let reason = half_typed::line(ui, cx, (&key, "Why reopen it", ""), asks).text;
        if buttons::plain(ui, "Reopen").clicked() {
            changes.push(Change::Marksheet(marksheets::Change::Reopen { sheet, reason }));
        }
    }
}
