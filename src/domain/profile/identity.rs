//! « Informations perso. »: civil status, nationality and INE.

use crate::domain::form::{Fault, Faults, line, name, optional_line, optional_name};
use crate::domain::ine::Ine;
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

/// The ISO 3166 code of France, which changes what an address and an INE ask.
pub const FRANCE: &str = "FR";

/// The answers as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentityForm {
    pub civility: String,
    pub family_name: String,
    pub usual_name: String,
    pub given_name: String,
    pub other_given_names: String,
    /// An ISO 3166-1 alpha-2 code.
    pub nationality: String,
    pub birth_date: String,
    pub birth_place: String,
    pub birth_country: String,
    pub phone: String,
    pub ine: String,
    /// `yes` when the person states that they never had an INE (seed 001: bac before 1995, or from abroad).
    pub no_ine: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdentityField {
    Civility,
    FamilyName,
    UsualName,
    GivenName,
    OtherGivenNames,
    Nationality,
    BirthDate,
    BirthPlace,
    BirthCountry,
    Phone,
    Ine,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Civility {
    Madam,
    Sir,
}

/// Answers fit to be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub civility: Civility,
    pub family_name: String,
    pub usual_name: Option<String>,
    pub given_name: String,
    pub other_given_names: Option<String>,
    pub nationality: String,
    pub birth_date: Date,
    pub birth_place: String,
    pub birth_country: String,
    pub phone: Option<String>,
    pub ine: Option<Ine>,
}

impl IdentityForm {
    pub fn check(&self, today: Date) -> Result<Identity, Faults<IdentityField>> {
        use IdentityField as F;
        let mut faults = Faults::default();
        let civility = faults.take(
            F::Civility,
            match self.civility.as_str() {
                "madam" => Ok(Civility::Madam),
                "sir" => Ok(Civility::Sir),
                "" => Err(Fault::Missing),
                _ => Err(Fault::NotOffered),
            },
        );
        let family_name = faults.take(F::FamilyName, name(&self.family_name));
        let usual_name = faults.take(F::UsualName, optional_name(&self.usual_name));
        let given_name = faults.take(F::GivenName, name(&self.given_name));
        let other_given_names = faults.take(F::OtherGivenNames, optional_name(&self.other_given_names));
        let nationality = faults.take(F::Nationality, country(&self.nationality));
        let birth_date = faults.take(F::BirthDate, birth_date(&self.birth_date, today));
        let birth_place = faults.take(F::BirthPlace, line(&self.birth_place));
        let birth_country = faults.take(F::BirthCountry, country(&self.birth_country));
        let phone = faults.take(F::Phone, phone(&self.phone));
        let ine = faults.take(F::Ine, self.ine());
        let identity = (|| {
            Some(Identity {
                civility: civility?,
                family_name: family_name?,
                usual_name: usual_name?,
                given_name: given_name?,
                other_given_names: other_given_names?,
                nationality: nationality?,
                birth_date: birth_date?,
                birth_place: birth_place?,
                birth_country: birth_country?,
                phone: phone?,
                ine: ine?,
            })
        })();
        faults.or(identity)
    }

    /// The INE is asked of everyone, and waived for whoever states that they never had one.
    fn ine(&self) -> Result<Option<Ine>, Fault> {
        match Ine::parse(&self.ine) {
            Ok(ine) => Ok(Some(ine)),
            Err(Fault::Missing) if self.no_ine == "yes" => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// A two-letter code of a country; whether it exists is the reference data's to know.
pub(super) fn country(text: &str) -> Result<String, Fault> {
    match text {
        "" => Err(Fault::Missing),
        it if it.len() == 2 && it.bytes().all(|b| b.is_ascii_uppercase()) => Ok(it.to_owned()),
        _ => Err(Fault::NotOffered),
    }
}

pub(super) fn birth_date(text: &str, today: Date) -> Result<Date, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Missing);
    }
    let date = Date::parse(text).ok_or(Fault::Malformed)?;
    // eCandidat's bounds (reference/ecandidat.md §2.7).
    if (10..=100).contains(&date.age_on(today)) { Ok(date) } else { Err(Fault::OutOfRange) }
}

/// Digits, blanks and `+ ( ) - . /`, at most 20 characters (reference/ecandidat.md §2.7).
fn phone(text: &str) -> Result<Option<String>, Fault> {
    let Some(text) = optional_line(text)? else { return Ok(None) };
    if text.chars().count() > 20 {
        return Err(Fault::TooLong { max: 20 });
    }
    let fits = text.chars().all(|c| c.is_ascii_digit() || "+()-./ \u{a0}".contains(c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if fits && digits >= 6 { Ok(Some(text)) } else { Err(Fault::Malformed) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    pub fn a_form() -> IdentityForm {
        IdentityForm {
            civility: "madam".into(),
            family_name: "D’Œuvré".into(),
            given_name: "Éloïse".into(),
            nationality: "FR".into(),
            birth_date: "2008-03-31".into(),
            birth_place: "Valenciennes".into(),
            birth_country: "FR".into(),
            ine: "1234567890V".into(),
            ..IdentityForm::default()
        }
    }

    #[test]
    fn a_good_form_is_complete() {
        assert!(a_form().check(TODAY).is_ok());
    }

    #[test]
    fn who_never_had_an_ine_says_so_and_goes_on() {
        let form = IdentityForm { ine: String::new(), ..a_form() };
        let faults = form.check(TODAY).expect_err("the INE is asked");
        assert_eq!(faults.of(IdentityField::Ine), Some(Fault::Missing));
        let form = IdentityForm { no_ine: "yes".into(), ..form };
        assert_eq!(form.check(TODAY).expect("waived").ine, None);
        let form = IdentityForm { ine: "1234567890A".into(), ..form };
        assert_eq!(
            form.check(TODAY).expect_err("a slip is still a slip").of(IdentityField::Ine),
            Some(Fault::WrongKey)
        );
    }

    #[test]
    fn dates_and_telephones_out_of_reason_are_refused() {
        let of = |birth: &str, phone: &str| {
            let form = IdentityForm { birth_date: birth.into(), phone: phone.into(), ..a_form() };
            form.check(TODAY).err().unwrap_or_default()
        };
        assert_eq!(of("2030-01-01", "").of(IdentityField::BirthDate), Some(Fault::OutOfRange));
        assert_eq!(of("31/02/2008", "").of(IdentityField::BirthDate), Some(Fault::Malformed));
        assert_eq!(of("31/03/2008", "+33 (0)6.12-34").of(IdentityField::Phone), None);
        assert_eq!(of("31/03/2008", "appelez-moi").of(IdentityField::Phone), Some(Fault::Malformed));
    }
}
