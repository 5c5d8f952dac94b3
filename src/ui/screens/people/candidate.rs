//! Everything about a candidate.

use egui::Ui;

use super::typed::{Field, Typed, field};
use super::{People, adjustments, apart, off_the_list, perform};
use crate::ids::CandidateId;
use crate::people::{Candidate, CandidateFact, Change};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, fields, marks};

impl People {
    pub(super) fn candidate(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        known: &Candidate,
        asks: &mut Asks,
    ) {
        let id = known.id;
        ui.horizontal(|ui| {
            if let Some(photo) = &known.photo {
                self.photos.show(ui, (id, &known.label()), photo, 64.0);
            }
            marks::badge(ui, &known.code);
            heading(ui, if known.name.is_empty() { "no name" } else { &known.name });
        });
        ui.add_enabled_ui(cx.writable, |ui| {
            who(ui, cx, &mut self.typed, known, asks);
            photo(ui, cx, known, asks);
            extra_time(ui, cx, &mut self.typed, known, asks);
            adjustments::list(ui, cx, &mut self.adjusting, known, asks);
            on_the_day(ui, cx, &mut self.typed, known, asks);
            apart::of_candidate(ui, cx, &mut self.apart, id, asks);
            off_the_list(
                ui,
                cx,
                &mut self.refused,
                Change::RemoveCandidate { candidate: id },
                asks,
            );
        });
    }
}

fn tell(cx: &Cx<'_>, asks: &mut Asks, candidate: CandidateId, fact: CandidateFact) -> String {
    perform(cx, asks, Change::Candidate { candidate, fact })
}

fn who(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Typed, known: &Candidate, asks: &mut Asks) {
    let id = known.id;
    if cx.names_hidden() {
        muted(ui, "Names are hidden. Show them to put a code or a name right.");
    } else {
        typed.fact(ui, field("code", "Code", ""), &known.code, |code| {
            let (code, name) = (code.to_owned(), known.name.clone());
            perform(cx, asks, Change::NameCandidate { candidate: id, code, name })
        });
        typed.fact(ui, field("name", "Name", ""), &known.name, |name| {
            let (code, name) = (known.code.clone(), name.to_owned());
            perform(cx, asks, Change::NameCandidate { candidate: id, code, name })
        });
    }
    typed.fact(ui, field("pronouns", "Pronouns", "she/her"), &known.pronouns, |text| {
        tell(cx, asks, id, CandidateFact::Pronouns(text.to_owned()))
    });
}

fn photo(ui: &mut Ui, cx: &Cx<'_>, known: &Candidate, asks: &mut Asks) {
    if cx.names_hidden() {
        return;
    }
    ui.horizontal(|ui| {
        let words = if known.photo.is_some() { "Another photo…" } else { "Add a photo…" };
        if buttons::plain(ui, words).clicked() {
            asks.ask(Ask::ChoosePhoto(known.id));
        }
        if known.photo.is_some() && buttons::plain(ui, "Remove the photo").clicked() {
            tell(cx, asks, known.id, CandidateFact::Photo(None));
        }
    });
}

fn extra_time(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Typed, known: &Candidate, asks: &mut Asks) {
    ui.add_space(8.0);
    heading(ui, "Extra time");
    muted(
        ui,
        "In percent, rounded up to whole minutes. It lengthens preparation and run, \
         never the write-up, and in a group only the preparation.",
    );
    if known.is_adjusted() && !known.gains_time(&cx.centre.scenario.exercises) {
        let words = "No exercise here gives it: every phase has a fixed length. Agree on something \
                     else with the candidate, or change the design.";
        fields::refusal(ui, words);
    }
    let mut give = |exercise, text: &str| match percent(text) {
        Ok(percent) => {
            perform(cx, asks, Change::GiveExtraTime { candidate: known.id, exercise, percent })
        }
        Err(words) => words,
    };
    let everywhere = field("extra", "In every exercise, %", "25");
    typed.fact(ui, everywhere, &known.extra_time.to_string(), |text| give(None, text));
    for exercise in &cx.centre.scenario.exercises {
        let label = format!("In {} instead, %", exercise.title);
        let key = format!("extra {}", exercise.id);
        let current = known.extra_time_in.get(&exercise.id).map(u16::to_string);
        typed.fact(ui, field(&key, &label, ""), &current.unwrap_or_default(), |text| {
            give(Some(exercise.id.clone()), text)
        });
    }
}

fn on_the_day(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Typed, known: &Candidate, asks: &mut Asks) {
    let id = known.id;
    ui.add_space(8.0);
    heading(ui, "On the day");
    let keep = |hours| tell(cx, asks, id, CandidateFact::Present(hours));
    typed.hours(ui, &cx.centre.frame, known.present, keep);
    let mut step_free = known.step_free;
    if ui.checkbox(&mut step_free, "Needs a way without steps").changed() {
        tell(cx, asks, id, CandidateFact::StepFree(step_free));
    }
    if cx.facilitates() {
        let label = "Notes for the day, for the facilitator alone";
        let notes = Field { rows: 3, ..field("notes", label, "") };
        typed.fact(ui, notes, &known.notes, |text| {
            tell(cx, asks, id, CandidateFact::Notes(text.to_owned()))
        });
    }
}

fn percent(text: &str) -> Result<u16, String> {
    let plain = text.trim().trim_start_matches('+').trim_end_matches('%').trim();
    if plain.is_empty() {
        return Ok(0);
    }
    plain.parse().map_err(|_why| format!("“{plain}” is not a whole number of percent."))
}
