//! The phases of an exercise: the bar, and the phase that is chosen on it.

use egui::Ui;

use super::fields;
use super::page::Page;
use crate::design::{edits, new_phase};
use crate::problem::Path;
use crate::scenario::Exercise;
use crate::scenario::exercise::{Inject, Phase, PhaseKind, Present, Recipient, SubPhase, Warning};
use crate::time::Length;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::item_list::{self, Words};
use crate::ui::widgets::phase_bar::{self, Pulled, Span};
use crate::ui::widgets::{buttons, cards};
use crate::words;

const KINDS: [(PhaseKind, &str); 6] = [
    (PhaseKind::Briefing, "Briefing"),
    (PhaseKind::Preparation, "Preparation"),
    (PhaseKind::Run, "Run"),
    (PhaseKind::Questions, "Questions"),
    (PhaseKind::SelfAssessment, "Self-assessment"),
    (PhaseKind::WriteUp, "Write-up"),
];

const PRESENT: [(Present, &str); 4] = [
    (Present::Candidates, "candidates"),
    (Present::Assessors, "assessors"),
    (Present::RolePlayers, "role players"),
    (Present::Facilitator, "facilitator"),
];

pub(super) fn bar_card(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let palette = Palette::of(ui.ctx());
    *page.phase = page.phase.filter(|place| *place < exercise.phases.len());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let kind = words::exercise_kind(exercise.kind);
        let total = words::length(exercise.total());
        cards::heading(ui, format!("{} · {kind} · {total}", exercise.title));
        match phase_bar::bar(
            ui,
            &spans(exercise),
            page.phase.unwrap_or(usize::MAX),
            page.form.editable,
        ) {
            Some(Pulled::Chosen(place)) => {
                *page.phase = Some(place).filter(|_| *page.phase != Some(place));
            }
            Some(Pulled::Lasts(place, minutes)) => {
                if let Some(phase) = exercise.phases.get_mut(place) {
                    phase.length = Length::minutes(minutes);
                }
            }
            None => {}
        }
        cards::muted(ui, legend(exercise));
        // Below the bar: what is said changes while an end is pulled, and must not move it.
        page.form.said(ui, &path.field("phases").to_string());
        if let Some(add) = add_phase(ui, page, exercise) {
            page.form.arrive(&path.field("phases").to_string(), &add);
        }
        chosen_phase(ui, page, path, exercise);
    });
}

fn spans(exercise: &Exercise) -> Vec<Span> {
    #[expect(clippy::cast_possible_truncation, reason = "minutes of a phase")]
    let minutes = |length: Length| length.as_minutes() as f32;
    let phases = exercise.phases.iter();
    phases
        .map(|phase| Span {
            title: phase.title.clone(),
            minutes: phase.length.as_secs() / 60,
            observed: phase.kind.is_observed(),
            injects: exercise
                .injects
                .iter()
                .filter(|inject| inject.phase == phase.id)
                .map(|inject| minutes(inject.minute))
                .collect(),
            warnings: phase
                .warnings
                .iter()
                .map(|warning| minutes(phase.length) - minutes(warning.before_end))
                .collect(),
        })
        .collect()
}

fn legend(exercise: &Exercise) -> String {
    let injects: Vec<String> = exercise
        .injects
        .iter()
        .map(|inject| {
            let phase = exercise.phase(&inject.phase).map_or("", |(_, phase)| &phase.title);
            format!("{phase} {}", words::length(inject.minute))
        })
        .collect();
    let dashed = if injects.is_empty() {
        "dashed: injects (none)".to_owned()
    } else {
        format!("dashed: injects at {}", injects.join(", "))
    };
    format!(
        "{dashed} · solid: warnings · press a phase to change it · drag the end of a phase, or focus it and press ← →"
    )
}

fn add_phase(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    exercise: &mut Exercise,
) -> Option<egui::Response> {
    if !page.form.editable {
        return None;
    }
    let menu = ui.menu_button("+ Add phase", |ui| {
        for (kind, name) in KINDS {
            if ui.button(name).clicked() {
                let new = new_phase(exercise, kind, name);
                let before = exercise.phases.iter().position(|p| p.kind == PhaseKind::WriteUp);
                let end = exercise.phases.len();
                let place = before.filter(|_| kind != PhaseKind::WriteUp).unwrap_or(end);
                exercise.phases.insert(place, new);
                *page.phase = Some(place);
                ui.close();
            }
        }
    });
    Some(menu.response)
}

fn chosen_phase(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let Some(place) = *page.phase else { return };
    let list = path.field("phases");
    ui.push_id(("phase", place), |ui| {
        let Some(phase) = exercise.phases.get_mut(place) else { return };
        ui.separator();
        let title = if phase.title.is_empty() { "Phase" } else { &phase.title };
        ui.label(theme::strong(format!("Phase {}: {title}", place + 1)));
        about(ui, &mut page.form, &list.item(place), phase);
    });
    order(ui, page, exercise, place);
}

fn about(ui: &mut Ui, form: &mut Form<'_>, path: &Path, phase: &mut Phase) {
    form.line(
        ui,
        &path.field("title"),
        field("Title of the phase", "What it is called on the clock."),
        &mut phase.title,
    );
    let kinds = KINDS.map(|(kind, name)| (kind, name.to_owned()));
    let words = field("What it is for", "Candidates are observed in Run and Questions.");
    form.choice(ui, &path.field("kind"), words, (&mut phase.kind, &kinds));
    form.length(
        ui,
        &path.field("length"),
        field("Length", "Such as 20 min. It is the same for everybody, but for extra time."),
        &mut phase.length,
    );
    present(ui, form, path, phase);
    form.toggle(
        ui,
        &path.field("fixed"),
        field("Fixed length", "A candidate’s extra time does not lengthen it."),
        &mut phase.fixed,
    );
    warnings(ui, form, path, phase);
    sub_phases(ui, form, path, phase);
}

fn present(ui: &mut Ui, form: &mut Form<'_>, path: &Path, phase: &mut Phase) {
    let label = cards::muted(ui, "Who is in the room");
    form.arrive(&path.field("present").to_string(), &label);
    form.said(ui, &path.field("present").to_string());
    ui.add_enabled_ui(form.editable, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (who, name) in PRESENT {
                let mut there = phase.present.contains(&who);
                if ui.checkbox(&mut there, name).changed() {
                    phase.present.retain(|other| *other != who);
                    if there {
                        phase.present.push(who);
                    }
                }
            }
        });
    });
}

fn warnings(ui: &mut Ui, form: &mut Form<'_>, path: &Path, phase: &mut Phase) {
    let words = Words {
        heading: "Warnings",
        meaning: "Words said in the room before the end.",
        item: "warning",
    };
    item_list::list(
        ui,
        form,
        (&path.field("warnings"), words),
        &mut phase.warnings,
        |_| Warning { before_end: Length::minutes(5), text: "Five minutes left.".to_owned() },
        |ui, form, path, warning| {
            let before = path.field("before_end");
            form.length(ui, &before, field("Before the end", ""), &mut warning.before_end);
            form.line(ui, &path.field("text"), field("What is said", ""), &mut warning.text);
        },
    );
}

fn sub_phases(ui: &mut Ui, form: &mut Form<'_>, path: &Path, phase: &mut Phase) {
    let words = Words {
        heading: "Stretches within the phase",
        meaning: "Such as talk 10 min, discussion 10 min. Leave it empty when the phase is one.",
        item: "stretch",
    };
    item_list::list(
        ui,
        form,
        (&path.field("sub_phases"), words),
        &mut phase.sub_phases,
        |_| SubPhase { title: String::new(), length: Length::minutes(5) },
        |ui, form, path, stretch| {
            form.line(
                ui,
                &path.field("title"),
                field("Title of the stretch", ""),
                &mut stretch.title,
            );
            form.length(ui, &path.field("length"), field("How long", ""), &mut stretch.length);
        },
    );
}

/// All injects of the exercise. A new one comes in the first phase in which somebody is observed.
pub(super) fn injects(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let observed = exercise.phases.iter().find(|phase| phase.kind.is_observed());
    let Some(first) = observed.or(exercise.phases.first()).map(|phase| phase.id.clone()) else {
        return;
    };
    let words = Words {
        heading: "Injects",
        meaning: "What happens at a set minute: a new message, a visitor, a prompt for a role player. They lie on the bar as dashed lines.",
        item: "inject",
    };
    let phases = fields::phases_of(exercise);
    let mut to = vec![
        (Recipient::Candidates, "the candidates".to_owned()),
        (Recipient::Assessors, "the assessors".to_owned()),
    ];
    to.extend(exercise.role_players.iter().map(|part| {
        (Recipient::RolePlayer(part.id.clone()), format!("the role player of {}", part.name))
    }));
    item_list::list(
        ui,
        &mut page.form,
        (&path.field("injects"), words),
        &mut exercise.injects,
        |known| Inject {
            id: edits::next_inject(known.iter().map(|inject| &inject.id)),
            phase: first,
            minute: Length::minutes(5),
            to: Recipient::Candidates,
            text: String::new(),
        },
        |ui, form, path, inject| {
            let phase = path.field("phase");
            fields::phase(ui, form, (&phase, field("Phase", "")), &phases, &mut inject.phase);
            let minute = path.field("minute");
            form.length(
                ui,
                &minute,
                field("After", "From the start of the phase."),
                &mut inject.minute,
            );
            form.choice(ui, &path.field("to"), field("Given to", ""), (&mut inject.to, &to));
            form.lines(
                ui,
                &path.field("text"),
                field("What is given or said", ""),
                &mut inject.text,
            );
        },
    );
}

fn order(ui: &mut Ui, page: &mut Page<'_, '_>, exercise: &mut Exercise, place: usize) {
    if !page.form.editable {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let earlier =
            |ui: &mut Ui| buttons::plain(ui, "Earlier").accessible_name("This phase earlier");
        if place > 0 && earlier(ui).clicked() {
            exercise.phases.swap(place, place - 1);
            *page.phase = Some(place - 1);
        }
        let later = |ui: &mut Ui| buttons::plain(ui, "Later").accessible_name("This phase later");
        if place + 1 < exercise.phases.len() && later(ui).clicked() {
            exercise.phases.swap(place, place + 1);
            *page.phase = Some(place + 1);
        }
        if buttons::plain(ui, "Remove this phase").clicked() {
            edits::remove_phase(exercise, place);
            *page.phase = None;
        }
        if buttons::plain(ui, "Done with this phase").clicked() {
            *page.phase = None;
        }
    });
}
