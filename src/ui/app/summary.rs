//! What stands around the stages, as plain values: the top bar, Home, and the words of a cue.

use jiff::tz::TimeZone;

use super::drawing_board::Board;
use super::topbar::Bar;
use super::{Desk, View};
use crate::centre::glance::Glance;
use crate::day::board::Place;
use crate::day::meeting::{self, Standing};
use crate::day::{self, Cue, CueKind, disturbance};
use crate::files::prefs::{Listing, Prefs};
use crate::time::Now;
use crate::ui::cx::Cx;
use crate::ui::screens::home::{Home, OpenCentre, Recent, Unsaved};
use crate::ui::stage::Stage;
use crate::words;
use crate::workspace::Workspace;

/// The longest name of a centre that stands in the bar while it runs, in characters.
const SHORT_NAME: usize = 24;

pub(super) fn bar(
    cx: Option<&Cx<'_>>,
    board: &Board,
    stage: Stage,
    (now, zone): (Now, &TimeZone),
) -> Bar {
    let running =
        |cx: &Cx<'_>| cx.centre.sessions.values().any(|session| session.clock.current().is_some());
    let time = if cx.is_some_and(running) {
        words::time_of_day_secs(now.wall, zone)
    } else {
        words::time_of_day(now.wall, zone)
    };
    let alarm = cx.and_then(|cx| {
        let open = disturbance::evacuation(cx.centre)?;
        Some(format!("Fire alarm since {}", cx.time_of_day(open.noticed)))
    });
    if let Some(draft) = board.draft().filter(|_| stage == Stage::Design) {
        let scenario = draft.scenario();
        let exercises = words::count(scenario.exercises.len(), "exercise", "exercises");
        let competencies = scenario.framework.competencies.len();
        let competencies = words::count(competencies, "competency", "competencies");
        let line = format!("scenario v{} · {exercises} · {competencies}", scenario.version);
        return Bar { alarm, title: scenario.title.clone(), line, time };
    }
    let Some(cx) = cx else {
        if stage == Stage::Design {
            let line = "scenarios to begin from, and your own".to_owned();
            return Bar { alarm: None, title: stage.name().to_owned(), line, time };
        }
        return Bar { alarm: None, title: "Bellwether".to_owned(), line: String::new(), time };
    };
    let details = &cx.centre.details;
    let people = words::count(cx.centre.people.count_candidates(), "candidate", "candidates");
    let mut line = match (stage, details.date) {
        (Stage::WashUp, _) => wash_up_line(cx),
        (Stage::Home, Some(date)) => format!("{} · {people}", words::date(date)),
        (Stage::Live, _) => format!("{people}{}", how_it_goes(cx)),
        _ => format!("{} · {people}", details.name),
    };
    if details.rehearsal {
        line = format!("REHEARSAL, no real day · {line}");
    }
    if !cx.writable {
        line = format!("read only · {line}");
    }
    if now.clock_was_set() {
        line = format!("this computer’s clock was changed; Bellwether’s clocks run on · {line}");
    }
    // On the day what matters is how it goes: a long name would push that out of the bar.
    let short = details.name.chars().count() <= SHORT_NAME;
    let own_name = stage == Stage::Home || (stage == Stage::Live && short);
    let title = if own_name { details.name.clone() } else { stage.name().to_owned() };
    Bar { alarm, title, line, time }
}

/// Rooms, how far the day is behind, and when it ends if not as published.
fn how_it_goes(cx: &Cx<'_>) -> String {
    let outlook = cx.outlook();
    let rooms = outlook.board.lanes.iter();
    let rooms = rooms.filter(|lane| matches!(lane.place, Place::Room(_))).count();
    let mut said = match rooms {
        0 => String::new(),
        rooms => format!(" · {}", words::count(rooms, "room", "rooms")),
    };
    if let Some(behind) = outlook.forecast.behind {
        said.push_str(&match words::behind(behind) {
            on_time if on_time == "on time" => " · on time".to_owned(),
            late => format!(" · running {late}"),
        });
    }
    if let Some((planned, expected)) = outlook.forecast.ends
        && expected.duration_since(planned) >= day::forecast::ON_TIME
    {
        let (planned, expected) = (cx.time_of_day(planned), cx.time_of_day(expected));
        said.push_str(&format!(" · ends {expected}, not {planned}"));
    }
    said
}

/// How far the wash-up is, and how long it will take: `3 of 12 agreed · 1 h 48 min left`.
fn wash_up_line(cx: &Cx<'_>) -> String {
    let listed = cx.centre.people.candidates().into_iter();
    let listed = listed.filter(|known| !meeting::is_left_out(cx.centre, known.id)).count();
    let met = cx.centre.wash_up.meetings.keys();
    let agreed = met
        .filter(|id| cx.centre.people.candidate(**id).is_some())
        .filter(|id| meeting::standing(cx.centre, **id) >= Standing::Agreed)
        .count();
    let left = meeting::left_for_all(cx.centre, cx.now.wall).as_secs();
    let minutes = u32::try_from((left + 59).div_euclid(60)).unwrap_or(0);
    let left = words::length(crate::time::Length::minutes(minutes));
    format!("{agreed} of {listed} agreed · {left} left")
}

pub(super) fn home_of(
    cx: Option<&Cx<'_>>,
    needs: usize,
    prefs: &Prefs,
    desk: &Desk,
    view: &View,
    now: Now,
) -> Home {
    let open = cx.map(|cx| OpenCentre {
        name: cx.centre.details.name.clone(),
        needs,
        glance: Glance::clone(&cx.once(|| day::glance::glance(cx.centre))),
        sessions: cx.centre.planned_sessions().len(),
    });
    let recent = prefs.recent.iter().map(|path| Recent {
        path: path.clone(),
        found: desk.env.fs.exists(path),
        glance: prefs.glances.get(path).cloned(),
    });
    let unsaved = view.left_behind.iter().filter(|left| left.path.is_none()).map(|left| Unsaved {
        id: left.id,
        name: left.name.clone(),
        entries: left.entries,
    });
    let today = now.wall.to_zoned_datetime(desk.zone.clone());
    Home {
        hour: today.hour(),
        today: today.date(),
        open,
        recent: recent.collect(),
        keeps_no_list: prefs.listing == Listing::Off,
        unsaved: unsaved.collect(),
    }
}

/// How old the last entry of another computer is before its clock and ours are worth comparing.
const WORTH_ASKING: std::time::Duration = std::time::Duration::from_mins(2);

/// What runs, since when, and how old the last entry is: for somebody who takes the day over.
/// Nothing while nothing runs.
pub(super) fn standing_words(workspace: &Workspace, here: u32, now: Now) -> Option<String> {
    let centre = workspace.centre();
    let standing = day::standing::running(centre);
    let runs = match (standing.running, standing.held) {
        (0, 0) => return None,
        (0, held) => words::count(held, "session is held", "sessions are held"),
        (running, held) => {
            let held = if held == 0 { String::new() } else { format!(", {held} held") };
            format!("{}{held}", words::count(running, "session is running", "sessions are running"))
        }
    };
    let last = workspace.record().entries().last()?;
    let who = match (last.by, centre.details.facilitator()) {
        (crate::centre::Author::Facilitator, Some(name)) => name.to_owned(),
        (by, _) => words::author(centre, by),
    };
    let age = words::ago(last.stamp.at(), now.wall);
    let old = crate::time::between(last.stamp.at(), now.wall) >= WORTH_ASKING;
    // Only the machine that made it shares a clock with it: of another, nobody can know.
    if old && last.id.device.installation != here {
        return Some(format!(
            "{runs}; by this computer’s clock the last entry was made {age}, by {who}. Is that so? \
             If not, set this computer’s clock right and open the centre again."
        ));
    }
    Some(format!("{runs}; the last entry was made {age}, by {who}."))
}

pub(super) fn cue_words(centre: &crate::centre::Centre, cue: &Cue) -> String {
    let which = words::session(centre, cue.session);
    let exercise = centre.session(cue.session).map(|(_, exercise)| exercise);
    let phase = exercise.and_then(|exercise| exercise.phase(&cue.phase)).map(|(_, phase)| phase);
    match &cue.kind {
        CueKind::Warning(place) => {
            let text = phase.and_then(|phase| phase.warnings.get(*place)).map_or("", |w| &w.text);
            format!("{which}: {text}")
        }
        CueKind::TimeUp => format!("{which}: time is up."),
        CueKind::Inject(_) => format!("{which}: an inject is due."),
    }
}

/// How this person and computer are called to others who open the same file.
pub(super) fn who_here() -> String {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let host =
        std::env::var("HOSTNAME").or_else(|_| std::env::var("COMPUTERNAME")).unwrap_or_default();
    match (user.as_str(), host.as_str()) {
        ("", "") => "Another window".to_owned(),
        (user, "") => format!("{user} on this computer"),
        ("", host) => host.to_owned(),
        (user, host) => format!("{user} on {host}"),
    }
}
