//! What assessors write down while they watch: notes, marks, speakers, prompts, ticks, and what
//! candidates say about themselves.

use crate::stage;
use bellwether::centre::checklists::{self, Tick};
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{
    Author, Change, Record, Refusal, Sheet, clocks, marksheet, marksheets, prompts, reflections,
    sessions, talk,
};
use bellwether::day::talk::{talk_in, talk_share};
use bellwether::ids::{
    CheckItemId, CompetencyId, IndicatorId, NoteId, PartId, PhaseId, PromptId, SessionId,
};
use bellwether::scenario::papers::{CheckItem, Prompt, SelfAssessment};
use proptest::prelude::*;
use stage::{Day, at};

fn first_competency(day: &Day) -> CompetencyId {
    day.record.centre().scenario.exercises[0].observes[0].competency.clone()
}

fn content(text: &str, shows: Vec<Shown>) -> Content {
    Content { text: text.into(), direction: Some(Direction::For), shows }
}

fn keep(day: &mut Day, secs: i64, content: Content) -> NoteId {
    let sheet = day.sheet(0);
    let keep = notes::Change::Keep { sheet, began: at(secs), content };
    NoteId(day.act_as(secs + 5, Author::Assessor(sheet.assessor), Change::Note(keep)))
}

fn refused(day: &Day, change: Change) -> Refusal {
    day.record.check(&[change]).unwrap_err()
}

#[test]
fn a_note_on_one_competency_is_written_as_it_always_was() {
    let old = r#"(text:"Asks",direction:Some(For),competency:Some("listens"))"#;
    let read: Content = ron::from_str(old).unwrap();
    assert_eq!(read.shows, [Shown::of(CompetencyId::new("listens"))]);
    assert_eq!(ron::to_string(&read).unwrap(), old);
    let bare = r#"(text:"Asks",direction:None,competency:None)"#;
    assert_eq!(ron::to_string(&ron::from_str::<Content>(bare).unwrap()).unwrap(), bare);
}

#[test]
fn a_note_may_serve_two_competencies_each_with_indicators_and_a_direction() {
    let one = Shown {
        competency: CompetencyId::new("decides"),
        indicators: vec![IndicatorId::new("names-a-date")],
        direction: None,
    };
    let other = Shown {
        competency: CompetencyId::new("includes"),
        indicators: Vec::new(),
        direction: Some(Direction::Against),
    };
    let both = content("Settles it alone", vec![one, other]);
    let text = ron::to_string(&both).unwrap();
    assert_eq!(ron::from_str::<Content>(&text).unwrap(), both);
    assert_eq!(both.direction_on(&CompetencyId::new("decides")), Some(Direction::For));
    assert_eq!(both.direction_on(&CompetencyId::new("includes")), Some(Direction::Against));
    assert_eq!(both.direction_on(&CompetencyId::new("listens")), None);
    assert!(both.is_classified());
}

#[test]
fn only_what_the_exercise_observes_and_the_framework_knows_can_be_named() {
    let mut day = Day::new();
    let known = first_competency(&day);
    let sheet = day.sheet(0);
    let note = |shows| {
        Change::Note(notes::Change::Keep { sheet, began: at(0), content: content("Asks", shows) })
    };
    let stranger = Shown::of(CompetencyId::new("juggles"));
    let refusal = refused(&day, note(vec![stranger]));
    assert!(matches!(refusal, Refusal::Note(notes::Refusal::NotObservedHere(_))));
    let unknown = IndicatorId::new("hums");
    let mut shown = Shown::of(known.clone());
    shown.indicators.push(unknown.clone());
    let refusal = refused(&day, note(vec![shown]));
    assert_eq!(refusal, Refusal::Note(notes::Refusal::NoSuchIndicator(unknown)));
    let twice = vec![Shown::of(known.clone()), Shown::of(known.clone())];
    assert_eq!(refused(&day, note(twice)), Refusal::Note(notes::Refusal::Twice(known.clone())));
    keep(&mut day, 0, content("Asks", vec![Shown::of(known)]));
}

#[test]
fn a_marked_moment_is_worded_later_and_counts_only_then() {
    let mut day = Day::new();
    let sheet = day.sheet(0);
    let mark =
        notes::Change::Mark { sheet, at: at(61), direction: Some(Direction::For), shows: vec![] };
    let id = NoteId(day.act(62, Change::Note(mark)));
    let note = |day: &Day| day.record.centre().notes[&id].clone();
    assert_eq!(note(&day).began, at(61));
    assert!(note(&day).now.content.is_wordless() && !note(&day).counts());
    // It can be classified before it is worded.
    let known = first_competency(&day);
    let mut said = note(&day).now.content;
    said.shows.push(Shown::of(known));
    day.act(90, Change::Note(notes::Change::Edit { note: id, content: said.clone() }));
    said.text = "Names the date".into();
    day.act(95, Change::Note(notes::Change::Edit { note: id, content: said.clone() }));
    assert!(note(&day).counts());
    assert_eq!((note(&day).began, note(&day).before.len()), (at(61), 2));
    said.text.clear();
    let emptied = Change::Note(notes::Change::Edit { note: id, content: said.clone() });
    assert_eq!(refused(&day, emptied), Refusal::Note(notes::Refusal::Empty));
    let kept = Change::Note(notes::Change::Keep { sheet, began: at(0), content: said });
    assert_eq!(refused(&day, kept), Refusal::Note(notes::Refusal::Empty));
}

/// The day with a session of both candidates, before the first assessor.
fn group() -> (Day, SessionId) {
    let mut day = Day::new();
    let mut scenario = stage::scenario();
    scenario.exercises[0].group.max = 2;
    let adopt = bellwether::centre::design::Change::Adopt {
        scenario: Box::new(scenario),
        reason: String::new(),
    };
    day.act(-400, Change::Design(adopt));
    let seats = day.candidates.iter().map(|candidate| sessions::Seat {
        candidate: *candidate,
        assessors: vec![day.assessors[0]],
    });
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[0].id.clone(),
        seats: seats.collect(),
        room: "Ash".into(),
        planned: Some(at(0)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    let session = SessionId(day.act(-300, Change::Session(plan)));
    (day, session)
}

fn next(day: &mut Day, secs: i64, session: SessionId) {
    let centre = day.record.centre();
    let ends: PhaseId = centre.sessions[&session].clock.current().unwrap().phase.clone();
    day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
}

#[test]
fn speakers_give_the_share_of_talk_within_what_was_observed_and_not_held() {
    let (mut day, session) = group();
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    next(&mut day, 600, session);
    let (one, two) = (day.candidates[0], day.candidates[1]);
    let assessor = day.assessors[0];
    let mut speaks = |secs, speaker| {
        let change = talk::Change::Speaks { session, assessor, at: at(secs), speaker };
        day.act(secs + 1, Change::Talk(change));
    };
    // Marked in the preparation: counts from the begin of the run.
    speaks(590, Some(one));
    speaks(660, Some(two));
    speaks(700, None);
    speaks(730, Some(one));
    day.act(740, Change::Clock(clocks::Change::Hold { session }));
    day.act(800, Change::Clock(clocks::Change::GoOn { session }));
    let share = talk_in(day.record.centre(), session, assessor, at(810));
    assert_eq!((share.secs[&one], share.secs[&two], share.nobody), (80, 40, 30));
    assert_eq!(share.of(two), Some(40.0 / 120.0));
    assert_eq!(talk_share(&[], &[]).of(one), None, "nothing marked is no share");
    let other = talk_in(day.record.centre(), session, day.assessors[1], at(810));
    assert_eq!(other.total(), 0, "each assessor's marks are their own");
}

#[test]
fn only_candidates_of_the_group_speak_and_only_who_observes_marks_it() {
    let (day, session) = group();
    let speaks = |assessor, speaker| {
        Change::Talk(talk::Change::Speaks { session, assessor, at: at(0), speaker })
    };
    let refusal = refused(&day, speaks(day.assessors[1], None));
    assert_eq!(refusal, Refusal::Talk(talk::Refusal::NotAssigned));
    let alone = Change::Talk(talk::Change::Speaks {
        session: day.session,
        assessor: day.assessors[0],
        at: at(0),
        speaker: Some(day.candidates[1]),
    });
    assert_eq!(refused(&day, alone), Refusal::Talk(talk::Refusal::NotInTheGroup));
}

/// The day under a design with a checklist, a prompt and a question to the candidate.
fn with_lists() -> Day {
    let mut day = Day::new();
    let mut scenario = day.record.centre().scenario.as_ref().clone();
    let exercise = &mut scenario.exercises[0];
    let competency = exercise.observes[0].competency.clone();
    for (id, points) in [("finds-the-gap", 1), ("orders-the-mails", 3)] {
        let id = CheckItemId::new(id);
        let text = format!("It is there: {id}");
        exercise.checklist.push(CheckItem { id, text, competency: competency.clone(), points });
    }
    exercise.role_players.truncate(1);
    let prompt = Prompt {
        id: PromptId::new("sighs"),
        when: "In the third minute".into(),
        text: "Sighs and looks at the door".into(),
    };
    exercise.role_players[0].prompts.push(prompt);
    exercise.self_assessment =
        Some(SelfAssessment { questions: vec!["What went well?".into()], shows: Vec::new() });
    let adopt = bellwether::centre::design::Change::Adopt {
        scenario: Box::new(scenario),
        reason: String::new(),
    };
    day.act(-400, Change::Design(adopt));
    day
}

#[test]
fn an_item_is_seen_not_seen_or_its_contrary_and_feeds_its_competency() {
    let mut day = with_lists();
    let sheet = day.sheet(0);
    let tick = |item: &str, tick| {
        let item = CheckItemId::new(item);
        Change::Check(checklists::Change::Tick { sheet, item, tick })
    };
    day.act(10, tick("finds-the-gap", Some(Tick::Contrary)));
    day.act(20, tick("orders-the-mails", Some(Tick::Seen(2))));
    day.act(30, tick("finds-the-gap", Some(Tick::NotSeen)));
    let competency = first_competency(&day);
    let centre = day.record.centre();
    let found: Vec<_> = checklists::ticks_on(centre, sheet, &competency)
        .map(|(item, ticked)| (item.id.as_str(), ticked.tick))
        .collect();
    assert_eq!(found, [("finds-the-gap", Tick::NotSeen), ("orders-the-mails", Tick::Seen(2))]);
    assert_eq!(centre.checklists[&sheet].replaced.len(), 1, "what stood before is kept");
    assert_eq!(
        refused(&day, tick("orders-the-mails", Some(Tick::Seen(4)))),
        Refusal::Check(checklists::Refusal::Points(3))
    );
    assert_eq!(refused(&day, tick("hums", None)), Refusal::Check(checklists::Refusal::NoSuchItem));
    day.act(40, tick("finds-the-gap", None));
    assert_eq!(day.record.centre().checklists[&sheet].ticks.len(), 1);
}

#[test]
fn x1_each_prompt_of_a_role_player_is_ticked_once_and_can_be_taken_back() {
    let mut day = with_lists();
    let session = day.session;
    let part = day.record.centre().scenario.exercises[0].role_players[0].id.clone();
    let which = prompts::Which { part, prompt: PromptId::new("sighs") };
    let give = Change::Prompt(prompts::Change::Give { session, which: which.clone() });
    day.act(180, give.clone());
    assert_eq!(day.record.centre().prompts[&session][&which].at, at(180));
    assert_eq!(refused(&day, give), Refusal::Prompt(prompts::Refusal::Given));
    let back = Change::Prompt(prompts::Change::TakeBack { session, which });
    day.act(190, back.clone());
    assert_eq!(refused(&day, back), Refusal::Prompt(prompts::Refusal::NotGiven));
    let unknown = prompts::Which { part: PartId::new("ghost"), prompt: PromptId::new("sighs") };
    let give = Change::Prompt(prompts::Change::Give { session, which: unknown });
    assert_eq!(refused(&day, give), Refusal::Prompt(prompts::Refusal::NoSuchPrompt));
}

#[test]
fn a_candidates_own_answers_are_entered_and_put_right_and_the_old_ones_kept() {
    let mut day = with_lists();
    let (session, candidate) = (day.session, day.candidates[0]);
    let answer = |candidate, question, text: &str| {
        let text = text.to_owned();
        Change::Reflection(reflections::Change::Answer { session, candidate, question, text })
    };
    day.act(100, answer(candidate, 0, "I listened"));
    day.act(110, answer(candidate, 0, "I listened first"));
    let own = &day.record.centre().reflections[&(session, candidate)];
    assert_eq!((own.answers[&0].text.as_str(), own.replaced.len()), ("I listened first", 1));
    assert_eq!(
        refused(&day, answer(candidate, 1, "More")),
        Refusal::Reflection(reflections::Refusal::NoSuchQuestion)
    );
    assert_eq!(
        refused(&day, answer(day.candidates[1], 0, "Me too")),
        Refusal::Reflection(reflections::Refusal::NotInTheSession)
    );
}

#[test]
fn strengths_and_next_steps_quote_own_notes_only_and_keep_what_was_there() {
    let mut day = Day::new();
    let note = keep(&mut day, 0, content("Sums up what Sam said", vec![]));
    let tell = |sheet: Sheet, text: &str| {
        Change::Marksheet(marksheets::Change::Tell {
            sheet,
            part: marksheet::Part::Strengths,
            text: text.into(),
            quotes: vec![note],
        })
    };
    day.act(10, tell(day.sheet(0), "You summed up."));
    day.act(20, tell(day.sheet(0), "You summed up what Sam said."));
    let marks = &day.record.centre().marksheets[&day.sheet(0)];
    assert_eq!(marks.told(marksheet::Part::Strengths), "You summed up what Sam said.");
    assert_eq!(marks.told_before.len(), 1);
    let stranger = refused(&day, tell(day.sheet(1), "You summed up."));
    assert_eq!(stranger, Refusal::Marksheet(marksheets::Refusal::NotQuotable(note)));
    day.act(30, Change::Note(notes::Change::Strike { note }));
    let struck = refused(&day, tell(day.sheet(0), "You summed up."));
    assert_eq!(struck, Refusal::Marksheet(marksheets::Refusal::NotQuotable(note)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_in_which_entries_come_never_matters(order in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle()) {
        let (mut day, session) = group();
        let assessor = day.assessors[0];
        let sheet = Sheet { session, candidate: day.candidates[0], assessor };
        let made = day.record.entries().len();
        let mut ids = Vec::new();
        for secs in [10, 20, 30] {
            let keep = notes::Change::Keep { sheet, began: at(secs), content: content("Asks", vec![]) };
            ids.push(NoteId(day.act(secs, Change::Note(keep))));
            let speaker = Some(day.candidates[usize::from(secs == 20)]);
            let speaks = talk::Change::Speaks { session, assessor, at: at(secs), speaker };
            day.act(secs, Change::Talk(speaks));
        }
        day.act(40, Change::Note(notes::Change::Edit { note: ids[0], content: content("Waits", vec![]) }));
        day.act(41, Change::Note(notes::Change::Strike { note: ids[1] }));
        day.act(42, Change::Note(notes::Change::Mark { sheet, at: at(41), direction: None, shows: vec![] }));
        let all = day.entries();
        let (first, rest) = all.split_at(made);
        prop_assert_eq!(rest.len(), order.len());
        let first_design = &day.record.centre().designs[0].scenario;
        let mut other = Record::new(day.record.centre().id, std::sync::Arc::clone(first_design));
        other.merge(first.to_vec());
        for place in order {
            other.merge([rest[place].clone()]);
        }
        prop_assert_eq!(&other.centre().notes, &day.record.centre().notes);
        prop_assert_eq!(&other.centre().talk, &day.record.centre().talk);
        prop_assert_eq!(other.centre(), day.record.centre());
    }
}
