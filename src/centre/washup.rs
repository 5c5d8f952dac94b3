//! The wash-up: ratings shown at once, levels agreed, scores from outside, decision, signature.
//!
//! **Invariants:** nothing is agreed or decided before the ratings are shown (rule W1); what is
//! signed changes only after it was reopened with a reason; all of it is the facilitator's act
//! ([`super::authority`]). The arithmetic result and the rule's band are kept beside what the
//! panel settled (rule W4). What follows from it is computed in `scoring::outcome`.

use serde::{Deserialize, Serialize};

use super::meeting::{Agreed, Decision, Meeting, Panel, Revealed, Scored, Span, Turn};
use super::{Centre, Made, Sheet};
use crate::ids::{AssessorId, CandidateId, CompetencyId, ScoreId};
use crate::people::LONGEST_NAME;
use crate::scenario::{Kind, Rule, Strictness, figures};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 10_000;
/// The most people from outside who can be at the table.
pub const MOST_OTHERS: usize = 50;

/// What can happen in the wash-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Candidates are taken in this order; those not named follow by code.
    Order {
        /// The first first.
        candidates: Vec<CandidateId>,
    },
    /// These are at the table from now on.
    Present {
        /// Assessors of this centre.
        assessors: Vec<AssessorId>,
        /// Others by name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        others: Vec<String>,
    },
    /// The panel turns to a candidate, and away from whoever was talked about.
    Begin {
        /// To whom.
        candidate: CandidateId,
    },
    /// The panel turns away from a candidate, to come back or not.
    Leave {
        /// From whom.
        candidate: CandidateId,
    },
    /// All ratings of a candidate are shown, everybody's at once.
    Reveal {
        /// Whose.
        candidate: CandidateId,
        /// Why it is not waited for marksheets that are still open.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A score from outside the day is entered, put right or taken back.
    Score {
        /// Whose.
        candidate: CandidateId,
        /// Which.
        score: ScoreId,
        /// The score; nothing takes it back.
        #[serde(default, deserialize_with = "figures::maybe")]
        value: Option<f64>,
        /// Who scored it, or which list it comes from.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// The panel agrees a level.
    Agree {
        /// Whose.
        candidate: CandidateId,
        /// Of what.
        competency: CompetencyId,
        /// The level; nothing when the panel agrees that nothing can be said.
        level: Option<u8>,
        /// The arithmetic result that stood beside it.
        #[serde(default, deserialize_with = "figures::maybe")]
        arithmetic: Option<f64>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A case near a cut was looked at again (rule W5).
    Borderline {
        /// Whose.
        candidate: CandidateId,
        /// What was found; empty takes the mark away.
        found: String,
    },
    /// The panel decides.
    Decide {
        /// About whom.
        candidate: CandidateId,
        /// The label of a band.
        band: String,
        /// What the rule gives.
        by_rule: Option<String>,
        /// Why, where that is another.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Those present sign; the case is locked.
    Sign {
        /// Whose.
        candidate: CandidateId,
        /// Assessors who sign.
        assessors: Vec<AssessorId>,
        /// Others who sign, by name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        others: Vec<String>,
    },
    /// A signed case may be changed again.
    Reopen {
        /// Whose.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
}

impl Change {
    /// About whom it is.
    pub fn candidate(&self) -> Option<CandidateId> {
        match self {
            Self::Order { .. } | Self::Present { .. } => None,
            Self::Begin { candidate }
            | Self::Leave { candidate }
            | Self::Reveal { candidate, .. }
            | Self::Score { candidate, .. }
            | Self::Agree { candidate, .. }
            | Self::Borderline { candidate, .. }
            | Self::Decide { candidate, .. }
            | Self::Sign { candidate, .. }
            | Self::Reopen { candidate, .. } => Some(*candidate),
        }
    }

    /// Whether undo may take it back. What was shown was seen; a signature has its own way back.
    pub(super) fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Reveal { .. } | Self::Sign { .. } | Self::Reopen { .. })
    }
}

/// Why something in the wash-up cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such candidate on the list.
    NoSuchCandidate,
    /// There is no such assessor on the list.
    NoSuchAssessor,
    /// The panel is with that candidate already.
    IsCurrent,
    /// The panel is not with that candidate.
    IsNotCurrent,
    /// The ratings were shown already.
    Revealed,
    /// The ratings are not shown yet (rule W1).
    NotRevealed,
    /// These marksheets are still open (rules R1 and W1); with a reason it can be.
    Open(Vec<Sheet>),
    /// These marksheets are still open, and the scenario does not let anybody go on without them.
    MustWait(Vec<Sheet>),
    /// The scenario has no such score.
    NoSuchScore,
    /// The score lies outside its bounds.
    OutOfBounds(ScoreId),
    /// The scenario has no such competency.
    NoSuchCompetency,
    /// Nobody gave a level, so there is nothing to agree.
    NothingRated,
    /// No marksheet was handed in and none is waited for, so there is nothing to show.
    NothingHandedIn,
    /// The scenario lets the arithmetic result stand here.
    ArithmeticStands,
    /// The scale has no such level.
    NoSuchLevel(u8),
    /// The scenario has no such band.
    NoSuchBand(String),
    /// The panel departs from the arithmetic result, or there is none: a reason is needed (W4).
    Departs,
    /// The panel departs from the rule: a reason is needed (W4).
    DepartsFromRule,
    /// The scenario does not let the panel depart from the arithmetic result or from its rule.
    MayNotDepart,
    /// These are not agreed yet.
    NotAgreed(Vec<CompetencyId>),
    /// There is no decision yet.
    NotDecided,
    /// Nobody signs.
    NobodySigns,
    /// It is signed: reopen it first.
    Locked,
    /// It is not signed.
    NotLocked,
    /// A reason is needed.
    NoReason,
    /// A text, or the list of people, is too long.
    TooLong,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    if let Some(candidate) = change.candidate()
        && centre.people.candidate(candidate).is_none()
    {
        return Err(Refusal::NoSuchCandidate);
    }
    match change {
        Change::Order { candidates } => {
            let known = |id: &CandidateId| centre.people.candidate(*id).is_some();
            held(candidates.iter().all(known), Refusal::NoSuchCandidate)
        }
        Change::Present { assessors, others } => check_panel(centre, assessors, others),
        Change::Begin { candidate } => {
            held(centre.wash_up.current != Some(*candidate), Refusal::IsCurrent)?;
            check_open(centre, *candidate)
        }
        Change::Leave { candidate } => {
            held(centre.wash_up.current == Some(*candidate), Refusal::IsNotCurrent)
        }
        Change::Reveal { candidate, reason } => check_reveal(centre, *candidate, reason),
        Change::Score { candidate, score, value, source } => {
            check_open(centre, *candidate)?;
            check_score(centre, score, *value)?;
            fits(source, LONGEST_NAME)
        }
        Change::Agree { candidate, competency, level, arithmetic, reason } => {
            check_shown(centre, *candidate)?;
            held(centre.scenario.competency(competency).is_some(), Refusal::NoSuchCompetency)?;
            held(centre.is_rated(*candidate, competency), Refusal::NothingRated)?;
            held(centre.needs_agreement(*candidate, competency), Refusal::ArithmeticStands)?;
            fits(reason, LONGEST_REASON)?;
            check_level(centre, *level, *arithmetic, reason)
        }
        Change::Borderline { candidate, found } => {
            check_shown(centre, *candidate)?;
            fits(found, LONGEST_REASON)
        }
        Change::Decide { candidate, band, by_rule, reason } => {
            check_shown(centre, *candidate)?;
            fits(reason, LONGEST_REASON)?;
            check_decision(centre, band, by_rule.as_ref(), reason)
        }
        Change::Sign { candidate, assessors, others } => {
            check_signature(centre, *candidate, assessors, others)
        }
        Change::Reopen { candidate, reason } => {
            let locked = centre.meeting(*candidate).is_some_and(Meeting::is_locked);
            held(locked, Refusal::NotLocked)?;
            held(!reason.trim().is_empty(), Refusal::NoReason)?;
            fits(reason, LONGEST_REASON)
        }
    }
}

fn check_open(centre: &Centre, candidate: CandidateId) -> Result<(), Refusal> {
    held(!centre.meeting(candidate).is_some_and(Meeting::is_locked), Refusal::Locked)
}

/// Open, and the ratings have been shown.
fn check_shown(centre: &Centre, candidate: CandidateId) -> Result<(), Refusal> {
    check_open(centre, candidate)?;
    let shown = centre.meeting(candidate).is_some_and(|meeting| meeting.revealed.is_some());
    held(shown, Refusal::NotRevealed)
}

fn check_panel(
    centre: &Centre,
    assessors: &[AssessorId],
    others: &[String],
) -> Result<(), Refusal> {
    let known = |id: &AssessorId| centre.people.assessor(*id).is_some();
    held(assessors.iter().all(known), Refusal::NoSuchAssessor)?;
    held(others.len() <= MOST_OTHERS, Refusal::TooLong)?;
    others.iter().try_for_each(|name| fits(name, LONGEST_NAME))
}

fn check_reveal(centre: &Centre, candidate: CandidateId, reason: &str) -> Result<(), Refusal> {
    let revealed = centre.meeting(candidate).is_some_and(|meeting| meeting.revealed.is_some());
    held(!revealed, Refusal::Revealed)?;
    fits(reason, LONGEST_REASON)?;
    let open = centre.open_sheets(candidate);
    if open.is_empty() {
        return Ok(());
    }
    match centre.scenario.rules.level(Rule::W1) {
        Strictness::Off | Strictness::Note => Ok(()),
        Strictness::Warn | Strictness::Ask => held(!reason.trim().is_empty(), Refusal::Open(open)),
        Strictness::Block => Err(Refusal::MustWait(open)),
    }
}

fn check_score(centre: &Centre, score: &ScoreId, value: Option<f64>) -> Result<(), Refusal> {
    let known = centre.scenario.external_scores.iter().find(|known| known.id == *score);
    let known = known.ok_or(Refusal::NoSuchScore)?;
    let within = value.is_none_or(|value| value >= known.lowest && value <= known.highest);
    held(within, Refusal::OutOfBounds(score.clone()))
}

fn check_level(
    centre: &Centre,
    level: Option<u8>,
    arithmetic: Option<f64>,
    reason: &str,
) -> Result<(), Refusal> {
    if let Some(level) = level {
        held(centre.scenario.scale.level(level).is_some(), Refusal::NoSuchLevel(level))?;
    }
    // The level next to the mean is no departure; at a half both are.
    let near = level.zip(arithmetic).is_some_and(|(level, mean)| {
        mean.is_finite() && (f64::from(level) - mean).abs() <= 0.5 + 1e-9
    });
    check_departure(centre, near, reason, Refusal::Departs)
}

fn check_decision(
    centre: &Centre,
    band: &str,
    by_rule: Option<&String>,
    reason: &str,
) -> Result<(), Refusal> {
    let known = centre.scenario.decision.bands.iter().any(|known| known.label == band);
    held(known, Refusal::NoSuchBand(band.to_owned()))?;
    let follows = by_rule.is_some_and(|by_rule| by_rule == band);
    check_departure(centre, follows, reason, Refusal::DepartsFromRule)
}

/// Rule W4: who departs says why, unless the scenario keeps the rule otherwise.
fn check_departure(
    centre: &Centre,
    follows: bool,
    reason: &str,
    asks: Refusal,
) -> Result<(), Refusal> {
    if follows {
        return Ok(());
    }
    match centre.scenario.rules.level(Rule::W4) {
        Strictness::Off | Strictness::Note | Strictness::Warn => Ok(()),
        Strictness::Ask => held(!reason.trim().is_empty(), asks),
        Strictness::Block => Err(Refusal::MayNotDepart),
    }
}

fn check_signature(
    centre: &Centre,
    candidate: CandidateId,
    assessors: &[AssessorId],
    others: &[String],
) -> Result<(), Refusal> {
    check_shown(centre, candidate)?;
    check_panel(centre, assessors, others)?;
    let named = others.iter().any(|name| !name.trim().is_empty());
    held(named || !assessors.is_empty(), Refusal::NobodySigns)?;
    let open = centre.to_agree(candidate);
    held(open.is_empty(), Refusal::NotAgreed(open))?;
    // Where people are helped to grow, levels alone can be signed.
    let decides =
        centre.scenario.kind != Kind::Development && !centre.scenario.decision.bands.is_empty();
    let decided = centre.meeting(candidate).is_some_and(|meeting| meeting.decision().is_some());
    held(decided || !decides, Refusal::NotDecided)
}

fn held(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(refusal) }
}

fn fits(text: &str, longest: usize) -> Result<(), Refusal> {
    held(text.chars().count() <= longest, Refusal::TooLong)
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Order { candidates } => {
            let mut order: Vec<CandidateId> = Vec::with_capacity(candidates.len());
            for candidate in candidates {
                if !order.contains(candidate) {
                    order.push(*candidate);
                }
            }
            centre.wash_up.order = order;
        }
        Change::Present { assessors, others } => centre.wash_up.panel = panel(assessors, others),
        Change::Begin { candidate } => {
            leave(centre, made);
            centre.wash_up.current = Some(*candidate);
            let span = Span { began: made.at, left: None };
            meeting(centre, *candidate).spans.push(span);
        }
        Change::Leave { .. } => leave(centre, made),
        Change::Reveal { candidate, reason } => {
            let open = centre.open_sheets(*candidate);
            let reason = reason.trim().to_owned();
            meeting(centre, *candidate).revealed = Some(Revealed { made: *made, open, reason });
        }
        Change::Score { candidate, score, value, source } => {
            let scored = Scored { value: *value, source: source.trim().to_owned(), made: *made };
            meeting(centre, *candidate).scores.entry(score.clone()).or_default().push(scored);
        }
        Change::Agree { candidate, competency, level, arithmetic, reason } => {
            let reason = reason.trim().to_owned();
            let agreed = Agreed { level: *level, arithmetic: *arithmetic, reason, made: *made };
            meeting(centre, *candidate).agreed.entry(competency.clone()).or_default().push(agreed);
        }
        Change::Borderline { candidate, found } => {
            let found = found.trim().to_owned();
            meeting(centre, *candidate).borderline.push((*made, found));
        }
        Change::Decide { candidate, band, by_rule, reason } => {
            let decision = Decision {
                band: band.clone(),
                by_rule: by_rule.clone(),
                reason: reason.trim().to_owned(),
                made: *made,
            };
            meeting(centre, *candidate).decisions.push(decision);
        }
        Change::Sign { candidate, assessors, others } => {
            if centre.wash_up.current == Some(*candidate) {
                leave(centre, made);
            }
            let signed = Turn::Signed(*made, panel(assessors, others));
            meeting(centre, *candidate).turns.push(signed);
        }
        Change::Reopen { candidate, reason } => {
            let reopened = Turn::Reopened(*made, reason.trim().to_owned());
            meeting(centre, *candidate).turns.push(reopened);
        }
    }
}

fn meeting(centre: &mut Centre, candidate: CandidateId) -> &mut Meeting {
    centre.wash_up.meetings.entry(candidate).or_default()
}

fn leave(centre: &mut Centre, made: &Made) {
    let Some(current) = centre.wash_up.current.take() else { return };
    if let Some(span) = meeting(centre, current).spans.last_mut() {
        span.left.get_or_insert(made.at);
    }
}

fn panel(assessors: &[AssessorId], others: &[String]) -> Panel {
    let mut panel = Panel::default();
    for assessor in assessors {
        if !panel.assessors.contains(assessor) {
            panel.assessors.push(*assessor);
        }
    }
    let names = others.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    panel.others = names.map(str::to_owned).collect();
    panel
}
