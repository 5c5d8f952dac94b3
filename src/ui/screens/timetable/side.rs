//! What the timetable is like: rules that hold and do not, and the search.

use egui::Ui;

use super::compare::{Side, compare};
use super::look::Look;
use super::{Timetable, writable};
use crate::centre::Centre;
use crate::planning::{Staffing, What};
use crate::timetable::relax::Reason;
use crate::timetable::rules::{Breach, Measures};
use crate::timetable::{Minute, Plan};
use crate::ui::asks::{Ask, Asks, Timetabling};
use crate::ui::cx::Cx;
use crate::ui::search::{Found, SECONDS};
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{bars, buttons};
use crate::words;

/// How many broken rules are listed before the rest is counted.
const SHOWN: usize = 12;

impl Timetable {
    pub(super) fn side(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (centre, look): (&Centre, &Look),
        found: Option<&Found>,
        asks: &mut Asks,
    ) {
        let any = !look.plan.sessions.is_empty();
        let few = Staffing::of(centre).and_then(words::few_assessors);
        if let Some(words) = few.filter(|_| !any) {
            doubtful(ui, cx, &words);
        }
        if any {
            self.judged(ui, cx, (centre, look), found);
        }
        if let Some(found) = found {
            let now = self.now.look.as_ref().map(|(_, look)| look);
            search(ui, cx, (look, now), found, asks);
        }
        if found.is_none() && any {
            self.set_aside(ui, cx, look, asks);
            self.pinned(ui, cx);
            self.chosen_detail(ui, cx, look, asks);
        }
    }

    fn judged(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (centre, look): (&Centre, &Look),
        found: Option<&Found>,
    ) {
        let broken = look.breaches.len();
        ui.horizontal(|ui| {
            let title = if broken == 0 { "Every rule holds" } else { "Not every rule holds" };
            heading(ui, title);
            let tone = if broken == 0 { Tone::Good } else { Tone::Now };
            marks::pill(ui, &format!("{broken} broken"), tone);
        });
        let proved = found.is_some_and(|found| found.proved);
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            for (what, figure) in figures(cx, centre, look, proved) {
                figure_line(ui, &what, &figure);
            }
        });
        ui.add_space(6.0);
        if let Some(words) = Staffing::of(centre).and_then(words::few_assessors) {
            doubtful(ui, cx, &words);
        }
        if let Some(words) = words::long_waits(&look.called, &look.measures) {
            doubtful(ui, cx, &words);
        }
        if broken > 0 {
            self.broken(ui, cx, look);
        }
        past(ui, look);
    }

    /// Each broken rule; pressing it chooses the session.
    fn broken(&mut self, ui: &mut Ui, cx: &Cx<'_>, look: &Look) {
        for (place, breach) in look.breaches.iter().take(SHOWN).enumerate() {
            let text = words::breach(&look.called, &look.plan, breach);
            let session = look.session_of(breach);
            let chosen = session.is_some() && session == self.chosen;
            let row = buttons::pressable(ui, ("breach", place), &text, chosen, |ui| {
                cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let words = egui::RichText::new(&text).small().color(cx.palette.red);
                    ui.add(egui::Label::new(words).wrap());
                });
            });
            if row.clicked() {
                self.chosen = session.or(self.chosen);
                self.asked = None;
            }
        }
        if look.breaches.len() > SHOWN {
            muted(ui, format!("and {} more", look.breaches.len() - SHOWN));
        }
        ui.add_space(6.0);
    }

    fn pinned(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let sessions = cx.centre.planned_sessions();
        let pinned: Vec<_> = sessions.into_iter().filter(|session| session.pinned).collect();
        if pinned.is_empty() {
            return;
        }
        heading(ui, "Pinned by hand");
        cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for session in pinned {
                let at = session.planned.map(|at| cx.time_of_day(at)).unwrap_or_default();
                let text = format!("{} {at}", words::session(cx.centre, session.id));
                if buttons::quiet(ui, &text).clicked() {
                    self.chosen = Some(session.id);
                    self.asked = None;
                }
            }
        });
        ui.add_space(8.0);
    }
}

/// What was not as it should be when it was held, folded: there is nothing left to do about it.
fn past(ui: &mut Ui, look: &Look) {
    if look.past.is_empty() {
        return;
    }
    let title = format!("Past: {} did not hold", words::count(look.past.len(), "rule", "rules"));
    egui::CollapsingHeader::new(title).id_salt("past").show(ui, |ui| {
        for breach in look.past.iter().take(SHOWN) {
            muted(ui, words::breach_fact(&look.called, &look.plan, breach));
        }
        if look.past.len() > SHOWN {
            muted(ui, format!("and {} more", look.past.len() - SHOWN));
        }
    });
    ui.add_space(6.0);
}

/// What a plan can hold with, and somebody should look at.
pub(super) fn doubtful(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = egui::RichText::new(text).small().color(cx.palette.amber);
        ui.add(egui::Label::new(words).wrap());
    });
    ui.add_space(6.0);
}

/// What is asked, and the figure behind it, as one text that breaks between words and never within
/// `3 h 56 min`.
fn figure_line(ui: &mut Ui, what: &str, figure: &str) {
    let mut text = egui::text::LayoutJob::default();
    let plain = egui::FontSelection::Default;
    egui::RichText::new(format!("{what} ")).append_to(
        &mut text,
        ui.style(),
        plain.clone(),
        egui::Align::Center,
    );
    let figure = ["h", "min"].iter().fold(figure.to_owned(), |text, unit| {
        text.replace(&format!(" {unit}"), &format!("\u{a0}{unit}"))
    });
    let figure = figure.replace("h ", "h\u{a0}");
    theme::strong(figure).append_to(&mut text, ui.style(), plain, egui::Align::Center);
    ui.add(egui::Label::new(text).wrap());
}

/// What people ask of a timetable, and the figure.
fn figures(cx: &Cx<'_>, centre: &Centre, look: &Look, proved: bool) -> Vec<(String, String)> {
    let measures = &look.measures;
    let at = |moment: jiff::Timestamp| match look.days.len() {
        0 | 1 => cx.time_of_day(moment),
        _ => words::day_and_time(moment, cx.zone),
    };
    let time = |minute: Minute| at(look.posed.moment(minute));
    let range = |least: usize, most: usize| {
        if least == most { least.to_string() } else { format!("{least} to {most}") }
    };
    let ends =
        if proved { format!("{} (proved best)", time(measures.ends)) } else { time(measures.ends) };
    let last = look.agenda.last_candidate.map(at);
    let distinct = (measures.distinct.iter().min(), measures.distinct.iter().max());
    let seen = range(distinct.0.copied().unwrap_or(0), distinct.1.copied().unwrap_or(0));
    let loads = (measures.loads.iter().min(), measures.loads.iter().max());
    let hours = |minutes: Option<&Minute>| {
        let minutes = u32::try_from(minutes.copied().unwrap_or(0)).unwrap_or(0);
        words::length(crate::time::Length::minutes(minutes))
    };
    let wait = u32::try_from(measures.waits.iter().max().copied().unwrap_or(0)).unwrap_or(0);
    let mut all = vec![
        ("Last candidate leaves".to_owned(), last.unwrap_or_else(|| time(measures.last_candidate))),
        ("Last write-up ends".to_owned(), ends),
        ("Each candidate seen by".to_owned(), format!("{seen} assessors")),
        ("Longest wait".to_owned(), words::length(crate::time::Length::minutes(wait))),
        ("Assessors’ work".to_owned(), format!("{} to {}", hours(loads.0), hours(loads.1))),
    ];
    let meetings = look.agenda.people.values().flatten().filter(|one| one.what == What::WashUp);
    let ends = look.posed.moment(look.posed.problem.horizon);
    if let Some(late) = meetings.map(|one| one.until).max().filter(|until| *until > ends) {
        let date = |at: jiff::Timestamp| at.to_zoned_datetime(cx.zone.clone()).date();
        let last = match date(late) {
            day if day == date(ends) => cx.time_of_day(late),
            day if Some(day) == date(ends).tomorrow().ok() => {
                format!("{}, the next day", cx.time_of_day(late))
            }
            _ => words::day_and_time(late, cx.zone),
        };
        all.push((format!("The day ends {}, but the wash-up", at(ends)), last));
    }
    if measures.orders > 1 {
        all.push(("Orders of exercises".to_owned(), format!("{} different", measures.orders)));
    }
    let pairs = centre.people.kept_apart().count();
    if pairs > 0 {
        let broken = look.breaches.iter().chain(&look.past);
        let met = broken.filter(|one| matches!(one, Breach::Conflict { .. })).count();
        let kept = pairs.saturating_sub(met);
        all.push(("Known pairs kept apart".to_owned(), format!("{kept} of {pairs}")));
    }
    let candidates = centre.people.candidates();
    let (longer, fixed): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .filter(|one| one.is_adjusted())
        .partition(|one| one.gains_time(&centre.scenario.exercises));
    if !longer.is_empty() {
        let given = words::count(longer.len(), "candidate", "candidates");
        all.push(("Adjusted time planned for".to_owned(), given));
    }
    if !fixed.is_empty() {
        let without = words::count(fixed.len(), "candidate", "candidates");
        all.push((
            "Adjusted time that no exercise gives, since all are fixed:".to_owned(),
            without,
        ));
    }
    all
}

/// The search: how far it is, and what to do with what it has.
fn search(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (look, now): (&Look, Option<&Look>),
    found: &Found,
    asks: &mut Asks,
) {
    heading(ui, if found.over { "Found" } else { "Looking" });
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if !found.over {
            #[expect(clippy::cast_possible_truncation, reason = "a bar on the screen")]
            let share = (found.seconds / SECONDS).clamp(0.0, 1.0) as f32;
            bars::progress(ui, share, false, Some("The search"));
            let words = if found.reasoning {
                "There is no plan so far. Finding out why…".to_owned()
            } else {
                format!(
                    "{:.0} s · {} plans tried · no plan ends before {}",
                    found.seconds,
                    thousands(found.tried),
                    cx.time_of_day(found.posed.moment(found.earliest_end)),
                )
            };
            muted(ui, words);
            let stop = if found.plan.is_some() { "Stop and keep the best" } else { "Stop looking" };
            if buttons::plain(ui, stop).clicked() {
                asks.ask(Ask::Timetable(Timetabling::Stop));
            }
            return;
        }
        match (&found.plan, &found.reason) {
            (Some((plan, measures)), _) => {
                offer(ui, cx, (look, now), (found, plan, measures), asks);
            }
            (None, Some(reason)) => why_none(ui, look, reason, asks),
            (None, None) => {
                muted(ui, "Stopped before there was a plan.");
                if buttons::plain(ui, "Close").clicked() {
                    asks.ask(Ask::Timetable(Timetabling::Keep));
                }
            }
        }
    });
    ui.add_space(8.0);
}

/// The plan that was found beside the one that is there, and the choice.
fn offer(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (look, now): (&Look, Option<&Look>),
    (found, plan, measures): (&Found, &Plan, &Measures),
    asks: &mut Asks,
) {
    // The search hands out no plan in which a rule is broken, save by what is pinned: look shows it.
    let broken = look.breaches.len();
    let found_side = Side { name: "Found", posed: &found.posed, plan, measures, broken };
    let better = now.map(|now| {
        let of = |look: &Look| look.breaches.len() + look.past.len();
        words::better((of(now), &now.measures), (of(look), measures))
    });
    if better == Some(None) {
        no_better(ui, cx, found, asks);
        return;
    }
    if let Some(better) = better.flatten() {
        ui.add(egui::Label::new(better).wrap());
    }
    // Above what may need scrolling.
    ui.horizontal_wrapped(|ui| {
        if buttons::primary_if(ui, "Use this plan", writable(cx)).clicked() {
            asks.ask(Ask::Timetable(Timetabling::Use));
        }
        if buttons::plain(ui, "Keep the old one").clicked() {
            asks.ask(Ask::Timetable(Timetabling::Keep));
        }
    });
    if let Some(now) = now {
        compare(ui, cx, &Side::now(now), &found_side);
    }
    let words = if found.proved {
        "No plan is better: bound and plan meet.".to_owned()
    } else {
        format!(
            "{} plans tried. No plan ends before {}.",
            thousands(found.tried),
            cx.time_of_day(found.posed.moment(found.earliest_end))
        )
    };
    muted(ui, words);
}

/// That the search has nothing better than what is there: there is no choice to make.
fn no_better(ui: &mut Ui, cx: &Cx<'_>, found: &Found, asks: &mut Asks) {
    ui.label(theme::strong("No better plan was found."));
    let words = format!(
        "{} plans tried. The timetable stays as it is; no plan ends before {}.",
        thousands(found.tried),
        cx.time_of_day(found.posed.moment(found.earliest_end))
    );
    muted(ui, words);
    if buttons::plain(ui, "Close").clicked() {
        asks.ask(Ask::Timetable(Timetabling::Keep));
    }
}

/// Why there is no plan, and what would lead to one.
fn why_none(ui: &mut Ui, look: &Look, reason: &Reason, asks: &mut Asks) {
    // What was looked for and not found may be there all the same.
    let proved = reason.proved || !reason.clashes.is_empty();
    ui.label(theme::strong(words::no_plan(proved)));
    for clash in &reason.clashes {
        ui.label(words::clash(&look.called, clash));
    }
    if !reason.demands.is_empty() {
        muted(ui, words::cannot_all_hold(reason.proved));
        for demand in &reason.demands {
            ui.label(format!("· {}", words::demand(&look.called, &look.posed.problem, *demand)));
        }
    }
    if reason.ways.is_empty() {
        // What is said about a clash says already what to do.
        if reason.clashes.is_empty() {
            muted(ui, "No single step of those that were tried leads to a plan.");
        }
    } else {
        muted(ui, "Each of these alone leads to a plan:");
        for (way, measures) in &reason.ways {
            ui.label(format!(
                "· {}",
                words::way(&look.called, &look.posed.problem, *way, measures)
            ));
        }
    }
    if buttons::plain(ui, "Close").clicked() {
        asks.ask(Ask::Timetable(Timetabling::Keep));
    }
}

/// A number with its thousands apart: `12,400`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
