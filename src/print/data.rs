//! What templates read: the scenario as plain data, with its papers as trees.

use jiff::civil::Date;
use serde::Serialize;

use super::markdown::{Block, blocks};
use crate::ids::ExerciseId;
use crate::scenario::exercise::{Exercise, Phase, Present, Recipient};
use crate::scenario::framework::Indicator;
use crate::scenario::papers::{Part, Prompt};
use crate::scenario::{Competency, Scenario};
use crate::words;

/// Everything that a template can show.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    title: String,
    purpose: String,
    version: u32,
    language: String,
    printed: String,
    not_observed: String,
    background: Vec<Block>,
    welcome: Vec<Block>,
    whole: bool,
    events: Vec<Event>,
    levels: Vec<Level>,
    exercises: Vec<Sheet>,
}

#[derive(Debug, Serialize)]
struct Event {
    title: String,
    length: String,
    text: Vec<Block>,
}

#[derive(Debug, Clone, Serialize)]
struct Level {
    mark: String,
    label: String,
}

/// One exercise.
#[derive(Debug, Serialize)]
struct Sheet {
    title: String,
    kind: String,
    simulates: String,
    group: String,
    together: bool,
    total: String,
    phases: Vec<Stretch>,
    brief: Vec<Block>,
    documents: Vec<Paper>,
    seats: Vec<Paper>,
    parts: Vec<Role>,
    guide: Vec<Block>,
    script: Vec<Block>,
    room: Vec<Block>,
    injects: Vec<Happening>,
    questions: Vec<Asked>,
    checklist: Vec<Tick>,
    looking_back: Vec<String>,
    competencies: Vec<Rated>,
}

#[derive(Debug, Serialize)]
struct Stretch {
    title: String,
    length: String,
    for_candidates: bool,
    present: Vec<&'static str>,
    parts: Vec<String>,
    warnings: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Paper {
    title: String,
    given: String,
    collected: String,
    text: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Role {
    name: String,
    brief: Vec<Block>,
    prompts: Vec<Happening>,
    injects: Vec<Happening>,
}

#[derive(Debug, Serialize)]
struct Happening {
    when: String,
    to: String,
    /// Candidates get it in their hands.
    handed: bool,
    text: Vec<Block>,
}

#[derive(Debug, Serialize)]
struct Asked {
    text: String,
    length: String,
    probes: Vec<String>,
    shows: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Tick {
    text: String,
    competency: String,
    points: u8,
}

#[derive(Debug, Serialize)]
struct Rated {
    name: String,
    family: String,
    definition: String,
    positive: Vec<String>,
    negative: Vec<String>,
    anchors: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
struct Anchor {
    mark: String,
    label: String,
    text: String,
}

/// The data of one exercise, or of all.
pub(super) fn of(scenario: &Scenario, exercise: Option<&ExerciseId>, today: Date) -> Data {
    let exercises = scenario.exercises.iter();
    let chosen = exercises.filter(|known| exercise.is_none_or(|chosen| known.id == *chosen));
    Data {
        title: scenario.title.clone(),
        purpose: scenario.purpose.clone(),
        version: scenario.version,
        language: scenario.language.split('-').next().unwrap_or("en").to_owned(),
        printed: words::date(today),
        not_observed: scenario.scale.not_observed.clone(),
        background: blocks(&scenario.background),
        welcome: blocks(&scenario.welcome),
        whole: exercise.is_none(),
        events: scenario
            .events
            .iter()
            .map(|event| Event {
                title: event.title.clone(),
                length: words::length(event.length),
                text: blocks(&event.text),
            })
            .collect(),
        levels: scenario
            .scale
            .levels
            .iter()
            .map(|level| Level { mark: level.mark(), label: level.label.clone() })
            .collect(),
        exercises: chosen.map(|known| sheet(scenario, known)).collect(),
    }
}

fn sheet(scenario: &Scenario, exercise: &Exercise) -> Sheet {
    let papers = &exercise.papers;
    let group = exercise.group;
    let name = |id: &crate::ids::CompetencyId| {
        scenario.competency(id).map_or_else(|| id.to_string(), |known| known.name.clone())
    };
    Sheet {
        title: exercise.title.clone(),
        kind: words::exercise_kind(exercise.kind).to_owned(),
        simulates: exercise.simulates.clone(),
        group: if group.min == group.max {
            group.max.to_string()
        } else {
            format!("{} to {}", group.min, group.max)
        },
        together: group.max > 1,
        total: words::length(exercise.total()),
        phases: exercise.phases.iter().map(|phase| stretch(exercise, phase)).collect(),
        brief: blocks(&papers.candidate),
        documents: papers
            .documents
            .iter()
            .map(|document| Paper {
                title: document.title.clone(),
                given: phase_title(exercise, document.given.as_ref()),
                collected: phase_title(exercise, document.collected.as_ref()),
                text: blocks(&document.text),
            })
            .collect(),
        seats: exercise
            .seats
            .iter()
            .map(|seat| Paper {
                title: seat.title.clone(),
                given: String::new(),
                collected: String::new(),
                text: blocks(&seat.brief),
            })
            .collect(),
        parts: exercise.role_players.iter().map(|part| role(exercise, part)).collect(),
        guide: blocks(&papers.assessor),
        script: blocks(&papers.facilitator),
        room: blocks(&papers.room),
        injects: exercise.injects.iter().map(|inject| happening(exercise, inject)).collect(),
        questions: exercise
            .questions
            .iter()
            .map(|question| Asked {
                text: question.text.clone(),
                length: words::length(question.length),
                probes: question.probes.clone(),
                shows: question.shows.iter().map(name).collect(),
            })
            .collect(),
        checklist: exercise
            .checklist
            .iter()
            .map(|item| Tick {
                text: item.text.clone(),
                competency: name(&item.competency),
                points: item.points,
            })
            .collect(),
        looking_back: exercise
            .self_assessment
            .as_ref()
            .map(|asked| asked.questions.clone())
            .unwrap_or_default(),
        competencies: exercise
            .observes
            .iter()
            .filter_map(|observed| scenario.competency(&observed.competency))
            .map(|competency| rated(scenario, competency))
            .collect(),
    }
}

fn stretch(exercise: &Exercise, phase: &Phase) -> Stretch {
    let who = |present: &Present| match present {
        Present::Candidates if exercise.group.max > 1 => "candidates",
        Present::Candidates => "candidate",
        Present::Assessors => "assessors",
        Present::RolePlayers => "role players",
        Present::Facilitator => "facilitator",
    };
    let parts = phase.sub_phases.iter();
    let warnings = phase.warnings.iter();
    Stretch {
        title: phase.title.clone(),
        length: words::length(phase.length),
        for_candidates: phase.present.contains(&Present::Candidates),
        present: phase.present.iter().map(who).collect(),
        parts: parts.map(|part| format!("{} {}", part.title, words::length(part.length))).collect(),
        warnings: warnings
            .map(|warning| {
                format!("{} before the end: “{}”", words::length(warning.before_end), warning.text)
            })
            .collect(),
    }
}

fn phase_title(exercise: &Exercise, phase: Option<&crate::ids::PhaseId>) -> String {
    let known = phase.and_then(|phase| exercise.phase(phase));
    known.map(|(_, phase)| phase.title.clone()).unwrap_or_default()
}

fn role(exercise: &Exercise, part: &Part) -> Role {
    let to = Recipient::RolePlayer(part.id.clone());
    let given = exercise.injects.iter().filter(|inject| inject.to == to);
    // A prompt that also comes by the clock is one thing to do, and stands there once.
    let same = |prompt: &Prompt, text: &str| prompt.text.trim() == text.trim();
    let by_the_clock = |prompt: &Prompt| {
        let inject = given.clone().find(|inject| same(prompt, &inject.text))?;
        let minute = (inject.minute.as_secs() / 60).to_string();
        let mut numbers = prompt.when.split(|c: char| !c.is_ascii_digit());
        let said = numbers.any(|number| number == minute);
        (!said).then(|| happening(exercise, inject).when)
    };
    let alone = given.clone().filter(|inject| !part.prompts.iter().any(|p| same(p, &inject.text)));
    Role {
        name: part.name.clone(),
        brief: blocks(&part.brief),
        prompts: part
            .prompts
            .iter()
            .map(|prompt| Happening {
                when: match by_the_clock(prompt) {
                    Some(minute) => format!("{} ({minute})", prompt.when),
                    None => prompt.when.clone(),
                },
                to: String::new(),
                handed: false,
                text: blocks(&prompt.text),
            })
            .collect(),
        injects: alone.map(|inject| happening(exercise, inject)).collect(),
    }
}

fn happening(exercise: &Exercise, inject: &crate::scenario::Inject) -> Happening {
    let to = match &inject.to {
        Recipient::Candidates => "candidates".to_owned(),
        Recipient::Assessors => "assessors".to_owned(),
        Recipient::RolePlayer(id) => {
            let part = exercise.role_players.iter().find(|part| part.id == *id);
            part.map_or_else(|| id.to_string(), |part| part.name.clone())
        }
    };
    let phase = phase_title(exercise, Some(&inject.phase));
    let when = format!("{phase}, after {}", words::length(inject.minute));
    let handed = inject.to == Recipient::Candidates;
    Happening { when, to, handed, text: blocks(&inject.text) }
}

fn rated(scenario: &Scenario, competency: &Competency) -> Rated {
    let texts = |list: &[Indicator]| list.iter().map(|known| known.text.clone()).collect();
    let levels = scenario.scale.levels.iter().rev();
    Rated {
        name: competency.name.clone(),
        family: words::family(&competency.family),
        definition: competency.definition.clone(),
        positive: texts(&competency.positive),
        negative: texts(&competency.negative),
        anchors: levels
            .map(|level| Anchor {
                mark: level.mark(),
                label: level.label.clone(),
                text: competency.anchors.get(&level.number).cloned().unwrap_or_default(),
            })
            .collect(),
    }
}
