//! What the rules of the field ask of a design. The rules and their usual figures stand in
//! [`crate::scenario::rules`]; sources in `docs/RULES.md`.

use super::{Checks, Direction, Finding};
use crate::ids::CompetencyId;
use crate::problem::Path;
use crate::scenario::rules::Rule;
use crate::scenario::{Competency, Exercise, ExerciseKind, Kind, PhaseKind, Present};
use crate::time::Length;

/// A day of this length needs a meal (T4).
const LONG_DAY: Length = Length::minutes(5 * 60);

/// A phase from this length on needs a warning before its end (T1).
const NEEDS_WARNING: Length = Length::minutes(10);

/// Instructions up to this many words can be read out in the briefing (T2).
const READ_OUT: usize = 120;

impl<'a> Checks<'a> {
    pub(super) fn rules_of_the_field(&mut self) {
        let root = Path::default();
        self.d1_every_competency_is_seen_often_enough(&root);
        self.d2_there_is_a_simulation(&root);
        self.d3_there_are_few_competencies(&root);
        self.d4_every_competency_is_described(&root);
        self.d5_the_decision_is_settled(&root);
        self.a5_some_performances_are_seen_twice(&root);
        self.r4_not_observed_is_no_level(&root);
        self.t4_there_is_a_meal(&root);
        for (exercise, path) in self.exercises() {
            self.a6_the_guide_speaks_of_each_competency(exercise, &path);
            self.a7_there_is_time_to_write_up(exercise, &path);
            self.x1_role_players_are_prepared(exercise, &path);
            self.t1_the_end_is_announced(exercise, &path);
            self.t2_there_is_time_to_prepare(exercise, &path);
            self.t3_extra_time_can_be_given(exercise, &path);
        }
        self.rules_kept_less_strictly(&root);
    }

    fn figure(&self, rule: Rule, place: usize) -> u32 {
        self.scenario.rules.figure(rule, place).unwrap_or(0)
    }

    fn d1_every_competency_is_seen_often_enough(&mut self, root: &Path) {
        if self.scenario.exercises.is_empty() {
            return;
        }
        let usual = self.figure(Rule::D1, 0);
        for (competency, path) in self.competencies(root) {
            let seen =
                self.scenario.exercises.iter().filter(|e| e.observes(&competency.id)).count();
            let wanted = if competency.focus { usual.max(2) } else { usual };
            if seen < wanted as usize {
                self.rule(&path, Finding::SeenInFew(competency.id.clone(), seen, wanted));
            }
        }
    }

    fn d2_there_is_a_simulation(&mut self, root: &Path) {
        let wanted = self.figure(Rule::D2, 0);
        let exercises = &self.scenario.exercises;
        let simulations = exercises.iter().filter(|e| e.kind.is_simulation()).count();
        if !exercises.is_empty() && simulations < wanted as usize {
            self.rule(&root.field("exercises"), Finding::FewSimulations(simulations, wanted));
        }
    }

    fn d3_there_are_few_competencies(&mut self, root: &Path) {
        let (here, overall) = (self.figure(Rule::D3, 0), self.figure(Rule::D3, 1));
        for (exercise, path) in self.exercises() {
            let rated = exercise.observes.len();
            if rated > here as usize {
                self.rule(&path.field("observes"), Finding::ManyHere(rated, here));
            }
        }
        let all = self.scenario.framework.competencies.len();
        if all > overall as usize {
            let path = root.field("framework").field("competencies");
            self.rule(&path, Finding::ManyOverall(all, overall));
        }
    }

    fn d4_every_competency_is_described(&mut self, root: &Path) {
        for (competency, path) in self.competencies(root) {
            let both = [
                ("positive", &competency.positive, Direction::For),
                ("negative", &competency.negative, Direction::Against),
            ];
            for (name, indicators, direction) in both {
                if indicators.iter().all(|indicator| indicator.text.trim().is_empty()) {
                    let fact = Finding::NoIndicators(competency.id.clone(), direction);
                    self.rule(&path.field(name), fact);
                }
            }
            for level in &self.scenario.scale.levels {
                if competency.anchors.get(&level.number).is_none_or(|text| text.trim().is_empty()) {
                    let fact = Finding::NoAnchor(competency.id.clone(), level.number);
                    self.rule(&path.field("anchors").key(level.number), fact);
                }
            }
        }
    }

    fn d5_the_decision_is_settled(&mut self, root: &Path) {
        let rule = &self.scenario.decision;
        let path = root.field("decision");
        let bands = path.field("bands");
        let passing = rule.bands.iter().filter(|band| band.passes).count();
        if rule.bands.is_empty() {
            self.rule(&bands, Finding::NoDecision);
        }
        if self.scenario.kind == Kind::Development {
            if passing > 0 || !rule.minimums.is_empty() || !rule.vetoes.is_empty() {
                self.rule(&path, Finding::PassInDevelopment);
            }
            return;
        }
        if passing == 0 && !rule.bands.is_empty() {
            self.rule(&bands, Finding::NothingPasses);
        }
        let fail_above = rule.bands.iter().skip_while(|band| !band.passes).any(|band| !band.passes);
        if fail_above {
            self.rule(&bands, Finding::PassBelowFail);
        }
    }

    fn a5_some_performances_are_seen_twice(&mut self, root: &Path) {
        let exercises = &self.scenario.exercises;
        if !exercises.is_empty() && exercises.iter().all(|e| e.assessors_per_candidate < 2) {
            self.rule(&root.field("exercises"), Finding::NoDoubleAssessment);
        }
    }

    fn a6_the_guide_speaks_of_each_competency(&mut self, exercise: &Exercise, path: &Path) {
        let guide = exercise.papers.assessor.to_lowercase();
        if guide.trim().is_empty() {
            return;
        }
        let names =
            exercise.observes.iter().filter_map(|o| self.scenario.competency(&o.competency));
        let missing: Vec<CompetencyId> = names
            .filter(|competency| !guide.contains(&competency.name.to_lowercase()))
            .map(|competency| competency.id.clone())
            .collect();
        for competency in missing {
            let path = path.field("papers").field("assessor");
            self.rule(&path, Finding::NotInGuide(competency));
        }
    }

    fn a7_there_is_time_to_write_up(&mut self, exercise: &Exercise, path: &Path) {
        let watched = exercise.length_of(|phase| {
            phase.kind.is_observed() && phase.present.contains(&Present::Assessors)
        });
        let write_up = exercise.length_of(|phase| phase.kind == PhaseKind::WriteUp);
        let percent = u64::from(self.figure(Rule::A7, 0));
        let wanted = u64::from(watched.as_secs()) * percent / 100;
        let none = write_up == Length::ZERO && !exercise.observes.is_empty();
        if none || u64::from(write_up.as_secs()) < wanted {
            self.rule(&path.field("phases"), Finding::ShortWriteUp(watched, write_up));
        }
    }

    fn r4_not_observed_is_no_level(&mut self, root: &Path) {
        let Some(lowest) = self.scenario.scale.levels.first() else { return };
        let label = lowest.label.to_lowercase();
        let own = self.scenario.scale.not_observed.trim().to_lowercase();
        let says = ["not observed", "no evidence", "no opportunity", "not seen", "not assessed"];
        if says.iter().any(|words| label.contains(words)) || (!own.is_empty() && label == own) {
            let path = root.field("scale").field("levels").item(0).field("label");
            self.rule(&path, Finding::NoEvidenceIsALevel(lowest.label.clone()));
        }
    }

    fn x1_role_players_are_prepared(&mut self, exercise: &Exercise, path: &Path) {
        let parts = path.field("role_players");
        if exercise.role_players.is_empty() {
            if exercise.kind == ExerciseKind::RolePlay {
                self.rule(&parts, Finding::NobodyToPlay);
            }
            return;
        }
        for (index, part) in exercise.role_players.iter().enumerate() {
            if part.prompts.is_empty() {
                self.rule(&parts.item(index).field("prompts"), Finding::NoPrompts);
            }
        }
        if !exercise.phases.iter().any(|phase| phase.present.contains(&Present::RolePlayers)) {
            self.rule(&path.field("phases"), Finding::RolePlayerAbsent);
        }
    }

    fn t1_the_end_is_announced(&mut self, exercise: &Exercise, path: &Path) {
        for (index, phase) in exercise.phases.iter().enumerate() {
            let theirs = phase.present.contains(&Present::Candidates)
                && matches!(phase.kind, PhaseKind::Preparation | PhaseKind::Run);
            if theirs && phase.length >= NEEDS_WARNING && phase.warnings.is_empty() {
                let path = path.field("phases").item(index).field("warnings");
                self.rule(&path, Finding::NoWarning(phase.length));
            }
        }
    }

    fn t2_there_is_time_to_prepare(&mut self, exercise: &Exercise, path: &Path) {
        let words = super::texts::words(&exercise.papers.candidate);
        let time_to_read = exercise.phases.iter().any(|phase| {
            phase.kind == PhaseKind::Preparation
                || (phase.kind == PhaseKind::Run && !phase.present.contains(&Present::Assessors))
                || (phase.kind == PhaseKind::Run && exercise.kind == ExerciseKind::InTray)
        });
        if words > READ_OUT && !time_to_read {
            let fact = Finding::NoPreparation(super::texts::reading_time(words));
            self.rule(&path.field("phases"), fact);
        }
    }

    fn t3_extra_time_can_be_given(&mut self, exercise: &Exercise, path: &Path) {
        if !self.scenario.rotation.is_free() {
            // In a carousel extra time comes from resting less, not from longer phases.
            return;
        }
        let most = usize::from(exercise.group.max);
        let theirs = |phase: &&crate::scenario::Phase| phase.present.contains(&Present::Candidates);
        let mut phases = exercise.phases.iter().filter(theirs).peekable();
        if phases.peek().is_some() && !phases.any(|phase| phase.takes_extra_time(most)) {
            self.rule(&path.field("phases"), Finding::NoExtraTime);
        }
    }

    fn t4_there_is_a_meal(&mut self, root: &Path) {
        let theirs = |phase: &crate::scenario::Phase| phase.present.contains(&Present::Candidates);
        let exercises = self.scenario.exercises.iter();
        let day = exercises.fold(Length::ZERO, |sum, e| sum.plus(e.length_of(theirs)));
        let meal = Length::minutes(self.figure(Rule::T4, 0));
        if day >= LONG_DAY && !self.scenario.events.iter().any(|event| event.length >= meal) {
            self.rule(&root.field("events"), Finding::NoLunch(day));
        }
    }

    fn rules_kept_less_strictly(&mut self, root: &Path) {
        for (rule, setting) in &self.scenario.rules.0 {
            if setting.level < rule.usual() {
                let path = root.field("rules").key(rule.id());
                let fact = Finding::Loosened(*rule, setting.level);
                self.find(crate::problem::Severity::Note, &path, fact);
            }
        }
    }

    fn competencies(&self, root: &Path) -> Vec<(&'a Competency, Path)> {
        let list = root.field("framework").field("competencies");
        let competencies = self.scenario.framework.competencies.iter().enumerate();
        competencies.map(|(index, competency)| (competency, list.item(index))).collect()
    }
}
