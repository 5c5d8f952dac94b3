//! Reports, file by file: which are wanted, of whom, and under which names.
//!
//! **Invariant:** no two files of an order have one name, on any system, whatever people and
//! centres are called.

use std::collections::BTreeSet;

use crate::centre::Centre;
use crate::files::safe_name;
use crate::ids::{AssessorId, CandidateId};
use crate::report::kinds::{Kind, Scope};

/// The usual pattern of file names.
pub const PATTERN: &str = "{code} {name} {kind}";

/// Which reports are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which kinds.
    pub kinds: Vec<Kind>,
    /// Of which candidates.
    pub candidates: Vec<CandidateId>,
    /// Of which assessors.
    pub assessors: Vec<AssessorId>,
    /// How files are named: `{code}`, `{name}`, `{kind}` and `{date}` stand for what they say.
    pub pattern: String,
}

/// Whom a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A candidate.
    Candidate(CandidateId),
    /// An assessor.
    Assessor(AssessorId),
    /// The whole centre.
    Centre,
}

/// One report that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// About whom.
    pub about: About,
    /// Its file name, without the ending.
    pub name: String,
}

impl Order {
    /// The reports, by person and then by kind; those about the whole centre last.
    pub fn pieces(&self, centre: &Centre) -> Vec<Piece> {
        let of = |scope| self.kinds.iter().copied().filter(move |kind| kind.scope() == scope);
        let mut wanted = Vec::new();
        for candidate in &self.candidates {
            wanted.extend(of(Scope::Candidate).map(|kind| (kind, About::Candidate(*candidate))));
        }
        for assessor in &self.assessors {
            wanted.extend(of(Scope::Assessor).map(|kind| (kind, About::Assessor(*assessor))));
        }
        wanted.extend(of(Scope::Centre).map(|kind| (kind, About::Centre)));
        let mut taken = BTreeSet::new();
        let name = |(kind, about)| {
            let name = self.name(centre, kind, about);
            let mut own = name.clone();
            let mut number = 2;
            while !taken.insert(own.to_lowercase()) {
                own = format!("{name} {number}");
                number += 1;
            }
            Piece { kind, about, name: own }
        };
        wanted.into_iter().map(name).collect()
    }

    fn name(&self, centre: &Centre, kind: Kind, about: About) -> String {
        let (code, name) = match about {
            About::Candidate(id) => {
                let known = centre.people.candidate(id);
                known
                    .map_or_else(Default::default, |known| (known.code.clone(), known.name.clone()))
            }
            About::Assessor(id) => {
                let known = centre.people.assessor(id);
                (String::new(), known.map(|known| known.name.clone()).unwrap_or_default())
            }
            About::Centre => (String::new(), centre.details.name.clone()),
        };
        let date = centre.details.date.map(|date| date.to_string()).unwrap_or_default();
        let filled = fill(
            &self.pattern,
            &[("{code}", &code), ("{name}", &name), ("{kind}", kind.title()), ("{date}", &date)],
        );
        let words: Vec<&str> = filled.split_whitespace().collect();
        let safe = safe_name(&words.join(" "));
        if safe.is_empty() { kind.word().to_owned() } else { safe }
    }
}

/// The pattern with what its words stand for. What is put in is never looked at again, so that a
/// person called `{kind}` stays that.
fn fill(pattern: &str, words: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let found = words.iter().find_map(|(word, says)| Some((rest.strip_prefix(word)?, says)));
        if let Some((after, says)) = found {
            filled.push_str(says);
            rest = after;
        } else {
            filled.push(next);
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let words = [("{code}", "C01"), ("{name}", "{kind} {code}"), ("{kind}", "Log")];
        assert_eq!(fill("{code}-{name} {kind} {other}", &words), "C01-{kind} {code} Log {other}");
        assert_eq!(fill("é{", &words), "é{");
    }
}
