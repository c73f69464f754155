//! « Baccalauréat »: « J'ai le bac ou une équivalence » or « Je n'ai pas le bac »; « le nombre de champs va s'adapter en
//! fonction de l'année saisie » (seed 001).

use super::series::{Series, Speciality};
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
    /// The two specialities of the last year, of series that have them, then the one that was dropped before.
    pub speciality_1: String,
    pub speciality_2: String,
    pub speciality_dropped: String,
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
    Speciality1,
    Speciality2,
    SpecialityDropped,
    Mention,
    School,
    City,
    Country,
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

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Answers fit to be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baccalaureat {
    None,
    Held {
        year: i16,
        series: &'static str,
        /// The two of the last year, and the one that was dropped; of series that have them.
        specialities: Option<([&'static str; 2], Option<&'static str>)>,
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
        let specialities = match (series, year) {
            (Some(series), Some(year)) if series.has_specialities() => {
                self.specialities(year, &mut faults).map(Option::Some)
            }
            _ => Some(None),
        };
        let mention = match self.mention.as_str() {
            "" => Err(Fault::Missing),
            code => Mention::named(code).ok_or(Fault::NotOffered),
        };
        let mention = faults.take(F::Mention, mention);
        let school = faults.take(F::School, optional_line(&self.school));
        let city = faults.take(F::City, optional_line(&self.city));
        let country = faults.take(F::Country, line(&self.country));
        let held = (|| {
            Some(Baccalaureat::Held {
                year: year?,
                series: series?.code,
                specialities: specialities?,
                mention: mention?,
                school: school?,
                city: city?,
                country: country?,
            })
        })();
        faults.or(held)
    }

    /// Two of the last year, and if one likes the one that was dropped: of those that `year` offered, none twice.
    fn specialities(
        &self,
        year: i16,
        faults: &mut Faults<BaccalaureatField>,
    ) -> Option<([&'static str; 2], Option<&'static str>)> {
        use BaccalaureatField as F;
        let offered = |code: &str, others: &[&str]| match Speciality::of_year(year).find(|it| it.code == code) {
            _ if code.is_empty() => Err(Fault::Missing),
            Some(_) if others.contains(&code) => Err(Fault::Repeated),
            Some(it) => Ok(it.code),
            None => Err(Fault::NotOffered),
        };
        let (one, two) = (self.speciality_1.as_str(), self.speciality_2.as_str());
        let first = faults.take(F::Speciality1, offered(one, &[]));
        let second = faults.take(F::Speciality2, offered(two, &[one]));
        let dropped = match self.speciality_dropped.as_str() {
            "" => Ok(None),
            code => offered(code, &[one, two]).map(Some),
        };
        let dropped = faults.take(F::SpecialityDropped, dropped);
        Some(([first?, second?], dropped?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    fn a_form() -> BaccalaureatForm {
        BaccalaureatForm {
            has_it: "yes".into(),
            year: "2026".into(),
            series: "NBGE".into(),
            speciality_1: "MATH".into(),
            speciality_2: "NSI".into(),
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
        assert!(of("1994", "C").is_ok() && of("1987", "PRO").is_ok());
        assert_eq!(of("2026", "S").expect_err("gone").of(BaccalaureatField::Series), Some(Fault::NotOffered));
        assert_eq!(of("1990", "NBGE").expect_err("not yet").of(BaccalaureatField::Series), Some(Fault::NotOffered));
        assert_eq!(of("2027", "NBGE").expect_err("future").of(BaccalaureatField::Year), Some(Fault::OutOfRange));
        assert_eq!(of("20x6", "NBGE").expect_err("no year").of(BaccalaureatField::Year), Some(Fault::Malformed));
    }

    #[test]
    fn specialities_are_asked_of_the_general_series_alone_and_none_counts_twice() {
        use BaccalaureatField as F;
        let of = |one: &str, two: &str, dropped: &str| {
            let [speciality_1, speciality_2, speciality_dropped] = [one, two, dropped].map(str::to_owned);
            let form = BaccalaureatForm { speciality_1, speciality_2, speciality_dropped, ..a_form() };
            form.check(TODAY).err().unwrap_or_default()
        };
        assert!(of("MATH", "PC", "").is_empty() && of("MATH", "PC", "SVT").is_empty());
        assert_eq!(of("", "PC", "").of(F::Speciality1), Some(Fault::Missing));
        assert_eq!(of("MATH", "MATH", "").of(F::Speciality2), Some(Fault::Repeated));
        assert_eq!(of("MATH", "PC", "PC").of(F::SpecialityDropped), Some(Fault::Repeated));
        assert_eq!(of("MATH", "ALCHEMY", "").of(F::Speciality2), Some(Fault::NotOffered));
        let before = BaccalaureatForm { year: "2021".into(), speciality_2: "EPPCS".into(), ..a_form() };
        assert_eq!(before.check(TODAY).expect_err("not yet").of(F::Speciality2), Some(Fault::NotOffered));
        let other = BaccalaureatForm { series: "STMG".into(), speciality_1: "nonsense".into(), ..a_form() };
        assert!(other.check(TODAY).is_ok(), "what is not asked is not judged");
    }

    proptest! {
        #[test]
        fn a_form_that_is_taken_has_a_series_and_specialities_of_its_year(year in 1900_i16..2027, series in 0_usize..40) {
            let all: Vec<_> = (1900..2027).flat_map(Series::of_year).collect();
            let series = all[series * 7 % all.len()];
            let form = BaccalaureatForm { year: year.to_string(), series: series.code.into(), ..a_form() };
            if let Ok(Baccalaureat::Held { series: code, specialities, .. }) = form.check(TODAY) {
                prop_assert!(Series::of_year(year).any(|it| it.code == code));
                prop_assert_eq!(specialities.is_some(), series.has_specialities());
            } else {
                let given = Series::of_year(year).any(|it| it.code == series.code);
                prop_assert!(!given || series.has_specialities(), "refused: {} {}", series.code, year);
            }
        }
    }
}
