//! Who speaks in a group: one key or one press marks it, and the bars show the share of talk.

use egui::{Rect, Sense, Ui, Vec2};

use super::steps::Place;
use super::strokes::digits_with_alt;
use crate::centre::{Change, conduct, talk};
use crate::day::talk::{TalkShare, talk_in};
use crate::ids::CandidateId;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::score_bar;
use crate::words;

/// Whether several are together, so that there is talk to share.
pub(super) fn is_group(place: &Place<'_>) -> bool {
    place.session.seats.len() > 1
}

/// Alt and a digit say who speaks from now on; Alt and 0 that nobody of the group does.
pub(super) fn keys(ui: &Ui, cx: &Cx<'_>, place: &Place<'_>, asks: &mut Asks) {
    if !is_group(place) {
        return;
    }
    for digit in digits_with_alt(ui) {
        let seat = digit.checked_sub(1).map(|at| place.session.seats.get(at));
        match seat {
            None => speaks(cx, place, None, asks),
            Some(Some(seat)) => speaks(cx, place, Some(seat.candidate), asks),
            Some(None) => {}
        }
    }
}

fn speaks(cx: &Cx<'_>, place: &Place<'_>, speaker: Option<CandidateId>, asks: &mut Asks) {
    let (session, assessor) = (place.sheet.session, place.sheet.assessor);
    let change = talk::Change::Speaks { session, assessor, at: cx.now.wall, speaker };
    let change = Change::Talk(change);
    if cx.writable && cx.centre.check(&change).is_ok() {
        asks.change(change);
    }
}

/// Who speaks by the assessor's last mark, and the share that each had so far.
pub(super) struct Marked {
    speaker: Option<CandidateId>,
    share: TalkShare,
}

/// What the assessor marked in the session.
pub(super) fn marked(cx: &Cx<'_>, place: &Place<'_>) -> Marked {
    let (session, assessor) = (place.sheet.session, place.sheet.assessor);
    let turns = cx.centre.talk.get(&(session, assessor));
    let speaker = turns.and_then(|turns| turns.last()).and_then(|turn| turn.speaker);
    // Whoever spoke last does not go on when the talk is over.
    let over = conduct::opening(place.session, place.exercise) == conduct::Opening::Over;
    let speaker = speaker.filter(|_| !over);
    Marked { speaker, share: talk_in(cx.centre, session, assessor, cx.now.wall) }
}

/// Draws a candidate's share of the talk; a press marks that they speak, or no longer do.
pub(super) fn bar(
    ui: &mut Ui,
    cx: &Cx<'_>,
    place: &Place<'_>,
    (candidate, marked): (CandidateId, &Marked),
    asks: &mut Asks,
) {
    let is_speaking = marked.speaker == Some(candidate);
    let share = marked.share.of(candidate);
    let percent = share.map(|share| format!("{:.0} %", share * 100.0)).unwrap_or_default();
    let size = Vec2::new(ui.available_width(), 16.0);
    let (space, response) = ui.allocate_exact_size(size, Sense::click());
    let trough = Rect::from_min_size(
        space.min + Vec2::new(0.0, 5.0),
        Vec2::new((size.x - 44.0).max(20.0), 6.0),
    );
    ui.painter().rect_filled(trough, 3.0, cx.palette.trough);
    if let Some(share) = share {
        #[expect(clippy::cast_possible_truncation, reason = "a width on the screen")]
        let width = trough.width() * share as f32;
        let filled = Rect::from_min_size(trough.min, Vec2::new(width, trough.height()));
        ui.painter().rect_filled(filled, 3.0, score_bar::fill(cx.palette));
    }
    let (text, colour) = if is_speaking {
        ("speaks", cx.palette.accent)
    } else {
        (percent.as_str(), cx.palette.muted)
    };
    let font =
        if is_speaking { theme::strong_font(11.0) } else { egui::FontId::proportional(11.0) };
    ui.painter().text(space.right_center(), egui::Align2::RIGHT_CENTER, text, font, colour);
    let who = words::candidate(cx.centre, candidate);
    let name = match share {
        Some(_) => format!("{who} speaks, {percent} of the talk"),
        None => format!("{who} speaks"),
    };
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, is_speaking, name.clone())
    });
    if response.has_focus() || response.hovered() {
        let ring = egui::Stroke::new(1.0, cx.palette.accent);
        ui.painter().rect_stroke(trough.expand(2.0), 4.0, ring, egui::StrokeKind::Outside);
    }
    if response.clicked() {
        speaks(cx, place, (!is_speaking).then_some(candidate), asks);
    }
}
