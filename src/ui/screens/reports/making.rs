//! Which reports, of whom, how, and what they look like.

use egui::{ComboBox, Ui};

use super::choose::Chosen;
use crate::day::meeting::{Standing, standing};
use crate::handouts::reports::{Format, Order, PATTERN, Piece};
use crate::ids::CandidateId;
use crate::report::data::{Manner, Numbers, Reporter};
use crate::report::kinds::{Kind, Scope};
use crate::report::language::Language;
use crate::ui::asks::{Ask, Asks, Reporting as Wish, Wanted};
use crate::ui::command::{self, Command};
use crate::ui::cx::Cx;
use crate::ui::reports_shown::{Key, Shown};
use crate::ui::theme::Palette;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::{buttons, fields, pick};
use crate::words;
use crate::words::drafts;

/// Below this height of the window, not all kinds can say what they are for.
const LOW: f32 = 800.0;

/// Below this width of the pages, no key stands on the button beside the name of the report.
const NARROW: f32 = 500.0;

/// What is chosen and half-typed.
pub(super) struct Making {
    chosen: Chosen,
    kinds: [(Kind, bool); Kind::ALL.len()],
    language: Language,
    numbers: bool,
    format: Format,
    pattern: String,
    /// Which of the reports is looked at.
    place: usize,
    /// All that is chosen is to be written.
    pub(super) writes: bool,
    /// Which of the reports name another candidate, for the frames until one of this changes.
    naming: Option<(usize, Vec<Piece>, Option<String>)>,
}

impl Default for Making {
    fn default() -> Self {
        Self {
            chosen: Chosen::default(),
            kinds: Kind::ALL.map(|kind| (kind, kind == Kind::Feedback)),
            language: Language::default(),
            numbers: true,
            format: Format::default(),
            pattern: PATTERN.to_owned(),
            place: 0,
            writes: false,
            naming: None,
        }
    }
}

impl Making {
    /// Chooses one candidate of all.
    pub(super) fn only(&mut self, candidate: CandidateId, all: impl Iterator<Item = CandidateId>) {
        self.chosen.only(candidate, all);
    }

    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, asks: &mut Asks) {
        let small = ui.available_width() < 1000.0;
        cards::list_column(ui, "reports-people", if small { 200.0 } else { 250.0 }, |ui| {
            self.chosen.ui(ui, cx);
        });
        let pieces = self.order(cx).pieces(cx.centre);
        self.place = self.place.min(pieces.len().saturating_sub(1));
        cards::side_column(ui, "reports-kinds", if small { 260.0 } else { 320.0 }, |ui| {
            self.kinds(ui);
            self.manner(ui, cx, shown, asks);
        });
        cards::middle(ui, |ui| self.pages(ui, cx, &pieces, shown, asks));
    }

    fn wanted(&self) -> Wanted {
        let numbers = if self.numbers { Numbers::Shown } else { Numbers::Hidden };
        Wanted { manner: Manner { language: self.language, numbers }, format: self.format }
    }

    fn order(&self, cx: &Cx<'_>) -> Order {
        let kinds = self.kinds.iter().filter(|(_, on)| *on).map(|(kind, _)| *kind);
        Order {
            kinds: kinds.collect(),
            candidates: self.chosen.candidates(cx),
            assessors: self.chosen.assessors(cx),
            pattern: self.pattern.clone(),
            language: self.language,
        }
    }

    fn kinds(&mut self, ui: &mut Ui) {
        heading(ui, "Which reports");
        // Seven kinds with what they are for are to fit beside the pages, with what is below.
        ui.spacing_mut().item_spacing.y = 2.0;
        // In a low window only those that are wanted say what they are for.
        let low = ui.ctx().content_rect().height() < LOW;
        for (kind, on) in &mut self.kinds {
            if low && !*on {
                ui.checkbox(on, kind.title()).on_hover_text(kind.purpose());
                ui.add_space(3.0);
            } else {
                super::option(ui, on, kind.title(), kind.purpose());
            }
        }
    }

    fn manner(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown, asks: &mut Asks) {
        ui.add_space(8.0);
        heading(ui, "How");
        let without = self.kinds.iter().any(|(kind, on)| *on && kind.can_go_without_numbers());
        ui.add_enabled_ui(without, |ui| {
            let box_to_tick = ui.checkbox(&mut self.numbers, "With numbers");
            box_to_tick.on_hover_text("Feedback and development plans can go without.");
        });
        ui.horizontal(|ui| {
            let label = ui.label("Language");
            let choice = ComboBox::from_id_salt("language").selected_text(self.language.name());
            let choice = pick::list(ui, choice, |ui| {
                for language in Language::ALL {
                    ui.selectable_value(&mut self.language, language, language.name());
                }
            });
            choice.labelled_by(label.id);
        });
        ui.horizontal(|ui| {
            let label = ui.label("As");
            let name = |format| match format {
                Format::Pdf => "PDF",
                Format::Word => "Word, to edit",
                Format::Data => "Data (JSON)",
            };
            let choice = ComboBox::from_id_salt("format").selected_text(name(self.format));
            let choice = pick::list(ui, choice, |ui| {
                for format in [Format::Pdf, Format::Word, Format::Data] {
                    ui.selectable_value(&mut self.format, format, name(format));
                }
            });
            choice.labelled_by(label.id);
        });
        let label = "File names, with {code}, {name}, {kind} or {date}";
        fields::line(ui, "pattern", label, &mut self.pattern, PATTERN);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let has_logo = cx.centre.details.logo.is_some();
            if has_logo {
                muted(ui, "The centre’s logo is shown.");
            }
            let may = cx.writable && cx.facilitates();
            let label = if has_logo { "Another logo…" } else { "Add a logo…" };
            if may && buttons::quiet(ui, label).clicked() {
                asks.ask(Ask::Report(Wish::ChooseLogo));
            }
            if may && has_logo && buttons::quiet(ui, "Without it").clicked() {
                asks.ask(Ask::Report(Wish::NoLogo));
            }
        });
        if shown.own_templates.is_empty() {
            if buttons::quiet(ui, "Change the templates…").clicked() {
                asks.ask(Ask::Report(Wish::OwnTemplates));
            }
        } else {
            let own = words::count(shown.own_templates.len(), "template", "templates");
            muted(ui, format!("{own} of your own. A change shows here once it is saved."));
        }
    }

    fn write(&mut self, ui: &mut Ui, pieces: &[Piece], asks: &mut Asks) {
        let name = format!("Write {}…", words::count(pieces.len(), "report", "reports"));
        let key = command::keys(ui.ctx(), Command::WriteReports).unwrap_or_default();
        // In a narrow window the name of the report needs the room.
        let button = if ui.available_width() < NARROW {
            buttons::primary(ui, &name).on_hover_text(key)
        } else {
            buttons::primary_with_key(ui, &name, &key)
        };
        if std::mem::take(&mut self.writes) || button.clicked() {
            asks.ask(Ask::Report(Wish::Make(self.wanted(), pieces.to_vec())));
        }
    }

    /// What the report looks like that is looked at.
    fn pages(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        pieces: &[Piece],
        shown: &Shown,
        asks: &mut Asks,
    ) {
        let Some(piece) = pieces.get(self.place).cloned() else {
            self.nothing(ui, cx, asks);
            return;
        };
        self.turn(ui, &piece, pieces, asks);
        let key = Key { version: cx.version, wanted: self.wanted(), piece };
        if !shown.is_of(&key) && shown.setting.is_none() {
            asks.ask(Ask::Report(Wish::Preview(key.wanted, key.piece.clone())));
        }
        if self.format != Format::Pdf {
            let words = match self.format {
                Format::Word => {
                    "Shown as pages; the Word document has the same words, numbers and charts."
                }
                Format::Data | Format::Pdf => "Shown as pages; the data file has what they say.",
            };
            muted(ui, words);
        }
        self.before_the_wash_up(ui, cx);
        self.names_others(ui, cx, pieces);
        let preview = &shown.preview;
        let palette = Palette::of(ui.ctx());
        for remark in &preview.remarks {
            ui.add(egui::Label::new(egui::RichText::new(remark).color(palette.amber)).wrap());
        }
        if let Some(wrong) = &preview.wrong {
            cards::card(palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(egui::RichText::new(wrong).color(palette.red)).wrap());
            });
            return;
        }
        if preview.of.is_none() && preview.pages.is_empty() {
            muted(ui, "Setting the pages…");
            return;
        }
        let area = egui::ScrollArea::vertical().auto_shrink(false).id_salt("pages");
        area.show(ui, |ui| {
            let of = preview.of.as_ref().map_or("", |of| &of.piece.name);
            for (place, page) in preview.pages.iter().enumerate() {
                let size = page.size_vec2();
                let width = (ui.available_width() - 14.0).min(size.x / 1.5 * 1.35);
                let height = width * size.y / size.x.max(1.0);
                let image = egui::Image::new(page)
                    .fit_to_exact_size(egui::vec2(width, height))
                    .alt_text(format!("Page {} of {}, {of}", place + 1, preview.all));
                let drawn = ui.add(image);
                let edge = egui::Stroke::new(1.0, palette.line);
                ui.painter().rect_stroke(drawn.rect, 0.0, edge, egui::StrokeKind::Outside);
                ui.add_space(10.0);
            }
            let left = preview.all.saturating_sub(preview.pages.len());
            if left > 0 {
                muted(ui, format!("And {} more.", words::count(left, "page", "pages")));
            }
        });
    }

    /// Of how many of those chosen the panel has signed nothing yet.
    fn before_the_wash_up(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let chosen = self.chosen.candidates(cx);
        let open = chosen.iter().filter(|id| standing(cx.centre, **id) != Standing::Signed).count();
        if open == 0 {
            return;
        }
        let all = chosen.len();
        let text = if open == all {
            "The panel has signed none of them yet: these reports give what assessors rated.".into()
        } else {
            format!(
                "The panel has not signed {open} of {all} yet: their reports give what assessors rated."
            )
        };
        let text = egui::RichText::new(text).small().color(cx.palette.amber);
        ui.add(egui::Label::new(text).wrap());
    }

    /// Which of the reports name another candidate (rule P4).
    fn names_others(&mut self, ui: &mut Ui, cx: &Cx<'_>, pieces: &[Piece]) {
        let known = self.naming.as_ref();
        if known.is_none_or(|(version, of, _)| *version != cx.version || of != pieces) {
            let reporter = Reporter::new(cx.centre, cx.zone, cx.now.wall, self.wanted().manner);
            let naming =
                reporter.that_name_others(pieces.iter().map(|piece| (piece.kind, piece.about)));
            let mut whose: Vec<CandidateId> = naming.iter().map(|(_, id)| *id).collect();
            whose.dedup();
            let words = drafts::reports_name_others(cx.centre, naming.len(), &whose);
            let words = (!naming.is_empty()).then_some(words);
            self.naming = Some((cx.version, pieces.to_vec(), words));
        }
        if let Some(words) = self.naming.as_ref().and_then(|(_, _, words)| words.as_ref()) {
            let text = egui::RichText::new(words).small().color(cx.palette.amber);
            ui.add(egui::Label::new(text).wrap());
        }
    }

    /// The name of the report that is looked at, and the way to the next.
    fn turn(&mut self, ui: &mut Ui, piece: &Piece, pieces: &[Piece], asks: &mut Asks) {
        let all = pieces.len();
        ui.horizontal(|ui| {
            let at = |possible: bool| if possible { Ok(()) } else { Err(String::new()) };
            let before = buttons::plain_if(ui, "‹", at(self.place > 0));
            if before.accessible_name("The report before").clicked() {
                self.place = self.place.saturating_sub(1);
            }
            let after = buttons::plain_if(ui, "›", at(self.place + 1 < all));
            if after.accessible_name("The next report").clicked() {
                self.place += 1;
            }
            muted(ui, format!("{} of {all}", self.place + 1));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                self.write(ui, pieces, asks);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let name = format!("{}.{}", piece.name, self.format.end());
                    ui.add(egui::Label::new(crate::ui::theme::strong(name)).truncate());
                });
            });
        });
        ui.add_space(4.0);
    }

    fn nothing(&self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let wanted = self.kinds.iter().find(|(_, on)| *on).map(|(kind, _)| kind.scope());
        let of_candidates = wanted.is_some_and(|scope| scope != Scope::Assessor);
        if of_candidates && cx.centre.people.candidates().is_empty() {
            super::nobody(ui, asks);
            return;
        }
        let words = match wanted {
            None => "Choose on the right which reports are wanted.",
            Some(Scope::Assessor) => "Choose an assessor on the left.",
            Some(_) => "Choose somebody on the left.",
        };
        cards::empty(ui, "Nothing to show yet", words, |_ui| {});
    }
}
