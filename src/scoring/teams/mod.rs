//! Who together would make a balanced team: one whose leaders and managers cover most between them.
//!
//! **The measure.** For every competency a team has the level of whoever is best at it; what
//! nobody was rated on counts nothing, and never as a low level. The team's *leadership* is the
//! mean of these over the leadership competencies, its *management* over the management ones, by
//! the weights of the scenario. A team *covers* as much as its weaker side; between equals the
//! stronger side decides, by a thousandth. So two fine leaders who cannot manage cover little, and
//! a leader beside a manager covers much. The measure is of teams, never of people: what one
//! person reached in leadership and in management is not added up.
//!
//! **The best pairing of a whole group** is the one whose teams cover most in sum: a matching of
//! greatest weight. Up to [`EXACT`] people it is found by looking at every one (`exact`). Up to
//! [`MOST_IN_PAIRS`] people in pairs it is found by Edmonds' algorithm, which proves it
//! (`matching`); with an odd number, up to [`MOST_IN_ODD_PAIRS`], each three that can be the larger
//! team is tried beside the best pairs of the rest. Otherwise a first pairing is mended by
//! exchanging two people between two teams as long as any exchange helps (`exchange`): good, and
//! not proven to be the best.

mod exact;
mod exchange;
mod matching;
mod pairs;
#[cfg(test)]
mod tests;

use super::standing::Group;
use crate::centre::Centre;
use crate::ids::{CandidateId, CompetencyId};
use crate::scenario::Family;

/// Up to so many people every pairing is looked at.
pub const EXACT: usize = 12;

/// Up to so many people the best pairs are found and proved.
pub const MOST_IN_PAIRS: usize = 200;

/// The same for an odd number of people, one of whose teams has three.
pub const MOST_IN_ODD_PAIRS: usize = 17;

/// How many there can be in a team.
pub const SIZES: [usize; 3] = [2, 3, 4];

/// How much the stronger side of a team counts beside the weaker.
const BETWEEN_EQUALS: f64 = 1e-3;

/// Two measures nearer than this are the same.
const SAME: f64 = 1e-9;

/// The side of a team to which a competency belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Leadership.
    Leads,
    /// Management.
    Manages,
}

/// A competency that counts for a team.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Which.
    pub competency: CompetencyId,
    /// On which side.
    pub side: Side,
    /// How much it counts there.
    pub weight: f64,
}

/// Somebody who can be in a team.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Who.
    pub candidate: CandidateId,
    /// The level in each counted competency; none where there is none.
    pub levels: Vec<Option<f64>>,
}

/// Those who can be put into teams, and what counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pool {
    /// The competencies that count, in the order of the framework.
    pub counted: Vec<Counted>,
    /// By id, so that the order in which people were entered changes nothing.
    pub members: Vec<Member>,
    /// Those without a level in leadership or in management.
    pub left_out: Vec<CandidateId>,
}

/// A team, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Who, by id.
    pub members: Vec<CandidateId>,
    /// What its leadership reaches.
    pub leads: f64,
    /// What its management reaches.
    pub manages: f64,
    /// For each member the competencies in which nobody else of the team is as high.
    pub brings: Vec<(CandidateId, Vec<CompetencyId>)>,
    /// The competency in which even the best of the team is lowest, and how low.
    pub lowest: (CompetencyId, f64),
    /// The counted competencies on which nobody of the team has a level.
    pub unknown: Vec<CompetencyId>,
}

/// How a pairing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Every one was looked at: there is none better.
    Exact,
    /// As a matching of greatest weight: proved that there is none better.
    Matching,
    /// By exchanges as long as one helped.
    Exchange,
}

/// A whole group in teams.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// The teams, by the id of their first member: their order says nothing.
    pub teams: Vec<Team>,
    /// How it was found.
    pub method: Method,
    /// Those who have no level in leadership or in management.
    pub left_out: Vec<CandidateId>,
}

/// Those of a centre who can be put into teams.
pub fn pool(centre: &Centre, group: &Group) -> Pool {
    let framework = &centre.scenario.framework.competencies;
    let counted: Vec<Counted> = framework
        .iter()
        .filter_map(|known| {
            let side = match known.family {
                Family::Leadership => Side::Leads,
                Family::Management => Side::Manages,
                Family::Other(_) => return None,
            };
            let weight = centre.scenario.decision.weight(&known.id);
            let competency = known.id.clone();
            (weight > 0.0).then_some(Counted { competency, side, weight })
        })
        .collect();
    let all = group.standings.iter().map(|standing| Member {
        candidate: standing.candidate,
        levels: counted.iter().map(|one| Some(standing.value(&one.competency)?.value)).collect(),
    });
    let all = all.collect();
    Pool::new(counted, all)
}

impl Pool {
    /// Those of `members` who have a level on both sides.
    pub fn new(counted: Vec<Counted>, members: Vec<Member>) -> Self {
        let mut pool = Self { counted, ..Self::default() };
        for member in members {
            if pool.sides(&[&member]).is_some() {
                pool.members.push(member);
            } else {
                pool.left_out.push(member.candidate);
            }
        }
        pool.members.sort_by_key(|member| member.candidate);
        pool.left_out.sort();
        pool
    }

    /// The best of the members in a competency.
    fn best(members: &[&Member], place: usize) -> Option<f64> {
        let levels = members.iter().filter_map(|member| *member.levels.get(place)?);
        levels.max_by(f64::total_cmp)
    }

    /// What leadership and management reach together; none where one side has no level.
    fn sides(&self, members: &[&Member]) -> Option<(f64, f64)> {
        let (mut leads, mut manages) = ((0.0, 0.0), (0.0, 0.0));
        for (place, one) in self.counted.iter().enumerate() {
            let Some(best) = Self::best(members, place) else { continue };
            let side = if one.side == Side::Leads { &mut leads } else { &mut manages };
            side.0 += one.weight * best;
            side.1 += one.weight;
        }
        (leads.1 > 0.0 && manages.1 > 0.0).then(|| (leads.0 / leads.1, manages.0 / manages.1))
    }

    /// How much a team covers.
    fn cover(&self, places: &[usize]) -> f64 {
        let members: Vec<&Member> =
            places.iter().filter_map(|place| self.members.get(*place)).collect();
        let Some((leads, manages)) = self.sides(&members) else { return 0.0 };
        leads.min(manages) + BETWEEN_EQUALS * leads.max(manages)
    }

    /// A team with its reasons; none for nobody.
    pub fn team(&self, who: &[CandidateId]) -> Option<Team> {
        let members: Vec<&Member> =
            self.members.iter().filter(|member| who.contains(&member.candidate)).collect();
        let (leads, manages) = self.sides(&members)?;
        let mut brings: Vec<(CandidateId, Vec<CompetencyId>)> =
            members.iter().map(|member| (member.candidate, Vec::new())).collect();
        let mut lowest: Option<(CompetencyId, f64)> = None;
        let mut unknown = Vec::new();
        for (place, one) in self.counted.iter().enumerate() {
            let Some(best) = Self::best(&members, place) else {
                unknown.push(one.competency.clone());
                continue;
            };
            if lowest.as_ref().is_none_or(|(_, level)| best < *level - SAME) {
                lowest = Some((one.competency.clone(), best));
            }
            let is_best = |member: &&Member| {
                member.levels.get(place).copied().flatten().is_some_and(|own| own > best - SAME)
            };
            let mut holders = members.iter().copied().filter(is_best);
            if let (Some(holder), None) = (holders.next(), holders.next()) {
                let own = brings.iter_mut().find(|(id, _)| *id == holder.candidate);
                if let Some((_, what)) = own {
                    what.push(one.competency.clone());
                }
            }
        }
        let members = members.iter().map(|member| member.candidate).collect();
        Some(Team { members, leads, manages, brings, lowest: lowest?, unknown })
    }

    /// Who would make the best team with somebody: at most `most`, by how much the two cover.
    pub fn partners(&self, of: CandidateId, most: usize) -> Vec<Team> {
        let Some(own) = self.members.iter().position(|member| member.candidate == of) else {
            return Vec::new();
        };
        let others = (0..self.members.len()).filter(|place| *place != own);
        let mut pairs: Vec<(f64, usize)> =
            others.map(|place| (self.cover(&[own, place]), place)).collect();
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let ids = pairs.iter().take(most).filter_map(|(_, place)| self.members.get(*place));
        ids.filter_map(|member| self.team(&[of, member.candidate])).collect()
    }

    /// The whole group in teams of `size`, covering most in sum.
    pub fn pairing(&self, size: usize) -> Pairing {
        let people = self.members.len();
        let sizes = sizes(people, size);
        let (teams, method) = if people <= EXACT {
            (exact::best(self, &sizes), Method::Exact)
        } else if let Some(best) = pairs::best(self, &sizes) {
            (best, Method::Matching)
        } else {
            (exchange::good(self, &sizes), Method::Exchange)
        };
        let ids = |places: &Vec<usize>| -> Vec<CandidateId> {
            let members = places.iter().filter_map(|place| self.members.get(*place));
            members.map(|member| member.candidate).collect()
        };
        let mut teams: Vec<Team> =
            teams.iter().filter_map(|places| self.team(&ids(places))).collect();
        teams.sort_by(|one, other| one.members.cmp(&other.members));
        Pairing { teams, method, left_out: self.left_out.clone() }
    }
}

impl Team {
    /// What the team covers: its weaker side.
    pub fn covers(&self) -> f64 {
        self.leads.min(self.manages)
    }
}

/// How large each team is when so many people are put into teams of `size`: where it does not
/// come out even, some teams have one more, or, where that is not enough, one less.
pub fn sizes(people: usize, size: usize) -> Vec<usize> {
    let size = size.max(2);
    if people < 2 {
        return Vec::new();
    }
    let full = people / size;
    let teams = if full > 0 && people % size <= full { full } else { full + 1 };
    let (each, more) = (people / teams, people % teams);
    (0..teams).map(|place| each + usize::from(place < more)).collect()
}
