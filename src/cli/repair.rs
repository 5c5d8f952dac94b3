//! `bellwether repair`: a change of plan on the day, in words, and made so if that is wanted.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{act, read_centre, say, talk, whole, write};
use crate::centre::{Centre, Record};
use crate::clock::{Clock, Time as _};
use crate::ids::SessionId;
use crate::planning::pose::{date_of, moment_of};
use crate::planning::{Following, Happening, Repair, repair};
use crate::time::between;
use crate::words;

const EXAMPLES: &str = "\
Sessions are named by a candidate in them and the short name of their exercise: C03/in-tray. Several
happenings are repaired together. What has begun or is pinned stays, and nothing is moved into the
past; the fewest people are moved, then as little as can be. Nothing is changed without -o.

Exits with 0 when all that is still to come has its place, with 1 when something is or stays broken, and
with 2 when something could not be read or written.

Examples:
  bellwether repair day.centre.ron --late C03=10:15
  bellwether repair day.centre.ron --lost-room Oak@11:00 --lost-assessor \"Ruth Blake@11:00-13:00\"
  bellwether repair day.centre.ron --over C03/role-play=10 --at 10:40 --json
  bellwether repair day.centre.ron --carry-over C07/in-tray -o mended.centre.ron";

/// Change the plan on the day.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Repairs {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// A candidate can begin only then
    #[arg(long, value_name = "CODE=TIME")]
    late: Vec<String>,
    /// A candidate does not take part
    #[arg(long, value_name = "CODE")]
    absent: Vec<String>,
    /// A room cannot be used from then on, or between two times
    #[arg(long, value_name = "ROOM@TIME[-TIME]")]
    lost_room: Vec<String>,
    /// An assessor is not there from then on, or between two times
    #[arg(long, value_name = "NAME@TIME[-TIME]")]
    lost_assessor: Vec<String>,
    /// A role player is not there from then on, or between two times
    #[arg(long, value_name = "NAME@TIME[-TIME]")]
    lost_player: Vec<String>,
    /// A running session ends so many minutes later than its clock says
    #[arg(long, value_name = "SESSION=MINUTES")]
    over: Vec<String>,
    /// What is still to come in a room, or `all`, is held so many minutes later
    #[arg(long, value_name = "ROOM=MINUTES")]
    shift: Vec<String>,
    /// A session that was missed is held later
    #[arg(long, value_name = "SESSION")]
    carry_over: Vec<String>,
    /// A session was void for this reason and is held again
    #[arg(long, value_name = "SESSION=REASON")]
    again: Vec<String>,
    /// Two sessions change places
    #[arg(long, value_name = "SESSION,SESSION")]
    swap: Vec<String>,
    /// The time of the day at which it is asked; now when left out
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// How long to look for a plan that moves fewer people
    #[arg(long, default_value_t = 10.0, value_name = "SECONDS")]
    seconds: f64,
    /// Say it as JSON
    #[arg(long)]
    json: bool,
    /// Where to write the centre with the change
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

/// What is said as JSON.
#[derive(Serialize)]
struct Told {
    happened: Vec<String>,
    summary: String,
    people_moved: usize,
    proved: bool,
    minutes: i32,
    moves: Vec<String>,
    untouched: String,
    stays_broken: Vec<String>,
    would_break: Vec<String>,
}

impl Repairs {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let (zone, clock) = (TimeZone::system(), Clock::new());
        let begun = clock.now().wall;
        let day = Day { centre: record.centre(), zone: &zone, now: begun };
        let now = self.at.as_deref().map_or(Ok(begun), |at| day.moment(at))?;
        let happened = self.happened(&day, now)?;
        if happened.is_empty() {
            return Err("Say what has happened. `bellwether repair --help` lists how.".to_owned());
        }
        let go_on = || between(begun, clock.now().wall).as_secs_f64() < self.seconds;
        let found = repair(record.centre(), &zone, now, &happened, &go_on)
            .map_err(|cannot| words::cannot(record.centre(), &cannot))?;
        let told = told(record.centre(), &zone, &found);
        if let Some(out) = &self.out {
            if !found.changes.is_empty() {
                act(&mut record, found.changes)?;
            }
            write(out, &whole(&record, &document.unknown)?, self.force)?;
            talk(&format!("written: {}\n", out.display()));
        }
        if self.json {
            let json = serde_json::to_string_pretty(&told).map_err(|error| error.to_string())?;
            say(&format!("{json}\n"))?;
        } else {
            say(&told.in_words())?;
        }
        let holds = told.stays_broken.is_empty() && told.would_break.is_empty();
        Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn happened(&self, day: &Day<'_>, now: Timestamp) -> Result<Vec<Happening>, String> {
        let mut all = Vec::new();
        for text in &self.late {
            let (code, at) = parts(text, '=')?;
            let (candidate, until) = (day.candidate(code)?, day.moment(at)?);
            all.push(Happening::Late { candidate, until });
        }
        for code in &self.absent {
            all.push(Happening::Absent { candidate: day.candidate(code)? });
        }
        for text in &self.lost_room {
            let (room, from, until) = day.gone(text, now)?;
            let known = day.centre.people.rooms().into_iter().find(|one| one.name == room);
            let room = known.map(|one| one.name.clone()).ok_or_else(|| nobody("room", room))?;
            all.push(Happening::RoomLost { room, from, until });
        }
        for text in &self.lost_assessor {
            let (name, from, until) = day.gone(text, now)?;
            let known = day.centre.people.assessors().into_iter().find(|one| one.name == name);
            let assessor = known.map(|one| one.id).ok_or_else(|| nobody("assessor", name))?;
            all.push(Happening::AssessorLost { assessor, from, until });
        }
        for text in &self.lost_player {
            let (name, from, until) = day.gone(text, now)?;
            let known = day.centre.people.role_players().into_iter().find(|one| one.name == name);
            let player = known.map(|one| one.id).ok_or_else(|| nobody("role player", name))?;
            all.push(Happening::PlayerLost { player, from, until });
        }
        for text in &self.over {
            let (session, minutes) = parts(text, '=')?;
            let session = day.session(session)?;
            all.push(Happening::OverRuns { session, minutes: number(minutes)? });
        }
        for text in &self.shift {
            let (room, minutes) = parts(text, '=')?;
            let what = match room {
                "all" => Following::Everything,
                room => Following::Room(room.to_owned()),
            };
            all.push(Happening::Shift { what, minutes: number(minutes)? });
        }
        for text in &self.carry_over {
            all.push(Happening::CarryOver { session: day.session(text)? });
        }
        for text in &self.again {
            let (session, reason) = parts(text, '=')?;
            let reason = reason.to_owned();
            all.push(Happening::ReRun { session: day.session(session)?, reason });
        }
        for text in &self.swap {
            let (one, other) = parts(text, ',')?;
            let (one, other) = (day.session(one)?, day.session(other)?);
            all.push(Happening::Swap { one, other });
        }
        Ok(all)
    }
}

fn told(centre: &Centre, zone: &TimeZone, found: &Repair) -> Told {
    let happened = found.happened.iter().map(|one| words::happening(centre, zone, one));
    Told {
        happened: happened.collect(),
        summary: words::repaired(centre, zone, found),
        people_moved: found.moved.len(),
        proved: found.proved,
        minutes: found.minutes,
        moves: words::moves(centre, zone, found),
        untouched: words::untouched(centre, found),
        stays_broken: words::still_broken(centre, zone, found),
        would_break: words::would_break(centre, zone, found),
    }
}

impl Told {
    fn in_words(&self) -> String {
        let mut lines: Vec<String> = self.happened.iter().map(|one| format!("{one}.")).collect();
        lines.push(self.summary.clone());
        lines.extend(self.moves.iter().map(|one| format!("  {one}")));
        if !self.moves.is_empty() {
            lines.push(self.untouched.clone());
        }
        lines.extend(self.stays_broken.iter().map(|one| format!("Stays broken: {one}")));
        lines.extend(self.would_break.iter().map(|one| format!("Would break: {one}")));
        lines.join("\n") + "\n"
    }
}

/// The day that the arguments are about.
struct Day<'a> {
    centre: &'a Centre,
    zone: &'a TimeZone,
    now: Timestamp,
}

impl Day<'_> {
    fn moment(&self, text: &str) -> Result<Timestamp, String> {
        let time = Time::strptime("%H:%M", text.trim());
        let time =
            time.map_err(|_no_time| format!("`{text}` is not a time of day such as 10:15."))?;
        Ok(moment_of(date_of(self.centre, self.zone, self.now), time, self.zone))
    }

    fn candidate(&self, code: &str) -> Result<crate::ids::CandidateId, String> {
        let known = self.centre.people.candidates().into_iter().find(|one| one.code == code);
        known.map(|one| one.id).ok_or_else(|| nobody("candidate", code))
    }

    fn session(&self, text: &str) -> Result<SessionId, String> {
        let (code, exercise) = parts(text, '/')?;
        let candidate = self.candidate(code)?;
        let mut own = self.centre.sessions_of(candidate);
        let known = own.find(|one| one.called_off.is_none() && one.exercise.as_str() == exercise);
        known.map(|one| one.id).ok_or_else(|| format!("{code} has no session of `{exercise}`."))
    }

    /// Who is gone, from when, and until when.
    fn gone<'t>(
        &self,
        text: &'t str,
        now: Timestamp,
    ) -> Result<(&'t str, Timestamp, Option<Timestamp>), String> {
        let Some((name, times)) = text.rsplit_once('@') else { return Ok((text, now, None)) };
        match times.split_once('-') {
            Some((from, until)) => Ok((name, self.moment(from)?, Some(self.moment(until)?))),
            None => Ok((name, self.moment(times)?, None)),
        }
    }
}

fn parts(text: &str, by: char) -> Result<(&str, &str), String> {
    text.split_once(by).ok_or_else(|| format!("`{text}` has no `{by}`. --help shows examples."))
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.trim().parse().map_err(|_no_number| format!("`{text}` is not a number of minutes."))
}

fn nobody(kind: &str, name: &str) -> String {
    format!("There is no {kind} called `{name}` in this centre.")
}
