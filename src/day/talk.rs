//! Who had how much of the talk in a group, by an assessor's marks of speakers.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::centre::talk::Turn;
use crate::centre::{Centre, Session};
use crate::ids::{AssessorId, CandidateId, SessionId};
use crate::scenario::Exercise;

/// How long each spoke.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TalkShare {
    /// Seconds of talk by who spoke.
    pub secs: BTreeMap<CandidateId, i64>,
    /// Seconds in which nobody of the group spoke.
    pub nobody: i64,
}

impl TalkShare {
    /// All talk, in seconds.
    pub fn total(&self) -> i64 {
        self.secs.values().sum()
    }

    /// The candidate's part of all talk, from 0 to 1; nothing while nobody was marked.
    pub fn of(&self, candidate: CandidateId) -> Option<f64> {
        let total = self.total();
        let own = self.secs.get(&candidate).copied().unwrap_or(0);
        (total > 0).then(|| own as f64 / total as f64)
    }
}

/// The share of talk that marks of speakers give within `spans`: each speaks from their mark to
/// the next. What lies before the first mark belongs to nobody's share, and to no silence.
pub fn talk_share(turns: &[Turn], spans: &[(Timestamp, Timestamp)]) -> TalkShare {
    let mut turns: Vec<&Turn> = turns.iter().collect();
    turns.sort_by_key(|turn| (turn.at, turn.made.origin));
    let mut share = TalkShare::default();
    for (place, turn) in turns.iter().enumerate() {
        let until = turns.get(place + 1).map_or(Timestamp::MAX, |next| next.at);
        let secs: i64 = spans.iter().map(|span| common_secs((turn.at, until), *span)).sum();
        match turn.speaker {
            Some(speaker) => *share.secs.entry(speaker).or_default() += secs,
            None => share.nobody += secs,
        }
    }
    share
}

fn common_secs(one: (Timestamp, Timestamp), other: (Timestamp, Timestamp)) -> i64 {
    let (from, until) = (one.0.max(other.0), one.1.min(other.1));
    if from < until { until.duration_since(from).as_secs() } else { 0 }
}

/// When the candidates of the session were observed: the phases for it, without the time in which
/// the clock was held, until now or their end.
pub fn observed_spans(
    session: &Session,
    exercise: &Exercise,
    now: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let is_observed = |run: &&crate::centre::clock::PhaseRun| {
        exercise.phase(&run.phase).is_some_and(|(_, phase)| phase.kind.is_observed())
    };
    let mut spans = Vec::new();
    for run in session.clock.runs.iter().filter(is_observed) {
        let mut from = run.started();
        for hold in &run.holds {
            spans.push((from, hold.from));
            from = hold.until.unwrap_or(now);
        }
        spans.push((from, run.ended.unwrap_or(now)));
    }
    spans.retain(|(from, until)| from < until);
    spans
}

/// The share of talk in a session as that assessor marked it.
pub fn talk_in(
    centre: &Centre,
    session: SessionId,
    assessor: AssessorId,
    now: Timestamp,
) -> TalkShare {
    let Some((held, exercise)) = centre.session(session) else { return TalkShare::default() };
    let Some(turns) = centre.talk.get(&(session, assessor)) else { return TalkShare::default() };
    talk_share(turns, &observed_spans(held, exercise, now))
}
