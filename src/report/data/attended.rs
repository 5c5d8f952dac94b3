//! Who came: candidates one by one in the cohort report, everybody in the log of the day.

use jiff::Timestamp;

use super::day::Happened;
use super::{AttendeeShown, Reporter};
use crate::centre::{Attendee, Made, Person};
use crate::day::presence::{self, Counts, Presence};
use crate::words;

impl Reporter<'_> {
    /// Every candidate in the order of codes; nobody where nothing was noted of anybody.
    pub(super) fn attendance(&self) -> Vec<AttendeeShown> {
        if self.centre.attendance.is_empty() {
            return Vec::new();
        }
        let listed = presence::roll(self.centre, self.zone, self.now);
        let shown = listed.into_iter().filter_map(|one| match one.who {
            Person::Candidate(id) => {
                let known = self.centre.people.candidate(id)?;
                let nobody = Attendee::default();
                let noted = self.centre.attendance.get(&one.who).unwrap_or(&nobody);
                Some(AttendeeShown {
                    code: known.code.clone(),
                    name: known.name.clone(),
                    came: self.came(noted),
                    consent: self.noted_at(noted.consent.as_ref()),
                    briefed: self.noted_at(noted.briefed.as_ref()),
                    remark: self.remarks(noted, one.presence).join("; "),
                })
            }
            Person::Assessor(_) | Person::RolePlayer(_) => None,
        });
        shown.collect()
    }

    fn came(&self, noted: &Attendee) -> String {
        let came = noted.arrived.map(|arrival| self.words.time(arrival.at, self.zone));
        came.unwrap_or_else(|| self.words.say("attendance.not_noted"))
    }

    fn noted_at(&self, made: Option<&Made>) -> String {
        made.map(|made| self.words.time(made.at, self.zone)).unwrap_or_default()
    }

    fn remarks(&self, noted: &Attendee, presence: Presence) -> Vec<String> {
        let mut all = Vec::new();
        if let Presence::Here(late) = presence {
            let minutes = late.as_secs() / 60;
            if minutes > 0 {
                all.push(self.words.with("session.late", &[("{count}", &minutes.to_string())]));
            }
        }
        if noted.absent.is_some() {
            all.push(self.words.say("attendance.absent"));
        }
        if let Some(withdrawn) = &noted.withdrawn {
            let time = self.words.time(withdrawn.made.at, self.zone);
            let open = [("{time}", &*time), ("{reason}", &*withdrawn.words)];
            all.push(self.words.with("attendance.withdrawn", &open));
        }
        if let Some(why) = noted.without_consent.as_ref().filter(|_| noted.consent.is_none()) {
            let open = [("{reason}", &*why.words)];
            all.push(self.words.with("attendance.without_consent", &open));
        }
        all
    }

    /// How many candidates came; nothing where nothing was noted.
    pub(super) fn attendance_in_figures(&self) -> Option<String> {
        if self.centre.attendance.is_empty() {
            return None;
        }
        let listed = presence::roll(self.centre, self.zone, self.now);
        let listed = listed.iter().filter(|one| matches!(one.who, Person::Candidate(_)));
        // Who left again came all the same.
        let came = |one: &&presence::Listed| {
            self.centre.attendance.get(&one.who).is_some_and(|noted| noted.arrived.is_some())
        };
        let came = listed.clone().filter(came).count();
        let counts = Counts::of(listed);
        let open = [
            ("{here}", &*came.to_string()),
            ("{all}", &*counts.listed.to_string()),
            ("{absent}", &*(counts.absent + counts.missing).to_string()),
            ("{withdrawn}", &*counts.withdrawn.to_string()),
        ];
        Some(self.words.with("attendance.figures", &open))
    }

    fn who(&self, who: Person) -> String {
        match who {
            Person::Candidate(id) => self.code(id),
            Person::Assessor(id) => words::assessor(self.centre, id),
            Person::RolePlayer(id) => words::role_player(self.centre, id),
        }
    }

    /// Comings and goings, as lines of the log.
    pub(super) fn attended(&self, all: &mut Vec<Happened>) {
        for (who, noted) in &self.centre.attendance {
            let name = self.who(*who);
            let mut say = |key: &str, at: Timestamp, made: &Made, reason: &str| {
                let open = [("{who}", &*name), ("{reason}", reason)];
                all.push((at, self.words.with(key, &open), made.by));
            };
            if let Some(arrival) = &noted.arrived {
                say("log.arrived", arrival.at, &arrival.made, "");
            }
            for (given, made) in &noted.consents {
                let key = if *given { "log.consent" } else { "log.consent.back" };
                say(key, made.at, made, "");
            }
            if let Some(made) = &noted.briefed {
                say("log.briefed", made.at, made, "");
            }
            if let Some(why) = &noted.without_consent {
                say("log.without_consent", why.made.at, &why.made, &why.words);
            }
            if let Some(made) = &noted.absent {
                say("log.absent", made.at, made, "");
            }
            if let Some(why) = &noted.withdrawn {
                say("log.withdrawn", why.made.at, &why.made, &why.words);
            }
        }
    }

    /// What was put up on the screens of the rooms, and why phases were longer or shorter.
    pub(super) fn said(&self, all: &mut Vec<Happened>) {
        for message in &self.centre.announcements.messages {
            let everywhere = self.words.say("incident.everybody");
            let room = message.room.as_ref().unwrap_or(&everywhere);
            let open = [("{room}", &**room), ("{text}", &*message.text)];
            let said = self.words.with("log.message", &open);
            all.push((message.made.at, said, message.made.by));
        }
        for ((session, phase), why) in &self.centre.explanations {
            let Some((session, exercise)) = self.centre.session(*session) else { continue };
            let title = exercise
                .phase(phase)
                .map_or_else(|| phase.to_string(), |(_, known)| known.title.clone());
            let title = format!("{}, {}: {title}", exercise.title, self.codes(session));
            let open = [("{session}", &*title), ("{reason}", &*why.words)];
            all.push((why.made.at, self.words.with("log.explained", &open), why.made.by));
        }
    }
}
