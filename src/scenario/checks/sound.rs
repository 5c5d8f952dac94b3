//! What does not fit together: names, references, numbers and lengths.

use std::collections::BTreeSet;

use super::{Checks, Finding, Thing};
use crate::ids::{self, CompetencyId};
use crate::problem::Path;
use crate::scenario::Competency;
use crate::time::Length;

impl Checks<'_> {
    pub(super) fn sound(&mut self) {
        let root = Path::default();
        self.heading(&root);
        self.framework(&root.field("framework"));
        self.scale(&root.field("scale"));
        if self.scenario.exercises.is_empty() {
            self.warn(&root.field("exercises"), Finding::None(Thing::Exercise));
        }
        let exercises = root.field("exercises");
        let ids = self.scenario.exercises.iter().map(|exercise| exercise.id.as_str());
        self.words(Thing::Exercise, ids, |index| exercises.item(index).field("id"));
        for (exercise, path) in self.exercises() {
            self.exercise(exercise, &path);
        }
        self.scores(&root.field("external_scores"));
        self.events(&root.field("events"));
        self.rotation(&root.field("rotation"));
        self.decision(&root.field("decision"));
        for (rule, setting) in &self.scenario.rules.0 {
            if setting.figures.len() > rule.figures().len() {
                let path = root.field("rules").key(rule.id()).field("figures");
                self.error(&path, Finding::Figures(*rule, rule.figures().len()));
            }
        }
    }

    pub(super) fn text(&mut self, path: &Path, text: &str, name: &'static str) {
        if text.trim().is_empty() {
            self.error(path, Finding::Empty(name));
        }
    }

    pub(super) fn weight(&mut self, path: &Path, weight: f64) {
        if !(weight.is_finite() && weight > 0.0) {
            self.error(path, Finding::Weight(weight));
        }
    }

    /// Ids are short words, each used once.
    pub(super) fn words<'w>(
        &mut self,
        thing: Thing,
        words: impl Iterator<Item = &'w str>,
        path: impl Fn(usize) -> Path,
    ) {
        let mut seen = BTreeSet::new();
        for (index, word) in words.enumerate() {
            if !ids::is_word(word) {
                self.error(&path(index), Finding::NotAWord(thing, word.to_owned()));
            } else if !seen.insert(word) {
                self.error(&path(index), Finding::UsedTwice(thing, word.to_owned()));
            }
        }
    }

    fn heading(&mut self, root: &Path) {
        let scenario = self.scenario;
        self.words(Thing::Scenario, [scenario.id.as_str()].into_iter(), |_| root.field("id"));
        self.text(&root.field("title"), &scenario.title, "title");
        self.text(&root.field("purpose"), &scenario.purpose, "purpose");
        self.text(
            &root.field("authorship").field("licence"),
            &scenario.authorship.licence,
            "licence",
        );
    }

    fn framework(&mut self, framework: &Path) {
        let clusters = &self.scenario.framework.clusters;
        let cluster_list = framework.field("clusters");
        let ids = clusters.iter().map(|cluster| cluster.id.as_str());
        self.words(Thing::Cluster, ids, |index| cluster_list.item(index).field("id"));
        let list = &framework.field("competencies");
        let competencies = &self.scenario.framework.competencies;
        if competencies.is_empty() {
            self.warn(list, Finding::None(Thing::Competency));
        }
        let ids = competencies.iter().map(|competency| competency.id.as_str());
        self.words(Thing::Competency, ids, |index| list.item(index).field("id"));
        for (index, competency) in competencies.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("name"), &competency.name, "name");
            self.text(&path.field("definition"), &competency.definition, "definition");
            let both = competency.positive.iter().chain(&competency.negative);
            let positive = competency.positive.len();
            self.words(Thing::Indicator, both.map(|indicator| indicator.id.as_str()), |index| {
                match index.checked_sub(positive) {
                    None => path.field("positive").item(index).field("id"),
                    Some(negative) => path.field("negative").item(negative).field("id"),
                }
            });
            if let Some(cluster) = &competency.cluster
                && !clusters.iter().any(|known| known.id == *cluster)
            {
                let fact = Finding::NoSuch(Thing::Cluster, cluster.to_string());
                self.error(&path.field("cluster"), fact);
            }
            if let Some(target) = competency.target {
                self.known_level(target, &path.field("target"));
            }
            let anchors = path.field("anchors");
            for number in competency.anchors.keys() {
                self.known_level(*number, &anchors.key(number));
            }
        }
    }

    fn scale(&mut self, path: &Path) {
        let levels = &self.scenario.scale.levels;
        if !(2..=11).contains(&levels.len()) {
            self.error(&path.field("levels"), Finding::ScaleLength(levels.len()));
        }
        if !levels.is_sorted_by(|lower, higher| lower.number < higher.number) {
            self.error(&path.field("levels"), Finding::ScaleNotRising);
        }
        if levels.len() == 2 {
            self.warn(&path.field("levels"), Finding::ScaleShort);
        }
        if let Some(lowest) = levels.first().filter(|lowest| lowest.number > 1) {
            let path = path.field("levels").item(0).field("number");
            self.warn(&path, Finding::ScaleStart(lowest.number));
        }
        self.text(&path.field("not_observed"), &self.scenario.scale.not_observed, "not_observed");
    }

    fn decision(&mut self, path: &Path) {
        let rule = &self.scenario.decision;
        for (competency, weight) in &rule.weights {
            let path = path.field("weights").key(competency);
            self.known_competency(competency, &path);
            if !(weight.is_finite() && *weight >= 0.0) {
                self.error(&path, Finding::Number(*weight));
            }
        }
        for (name, levels) in [("minimums", &rule.minimums), ("vetoes", &rule.vetoes)] {
            for (competency, level) in levels {
                let path = path.field(name).key(competency);
                self.known_competency(competency, &path);
                self.known_level(*level, &path);
            }
        }
        if let Some(level) = rule.every {
            self.known_level(level, &path.field("every"));
        }
        for (index, minimum) in rule.families.iter().enumerate() {
            let path = path.field("families").item(index);
            self.number(&path.field("at_least"), minimum.at_least);
            let of_it = |competency: &Competency| competency.family == minimum.family;
            if !self.scenario.framework.competencies.iter().any(of_it) {
                let name = format!("{:?}", minimum.family);
                self.error(&path.field("family"), Finding::NoSuch(Thing::Family, name));
            }
        }
        for (index, competency) in rule.ties.iter().enumerate() {
            self.known_competency(competency, &path.field("ties").item(index));
        }
        for (index, band) in rule.bands.iter().enumerate() {
            let path = path.field("bands").item(index);
            self.text(&path.field("label"), &band.label, "label");
            self.number(&path.field("from"), band.from.value());
        }
        if !rule.bands.is_sorted_by(|lower, higher| lower.from.is_below(higher.from)) {
            self.error(&path.field("bands"), Finding::BandsNotRising);
        }
    }

    fn scores(&mut self, list: &Path) {
        let scores = &self.scenario.external_scores;
        let ids = scores.iter().map(|score| score.id.as_str());
        self.words(Thing::Score, ids, |index| list.item(index).field("id"));
        for (index, score) in scores.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("title"), &score.title, "title");
            for (name, value) in [("lowest", score.lowest), ("highest", score.highest)] {
                self.number(&path.field(name), value);
            }
            if score.lowest >= score.highest {
                let fact = Finding::ScoreRange(score.lowest, score.highest);
                self.error(&path.field("highest"), fact);
            }
            if !(score.weight.is_finite() && score.weight >= 0.0) {
                self.error(&path.field("weight"), Finding::Number(score.weight));
            }
            let outside = |least: &f64| !(score.lowest..=score.highest).contains(least);
            if let Some(least) = score.minimum.filter(outside) {
                self.error(&path.field("minimum"), Finding::Number(least));
            }
        }
    }

    fn events(&mut self, list: &Path) {
        let events = &self.scenario.events;
        let ids = events.iter().map(|event| event.id.as_str());
        self.words(Thing::Event, ids, |index| list.item(index).field("id"));
        for (index, event) in events.iter().enumerate() {
            let path = list.item(index);
            self.text(&path.field("title"), &event.title, "title");
            if event.length == Length::ZERO {
                self.warn(&path.field("length"), Finding::NoLength);
            }
        }
    }

    fn number(&mut self, path: &Path, value: f64) {
        if !value.is_finite() {
            self.error(path, Finding::Number(value));
        }
    }

    fn known_level(&mut self, number: u8, path: &Path) {
        if self.scenario.scale.level(number).is_none() {
            self.error(path, Finding::NoSuch(Thing::Level, number.to_string()));
        }
    }

    pub(super) fn known_competency(&mut self, competency: &CompetencyId, path: &Path) {
        if self.scenario.competency(competency).is_none() {
            let word = competency.as_str().to_owned();
            self.error(path, Finding::NoSuch(Thing::Competency, word));
        }
    }
}
