//! Adjustments beyond extra time: a list, and a form in which one is granted or changed as a
//! whole, so that half an adjustment never reaches a clock.

use egui::{ComboBox, Ui};

use super::perform;
use crate::ids::{CandidateId, ExerciseId};
use crate::people::{Adjustment, Candidate, CandidateFact, Change, Grant};
use crate::scenario::PhaseKind;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, fields, pick};
use crate::words;

/// The phases that can be lengthened.
const PHASES: [PhaseKind; 4] =
    [PhaseKind::Briefing, PhaseKind::Preparation, PhaseKind::Run, PhaseKind::Questions];

/// What is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Percent,
    Minutes,
    Rest,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Percent, Self::Minutes, Self::Rest];

    fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent more",
            Self::Minutes => "minutes more",
            Self::Rest => "minutes to rest",
        }
    }

    fn of(self, amount: u16) -> Grant {
        match self {
            Self::Percent => Grant::Percent(amount),
            Self::Minutes => Grant::Minutes(amount),
            Self::Rest => Grant::Rest(amount),
        }
    }
}

/// An adjustment that is being written.
#[derive(Debug)]
pub(super) struct Form {
    of: CandidateId,
    /// The one that it takes the place of.
    place: Option<usize>,
    exercise: Option<ExerciseId>,
    phase: Option<PhaseKind>,
    kind: Kind,
    amount: String,
    approved_by: String,
    reason: String,
    refused: String,
    /// Not drawn yet: to be brought into view.
    fresh: bool,
}

impl Form {
    fn new(of: CandidateId) -> Self {
        Self {
            of,
            place: None,
            exercise: None,
            phase: None,
            kind: Kind::Minutes,
            amount: String::new(),
            approved_by: String::new(),
            reason: String::new(),
            refused: String::new(),
            fresh: true,
        }
    }

    fn change(of: CandidateId, place: usize, known: &Adjustment) -> Self {
        let (kind, amount) = match known.grant {
            Grant::Percent(amount) => (Kind::Percent, amount),
            Grant::Minutes(amount) => (Kind::Minutes, amount),
            Grant::Rest(amount) => (Kind::Rest, amount),
        };
        Self {
            place: Some(place),
            exercise: known.exercise.clone(),
            phase: known.phase,
            kind,
            amount: amount.to_string(),
            approved_by: known.approved_by.clone(),
            reason: known.reason.clone(),
            ..Self::new(of)
        }
    }

    fn read(&self) -> Result<Adjustment, String> {
        let plain = self.amount.trim().trim_end_matches('%').trim();
        let amount = plain.parse().ok().filter(|amount| *amount > 0);
        let amount = amount.ok_or_else(|| "Say how much, as a whole number.".to_owned())?;
        Ok(Adjustment {
            exercise: self.exercise.clone(),
            phase: self.phase,
            grant: self.kind.of(amount),
            approved_by: self.approved_by.trim().to_owned(),
            reason: self.reason.trim().to_owned(),
        })
    }
}

/// The adjustments of a candidate. Reasons are the facilitator's alone, and so is changing them.
pub(super) fn list(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &mut Option<Form>,
    known: &Candidate,
    asks: &mut Asks,
) {
    ui.add_space(8.0);
    heading(ui, "Further adjustments");
    if known.adjustments.is_empty() {
        muted(ui, "None. Minutes and rests come on top of extra time.");
    }
    if form.as_ref().is_some_and(|form| form.of != known.id) {
        *form = None;
    }
    for (place, adjustment) in known.adjustments.iter().enumerate() {
        cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add(egui::Label::new(theme::strong(words::grant(adjustment.grant))).wrap());
            muted(ui, covers(cx, adjustment));
            if !adjustment.approved_by.is_empty() {
                muted(ui, format!("Approved by {}", adjustment.approved_by));
            }
            if cx.facilitates() {
                if !adjustment.reason.is_empty() {
                    muted(ui, format!("Because: {}", adjustment.reason));
                }
                ui.horizontal(|ui| {
                    let change = format!("Change adjustment {}", place + 1);
                    if buttons::quiet(ui, "Change").accessible_name(change).clicked() {
                        *form = Some(Form::change(known.id, place, adjustment));
                    }
                    let back = format!("Take back adjustment {}", place + 1);
                    if buttons::quiet(ui, "Take back").accessible_name(back).clicked() {
                        let mut left = known.adjustments.clone();
                        left.remove(place);
                        grant(cx, asks, known.id, left);
                        *form = None;
                    }
                });
            }
        });
    }
    if !cx.facilitates() {
        return;
    }
    let done = form.as_mut().is_some_and(|form| edit(ui, cx, form, known, asks));
    if form.is_none() && buttons::plain(ui, "+ Add an adjustment").clicked() {
        *form = Some(Form::new(known.id));
    }
    if done {
        *form = None;
    }
}

fn grant(
    cx: &Cx<'_>,
    asks: &mut Asks,
    candidate: CandidateId,
    adjustments: Vec<Adjustment>,
) -> String {
    let fact = CandidateFact::Adjustments(adjustments);
    perform(cx, asks, Change::Candidate { candidate, fact })
}

/// `In every exercise, preparation`.
fn covers(cx: &Cx<'_>, adjustment: &Adjustment) -> String {
    let exercise = exercise_name(cx, adjustment.exercise.as_ref());
    let phase = adjustment.phase.map_or("every phase that takes it", words::phase_kind);
    format!("{exercise}, {phase}")
}

fn exercise_name(cx: &Cx<'_>, id: Option<&ExerciseId>) -> String {
    let Some(id) = id else { return "Every exercise".to_owned() };
    cx.centre.scenario.exercise(id).map_or_else(|| id.to_string(), |known| known.title.clone())
}

/// True when the form is done with.
fn edit(ui: &mut Ui, cx: &Cx<'_>, form: &mut Form, known: &Candidate, asks: &mut Asks) -> bool {
    let mut done = false;
    let card = cards::chosen_card(cx.palette).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let first = fields::line(ui, ("amount", form.of), "How much", &mut form.amount, "10");
        if form.fresh {
            first.request_focus();
        }
        choice(ui, "What is given", form.kind.name().to_owned(), |ui| {
            for kind in Kind::ALL {
                ui.selectable_value(&mut form.kind, kind, kind.name());
            }
        });
        let shown = exercise_name(cx, form.exercise.as_ref());
        choice(ui, "In which exercise", shown, |ui| {
            ui.selectable_value(&mut form.exercise, None, "Every exercise");
            for exercise in &cx.centre.scenario.exercises {
                let id = Some(exercise.id.clone());
                ui.selectable_value(&mut form.exercise, id, &exercise.title);
            }
        });
        let shown = form.phase.map_or("every phase that takes it", words::phase_kind);
        choice(ui, "In which phase", shown.to_owned(), |ui| {
            ui.selectable_value(&mut form.phase, None, "every phase that takes it");
            for phase in PHASES {
                ui.selectable_value(&mut form.phase, Some(phase), words::phase_kind(phase));
            }
        });
        fields::line(ui, ("approved", form.of), "Approved by", &mut form.approved_by, "");
        let label = "Reason, for the facilitator alone";
        fields::line(ui, ("reason", form.of), label, &mut form.reason, "");
        fields::refusal(ui, &form.refused);
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Grant it").clicked() {
                form.refused = match form.read() {
                    Ok(new) => {
                        let mut all = known.adjustments.clone();
                        match form.place.and_then(|place| all.get_mut(place)) {
                            Some(old) => *old = new,
                            None => all.push(new),
                        }
                        grant(cx, asks, known.id, all)
                    }
                    Err(words) => words,
                };
                done = form.refused.is_empty();
            }
            if buttons::plain(ui, "Leave it").clicked() {
                done = true;
            }
        });
    });
    if std::mem::take(&mut form.fresh) {
        card.response.scroll_to_me(Some(egui::Align::Center));
    }
    done
}

/// A choice with its label above it.
pub(super) fn choice(ui: &mut Ui, label: &str, shown: String, choices: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let above = muted(ui, label);
        let list = ComboBox::from_id_salt(label)
            .selected_text(shown)
            .width(ui.available_width() - 8.0)
            .height(280.0)
            .truncate();
        pick::list(ui, list, choices).labelled_by(above.id);
    });
}
