//! « Adresse »: in France a postal code and a commune of the reference data, elsewhere free text.

use super::identity::FRANCE;
use crate::domain::form::{Fault, Faults, line, optional_line};
use serde::{Deserialize, Serialize};

/// A French commune: its INSEE code and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    pub code: String,
    pub name: String,
}

/// The answers as typed. `commune` is an INSEE code; whether it lies under the postal code, the server checks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    pub country: String,
    pub street: String,
    pub complement: String,
    pub postal_code: String,
    pub commune: String,
    pub foreign_postal_code: String,
    pub foreign_city: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressField {
    Country,
    Street,
    Complement,
    PostalCode,
    Commune,
    ForeignPostalCode,
    ForeignCity,
}

/// An address fit to be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub country: String,
    pub street: String,
    pub complement: Option<String>,
    pub postal_code: String,
    /// An INSEE code in France, the name of the city elsewhere.
    pub city: String,
}

pub fn is_french_postal_code(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())
}

impl AddressForm {
    pub fn check(&self) -> Result<Address, Faults<AddressField>> {
        use AddressField as F;
        let mut faults = Faults::default();
        let country = faults.take(F::Country, line(&self.country));
        let street = faults.take(F::Street, line(&self.street));
        let complement = faults.take(F::Complement, optional_line(&self.complement));
        let (postal_code, city) = if country.as_deref().is_none_or(|it| it == FRANCE) {
            let code = self.postal_code.trim();
            let code = match code {
                "" => Err(Fault::Missing),
                it if is_french_postal_code(it) => Ok(it.to_owned()),
                _ => Err(Fault::Malformed),
            };
            (faults.take(F::PostalCode, code), faults.take(F::Commune, line(&self.commune)))
        } else {
            let code = optional_line(&self.foreign_postal_code).map(Option::unwrap_or_default);
            (faults.take(F::ForeignPostalCode, code), faults.take(F::ForeignCity, line(&self.foreign_city)))
        };
        let address = (|| {
            Some(Address {
                country: country?,
                street: street?,
                complement: complement?,
                postal_code: postal_code?,
                city: city?,
            })
        })();
        faults.or(address)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn a_form() -> AddressForm {
        AddressForm {
            country: "FR".into(),
            street: "12 rue du Rempart".into(),
            postal_code: "59300".into(),
            commune: "59606".into(),
            ..AddressForm::default()
        }
    }

    #[test]
    fn a_french_address_asks_for_a_commune_and_a_foreign_one_for_a_city() {
        assert_eq!(a_form().check().map(|it| it.city), Ok("59606".into()));
        let abroad = AddressForm { country: "MA".into(), foreign_city: "Fès".into(), ..a_form() };
        assert_eq!(abroad.check().map(|it| it.city), Ok("Fès".into()));
        let faults = AddressForm { postal_code: "5930".into(), commune: String::new(), ..a_form() };
        let faults = faults.check().expect_err("two faults");
        assert_eq!(faults.of(AddressField::PostalCode), Some(Fault::Malformed));
        assert_eq!(faults.of(AddressField::Commune), Some(Fault::Missing));
    }
}
