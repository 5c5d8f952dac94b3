//! From the rows of a list to those who come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;

use super::columns::plain;
use super::values::{day, number, percent, several, time, yes_or_no};
use super::{Column, Doubt, Kind, Known, Line, MOST_ROWS, Mapping, Reading, Row, Table, Why};
use crate::ids::{AssessorId, DeviceId, EntryId, ExerciseId, Origin};
use crate::people::codes::Codes;
use crate::people::{
    AssessorFact, CandidateFact, Hours, LONGEST_NAME, LONGEST_NOTES, Newcomer, People, Refusal,
    Relation, RolePlayerFact, RoomFact,
};
use crate::time::Length;

/// Reads `table` as `mapping` says, for a list on which people are already.
pub fn read(table: &Table, mapping: &Mapping, known: Known<'_>) -> Reading {
    let mut reader = Reader::new(table, mapping, known);
    let lines = table.lines.iter().skip(usize::from(mapping.heading));
    let rows = lines.enumerate().map(|(place, line)| {
        if place < MOST_ROWS {
            return reader.row(line);
        }
        let doubt = Doubt { column: None, text: String::new(), why: Why::TooMany };
        Row { line: line.number, who: None, doubts: vec![doubt] }
    });
    Reading { rows: rows.collect() }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    known: Known<'a>,
    /// The list as it would be with all rows so far.
    trial: People,
    /// The line in which each code stands first.
    codes: BTreeMap<String, usize>,
    /// The line in which each candidate's name stands first; 0 for those on the list already.
    names: BTreeMap<String, usize>,
    /// The codes that are given.
    given: Codes,
    /// How many came so far.
    came: u16,
}

/// A row that is being read.
struct Cells<'a> {
    mapping: &'a Mapping,
    known: Known<'a>,
    line: &'a Line,
    doubts: Vec<Doubt>,
}

impl<'a> Reader<'a> {
    fn new(table: &Table, mapping: &'a Mapping, known: Known<'a>) -> Self {
        let people = known.people;
        let place = mapping.place(Column::Code);
        let written = table.lines.iter().filter_map(|line| line.cells.get(place?));
        let listed = people.candidates();
        let codes = listed.iter().map(|known| known.code.as_str());
        let codes = codes.chain(written.map(|cell| cell.trim()));
        let names = listed.iter().filter(|known| !known.name.is_empty());
        Self {
            mapping,
            known,
            trial: people.clone(),
            codes: BTreeMap::new(),
            names: names.map(|known| (known.name.to_lowercase(), 0)).collect(),
            given: Codes::after(codes),
            came: 0,
        }
    }

    fn row(&mut self, line: &Line) -> Row {
        let mut cells =
            Cells { mapping: self.mapping, known: self.known, line, doubts: Vec::new() };
        if line.cells.iter().all(|cell| cell.trim().is_empty()) {
            cells.doubt(None, Why::EmptyRow);
            return Row { line: line.number, who: None, doubts: cells.doubts };
        }
        let who = match cells.kind() {
            Kind::Candidate => self.candidate(&mut cells),
            Kind::Assessor => cells.assessor(),
            Kind::RolePlayer => cells.role_player(),
            Kind::Room => cells.room(),
        };
        let mut doubts = cells.doubts;
        let wrong = |doubts: &[Doubt]| doubts.iter().any(|doubt| doubt.why.is_wrong());
        if !wrong(&doubts)
            && let Err(why) = self.trial.check_newcomer(&who)
        {
            doubts.push(Doubt { column: None, text: who.label(), why: Why::Refused(why) });
        }
        if wrong(&doubts) {
            return Row { line: line.number, who: None, doubts };
        }
        self.take_in(&who, line.number);
        Row { line: line.number, who: Some(who), doubts }
    }

    fn take_in(&mut self, who: &Newcomer, line: usize) {
        let device = DeviceId { installation: u32::MAX, session: u32::MAX };
        let entry = EntryId { device, number: u32::MAX };
        self.trial.join(who, Origin { entry, place: self.came });
        self.came = self.came.saturating_add(1);
        if let Newcomer::Candidate { code, name, .. } = who {
            self.codes.entry(code.clone()).or_insert(line);
            self.names.entry(name.to_lowercase()).or_insert(line);
        }
    }

    fn candidate(&mut self, cells: &mut Cells<'_>) -> Newcomer {
        let (name, written) = (cells.name(), cells.text(Column::Code));
        cells.only_for(Kind::Candidate);
        if name.is_empty() && written.is_empty() {
            cells.doubt(None, Why::Nobody);
        }
        if let Some(line) = self.codes.get(&written) {
            cells.doubt(Some(Column::Code), Why::CodeTwice(*line));
        }
        match self.names.get(&name.to_lowercase()).filter(|_| !name.is_empty()) {
            Some(_) if !written.is_empty() => cells.doubt_name(Why::SameName),
            Some(0) => cells.doubt_name(Why::OnTheList),
            Some(line) => cells.doubt_name(Why::NameTwice(*line)),
            None => {}
        }
        let extra_time = match percent(&cells.text(Column::ExtraTime)) {
            Ok((percent, doubt)) => {
                if let Some(why) = doubt {
                    cells.doubt(Some(Column::ExtraTime), why);
                }
                percent
            }
            Err(why) => {
                cells.doubt(Some(Column::ExtraTime), why);
                0
            }
        };
        let mut facts = Vec::new();
        let pronouns = cells.text(Column::Pronouns);
        if !pronouns.is_empty() {
            facts.push(CandidateFact::Pronouns(pronouns));
        }
        if cells.step_free() == Some(true) {
            facts.push(CandidateFact::StepFree(true));
        }
        facts.extend(cells.hours().map(|hours| CandidateFact::Present(Some(hours))));
        let notes = cells.text(Column::Notes);
        if !notes.is_empty() {
            facts.push(CandidateFact::Notes(notes));
        }
        let gives = written.is_empty() && !cells.is_wrong();
        let code = if gives { self.given.take() } else { written };
        let apart = cells.apart();
        Newcomer::Candidate { code, name, extra_time, facts, apart }
    }
}

impl Cells<'_> {
    fn text(&self, column: Column) -> String {
        let place = self.mapping.place(column);
        let cell = place.and_then(|place| self.line.cells.get(place));
        cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
    }

    fn doubt(&mut self, column: Option<Column>, why: Why) {
        let text = column.map(|column| self.text(column)).unwrap_or_default();
        let column = column.and_then(|column| self.mapping.place(column));
        self.doubts.push(Doubt { column, text, why });
    }

    /// A doubt about the name, in whichever column it stands.
    fn doubt_name(&mut self, why: Why) {
        let column = [Column::Name, Column::LastName, Column::FirstName]
            .into_iter()
            .find(|column| self.mapping.place(*column).is_some());
        let (column, text) =
            (column.and_then(|column| self.mapping.place(column)), self.whole_name());
        self.doubts.push(Doubt { column, text, why });
    }

    fn is_wrong(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.why.is_wrong())
    }

    fn kind(&mut self) -> Kind {
        let said = self.text(Column::Kind);
        if said.is_empty() {
            return self.mapping.kind;
        }
        Kind::named(&said).unwrap_or_else(|| {
            self.doubt(Some(Column::Kind), Why::NotAKind);
            self.mapping.kind
        })
    }

    /// The whole name, or its halves put together; and whether every text fits.
    fn name(&mut self) -> String {
        for column in [Column::Code, Column::Name, Column::Pronouns] {
            if self.text(column).chars().count() > LONGEST_NAME {
                self.doubt(Some(column), Why::Refused(Refusal::TooLong));
            }
        }
        if self.text(Column::Notes).chars().count() > LONGEST_NOTES {
            self.doubt(Some(Column::Notes), Why::Refused(Refusal::TooLong));
        }
        self.whole_name()
    }

    fn whole_name(&self) -> String {
        let whole = self.text(Column::Name);
        if whole.is_empty() {
            let halves = [self.text(Column::FirstName), self.text(Column::LastName)];
            halves.join(" ").trim().to_owned()
        } else {
            whole
        }
    }

    /// Cells that say something which means nothing for this kind.
    fn only_for(&mut self, kind: Kind) {
        let not_for = |column| match column {
            Column::Code
            | Column::Pronouns
            | Column::ExtraTime
            | Column::Notes
            | Column::Apart
            | Column::Manager => kind != Kind::Candidate,
            Column::Exercises => kind == Kind::Candidate,
            Column::StepFree => !matches!(kind, Kind::Candidate | Kind::Room),
            Column::Trained => kind != Kind::Assessor,
            Column::Reset => kind != Kind::RolePlayer,
            Column::Places => kind != Kind::Room,
            _ => false,
        };
        for column in Column::ALL.into_iter().filter(|column| not_for(*column)) {
            if !self.text(column).is_empty() {
                self.doubt(Some(column), Why::NotForKind(kind));
            }
        }
    }

    fn value<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Result<Option<T>, Why>,
    ) -> Option<T> {
        match read(&self.text(column)) {
            Ok(value) => value,
            Err(why) => {
                self.doubt(Some(column), why);
                None
            }
        }
    }

    fn step_free(&mut self) -> Option<bool> {
        self.value(Column::StepFree, yes_or_no)
    }

    fn hours(&mut self) -> Option<Hours> {
        let from = self.value(Column::From, time);
        let until = self.value(Column::Until, time);
        let (dawn, night) = (Time::midnight(), Time::constant(23, 59, 0, 0));
        match (from, until) {
            (None, None) => None,
            (Some(from), Some(until)) => Some(Hours { from, until }),
            (Some(from), None) => {
                self.doubt(Some(Column::From), Why::OneTime);
                Some(Hours { from, until: night })
            }
            (None, Some(until)) => {
                self.doubt(Some(Column::Until), Why::OneTime);
                Some(Hours { from: dawn, until })
            }
        }
    }

    /// The exercises that are named; nothing where none is.
    fn exercises(&mut self) -> Option<BTreeSet<ExerciseId>> {
        let said = self.text(Column::Exercises);
        if said.is_empty() || plain(&said) == "all" {
            return None;
        }
        let mut all = BTreeSet::new();
        for name in several(&said) {
            let wanted = plain(name);
            let is = |(id, title): &&(ExerciseId, String)| {
                plain(title) == wanted || plain(id.as_str()) == wanted
            };
            match self.known.exercises.iter().find(is) {
                Some((id, _)) => drop(all.insert(id.clone())),
                None => self.doubt(Some(Column::Exercises), Why::NoExercise(name.to_owned())),
            }
        }
        Some(all)
    }

    /// Whom a candidate must not meet, of the assessors who are on the list already: what comes
    /// with the same list has no number yet by which it could be named.
    fn apart(&mut self) -> Vec<(AssessorId, Relation)> {
        let mut all = BTreeMap::new();
        for (column, because) in
            [(Column::Apart, Relation::Knows), (Column::Manager, Relation::Manages)]
        {
            let said = self.text(column);
            for name in several(&said) {
                let wanted = name.to_lowercase();
                let listed = self.known.people.assessors();
                match listed.iter().find(|known| known.name.to_lowercase() == wanted) {
                    Some(known) => drop(all.insert(known.id, because)),
                    None => self.doubt(Some(column), Why::NoAssessor(name.to_owned())),
                }
            }
        }
        all.into_iter().collect()
    }

    fn assessor(&mut self) -> Newcomer {
        let name = self.name();
        self.only_for(Kind::Assessor);
        let mut facts = Vec::new();
        if let Some((date, doubt)) = self.value(Column::Trained, day) {
            if let Some(why) = doubt {
                self.doubt(Some(Column::Trained), why);
            }
            facts.push(AssessorFact::Trained(Some(date)));
        }
        let certified = self.exercises();
        facts.extend(certified.map(|exercises| AssessorFact::Certified(Some(exercises))));
        facts.extend(self.hours().map(|hours| AssessorFact::Present(Some(hours))));
        Newcomer::Assessor { name, facts }
    }

    fn role_player(&mut self) -> Newcomer {
        let name = self.name();
        self.only_for(Kind::RolePlayer);
        let mut facts = Vec::new();
        if let Some(minutes) = self.value(Column::Reset, number) {
            facts.push(RolePlayerFact::Reset(Length::minutes(u32::from(minutes))));
        }
        let plays = self.exercises();
        facts.extend(plays.map(|exercises| RolePlayerFact::Plays(Some(exercises))));
        facts.extend(self.hours().map(|hours| RolePlayerFact::Present(Some(hours))));
        Newcomer::RolePlayer { name, facts }
    }

    fn room(&mut self) -> Newcomer {
        let name = self.name();
        self.only_for(Kind::Room);
        let mut facts = Vec::new();
        let places = self.value(Column::Places, number);
        facts.extend(places.map(|places| RoomFact::Capacity(Some(places))));
        facts.extend(self.step_free().map(RoomFact::StepFree));
        let fitted = self.exercises();
        facts.extend(fitted.map(|exercises| RoomFact::Fitted(Some(exercises))));
        facts.extend(self.hours().map(|hours| RoomFact::Present(Some(hours))));
        Newcomer::Room { name, facts }
    }
}
