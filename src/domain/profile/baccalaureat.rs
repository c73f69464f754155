//! « Baccalauréat »: « J'ai le bac ou une équivalence » or « Je n'ai pas le bac » (seed 001).

use crate::domain::form::{Fault, Faults, line, optional_line};
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

/// The answers as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BaccalaureatForm {
    /// `yes` or `no`.
    pub has_it: String,
    pub year: String,
    pub series: String,
    pub mention: String,
    pub school: String,
    pub city: String,
    pub country: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BaccalaureatField {
    HasIt,
    Year,
    Series,
    Mention,
    School,
    City,
    Country,
}

/// A series, with the years in which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    pub code: &'static str,
    pub label: &'static str,
    first: i16,
    last: i16,
}

/// Series by year of the examination: letters until 1994, S/ES/L until 2020, general since 2021 (decree 2018-614).
const SERIES: &[Series] = &[
    Series { code: "A", label: "A - Philosophie-lettres", first: 1900, last: 1994 },
    Series { code: "B", label: "B - Économique et social", first: 1900, last: 1994 },
    Series { code: "C", label: "C - Mathématiques et sciences physiques", first: 1900, last: 1994 },
    Series { code: "D", label: "D - Mathématiques et sciences de la nature", first: 1900, last: 1994 },
    Series { code: "E", label: "E - Mathématiques et technique", first: 1900, last: 1994 },
    Series { code: "F", label: "F - Industriel et médico-social", first: 1900, last: 1994 },
    Series { code: "G", label: "G - Gestion et commerce", first: 1900, last: 1994 },
    Series { code: "S", label: "S - Scientifique", first: 1995, last: 2020 },
    Series { code: "ES", label: "ES - Économique et social", first: 1995, last: 2020 },
    Series { code: "L", label: "L - Littéraire", first: 1995, last: 2020 },
    Series { code: "NBGE", label: "Bac général", first: 2021, last: i16::MAX },
    Series { code: "STI2D", label: "STI2D - Sciences et technologies de l'industrie", first: 2013, last: i16::MAX },
    Series { code: "STMG", label: "STMG - Management et gestion", first: 2014, last: i16::MAX },
    Series { code: "ST2S", label: "ST2S - Santé et social", first: 2009, last: i16::MAX },
    Series { code: "STL", label: "STL - Laboratoire", first: 1995, last: i16::MAX },
    Series { code: "STT", label: "STT, STG, STI, SMS - Technologique", first: 1995, last: 2013 },
    Series { code: "PRO", label: "Bac professionnel", first: 1987, last: i16::MAX },
    Series { code: "DAEU", label: "DAEU (équivalence)", first: 1994, last: i16::MAX },
    Series { code: "ETR", label: "Diplôme étranger équivalent", first: 1900, last: i16::MAX },
    Series { code: "AUT", label: "Autre équivalence", first: 1900, last: i16::MAX },
];

impl Series {
    /// The series that were given in `year`.
    pub fn of_year(year: i16) -> impl Iterator<Item = &'static Self> {
        SERIES.iter().filter(move |it| (it.first..=it.last).contains(&year))
    }

    pub fn named(code: &str) -> Option<&'static Self> {
        SERIES.iter().find(|it| it.code == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    None,
    Fair,
    Good,
    VeryGood,
}

impl Mention {
    pub const ALL: [Self; 4] = [Self::None, Self::Fair, Self::Good, Self::VeryGood];

    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Fair => "fair",
            Self::Good => "good",
            Self::VeryGood => "very_good",
        }
    }
}

/// Answers fit to be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baccalaureat {
    None,
    Held {
        year: i16,
        series: &'static str,
        mention: Mention,
        school: Option<String>,
        city: Option<String>,
        country: String,
    },
}

impl BaccalaureatForm {
    /// The year typed, if it is one.
    pub fn typed_year(&self) -> Option<i16> {
        let year = self.year.trim();
        (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then(|| year.parse().ok()).flatten()
    }

    pub fn check(&self, today: Date) -> Result<Baccalaureat, Faults<BaccalaureatField>> {
        use BaccalaureatField as F;
        let mut faults = Faults::default();
        match self.has_it.as_str() {
            "no" => return Ok(Baccalaureat::None),
            "yes" => {}
            "" => faults.add(F::HasIt, Fault::Missing),
            _ => faults.add(F::HasIt, Fault::NotOffered),
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let year = match self.typed_year() {
            None if self.year.trim().is_empty() => Err(Fault::Missing),
            None => Err(Fault::Malformed),
            Some(year) if (1900..=today.year).contains(&year) => Ok(year),
            Some(_) => Err(Fault::OutOfRange),
        };
        let year = faults.take(F::Year, year);
        let series = match (self.series.as_str(), year) {
            ("", _) => Err(Fault::Missing),
            (code, Some(year)) => Series::of_year(year).find(|it| it.code == code).ok_or(Fault::NotOffered),
            (code, None) => Series::named(code).ok_or(Fault::NotOffered),
        };
        let series = faults.take(F::Series, series);
        let mention = match self.mention.as_str() {
            "" => Err(Fault::Missing),
            code => Mention::ALL.into_iter().find(|it| it.code() == code).ok_or(Fault::NotOffered),
        };
        let mention = faults.take(F::Mention, mention);
        let school = faults.take(F::School, optional_line(&self.school));
        let city = faults.take(F::City, optional_line(&self.city));
        let country = faults.take(F::Country, line(&self.country));
        let held = (|| {
            Some(Baccalaureat::Held {
                year: year?,
                series: series?.code,
                mention: mention?,
                school: school?,
                city: city?,
                country: country?,
            })
        })();
        faults.or(held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    fn a_form() -> BaccalaureatForm {
        BaccalaureatForm {
            has_it: "yes".into(),
            year: "2026".into(),
            series: "NBGE".into(),
            mention: "good".into(),
            country: "FR".into(),
            ..BaccalaureatForm::default()
        }
    }

    #[test]
    fn no_baccalaureat_asks_nothing_more() {
        let form = BaccalaureatForm { has_it: "no".into(), year: "nonsense".into(), ..BaccalaureatForm::default() };
        assert_eq!(form.check(TODAY), Ok(Baccalaureat::None));
    }

    #[test]
    fn the_series_belong_to_their_years() {
        assert!(a_form().check(TODAY).is_ok());
        let of = |year: &str, series: &str| {
            BaccalaureatForm { year: year.into(), series: series.into(), ..a_form() }.check(TODAY)
        };
        assert!(of("2019", "S").is_ok());
        assert_eq!(of("2026", "S").expect_err("gone").of(BaccalaureatField::Series), Some(Fault::NotOffered));
        assert_eq!(of("1990", "NBGE").expect_err("not yet").of(BaccalaureatField::Series), Some(Fault::NotOffered));
        assert_eq!(of("2027", "NBGE").expect_err("future").of(BaccalaureatField::Year), Some(Fault::OutOfRange));
        assert_eq!(of("20x6", "NBGE").expect_err("no year").of(BaccalaureatField::Year), Some(Fault::Malformed));
    }

    #[test]
    fn every_year_has_at_least_one_series() {
        for year in 1900..=2030 {
            assert!(Series::of_year(year).count() >= 2, "{year}");
        }
    }
}
