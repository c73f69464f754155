//! A sum as the bank debits it, in the parts that `fee::plan` allows (peers.md §2.8). Cents everywhere.

use super::fee;
use super::time::Date;
use serde::{Deserialize, Serialize};

/// The smallest part, where there are several.
pub const PART_LEAST: i64 = fee::INSTALMENT_MIN;

/// What is debited, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub amount: i64,
    pub on: Date,
}

/// In how many parts a sum may be paid.
pub fn most_parts(total: i64) -> u8 {
    fee::choices(total).into_iter().max().unwrap_or(1)
}

/// The parts of a sum, the first one today; `None` where so many are not allowed.
pub fn plan(total: i64, count: u8, today: Date) -> Option<Vec<Part>> {
    let planned = fee::plan(total, count, today).ok().filter(|it| !it.is_empty())?;
    Some(planned.into_iter().map(|it| Part { amount: it.cents, on: it.due }).collect())
}

/// What will still be debited without anyone's doing: parts that were not paid, until a month after their day.
pub fn awaited(parts: &[Part], paid: usize, today: Date) -> i64 {
    parts.iter().skip(paid).filter(|it| today <= it.on.plus_months(1)).map(|it| it.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 30 };

    #[test]
    fn parts_are_as_many_as_each_holds_a_hundred() {
        assert_eq!([0, 19_999, 20_000, 29_999, 30_000, 62_800].map(most_parts), [1, 1, 2, 2, 3, 3]);
        assert_eq!(plan(17_800, 2, TODAY), None);
        assert_eq!(plan(0, 1, TODAY), None);
        assert_eq!(plan(62_800, 4, TODAY), None);
    }

    #[test]
    fn months_are_of_their_own_length() {
        let parts = plan(62_800, 3, TODAY).expect("a plan");
        let days: Vec<_> = parts.iter().map(|it| (it.on.year, it.on.month, it.on.day)).collect();
        assert_eq!(days, [(2026, 11, 30), (2026, 12, 30), (2027, 1, 30)]);
        assert_eq!(Date { year: 2027, month: 12, day: 31 }.plus_months(2), Date { year: 2028, month: 2, day: 29 });
        assert_eq!(awaited(&parts, 1, TODAY), 20_933 * 2);
        assert_eq!(awaited(&parts, 1, Date { year: 2027, month: 1, day: 31 }), 20_933, "a month after its day");
    }

    proptest! {
        #[test]
        fn a_plan_is_the_sum_its_first_part_a_third_and_none_is_small(total in 1_i64..1_000_000, count in 0_u8..5) {
            if let Some(parts) = plan(total, count, TODAY) {
                prop_assert_eq!(parts.len(), usize::from(count));
                prop_assert_eq!(parts.iter().map(|it| it.amount).sum::<i64>(), total);
                prop_assert!(parts[0].amount * 3 >= total);
                prop_assert!(parts.len() == 1 || parts.iter().all(|it| it.amount >= PART_LEAST));
                prop_assert!(parts.windows(2).all(|it| it[0].on < it[1].on));
            }
        }
    }
}
