//! Whoever finds a payment, however often it was heard of: it is paid once.

use super::*;
use crate::domain::instalment::plan;
use crate::domain::payment::Outcome;
use proptest::prelude::*;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
const LATER: Date = Date { year: 2027, month: 6, day: 1 };
const LEFT: Signs = Signs { unconfirmed: false, broken: false, departed: true };

fn attempt(state: AttemptState, count: u8) -> Attempt {
    let parts = plan(62_800, count, TODAY).expect("a plan");
    let transactions = if state == AttemptState::Paid { vec!["1".to_owned()] } else { Vec::new() };
    Attempt { reference: "IA-1-1".into(), state, parts, transactions }
}

#[test]
fn the_bank_is_asked_about_what_may_be_paid_there_without_our_knowing() {
    use AttemptState as S;
    let asked = S::ALL.into_iter().filter(|it| attempt(*it, 1).may_be_asked(LEFT)).collect::<Vec<_>>();
    assert_eq!(asked, [S::Redirected, S::Refused, S::Cancelled, S::Expired]);
    assert!(S::ALL.into_iter().all(|it| !attempt(it, 1).may_be_asked(Signs::default())), "nobody went there");
}

#[test]
fn staff_record_what_is_unconfirmed_or_unheard_and_nothing_else() {
    use AttemptState as S;
    use RecordRefusal as R;
    let of = |state, unconfirmed| attempt(state, 1).to_record(Signs { unconfirmed, ..LEFT }, TODAY);
    let unheard = S::ALL.map(|it| of(it, false));
    let (live, heard) = (Err(R::Live), Err(R::Heard));
    assert_eq!(unheard, [live, live, Err(R::Paid), heard, heard, Ok(62_800), heard]);
    let unconfirmed = S::ALL.map(|it| of(it, true));
    let (all, paid) = (Ok(62_800), Err(R::Paid));
    assert_eq!(unconfirmed, [all, all, paid, all, all, all, heard]);
    assert_eq!(attempt(S::Expired, 1).to_record(Signs::default(), TODAY), Err(R::NeverLeft));
}

#[test]
fn a_part_is_missed_once_its_day_is_past_and_nothing_was_heard() {
    let it = attempt(AttemptState::Paid, 3);
    let (second, day_after) = (it.parts[1].on, Date { day: it.parts[1].on.day + 1, ..it.parts[1].on });
    assert_eq!([second, day_after].map(|limit| it.overdue_part(false, limit)), [None, Some(1)]);
    assert_eq!(it.overdue_part(true, day_after), None, "it was refused: that is news");
    assert_eq!(it.to_record(LEFT, second), Err(RecordRefusal::Paid));
    assert_eq!(it.to_record(LEFT, day_after), Ok(it.parts[1].amount));
    assert_eq!(attempt(AttemptState::Expired, 3).overdue_part(false, LATER), None);
    let all = Attempt { transactions: ["1", "2", "3"].map(String::from).to_vec(), ..it };
    assert_eq!(all.overdue_part(false, LATER), None);
}

#[test]
fn what_staff_saw_has_a_number_and_a_reason() {
    let seen = Seen::read(" 0000612345 ", " Relevé du 23 ").expect("fit");
    assert_eq!((seen.transaction.as_str(), seen.reason.as_str()), ("612345", "Relevé du 23"));
    let refused = |number: &str, reason: &str| Seen::read(number, reason).expect_err("a refusal");
    assert_eq!(refused("", "vu"), RecordRefusal::TransactionMissing);
    assert_eq!(refused("000", "vu"), RecordRefusal::TransactionMissing);
    assert_eq!(refused("61 2345", "vu"), RecordRefusal::TransactionUnfit);
    assert_eq!(refused(&"1".repeat(21), "vu"), RecordRefusal::TransactionUnfit);
    assert_eq!(refused("1", " \n"), RecordRefusal::ReasonMissing);
    assert_eq!(refused("1", "a\0"), RecordRefusal::ReasonMissing);
    assert_eq!(refused("1", &"é".repeat(501)), RecordRefusal::ReasonTooLong { max: 500 });
    assert!(Seen::read("1", &"é".repeat(500)).is_ok());
}

#[test]
fn only_money_is_as_good_as_a_notification() {
    let paid = Told::Paid { transaction: "0000612345".into(), amount: 100 };
    let heard = paid.heard("IA-1-1").expect("a success");
    assert_eq!((Outcome::of(&heard.code), heard.amount, heard.transaction.as_str()), (Outcome::Paid, 100, "612345"));
    assert!([Told::Absent, Told::Unpaid, Told::Unanswered].iter().all(|it| it.heard("IA-1-1").is_none()));
    assert!(QuestionOutcome::ALL.into_iter().all(|it| QuestionOutcome::named(it.code()) == Some(it)));
}

/// What happens to a payment that the bank took once, under one number.
#[derive(Clone, Debug)]
enum Event {
    /// The notification, however late, or older news.
    Heard(&'static str),
    /// Nothing was heard in time.
    Expired,
    /// The night, or staff, asked; the bank may be silent.
    Asked(bool),
    /// Staff looked it up.
    Recorded,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        prop::sample::select(vec!["00000", "00001", "00015", "00114", "99999"]).prop_map(Event::Heard),
        Just(Event::Expired),
        any::<bool>().prop_map(Event::Asked),
        Just(Event::Recorded),
    ];
    prop::collection::vec(one, 0..30)
}

proptest! {
    #[test]
    fn a_payment_that_the_bank_took_is_entered_once_whoever_finds_it(all in events()) {
        let mut it = attempt(AttemptState::Redirected, 1);
        let (mut paid, mut code, mut found) = (0, "", false);
        for event in all {
            let signs = Signs { unconfirmed: it.state != AttemptState::Paid && code == "00015", ..LEFT };
            let success = Told::Paid { transaction: "0000000007".into(), amount: 62_800 };
            let heard = match event {
                Event::Heard(said) => {
                    code = said;
                    Some(Heard { code: said.into(), ..super::success("IA-1-1", 62_800, "7") })
                }
                Event::Expired if it.state.is_live() => {
                    it.state = AttemptState::Expired;
                    None
                }
                Event::Asked(true) if it.may_be_asked(signs) => success.heard("IA-1-1"),
                Event::Asked(_) => Told::Unanswered.heard("IA-1-1"),
                Event::Recorded => match it.to_record(signs, TODAY) {
                    Ok(amount) => Some(super::success("IA-1-1", amount, "7")),
                    Err(_) => None,
                },
                Event::Expired => None,
            };
            if let Some(heard) = heard {
                found |= heard.code == "00000";
                let (after, verdict) = it.hear(&heard, TODAY);
                it = after;
                paid += usize::from(matches!(verdict, Verdict::Paid(0)));
                prop_assert!(!matches!(verdict, Verdict::Twice | Verdict::Mismatched), "one payment, one number");
            }
        }
        prop_assert_eq!(paid, usize::from(found));
        prop_assert_eq!(it.state == AttemptState::Paid, found);
        prop_assert_eq!(it.transactions.len(), usize::from(found));
    }
}
