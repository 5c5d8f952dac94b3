//! The day as it ran: its sessions, planned and real, and everything that happened in order.

use jiff::Timestamp;

use super::{Log, LogLine, Reporter, SessionShown};
use crate::centre::clock::PhaseRun;
use crate::centre::marksheet::Turn;
use crate::centre::{Author, Session};
use crate::scoring::voided;
use crate::words;

/// A session that begins this much later than planned is late.
const LATE_MINUTES: i64 = 1;

/// So many letters of an inject are enough to know it by.
const INJECT_LETTERS: usize = 60;

/// Something that happened: when, what, and who entered it.
pub(super) type Happened = (Timestamp, String, Author);

impl Reporter<'_> {
    /// The sessions in the order of the plan, also those called off.
    pub(super) fn sessions(&self) -> Vec<SessionShown> {
        let mut all: Vec<&Session> = self.centre.sessions.values().collect();
        all.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
        all.into_iter().map(|session| self.session(session)).collect()
    }

    fn session(&self, session: &Session) -> SessionShown {
        let time =
            |at: Option<Timestamp>| at.map(|at| self.words.time(at, self.zone)).unwrap_or_default();
        let began = session.clock.runs.first().map(PhaseRun::started);
        let late = session
            .planned
            .zip(began)
            .map(|(planned, began)| began.duration_since(planned).as_secs().div_euclid(60));
        let late = match late {
            Some(minutes) if minutes >= LATE_MINUTES => {
                self.words.with("session.late", &[("{count}", &minutes.to_string())])
            }
            Some(minutes) if minutes <= -LATE_MINUTES => {
                self.words.with("session.early", &[("{count}", &(-minutes).to_string())])
            }
            _ => String::new(),
        };
        SessionShown {
            exercise: self.exercise_title(&session.exercise),
            candidates: self.codes(session),
            room: session.room.clone(),
            planned: time(session.planned),
            began: time(began),
            ended: time(session.clock.finished),
            late,
            called_off: session.called_off.clone().unwrap_or_default(),
            void_for: self.void_for(session),
        }
    }

    fn void_for(&self, session: &Session) -> String {
        let void = session.seats.iter().filter(|seat| {
            session.called_off.is_none() && voided(self.centre, session, seat.candidate)
        });
        void.map(|seat| self.code(seat.candidate)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn codes(&self, session: &Session) -> String {
        let codes = session.seats.iter().map(|seat| self.code(seat.candidate));
        codes.collect::<Vec<_>>().join(", ")
    }

    /// Everything that happened, in order.
    pub(super) fn log(&self) -> Log {
        let mut all: Vec<Happened> = Vec::new();
        for session in self.centre.sessions.values() {
            self.clock(session, &mut all);
        }
        self.marksheets(&mut all);
        self.facilitated(&mut all);
        self.attended(&mut all);
        self.said(&mut all);
        for version in &self.centre.designs {
            if let Some(made) = &version.made {
                let open = [
                    ("{version}", &*version.scenario.version.to_string()),
                    ("{reason}", &*version.reason),
                ];
                all.push((made.at, self.words.with("log.design", &open), made.by));
            }
        }
        all.sort_by_key(|(at, _, _)| *at);
        Log { summary: self.in_figures(), lines: self.lines(all) }
    }

    fn in_figures(&self) -> Vec<String> {
        let planned = self.centre.planned_sessions();
        let held = planned.iter().filter(|one| one.clock.finished.is_some()).count();
        let off = self.centre.sessions.values().filter(|one| one.called_off.is_some()).count();
        let submitted = self.centre.marksheets.values().filter(|one| one.is_submitted()).count();
        let notes = self.centre.notes.values().filter(|note| note.struck.is_none()).count();
        let mut figures = vec![
            self.words.with(
                "log.held",
                &[("{count}", &held.to_string()), ("{all}", &planned.len().to_string())],
            ),
            self.words.count("log.marksheets", submitted),
            self.words.count("log.notes", notes),
        ];
        figures.extend(self.attendance_in_figures());
        if off > 0 {
            figures.push(self.words.count("log.called_off", off));
        }
        figures
    }

    fn lines(&self, all: Vec<Happened>) -> Vec<LogLine> {
        let mut last = None;
        let line = |(at, what, by): Happened| {
            let date = at.to_zoned_datetime(self.zone.clone()).date();
            let new = last.replace(date) != Some(date);
            LogLine {
                date: if new { self.words.date(date) } else { String::new() },
                at: self.words.time(at, self.zone),
                what,
                by: self.by(by),
            }
        };
        all.into_iter().map(line).collect()
    }

    fn by(&self, author: Author) -> String {
        match author {
            Author::Facilitator => self.words.say("facilitator"),
            Author::Assessor(id) => words::assessor(self.centre, id),
        }
    }

    fn clock(&self, session: &Session, all: &mut Vec<Happened>) {
        let title = self.exercise_title(&session.exercise);
        let title = format!("{title}, {}", self.codes(session));
        let exercise = self.centre.scenario.exercise(&session.exercise);
        let mut last = Author::Facilitator;
        for run in &session.clock.runs {
            let phase = exercise.and_then(|known| known.phase(&run.phase));
            let phase = phase.map_or_else(|| run.phase.to_string(), |(_, one)| one.title.clone());
            let say = |key: &str, count: i64| {
                self.words.with(
                    key,
                    &[("{session}", &title), ("{phase}", &phase), ("{count}", &count.to_string())],
                )
            };
            last = run.pressed.by;
            all.push((run.started(), say("log.phase", 0), last));
            for hold in &run.holds {
                all.push((hold.from, say("log.hold", 0), last));
                if let Some(until) = hold.until {
                    let minutes = until.duration_since(hold.from).as_secs().saturating_add(30) / 60;
                    all.push((until, say("log.goes_on", minutes), last));
                }
            }
            if run.extended_secs != 0 {
                let key = if run.extended_secs > 0 { "log.longer" } else { "log.shorter" };
                let minutes = (run.extended_secs.abs() + 30) / 60;
                all.push((run.ended.unwrap_or(run.pressed.at), say(key, minutes), last));
            }
        }
        for given in &session.clock.given {
            let known =
                exercise.and_then(|of| of.injects.iter().find(|one| one.id == given.inject));
            let inject = known.map_or_else(
                || given.inject.to_string(),
                |known| beginning(&known.text, INJECT_LETTERS),
            );
            let open = [("{session}", &*title), ("{inject}", &*inject)];
            all.push((given.made.at, self.words.with("log.inject", &open), given.made.by));
        }
        if let Some(finished) = session.clock.finished {
            all.push((finished, self.words.with("log.ended", &[("{session}", &title)]), last));
        }
    }

    fn marksheets(&self, all: &mut Vec<Happened>) {
        for (sheet, marks) in &self.centre.marksheets {
            let Some((session, _)) = self.centre.session(sheet.session) else { continue };
            let code = self.code(sheet.candidate);
            let title = self.exercise_title(&session.exercise);
            let who = words::assessor(self.centre, sheet.assessor);
            for turn in &marks.turns {
                let (made, key, reason) = match turn {
                    Turn::Submitted(made) => (made, "log.submitted", ""),
                    Turn::Reopened(made, reason) => (made, "log.reopened", reason.as_str()),
                    Turn::Reviewed(made) => (made, "log.reviewed", ""),
                    Turn::Returned(made, reason) => (made, "log.returned", reason.as_str()),
                };
                let what = self.words.with(
                    key,
                    &[
                        ("{exercise}", &title),
                        ("{candidate}", &*code),
                        ("{assessor}", &who),
                        ("{reason}", reason),
                    ],
                );
                all.push((made.at, what, made.by));
            }
        }
    }

    /// Day and time of a moment.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let date = at.to_zoned_datetime(self.zone.clone()).date();
        format!("{} {}", self.words.date(date), self.words.time(at, self.zone))
    }
}

/// The first line of a text without its marks, cut between words. What is speech through and
/// through loses its own quotation marks: others are put around it.
fn beginning(text: &str, most: usize) -> String {
    let mut lines = text.lines().map(|line| line.replace(['*', '_', '`', '#', '>'], ""));
    let line = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let line = unquoted(line.trim());
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let mut said = String::new();
    for word in line.split_whitespace() {
        if said.chars().count() + word.chars().count() >= most {
            break;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
    said.push('…');
    said
}

/// The text within the quotation marks that open and close it.
fn unquoted(text: &str) -> &str {
    let within = text.strip_prefix(['"', '“', '„']);
    let within = within.and_then(|text| text.strip_suffix(['"', '”', '“']));
    within.filter(|text| !text.contains(['"', '“', '„', '”'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_its_first_words() {
        assert_eq!(beginning("\n**Forty** people wait.\nMore.", 60), "Forty people wait.");
        assert_eq!(beginning("one two three four", 12), "one two…");
        assert_eq!(beginning("", 12), "");
        assert_eq!(beginning("\"Does everybody know?\"", 60), "Does everybody know?");
        assert_eq!(beginning("„Weiß das jeder?“", 60), "Weiß das jeder?");
        // Two who speak are left as they stand.
        assert_eq!(beginning("“Yes.” He goes: “No.”", 60), "“Yes.” He goes: “No.”");
        // A word longer than there is room says at least that there is something.
        assert_eq!(beginning("Donaudampfschifffahrt", 5), "…");
    }
}
