//! Whatever the bank says, however often, in whatever order: the ledger is the paid parts, once each.

use super::*;
use crate::domain::instalment::plan;
use crate::domain::reconciliation::{Signs, Told, success};
use proptest::prelude::*;
use std::collections::BTreeMap;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
const LATER: Date = Date { year: 2027, month: 6, day: 1 };

fn attempt(total: i64, count: u8) -> Attempt {
    let parts = plan(total, count, TODAY).expect("a plan");
    Attempt { reference: "IA-1-1".into(), state: AttemptState::Redirected, parts, transactions: Vec::new() }
}

fn heard(code: &str, amount: i64, transaction: &str) -> Heard {
    Heard { reference: "IA-1-1".into(), amount, code: code.into(), transaction: transaction.into() }
}

#[test]
fn codes_are_read_as_the_bank_means_them() {
    assert_eq!(Outcome::of("00000"), Outcome::Paid);
    assert_eq!(Outcome::of("00001"), Outcome::Cancelled);
    assert_eq!(Outcome::of("00015"), Outcome::AlreadyPaid);
    assert_eq!(Outcome::of("99999"), Outcome::Waiting);
    for code in ["00114", "00151", "00003", "00021", "00030", "", "0", "000000", " 00000"] {
        assert_eq!(Outcome::of(code), Outcome::Refused, "{code}");
    }
}

#[test]
fn a_success_pays_from_wherever_one_stands_and_once() {
    for state in AttemptState::ALL.into_iter().filter(|it| *it != AttemptState::Paid) {
        let before = Attempt { state, ..attempt(17_800, 1) };
        let (after, verdict) = before.hear(&heard("00000", 17_800, "t1"), TODAY);
        assert_eq!((after.state, verdict), (AttemptState::Paid, Verdict::Paid(0)), "{state:?}");
        assert_eq!(after.clone().hear(&heard("00000", 17_800, "t1"), TODAY), (after.clone(), Verdict::Repeated));
        assert_eq!(after.clone().hear(&heard("00000", 17_800, "t2"), TODAY), (after.clone(), Verdict::Twice));
        for code in ["00001", "00114", "99999"] {
            assert_eq!(after.clone().hear(&heard(code, 17_800, "t3"), TODAY), (after.clone(), Verdict::Outdated));
        }
        assert_eq!(after.clone().hear(&heard("00015", 17_800, ""), TODAY), (after, Verdict::Repeated));
    }
}

#[test]
fn another_amount_pays_nothing_and_what_is_right_still_does() {
    let (after, verdict) = attempt(17_800, 1).hear(&heard("00000", 100, "t1"), TODAY);
    assert_eq!((after.state, verdict), (AttemptState::Mismatched, Verdict::Mismatched));
    assert!(after.transactions.is_empty());
    let (after, verdict) = after.hear(&heard("00000", 17_800, "t2"), TODAY);
    assert_eq!(verdict, Verdict::Paid(0));
    // Said again of the same payment, with another amount: no more than noted.
    assert_eq!(after.clone().hear(&heard("00000", 100, "t2"), TODAY), (after, Verdict::Mismatched));
    assert_eq!(attempt(17_800, 1).hear(&heard("00000", 17_800, ""), TODAY).1, Verdict::Mismatched);
}

#[test]
fn already_paid_is_no_refusal() {
    let before = attempt(17_800, 1);
    assert_eq!(before.clone().hear(&heard("00015", 17_800, ""), TODAY), (before.clone(), Verdict::Unconfirmed));
    assert!(before.is_unconfirmed(Some("00015")) && !before.is_unconfirmed(Some("00114")));
    assert!(!before.is_unconfirmed(None));
    let (paid, _) = before.hear(&heard("00000", 17_800, "t1"), TODAY);
    assert!(!paid.is_unconfirmed(Some("00015")));
}

#[test]
fn later_parts_are_paid_on_their_days() {
    let (first, _) = attempt(62_800, 3).hear(&heard("00000", 20_934, "t1"), TODAY);
    assert_eq!(first.clone().hear(&heard("00000", 20_933, "t2"), TODAY).1, Verdict::Twice, "before its day");
    assert_eq!(first.clone().hear(&heard("00151", 20_933, "t2"), LATER), (first.clone(), Verdict::PartRefused));
    let (second, verdict) = first.hear(&heard("00000", 20_933, "t2"), LATER);
    assert_eq!(verdict, Verdict::Paid(1));
    assert_eq!(second.clone().hear(&heard("00000", 1, "t3"), LATER).1, Verdict::Mismatched);
    let (third, verdict) = second.hear(&heard("00000", 20_933, "t3"), LATER);
    assert_eq!((verdict, third.transactions.len()), (Verdict::Paid(2), 3));
    assert_eq!(third.clone().hear(&heard("00000", 20_933, "t4"), LATER).1, Verdict::Twice);
    assert_eq!(third.hear(&heard("00001", 20_933, "t4"), LATER).1, Verdict::Outdated);
}

#[test]
fn what_is_too_much_is_proposed_to_be_given_back_once() {
    let propose = |due, cancelled, received, proposed| {
        let after = refunds_to_follow(due, cancelled, received, Refunds { proposed, dropped: 0 });
        assert!(!after.withdraw && !after.forget, "{after:?}");
        after.propose
    };
    assert_eq!(propose(17_800, false, 17_800, 0), None);
    assert_eq!(propose(11_800, false, 17_800, 0), Some((RefundWhy::Overpaid, 6_000)));
    assert_eq!(propose(11_800, false, 17_800, 6_000), None);
    assert_eq!(propose(17_800, true, 17_800, 0), Some((RefundWhy::Cancelled, 17_800)));
    assert_eq!(propose(-5, false, 0, 0), None);
}

#[test]
fn less_that_is_too_much_is_proposed_in_place_of_more() {
    let follow = |received, proposed, dropped| {
        let it = refunds_to_follow(10_000, false, received, Refunds { proposed, dropped });
        (it.withdraw, it.forget, it.propose.map_or(0, |(_, amount)| amount))
    };
    assert_eq!(follow(13_000, 5_000, 0), (true, false, 3_000));
    assert_eq!(follow(10_000, 5_000, 0), (true, false, 0));
    assert_eq!(follow(9_000, 0, 5_000), (false, true, 0), "forgotten");
    assert_eq!(follow(13_000, 0, 5_000), (false, false, 0), "dropped");
    assert_eq!(follow(18_000, 0, 5_000), (false, false, 3_000));
    assert_eq!(follow(16_000, 3_000, 5_000), (true, false, 1_000));
}

proptest! {
    #[test]
    fn what_is_proposed_is_what_is_too_much_and_was_not_dropped(
        due in -100_i64..1_000, cancelled: bool, received in 0_i64..2_000, proposed in 0_i64..500, dropped in 0_i64..500
    ) {
        let it = refunds_to_follow(due, cancelled, received, Refunds { proposed, dropped });
        let added = it.propose.map_or(0, |(_, amount)| amount);
        let after = Refunds {
            proposed: if it.withdraw { added } else { proposed + added },
            dropped: if it.forget { 0 } else { dropped },
        };
        let excess = (received - if cancelled { 0 } else { due.max(0) }).max(0);
        prop_assert_eq!(after.proposed, (excess - dropped).max(0));
        prop_assert_eq!(refunds_to_follow(due, cancelled, received, after), RefundsToFollow::default(), "once");
    }
}

#[test]
fn the_status_follows_from_what_is_due_and_what_came() {
    use PaymentStatus as S;
    let of = [(0, 0, false), (10, 0, false), (10, 0, true), (10, 3, true), (10, 10, false), (10, 12, true)];
    let said = of.map(|(due, received, live)| S::of(due, received, live));
    assert_eq!(said, [S::NotRequired, S::Unpaid, S::Pending, S::Partial, S::Paid, S::Paid]);
}

#[test]
fn every_code_is_read_back() {
    assert!(AttemptState::ALL.into_iter().all(|it| AttemptState::named(it.code()) == Some(it)));
    assert!(RefundWhy::ALL.into_iter().all(|it| RefundWhy::named(it.code()) == Some(it)));
    assert_eq!(Verdict::named(Verdict::Paid(2).code()), Some(Verdict::Paid(0)));
    assert_eq!(Verdict::named("unconfirmed"), Some(Verdict::Unconfirmed));
}

/// How one comes to know something of an attempt.
#[derive(Clone, Debug)]
enum Known {
    Notified(Heard),
    /// The bank was asked, or did not answer.
    Asked(Told),
    /// Staff saw it at the bank, under this number.
    Recorded(String),
}

/// What may be known of two attempts: any code, the right amount or another, one of few transactions, on any day, told by
/// the bank, or found by asking it.
fn anything() -> impl Strategy<Value = Vec<(usize, Known, Date)>> {
    let code = prop::sample::select(vec!["00000", "00000", "00000", "00001", "00015", "00114", "99999", "00030"]);
    let amount = prop::sample::select(vec![20_934, 20_933, 62_800, 1]);
    let one = (0..2_usize, code, amount, 0..5_u8, any::<bool>(), 0..6_u8).prop_map(
        |(which, code, amount, transaction, later, how)| {
            // The bank gives a number to one payment only.
            let transaction = format!("{}", 1 + which * 10 + usize::from(transaction));
            let known = match how {
                0..3 => Known::Notified(heard(code, amount, &transaction)),
                3 => Known::Asked(Told::Paid { transaction, amount }),
                4 => Known::Asked(if later { Told::Absent } else { Told::Unanswered }),
                _ => Known::Recorded(transaction),
            };
            (which, known, if later { LATER } else { TODAY })
        },
    );
    prop::collection::vec(one, 0..40)
}

/// The notification that it is as good as, as `server/reconciling.rs` has it.
fn as_heard(it: &Attempt, known: Known, today: Date) -> Option<Heard> {
    let signs = Signs { departed: true, ..Signs::default() };
    match known {
        Known::Notified(heard) => Some(heard),
        Known::Asked(told) => told.heard(&it.reference).filter(|_| it.may_be_asked(signs)),
        Known::Recorded(transaction) => {
            let amount = it.to_record(signs, today).ok()?;
            Some(success(&it.reference, amount, &transaction))
        }
    }
}

proptest! {
    #[test]
    fn after_any_interleaving_the_ledger_is_the_paid_attempts_once_each(said in anything()) {
        let mut attempts = [attempt(62_800, 3), attempt(62_800, 1)];
        let mut ledger: BTreeMap<(usize, usize), (i64, String)> = BTreeMap::new();
        for (which, known, today) in said {
            let Some(heard) = as_heard(&attempts[which], known, today) else { continue };
            let (after, verdict) = attempts[which].clone().hear(&heard, today);
            if let Verdict::Paid(part) = verdict {
                let before = ledger.insert((which, part), (heard.amount, heard.transaction.clone()));
                prop_assert_eq!(before, None, "a part was paid twice");
            }
            attempts[which] = after;
        }
        for (which, it) in attempts.iter().enumerate() {
            let lines: Vec<_> = ledger.iter().filter(|(at, _)| at.0 == which).map(|(_, line)| line.clone()).collect();
            prop_assert_eq!(it.state == AttemptState::Paid, !lines.is_empty());
            let expected = it.parts.iter().map(|part| part.amount).zip(it.transactions.iter().cloned());
            prop_assert_eq!(lines, expected.collect::<Vec<_>>());
        }
    }
}
