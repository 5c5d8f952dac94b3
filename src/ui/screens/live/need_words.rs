//! What needs somebody in words: what it is, what it will do, and the remedies, each with what it
//! will change.

use jiff::Timestamp;

use super::acts::clock_change;
use super::view::View;
use super::{place_words, shown, who};
use crate::centre::{Change, Person, Session, attendance, clocks, incidents, sessions};
use crate::day::attention::{self, Owed, arrivals, instead};
use crate::day::board::place_of;
use crate::day::forecast::{Forecast, Who};
use crate::day::{self, Attention, Need};
use crate::ids::{AssessorId, CandidateId, InjectId, PhaseId, SessionId};
use crate::planning::Happening;
use crate::scenario::exercise::{Present, Recipient};
use crate::scenario::{Exercise, Inject};
use crate::ui::asks::Ask;
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::words;

/// A need as its card shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// What it is.
    pub title: String,
    /// What it does, and to whom.
    pub detail: String,
    /// What can be done.
    pub remedies: Vec<Remedy>,
}

/// Something that can be done, and what it will change.
#[derive(Debug, Clone)]
pub(super) struct Remedy {
    /// On the button.
    pub text: String,
    /// What it will change, where the button does not say it all.
    pub changes: String,
    /// What it asks for.
    pub ask: Ask,
    /// It notes an incident, which is shown next to be filled in.
    pub notes_incident: bool,
}

impl Remedy {
    fn new(text: impl Into<String>, changes: impl Into<String>, ask: Ask) -> Self {
        Self { text: text.into(), changes: changes.into(), ask, notes_incident: false }
    }
}

/// The need in words.
pub(super) fn told(cx: &Cx<'_>, attention: &Attention, forecast: &Forecast) -> Option<Told> {
    let (session, exercise) = cx.centre.session(attention.need.session())?;
    let since = words::clock(attention.since_secs);
    let told = match &attention.need {
        Need::Begin(_) => Told {
            title: format!("{} should have begun", exercise.title),
            detail: format!("{} · {since} ago{}", who(cx, session), delays(cx, forecast, session)),
            remedies: command(cx, session.id, "Start now", Command::StartHoldGoOn),
        },
        Need::Held(_) => Told {
            title: format!("{} has been held for {since}", exercise.title),
            detail: format!("{}{}", who(cx, session), delays(cx, forecast, session)),
            remedies: command(cx, session.id, "Go on", Command::StartHoldGoOn),
        },
        Need::OverTime(_) => over_time(cx, (session, exercise), forecast),
        Need::Delays(_) => {
            let by = forecast.sessions.get(&session.id).map(|known| words::behind(known.behind()));
            Told {
                title: format!("{} is {}", exercise.title, by.unwrap_or_default()),
                detail: format!("{}{}", who(cx, session), delays(cx, forecast, session)),
                remedies: shift(cx, forecast, session.id),
            }
        }
        Need::Give(_, inject) => Told {
            title: format!("Give an inject: {}", who(cx, session)),
            detail: inject_line(exercise, inject),
            remedies: give(session.id, inject, "Given"),
        },
        Need::Missed(_, inject) => missed(cx, (session, exercise), inject),
        Need::Adjustment { candidate, phase, missing, .. } => {
            adjustment(cx, (session, exercise), (*candidate, phase), *missing)
        }
        Need::Marksheets { assessor, owed, overdue, .. } => {
            marksheets(cx, *assessor, owed, *overdue)
        }
        Need::TooOften { candidate, assessor, times, .. } => Told {
            title: format!("Same assessor {} time", ordinal(*times)),
            detail: meeting(cx, session, *candidate, *assessor, "would see", " again"),
            remedies: replace(cx, session.id, *candidate, *assessor),
        },
        Need::MustNotMeet { candidate, assessor, .. } => Told {
            title: "Must not meet".to_owned(),
            detail: meeting(cx, session, *candidate, *assessor, "is to see", ""),
            remedies: replace(cx, session.id, *candidate, *assessor),
        },
        Need::Late { candidate, expected, .. } => {
            late(cx, (session, exercise), *candidate, *expected)
        }
        Need::Gone { candidate, .. } => Told {
            title: format!("{} does not take part", words::candidate(cx.centre, *candidate)),
            detail: still_planned(cx, session.id, *candidate),
            remedies: gone(cx, *candidate),
        },
        Need::Squeezed { assessor, next, missing, .. } => Told {
            title: format!("Write-up of {} is squeezed", words::assessor(cx.centre, *assessor)),
            detail: format!("{} short before {}", words::length(*missing), at_start(cx, *next)),
            remedies: vec![see(Happening::OverRuns { session: session.id, minutes: 0 })],
        },
        Need::RunsTwice { one, other, who } => runs_twice(cx, (*one, *other), who),
        Need::Clash { one, other, who, overlap } => Told {
            title: format!("{} is in two places", person(cx, who)),
            detail: format!(
                "{} and {} overlap by {}",
                at_start(cx, *one),
                at_start(cx, *other),
                words::length(*overlap)
            ),
            remedies: vec![see(Happening::CarryOver { session: *other })],
        },
    };
    Some(told)
}

/// What the buttons of a need call it: what it is and of whom, but without figures that run. A name
/// that changes each second is read out each second.
pub(super) fn steady(cx: &Cx<'_>, need: &Need, told: &Told) -> String {
    let known = cx.centre.session(need.session());
    let of = |is: &str| {
        let session = known.map(|(session, exercise)| (&exercise.title, who(cx, session)));
        session.map_or_else(|| told.title.clone(), |(title, who)| format!("{title}, {who}, {is}"))
    };
    match need {
        Need::Begin(_) => of("should have begun"),
        Need::OverTime(_) => of("over time"),
        Need::Delays(_) => of("behind"),
        Need::Held(_) => of("held"),
        Need::Missed(..) => of("a prompt was not given"),
        Need::TooOften { .. } | Need::MustNotMeet { .. } => {
            format!("{}, {}", told.title, told.detail)
        }
        _ => told.title.clone(),
    }
}

/// Of so many sessions it is said what is owed.
const SAID: usize = 3;

fn marksheets(cx: &Cx<'_>, assessor: AssessorId, owed: &[Owed], overdue: bool) -> Told {
    let count = owed.iter().map(|one| one.candidates.len()).sum();
    let sheets = words::count(count, "marksheet", "marksheets");
    let word = if overdue { "overdue" } else { "missing" };
    let name = words::assessor(cx.centre, assessor);
    let mut said: Vec<String> = owed.iter().take(SAID).map(|one| owed_of(cx, one)).collect();
    if owed.len() > SAID {
        let more = owed.len() - SAID;
        said.push(format!("and of {}", words::count(more, "more session", "more sessions")));
    }
    Told {
        title: format!("{name}: {sheets} {word}"),
        detail: said.join(" · "),
        remedies: vec![Remedy::new(
            "See the forms",
            "Shows how far each form is and what is open in it. It changes nothing.",
            Ask::Command(Command::LiveView(View::Forms)),
        )],
    }
}

/// `Group discussion, C04, C06, due 10:58`.
fn owed_of(cx: &Cx<'_>, owed: &Owed) -> String {
    let exercise = cx.centre.session(owed.session).map_or("", |(_, known)| known.title.as_str());
    let known = owed.candidates.iter().filter_map(|id| cx.centre.people.candidate(*id));
    let codes: Vec<&str> = known.map(|known| known.code.as_str()).collect();
    format!("{exercise}, {}, due {}", codes.join(", "), cx.time_of_day(owed.due))
}

fn over_time(cx: &Cx<'_>, (session, exercise): (&Session, &Exercise), forecast: &Forecast) -> Told {
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let figures = clock.current.as_ref().map(|current| shown(current).0).unwrap_or_default();
    let figures = figures.trim_start_matches('+');
    let place = place_of(cx.centre, session);
    let shift = shift(cx, forecast, session.id);
    let text = if clock.next.is_some() { "Next phase" } else { "Finish" };
    let next = command(cx, session.id, text, Command::NextPhase);
    // A candidate may be let finish. Whatever else is over only waits for somebody to go on, and
    // the timetable need not be changed for it.
    let acts = clock.current.as_ref().is_some_and(|current| current.phase.kind.is_observed());
    let mut remedies = if acts { [shift, next].concat() } else { [next, shift].concat() };
    if !remedies.is_empty() && !forecast.delayed_by(session.id).is_empty() {
        remedies.push(see(Happening::OverRuns { session: session.id, minutes: 0 }));
    }
    Told {
        title: format!("{} is {figures} over", exercise.title),
        detail: format!(
            "{} · {}{}",
            place_words(&place),
            who(cx, session),
            delays(cx, forecast, session)
        ),
        remedies,
    }
}

/// Whom it delays: ` · C07’s 11:00 start slips by 2 min, if it goes on`; of the same candidate,
/// ` · their 11:00 start …`.
fn delays(cx: &Cx<'_>, forecast: &Forecast, session: &Session) -> String {
    let delayed = forecast.delayed_by(session.id);
    let mut told = delayed.iter().take(2).filter_map(|(id, by)| {
        let other = cx.centre.sessions.get(id)?;
        let at = cx.time_of_day(other.planned?);
        let by = u32::try_from(words::minutes_late(*by)).unwrap_or(u32::MAX);
        let by = words::length(crate::time::Length::minutes(by));
        let (theirs, others) = (who(cx, session), who(cx, other));
        let whose = if theirs == others { "their".to_owned() } else { format!("{others}’s") };
        Some(format!("{whose} {at} start slips by {by}"))
    });
    let Some(first) = told.next() else { return String::new() };
    let second = told.next().map(|second| format!(", {second}")).unwrap_or_default();
    let more = match delayed.len().saturating_sub(2) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let unless = if session.clock.has_begun() { ", if it goes on" } else { "" };
    format!(" · {first}{second}{more}{unless}")
}

fn shift(cx: &Cx<'_>, forecast: &Forecast, session: SessionId) -> Vec<Remedy> {
    moves(cx, &instead::shift(forecast, session))
}

/// Moves as one remedy, with each move in words.
fn moves(cx: &Cx<'_>, moves: &[(SessionId, Timestamp, Timestamp)]) -> Vec<Remedy> {
    let most = moves.iter().map(|(_, from, to)| to.duration_since(*from)).max();
    let Some(most) = most else { return Vec::new() };
    let told: Vec<_> = moves
        .iter()
        .take(3)
        .filter_map(|(id, from, to)| {
            let other = cx.centre.sessions.get(id)?;
            let (from, to) = (cx.time_of_day(*from), cx.time_of_day(*to));
            Some(format!("{} {from} → {to}", who(cx, other)))
        })
        .collect();
    let more = match moves.len().saturating_sub(told.len()) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let changes = instead::as_changes(cx.centre, moves);
    let minutes = u32::try_from(words::minutes_late(most)).unwrap_or(u32::MAX);
    let minutes = crate::time::Length::minutes(minutes);
    vec![Remedy::new(
        format!("Shift what follows by {}", words::length(minutes)),
        format!("Changes the timetable: {}{more}", told.join(", ")),
        Ask::Do(changes),
    )]
}

fn command(cx: &Cx<'_>, session: SessionId, text: &str, command: Command) -> Vec<Remedy> {
    let ask = clock_change(cx, session, command).map(|change| Ask::Do(vec![change]));
    ask.map(|ask| Remedy::new(text, "", ask)).into_iter().collect()
}

fn give(session: SessionId, inject: &InjectId, text: &str) -> Vec<Remedy> {
    let change = clocks::Change::Give { session, inject: inject.clone() };
    let ask = Ask::Do(vec![Change::Clock(change)]);
    vec![Remedy::new(text, "", ask)]
}

fn missed(cx: &Cx<'_>, (session, exercise): (&Session, &Exercise), inject: &InjectId) -> Told {
    let to = exercise.injects.iter().find(|known| known.id == *inject).map(|one| &one.to);
    let what = match to {
        Some(Recipient::RolePlayer(_)) => "A prompt of the role player",
        _ => "An inject",
    };
    let line = inject_line(exercise, inject);
    let note = incidents::Change::Note {
        noticed: cx.now.wall,
        kind: attention::kind_of_missed(exercise, inject),
        what: format!("{what} was not given: {line}"),
        candidates: session.seats.iter().map(|seat| seat.candidate).collect(),
        exercises: Vec::new(),
        sessions: vec![session.id],
    };
    let mut remedies = give(session.id, inject, "It was given");
    remedies.push(note_incident(note));
    Told {
        title: format!("{what} was not given"),
        detail: format!("{} · {line}", who(cx, session)),
        remedies,
    }
}

fn note_incident(note: incidents::Change) -> Remedy {
    Remedy {
        notes_incident: true,
        ..Remedy::new(
            "Note an incident",
            "Goes on record with what is known filled in, and opens it.",
            Ask::Do(vec![Change::Incident(note)]),
        )
    }
}

fn inject_line(exercise: &Exercise, inject: &InjectId) -> String {
    let text = exercise.injects.iter().find(|known| known.id == *inject);
    text.map(|inject: &Inject| words::first_line(&inject.text)).unwrap_or_default()
}

fn adjustment(
    cx: &Cx<'_>,
    (session, exercise): (&Session, &Exercise),
    (candidate, phase): (CandidateId, &PhaseId),
    missing: crate::time::Length,
) -> Told {
    let title = exercise.phase(phase).map_or("", |(_, phase)| &phase.title);
    let by_secs = i32::try_from(missing.as_secs()).unwrap_or(i32::MAX);
    let runs = session.clock.current().and_then(|run| exercise.phase(&run.phase));
    // What is given to assessors is given to nobody who lost it.
    let runs = runs.filter(|(_, phase)| phase.present.contains(&Present::Candidates));
    let extend = Change::Clock(clocks::Change::Extend { session: session.id, by_secs });
    let remedy = runs.map(|(_, phase)| {
        let text = format!("Give {} now", words::length(missing));
        let changes = format!("{} lasts that much longer.", phase.title);
        Remedy::new(text, changes, Ask::Do(vec![extend]))
    });
    let remedy = remedy.unwrap_or_else(|| {
        note_incident(incidents::Change::Note {
            noticed: cx.now.wall,
            kind: incidents::Kind::Adjustment,
            what: format!("{title}: {} of the time granted not given", words::length(missing)),
            candidates: vec![candidate],
            exercises: Vec::new(),
            sessions: vec![session.id],
        })
    });
    Told {
        title: format!("Granted time not given: {}", words::candidate(cx.centre, candidate)),
        detail: format!(
            "{} · {title} ended {} before the time granted was up",
            exercise.title,
            words::length(missing)
        ),
        remedies: vec![remedy],
    }
}

fn late(
    cx: &Cx<'_>,
    (session, exercise): (&Session, &Exercise),
    candidate: CandidateId,
    expected: Option<Timestamp>,
) -> Told {
    let name = words::candidate(cx.centre, candidate);
    let who = Person::Candidate(candidate);
    let arrive = Change::Attendance(attendance::Change::Arrive { who, at: cx.now.wall });
    let mut remedies = vec![Remedy::new("Has arrived", "", Ask::Do(vec![arrive]))];
    let planned = session.planned;
    // Who was expected by now and is not here may come at any time: no time can be planned for them.
    let ahead = expected.filter(|by| *by > cx.now.wall);
    remedies.extend(ahead.map(|until| see(Happening::Late { candidate, until })));
    if let Some(by) = ahead.zip(planned).map(|(by, at)| by.duration_since(at)) {
        remedies.extend(moves(cx, instead::later(cx.centre, session.id, by).as_slice()));
    }
    let (title, by) = match expected {
        Some(by) => (format!("{name} is late"), format!(" · expected {}", cx.time_of_day(by))),
        None => (format!("{name} has not arrived"), String::new()),
    };
    let at = planned.map(|at| cx.time_of_day(at)).unwrap_or_default();
    Told { title, detail: format!("{} at {at}{by}", exercise.title), remedies }
}

/// What a change of plan would move, looked at first.
fn see(happening: Happening) -> Remedy {
    Remedy::new("See the moves…", "", Ask::Replan(happening))
}

/// `Group task 09:22 and 3 more are still planned`.
fn still_planned(cx: &Cx<'_>, first: SessionId, candidate: CandidateId) -> String {
    let first = at_start(cx, first);
    match arrivals::still_planned(cx.centre, candidate).len() {
        0 | 1 => format!("{first} is still planned"),
        all => format!("{first} and {} more are still planned", all - 1),
    }
}

/// Sessions of one who does not take part are called off; a group goes on without them.
fn gone(cx: &Cx<'_>, candidate: CandidateId) -> Vec<Remedy> {
    let moves = see(Happening::Absent { candidate });
    let all = arrivals::still_planned(cx.centre, candidate);
    let (groups, alone): (Vec<&Session>, Vec<&Session>) =
        all.into_iter().partition(|session| session.seats.len() > 1);
    let changes = match (alone.len(), groups.len()) {
        (0, _) => return vec![moves],
        (1, _) => "Its room and people are free then.".to_owned(),
        (many, _) => format!("The rooms and people of {many} sessions are free then."),
    };
    let changes = match groups.len() {
        0 => changes,
        _ => format!("{changes} The group goes on without them."),
    };
    let off = alone.iter().map(|session| {
        let reason = "Does not take part".to_owned();
        Change::Session(sessions::Change::CallOff { session: session.id, reason })
    });
    let out = groups.iter().map(|session| {
        let session = session.id;
        Change::Session(sessions::Change::Unseat { session, candidate })
    });
    let text = if alone.len() + groups.len() > 1 { "Call all off" } else { "Call it off" };
    vec![Remedy::new(text, changes, Ask::Do(off.chain(out).collect())), moves]
}

fn meeting(
    cx: &Cx<'_>,
    session: &Session,
    candidate: CandidateId,
    assessor: AssessorId,
    verb: &str,
    again: &str,
) -> String {
    let at = session.planned.map(|at| format!(" at {}", cx.time_of_day(at))).unwrap_or_default();
    format!(
        "{} {verb} {}{again}{at}.",
        words::assessor(cx.centre, assessor),
        words::candidate(cx.centre, candidate)
    )
}

fn replace(
    cx: &Cx<'_>,
    session: SessionId,
    candidate: CandidateId,
    assessor: AssessorId,
) -> Vec<Remedy> {
    let found = instead::instead(cx.centre, session, candidate, assessor);
    let remedy = |(other, change)| {
        let name = words::assessor(cx.centre, other);
        let changes = format!(
            "{name} is free then and takes the place of {}.",
            words::assessor(cx.centre, assessor)
        );
        Remedy::new(format!("Let {name} observe"), changes, Ask::Do(vec![change]))
    };
    found.map(remedy).into_iter().collect()
}

/// `Elm 11:00`, or the exercise where no room is named.
fn at_start(cx: &Cx<'_>, session: SessionId) -> String {
    let Some((session, exercise)) = cx.centre.session(session) else { return String::new() };
    let at = session.planned.map(|at| cx.time_of_day(at)).unwrap_or_default();
    format!("{} {at}", exercise.title)
}

fn runs_twice(cx: &Cx<'_>, (one, other): (SessionId, SessionId), who: &Who) -> Told {
    let known = |id| cx.centre.session(id);
    let room = |id| {
        let (session, exercise) = known(id)?;
        Some(format!("{}, {}", exercise.title, place_words(&place_of(cx.centre, session))))
    };
    let holds = [other, one].into_iter().flat_map(|id| {
        let title = known(id).map_or("", |(_, exercise)| exercise.title.as_str());
        command(cx, id, &format!("Hold {title}"), Command::StartHoldGoOn)
    });
    Told {
        title: format!("Two clocks run for {}", person(cx, who)),
        detail: [one, other].into_iter().filter_map(room).collect::<Vec<_>>().join(" · "),
        remedies: holds.collect(),
    }
}

fn person(cx: &Cx<'_>, who: &Who) -> String {
    match who {
        Who::Candidate(id) => words::candidate(cx.centre, *id),
        Who::Assessor(id) => words::assessor(cx.centre, *id),
        Who::RolePlayer(id) => words::role_player(cx.centre, *id),
        Who::Room(room) => room.clone(),
    }
}

fn ordinal(times: usize) -> String {
    match times {
        2 => "a second".to_owned(),
        3 => "a third".to_owned(),
        4 => "a fourth".to_owned(),
        more => format!("the {more}th"),
    }
}
