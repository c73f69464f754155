//! Paying in one to three instalments (reference/peers.md §2.8), and what a change of the fees means for what was paid.

use super::Quote;
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

pub const INSTALMENTS_MAX: u8 = 3;
/// No instalment is below it, in cents.
pub const INSTALMENT_MIN: i64 = 10_000;

/// What is paid when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    pub due: Date,
    pub cents: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanRefusal {
    /// Fewer than one, or more than [`INSTALMENTS_MAX`].
    Count,
    /// Some would be below [`INSTALMENT_MIN`].
    TooSmall,
}

/// `total` cents in `count` instalments: the first at once, the others at the same day of the months that follow, or at
/// their last day. The first takes the odd cents, so that it is never less than its share: a third is what an enrolment
/// needs (reference/peers.md §2.8, Paris 2). Nothing to pay is no instalment.
pub fn plan(total: i64, count: u8, today: Date) -> Result<Vec<Instalment>, PlanRefusal> {
    if !(1..=INSTALMENTS_MAX).contains(&count) {
        return Err(PlanRefusal::Count);
    }
    if total <= 0 {
        return Ok(Vec::new());
    }
    let (share, odd) = (total / i64::from(count), total % i64::from(count));
    if count > 1 && share < INSTALMENT_MIN {
        return Err(PlanRefusal::TooSmall);
    }
    let nth = |n: u8| Instalment { due: today.plus_months(n), cents: if n == 0 { share + odd } else { share } };
    Ok((0..count).map(nth).collect())
}

/// In how many instalments `total` cents may be paid; the plan of each is made by [`plan`].
pub fn choices(total: i64) -> Vec<u8> {
    let fits = |count: &u8| *count == 1 || total / i64::from(*count) >= INSTALMENT_MIN;
    (1..=INSTALMENTS_MAX).filter(|count| total > 0 && fits(count)).collect()
}

/// What is left to be done, in cents, once the fees changed under what was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settlement {
    /// Proposed to staff: nothing is paid back by itself.
    Refund(i64),
    Due(i64),
    Nothing,
}

/// The fees are `after` now (a scholarship was granted, a diploma given up …) and `paid` cents were received.
pub fn recompute(paid: i64, after: &Quote) -> Settlement {
    match paid.cmp(&after.total) {
        Ordering::Greater => Settlement::Refund(paid - after.total),
        Ordering::Less => Settlement::Due(after.total - paid),
        Ordering::Equal => Settlement::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const JULY: Date = Date { year: 2026, month: 7, day: 8 };

    fn date(year: i16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    fn days(total: i64, count: u8, today: Date) -> Vec<Date> {
        plan(total, count, today).expect("a plan").into_iter().map(|it| it.due).collect()
    }

    #[test]
    fn the_first_takes_the_odd_cents_and_none_is_below_the_least() {
        let cents = |total, count| plan(total, count, JULY).map(|it| it.iter().map(|it| it.cents).collect::<Vec<_>>());
        assert_eq!(cents(62_800, 3), Ok(vec![20_934, 20_933, 20_933]));
        assert_eq!(cents(30_000, 3), Ok(vec![10_000, 10_000, 10_000]));
        assert_eq!(cents(29_999, 3), Err(PlanRefusal::TooSmall));
        assert_eq!(cents(29_999, 2), Ok(vec![15_000, 14_999]));
        assert_eq!(cents(17_800, 2), Err(PlanRefusal::TooSmall));
        assert_eq!(cents(17_800, 1), Ok(vec![17_800]));
        assert_eq!(cents(50, 1), Ok(vec![50]));
        assert_eq!(cents(0, 3), Ok(vec![]));
        assert_eq!(cents(62_800, 0), Err(PlanRefusal::Count));
        assert_eq!(cents(62_800, 4), Err(PlanRefusal::Count));
    }

    #[test]
    fn a_month_that_is_too_short_ends_at_its_last_day() {
        assert_eq!(days(62_800, 3, JULY), [JULY, date(2026, 8, 8), date(2026, 9, 8)]);
        let january = date(2027, 1, 31);
        assert_eq!(days(62_800, 3, january), [january, date(2027, 2, 28), date(2027, 3, 31)]);
        let leap = date(2027, 12, 30);
        assert_eq!(days(62_800, 3, leap), [leap, date(2028, 1, 30), date(2028, 2, 29)]);
    }

    #[test]
    fn what_was_paid_is_weighed_against_the_new_fees() {
        let of = |total| Quote { year: 2025, lines: Vec::new(), total };
        assert_eq!(recompute(17_800, &of(0)), Settlement::Refund(17_800));
        assert_eq!(recompute(17_800, &of(25_400)), Settlement::Due(7_600));
        assert_eq!(recompute(17_800, &of(17_800)), Settlement::Nothing);
    }

    proptest! {
        #[test]
        fn the_instalments_are_the_total_to_the_cent(
            total in 0_i64..2_000_000, count in 0_u8..6, day in 1_u8..29, month in 1_u8..13,
        ) {
            let today = date(2026, month, day);
            let made = plan(total, count, today);
            prop_assert_eq!(made.as_ref().is_ok_and(|it| !it.is_empty()), choices(total).contains(&count));
            let Ok(made) = made else { return Ok(()) };
            prop_assert_eq!(made.iter().map(|it| it.cents).sum::<i64>(), total);
            prop_assert!(made.len() < 2 || made.iter().all(|it| it.cents >= INSTALMENT_MIN));
            prop_assert!(made.is_sorted_by(|a, b| a.due < b.due && a.cents >= b.cents));
            prop_assert!(made.first().is_none_or(|it| it.due == today && it.cents * 3 >= total));
        }
    }
}
