//! One wish of one person for one programme: its states and the legal steps between them (DESIGN.md §3.2).
//! A step consumes the old standing and returns the new one, or a typed refusal.

use super::document::DocumentState;
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
    AlreadyValidated,
    NoAvis,
    /// Done already, in the other sense.
    AlreadyAnswered,
    /// The answer came after its deadline.
    TooLate,
    /// Somebody changed the dossier meanwhile.
    Changed,
}

impl Standing {
    /// Hands the dossier over.
    pub fn transmit(
        self,
        documents: &[(String, DocumentState)],
        unfit: &[Section],
        now: Instant,
    ) -> Result<Self, Vec<Obstacle>> {
        let obstacles = self.obstacles(documents, unfit, now);
        if obstacles.is_empty() { Ok(Self { state: State::Transmitted, ..self }) } else { Err(obstacles) }
    }

    /// What stands in the way of a transmission at `now`, in the order the page shows it; `unfit` are the sections of the
    /// profile that are not complete, or no longer.
    pub fn obstacles(&self, documents: &[(String, DocumentState)], unfit: &[Section], now: Instant) -> Vec<Obstacle> {
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DEADLINE: Instant = Instant(1000);

    fn pending() -> Standing {
        Standing { state: State::Pending, transmit_by: DEADLINE, avis: None, proposed: None, answer: None }
    }

    fn documents(states: &[DocumentState]) -> Vec<(String, DocumentState)> {
        states.iter().enumerate().map(|(n, state)| (format!("document {n}"), *state)).collect()
    }

    #[test]
    fn a_dossier_is_transmitted_whole_in_time_and_once() {
        use DocumentState::{Deposited, Missing, NotConcerned, Refused};
        let whole = documents(&[Deposited, NotConcerned]);
        let transmitted = pending().transmit(&whole, &[], Instant(999)).expect("whole and in time");
        assert_eq!(transmitted.state, State::Transmitted);
        assert_eq!(transmitted.transmit(&whole, &[], Instant(999)), Err(vec![Obstacle::AlreadyTransmitted]));
        assert_eq!(pending().transmit(&whole, &[], DEADLINE), Err(vec![Obstacle::DeadlinePassed]));
        let holes = documents(&[Missing, Deposited, Refused]);
        let missing = |n: u8| Obstacle::Missing(format!("document {n}"));
        assert_eq!(pending().transmit(&holes, &[], Instant(0)), Err(vec![missing(0), missing(2)]));
        let spoilt = [Section::Address];
        assert_eq!(pending().transmit(&whole, &spoilt, Instant(0)), Err(vec![Obstacle::Unfit(Section::Address)]));
    }

    #[test]
    fn incomplete_says_everything_at_once_and_gives_time() {
        use DocumentState::{Accepted, Deposited, Refused};
        let transmitted = Standing { state: State::Transmitted, ..pending() };
        let (now, later) = (Instant(2000), Instant(3000));
        assert_eq!(
            transmitted.declare_incomplete(&[Refused, Deposited], later, now),
            Err(StepRefusal::Unjudged { count: 1 })
        );
        assert_eq!(transmitted.declare_incomplete(&[Accepted], later, now), Err(StepRefusal::NothingToCorrect));
        assert_eq!(transmitted.declare_incomplete(&[Refused], now, now), Err(StepRefusal::DeadlineInPast));
        let back = transmitted.declare_incomplete(&[Refused, Accepted], later, now).expect("judged and one refused");
        assert_eq!((back.state, back.transmit_by), (State::Incomplete, later));
        assert!(back.transmit(&documents(&[Deposited, Accepted]), &[], Instant(2999)).is_ok());
    }

    #[test]
    fn an_avis_is_validated_once_and_answered_in_time() {
        let complete = Standing { state: State::Complete, ..pending() };
        assert_eq!(complete.validate_avis(Instant(5)), Err(StepRefusal::NoAvis));
        let entered = complete.enter_avis(AvisKind::Favourable).expect("complete");
        assert_eq!(entered.answer(Answer::Confirmed, Instant(0)), Err(StepRefusal::NotInState));
        let validated = entered.validate_avis(Instant(5000)).expect("entered");
        assert_eq!(validated.validate_avis(Instant(9)), Err(StepRefusal::AlreadyValidated));
        assert_eq!(validated.enter_avis(AvisKind::Unfavourable), Err(StepRefusal::AlreadyValidated));
        assert_eq!(validated.answer(Answer::Confirmed, Instant(5000)), Err(StepRefusal::TooLate));
        let confirmed = validated.answer(Answer::Confirmed, Instant(4999)).expect("in time");
        assert_eq!(confirmed.answer(Answer::Confirmed, Instant(4999)), Err(StepRefusal::AlreadyAnswered));
        let withdrawn = confirmed.answer(Answer::Withdrawn, Instant(9999)).expect("a place may always be freed");
        assert_eq!(withdrawn.answer(Answer::Confirmed, Instant(4999)), Err(StepRefusal::AlreadyAnswered));
    }

    #[test]
    fn what_is_only_proposed_changes_nothing() {
        let complete = Standing { state: State::Complete, ..pending() };
        let listed = complete.enter_avis(AvisKind::ReserveList).and_then(|it| it.validate_avis(Instant(0)));
        let listed = listed.expect("on the list");
        let proposed = listed.enter_avis(AvisKind::Unfavourable).expect("the list decides nothing for good");
        assert_eq!((proposed.avis, proposed.proposed), (listed.avis, Some(AvisKind::Unfavourable)));
        let promoted = proposed.promote(Instant(9)).expect("still on the list");
        assert_eq!(promoted.proposed, None, "void: nothing may take the place back");
        let withdrawn = proposed.answer(Answer::Withdrawn, Instant(0)).expect("still on the list");
        assert_eq!(withdrawn.validate_avis(Instant(9)), Err(StepRefusal::NotInState), "nobody waits any more");
        let decided = proposed.validate_avis(Instant(9)).expect("proposed");
        assert_eq!(decided.avis.map(|it| it.kind), Some(AvisKind::Unfavourable));
    }

    #[test]
    fn an_unfavourable_avis_asks_for_no_answer() {
        let complete = Standing { state: State::Complete, ..pending() };
        let validated = complete.enter_avis(AvisKind::Unfavourable).and_then(|it| it.validate_avis(Instant(5000)));
        let validated = validated.expect("entered");
        assert_eq!(validated.avis.and_then(|it| it.answer_by), None);
        assert_eq!(validated.answer(Answer::Confirmed, Instant(0)), Err(StepRefusal::NotInState));
    }

    fn any_state() -> impl Strategy<Value = DocumentState> {
        prop::sample::select(DocumentState::ALL.to_vec())
    }

    proptest! {
        /// Whatever anyone does in whatever order, and whatever becomes of the documents meanwhile, none is confirmed without
        /// a validated favourable avis, none has an avis without having been transmitted, none is cancelled after that, and
        /// none moves on with documents that are not ready for it.
        #[test]
        fn no_sequence_of_acts_reaches_a_forbidden_state(
            first in prop::collection::vec(any_state(), 3),
            acts in prop::collection::vec((0_u8..17, 0_i64..3000, 0_usize..3, any_state()), 0..80),
        ) {
            let mut it = pending();
            let mut documents = first;
            let mut was_transmitted = false;
            for (act, now, nth, document) in acts {
                let now = Instant(now);
                let before = it;
                let next = match act {
                    0 => it.transmit(&handed(&documents), &[], now).ok(),
                    1 => it.declare_incomplete(&documents, Instant(now.0 + 500), now).ok(),
                    2 => it.declare_complete(&documents).ok(),
                    3 => it.enter_avis(AvisKind::Favourable).ok(),
                    4 => it.validate_avis(Instant(now.0 + 500)).ok(),
                    5 => it.answer(Answer::Confirmed, now).ok(),
                    6 => it.answer(Answer::Withdrawn, now).ok(),
                    7 => it.withdraw_by_default(now).ok(),
                    8 => it.promote(Instant(now.0 + 500)).ok(),
                    9 => it.enter_avis(AvisKind::ReserveList).ok(),
                    10 => it.enter_avis(AvisKind::Unfavourable).ok(),
                    11 => it.enter_avis(AvisKind::WaitingList).ok(),
                    12 => it.enter_avis(AvisKind::Preselection).ok(),
                    13 => it.cancel().ok(),
                    // All are settled, so that walks get beyond the examination; or one becomes something else.
                    14 => {
                        documents.fill(DocumentState::Accepted);
                        None
                    }
                    _ => {
                        documents[nth] = document;
                        None
                    }
                };
                it = next.unwrap_or(it);
                was_transmitted |= it.state == State::Transmitted;
                let kind = it.avis.map(|avis| avis.kind);
                let confirmed_or_late = matches!(it.answer, Some(Answer::Confirmed | Answer::WithdrawnByDefault));
                prop_assert!(!confirmed_or_late || kind == Some(AvisKind::Favourable));
                // Who is refused has nothing to answer; and nobody is given time for an answer that is not asked.
                prop_assert!(it.answer.is_none() || !matches!(kind, None | Some(AvisKind::Unfavourable)));
                let timed = it.avis.is_some_and(|avis| avis.answer_by.is_some());
                prop_assert_eq!(timed, kind == Some(AvisKind::Favourable));
                // A decision that was made for good, and a withdrawal, stay; a list and a preselection lead on.
                let is_final = before.avis.is_some_and(|avis| avis.kind.is_final());
                prop_assert!(!is_final || it.avis == before.avis);
                let gone = matches!(before.answer, Some(Answer::Withdrawn | Answer::WithdrawnByDefault));
                prop_assert!(!gone || it == before);
                let has_avis = it.avis.is_some() || it.proposed.is_some();
                prop_assert!(!has_avis || (was_transmitted && it.state == State::Complete));
                // Only what is validated, or a promotion, changes what counts.
                prop_assert!(it.avis == before.avis || act == 4 || act == 8);
                prop_assert!(it.state != State::Cancelled || !was_transmitted);
                // Only the rule promotes, and only from the reserve list.
                let promoted = act == 8 && next.is_some();
                prop_assert!(!promoted || before.avis.is_some_and(|it| it.kind == AvisKind::ReserveList));
                // What a step was judged by is what there was when it was made.
                if it.state != before.state {
                    let ready = match it.state {
                        State::Transmitted => documents.iter().all(|it| it.is_handed_over()) && now < before.transmit_by,
                        State::Incomplete => {
                            let judged = documents.iter().all(|it| *it != DocumentState::Deposited);
                            judged && documents.iter().any(|it| !it.is_handed_over()) && it.transmit_by > now
                        }
                        State::Complete => documents.iter().all(|it| it.is_settled()),
                        State::Cancelled => before.state == State::Pending,
                        State::Pending => false,
                    };
                    prop_assert!(ready, "{before:?} became {it:?} with {documents:?}");
                }
            }
        }
    }

    fn handed(states: &[DocumentState]) -> Vec<(String, DocumentState)> {
        documents(states)
    }
}
