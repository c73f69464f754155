//! What a baccalaureat is made of, by the year of its examination: series and specialities. Names are those of the
//! diploma, in every language. The table is series.csv, or the establishment's own in its place.

use std::sync::{LazyLock, OnceLock};

/// The table as it is embedded, with its sources.
pub const EMBEDDED: &str = include_str!("series.csv");

/// A series, with the years in which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    pub code: &'static str,
    pub label: &'static str,
    /// What it means, in English; blank where the name says it.
    pub gloss: &'static str,
    first: i16,
    last: i16,
    specialities: bool,
}

/// An « enseignement de spécialité », with the first examination in which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speciality {
    pub code: &'static str,
    pub label: &'static str,
    /// What it means, in English; blank where the name says it.
    pub gloss: &'static str,
    first: i16,
    last: i16,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    text: &'static str,
    series: Vec<Series>,
    specialities: Vec<Speciality>,
}

static OWN: OnceLock<Table> = OnceLock::new();
static SHIPPED: LazyLock<Table> = LazyLock::new(|| Table::read(EMBEDDED).unwrap_or_default());

/// The line of a table that cannot be read, from 1; 0 where it holds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadableLine(pub usize);

/// Puts the establishment's table in the place of the embedded one, for as long as the process or the page lives: once,
/// before anything asks.
pub fn replace(text: &'static str) -> Result<(), UnreadableLine> {
    let table = Table::read(text)?;
    // A second one would be the same file.
    let _ = OWN.set(table);
    Ok(())
}

/// The establishment's table, where it brought one: what a browser must be told.
pub fn own() -> Option<&'static str> {
    OWN.get().map(|it| it.text)
}

fn table() -> &'static Table {
    OWN.get().unwrap_or(&SHIPPED)
}

impl Table {
    fn read(text: &'static str) -> Result<Self, UnreadableLine> {
        let mut table = Self { text, ..Self::default() };
        for (nth, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        {
            table.add(line).ok_or(UnreadableLine(nth))?;
        }
        if table.series.is_empty() { Err(UnreadableLine(0)) } else { Ok(table) }
    }

    /// One line; `None` where it is none, or says again what another one said.
    fn add(&mut self, line: &'static str) -> Option<()> {
        const EVER: i16 = i16::MAX;
        let fields: Vec<_> = line.split(';').map(str::trim).collect();
        let [kind, code, label, gloss, first, last, with] = fields[..] else { return None };
        let (first, last) = (first.parse().ok()?, if last.is_empty() { EVER } else { last.parse().ok()? });
        let specialities = match with {
            "" => false,
            "specialities" => true,
            _ => return None,
        };
        if code.is_empty() || label.is_empty() || last < first {
            return None;
        }
        match kind {
            "series" if self.series.iter().all(|it| it.code != code) => {
                self.series.push(Series { code, label, gloss, first, last, specialities });
            }
            "speciality" if self.specialities.iter().all(|it| it.code != code) => {
                self.specialities.push(Speciality { code, label, gloss, first, last });
            }
            _ => return None,
        }
        Some(())
    }
}

impl Series {
    /// The series that were given in `year`.
    pub fn of_year(year: i16) -> impl Iterator<Item = &'static Self> {
        table().series.iter().filter(move |it| (it.first..=it.last).contains(&year))
    }

    pub fn named(code: &str) -> Option<&'static Self> {
        table().series.iter().find(|it| it.code == code)
    }

    /// Whether two specialities of the last year belong to it (decree 2018-614).
    pub const fn has_specialities(&self) -> bool {
        self.specialities
    }
}

impl Speciality {
    /// Those that could be taken in the examination of `year`.
    pub fn of_year(year: i16) -> impl Iterator<Item = &'static Self> {
        table().specialities.iter().filter(move |it| (it.first..=it.last).contains(&year))
    }

    pub fn named(code: &str) -> Option<&'static Self> {
        table().specialities.iter().find(|it| it.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_embedded_table_is_whole() {
        let table = Table::read(EMBEDDED).expect("a table");
        assert_eq!((table.series.len(), table.specialities.len()), (38, 26));
        assert!(
            table.series.iter().all(|it| !it.gloss.is_empty())
                && table.specialities.iter().all(|it| !it.gloss.is_empty())
        );
        for year in 1900..=2030 {
            assert!(Series::of_year(year).count() >= 2, "{year}");
        }
    }

    #[test]
    fn the_three_ages_of_the_baccalaureat_do_not_mix() {
        let of = |year| Series::of_year(year).map(|it| it.code).collect::<BTreeSet<_>>();
        assert!(of(1994).is_superset(&BTreeSet::from(["A", "B", "C", "D", "E"])) && !of(1994).contains("S"));
        assert!(of(1995).is_superset(&BTreeSet::from(["S", "ES", "L"])) && !of(1995).contains("A"));
        assert!(of(2020).contains("S") && !of(2020).contains("NBGE"));
        assert!(of(2021).contains("NBGE") && !of(2021).contains("S"));
        assert!(Series::of_year(2020).all(|it| !it.has_specialities()));
        assert!(Series::of_year(2021).any(Series::has_specialities));
    }

    #[test]
    fn a_table_of_ones_own_is_read_or_its_first_bad_line_is_named() {
        let table = Table::read("# ours\n\nseries;BE;Bac européen;European;1959;;\nspeciality;X;Essai;;2021;2024;\n")
            .expect("a table");
        assert_eq!(
            table.series[0],
            Series {
                code: "BE",
                label: "Bac européen",
                gloss: "European",
                first: 1959,
                last: i16::MAX,
                specialities: false,
            }
        );
        assert_eq!((table.specialities[0].code, table.specialities[0].last), ("X", 2024));
        let line = |text| Table::read(text).expect_err("a fault").0;
        assert_eq!(line("series;S;S;;1995;2020;\nseries;L;L;;1995\n"), 2, "too few fields");
        assert_eq!(line("series;S;S;;1995;2020;\nseries;S;S;;2021;;\n"), 2, "a code twice");
        assert_eq!(line("series;S;S;;2020;1995;\n"), 1, "years the wrong way round");
        assert_eq!(line("series;;S;;1995;;\n"), 1, "no code");
        assert_eq!(line("serie;S;S;;1995;;\n"), 1, "no kind");
        assert_eq!(line("series;S;S;;1995;;spécialités\n"), 1, "an unknown word");
        assert_eq!(line("# nothing\n"), 0);
    }
}
