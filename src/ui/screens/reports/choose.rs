//! The list of people to report on: all, none, by result, or by hand.

use std::collections::BTreeSet;

use egui::Ui;

use crate::ids::{AssessorId, CandidateId};
use crate::scoring::{self, Progress};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};

/// From how many on a list can be searched.
const MANY: usize = 20;

const ROW: f32 = 30.0;

/// Who is chosen. Everybody is until somebody is left out, so that who joins later is in.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    left_out: BTreeSet<CandidateId>,
    assessors_left_out: BTreeSet<AssessorId>,
    of_assessors: bool,
    find: String,
    known: Option<Known>,
}

/// Derived once for a length of record, since it looks at everybody.
#[derive(Debug)]
struct Known {
    version: usize,
    progress: Vec<Progress>,
    /// The result of each, as far as there is one.
    bands: Vec<(CandidateId, Option<String>)>,
}

impl Known {
    fn of(cx: &Cx<'_>) -> Self {
        let band = |known: &&crate::people::Candidate| {
            let outcome = scoring::outcome(cx.centre, known.id);
            (known.id, outcome.result(&cx.centre.scenario).map(str::to_owned))
        };
        Self {
            version: cx.version,
            progress: scoring::all_progress(cx.centre),
            bands: cx.centre.people.candidates().iter().map(band).collect(),
        }
    }
}

impl Chosen {
    /// Chooses one candidate of all.
    pub(super) fn only(&mut self, candidate: CandidateId, all: impl Iterator<Item = CandidateId>) {
        self.left_out = all.filter(|id| *id != candidate).collect();
        self.of_assessors = false;
        self.find.clear();
    }

    /// The candidates that are chosen, by code.
    pub(super) fn candidates(&self, cx: &Cx<'_>) -> Vec<CandidateId> {
        let listed = cx.centre.people.candidates().into_iter().map(|known| known.id);
        listed.filter(|id| !self.left_out.contains(id)).collect()
    }

    /// The assessors that are chosen, by name.
    pub(super) fn assessors(&self, cx: &Cx<'_>) -> Vec<AssessorId> {
        let listed = cx.centre.people.assessors().into_iter().map(|known| known.id);
        listed.filter(|id| !self.assessors_left_out.contains(id)).collect()
    }

    /// Draws the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.known.as_ref().is_none_or(|known| known.version != cx.version) {
            self.known = Some(Known::of(cx));
        }
        heading(ui, "About whom");
        ui.horizontal_wrapped(|ui| {
            for (of_assessors, name) in [(false, "Candidates"), (true, "Assessors")] {
                let button = egui::Button::selectable(self.of_assessors == of_assessors, name);
                if ui.add(button).clicked() {
                    self.of_assessors = of_assessors;
                    self.find.clear();
                }
            }
        });
        if self.of_assessors { self.of_assessors(ui, cx) } else { self.of_candidates(ui, cx) }
    }

    fn of_candidates(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let listed = cx.centre.people.candidates();
        let known = self.known.take();
        let complete = |id: CandidateId| {
            let mut all = known.iter().flat_map(|known| &known.progress);
            all.any(|one| one.candidate == id && one.is_complete())
        };
        ui.horizontal_wrapped(|ui| {
            if buttons::quiet(ui, "All").clicked() {
                self.left_out.clear();
            }
            if buttons::quiet(ui, "None").clicked() {
                self.left_out = listed.iter().map(|known| known.id).collect();
            }
            if buttons::quiet(ui, "Complete ones").clicked() {
                let missing = listed.iter().map(|known| known.id).filter(|id| !complete(*id));
                self.left_out = missing.collect();
            }
            if let Some(known) = &known {
                self.by_result(ui, cx, known);
            }
        });
        let people: Vec<_> = listed.iter().map(|known| (known.id, known.label())).collect();
        let missing = |id: CandidateId| (!complete(id)).then_some("part");
        list(ui, &mut self.find, &people, &mut self.left_out, &missing);
        self.known = known;
    }

    /// Those with one result alone.
    fn by_result(&mut self, ui: &mut Ui, cx: &Cx<'_>, known: &Known) {
        let bands = &cx.centre.scenario.decision.bands;
        if bands.is_empty() {
            return;
        }
        ui.menu_button("By result…", |ui| {
            let labels = bands.iter().rev().map(|band| Some(band.label.as_str()));
            for label in labels.chain([None]) {
                let with = known.bands.iter().filter(|(_, band)| band.as_deref() == label).count();
                let name = format!("{} · {with}", label.unwrap_or("Still open"));
                if ui.button(name).clicked() {
                    let others = known.bands.iter().filter(|(_, band)| band.as_deref() != label);
                    self.left_out = others.map(|(id, _)| *id).collect();
                    ui.close();
                }
            }
        });
    }

    fn of_assessors(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let listed = cx.centre.people.assessors();
        ui.horizontal_wrapped(|ui| {
            if buttons::quiet(ui, "All").clicked() {
                self.assessors_left_out.clear();
            }
            if buttons::quiet(ui, "None").clicked() {
                self.assessors_left_out = listed.iter().map(|known| known.id).collect();
            }
        });
        let people: Vec<_> = listed.iter().map(|known| (known.id, known.name.clone())).collect();
        list(ui, &mut self.find, &people, &mut self.assessors_left_out, &|_id| None);
    }
}

/// People to tick; `mark` is a word beside a name.
fn list<Id: Ord + Copy>(
    ui: &mut Ui,
    find: &mut String,
    people: &[(Id, String)],
    left_out: &mut BTreeSet<Id>,
    mark: &dyn Fn(Id) -> Option<&'static str>,
) {
    if people.is_empty() {
        muted(ui, "Nobody yet.");
        return;
    }
    if people.len() > MANY {
        fields::line(ui, "find", "Find by code or name", find, "");
    } else {
        find.clear();
    }
    let wanted = find.trim().to_lowercase();
    let fits = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    let shown: Vec<_> = people.iter().filter(|(_, name)| fits(name)).collect();
    if shown.is_empty() {
        muted(ui, format!("Nobody on the list fits “{}”.", find.trim()));
    }
    let area = egui::ScrollArea::vertical().auto_shrink([false, true]);
    area.show_rows(ui, ROW, shown.len(), |ui, range| {
        for (id, name) in shown.iter().skip(range.start).take(range.len()) {
            ui.horizontal(|ui| {
                ui.set_height(ROW - ui.spacing().item_spacing.y);
                let mut on = !left_out.contains(id);
                let mark = mark(*id);
                let width = ui.available_width() - if mark.is_some() { 48.0 } else { 0.0 };
                let ticked = ui
                    .scope(|ui| {
                        ui.set_max_width(width);
                        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                        ui.checkbox(&mut on, name.as_str())
                    })
                    .inner;
                if ticked.changed() {
                    if on {
                        left_out.remove(id);
                    } else {
                        left_out.insert(*id);
                    }
                }
                if let Some(mark) = mark {
                    let words = "Something of the results is still missing.";
                    marks::pill(ui, mark, Tone::Soon).on_hover_text(words);
                }
            });
        }
    });
}
