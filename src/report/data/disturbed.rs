//! What disturbed the day, and what else the facilitator entered about it.

use super::day::Happened;
use super::{IncidentShown, Reporter};
use crate::centre::Incident;
use crate::centre::incidents::{Effect, Kind};
use crate::centre::meeting::Turn;
use crate::time::Length;
use crate::words;

impl Reporter<'_> {
    /// The incidents that were not struck out, in the order of time.
    pub(super) fn incidents(&self) -> Vec<IncidentShown> {
        self.standing().into_iter().map(|one| self.incident(one)).collect()
    }

    fn standing(&self) -> Vec<&Incident> {
        let all = self.centre.incidents.values().filter(|one| one.struck.is_none());
        let mut all: Vec<&Incident> = all.collect();
        all.sort_by_key(|one| (one.noticed, one.id));
        all
    }

    fn incident(&self, one: &Incident) -> IncidentShown {
        let mut done = one.action.clone();
        if one.lost != Length::ZERO {
            let open = [
                ("{lost}", &*words::length(one.lost)),
                ("{restored}", &*words::length(one.restored)),
            ];
            let lost = self.words.with("incident.lost", &open);
            done = if done.is_empty() { lost } else { format!("{done}; {lost}") };
        }
        IncidentShown {
            at: self.words.time(one.noticed, self.zone),
            kind: self.words.say(kind_key(one.kind)),
            what: one.what.clone(),
            concerned: self.concerned(one),
            done,
            effect: self.effect(one.effect),
        }
    }

    /// What follows for the marking; empty when nothing does.
    fn effect(&self, effect: Effect) -> String {
        match effect {
            Effect::None => String::new(),
            Effect::WashUp => self.words.say("incident.effect.wash_up"),
            Effect::Void => self.words.say("incident.effect.void"),
            Effect::ReRun => self.words.say("incident.effect.re_run"),
        }
    }

    fn concerned(&self, one: &Incident) -> String {
        let mut all: Vec<String> = one.exercises.iter().map(|id| self.exercise_title(id)).collect();
        let sessions = one.sessions.iter().filter_map(|id| self.centre.sessions.get(id));
        for session in sessions {
            all.push(format!(
                "{}, {}",
                self.exercise_title(&session.exercise),
                self.codes(session)
            ));
        }
        all.extend(one.candidates.iter().map(|id| self.code(*id)));
        if all.is_empty() { self.words.say("incident.everybody") } else { all.join("; ") }
    }

    /// Incidents, hand-overs and what the panel settled, as lines of the log.
    pub(super) fn facilitated(&self, all: &mut Vec<Happened>) {
        for one in self.standing() {
            let kind = self.words.say(kind_key(one.kind));
            let open = [("{kind}", &*kind), ("{what}", &*one.what)];
            let mut says = self.words.with("log.incident", &open);
            let open = [("{concerned}", &*self.concerned(one))];
            says = format!("{says} {}", self.words.with("log.concerned", &open));
            let effect = self.effect(one.effect);
            if !effect.is_empty() {
                says =
                    format!("{says} {}", self.words.with("log.effect", &[("{effect}", &effect)]));
            }
            all.push((one.noticed, says, one.made.by));
            if let Some(resolved) = one.resolved {
                let open = [("{kind}", &*kind), ("{done}", &*one.action)];
                all.push((resolved, self.words.with("log.resolved", &open), one.made.by));
            }
        }
        for one in self.centre.incidents.values() {
            if let Some((reason, made)) = &one.struck {
                let kind = self.words.say(kind_key(one.kind));
                let open = [("{kind}", &*kind), ("{reason}", &**reason)];
                all.push((made.at, self.words.with("log.struck", &open), made.by));
            }
        }
        for one in &self.centre.details.hand_overs {
            let facilitator = self.words.say("facilitator");
            let from = if one.from.is_empty() { &facilitator } else { &one.from };
            let open = [("{from}", &**from), ("{to}", &*one.to)];
            all.push((one.made.at, self.words.with("log.hand_over", &open), one.made.by));
        }
        for known in self.centre.people.candidates() {
            let Some(meeting) = self.centre.meeting(known.id) else { continue };
            for decision in &meeting.decisions {
                let open = [("{candidate}", &*known.code), ("{band}", &*decision.band)];
                let says = self.words.with("log.decided", &open);
                all.push((decision.made.at, says, decision.made.by));
            }
            for turn in &meeting.turns {
                let (made, key, reason) = match turn {
                    Turn::Signed(made, _) => (made, "log.signed", ""),
                    Turn::Reopened(made, reason) => (made, "log.unsigned", reason.as_str()),
                };
                let open = [("{candidate}", &*known.code), ("{reason}", reason)];
                all.push((made.at, self.words.with(key, &open), made.by));
            }
        }
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Late => "incident.late",
        Kind::NoShow => "incident.no_show",
        Kind::Interruption => "incident.interruption",
        Kind::Material => "incident.material",
        Kind::RolePlayer => "incident.role_player",
        Kind::Conduct => "incident.conduct",
        Kind::Health => "incident.health",
        Kind::Adjustment => "incident.adjustment",
        Kind::Technical => "incident.technical",
        Kind::AssessorConflict => "incident.assessor_conflict",
        Kind::Evacuation => "incident.evacuation",
        Kind::Other => "incident.other",
    }
}
