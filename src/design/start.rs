//! What a new scenario, exercise, competency and phase begin with.

use std::collections::BTreeMap;

use super::ids::{free_word, word_of};
use crate::ids::{CompetencyId, ExerciseId, IndicatorId, PhaseId, ScenarioId};
use crate::scenario::exercise::{
    Exercise, ExerciseKind, GroupSize, Phase, PhaseKind, Present, Warning,
};
use crate::scenario::framework::{Competency, Family, Framework, Indicator, Level, Scale};
use crate::scenario::papers::Papers;
use crate::scenario::{
    Authorship, DecisionRule, Keeping, Kind, Policies, Rotation, Rules, Scenario, WashUp,
};
use crate::time::Length;

/// A scenario with a scale and nothing else.
pub fn blank() -> Scenario {
    let labels = [
        "Clear need to develop",
        "Some way to go",
        "Meets what is asked",
        "Strength",
        "Clear strength",
    ];
    let levels = (1..).zip(labels).map(|(number, label)| Level {
        number,
        label: label.to_owned(),
        symbol: String::new(),
    });
    Scenario {
        id: ScenarioId::new("new-scenario"),
        title: "New scenario".to_owned(),
        purpose: String::new(),
        kind: Kind::Development,
        version: 1,
        language: "en-GB".to_owned(),
        authorship: Authorship {
            authors: Vec::new(),
            licence: "All rights reserved".to_owned(),
            remarks: String::new(),
        },
        background: String::new(),
        welcome: String::new(),
        framework: Framework { clusters: Vec::new(), competencies: Vec::new() },
        scale: Scale { levels: levels.collect(), not_observed: "Not observed".to_owned() },
        exercises: Vec::new(),
        external_scores: Vec::new(),
        events: Vec::new(),
        rotation: Rotation::default(),
        decision: DecisionRule::new(BTreeMap::new()),
        wash_up: WashUp::default(),
        rules: Rules::default(),
        policies: Policies::default(),
        keeping: Keeping::default(),
    }
}

/// A copy to work on, under a title and an id of its own.
pub fn copy_of(scenario: &Scenario) -> Scenario {
    let title = format!("{} (copy)", scenario.title);
    Scenario { id: ScenarioId::new(word_of(&title, "copy")), title, version: 1, ..scenario.clone() }
}

/// An exercise of that kind with the phases that it usually has.
pub fn new_exercise(scenario: &Scenario, kind: ExerciseKind, title: &str) -> Exercise {
    let taken = scenario.exercises.iter().map(|exercise| exercise.id.as_str());
    let group = kind == ExerciseKind::GroupExercise;
    Exercise {
        id: ExerciseId::new(free_word(&word_of(title, "exercise"), taken)),
        title: title.to_owned(),
        kind,
        simulates: String::new(),
        group: if group { GroupSize { min: 4, max: 6 } } else { GroupSize { min: 1, max: 1 } },
        assessors_per_candidate: 1,
        seats: Vec::new(),
        role_players: Vec::new(),
        observes: Vec::new(),
        phases: usual_phases(kind),
        injects: Vec::new(),
        questions: Vec::new(),
        checklist: Vec::new(),
        self_assessment: None,
        papers: Papers {
            candidate: String::new(),
            documents: Vec::new(),
            assessor: String::new(),
            facilitator: String::new(),
            room: String::new(),
        },
    }
}

fn usual_phases(kind: ExerciseKind) -> Vec<Phase> {
    let (prepare, run, write_up) = match kind {
        ExerciseKind::RolePlay | ExerciseKind::FactFind => (15, 20, 15),
        ExerciseKind::GroupExercise => (15, 40, 20),
        ExerciseKind::InTray | ExerciseKind::CaseStudy | ExerciseKind::Written => (5, 45, 25),
        ExerciseKind::Presentation => (30, 20, 15),
        ExerciseKind::Interview => (5, 30, 15),
    };
    let mut run_present = vec![Present::Candidates, Present::Assessors];
    if kind == ExerciseKind::RolePlay || kind == ExerciseKind::FactFind {
        run_present.push(Present::RolePlayers);
    }
    vec![
        phase(
            "preparation",
            "Preparation",
            PhaseKind::Preparation,
            prepare,
            vec![Present::Candidates],
        ),
        phase("run", "Run", PhaseKind::Run, run, run_present),
        phase("write-up", "Write-up", PhaseKind::WriteUp, write_up, vec![Present::Assessors]),
    ]
}

/// A phase for an exercise that has already the others.
pub fn new_phase(exercise: &Exercise, kind: PhaseKind, title: &str) -> Phase {
    let taken = exercise.phases.iter().map(|phase| phase.id.as_str());
    let id = free_word(&word_of(title, "phase"), taken);
    let present = match kind {
        PhaseKind::Briefing => vec![Present::Facilitator, Present::Candidates],
        PhaseKind::Preparation | PhaseKind::SelfAssessment => vec![Present::Candidates],
        PhaseKind::Run | PhaseKind::Questions => vec![Present::Candidates, Present::Assessors],
        PhaseKind::WriteUp => vec![Present::Assessors],
    };
    phase(&id, title, kind, 10, present)
}

fn phase(id: &str, title: &str, kind: PhaseKind, minutes: u32, present: Vec<Present>) -> Phase {
    let warns = kind != PhaseKind::WriteUp && minutes >= 10;
    let warning = Warning { before_end: Length::minutes(5), text: "Five minutes left.".to_owned() };
    Phase {
        id: PhaseId::new(id),
        title: title.to_owned(),
        kind,
        length: Length::minutes(minutes),
        present,
        sub_phases: Vec::new(),
        warnings: if warns { vec![warning] } else { Vec::new() },
        fixed: false,
    }
}

/// A competency with room for its indicators and an anchor for every level.
pub fn new_competency(scenario: &Scenario, family: Family, name: &str) -> Competency {
    let taken = scenario.framework.competencies.iter().map(|known| known.id.as_str());
    let indicator = |id: &str| Indicator { id: IndicatorId::new(id), text: String::new() };
    Competency {
        id: CompetencyId::new(free_word(&word_of(name, "competency"), taken)),
        name: name.to_owned(),
        family,
        cluster: None,
        focus: false,
        target: None,
        definition: String::new(),
        positive: vec![indicator("for-1"), indicator("for-2")],
        negative: vec![indicator("against-1"), indicator("against-2")],
        anchors: scenario.scale.levels.iter().map(|level| (level.number, String::new())).collect(),
    }
}
