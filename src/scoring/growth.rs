//! One person at two centres: what was reached then and now, where the two can be compared at all.
//!
//! A scale is the same when its steps have the same numbers and the same labels. A competency is
//! the same when it has the same id, or else the same name. Who is who, a person says.

use super::scorecard::scorecard;
use super::standing::{Standing, standing};
use crate::centre::Centre;
use crate::centre::sight::Viewer;
use crate::ids::CandidateId;
use crate::scenario::{Competency, Family, Scale};

/// One competency, then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is called now.
    pub name: String,
    /// To which family it belongs now.
    pub family: Family,
    /// What it was called then, where that is another name.
    pub called_then: Option<String>,
    /// What it means was worded otherwise then.
    pub reworded: bool,
    /// The level then.
    pub then: f64,
    /// The level now.
    pub now: f64,
    /// On how many ratings the two rest.
    pub ratings: (usize, usize),
}

/// Why something cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// The two centres rate on different scales: nothing can be compared.
    Scales {
        /// The steps then.
        then: String,
        /// The steps now.
        now: String,
    },
    /// The competency was not rated then.
    OnlyNow(String),
    /// The competency is not rated any more.
    OnlyThen(String),
    /// There is no level then.
    NoLevelThen(String),
    /// There is no level now.
    NoLevelNow(String),
    /// It belonged to another family then, so that the families do not compare.
    OtherFamily(String),
}

/// What can be said about somebody's growth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Growth {
    /// What can be compared, in the order of the framework of now.
    pub lines: Vec<Line>,
    /// What cannot, and why.
    pub apart: Vec<Apart>,
}

/// What `who` reached at `centre`, against what `then` reached at the earlier one.
pub fn growth(
    (centre, who): (&Centre, CandidateId),
    (earlier, then): (&Centre, CandidateId),
) -> Growth {
    let scales = (&earlier.scenario.scale, &centre.scenario.scale);
    if !is_same_scale(scales.0, scales.1) {
        let apart = Apart::Scales { then: steps(scales.0), now: steps(scales.1) };
        return Growth { lines: Vec::new(), apart: vec![apart] };
    }
    let now = standing(centre, &scorecard(centre, who, Viewer::Facilitator));
    let then = standing(earlier, &scorecard(earlier, then, Viewer::Facilitator));
    let mut growth = Growth::default();
    let mut matched = Vec::new();
    for known in &centre.scenario.framework.competencies {
        let Some(before) = same(known, earlier) else {
            growth.apart.push(Apart::OnlyNow(known.name.clone()));
            continue;
        };
        matched.push(&before.id);
        compare((known, &now), (before, &then), &mut growth);
    }
    let gone = earlier.scenario.framework.competencies.iter();
    let gone = gone.filter(|before| !matched.contains(&&before.id));
    growth.apart.extend(gone.map(|before| Apart::OnlyThen(before.name.clone())));
    growth
}

fn compare(
    (known, now): (&Competency, &Standing),
    (before, then): (&Competency, &Standing),
    growth: &mut Growth,
) {
    let name = known.name.clone();
    let (Some(then), Some(now)) = (then.value(&before.id), now.value(&known.id)) else {
        let missing = if then.value(&before.id).is_none() {
            Apart::NoLevelThen(name)
        } else {
            Apart::NoLevelNow(name)
        };
        growth.apart.push(missing);
        return;
    };
    if before.family != known.family {
        growth.apart.push(Apart::OtherFamily(name.clone()));
    }
    growth.lines.push(Line {
        family: known.family.clone(),
        called_then: (before.name != known.name).then(|| before.name.clone()),
        reworded: before.definition != known.definition,
        then: then.value,
        now: now.value,
        ratings: (then.ratings, now.ratings),
        name,
    });
}

/// The same competency in the earlier design: by id, else by name.
fn same<'a>(known: &Competency, earlier: &'a Centre) -> Option<&'a Competency> {
    let framework = &earlier.scenario.framework.competencies;
    let by_id = framework.iter().find(|before| before.id == known.id);
    let name = known.name.trim().to_lowercase();
    by_id.or_else(|| framework.iter().find(|before| before.name.trim().to_lowercase() == name))
}

fn is_same_scale(one: &Scale, other: &Scale) -> bool {
    let label = |text: &str| text.trim().to_lowercase();
    one.levels.len() == other.levels.len()
        && one.levels.iter().zip(&other.levels).all(|(here, there)| {
            here.number == there.number && label(&here.label) == label(&there.label)
        })
}

/// `1 Well below – 5 Well above`.
fn steps(scale: &Scale) -> String {
    let step = |level: Option<&crate::scenario::Level>| {
        level.map_or_else(String::new, |level| format!("{} {}", level.number, level.label))
    };
    format!("{} – {}", step(scale.levels.first()), step(scale.levels.last()))
}
