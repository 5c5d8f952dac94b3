//! Plans of a day: why there is none, and what would lead to one.
//!
//! A timetable problem names people and exercises by their places; [`Called`] says who they are.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{count, length, names, time_of_day};
use crate::centre::Centre;
use crate::planning::Posed;
use crate::time::{Length, shifted};
use crate::timetable::bound::Clash;
use crate::timetable::relax::{Demand, Way};
use crate::timetable::rules::{Measures, Span};
use crate::timetable::{Candidate, Minute, Plan, Problem, Who};

/// What the people, rooms, exercises and minutes of a timetable problem are called.
#[derive(Debug, Clone)]
pub struct Called {
    candidates: Vec<String>,
    codes: Vec<String>,
    assessors: Vec<String>,
    players: Vec<String>,
    rooms: Vec<String>,
    exercises: Vec<String>,
    /// How long each candidate prepares for each exercise.
    preps: Vec<Vec<Minute>>,
    origin: Option<(Timestamp, TimeZone)>,
}

impl Called {
    /// As they are called in the centre from which the problem comes.
    pub fn in_centre(centre: &Centre, posed: &Posed, zone: &TimeZone) -> Self {
        let code = |id| centre.people.candidate(id).map(|known| known.code.clone());
        let title = |id| {
            let known = centre.scenario.exercise(id);
            known.map_or_else(|| id.to_string(), |known| known.title.clone())
        };
        let preps = |known: &Candidate| known.lengths.iter().map(|(prep, _)| *prep).collect();
        Self {
            candidates: posed.candidates.iter().map(|id| names::candidate(centre, *id)).collect(),
            codes: posed.candidates.iter().map(|id| code(*id).unwrap_or_default()).collect(),
            assessors: posed.assessors.iter().map(|id| names::assessor(centre, *id)).collect(),
            players: posed.players.iter().map(|id| names::role_player(centre, *id)).collect(),
            rooms: posed.rooms.clone(),
            exercises: posed.exercises.iter().map(title).collect(),
            preps: posed.problem.candidates.iter().map(preps).collect(),
            origin: Some((posed.origin, zone.clone())),
        }
    }

    /// By the ids of a problem that comes from elsewhere, with minutes for times.
    pub fn by_ids(candidates: Vec<String>, assessors: Vec<String>, exercises: Vec<String>) -> Self {
        let codes = candidates.clone();
        let (players, rooms, preps) = (Vec::new(), Vec::new(), Vec::new());
        Self { candidates, codes, assessors, players, rooms, exercises, preps, origin: None }
    }

    /// A candidate: code and name.
    pub fn candidate(&self, place: usize) -> String {
        of(&self.candidates, place, "candidate")
    }

    /// The code of a candidate.
    pub fn code(&self, place: usize) -> String {
        of(&self.codes, place, "candidate")
    }

    /// How long a candidate prepares for an exercise.
    pub(super) fn prep(&self, candidate: usize, exercise: usize) -> Minute {
        let own = self.preps.get(candidate).and_then(|own| own.get(exercise));
        own.copied().unwrap_or(0)
    }

    /// An assessor.
    pub fn assessor(&self, place: usize) -> String {
        of(&self.assessors, place, "assessor")
    }

    /// Anybody, or a room.
    pub fn who(&self, who: Who) -> String {
        match who {
            Who::Candidate(place) => self.candidate(place),
            Who::Assessor(place) => self.assessor(place),
            Who::Player(place) => self.player(place),
            Who::Room(place) => self.room(place),
        }
    }

    /// A role player.
    pub fn player(&self, place: usize) -> String {
        of(&self.players, place, "role player")
    }

    /// A room.
    pub fn room(&self, place: usize) -> String {
        of(&self.rooms, place, "room")
    }

    /// An exercise.
    pub fn exercise(&self, place: usize) -> String {
        of(&self.exercises, place, "exercise")
    }

    /// A minute of the plan: `10:42`, or `minute 102` where no clock is known.
    pub fn at(&self, minute: Minute) -> String {
        match &self.origin {
            Some((origin, zone)) => {
                let moment = shifted(*origin, SignedDuration::from_mins(i64::from(minute)));
                time_of_day(moment, zone)
            }
            None => format!("minute {minute}"),
        }
    }

    /// From when until when: `10:00–10:45`.
    pub fn span(&self, (from, until): Span) -> String {
        match self.origin {
            Some(_) => format!("{}–{}", self.at(from), self.at(until)),
            None => format!("minutes {from}–{until}"),
        }
    }

    /// A session of the plan: its exercise, who is in it, and when.
    pub fn session(&self, plan: &Plan, place: usize) -> String {
        let Some(session) = plan.sessions.get(place) else {
            return "A session that is not in the plan".to_owned();
        };
        let codes: Vec<String> =
            session.seats.iter().map(|seat| self.code(seat.candidate)).collect();
        let exercise = self.exercise(session.exercise);
        format!("{exercise} at {} ({})", self.at(session.run), codes.join(" "))
    }
}

fn of(names: &[String], place: usize, kind: &str) -> String {
    let known = names.get(place).filter(|name| !name.is_empty());
    known.cloned().unwrap_or_else(|| format!("{kind} {}", place + 1))
}

/// `1 h 30 min`.
pub(super) fn lasts(minutes: Minute) -> String {
    length(Length::minutes(u32::try_from(minutes.max(0)).unwrap_or(0)))
}

pub(super) fn assessors(many: usize) -> String {
    count(many, "assessor", "assessors")
}

/// Why there can be no plan, and what to do.
pub fn clash(called: &Called, clash: &Clash) -> String {
    format!("{} {}", clash_fact(called, clash), clash_remedy(clash))
}

fn clash_fact(called: &Called, clash: &Clash) -> String {
    let title = |exercise: &usize| called.exercise(*exercise);
    let who = |candidate: &usize| called.candidate(*candidate);
    match clash {
        Clash::NoRoom { exercise } => {
            format!("{} has no room that is fitted for it and large enough.", title(exercise))
        }
        Clash::NoRoomWithoutSteps { candidate, exercise } => format!(
            "{} needs a way without steps, and no room for {} has one.",
            who(candidate),
            title(exercise)
        ),
        Clash::NoPlayer { exercise, needed, there } => format!(
            "{} takes {}, and there {} for it.",
            title(exercise),
            count(*needed, "role player", "role players"),
            is(*there)
        ),
        Clash::FewTrained { exercise, needed, there } => format!(
            "{} takes {} at once, and there {} who may rate in it.",
            title(exercise),
            assessors(*needed),
            is(*there)
        ),
        Clash::KeptApart { candidate, exercise, needed, left } => format!(
            "{} needs {} in {}, and there {} left from whom they are not kept apart.",
            who(candidate),
            assessors(*needed),
            title(exercise),
            is(*left)
        ),
        Clash::FewDifferent { candidate, wanted, can } => format!(
            "{} is to be seen by {wanted} different assessors, and {can} can see them.",
            who(candidate)
        ),
        Clash::Groups { exercise, candidates, sizes: (few, many) } => format!(
            "{} cannot be split into groups of {} for {}.",
            count(*candidates, "candidate", "candidates"),
            if few == many { few.to_string() } else { format!("{few} to {many}") },
            title(exercise)
        ),
        Clash::PanelTooSmall { exercise, needed, gives } => format!(
            "A group of {} takes {}, and its panel can give {gives}.",
            title(exercise),
            count(*needed, "rating", "ratings")
        ),
        Clash::LongExercise { exercise, needs, day } => format!(
            "{} takes {} with preparation and write-up, and the day has {}.",
            title(exercise),
            lasts(*needs),
            lasts(*day)
        ),
        Clash::LongDay { candidate, needs, day } => format!(
            "All that {} does takes {} with breaks, and there is {} for it.",
            who(candidate),
            lasts(*needs),
            lasts(*day)
        ),
        Clash::ShortLunch => "Lunch does not fit into its time.".to_owned(),
        Clash::AssessorTime { exercises, needs, there } => {
            let who = who_rates(called, exercises);
            format!("{who} {} to do in all, and {} of time.", lasts(*needs), lasts(*there))
        }
        Clash::RoomTime { exercise, needs, there } => format!(
            "{} needs rooms for {} in all, and they are free for {}.",
            title(exercise),
            lasts(*needs),
            lasts(*there)
        ),
        Clash::PlayerTime { exercise, needs, there } => format!(
            "{} needs role players for {} in all, and they are free for {}.",
            title(exercise),
            lasts(*needs),
            lasts(*there)
        ),
        Clash::NoDesk => "There is no desk to prepare or write at.".to_owned(),
        Clash::Nothing => "There is nobody to plan for, or nothing to do.".to_owned(),
    }
}

/// `is 1`, `are 3`, `is none`.
fn is(many: usize) -> String {
    match many {
        0 => "is none".to_owned(),
        1 => "is 1".to_owned(),
        _ => format!("are {many}"),
    }
}

/// Those who may rate in the exercises.
fn who_rates(called: &Called, exercises: &[usize]) -> String {
    if exercises.len() >= called.exercises.len() {
        return "Assessors have".to_owned();
    }
    let titles: Vec<String> = exercises.iter().map(|one| called.exercise(*one)).collect();
    format!("Those who may rate in {} have", titles.join(" and "))
}

fn clash_remedy(clash: &Clash) -> &'static str {
    match clash {
        Clash::NoRoom { .. } => "Fit a room for it, or add one.",
        Clash::NoRoomWithoutSteps { .. } => "Fit a room without steps for it.",
        Clash::NoPlayer { .. } => "Bring another role player, or let one more play in it.",
        Clash::FewTrained { .. } => "Bring another assessor, or certify one more for it.",
        Clash::KeptApart { .. } => "Bring another assessor who may rate in it.",
        Clash::FewDifferent { .. } => "Ask for fewer, or bring another assessor.",
        Clash::Groups { .. } => {
            "Change its group sizes in the design, or invite another number of candidates."
        }
        Clash::PanelTooSmall { .. } => "Bring more assessors who may rate in it.",
        Clash::LongExercise { .. } => "End the day later, or shorten the exercise.",
        Clash::LongDay { .. } => "End the day later, or shorten breaks.",
        Clash::ShortLunch => "Widen the time from its earliest beginning to its latest end.",
        Clash::AssessorTime { .. } => "Bring another assessor, or end the day later.",
        Clash::RoomTime { .. } => "Fit another room for it, or end the day later.",
        Clash::PlayerTime { .. } => "Bring another role player, or end the day later.",
        Clash::NoDesk => "Say how many desks there are.",
        Clash::Nothing => "Add candidates, and a design with exercises.",
    }
}

/// What a demand asks of a plan.
pub fn demand(called: &Called, problem: &Problem, demand: Demand) -> String {
    let text = match demand {
        Demand::DayEnds => {
            return format!("Everything has ended by {}.", called.at(problem.horizon));
        }
        Demand::Distinct => {
            return format!("Each candidate is seen by {} or more.", assessors(problem.distinct));
        }
        Demand::SamePair => {
            let times = count(problem.same_pair, "time", "times");
            return format!("The same assessor sees a candidate at most {times}.");
        }
        Demand::Gap => {
            return format!("Candidates have {} between exercises.", lasts(problem.gap));
        }
        Demand::Desks => {
            let desks = count(problem.desks.unwrap_or(0), "desk", "desks");
            return format!("Candidates prepare and write at {desks}.");
        }
        Demand::KeptApart => "Those who must not meet do not meet.",
        Demand::GroupPanel => "An assessor watches only a few of a group.",
        Demand::Certified => "Assessors rate where they are certified.",
        Demand::CandidateLunch => "Candidates have lunch in the hours for it.",
        Demand::AssessorLunch => "Assessors have lunch in the hours for it.",
        Demand::CandidateHours => "Candidates come and leave at their hours.",
        Demand::AssessorHours => "Assessors come and leave at their hours.",
        Demand::OtherHours => "Role players and rooms have their hours.",
        Demand::Rooms => "Each session has a room that is fitted for it.",
        Demand::StepFree => "Those who need it have a way without steps.",
        Demand::Players => "Each session has its role players.",
        Demand::Events => "All candidates are at the events between exercises.",
        Demand::Pins => "Pinned sessions stay where they are.",
    };
    text.to_owned()
}

/// That there is no plan, where that is proved, or that none was found.
pub fn no_plan(proved: bool) -> &'static str {
    if proved {
        "There is no plan in which every rule holds."
    } else {
        "No plan was found in which every rule holds."
    }
}

/// What is said above demands that clash: that counting proves it, or that no plan was found.
pub fn cannot_all_hold(proved: bool) -> &'static str {
    if proved {
        "These cannot all hold:"
    } else {
        "No plan was found in which all of these hold, and one was found without any one of them:"
    }
}

/// What would lead to a plan, as something to do, and what that plan would be like.
pub fn way(called: &Called, problem: &Problem, way: Way, measures: &Measures) -> String {
    format!(
        "{}: then everything ends at {}, and the last candidate leaves their last exercise at {}.",
        way_act(called, problem, way),
        called.at(measures.ends),
        called.at(measures.last_candidate)
    )
}

fn way_act(called: &Called, problem: &Problem, way: Way) -> String {
    match way {
        Way::Drop(demand) => let_go(demand).to_owned(),
        Way::EndLater(minutes) => {
            let until = called.at(problem.horizon + minutes);
            format!("Let the day end {} later, at {until}", lasts(minutes))
        }
        Way::Assessors(many) => {
            format!("Bring {} more, certified for everything", assessors(many))
        }
        Way::Rooms(many) => format!("Use {} more", count(many, "room", "rooms")),
        Way::Players(many) => {
            format!("Bring {} more", count(many, "role player", "role players"))
        }
    }
}

fn let_go(demand: Demand) -> &'static str {
    match demand {
        Demand::DayEnds => "Let the day end later",
        Demand::KeptApart => "Let those meet who are kept apart",
        Demand::Distinct => "Let fewer assessors see each candidate",
        Demand::SamePair => "Let an assessor see the same candidate more often",
        Demand::GroupPanel => "Let assessors watch more of a group",
        Demand::Certified => "Let assessors rate where they are not certified",
        Demand::CandidateLunch => "Give candidates no lunch of their own",
        Demand::AssessorLunch => "Give assessors no lunch of their own",
        Demand::CandidateHours => "Ask candidates to be there all day",
        Demand::AssessorHours => "Ask assessors to be there all day",
        Demand::OtherHours => "Have role players and rooms all day",
        Demand::Rooms => "Hold sessions in other rooms than those listed",
        Demand::StepFree => "Find rooms without steps for everything",
        Demand::Players => "Hold sessions without role players",
        Demand::Desks => "Give a desk to everybody at once",
        Demand::Gap => "Leave no time between exercises",
        Demand::Events => "Leave out the events between exercises",
        Demand::Pins => "Unpin what is pinned",
    }
}

#[cfg(test)]
mod tests {
    use super::super::breach;
    use super::*;
    use crate::timetable::rules::Breach;

    fn called() -> Called {
        let origin = "2026-11-24T09:00:00Z".parse().unwrap();
        let names = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        Called {
            candidates: names(&["C01 Amara Okafor", "C02 李明"]),
            codes: names(&["C01", "C02"]),
            assessors: names(&["Ruth Blake"]),
            players: names(&["Tom Hale"]),
            rooms: names(&["Room 4"]),
            exercises: names(&["In-tray", "Role play"]),
            preps: Vec::new(),
            origin: Some((origin, TimeZone::UTC)),
        }
    }

    fn plan() -> Plan {
        let seat =
            |candidate| crate::timetable::Seat { candidate, raters: vec![0], markings: Vec::new() };
        let session = crate::timetable::Session {
            exercise: 1,
            run: 90,
            seats: vec![seat(0), seat(1)],
            panel: vec![0],
            players: Vec::new(),
            room: None,
        };
        Plan { sessions: vec![session], ..Plan::default() }
    }

    #[test]
    fn a_breach_says_who_what_when_and_what_to_do() {
        let say = |found| breach(&called(), &plan(), &found);
        assert_eq!(
            say(Breach::Conflict { candidate: 1, assessor: 0, session: 0 }),
            "C02 李明 and Ruth Blake are kept apart, and meet in Role play at 10:30 (C01 C02). \
             Give the session another assessor."
        );
        assert_eq!(
            say(Breach::CandidateBusy { candidate: 0, spans: ((0, 60), (30, 90)) }),
            "C01 Amara Okafor would be in two places at once: 09:00–10:00 and 09:30–10:30. Move \
             one of the two."
        );
        let fed = Plan { candidate_lunches: vec![Some(60)], ..plan() };
        assert_eq!(
            breach(
                &called(),
                &fed,
                &Breach::CandidateBusy { candidate: 0, spans: ((0, 58), (60, 105)) }
            ),
            "C01 Amara Okafor has too little time between 09:00–09:58 and lunch at 10:00–10:45. \
             Move one of the two."
        );
        assert_eq!(
            say(Breach::PlayerBusy { player: 0, spans: ((0, 60), (60, 90)) }),
            "Tom Hale has too little time between 09:00–10:00 and 10:00–10:30. Move one of the two."
        );
        assert_eq!(
            say(Breach::OutsideTheDay { who: Who::Candidate(0), span: (555, 600) }),
            "C01 Amara Okafor would end at 19:00, after the day does. Move it into the day, or \
             lengthen the day."
        );
        assert_eq!(
            say(Breach::OutsideTheDay { who: Who::Assessor(0), span: (-5, 40) }),
            "Ruth Blake would begin at 08:55, before the day does. Move it into the day, or \
             lengthen the day."
        );
    }

    #[test]
    fn a_clash_counts_in_words_and_names_by_ids_do_without_a_clock() {
        let few = Clash::FewTrained { exercise: 0, needed: 2, there: 1 };
        assert_eq!(
            clash(&called(), &few),
            "In-tray takes 2 assessors at once, and there is 1 who may rate in it. Bring another \
             assessor, or certify one more for it."
        );
        let short = |exercises| Clash::AssessorTime { exercises, needs: 240, there: 200 };
        assert_eq!(
            clash(&called(), &short(vec![0])),
            "Those who may rate in In-tray have 4 h to do in all, and 3 h 20 min of time. Bring \
             another assessor, or end the day later."
        );
        assert_eq!(
            clash(&called(), &short(vec![0, 1])),
            "Assessors have 4 h to do in all, and 3 h 20 min of time. Bring another assessor, or \
             end the day later."
        );
        let ids = Called::by_ids(vec!["P1".into()], Vec::new(), vec!["RP".into()]);
        let none = Clash::NoPlayer { exercise: 0, needed: 1, there: 0 };
        assert_eq!(
            clash(&ids, &none),
            "RP takes 1 role player, and there is none for it. Bring another role player, or let \
             one more play in it."
        );
        assert_eq!(ids.at(95), "minute 95");
        assert_eq!(ids.room(2), "room 3");
    }

    #[test]
    fn a_way_says_what_it_buys() {
        let problem = Problem { horizon: 480, ..Problem::default() };
        let measures = Measures { ends: 500, last_candidate: 450, ..Measures::default() };
        assert_eq!(
            way(&called(), &problem, Way::EndLater(30), &measures),
            "Let the day end 30 min later, at 17:30: then everything ends at 17:20, and the last \
             candidate leaves their last exercise at 16:30."
        );
    }
}
