//! A centre and its plan: read, searched for, judged, written.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::told::Told;
use super::{Timetable, not_found};
use crate::centre::{Centre, Record};
use crate::cli::{act, places, read_centre, say, talk, whole, write};
use crate::clock::{Clock, Time as _};
use crate::files::fs::{Disk, Fs as _};
use crate::files::{Failure, handed, templates};
use crate::handouts::{Handout, Paper, Sort, handouts};
use crate::ids::CentreId;
use crate::planning::{Posed, Staffing, adopt, differences, pose, read};
use crate::report::timetable::Timetable as Handed;
use crate::time::between;
use crate::timetable::solve::Solver;
use crate::timetable::{Plan, relax, rules};
use crate::words::{self, Called};

/// How long the reason why there is no plan is looked for, at least.
const REASON_SECONDS: f64 = 60.0;

/// A centre on the desk.
struct Desk {
    id: CentreId,
    record: Record,
    /// Lines of a newer build, kept word for word.
    unknown: Vec<String>,
    zone: TimeZone,
    now: Timestamp,
}

impl Timetable {
    pub(super) fn of_centre(&self, file: &Path, data: Option<&Path>) -> Result<ExitCode, String> {
        self.nothing_is_in_the_way()?;
        let document = read_centre(file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let (zone, now) = (TimeZone::system(), Clock::new().now().wall);
        let mut desk = Desk { id: document.id, record, unknown: document.unknown, zone, now };
        let posed = desk.posed();
        if self.only_check {
            return self.judge(&desk, &posed, data, true);
        }
        let solver = self.search(&posed.problem);
        let Some((_, plan)) = solver.best() else {
            return self.say_why(&desk, &posed, &solver);
        };
        desk.adopt(&posed, &plan)?;
        if let Some(out) = &self.out {
            write(out, &desk.text()?, self.force)?;
        }
        self.judge(&desk, &posed, data, false)
    }

    /// Nobody waits for a search whose answer cannot be written.
    fn nothing_is_in_the_way(&self) -> Result<(), String> {
        match &self.out {
            Some(out) if Disk.exists(out) && !self.force => {
                Err(format!("{} is there already. Use another name, or --force.", out.display()))
            }
            _ => Ok(()),
        }
    }

    /// Says what the sessions are like that the centre now has, and hands them out.
    fn judge(
        &self,
        desk: &Desk,
        posed: &Posed,
        data: Option<&Path>,
        strictly: bool,
    ) -> Result<ExitCode, String> {
        let centre = desk.record.centre();
        let plan = read(centre, posed);
        let measures = rules::measure(&posed.problem, &plan);
        let breaches = rules::check(&posed.problem, &plan);
        let called = Called::in_centre(centre, posed, &desk.zone);
        let timetable = Handed::of(centre, &desk.zone, desk.now);
        let told = Told::of_plan(&timetable, posed, &called, (&plan, &measures, &breaches))
            .with_warnings(warnings(centre))
            .with_differences(self.differences(desk, (posed, &plan))?);
        if let Some(folder) = &self.to {
            self.hand_out(&timetable, folder, data, desk.now)?;
        }
        self.tell(&told)?;
        let broken = strictly && told.is_broken();
        Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    /// What differs from the plan of the other file, a line each: who, then what is held otherwise.
    fn differences(
        &self,
        desk: &Desk,
        plan: (&Posed, &Plan),
    ) -> Result<Option<Vec<String>>, String> {
        let Some(other) = &self.compare else { return Ok(None) };
        let document = read_centre(other)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let (centre, zone) = (desk.record.centre(), &desk.zone);
        if document.id != desk.id {
            return Err(format!("{} is another centre, not a copy of this one.", other.display()));
        }
        let posed = pose(record.centre(), zone, desk.now);
        let before = read(record.centre(), &posed);
        let all = differences((&posed, &before), plan);
        let mut lines = vec![words::differing(&all)];
        for one in &all {
            lines.push(words::differs_for(centre, one, usize::MAX));
            let own = one.what.iter().map(|one| words::otherwise(centre, zone, one));
            lines.extend(own.map(|line| format!("  {line}")));
        }
        Ok(Some(lines))
    }

    fn tell(&self, told: &Told) -> Result<ExitCode, String> {
        if self.json {
            let json = serde_json::to_string_pretty(told).map_err(|error| error.to_string())?;
            say(&format!("{json}\n"))
        } else {
            say(&told.in_words())
        }
    }

    fn say_why(&self, desk: &Desk, posed: &Posed, solver: &Solver) -> Result<ExitCode, String> {
        let clock = Clock::new();
        let begun = clock.now().wall;
        let limit = self.limit().as_secs_f64().max(REASON_SECONDS);
        let in_time = || {
            // With rounds in place of a time the answer is the same on every machine.
            self.rounds.is_some() || between(begun, clock.now().wall).as_secs_f64() < limit
        };
        let problem = &posed.problem;
        let reason = relax::reason(problem, &in_time);
        let refused = solver.refused();
        let rotation = problem.circuit.as_ref().map(|circuit| circuit.plan(problem, self.seed));
        let called = Called::in_centre(desk.record.centre(), posed, &desk.zone);
        let timetable = Handed::of(desk.record.centre(), &desk.zone, desk.now);
        let reasons = (&reason, &rotation.unwrap_or_default(), refused.as_slice());
        let told = Told::of_reason(&timetable, posed, &called, reasons)
            .with_warnings(warnings(desk.record.centre()));
        if !told.has_reason() {
            talk(&format!("{}\n", not_found(solver)));
        }
        self.tell(&told)?;
        Ok(ExitCode::FAILURE)
    }

    fn hand_out(
        &self,
        timetable: &Handed,
        folder: &Path,
        data: Option<&Path>,
        now: Timestamp,
    ) -> Result<(), String> {
        let all = handouts(timetable, &Sort::ALL);
        if all.is_empty() {
            return Err("There is nothing to hand out: no session has a time yet.".to_owned());
        }
        let there = all.iter().map(|one| folder.join(&one.path)).find(|path| Disk.exists(path));
        if let Some(path) = there.filter(|_| !self.force) {
            return Err(format!(
                "{} is there already. Use another folder, or --force.",
                path.display()
            ));
        }
        let mut templates = crate::print::bundled_templates();
        let own = places(data).map(|places| templates::read(&Disk, &places.templates()));
        templates.extend(own.unwrap_or_default());
        let paper = Paper::of(timetable, templates);
        for one in &all {
            let bytes = one.bytes(timetable, &paper, now).map_err(|why| why.to_string())?;
            write_one(folder, one, &bytes)?;
        }
        let files = words::count(all.len(), "file", "files");
        talk(&format!("written: {files} into {}\n", folder.display()));
        Ok(())
    }
}

fn warnings(centre: &Centre) -> Vec<String> {
    Staffing::of(centre).and_then(words::few_assessors).into_iter().collect()
}

fn write_one(folder: &Path, one: &Handout, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(&one.path);
    if let Some(parent) = path.parent() {
        let failed = |error| words::failure(&Failure::from_io(parent, &error));
        Disk.create_folder(parent).map_err(failed)?;
    }
    handed::hand_out(&Disk, &path, bytes)
        .map(|_saved| ())
        .map_err(|failure| words::failure(&failure))
}

impl Desk {
    fn posed(&self) -> Posed {
        pose(self.record.centre(), &self.zone, self.now)
    }

    /// Makes the plan the centre's, as one more entry; as none where it has it already.
    fn adopt(&mut self, posed: &Posed, plan: &Plan) -> Result<(), String> {
        let changes = adopt(self.record.centre(), posed, plan);
        if changes.is_empty() {
            return Ok(());
        }
        act(&mut self.record, changes)
    }

    /// The centre as a file.
    fn text(&self) -> Result<String, String> {
        whole(&self.record, &self.unknown)
    }
}
