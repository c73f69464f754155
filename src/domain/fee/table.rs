//! The tables of amounts, a file a year beside this one (reference/peers.md §2.6 and §2.8), in cents and with the text
//! that each rests on. What a year's file does not say is taken from the nearest year that says it, and is marked so.

use super::Cycle;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Full, or what a second diploma and a year of césure pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    Full,
    Reduced,
}

/// The fee of a cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fee {
    full: i64,
    /// Absent where no source gives it.
    reduced: Option<i64>,
    source: String,
}

impl Fee {
    fn at(&self, rate: Rate) -> Option<i64> {
        match rate {
            Rate::Full => Some(self.full),
            Rate::Reduced => self.reduced,
        }
    }

    fn is_sane(&self) -> bool {
        self.full >= 0 && self.reduced.is_none_or(|it| (0..=self.full).contains(&it))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contribution {
    amount: i64,
    source: String,
}

/// A year's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// In which the university year begins.
    year: i16,
    fees: BTreeMap<Cycle, Fee>,
    /// What is paid in place of `fees` by those who owe differentiated fees.
    #[serde(default)]
    differentiated: BTreeMap<Cycle, Fee>,
    cvec: Option<Contribution>,
    /// The text that each rule rests on, by the code of the rule.
    #[serde(default)]
    bases: BTreeMap<String, String>,
}

impl Table {
    fn is_sane(&self) -> bool {
        let mut fees = self.fees.values().chain(self.differentiated.values());
        (2000..=2100).contains(&self.year) && fees.all(Fee::is_sane) && self.cvec.iter().all(|it| it.amount >= 0)
    }
}

/// An amount as a table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount<'a> {
    pub cents: i64,
    /// Of which year: another than asked for where that one says nothing.
    pub year: i16,
    pub source: &'a str,
}

/// Why a table was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not JSON of this form.
    Form,
    /// A negative amount, a reduced rate above the full one, or a year out of reason.
    Amount,
}

/// All the years that are known, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables(Vec<Table>);

const PUBLISHED: [&str; 3] = [include_str!("2023.json"), include_str!("2024.json"), include_str!("2025.json")];

impl Tables {
    /// The years whose amounts were published. With none of them legible, every quote says that it has no amount.
    pub fn published() -> &'static Self {
        static READ: LazyLock<Tables> =
            LazyLock::new(|| PUBLISHED.iter().try_fold(Tables::default(), |all, it| all.with(it)).unwrap_or_default());
        &READ
    }

    /// With the table of one more year, in place of the one of the same year: an establishment's own, or next year's.
    pub fn with(mut self, text: &str) -> Result<Self, Unreadable> {
        let table: Table = serde_json::from_str(text).map_err(|_| Unreadable::Form)?;
        if !table.is_sane() {
            return Err(Unreadable::Amount);
        }
        self.0.retain(|it| it.year != table.year);
        self.0.push(table);
        self.0.sort_by_key(|it| it.year);
        Ok(self)
    }

    /// What the newest table up to `year` says; where none does, the first later one.
    fn nearest<'a, T>(&'a self, year: i16, find: impl Fn(&'a Table) -> Option<T>) -> Option<(i16, T)> {
        let before = self.0.iter().rev().filter(|it| it.year <= year);
        let after = self.0.iter().filter(|it| it.year > year);
        before.chain(after).find_map(|it| find(it).map(|found| (it.year, found)))
    }

    fn amount<'a>(&'a self, year: i16, find: impl Fn(&'a Table) -> Option<(i64, &'a str)>) -> Option<Amount<'a>> {
        self.nearest(year, find).map(|(year, (cents, source))| Amount { cents, year, source })
    }

    pub fn fee(&self, year: i16, cycle: Cycle, rate: Rate) -> Option<Amount<'_>> {
        self.amount(year, |it| it.fees.get(&cycle).and_then(|it| Some((it.at(rate)?, it.source.as_str()))))
    }

    /// Nothing for the doctorate, to which differentiated fees never apply.
    pub fn differentiated(&self, year: i16, cycle: Cycle, rate: Rate) -> Option<Amount<'_>> {
        self.amount(year, |it| it.differentiated.get(&cycle).and_then(|it| Some((it.at(rate)?, it.source.as_str()))))
    }

    pub fn cvec(&self, year: i16) -> Option<Amount<'_>> {
        self.amount(year, |it| it.cvec.as_ref().map(|it| (it.amount, it.source.as_str())))
    }

    /// The text that a rule rests on, by the code of the rule.
    pub fn basis(&self, year: i16, code: &str) -> Option<&str> {
        self.nearest(year, |it| it.bases.get(code)).map(|(_, basis)| basis.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_is_of_its_year() {
        let tables = Tables::published();
        let years: Vec<_> = tables.0.iter().map(|it| it.year).collect();
        assert_eq!(years, [2023, 2024, 2025]);
        for cycle in Cycle::ALL {
            assert_eq!(Cycle::named(cycle.code()), Some(cycle));
            assert_eq!(serde_json::to_value(cycle).expect("json"), cycle.code());
        }
    }

    /// Arrêté of 19 April 2019 and its yearly amounts (reference/peers.md §2.8): euros, in the order of [`Cycle::ALL`].
    #[test]
    fn the_amounts_are_those_of_the_decrees() {
        let tables = Tables::published();
        for (year, full, reduced, cvec) in [
            (2023, [170, 243, 380, 601], [Some(113), Some(159), Some(253), Some(401)], 100),
            (2024, [175, 250, 391, 618], [Some(116), Some(164), None, None], 103),
            (2025, [178, 254, 397, 628], [Some(118), Some(166), Some(264), Some(419)], 105),
        ] {
            for ((cycle, full), reduced) in Cycle::ALL.into_iter().zip(full).zip(reduced) {
                let found = tables.fee(year, cycle, Rate::Full).expect("an amount");
                assert_eq!((found.cents, found.year), (full * 100, year), "{year} {cycle:?}");
                let found = tables.fee(year, cycle, Rate::Reduced).filter(|it| it.year == year);
                assert_eq!(found.map(|it| it.cents), reduced.map(|it| it * 100), "{year} {cycle:?}");
            }
            assert_eq!(tables.cvec(year).map(|it| (it.cents, it.year)), Some((cvec * 100, year)));
        }
        let differentiated = |cycle| tables.differentiated(2023, cycle, Rate::Full).map(|it| it.cents);
        assert_eq!(Cycle::ALL.map(differentiated), [Some(277_000), Some(377_000), None, Some(377_000)]);
    }

    #[test]
    fn a_year_that_says_nothing_reads_the_nearest_one_and_names_it() {
        let tables = Tables::published();
        let year = |year| tables.fee(year, Cycle::Licence, Rate::Full).map(|it| it.year);
        assert_eq!([2020, 2024, 2026, 2040].map(year), [Some(2023), Some(2024), Some(2025), Some(2025)]);
        // Only the full rate of a doctorate is known of 2024.
        let reduced = tables.fee(2024, Cycle::Doctorate, Rate::Reduced).expect("an amount");
        assert_eq!((reduced.cents, reduced.year), (25_300, 2023));
        assert_eq!(Tables::default().fee(2025, Cycle::Licence, Rate::Full), None);
        assert!(tables.basis(2026, "state_scholarship").is_some_and(|it| it.contains("R. 719-49")));
        assert_eq!(tables.basis(2026, "unheard_of"), None);
    }

    #[test]
    fn a_table_replaces_the_one_of_its_year_and_a_wrong_one_is_refused() {
        let of = |year: i16, full: i64, reduced: i64| {
            format!(r#"{{"year":{year},"fees":{{"licence":{{"full":{full},"reduced":{reduced},"source":"s"}}}}}}"#)
        };
        let tables =
            Tables::published().clone().with(&of(2025, 20_000, 100)).and_then(|it| it.with(&of(2026, 30_000, 100)));
        let tables = tables.expect("sane tables");
        let cents = |year| tables.fee(year, Cycle::Licence, Rate::Full).map(|it| it.cents);
        assert_eq!([2024, 2025, 2026].map(cents), [Some(17_500), Some(20_000), Some(30_000)]);
        let refused = |text: &str| Tables::default().with(text).err();
        assert_eq!(refused("{"), Some(Unreadable::Form));
        assert_eq!(refused(&of(2025, 1, 1).replace("fees", "fee")), Some(Unreadable::Form));
        for wrong in [of(2025, -1, -1), of(2025, 100, 101), of(2025, 100, -1), of(205, 100, 1)] {
            assert_eq!(refused(&wrong), Some(Unreadable::Amount), "{wrong}");
        }
    }
}
