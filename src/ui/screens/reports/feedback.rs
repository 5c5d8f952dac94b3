//! Who has had feedback, who is due and who is overdue, and recording it.

use egui::{ComboBox, Ui};
use jiff::civil::Date;

use crate::centre::Change;
use crate::centre::feedback::{self, Given, Giver, Way};
use crate::day::feedback::{FollowUp, Standing, due, follow_up};
use crate::ids::CandidateId;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::Tone;
use crate::ui::widgets::table::{self, Cell, Did, Look, Row, heading as column, second_rank};
use crate::ui::widgets::{buttons, cards, fields, pick};
use crate::words;

const HEADINGS: [table::Heading; 4] = [
    column("Code", Some(86.0)),
    column("Name", None),
    column("Feedback", Some(176.0)),
    second_rank("By whom", Some(190.0)),
];

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(super) struct Feedback {
    chosen: Option<CandidateId>,
    form: Option<Form>,
    take_back: Option<String>,
    refused: String,
}

/// What is about to be recorded.
#[derive(Debug)]
struct Form {
    on: String,
    by: Giver,
    other: String,
    way: Way,
}

impl Feedback {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let today = cx.now.wall.to_zoned_datetime(cx.zone.clone()).date();
        let all = follow_up(cx.centre, today);
        if self.chosen.is_none_or(|known| all.iter().all(|one| one.candidate != known)) {
            self.chosen = None;
        }
        let width = if ui.available_width() < 1000.0 { 260.0 } else { 320.0 };
        cards::side_column(ui, "feedback-detail", width, |ui| {
            let one = all.iter().find(|one| Some(one.candidate) == self.chosen);
            match one {
                Some(one) => self.detail(ui, cx, (one, today), asks),
                None => how(ui),
            }
        });
        cards::middle(ui, |ui| {
            muted(ui, summary(cx, &all));
            ui.add_space(8.0);
            let who: Vec<CandidateId> = all.iter().map(|one| one.candidate).collect();
            let describe = |id| row(cx, all.iter().find(|one| one.candidate == id));
            let look = Look {
                id: "feedback",
                headings: &HEADINGS,
                who: &who,
                chosen: self.chosen,
                arrive: false,
            };
            let chose = table::table(ui, &look, &describe).map(Did::row);
            if let Some(chose) = chose.filter(|chose| Some(*chose) != self.chosen) {
                *self = Self { chosen: Some(chose), ..Self::default() };
            }
        });
    }

    fn detail(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (one, today): (&FollowUp, Date),
        asks: &mut Asks,
    ) {
        heading(ui, words::candidate(cx.centre, one.candidate));
        muted(ui, said(cx, one));
        ui.add_space(10.0);
        let history = cx.centre.feedback.get(&one.candidate).map_or(&[][..], Vec::as_slice);
        // What was given last stands above already.
        let before =
            |given: &&Given| given.taken_back.is_some() || Some(*given) != one.given.as_ref();
        for given in history.iter().filter(before) {
            let line = words::feedback_standing(cx.centre, Some(given), words::FeedbackState::Open);
            match &given.taken_back {
                Some((_, reason)) => muted(ui, format!("{line}; taken back: {reason}")),
                None => muted(ui, line),
            };
        }
        if cx.writable && cx.facilitates() {
            ui.add_space(10.0);
            if one.given.is_none() || self.form.is_some() {
                self.record(ui, cx, (one.candidate, today), asks);
            } else if buttons::quiet(ui, "Record another time").clicked() {
                // What was given last stands above; an empty form would look as if nothing was.
                self.form = Some(Form::new(today));
            }
            if one.given.is_some() {
                self.taking_back(ui, cx, one.candidate, asks);
            }
        } else {
            muted(ui, "Only the facilitator records feedback.");
        }
        fields::refusal(ui, &self.refused);
    }

    fn record(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (candidate, today): (CandidateId, Date),
        asks: &mut Asks,
    ) {
        let form = self.form.get_or_insert_with(|| Form::new(today));
        let on = fields::line(ui, "feedback-on", "On", &mut form.on, "2026-12-01");
        form.by(ui, cx);
        form.way(ui);
        ui.add_space(6.0);
        let pressed = buttons::primary(ui, "Record the feedback").clicked();
        if pressed || fields::entered(ui, &on) {
            self.refused = match form.change(candidate, today) {
                Ok(change) => perform(cx, asks, change),
                Err(why) => why.to_owned(),
            };
            if self.refused.is_empty() {
                self.form = None;
            }
        }
    }

    fn taking_back(&mut self, ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, asks: &mut Asks) {
        ui.add_space(10.0);
        let Some(reason) = &mut self.take_back else {
            if buttons::quiet(ui, "Recorded by mistake").clicked() {
                self.take_back = Some(String::new());
            }
            return;
        };
        let field = fields::line(ui, "feedback-reason", "Why it is taken back", reason, "");
        let pressed = buttons::plain(ui, "Take it back").clicked();
        if pressed || fields::entered(ui, &field) {
            let reason = reason.clone();
            self.refused = perform(cx, asks, feedback::Change::TakeBack { candidate, reason });
            if self.refused.is_empty() {
                self.take_back = None;
            }
        }
    }
}

/// No wider than the column.
fn width(ui: &Ui) -> f32 {
    ui.available_width().min(240.0)
}

impl Form {
    fn new(today: Date) -> Self {
        let (on, by) = (today.to_string(), Giver::Facilitator);
        Self { on, by, other: String::new(), way: Way::Talk }
    }

    fn by(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let label = muted(ui, "By");
        let shown = match &self.by {
            Giver::Other(_) => "Somebody else".to_owned(),
            known => words::giver(cx.centre, known),
        };
        let choice = ComboBox::from_id_salt("feedback-by").selected_text(shown);
        let choice = choice.width(width(ui)).truncate();
        let choice = pick::list(ui, choice, |ui| {
            ui.selectable_value(&mut self.by, Giver::Facilitator, "Facilitator");
            for assessor in cx.centre.people.assessors() {
                ui.selectable_value(&mut self.by, Giver::Assessor(assessor.id), &assessor.name);
            }
            let other = Giver::Other(String::new());
            ui.selectable_value(&mut self.by, other, "Somebody else");
        });
        choice.labelled_by(label.id);
        if matches!(self.by, Giver::Other(_)) {
            fields::line(ui, "feedback-other", "Name", &mut self.other, "");
        }
    }

    fn way(&mut self, ui: &mut Ui) {
        let label = muted(ui, "How");
        let shown = words::way_of_feedback(self.way);
        let choice = ComboBox::from_id_salt("feedback-way").selected_text(shown);
        let choice = choice.width(width(ui)).truncate();
        let choice = pick::list(ui, choice, |ui| {
            for way in Way::ALL {
                ui.selectable_value(&mut self.way, way, words::way_of_feedback(way));
            }
        });
        choice.labelled_by(label.id);
    }

    fn change(
        &self,
        candidate: CandidateId,
        today: Date,
    ) -> Result<feedback::Change, &'static str> {
        let on: Date = self
            .on
            .trim()
            .parse()
            .map_err(|_no_date| "Write the day as year-month-day, such as 2026-12-01.")?;
        if on > today {
            return Err("That day is still to come. Record feedback when it was given.");
        }
        let by = match &self.by {
            Giver::Other(_) => Giver::Other(self.other.clone()),
            known => known.clone(),
        };
        Ok(feedback::Change::Give { candidate, on, by, way: self.way })
    }
}

fn how(ui: &mut Ui) {
    heading(ui, "Feedback followed up");
    muted(
        ui,
        "Every candidate gets feedback, whatever was decided (rule F1). Choose somebody to record \
         when they had it, from whom and how. Working days are Monday to Friday; public holidays \
         are not known.",
    );
}

fn summary(cx: &Cx<'_>, all: &[FollowUp]) -> String {
    let had = all.iter().filter(|one| matches!(one.standing, Standing::Had { .. })).count();
    let overdue = all.iter().filter(|one| matches!(one.standing, Standing::Overdue(_))).count();
    let by = due(cx.centre).map(|due| format!(" · due by {}", words::date(due)));
    format!("{had} of {} had feedback · {overdue} overdue{}", all.len(), by.unwrap_or_default())
}

/// Working days: the day by which it is due stands above, further away by the calendar.
fn days(many: u32) -> String {
    let many = usize::try_from(many).unwrap_or(usize::MAX);
    words::count(many, "working day", "working days")
}

fn row(cx: &Cx<'_>, one: Option<&FollowUp>) -> Row {
    let Some(one) = one else { return Row { name: String::new(), cells: Vec::new() } };
    let known = cx.centre.people.candidate(one.candidate);
    let (code, name) = known.map(|k| (k.code.clone(), k.name.clone())).unwrap_or_default();
    let (pill, tone) = match one.standing {
        Standing::Had { declined: true, .. } => ("declined".to_owned(), Tone::Calm),
        Standing::Had { late: true, .. } => ("given late".to_owned(), Tone::Good),
        Standing::Had { .. } => ("given".to_owned(), Tone::Good),
        Standing::DueIn(0) => ("due today".to_owned(), Tone::Soon),
        Standing::DueIn(left) => (format!("due in {}", days(left)), Tone::Calm),
        Standing::Overdue(late) => (format!("overdue {}", days(late)), Tone::Now),
        Standing::Open => ("not given yet".to_owned(), Tone::Calm),
    };
    let by = one.given.as_ref().map(|given| words::giver(cx.centre, &given.by));
    let name_of_row = format!("{}, {}", words::candidate(cx.centre, one.candidate), said(cx, one));
    let cells = vec![
        Cell::Badge(code),
        Cell::Text(name),
        Cell::Pill(pill, tone),
        Cell::Muted(by.unwrap_or_default()),
    ];
    Row { name: name_of_row, cells }
}

fn said(cx: &Cx<'_>, one: &FollowUp) -> String {
    let state = match one.standing {
        Standing::Had { .. } | Standing::Open => words::FeedbackState::Open,
        Standing::DueIn(days) => words::FeedbackState::DueIn(days),
        Standing::Overdue(days) => words::FeedbackState::Overdue(days),
    };
    words::feedback_standing(cx.centre, one.given.as_ref(), state)
}

/// Asks for the change if it can be; else says why not.
fn perform(cx: &Cx<'_>, asks: &mut Asks, change: feedback::Change) -> String {
    let change = Change::Feedback(change);
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}
