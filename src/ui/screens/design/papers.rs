//! What people hold in their hands: briefs, documents, seats, parts, questions, checklist, guide
//! and script.

use egui::Ui;
use egui_commonmark::CommonMarkCache;

use super::page::Page;
use super::{fields, phases};
use crate::design::edits;
use crate::ids::{CompetencyId, PartId};
use crate::problem::Path;
use crate::scenario::papers::{CheckItem, Document, Part, Prompt, Question, Seat, SelfAssessment};
use crate::scenario::{Exercise, PhaseKind, Scenario};
use crate::time::Length;
use crate::ui::theme::Palette;
use crate::ui::widgets::form::{Form, field};
use crate::ui::widgets::item_list::{self, Words};
use crate::ui::widgets::{cards, markdown};

pub(super) fn ui(
    ui: &mut Ui,
    page: &mut Page<'_, '_>,
    (scenario, path): (&Scenario, &Path),
    exercise: &mut Exercise,
) {
    let rated = fields::rated_in(scenario, exercise);
    card(ui, |ui| briefs(ui, page, path, exercise));
    card(ui, |ui| documents(ui, page, path, exercise));
    if exercise.group.max > 1 || !exercise.seats.is_empty() {
        card(ui, |ui| seats(ui, page, path, exercise));
    }
    card(ui, |ui| parts(ui, page, path, exercise));
    if !exercise.phases.is_empty() {
        card(ui, |ui| phases::injects(ui, page, path, exercise));
    }
    card(ui, |ui| questions(ui, &mut page.form, path, (exercise, &rated)));
    card(ui, |ui| checklist(ui, &mut page.form, path, (exercise, &rated)));
    card(ui, |ui| self_assessment(ui, &mut page.form, path, (exercise, &rated)));
    card(ui, |ui| guides(ui, page, path, exercise));
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui.ctx());
    cards::card(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}

fn briefs(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let path = path.field("papers").field("candidate");
    let meaning = "What the candidate reads first: who they are, what is asked, how long they have. Not how it is marked.";
    let of = (&path, field("Candidate’s brief", meaning));
    markdown::paper(ui, &mut page.form, page.cache, of, &mut exercise.papers.candidate);
}

fn guides(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let path = path.field("papers");
    let papers = &mut exercise.papers;
    let texts = [
        (
            "assessor",
            "Assessor’s guide",
            "What each competency looks like in this exercise, and how it is scored.",
            &mut papers.assessor,
        ),
        (
            "facilitator",
            "Facilitator’s script",
            "Step by step, with the words to read out.",
            &mut papers.facilitator,
        ),
        ("room", "Room", "How it is set: tables, chairs, what lies on them.", &mut papers.room),
    ];
    for (name, label, meaning, text) in texts {
        let path = path.field(name);
        let of = (&path, field(label, meaning));
        markdown::paper(ui, &mut page.form, page.cache, of, text);
        ui.add_space(6.0);
    }
}

fn documents(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let words = Words {
        heading: "Documents",
        meaning: "What the candidate works with: letters, tables, messages.",
        item: "document",
    };
    let phases = fields::phases_of(exercise);
    let cache: &mut CommonMarkCache = page.cache;
    let list = path.field("papers").field("documents");
    item_list::list(
        ui,
        &mut page.form,
        (&list, words),
        &mut exercise.papers.documents,
        |known| Document {
            id: edits::next_document(known.iter().map(|document| &document.id)),
            title: "New document".to_owned(),
            given: None,
            collected: None,
            text: String::new(),
        },
        |ui, form, path, document| {
            form.line(ui, &path.field("title"), field("Heading", ""), &mut document.title);
            let given = path.field("given");
            let words = field("Handed out", "At the start of that phase.");
            fields::maybe_phase(
                ui,
                form,
                (&given, words, "with the brief"),
                &phases,
                &mut document.given,
            );
            let taken = path.field("collected");
            let words = field("Taken back", "At the end of that phase.");
            fields::maybe_phase(
                ui,
                form,
                (&taken, words, "at the very end"),
                &phases,
                &mut document.collected,
            );
            let text = path.field("text");
            markdown::paper(ui, form, cache, (&text, field("Text", "")), &mut document.text);
        },
    );
}

fn seats(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let words = Words {
        heading: "Seats",
        meaning: "What one candidate of the group reads and the others do not. One for each of the largest group, or none when all read the same.",
        item: "seat",
    };
    let cache: &mut CommonMarkCache = page.cache;
    item_list::list(
        ui,
        &mut page.form,
        (&path.field("seats"), words),
        &mut exercise.seats,
        |known| Seat {
            id: edits::next_seat(known.iter().map(|seat| &seat.id)),
            title: String::new(),
            brief: String::new(),
        },
        |ui, form, path, seat| {
            form.line(
                ui,
                &path.field("title"),
                field("Role", "Such as Head of nursing."),
                &mut seat.title,
            );
            let brief = path.field("brief");
            markdown::paper(
                ui,
                form,
                cache,
                (&brief, field("Brief of the seat", "")),
                &mut seat.brief,
            );
        },
    );
}

fn parts(ui: &mut Ui, page: &mut Page<'_, '_>, path: &Path, exercise: &mut Exercise) {
    let words = Words {
        heading: "Role players",
        meaning: "The people whom role players play, at most three. Each plays alike for every candidate.",
        item: "role player",
    };
    let before: Vec<_> = exercise.role_players.iter().map(|part| part.id.clone()).collect();
    let cache: &mut CommonMarkCache = page.cache;
    item_list::list(
        ui,
        &mut page.form,
        (&path.field("role_players"), words),
        &mut exercise.role_players,
        |known| Part {
            id: edits::next_part(known.iter().map(|part| &part.id)),
            name: String::new(),
            brief: String::new(),
            prompts: Vec::new(),
        },
        |ui, form, path, part| {
            form.line(ui, &path.field("name"), field("Name", "The person played."), &mut part.name);
            let brief = path.field("brief");
            let meaning =
                "Who the person is, what they want, first words, and how they respond to what.";
            markdown::paper(
                ui,
                form,
                cache,
                (&brief, field("Role player’s brief", meaning)),
                &mut part.brief,
            );
            prompts(ui, form, path, part);
        },
    );
    let still = |id: &PartId| exercise.role_players.iter().any(|part| part.id == *id);
    for gone in before.iter().filter(|id| !still(id)) {
        let gone = crate::scenario::exercise::Recipient::RolePlayer(gone.clone());
        exercise.injects.retain(|inject| inject.to != gone);
    }
}

fn prompts(ui: &mut Ui, form: &mut Form<'_>, path: &Path, part: &mut Part) {
    let words = Words {
        heading: "Prompts",
        meaning: "What is said or done in every session alike, ticked when done.",
        item: "prompt",
    };
    item_list::list(
        ui,
        form,
        (&path.field("prompts"), words),
        &mut part.prompts,
        |known| Prompt {
            id: edits::next_prompt(known.iter().map(|prompt| &prompt.id)),
            when: String::new(),
            text: String::new(),
        },
        |ui, form, path, prompt| {
            let when =
                field("When", "A moment of the talk, or what the candidate has to do first.");
            form.line(ui, &path.field("when"), when, &mut prompt.when);
            form.line(ui, &path.field("text"), field("What is said or done", ""), &mut prompt.text);
        },
    );
}

fn questions(
    ui: &mut Ui,
    form: &mut Form<'_>,
    path: &Path,
    (exercise, rated): (&mut Exercise, &[(CompetencyId, String)]),
) {
    let words = Words {
        heading: "Questions",
        meaning: "What the candidate is asked, word for word, each with its own minutes.",
        item: "question",
    };
    let phases = fields::phases_of(exercise);
    let asked_in = exercise.phases.iter().find(|phase| phase.kind == PhaseKind::Questions);
    let asked_in = asked_in.or(exercise.phases.first()).map(|phase| phase.id.clone());
    item_list::list(
        ui,
        form,
        (&path.field("questions"), words),
        &mut exercise.questions,
        |known| Question {
            id: edits::next_question(known.iter().map(|question| &question.id)),
            phase: asked_in.unwrap_or_else(|| crate::ids::PhaseId::new("run")),
            text: String::new(),
            length: Length::minutes(5),
            probes: Vec::new(),
            shows: Vec::new(),
        },
        |ui, form, path, question| {
            form.lines(ui, &path.field("text"), field("What is asked", ""), &mut question.text);
            let phase = path.field("phase");
            fields::phase(
                ui,
                form,
                (&phase, field("In the phase", "")),
                &phases,
                &mut question.phase,
            );
            let length = path.field("length");
            form.length(
                ui,
                &length,
                field("Minutes", "Question and answer."),
                &mut question.length,
            );
            let probes = path.field("probes");
            let words =
                field("Probes", "One a line: what may be asked further, the same for everybody.");
            form.list(ui, &probes, words, &mut question.probes);
            let shows = path.field("shows");
            fields::ticked(
                ui,
                form,
                (&shows, "The answer is evidence for"),
                rated,
                &mut question.shows,
            );
        },
    );
}

fn checklist(
    ui: &mut Ui,
    form: &mut Form<'_>,
    path: &Path,
    (exercise, rated): (&mut Exercise, &[(CompetencyId, String)]),
) {
    let words = Words {
        heading: "Checklist",
        meaning: if rated.is_empty() {
            "What assessors tick, each item for a competency. Rate a competency here first."
        } else {
            "What assessors tick, each item for a competency."
        },
        item: "checklist item",
    };
    let Some((first, _)) = rated.first() else {
        cards::heading(ui, words.heading);
        cards::muted(ui, words.meaning);
        return;
    };
    item_list::list(
        ui,
        form,
        (&path.field("checklist"), words),
        &mut exercise.checklist,
        |known| CheckItem {
            id: edits::next_check_item(known.iter().map(|item| &item.id)),
            text: String::new(),
            competency: first.clone(),
            points: 1,
        },
        |ui, form, path, item| {
            form.line(ui, &path.field("text"), field("What is to be seen", ""), &mut item.text);
            let competency = path.field("competency");
            form.choice(ui, &competency, field("Feeds", ""), (&mut item.competency, rated));
            let points = field("Most points", "1 is a tick.");
            form.count(ui, &path.field("points"), points, (&mut item.points, 1, 10));
        },
    );
}

fn self_assessment(
    ui: &mut Ui,
    form: &mut Form<'_>,
    path: &Path,
    (exercise, rated): (&mut Exercise, &[(CompetencyId, String)]),
) {
    let path = path.field("self_assessment");
    let mut asked = exercise.self_assessment.is_some();
    let words = field(
        "Candidates look back on themselves",
        "They answer a few questions in writing right after it, in a phase of its own.",
    );
    form.toggle(ui, &path, words, &mut asked);
    if !asked {
        exercise.self_assessment = None;
        return;
    }
    let usual = || SelfAssessment {
        questions: vec!["What went well, and what would you do differently?".to_owned()],
        shows: Vec::new(),
    };
    let asked = exercise.self_assessment.get_or_insert_with(usual);
    let words = field("Questions to themselves", "One a line.");
    form.list(ui, &path.field("questions"), words, &mut asked.questions);
    let shows = path.field("shows");
    fields::ticked(ui, form, (&shows, "The answers are evidence for"), rated, &mut asked.shows);
}
