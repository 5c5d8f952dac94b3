//! Two plans beside each other: one that was set aside, or was found, and the one that is there.

use egui::{CollapsingHeader, RichText, Ui};

use super::look::Look;
use super::{Timetable, writable};
use crate::planning::{Posed, adopt, differences};
use crate::timetable::rules::Measures;
use crate::timetable::{Minute, Plan};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{heading, muted};
use crate::words;

/// A plan that was set aside, with the people and the day that it was made for.
#[derive(Debug)]
pub(super) struct Aside {
    posed: Posed,
    plan: Plan,
    measures: Measures,
    broken: usize,
}

impl Aside {
    fn of(look: &Look) -> Self {
        Self {
            posed: look.posed.clone(),
            plan: look.plan.clone(),
            measures: look.measures.clone(),
            broken: look.breaches.len(),
        }
    }

    /// Why the plan cannot be taken in place of the one that is there.
    fn possible(&self, look: &Look) -> Result<(), String> {
        let (then, now) = (&self.posed, &look.posed);
        let same = then.candidates == now.candidates
            && then.assessors == now.assessors
            && then.players == now.players
            && then.rooms == now.rooms
            && then.exercises == now.exercises;
        if !same {
            return Err(
                "People, rooms or exercises are others than when it was set aside.".to_owned()
            );
        }
        if is_same(&self.plan, &look.plan, now.minute(then.origin)) {
            return Err("This is the plan that is there.".to_owned());
        }
        Ok(())
    }
}

/// A plan in the comparison.
pub(super) struct Side<'a> {
    pub(super) name: &'a str,
    pub(super) posed: &'a Posed,
    pub(super) plan: &'a Plan,
    pub(super) measures: &'a Measures,
    /// How many rules do not hold.
    pub(super) broken: usize,
}

impl<'a> Side<'a> {
    /// The plan that is looked at.
    pub(super) fn now(look: &'a Look) -> Self {
        let (posed, measures) = (&look.posed, &look.measures);
        let plan = &look.plan;
        Self { name: "Now", posed, plan, measures, broken: look.breaches.len() }
    }

    fn figures(&self, cx: &Cx<'_>) -> [String; 7] {
        let measures = self.measures;
        let time = |minute: Minute| cx.time_of_day(self.posed.moment(minute));
        let lasts = |minutes: Minute| {
            let minutes = u32::try_from(minutes).unwrap_or(0);
            words::length(crate::time::Length::minutes(minutes))
        };
        let most = |all: &[Minute]| all.iter().max().copied().unwrap_or(0);
        let least = |all: &[Minute]| all.iter().min().copied().unwrap_or(0);
        [
            self.broken.to_string(),
            time(measures.last_candidate),
            time(measures.ends),
            measures.distinct.iter().min().copied().unwrap_or(0).to_string(),
            measures.again.to_string(),
            lasts(most(&measures.waits)),
            lasts(most(&measures.loads) - least(&measures.loads)),
        ]
    }
}

/// Whether both hold the same at the same time, when the first minute of one is so late in the other.
fn is_same(one: &Plan, other: &Plan, later: Minute) -> bool {
    let sessions = one.sessions.iter().zip(&other.sessions).all(|(one, other)| {
        let seats = one.seats.iter().zip(&other.seats).all(|(one, other)| {
            let marked = one.markings.iter().map(|at| at + later);
            one.candidate == other.candidate
                && one.raters == other.raters
                && marked.eq(other.markings.iter().copied())
        });
        one.exercise == other.exercise
            && one.run + later == other.run
            && one.seats.len() == other.seats.len()
            && seats
            && (&one.panel, &one.players, one.room) == (&other.panel, &other.players, other.room)
    });
    let meals = |one: &[Option<Minute>], other: &[Option<Minute>]| {
        one.iter().map(|at| at.map(|at| at + later)).eq(other.iter().copied())
    };
    one.sessions.len() == other.sessions.len()
        && sessions
        && meals(&one.candidate_lunches, &other.candidate_lunches)
        && meals(&one.assessor_lunches, &other.assessor_lunches)
}

/// What each figure says, in the order of [`Side::figures`].
const FIGURES: [&str; 7] = [
    "Rules broken",
    "Last exercise ends",
    "Last write-up ends",
    "Assessors each, at least",
    "Seen by the same again",
    "Longest wait",
    "Assessors’ work apart by",
];

/// Two plans beside each other: their figures, and for whom the second is another day.
pub(super) fn compare(ui: &mut Ui, cx: &Cx<'_>, one: &Side<'_>, other: &Side<'_>) {
    let (first, second) = (one.figures(cx), other.figures(cx));
    row(ui, "", [one.name, other.name].map(|name| RichText::new(name).small()));
    for ((what, first), second) in FIGURES.iter().zip(first).zip(second) {
        let second = theme::strong(second).small();
        row(ui, what, [RichText::new(first).small(), second]);
    }
    what_differs(ui, cx, one, other);
}

/// How many letters of a name are shown above what differs for somebody: more would be wider than the
/// side.
const NAME: usize = 18;

/// How wide a figure is at most, such as `11 h 55 min`.
const FIGURE: f32 = 68.0;

/// A line of the comparison: what it says has all the width that the two figures leave.
fn row(ui: &mut Ui, what: &str, figures: [RichText; 2]) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let wide = ui.available_width() - 2.0 * (FIGURE + 6.0);
        let what = RichText::new(what).small().color(theme::Palette::of(ui.ctx()).muted);
        let cells = [(wide.max(FIGURE), what)].into_iter();
        for (wide, text) in cells.chain(figures.map(|figure| (FIGURE, figure))) {
            ui.vertical(|ui| {
                ui.set_width(wide);
                ui.add(egui::Label::new(text).wrap());
            });
        }
    });
}

/// Whom the second plan gives another day; unfolded, what is held otherwise for each of them.
fn what_differs(ui: &mut Ui, cx: &Cx<'_>, one: &Side<'_>, other: &Side<'_>) {
    let all = differences((one.posed, one.plan), (other.posed, other.plan));
    muted(ui, words::differing(&all));
    if all.is_empty() {
        return;
    }
    let fold =
        CollapsingHeader::new(RichText::new("Who, and how").small()).id_salt(("differs", one.name));
    fold.show(ui, |ui| {
        for differing in &all {
            let name = words::differs_for(cx.centre, differing, NAME);
            CollapsingHeader::new(RichText::new(name).small())
                .id_salt(("differs", one.name, &differing.who))
                .show(ui, |ui| {
                    for otherwise in &differing.what {
                        let words = words::otherwise(cx.centre, cx.zone, otherwise);
                        ui.add(egui::Label::new(RichText::new(words).small()).wrap());
                    }
                });
        }
    });
}

impl Timetable {
    /// The plan that was set aside beside the one that is there, and the choice between them.
    pub(super) fn set_aside(&mut self, ui: &mut Ui, cx: &Cx<'_>, look: &Look, asks: &mut Asks) {
        let Some(aside) = &self.aside else {
            let words = "Keeps this plan beside the next, so that the two can be compared.";
            if buttons::plain(ui, "Set aside to compare").on_hover_text(words).clicked() {
                self.aside = Some(Aside::of(look));
            }
            ui.add_space(8.0);
            return;
        };
        heading(ui, "Two plans");
        let (posed, plan, measures) = (&aside.posed, &aside.plan, &aside.measures);
        let then = Side { name: "Set aside", posed, plan, measures, broken: aside.broken };
        compare(ui, cx, &then, &Side::now(look));
        ui.add_space(4.0);
        let mut forget = false;
        ui.horizontal(|ui| {
            let possible = writable(cx).and_then(|()| aside.possible(look));
            if buttons::plain_if(ui, "Bring it back", possible).clicked() {
                let changes = adopt(cx.centre, &aside.posed, &aside.plan);
                if !changes.is_empty() {
                    asks.ask(Ask::Do(changes));
                }
            }
            forget = buttons::plain(ui, "Forget it").clicked();
        });
        if forget {
            self.aside = None;
        }
        ui.add_space(8.0);
    }
}
