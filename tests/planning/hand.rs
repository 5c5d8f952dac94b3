//! The timetable changed with the mouse: what is dragged, pulled or swapped lands in the record; what
//! it would break is shown before it is let go of; Esc gives up; one undo takes it back.

use crate::stage::{self, planned_window};
use bellwether::centre::{Centre, Session};
use bellwether::ids::{AssessorId, SessionId};
use bellwether::people::Grant;
use bellwether::planning::read::read;
use bellwether::planning::{edits, pose, times};
use bellwether::timetable::rules;
use bellwether::words::{self, Called};
use egui::{Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use stage::window::Window;

/// How high a lane is.
const LANE: f32 = 34.0;

/// The Timetable stage of the sample, and the pointer over it.
struct Stage(Window);

impl Stage {
    fn open() -> Self {
        let mut window = Window::sample();
        window.press("Timetable");
        Self(window)
    }

    /// The same of a day of twelve on which nothing has begun.
    fn before_it_begins() -> Self {
        Self(planned_window::twelve())
    }

    fn centre(&self) -> &Centre {
        planned_window::centre(&self.0)
    }

    fn entries(&self) -> usize {
        self.0.harness.state().workspace().unwrap().record().entries().len()
    }

    fn session(&self, id: SessionId) -> &Session {
        &self.centre().sessions[&id]
    }

    /// Sessions of one candidate that have not begun, from the end of the day.
    fn waiting(&self) -> Vec<Session> {
        let planned = self.centre().planned_sessions().into_iter();
        let waits = |one: &&Session| !one.clock.has_begun() && one.seats.len() == 1;
        planned.filter(waits).rev().cloned().collect()
    }

    fn title(&self, session: &Session) -> String {
        self.centre().scenario.exercise(&session.exercise).unwrap().title.clone()
    }

    fn code(&self, session: &Session) -> String {
        self.centre().people.candidate(session.seats[0].candidate).unwrap().code.clone()
    }

    /// Where the block is whose name begins so and holds that.
    fn block(&self, begins: &str, holds: &str) -> Rect {
        let all = self.0.harness.get_all_by_label_contains(holds);
        let named = |label: Option<String>| label.is_some_and(|label| label.starts_with(begins));
        let mut own = all.filter(|node| named(node.accesskit_node().label()));
        own.next().unwrap_or_else(|| panic!("no block `{begins}…{holds}`")).rect()
    }

    /// The block of a session in the lane of its candidate.
    fn of_candidate(&self, session: &Session) -> Rect {
        let begins = format!("{}, {}, ", self.code(session), self.title(session));
        self.block(&begins, &begins)
    }

    /// How many pixels a minute has, by a block of a candidate.
    fn a_minute(&self, session: &Session) -> f32 {
        let times = times::of_session(self.centre(), session).unwrap();
        let minutes = times.ended.duration_since(times.begins).as_secs() / 60;
        self.of_candidate(session).width() / f32::from(u16::try_from(minutes).unwrap())
    }

    fn point(&mut self, at: Pos2) {
        self.0.harness.event(egui::Event::PointerMoved(at));
        self.0.harness.step();
    }

    fn button(&mut self, at: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.0.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        self.0.harness.step();
    }

    /// Takes hold of something and carries it so far, without letting go.
    fn carry(&mut self, from: Pos2, by: Vec2) -> Pos2 {
        self.point(from);
        self.button(from, true);
        for part in [0.3_f32, 0.7, 1.0] {
            self.point(from + by * part);
        }
        self.0.harness.step();
        from + by
    }

    fn let_go(&mut self, at: Pos2) {
        self.button(at, false);
        self.0.settle();
    }

    fn drag(&mut self, from: Pos2, by: Vec2) {
        let at = self.carry(from, by);
        self.let_go(at);
    }

    fn undo(&mut self) {
        self.0.keys(Modifiers::COMMAND, Key::Z);
    }

    /// What the checker says that moving the session would break, sentence by sentence.
    fn would_break(&self, session: &Session, minutes: i64) -> Vec<String> {
        let changes = edits::shift(session, SignedDuration::from_mins(minutes));
        let after = edits::preview(self.centre(), &changes).unwrap();
        let now = "2026-11-24T09:20:00Z".parse().unwrap();
        let posed = pose(&after, &TimeZone::UTC, now);
        let plan = read(&after, &posed);
        let called = Called::in_centre(&after, &posed, &TimeZone::UTC);
        let found = rules::check(&posed.problem, &plan);
        found.iter().map(|breach| words::breach(&called, &plan, breach)).collect()
    }

    fn breaks(&self, session: &Session, minutes: i64) -> usize {
        self.would_break(session, minutes).len()
    }

    /// What stands in small letters beside the pointer, or on the side, word for word.
    fn says(&self, sentence: &str) -> bool {
        self.0.harness.query_all_by_label(sentence).next().is_some()
    }
}

#[test]
fn a_session_is_dragged_to_another_time_and_that_is_one_act() {
    let mut stage = Stage::open();
    let session = stage.waiting()[0].clone();
    let (area, a_minute) = (stage.of_candidate(&session), stage.a_minute(&session));
    let entries = stage.entries();
    stage.drag(area.center(), Vec2::new(a_minute * 20.0, 0.0));
    let later = session.planned.map(|at| at + SignedDuration::from_mins(20));
    assert_eq!(stage.session(session.id).planned, later);
    assert_eq!(stage.session(session.id).room, session.room);
    assert_eq!(stage.entries(), entries + 1);
    let moved = stage.of_candidate(&session);
    assert!((moved.left() - area.left()).abs() > 1.0, "the block is elsewhere");
    stage.undo();
    assert_eq!(*stage.session(session.id), session);
}

#[test]
fn what_a_move_would_break_is_shown_before_it_is_dropped_and_nothing_is_done_till_then() {
    let mut stage = Stage::open();
    let (session, back) = stage
        .waiting()
        .iter()
        .flat_map(|one| (1..60).map(move |step| (one.clone(), -5 * step)))
        .find(|(one, back)| stage.breaks(one, *back) > 1)
        .unwrap();
    let would = stage.would_break(&session, back);
    let (area, a_minute) = (stage.of_candidate(&session), stage.a_minute(&session));
    let entries = stage.entries();
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
    let at = stage.carry(area.center(), Vec2::new(a_minute * back as f32, 0.0));
    for sentence in would.iter().take(4) {
        assert!(stage.says(sentence), "{sentence}");
    }
    let more = format!("and {} more", would.len().saturating_sub(4));
    assert_eq!(stage.says(&more), would.len() > 4, "the rest is counted");
    assert!(!stage.says("Every rule that holds now holds then."));
    assert_eq!((stage.entries(), stage.session(session.id)), (entries, &session));
    stage.let_go(at);
    assert_eq!(stage.entries(), entries + 1, "whoever saw it may do it");
    assert!(stage.says("Not every rule holds"));
    assert!(would.iter().all(|sentence| stage.says(sentence)), "and it is said what does not hold");
    stage.undo();
    assert_eq!(*stage.session(session.id), session);
}

#[test]
fn who_would_be_in_two_places_is_said_with_both_times_and_what_to_do() {
    let mut stage = Stage::before_it_begins();
    let waiting = stage.waiting();
    let later = waiting[0].clone();
    let own = |one: &&Session| one.seats[0].candidate == later.seats[0].candidate;
    let earlier = waiting.iter().filter(own).nth(1).unwrap();
    let when = |session| times::of_session(stage.centre(), session).unwrap();
    let (there, here) = (when(earlier), when(&later));
    let begins = there.begins + SignedDuration::from_mins(5);
    let by = begins.duration_since(here.begins);
    let clock = |at: jiff::Timestamp| at.strftime("%H:%M").to_string();
    let who = stage.centre().people.candidate(later.seats[0].candidate).unwrap().label();
    let sentence = format!(
        "{who} would be in two places at once: {} {}–{} and {} {}–{}. Move one of the two.",
        stage.title(earlier),
        clock(there.begins),
        clock(there.ended),
        stage.title(&later),
        clock(begins),
        clock(begins + here.ended.duration_since(here.begins)),
    );
    let (area, a_minute) = (stage.of_candidate(&later), stage.a_minute(&later));
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
    let at = stage.carry(area.center(), Vec2::new(a_minute * by.as_mins() as f32, 0.0));
    assert!(stage.says(&sentence), "{sentence}");
    stage.let_go(at);
    assert_eq!(stage.session(later.id).planned, Some(begins));
    assert!(stage.says(&sentence), "on the side, too");
}

#[test]
fn who_would_stay_after_the_day_has_ended_is_named() {
    let mut stage = Stage::before_it_begins();
    let session = stage.waiting()[0].clone();
    let ends = stage.centre().frame.ends;
    let begins = format!("{}, {}, ", stage.code(&session), stage.title(&session));
    stage.0.harness.get_all_by_label_contains(&begins).next().unwrap().click_accesskit();
    stage.0.settle();
    stage.0.enter("Begins, preparation included", &ends.strftime("%H:%M").to_string());
    let ended = times::of_session(stage.centre(), &session).unwrap();
    let by = "2026-11-24T00:00:00Z".parse::<jiff::Timestamp>().unwrap();
    let by = by + SignedDuration::from_mins(i64::from(ends.hour()) * 60 + i64::from(ends.minute()));
    let gone = by + ended.ended.duration_since(ended.begins);
    let who = stage.centre().people.candidate(session.seats[0].candidate).unwrap().label();
    let sentence = format!(
        "{who} would end at {}, after the day does. Move it into the day, or lengthen the day.",
        gone.strftime("%H:%M")
    );
    assert!(stage.says(&sentence), "{sentence}");
}

#[test]
fn where_no_rule_breaks_that_is_said_too() {
    let mut stage = Stage::open();
    let waiting = stage.waiting();
    let free = waiting.iter().find_map(|one| {
        let minutes = (1..24).map(|step| 5 * step).find(|by| stage.breaks(one, *by) == 0)?;
        Some((one.clone(), minutes))
    });
    let (session, minutes) = free.unwrap();
    let (area, a_minute) = (stage.of_candidate(&session), stage.a_minute(&session));
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
    let at = stage.carry(area.center(), Vec2::new(a_minute * minutes as f32, 0.0));
    assert!(stage.0.shows("Every rule that holds now holds then."));
    stage.let_go(at);
    assert!(stage.0.shows("Every rule holds"));
}

#[test]
fn esc_gives_up_a_drag_and_letting_go_afterwards_does_nothing() {
    let mut stage = Stage::open();
    let session = stage.waiting()[0].clone();
    let (area, a_minute) = (stage.of_candidate(&session), stage.a_minute(&session));
    let entries = stage.entries();
    let at = stage.carry(area.center(), Vec2::new(a_minute * -30.0, 0.0));
    stage.0.harness.key_press(Key::Escape);
    stage.0.harness.step();
    stage.point(at + Vec2::new(3.0, 0.0));
    stage.let_go(at + Vec2::new(3.0, 0.0));
    assert_eq!((stage.entries(), stage.session(session.id)), (entries, &session));
}

#[test]
fn a_session_is_dragged_to_another_room() {
    let mut stage = Stage::open();
    stage.0.press("By rooms");
    let rooms: Vec<String> =
        stage.centre().people.rooms().iter().map(|room| room.name.clone()).collect();
    let session = stage.waiting().into_iter().find(|one| rooms.contains(&one.room)).unwrap();
    let own = rooms.iter().position(|room| *room == session.room).unwrap();
    let lanes: f32 = if own == 0 { 1.0 } else { -1.0 };
    let to = if own == 0 { &rooms[1] } else { &rooms[own - 1] };
    let holds = format!("{} {}, ", stage.code(&session), stage.title(&session));
    let area = stage.block(&format!("{}, {holds}", session.room), &holds);
    stage.drag(area.center(), Vec2::new(0.0, LANE * lanes));
    assert_eq!(stage.session(session.id).room, *to);
    assert_eq!(stage.session(session.id).planned, session.planned);
    stage.undo();
    assert_eq!(*stage.session(session.id), session);
}

#[test]
fn a_session_is_dragged_to_another_assessor() {
    let mut stage = Stage::open();
    stage.0.press("By assessors");
    let people = &stage.centre().people;
    let all: Vec<(AssessorId, String)> =
        people.assessors().iter().map(|one| (one.id, one.name.clone())).collect();
    let session = stage.waiting().into_iter().find(|one| one.markings.is_empty()).unwrap();
    let from = session.seats[0].assessors[0];
    let own = all.iter().position(|(id, _)| *id == from).unwrap();
    let lanes: f32 = if own == 0 { 1.0 } else { -1.0 };
    let to = if own == 0 { all[1].0 } else { all[own - 1].0 };
    let holds = format!("{} {}, ", stage.code(&session), stage.title(&session));
    let area = stage.block(&format!("{}, {holds}", all[own].1), &holds);
    stage.drag(area.center(), Vec2::new(0.0, LANE * lanes));
    let assessors = &stage.session(session.id).seats[0].assessors;
    assert!(assessors.contains(&to) && !assessors.contains(&from), "{assessors:?}");
    stage.undo();
    assert_eq!(*stage.session(session.id), session);
}

#[test]
fn two_candidates_change_places_when_one_is_dropped_on_the_other() {
    let mut stage = Stage::open();
    let candidates: Vec<_> = stage.centre().people.candidates().iter().map(|one| one.id).collect();
    let place = |session: &Session| {
        candidates.iter().position(|id| *id == session.seats[0].candidate).unwrap()
    };
    let waiting = stage.waiting();
    let pairs = waiting.iter().flat_map(|one| waiting.iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| edits::can_swap(one, other) && one.planned != other.planned)
        .map(|(one, other)| (one.clone(), other.clone()))
        .next()
        .unwrap();
    #[expect(clippy::cast_precision_loss, reason = "lanes on the screen")]
    let lanes = place(&other) as f32 - place(&one) as f32;
    let area = stage.of_candidate(&one);
    stage.drag(area.center(), Vec2::new(0.0, LANE * lanes));
    assert_eq!(stage.session(one.id).planned, other.planned);
    assert_eq!(stage.session(other.id).planned, one.planned);
    stage.undo();
    assert_eq!((stage.session(one.id), stage.session(other.id)), (&one, &other));
}

#[test]
fn the_end_of_a_session_is_pulled_and_its_candidate_has_more_time() {
    let mut stage = Stage::open();
    let session = stage.waiting()[0].clone();
    let (area, a_minute) = (stage.of_candidate(&session), stage.a_minute(&session));
    let ended = |stage: &Stage| times::of_session(stage.centre(), stage.session(session.id));
    let before = ended(&stage).unwrap();
    let edge = Pos2::new(area.right() - 3.0, area.center().y);
    stage.drag(edge, Vec2::new(a_minute * 10.0, 0.0));
    let candidate = stage.centre().people.candidate(session.seats[0].candidate).unwrap();
    let minutes = |grant: &Grant| matches!(grant, Grant::Minutes(10));
    assert!(candidate.adjustments.iter().any(|one| minutes(&one.grant)), "{candidate:?}");
    let after = ended(&stage).unwrap();
    assert_eq!(after.ended.duration_since(before.ended), SignedDuration::from_mins(10));
    assert_eq!(after.begins, before.begins);
    stage.undo();
    assert_eq!(ended(&stage).unwrap(), before);
}

#[test]
fn the_end_of_a_group_is_not_pulled_for_one_of_it_and_that_is_said() {
    let mut stage = Stage::before_it_begins();
    let planned = stage.centre().planned_sessions();
    let group = planned.into_iter().find(|one| one.seats.len() > 1).unwrap().clone();
    let (area, a_minute) = (stage.of_candidate(&group), stage.a_minute(&group));
    let entries = stage.entries();
    let edge = Pos2::new(area.right() - 3.0, area.center().y);
    let at = stage.carry(edge, Vec2::new(a_minute * 10.0, 0.0));
    assert!(stage.0.shows("In a group nobody has longer than the group."));
    stage.let_go(at);
    assert_eq!(stage.entries(), entries);
}

#[test]
fn what_has_begun_stays_whatever_the_pointer_does() {
    let mut stage = Stage::open();
    let planned = stage.centre().planned_sessions();
    let begun = planned.into_iter().find(|one| one.clock.has_begun()).unwrap().clone();
    let (area, a_minute) = (stage.of_candidate(&begun), stage.a_minute(&begun));
    let entries = stage.entries();
    let at = stage.carry(area.center(), Vec2::new(a_minute * 20.0, 0.0));
    assert!(stage.0.shows("This session has begun. It stays where it is."));
    stage.let_go(at);
    assert_eq!((stage.entries(), stage.session(begun.id)), (entries, &begun));
}

#[test]
fn the_arrows_do_what_the_mouse_does() {
    let mut stage = Stage::open();
    let session = stage.waiting()[0].clone();
    let begins = format!("{}, {}, ", stage.code(&session), stage.title(&session));
    stage.0.harness.get_all_by_label_contains(&begins).next().unwrap().focus();
    stage.0.settle();
    stage.0.key(Key::ArrowRight);
    if stage.0.shows("Move it all the same") {
        stage.0.press("Move it all the same");
    }
    let later = session.planned.map(|at| at + SignedDuration::from_mins(5));
    assert_eq!(stage.session(session.id).planned, later);
}

#[test]
fn what_was_asked_about_one_session_is_not_asked_about_another_that_is_dragged() {
    let mut stage = Stage::before_it_begins();
    let waiting = stage.waiting();
    // Pressed to the right it would be in the way of what follows.
    let breaks = |one: &&Session| stage.breaks(one, 5) > stage.breaks(one, 0);
    let asked = waiting.iter().find(breaks).unwrap().clone();
    let other = waiting.iter().find(|one| one.exercise != asked.exercise).unwrap().clone();
    let begins = format!("{}, {}, ", stage.code(&asked), stage.title(&asked));
    stage.0.harness.get_all_by_label_contains(&begins).next().unwrap().focus();
    stage.0.settle();
    stage.0.key(Key::ArrowRight);
    assert!(stage.0.shows("Move it all the same"));
    let (area, a_minute) = (stage.of_candidate(&other), stage.a_minute(&other));
    stage.drag(area.center(), Vec2::new(a_minute * 10.0, 0.0));
    assert!(!stage.0.shows("Move it all the same"), "that was asked about the first");
    assert_eq!(*stage.session(asked.id), asked);
}
