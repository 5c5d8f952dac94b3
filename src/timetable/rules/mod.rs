//! Which rules hold in a plan, and which do not: the one judge of every plan, whoever made it.

mod breach;
mod measure;

use std::collections::BTreeSet;

pub use breach::Breach;
pub use measure::{Measures, measure};

use super::{Form, Group, Lunch, Minute, Plan, Problem, Seat, Session, Who};

/// From when until when, in minutes of the day.
pub type Span = (Minute, Minute);

/// Everything that somebody or something is busy with.
#[derive(Debug, Clone, Default)]
struct Busy {
    candidates: Vec<Vec<Span>>,
    assessors: Vec<Vec<Span>>,
    players: Vec<Vec<Span>>,
    rooms: Vec<Vec<Span>>,
    desks: Vec<Span>,
}

/// What does not hold in the plan; nothing when every rule holds.
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Breach> {
    let mut found = Vec::new();
    everybody_does_everything(problem, plan, &mut found);
    for place in 0..plan.sessions.len() {
        session(problem, plan, place, &mut found);
    }
    meetings(problem, plan, &mut found);
    lunches(problem, plan, &mut found);
    let busy = busy(problem, plan);
    overlaps(problem, &busy, plan, &mut found);
    presence(problem, &busy, &mut found);
    events(problem, &busy, &mut found);
    if let Some(circuit) = &problem.circuit {
        let out = (0..problem.candidates.len()).filter(|one| !circuit.in_step(problem, plan, *one));
        found.extend(out.map(|candidate| Breach::OutOfStep { candidate }));
    }
    desks(problem, &busy.desks, &mut found);
    let moved = problem.pinned.iter().filter(|pinned| !plan.sessions.contains(pinned));
    found.extend(moved.filter_map(|pinned| {
        let candidate = pinned.seats.first()?.candidate;
        Some(Breach::Unpinned { candidate, exercise: pinned.exercise })
    }));
    found
}

/// When each candidate is busy with what, each assessor, and so on: sessions as the plan has them.
fn busy(problem: &Problem, plan: &Plan) -> Busy {
    let mut busy = Busy {
        candidates: vec![Vec::new(); problem.candidates.len()],
        assessors: vec![Vec::new(); problem.assessors.len()],
        players: vec![Vec::new(); problem.role_players.len()],
        rooms: vec![Vec::new(); problem.rooms.len()],
        desks: Vec::new(),
    };
    let add = |list: &mut [Vec<Span>], place: usize, span: Span| {
        if let Some(spans) = list.get_mut(place) {
            spans.push(span);
        }
    };
    for session in &plan.sessions {
        let Some(exercise) = problem.exercises.get(session.exercise) else { continue };
        let mut until = session.run + exercise.run;
        for seat in &session.seats {
            let (prep, run) = problem.lengths(seat.candidate, session.exercise);
            let own = (session.run - prep, session.run + run);
            until = until.max(own.1);
            add(&mut busy.candidates, seat.candidate, own);
            let at_desk = if exercise.form == Form::Desk { own } else { (own.0, session.run) };
            if at_desk.1 > at_desk.0 {
                busy.desks.push(at_desk);
            }
            for (rater, marking) in seat.raters.iter().zip(&seat.markings) {
                add(&mut busy.assessors, *rater, (*marking, marking + exercise.write_up));
            }
        }
        if exercise.form != Form::Desk {
            for assessor in &session.panel {
                let span = (session.run, until + exercise.write_up);
                add(&mut busy.assessors, *assessor, span);
            }
        }
        for player in &session.players {
            add(&mut busy.players, *player, (session.run, until));
        }
        if let Some(room) = session.room {
            add(&mut busy.rooms, room, (session.run, until));
        }
    }
    busy
}

fn everybody_does_everything(problem: &Problem, plan: &Plan, found: &mut Vec<Breach>) {
    for candidate in 0..problem.candidates.len() {
        for exercise in 0..problem.exercises.len() {
            let of = |session: &&Session| {
                session.exercise == exercise
                    && session.seats.iter().any(|seat| seat.candidate == candidate)
            };
            match plan.sessions.iter().filter(of).count() {
                0 => found.push(Breach::Missing { candidate, exercise }),
                1 => {}
                _ => found.push(Breach::Twice { candidate, exercise }),
            }
        }
    }
}

fn session(problem: &Problem, plan: &Plan, place: usize, found: &mut Vec<Breach>) {
    let Some(session) = plan.sessions.get(place) else { return };
    let Some(exercise) = problem.exercises.get(session.exercise) else { return };
    let size = session.seats.len();
    let (sizes, panel) = match exercise.form {
        // Nobody sits in a panel without somebody to rate.
        Form::Group(group) => (group.min..=group.max, group.panel.min(size * exercise.raters)),
        Form::Alone => (1..=1, exercise.raters),
        Form::Desk => (1..=1, 0),
    };
    if !sizes.contains(&size) {
        found.push(Breach::GroupSize { session: place, size });
    }
    let different: BTreeSet<usize> = session.panel.iter().copied().collect();
    if exercise.form != Form::Desk && different.len() < panel {
        found.push(Breach::Panel { session: place, needed: panel });
    }
    room(problem, session, place, exercise.in_room, found);
    let cast: BTreeSet<usize> = session.players.iter().copied().collect();
    let plays = |player: &usize| {
        let known = problem.role_players.get(*player).and_then(|p| p.plays.get(session.exercise));
        known.copied().unwrap_or(false)
    };
    if cast.len() < exercise.players || !cast.iter().all(plays) {
        found.push(Breach::Cast { session: place });
    }
    for seat in &session.seats {
        seat_holds(problem, (session, place), seat, found);
    }
    let mut together: Vec<usize> = session.panel.clone();
    together.extend(session.seats.iter().flat_map(|seat| &seat.raters));
    together.sort_unstable();
    together.dedup();
    for assessor in together {
        if !problem.is_trained(assessor, session.exercise) {
            found.push(Breach::Untrained { assessor, exercise: session.exercise });
        }
        let of = session.seats.iter().filter(|seat| seat.raters.contains(&assessor)).count();
        if let Form::Group(Group { most_each, .. }) = exercise.form
            && of > most_each
        {
            found.push(Breach::TooMany { assessor, session: place, candidates: of });
        }
        for seat in session.seats.iter().filter(|seat| problem.conflict(seat.candidate, assessor)) {
            found.push(Breach::Conflict { candidate: seat.candidate, assessor, session: place });
        }
    }
}

fn room(problem: &Problem, session: &Session, place: usize, needed: bool, found: &mut Vec<Breach>) {
    let Some(room) = session.room else {
        if needed {
            found.push(Breach::NoRoom { session: place });
        }
        return;
    };
    let Some(known) = problem.rooms.get(room) else { return };
    if !known.fitted.get(session.exercise).copied().unwrap_or(false) {
        found.push(Breach::WrongRoom { session: place, room });
    }
    if known.capacity < session.seats.len() {
        found.push(Breach::SmallRoom { session: place, room });
    }
    for seat in &session.seats {
        let needs = problem.candidates.get(seat.candidate).is_some_and(|c| c.step_free);
        if needs && !known.step_free {
            found.push(Breach::Steps { candidate: seat.candidate, room });
        }
    }
}

fn seat_holds(
    problem: &Problem,
    (session, place): (&Session, usize),
    seat: &Seat,
    found: &mut Vec<Breach>,
) {
    let Some(exercise) = problem.exercises.get(session.exercise) else { return };
    let different: BTreeSet<usize> = seat.raters.iter().copied().collect();
    let in_panel = exercise.form == Form::Desk
        || seat.raters.iter().all(|rater| session.panel.contains(rater));
    if different.len() < exercise.raters || !in_panel {
        found.push(Breach::Raters { session: place, candidate: seat.candidate });
    }
    if exercise.form == Form::Desk && exercise.write_up > 0 {
        let (_, run) = problem.lengths(seat.candidate, session.exercise);
        let ended = session.run + run;
        if seat.markings.len() < seat.raters.len() || seat.markings.iter().any(|at| *at < ended) {
            found.push(Breach::Marking { candidate: seat.candidate, session: place });
        }
    }
}

/// How often each assessor rates each candidate.
fn met(problem: &Problem, plan: &Plan) -> Vec<Vec<usize>> {
    let mut met = vec![vec![0; problem.assessors.len()]; problem.candidates.len()];
    for seat in plan.sessions.iter().flat_map(|session| &session.seats) {
        for rater in &seat.raters {
            if let Some(times) = met.get_mut(seat.candidate).and_then(|row| row.get_mut(*rater)) {
                *times += 1;
            }
        }
    }
    met
}

fn meetings(problem: &Problem, plan: &Plan, found: &mut Vec<Breach>) {
    for (candidate, row) in met(problem, plan).iter().enumerate() {
        let assessors = row.iter().filter(|times| **times > 0).count();
        if assessors < problem.distinct {
            found.push(Breach::FewAssessors { candidate, assessors });
        }
        for (assessor, times) in row.iter().copied().enumerate() {
            if times > problem.same_pair {
                found.push(Breach::TooOften { candidate, assessor, times });
            }
        }
    }
}

fn lunches(problem: &Problem, plan: &Plan, found: &mut Vec<Breach>) {
    let eats = |lunch: Lunch, at: Option<&Option<Minute>>| {
        at.copied()
            .flatten()
            .is_some_and(|at| at >= lunch.earliest && at + lunch.length <= lunch.latest_end)
    };
    if let Some(lunch) = problem.candidate_lunch {
        for candidate in 0..problem.candidates.len() {
            if !eats(lunch, plan.candidate_lunches.get(candidate)) {
                found.push(Breach::CandidateLunch { candidate });
            }
        }
    }
    if let Some(lunch) = problem.assessor_lunch {
        for assessor in 0..problem.assessors.len() {
            if !eats(lunch, plan.assessor_lunches.get(assessor)) {
                found.push(Breach::AssessorLunch { assessor });
            }
        }
    }
}

fn overlaps(problem: &Problem, busy: &Busy, plan: &Plan, found: &mut Vec<Breach>) {
    let with_lunch = |spans: &[Span], lunch: Option<Lunch>, at: Option<&Option<Minute>>| {
        let mut all: Vec<(Span, Minute)> = spans.iter().map(|span| (*span, 0)).collect();
        if let (Some(lunch), Some(Some(at))) = (lunch, at) {
            all.push(((*at, at + lunch.length), 1));
        }
        all
    };
    for (candidate, spans) in busy.candidates.iter().enumerate() {
        let at = plan.candidate_lunches.get(candidate);
        let all = with_lunch(spans, problem.candidate_lunch, at);
        let gap = |meal: Minute| if meal == 0 { problem.gap } else { 0 };
        clashes(all, gap, |spans| found.push(Breach::CandidateBusy { candidate, spans }));
    }
    for (assessor, spans) in busy.assessors.iter().enumerate() {
        let all = with_lunch(spans, problem.assessor_lunch, plan.assessor_lunches.get(assessor));
        clashes(all, |_| 0, |spans| found.push(Breach::AssessorBusy { assessor, spans }));
    }
    for (player, spans) in busy.players.iter().enumerate() {
        let reset = problem.role_players.get(player).map_or(0, |known| known.reset);
        let all = with_lunch(spans, None, None);
        clashes(all, |_| reset, |spans| found.push(Breach::PlayerBusy { player, spans }));
    }
    for (room, spans) in busy.rooms.iter().enumerate() {
        let all = with_lunch(spans, None, None);
        clashes(all, |_| 0, |spans| found.push(Breach::RoomBusy { room, spans }));
    }
}

/// Calls `tell` with each two spans that follow too close upon each other.
fn clashes(
    mut spans: Vec<(Span, Minute)>,
    gap: impl Fn(Minute) -> Minute,
    mut tell: impl FnMut((Span, Span)),
) {
    spans.sort_unstable();
    let mut open: Option<(Span, Minute)> = None;
    for (span, meal) in spans {
        if let Some((before, kind)) = open
            && before.1 + gap(kind) > span.0
        {
            tell((before, span));
        }
        if open.is_none_or(|(before, kind)| before.1 + gap(kind) < span.1 + gap(meal)) {
            open = Some((span, meal));
        }
    }
}

fn presence(problem: &Problem, busy: &Busy, found: &mut Vec<Breach>) {
    let whole = (0, problem.horizon);
    let outside = |span: &Span, present: Option<Span>| {
        present.is_some_and(|(from, until)| span.0 < from || span.1 > until)
    };
    for (candidate, spans) in busy.candidates.iter().enumerate() {
        let present = problem.candidates.get(candidate).and_then(|known| known.present);
        for span in spans.iter().filter(|span| outside(span, present)) {
            found.push(Breach::CandidateAway { candidate, span: *span });
        }
    }
    for (assessor, spans) in busy.assessors.iter().enumerate() {
        let present = problem.assessors.get(assessor).and_then(|known| known.present);
        for span in spans.iter().filter(|span| outside(span, present)) {
            found.push(Breach::AssessorAway { assessor, span: *span });
        }
    }
    for (player, spans) in busy.players.iter().enumerate() {
        let present = problem.role_players.get(player).and_then(|known| known.present);
        for span in spans.iter().filter(|span| outside(span, present)) {
            found.push(Breach::PlayerAway { player, span: *span });
        }
    }
    for (room, spans) in busy.rooms.iter().enumerate() {
        let present = problem.rooms.get(room).and_then(|known| known.present);
        for span in spans.iter().filter(|span| outside(span, present)) {
            found.push(Breach::RoomClosed { room, span: *span });
        }
    }
    for (who, (from, until)) in &problem.away {
        away(*who, (*from, *until), busy, found);
    }
    let candidates = busy.candidates.iter().enumerate();
    let candidates = candidates.map(|(place, spans)| (Who::Candidate(place), spans));
    let assessors = busy.assessors.iter().enumerate();
    let assessors = assessors.map(|(place, spans)| (Who::Assessor(place), spans));
    for (who, spans) in candidates.chain(assessors) {
        let late = spans.iter().filter(|span| outside(span, Some(whole)));
        found.extend(late.map(|span| Breach::OutsideTheDay { who, span: *span }));
    }
}

/// What somebody should do while they are not there.
fn away(who: Who, (from, until): Span, busy: &Busy, found: &mut Vec<Breach>) {
    let (spans, place) = match who {
        Who::Candidate(place) => (&busy.candidates, place),
        Who::Assessor(place) => (&busy.assessors, place),
        Who::Player(place) => (&busy.players, place),
        Who::Room(place) => (&busy.rooms, place),
    };
    let breach = |span: Span| match who {
        Who::Candidate(candidate) => Breach::CandidateAway { candidate, span },
        Who::Assessor(assessor) => Breach::AssessorAway { assessor, span },
        Who::Player(player) => Breach::PlayerAway { player, span },
        Who::Room(room) => Breach::RoomClosed { room, span },
    };
    let own = spans.get(place).into_iter().flatten();
    found.extend(own.filter(|span| span.0 < until && from < span.1).map(|span| breach(*span)));
}

fn events(problem: &Problem, busy: &Busy, found: &mut Vec<Breach>) {
    for (candidate, spans) in busy.candidates.iter().enumerate() {
        let at_an_event = |span: &&Span| {
            problem.closed.iter().any(|(from, until)| span.0 < *until && *from < span.1)
        };
        let spans = spans.iter().filter(at_an_event);
        found.extend(spans.map(|span| Breach::AtAnEvent { candidate, span: *span }));
    }
}

fn desks(problem: &Problem, spans: &[Span], found: &mut Vec<Breach>) {
    let Some(desks) = problem.desks else { return };
    let begins: BTreeSet<Minute> = spans.iter().map(|span| span.0).collect();
    for at in begins {
        let candidates = spans.iter().filter(|span| span.0 <= at && at < span.1).count();
        if candidates > desks {
            found.push(Breach::NoDesk { at, candidates });
        }
    }
}
