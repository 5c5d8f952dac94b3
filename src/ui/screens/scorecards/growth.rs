//! One person against an earlier centre: then and now, where the two can be compared at all.

use std::collections::BTreeMap;

use egui::Ui;

use super::Wish;
use super::parts::{column, range, small};
use crate::centre::Centre;
use crate::ids::CandidateId;
use crate::scoring::Mean;
use crate::scoring::growth::{self as scoring, Line};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::score_bar::{self, Score};
use crate::ui::widgets::{buttons, fields, follow};
use crate::words;
use crate::words::scorecards as say;

/// How many of the earlier centre's people are offered at once.
const OFFERED: usize = 12;

/// The earlier centre, and who is who.
#[derive(Default)]
pub(super) struct Growth {
    earlier: Option<Earlier>,
    find: String,
}

struct Earlier {
    file: String,
    centre: Centre,
    /// The same without names, for when names are hidden.
    nameless: Centre,
    /// Who of then is who of now, as a person said.
    same: BTreeMap<CandidateId, CandidateId>,
}

impl Growth {
    /// Lays an earlier centre beside this one.
    pub(super) fn take(&mut self, file: String, centre: Centre) {
        let nameless = centre.with_names_hidden();
        self.earlier = Some(Earlier { file, centre, nameless, same: BTreeMap::new() });
        self.find.clear();
    }

    /// Draws the view.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        chosen: Option<CandidateId>,
        asks: &mut Asks,
    ) -> Option<Wish> {
        let listed = cx.centre.people.candidates();
        let candidate = chosen.or_else(|| listed.first().map(|known| known.id))?;
        let mut wish = None;
        cards::middle(ui, |ui| {
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            follow::area(ui, area, |ui| {
                let Some(earlier) = &mut self.earlier else {
                    none(ui, asks);
                    return;
                };
                let places =
                    (listed.iter().position(|known| known.id == candidate).unwrap_or(0), &listed);
                wish = head(ui, cx, earlier, places, asks);
                ui.add_space(4.0);
                match earlier.same.get(&candidate).copied() {
                    Some(then) => {
                        if body(ui, cx, earlier, (candidate, then)) {
                            earlier.same.remove(&candidate);
                        }
                    }
                    None => who(ui, cx, earlier, candidate, &mut self.find),
                }
            });
        });
        wish
    }
}

fn none(ui: &mut Ui, asks: &mut Asks) {
    let words = "Growth is shown against an earlier centre of the same person. It is opened to \
         read only, and nothing of it is taken into this centre.";
    cards::empty(ui, "No earlier centre yet", words, |ui| {
        if buttons::primary(ui, "Choose an earlier centre…").clicked() {
            asks.ask(Ask::OpenEarlier);
        }
    });
}

/// Who it is now, who comes before and after, and which centre is then.
fn head(
    ui: &mut Ui,
    cx: &Cx<'_>,
    earlier: &Earlier,
    (place, listed): (usize, &Vec<&crate::people::Candidate>),
    asks: &mut Asks,
) -> Option<Wish> {
    let mut wish = None;
    let name = listed.get(place).map(|known| known.label()).unwrap_or_default();
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 300.0).max(120.0);
        column(ui, (width, 30.0), |ui| {
            ui.add(egui::Label::new(theme::strong(&name).size(20.0)).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if buttons::plain(ui, "Another centre…").clicked() {
                asks.ask(Ask::OpenEarlier);
            }
            if let Some(known) = listed.get(place)
                && buttons::plain(ui, "Scorecard").clicked()
            {
                wish = Some(Wish::Show(known.id));
            }
        });
    });
    let then = &earlier.centre.details;
    let date = then.date.map_or_else(|| "no date".to_owned(), words::date);
    muted(ui, format!("Then: {}, {date} ({}), to read only.", then.name, earlier.file));
    let now = cx.centre.details.date.map_or_else(|| "no date".to_owned(), words::date);
    muted(ui, format!("Now: {}, {now}.", cx.centre.details.name));
    wish
}

/// Who of then it is: a person says, nothing is guessed.
fn who(ui: &mut Ui, cx: &Cx<'_>, earlier: &mut Earlier, candidate: CandidateId, find: &mut String) {
    let name = words::candidate(cx.centre, candidate);
    heading(ui, format!("Who was {name} then?"));
    muted(ui, "Codes are given anew at each centre, and names can be shared: you say who it is.");
    ui.scope(|ui| {
        ui.set_max_width(320.0);
        fields::line(ui, "growth-find", "Find by code or name", find, "");
    });
    let wanted = find.trim().to_lowercase();
    let centre = if cx.names_hidden() { &earlier.nameless } else { &earlier.centre };
    let all = centre.people.candidates();
    let fitting: Vec<(CandidateId, String)> = all
        .iter()
        .map(|known| (known.id, known.label()))
        .filter(|(_, label)| label.to_lowercase().contains(&wanted))
        .collect();
    let mut chosen = None;
    for (id, label) in fitting.iter().take(OFFERED) {
        if buttons::plain(ui, &format!("It was {label}")).clicked() {
            chosen = Some(*id);
        }
    }
    if fitting.len() > OFFERED {
        muted(ui, format!("And {} more: type to find.", fitting.len() - OFFERED));
    }
    if fitting.is_empty() {
        muted(ui, "Nobody of the earlier centre fits.");
    }
    if let Some(then) = chosen {
        earlier.same.insert(candidate, then);
        find.clear();
    }
}

/// Then and now; true when it was somebody else after all.
fn body(
    ui: &mut Ui,
    cx: &Cx<'_>,
    earlier: &Earlier,
    (now, then): (CandidateId, CandidateId),
) -> bool {
    let centre = if cx.names_hidden() { &earlier.nameless } else { &earlier.centre };
    let mut other = false;
    ui.horizontal_wrapped(|ui| {
        muted(ui, format!("Then known as {}.", words::candidate(centre, then)));
        other = buttons::quiet(ui, "It was somebody else").clicked();
    });
    let growth = scoring::growth((cx.centre, now), (&earlier.centre, then));
    if !growth.lines.is_empty() {
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            heading(ui, "Then and now");
            muted(ui, "Bar: now · line: then.");
            for line in &growth.lines {
                row(ui, cx, line);
            }
        });
    }
    if !growth.apart.is_empty() {
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "What cannot be compared");
            for why in &growth.apart {
                muted(ui, say::apart(why));
            }
        });
    }
    muted(ui, say::DEPENDABLE);
    other
}

fn row(ui: &mut Ui, cx: &Cx<'_>, line: &Line) {
    let one = |value| Mean { value, ratings: 0 }.to_string();
    let all = ui.available_width();
    ui.horizontal(|ui| {
        let name = (all * 0.26).clamp(120.0, 240.0);
        column(ui, (name, 28.0), |ui| {
            ui.add(egui::Label::new(&line.name).truncate()).on_hover_text(&line.name);
        });
        let score = Score {
            value: Some(line.now),
            mean: Some(line.then),
            target: None,
            highest: range(cx).1,
        };
        let said = format!("{}: then {}, now {}", line.name, one(line.then), one(line.now));
        score_bar::bar(ui, (all - name - 330.0).max(60.0), score, &said);
        column(ui, (290.0, 28.0), |ui| {
            let figures = format!("{} → {}", one(line.then), one(line.now));
            ui.label(theme::strong(figures));
            let mut notes = vec![format!("n {} → {}", line.ratings.0, line.ratings.1)];
            if let Some(called) = &line.called_then {
                notes.push(format!("called “{called}” then"));
            }
            if line.reworded {
                notes.push("worded otherwise then".to_owned());
            }
            small(ui, cx, &notes.join(" · ")).on_hover_text(notes.join(" · "));
        });
    });
}
