//! Strengths and next steps, in evidence: what was written down, a press away from where it
//! stands.

use egui::Ui;

use super::known::Page;
use super::unfold::{Number, Unfold, when};
use crate::ids::NoteId;
use crate::scoring::evidence::Theme;
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::words;
use crate::words::scorecards as say;

/// Draws both, side by side where there is room.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, page: &Page, unfold: &mut Unfold) {
    let evidence = &page.evidence;
    let both = [
        ("Strengths, in evidence", &evidence.strengths, "No note speaks for a high level yet."),
        ("To work on", &evidence.next_steps, "No note speaks against a low level yet."),
    ];
    let columns = if ui.available_width() > 620.0 { 2 } else { 1 };
    ui.columns(columns, |ui| {
        for (place, (title, themes, none)) in both.into_iter().enumerate() {
            let Some(ui) = ui.get_mut(place % columns) else { continue };
            cards::card(cx.palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                heading(ui, title);
                if themes.is_empty() {
                    muted(ui, none);
                }
                for theme in themes {
                    one(ui, cx, page, (theme, title), unfold);
                }
            });
        }
    });
}

fn one(ui: &mut Ui, cx: &Cx<'_>, page: &Page, (theme, side): (&Theme, &str), unfold: &mut Unfold) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let more = match theme.more {
        0 => String::new(),
        more => format!(" · and {} like it", words::count(more, "note", "notes")),
    };
    muted(ui, format!("{}{more}", say::competency(cx.centre, &theme.competency)));
    for id in &theme.notes {
        let Some(note) = cx.centre.notes.get(id) else { continue };
        let text = words::quotation(&note.now.content.text);
        let source = source(cx, *id);
        let name = format!("{side}: {text} {source}");
        let quote = buttons::pressable(ui, ("quote", side, id.to_string()), &name, false, |ui| {
            ui.set_width(ui.available_width());
            // Columns are justified; a quotation is not.
            let font = egui::TextStyle::Body.resolve(ui.style());
            let format =
                |color| egui::TextFormat { font_id: font.clone(), color, ..Default::default() };
            let mut job = egui::text::LayoutJob::default();
            job.append(&text, 0.0, format(cx.palette.ink));
            job.append(&format!(" {source}"), 0.0, format(cx.palette.muted));
            let left = egui::Layout::top_down(egui::Align::Min);
            ui.with_layout(left, |ui| ui.add(egui::Label::new(job).wrap()));
        });
        let quote =
            quote.on_hover_text(format!("{}. Press to see it in its place.", when(cx, *id)));
        if quote.clicked() {
            let place = cx.centre.session(note.sheet.session).and_then(|(_, exercise)| {
                let all = &cx.centre.scenario.exercises;
                all.iter().position(|known| known.id == exercise.id)
            });
            if let Some(place) = place {
                let number = Number::Cell(theme.competency.clone(), place);
                unfold.lead(page.candidate, number, *id);
            }
        }
    }
}

/// Exercise, minute and assessor of a note: `Inclusive huddle 03:12, R. Castellan`.
fn source(cx: &Cx<'_>, id: NoteId) -> String {
    let Some(note) = cx.centre.notes.get(&id) else { return String::new() };
    let Some((session, exercise)) = cx.centre.session(note.sheet.session) else {
        return String::new();
    };
    let minute = session.seconds_in(exercise, note.began);
    let minute = minute.map_or_else(|| format!("at {}", cx.time_of_day(note.began)), words::clock);
    let who = words::assessor(cx.centre, note.sheet.assessor);
    format!("{} {minute}, {who}", exercise.title)
}
