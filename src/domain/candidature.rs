//! One wish of one person for one programme: its states and the legal steps between them (DESIGN.md §3.2).
//! A step consumes the old standing and returns the new one, or a typed refusal.

use super::document::DocumentState;
use super::form::{ByField, Fault, Faults};
use super::language::InBoth;
use super::profile::Section;
use super::review::AvisKind;
use super::time::{Instant, Span};
use super::transmission::Obstacle;
use serde::{Deserialize, Serialize};

/// How long before the deadline for answering a favourable avis a reminder leaves.
pub const ANSWER_REMINDER: Span = Span::days(3);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// The candidate fills it in.
    Pending,
    /// Handed over; shown « Réceptionné ».
    Transmitted,
    /// Sent back: only what is refused or missing is open again, until a deadline.
    Incomplete,
    /// Found complete; waits for an avis.
    Complete,
    Cancelled,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Pending, Self::Transmitted, Self::Incomplete, Self::Complete, Self::Cancelled];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Transmitted => "transmitted",
            Self::Incomplete => "incomplete",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether the candidate still works on the dossier.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Incomplete)
    }
}

/// What the candidate said to a favourable avis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Confirmed,
    Withdrawn,
    /// The deadline passed without an answer.
    WithdrawnByDefault,
}

impl Answer {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnByDefault => "withdrawn_by_default",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        [Self::Confirmed, Self::Withdrawn, Self::WithdrawnByDefault].into_iter().find(|it| it.code() == code)
    }
}

/// The avis that counts now: validated, and told to the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentAvis {
    pub kind: AvisKind,
    /// Until when the candidate may answer a favourable one.
    pub answer_by: Option<Instant>,
}

/// Where a candidature stands: all that its steps depend on, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    /// Until when the dossier may be transmitted: the programme's closing, or the deadline given with « incomplet ».
    pub transmit_by: Instant,
    pub avis: Option<CurrentAvis>,
    /// What was entered and is not validated yet: nothing follows from it, and what counts goes on to count.
    pub proposed: Option<AvisKind>,
    pub answer: Option<Answer>,
}

/// Why a step that staff or the candidate asked for is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRefusal {
    /// The candidature is not in the state that this step starts from.
    NotInState,
    /// « Incomplet » needs at least one document refused or missing.
    NothingToCorrect,
    /// Some documents were not judged yet.
    Unjudged {
        count: u32,
    },
    /// « Complet » needs every document accepted, waived or not concerned.
    NotAllAccepted {
        count: u32,
    },
    /// The deadline given lies in the past, or is no date.
    DeadlineInPast,
    /// The avis needs a ground.
    GroundMissing,
    /// Doing without a document needs a reason, which the candidate reads.
    ReasonMissing,
    /// The reserve list needs a rank of 1 or more.
    RankMissing,
    /// The comment is too long or holds characters that cannot be kept.
    CommentUnfit,
    /// The ground of an avis, likewise.
    GroundUnfit,
    AlreadyValidated,
    NoAvis,
    /// Done already, in the other sense.
    AlreadyAnswered,
    /// The answer came after its deadline.
    TooLate,
    /// Somebody changed the dossier meanwhile.
    Changed,
}

/// A question of one of the forms with which staff take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepField {
    Avis,
    Rank,
    Ground,
    Comment,
    Deadline,
    Reason,
}

impl ByField for StepRefusal {
    type Field = StepField;

    fn faults(&self) -> Faults<StepField> {
        match self {
            Self::NoAvis => (StepField::Avis, Fault::Missing).into(),
            Self::RankMissing => (StepField::Rank, Fault::Malformed).into(),
            Self::GroundMissing => (StepField::Ground, Fault::Missing).into(),
            Self::GroundUnfit => (StepField::Ground, Fault::Malformed).into(),
            Self::CommentUnfit => (StepField::Comment, Fault::Malformed).into(),
            Self::ReasonMissing => (StepField::Reason, Fault::Missing).into(),
            Self::DeadlineInPast => (StepField::Deadline, Fault::OutOfRange).into(),
            _ => Faults::default(),
        }
    }
}

impl Standing {
    /// Hands the dossier over.
    pub fn transmit(
        self,
        documents: &[(InBoth, DocumentState)],
        unfit: &[Section],
        now: Instant,
    ) -> Result<Self, Vec<Obstacle>> {
        let obstacles = self.obstacles(documents, unfit, now);
        if obstacles.is_empty() { Ok(Self { state: State::Transmitted, ..self }) } else { Err(obstacles) }
    }

    /// What stands in the way of a transmission at `now`, in the order the page shows it; `unfit` are the sections of the
    /// profile that are not complete, or no longer.
    pub fn obstacles(&self, documents: &[(InBoth, DocumentState)], unfit: &[Section], now: Instant) -> Vec<Obstacle> {
        match self.state {
            State::Transmitted | State::Complete => return vec![Obstacle::AlreadyTransmitted],
            State::Cancelled => return vec![Obstacle::Cancelled],
            State::Pending | State::Incomplete => {}
        }
        let mut obstacles = Vec::new();
        if self.transmit_by <= now {
            obstacles.push(Obstacle::DeadlinePassed);
        }
        obstacles.extend(unfit.iter().map(|it| Obstacle::Unfit(*it)));
        let missing = documents.iter().filter(|(_, state)| !state.is_handed_over());
        obstacles.extend(missing.map(|(label, _)| Obstacle::Missing(label.clone())));
        obstacles
    }

    /// Gives the candidature up. Only while it is pending and has no avis.
    pub fn cancel(self) -> Result<Self, StepRefusal> {
        match (self.state, self.avis) {
            (State::Pending, None) if self.proposed.is_none() => Ok(Self { state: State::Cancelled, ..self }),
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Sends the dossier back. Every document must have been judged, so that the candidate hears all at once.
    pub fn declare_incomplete(
        self,
        documents: &[DocumentState],
        deadline: Instant,
        now: Instant,
    ) -> Result<Self, StepRefusal> {
        if self.state != State::Transmitted {
            return Err(StepRefusal::NotInState);
        }
        if let count @ 1.. = count(documents, |it| it == DocumentState::Deposited) {
            return Err(StepRefusal::Unjudged { count });
        }
        if !documents.iter().any(|it| matches!(it, DocumentState::Refused | DocumentState::Missing)) {
            return Err(StepRefusal::NothingToCorrect);
        }
        if deadline <= now {
            return Err(StepRefusal::DeadlineInPast);
        }
        Ok(Self { state: State::Incomplete, transmit_by: deadline, ..self })
    }

    pub fn declare_complete(self, documents: &[DocumentState]) -> Result<Self, StepRefusal> {
        if self.state != State::Transmitted {
            return Err(StepRefusal::NotInState);
        }
        match count(documents, |it| !it.is_settled()) {
            0 => Ok(Self { state: State::Complete, ..self }),
            count => Err(StepRefusal::NotAllAccepted { count }),
        }
    }

    /// Enters an avis, in place of one that was not validated yet, or that decided nothing for good.
    pub fn enter_avis(self, kind: AvisKind) -> Result<Self, StepRefusal> {
        if self.state != State::Complete || self.answer.is_some() {
            return Err(StepRefusal::NotInState);
        }
        if self.is_decided() {
            return Err(StepRefusal::AlreadyValidated);
        }
        Ok(Self { proposed: Some(kind), ..self })
    }

    /// Whether the avis that counts stands for good.
    fn is_decided(&self) -> bool {
        self.avis.is_some_and(|avis| avis.kind.is_final())
    }

    /// Validates the avis entered; `answer_by` is the deadline for an answer, should it be favourable.
    pub fn validate_avis(self, answer_by: Instant) -> Result<Self, StepRefusal> {
        match self.proposed {
            None if self.avis.is_some() => Err(StepRefusal::AlreadyValidated),
            None => Err(StepRefusal::NoAvis),
            // Withdrawn meanwhile, from the list that counted until now.
            Some(_) if self.state != State::Complete || self.answer.is_some() => Err(StepRefusal::NotInState),
            Some(_) if self.is_decided() => Err(StepRefusal::AlreadyValidated),
            Some(kind) => {
                let answer_by = (kind == AvisKind::Favourable).then_some(answer_by);
                Ok(Self { avis: Some(CurrentAvis { kind, answer_by }), proposed: None, ..self })
            }
        }
    }

    /// The candidate's answer to a validated avis: confirmed if it is favourable, withdrawn unless it is unfavourable.
    /// Who confirmed may still withdraw; saying the same thing twice is [`StepRefusal::AlreadyAnswered`], which changes
    /// nothing.
    pub fn answer(self, answer: Answer, now: Instant) -> Result<Self, StepRefusal> {
        match self.answer {
            Some(Answer::WithdrawnByDefault) => return Err(StepRefusal::TooLate),
            Some(Answer::Withdrawn) => return Err(StepRefusal::AlreadyAnswered),
            Some(Answer::Confirmed) if answer == Answer::Confirmed => return Err(StepRefusal::AlreadyAnswered),
            Some(Answer::Confirmed) | None => {}
        }
        match self.avis {
            // What the deadline does is nobody's to say.
            _ if answer == Answer::WithdrawnByDefault => Err(StepRefusal::NotInState),
            Some(CurrentAvis { kind, .. }) if answer == Answer::Withdrawn && !kind.is_final() => {
                Ok(Self { answer: Some(answer), ..self })
            }
            Some(CurrentAvis { kind: AvisKind::Favourable, answer_by: Some(by) }) => {
                // A withdrawal after a confirmation frees a place: never too late.
                if by <= now && self.answer.is_none() {
                    return Err(StepRefusal::TooLate);
                }
                Ok(Self { answer: Some(answer), ..self })
            }
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// What the deadline does to a favourable avis that nobody answered (seed 001: « Si vous ne confirmez pas, vous ne
    /// pourrez pas vous inscrire »).
    pub fn withdraw_by_default(self, now: Instant) -> Result<Self, StepRefusal> {
        match (self.avis, self.answer) {
            (Some(CurrentAvis { kind: AvisKind::Favourable, answer_by: Some(by) }), None) if by <= now => {
                Ok(Self { answer: Some(Answer::WithdrawnByDefault), ..self })
            }
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Whether a withdrawal freed a place that the reserve list may take.
    pub const fn freed_a_place(&self) -> bool {
        matches!(self.avis, Some(CurrentAvis { kind: AvisKind::Favourable, .. }))
            && matches!(self.answer, Some(Answer::Withdrawn | Answer::WithdrawnByDefault))
    }

    /// From the reserve list to a favourable avis, which may be answered until `answer_by`; what was proposed meanwhile
    /// is void.
    pub fn promote(self, answer_by: Instant) -> Result<Self, StepRefusal> {
        match (self.state, self.avis, self.answer) {
            (State::Complete, Some(CurrentAvis { kind: AvisKind::ReserveList, .. }), None) => {
                let avis = CurrentAvis { kind: AvisKind::Favourable, answer_by: Some(answer_by) };
                Ok(Self { avis: Some(avis), proposed: None, ..self })
            }
            _ => Err(StepRefusal::NotInState),
        }
    }
}

fn count(documents: &[DocumentState], is: impl Fn(DocumentState) -> bool) -> u32 {
    u32::try_from(documents.iter().filter(|it| is(**it)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
