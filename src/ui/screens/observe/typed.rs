//! What is half-typed on a marksheet, and how it comes into the record.

use std::collections::{BTreeMap, BTreeSet};

use crate::centre::{Author, Change, Sheet, marksheets};
use crate::ids::CompetencyId;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::half_typed;
use crate::words;

/// What is half-typed on the marksheet.
#[derive(Debug, Default)]
pub(super) struct View {
    pub(super) of: Option<Sheet>,
    pub(super) reasons: BTreeMap<CompetencyId, String>,
    /// The reasons that are typed and not kept yet; each is half-typed with the centre too.
    pub(super) typed: BTreeSet<CompetencyId>,
    pub(super) refused: String,
    /// The assessor is about to declare that the ratings are independent (rule R1).
    pub(super) declares: bool,
    /// The competency that keys or the pointer went to last.
    pub(super) about: Option<CompetencyId>,
    /// The card that is marked as the one looked at.
    pub(super) marked: Option<CompetencyId>,
    /// Somebody comes from the line of notes: the first open competency gets the focus, and with
    /// none what hands the marksheet in.
    pub(super) arriving: bool,
    /// The levels of each competency as they were drawn, the first first.
    pub(super) groups: Vec<egui::Id>,
}

/// Under which key the half-typed reason of a level is kept.
pub(super) fn reason_key(sheet: Sheet, competency: &CompetencyId) -> String {
    key_of("why", sheet, competency)
}

/// Under which key something half-typed about a marksheet is kept.
pub(super) fn key_of(what: &str, sheet: Sheet, rest: impl std::fmt::Display) -> String {
    format!("{what} {} {} {} {rest}", sheet.session, sheet.candidate, sheet.assessor)
}

/// Keeps the reasons that were typed and not left with a key or the pointer yet. Those of somebody
/// who acts no more stay half-typed until that person comes back.
pub(super) fn keep_typed(cx: &Cx<'_>, view: &mut View, asks: &mut Asks) {
    let typed = std::mem::take(&mut view.typed);
    let theirs = |sheet: &Sheet| cx.writable && cx.you == Author::Assessor(sheet.assessor);
    let Some(sheet) = view.of.filter(theirs) else { return };
    for competency in typed {
        let Some(text) = view.reasons.get(&competency).cloned() else { continue };
        let key = reason_key(sheet, &competency);
        let change = Change::Marksheet(marksheets::Change::Reason { sheet, competency, text });
        if cx.centre.check_now(&change).is_ok() {
            asks.change(change);
            half_typed::forget(&key, asks);
        }
    }
}

/// Asks for a change of the marksheet, or says why it cannot be.
pub(super) fn issue(cx: &Cx<'_>, change: marksheets::Change, view: &mut View, asks: &mut Asks) {
    let half = match &change {
        marksheets::Change::Reason { sheet, competency, .. } => {
            Some(reason_key(*sheet, competency))
        }
        _ => None,
    };
    let change = Change::Marksheet(change);
    match cx.centre.check_now(&change) {
        Ok(()) => {
            view.refused.clear();
            asks.change(change);
            if let Some(key) = half {
                half_typed::forget(&key, asks);
            }
        }
        Err(why) => view.refused = words::refusal(cx.centre, &why),
    }
}
