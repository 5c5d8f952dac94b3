//! From a centre to a timetable and back: what the facilitator names is what the plan has to fit,
//! and what the plan says is what the centre then holds.

use std::sync::Arc;

use bellwether::centre::{Act, Author, Change, Record, clocks, frame, sessions};
use bellwether::ids::{
    AssessorId, CandidateId, CentreId, DeviceId, EntryId, Origin, RolePlayerId, RoomId,
};
use bellwether::people::{self, Adjustment, CandidateFact, Grant, Hours, Relation, RoomFact};
use bellwether::planning::differences::Otherwise;
use bellwether::planning::{Agenda, Person, Staffing, What, adopt, differences, pose, read, times};
use bellwether::scenario::rules::{Rule, RuleSetting, Strictness};
use bellwether::scenario::{PhaseKind, Scenario, library};
use bellwether::time::{Length, Now};
use bellwether::timetable::rules::{self, Breach};
use bellwether::timetable::solve::Solver;
use jiff::Timestamp;
use jiff::civil::{Time, date};
use jiff::tz::TimeZone;

fn bundled(id: &str) -> Scenario {
    library::bundled().into_iter().find(|known| known.id.as_str() == id).unwrap()
}

fn clock(hour: i8, minute: i8) -> Time {
    Time::constant(hour, minute, 0, 0)
}

fn morning() -> Timestamp {
    "2026-11-24T06:00:00Z".parse().unwrap()
}

/// A centre on one day, made by acts like any other.
struct Day {
    record: Record,
    candidates: Vec<CandidateId>,
    assessors: Vec<AssessorId>,
    players: Vec<RolePlayerId>,
    rooms: Vec<RoomId>,
}

impl Day {
    fn of(scenario: Scenario, candidates: u16, assessors: u16, players: u16, rooms: u16) -> Self {
        let mut day = Self {
            record: Record::new(CentreId(7), Arc::new(scenario)),
            candidates: Vec::new(),
            assessors: Vec::new(),
            players: Vec::new(),
            rooms: Vec::new(),
        };
        let add = |count: u16, make: &dyn Fn(u16) -> people::Change| -> Vec<Change> {
            (1..=count).map(|number| Change::People(make(number))).collect()
        };
        day.act(vec![Change::Details(bellwether::centre::details::Change::HeldOn(date(
            2026, 11, 24,
        )))]);
        let made = day.act(add(candidates, &|number| people::Change::AddCandidate {
            code: format!("C{number:02}"),
            name: String::new(),
        }));
        day.candidates = (0..candidates).map(|place| CandidateId(at(made, place))).collect();
        let name = |kind: &str, number: u16| format!("{kind} {number}");
        let made = day.act(add(assessors, &|number| people::Change::AddAssessor {
            name: name("Assessor", number),
        }));
        day.assessors = (0..assessors).map(|place| AssessorId(at(made, place))).collect();
        let made = day.act(add(players, &|number| people::Change::AddRolePlayer {
            name: name("Player", number),
        }));
        day.players = (0..players).map(|place| RolePlayerId(at(made, place))).collect();
        let made =
            day.act(add(rooms, &|number| people::Change::AddRoom { name: name("Room", number) }));
        day.rooms = (0..rooms).map(|place| RoomId(at(made, place))).collect();
        day
    }

    fn act(&mut self, changes: Vec<Change>) -> EntryId {
        self.record.check(&changes).unwrap();
        let device = DeviceId { installation: 1, session: 1 };
        let act = Act::Do(changes);
        let entry = self.record.next_entry(device, Author::Facilitator, Now::at(morning()), act);
        let id = entry.id;
        self.record.add(entry);
        id
    }

    fn people(&mut self, change: people::Change) {
        self.act(vec![Change::People(change)]);
    }

    fn frame(&mut self, change: frame::Change) {
        self.act(vec![Change::Frame(change)]);
    }

    fn posed(&self) -> bellwether::planning::Posed {
        pose(self.record.centre(), &TimeZone::UTC, morning())
    }

    /// Finds a plan and makes it the centre's.
    fn plan(&mut self) {
        let posed = self.posed();
        let mut solver = Solver::new(&posed.problem, 3);
        for round in 0..10 {
            solver.round(f64::from(round) / 10.0);
        }
        let Some((_, plan)) = solver.best() else {
            panic!(
                "no plan: {:?} {:?}",
                bellwether::timetable::bound::clashes(&posed.problem),
                solver.refused()
            )
        };
        let changes = adopt(self.record.centre(), &posed, &plan);
        self.act(changes);
    }

    fn breaches(&self) -> Vec<Breach> {
        let posed = self.posed();
        rules::check(&posed.problem, &read(self.record.centre(), &posed))
    }

    fn agenda(&self) -> Agenda {
        Agenda::of(self.record.centre(), &TimeZone::UTC, morning())
    }
}

fn at(entry: EntryId, place: u16) -> Origin {
    Origin { entry, place }
}

#[test]
fn every_bundled_scenario_gets_a_timetable_in_which_every_rule_holds() {
    for (id, candidates, assessors, players, rooms) in [
        ("leading-and-managing", 12, 7, 3, 6),
        ("feedback-conversation", 6, 4, 2, 4),
        ("executive-coaching", 4, 4, 3, 3),
        ("inclusive-leadership", 6, 4, 2, 3),
        ("regulated-leadership", 6, 5, 2, 4),
        ("leading-change", 6, 5, 4, 4),
        ("graduate-day", 12, 7, 3, 6),
        ("recruit-carousel", 20, 9, 5, 8),
    ] {
        let mut day = Day::of(bundled(id), candidates, assessors, players, rooms);
        day.frame(frame::Change::Ends(clock(19, 0)));
        day.plan();
        assert_eq!(day.breaches(), [], "{id}");
        let planned = day.record.centre().planned_sessions();
        assert!(planned.iter().all(|session| session.planned.is_some()), "{id}");
    }
}

#[test]
fn adopting_the_same_plan_again_changes_nothing() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 2, 4);
    day.plan();
    let posed = day.posed();
    let plan = read(day.record.centre(), &posed);
    assert_eq!(adopt(day.record.centre(), &posed, &plan), []);
}

#[test]
fn another_plan_moves_sessions_and_keeps_them_the_same_sessions() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 2, 4);
    day.plan();
    let before: Vec<_> = day.record.centre().sessions.keys().copied().collect();
    day.frame(frame::Change::Begins(clock(8, 0)));
    day.plan();
    let after: Vec<_> = day.record.centre().sessions.keys().copied().collect();
    assert_eq!(before, after);
    assert_eq!(day.breaches(), []);
}

#[test]
fn what_is_pinned_or_has_begun_stays_where_it_is() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 2, 4);
    day.plan();
    let sessions: Vec<_> = day.record.centre().planned_sessions().into_iter().cloned().collect();
    let (pinned, begun) = (sessions[3].id, sessions[0].id);
    day.act(vec![Change::Session(sessions::Change::Pin { session: pinned, pinned: true })]);
    day.act(vec![Change::Clock(clocks::Change::Start { session: begun })]);
    // Two who were to meet in a session that can be moved must not meet after all.
    let (candidate, assessor) = sessions
        .iter()
        .map(|session| (session.seats[0].candidate, session.assessors()[0]))
        .find(|(candidate, assessor)| {
            let settled = [&sessions[3], &sessions[0]];
            !settled.iter().any(|one| one.has_candidate(*candidate) && one.has_assessor(*assessor))
        })
        .unwrap();
    let because = Relation::Declared;
    day.people(people::Change::KeepApart { candidate, assessor, because });
    day.plan();
    assert_eq!(day.breaches(), []);
    let centre = day.record.centre();
    for session in [pinned, begun] {
        let before = sessions.iter().find(|known| known.id == session).unwrap();
        let after = &centre.sessions[&session];
        assert_eq!((after.planned, &after.seats), (before.planned, &before.seats));
        assert_eq!((&after.room, &after.players), (&before.room, &before.players));
    }
}

#[test]
fn a2_those_who_know_each_other_do_not_meet() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 6, 2, 4);
    let apart = [(0, 0), (0, 1), (3, 4)];
    for (candidate, assessor) in apart {
        day.people(people::Change::KeepApart {
            candidate: day.candidates[candidate],
            assessor: day.assessors[assessor],
            because: Relation::Manages,
        });
    }
    day.plan();
    for session in day.record.centre().planned_sessions() {
        for (candidate, assessor) in apart {
            let both = session.has_candidate(day.candidates[candidate])
                && session.has_assessor(day.assessors[assessor]);
            assert!(!both, "{session:?}");
        }
    }
    day.people(people::Change::LetMeet {
        candidate: day.candidates[0],
        assessor: day.assessors[0],
    });
    assert_eq!(day.record.centre().people.kept_apart().count(), 2);
}

#[test]
fn t3_adjusted_time_is_planned_for_that_person_and_that_phase() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 2, 4);
    let scenario = Arc::clone(&day.record.centre().scenario);
    let tray = scenario.exercises.iter().find(|known| times::is_desk(known)).unwrap();
    let usual = times::parts(tray, |phase| phase.length).run;
    let grant = |grant| Adjustment {
        exercise: Some(tray.id.clone()),
        phase: Some(PhaseKind::Run),
        grant,
        approved_by: "Facilitator".into(),
        reason: "kept apart".into(),
    };
    day.people(people::Change::Candidate {
        candidate: day.candidates[2],
        fact: CandidateFact::Adjustments(vec![grant(Grant::Percent(25)), grant(Grant::Rest(10))]),
    });
    day.plan();
    assert_eq!(day.breaches(), []);
    let agenda = day.agenda();
    for (place, id) in day.candidates.iter().enumerate() {
        let desk =
            agenda.appointments(&Person::Candidate(*id)).iter().find(|a| a.what == What::Desk);
        let length = desk.map(|desk| desk.until.duration_since(desk.from)).unwrap();
        let wanted =
            if place == 2 { usual.with_extra_percent(25).plus(Length::minutes(10)) } else { usual };
        assert_eq!(length, wanted.as_duration(), "C{:02}", place + 1);
    }
}

#[test]
fn people_and_rooms_are_used_only_in_their_hours() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 5, 2, 4);
    let leaves = Hours { from: clock(8, 0), until: clock(12, 30) };
    let comes = Hours { from: clock(10, 0), until: clock(18, 0) };
    day.people(people::Change::Assessor {
        assessor: day.assessors[1],
        fact: people::AssessorFact::Present(Some(leaves)),
    });
    day.people(people::Change::Room { room: day.rooms[0], fact: RoomFact::Present(Some(comes)) });
    day.plan();
    assert_eq!(day.breaches(), []);
    let agenda = day.agenda();
    let noon: Timestamp = "2026-11-24T12:30:00Z".parse().unwrap();
    let ten: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    let own = agenda.appointments(&Person::Assessor(day.assessors[1]));
    let work = own.iter().filter(|one| !matches!(one.what, What::Lunch | What::WashUp));
    assert!(work.into_iter().all(|one| one.until <= noon), "{own:?}");
    let room = agenda.appointments(&Person::Room("Room 1".into()));
    assert!(room.iter().all(|one| one.from >= ten), "{room:?}");
}

#[test]
fn nobody_has_two_appointments_at_once_and_the_panel_meets_last() {
    let mut day = Day::of(bundled("graduate-day"), 12, 7, 3, 6);
    let tour = day
        .record
        .centre()
        .scenario
        .events
        .iter()
        .find(|event| event.when == bellwether::scenario::running::Moment::Between);
    let event = tour.unwrap().id.clone();
    day.frame(frame::Change::Event { event, at: Some(clock(14, 30)) });
    day.frame(frame::Change::Ends(clock(19, 0)));
    day.plan();
    let agenda = day.agenda();
    for (person, appointments) in &agenda.people {
        for pair in appointments.windows(2) {
            assert!(pair[0].until <= pair[1].from, "{person:?} {pair:?}");
        }
        let meets = appointments.last().is_some_and(|last| last.what == What::WashUp);
        assert_eq!(meets, matches!(person, Person::Assessor(_)), "{person:?}");
    }
    let candidate = agenda.appointments(&Person::Candidate(day.candidates[0]));
    let titles: Vec<_> = candidate
        .iter()
        .filter_map(
            |one| if let What::Event(title) = &one.what { Some(title.as_str()) } else { None },
        )
        .collect();
    assert_eq!(titles, ["Welcome", "Reading the background", "Tour of the site", "Good-bye"]);
    assert_eq!(candidate.iter().filter(|one| one.what == What::Lunch).count(), 1);
}

#[test]
fn a_carousel_leads_everybody_round_in_step() {
    let mut day = Day::of(bundled("recruit-carousel"), 20, 9, 5, 8);
    day.frame(frame::Change::Ends(clock(19, 0)));
    day.plan();
    let centre = day.record.centre();
    let mut begins: Vec<_> =
        centre.planned_sessions().iter().filter_map(|session| session.planned).collect();
    assert_eq!(begins.len(), 20 * 8);
    begins.sort_unstable();
    begins.dedup();
    let apart: Vec<i64> =
        begins.windows(2).map(|pair| pair[1].duration_since(pair[0]).as_mins()).collect();
    assert!(apart.iter().all(|minutes| *minutes >= 16), "{apart:?}");
    // One who is moved by ten minutes is out of step.
    let session = centre.planned_sessions()[30].clone();
    let later = session.planned.unwrap() + jiff::SignedDuration::from_mins(10);
    day.act(vec![Change::Session(sessions::Change::Move {
        session: session.id,
        room: session.room.clone(),
        planned: Some(later),
    })]);
    let found = day.breaches();
    assert!(found.iter().any(|breach| matches!(breach, Breach::OutOfStep { .. })), "{found:?}");
}

#[test]
fn a_carousel_that_two_must_not_share_puts_them_on_different_rounds_or_says_so() {
    let mut day = Day::of(bundled("recruit-carousel"), 20, 10, 5, 8);
    for candidate in [0, 11] {
        day.people(people::Change::KeepApart {
            candidate: day.candidates[candidate],
            assessor: day.assessors[0],
            because: Relation::Knows,
        });
    }
    day.frame(frame::Change::Ends(clock(19, 0)));
    day.plan();
    assert_eq!(day.breaches(), []);
}

#[test]
fn a_carousel_gives_the_rooms_without_steps_to_the_circuit_of_whoever_needs_them() {
    // Two circuits of eight rooms go round at once, and whoever needs them stands in either.
    for (with_steps, needs) in [(0..8, 9), (8..16, 9), (0..8, 15), (8..16, 15), (4..12, 47)] {
        let mut day = Day::of(bundled("recruit-carousel"), 48, 24, 16, 16);
        for room in with_steps {
            day.people(people::Change::Room {
                room: day.rooms[room],
                fact: RoomFact::StepFree(false),
            });
        }
        day.people(people::Change::Candidate {
            candidate: day.candidates[needs],
            fact: CandidateFact::StepFree(true),
        });
        day.frame(frame::Change::Ends(clock(19, 0)));
        day.plan();
        assert_eq!(day.breaches(), []);
    }
}

#[test]
fn those_of_a_carousel_who_need_ways_without_steps_are_spread_over_its_rounds() {
    // Eight rooms without steps are one circuit, and fourteen who need it are more than go round at once.
    let mut day = Day::of(bundled("recruit-carousel"), 48, 24, 16, 16);
    for room in 0..8 {
        let room = day.rooms[room];
        day.people(people::Change::Room { room, fact: RoomFact::StepFree(false) });
    }
    for candidate in 0..14 {
        let candidate = day.candidates[candidate];
        day.people(people::Change::Candidate { candidate, fact: CandidateFact::StepFree(true) });
    }
    day.frame(frame::Change::Ends(clock(19, 0)));
    day.plan();
    assert_eq!(day.breaches(), []);
}

#[test]
fn without_rooms_and_role_players_on_the_list_a_plan_is_made_of_the_rest() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 0, 0);
    day.plan();
    assert_eq!(day.breaches(), []);
    assert!(day.record.centre().planned_sessions().iter().all(|session| session.room.is_empty()));
}

#[test]
fn a4_there_is_an_assessor_for_at_most_three_candidates_or_it_is_said_how_many_are_lacking() {
    let lacking = |candidates, assessors| {
        let day = Day::of(bundled("leading-and-managing"), candidates, assessors, 1, 1);
        Staffing::of(day.record.centre()).map(Staffing::lacking)
    };
    assert_eq!(lacking(12, 4), Some(0), "three for each are enough");
    assert_eq!(lacking(13, 4), Some(1));
    assert_eq!(lacking(48, 5), Some(11));
    assert_eq!(lacking(12, 0), None, "nobody is named yet");

    let mut day = Day::of(bundled("leading-and-managing"), 12, 3, 1, 1);
    let said =
        |day: &Day| Staffing::of(day.record.centre()).and_then(bellwether::words::few_assessors);
    let words = "12 candidates and 3 assessors: more than 3 for each. Bring 1 assessor more.";
    assert_eq!(said(&day).as_deref(), Some(words));
    let gone = people::Change::RemoveCandidate { candidate: day.candidates[0] };
    day.people(gone);
    assert_eq!(
        said(&day).as_deref(),
        Some(&*words.replacen("12", "11", 1)),
        "who is gone counts not"
    );
}

#[test]
fn a4_the_scenario_says_how_many_candidates_an_assessor_may_have_and_may_not_look_at_it() {
    let lacking = |level, most| {
        let mut scenario = bundled("leading-and-managing");
        scenario.rules.0.insert(Rule::A4, RuleSetting { level, figures: vec![most] });
        let day = Day::of(scenario, 12, 4, 1, 1);
        Staffing::of(day.record.centre()).map(Staffing::lacking)
    };
    assert_eq!(lacking(Strictness::Warn, 2), Some(2));
    assert_eq!(lacking(Strictness::Ask, 4), Some(0));
    assert_eq!(lacking(Strictness::Off, 1), None);
}

#[test]
fn what_differs_between_two_plans_names_all_who_have_another_day_and_nobody_else() {
    let mut day = Day::of(bundled("leading-and-managing"), 6, 4, 2, 4);
    day.plan();
    let posed = day.posed();
    let before = read(day.record.centre(), &posed);
    assert_eq!(differences((&posed, &before), (&posed, &before)), []);

    // One who is alone is moved, with whoever is there.
    let place = before.sessions.iter().position(|one| one.seats.len() == 1).unwrap();
    let mut moved = before.clone();
    moved.sessions[place].run += 5;
    let session = &before.sessions[place];
    let mut who = vec![Person::Candidate(posed.candidates[session.seats[0].candidate])];
    if session.seats[0].markings.is_empty() {
        who.extend(
            session.seats[0].raters.iter().map(|one| Person::Assessor(posed.assessors[*one])),
        );
    }
    who.extend(session.players.iter().map(|one| Person::RolePlayer(posed.players[*one])));
    who.sort();
    let named = |plan| -> Vec<Person> {
        differences((&posed, &before), (&posed, plan)).into_iter().map(|one| one.who).collect()
    };
    assert_eq!(named(&moved), who);

    // Another assessor: the candidate, the one who comes and the one who goes.
    let mut handed = before.clone();
    let seat = &mut handed.sessions[place].seats[0];
    let other = (0..4).find(|one| !seat.raters.contains(one)).unwrap();
    let gone = std::mem::replace(&mut seat.raters[0], other);
    let all = differences((&posed, &before), (&posed, &handed));
    let of = |who| all.iter().find(|one| one.who == who).map(|one| one.what.as_slice());
    let comes = of(Person::Assessor(posed.assessors[other])).unwrap();
    assert!(matches!(comes, [Otherwise::Task { before: None, after: Some(_), .. }]), "{comes:?}");
    let goes = of(Person::Assessor(posed.assessors[gone])).unwrap();
    assert!(matches!(goes, [Otherwise::Task { before: Some(_), after: None, .. }]), "{goes:?}");
    assert_eq!(all.len(), 3);

    // Lunch alone.
    let mut eaten = before.clone();
    eaten.candidate_lunches[2] = before.candidate_lunches[2].map(|at| at + 10);
    assert_eq!(named(&eaten), [Person::Candidate(posed.candidates[2])]);
}

#[test]
fn the_seats_of_a_planned_group_run_by_code() {
    let record =
        crate::stage::planned::planned("leading-and-managing", crate::stage::planned::TWELVE);
    let centre = record.centre();
    let mut groups = 0;
    for session in centre.sessions.values() {
        let code = |seat: &sessions::Seat| &centre.people.candidate(seat.candidate).unwrap().code;
        let codes: Vec<_> = session.seats.iter().map(code).collect();
        assert!(codes.is_sorted(), "{codes:?}");
        groups += usize::from(codes.len() > 1);
    }
    assert!(groups > 0);
}
