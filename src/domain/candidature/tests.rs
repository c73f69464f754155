//! What the steps of a candidature allow and refuse, and a walk through all of them.

use super::*;
use proptest::prelude::*;

const DEADLINE: Instant = Instant(1000);

fn pending() -> Standing {
    Standing { state: State::Pending, transmit_by: DEADLINE, avis: None, proposed: None, answer: None }
}

fn label(n: usize) -> InBoth {
    InBoth::of(format!("document {n}"), None)
}

fn documents(states: &[DocumentState]) -> Vec<(InBoth, DocumentState)> {
    states.iter().enumerate().map(|(n, state)| (label(n), *state)).collect()
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
    let missing = |n| Obstacle::Missing(label(n));
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

fn handed(states: &[DocumentState]) -> Vec<(InBoth, DocumentState)> {
    documents(states)
}
