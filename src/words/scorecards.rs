//! What scorecards say: places in a group, what a number rests on, teams, growth.

use crate::centre::Centre;
use crate::ids::{CompetencyId, ExerciseId};
use crate::scenario::Family;
use crate::scenario::decision::Rounding;
use crate::scoring::Mean;
use crate::scoring::growth::Apart;
use crate::scoring::standing::{Place, Verdict};
use crate::scoring::teams::{Method, Side, Team};
use crate::scoring::trace::{Node, What};

/// The line that stands below the means, everywhere.
pub const DEPENDABLE: &str = "Ratings of one competency alone are far less dependable than those \
     of whole exercises: take a competency as a pointer, not as a verdict.";

/// Where that line comes from.
pub const DEPENDABLE_WHY: &str = "Scored by competency, ratings of 2,917 candidates had a \
     reliability of .38; scored by exercise, .91 (Jackson and others, “Reliability in assessment \
     centres depends on general and exercise performance, but not on dimensions”, 2022). Of 698 \
     candidates’ ratings, no more than 1.1 % of the differences lay in the competencies (Jackson, \
     Michaelides, Dewberry and Kim, “Everything that you have ever been told about assessment \
     center ratings is confounded”, 2016). Others find that competencies say something of their \
     own where several exercises are put together (Hoffman and others, 2011; Putka and Hoffman, \
     2013). So both are shown, each with the ratings it rests on.";

/// What a competency is called.
pub fn competency(centre: &Centre, id: &CompetencyId) -> String {
    let known = centre.scenario.competency(id);
    known.map_or_else(|| id.to_string(), |known| known.name.clone())
}

/// What an exercise is called.
pub fn exercise(centre: &Centre, id: &ExerciseId) -> String {
    let known = centre.scenario.exercise(id);
    known.map_or_else(|| id.to_string(), |known| known.title.clone())
}

/// A number with one decimal, or a dash where there is none.
pub fn number(mean: Option<Mean>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| mean.to_string())
}

/// On how many ratings a number rests.
pub fn rests_on(mean: Option<Mean>) -> String {
    mean.map_or_else(
        || "no submitted ratings yet".to_owned(),
        |mean| format!("rests on {}", super::count(mean.ratings, "rating", "ratings")),
    )
}

/// `above most of the group`.
pub fn verdict(place: Option<Place>) -> &'static str {
    match place.map(Place::verdict) {
        Some(Verdict::AboveMost) => "above most of the group",
        Some(Verdict::WithTheGroup) => "with the group",
        Some(Verdict::BelowMost) => "below most of the group",
        Some(Verdict::TooFew) => "too few to compare",
        None => "",
    }
}

/// `Of 11 others, 7 are lower, 3 the same and 1 higher.`
pub fn place(place: Place) -> String {
    let Place { lower, same, higher } = place;
    format!(
        "Of {}, {lower} lower, {same} the same and {higher} higher. “Most” is more than half.",
        super::count(place.others(), "other", "others")
    )
}

/// Names as a list: `A, B and C`.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A level as people read it: no decimals where there are none.
pub fn level(value: f64) -> String {
    if (value - value.round()).abs() < 1e-9 {
        format!("{value:.0}")
    } else {
        Mean { value, ratings: 0 }.to_string()
    }
}

/// Why these people make a team, in a sentence.
pub fn team(centre: &Centre, team: &Team) -> String {
    let short = |id| {
        let known = centre.people.candidate(id);
        known.map_or_else(String::new, |known| {
            let name = if known.name.is_empty() { &known.code } else { &known.name };
            name.clone()
        })
    };
    let mut said = Vec::new();
    let mut alike = Vec::new();
    for (who, brings) in &team.brings {
        let of = |side: Side| {
            let names: Vec<String> = brings
                .iter()
                .filter(|id| side_of(centre, id) == Some(side))
                .map(|id| competency(centre, id))
                .collect();
            list(&names)
        };
        match (of(Side::Leads).as_str(), of(Side::Manages).as_str()) {
            ("", "") => alike.push(short(*who)),
            (leads, "") => said.push(format!("{} leads in {leads}", short(*who))),
            ("", manages) => said.push(format!("{} manages {manages}", short(*who))),
            (leads, manages) => {
                said.push(format!("{} leads in {leads} and manages {manages}", short(*who)));
            }
        }
    }
    if said.is_empty() {
        said.push("Their levels are the same".to_owned());
    } else if !alike.is_empty() {
        let is = if alike.len() == 1 { "is" } else { "are" };
        said.push(format!("{} {is} level with that, or below, throughout", list(&alike)));
    }
    let (lowest, low) = &team.lowest;
    said.push(format!(
        "together no competency is below {} ({})",
        level(*low),
        competency(centre, lowest)
    ));
    if !team.unknown.is_empty() {
        let unknown: Vec<String> = team.unknown.iter().map(|id| competency(centre, id)).collect();
        said.push(format!("on {} nobody has a level", list(&unknown)));
    }
    format!("{}.", said.join("; "))
}

fn side_of(centre: &Centre, id: &CompetencyId) -> Option<Side> {
    match centre.scenario.competency(id)?.family {
        Family::Leadership => Some(Side::Leads),
        Family::Management => Some(Side::Manages),
        Family::Other(_) => None,
    }
}

/// How a pairing was found.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Exact => "Every pairing was looked at: no other covers more in sum.",
        Method::Matching => {
            "Found as a matching of greatest weight, which proves it: no other pairing covers more in sum."
        }
        Method::Exchange => {
            "Found by exchanging people between teams as long as it helped: good, though another \
             may cover as much or a little more."
        }
    }
}

/// Why something cannot be compared with an earlier centre.
pub fn apart(why: &Apart) -> String {
    match why {
        Apart::Scales { then, now } => {
            format!("The scales differ: then {then}, now {now}. No level can be compared.")
        }
        Apart::OnlyNow(name) => format!("{name}: was not rated then."),
        Apart::OnlyThen(name) => format!("{name}: is not rated any more."),
        Apart::NoLevelThen(name) => format!("{name}: no level then."),
        Apart::NoLevelNow(name) => format!("{name}: no level now."),
        Apart::OtherFamily(name) => {
            format!("{name}: counted in another family then, so the families do not compare.")
        }
    }
}

/// What a part of a number is called.
pub fn traced(centre: &Centre, node: &Node) -> String {
    match &node.what {
        What::Overall(_) => "Overall rating".to_owned(),
        What::Rounded(Rounding::Whole) => "Rounded to the nearest level".to_owned(),
        What::Rounded(_) => "Rounded to one decimal".to_owned(),
        What::Score(id) => {
            let known = centre.scenario.external_scores.iter().find(|known| known.id == *id);
            known.map_or_else(|| id.to_string(), |known| known.title.clone())
        }
        What::Family(family) => super::family(family),
        What::Competency(id) => competency(centre, id),
        What::Agreed { level: Some(_), .. } => "Agreed by the panel".to_owned(),
        What::Agreed { level: None, .. } => "The panel agreed that nothing can be said".to_owned(),
        What::OverExercises => "Mean over exercises".to_owned(),
        What::Exercise(id) => exercise(centre, id),
        What::Cell(of, within) => {
            format!("{} in {}", competency(centre, of), exercise(centre, within))
        }
        What::Rating(given) => super::rating(&centre.scenario.scale, given.rating),
        What::Note(id) => {
            let note = centre.notes.get(id);
            note.map_or_else(String::new, |note| note.now.content.text.clone())
        }
        What::CentreCompetency(id) => format!("Centre’s mean: {}", competency(centre, id)),
        What::CentreFamily(family) => format!("Centre’s mean: {}", super::family(family)),
        What::Candidate(id) => super::candidate(centre, *id),
    }
}

/// How a part counts: `counts 2`, `counts nothing`; nothing to say where all count the same.
pub fn counts(node: &Node) -> Option<String> {
    let is_bare = matches!(
        node.what,
        What::Rating(_) | What::Note(_) | What::Agreed { .. } | What::OverExercises
    );
    if is_bare || (node.weight - 1.0).abs() < 1e-9 {
        return None;
    }
    if node.weight > 0.0 {
        Some(format!("counts {} times", level(node.weight)))
    } else {
        Some("counts nothing".to_owned())
    }
}
