//! What stands around the stages, as plain values: the top bar, Home, and the words of a cue.

use jiff::tz::TimeZone;

use super::app::{Desk, View};
use super::cx::Cx;
use super::drawing_board::Board;
use super::screens::home::{Home, OpenCentre, Recent, Unsaved};
use super::stage::Stage;
use super::topbar::Bar;
use crate::day::{Cue, CueKind};
use crate::files::prefs::Prefs;
use crate::time::Now;
use crate::words;

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
    if let Some(draft) = board.draft().filter(|_| stage == Stage::Design) {
        let scenario = draft.scenario();
        let exercises = words::count(scenario.exercises.len(), "exercise", "exercises");
        let competencies = scenario.framework.competencies.len();
        let competencies = words::count(competencies, "competency", "competencies");
        let line = format!("scenario v{} · {exercises} · {competencies}", scenario.version);
        return Bar { title: scenario.title.clone(), line, time };
    }
    let Some(cx) = cx else {
        if stage == Stage::Design {
            let line = "scenarios to begin from, and your own".to_owned();
            return Bar { title: stage.name().to_owned(), line, time };
        }
        return Bar { title: "Bellwether".to_owned(), line: String::new(), time };
    };
    let details = &cx.centre.details;
    let people = words::count(cx.centre.people.candidates().len(), "candidate", "candidates");
    let mut line = match (stage, details.date) {
        (Stage::Home, Some(date)) => format!("{} · {people}", words::date(date)),
        _ => format!("{} · {people}", details.name),
    };
    if !cx.writable {
        line = format!("read only · {line}");
    }
    if now.clock_was_set() {
        line = format!("this computer’s clock was changed; Bellwether’s clocks run on · {line}");
    }
    let title = if stage == Stage::Home { details.name.clone() } else { stage.name().to_owned() };
    Bar { title, line, time }
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
        candidates: cx.centre.people.candidates().len(),
        sessions: cx.centre.planned_sessions().len(),
    });
    let recent = prefs
        .recent
        .iter()
        .map(|path| Recent { path: path.clone(), found: desk.env.fs.exists(path) });
    let unsaved = view.left_behind.iter().filter(|left| left.path.is_none()).map(|left| Unsaved {
        id: left.id,
        name: left.name.clone(),
        entries: left.entries,
    });
    Home {
        hour: now.wall.to_zoned_datetime(desk.zone.clone()).hour(),
        open,
        recent: recent.collect(),
        unsaved: unsaved.collect(),
    }
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
