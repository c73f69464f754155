//! What the steps of an enrolment allow and refuse.

use super::*;
use proptest::prelude::*;

fn started() -> Standing {
    Standing { state: State::Started, payment: PaymentStatus::Unpaid, cvec: CvecState::Absent, documents_open: 2 }
}

#[test]
fn it_is_effective_once_cvec_first_instalment_and_blocking_documents_are_there() {
    let rule = EffectiveRule::default();
    let it = started();
    assert_eq!(it.awaited(rule).len(), 4);
    let it = it.submit().expect("started");
    assert_eq!(it.validate(rule), Err(StepRefusal::Awaited(Awaited::Cvec)));
    let it = Standing { cvec: CvecState::Declared, payment: PaymentStatus::Partial, ..it };
    assert_eq!(it.validate(rule), Err(StepRefusal::Awaited(Awaited::Documents { count: 2 })));
    let it = Standing { documents_open: 0, ..it };
    assert_eq!(it.validate(rule).map(|it| it.state), Ok(State::Validated));
}

#[test]
fn what_the_establishment_does_not_ask_for_is_not_awaited() {
    let handed_over = started().submit().expect("started");
    for left_out in Condition::ALL {
        let mut form = Answers::default();
        for it in Condition::ALL.iter().filter(|it| *it != left_out) {
            form.0.insert(it.code().to_owned(), "yes".to_owned());
        }
        let rule = EffectiveRule::read(&form);
        assert!(Condition::ALL.iter().all(|it| rule.needs(*it) == (it != left_out)), "{left_out:?}");
        let awaited = handed_over.awaited(rule);
        let of = |it: &Awaited| match it {
            Awaited::Submission => None,
            Awaited::Cvec => Some(Condition::Cvec),
            Awaited::Payment => Some(Condition::FirstInstalment),
            Awaited::Documents { .. } => Some(Condition::BlockingDocuments),
        };
        assert!(awaited.len() == 2 && awaited.iter().all(|it| of(it) != Some(*left_out)), "{awaited:?}");
    }
    let nothing = EffectiveRule::read(&Answers::default());
    assert!(handed_over.validate(nothing).is_ok() && started().validate(nothing).is_err());
}

#[test]
fn between_two_periods_it_is_not_open_yet_and_after_both_it_is_closed() {
    let windows =
        [(10, 20), (30, 40)].map(|(opens, closes)| Window { opens_at: Instant(opens), closes_at: Instant(closes) });
    let at = |now| phase(&windows, Instant(now));
    assert_eq!(
        [at(5), at(10), at(20), at(35), at(40)],
        [Phase::Before, Phase::Open, Phase::Before, Phase::Open, Phase::After]
    );
    assert_eq!(phase(&[], Instant(0)), Phase::After);
    let waiting = Standing { state: State::Authorised, ..started() };
    assert_eq!(waiting.start(&windows, Instant(25)), Err(StepRefusal::OutsideWindow(Phase::Before)));
    assert!(waiting.start(&windows, Instant(30)).is_ok());
}

#[test]
fn what_was_paid_for_does_not_lapse_by_itself() {
    let paid = Standing { payment: PaymentStatus::Partial, ..started() };
    assert_eq!(paid.lapse(), Err(StepRefusal::Paid));
    assert!(started().lapse().is_ok());
    assert!(paid.cancel().is_ok());
}

fn any_of<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

proptest! {
    #[test]
    fn no_sequence_of_steps_validates_what_is_not_handed_over_or_revives_what_is_cancelled(
        acts in proptest::collection::vec(0_u8..9, 0..40),
        payment in any_of(PaymentStatus::ALL), cvec in any_of(CvecState::ALL), documents_open in 0_u32..3
    ) {
        let rule = EffectiveRule::default();
        let window = [Window { opens_at: Instant(0), closes_at: Instant(10) }];
        let mut it = Standing { state: State::Authorised, payment, cvec, documents_open };
        for act in acts {
            let before = it;
            let after = match act {
                0 => it.start(&window, Instant(5)),
                1 => it.submit(),
                2 => it.reopen(),
                3 => it.validate(rule),
                4 => it.cancel(),
                5 => it.lapse(),
                6 => it.reexamine(),
                7 => it.verify_cvec(),
                _ => it.start(&window, Instant(10)),
            };
            let Ok(after) = after else { continue };
            prop_assert!(before.state != State::Cancelled);
            if after.state == State::Validated && before.state != State::Validated {
                prop_assert!(before.state == State::Submitted && after.awaited(rule).is_empty());
            }
            it = after;
        }
    }
}
