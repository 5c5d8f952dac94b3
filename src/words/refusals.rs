//! Why something cannot be, and what to do instead.

use super::names::{assessor, thing};
use super::{count, privacy};
use crate::centre::{
    Centre, Refusal, announcements, authority, checklists, clocks, design, details, frame,
    marksheets, notes, prompts, record, reflections, sessions, talk,
};
use crate::ids::CompetencyId;
use crate::people;
use crate::scenario::Rule;
use crate::scenario::checks::Thing;

/// Why a change cannot be.
pub fn refusal(centre: &Centre, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Design(refusal) => design(centre, refusal),
        Refusal::Details(refusal) => details(*refusal),
        Refusal::People(refusal) => people(refusal),
        Refusal::Frame(refusal) => frame(refusal).to_owned(),
        Refusal::Session(refusal) => session(centre, refusal),
        Refusal::Clock(refusal) => clock(centre, refusal),
        Refusal::Attendance(refusal) => super::happenings::not_here(centre, refusal),
        Refusal::Incident(refusal) => super::happenings::no_incident(refusal).to_owned(),
        Refusal::Announcement(refusal) => announcement(refusal).to_owned(),
        Refusal::Note(refusal) => note(centre, refusal),
        Refusal::Marksheet(refusal) => marksheet(centre, refusal),
        Refusal::Feedback(refusal) => privacy::feedback(*refusal),
        Refusal::Keeping(refusal) => privacy::keeping(refusal),
        Refusal::Erasure(refusal) => privacy::erasure(*refusal).to_owned(),
        Refusal::WashUp(refusal) => super::decisions::wash_up_refusal(centre, refusal),
        Refusal::Authority(refusal) => authority(*refusal).to_owned(),
        Refusal::Check(refusal) => checklist(centre, refusal),
        Refusal::Talk(refusal) => talk(centre, refusal),
        Refusal::Prompt(refusal) => prompt(centre, refusal),
        Refusal::Reflection(refusal) => reflection(centre, refusal),
        Refusal::Undo(refusal) => undo(refusal),
        Refusal::ReadOnly => {
            "This centre is open to read only, since another window has it. Change it there."
                .to_owned()
        }
    }
}

fn design(centre: &Centre, refusal: &design::Refusal) -> String {
    match refusal {
        design::Refusal::Unusable(errors) => format!(
            "This design has {} to mend first. The checks on the right say which.",
            count(*errors, "error", "errors")
        ),
        design::Refusal::NoReason => {
            "Somebody has rated already. Say why the design changes: the reason is kept with it."
                .to_owned()
        }
        design::Refusal::InUse(Thing::Seat, word) => format!(
            "More candidates are planned together in “{}” than its largest group. Make the group larger, or plan the sessions anew.",
            called(centre, Thing::Seat, word)
        ),
        design::Refusal::InUse(of, word) => format!(
            "The centre already uses the {} “{}”. Keep it, or make a new centre.",
            thing(*of),
            called(centre, *of, word)
        ),
        design::Refusal::NothingNew => "The centre has this design already.".to_owned(),
    }
}

/// What people call a thing of the design; its short word where it has no name.
fn called(centre: &Centre, of: Thing, word: &str) -> String {
    let scenario = centre.scenario.as_ref();
    let mut exercises = scenario.exercises.iter();
    let name = match of {
        Thing::Exercise | Thing::Seat => {
            exercises.find(|known| known.id.as_str() == word).map(|known| known.title.clone())
        }
        Thing::Phase => exercises
            .flat_map(|known| &known.phases)
            .find(|phase| phase.id.as_str() == word)
            .map(|phase| phase.title.clone()),
        Thing::Competency => {
            let mut known = scenario.framework.competencies.iter();
            known.find(|known| known.id.as_str() == word).map(|known| known.name.clone())
        }
        Thing::Level => {
            let level = word.parse().ok().and_then(|number| scenario.scale.level(number));
            level.map(|level| format!("{} {}", level.mark(), level.label))
        }
        _ => None,
    };
    name.unwrap_or_else(|| word.to_owned())
}

fn details(refusal: details::Refusal) -> String {
    match refusal {
        details::Refusal::NoName => "A name is needed.",
        details::Refusal::HasBegun => {
            "Sessions have begun, so this is a real day. Rehearse with a copy instead."
        }
        details::Refusal::LogoTooLarge => "That picture is too large. Choose it again from a file.",
        details::Refusal::TooLong => "That name is too long. Use at most 200 characters.",
    }
    .to_owned()
}

pub(super) fn people(refusal: &people::Refusal) -> String {
    match refusal {
        people::Refusal::NoCode => "A candidate needs a code, such as C01.".to_owned(),
        people::Refusal::CodeInUse(code) => {
            format!("Another candidate has the code {code}. Use another.")
        }
        people::Refusal::NoName => "A name is needed.".to_owned(),
        people::Refusal::NameInUse(name) => {
            format!("{name} is on the list already. Add an initial or a number to tell them apart.")
        }
        people::Refusal::TooLong => {
            "That is too long. Names take 200 characters, notes for the day 4,000.".to_owned()
        }
        people::Refusal::TooMuchExtraTime(percent) => {
            format!("{percent} % extra time is more than Bellwether can give. Use at most 300 %.")
        }
        people::Refusal::NoSuchCandidate => {
            "That candidate is not on the list any more.".to_owned()
        }
        people::Refusal::NoSuchAssessor => "That assessor is not on the list any more.".to_owned(),
        people::Refusal::NoSuchRolePlayer => {
            "That role player is not on the list any more.".to_owned()
        }
        people::Refusal::NoSuchRoom => "That room is not on the list any more.".to_owned(),
        people::Refusal::LeavesFirst(hours) => format!(
            "They cannot leave at {} and come at {}. Put the two the other way round.",
            hours.until.strftime("%H:%M"),
            hours.from.strftime("%H:%M")
        ),
        people::Refusal::MayMeet => "The two may meet already.".to_owned(),
        people::Refusal::InSessions(sessions) => format!(
            "Still planned in {}. Call those off first, or give them to somebody else.",
            count(*sessions, "session", "sessions")
        ),
    }
}

fn frame(refusal: &frame::Refusal) -> &'static str {
    match refusal {
        frame::Refusal::EndsFirst => "The day would end before it begins.",
        frame::Refusal::ShortLunch => {
            "Lunch does not fit between its earliest begin and its latest end. Widen the window."
        }
        frame::Refusal::NoPair => "An assessor must be able to see a candidate once.",
        frame::Refusal::NoSuchEvent => "The scenario has no such event.",
        frame::Refusal::LongGap => "At most four hours can lie between exercises.",
    }
}

fn session(centre: &Centre, refusal: &sessions::Refusal) -> String {
    match refusal {
        sessions::Refusal::NoSuchExercise => "The scenario has no such exercise.".to_owned(),
        sessions::Refusal::NoPhases => {
            "This exercise has no phases, so there is nothing to run.".to_owned()
        }
        sessions::Refusal::NoSuchSession => "That session is not in this centre.".to_owned(),
        sessions::Refusal::CalledOff => "That session was called off.".to_owned(),
        sessions::Refusal::NoCandidate => "Choose at least one candidate.".to_owned(),
        sessions::Refusal::GroupSize(min, max) if min == max => {
            format!(
                "This exercise is for {}.",
                count(usize::from(*min), "candidate", "candidates at a time")
            )
        }
        sessions::Refusal::GroupSize(min, max) => {
            format!("This exercise is for groups of {min} to {max}.")
        }
        sessions::Refusal::NotOnTheList => {
            "Somebody in this session is not on the list any more.".to_owned()
        }
        sessions::Refusal::Twice => "Somebody would be in this session twice.".to_owned(),
        sessions::Refusal::OtherCandidates => {
            "A session keeps its candidates. Plan another for somebody else.".to_owned()
        }
        sessions::Refusal::HasRun => {
            "This session has begun, so its candidates stay in it.".to_owned()
        }
        sessions::Refusal::NotInIt => "They are not in this session.".to_owned(),
        sessions::Refusal::LastOne => {
            "Nobody else is in this session. Call it off instead.".to_owned()
        }
        sessions::Refusal::HasBegun(id) => {
            format!(
                "{} has begun a marksheet here and stays an assessor of it.",
                assessor(centre, *id)
            )
        }
        sessions::Refusal::Running => {
            "This session has begun. End it instead of calling it off.".to_owned()
        }
        sessions::Refusal::TooLong => {
            "That text is too long. Use at most 1,000 characters.".to_owned()
        }
        sessions::Refusal::NoReason => {
            "Say why in a few words; the reason is kept on record.".to_owned()
        }
        sessions::Refusal::NotBegun => {
            "This session has not begun. Call it off instead.".to_owned()
        }
        sessions::Refusal::Submitted(id) => format!(
            "{} has submitted a marksheet for this session. Reopen it before the session is void.",
            assessor(centre, *id)
        ),
    }
}

fn clock(centre: &Centre, refusal: &clocks::Refusal) -> String {
    match refusal {
        clocks::Refusal::Session(refusal) => session(centre, refusal),
        clocks::Refusal::HasBegun => "This session has begun already.".to_owned(),
        clocks::Refusal::NotBegun => "This session has not begun. Start it first.".to_owned(),
        clocks::Refusal::Finished => "This session is finished.".to_owned(),
        clocks::Refusal::Held => "The clock is held already.".to_owned(),
        clocks::Refusal::NotHeld => "The clock is running; it was not held.".to_owned(),
        clocks::Refusal::OtherPhase => "Another phase runs by now.".to_owned(),
        clocks::Refusal::TooMuch => "That is more than a day. Give or take less.".to_owned(),
        clocks::Refusal::PhaseNotBegun => {
            "That phase has not begun, so it has no start to put right.".to_owned()
        }
        clocks::Refusal::StartTooLate => {
            "The true start cannot be after the moment when the clock was started.".to_owned()
        }
        clocks::Refusal::NoSuchPhase => {
            format!("This exercise has no such {}.", thing(Thing::Phase))
        }
        clocks::Refusal::NoSuchInject => {
            format!("This exercise has no such {}.", thing(Thing::Inject))
        }
        clocks::Refusal::Given => "This inject was given already.".to_owned(),
    }
}

fn announcement(refusal: &announcements::Refusal) -> &'static str {
    match refusal {
        announcements::Refusal::Empty => "A message needs words.",
        announcements::Refusal::TooLong => {
            "That is too long to be read across a room. Use at most 200 characters."
        }
        announcements::Refusal::NoSuchMessage => "That message is not in this centre.",
        announcements::Refusal::TakenDown => "That message was taken down already.",
        announcements::Refusal::NoSuchSession => "That session is not in this centre.",
    }
}

fn note(centre: &Centre, refusal: &notes::Refusal) -> String {
    match refusal {
        notes::Refusal::Marksheet(refusal) => marksheet(centre, refusal),
        notes::Refusal::NoSuchNote => "That note is not in this centre.".to_owned(),
        notes::Refusal::Empty => "A note needs words. To take it away, strike it out.".to_owned(),
        notes::Refusal::TooLong => {
            "That note is too long. Use at most 100,000 characters.".to_owned()
        }
        notes::Refusal::NotObservedHere(id) => not_here(centre, id),
        notes::Refusal::NoSuchIndicator(id) => {
            format!("That competency has no indicator “{id}” any more.")
        }
        notes::Refusal::Twice(id) => {
            format!("The note is on {} already.", competency(centre, id))
        }
        notes::Refusal::Struck => "That note is struck out. Count it again first.".to_owned(),
        notes::Refusal::NotStruck => "That note counts already.".to_owned(),
    }
}

fn marksheet(centre: &Centre, refusal: &marksheets::Refusal) -> String {
    match refusal {
        marksheets::Refusal::Session(refusal) => session(centre, refusal),
        marksheets::Refusal::NotAssigned => {
            "This assessor does not observe that candidate in this session.".to_owned()
        }
        marksheets::Refusal::Erased => {
            "This candidate was erased: nothing more is written about them.".to_owned()
        }
        marksheets::Refusal::Submitted => {
            "This marksheet is submitted. Reopen it with a reason to change it.".to_owned()
        }
        marksheets::Refusal::NotSubmitted => {
            "This marksheet is not submitted, so it is open already.".to_owned()
        }
        marksheets::Refusal::Decided => "The panel has signed its decision about this candidate. Reopen that in the wash-up first.".to_owned(),
        marksheets::Refusal::Reviewed => "This marksheet was looked through already.".to_owned(),
        marksheets::Refusal::NotObservedHere(id) => not_here(centre, id),
        marksheets::Refusal::NoSuchLevel(level) => format!("The scale has no level {level}."),
        marksheets::Refusal::Blanks(open) => {
            let names: Vec<_> = open.iter().map(|id| competency(centre, id)).collect();
            format!("Still open: {}. Choose a level, or not seen.", names.join(", "))
        }
        marksheets::Refusal::NoReason => {
            "Say why in a few words; the reason is kept on record.".to_owned()
        }
        marksheets::Refusal::TooLong => {
            "That text is too long. Use at most 100,000 characters.".to_owned()
        }
        marksheets::Refusal::NotQuotable(_) => {
            "Only your own notes that have words and are not struck out can be quoted.".to_owned()
        }
        marksheets::Refusal::StillRunning => {
            "Rating opens when the run has ended. Until then, observe and classify.".to_owned()
        }
        marksheets::Refusal::AsksWhy(Rule::R2) => {
            "The run has not ended. To rate now, say why; the reason is kept on record.".to_owned()
        }
        marksheets::Refusal::AsksWhy(Rule::R1) => {
            "Declare that you rated on your own, or say why not; the reason is kept on record."
                .to_owned()
        }
        marksheets::Refusal::Undeclared => {
            "Declare first that you rated on your own, before seeing other ratings.".to_owned()
        }
        marksheets::Refusal::AsksWhy(rule) => {
            format!("Say why rule {} is not kept; the reason is kept on record.", rule.id())
        }
        marksheets::Refusal::Unfounded(levels) => {
            format!("Write why for: {}. {ASKS_FOR_ITS_REASON}", competencies(centre, levels))
        }
    }
}

/// Of which levels rule R3 is about.
const ASKS_FOR_ITS_REASON: &str =
    "A level at either end, or without evidence, asks for its reason.";

/// A reminder of what is submitted all the same (rule R3 as a warning).
pub fn usual_to_say_why(centre: &Centre, levels: &[CompetencyId]) -> String {
    format!("It is usual to say why for: {}. {ASKS_FOR_ITS_REASON}", competencies(centre, levels))
}

fn competencies(centre: &Centre, ids: &[CompetencyId]) -> String {
    ids.iter().map(|id| competency(centre, id)).collect::<Vec<_>>().join(", ")
}

fn checklist(centre: &Centre, refusal: &checklists::Refusal) -> String {
    match refusal {
        checklists::Refusal::Marksheet(refusal) => marksheet(centre, refusal),
        checklists::Refusal::NoSuchItem => {
            format!("This exercise has no such {}.", thing(Thing::CheckItem))
        }
        checklists::Refusal::Points(most) => format!("This item takes 1 to {most} points."),
    }
}

fn talk(centre: &Centre, refusal: &talk::Refusal) -> String {
    match refusal {
        talk::Refusal::Session(refusal) => session(centre, refusal),
        talk::Refusal::NotAssigned => "This assessor does not observe in this session.".to_owned(),
        talk::Refusal::NotInTheGroup => "That candidate is not in this group.".to_owned(),
    }
}

fn prompt(centre: &Centre, refusal: &prompts::Refusal) -> String {
    match refusal {
        prompts::Refusal::Session(refusal) => session(centre, refusal),
        prompts::Refusal::NoSuchPrompt => {
            format!("This exercise has no such {}.", thing(Thing::Prompt))
        }
        prompts::Refusal::Given => "This prompt is ticked already.".to_owned(),
        prompts::Refusal::NotGiven => "This prompt is not ticked.".to_owned(),
    }
}

fn reflection(centre: &Centre, refusal: &reflections::Refusal) -> String {
    match refusal {
        reflections::Refusal::Session(refusal) => session(centre, refusal),
        reflections::Refusal::NotInTheSession => {
            "That candidate is not in this session.".to_owned()
        }
        reflections::Refusal::NoSuchQuestion => "This exercise has no such question.".to_owned(),
        reflections::Refusal::TooLong => {
            "That text is too long. Use at most 100,000 characters.".to_owned()
        }
    }
}

fn authority(refusal: authority::Refusal) -> &'static str {
    match refusal {
        authority::Refusal::FacilitatorsAlone => {
            "That is for the facilitator. Act as the facilitator, or ask them."
        }
        authority::Refusal::Anothers => {
            "That belongs to another assessor. They, or the facilitator, can change it."
        }
        authority::Refusal::NotTheirSession => {
            "You do not observe this session, so its clock is not yours. Ask the facilitator."
        }
    }
}

fn undo(refusal: &record::Refusal) -> String {
    match refusal {
        record::Refusal::NothingToUndo => "There is nothing of yours to undo.".to_owned(),
        record::Refusal::NothingToRedo => "There is nothing to redo.".to_owned(),
        record::Refusal::HasItsOwnWayBack => {
            "What was submitted, shown to all or signed is not undone. Reopen it with a reason instead."
                .to_owned()
        }
        record::Refusal::BuiltOn(later) => format!(
            "{} on this since. Take that back first.",
            count(*later, "later entry rests", "later entries rest")
        ),
    }
}

fn not_here(centre: &Centre, id: &CompetencyId) -> String {
    format!("{} is not rated in this exercise.", competency(centre, id))
}

fn competency(centre: &Centre, id: &CompetencyId) -> String {
    centre.scenario.competency(id).map_or_else(|| id.to_string(), |known| known.name.clone())
}
