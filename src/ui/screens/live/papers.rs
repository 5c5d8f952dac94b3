//! The papers of an exercise, to read on the screen or to save and print.

use egui::{Ui, Vec2};

use crate::scenario::Exercise;
use crate::ui::asks::{Ask, Asks};
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::heading;

/// A paper that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is.
    pub title: String,
    /// Its text, in Markdown.
    pub text: String,
}

/// The papers of an exercise, each under its name.
pub fn of(exercise: &Exercise) -> Vec<Paper> {
    let paper = |title: &str, text: &str| Paper {
        title: format!("{} · {title}", exercise.title),
        text: text.to_owned(),
    };
    let mut papers = vec![
        paper("candidate’s brief", &exercise.papers.candidate),
        paper("assessor’s guide", &exercise.papers.assessor),
    ];
    for part in &exercise.role_players {
        papers.push(paper(&format!("brief for {}", part.name), &part.brief));
    }
    papers
}

/// Shows the paper; true when it should close.
pub fn modal(
    ui: &Ui,
    paper: &Paper,
    markdown: &mut egui_commonmark::CommonMarkCache,
    asks: &mut Asks,
) -> bool {
    let mut close = false;
    let screen = ui.ctx().content_rect();
    let size = Vec2::new((screen.width() - 80.0).min(760.0), (screen.height() - 120.0).max(200.0));
    let modal = egui::Modal::new(egui::Id::unique("paper")).show(ui.ctx(), |ui| {
        ui.set_width(size.x);
        heading(ui, &paper.title);
        ui.separator();
        egui::ScrollArea::vertical().max_height(size.y - 90.0).auto_shrink(false).show(ui, |ui| {
            crate::ui::widgets::markdown::shown(ui, markdown, &paper.text);
        });
        ui.separator();
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Close").clicked() {
                close = true;
            }
            if buttons::plain(ui, "Save as text…").clicked() {
                let name = format!("{}.md", paper.title.replace(" · ", " - "));
                asks.ask(Ask::SaveText { name, text: paper.text.clone() });
            }
        });
    });
    close || modal.should_close()
}
