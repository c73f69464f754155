//! What an entry of « Cursus externe », « Stages » or « Expériences pro. » holds, and its limits: reference/ecandidat.md
//! §2.1 and §2.7; lines as everywhere (DESIGN.md §4, Names).

use super::baccalaureat::Mention;
use super::identity::country;
use super::list::{EntryForm, Listing};
use crate::domain::form::{Fault, Faults, line, optional_line, paragraph};
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

/// The longest duration, in characters (reference/ecandidat.md §2.1).
pub const DURATION_MAX: u16 = 20;
/// The longest description, in characters (reference/ecandidat.md §2.1).
pub const DESCRIPTION_MAX: u16 = 500;

/// What one studied for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diploma {
    Bts,
    Dut,
    But,
    Deust,
    Preparatory,
    Licence1,
    Licence2,
    Licence3,
    ProfessionalLicence,
    HealthYear,
    Health,
    Master1,
    Master2,
    Engineer,
    Business,
    Art,
    Doctorate,
    Foreign,
    Other,
}

impl Diploma {
    pub const ALL: [Self; 19] = [
        Self::Bts,
        Self::Dut,
        Self::But,
        Self::Deust,
        Self::Preparatory,
        Self::Licence1,
        Self::Licence2,
        Self::Licence3,
        Self::ProfessionalLicence,
        Self::HealthYear,
        Self::Health,
        Self::Master1,
        Self::Master2,
        Self::Engineer,
        Self::Business,
        Self::Art,
        Self::Doctorate,
        Self::Foreign,
        Self::Other,
    ];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bts => "bts",
            Self::Dut => "dut",
            Self::But => "but",
            Self::Deust => "deust",
            Self::Preparatory => "preparatory",
            Self::Licence1 => "licence_1",
            Self::Licence2 => "licence_2",
            Self::Licence3 => "licence_3",
            Self::ProfessionalLicence => "professional_licence",
            Self::HealthYear => "health_year",
            Self::Health => "health",
            Self::Master1 => "master_1",
            Self::Master2 => "master_2",
            Self::Engineer => "engineer",
            Self::Business => "business",
            Self::Art => "art",
            Self::Doctorate => "doctorate",
            Self::Foreign => "foreign",
            Self::Other => "other",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Whether one has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obtained {
    Yes,
    No,
    Ongoing,
}

impl Obtained {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Ongoing];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Ongoing => "ongoing",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A year of studies elsewhere, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExternalForm {
    /// The year in which it ended, or is to end.
    pub year: String,
    pub diploma: String,
    pub label: String,
    pub establishment: String,
    pub city: String,
    pub country: String,
    pub obtained: String,
    pub mention: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExternalField {
    Year,
    Diploma,
    Label,
    Establishment,
    City,
    Country,
    Obtained,
    Mention,
}

/// An internship, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InternshipForm {
    pub year: String,
    pub organisation: String,
    pub duration: String,
    pub hours_a_week: String,
    pub subject: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InternshipField {
    Year,
    Organisation,
    Duration,
    HoursAWeek,
    Subject,
}

/// An occupation, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExperienceForm {
    pub year: String,
    pub employer: String,
    pub title: String,
    pub duration: String,
    pub description: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExperienceField {
    Year,
    Employer,
    Title,
    Duration,
    Description,
}

/// Four digits, from 1900 to `last`.
fn year(text: &str, last: i16) -> Result<i16, Fault> {
    let text = text.trim();
    match text.parse::<i16>() {
        _ if text.is_empty() => Err(Fault::Missing),
        Ok(year) if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) => {
            if (1900..=last).contains(&year) {
                Ok(year)
            } else {
                Err(Fault::OutOfRange)
            }
        }
        _ => Err(Fault::Malformed),
    }
}

/// A duration in words: « 6 mois ».
fn duration(text: &str) -> Result<Option<String>, Fault> {
    match optional_line(text)? {
        Some(it) if it.chars().count() > usize::from(DURATION_MAX) => Err(Fault::TooLong { max: DURATION_MAX }),
        it => Ok(it),
    }
}

fn required<T>(given: Option<T>) -> Result<T, Fault> {
    given.ok_or(Fault::Missing)
}

impl ExternalForm {
    pub fn check(&self, today: Date) -> Result<(), Faults<ExternalField>> {
        use ExternalField as F;
        let mut faults = Faults::default();
        faults.take(F::Year, year(&self.year, today.year + 1));
        faults.take(F::Diploma, one_of(&self.diploma, Diploma::named));
        faults.take(F::Label, line(&self.label));
        faults.take(F::Establishment, line(&self.establishment));
        faults.take(F::City, optional_line(&self.city));
        faults.take(F::Country, country(&self.country));
        faults.take(F::Obtained, one_of(&self.obtained, Obtained::named));
        if !self.mention.is_empty() {
            faults.take(F::Mention, one_of(&self.mention, Mention::named));
        }
        faults.or(Some(()))
    }
}

impl InternshipForm {
    pub fn check(&self, today: Date) -> Result<(), Faults<InternshipField>> {
        use InternshipField as F;
        let mut faults = Faults::default();
        faults.take(F::Year, year(&self.year, today.year + 1));
        faults.take(F::Organisation, line(&self.organisation));
        faults.take(F::Duration, duration(&self.duration).and_then(required));
        let hours = self.hours_a_week.trim();
        if !hours.is_empty() {
            let hours = hours.parse::<u8>().map_err(|_| Fault::Malformed);
            // The longest week that French law lets anyone work (code du travail, L3121-20) is 48 hours.
            faults.take(F::HoursAWeek, hours.and_then(|it| if it <= 48 { Ok(it) } else { Err(Fault::Malformed) }));
        }
        faults.take(F::Subject, paragraph(&self.subject, DESCRIPTION_MAX).and_then(required));
        faults.or(Some(()))
    }
}

impl ExperienceForm {
    pub fn check(&self, today: Date) -> Result<(), Faults<ExperienceField>> {
        use ExperienceField as F;
        let mut faults = Faults::default();
        faults.take(F::Year, year(&self.year, today.year));
        faults.take(F::Employer, line(&self.employer));
        faults.take(F::Title, line(&self.title));
        faults.take(F::Duration, duration(&self.duration).and_then(required));
        faults.take(F::Description, paragraph(&self.description, DESCRIPTION_MAX));
        faults.or(Some(()))
    }
}

fn one_of<T>(code: &str, named: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    if code.is_empty() { Err(Fault::Missing) } else { named(code).ok_or(Fault::NotOffered) }
}

impl EntryForm for ExternalForm {
    const LISTING: Listing = Listing::External;

    fn typed_year(&self) -> &str {
        &self.year
    }

    fn is_fit(&self, today: Date) -> bool {
        self.check(today).is_ok()
    }
}

impl EntryForm for InternshipForm {
    const LISTING: Listing = Listing::Internships;

    fn typed_year(&self) -> &str {
        &self.year
    }

    fn is_fit(&self, today: Date) -> bool {
        self.check(today).is_ok()
    }
}

impl EntryForm for ExperienceForm {
    const LISTING: Listing = Listing::Experience;

    fn typed_year(&self) -> &str {
        &self.year
    }

    fn is_fit(&self, today: Date) -> bool {
        self.check(today).is_ok()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    pub fn a_study(year: &str) -> ExternalForm {
        ExternalForm {
            year: year.into(),
            diploma: "bts".into(),
            label: "BTS Services informatiques aux organisations".into(),
            establishment: "Lycée de l'Escaut".into(),
            country: "FR".into(),
            obtained: "yes".into(),
            ..ExternalForm::default()
        }
    }

    #[test]
    fn a_year_of_studies_may_be_the_next_one_and_an_occupation_may_not() {
        use ExternalField as F;
        assert!(a_study("2027").is_fit(TODAY));
        assert_eq!(a_study("2028").check(TODAY).expect_err("too late").of(F::Year), Some(Fault::OutOfRange));
        assert_eq!(a_study("+202").check(TODAY).expect_err("no year").of(F::Year), Some(Fault::Malformed));
        let wrong = ExternalForm { diploma: "phd".into(), obtained: String::new(), ..a_study("2025") };
        let faults = wrong.check(TODAY).expect_err("two faults");
        assert_eq!((faults.of(F::Diploma), faults.of(F::Obtained)), (Some(Fault::NotOffered), Some(Fault::Missing)));
        let job = ExperienceForm { year: "2027".into(), ..ExperienceForm::default() };
        let faults = job.check(TODAY).expect_err("not yet");
        assert_eq!(faults.of(ExperienceField::Year), Some(Fault::OutOfRange));
    }

    #[test]
    fn an_internship_says_what_it_was_about_and_how_long_it_was() {
        use InternshipField as F;
        let of = |duration: &str, hours: &str, subject: String| {
            let form = InternshipForm {
                year: "2026".into(),
                organisation: "Mairie d'Anzin".into(),
                duration: duration.into(),
                hours_a_week: hours.into(),
                subject,
            };
            form.check(TODAY).err().unwrap_or_default()
        };
        assert!(of("2 mois", "35", "Archives\nétat civil".into()).is_empty());
        assert_eq!(of("", "", "x".into()).of(F::Duration), Some(Fault::Missing));
        assert_eq!(of(&"m".repeat(21), "", "x".into()).of(F::Duration), Some(Fault::TooLong { max: 20 }));
        assert_eq!(of("2 mois", "168", "x".into()).of(F::HoursAWeek), Some(Fault::Malformed));
        assert_eq!(of("2 mois", "", String::new()).of(F::Subject), Some(Fault::Missing));
        assert_eq!(of("2 mois", "", "é".repeat(501)).of(F::Subject), Some(Fault::TooLong { max: 500 }));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_judged_without_panic(year in ".{0,6}", text in ".{0,120}") {
            let fit = text.trim();
            let fit = !fit.is_empty() && fit.chars().count() <= 100 && !fit.chars().any(char::is_control);
            prop_assert_eq!(ExternalForm { label: text.clone(), ..a_study("2025") }.is_fit(TODAY), fit);
            let four_digits = year.trim().len() == 4 && year.trim().bytes().all(|b| b.is_ascii_digit());
            prop_assert!(four_digits || !a_study(&year).is_fit(TODAY));
            let job = ExperienceForm { duration: text.clone(), ..ExperienceForm::default() };
            prop_assert!(!job.is_fit(TODAY));
            let internship = InternshipForm { hours_a_week: text, ..InternshipForm::default() };
            prop_assert!(!internship.is_fit(TODAY));
        }
    }
}
