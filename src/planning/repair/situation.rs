//! Where everything stands when something has happened: what has begun, what is to come, and what
//! must hold from now on.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Cannot, Following, Happening};
use crate::centre::{Centre, Change, Session};
use crate::ids::SessionId;
use crate::people::{self, AssessorFact, Hours, RolePlayerFact, RoomFact};
use crate::planning::pose::pose_listed;
use crate::planning::{
    Person, Posed,
    read::{self, read},
    times,
};
use crate::time::shifted;
use crate::timetable::repair::{self, Standing};
use crate::timetable::{Minute, Plan, Problem, Who};

/// Where everything stands.
pub(super) struct Situation<'a> {
    pub(super) centre: &'a Centre,
    zone: &'a TimeZone,
    pub(super) now: Timestamp,
    pub(super) posed: Posed,
    /// What has begun where it truly is, and the rest as planned or as it was decided.
    pub(super) plan: Plan,
    /// What had to hold, and the plan, before anything happened.
    pub(super) before: (Problem, Plan),
    /// Which session each of the plan is.
    pub(super) ids: Vec<SessionId>,
    pub(super) standing: Vec<Standing>,
    /// Those whom it concerns anyway.
    pub(super) concerned: Vec<repair::Person>,
    /// Candidates who do not come.
    pub(super) absent: BTreeSet<usize>,
    /// What has to be written down about people and rooms.
    pub(super) facts: Vec<Change>,
    /// Sessions that are held again.
    pub(super) again: Vec<(usize, String)>,
    /// Sessions that are called off.
    pub(super) off: Vec<(usize, String)>,
}

impl<'a> Situation<'a> {
    pub(super) fn of(centre: &'a Centre, zone: &'a TimeZone, now: Timestamp) -> Self {
        let mut posed = pose_listed(centre, zone, now);
        posed.problem.pinned.clear();
        let planned = read(centre, &posed);
        let ids = read::ids(centre, &posed);
        let mut situation = Self {
            before: (posed.problem.clone(), planned.clone()),
            centre,
            zone,
            now,
            posed,
            plan: planned,
            standing: Vec::new(),
            ids,
            concerned: Vec::new(),
            absent: BTreeSet::new(),
            facts: Vec::new(),
            again: Vec::new(),
            off: Vec::new(),
        };
        for place in 0..situation.ids.len() {
            situation.stand(place);
        }
        situation
    }

    pub(super) fn now_minute(&self) -> Minute {
        let minute = self.posed.minute(self.now);
        if self.posed.moment(minute) < self.now { minute + 1 } else { minute }
    }

    pub(super) fn session(&self, place: usize) -> Option<&'a Session> {
        self.centre.sessions.get(self.ids.get(place)?)
    }

    fn place(&self, session: SessionId) -> Result<usize, Cannot> {
        let known = self.centre.sessions.get(&session).ok_or(Cannot::NoSuchSession)?;
        if known.called_off.is_some() {
            return Err(Cannot::NoSuchSession);
        }
        self.ids.iter().position(|id| *id == session).ok_or(Cannot::NoTime(session))
    }

    /// What has begun is where its clock says, and stays; so does what is pinned, what was to have
    /// begun, and what somebody has begun to write about.
    fn stand(&mut self, place: usize) {
        let Some(session) = self.session(place) else { return };
        let begins = session.planned.unwrap_or(self.now);
        let written = !session.notes.is_empty()
            || self.centre.marksheets.keys().any(|sheet| sheet.session == session.id);
        let standing = if session.clock.has_begun() {
            self.be_true(place, SignedDuration::ZERO);
            if written { Standing::Stays } else { Standing::Written }
        } else if session.pinned || begins < self.now || written {
            Standing::Stays
        } else {
            Standing::Free
        };
        self.standing.push(standing);
    }

    /// Puts a session that has begun where its clock says, so much later.
    fn be_true(&mut self, place: usize, later: SignedDuration) {
        let Some(session) = self.session(place) else { return };
        let Some(mut times) = times::by_clock(self.centre, session, self.now) else { return };
        let ended = shifted(times.ended, later);
        let minute = self.posed.minute(ended);
        let up = minute + Minute::from(self.posed.moment(minute) < ended);
        let by = self.posed.moment(up).duration_since(times.ended);
        for at in [&mut times.begins, &mut times.run, &mut times.ended, &mut times.written] {
            *at = shifted(*at, by);
        }
        let held = read::at(self.centre, &self.posed, session, times);
        if let (Some(own), Some(held)) = (self.plan.sessions.get_mut(place), held) {
            *own = held;
        }
    }

    /// What was to have begun and cannot, since something that runs is in its way, may be moved.
    pub(super) fn let_go_of_the_late(&mut self) {
        let running = |place: &usize| {
            self.session(*place)
                .is_some_and(|one| one.clock.has_begun() && one.clock.finished.is_none())
        };
        let running: Vec<usize> = (0..self.ids.len()).filter(running).collect();
        let late: Vec<usize> = (0..self.ids.len())
            .filter(|place| self.is_overdue(*place) && self.is_within_its_time(*place))
            .filter(|place| running.iter().any(|other| self.clash(*place, *other)))
            .collect();
        for place in late {
            self.free(place);
        }
    }

    /// Whether it was to have begun today and has not, however long ago: it is still to be held.
    fn is_overdue(&self, place: usize) -> bool {
        let date = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).date();
        let earlier_today = |at: Timestamp| at < self.now && date(at) == date(self.now);
        self.session(place).is_some_and(|session| {
            !session.clock.has_begun()
                && !session.pinned
                && session.planned.is_some_and(earlier_today)
        })
    }

    /// Whether it could be going on now, as planned.
    fn is_within_its_time(&self, place: usize) -> bool {
        let times = self.session(place).and_then(|one| times::of_session(self.centre, one));
        times.is_some_and(|times| times.written > self.now)
    }

    /// Whether the first begins before the second, which runs, has let its room and people go.
    fn clash(&self, place: usize, running: usize) -> bool {
        let (Some(one), Some(other)) = (self.session(place), self.session(running)) else {
            return false;
        };
        let truly =
            self.plan.sessions.get(running).map_or(0, |session| session.run + self.run_of(session));
        let begins = self.plan.sessions.get(place).map_or(0, |session| session.run);
        let shared = (!one.room.is_empty() && one.room == other.room)
            || one.seats.iter().any(|seat| other.has_candidate(seat.candidate))
            || one.assessors().iter().any(|known| other.has_assessor(*known))
            || one.players.iter().any(|known| other.has_player(*known));
        shared && begins < truly
    }

    fn run_of(&self, session: &crate::timetable::Session) -> Minute {
        let lengths = session.seats.iter();
        let lengths =
            lengths.map(|seat| self.posed.problem.lengths(seat.candidate, session.exercise).1);
        let own = self.posed.problem.exercises.get(session.exercise).map_or(0, |known| known.run);
        lengths.max().unwrap_or(own)
    }

    /// A session that has not begun may be moved, also when it was to have begun.
    fn free(&mut self, place: usize) {
        let pinned = self.session(place).is_none_or(|one| one.pinned || one.clock.has_begun());
        if let Some(standing) = self.standing.get_mut(place).filter(|_| !pinned) {
            *standing = Standing::Free;
        }
    }

    pub(super) fn set(&mut self, place: usize, standing: Standing) {
        if let Some(own) = self.standing.get_mut(place) {
            *own = standing;
        }
    }

    /// What was to have begun is free where the happening is about it; what could not even be held
    /// from now on, since somebody or something is gone from a moment on, needs another place.
    fn free_overdue(&mut self, from: Timestamp, about: impl Fn(&Session) -> bool) {
        let overdue: Vec<usize> = (0..self.ids.len())
            .filter(|place| self.is_overdue(*place))
            .filter(|place| self.session(*place).is_some_and(&about))
            .collect();
        for place in overdue {
            let times = self.session(place).and_then(|one| times::of_session(self.centre, one));
            let long = times.map(|times| times.ended.duration_since(times.begins));
            let too_late = long.is_some_and(|long| shifted(self.now, long) > from);
            if too_late && !self.is_within_its_time(place) {
                self.set(place, Standing::Homeless);
            } else {
                self.free(place);
            }
        }
    }

    /// Takes in something that has happened.
    pub(super) fn take_in(&mut self, happening: &Happening) -> Result<(), Cannot> {
        match happening {
            Happening::Late { candidate, until } => {
                let Some(place) = self.posed.candidates.iter().position(|one| one == candidate)
                else {
                    return Ok(());
                };
                self.concerned.push(repair::Person::Candidate(place));
                self.gone(Who::Candidate(place), self.posed.origin.min(self.now), Some(*until));
                self.free_overdue(self.now, |session| session.has_candidate(*candidate));
                self.note_late(*candidate, *until);
            }
            Happening::Absent { candidate } => {
                self.absent(*candidate);
                self.note_absent(*candidate);
            }
            Happening::RoomLost { room, from, until } => {
                let place = self.posed.rooms.iter().position(|known| known == room);
                if let Some(place) = place {
                    self.gone(Who::Room(place), *from, *until);
                }
                self.free_overdue(*from, |session| session.room == *room);
                let known = self.centre.people.rooms().into_iter().find(|one| one.name == *room);
                let hours = known.filter(|_| until.is_none()).and_then(|known| {
                    Some((known.id, self.hours(known.present, None, Some(*from))?))
                });
                self.facts.extend(hours.map(|(room, hours)| {
                    let fact = RoomFact::Present(Some(hours));
                    Change::People(people::Change::Room { room, fact })
                }));
            }
            Happening::AssessorLost { assessor, from, until } => {
                let place = self.posed.assessors.iter().position(|known| known == assessor);
                if let Some(place) = place {
                    self.concerned.push(repair::Person::Assessor(place));
                    self.gone(Who::Assessor(place), *from, *until);
                }
                self.free_overdue(*from, |session| session.has_assessor(*assessor));
                let known = self.centre.people.assessor(*assessor).filter(|_| until.is_none());
                let hours = known.and_then(|one| self.hours(one.present, None, Some(*from)));
                self.facts.extend(hours.map(|hours| {
                    let fact = AssessorFact::Present(Some(hours));
                    Change::People(people::Change::Assessor { assessor: *assessor, fact })
                }));
            }
            Happening::PlayerLost { player, from, until } => {
                let place = self.posed.players.iter().position(|known| known == player);
                if let Some(place) = place {
                    self.concerned.push(repair::Person::Player(place));
                    self.gone(Who::Player(place), *from, *until);
                }
                self.free_overdue(*from, |session| session.has_player(*player));
                let known = self.centre.people.role_player(*player).filter(|_| until.is_none());
                let hours = known.and_then(|one| self.hours(one.present, None, Some(*from)));
                self.facts.extend(hours.map(|hours| {
                    let fact = RolePlayerFact::Present(Some(hours));
                    Change::People(people::Change::RolePlayer { player: *player, fact })
                }));
            }
            Happening::OverRuns { session, minutes } => self.over_runs(*session, *minutes)?,
            Happening::Shift { what, minutes } => self.shift(what, Minute::from(*minutes))?,
            Happening::CarryOver { session } => {
                let place = self.place(*session)?;
                if self.session(place).is_some_and(|one| one.clock.has_begun()) {
                    return Err(Cannot::Begun(*session));
                }
                self.concern_all_of(place);
                self.set(place, Standing::Homeless);
            }
            Happening::ReRun { session, reason } => self.again(*session, reason)?,
            Happening::Swap { one, other } => self.swap(*one, *other)?,
        }
        Ok(())
    }

    fn gone(&mut self, who: Who, from: Timestamp, until: Option<Timestamp>) {
        let until = until.map_or(Minute::MAX / 2, |at| {
            let minute = self.posed.minute(at);
            minute + Minute::from(self.posed.moment(minute) < at)
        });
        let from = self.posed.minute(from);
        self.posed.problem.away.push((who, (from, until)));
    }

    /// The hours of somebody who comes later, or leaves earlier, than was agreed; none where they
    /// would leave before they come.
    pub(super) fn hours(
        &self,
        known: Option<Hours>,
        from: Option<Timestamp>,
        until: Option<Timestamp>,
    ) -> Option<Hours> {
        let clock = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).time();
        let frame = &self.centre.frame;
        let own = known.unwrap_or(Hours { from: frame.begins, until: frame.ends });
        let hours = Hours {
            from: from.map_or(own.from, |at| clock(at).max(own.from)),
            until: until.map_or(own.until, |at| clock(at).min(own.until)),
        };
        (hours.from < hours.until).then_some(hours)
    }

    fn over_runs(&mut self, session: SessionId, minutes: u16) -> Result<(), Cannot> {
        let place = self.place(session)?;
        let known = self.session(place).ok_or(Cannot::NoSuchSession)?;
        if !known.clock.has_begun() {
            return Err(Cannot::NotBegun(session));
        }
        if known.clock.finished.is_some() {
            return Err(Cannot::Ended(session));
        }
        self.be_true(place, SignedDuration::from_mins(i64::from(minutes)));
        self.concern_all_of(place);
        Ok(())
    }

    fn shift(&mut self, what: &Following, minutes: Minute) -> Result<(), Cannot> {
        let after = match what {
            Following::Session(session) => {
                let place = self.place(*session)?;
                self.before.1.sessions.get(place).map(|known| (place, known.run))
            }
            Following::Room(_) | Following::Everything => None,
        };
        let follows = |place: usize| {
            let Some(session) = self.session(place) else { return false };
            let later = self.before.1.sessions.get(place).map_or(0, |known| known.run);
            let same = match (what, after) {
                (Following::Session(_), Some((first, run))) => {
                    let first = self.session(first);
                    later > run && first.is_some_and(|first| follows(first, session))
                }
                (Following::Room(room), _) => session.room == *room,
                _ => true,
            };
            same && !session.clock.has_begun()
                && !session.pinned
                && (session.planned.is_some_and(|at| at >= self.now) || self.is_overdue(place))
        };
        let shifted: Vec<usize> = (0..self.ids.len()).filter(|place| follows(*place)).collect();
        for place in shifted {
            self.concern_all_of(place);
            self.set(place, Standing::Stays);
            if let Some(session) = self.plan.sessions.get_mut(place) {
                session.run += minutes;
                for marking in session.seats.iter_mut().flat_map(|seat| &mut seat.markings) {
                    *marking += minutes;
                }
            }
        }
        Ok(())
    }

    fn again(&mut self, session: SessionId, reason: &str) -> Result<(), Cannot> {
        let place = self.place(session)?;
        let known = self.session(place).ok_or(Cannot::NoSuchSession)?;
        if !known.clock.has_begun() {
            return Err(Cannot::NotBegun(session));
        }
        if reason.trim().is_empty() {
            return Err(Cannot::NoReason);
        }
        let submitted = self
            .centre
            .marksheets
            .iter()
            .any(|(sheet, own)| sheet.session == session && own.is_submitted());
        if submitted {
            return Err(Cannot::Submitted(session));
        }
        if let Some(own) = self.plan.sessions.get_mut(place)
            && let Some(planned) = self.before.1.sessions.get(place)
        {
            own.clone_from(planned);
        }
        self.concern_all_of(place);
        self.set(place, Standing::Homeless);
        self.again.push((place, reason.trim().to_owned()));
        Ok(())
    }

    fn swap(&mut self, one: SessionId, other: SessionId) -> Result<(), Cannot> {
        let (first, second) = (self.place(one)?, self.place(other)?);
        for (place, id) in [(first, one), (second, other)] {
            if self.session(place).is_some_and(|known| known.clock.has_begun()) {
                return Err(Cannot::Begun(id));
            }
        }
        let both =
            self.plan.sessions.get(first).cloned().zip(self.plan.sessions.get(second).cloned());
        let Some((mut a, mut b)) = both.filter(|_| first != second) else {
            return Err(Cannot::NoSwap);
        };
        let same = a.exercise == b.exercise && a.seats.len() == b.seats.len();
        std::mem::swap(&mut a.run, &mut b.run);
        if same {
            // Only the candidates change places.
            std::mem::swap(&mut a.room, &mut b.room);
            std::mem::swap(&mut a.panel, &mut b.panel);
            std::mem::swap(&mut a.players, &mut b.players);
            for (seat, theirs) in a.seats.iter_mut().zip(&mut b.seats) {
                std::mem::swap(&mut seat.raters, &mut theirs.raters);
                std::mem::swap(&mut seat.markings, &mut theirs.markings);
            }
        }
        for (place, new) in [(first, a), (second, b)] {
            self.concern_all_of(place);
            self.set(place, Standing::Stays);
            if let Some(own) = self.plan.sessions.get_mut(place) {
                *own = new;
            }
        }
        Ok(())
    }

    /// Those in a session are concerned, whatever is done.
    pub(super) fn concern_all_of(&mut self, place: usize) {
        let Some(session) = self.before.1.sessions.get(place) else { return };
        let raters = session.seats.iter().flat_map(|seat| &seat.raters);
        self.concerned.extend(
            session
                .seats
                .iter()
                .map(|seat| repair::Person::Candidate(seat.candidate))
                .chain(session.panel.iter().chain(raters).map(|one| repair::Person::Assessor(*one)))
                .chain(session.players.iter().map(|one| repair::Person::Player(*one))),
        );
    }

    /// The plan without what is called off.
    pub(super) fn held(&self, plan: &Plan) -> Plan {
        let sessions = plan.sessions.iter().zip(&self.standing);
        let held = sessions.filter(|(_, standing)| **standing != Standing::Gone);
        Plan { sessions: held.map(|(session, _)| session.clone()).collect(), ..plan.clone() }
    }

    /// Which session each of the plan is, without what is called off; none is one that is held again.
    pub(super) fn held_ids(&self, plan: &Plan) -> Vec<Option<SessionId>> {
        let again = |place: &usize| self.again.iter().any(|(known, _)| known == place);
        let held = (0..plan.sessions.len())
            .filter(|place| self.standing.get(*place).is_none_or(|own| *own != Standing::Gone));
        held.map(|place| self.ids.get(place).copied().filter(|_| !again(&place))).collect()
    }

    pub(super) fn person(&self, person: repair::Person) -> Option<Person> {
        Some(match person {
            repair::Person::Candidate(at) => Person::Candidate(*self.posed.candidates.get(at)?),
            repair::Person::Assessor(at) => Person::Assessor(*self.posed.assessors.get(at)?),
            repair::Person::Player(at) => Person::RolePlayer(*self.posed.players.get(at)?),
        })
    }

    /// Everybody who has something to do in the plan.
    pub(super) fn busy(&self, plan: &Plan) -> BTreeSet<Person> {
        let mut all = BTreeSet::new();
        for session in &plan.sessions {
            let raters = session.seats.iter().flat_map(|seat| &seat.raters);
            let people = session
                .seats
                .iter()
                .map(|seat| repair::Person::Candidate(seat.candidate))
                .chain(session.panel.iter().chain(raters).map(|one| repair::Person::Assessor(*one)))
                .chain(session.players.iter().map(|one| repair::Person::Player(*one)));
            all.extend(people.filter_map(|one| self.person(one)));
        }
        all
    }
}

/// Whether a session comes after another in its room, or for its people where it has none.
fn follows(first: &Session, then: &Session) -> bool {
    if first.room.is_empty() {
        first.seats.iter().any(|seat| then.has_candidate(seat.candidate))
    } else {
        first.room == then.room
    }
}
