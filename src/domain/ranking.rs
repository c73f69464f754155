//! The reserve list of a programme: who is next, and whether there is room (DESIGN.md §3.2, Avis). A place that a
//! withdrawal freed goes to the next of the list, once, and only while confirmed and awaited answers leave room.

use serde::{Deserialize, Serialize};

/// How many places of a programme are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    pub capacity: i64,
    /// Favourable avis that were confirmed.
    pub confirmed: i64,
    /// Validated favourable avis that wait for an answer.
    pub awaiting: i64,
}

impl Places {
    /// Whether one more favourable avis would still fit.
    pub const fn has_room(self) -> bool {
        self.confirmed + self.awaiting < self.capacity
    }
}

/// Who of the waiting is promoted: the least rank; of equals, who transmitted first. `waiting` holds rank and moment of
/// transmission of each, `None` where nobody waits or there is no room.
pub fn next<Id: Clone + Ord>(places: Places, waiting: &[(i64, i64, Id)]) -> Option<Id> {
    if !places.has_room() {
        return None;
    }
    waiting.iter().min().map(|(_, _, id)| id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::candidature::{Answer, CurrentAvis, Standing, State};
    use crate::domain::review::AvisKind;
    use crate::domain::time::Instant;
    use proptest::prelude::*;

    #[test]
    fn the_least_rank_is_next_while_there_is_room() {
        let places = Places { capacity: 2, confirmed: 1, awaiting: 0 };
        let waiting = [(3, 1, "c"), (2, 9, "b"), (2, 5, "a")];
        assert_eq!(next(places, &waiting), Some("a"));
        assert_eq!(next(places, &[] as &[(i64, i64, &str)]), None);
        assert_eq!(next(Places { awaiting: 1, ..places }, &waiting), None);
    }

    fn of(kind: AvisKind, answer_by: Option<Instant>) -> Standing {
        let avis = CurrentAvis { kind, answer_by };
        Standing { state: State::Complete, transmit_by: Instant(0), avis: Some(avis), proposed: None, answer: None }
    }

    fn favourable(it: &Standing) -> bool {
        it.avis.is_some_and(|avis| avis.kind == AvisKind::Favourable)
    }

    fn places(capacity: i64, all: &[Standing]) -> Places {
        let count = |answer| {
            let of = all.iter().filter(|it| favourable(it) && it.answer == answer).count();
            i64::try_from(of).expect("a few")
        };
        Places { capacity, confirmed: count(Some(Answer::Confirmed)), awaiting: count(None) }
    }

    proptest! {
        /// Whoever answers, withdraws or lets the deadline pass, in whatever order: no promotion ever takes a place that
        /// is not free, and there are never more promotions than withdrawals.
        #[test]
        fn a_promotion_never_exceeds_the_capacity(
            capacity in 0_i64..6,
            kinds in prop::collection::vec(any::<bool>(), 1..12),
            acts in prop::collection::vec((0_usize..12, 0_u8..3, 0_i64..2000), 0..60),
        ) {
            let first = |is_favourable: &bool| {
                if *is_favourable { of(AvisKind::Favourable, Some(Instant(1000))) } else { of(AvisKind::ReserveList, None) }
            };
            let mut all: Vec<Standing> = kinds.iter().map(first).collect();
            let (mut withdrawals, mut promotions) = (0, 0);
            for (who, act, now) in acts {
                let Some(it) = all.get(who).copied() else { continue };
                let after = match act {
                    0 => it.answer(Answer::Confirmed, Instant(now)),
                    1 => it.answer(Answer::Withdrawn, Instant(now)),
                    _ => it.withdraw_by_default(Instant(now)),
                };
                let Ok(after) = after else { continue };
                all[who] = after;
                if !after.freed_a_place() {
                    continue;
                }
                withdrawals += 1;
                let rank = |n: usize| i64::try_from(n).expect("a few");
                let waits = |it: &Standing| !favourable(it) && it.answer.is_none();
                let waiting: Vec<_> =
                    (0..all.len()).filter(|n| waits(&all[*n])).map(|n| (rank(n), 0, n)).collect();
                let before = places(capacity, &all);
                if let Some(promoted) = next(before, &waiting) {
                    all[promoted] = all[promoted].promote(Instant(now + 500)).expect("on the reserve list");
                    promotions += 1;
                    let after = places(capacity, &all);
                    prop_assert!(after.confirmed + after.awaiting <= capacity);
                }
                prop_assert!(promotions <= withdrawals);
            }
        }
    }
}
