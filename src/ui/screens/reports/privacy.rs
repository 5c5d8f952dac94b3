//! How long data is kept and whose is due; copies under pseudonyms; everything about one person;
//! erasure. Each says what it will do, and to how many, before it does it.

mod erasing;
mod names;

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{ComboBox, Ui};
use jiff::civil::Date;

use crate::centre::{Change, keeping};
use crate::ids::CandidateId;
use crate::privacy::{self, Kept, Preview, Proposal};
use crate::ui::asks::{Ask, Asks, Leaving};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::Tone;
use crate::ui::widgets::table::{self, Cell, Did, Look, Row, heading as column, second_rank};
use crate::ui::widgets::{buttons, cards, fields, pick};
use crate::words;

const HEADINGS: [table::Heading; 5] = [
    column("Code", Some(86.0)),
    column("Name", None),
    second_rank("Result", Some(130.0)),
    column("Kept until", Some(130.0)),
    column("", Some(76.0)),
];

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(super) struct Privacy {
    chosen: Option<CandidateId>,
    names: Option<names::Names>,
    erasing: Option<erasing::Erasing>,
    band: Option<String>,
    months: String,
    refused: String,
    /// Who is kept how long, for the length of record and the day it was reckoned for.
    kept: Option<(usize, Date, Vec<Kept>)>,
    /// How long assessors and role players are kept, in words.
    staff: String,
}

impl Privacy {
    /// Takes in the texts that name somebody.
    pub(super) fn found_names(&mut self, found: Vec<Proposal>) {
        self.names = Some(names::Names::new(found));
        self.erasing = None;
    }

    /// Takes in what an erasure would do.
    pub(super) fn would_erase(
        &mut self,
        people: Vec<CandidateId>,
        preview: Preview,
        naming: Vec<PathBuf>,
    ) {
        self.erasing = Some(erasing::Erasing::new(people, preview, naming));
        self.names = None;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if !cx.facilitates() {
            let words = "What becomes of personal data is the facilitator’s to decide (rule P4).";
            cards::middle(ui, |ui| cards::empty(ui, "For the facilitator", words, |_| {}));
            return;
        }
        if let Some(names) = &mut self.names {
            if names.ui(ui, asks) {
                self.names = None;
            }
            return;
        }
        if let Some(erasing) = &mut self.erasing {
            if erasing.ui(ui, cx, asks) {
                self.erasing = None;
            }
            return;
        }
        let today = cx.now.wall.to_zoned_datetime(cx.zone.clone()).date();
        let key = (cx.version, today);
        if self.kept.as_ref().is_none_or(|(version, day, _)| (*version, *day) != key) {
            self.kept = Some((key.0, key.1, privacy::kept(cx.centre)));
            let staff = privacy::staff(cx.centre);
            self.staff = words::staff_kept(staff.people, staff.until, staff.over);
        }
        let all = self.kept.as_ref().map(|(_, _, all)| all.clone()).unwrap_or_default();
        if self.chosen.is_some_and(|known| all.iter().all(|one| one.candidate != known)) {
            self.chosen = None;
        }
        let width = if ui.available_width() < 1000.0 { 260.0 } else { 320.0 };
        cards::side_column(ui, "privacy-acts", width, |ui| self.acts(ui, cx, &all, asks));
        cards::middle(ui, |ui| self.due(ui, cx, (&all, today), asks));
    }

    fn due(&mut self, ui: &mut Ui, cx: &Cx<'_>, (all, today): (&[Kept], Date), asks: &mut Asks) {
        let due: Vec<CandidateId> =
            all.iter().filter(|one| one.is_due(today)).map(|one| one.candidate).collect();
        ui.horizontal_wrapped(|ui| {
            let many = words::count(due.len(), "person is due", "people are due");
            heading(ui, format!("{many} to be erased"));
            let possible = match (due.is_empty(), cx.writable) {
                (true, _) => Err("Nobody’s time is over yet.".to_owned()),
                (_, false) => Err("This centre is open to read only.".to_owned()),
                _ => Ok(()),
            };
            if buttons::plain_if(ui, "Erase all who are due…", possible).clicked() {
                asks.ask(Ask::Leaving(Leaving::Preview(due.clone())));
            }
        });
        ui.add_space(6.0);
        if all.is_empty() {
            muted(ui, "The record holds data of no candidate.");
            return;
        }
        let who: Vec<CandidateId> = all.iter().map(|one| one.candidate).collect();
        let describe = |id| row(cx, all.iter().find(|one| one.candidate == id), today);
        let look = Look {
            id: "privacy",
            headings: &HEADINGS,
            who: &who,
            chosen: self.chosen,
            arrive: false,
        };
        let chose = table::table(ui, &look, &describe).map(Did::row);
        if chose.is_some() {
            self.chosen = chose;
        }
    }

    fn acts(&mut self, ui: &mut Ui, cx: &Cx<'_>, all: &[Kept], asks: &mut Asks) {
        if let Some(candidate) = self.chosen {
            one_person(ui, cx, candidate, all, asks);
        } else {
            heading(ui, "One person");
            muted(ui, "Choose somebody for everything about them, or to erase them.");
        }
        ui.add_space(16.0);
        heading(ui, "A copy without names");
        muted(
            ui,
            "Codes stand for names everywhere. Typed texts that name somebody are shown first. The \
             copy cannot be put together with this centre.",
        );
        if buttons::plain(ui, "Find names in texts…").clicked() {
            asks.ask(Ask::Leaving(Leaving::FindNames));
        }
        ui.add_space(16.0);
        self.keeping(ui, cx, asks);
        past(ui, cx, asks);
    }

    fn keeping(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        heading(ui, "How long data is kept");
        let bands: Vec<&str> =
            cx.centre.scenario.decision.bands.iter().map(|band| band.label.as_str()).collect();
        let every = std::iter::once(None).chain(bands.iter().copied().map(Some));
        let mut seen = BTreeSet::new();
        for band in every.filter(|band| seen.insert(*band)) {
            let months = keeping::months(cx.centre, band);
            let months = words::count(months.into(), "month", "months");
            muted(ui, format!("{}: {months}", band.unwrap_or("no result")));
        }
        muted(ui, &self.staff);
        if !cx.writable {
            return;
        }
        let label = muted(ui, "Of whom");
        let shown = self.band.clone().unwrap_or_else(|| "no result".to_owned());
        let choice = ComboBox::from_id_salt("keeping-band").selected_text(shown).width(220.0);
        let choice = pick::list(ui, choice, |ui| {
            ui.selectable_value(&mut self.band, None, "no result");
            for band in &bands {
                ui.selectable_value(&mut self.band, Some((*band).to_owned()), *band);
            }
        });
        choice.labelled_by(label.id);
        let label = "Months from the day of the centre";
        let field = fields::line(ui, "keeping-months", label, &mut self.months, "6");
        let set = buttons::plain(ui, "Set").accessible_name("Set the months");
        let pressed = set.clicked();
        if pressed || fields::entered(ui, &field) {
            self.refused = self.set_months(cx, asks);
        }
        fields::refusal(ui, &self.refused);
    }

    fn set_months(&mut self, cx: &Cx<'_>, asks: &mut Asks) -> String {
        let months = match self.months.trim() {
            "" => None,
            text => match text.parse::<u16>() {
                Ok(months) => Some(months),
                Err(_no_number) => return "Write a number of months, or nothing.".to_owned(),
            },
        };
        let change = Change::Keeping(keeping::Change::Set { band: self.band.clone(), months });
        match cx.centre.check(&change) {
            Ok(()) => {
                asks.change(change);
                self.months.clear();
                String::new()
            }
            Err(refusal) => words::refusal(cx.centre, &refusal),
        }
    }
}

/// What can be done about whoever is chosen.
fn one_person(ui: &mut Ui, cx: &Cx<'_>, candidate: CandidateId, all: &[Kept], asks: &mut Asks) {
    heading(ui, words::candidate(cx.centre, candidate));
    if let Some(one) = all.iter().find(|one| one.candidate == candidate) {
        muted(ui, words::kept_until(one.band.as_deref(), one.months, one.until));
    }
    ui.add_space(6.0);
    muted(ui, "A PDF, a page and a data file with everything about them; others by role.");
    if buttons::plain(ui, "Everything about them…").clicked() {
        asks.ask(Ask::Leaving(Leaving::Access(candidate)));
    }
    ui.add_space(6.0);
    muted(ui, "You are shown first what goes and what stays.");
    let possible =
        if cx.writable { Ok(()) } else { Err("This centre is open to read only.".to_owned()) };
    if buttons::plain_if(ui, "Erase them…", possible).clicked() {
        asks.ask(Ask::Leaving(Leaving::Preview(vec![candidate])));
    }
}

/// Erasures that were carried out.
fn past(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    if cx.centre.erasures.is_empty() {
        return;
    }
    ui.add_space(16.0);
    heading(ui, "Erased");
    for (place, erasure) in cx.centre.erasures.iter().enumerate() {
        let on = erasure.made.at.to_zoned_datetime(cx.zone.clone()).date();
        let people = words::count(erasure.people.len(), "person", "people");
        muted(ui, format!("{}, {people}: {}", words::date(on), erasure.reason));
        let name = format!("Certificate {}…", place + 1);
        if buttons::quiet(ui, &name).clicked() {
            asks.ask(Ask::Leaving(Leaving::Certificate(place)));
        }
    }
}

fn row(cx: &Cx<'_>, one: Option<&Kept>, today: Date) -> Row {
    let Some(one) = one else { return Row { name: String::new(), cells: Vec::new() } };
    let known = cx.centre.people.candidate(one.candidate);
    let (code, name) = known.map(|k| (k.code.clone(), k.name.clone())).unwrap_or_default();
    let said = words::kept_until(one.band.as_deref(), one.months, one.until);
    let until = one.until.map(words::date).unwrap_or_default();
    let (pill, tone) = if one.is_due(today) { ("due", Tone::Now) } else { ("kept", Tone::Calm) };
    Row {
        name: format!("{}, {said}", words::candidate(cx.centre, one.candidate)),
        cells: vec![
            Cell::Badge(code),
            Cell::Text(name),
            Cell::Muted(one.band.clone().unwrap_or_else(|| "no result".to_owned())),
            Cell::Text(until),
            Cell::Pill(pill.to_owned(), tone),
        ],
    }
}
