//! The stages on the left, and at the foot whether everything is saved.

use egui::{RichText, Ui};

use super::asks::{Ask, Asks};
use super::cx::Cx;
use super::stage::{Part, Stage};
use super::theme::{self, Palette};
use super::widgets::marks::{self, Tone};
use super::widgets::{aloud, buttons, follow};
use crate::words;
use crate::workspace::{FileState, JournalState, Safety};

/// How wide it is, in points.
pub(super) const WIDTH: f32 = 160.0;

/// How high its foot is, and from what height the stages stand apart.
const FOOT: f32 = 34.0;
const SPREAD: f32 = 480.0;

/// What stands at the foot of the rail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foot {
    /// Short: `All saved 10:42`.
    pub words: String,
    /// More of it, for the tooltip.
    pub detail: String,
    /// It needs somebody.
    pub bad: bool,
}

/// How safe things are, in words that tell the truth.
pub fn foot(safety: &Safety, zone: &jiff::tz::TimeZone) -> Foot {
    let at = |moment| words::time_of_day_secs(moment, zone);
    let foot = |words: String, detail: &str, bad| Foot { words, detail: detail.to_owned(), bad };
    match (&safety.journal, &safety.file) {
        (JournalState::Failing(failure), _) => {
            foot("Not saved".to_owned(), &words::failure(failure), true)
        }
        (JournalState::Writing, _) => foot("Saving…".to_owned(), "On its way to the disk.", false),
        (JournalState::Safe(_), FileState::Failing(failure)) => foot(
            "Safe here, not in the file".to_owned(),
            &format!("Everything is kept on this computer. The file: {}", words::failure(failure)),
            true,
        ),
        (JournalState::Safe(moment), FileState::None) => foot(
            format!("Safe here {}", at(*moment)),
            "Everything is kept on this computer. Ctrl+S puts it into a file.",
            false,
        ),
        (JournalState::Safe(moment), FileState::Behind) => foot(
            format!("Safe here {}", at(*moment)),
            "Everything is kept on this computer; the file follows in a moment.",
            false,
        ),
        (JournalState::Safe(_), FileState::Safe(moment)) => {
            foot(format!("All saved {}", at(*moment)), "The file holds everything.", false)
        }
    }
}

/// Draws the rail.
pub fn ui(
    ui: &mut Ui,
    cx: Option<&Cx<'_>>,
    stage: Stage,
    needs: usize,
    foot: Option<&Foot>,
    asks: &mut Asks,
) {
    let palette = Palette::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = 2.0;
    let home = egui::Button::new(theme::strong("Bellwether").size(16.0)).frame_when_inactive(false);
    if ui.add(home).accessible_name("Home").clicked() {
        asks.ask(Ask::Go(Stage::Home));
    }
    let room = ui.available_height() - FOOT;
    let area = egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
    follow::area(ui, area, |ui| {
        let (apart, around) = if room < SPREAD { (6.0, 2) } else { (14.0, 7) };
        for (part, stages) in Part::ALL {
            ui.add_space(apart);
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                ui.label(RichText::new(part.name()).size(11.0).color(palette.muted));
            });
            for other in stages {
                let open = cx.is_some() || !other.needs_centre();
                row(ui, (*other, stage, open), (needs, around), asks);
            }
        }
    });
    ui.with_layout(egui::Layout::bottom_up(egui::Align::Min), |ui| {
        ui.add_space(8.0);
        if let Some(foot) = foot {
            let colour = if foot.bad { palette.red } else { palette.muted };
            let label = egui::Label::new(RichText::new(&foot.words).small().color(colour)).wrap();
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                let said = ui.add(label).on_hover_text(&foot.detail);
                if foot.bad {
                    aloud::read_out(&said, true);
                }
            });
        }
    });
}

fn row(
    ui: &mut Ui,
    (stage, current, open): (Stage, Stage, bool),
    (needs, around): (usize, i8),
    asks: &mut Asks,
) {
    let chosen = stage == current;
    let palette = Palette::of(ui.ctx());
    // What cannot be gone to is no stop for Tab. It is muted already: no need to fade it.
    let label = ui.scope(|ui| {
        ui.visuals_mut().disabled_alpha = 1.0;
        if !open {
            ui.disable();
        }
        buttons::pressable(ui, stage.name(), stage.name(), chosen, |ui| {
            let frame = if chosen {
                egui::Frame::new().fill(palette.card).stroke(egui::Stroke::new(1.0, palette.line))
            } else {
                egui::Frame::new()
            };
            let margin = egui::Margin::symmetric(10, around);
            frame.corner_radius(6).inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| words_of(ui, stage, (chosen, open), needs));
            });
        })
    });
    let label = label.inner.on_disabled_hover_text("Open a centre first.");
    if label.clicked() {
        asks.ask(Ask::Go(stage));
    }
}

/// What a stage is called, and on the right its key, or how many things need somebody there.
fn words_of(ui: &mut Ui, stage: Stage, (chosen, open): (bool, bool), needs: usize) {
    let palette = Palette::of(ui.ctx());
    let text = if chosen { theme::strong(stage.name()) } else { RichText::new(stage.name()) };
    ui.label(text.color(if open { palette.ink } else { palette.muted }));
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if stage == Stage::Live && needs > 0 {
            marks::pill(ui, &needs.to_string(), Tone::Now);
        } else if let Some((_, key)) = stage.key() {
            ui.label(RichText::new(key).small().color(palette.muted));
        }
    });
}

#[cfg(test)]
mod tests {
    use egui::accesskit::Live;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;

    fn drawn(foot: Option<Foot>) -> Harness<'static> {
        Harness::builder().with_size([WIDTH, 700.0]).build_ui(move |ui| {
            theme::install(ui.ctx());
            self::ui(ui, None, Stage::Home, 0, foot.as_ref(), &mut Asks::default());
        })
    }

    #[test]
    fn that_something_is_not_saved_is_read_out_at_once_and_that_it_is_is_not() {
        let foot = |words: &str, bad| {
            Some(Foot { words: words.to_owned(), detail: "The disk is full.".to_owned(), bad })
        };
        let harness = drawn(foot("Not saved", true));
        let said = harness.get_by_label("Not saved").accesskit_node();
        assert_eq!(said.live(), Live::Assertive);
        let harness = drawn(foot("All saved 09:20:00", false));
        let said = harness.get_by_label("All saved 09:20:00").accesskit_node();
        assert_eq!(said.live(), Live::Off, "it says so with every note");
    }

    #[test]
    fn a_stage_that_wants_a_centre_is_said_to_be_out_of_reach() {
        let harness = drawn(None);
        assert!(harness.get_by_label("Live").accesskit_node().is_disabled());
        assert!(!harness.get_by_label("Design").accesskit_node().is_disabled());
    }
}
