//! The editor: pages on the left, the chosen one in the middle, checks on the right.

use egui::Ui;
use egui_commonmark::CommonMarkCache;

use super::page::{Page, Section, section_of};
use super::{
    checks, competency, day, decision, exercise, heading, outline, rules, scale, short_names,
};
use crate::centre::design::anybody_rated;
use crate::design::{Draft, Home};
use crate::problem::{Path, Problem, Step};
use crate::scenario::Scenario;
use crate::scenario::checks::{Finding, check};
use crate::ui::asks::{Ask, Asks, Designing};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme::Palette;
use crate::ui::widgets::form::{Findings, Form, Kept};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{aloud, buttons, cards, follow};
use crate::words;

/// Below this width the checks are a page of their own.
const WIDE: f32 = 1100.0;

/// What is selected and half typed in the editor.
#[derive(Default)]
pub(super) struct Editor {
    pub(super) section: Section,
    pub(super) phase: Option<usize>,
    pub(super) competency: usize,
    kept: Kept,
    cache: CommonMarkCache,
    found: Found,
}

/// What the checks found in one version of the draft.
#[derive(Default)]
struct Found {
    version: Option<u64>,
    problems: Vec<Problem<Finding>>,
    by_field: Findings,
}

impl Editor {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: Option<&Cx<'_>>, draft: &Draft, asks: &mut Asks) {
        self.look_over(draft);
        self.stay_within(draft.scenario());
        bar(ui, cx, draft, asks);
        let editable = true;
        let rated = matches!(draft.home(), Home::Centre(_))
            && cx.is_some_and(|cx| anybody_rated(cx.centre));
        let wide = ui.available_width() >= WIDE;
        let mut scenario = draft.scenario().as_ref().clone();
        let found = std::mem::take(&mut self.found);
        cards::list_column(ui, "design-pages", if wide { 232.0 } else { 200.0 }, |ui| {
            let problems = (!wide).then_some(found.problems.len());
            let pages = (&mut self.section, problems);
            outline::ui(ui, &mut scenario, pages, (&mut self.kept, editable));
        });
        if wide {
            cards::side_column(ui, "design-checks", 268.0, |ui| {
                if let Some(to) = checks::ui(ui, (&scenario, rated), &found.problems) {
                    self.lead_to(&scenario, to);
                }
            });
        }
        cards::middle(ui, |ui| {
            let area = egui::ScrollArea::vertical()
                .id_salt(("design-page", self.section_key()))
                .auto_shrink(false);
            follow::area(ui, area, |ui| {
                ui.set_max_width(ui.available_width().min(980.0));
                self.page(ui, &mut scenario, &found, (editable, rated));
            });
        });
        self.found = found;
        self.lead_nearer(ui);
        if scenario != **draft.scenario() {
            let scenario = Box::new(scenario);
            asks.ask(Ask::Design(Designing::Edit { scenario, stroke: stroke(ui) }));
        }
    }

    fn page(
        &mut self,
        ui: &mut Ui,
        scenario: &mut Scenario,
        found: &Found,
        (editable, rated): (bool, bool),
    ) {
        let mut section = self.section;
        let mut page = Page {
            form: Form {
                findings: &found.by_field,
                kept: &mut self.kept,
                editable,
                within: Vec::new(),
            },
            cache: &mut self.cache,
            section: &mut section,
            phase: &mut self.phase,
            competency: &mut self.competency,
        };
        let mut led = None;
        match self.section {
            Section::Heading => heading::ui(ui, &mut page, scenario),
            Section::Day => day::ui(ui, &mut page, scenario),
            Section::Scale => scale::ui(ui, &mut page, scenario),
            Section::Decision => decision::ui(ui, &mut page, scenario),
            Section::Rules => rules::ui(ui, &mut page, scenario),
            Section::ShortNames => short_names::ui(ui, &mut page, scenario),
            Section::Checks => led = checks::ui(ui, (scenario, rated), &found.problems),
            Section::Exercise(place) => exercise::ui(ui, &mut page, scenario, place),
            Section::Competency(place) => competency::ui(ui, &mut page, scenario, place),
        }
        self.section = section;
        if let Some(to) = led {
            self.lead_to(scenario, to);
        }
    }

    /// Checks the draft again when it has changed.
    fn look_over(&mut self, draft: &Draft) {
        if self.found.version == Some(draft.version()) {
            return;
        }
        let scenario = draft.scenario();
        let problems = check(scenario);
        let mut by_field = Findings::new();
        for problem in &problems {
            let said = words::finding_in(scenario, &problem.fact);
            let at = by_field.entry(problem.path.to_string()).or_default();
            at.push((problem.severity, said));
        }
        self.found = Found { version: Some(draft.version()), problems, by_field };
    }

    /// What was selected may have been taken out.
    fn stay_within(&mut self, scenario: &Scenario) {
        let competencies = scenario.framework.competencies.len();
        match self.section {
            Section::Exercise(place) if place >= scenario.exercises.len() => {
                self.section = match scenario.exercises.len().checked_sub(1) {
                    Some(last) => Section::Exercise(last),
                    None => Section::Heading,
                };
            }
            Section::Competency(place) if place >= competencies => {
                self.section = match competencies.checked_sub(1) {
                    Some(last) => Section::Competency(last),
                    None => Section::Heading,
                };
            }
            _ => {}
        }
        self.competency = self.competency.min(competencies.saturating_sub(1));
    }

    /// Shows the page and the field that a finding is about, and in it the word.
    fn lead_to(&mut self, scenario: &Scenario, (path, word): (Path, Option<String>)) {
        self.section = section_of(&path).unwrap_or(self.section);
        if let [.., Step::Field("phases"), Step::Item(phase)]
        | [_, _, Step::Field("phases"), Step::Item(phase), ..] = path.0.as_slice()
        {
            self.phase = Some(*phase);
        }
        if let Section::Competency(place) = self.section {
            self.competency = place.min(scenario.framework.competencies.len());
        }
        self.kept.wanted = Some(path.to_string());
        self.kept.word = word;
        self.kept.fresh = true;
    }

    /// A finding may be about something that has no field of its own: then what is around it is
    /// shown in the next frame.
    fn lead_nearer(&mut self, ui: &Ui) {
        let Some(wanted) = &mut self.kept.wanted else { return };
        if std::mem::take(&mut self.kept.fresh) {
            ui.ctx().request_repaint_after(std::time::Duration::ZERO);
            return;
        }
        let shorter = wanted.rfind(['.', '[']).unwrap_or(0);
        wanted.truncate(shorter);
        if wanted.is_empty() {
            self.kept.wanted = None;
        }
        ui.ctx().request_repaint_after(std::time::Duration::ZERO);
    }

    fn section_key(&self) -> String {
        format!("{:?}", self.section)
    }
}

/// What a change belongs to: the field that is typed in, what the arrows move, or what is dragged.
fn stroke(ui: &Ui) -> Option<u64> {
    let arrows = [egui::Key::ArrowLeft, egui::Key::ArrowRight];
    let moving = ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
    let typing = ui.ctx().text_edit_focused() || moving;
    let focused = ui.memory(egui::Memory::focused).filter(|_| typing);
    focused.or_else(|| ui.ctx().dragged_id()).map(|id| id.value())
}

/// What can be done with the draft as a whole.
fn bar(ui: &mut Ui, cx: Option<&Cx<'_>>, draft: &Draft, asks: &mut Asks) {
    let palette = Palette::of(ui.ctx());
    egui::Panel::top("design-bar")
        .frame(egui::Frame::new().fill(palette.side).inner_margin(egui::Margin::symmetric(16, 8)))
        .show(ui, |ui| {
            aloud::pane(ui, "The scenario as a whole");
            ui.horizontal_wrapped(|ui| {
                let of_centre = matches!(draft.home(), Home::Centre(_));
                let centre = cx.filter(|cx| cx.writable);
                let use_here = "Use in this centre…";
                if of_centre && centre.is_some() {
                    if buttons::primary(ui, use_here).clicked() {
                        asks.ask(Ask::Design(Designing::Adopt));
                    }
                } else if buttons::primary(ui, "Save scenario").clicked() {
                    asks.command(Command::Save);
                }
                if of_centre {
                    if buttons::plain(ui, "Export…").clicked() {
                        asks.command(Command::SaveAs);
                    }
                } else if centre.is_some() && buttons::plain(ui, use_here).clicked() {
                    asks.ask(Ask::Design(Designing::Adopt));
                }
                let undo = draft.can_undo().then_some(()).ok_or("There is nothing to undo.".into());
                if buttons::plain_if(ui, "Undo", undo).clicked() {
                    asks.command(Command::Undo);
                }
                let redo = draft.can_redo().then_some(()).ok_or("There is nothing to redo.".into());
                if buttons::plain_if(ui, "Redo", redo).clicked() {
                    asks.command(Command::Redo);
                }
                if buttons::plain(ui, "Print…").clicked() {
                    let scenario = Box::new(draft.scenario().as_ref().clone());
                    asks.ask(Ask::Design(Designing::Print(scenario)));
                }
                if buttons::plain(ui, "Close").clicked() {
                    asks.ask(Ask::Design(Designing::Close));
                }
                let (state, tone) = if draft.is_unsaved() {
                    (
                        match draft.home() {
                            Home::Centre(_) => "not in the centre yet",
                            Home::File(_) => "changed since it was saved",
                            Home::Nowhere => "not in a file yet",
                        },
                        Tone::Soon,
                    )
                } else {
                    (if of_centre { "as the centre has it" } else { "saved" }, Tone::Good)
                };
                marks::pill(ui, state, tone);
            });
        });
}
