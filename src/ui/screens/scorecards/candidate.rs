//! One candidate on one page: levels against the centre's mean and the target, evidence, and the
//! means of exercises beside those of competencies.

use egui::{Align, Layout, Ui};

use super::known::{Everybody, Page};
use super::parts::{column, number, range, small, tone_of};
use super::unfold::{Number, Unfold};
use super::{Wish, matrix, quotes};
use crate::ids::CandidateId;
use crate::scenario::Family;
use crate::scenario::running::WashUpMode;
use crate::scoring::standing::{Panel, Place, Stood, Verdict};
use crate::scoring::{Mean, Viewer};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::score_bar::{self, Score};
use crate::words;
use crate::words::scorecards as say;

/// What the page is drawn from.
pub(super) struct Look<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) everybody: &'a Everybody,
    pub(super) page: &'a Page,
    /// Who comes before and after on the list.
    pub(super) beside: (Option<CandidateId>, Option<CandidateId>),
}

/// Draws the page.
pub(super) fn ui(
    ui: &mut Ui,
    look: &Look<'_>,
    (unfold, why): (&mut Unfold, &mut bool),
    asks: &mut Asks,
) -> Option<Wish> {
    let wish = head(ui, look, asks);
    if look.page.of.viewer != Viewer::Facilitator {
        muted(ui, "Others’ ratings show once your own marksheet for this candidate is submitted.");
    }
    ui.add_space(4.0);
    levels(ui, look, unfold);
    ui.add_space(4.0);
    quotes::ui(ui, look.cx, look.page, unfold);
    ui.add_space(4.0);
    matrix::ui(ui, look.cx, look.page, unfold);
    dependable(ui, why);
    wish
}

/// Who it is, what was decided, who comes before and after, and the report.
fn head(ui: &mut Ui, look: &Look<'_>, asks: &mut Asks) -> Option<Wish> {
    let mut wish = None;
    let cx = look.cx;
    ui.horizontal(|ui| {
        let narrow = ui.available_width() < 700.0;
        let buttons_width = if narrow { 216.0 } else { 330.0 };
        let width = (ui.available_width() - buttons_width).max(140.0);
        column(ui, (width, 32.0), |ui| {
            let name = words::candidate(cx.centre, look.page.candidate);
            let result = look.page.standing.result();
            let missing = look.page.progress.missing.len();
            let pill = match (result, missing) {
                (Some(band), _) => (band.to_owned(), tone_of(cx, band)),
                (None, 0) => ("complete".to_owned(), Tone::Calm),
                (None, missing) => (format!("{missing} missing"), Tone::Soon),
            };
            let own = (width - 24.0 - 8.0 * pill.0.chars().count().min(24) as f32).max(80.0);
            ui.scope(|ui| {
                ui.set_max_width(own);
                let label = egui::Label::new(theme::strong(&name).size(20.0)).truncate();
                ui.add(label).on_hover_text(&name);
            });
            marks::pill(ui, &pill.0, pill.1);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let facilitates = look.page.of.viewer == Viewer::Facilitator;
            if facilitates && buttons::primary(ui, "Export report…").clicked() {
                asks.ask(Ask::ReportOn(look.page.candidate));
            }
            let (before, after) = look.beside;
            for (who, text, name) in
                [(after, "›", "Next candidate"), (before, "‹", "Previous candidate")]
            {
                let code = who.and_then(|id| cx.centre.people.candidate(id));
                let code: String =
                    code.map_or_else(String::new, |known| known.code.chars().take(8).collect());
                let text = if narrow {
                    text.to_owned()
                } else if name.starts_with("Next") {
                    format!("{code} {text}")
                } else {
                    format!("{text} {code}")
                };
                let button = buttons::within_hairline(ui, |ui: &mut Ui| {
                    ui.add_enabled(who.is_some(), egui::Button::new(text.trim()))
                });
                let button = button.on_hover_text(name).accessible_name(format!("{name} {code}"));
                if let Some(id) = who.filter(|_| button.clicked()) {
                    wish = Some(Wish::Show(id));
                }
            }
        });
    });
    wish
}

/// From this width on a line has room for a place in full words.
const WIDE: f32 = 560.0;

/// Widths of a line.
#[derive(Clone, Copy)]
struct Widths {
    name: f32,
    bar: f32,
    number: f32,
    words: f32,
}

impl Widths {
    /// Names get what the longest needs, as far as the bars still show something beside them.
    fn of(all: f32, longest: f32) -> Self {
        let name = longest.clamp(140.0, (all * 0.36).max(140.0));
        let number = 72.0;
        let words = if all > WIDE { 180.0 } else { 112.0 };
        let bar = (all - name - number - words - 26.0).max(40.0);
        Self { name, bar, number, words }
    }
}

/// One line: a family or a competency.
struct Line<'a> {
    name: &'a str,
    family: bool,
    value: Option<Mean>,
    mean: Option<f64>,
    target: Option<f64>,
    place: Option<Place>,
    /// What stands at the right where there is no place.
    otherwise: &'a str,
    /// Others are agreed, and this is the mean of the ratings.
    unagreed: bool,
    number: Number,
}

/// Levels of all competencies, under the family that each belongs to.
fn levels(ui: &mut Ui, look: &Look<'_>, unfold: &mut Unfold) {
    let (cx, page) = (look.cx, look.page);
    let group = &look.everybody.group;
    let many = group.standings.len() > 1;
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        legend(ui, look);
        ui.add_space(4.0);
        let widths = Widths::of(ui.available_width(), longest_name(ui, cx));
        for (family, value) in &page.standing.families {
            let mean = group.families.get(family).filter(|_| many).map(|mean| mean.value);
            let name = words::family(family);
            let line = Line {
                name: &name,
                family: true,
                value: *value,
                mean,
                target: None,
                place: None,
                otherwise: "",
                unagreed: false,
                number: Number::Family(family.clone()),
            };
            row(ui, look, widths, &line, unfold);
            for (stood, place) in page.standing.rows.iter().zip(&page.places) {
                competency(ui, look, widths, (stood, *place, family), unfold);
            }
            ui.add_space(6.0);
        }
    });
}

/// How wide the longest name of a competency is.
fn longest_name(ui: &Ui, cx: &Cx<'_>) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let names = cx.centre.scenario.framework.competencies.iter().map(|known| &known.name);
    let wide = names.map(|name| {
        ui.painter().layout_no_wrap(name.clone(), font.clone(), cx.palette.ink).size().x.ceil()
    });
    wide.fold(0.0, f32::max)
}

fn competency(
    ui: &mut Ui,
    look: &Look<'_>,
    widths: Widths,
    (stood, place, family): (&Stood, Option<Place>, &Family),
    unfold: &mut Unfold,
) {
    let Some(known) = look.cx.centre.scenario.competency(&stood.competency) else { return };
    if known.family != *family {
        return;
    }
    let group = &look.everybody.group;
    let mean = group.competencies.get(&stood.competency).filter(|_| group.standings.len() > 1);
    let otherwise = match stood.value() {
        _ if stood.hides => "hidden until you submit",
        None if stood.panel == Panel::SetAside => "nothing can be said",
        None => "no level yet",
        Some(_) => "",
    };
    let line = Line {
        name: &known.name,
        family: false,
        value: stood.value(),
        mean: mean.map(|mean| mean.value),
        target: known.target.map(f64::from),
        place,
        otherwise,
        unagreed: !stood.is_agreed() && stood.value().is_some() && look.page.standing.agreed() > 0,
        number: Number::Competency(stood.competency.clone()),
    };
    row(ui, look, widths, &line, unfold);
}

/// What bar, line and mark mean, and whether levels are agreed.
fn legend(ui: &mut Ui, look: &Look<'_>) {
    let cx = look.cx;
    let agreed = look.page.standing.agreed();
    let all = look.page.standing.rows.len();
    let mechanical = cx.centre.scenario.wash_up.mode == WashUpMode::Mechanical;
    let bar = match agreed {
        0 if mechanical => "bar: mean over exercises, which the rule takes as it is".to_owned(),
        0 => "bar: mean over exercises; nothing is agreed yet".to_owned(),
        some if some == all => "bar: agreed".to_owned(),
        some => format!("bar: agreed ({some} of {all}), else the mean over exercises"),
    };
    // Those who have a level at all: the mean rests on them alone.
    let everybody = look.everybody.group.standings.iter();
    let group = everybody.filter(|one| one.rows.iter().any(|row| row.value().is_some())).count();
    let facilitates = look.everybody.of.viewer == Viewer::Facilitator;
    let line = if facilitates && group > 1 {
        format!(" · line: this centre’s mean, n {group}")
    } else if facilitates {
        " · nobody to compare with".to_owned()
    } else {
        String::new()
    };
    ui.horizontal_wrapped(|ui| {
        heading(ui, "Competencies");
        muted(ui, format!("{bar}{line}"));
        let targets = cx.centre.scenario.framework.competencies.iter();
        if targets.filter(|known| known.target.is_some()).count() > 0 {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(14.0, 16.0), egui::Sense::hover());
            score_bar::diamond(ui, rect.center(), cx.palette);
            muted(ui, "what the role asks for");
        }
    });
}

fn row(ui: &mut Ui, look: &Look<'_>, widths: Widths, line: &Line<'_>, unfold: &mut Unfold) {
    let (cx, candidate) = (look.cx, look.page.candidate);
    let height = 31.0;
    let chosen = unfold.is(candidate, &line.number);
    let top = ui.cursor().top();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        column(ui, (widths.name, height), |ui| {
            let text = if line.family {
                theme::strong(line.name).size(15.0)
            } else {
                egui::RichText::new(line.name)
            };
            let label = ui.add(egui::Label::new(text).truncate());
            label.on_hover_text(line.name);
        });
        let score = Score {
            value: line.value.map(|mean| mean.value),
            mean: line.mean,
            target: line.target,
            highest: range(cx).1,
        };
        score_bar::bar(ui, widths.bar, score, &in_words(line));
        column(ui, (widths.number, height), |ui| {
            let id = (line.family, line.name);
            let shown = number(ui, cx, id, (line.name, line.value, chosen));
            if std::mem::take(&mut unfold.arrives) {
                shown.request_focus();
            }
            if shown.clicked() {
                unfold.toggle(candidate, line.number.clone());
            }
        });
        column(ui, (widths.words, height), |ui| {
            let wide = widths.words > 150.0;
            let said = beside(line.place, wide && !line.unagreed);
            let text = match (line.unagreed, said.is_empty()) {
                (true, false) if wide => format!("not agreed · {said}"),
                (true, _) => "not agreed".to_owned(),
                (false, true) => line.otherwise.to_owned(),
                (false, false) => said,
            };
            let label = small(ui, cx, &text);
            let more = [
                line.unagreed.then(|| "Not agreed: the mean over its exercises.".to_owned()),
                line.place.map(say::place),
            ];
            let more: Vec<String> = more.into_iter().flatten().collect();
            if !more.is_empty() {
                label.on_hover_text(more.join("\n"));
            }
        });
    });
    let across = ui.max_rect().x_range();
    let colour = if line.family { cx.palette.muted } else { cx.palette.line };
    let y = top + height + 0.5;
    ui.painter().hline(across, y, egui::Stroke::new(if line.family { 0.7 } else { 1.0 }, colour));
    ui.add_space(2.0);
}

/// `above most of the group, n 12`; where there is little room, `above most, n 12`.
fn beside(place: Option<Place>, wide: bool) -> String {
    let Some(place) = place else { return String::new() };
    match place.verdict() {
        // Said once, over all lines.
        Verdict::TooFew if place.others() == 0 => String::new(),
        _ => {
            let words = say::verdict(Some(place));
            let words = if wide { words } else { words.trim_end_matches(" of the group") };
            format!("{words}, n {}", place.others() + 1)
        }
    }
}

/// All of a line for those who cannot see the bar.
fn in_words(line: &Line<'_>) -> String {
    let one = |value: f64| Mean { value, ratings: 0 }.to_string();
    let mean = line.mean.map(|mean| format!("; centre’s mean {}", one(mean)));
    let target = line.target.map(|target| format!("; the role asks for {}", say::level(target)));
    format!(
        "{}: {}{}{}",
        line.name,
        say::number(line.value),
        mean.unwrap_or_default(),
        target.unwrap_or_default()
    )
}

/// The calm line, and on request where it comes from.
fn dependable(ui: &mut Ui, why: &mut bool) {
    ui.horizontal_wrapped(|ui| {
        muted(ui, say::DEPENDABLE);
        if buttons::quiet(ui, if *why { "Fold up" } else { "Why?" }).clicked() {
            *why = !*why;
        }
    });
    if *why {
        muted(ui, say::DEPENDABLE_WHY);
    }
}
